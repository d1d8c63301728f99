//! `due`: what is due over all meetings, late ones first. Reads only; must not decide what is due.

use super::progress::Bar;
use super::settings::own_settings;
use super::{Ending, print};
use crate::domain::due::{WEEKS_AHEAD, due_on};
use crate::domain::settings::Settings;
use crate::store::places::Places;
use crate::terminal::clock;
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
pub(super) fn run(due: &DueCommand, places: &Places) -> Ending {
    let on = due.on.unwrap_or_else(|| clock::now().date_naive());
    let ahead = on
        .checked_add_days(Days::new(WEEKS_AHEAD * 7))
        .unwrap_or(on);
    let until = due.until.unwrap_or(ahead);
    let library = super::library(places);
    let mut bar = Bar::new();
    let up_to_date = library.upkeep(&mut |progress| bar.told(progress));
    drop(bar);
    let found = if due.restricted {
        library.dates_of_the_full_record(&up_to_date, on, until)
    } else {
        library.dates(&up_to_date, on, until)
    };
    let mut troubles = found.troubles;
    let settings = Settings::of(own_settings(places, &mut troubles));
    let list = due_on(&found.meetings, on, until, settings.calendar());
    if due.json {
        print::json(&list);
    } else {
        let document = documents::due_list::due_list(&list);
        print::data(&formats::plain_text::print(&document, due.width.into()));
    }
    super::told_of(&troubles)
}
