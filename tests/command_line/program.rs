//! Running the built program with a folder of its own.

use chrono::{Local, NaiveDate};
use std::fs::Permissions;
use std::io::Write;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// A closed meeting.
pub const CLOSED: &str = include_str!("../fixtures/closed.lines");
/// With a version of its minutes in `earlier/`.
pub const SIGNED_OFF: &str = concat!(
    include_str!("../fixtures/closed.lines"),
    "/minutes signed off; by: CH\n"
);

/// A data folder that is removed afterwards, and the program in it.
pub struct Program {
    home: tempfile::TempDir,
    data: PathBuf,
}

impl Program {
    pub fn new() -> Program {
        let home = tempfile::tempdir().unwrap();
        let data = home.path().join("data");
        Program { home, data }
    }

    /// Everything is in the machine's memory, where it has a file system for that: for tests that begin again and again,
    /// and in which no power is cut.
    pub fn in_memory() -> Program {
        let memory = Path::new("/dev/shm");
        let home = tempfile::tempdir_in(memory).or_else(|_| tempfile::tempdir());
        let home = home.unwrap();
        let data = home.path().join("data");
        Program { home, data }
    }

    /// The program under test; one with built-in faults, where a variable names it (`.ci/teeth`).
    pub fn built() -> PathBuf {
        let named = std::env::var_os("TALKING_PIECE_SABOTAGED");
        named.map_or_else(|| env!("CARGO_BIN_EXE_talking-piece").into(), PathBuf::from)
    }

    /// Its data are below another folder: a small disk.
    pub fn in_folder(folder: &Path) -> Program {
        Program::new().with_data_below(folder)
    }

    /// The same home, and its data elsewhere.
    pub fn with_data_below(mut self, folder: &Path) -> Program {
        self.data = folder.join("data");
        self
    }

    pub fn home(&self) -> &Path {
        self.home.path()
    }

    pub fn data(&self) -> PathBuf {
        self.data.clone()
    }

    /// The program with these arguments, nothing of the tester's environment, and the data folder.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(Program::built());
        command.args(arguments);
        self.prepared(command)
    }

    /// Another command line around the program (strace …).
    pub fn prepared(&self, mut command: Command) -> Command {
        command
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .env("HOME", self.home.path())
            .env("TALKING_PIECE_DATA", self.data())
            .env("LANG", "C.UTF-8")
            .stdin(Stdio::null());
        pass_on_the_fault(&mut command);
        command
    }

    pub fn run(&self, arguments: &[&str]) -> Ran {
        Ran::of(self.command(arguments).output().unwrap())
    }

    pub fn run_with_input(&self, arguments: &[&str], input: &[u8]) -> Ran {
        with_input(self.command(arguments), input)
    }

    pub fn meeting(&self, lines: &str) -> String {
        let ran = self.run_with_input(&["take", "--new", "--lines", "-"], lines.as_bytes());
        assert!(ran.code == 0 || ran.code == 1, "{ran:?}");
        ran.out.lines().last().unwrap().to_owned()
    }

    pub fn meeting_on(&self, agenda: &str, lines: &str) -> String {
        let take = ["take", "--new", "--agenda", agenda, "--lines", "-"];
        let ran = self.run_with_input(&take, lines.as_bytes());
        assert_eq!(ran.code, 0, "{ran:?}");
        ran.out.lines().last().unwrap().to_owned()
    }

    pub fn folder(&self) -> PathBuf {
        let years = self.data().join("meetings");
        let year = std::fs::read_dir(years)
            .unwrap()
            .next()
            .unwrap()
            .unwrap()
            .path();
        let mut meetings = std::fs::read_dir(year).unwrap();
        let folder = meetings.next().unwrap().unwrap().path();
        assert!(meetings.next().is_none(), "more than one meeting");
        folder
    }

    pub fn folder_of(&self, id: &str) -> PathBuf {
        let years = std::fs::read_dir(self.data().join("meetings")).unwrap();
        let mut folders = years.map(|year| year.unwrap().path().join(id));
        folders.find(|folder| folder.is_dir()).unwrap()
    }

    pub fn json(&self, id: &str) -> serde_json::Value {
        let ran = self.run(&["read", id, "--json"]);
        serde_json::from_str(&ran.out).unwrap_or_else(|error| panic!("{error}: {ran:?}"))
    }
}

/// Runs a command that reads this.
/// The days of a file of lines that was written for the week of Monday, 23 November 2026, moved by whole weeks to this one:
/// what is to come there is to come today.
pub fn in_this_week(lines: &str) -> String {
    let written = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
    let weeks = (Local::now().date_naive() - written)
        .num_days()
        .div_euclid(7);
    let pieces: Vec<&str> = lines.split(' ').collect();
    let mut moved: Vec<String> = Vec::new();
    let mut at = 0;
    while let Some(piece) = pieces.get(at) {
        let year = pieces.get(at + 2).and_then(|year| year.get(..4));
        let day = year.filter(|year| *year == "2026").and_then(|year| {
            let typed = format!("{piece} {} {year}", pieces[at + 1]);
            NaiveDate::parse_from_str(&typed, "%d %b %Y").ok()
        });
        let Some(day) = day else {
            moved.push((*piece).to_owned());
            at += 1;
            continue;
        };
        let day = day + chrono::Duration::weeks(weeks);
        let behind = pieces[at + 2].get(4..).unwrap_or("");
        moved.push(format!("{}{behind}", day.format("%-d %b %Y")));
        at += 3;
    }
    moved.join(" ")
}

pub fn with_input(mut command: Command, input: &[u8]) -> Ran {
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A program that refuses early does not read its input.
    let written = child.stdin.take().unwrap().write_all(input);
    let is_unread = |error: &std::io::Error| error.kind() == std::io::ErrorKind::BrokenPipe;
    assert!(written.as_ref().err().is_none_or(is_unread), "{written:?}");
    Ran::of(child.wait_with_output().unwrap())
}

#[derive(Debug)]
pub struct Ran {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Ran {
    pub fn of(output: Output) -> Ran {
        Ran {
            code: output.status.code().unwrap_or(-1),
            out: String::from_utf8_lossy(&output.stdout).into_owned(),
            err: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }
}

/// Which fault, for a program that has some built in.
pub fn pass_on_the_fault(command: &mut Command) {
    if let Some(fault) = std::env::var_os("TALKING_PIECE_SABOTAGE") {
        command.env("TALKING_PIECE_SABOTAGE", fault);
    }
}

/// Copies a program so that everybody may run it. By another process: a file that this one has open for writing cannot be
/// run, and a child that another test starts at that moment has it open, too, for a moment longer.
pub fn copy_program(from: &Path, to: &Path) {
    let copied = Command::new("cp").arg(from).arg(to).status().unwrap();
    assert!(copied.success());
    std::fs::set_permissions(to, Permissions::from_mode(0o755)).unwrap();
}

/// Whether a tool of the machine is there. In CI it must be.
pub fn has(tool: &str, arguments: &[&str]) -> bool {
    let there = Command::new(tool)
        .args(arguments)
        .output()
        .is_ok_and(|output| output.status.success());
    assert!(
        there || std::env::var_os("CI").is_none(),
        "CI needs {tool} {arguments:?}: see .ci/run"
    );
    if !there {
        eprintln!("SKIPPED: {tool} {arguments:?} is not here, so this test checks nothing");
    }
    there
}
