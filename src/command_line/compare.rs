//! `compare`: two meetings, or two versions of the minutes of one. Reads only; must not decide what differs.

use super::{Ending, print};
use crate::domain::compare::{FullSide, OpenSide, compare_full, compare_open};
use crate::store::disk::Disk;
use crate::store::places::Places;
use crate::terminal::meetings::{self, Past};
use crate::{documents, formats};
use clap::Args;

/// `compare A B`.
#[derive(Debug, Args)]
pub(super) struct Compare {
    /// One meeting. With @2 behind it, version 2 of its minutes: versions are kept when minutes are signed off
    /// or sent out
    #[arg(value_name = "MEETING[@VERSION]")]
    one: String,
    /// The other one; whichever came first is "before"
    #[arg(value_name = "MEETING[@VERSION]")]
    other: String,
    /// As JSON
    #[arg(long)]
    json: bool,
    /// With the restricted parts: never for the family's copy
    #[arg(long)]
    restricted: bool,
    /// Width of the text in columns
    #[arg(long, default_value_t = 78, value_parser = clap::value_parser!(u16).range(20..=400))]
    width: u16,
}

/// One side, read: what is compared, which version it is, and the minutes of today.
struct Side {
    past: Past,
    version: Option<u64>,
    now: Past,
}

impl Side {
    /// What came first: the meeting by its beginning, then the version; as they stand comes last.
    fn order(&self) -> impl PartialOrd + use<> {
        let header = self.now.minutes.header();
        (
            header.began_at.or(header.created_at),
            self.version.unwrap_or(u64::MAX),
        )
    }
}

/// Prints it.
pub(super) fn run(compare: &Compare, places: &Places, disk: &dyn Disk) -> Ending {
    let side = |named: &str| side(places, disk, named, compare.restricted);
    let (mut earlier, mut later) = match (side(&compare.one), side(&compare.other)) {
        (Ok(earlier), Ok(later)) => (earlier, later),
        (Err(ending), _) | (_, Err(ending)) => return ending,
    };
    if earlier.order() > later.order() {
        std::mem::swap(&mut earlier, &mut later);
    }
    let comparison = if compare.restricted {
        match (full(&earlier), full(&later)) {
            (Some(earlier), Some(later)) => compare_full(earlier, later),
            _ => {
                return Ending::Failed("The restricted part of one of the two is not here, or cannot be read with your account. Nothing was changed. Compare without --restricted, or ask somebody who may read the full record.".to_owned());
            }
        }
    } else {
        compare_open(open(&earlier), open(&later))
    };
    if compare.json {
        print::json(&comparison);
    } else {
        let document = documents::comparison::comparison(&comparison);
        print::data(&formats::plain_text::print(&document, compare.width.into()));
    }
    let mut troubles = [earlier.past, earlier.now, later.past, later.now]
        .map(|past| past.troubles)
        .concat();
    troubles.dedup();
    super::told_of(&troubles)
}

fn open(side: &Side) -> OpenSide<'_> {
    OpenSide {
        minutes: &side.past.minutes,
        now: &side.now.minutes,
        version: side.version,
    }
}

fn full(side: &Side) -> Option<FullSide<'_>> {
    Some(FullSide {
        minutes: &side.past.minutes,
        part: side.past.part.as_ref()?,
        version: side.version,
    })
}

fn side(places: &Places, disk: &dyn Disk, named: &str, restricted: bool) -> Result<Side, Ending> {
    let (meeting, version) = match named.split_once('@') {
        Some((meeting, number)) => match number.parse::<u64>() {
            Ok(number) if number > 0 => (meeting, Some(number)),
            _ => {
                return Err(Ending::Wrong(format!(
                    "\"{number}\" is no number of a version. Nothing was changed. Write the meeting, @ and a number: {meeting}@1."
                )));
            }
        },
        None => (named, None),
    };
    let folder = super::named(places, disk, meeting)?;
    let read = || super::past(places, disk, &folder, restricted);
    let now = read()?;
    let past = match version {
        Some(number) => {
            meetings::version(disk, &folder, number, restricted).map_err(Ending::Wrong)?
        }
        None => read()?,
    };
    Ok(Side { past, version, now })
}
