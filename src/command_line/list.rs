//! `list`: every meeting, newest first.

use super::{Ending, print};
use crate::store::disk::Disk;
use crate::store::places::Places;
use crate::terminal::meetings;
use serde_json::json;

/// Prints the list. A meeting with something wrong is listed with it, and the exit code says so.
pub(super) fn run(places: &Places, disk: &dyn Disk, as_json: bool) -> Ending {
    let list = meetings::list(places, disk);
    let attention = list.iter().any(|meeting| !meeting.note.is_empty());
    if as_json {
        let rows: Vec<_> = list
            .iter()
            .map(|meeting| {
                json!({
                    "id": meeting.id,
                    "reference": meeting.reference,
                    "title": meeting.title,
                    "state": meeting.state,
                    "at": meeting.at.map(|at| at.to_rfc3339()),
                    "interrupted_at": meeting.interrupted_at.map(|at| at.to_rfc3339()),
                    "made_up": meeting.made_up,
                    "note": meeting.note,
                })
            })
            .collect();
        print::data(&format!("{:#}\n", json!(rows)));
    } else {
        for meeting in &list {
            let when = meeting
                .at
                .map_or_else(|| "-".to_owned(), |at| at.format("%Y-%m-%d").to_string());
            let interrupted = if meeting.interrupted_at.is_some() {
                "  interrupted"
            } else {
                ""
            };
            let made_up = if meeting.made_up { "  made up" } else { "" };
            let note = if meeting.note.is_empty() {
                String::new()
            } else {
                format!("  {}", meeting.note)
            };
            print::data(&format!(
                "{}  {when}  {:9}  {:12}  {}{interrupted}{made_up}{note}\n",
                meeting.id, meeting.state, meeting.reference, meeting.title
            ));
        }
        if list.is_empty() {
            print::tell(
                "There are no meetings yet. `talking-piece start` prepares one; `talking-piece practice` opens a made-up one.",
            );
        }
    }
    if attention {
        Ending::Attention
    } else {
        Ending::Done
    }
}
