//! `follow`: one thing followed through all meetings of a family. Reads only.

use super::print::PageOrJson;
use super::{Ending, named};
use crate::app::protocol::view::Followed;
use crate::domain::history::threads::CanBeTyped;
use crate::domain::problem::Problem;
use crate::engine::looking_back::{Found, followed};
use crate::engine::past::Past;
use crate::store::disk::Disk;
use crate::store::paths::Paths;
use clap::Args;

/// `follow MEETING RECORD`, or one of the other threads.
#[derive(Debug, Args)]
#[command(group(clap::ArgGroup::new("what").required(true)))]
pub(super) struct Thread {
    /// Any meeting of the family
    meeting: String,
    /// An action of that meeting by its number (3, or a3), a what-if (w1), an offer that an action takes up (o1), or a
    /// promise of last time (pm2): promised, done or not, and why, at every meeting. A danger statement (ds1) or a safety
    /// goal (sg1): how it stood at each. A wrong one lists the possible ones
    #[arg(group = "what")]
    record: Option<String>,
    /// What one child said (by the child's letters, name, or first letters as in the list), the actions that answer it,
    /// what came of them, and who tells the child
    #[arg(long, value_name = "CHILD", group = "what")]
    wishes: Option<String>,
    /// The scores over time, each scale in a chart of its own
    #[arg(long, group = "what")]
    scales: bool,
    /// What each agency and the family promised, and what came of it
    #[arg(long, group = "what")]
    promises: bool,
    /// Includes the restricted parts: never for the family's copy
    #[arg(long)]
    restricted: bool,
    #[command(flatten)]
    out: PageOrJson,
}

pub(super) fn run(thread: &Thread, places: &Paths, disk: &dyn Disk) -> Ending {
    if let Err(why) = named(places, disk, &thread.meeting) {
        return Ending::Stopped(why);
    }
    let what = match (&thread.record, &thread.wishes) {
        (Some(record), _) => Followed::Record(record.clone()),
        (None, Some(letters)) => Followed::Wishes(letters.clone()),
        (None, None) if thread.scales => Followed::Scales,
        (None, None) => Followed::Promises,
    };
    let mut past = Past::default();
    let (meeting, restricted) = (thread.meeting.as_str(), thread.restricted);
    let (found, troubles) = match followed(&mut past, places, disk, meeting, &what, restricted) {
        Ok(Found::Thread(found, troubles)) => (found, troubles),
        Ok(Found::NoRecord(id, there)) => {
            let record = thread.record.as_deref().unwrap_or_default();
            return Ending::Stopped(
                Problem::wrong_input(format!(
                    "There is no action, what-if, promise, danger statement or safety goal {record} in {id}."
                ))
                .safe("Nothing was changed.")
                .next(what_there_is(&there)),
            );
        }
        Ok(Found::NoChild(id, there)) => {
            let typed = thread.wishes.as_deref().unwrap_or_default();
            return Ending::Stopped(
                Problem::wrong_input(format!(
                    "{typed} matches no child, or more than one, in {id}."
                ))
                .safe("Nothing was changed.")
                .next(what_there_is(&there)),
            );
        }
        Err(why) => return Ending::Stopped(why),
    };
    match thread.out.print(&found, found.material()) {
        Ok(()) => super::told_of(&troubles),
        Err(why) => Ending::Stopped(why),
    }
}

fn what_there_is(there: &[CanBeTyped]) -> String {
    if there.is_empty() {
        return "There is nothing there to follow.".to_owned();
    }
    let rows = there.iter().map(|one| format!("\n  {}", one.row()));
    format!("You can type:{}", rows.collect::<String>())
}
