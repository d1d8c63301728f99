//! Sealing a closed meeting, with its lines in the record of seals; and what is done about the seal when a meeting is
//! opened. A seal that is not there is never made anew without a word, unless closing was plainly interrupted.

use super::EffectRunner;
use crate::app::protocol::message::Message;
use crate::domain::meeting::event::{Event, KnownEvent, LoggedEvent};
use crate::domain::problem::Problem;
use crate::engine::seals::{self, Found, judged};
use crate::engine::{clock, events, meetings};
use crate::store::journal::in_words;
use crate::store::paths::MeetingFolder;
use crate::store::seal_record::{self, Kept, SealRecord, Step, Writer};
use crate::store::sealed::{self, SEAL};
use crate::store::syncer::NotWritten;
use std::io;

/// What is to be done about the seal of a meeting that was opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum SealFound {
    AsItShould,
    /// Closing was interrupted before it was sealed.
    ToBeMade,
    /// It is right and on no record.
    ToBePutOnRecord(Step),
    /// In words.
    Differs(String),
}

/// What became of a line for the record of seals.
struct OnRecord {
    is_on_record: bool,
    /// What has to be said about it.
    told: Option<String>,
}

impl Default for OnRecord {
    fn default() -> Self {
        OnRecord {
            is_on_record: true,
            told: None,
        }
    }
}

impl EffectRunner {
    /// The files must be written. The record of seals has a line before and after; without one the seal is written all
    /// the same, and the next opening puts it on record.
    pub(super) fn seal(&mut self) -> Result<Vec<Message>, NotWritten> {
        let Some(open) = self.open.as_mut() else {
            return Ok(Vec::new());
        };
        let folder = open.folder.clone();
        let although = open.seal_differs.clone();
        let begun = self.put_on_record(&folder, &Step::Sealing { although });
        let hash = self.write_seal(&folder)?;
        let told = match begun.is_on_record {
            true => self.put_on_record(&folder, &Step::Sealed(hash)).told,
            false => begun.told,
        };
        Ok(told.into_iter().map(Message::Note).collect())
    }

    fn write_seal(&self, folder: &MeetingFolder) -> io::Result<String> {
        let disk = self.disk.as_ref();
        let kept = disk.list(&folder.earlier()).unwrap_or_default();
        let kept: Vec<String> = kept
            .iter()
            .filter(|name| !name.starts_with('.'))
            .map(|name| format!("{}/{name}", sealed::EARLIER))
            .collect();
        let mut outputs = vec![meetings::MINUTES, meetings::RESTRICTED];
        outputs.extend(kept.iter().map(String::as_str));
        let when = clock::now().to_rfc3339();
        sealed::seal(disk, folder, &outputs, &events::who(), &when)
    }

    fn put_on_record(&mut self, folder: &MeetingFolder, step: &Step) -> OnRecord {
        let writer = Writer {
            who: events::who(),
            at: clock::now(),
            boot_ms: clock::boot_ms(),
        };
        let done = seal_record::append(&self.places, self.disk.as_ref(), &folder.id, step, &writer);
        let (why, is_on_record) = match done {
            Ok(Kept::WithTheMinutes) => return OnRecord::default(),
            Ok(Kept::InARescueFolder(error)) => {
                let why = Problem::not_saved_or_read(format!(
                    "The record of seals in the data folder did not take this seal ({}), so only your own account knows of it.",
                    in_words(&error)
                ))
                .safe("The minutes are complete, and the seal is on record in your state folder.")
                .next("Ask IT to look at the folder seals in the data folder: a file in your name may not be yours. Your colleagues cannot check these minutes before that.");
                (why, true)
            }
            Err(error) => {
                let why = Problem::not_saved_or_read(format!(
                    "The record of seals could not be written ({}), so nothing outside the folder of these minutes knows of their seal.",
                    in_words(&error)
                ))
                .safe("The minutes are complete.")
                .next("Ask IT to make the folder seals in the data folder writable for you, and open these minutes again.");
                (why, false)
            }
        };
        self.seal_trouble = Some(why.to_string());
        OnRecord {
            is_on_record,
            told: Some(why.to_string()),
        }
    }

    /// That a closed meeting was opened again is on record: otherwise all of it could be cut off.
    pub(super) fn put_reopening_on_record(&mut self, recorded: &[LoggedEvent]) -> Vec<Message> {
        let reopens = |logged: &LoggedEvent| {
            matches!(logged.event, Event::Known(KnownEvent::Reopened { .. }))
        };
        let open = self.open.as_ref().filter(|_| recorded.iter().any(reopens));
        let Some(folder) = open.map(|open| open.folder.clone()) else {
            return Vec::new();
        };
        let told = self.put_on_record(&folder, &Step::Reopened).told;
        told.into_iter().map(Message::Note).collect()
    }

    /// Of the meeting that is open; returns what has to be said.
    pub(super) fn settle_seal(&mut self, found: &SealFound) -> Vec<String> {
        let Some(open) = self.open.as_mut() else {
            return Vec::new();
        };
        let mut told: Vec<String> = seals::another_folder(&self.places, &open.folder)
            .into_iter()
            .collect();
        if let Some(words) = told.first() {
            self.seal_trouble = Some(words.clone());
        }
        match found {
            SealFound::AsItShould | SealFound::ToBeMade => {}
            SealFound::ToBePutOnRecord(step) => {
                let folder = open.folder.clone();
                told.extend(self.put_on_record(&folder, step).told);
            }
            SealFound::Differs(words) => {
                open.seal_differs = Some(words.clone());
                self.seal_trouble = Some(words.clone());
                told.push(words.clone());
            }
        }
        told
    }

    /// `recorded`: all events of the meeting.
    pub(super) fn seal_found(
        &self,
        folder: &MeetingFolder,
        recorded: &[LoggedEvent],
        is_closed: bool,
    ) -> SealFound {
        let disk = self.disk.as_ref();
        let record = SealRecord::about(&self.places, disk, &folder.id);
        let has_seal = sealed::is_there(disk, &folder.path, SEAL);
        let known = record.of(&folder.id, None);
        if !has_seal && known.is_none() {
            return match (is_closed, was_left(recorded)) {
                (false, _) => SealFound::AsItShould,
                (true, false) => SealFound::ToBeMade,
                (true, true) => SealFound::Differs(
                    "These minutes are closed, but their seal is not there, so nothing shows whether they were changed. They are not sealed again by themselves: ask first where the seal went. /reopen and /close seal them as they are.".to_owned(),
                ),
            };
        }
        let judgement = judged(&self.places, disk, folder, &record);
        if judgement.found == Found::Differs {
            return SealFound::Differs(seals::in_a_sentence(&judgement));
        }
        match known {
            Some(known) if known.is_unfinished && is_closed => SealFound::ToBeMade,
            None if judgement.found == Found::AsItShould => {
                let verdict = sealed::verify(disk, folder).ok().flatten();
                verdict.map_or(SealFound::AsItShould, |verdict| {
                    SealFound::ToBePutOnRecord(Step::Found(verdict.hash))
                })
            }
            _ => SealFound::AsItShould,
        }
    }
}

/// The last session after the closing ended as it should, so the seal was written or somebody was told.
fn was_left(recorded: &[LoggedEvent]) -> bool {
    for logged in recorded.iter().rev() {
        match logged.event {
            Event::Known(KnownEvent::SessionEnded { .. }) => return true,
            Event::Known(KnownEvent::Closed { .. }) => return false,
            _ => {}
        }
    }
    false
}
