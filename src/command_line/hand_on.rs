//! `hand-on`: opens a meeting to the team, or takes it back, as `/handon` does inside it.

use super::Ending;
use super::worker::one_command;
use crate::store::paths::Paths;

pub(super) fn run(meeting: &str, stop: bool, places: Paths) -> Ending {
    let line = if stop { "/handon stop" } else { "/handon yes" };
    one_command(meeting, line, places, |words| words)
}
