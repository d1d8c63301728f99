//! What is done when somebody removes or changes files of the journal while the meeting is open: all of it is written anew, and the
//! program says so once more when it ends, with an exit code that nobody overlooks.

use super::{EffectRunner, Open};
use crate::app::protocol::message::Message;
use crate::domain::problem::Problem;
use crate::store::journal::{Journal, in_words};
use crate::store::paths::MeetingFolder;
use std::time::Duration;

const ASK: &str = "Find out who or what did it, and tell IT today. A file that was changed is kept in the folder recovered.";

impl EffectRunner {
    /// Before a seal is made: it must not vouch for what somebody else wrote.
    pub(super) fn look_at_journal(&mut self) -> Vec<Message> {
        let journal = self.open.as_mut().and_then(|open| open.journal.as_mut());
        let looked = journal.map_or(Ok(None), Journal::retry);
        let is_anew = matches!(&looked, Ok(Some(moved)) if moved.is_anew);
        let mut told = self.settle(looked);
        if !is_anew {
            told.extend(self.look_for_touched(false));
        }
        let _ = self.flush(Duration::from_secs(5));
        told
    }

    pub(super) fn look_for_touched(&mut self, is_known: bool) -> Option<Message> {
        let open = self.open.take()?;
        let told = self.put_back_touched(&open, is_known);
        self.open = Some(open);
        told
    }

    /// Looks for what earlier sessions wrote. `is_known`: the file of this session was removed or changed, and is
    /// written anew already.
    pub(super) fn put_back_touched(&mut self, open: &Open, is_known: bool) -> Option<Message> {
        let mut places: Vec<MeetingFolder> = vec![open.folder.clone()];
        places.extend(self.places.rescue_for(&open.folder));
        let journal = open.folder.journal();
        let why = match open.held.put_back(self.disk.as_ref(), &places) {
            Ok(None) if !is_known => return None,
            Ok(put_back) => {
                let now = put_back.map_or(journal, |place| place.journal());
                Problem::not_saved_or_read(
                    "Somebody removed or changed the journal of these minutes, or a part of it, while they were open.",
                )
                .safe(format!(
                    "Nothing is lost: all of it was written anew, in {}.",
                    now.display()
                ))
                .next(ASK)
            }
            Err(error) => Problem::not_saved_or_read(format!(
                "Somebody removed or changed a part of the journal of these minutes while they were open, and it could not be written anew ({}).",
                in_words(&error)
            ))
            .safe("What was recorded since you opened them is kept.")
            .next("Keep this window open, and call IT: that part is in memory as long as it is open."),
        };
        let id = open.folder.id.to_string();
        self.unfinished.insert(format!("{id} touched"), why.clone());
        Some(Message::Note(why.to_string()))
    }
}
