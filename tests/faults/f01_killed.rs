//! The built program is killed at its n-th system call, and the disk refuses its n-th write; every time it must start
//! again, show whole entries only, and go on. What it had reported as safe is there.

use crate::command_line::program::{Program, Ran, has};
use std::process::{Command, Stdio};

fn lines(count: usize) -> String {
    let mut lines = String::from("/child Ella\n/person KS Kelly Smith; role: mother\n/begin\n");
    for number in 0..count {
        lines.push_str(&format!("KS: word{number} of the meeting\n"));
    }
    lines
}

/// Runs `take --new` under strace with this injection; returns its output and where strace wrote.
fn take_under(program: &Program, inject: &str) -> Ran {
    let input = program.home().join("input.lines");
    std::fs::write(&input, lines(12)).unwrap();
    let mut command = Command::new("strace");
    command.args(["-f", "-qq", "-o", "/dev/null", "-e", inject]);
    command.arg(env!("CARGO_BIN_EXE_talking-piece"));
    command.args(["take", "--new", "--lines"]).arg(&input);
    Ran::of(
        program
            .prepared(command)
            .stdin(Stdio::null())
            .output()
            .unwrap(),
    )
}

/// The meeting, if there is one, can be continued, and holds the first lines of what was typed.
fn assert_goes_on(program: &Program, inject: &str, ran: &Ran) {
    let list = program.run(&["list", "--json"]);
    let meetings: serde_json::Value = serde_json::from_str(&list.out)
        .unwrap_or_else(|error| panic!("{inject}: {error}: {list:?}"));
    let acknowledged = ran.code == 0;
    for meeting in meetings.as_array().unwrap() {
        let id = meeting["id"].as_str().unwrap();
        let before = program.json(id);
        let count = before["contributions"].as_array().map_or(0, Vec::len);
        assert!(
            !acknowledged || count == 12,
            "{inject}: it said that all was safe, and {count} of 12 are there"
        );
        let more = program.run_with_input(&["take", id, "--lines", "-"], b"/child Noah\n");
        assert!(
            more.code == 0 || more.code == 1,
            "{inject}: cannot go on: {more:?}"
        );
        let after = program.json(id);
        let texts: Vec<&str> = after["contributions"].as_array().map_or(Vec::new(), |all| {
            all.iter().filter_map(|one| one["text"].as_str()).collect()
        });
        assert!(
            texts.len() >= count,
            "{inject}: {count} entries before, {} after",
            texts.len()
        );
        for (number, text) in texts.iter().enumerate() {
            assert_eq!(*text, format!("word{number} of the meeting"), "{inject}");
        }
        assert!(
            after["children"]
                .as_array()
                .unwrap()
                .iter()
                .any(|child| child["name"] == "Noah"),
            "{inject}"
        );
    }
}

#[test]
fn killed_at_every_kind_of_call() {
    if !has("strace", &["-V"]) {
        return;
    }
    let calls: &[(&str, &[usize])] = &[
        ("openat", &[20, 24, 28, 32, 36, 40]),
        ("mkdir", &[1, 2, 3, 4, 5]),
        ("write", &[1, 2, 3, 4, 5, 6, 9, 14, 19, 27, 35, 46]),
        ("fdatasync", &[1, 2, 3, 4, 6, 8]),
        ("fsync", &[1, 2, 3, 4, 5, 6]),
        ("renameat", &[1, 2]),
        ("rename", &[1, 2]),
        ("ftruncate", &[1, 2, 4]),
        ("flock", &[1]),
    ];
    let mut killed = 0;
    for (call, moments) in calls {
        for moment in *moments {
            let inject = format!("inject={call}:signal=SIGKILL:when={moment}");
            let program = Program::new();
            let ran = take_under(&program, &inject);
            killed += usize::from(ran.code == -1 || ran.code > 3);
            assert_goes_on(&program, &inject, &ran);
        }
    }
    assert!(
        killed >= 25,
        "only {killed} runs were really killed: the moments no longer fit the program"
    );
}

#[test]
fn the_disk_refuses_once_and_for_ever() {
    if !has("strace", &["-V"]) {
        return;
    }
    let mut refused = 0;
    for call in ["write", "fdatasync", "fsync", "openat"] {
        for error in ["ENOSPC", "EIO", "EROFS"] {
            for moment in ["3", "8", "15+", "30"] {
                let moment = if call == "openat" {
                    moment.replace('3', "33").replace('8', "38")
                } else {
                    moment.to_owned()
                };
                let inject = format!("inject={call}:error={error}:when={moment}");
                let program = Program::new();
                let ran = take_under(&program, &inject);
                refused += usize::from(ran.code != 0);
                if ran.code == 0 || ran.code == 1 {
                    assert_goes_on(&program, &inject, &ran);
                } else {
                    // Where every write fails, also those to standard error, nothing can be said.
                    let may_speak = call != "write" || !moment.ends_with('+');
                    assert!(
                        !ran.err.is_empty() || !may_speak,
                        "{inject}: it failed without a word"
                    );
                    assert!(!ran.err.contains("panicked"), "{inject}: {}", ran.err);
                }
            }
        }
    }
    assert!(
        refused >= 5,
        "only {refused} runs met the error: the moments no longer fit the program"
    );
}
