//! What is promised for which day, over all meetings: from the index, and from the files of meetings that are not
//! indexed as they are now. Only what everybody may know: nothing restricted is in an index.

use super::one_meeting::{self, Wanted};
use super::seals::Seals;
use super::{Library, UpToDate};
use crate::domain::history::due::{MeetingDates, still_due};
use crate::store::disk::RealDisk;
use crate::store::index::{Reader, Rescued, Stamp};
use crate::store::paths::MeetingFolder;
use chrono::NaiveDate;
use std::collections::{HashMap, HashSet};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct Dates {
    /// The meetings that can have something due, and those that may have taken it over: for `due_on` with the same
    /// days.
    pub meetings: Vec<MeetingDates>,
    /// What is wrong with the files of meetings, in words.
    pub troubles: Vec<String>,
}

/// What the index has of a meeting, with the name of its folder.
type Kept = (String, MeetingDates);

impl Library {
    /// What everybody may know, after [`Library::upkeep`]. Meetings with something due are looked at again first.
    pub fn dates(&self, up_to_date: &UpToDate, on: NaiveDate, until: NaiveDate) -> Dates {
        self.dates_where(up_to_date, on, until, |reader, kept| {
            self.changed_since(reader, kept, on, until)
        })
    }

    /// For what is shown beside the list of that upkeep, as [`Library::cards`] gives it: nothing is looked at again.
    pub fn dates_beside_cards(
        &self,
        up_to_date: &UpToDate,
        on: NaiveDate,
        until: NaiveDate,
    ) -> Dates {
        self.dates_where(up_to_date, on, until, |_, _| Vec::new())
    }

    fn dates_where(
        &self,
        up_to_date: &UpToDate,
        on: NaiveDate,
        until: NaiveDate,
        changed: impl FnOnce(&Reader, &[Kept]) -> Vec<(String, MeetingFolder)>,
    ) -> Dates {
        self.dates_in_index(up_to_date, on, until, changed)
            .unwrap_or_else(|| {
                let mut all = self.folders();
                all.retain(|folder| !up_to_date.gone.contains(folder.id.as_str()));
                self.dates_in_files(&all)
            })
            .with(self.troubles_of_folders())
    }

    /// `None` when no index can be used. `changed` names the meetings whose files are to be read in any case.
    fn dates_in_index(
        &self,
        up_to_date: &UpToDate,
        on: NaiveDate,
        until: NaiveDate,
        changed: impl FnOnce(&Reader, &[Kept]) -> Vec<(String, MeetingFolder)>,
    ) -> Option<Dates> {
        let reader = self.reader_of(up_to_date)?;
        let stale = up_to_date.stale_ids();
        let is_left_out = |id: &String| up_to_date.gone.contains(id) || stale.contains(id.as_str());
        let mut kept = reader.dates(on, until).ok()?;
        kept.retain(|(id, _)| !is_left_out(id));
        let mut notes = reader.notes().ok()?;
        notes.retain(|(id, _)| !is_left_out(id));
        let changed: HashMap<String, MeetingFolder> = changed(&reader, &kept).into_iter().collect();
        kept.retain(|(id, _)| !changed.contains_key(id));
        notes.retain(|(id, _)| !changed.contains_key(id));
        let mut to_read = up_to_date.stale.clone();
        to_read.extend(changed.into_values());
        let mut found = self.dates_in_files(&to_read);
        found
            .meetings
            .extend(kept.into_iter().map(|(_, dates)| dates));
        Some(found.with(notes.into_iter().map(|(id, note)| format!("{id}: {note}"))))
    }

    /// The meetings with something due whose files differ from when they were indexed, or may no longer be read.
    fn changed_since(
        &self,
        reader: &Reader,
        kept: &[Kept],
        on: NaiveDate,
        until: NaiveDate,
    ) -> Vec<(String, MeetingFolder)> {
        let rescued = Rescued::of(&self.places);
        let with_items: HashSet<&str> = still_due(kept.iter().map(|(_, dates)| dates), on, until)
            .into_iter()
            .map(|(meeting, _)| meeting.meeting.id.as_str())
            .collect();
        let shown = kept
            .iter()
            .filter(|(_, dates)| with_items.contains(dates.meeting.id.as_str()));
        shown
            .filter_map(|(id, _)| {
                let it = self.look_again(reader, id, &rescued)?;
                (it.before.as_ref() != Some(&it.now)).then(|| (id.clone(), it.folder))
            })
            .collect()
    }

    fn dates_in_files(&self, folders: &[MeetingFolder]) -> Dates {
        let rescued = Rescued::of(&self.places);
        let seals = Seals::of(&self.places, folders);
        let mut found = Dates::default();
        for folder in folders {
            let stamp = Stamp::look(folder, &rescued, None);
            let read = one_meeting::read(&seals, &RealDisk, folder, &stamp, Wanted::Dates);
            found.meetings.extend(read.dates);
            let note = Some(read.card.note).filter(|note| !note.is_empty());
            let note = note.map(|note| format!("{}: {note}", folder.id));
            found.troubles.extend(note);
        }
        seals.keep();
        found
    }
}

impl Dates {
    fn with(mut self, troubles: impl IntoIterator<Item = String>) -> Dates {
        self.troubles.extend(troubles);
        self
    }
}
