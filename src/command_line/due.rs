//! `due`: what is due over all meetings, late ones first. Reads only; must not decide what is due.

use super::settings::own_settings;
use super::{Ending, print};
use crate::domain::due::{WEEKS_AHEAD, due_on, promised_dates, promised_dates_of_the_full_record};
use crate::domain::settings::Settings;
use crate::store::disk::Disk;
use crate::store::places::Places;
use crate::terminal::{clock, meetings};
use crate::{documents, formats};
use chrono::{Days, NaiveDate};
use clap::Args;

/// `due`.
#[derive(Debug, Args)]
pub(super) struct DueCommand {
    /// Seen from this day instead of today, such as 2026-12-04
    #[arg(long, value_name = "DATE")]
    on: Option<NaiveDate>,
    /// As far as this day (default: six weeks ahead)
    #[arg(long, value_name = "DATE")]
    until: Option<NaiveDate>,
    /// As JSON
    #[arg(long)]
    json: bool,
    /// With what is restricted: never for others to see
    #[arg(long)]
    restricted: bool,
    /// Width of the text in columns
    #[arg(long, default_value_t = 78, value_parser = clap::value_parser!(u16).range(20..=400))]
    width: u16,
}

/// Prints it.
pub(super) fn run(due: &DueCommand, places: &Places, disk: &dyn Disk) -> Ending {
    let on = due.on.unwrap_or_else(|| clock::now().date_naive());
    let ahead = on
        .checked_add_days(Days::new(WEEKS_AHEAD * 7))
        .unwrap_or(on);
    let until = due.until.unwrap_or(ahead);
    let (mut troubles, mut dates) = (Vec::new(), Vec::new());
    for folder in places.all(disk).unwrap_or_default() {
        match meetings::past(places, disk, &folder, due.restricted) {
            // A folder in which nothing was ever written is no meeting.
            Ok(None) => {}
            Ok(Some(past)) => {
                let of_one = match &past.part {
                    Some(part) => promised_dates_of_the_full_record(&past.minutes, part),
                    None => promised_dates(&past.minutes),
                };
                dates.push(of_one);
                troubles.extend(past.troubles);
            }
            Err(words) => troubles.push(words),
        }
    }
    let settings = Settings::of(own_settings(places, &mut troubles));
    let list = due_on(&dates, on, until, settings.calendar());
    if due.json {
        print::json(&list);
    } else {
        let document = documents::due_list::due_list(&list);
        print::data(&formats::plain_text::print(&document, due.width.into()));
    }
    super::told_of(&troubles)
}
