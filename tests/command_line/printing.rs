//! Where the output goes nowhere: a full place is told with exit code 3, and a reader that has had enough is a normal end.

use super::program::{CLOSED, Program, Ran};
use std::io::Read;
use std::process::Stdio;

fn commands(id: &str) -> Vec<Vec<String>> {
    let all = [
        "list",
        "list --json",
        "find scared",
        "read ID",
        "read ID --json",
        "read ID --versions",
        "export ID --document plan",
        "papers ID",
        "compare ID ID",
        "due",
        "verify --all",
        "verify ID",
        "doctor",
        "agenda list",
        "agenda show restorative-icpc",
        "settings list",
        "settings show quorum.toml",
        "manual",
        "manual records",
        "completions bash",
        "schema minutes",
        "watch ID --once",
        "--help",
        "--version",
        "read --help",
    ];
    let words = all.iter().map(|command| command.split(' '));
    let words = words.map(|words| words.map(|word| word.replace("ID", id)));
    words.map(Iterator::collect).collect()
}

fn printed(program: &Program, command: &[String], to: Stdio) -> Ran {
    let words: Vec<&str> = command.iter().map(String::as_str).collect();
    let mut command = program.command(&words);
    Ran::of(command.stdout(to).output().unwrap())
}

#[test]
fn what_a_full_place_does_not_take_is_told_by_every_command() {
    let program = Program::new();
    let id = program.meeting(CLOSED);
    for command in commands(&id) {
        let usual = printed(&program, &command, Stdio::piped());
        assert!(usual.code < 2, "{command:?}: {usual:?}");
        let full = std::fs::OpenOptions::new()
            .write(true)
            .open("/dev/full")
            .unwrap();
        let ran = printed(&program, &command, full.into());
        if usual.out.is_empty() {
            assert_eq!(ran.code, usual.code, "{command:?}: {ran:?}");
            continue;
        }
        assert_eq!(ran.code, 3, "{command:?}: {ran:?}");
        assert!(
            ran.err.contains("Not everything could be printed"),
            "{command:?}: {ran:?}"
        );
    }
}

#[test]
fn a_reader_that_has_had_enough_is_a_normal_end_of_every_command() {
    let program = Program::new();
    let id = program.meeting(CLOSED);
    for command in commands(&id) {
        let usual = printed(&program, &command, Stdio::piped());
        let words: Vec<&str> = command.iter().map(String::as_str).collect();
        let mut child = program
            .command(&words)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut one = [0];
        let mut out = child.stdout.take().unwrap();
        let _ = out.read(&mut one).unwrap();
        drop(out);
        let ran = Ran::of(child.wait_with_output().unwrap());
        assert_eq!(ran.code, usual.code, "{command:?}: {ran:?}");
        assert_eq!(ran.err, usual.err, "{command:?}");
    }
}
