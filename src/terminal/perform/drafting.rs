//! The line being typed, on disk: one write a change, before the frame that shows it.

use super::{NotBegun, Performer, in_first_place};
use crate::app::message::Message;
use crate::domain::text_edit::TextEdit;
use crate::store::draft::{Draft, DraftTrouble};
use crate::store::draft_lines::DraftLine;
use crate::store::journal::in_words;
use crate::store::recovery;
use std::sync::Arc;
use std::time::Duration;

impl Performer {
    pub(super) fn begin_draft(
        &mut self,
        number: u64,
        purpose: serde_json::Value,
        asides: &[String],
        text: &str,
        forget: bool,
    ) -> Vec<Message> {
        let Some(open) = self.open.as_mut() else {
            return Vec::new();
        };
        let taken = open.taken;
        let begun = match open.draft.as_mut() {
            None => return self.first_draft(number, purpose, asides, text),
            Some(draft) => put_aside(draft, asides)
                .and_then(|()| draft.begin(number, purpose, taken >= draft.line().n))
                .and_then(|()| {
                    if text.is_empty() {
                        Ok(())
                    } else {
                        draft.edit(0, 0, text)
                    }
                })
                .and_then(|()| take_back(draft, asides)),
        };
        // A command that was done leaves no record that would take its words over: they may go at once.
        // Words that a record took over go when that record is synced (`on_news`).
        if let Some(draft) = open.draft.as_mut().filter(|_| {
            forget
                && open.taken < number - 1
                && open
                    .journal
                    .as_ref()
                    .is_none_or(|journal| journal.to_sync().is_none())
        }) {
            draft.forget(number - 1);
        }
        self.sync_draft();
        failed(begun)
    }

    /// One edit: into the draft, or, where none could be begun, into the line that is tried again with each letter.
    pub(super) fn edit_draft(&mut self, edit: &TextEdit) -> Vec<Message> {
        let Some(open) = self.open.as_mut() else {
            return Vec::new();
        };
        if let Some(draft) = open.draft.as_mut() {
            let done = draft.edit(edit.at, edit.removed.len(), &edit.inserted);
            self.sync_draft();
            return failed(done);
        }
        let Some(mut kept) = open.not_begun.take() else {
            return Vec::new();
        };
        kept.line.edit(edit.at, edit.removed.len(), &edit.inserted);
        let DraftLine { n, purpose, text } = kept.line;
        self.first_draft(n, purpose, &kept.asides, &text)
    }

    /// The first line of a session: its draft takes the words of earlier sessions over, and only then may those go.
    pub(super) fn first_draft(
        &mut self,
        number: u64,
        purpose: serde_json::Value,
        asides: &[String],
        text: &str,
    ) -> Vec<Message> {
        let Some(open) = self.open.as_mut() else {
            return Vec::new();
        };
        let rescue = self.places.rescue_for(&open.folder);
        let started = in_first_place(self.disk.as_ref(), &open.folder, &rescue, |places| {
            Draft::start(
                Arc::clone(&self.disk),
                places,
                &open.session,
                number,
                purpose.clone(),
                asides.to_vec(),
            )
        });
        let (mut draft, moved) = match started {
            Ok(begun) => begun,
            Err(error) => {
                open.not_begun = Some(NotBegun {
                    line: DraftLine {
                        n: number,
                        purpose,
                        text: text.to_owned(),
                    },
                    asides: asides.to_vec(),
                });
                return vec![Message::SaveFailed(format!(
                    "The line you are typing is only in memory ({}). Finished entries are safe. Free some space or call IT.",
                    in_words(&error)
                ))];
            }
        };
        let written = if text.is_empty() {
            Ok(())
        } else {
            draft.edit(0, 0, text)
        };
        open.draft = Some(draft);
        let carries = !text.is_empty() || !asides.is_empty();
        let (folder, session) = (open.folder.clone(), open.session.clone());
        // Without a lock somebody else may be typing into one of them; and a rescue folder may vanish at log-out.
        let may_go = open.lock.is_some() && moved.is_none();
        self.sync_draft();
        if !may_go {
            return failed(written);
        }
        // Without words to carry over, all that lies there was taken over by facts or is done with: it goes at once,
        // and no first frame waits for a disk. What cannot be removed is offered again next time.
        if !carries || (written.is_ok() && self.syncer.flush(Duration::from_secs(2))) {
            let _ = recovery::clear_old_drafts(self.disk.as_ref(), &folder, &rescue, &session);
        } else if let Some(open) = self.open.as_mut() {
            open.old_drafts = true;
        }
        failed(written)
    }

    pub(super) fn sync_draft(&self) {
        if let Some((set, files)) = self
            .open
            .as_ref()
            .and_then(|open| open.draft.as_ref())
            .and_then(Draft::to_sync)
        {
            self.syncer.draft(set, &files);
        }
    }
}

/// What to tell when the draft could not be written.
pub(super) fn failed(written: Result<(), DraftTrouble>) -> Vec<Message> {
    written
        .err()
        .map(|trouble| Message::SaveFailed(trouble.to_string()))
        .into_iter()
        .collect()
}

/// Texts newly set aside are written before the line they come from is left …
fn put_aside(draft: &mut Draft, wanted: &[String]) -> Result<(), DraftTrouble> {
    for text in wanted {
        if !draft.asides().contains(text) {
            draft.set_aside(text)?;
        }
    }
    Ok(())
}

/// … and those brought back go only when the line holds their words again.
fn take_back(draft: &mut Draft, wanted: &[String]) -> Result<(), DraftTrouble> {
    while let Some(index) = draft
        .asides()
        .iter()
        .position(|text| !wanted.contains(text))
    {
        draft.take_back(index)?;
    }
    Ok(())
}
