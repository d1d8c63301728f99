//! The privacy screen in a real terminal: nothing of the meeting is left in it, also not above it, and what is typed
//! blindly is in the draft and recorded.

use super::conference::{PATIENCE, type_slowly};
use super::stopped::draft_of;
use super::terminal::RealTerminal;
use crate::command_line::program::Program;
use std::time::Duration;

const LINES: &str = "/child Ella Smith\n/person KS Kelly Smith; role: mother\n/begin\n/arrive all\nKS: the words that nobody may see\n";
const F12: &[u8] = b"\x1b[24~";

/// All that can be seen or scrolled back to.
fn everything(terminal: &RealTerminal, columns: u16, rows: u16) -> String {
    let mut parser = vt100::Parser::new(
        rows.try_into().unwrap(),
        columns.try_into().unwrap(),
        10_000,
    );
    parser.process(&terminal.output());
    let mut text = parser.screen().contents();
    parser.screen_mut().set_scrollback(10_000);
    text.push_str(&parser.screen().contents());
    text
}

#[test]
fn hidden_at_once_kept_while_hidden_and_shown_again() {
    for (columns, rows) in [(80, 24), (50, 20)] {
        let program = Program::new();
        let id = program.meeting(LINES);
        let data = program.data();
        let env = [("TALKING_PIECE_DATA", data.to_str().unwrap())];
        let mut terminal = RealTerminal::start(columns, rows, &["resume", &id], &env);
        terminal.wait_for("nobody may see", PATIENCE);
        type_slowly(&mut terminal, "KS: half");
        terminal.press(F12);
        terminal.wait_for("This screen is hidden", PATIENCE);
        let seen = everything(&terminal, columns, rows);
        for word in ["Ella", "Kelly", "KS", "nobody", "half", "saved"] {
            assert!(!seen.contains(word), "{word}: {seen}");
        }
        type_slowly(&mut terminal, " and typed blindly");
        // The draft is written before anything is drawn; a letter that is not seen draws nothing to wait for.
        let until = std::time::Instant::now() + PATIENCE;
        while draft_of(&program) != "KS: half and typed blindly" {
            assert!(std::time::Instant::now() < until, "{}", draft_of(&program));
            std::thread::sleep(Duration::from_millis(20));
        }
        assert!(!everything(&terminal, columns, rows).contains("blindly"));
        terminal.press(b"\r");
        terminal.press(F12);
        terminal.wait_for("blindly", PATIENCE);
        terminal.wait_for("nobody may see", PATIENCE);
        drop(terminal);
        let ran = program.run(&["read", &id]);
        assert!(ran.out.contains("half and typed blindly"), "{ran:?}");
    }
}
