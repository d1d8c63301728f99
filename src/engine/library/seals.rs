//! Whether minutes in the list are as they were sealed. The answer is kept with the row in the index, and asked for again
//! when the meeting's files or its lines in the record of seals have changed; looking at their stamps is enough to know.

use crate::engine::seals;
use crate::store::disk::RealDisk;
use crate::store::index::Stamp;
use crate::store::paths::{MeetingFolder, MeetingId, Paths};
use crate::store::seal_record::SealRecord;
use std::sync::OnceLock;

/// For more meetings than this the whole record is read once.
const FEW: usize = 8;

pub(super) struct Seals<'a> {
    places: &'a Paths,
    all: OnceLock<SealRecord>,
}

impl<'a> Seals<'a> {
    pub(super) fn new(places: &'a Paths) -> Seals<'a> {
        Seals {
            places,
            all: OnceLock::new(),
        }
    }

    pub(super) fn of(places: &'a Paths, meetings: &[MeetingFolder]) -> Seals<'a> {
        let seals = Seals::new(places);
        if meetings.len() > FEW {
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

    /// Changes with every line about this meeting.
    pub(super) fn mark(&self, meeting: &MeetingId) -> String {
        self.all().mark(meeting)
    }

    /// What is not as it was sealed, for a row of the list.
    pub(super) fn note(&self, folder: &MeetingFolder, stamp: &Stamp) -> Option<String> {
        let about;
        let record = match self.all.get() {
            Some(all) => all,
            None => {
                about = SealRecord::about(self.places, &RealDisk, &folder.id);
                &about
            }
        };
        // Minutes from elsewhere: nothing here can say whether they were changed.
        if !stamp.has_seal_or_journal() && record.mark(&folder.id).is_empty() {
            return None;
        }
        seals::note(self.places, &RealDisk, folder, record)
    }
}
