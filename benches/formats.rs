//! How long a full record of 400 contributions takes in each format: the built program, from its start to the last byte. It
//! asserts nothing about time, but prints a Markdown table; the goal is less than a second for each.
//!
//! `cargo bench --bench formats --features pdf`. Compare within one run only.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::disallowed_methods
)]

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use talking_piece::formats::{FORMATS, Needs};

const CONTRIBUTIONS: usize = 400;
const ROUNDS: usize = 5;

const BEGIN: &str = "\
/meeting P-2214; venue: Elm Room
/child Ella Marlow; code: EL; born: 4 Mar 2017
/person KS Kasia Summers; role: mother
/person DT Dorian Teal; role: father
/person SW A Patel; role: social worker; agency: children's services
/person CH Corin Halfpenny; role: Chair
/begin
/arrive all
";
const SPEAKERS: [&str; 4] = ["KS", "DT", "SW", "CH"];
const SAID: &str = "We want it quiet at night, and the mornings are better since the school opens earlier: on Fridays she \
                    comes home with a book and tells us all about it, which she did not do a year ago.";
const END: &str = "\
/view Ella; by: not asked; reason: she was ill
/close it was agreed
";

fn program(data: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_talking-piece"));
    command.args(arguments).env("TALKING_PIECE_DATA", data);
    command.stderr(Stdio::null());
    command
}

fn full_record(data: &Path) -> String {
    let said = (0..CONTRIBUTIONS).zip(SPEAKERS.iter().cycle());
    let said: String = said
        .map(|(number, who)| format!("{who}: {number}. {SAID}\n"))
        .collect();
    let mut take = program(data, &["take", "--new", "--lines", "-"]);
    let mut take = take
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = take.stdin.take().unwrap();
    lines
        .write_all(format!("{BEGIN}{said}{END}").as_bytes())
        .unwrap();
    drop(lines);
    let told = take.wait_with_output().unwrap();
    let told = String::from_utf8(told.stdout).unwrap();
    told.lines().last().unwrap().to_owned()
}

fn main() {
    // `cargo test --all-targets` runs benchmarks, too, without this argument, and wants no figures.
    if !std::env::args().any(|argument| argument == "--bench") {
        eprintln!("The figures take a minute: run `cargo bench --bench formats --features pdf`.");
        return;
    }
    let data = tempfile::tempdir().unwrap();
    let meeting = full_record(data.path());
    println!("| format | ms, the quickest of {ROUNDS} | ms, the slowest | kB |\n|---|---|---|---|");
    for format in FORMATS {
        if format.needs != Needs::Words || !format.is_built_in {
            continue;
        }
        let read = ["read", &meeting, "--as", format.id];
        let mut times: Vec<Duration> = Vec::new();
        let mut bytes = 0;
        for _ in 0..ROUNDS {
            let begin = Instant::now();
            let printed = program(data.path(), &read).output().unwrap();
            times.push(begin.elapsed());
            assert!(printed.status.success(), "{} was not printed", format.id);
            bytes = printed.stdout.len();
        }
        let [least, most] = [times.iter().min(), times.iter().max()].map(|time| {
            let time = time.copied().unwrap_or_default();
            time.as_millis()
        });
        println!("| {} | {least} | {most} | {} |", format.id, bytes / 1_000);
    }
}
