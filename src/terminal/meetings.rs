//! One meeting on the disk, to be read: its journal, or the files that were handed over. (`library.rs` has the list.)
//! Reads only; must not change a file.

use super::facts;
use crate::domain::meeting::Meeting;
use crate::domain::minutes::{self, OpenMinutes, RestrictedPart};
use crate::domain::schema;
use crate::domain::threads::{Link, ids_of_chain};
use crate::domain::visibility::Restricted;
use crate::store::disk::{Disk, LARGEST_FILE, read_shared};
use crate::store::places::{MeetingFolder, Places};
use crate::store::sealed::EARLIER;
use crate::store::{accounts, handing_on, reading};
use serde_json::Value;

/// The minutes without the restricted parts.
pub const MINUTES: &str = "minutes.json";
/// The restricted parts alone.
pub const RESTRICTED: &str = "restricted.json";

/// A meeting as its journal has it, and what is wrong with it. Without a journal the result is an empty meeting.
pub fn read(places: &Places, disk: &dyn Disk, folder: &MeetingFolder) -> (Meeting, Vec<String>) {
    // A colleague's that was not handed on: the journal is theirs, the minutes file is for the team.
    if handing_on::kept_by(folder).is_some() {
        return (Meeting::default(), Vec::new());
    }
    let found = reading::read(disk, folder, &places.rescue_for(folder));
    let words = found.troubles.iter().map(ToString::to_string).collect();
    let (meeting, _) = Meeting::from_facts(facts::of(found.records, &found.sessions));
    (meeting, words)
}

/// A JSON file of the meeting, if there is one that can be read. Another program or person may have written it: nothing
/// in it can drive a terminal.
pub fn json(disk: &dyn Disk, folder: &MeetingFolder, name: &str) -> Option<Value> {
    raw_json(disk, folder, name).map(|file| minutes::cleaned(&file))
}

fn raw_json(disk: &dyn Disk, folder: &MeetingFolder, name: &str) -> Option<Value> {
    let path = folder.path.join(name);
    // Another minute-taker's, when the system lets us read it: nobody but its owner writes it.
    let bytes = disk
        .read(&path, LARGEST_FILE)
        .or_else(|_| read_shared(&path, LARGEST_FILE))
        .ok()?;
    serde_json::from_slice(&bytes).ok()
}

/// Says so when the minutes file was written by a newer program: it must not be written again.
pub fn newer_minutes(disk: &dyn Disk, folder: &MeetingFolder) -> Option<String> {
    let file = disk.read(&folder.path.join(MINUTES), LARGEST_FILE).ok()?;
    minutes::notice_of_newer(&file)
}

/// Carries what a newer program of the same version wrote into the file over to the new one.
pub fn carry_unknown(disk: &dyn Disk, folder: &MeetingFolder, new: &mut Value) {
    if let Some(old) = raw_json(disk, folder, MINUTES) {
        minutes::carry_unknown(&schema::minutes_schema(), &old, new);
    }
}

/// One meeting to be read: its open minutes, its restricted part where it was asked for and can be read, and what is
/// wrong with it, in words.
pub struct Past {
    /// What everybody may read, as it stands today.
    pub minutes: OpenMinutes,
    /// What readers of the full record may read beside it.
    pub part: Option<Restricted<RestrictedPart>>,
    /// What is wrong with its files.
    pub troubles: Vec<String>,
}

/// Reads a meeting from its journal, or from the files that were handed over without one. `None` when nothing was ever
/// written in its folder. The restricted part is read only when it is asked for.
///
/// # Errors
/// When there is something, and it cannot be read; in words.
pub fn past(
    places: &Places,
    disk: &dyn Disk,
    folder: &MeetingFolder,
    restricted: bool,
) -> Result<Option<Past>, String> {
    let (meeting, mut troubles) = read(places, disk, folder);
    if !meeting.facts().is_empty() {
        return Ok(Some(Past {
            minutes: minutes::open_minutes(&meeting),
            part: restricted.then(|| minutes::restricted_part(&meeting)),
            troubles,
        }));
    }
    let Some(file) = json(disk, folder, MINUTES) else {
        return if troubles.is_empty() {
            Ok(None)
        } else {
            Err(troubles.join(" "))
        };
    };
    let read = minutes::read_minutes(&file).map_err(|why| why.to_string())?;
    troubles.extend(read.notice());
    Ok(Some(Past {
        minutes: read.minutes,
        part: restricted
            .then(|| part_in(disk, folder, RESTRICTED))
            .flatten(),
        troubles,
    }))
}

/// A version that was signed off or sent out, as it is kept under `earlier/`.
///
/// # Errors
/// When there is no such version, or it cannot be read; in words.
pub fn version(
    disk: &dyn Disk,
    folder: &MeetingFolder,
    number: u64,
    restricted: bool,
) -> Result<Past, String> {
    let name = |file: &str| format!("{EARLIER}/{number}-{file}");
    let Some(file) = json(disk, folder, &name(MINUTES)) else {
        return Err(format!(
            "There is no version {number} of the minutes of {} that can be read. Versions are kept when minutes are signed off or sent out; `talking-piece read {} --json` lists them under \"versions\". Nothing was changed.",
            folder.id, folder.id
        ));
    };
    let read = minutes::read_minutes(&file).map_err(|why| why.to_string())?;
    Ok(Past {
        troubles: read.notice().into_iter().collect(),
        minutes: read.minutes,
        part: restricted
            .then(|| part_in(disk, folder, &name(RESTRICTED)))
            .flatten(),
    })
}

fn part_in(
    disk: &dyn Disk,
    folder: &MeetingFolder,
    name: &str,
) -> Option<Restricted<RestrictedPart>> {
    let (part, _) = minutes::read_restricted(&json(disk, folder, name)?).ok()?;
    Some(part)
}

/// The meetings of the family of one meeting, the oldest first. All meetings are looked at for it, of most of them only
/// the link; only those of the chain are worth reading.
pub fn chain(places: &Places, disk: &dyn Disk, start: &MeetingFolder) -> Vec<MeetingFolder> {
    let folders = places.all(disk).unwrap_or_default();
    let (folders, links): (Vec<MeetingFolder>, Vec<Link>) = folders
        .into_iter()
        .filter_map(|folder| {
            let link = link(places, disk, &folder)?;
            Some((folder, link))
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

/// What links a meeting to others. The minutes file tells it without being read whole; a meeting that has none yet is
/// read from its journal.
fn link(places: &Places, disk: &dyn Disk, folder: &MeetingFolder) -> Option<Link> {
    let file = disk.read(&folder.path.join(MINUTES), LARGEST_FILE).ok();
    file.and_then(|file| minutes::link_of(&file)).or_else(|| {
        let (meeting, _) = read(places, disk, folder);
        (!meeting.facts().is_empty()).then(|| Link::of(&minutes::open_minutes(&meeting)))
    })
}

/// Why the restricted part of a meeting cannot be shown.
pub fn why_not_restricted(folder: &MeetingFolder) -> String {
    match handing_on::kept_by(folder) {
        Some(owner) => format!(
            "The restricted parts are for {} alone: these minutes were not handed on. Nothing was changed. Without --restricted you read what is open to the team.",
            accounts::user(owner)
        ),
        None => {
            "The restricted parts are not here, or this account may not read them. Nothing was changed. Without --restricted you read what is open.".to_owned()
        }
    }
}
