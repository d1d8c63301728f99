//! The dates of all meetings, and which of them are due on a day.

use super::library::{Dates, Library, Progress, UpToDate};
use super::past::Past;
use crate::domain::calendar::date_words::{self, DateBias};
use crate::domain::history::due::{DueList, WEEKS_AHEAD, due_on};
use crate::domain::problem::Problem;
use crate::domain::settings::{ConfigFiles, Settings, in_use};
use crate::store::disk::Disk;
use crate::store::paths::Paths;
use crate::store::seal_record::SealRecord;
use chrono::{Days, NaiveDate};

/// Only what is open to everybody, from the index where there is one (it is brought up to date first).
pub fn dates_of_all(
    places: &Paths,
    own: &ConfigFiles,
    on: NaiveDate,
    until: Option<NaiveDate>,
    told: &mut dyn FnMut(Progress) -> bool,
) -> Dates {
    let library = library(places, own);
    let up_to_date = library.upkeep(told);
    library.dates(&up_to_date, on, as_far_as(on, until))
}

/// For use right after the list of meetings was made: every meeting has just been looked at, and is not looked at
/// again.
pub fn dates_beside_the_list(
    places: &Paths,
    own: &ConfigFiles,
    up_to_date: &UpToDate,
    on: NaiveDate,
) -> Dates {
    library(places, own).dates_beside_cards(up_to_date, on, as_far_as(on, None))
}

fn library(places: &Paths, own: &ConfigFiles) -> Library {
    Library::open(places, in_use(own))
}

/// Includes restricted dates, read from the files. This opens each meeting that has such dates, which is put on record.
pub fn restricted_dates_of_all(past: &mut Past, places: &Paths, disk: &dyn Disk) -> Dates {
    let mut all = Dates::default();
    let record = SealRecord::read(places, disk);
    for folder in places.all(disk).unwrap_or_default() {
        match past.restricted_dates(places, disk, folder, &record) {
            Ok(None) => {}
            Ok(Some((dates, troubles))) => {
                all.meetings.push(dates);
                all.troubles.extend(troubles);
            }
            Err(why) => all.troubles.push(why.to_string()),
        }
    }
    all
}

/// As [`due_of`], for somebody who asked to read it: words of closed minutes are put on the record of access first. The
/// list beside all meetings comes by itself, and is not recorded.
pub fn due_to_read(
    past: &mut Past,
    places: &Paths,
    dates: &Dates,
    on: NaiveDate,
    until: Option<NaiveDate>,
    own: &ConfigFiles,
) -> Result<DueList, Problem> {
    let list = due_of(dates, on, until, own);
    let is_closed = |id: &str| {
        let mut all = dates.meetings.iter();
        all.any(|dates| dates.is_closed && dates.meeting.id == id)
    };
    if list.items.iter().any(|item| is_closed(&item.meeting.id)) {
        past.note_listing(places)?;
    }
    Ok(list)
}

/// Without `until`, six weeks ahead. Working days are counted by the council's own settings.
pub fn due_of(
    dates: &Dates,
    on: NaiveDate,
    until: Option<NaiveDate>,
    own: &ConfigFiles,
) -> DueList {
    let settings = Settings::of(own.clone());
    due_on(
        &dates.meetings,
        on,
        as_far_as(on, until),
        settings.calendar(),
    )
}

/// A day as people say it, counted from `from`.
pub fn day_meant(
    words: &str,
    from: NaiveDate,
    lies: DateBias,
    own: &ConfigFiles,
) -> Result<NaiveDate, Problem> {
    let settings = Settings::of(own.clone());
    date_words::day_meant(words, from, lies, settings.calendar())
}

fn as_far_as(on: NaiveDate, until: Option<NaiveDate>) -> NaiveDate {
    let ahead = on.checked_add_days(Days::new(WEEKS_AHEAD * 7));
    until.or(ahead).unwrap_or(on)
}
