//! `due`: what is due over all meetings, late ones first. Reads only; must not decide what is due.

use super::progress::Bar;
use super::settings::own_settings;
use super::{Ending, print};
use crate::store::disk::Disk;
use crate::store::places::Places;
use crate::terminal::clock;
use crate::terminal::due::{dates_of_all, due_of, restricted_dates_of_all};
use crate::terminal::past::Past;
use crate::{documents, formats};
use chrono::NaiveDate;
use clap::Args;

/// `due`.
#[derive(Debug, Args)]
pub(super) struct DueCommand {
    /// Seen from this day instead of today, such as 2026-12-04. A day that is past: what was due then, by the meetings
    /// that had begun by then. A day to come: what will be due then if nothing is done until it
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
    let mut troubles = Vec::new();
    let own = own_settings(places, &mut troubles);
    let mut dates = if due.restricted {
        restricted_dates_of_all(&mut Past::default(), places, disk)
    } else {
        let mut bar = Bar::new();
        dates_of_all(places, &own, on, due.until, &mut |progress| {
            bar.told(progress)
        })
    };
    troubles.append(&mut dates.troubles);
    let list = due_of(&dates, on, due.until, &own);
    if due.json {
        print::json(&list);
    } else {
        let document = documents::due_list::due_list(&list);
        print::data(&formats::plain_text::print(&document, due.width.into()));
    }
    super::told_of(&troubles)
}
