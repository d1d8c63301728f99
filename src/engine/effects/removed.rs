//! What is done when somebody removes files of the journal while the meeting is open: all of it is written anew, and the
//! program says so once more when it ends, with an exit code that nobody overlooks.

use super::{EffectRunner, Open};
use crate::app::protocol::message::Message;
use crate::domain::problem::Problem;
use crate::store::journal::in_words;
use crate::store::paths::MeetingFolder;

const ASK: &str = "Find out who or what removed it, and tell IT today.";

impl EffectRunner {
    pub(super) fn look_for_removed(&mut self, is_known: bool) -> Option<Message> {
        let open = self.open.take()?;
        let told = self.put_back_removed(&open, is_known);
        self.open = Some(open);
        told
    }

    /// Looks for what earlier sessions wrote. `is_known`: the file of this session was removed, and is written anew
    /// already.
    pub(super) fn put_back_removed(&mut self, open: &Open, is_known: bool) -> Option<Message> {
        let mut places: Vec<MeetingFolder> = vec![open.folder.clone()];
        places.extend(self.places.rescue_for(&open.folder));
        let journal = open.folder.journal();
        let why = match open.held.put_back(self.disk.as_ref(), &places) {
            Ok(None) if !is_known => return None,
            Ok(put_back) => {
                let now = put_back.map_or(journal, |place| place.journal());
                Problem::not_saved_or_read(
                    "Somebody removed the journal of these minutes, or a part of it, while they were open.",
                )
                .safe(format!(
                    "Nothing is lost: all of it was written anew, in {}.",
                    now.display()
                ))
                .next(ASK)
            }
            Err(error) => Problem::not_saved_or_read(format!(
                "Somebody removed a part of the journal of these minutes while they were open, and it could not be written anew ({}).",
                in_words(&error)
            ))
            .safe("What was recorded since you opened them is kept.")
            .next("Keep this window open, and call IT: the part that was removed is there as long as it is open."),
        };
        let id = open.folder.id.to_string();
        self.unfinished.insert(format!("{id} removed"), why.clone());
        Some(Message::Note(why.to_string()))
    }
}
