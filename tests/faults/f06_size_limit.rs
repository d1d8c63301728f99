//! A limit on the size of files (`ulimit -f`): treated like a full disk. It used to kill the program without a word.

use crate::command_line::program::{Program, Ran};
use std::process::{Command, Stdio};

const LINES: &str = "/child Ella\n/person KS Kelly Smith; role: mother\n/begin\nKS: hello\n";

/// With files of at most `blocks` times 512 bytes.
fn limited(program: &Program, blocks: u32, arguments: &[&str]) -> std::process::Output {
    let mut command = Command::new("sh");
    command.args(["-c", &format!("ulimit -f {blocks}; exec \"$0\" \"$@\"")]);
    command
        .arg(env!("CARGO_BIN_EXE_talking-piece"))
        .args(arguments);
    let output = program.prepared(command).stdin(Stdio::null()).output();
    output.unwrap()
}

#[test]
fn a_file_that_may_grow_no_further_is_said_and_kills_nothing() {
    let (mut refused, mut in_part, mut done) = (0, 0, 0);
    for blocks in [0, 1, 2, 3, 4, 6, 8, 10, 12, 16, 24, 32, 64, 128, 4096] {
        let program = Program::new();
        let id = program.meeting(LINES);
        let input = program.home().join("input.lines");
        let more: String = (1..=30)
            .map(|n| format!("KS: a later word {n}\n"))
            .collect();
        std::fs::write(&input, more).unwrap();
        let output = limited(
            &program,
            blocks,
            &["take", &id, "--lines", input.to_str().unwrap()],
        );
        assert!(
            output.status.code().is_some(),
            "killed at {blocks}: {output:?}"
        );
        let ran = Ran::of(output);
        match ran.code {
            3 => {
                refused += 1;
                assert!(
                    ran.err.contains("the file reached its allowed size"),
                    "{blocks}: {ran:?}"
                );
            }
            code => {
                done += 1;
                assert!(
                    program.run(&["read", &id]).out.contains("a later word 30"),
                    "{blocks}, {code}: {ran:?}"
                );
            }
        }
        let read = program.run(&["read", &id]);
        assert!(read.out.contains("hello"), "{blocks}: {read:?}");
        // The window it spoke of was gone with the program, and nothing said which lines were there.
        assert!(
            !ran.err.to_lowercase().contains("keep this window open"),
            "{blocks}: {ran:?}"
        );
        let there = (1..=30).take_while(|n| read.out.contains(&format!("a later word {n}\n")));
        let there = there.count();
        match first_not_saved(&ran) {
            Some(line) => {
                in_part += 1;
                assert_eq!(there, line - 1, "{blocks}: {ran:?}");
                assert!(!ran.err.contains("nothing was dropped"), "{ran:?}");
            }
            None => assert_eq!(there, 30, "{blocks}: {ran:?}"),
        }
    }
    assert!(
        refused > 2 && done > 0 && in_part > 1,
        "{refused} refused, {in_part} of them in part, {done} done"
    );
}

fn first_not_saved(ran: &Ran) -> Option<usize> {
    let words = ran.err.lines().find(|row| row.contains("are not saved"))?;
    words.split(' ').nth(1)?.parse().ok()
}

#[test]
fn nothing_is_made_where_files_may_not_grow_and_that_is_said() {
    let program = Program::new();
    let input = program.home().join("input.lines");
    std::fs::write(&input, LINES).unwrap();
    let elsewhere = Program::new();
    let id = elsewhere.meeting(LINES);
    let minutes = elsewhere.folder_of(&id).join("minutes.json");
    let (input, minutes) = (input.to_str().unwrap(), minutes.to_str().unwrap());
    for (arguments, told) in [
        (
            &["take", "--new", "--lines", input][..],
            "No meeting was made.",
        ),
        (&["import", minutes], "Not everything could be imported."),
        (&["practice", "--held"], "No meeting was made."),
    ] {
        let ran = Ran::of(limited(&program, 1, arguments));
        assert_eq!(ran.code, 3, "{arguments:?}: {ran:?}");
        assert!(
            ran.err.contains(told) && ran.err.contains("the file reached its allowed size"),
            "{arguments:?}: {ran:?}"
        );
        let list = program.run(&["list"]);
        assert_eq!((list.code, list.out.as_str()), (0, ""), "{arguments:?}");
    }
}
