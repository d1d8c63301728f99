//! What is to happen by which day, over all meetings: from the index, and from the files of the meetings that the index
//! does not have as they are. Only what everybody may know, unless the full record is asked for: that is in no index.
//! It must not decide what is due.

use super::one_meeting::{self, Wanted};
use super::{Library, UpToDate};
use crate::domain::due::{MeetingDates, promised_dates_of_the_full_record, still_due};
use crate::store::disk::RealDisk;
use crate::store::index::{Reader, Rescued, Stamp};
use crate::store::places::MeetingFolder;
use crate::terminal::meetings;
use chrono::NaiveDate;
use std::collections::{HashMap, HashSet};

/// What is to happen, and what could not be read.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Dates {
    /// The meetings that can have something due, and those that may have taken it over: for `due_on` with the same days.
    pub meetings: Vec<MeetingDates>,
    /// What is wrong with the files of meetings, in words.
    pub troubles: Vec<String>,
}

/// What the index has of a meeting, under the name of its folder.
type Kept = (String, MeetingDates);

impl Library {
    /// What the index has, at once: nothing is brought up to date and no file is read. Empty without an index. Of a
    /// meeting that looks otherwise by now, or that may not be read any more, nothing is given as due.
    pub fn first_dates(&self, on: NaiveDate, until: NaiveDate) -> Vec<MeetingDates> {
        let Some(reader) = self.index.as_deref().and_then(Reader::open) else {
            return Vec::new();
        };
        let Ok(mut kept) = reader.dates(on, until) else {
            return Vec::new();
        };
        let apart: HashSet<String> = self
            .changed_since(&reader, &kept, on, until)
            .into_iter()
            .map(|(id, _)| id)
            .collect();
        for (id, dates) in &mut kept {
            if apart.contains(id) {
                // What it took over from the meeting before is still not due there.
                dates.items.clear();
            }
        }
        kept.into_iter().map(|(_, dates)| dates).collect()
    }

    /// What everybody may know, after [`Library::upkeep`].
    pub fn dates(&self, up_to_date: &UpToDate, on: NaiveDate, until: NaiveDate) -> Dates {
        self.dates_in_index(up_to_date, on, until)
            .unwrap_or_else(|| {
                let mut all = self.folders();
                all.retain(|folder| !up_to_date.gone.contains(folder.id.as_str()));
                self.dates_in_files(&all)
            })
            .with(self.closed_years().map(|year| year.note))
    }

    /// The same with the restricted parts that this user may read. Those are read from the files, and kept nowhere.
    pub fn dates_of_the_full_record(
        &self,
        up_to_date: &UpToDate,
        on: NaiveDate,
        until: NaiveDate,
    ) -> Dates {
        let rescued = Rescued::of(&self.places);
        let mut apart = UpToDate {
            stale: up_to_date.stale.clone(),
            gone: up_to_date.gone.clone(),
            ..*up_to_date
        };
        let mut full = Dates::default();
        for folder in self.folders() {
            let stamp = Stamp::look(&folder, &rescued, None);
            if !(stamp.may_read_restricted() || stamp.has_journal() || stamp.has_lost_journal()) {
                continue;
            }
            // What is open of the others, or why not, is told with the rest.
            if let Ok(Some(past)) = meetings::past(&self.places, &RealDisk, &folder, true)
                && let Some(part) = &past.part
            {
                let dates = promised_dates_of_the_full_record(&past.minutes, part);
                full.meetings.push(dates);
                full.troubles.extend(past.troubles);
                apart.stale.retain(|stale| stale.id != folder.id);
                apart.gone.insert(folder.id.as_str().to_owned());
            }
        }
        let mut open = self.dates(&apart, on, until);
        full.meetings.append(&mut open.meetings);
        full.with(open.troubles)
    }

    /// `None` when there is no index that can be used.
    fn dates_in_index(
        &self,
        up_to_date: &UpToDate,
        on: NaiveDate,
        until: NaiveDate,
    ) -> Option<Dates> {
        let reader = self.reader_of(up_to_date)?;
        let stale = up_to_date.stale_ids();
        let is_left_out = |id: &String| up_to_date.gone.contains(id) || stale.contains(id.as_str());
        let mut kept = reader.dates(on, until).ok()?;
        kept.retain(|(id, _)| !is_left_out(id));
        let mut notes = reader.notes().ok()?;
        notes.retain(|(id, _)| !is_left_out(id));
        let changed = self.changed_since(&reader, &kept, on, until);
        let changed: HashMap<String, MeetingFolder> = changed.into_iter().collect();
        kept.retain(|(id, _)| !changed.contains_key(id));
        notes.retain(|(id, _)| !changed.contains_key(id));
        let mut to_read = up_to_date.stale.clone();
        to_read.extend(changed.into_values());
        let mut found = self.dates_in_files(&to_read);
        found
            .meetings
            .extend(kept.into_iter().map(|(_, dates)| dates));
        Some(found.with(notes.into_iter().map(|(_, note)| note)))
    }

    /// Of the meetings that have something due, those whose files look otherwise than when they were put in, or may not
    /// be read any more.
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
        let mut found = Dates::default();
        for folder in folders {
            let stamp = Stamp::look(folder, &rescued, None);
            let read = one_meeting::read(&self.places, &RealDisk, folder, &stamp, Wanted::Dates);
            found.meetings.extend(read.dates);
            found
                .troubles
                .extend(Some(read.card.note).filter(|note| !note.is_empty()));
        }
        found
    }
}

impl Dates {
    fn with(mut self, troubles: impl IntoIterator<Item = String>) -> Dates {
        self.troubles.extend(troubles);
        self
    }
}
