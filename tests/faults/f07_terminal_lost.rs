//! F7: the terminal is lost, or the program in it is killed, while somebody types: no letter that was on the screen is
//! lost, and the minutes are those of a conference in which nothing happened.

use super::skipped::{number, reached};
use crate::command_line::program::Program;
use crate::real_terminal::pty::Exit;
use crate::real_terminal::stopped::{Stop, stopped_again_and_again};
use crate::real_terminal::terminal::RealTerminal;
use std::time::Duration;

#[test]
fn f07_fifty_kills_lose_no_letter_that_was_on_the_screen() {
    stopped_again_and_again(Stop::Kill, 50, 0x5EED_0001);
    reached("F7", "50 kills while somebody types");
}

#[test]
fn f07_twenty_hang_ups_lose_no_letter_that_was_on_the_screen() {
    stopped_again_and_again(Stop::HangUp, 20, 0x5EED_0002);
    reached("F7", "20 hang-ups while somebody types");
}

/// The line breaks while much is being pasted: the program ends, frees the lock, and everything before is there.
#[test]
fn f07_hung_up_in_the_middle_of_a_paste() {
    let patience = Duration::from_secs(60);
    let times = number(5, 20);
    for time in 0..times {
        let program = Program::new();
        let id = program
            .meeting("/child Ella\n/person KS Kelly Smith; role: mother\n/begin\nKS: before\n");
        let data = program.data();
        let env = [("TALKING_PIECE_DATA", data.to_str().unwrap())];
        let mut window = RealTerminal::start(80, 24, &["resume", &id], &env);
        window.wait_for("F1 help", patience);
        let part = "half a sentence and more ".repeat(1 + time * 20);
        window.type_text(&format!("KS: \x1b[200~{part}"));
        window.hang_up();
        assert_eq!(window.wait_exit(patience), Exit::Code(0));
        let ran = program.run_with_input(&["take", &id, "--lines", "-"], b"KS: afterwards\n");
        assert!(matches!(ran.code, 0 | 1), "{ran:?}");
        let read = program.run(&["read", &id]);
        assert!(
            read.out.contains("before") && read.out.contains("afterwards"),
            "{read:?}"
        );
    }
    reached("F7", &format!("{times} hang-ups in a paste"));
}
