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
    let (mut refused, mut done) = (0, 0);
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
    }
    assert!(refused > 2 && done > 0, "{refused} refused, {done} done");
}
