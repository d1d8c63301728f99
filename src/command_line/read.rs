//! `read`: the minutes as they stand or as they were kept, as any document made from them. The restricted parts come
//! only when asked for. Minutes of a closed meeting are printed only when that can be put on the record of access.

use super::print::PageOptions;
use super::{Ending, named, print, version_named};
use crate::documents::document::Block;
use crate::documents::{Arranged, ORDERS};
use crate::domain::history::access::{Done, Opening};
use crate::domain::minutes::restricted_json;
use crate::domain::problem::Problem;
use crate::engine::past::{self, Past};
use crate::engine::{meetings, views};
use crate::store::disk::Disk;
use crate::store::paths::Paths;
use clap::builder::{PossibleValue, TypedValueParser};
use clap::{Arg, Args, Command};
use std::ffi::OsStr;

/// `read MEETING`.
#[derive(Debug, Args)]
pub(super) struct Read {
    /// The meeting
    meeting: String,
    /// The structure of minutes.json instead of text
    #[arg(long, conflicts_with = "format")]
    json: bool,
    /// Includes the restricted parts: never for the family's copy
    #[arg(long)]
    restricted: bool,
    /// What to arrange it by (the beginning of a word is enough)
    #[arg(long, value_name = "ORDER", value_parser = OrderParser, conflicts_with = "json")]
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
    #[command(flatten)]
    page: PageOptions,
}

/// Accepts the beginning of a word, which clap's own parser of possible values does not.
#[derive(Clone)]
struct OrderParser;

impl TypedValueParser for OrderParser {
    type Value = Arranged;

    fn parse_ref(
        &self,
        command: &Command,
        argument: Option<&Arg>,
        value: &OsStr,
    ) -> Result<Arranged, clap::Error> {
        let order = |word: &str| {
            Arranged::from_word(word).ok_or_else(|| Problem::wrong_input(format!("it is {ORDERS}")))
        };
        order.parse_ref(command, argument, value)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        let orders = Arranged::all().map(Arranged::kind);
        Some(Box::new(orders.map(|kind| {
            PossibleValue::new(kind.id).help(format!("{}. {}", kind.title, kind.about))
        })))
    }
}

pub(super) fn run(read: &Read, places: &Paths, disk: &dyn Disk) -> Ending {
    let folder = match named(places, disk, &read.meeting) {
        Ok(folder) => folder,
        Err(why) => return Ending::Stopped(why),
    };
    let id = folder.id.as_str();
    if read.who {
        return match read.page.print(&views::readers_of(places, disk, folder)) {
            Ok(()) => Ending::Done,
            Err(why) => Ending::Stopped(why),
        };
    }
    let version = read
        .version
        .map_or(Ok(()), |number| version_named(disk, &folder, number));
    if let Err(why) = version {
        return Ending::Stopped(why);
    }
    let opening = Opening {
        restricted: read.restricted,
        version: read.version,
        ..past::opening(Done::Printed)
    };
    let source = match Past::default().read(places, disk, id, &opening) {
        Ok(source) => source.as_it_may_be_read(),
        Err(why) => return Ending::Stopped(why),
    };
    let printed = if read.versions {
        read.page.print(&views::versions_of(places, disk, &source))
    } else if read.json {
        let mut value = source.minutes.to_value();
        if read.version.is_none() {
            meetings::carry_unknown(disk, &source.folder, None, &mut value);
        }
        if let (Some(part), Some(map)) = (&source.part, value.as_object_mut()) {
            map.insert("restricted_part".to_owned(), restricted_json(part));
        }
        print::data(&format!("{value:#}\n"));
        Ok(())
    } else {
        let arranged = read.by.unwrap_or_default();
        let mut document = views::arranged_record(&source, arranged);
        if let Some(number) = read.version {
            let words = views::earlier_words(number);
            document.begin_with(vec![Block::Paragraph(words)]);
        }
        read.page.print(&document)
    };
    match printed {
        Ok(()) => super::told_of(&source.troubles),
        Err(why) => Ending::Stopped(why),
    }
}
