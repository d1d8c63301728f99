//! How the program ends when it is told to: the terminal is as it was, and a terminal that takes nothing more keeps it
//! from nothing.

use super::conference::{PATIENCE, type_slowly, wait_at_cursor};
use super::pty::Exit;
use super::stopped::draft_of;
use super::terminal::RealTerminal;
use crate::command_line::program::Program;
use rustix::process::Signal;

const LINES: &str =
    "/child Ella Smith\n/person KS Kelly Smith; role: mother\n/begin\n/arrive all\n";

fn resume(program: &Program, id: &str) -> RealTerminal {
    let data = program.data();
    let env = [("TALKING_PIECE_DATA", data.to_str().unwrap())];
    let terminal = RealTerminal::start(80, 24, &["resume", id], &env);
    terminal.wait_for("F1 help", PATIENCE);
    terminal
}

#[test]
fn told_to_end_before_a_frozen_terminal_it_keeps_what_was_typed_and_ends() {
    let program = Program::new();
    let id = program.meeting(LINES);
    let mut terminal = resume(&program, &id);
    type_slowly(&mut terminal, "KS: seen");
    wait_at_cursor(&terminal, "KS:seen");
    terminal.freeze();
    type_slowly(&mut terminal, " and typed blindly");
    // The program now waits for a terminal that takes nothing.
    std::thread::sleep(std::time::Duration::from_millis(200));
    terminal.signal(Signal::TERM);
    assert_eq!(terminal.wait_exit(PATIENCE), Exit::Code(0));
    assert_eq!(draft_of(&program), "KS: seen and typed blindly");
    assert!(journals(&program).contains("terminated"));
}

#[test]
fn told_to_end_the_terminal_is_as_it_was() {
    for signal in [Signal::HUP, Signal::TERM, Signal::INT, Signal::QUIT] {
        let program = Program::new();
        let id = program.meeting(LINES);
        let mut terminal = resume(&program, &id);
        assert!(terminal.takes_single_keys());
        terminal.signal(signal);
        assert_eq!(terminal.wait_exit(PATIENCE), Exit::Code(0));
        terminal.wait_until_ended();
        assert!(!terminal.takes_single_keys(), "{signal:?}");
        let output = String::from_utf8_lossy(&terminal.output()).into_owned();
        assert!(output.contains("\u{1b}[?1049l"), "{signal:?}");
        assert!(output.contains("\u{1b}[?2004l"), "{signal:?}");
    }
}

/// All journals of the only meeting.
fn journals(program: &Program) -> String {
    let files = std::fs::read_dir(program.folder().join("journal")).unwrap();
    files
        .map(|file| std::fs::read_to_string(file.unwrap().path()).unwrap())
        .collect()
}
