//! Comparing two meetings, and following one thing through a family's meetings, for the pages and the command line
//! alike. Every meeting comes through `past`.

use super::meetings;
use super::past::{self, Past, Source};
use crate::app::protocol::view::Followed;
use crate::documents::Material;
use crate::domain::history::access::{Done, Opening};
use crate::domain::history::compare::{Comparison, FullSide, OpenSide, compare_full, compare_open};
use crate::domain::history::threads::{
    ActionThread, CanBeTyped, Chain, PromiseLedger, ScaleThread, StandingThread, WishThread,
    action_thread, child_meant, promise_ledger, record_meant, scale_thread, standing_thread,
    wish_thread,
};
use crate::domain::problem::Problem;
use crate::store::disk::Disk;
use crate::store::paths::{MeetingFolder, Paths};
use serde::Serialize;

/// One side of a comparison.
#[derive(Debug, Clone)]
pub struct Side<'a> {
    /// The id, or the beginning of it.
    pub meeting: &'a str,
    /// `None`: the minutes as they stand.
    pub version: Option<u64>,
}

/// Whichever came first is "before". Also returns what is wrong with the files, in words.
///
/// # Errors
/// When one of them cannot be read, or opening it cannot be put on the record of access.
pub fn compared(
    past: &mut Past,
    places: &Paths,
    disk: &dyn Disk,
    sides: [Side<'_>; 2],
    restricted: bool,
) -> Result<(Comparison, Vec<String>), Problem> {
    let mut read = |side: Side<'_>| {
        let opening = Opening {
            done: Done::Compared,
            restricted,
            version: side.version,
        };
        let source = past.read(places, disk, side.meeting, &opening)?;
        not_put_away(&source)?;
        Ok::<_, Problem>((source, side.version))
    };
    let [one, other] = sides;
    let (one, other) = (read(one)?, read(other)?);
    let (earlier, later) = match order(&one) > order(&other) {
        true => (other, one),
        false => (one, other),
    };
    let comparison = match (full(&earlier), full(&later)) {
        (Some(earlier), Some(later)) if restricted => compare_full(earlier, later),
        _ => compare_open(open(&earlier), open(&later)),
    };
    let mut troubles = [earlier.0.troubles, later.0.troubles].concat();
    troubles.dedup();
    Ok((comparison, troubles))
}

/// What was begun by mistake is no part of what happened in a family.
fn not_put_away(source: &Source) -> Result<(), Problem> {
    let Some(away) = &source.minutes.header().put_away else {
        return Ok(());
    };
    let id = &source.folder.id;
    Err(Problem::wrong_input(format!(
        "The meeting {id} was put away on {}, so it is neither compared nor followed.",
        away.words()
    ))
    .safe("Nothing was changed.")
    .next(format!(
        "`talking-piece restore {id}` puts it back in the list."
    )))
}

/// The meeting by its start, then the version; the minutes as they stand come last.
fn order((source, version): &(Source, Option<u64>)) -> impl PartialOrd + use<> {
    let header = source.now.as_ref().unwrap_or(&source.minutes).header();
    (
        header.began_at.or(header.created_at),
        version.unwrap_or(u64::MAX),
    )
}

fn open((source, version): &(Source, Option<u64>)) -> OpenSide<'_> {
    OpenSide {
        minutes: &source.minutes,
        now: source.now.as_ref().unwrap_or(&source.minutes),
        version: *version,
    }
}

fn full((source, version): &(Source, Option<u64>)) -> Option<FullSide<'_>> {
    Some(FullSide {
        minutes: &source.minutes,
        part: source.part.as_ref()?,
        version: *version,
    })
}

/// In JSON it is the thread itself.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub enum Thread {
    Action(ActionThread),
    Standing(StandingThread),
    Wishes(WishThread),
    Scales(ScaleThread),
    Promises(PromiseLedger),
}

impl Thread {
    pub fn material(&self) -> Material<'_> {
        match self {
            Thread::Action(thread) => Material::Action(thread),
            Thread::Standing(thread) => Material::Standing(thread),
            Thread::Wishes(thread) => Material::Wishes(thread),
            Thread::Scales(thread) => Material::Scales(thread),
            Thread::Promises(ledger) => Material::Promises(ledger),
        }
    }
}

#[derive(Debug)]
pub enum Found {
    /// Also what is wrong with the files of the meetings, in words.
    Thread(Thread, Vec<String>),
    /// In the meeting with this id this reader sees no such record; what can be followed instead.
    NoRecord(String, Vec<CanBeTyped>),
    /// In the meeting with this id this reader sees no such child, or several; the children.
    NoChild(String, Vec<CanBeTyped>),
}

/// Follows something through all meetings of a family; `start` is the id of any of them, or the beginning of it.
///
/// # Errors
/// When that meeting cannot be read, or opening it cannot be put on the record of access. What cannot be read of the
/// others is left out and reported.
pub fn followed(
    past: &mut Past,
    places: &Paths,
    disk: &dyn Disk,
    meeting: &str,
    what: &Followed,
    restricted: bool,
) -> Result<Found, Problem> {
    let start = places.meeting(disk, meeting)?;
    let opening = Opening {
        restricted,
        ..past::opening(Done::Followed)
    };
    let mut troubles = Vec::new();
    let mut sources: Vec<Source> = Vec::new();
    for folder in meetings::chain(places, disk, &start) {
        let is_start = folder == start;
        match past.read_as_far_as_may_be(places, disk, folder, &opening) {
            Ok(source) => {
                if is_start {
                    not_put_away(&source)?;
                }
                sources.push(source);
            }
            Err(why) if is_start => return Err(why),
            Err(why) => troubles.push(why.to_string()),
        }
    }
    for source in &mut sources {
        troubles.append(&mut source.troubles);
        if restricted && source.part.is_none() {
            troubles.push(left_out(&source.folder));
        }
    }
    troubles.dedup();
    let chain = match restricted {
        true => Chain::full(sources.iter().map(|one| (&one.minutes, one.part.as_ref()))),
        false => Chain::open(sources.iter().map(|one| &one.minutes)),
    };
    // The minutes know the meeting by the id it was created with.
    let named = sources.iter().find(|source| source.folder == start);
    let id = named.map_or(meeting, |source| source.minutes.header().id.as_str());
    let thread = match what {
        Followed::Record(typed) => {
            let record = record_meant(&chain, id, typed);
            let found = match &record {
                Ok(record) => {
                    let action = action_thread(&chain, id, record).map(Thread::Action);
                    let standing = || standing_thread(&chain, id, record).map(Thread::Standing);
                    action.or_else(standing)
                }
                Err(_) => None,
            };
            match found {
                Some(thread) => thread,
                None => {
                    let there = record.err().unwrap_or_default();
                    return Ok(Found::NoRecord(id.to_owned(), there));
                }
            }
        }
        Followed::Wishes(words) => {
            let child = child_meant(&chain, id, words);
            let found = match &child {
                Ok(letters) => wish_thread(&chain, id, letters),
                Err(_) => None,
            };
            match found {
                Some(thread) => Thread::Wishes(thread),
                None => {
                    return Ok(Found::NoChild(
                        id.to_owned(),
                        child.err().unwrap_or_default(),
                    ));
                }
            }
        }
        Followed::Scales => Thread::Scales(scale_thread(&chain)),
        Followed::Promises => Thread::Promises(promise_ledger(&chain)),
    };
    Ok(Found::Thread(thread, troubles))
}

fn left_out(folder: &MeetingFolder) -> String {
    format!(
        "The restricted part of {} is not here, or this account may not read it: it is left out.",
        folder.id
    )
}
