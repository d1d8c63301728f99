//! `due`: what is due over all meetings, late ones first. Reads only.

use super::Ending;
use super::print::PageOrJson;
use super::progress::Bar;
use crate::documents::Material;
use crate::domain::calendar::date_words::DateBias;
use crate::domain::problem::Problem;
use crate::domain::settings::ConfigFiles;
use crate::engine::clock;
use crate::engine::due::{dates_of_all, day_meant, due_to_read, restricted_dates_of_all};
use crate::engine::own_settings::OwnSettings;
use crate::engine::past::Past;
use crate::store::disk::Disk;
use crate::store::paths::Paths;
use chrono::NaiveDate;
use clap::Args;

/// `due`.
#[derive(Debug, Args)]
pub(super) struct DueCommand {
    /// Seen from this day instead of today, in everyday words: "30 Aug", tomorrow, "in 6 weeks", 2026-12-04. For a past day:
    /// what was due then, going by the meetings that had begun. For a future day: what will be due if nothing is done before it. Without a year, the nearest such day is meant
    #[arg(long, value_name = "DAY")]
    on: Option<String>,
    /// Up to this day, given in the same ways and counted from the day of --on (default: six weeks ahead)
    #[arg(long, value_name = "DAY")]
    until: Option<String>,
    /// Includes what is restricted: never for others to see
    #[arg(long)]
    restricted: bool,
    #[command(flatten)]
    out: PageOrJson,
}

pub(super) fn run(due: &DueCommand, places: &Paths, disk: &dyn Disk) -> Ending {
    let settings = OwnSettings::read(places);
    let mut troubles = settings.notes();
    let own = settings.files;
    let (on, until) = match days(due, &own) {
        Ok(days) => days,
        Err(why) => return Ending::Stopped(why),
    };
    let mut past = Past::default();
    let mut dates = if due.restricted {
        restricted_dates_of_all(&mut past, places, disk)
    } else {
        let mut bar = Bar::new();
        dates_of_all(places, &own, on, until, &mut |progress| bar.told(progress))
    };
    troubles.append(&mut dates.troubles);
    let list = match due_to_read(&mut past, places, &dates, on, until, &own) {
        Ok(list) => list,
        Err(why) => return Ending::Stopped(why),
    };
    match due.out.print(&list, Material::Due(&list)) {
        Ok(()) => super::told_of(&troubles),
        Err(why) => Ending::Stopped(why),
    }
}

fn days(due: &DueCommand, own: &ConfigFiles) -> Result<(NaiveDate, Option<NaiveDate>), Problem> {
    let today = clock::now().date_naive();
    let on = match &due.on {
        Some(words) => day_meant(words, today, DateBias::Near, own)?,
        None => today,
    };
    let until = due.until.as_ref();
    let until = until.map(|words| day_meant(words, on, DateBias::ToCome, own));
    Ok((on, until.transpose()?))
}
