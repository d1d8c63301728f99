//! `access`: a folder with all that is held about one person of a meeting, for whoever answers a request to see it. Apart
//! from the papers: nothing of it is left out for anybody, and the program decides nothing.

use super::print::{self, PageOptions};
use super::{Ending, named};
use crate::engine::access_bundle;
use crate::formats::Needs;
use crate::store::disk::Disk;
use crate::store::paths::Paths;
use clap::Args;
use std::path::PathBuf;

/// `access MEETING --for NAME --write DIR`.
#[derive(Debug, Args)]
pub(super) struct Access {
    /// The meeting
    meeting: String,
    /// Whom the request is about: letters, a name or a role
    #[arg(long = "for", value_name = "NAME")]
    whose: String,
    /// The folder it is written to, which must not be there yet
    #[arg(long, value_name = "DIR")]
    write: PathBuf,
    #[command(flatten)]
    page: PageOptions,
}

pub(super) fn run(access: &Access, places: &Paths, disk: &dyn Disk) -> Ending {
    let (format, columns) = access.page.format_and_width();
    if format.needs != Needs::Words {
        return Ending::Stopped(format.cannot_hold("What is held about somebody"));
    }
    let folder = match named(places, disk, &access.meeting) {
        Ok(folder) => folder,
        Err(why) => return Ending::Stopped(why),
    };
    let request = access_bundle::Request {
        meeting: folder.id.as_str(),
        whose: &access.whose,
        to: &access.write,
        format,
        columns,
    };
    match access_bundle::write(&request, places, disk) {
        Ok(troubles) => {
            print::tell(&format!(
                "Written to {}. Nothing is left out of it: read to-decide.{} first.",
                access.write.display(),
                format.extension
            ));
            super::told_of(&troubles)
        }
        Err(why) => Ending::Stopped(why),
    }
}
