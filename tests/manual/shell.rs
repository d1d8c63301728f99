//! The blocks `sh`, `text` and `toml`: run by a shell with the built program, beside the two closed practice meetings,
//! on the day that the manual is about.

use super::blocks::{blocks, count, faults, has, one_line};
use crate::command_line::program::{Program, Ran};
use std::path::PathBuf;
use std::process::Command;

const BINARY: &str = env!("CARGO_BIN_EXE_talking-piece");

/// A data folder of its own, and a clock that stands at Friday 27 November 2026.
struct Shell {
    program: Program,
    seconds_later: i64,
    clock: PathBuf,
}

impl Shell {
    fn new() -> Shell {
        let program = Program::new();
        let clock = program.home().join("fixed_day.so");
        let source = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/manual/fixed_day.c");
        let built = Command::new("cc")
            .args(["-shared", "-fPIC", "-o"])
            .args([clock.as_os_str(), source.as_ref()])
            .status();
        assert!(built.unwrap().success(), "cc, which Rust links with too");
        let day = chrono::NaiveDate::from_ymd_opt(2026, 11, 27).unwrap();
        let then = day.and_hms_opt(14, 0, 0).unwrap().and_utc();
        let shell = Shell {
            program,
            seconds_later: (then - chrono::Utc::now()).num_seconds(),
            clock,
        };
        let held = shell.run(&format!(
            "TALKING_PIECE_DATA='{}' talking-piece practice --held",
            shell.program.data().display()
        ));
        assert_eq!(held.code, 0, "{held:?}");
        shell
    }

    /// Another one with the same meetings: making them takes a while.
    fn copy(&self) -> Shell {
        let program = Program::new();
        let copied = Command::new("cp")
            .arg("-a")
            .args([self.program.data(), program.data()])
            .status();
        assert!(copied.unwrap().success());
        Shell {
            program,
            clock: self.clock.clone(),
            ..*self
        }
    }

    fn run(&self, script: &str) -> Ran {
        let mut shell = self.program.prepared(Command::new("sh"));
        let folder = PathBuf::from(BINARY)
            .parent()
            .unwrap()
            .display()
            .to_string();
        let path = std::env::var("PATH").unwrap_or_default();
        shell
            .args(["-e", "-c", script])
            .current_dir(self.program.home())
            .env("PATH", format!("{folder}:{path}"))
            .env("TALKING_PIECE_DATA", self.program.data().join("practice"))
            .env("TZ", "Europe/London")
            .env("LD_PRELOAD", &self.clock)
            .env("SECONDS_LATER", self.seconds_later.to_string());
        Ran::of(shell.output().unwrap())
    }

    /// One of the files that a council writes, judged by the program's own `check`.
    fn check(&self, name: &str, text: &str, agenda: &str) -> Ran {
        let (does, file, text) = match name {
            "agenda" => ("agenda", "agenda.toml".to_owned(), text.to_owned()),
            // A piece of an agenda, in the one that stands before it on the page.
            "agenda-part" => (
                "agenda",
                "agenda.toml".to_owned(),
                format!("{agenda}\n{text}"),
            ),
            name => ("settings", format!("{name}.toml"), text.to_owned()),
        };
        std::fs::write(self.program.home().join(&file), text).unwrap();
        self.run(&format!("talking-piece {does} check {file}"))
    }
}

/// The number of blocks that were run, and what was not as the page says.
fn run(page: &str, held: &Shell) -> (usize, Vec<String>) {
    let mut shell = None;
    let (mut ran, mut faults) = (0, Vec::new());
    // What the block right before printed.
    let mut printed = None;
    let mut agenda = String::new();
    for block in blocks(page) {
        let text = block.text();
        match block.word {
            "sh" => {
                let did = shell.get_or_insert_with(|| held.copy()).run(&text);
                if did.code != 0 {
                    faults.push(format!("{}\n  ended with {did:?}", block.place(0)));
                }
                printed = Some(one_line(&format!("{}\n{}", did.out, did.err)));
            }
            "text" => {
                let words = printed.take().unwrap_or_default();
                for (number, row) in block.rows.iter().enumerate() {
                    if !has(&words, &one_line(row)) {
                        let place = block.place(number);
                        faults.push(format!("{place}\n  was not printed. Printed: {words}"));
                    }
                }
            }
            word => match word.strip_prefix("toml ") {
                Some(name) => {
                    let did = shell
                        .get_or_insert_with(|| held.copy())
                        .check(name, &text, &agenda);
                    if !did.out.contains("no faults.") {
                        faults.push(format!("{}\n  {did:?}", block.place(0)));
                    }
                    if name == "agenda" {
                        agenda = text;
                    }
                }
                None => {
                    printed = None;
                    continue;
                }
            },
        }
        ran += 1;
    }
    (ran, faults)
}

#[test]
fn what_the_manual_runs_in_the_shell_ends_well_and_prints_what_it_says() {
    let held = Shell::new();
    let (ran, faults) = faults(|page| run(page, &held));
    let wrong = faults.len();
    assert!(
        faults.is_empty(),
        "{wrong} examples are not as the program does it. Mend the page, or the program:\n\n{}",
        faults.join("\n\n")
    );
    let all = ["sh", "text", "toml"].map(count);
    assert_eq!(
        ran,
        all.iter().sum::<usize>(),
        "blocks that were passed over"
    );
    assert!(all.iter().all(|count| *count > 5), "{all:?} were found");
}

#[test]
fn a_wrong_example_is_found() {
    let right = "```sh\ntalking-piece list\n```\n```text\nP-2214\nRestorative … conference\n```\n```toml timescales\n[[timescale]]\nid = \"minutes\"\namount = 10\nunit = \"calendar_days\"\n```\n";
    let held = Shell::new();
    assert_eq!(run(right, &held), (3, Vec::new()));
    for (from, to) in [
        ("talking-piece list", "talking-piece lists"),
        (
            "talking-piece list",
            "talking-piece list nothing-is-called-this; false",
        ),
        ("P-2214", "P-9999"),
        ("Restorative … conference", "Restorative … party"),
        ("```text", "```sketch\n```\n```text"),
        ("\"calendar_days\"", "\"days of the moon\""),
    ] {
        let wrong = right.replace(from, to);
        assert_ne!(wrong, right);
        let (_, faults) = run(&wrong, &held);
        assert!(
            !faults.is_empty(),
            "{to:?} instead of {from:?} is not found"
        );
    }
}
