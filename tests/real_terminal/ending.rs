//! How the program ends when it is told to: the terminal is as it was, and a terminal that takes nothing more keeps it
//! from nothing.

use super::conference::{PATIENCE, type_slowly, wait_at_cursor};
use super::pty::Exit;
use super::stopped::draft_of;
use super::terminal::{PROGRAM, RealTerminal};
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
    // Each would end a process at once by default, but for HUP, TERM, INT and QUIT it once did.
    for signal in [
        Signal::HUP,
        Signal::TERM,
        Signal::INT,
        Signal::QUIT,
        Signal::XCPU,
        Signal::USR1,
        Signal::USR2,
        Signal::ALARM,
        Signal::VTALARM,
        Signal::PROF,
        Signal::ABORT,
        Signal::IO,
        Signal::POWER,
        Signal::STKFLT,
        Signal::SYS,
        Signal::TRAP,
        Signal::BUS,
    ] {
        let program = Program::new();
        let id = program.meeting(LINES);
        let mut terminal = resume(&program, &id);
        assert!(terminal.takes_single_keys());
        type_slowly(&mut terminal, "KS: half a");
        wait_at_cursor(&terminal, "KS:halfa");
        terminal.signal(signal);
        assert_eq!(terminal.wait_exit(PATIENCE), Exit::Code(0), "{signal:?}");
        assert_restored(&terminal, &format!("{signal:?}"));
        assert_eq!(draft_of(&program), "KS: half a", "{signal:?}");
        let why = if signal == Signal::HUP {
            "hung_up"
        } else {
            "terminated"
        };
        assert!(journals(&program).contains(why), "{signal:?}");
    }
}

fn assert_restored(terminal: &RealTerminal, when: &str) {
    terminal.wait_until_ended();
    assert!(!terminal.takes_single_keys(), "{when}");
    let output = String::from_utf8_lossy(&terminal.output()).into_owned();
    assert!(output.contains("\u{1b}[?1049l"), "{when}");
    assert!(output.contains("\u{1b}[?2004l"), "{when}");
}

/// A terminal may claim any size: 65,535 by 65,535 once asked for more memory than there is, and left the terminal raw.
#[test]
fn a_terminal_of_any_size_is_written_in_and_restored() {
    const SIZES: [(u16, u16); 6] = [
        (u16::MAX, u16::MAX),
        (u16::MAX, 1),
        (1, u16::MAX),
        (1, 1),
        (0, 0),
        (0, u16::MAX),
    ];
    let program = Program::new();
    let id = program.meeting(LINES);
    let mut terminal = resume(&program, &id);
    for (columns, rows) in SIZES {
        terminal.claim_size(columns, rows);
        type_slowly(&mut terminal, "x");
    }
    until("every letter is in the draft", || {
        draft_of(&program) == "xxxxxx"
    });
    terminal.signal(Signal::TERM);
    assert_eq!(terminal.wait_exit(PATIENCE), Exit::Code(0));
    assert_restored(&terminal, "another size");

    // From the beginning, for the minute-taker and for the room.
    let data = program.data();
    let env = [("TALKING_PIECE_DATA", data.to_str().unwrap())];
    for (what, (columns, rows)) in ["resume", "watch"]
        .into_iter()
        .flat_map(|what| SIZES.map(|size| (what, size)))
    {
        let script = format!("stty cols {columns} rows {rows} && exec {PROGRAM} {what} {id}");
        let mut terminal = RealTerminal::start_program("/bin/sh", 80, 24, &["-c", &script], &env);
        until("it is in raw mode", || {
            assert_eq!(terminal.has_ended(), None, "{what} {columns}x{rows}");
            terminal.takes_single_keys()
        });
        terminal.wait_quiet(300);
        terminal.signal(Signal::TERM);
        let exit = terminal.wait_exit(PATIENCE);
        assert_eq!(exit, Exit::Code(0), "{what} {columns}x{rows}");
        assert_restored(&terminal, &format!("{what} {columns}x{rows}"));
    }
}

fn until(what: &str, mut is_so: impl FnMut() -> bool) {
    let begun = std::time::Instant::now();
    while !is_so() {
        assert!(begun.elapsed() < PATIENCE, "{what}");
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
}

/// All journals of the only meeting.
fn journals(program: &Program) -> String {
    let files = std::fs::read_dir(program.folder().join("journal")).unwrap();
    files
        .map(|file| std::fs::read_to_string(file.unwrap().path()).unwrap())
        .collect()
}
