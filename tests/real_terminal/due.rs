//! What is due appears in the list of meetings by itself, after the first frame; its page is one command away.

use super::pty::Exit;
use super::terminal::RealTerminal;
use crate::command_line::program::Program;
use std::time::Duration;

const PATIENCE: Duration = Duration::from_secs(20);
const LINES: &str = "/meeting P-1; venue: Nowhere\n/child Ella Smith; born: 4 Mar 2017\n\
    /person KS Kelly Smith; role: mother\n/begin\n/arrive all\n\
    /action CANARY71 moves; who: KS; by: in 0 days #restricted\n\
    /view Ella; by: letter; words: yes\n/close it is made up\n";

#[test]
fn what_is_due_comes_into_the_list_and_its_page_opens() {
    let program = Program::new();
    program.meeting(LINES);
    let data = program.data();
    let env = [("TALKING_PIECE_DATA", data.to_str().unwrap())];
    let mut list = RealTerminal::start(80, 24, &[], &env);
    list.wait_for("Due  ", PATIENCE);
    list.wait_for("decision letter", PATIENCE);
    assert!(!list.screen().contains("CANARY71"));
    list.type_text("/due");
    list.press(b"\r");
    list.wait_for("Due, seen from", PATIENCE);
    assert!(!list.screen().contains("CANARY71"));
    list.press(b"\x1b");
    list.wait_for("1 meeting", PATIENCE);
    list.type_text("/quit");
    list.press(b"\r");
    assert_eq!(list.wait_exit(PATIENCE), Exit::Code(0));
}
