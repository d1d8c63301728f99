//! Six forms typed letter by letter through the real terminal: the record is the one that `take` makes of the same lines.

use super::conference::{comparable_in, difference, enter, leave, start};
use crate::command_line::forms::FORMS;
use crate::command_line::program::Program;

#[test]
fn each_form_typed_at_the_terminal_gives_the_record_that_take_makes() {
    for (form, agenda, lines, _) in FORMS {
        let program = Program::new();
        let mut terminal = start(&program, &["start", "--agenda", agenda]);
        for line in lines.lines().filter(|line| !line.trim().is_empty()) {
            enter(&mut terminal, line);
        }
        leave(terminal);
        let taken = Program::new();
        let take = ["take", "--new", "--agenda", agenda, "--lines", "-"];
        let ran = taken.run_with_input(&take, lines.as_bytes());
        assert!(ran.code < 2, "{form}: {ran:?}");
        for name in ["minutes.json", "restricted.json"] {
            let [typed, taken] =
                [&program, &taken].map(|program| comparable_in(&program.folder(), name));
            assert_eq!(difference(name, &typed, &taken), None, "{form}");
        }
    }
}
