//! `discard` and `restore`: a meeting that was begun by mistake is put away, and put back, as `/discard` and `/restore` do
//! inside it.

use super::worker::one_command;
use super::{Ending, named, print};
use crate::domain::problem::Problem;
use crate::store::disk::RealDisk;
use crate::store::paths::Paths;

/// `why`: its words, or nothing: then they are asked for.
pub(super) fn run(meeting: &str, why: &[String], places: Paths) -> Ending {
    let folder = match named(&places, &RealDisk, meeting) {
        Ok(folder) => folder,
        Err(why) => return Ending::Stopped(why),
    };
    let typed = match why {
        [] => match print::ask("Why is it put away? ") {
            Ok(typed) => typed,
            Err(error) => {
                return Ending::Stopped(
                    Problem::not_saved_or_read(format!("The reason could not be read ({error})."))
                        .safe("Nothing was changed."),
                );
            }
        },
        words => words.join(" "),
    };
    // A reason is one line, whatever was pasted.
    let words: Vec<&str> = typed.split_whitespace().collect();
    if words.is_empty() {
        return Ending::Stopped(
            Problem::wrong_input("A meeting is put away with a reason, and none was given.")
                .safe("Nothing was changed.")
                .next("Type it behind the letters of the meeting, or when you are asked."),
        );
    }
    let line = format!("/discard {}", words.join(" "));
    let id = folder.id.to_string();
    one_command(&id, &line, places, |_| {
        format!(
            "{id} is put away, and nothing in it is lost. `talking-piece list --put-away` shows it, `talking-piece restore {id}` puts it back."
        )
    })
}

pub(super) fn restore(meeting: &str, places: Paths) -> Ending {
    one_command(meeting, "/restore", places, |words| words)
}
