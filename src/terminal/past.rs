//! The one door to past minutes: nothing comes out of it that was not put on the record of access first. A meeting that
//! goes on is no past one, and never waits for that record.
//! Reads meetings; must not change anything in their folders.

use super::{clock, facts, meetings};
use crate::domain::access::{Access, Done, Opening};
use crate::domain::meeting::{Meeting, Phase};
use crate::domain::minutes::{
    OpenMinutes, RestrictedPart, open_minutes, read_minutes, read_restricted, restricted_part,
};
use crate::domain::visibility::Restricted;
use crate::store::audit;
use crate::store::disk::{Disk, LARGEST_FILE};
use crate::store::journal::in_words;
use crate::store::journal_line::sha256;
use crate::store::places::{MeetingFolder, Places};
use serde_json::Value;
use std::collections::HashMap;
use std::io;

/// Reading on in the same minutes, in another order, within this time is one opening.
const ONE_READING: u64 = 15 * 60 * 1000;
/// Stands for the id of a meeting where all minutes were looked through: no id has letters behind `f`.
const ALL_MINUTES: &str = "allminutes";

/// What this program has put on the record of access already, and when (milliseconds since the machine started).
#[derive(Debug, Default)]
pub struct Past {
    noted: HashMap<(String, Opening), u64>,
}

/// Minutes to be read.
#[derive(Debug)]
pub struct Source {
    /// Where they lie.
    pub folder: MeetingFolder,
    /// The meeting as its journal has it; without facts when only its files are here.
    pub meeting: Meeting,
    /// What everybody may read.
    pub minutes: OpenMinutes,
    /// The restricted part, where it was asked for and may be read.
    pub part: Option<Restricted<RestrictedPart>>,
    /// Whether this account could read a restricted part.
    pub has_part: bool,
    /// What is wrong with them, in words.
    pub troubles: Vec<String>,
}

impl Past {
    /// Reads the minutes of a meeting (id, or a beginning of it): as they stand, or a version that is kept.
    ///
    /// # Errors
    /// In words: not there, not readable, or not put on the record of access.
    pub fn read(
        &mut self,
        places: &Places,
        disk: &dyn Disk,
        meeting: &str,
        opening: &Opening,
    ) -> Result<Source, String> {
        let found = places.meeting(disk, meeting);
        let folder = found.map_err(|error| error.to_string())?;
        let source = match opening.version {
            None => as_it_stands(places, disk, folder, opening.restricted)?,
            Some(number) => kept(places, disk, folder, number, opening.restricted)?,
        };
        if opening.restricted && source.part.is_none() {
            return Err(meetings::why_not_restricted(&source.folder));
        }
        let is_past = opening.version.is_some() || source.meeting.phase() == Phase::Closed;
        if is_past || source.meeting.facts().is_empty() {
            self.note(places, source.folder.id.as_str(), opening)?;
        }
        Ok(source)
    }

    /// Puts it on the record that minutes are opened.
    ///
    /// # Errors
    /// In words, when it cannot be put there. Then they must not be opened.
    pub fn note(
        &mut self,
        places: &Places,
        meeting: &str,
        opening: &Opening,
    ) -> Result<(), String> {
        self.put_down(places, meeting, opening).map_err(|error| {
            format!(
                "These minutes were not opened: that you open them could not be put on the record ({}), and past minutes are read by nobody unseen. Nothing was changed, and a meeting that goes on is not touched by this. Ask IT to make the folder audit in the data folder writable for you.",
                in_words(&error)
            )
        })
    }

    /// Puts it on the record that words are looked for in all minutes: never the words, and once for a quarter of an
    /// hour of searching. `restricted`: hits of restricted parts may be shown.
    ///
    /// # Errors
    /// In words, when it cannot be put there. Then nothing that was found may be shown.
    pub fn note_search(&mut self, places: &Places, restricted: bool) -> Result<(), String> {
        let opening = Opening {
            restricted,
            ..opening(Done::Found)
        };
        self.put_down(places, ALL_MINUTES, &opening).map_err(|error| {
            format!(
                "Nothing was looked for: that you do so could not be put on the record ({}), and past minutes are read by nobody unseen. Nothing was changed. Ask IT to make the folder audit in the data folder writable for you.",
                in_words(&error)
            )
        })
    }

    fn put_down(&mut self, places: &Places, meeting: &str, opening: &Opening) -> io::Result<()> {
        let key = (meeting.to_owned(), opening.clone());
        let now = clock::boot_ms();
        if self
            .noted
            .get(&key)
            .is_some_and(|noted| now.saturating_sub(*noted) < ONE_READING)
        {
            return Ok(());
        }
        let mut body = opening.to_value();
        if let Some(map) = body.as_object_mut() {
            map.insert("meeting".to_owned(), Value::from(meeting));
            map.insert("name".to_owned(), Value::from(name()));
        }
        let entry = audit::Entry {
            seq: 0,
            at: clock::now(),
            boot_ms: now,
            who: who(),
            batch: 0,
            draft: None,
            kind: String::new(),
            body,
        };
        audit::append(places, meeting, &entry)?;
        self.noted.insert(key, now);
        Ok(())
    }
}

/// Who opened the minutes of a meeting, oldest first, and what is wrong with that record.
pub fn accesses(places: &Places, disk: &dyn Disk, meeting: &str) -> (Vec<Access>, Vec<String>) {
    let (entries, troubles) = audit::read(places, disk, meeting);
    let accesses = entries.into_iter().map(|entry| Access {
        at: entry.at,
        who: entry.who,
        name: entry
            .body
            .get("name")
            .and_then(Value::as_str)
            .unwrap_or("")
            .to_owned(),
        words: Opening::words(&entry.body),
    });
    (accesses.collect(), troubles)
}

/// The account; and the one that logged in, where that is another.
fn who() -> String {
    let account = facts::who();
    match audit::login() {
        Some(login) if account != format!("uid:{login}") => format!("{account} login:{login}"),
        _ => account,
    }
}

fn name() -> String {
    let account = rustix::process::getuid().as_raw();
    let number = audit::login().unwrap_or(account);
    audit::account_name(number).unwrap_or_default()
}

fn as_it_stands(
    places: &Places,
    disk: &dyn Disk,
    folder: MeetingFolder,
    restricted: bool,
) -> Result<Source, String> {
    let (meeting, mut troubles) = meetings::read(places, disk, &folder);
    if !meeting.facts().is_empty() {
        return Ok(Source {
            minutes: open_minutes(&meeting),
            part: restricted.then(|| restricted_part(&meeting)),
            has_part: true,
            folder,
            meeting,
            troubles,
        });
    }
    // No journal: minutes that were handed over as files.
    let Some(file) = meetings::json(disk, &folder, meetings::MINUTES) else {
        return Err(format!(
            "There are no minutes in {}. Nothing was changed.",
            folder.path.display()
        ));
    };
    let open = read_minutes(&file).map_err(|why| why.to_string())?;
    troubles.extend(open.notice());
    let part = meetings::json(disk, &folder, meetings::RESTRICTED);
    let part = part.and_then(|file| read_restricted(&file).ok());
    let has_part = part.is_some();
    Ok(Source {
        minutes: open.minutes,
        part: part.map(|(part, _)| part).filter(|_| restricted),
        has_part,
        folder,
        meeting,
        troubles,
    })
}

/// A version that was signed off or sent out, from its own files.
fn kept(
    places: &Places,
    disk: &dyn Disk,
    folder: MeetingFolder,
    number: u64,
    restricted: bool,
) -> Result<Source, String> {
    let mut source = as_it_stands(places, disk, folder, false)?;
    let name = |file: &str| source.folder.earlier().join(format!("{number}-{file}"));
    let read = disk.read(&name(meetings::MINUTES), LARGEST_FILE);
    let bytes = read.map_err(|_| {
        format!("There is no version {number} of these minutes. Nothing was changed. /versions lists those there are, and so does read with --versions.")
    })?;
    if expected(&source.minutes, number).is_some_and(|hash| hash != sha256(&bytes)) {
        source.troubles.push(format!(
            "Version {number} is not what was signed off or sent out: its file was changed since. Ask IT for a backup of the folder of this meeting."
        ));
    }
    let value: Value = serde_json::from_slice(&bytes).map_err(|_| {
        format!("The file of version {number} is damaged and cannot be read. Nothing was changed. Ask IT for a backup of the folder of this meeting.")
    })?;
    let open = read_minutes(&value).map_err(|why| why.to_string())?;
    source.troubles.extend(open.notice());
    let part = disk.read(&name(meetings::RESTRICTED), LARGEST_FILE).ok();
    let part = part.and_then(|bytes| serde_json::from_slice(&bytes).ok());
    let part = part.and_then(|value| read_restricted(&value).ok());
    source.minutes = open.minutes;
    source.has_part = part.is_some();
    source.part = part.map(|(part, _)| part).filter(|_| restricted);
    Ok(source)
}

/// The hash of a version, as the minutes that stand now name it.
pub fn expected(minutes: &OpenMinutes, number: u64) -> Option<&str> {
    let of_it = |record: &&crate::domain::minutes::OpenRecord| {
        let version = record.answers().and_then(|it| it.values.get("version"));
        version.and_then(Value::as_u64) == Some(number)
    };
    let records = minutes.records().iter();
    let hash = records.filter(of_it).map(|record| record.text("sha256"));
    hash.into_iter().find(|hash| !hash.is_empty())
}

/// What is done, for the record of access.
pub fn opening(done: Done) -> Opening {
    Opening {
        done,
        restricted: false,
        version: None,
    }
}
