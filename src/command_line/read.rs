//! `read`: the minutes as they stand, open or closed. The restricted parts come only when asked for.

use super::{Ending, print};
use crate::domain::minutes::{self, open_minutes, restricted_json, restricted_part};
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
    let (meeting, mut troubles) = meetings::read(places, disk, &folder);
    let (open, restricted) = if meeting.facts().is_empty() {
        // No journal: minutes that were handed over as files.
        let Some(file) = meetings::json(disk, &folder, meetings::MINUTES) else {
            return Ending::Failed(format!(
                "There are no minutes in {}. Nothing was changed.",
                folder.path.display()
            ));
        };
        let open = match minutes::read_minutes(&file) {
            Ok(open) => open,
            Err(why) => return Ending::Failed(why.to_string()),
        };
        troubles.extend(open.notice());
        let restricted = read
            .restricted
            .then(|| meetings::json(disk, &folder, meetings::RESTRICTED))
            .flatten();
        if read.restricted && restricted.is_none() {
            troubles.push(meetings::why_not_restricted(&folder));
        }
        let part = restricted
            .and_then(|file| minutes::read_restricted(&file).ok())
            .map(|(part, _)| part);
        (open.minutes, part)
    } else {
        (
            open_minutes(&meeting),
            read.restricted.then(|| restricted_part(&meeting)),
        )
    };
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
    if troubles.is_empty() {
        Ending::Done
    } else {
        print::tell(&troubles.join("\n"));
        Ending::Attention
    }
}
