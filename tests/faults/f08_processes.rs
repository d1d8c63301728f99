//! F8: two to four programs want to write in one meeting at the same moment, with a lock and without one; and one that
//! has the lock is stopped, or killed.

use super::skipped::{number, reached};
use super::traced::under_strace;
use crate::command_line::program::{Program, Ran, has};
use rustix::process::{Pid, Signal, kill_process};
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, Stdio};

const LINES: &str =
    "/child Ella\n/person KS Kelly Smith; role: mother\n/begin\n/arrive all\nKS: before\n";

/// All at once, each with entries of its own; which of them said that everything was safe.
fn at_once(program: &Program, id: &str, writers: usize, inject: &[&str]) -> Vec<(usize, Ran)> {
    let begun: Vec<(usize, Child)> = (0..writers)
        .map(|writer| {
            let lines: String = (0..6)
                .map(|n| format!("KS: word{n} of writer{writer}\n"))
                .collect();
            let input = program.home().join(format!("{writer}.lines"));
            std::fs::write(&input, lines).unwrap();
            let arguments = ["take", id, "--lines", "-"];
            let more: Vec<&str> = ["-o", "/dev/null"].iter().chain(inject).copied().collect();
            let mut command = match inject.is_empty() {
                true => program.command(&arguments),
                false => under_strace(program, &more, &arguments, &input),
            };
            command.stdin(std::fs::File::open(&input).unwrap());
            command.stdout(Stdio::piped()).stderr(Stdio::piped());
            (writer, command.spawn().unwrap())
        })
        .collect();
    let ended = begun.into_iter();
    ended
        .map(|(writer, child)| (writer, Ran::of(child.wait_with_output().unwrap())))
        .collect()
}

/// Every entry of those who were told that it is safe is there, once.
fn all_is_there(program: &Program, id: &str, writers: &[usize], ran: &[(usize, Ran)]) {
    let read = program.run(&["read", id, "--json"]);
    assert!(read.out.contains("before"), "{read:?}");
    for writer in writers {
        for n in 0..6 {
            let words = format!("word{n} of writer{writer}\"");
            assert_eq!(
                read.out.matches(&words).count(),
                1,
                "{words} {read:?} {ran:?}"
            );
        }
    }
}

fn those_who_are_done(ran: &[(usize, Ran)]) -> Vec<usize> {
    let done = ran.iter().filter(|(_, ran)| matches!(ran.code, 0 | 1));
    done.map(|(writer, _)| *writer).collect()
}

#[test]
fn f08_one_writes_and_the_others_are_told() {
    let (mut rounds, mut written) = (0, 0);
    for round in 0..number(8, 150) {
        let program = Program::in_memory();
        let id = program.meeting(LINES);
        let ran = at_once(&program, &id, 2 + round % 3, &[]);
        let done = those_who_are_done(&ran);
        for (_, ran) in &ran {
            assert!(matches!(ran.code, 0 | 1 | 3), "{ran:?}");
            assert!(ran.code != 3 || ran.err.contains("open"), "{ran:?}");
        }
        assert!(!done.is_empty(), "{ran:?}");
        all_is_there(&program, &id, &done, &ran);
        rounds += 1;
        written += done.len();
    }
    reached(
        "F8",
        &format!("{rounds} rounds of 2 to 4 at once, {written} wrote"),
    );
}

#[test]
fn f08_where_nothing_can_be_locked_all_entries_are_there() {
    if !has("strace", &["-V"]) {
        return;
    }
    let (mut rounds, mut forks) = (0, 0);
    for round in 0..number(6, 50) {
        let program = Program::in_memory();
        let id = program.meeting(LINES);
        let ran = at_once(
            &program,
            &id,
            2 + round % 3,
            &["-e", "inject=flock:error=ENOLCK"],
        );
        let done = those_who_are_done(&ran);
        assert!(!done.is_empty(), "{ran:?}");
        let told = program.run(&["read", &id]);
        forks += usize::from(told.err.contains("Two people wrote"));
        let again = program.run_with_input(&["take", &id, "--lines", "-"], b"KS: afterwards\n");
        assert!(matches!(again.code, 0 | 1), "{again:?}");
        all_is_there(&program, &id, &done, &ran);
        rounds += 1;
    }
    reached(
        "F8",
        &format!("{rounds} rounds without locks, {forks} of them told as two who wrote"),
    );
    assert!(forks > 0, "nobody wrote at the same time");
}

#[test]
fn f08_a_stopped_holder_keeps_the_lock_and_a_killed_one_does_not() {
    let program = Program::new();
    let id = program.meeting(LINES);
    let mut command = program.command(&["resume", &id, "--plain"]);
    command.stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut holder = command.stderr(Stdio::null()).spawn().unwrap();
    writeln!(holder.stdin.as_mut().unwrap(), "KS: of the holder").unwrap();
    let mut told = BufReader::new(holder.stdout.take().unwrap()).lines();
    assert!(told.any(|line| line.unwrap().contains("of the holder")));
    kill_process(Pid::from_child(&holder), Signal::STOP).unwrap();
    let other = || program.run_with_input(&["take", &id, "--lines", "-"], b"KS: of the other\n");
    let refused = other();
    assert_eq!(refused.code, 3, "{refused:?}");
    assert!(refused.err.contains("Nothing was changed"), "{refused:?}");
    holder.kill().unwrap();
    holder.wait().unwrap();
    let taken = other();
    assert_eq!(taken.code, 0, "{taken:?}");
    let read = program.run(&["read", &id]);
    assert!(
        read.out.contains("of the holder") && read.out.contains("of the other"),
        "{read:?}"
    );
}
