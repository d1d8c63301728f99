//! Plain mode at a keyboard: a letter that was echoed survives whatever ends the program, the keys that edit a line do,
//! and a line that was half-typed on the screens is spoken and gone on with.

use super::conference::{PATIENCE, flat, type_slowly, wait_at_cursor};
use super::pty::Exit;
use super::stopped::{draft_of, seen_of, wait_until_seen};
use super::terminal::{PROGRAM, RealTerminal};
use crate::command_line::program::Program;
use rustix::process::Signal;
use std::time::Duration;

const LINES: &str = "/child Ella Smith\n/person KS Kelly Smith; role: mother\n/person SW A Patel; role: social worker\n\
    /begin\n/arrive all\n";

fn start(program: &Program, (columns, rows): (u16, u16), arguments: &[&str]) -> RealTerminal {
    let data = program.data();
    let env = [("TALKING_PIECE_DATA", data.to_str().unwrap())];
    RealTerminal::start(columns, rows, arguments, &env)
}

/// Until it takes single keys and has said where the meeting is.
fn plain(program: &Program, id: &str) -> RealTerminal {
    let terminal = start(program, (80, 24), &["resume", id, "--plain"]);
    wait_until_listening(&terminal);
    terminal
}

fn wait_until_listening(terminal: &RealTerminal) {
    terminal.wait_for("Next: Kelly Smith", PATIENCE);
    assert!(terminal.takes_single_keys());
}

fn end(terminal: &mut RealTerminal, way: &str) {
    match way {
        "kill -9" => terminal.kill_9(),
        "hang-up" => {
            terminal.hang_up();
            assert_eq!(terminal.wait_exit(PATIENCE), Exit::Code(0));
        }
        _ => {
            let signal = match way {
                "SIGTERM" => Signal::TERM,
                "SIGINT" => Signal::INT,
                _ => Signal::HUP,
            };
            terminal.signal(signal);
            assert_eq!(terminal.wait_exit(PATIENCE), Exit::Code(0), "{way}");
            terminal.wait_until_ended();
            assert!(
                !terminal.takes_single_keys(),
                "{way}: the terminal is not as it was"
            );
        }
    }
}

#[test]
fn no_letter_that_was_echoed_is_lost_however_it_ends() {
    let program = Program::new();
    let id = program.meeting(LINES);
    let words = "KS: she says that the mornings are the hard part of every day";
    let (mut kept, mut letters_seen) = (String::new(), 0);
    let mut random = 0x5EED_0029_u64;
    for (stop, way) in [
        "kill -9", "SIGTERM", "hang-up", "SIGHUP", "kill -9", "SIGINT",
    ]
    .iter()
    .cycle()
    .take(20)
    .enumerate()
    {
        let mut terminal = plain(&program, &id);
        wait_at_cursor(&terminal, &flat(&kept));
        random = random
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        let more = 1 + (random >> 33) as usize % 6;
        let from = kept.chars().count();
        let typed: String = words.chars().cycle().skip(from).take(more).collect();
        for letter in typed.chars() {
            terminal.type_text(&letter.to_string());
            std::thread::sleep(Duration::from_micros(300));
        }
        let whole = format!("{kept}{typed}");
        let echoed = from + (random >> 50) as usize % (more + 1);
        let beginning: String = whole.chars().take(echoed).collect();
        wait_until_seen(&terminal, &whole, &beginning);
        std::thread::sleep(Duration::from_micros((random >> 40) % 6000));
        end(&mut terminal, way);
        let seen = match terminal.cursor() {
            // Leaving ends the row of the line.
            (0, row) if row > 0 => flat(&terminal.row(row - 1)),
            _ => seen_of(&terminal, &whole),
        };
        let draft = draft_of(&program);
        assert!(
            whole.starts_with(&draft),
            "stop {stop}, {way}: {draft:?} was never typed"
        );
        assert!(
            draft.starts_with(&kept),
            "stop {stop}, {way}: {draft:?} lacks {kept:?}"
        );
        if flat(&whole).starts_with(&seen) {
            letters_seen += seen.len();
            assert!(
                flat(&draft).starts_with(&seen),
                "stop {stop}, {way}: echoed {seen:?}, on the disk {draft:?}"
            );
        }
        kept = draft;
    }
    assert!(
        letters_seen > 200,
        "only {letters_seen} letters were echoed: no test at all"
    );
    // The line is really there: Enter records it.
    let mut terminal = plain(&program, &id);
    wait_at_cursor(&terminal, &flat(&kept));
    terminal.press(b" END\r");
    terminal.wait_for("Kelly Smith, mother: ", PATIENCE);
    type_slowly(&mut terminal, "/quit\r");
    assert_eq!(terminal.wait_exit(PATIENCE), Exit::Code(0));
    let read = program.run(&["read", &id]).out;
    let entry = format!("{} END", kept.trim_start_matches("KS: "));
    assert_eq!(flat(&read).matches(&flat(&entry)).count(), 1, "{read}");
    assert_eq!(draft_of(&program), "");
}

#[test]
fn each_editing_key_changes_the_line_and_the_row() {
    for (keys, line) in [
        (&b"KS: scaref\x7fd"[..], "KS: scared"),
        (b"KS: scaref\x08d", "KS: scared"),
        ("KS: cafe\u{301}\u{7f}é".as_bytes(), "KS: café"),
        ("KS: 水曜\u{7f}".as_bytes(), "KS: 水"),
        (b"KS: two words\x17", "KS: two"),
        (b"nonsense\x15KS: one", "KS: one"),
        (b"KS: a\x1b[A\x1b[D\x1b[15~\x1b[99;9zb", "KS: ab"),
        (b"KS: \x1b[200~in one piece\r\x1b[201~", "KS: in one piece"),
        // Beyond the row: the line is printed again below.
        (
            b"KS: 456789012345678901234567890123456789012345678901234567890123456789012345678901234567\x7f\x7f\x7f\x7f\x7f\x7f\x7f\x7f\x7f\x7f",
            "KS: 45678901234567890123456789012345678901234567890123456789012345678901234567",
        ),
    ] {
        let program = Program::new();
        let id = program.meeting(LINES);
        let mut terminal = plain(&program, &id);
        for key in keys.split_inclusive(|byte| *byte == b'\x7f') {
            terminal.press(key);
            terminal.wait_quiet(15);
        }
        wait_at_cursor(&terminal, &flat(line));
        let (_, row) = terminal.cursor();
        assert_eq!(terminal.row(row), line);
        terminal.kill_9();
        assert_eq!(draft_of(&program).trim_end(), line, "{keys:?}");
    }
}

#[test]
fn a_line_half_typed_on_the_screens_is_spoken_and_gone_on_with() {
    for size in [(80, 24), (50, 20)] {
        let program = Program::new();
        let id = program.meeting(LINES);
        let mut screens = start(&program, size, &["resume", &id]);
        screens.wait_for("F1 help", PATIENCE);
        type_slowly(&mut screens, "KS: I was sc");
        wait_at_cursor(&screens, "KS:Iwassc");
        screens.kill_9();
        let mut terminal = start(&program, size, &["resume", &id, "--plain"]);
        wait_until_listening(&terminal);
        terminal.wait_for("Enter records it:", PATIENCE);
        wait_at_cursor(&terminal, "KS:Iwassc");
        type_slowly(&mut terminal, "ared\r");
        terminal.wait_for("Kelly Smith, mother: I was scared", PATIENCE);
        terminal.kill_9();
        assert_eq!(draft_of(&program), "");
        let read = program.run(&["read", &id]).out;
        assert_eq!(read.matches("I was scared").count(), 1, "{read}");
        assert!(!program.run(&["list"]).out.contains("set aside"));
    }
}

#[test]
fn half_an_answer_to_a_question_is_kept_with_the_answers_before_it() {
    let program = Program::new();
    let id = program.meeting(LINES);
    let mut terminal = plain(&program, &id);
    type_slowly(&mut terminal, "/action\r");
    terminal.wait_for("A single . ends the questions", PATIENCE);
    type_slowly(&mut terminal, "book speech therapy\r");
    terminal.wait_for("Who", PATIENCE);
    type_slowly(&mut terminal, "Kel");
    wait_at_cursor(&terminal, "Kel");
    terminal.kill_9();
    assert_eq!(draft_of(&program), "/action book speech therapy; who: Kel");
    let mut terminal = plain(&program, &id);
    wait_at_cursor(&terminal, "who:Kel");
    type_slowly(&mut terminal, "ly; by: 12 Dec\r");
    terminal.wait_for("ook speech therapy", PATIENCE);
    type_slowly(&mut terminal, "/quit\r");
    assert_eq!(terminal.wait_exit(PATIENCE), Exit::Code(0));
    let read = program.run(&["read", &id]).out;
    assert_eq!(
        read.to_lowercase().matches("book speech therapy").count(),
        1,
        "{read}"
    );
}

#[test]
fn several_pasted_lines_in_marks_are_never_run() {
    let program = Program::new();
    let id = program.meeting(LINES);
    let mut terminal = plain(&program, &id);
    terminal.press(b"\x1b[200~KS: the first\r/close\rSW: the third\r\x1b[201~");
    terminal.wait_for("3 pasted lines", PATIENCE);
    wait_at_cursor(&terminal, "SW:thethird");
    std::thread::sleep(Duration::from_millis(200));
    terminal.press(b"\r");
    terminal.wait_for("3 lines recorded", PATIENCE);
    type_slowly(&mut terminal, "/quit\r");
    assert_eq!(terminal.wait_exit(PATIENCE), Exit::Code(0));
    // A command among them is kept, and restricted until somebody decides.
    let read = program.run(&["read", &id, "--restricted"]).out;
    for words in ["the first", "/close", "the third"] {
        assert!(read.contains(words), "{words}: {read}");
    }
}

#[test]
fn ctrl_d_leaves_on_an_empty_line_only_and_the_terminal_is_as_it_was() {
    let program = Program::new();
    let id = program.meeting(LINES);
    let mut terminal = plain(&program, &id);
    type_slowly(&mut terminal, "KS: half\x04 of it");
    wait_at_cursor(&terminal, "KS:halfofit");
    type_slowly(&mut terminal, "\x15\x04");
    assert_eq!(terminal.wait_exit(PATIENCE), Exit::Code(0));
    terminal.wait_until_ended();
    assert!(!terminal.takes_single_keys());
    let output = String::from_utf8_lossy(&terminal.output()).into_owned();
    assert!(!output.contains('\u{1b}'), "{output:?}");
}

#[test]
fn stopped_and_gone_on_with_it_still_takes_single_keys_and_reads_the_line_again() {
    let program = Program::new();
    let id = program.meeting(LINES);
    let mut terminal = plain(&program, &id);
    type_slowly(&mut terminal, "KS: half");
    wait_at_cursor(&terminal, "KS:half");
    // Ctrl+Z does nothing: behind a forced command there is no shell to go on from.
    terminal.press(b"\x1a");
    // Its signal has come when the next letter has: one on its way would take back a SIGCONT.
    type_slowly(&mut terminal, "!");
    wait_at_cursor(&terminal, "KS:half!");
    terminal.signal(Signal::STOP);
    terminal.cook();
    terminal.signal(Signal::CONT);
    terminal.wait_until(PATIENCE, |screen| {
        screen.contents().matches("KS: half!").count() == 2
    });
    assert!(terminal.takes_single_keys());
    type_slowly(&mut terminal, " of it");
    wait_at_cursor(&terminal, "KS:half!ofit");
}

#[test]
fn told_to_end_before_a_frozen_terminal_it_keeps_what_was_typed_and_ends() {
    let program = Program::new();
    let id = program.meeting(LINES);
    let mut terminal = plain(&program, &id);
    type_slowly(&mut terminal, "KS: seen");
    wait_at_cursor(&terminal, "KS:seen");
    terminal.freeze();
    type_slowly(&mut terminal, " and typed blindly");
    std::thread::sleep(Duration::from_millis(200));
    terminal.signal(Signal::TERM);
    assert_eq!(terminal.wait_exit(PATIENCE), Exit::Code(0));
    assert_eq!(draft_of(&program), "KS: seen and typed blindly");
}

#[test]
fn a_line_on_a_page_is_no_line_of_the_meeting() {
    let program = Program::new();
    let id = program.meeting(LINES);
    let mut terminal = plain(&program, &id);
    type_slowly(&mut terminal, "/manual speed\r");
    terminal.wait_for("back goes back", PATIENCE);
    for line in ["contents\r", "2\r", "back\r", "/quit"] {
        type_slowly(&mut terminal, line);
        terminal.wait_quiet(100);
        let kept = if line.ends_with('\r') { "" } else { line };
        assert_eq!(draft_of(&program), kept, "{line:?}");
    }
    terminal.press(b"\x15");
    type_slowly(&mut terminal, "KS: recorded\r");
    terminal.wait_for("Kelly Smith, mother: recorded", PATIENCE);
    type_slowly(&mut terminal, "/quit\r");
    assert_eq!(terminal.wait_exit(PATIENCE), Exit::Code(0));
}

#[test]
fn with_its_output_in_a_pipe_the_letters_are_kept_and_echoed_all_the_same() {
    let program = Program::new();
    let id = program.meeting(LINES);
    let data = program.data();
    let env = [("TALKING_PIECE_DATA", data.to_str().unwrap())];
    let command = format!("{PROGRAM} resume {id} --plain | cat > printed");
    let mut terminal = RealTerminal::start_program("/bin/sh", 80, 24, &["-c", &command], &env);
    let printed = terminal.home().join("printed");
    let until = std::time::Instant::now() + PATIENCE;
    while !std::fs::read_to_string(&printed).is_ok_and(|it| it.contains("Next: Kelly")) {
        assert!(std::time::Instant::now() < until);
        std::thread::sleep(Duration::from_millis(5));
    }
    type_slowly(&mut terminal, "KS: half");
    wait_at_cursor(&terminal, "KS:half");
    assert!(terminal.takes_single_keys());
    assert_eq!(draft_of(&program), "KS: half");
    assert!(!std::fs::read_to_string(&printed).unwrap().contains("half"));
    type_slowly(&mut terminal, " of it\r/quit\r");
    assert_eq!(terminal.wait_exit(PATIENCE), Exit::Code(0));
    let read = program.run(&["read", &id]).out;
    assert!(read.contains("half of it"), "{read}");
}

/// The second was told to wait, and typed on: one sentence became the end of the other, in one entry.
#[test]
fn what_is_typed_behind_a_line_that_waits_for_the_other_window_is_a_line_of_its_own() {
    let program = Program::new();
    let id = program.meeting(LINES);
    let mut first = plain(&program, &id);
    let mut second = start(&program, (80, 24), &["resume", &id, "--plain"]);
    second.wait_for("has had these minutes", PATIENCE);
    type_slowly(&mut second, "SW: the garden is small\r");
    second.wait_for("has had these minutes", PATIENCE);
    type_slowly(&mut second, "KS: the house is");
    wait_at_cursor(&second, "KS:thehouseis");
    first.kill_9();
    type_slowly(&mut second, " big\r");
    second.wait_for("not recorded yet", PATIENCE);
    wait_at_cursor(&second, "KS:thehouseisbig");
    type_slowly(&mut second, "\r");
    second.wait_for("Kelly Smith, mother: the house is big", PATIENCE);
    type_slowly(&mut second, "/aside\r");
    wait_at_cursor(&second, "SW:thegardenissmall");
    type_slowly(&mut second, "\r");
    second.wait_for("A Patel, social worker: the garden is small", PATIENCE);
    type_slowly(&mut second, "/quit\r");
    assert_eq!(second.wait_exit(PATIENCE), Exit::Code(0));
}
