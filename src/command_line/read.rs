//! `read`: the minutes as they stand or as they were kept, open or closed, in one of four orders. The restricted parts
//! come only when asked for. Minutes of a closed meeting are printed only when that can be put on the record of access.

use super::{Ending, named, print, version_named};
use crate::app::view::Arranged;
use crate::documents::document::Block;
use crate::domain::history::access::{Done, Opening};
use crate::domain::minutes::restricted_json;
use crate::engine::past::{self, Past};
use crate::engine::{meetings, views};
use crate::formats;
use crate::store::disk::Disk;
use crate::store::paths::Paths;
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
    /// Arranged by section, child, person or agency
    #[arg(long, value_name = "ORDER", value_parser = arranged, conflicts_with = "json")]
    by: Option<Arranged>,
    /// A version that was signed off or sent out, instead of the minutes as they stand
    #[arg(long, value_name = "NUMBER")]
    version: Option<u64>,
    /// Lists the versions, and what was amended
    #[arg(long, conflicts_with_all = ["json", "by", "version", "restricted", "who"])]
    versions: bool,
    /// Lists who opened these minutes after they were closed
    #[arg(long, conflicts_with_all = ["json", "by", "version", "restricted"])]
    who: bool,
    /// Width of the text in columns
    #[arg(long, default_value_t = 78, value_parser = clap::value_parser!(u16).range(20..=400))]
    width: u16,
}

fn arranged(word: &str) -> Result<Arranged, String> {
    Arranged::from_word(word).ok_or_else(|| "it is section, child, person or agency".to_owned())
}

/// Prints it.
pub(super) fn run(read: &Read, places: &Paths, disk: &dyn Disk) -> Ending {
    let folder = match named(places, disk, &read.meeting) {
        Ok(folder) => folder,
        Err(ending) => return ending,
    };
    let id = folder.id.as_str();
    let text = |document: &_| formats::plain_text::print(document, read.width.into());
    if read.who {
        print::data(&text(&views::readers_of(places, disk, id)));
        return Ending::Done;
    }
    let version = read
        .version
        .map_or(Ok(()), |number| version_named(disk, &folder, number));
    if let Err(ending) = version {
        return ending;
    }
    let opening = Opening {
        restricted: read.restricted,
        version: read.version,
        ..past::opening(Done::Printed)
    };
    let source = match Past::default().read(places, disk, id, &opening) {
        Ok(source) => source.as_it_may_be_read(),
        Err(words) => return Ending::Failed(words),
    };
    if read.versions {
        print::data(&text(&views::versions_of(disk, &source)));
    } else if read.json {
        let mut value = source.minutes.to_value();
        if read.version.is_none() {
            meetings::carry_unknown(disk, &source.folder, &mut value);
        }
        if let (Some(part), Some(map)) = (&source.part, value.as_object_mut()) {
            map.insert("restricted_part".to_owned(), restricted_json(part));
        }
        print::data(&format!("{value:#}\n"));
    } else {
        let arranged = read.by.unwrap_or_default();
        let mut document = views::arranged_record(&source, arranged);
        if let Some(number) = read.version {
            let words = views::earlier_words(number);
            document.begin_with(vec![Block::Paragraph(words)]);
        }
        print::data(&text(&document));
    }
    super::told_of(&source.troubles)
}
