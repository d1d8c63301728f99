//! The figures of one library as a Markdown table.

use crate::maker::{COMMON, Maker, PHRASE, RARE};
use crate::pty::{Got, Pty};
use chrono::{Days, NaiveDate};
use std::fmt::Write as _;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use talking_piece::app::screens::home::Home;
use talking_piece::domain::calendar::{Calendar, Division};
use talking_piece::domain::history::due::{WEEKS_AHEAD, due_on};
use talking_piece::domain::search::Query;
use talking_piece::domain::settings::library::LibrarySettings;
use talking_piece::engine::library::Library;
use talking_piece::store::paths::Paths;

const PROGRAM: &str = env!("CARGO_BIN_EXE_talking-piece");
/// How often a quick thing is done; the median counts.
const TIMES: usize = 31;
const TIMES_OF_A_PROCESS: usize = 7;

struct Table(String);

impl Table {
    fn row(&mut self, title: &str, goal: &str, ours: &str, ripgrep: &str) {
        let _ = writeln!(self.0, "| {title} | {goal} | {ours} | {ripgrep} |");
    }
}

impl Table {
    /// What is due over all meetings, on a day near the end of the years that the library covers.
    fn due(&mut self, library: &Library, home: &Path, data: &Path, on: NaiveDate) {
        let until = on + Days::new(WEEKS_AHEAD * 7);
        let up_to_date = library.upkeep(&mut |_| true);
        let calendar = Calendar::built_in(Division::EnglandAndWales);
        let dates = library.dates(&up_to_date, on, until).meetings;
        let list = due_on(&dates, on, until, &calendar);
        assert!(!list.items.is_empty());
        let all = often(|| {
            let found = library.dates(&up_to_date, on, until);
            drop(black_box(due_on(&found.meetings, on, until, &calendar)));
        });
        let title = format!("due: the whole list, in words ({})", list.items.len());
        self.row(&title, "", &in_ms(all), "");
        let on = on.to_string();
        let whole = of_process(|| ask(home, data, &["due", "--json", "--on", &on]));
        self.row("`due --json` as a process", "", &in_ms(whole), "");
    }
}

/// Makes a library, measures it and removes it; with `kept` it is made below that folder, unless it is there already,
/// and left.
pub fn measure(count: usize, seed: u64, kept: Option<PathBuf>) -> String {
    let gone_after = tempfile::tempdir().unwrap();
    let home = kept.map_or_else(
        || gone_after.path().to_owned(),
        |kept| kept.join(count.to_string()),
    );
    let data = home.join("data");
    if !data.exists() {
        let began = Instant::now();
        Maker::new(Path::new(PROGRAM)).make(&data, count, seed, true);
        let took = began.elapsed().as_secs_f64();
        eprintln!("{count} meetings were made in {took:.1} s");
    }
    let minutes = size_of(&data);
    let mut table = Table(format!(
        "{count} meetings, {:.0} MB; ms unless it says otherwise, warm, the middle of {TIMES} (of processes {TIMES_OF_A_PROCESS})\n\n\
         | figure | goal | talking-piece | ripgrep |\n|---|---|---|---|\n",
        minutes as f64 / 1e6
    ));
    let rg = installed("rg");

    let (ready, built, memory) = start(&home, &data, count);
    table.row(
        "first start: something to read on the screen",
        "",
        &in_ms(ready),
        "",
    );
    table.row(
        "first start: index made, list whole, s",
        "",
        &format!("{:.1}", built.as_secs_f64()),
        "",
    );
    table.row("… peak memory, MB", "≤ 64", &format!("{memory:.0}"), "");
    let cache = home.join(".cache");
    table.row(
        "index, MB",
        "",
        &format!("{:.0}", size_of(&cache) as f64 / 1e6),
        "",
    );

    let starts: Vec<(Duration, Duration, f64)> = (0..TIMES_OF_A_PROCESS)
        .map(|_| start(&home, &data, count))
        .collect();
    table.row(
        "home screen ready",
        "≤ 50",
        &in_ms(middle(starts.iter().map(|it| it.0))),
        "",
    );
    table.row(
        "… list whole and looked at",
        "",
        &in_ms(middle(starts.iter().map(|it| it.1))),
        "",
    );
    let memory = starts.iter().map(|it| it.2).fold(0.0, f64::max);
    table.row("… peak memory, MB", "≤ 64", &format!("{memory:.0}"), "");

    let places = Paths {
        cache: Some(cache.join("talking-piece")),
        ..Paths::find(Some(&data)).unwrap()
    };
    let library = Library::open(&places, LibrarySettings::default());
    table.row(
        "first 50 of the list",
        "≤ 2",
        &in_ms(often(|| drop(black_box(library.first_cards(50))))),
        "",
    );
    let up_to_date = library.upkeep(&mut |_| true);
    table.row(
        "nothing changed: every meeting looked at",
        "",
        &in_ms(often(|| drop(black_box(library.upkeep(&mut |_| true))))),
        "",
    );
    let cards = library.cards(&up_to_date);
    assert_eq!(cards.len(), count);
    let mut list = Home::default();
    list.list(cards);
    list.filter.insert("halfpenny 2024");
    table.row(
        "list filtered, two words",
        "≤ 2",
        &in_ms(often(|| list.sift())),
        "",
    );

    let today = chrono::NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
    for (title, goal, ours, theirs) in [
        ("rare word", "≤ 2", RARE.to_owned(), RARE),
        ("common word", "≤ 6", COMMON.to_owned(), COMMON),
        ("phrase", "≤ 10", format!("\"{PHRASE}\""), PHRASE),
        ("beginning of a word", "", "quil*".to_owned(), "\\bquil"),
        (
            "word and role, one year",
            "",
            format!("{COMMON} role:mother on:2022"),
            "",
        ),
        ("a word that is nowhere", "", "zzyzx".to_owned(), "zzyzx"),
    ] {
        let query = Query::read(&ours, today).unwrap();
        let found = library.find(&query, 50, None);
        let took = often(|| drop(black_box(library.find(&query, 50, None))));
        let rg = match &rg {
            Some(rg) if !theirs.is_empty() => in_ms(of_process(|| ripgrep(rg, theirs, &data))),
            _ => String::new(),
        };
        let more = if found.more { "+" } else { "" };
        table.row(
            &format!("find: {title} ({}{more} hits)", found.hits()),
            goal,
            &in_ms(took),
            &rg,
        );
    }
    let whole = of_process(|| ask(&home, &data, &["find", RARE, "--json"]));
    table.row(
        "`find --json` as a process, rare word",
        "",
        &in_ms(whole),
        "",
    );
    let whole = of_process(|| ask(&home, &data, &["find", COMMON, "--json"]));
    table.row(
        "`find --json` as a process, common word",
        "",
        &in_ms(whole),
        "",
    );
    table.due(&library, &home, &data, today);
    let places = Paths {
        cache: Some(home.join(".cache-without").join("talking-piece")),
        ..places
    };
    let without = Library::open(&places, LibrarySettings { index: false });
    let query = Query::read(RARE, today).unwrap();
    for time in ["first time", "again"] {
        let began = Instant::now();
        let found = without.find(&query, 50, None);
        assert!(found.notes.is_empty(), "{:?}", found.notes);
        table.row(
            &format!(
                "without an index, {time}: rare word ({} hits)",
                found.hits()
            ),
            "",
            &in_ms(began.elapsed()),
            "",
        );
    }
    if rg.is_none() {
        table
            .0
            .push_str("\nripgrep is not installed, so its column is empty.\n");
    }
    table.0
}

/// Starts the screens at 80×24: the times until the prompt of the list and its first rows are shown and until the list
/// is complete (its title has the number of meetings), and the peak of memory in MB.
fn start(home: &Path, data: &Path, count: usize) -> (Duration, Duration, f64) {
    let env = [("TALKING_PIECE_DATA", data.to_str().unwrap())];
    let mut pty = Pty::start(PROGRAM, (80, 24), &[], &env, home);
    let mut screen = vt100::Parser::default();
    let mut ready = None;
    let until = Instant::now() + Duration::from_secs(600);
    while Instant::now() < until {
        let mut buffer = [0_u8; 16 * 1024];
        match pty.read_now(&mut buffer) {
            Got::Bytes(bytes) => {
                screen.process(&buffer[..bytes]);
                let text = screen.screen().contents();
                if ready.is_none() && text.contains("find:") {
                    ready = Some(pty.started().elapsed());
                }
                // The last thing that a complete list writes.
                if is_whole(&text, count) {
                    let whole = pty.started().elapsed();
                    let memory = pty.peak_memory().unwrap_or(0) as f64 / 1e3;
                    return (ready.unwrap_or(whole), whole, memory);
                }
            }
            Got::Nothing => std::thread::sleep(Duration::from_micros(200)),
            Got::End => break,
        }
    }
    panic!("the list did not come: {}", screen.screen().contents());
}

/// `10000 meetings`: until the list is complete, its title says that it is being read.
fn is_whole(text: &str, count: usize) -> bool {
    text.contains(&format!("{count} meetings"))
}

fn ask(home: &Path, data: &Path, arguments: &[&str]) {
    let output = Command::new(PROGRAM)
        .args(arguments)
        .env_clear()
        .env("HOME", home)
        .env("TALKING_PIECE_DATA", data)
        .stdin(Stdio::null())
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
}

fn ripgrep(rg: &Path, words: &str, data: &Path) {
    // Its hits are thrown away, but written: with counting alone it could stop early.
    let status = Command::new(rg)
        .args(["--ignore-case", "--no-config", "--regexp", words])
        .arg(data.join("meetings"))
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    assert!(status.is_ok());
}

fn often(mut what: impl FnMut()) -> Duration {
    middle((0..TIMES).map(|_| {
        let began = Instant::now();
        what();
        began.elapsed()
    }))
}

fn of_process(mut what: impl FnMut()) -> Duration {
    middle((0..TIMES_OF_A_PROCESS).map(|_| {
        let began = Instant::now();
        what();
        began.elapsed()
    }))
}

fn middle(times: impl Iterator<Item = Duration>) -> Duration {
    let mut times: Vec<Duration> = times.collect();
    times.sort();
    times[times.len() / 2]
}

fn in_ms(time: Duration) -> String {
    let ms = time.as_secs_f64() * 1e3;
    if ms < 10.0 {
        format!("{ms:.2}")
    } else {
        format!("{ms:.0}")
    }
}

fn size_of(path: &Path) -> u64 {
    if !path.is_dir() {
        return std::fs::symlink_metadata(path).map_or(0, |found| found.len());
    }
    let entries = std::fs::read_dir(path).unwrap();
    entries.map(|entry| size_of(&entry.unwrap().path())).sum()
}

fn installed(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let mut places = std::env::split_paths(&path).map(|folder| folder.join(name));
    places.find(|place| place.is_file())
}
