//! Reads one meeting from disk: its journal, or the files that were handed over. (`library.rs` has the list.)

use super::events;
use crate::domain::history::threads::ids_of_chain;
use crate::domain::meeting::Meeting;
use crate::domain::minutes;
use crate::domain::minutes::{Link, schema};
use crate::domain::problem::Problem;
use crate::store::disk::{Disk, LARGEST_FILE, read_shared};
pub use crate::store::meeting_folder::{MINUTES, RESTRICTED};
use crate::store::paths::{MeetingFolder, Paths};
use crate::store::trouble::Trouble;
use crate::store::{accounts, handing_on, reading};
use chrono::{DateTime, FixedOffset, SubsecRound};
use serde_json::Value;

const FROM_THE_FILE: &str = "What cannot be read may have restricted something, so only what minutes.json has is shown as open.";

/// A meeting as its journal has it, and what is wrong with it. Without a journal the result is an empty meeting.
pub fn read(places: &Paths, disk: &dyn Disk, folder: &MeetingFolder) -> (Meeting, Vec<String>) {
    let found = from_journal(places, disk, folder);
    (found.meeting, found.troubles)
}

#[derive(Debug, Default)]
pub struct FromJournal {
    pub meeting: Meeting,
    pub troubles: Vec<String>,
    /// A line that cannot be read may be the one that restricted something, so nothing in `meeting` is sure to be open.
    pub is_damaged: bool,
}

pub fn from_journal(places: &Paths, disk: &dyn Disk, folder: &MeetingFolder) -> FromJournal {
    // A colleague's meeting that was not handed on: the journal is theirs, the minutes file is for the team.
    if handing_on::kept_by(folder).is_some() {
        return FromJournal::default();
    }
    let found = reading::read(disk, folder, &places.rescue_for(folder));
    let is_damaged = found.read_only();
    let mut troubles: Vec<String> = found.troubles.iter().map(ToString::to_string).collect();
    if is_damaged {
        troubles.push(FROM_THE_FILE.to_owned());
    }
    let (meeting, _) = Meeting::from_facts(events::of(found.records, &found.sessions));
    FromJournal {
        meeting,
        troubles,
        is_damaged,
    }
}

/// Another program or person may have written the file: nothing in the result can drive a terminal.
pub fn json(disk: &dyn Disk, folder: &MeetingFolder, name: &str) -> Option<Value> {
    raw_json(disk, folder, name).map(|file| minutes::cleaned(&file))
}

fn raw_json(disk: &dyn Disk, folder: &MeetingFolder, name: &str) -> Option<Value> {
    let path = folder.path.join(name);
    // Another minute-taker's, where the system lets us read it: only its owner can write it.
    let bytes = disk
        .read(&path, LARGEST_FILE)
        .or_else(|_| read_shared(&path, LARGEST_FILE))
        .ok()?;
    serde_json::from_slice(&bytes).ok()
}

/// That the minutes file goes further than the journal, in words: it is written after the journal is safe, so the end of
/// the journal was taken away since.
pub fn cut_end(
    places: &Paths,
    disk: &dyn Disk,
    folder: &MeetingFolder,
    meeting: &Meeting,
) -> Option<String> {
    let end = |meeting: &Meeting| meeting.events().iter().map(|logged| logged.at).max();
    let last = end(meeting)?;
    let file = minutes::read_minutes(&json(disk, folder, MINUTES)?).ok()?;
    // The journal counts in milliseconds.
    let newest = file.minutes.newest()?.trunc_subsecs(3);
    if newest <= last {
        return None;
    }
    // Somebody may be writing: then the journal has grown since it was read.
    let last = end(&read(places, disk, folder).0).filter(|last| newest > *last)?;
    let words = |at: DateTime<FixedOffset>| at.format("%H:%M:%S on %-d %B %Y").to_string();
    let trouble = Trouble::CutEnd {
        minutes: words(newest),
        journal: words(last),
    };
    Some(trouble.to_string())
}

/// A notice when the minutes file was written by a newer program: it must not be overwritten.
pub fn newer_minutes(disk: &dyn Disk, folder: &MeetingFolder) -> Option<String> {
    let file = disk.read(&folder.path.join(MINUTES), LARGEST_FILE).ok()?;
    minutes::notice_of_newer(&file)
}

/// Whether the text of a minutes file has anything that this program does not know.
#[must_use]
pub fn has_unknown(file: &[u8]) -> bool {
    let value: Option<Value> = serde_json::from_slice(file).ok();
    value.is_some_and(|file| minutes::has_unknown(&schema::minutes_schema(), &file))
}

/// Keeps what a newer program of the same version wrote into the file, or into the one that was `emptied`.
pub fn carry_unknown(
    disk: &dyn Disk,
    folder: &MeetingFolder,
    emptied: Option<&[u8]>,
    new: &mut Value,
) {
    let here = raw_json(disk, folder, MINUTES);
    if let Some(old) = here.or_else(|| serde_json::from_slice(emptied?).ok()) {
        minutes::carry_unknown(&schema::minutes_schema(), &old, new);
    }
}

/// A family's meetings, oldest first. All meetings are looked at for this, but most of them only for the link.
pub fn chain(places: &Paths, disk: &dyn Disk, start: &MeetingFolder) -> Vec<MeetingFolder> {
    let folders = places.all(disk).unwrap_or_default();
    let (folders, links): (Vec<MeetingFolder>, Vec<Link>) = folders
        .into_iter()
        .filter_map(|folder| {
            let link = link(places, disk, &folder)?;
            let is_one = !link.is_put_away || folder == *start;
            is_one.then_some((folder, link))
        })
        .unzip();
    let at = folders.iter().position(|folder| folder == start);
    let Some(start) = at.and_then(|at| links.get(at)) else {
        return vec![start.clone()];
    };
    let ids = ids_of_chain(&start.id, &links);
    let place = |id: &String| links.iter().position(|link| link.id == *id);
    ids.iter()
        .filter_map(|id| folders.get(place(id)?).cloned())
        .collect()
}

/// The meeting that this one started from, according to its minutes.
pub fn before(places: &Paths, disk: &dyn Disk, folder: &MeetingFolder) -> Option<String> {
    let link = link(places, disk, folder)?;
    Some(link.review_of).filter(|before| !before.is_empty())
}

/// The minutes file gives the link without being read whole; a meeting that has none yet is read from its journal.
fn link(places: &Paths, disk: &dyn Disk, folder: &MeetingFolder) -> Option<Link> {
    let file = disk.read(&folder.path.join(MINUTES), LARGEST_FILE).ok();
    file.and_then(|file| minutes::link_of(&file)).or_else(|| {
        let (meeting, _) = read(places, disk, folder);
        (!meeting.events().is_empty()).then(|| Link::of(&minutes::open_minutes(&meeting)))
    })
}

pub fn why_not_restricted(folder: &MeetingFolder) -> Problem {
    let (happened, next) = match handing_on::kept_by(folder) {
        Some(owner) => (
            format!(
                "The restricted parts are for {} alone: these minutes were not handed on.",
                accounts::user(owner)
            ),
            "Without --restricted you read what is open to the team.",
        ),
        None => (
            "The restricted parts are not here, or this account may not read them.".to_owned(),
            "Without --restricted you read what is open.",
        ),
    };
    Problem::not_saved_or_read(happened)
        .safe("Nothing was changed.")
        .next(next)
}
