//! Taking in minutes from elsewhere: one file at a time, and what became of it. Knows the store and the minutes; must not
//! print, and must never write over minutes that are there.

use super::{clock, meetings};
use crate::domain::minutes::{Arriving, arriving, restricted_arriving};
use crate::domain::sanitise::clean_line;
use crate::store::arrivals::{self, Part};
use crate::store::disk::{Disk, LARGEST_FILE};
use crate::store::journal::in_words;
use crate::store::journal_line::sha256;
use crate::store::places::{MeetingFolder, MeetingId, Places};
use crate::store::sealed;
use crate::store::sharing::Reach;
use chrono::{DateTime, Datelike, FixedOffset};
use serde_json::Value;
use std::io;
use std::path::Path;

/// What became of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Became {
    /// A meeting of its own.
    Taken,
    /// The same minutes were here already.
    WasHere,
    /// Other minutes of the same meeting are here: it was put beside them.
    PutBeside,
}

/// A file that came in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Came {
    /// The meeting, as it is called here.
    pub id: String,
    /// What became of it.
    pub became: Became,
    /// What else to tell.
    pub notes: Vec<String>,
}

/// Takes in one `minutes.json`, and the `restricted.json` beside it.
///
/// # Errors
/// Why it was not taken, in words; nothing was written then.
pub fn take_in(places: &Places, disk: &dyn Disk, path: &Path) -> Result<Came, String> {
    let file = arrivals::read(path).map_err(|error| read_words(&error))?;
    let came = arriving(&file).map_err(|why| why.to_string())?;
    let mut notes: Vec<String> = Vec::new();
    if !came.steps.is_empty() {
        notes.push(format!(
            "It was brought to the form of today: {}.",
            came.steps.join("; ")
        ));
    }
    let id = MeetingId::parse(&came.id).unwrap_or_else(|| {
        notes.push(format!(
            "Its own id ({}) is none of talking-piece's, so it got another.",
            clean_line(&came.id)
        ));
        MeetingId::derived(&came.id)
    });
    let restricted = restricted_beside(path, &came.id, &mut notes);
    let all = places.all(disk).map_err(|error| in_words(&error))?;
    let failed = |error: io::Error| {
        format!(
            "It could not be kept ({}). Nothing of it is here, and the file is as it was.",
            in_words(&error)
        )
    };
    let became = match all.into_iter().find(|folder| folder.id == id) {
        Some(here) => {
            let became = beside(disk, &here, &came, &file, &mut notes).map_err(failed)?;
            if let Some(bytes) = &restricted {
                restricted_too(disk, &here, became, &came, bytes, &mut notes).map_err(failed)?;
            }
            became
        }
        None => {
            let mut parts = vec![Part {
                name: meetings::MINUTES,
                bytes: came.text.as_bytes(),
                for_team: true,
            }];
            parts.extend(restricted.as_ref().map(|bytes| Part {
                name: meetings::RESTRICTED,
                bytes,
                for_team: false,
            }));
            let name = original_name(&file);
            let original = came.is_changed.then_some((name.as_str(), file.as_slice()));
            arrivals::put_down(disk, places, &id, year_of(&came), &parts, original)
                .map_err(failed)?;
            Became::Taken
        }
    };
    Ok(Came {
        id: id.as_str().to_owned(),
        became,
        notes,
    })
}

/// Minutes of a meeting that is here already: the same are passed over, others are kept under `earlier/`, and nothing is
/// written over.
fn beside(
    disk: &dyn Disk,
    here: &MeetingFolder,
    came: &Arriving,
    file: &[u8],
    notes: &mut Vec<String>,
) -> io::Result<Became> {
    let value = |path: &Path| -> Option<Value> {
        serde_json::from_slice(&disk.read(path, LARGEST_FILE).ok()?).ok()
    };
    let now = value(&here.path.join(meetings::MINUTES));
    if now.as_ref() == Some(&came.value) {
        return Ok(Became::WasHere);
    }
    let kept = disk.list(&here.earlier()).unwrap_or_default();
    let versions = kept.iter().filter(|name| name.ends_with(meetings::MINUTES));
    for name in versions {
        if value(&here.earlier().join(name)).as_ref() == Some(&came.value) {
            notes.push(format!("It is kept as earlier/{name}."));
            return Ok(Became::WasHere);
        }
    }
    let hash = sha256(came.text.as_bytes());
    let name = format!(
        "imported-{}-{}",
        hash.get(..12).unwrap_or_default(),
        meetings::MINUTES
    );
    sealed::keep(disk, here, &name, came.text.as_bytes(), Reach::TeamReads)?;
    if came.is_changed {
        disk.make_folder(&here.recovered())?;
        sealed::write_whole(disk, &here.recovered(), &original_name(file), file)?;
    }
    let newest_here = now.and_then(|now| arriving(now.to_string().as_bytes()).ok()?.newest);
    notes.push(format!(
        "Other minutes of this meeting are here, and stay as they are{}. The file was kept beside them as earlier/{name}.",
        compared(newest_here, came.newest)
    ));
    Ok(Became::PutBeside)
}

/// The restricted part of minutes that are here already, or were put beside them.
fn restricted_too(
    disk: &dyn Disk,
    here: &MeetingFolder,
    became: Became,
    came: &Arriving,
    bytes: &[u8],
    notes: &mut Vec<String>,
) -> io::Result<()> {
    let path = here.path.join(meetings::RESTRICTED);
    let now = disk.read(&here.path.join(meetings::MINUTES), LARGEST_FILE);
    let now = now.ok().and_then(|now| serde_json::from_slice(&now).ok());
    // Minutes that only lie beside those of today bring no restricted part into them.
    let became = match became {
        Became::WasHere if now.as_ref() != Some(&came.value) => Became::PutBeside,
        other => other,
    };
    match (became, disk.read(&path, LARGEST_FILE)) {
        (Became::WasHere, Ok(known)) if known == bytes => Ok(()),
        (Became::WasHere, Err(error)) if error.kind() == io::ErrorKind::NotFound => {
            sealed::write_whole(disk, &here.path, meetings::RESTRICTED, bytes)?;
            notes.push("Its restricted part was not here yet, and is now.".to_owned());
            Ok(())
        }
        (Became::WasHere, Err(_)) => {
            notes.push("The restricted part that is here may not be read by this account, so the one beside the file was not compared with it, and not taken.".to_owned());
            Ok(())
        }
        _ => {
            let hash = sha256(came.text.as_bytes());
            let name = format!(
                "imported-{}-{}",
                hash.get(..12).unwrap_or_default(),
                meetings::RESTRICTED
            );
            sealed::keep(disk, here, &name, bytes, Reach::AsAbove)?;
            notes.push(format!("Its restricted part was kept as earlier/{name}."));
            Ok(())
        }
    }
}

fn compared(here: Option<DateTime<FixedOffset>>, file: Option<DateTime<FixedOffset>>) -> String {
    let (Some(here), Some(file)) = (here, file) else {
        return String::new();
    };
    let time = |at: DateTime<FixedOffset>| at.format("%H:%M on %-d %B %Y").to_string();
    match here.cmp(&file) {
        std::cmp::Ordering::Equal => {
            ": both end with the same entry, and differ elsewhere".to_owned()
        }
        std::cmp::Ordering::Greater => format!(
            ": those here are newer ({}; the file ends at {})",
            time(here),
            time(file)
        ),
        std::cmp::Ordering::Less => format!(
            ": THE FILE IS NEWER ({}; those here end at {})",
            time(file),
            time(here)
        ),
    }
}

/// The restricted part that lies beside a minutes file, if it is of the same meeting.
fn restricted_beside(path: &Path, meeting: &str, notes: &mut Vec<String>) -> Option<Vec<u8>> {
    let path = path.with_file_name(meetings::RESTRICTED);
    let bytes = match arrivals::read(&path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return None,
        Err(error) => Err(read_words(&error)),
        Ok(bytes) => restricted_arriving(&bytes, meeting).map(|()| bytes),
    };
    match bytes {
        Ok(bytes) => Some(bytes),
        Err(why) => {
            notes.push(format!(
                "The {} beside it was not taken: {why}",
                meetings::RESTRICTED
            ));
            None
        }
    }
}

/// The file as it came is kept where only its owner looks: it may hold words that must not stand in the minutes.
fn original_name(file: &[u8]) -> String {
    format!(
        "imported-{}.json",
        sha256(file).get(..12).unwrap_or_default()
    )
}

fn year_of(came: &Arriving) -> i32 {
    came.newest
        .map_or_else(|| clock::now().year(), |at| at.year())
}

fn read_words(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "There is no such file.".to_owned(),
        io::ErrorKind::PermissionDenied if error.raw_os_error().is_some() => {
            "This account may not read it.".to_owned()
        }
        _ => format!("It cannot be read: {error}."),
    }
}
