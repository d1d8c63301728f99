//! `compare`: two meetings, or two versions of the minutes of one. Reads only.

use super::print::PageOrJson;
use super::{Ending, named, version_named};
use crate::documents::Material;
use crate::domain::problem::Problem;
use crate::engine::looking_back::{Side, compared};
use crate::engine::past::Past;
use crate::store::disk::Disk;
use crate::store::paths::Paths;
use clap::Args;

/// `compare A B`.
#[derive(Debug, Args)]
pub(super) struct Compare {
    /// One meeting. With @2 after it, version 2 of its minutes: versions are kept when minutes are signed off
    /// or sent out
    #[arg(value_name = "MEETING[@VERSION]")]
    one: String,
    /// The other one; whichever came first is "before"
    #[arg(value_name = "MEETING[@VERSION]")]
    other: String,
    /// Includes the restricted parts: never for the family's copy
    #[arg(long)]
    restricted: bool,
    #[command(flatten)]
    out: PageOrJson,
}

pub(super) fn run(compare: &Compare, places: &Paths, disk: &dyn Disk) -> Ending {
    let side = |typed| side(places, disk, typed);
    let sides = match (side(&compare.one), side(&compare.other)) {
        (Ok(one), Ok(other)) => [one, other],
        (Err(why), _) | (_, Err(why)) => return Ending::Stopped(why),
    };
    let mut past = Past::default();
    let (comparison, troubles) = match compared(&mut past, places, disk, sides, compare.restricted)
    {
        Ok(found) => found,
        Err(why) => return Ending::Stopped(why),
    };
    let printed = compare
        .out
        .print(&comparison, Material::Comparison(&comparison));
    match printed {
        Ok(()) => super::told_of(&troubles),
        Err(why) => Ending::Stopped(why),
    }
}

fn side<'a>(places: &Paths, disk: &dyn Disk, typed: &'a str) -> Result<Side<'a>, Problem> {
    let (meeting, version) = match typed.split_once('@') {
        Some((meeting, number)) => match number.parse::<u64>() {
            Ok(number) if number > 0 => (meeting, Some(number)),
            _ => {
                return Err(
                    Problem::wrong_input(format!("\"{number}\" is not a version number."))
                        .safe("Nothing was changed.")
                        .next(format!("Write the meeting, @ and a number: {meeting}@1.")),
                );
            }
        },
        None => (typed, None),
    };
    // A meeting or version that does not exist is wrong input, not a file that cannot be read.
    let folder = named(places, disk, meeting)?;
    if let Some(number) = version {
        version_named(disk, &folder, number)?;
    }
    Ok(Side { meeting, version })
}
