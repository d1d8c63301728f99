//! `thread`: one thing followed through all meetings of a family. Reads only; must not decide what belongs to it.

use super::{Ending, named, print};
use crate::app::view::Followed;
use crate::formats;
use crate::store::disk::Disk;
use crate::store::places::Places;
use crate::terminal::looking_back::{Found, followed};
use crate::terminal::past::Past;
use clap::Args;

/// `thread MEETING RECORD`, or one of the other threads.
#[derive(Debug, Args)]
#[command(group(clap::ArgGroup::new("what").required(true)))]
pub(super) struct Thread {
    /// Any meeting of the family
    meeting: String,
    /// An action, what-if or promise of that meeting by the letters of its entry, such as a3: promised, done or not,
    /// and why, at every meeting
    #[arg(group = "what")]
    record: Option<String>,
    /// What one child said (by the child's letters), the actions that answer it, what came of them, and who tells the child
    #[arg(long, value_name = "LETTERS", group = "what")]
    wishes: Option<String>,
    /// The scores over time, only the same scale in one chart
    #[arg(long, group = "what")]
    scales: bool,
    /// What each agency and the family promised, and what came of it
    #[arg(long, group = "what")]
    promises: bool,
    /// As JSON
    #[arg(long)]
    json: bool,
    /// With the restricted parts: never for the family's copy
    #[arg(long)]
    restricted: bool,
    /// Width of the text in columns
    #[arg(long, default_value_t = 78, value_parser = clap::value_parser!(u16).range(20..=400))]
    width: u16,
}

/// Prints it.
pub(super) fn run(thread: &Thread, places: &Places, disk: &dyn Disk) -> Ending {
    if let Err(ending) = named(places, disk, &thread.meeting) {
        return ending;
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
        Ok(Found::NoRecord(id)) => {
            let record = thread.record.as_deref().unwrap_or_default();
            return Ending::Wrong(format!(
                "There is no action, what-if or promise {record} in {id}. Nothing was changed. `talking-piece read {id} --json` shows the letters and number of every entry."
            ));
        }
        Ok(Found::NoChild(id, _)) => {
            let letters = thread.wishes.as_deref().unwrap_or_default();
            return Ending::Wrong(format!(
                "There is no child with the letters {letters} in {id}. Nothing was changed. `talking-piece read {id} --json` shows each child's letters under \"code\"."
            ));
        }
        Err(words) => return Ending::Failed(words),
    };
    if thread.json {
        print::json(&found);
    } else {
        print::data(&formats::plain_text::print(
            &found.page(),
            thread.width.into(),
        ));
    }
    super::told_of(&troubles)
}
