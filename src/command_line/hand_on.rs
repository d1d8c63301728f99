//! `hand-on`: opens a meeting to the team, or takes it back, as `/handon` does inside it.

use super::worker::one_command;
use super::{Ending, print};
use crate::store::paths::Paths;

pub(super) fn run(meeting: &str, stop: bool, places: Paths) -> Ending {
    let line = if stop { "/handon stop" } else { "/handon yes" };
    match one_command(meeting, line, places) {
        Ok(words) => {
            print::data(&format!("{words}\n"));
            Ending::Done
        }
        Err(why) => Ending::Stopped(why),
    }
}
