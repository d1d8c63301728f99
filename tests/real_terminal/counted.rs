//! What one key costs, counted in instructions by callgrind and in system calls by strace: the count is the same on every
//! machine, which no time is. It is a frame, a write to the draft and nothing that grows with the meeting.

use super::pty::Exit;
use super::terminal::RealTerminal;
use crate::command_line::program::Program;
use rustix::process::Signal;
use serde_json::json;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;
use talking_piece::store::journal_line::{JournalEntry, Line, encode, take_apart};

const PEOPLE: &str = "/person KQ Kasia Quill; role: mother\n/person DQ Dorian Quill; role: father\n\
    /person SW Asha Ottery; role: social worker\n/person HV Joy Merrow; role: health visitor\n\
    /person ST Sam Tull; role: teacher\n/child Ella; born: 4 Mar 2017\n/section 3\nKQ: it was quiet\n";

/// Everything here is slowed down by valgrind, on a machine that may be busy.
const PATIENCE: Duration = Duration::from_secs(200);

/// An open meeting with so many contributions of 500 letters, as it stands on the disk after a session that was left.
fn meeting_of(program: &Program, contributions: usize) -> String {
    let id = program.meeting(PEOPLE);
    let journals = fs::read_dir(program.folder().join("journal")).unwrap();
    let journal = journals.into_iter().next().unwrap().unwrap().path();
    let mut text = fs::read(&journal).unwrap();
    let taken = take_apart(&text);
    let known: Vec<(&JournalEntry, &String)> = taken
        .lines
        .iter()
        .map(|(_, line)| match line {
            Line::Known { record, hash, .. } => (&**record, hash),
            Line::Newer(line) => panic!("{line}"),
        })
        .collect();
    let (last, hash) = *known.last().unwrap();
    let is_said = |entry: &&JournalEntry| entry.body["record"] == json!("contribution");
    let mut said = known.iter().map(|(entry, _)| *entry);
    let mut said = said.find(is_said).unwrap().clone();
    let (mut hash, mut seq) = (hash.clone(), last.seq);
    for number in 1..contributions {
        seq += 1;
        let words = "it was quiet in the house until the morning came ".repeat(10);
        said.body["id"] = json!(format!("e{}", number + 1));
        said.body["values"]["speaker"] = json!(format!("p{}", number % 5 + 1));
        said.body["values"]["text"] = json!(format!("{number} {words}"));
        let entry = JournalEntry {
            seq,
            batch: seq,
            draft: None,
            ..said.clone()
        };
        let line = encode(&entry, &hash).unwrap();
        text.extend(line.bytes);
        hash = line.hash;
    }
    fs::write(&journal, text).unwrap();
    id
}

/// The program under callgrind, which counts only while it is told to.
struct Counted {
    terminal: RealTerminal,
    log: std::path::PathBuf,
}

impl Counted {
    fn resume(program: &Program, id: &str) -> Counted {
        let log = program.home().join("callgrind.log");
        let log_file = format!("--log-file={}", log.display());
        let built = Program::built();
        let data = program.data();
        let arguments = [
            "--tool=callgrind",
            "--instr-atstart=no",
            "--callgrind-out-file=/dev/null",
            &log_file,
            built.to_str().unwrap(),
            "resume",
            id,
        ];
        let data = [("TALKING_PIECE_DATA", data.to_str().unwrap())];
        let terminal = RealTerminal::start_program("valgrind", 80, 24, &arguments, &data);
        terminal.wait_for("F1 help", PATIENCE);
        Counted { terminal, log }
    }

    /// Waits until no thread does anything more: what is written or indexed after opening is not of a key.
    fn settle(&self) {
        let used = || {
            let stat = fs::read_to_string(format!("/proc/{}/stat", self.terminal.pid())).unwrap();
            let (_, fields) = stat.rsplit_once(')').unwrap();
            let times = fields.split_whitespace().skip(11).take(2);
            times.map(|time| time.parse::<u64>().unwrap()).sum::<u64>()
        };
        let (mut before, mut quiet) = (used(), 0);
        // Longer than the time after which the draft is synced.
        while quiet < 7 {
            thread::sleep(Duration::from_millis(100));
            let now = used();
            quiet = if now == before { quiet + 1 } else { 0 };
            before = now;
        }
    }

    fn count(&self, is_on: bool) {
        let told = Command::new("callgrind_control")
            .args(["-i", if is_on { "on" } else { "off" }])
            .arg(self.terminal.pid().to_string())
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .stdin(Stdio::null())
            .output()
            .unwrap();
        assert!(told.status.success(), "{told:?}");
    }

    /// Instructions for each of these keys, typed behind others.
    fn a_key(mut self, before: &str, keys: &str) -> u64 {
        self.settle();
        type_keys(&mut self.terminal, before);
        self.settle();
        self.count(true);
        type_keys(&mut self.terminal, keys);
        self.count(false);
        self.terminal.signal(Signal::TERM);
        assert_eq!(self.terminal.wait_exit(PATIENCE), Exit::Code(0));
        collected(&self.log) / u64::try_from(keys.len()).unwrap()
    }
}

/// Types one key at a time, each once the frame of the one before is there.
fn type_keys(terminal: &mut RealTerminal, keys: &str) {
    for key in keys.chars() {
        let before = terminal.bytes_out();
        terminal.type_text(&key.to_string());
        let asked = std::time::Instant::now();
        while terminal.bytes_out() == before {
            assert!(asked.elapsed() < PATIENCE, "no answer to {key:?}");
            thread::sleep(Duration::from_millis(1));
        }
    }
}

/// `==7== Collected : 1234`
fn collected(log: &Path) -> u64 {
    let log = fs::read_to_string(log).unwrap();
    let line = log.lines().find_map(|line| line.split_once("Collected : "));
    let (_, count) = line.unwrap_or_else(|| panic!("{log}"));
    count.trim().parse().unwrap()
}

fn is_valgrind_here() -> bool {
    let found = Command::new("valgrind").arg("--version").output();
    assert!(
        found.is_ok() || std::env::var_os("CI").is_none(),
        "valgrind must be installed where CI runs"
    );
    found.is_ok()
}

/// It takes its time, because the program runs some fifty times slower while it is counted, and is opened at three sizes.
#[test]
fn a_key_costs_the_same_in_a_meeting_of_any_size() {
    if !is_valgrind_here() {
        return;
    }
    let (label, words) = ("KQ: it", " was quiet in the house until");
    let count = |contributions| {
        let program = Program::in_memory();
        let id = meeting_of(&program, contributions);
        Counted::resume(&program, &id).a_key(label, words)
    };
    let counts: Vec<u64> = thread::scope(|scope| {
        let counting = [10, 2_000, 10_000].map(|size| scope.spawn(move || count(size)));
        counting.map(|one| one.join().unwrap()).to_vec()
    });
    let (least, most) = (*counts.iter().min().unwrap(), *counts.iter().max().unwrap());
    assert!(most * 10 <= least * 11, "{counts:?}");
    assert!(most <= MOST, "{counts:?}");
}

/// As it is built for the tests: without optimisation it is some four times what it is in a release. It was 9.6 million; the
/// rest is for what each run seeds anew (hash tables) and for what a frame learns.
const MOST: u64 = 11_000_000;

/// The keyboard is waited for and read, the loop is woken and waits, the draft and the screen are written.
const CALLS: usize = 6;

/// A thread that must be woken for a key costs more than the key. What is saved in a pause of typing, and whatever else happens
/// once a second, is not of a key: so the middle of all keys counts.
#[test]
fn a_key_is_six_system_calls() {
    let program = Program::in_memory();
    let id = meeting_of(&program, 10);
    let log = program.home().join("strace.log");
    let (built, data) = (Program::built(), program.data());
    let arguments = [
        "-f",
        "-qq",
        "-o",
        log.to_str().unwrap(),
        built.to_str().unwrap(),
        "resume",
        &id,
    ];
    let data = [("TALKING_PIECE_DATA", data.to_str().unwrap())];
    let mut terminal = RealTerminal::start_program("strace", 80, 24, &arguments, &data);
    terminal.wait_for("F1 help", PATIENCE);
    type_keys(
        &mut terminal,
        "KQ: it was quiet in the house until the morning came and",
    );
    terminal.hang_up();
    terminal.wait_exit(PATIENCE);
    let text = fs::read_to_string(&log).unwrap();
    let calls = text.lines().filter(|line| !line.contains(" resumed>"));
    let calls: Vec<&str> = calls.filter(|line| !line.contains(" --- ")).collect();
    let is_key = |line: &&str| line.contains(" read(0,");
    let keys: Vec<&[&str]> = calls.split(is_key).collect();
    let (_, keys) = keys.split_first().unwrap();
    let mut counts: Vec<usize> = keys.iter().map(|behind| behind.len() + 1).collect();
    assert!(counts.len() > 50, "{text}");
    counts.sort_unstable();
    let middle = counts.get(counts.len() / 2).copied().unwrap();
    assert!(
        middle <= CALLS,
        "{counts:?}\n{}",
        keys.last().unwrap().join("\n")
    );
}
