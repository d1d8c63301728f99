//! The dates of all meetings, read from the disk, and what of them is due on a day. The one place that reads the dates of
//! all meetings; must not decide what is due, nor let out anything of minutes but their dates.

use super::past::{self, Past};
use crate::domain::due::{DueList, MeetingDates, WEEKS_AHEAD, due_on};
use crate::domain::settings::{Settings, Texts};
use crate::store::disk::Disk;
use crate::store::places::Places;
use chrono::{Days, NaiveDate};

/// The dates of meetings, and what could not be read of them, in words.
#[derive(Debug, Default)]
pub struct Dates {
    /// What each meeting promised for which day.
    pub meetings: Vec<MeetingDates>,
    /// What is wrong with their files.
    pub troubles: Vec<String>,
}

/// What all meetings promised for which day, as far as it is open to everybody.
pub fn dates_of_all(places: &Places, disk: &dyn Disk) -> Dates {
    let mut all = Dates::default();
    for folder in places.all(disk).unwrap_or_default() {
        all.add(past::dates(places, disk, folder));
    }
    all
}

/// The same with what is restricted: each meeting that has such dates is opened by it, which is put on record.
pub fn restricted_dates_of_all(past: &mut Past, places: &Places, disk: &dyn Disk) -> Dates {
    let mut all = Dates::default();
    for folder in places.all(disk).unwrap_or_default() {
        all.add(past.restricted_dates(places, disk, folder));
    }
    all
}

impl Dates {
    fn add(&mut self, found: Result<Option<(MeetingDates, Vec<String>)>, String>) {
        match found {
            // A folder in which nothing was ever written is no meeting.
            Ok(None) => {}
            Ok(Some((dates, troubles))) => {
                self.meetings.push(dates);
                self.troubles.extend(troubles);
            }
            Err(words) => self.troubles.push(words),
        }
    }

    /// What of it is due on a day, as far as `until` (six weeks ahead, where nobody says how far). `own` are the council's
    /// own settings: working days are counted by them.
    pub fn due(&self, on: NaiveDate, until: Option<NaiveDate>, own: &Texts) -> DueList {
        let ahead = on.checked_add_days(Days::new(WEEKS_AHEAD * 7));
        let until = until.or(ahead).unwrap_or(on);
        let settings = Settings::of(own.clone());
        due_on(&self.meetings, on, until, settings.calendar())
    }
}
