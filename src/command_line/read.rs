//! `read`: the minutes as they stand, open or closed. The restricted parts come only when asked for.

use super::{Ending, print};
use crate::domain::minutes::restricted_json;
use crate::store::disk::Disk;
use crate::store::places::Places;
use crate::terminal::meetings;
use crate::{documents, formats};
use clap::Args;

/// `read MEETING`.
#[derive(Debug, Args)]
pub(super) struct Read {
    /// The meeting
    meeting: String,
    /// The structure of minutes.json instead of text
    #[arg(long)]
    json: bool,
    /// With the restricted parts: never for the family's copy
    #[arg(long)]
    restricted: bool,
    /// Width of the text in columns
    #[arg(long, default_value_t = 78, value_parser = clap::value_parser!(u16).range(20..=400))]
    width: u16,
}

/// Prints it.
pub(super) fn run(read: &Read, places: &Places, disk: &dyn Disk) -> Ending {
    let folder = match super::named(places, disk, &read.meeting) {
        Ok(folder) => folder,
        Err(ending) => return ending,
    };
    let past = match super::past(places, disk, &folder, read.restricted) {
        Ok(past) => past,
        Err(ending) => return ending,
    };
    let (open, restricted) = (past.minutes, past.part);
    if read.json {
        let mut value = open.to_value();
        meetings::carry_unknown(disk, &folder, &mut value);
        if let (Some(part), Some(map)) = (&restricted, value.as_object_mut()) {
            map.insert("restricted_part".to_owned(), restricted_json(part));
        }
        print::data(&format!("{value:#}\n"));
    } else {
        let document = match &restricted {
            Some(part) => documents::record::full_record_of_the_meeting(&open, part),
            None => documents::record::record_of_the_meeting(&open),
        };
        print::data(&formats::plain_text::print(&document, read.width.into()));
    }
    super::told_of(&past.troubles)
}
