//! Whether minutes in the list are as they were sealed. The answer is kept with the row in the index, and where there is
//! none, beside it (`store/checked.rs`). It is asked for again when the meeting's files or its lines in the record of
//! seals have changed; looking at their stamps is enough to know.

use crate::engine::clock;
use crate::engine::seals::{self, Found};
use crate::store::checked::{self, Checked};
use crate::store::disk::RealDisk;
use crate::store::index::Stamp;
use crate::store::paths::{MeetingFolder, MeetingId, Paths};
use crate::store::seal_record::SealRecord;
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};

/// For more meetings than this the whole record is read once.
const FEW: usize = 8;

pub(super) struct Seals<'a> {
    places: &'a Paths,
    all: OnceLock<SealRecord>,
    /// Whether the disk keeps to its times once it was asked to write everything; asked before the first check whose
    /// result is kept.
    settles: OnceLock<bool>,
    times_to_trust: OnceLock<bool>,
    /// Only where so many meetings are read that it saves time.
    checked: Option<Mutex<Checked>>,
    meetings: &'a [MeetingFolder],
}

impl<'a> Seals<'a> {
    pub(super) fn new(places: &'a Paths) -> Seals<'a> {
        Seals {
            places,
            all: OnceLock::new(),
            settles: OnceLock::new(),
            times_to_trust: OnceLock::new(),
            checked: None,
            meetings: &[],
        }
    }

    pub(super) fn of(places: &'a Paths, meetings: &'a [MeetingFolder]) -> Seals<'a> {
        let mut seals = Seals::new(places);
        seals.meetings = meetings;
        if meetings.len() > FEW {
            let now = i128::from(clock::now().timestamp_micros()) * 1000;
            seals.checked = Some(Mutex::new(Checked::read(places, now)));
            seals.all();
        }
        seals
    }

    pub(super) fn places(&self) -> &'a Paths {
        self.places
    }

    fn all(&self) -> &SealRecord {
        self.all
            .get_or_init(|| SealRecord::read(self.places, &RealDisk))
    }

    /// Whether something is wrong with a meeting whose row is as its stamp says, where a stamp is not enough: its files
    /// are not all ours, or they are on a disk in memory.
    pub(super) fn has_changed_unseen(&self, folder: &MeetingFolder, stamp: &Stamp) -> bool {
        if !stamp.has_seal_or_journal() || (stamp.is_ours() && self.has_times_to_trust()) {
            return false;
        }
        self.all();
        self.note(folder, stamp).is_some()
    }

    fn has_times_to_trust(&self) -> bool {
        let asked = || checked::has_times_to_trust(self.places);
        *self.times_to_trust.get_or_init(asked)
    }

    /// Changes with every line about this meeting.
    pub(super) fn mark(&self, meeting: &MeetingId) -> String {
        self.all().mark(meeting)
    }

    /// What is not as it was sealed, for a row of the list. The stamp is from before the meeting was read.
    pub(super) fn note(&self, folder: &MeetingFolder, stamp: &Stamp) -> Option<String> {
        let about;
        let record = match self.all.get() {
            Some(all) => all,
            None => {
                about = SealRecord::about(self.places, &RealDisk, &folder.id);
                &about
            }
        };
        let mark = record.mark(&folder.id);
        // Minutes from elsewhere: nothing here can say whether they were changed.
        if !stamp.has_seal_or_journal() && mark.is_empty() {
            return None;
        }
        let stamp = stamp.clone().on_record(mark);
        let mut checked = self.checked().filter(|_| stamp.is_ours());
        if checked
            .as_ref()
            .is_some_and(|checked| checked.has(folder, &stamp))
        {
            return None;
        }
        // Few meetings without an index are checked each time.
        let is_kept = self.checked.is_some() || self.meetings.is_empty();
        let settles = is_kept
            && stamp.is_ours()
            && *self.settles.get_or_init(|| checked::settle(self.places));
        let note = seals::note(self.places, &RealDisk, folder, record);
        if let Some(checked) = checked.as_mut().filter(|_| settles)
            && note == Err(Found::AsItShould)
        {
            checked.put(folder, &stamp);
        }
        note.ok()
    }

    /// For the next run, once all were read.
    pub(super) fn keep(&self) {
        if let Some(mut checked) = self.checked() {
            checked.keep(self.meetings);
        }
    }

    fn checked(&self) -> Option<MutexGuard<'_, Checked>> {
        let checked = self.checked.as_ref()?;
        Some(checked.lock().unwrap_or_else(PoisonError::into_inner))
    }
}
