//! Two windows with the same meeting: the second reads what was entered and nothing that is only typed, and goes on when
//! the first was killed.

use super::terminal::RealTerminal;
use crate::command_line::program::Program;
use std::time::Duration;

const PATIENCE: Duration = Duration::from_secs(20);
const LINES: &str = "/child Ella Smith\n/person KS Kelly Smith; role: mother\n/person SW A Patel; role: social worker\n\
    /begin\n/arrive all\n/section purpose\nKS: I asked for this meeting.\n";

fn resume(program: &Program, id: &str, (columns, rows): (u16, u16)) -> RealTerminal {
    let data = program.data();
    let env = [("TALKING_PIECE_DATA", data.to_str().unwrap())];
    RealTerminal::start(columns, rows, &["resume", id], &env)
}

/// Slowly, so that it is not taken for a paste.
fn type_in(window: &mut RealTerminal, words: &str) {
    for letter in words.chars() {
        window.type_text(&letter.to_string());
        std::thread::sleep(Duration::from_micros(400));
    }
    window.wait_for(words, PATIENCE);
}

#[test]
fn the_second_reads_what_was_entered_and_goes_on_when_the_first_was_killed() {
    for size in [(80, 24), (50, 20)] {
        let program = Program::new();
        let id = program.meeting(LINES);
        let mut first = resume(&program, &id, size);
        first.wait_for("F1 help", PATIENCE);
        type_in(&mut first, "KS: a line set aside");
        first.press(b"\x1b");
        first.wait_for("set aside", PATIENCE);
        type_in(&mut first, "KS: a half line");
        let mut second = resume(&program, &id, size);
        second.wait_for("look again", PATIENCE);
        let seen = second.screen();
        assert!(!seen.contains("half line"), "{seen}");
        assert!(!seen.contains("set aside"), "{seen}");
        assert!(!seen.contains("record  "), "{seen}");
        // What is entered is seen as soon as the reader looks again.
        type_in(&mut first, " entered");
        first.press(b"\r");
        first.wait_until(PATIENCE, |screen| {
            screen.contents().matches("a half line entered").count() == 1
        });
        second.press(b"\r");
        second.wait_for("a half line entered", PATIENCE);
        type_in(&mut first, "SW: left behind");
        type_in(&mut second, "KS: from the second");
        second.press(b"\r");
        second.wait_for("has had these minutes", PATIENCE);
        first.kill_9();
        second.press(b"\r");
        second.wait_for("you do now", PATIENCE);
        assert!(second.screen().contains("KS: from the second"));
        second.press(b"\r");
        second.wait_for("F1 help", PATIENCE);
        second.wait_for("lines set aside", PATIENCE);
        second.press(b"\x1b[B");
        second.wait_for("SW: left behind", PATIENCE);
    }
}
