//! The meetings on the disk as the list shows them, and one of them to be read.
//! Reads only; must not change a file.

use super::facts;
use crate::app::message::Summary;
use crate::domain::meeting::{Meeting, Phase};
use crate::domain::minutes;
use crate::domain::sanitise::clean_line;
use crate::domain::schema;
use crate::domain::threads::{Link, ids_of_chain};
use crate::store::disk::{Disk, LARGEST_FILE};
use crate::store::places::{MeetingFolder, Places};
use crate::store::{accounts, handing_on, lock, reading};
use serde_json::Value;

/// The minutes without the restricted parts.
pub const MINUTES: &str = "minutes.json";
/// The restricted parts alone.
pub const RESTRICTED: &str = "restricted.json";

/// All meetings, newest first. One that cannot be read is listed with the reason; a folder in which nothing
/// was ever written (the program was stopped while it made it) is no meeting.
pub fn list(places: &Places, disk: &dyn Disk) -> Vec<Summary> {
    let folders = places.all(disk).unwrap_or_default();
    let mut list: Vec<Summary> = folders
        .iter()
        .map(|folder| harmless(summary(places, disk, folder)))
        .filter(|meeting| {
            meeting.at.is_some() || !meeting.note.is_empty() || !meeting.title.is_empty()
        })
        .collect();
    list.extend(
        places
            .closed_years(disk)
            .into_iter()
            .map(|(year, why)| Summary {
                id: year,
                note: why.to_string(),
                ..Summary::default()
            }),
    );
    list.sort_by(|a, b| b.at.cmp(&a.at).then_with(|| a.id.cmp(&b.id)));
    list
}

/// Without signs that could drive a terminal: in a shared place a colleague wrote the file.
fn harmless(mut summary: Summary) -> Summary {
    let texts = [
        &mut summary.reference,
        &mut summary.title,
        &mut summary.state,
        &mut summary.note,
    ];
    for text in texts.into_iter().chain(&mut summary.children) {
        *text = clean_line(text);
    }
    summary
}

fn summary(places: &Places, disk: &dyn Disk, folder: &MeetingFolder) -> Summary {
    let (meeting, words) = read(places, disk, folder);
    if meeting.facts().is_empty()
        && let Some(file) = json(disk, folder, MINUTES)
    {
        return handed_over(folder, &file);
    }
    if let Some(owner) = handing_on::kept_by(folder) {
        // Nothing of it is open to the team before its minute-taker leaves it for the first time.
        return Summary {
            id: folder.id.as_str().to_owned(),
            title: format!("({} is writing it)", accounts::user(owner)),
            state: "open".to_owned(),
            ..Summary::default()
        };
    }
    let interrupted = meeting
        .interrupted_at()
        .filter(|_| meeting.phase() != Phase::Closed)
        // A session that goes on elsewhere was not interrupted.
        .filter(|_| !lock::is_held(folder));
    Summary {
        id: folder.id.as_str().to_owned(),
        // The list is printed too: what is restricted stays out of it.
        reference: meeting
            .details()
            .filter(|details| minutes::is_open_to_all(details))
            .map_or_else(String::new, |details| details.text("reference").to_owned()),
        title: meeting.agenda().title.clone(),
        state: meeting.phase().word().to_owned(),
        at: meeting.began_at().or(meeting.created_at()),
        interrupted_at: interrupted,
        children: meeting
            .voices()
            .filter(|seat| seat.is_child)
            .map(|seat| seat.called.to_owned())
            .collect(),
        made_up: meeting.is_made_up(),
        note: words.join(" "),
    }
}

/// A meeting of which only the minutes file is there.
fn handed_over(folder: &MeetingFolder, file: &Value) -> Summary {
    let mut summary = Summary {
        id: folder.id.as_str().to_owned(),
        ..Summary::default()
    };
    match minutes::read_minutes(file) {
        Ok(read) => {
            let header = read.minutes.header();
            summary.title.clone_from(&header.title);
            summary.state.clone_from(&header.state);
            summary.at = header.began_at.or(header.created_at);
            summary.made_up = header.made_up;
            summary.reference = read
                .minutes
                .details()
                .map_or_else(String::new, |details| details.text("reference").to_owned());
            summary.note = read.notice().unwrap_or_default();
        }
        Err(why) => summary.note = why.to_string(),
    }
    summary
}

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
    let bytes = disk.read(&folder.path.join(name), LARGEST_FILE).ok()?;
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

/// The meeting that this one began from, as its minutes say; `None` without one.
pub fn before(places: &Places, disk: &dyn Disk, folder: &MeetingFolder) -> Option<String> {
    let link = link(places, disk, folder)?;
    Some(link.review_of).filter(|before| !before.is_empty())
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
            "The restricted part is for {} alone: these minutes were not handed on. Nothing was changed. Without --restricted you read what is open to the team.",
            accounts::user(owner)
        ),
        None => {
            "The restricted parts are not here, or this account may not read them. Nothing was changed. Without them you read what is open.".to_owned()
        }
    }
}
