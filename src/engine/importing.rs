//! Importing minutes from elsewhere, one file at a time. Minutes that are already here are never overwritten.

mod beside;
mod seal_beside;

use super::effects::us;
use super::{clock, meetings};
use crate::domain::meeting::Phase;
use crate::domain::minutes::{Arriving, arriving, restricted_arriving};
use crate::domain::problem::Problem;
use crate::domain::text::sanitise::clean_line;
use crate::store::arrivals::{self, GivenFile, Part, PutDown};
use crate::store::disk::Disk;
use crate::store::journal::in_words;
use crate::store::journal_line::sha256;
use crate::store::lock::Holder;
use crate::store::paths::{MeetingId, Paths};
use chrono::Datelike;
use serde_json::Value;
use std::io;
use std::path::Path;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Became {
    Taken,
    /// The same minutes were already here.
    WasHere,
    /// Other minutes of the same meeting are here; these were put beside them.
    PutBeside,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Came {
    /// The meeting's id in this library.
    pub id: String,
    pub became: Became,
    /// The restricted part beside it was imported, too.
    pub with_restricted: bool,
    /// Anything else the person should be told.
    pub notes: Vec<String>,
    /// What is in the file and was not taken, one place or one sentence each; never the words themselves.
    pub not_taken: Vec<String>,
    /// What the seal that came with the file says is not as it was, in words.
    pub not_as_sealed: Vec<String>,
}

/// Why nothing of a file was imported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    pub why: Problem,
    /// The file is as it should be; the disk here did not take it.
    pub is_not_kept: bool,
}

impl<P: Into<Problem>> From<P> for Refusal {
    fn from(why: P) -> Self {
        Refusal {
            why: why.into(),
            is_not_kept: false,
        }
    }
}

/// Imports one `minutes.json`, and the `restricted.json` beside it.
///
/// # Errors
/// Why it was refused; what was here is unchanged.
pub fn take_in(places: &Paths, disk: &dyn Disk, path: &Path) -> Result<Came, Refusal> {
    let given = GivenFile::read(path).map_err(|error| not_read(&error))?;
    let came = arriving(&given.bytes)?;
    let mut notes: Vec<String> = Vec::new();
    if !came.steps.is_empty() {
        notes.push(format!(
            "It was upgraded to today's format: {}.",
            came.steps.join("; ")
        ));
    }
    let id = MeetingId::parse(&came.id).unwrap_or_else(|| {
        notes.push(format!(
            "Its own id ({}) is not a talking-piece id, so it was given a new one.",
            clean_line(&came.id)
        ));
        MeetingId::derived(&came.id)
    });
    let mut not_taken = came.not_taken.clone();
    let restricted = restricted_beside(path, &came.id, &mut not_taken)?;
    // Both files are written together: those of two moments do not belong together.
    if !given.is_unchanged() {
        return Err(changed_meanwhile().into());
    }
    // The files of a meeting that was opened again are written anew, and sealed when it is closed.
    let not_as_sealed = match came.value.pointer("/meeting/state").and_then(Value::as_str) {
        Some(state) if state == Phase::Closed.word() => {
            seal_beside::differences(path, &given.bytes, restricted.as_deref())
        }
        _ => Vec::new(),
    };
    let file = beside::File {
        came: &came,
        bytes: &given.bytes,
        restricted: restricted.as_deref(),
    };
    let here = match places.here(disk, &id).map_err(|error| failed(&error))? {
        Some(here) => {
            arrivals::forget_unfinished(disk, places, &id, &us());
            here
        }
        None => match put_down(places, disk, &id, &file).map_err(|error| failed(&error))? {
            PutDown::Finished => {
                return Ok(Came {
                    id: id.as_str().to_owned(),
                    became: Became::Taken,
                    with_restricted: restricted.is_some(),
                    notes,
                    not_taken,
                    not_as_sealed,
                });
            }
            PutDown::TakenBy(by) => return Err(busy(by).into()),
            PutDown::IsThere(here) => here,
        },
    };
    let became = beside::put(places, disk, &here, &file, &mut notes, &mut not_taken)?;
    Ok(Came {
        id: id.as_str().to_owned(),
        became,
        with_restricted: restricted.is_some(),
        notes,
        not_taken,
        not_as_sealed,
    })
}

/// Imports it as a meeting of its own.
fn put_down(
    places: &Paths,
    disk: &dyn Disk,
    id: &MeetingId,
    file: &beside::File<'_>,
) -> io::Result<PutDown> {
    let mut parts = vec![Part {
        name: meetings::MINUTES,
        bytes: file.came.text.as_bytes(),
        for_team: true,
    }];
    parts.extend(file.restricted.map(|bytes| Part {
        name: meetings::RESTRICTED,
        bytes,
        for_team: false,
    }));
    let name = original_name(file.bytes);
    let original = file.came.is_changed.then_some((name.as_str(), file.bytes));
    let year = year_of(file.came);
    arrivals::put_down(disk, places, id, year, &parts, original, &us())
}

fn failed(error: &io::Error) -> Refusal {
    Refusal {
        why: Problem::not_saved_or_read(format!("It could not be kept ({}).", in_words(error)))
            .safe("What is here is unchanged, and so is the file."),
        is_not_kept: true,
    }
}

/// Somebody else is writing in this meeting, by hand or by an import.
fn busy(by: Option<Holder>) -> Problem {
    let Some(by) = by else {
        return Problem::not_saved_or_read(
            "These minutes are open elsewhere, so nothing from the file was imported.",
        )
        .safe("What is here is unchanged.")
        .next("Import it again when they are closed there.");
    };
    let on = match by.tty.as_str() {
        "" => String::new(),
        tty => format!(" on {tty}"),
    };
    let Holder {
        user, since, host, ..
    } = by;
    Problem::not_saved_or_read(format!(
        "{user} has been writing in these minutes since {since}{on} at {host}, so nothing from the file was imported."
    ))
    .safe("What is here is unchanged.")
    .next(format!("Import it again when {user} is done."))
}

/// The restricted part stored beside a minutes file, if it is of the same meeting.
fn restricted_beside(
    path: &Path,
    meeting: &str,
    not_taken: &mut Vec<String>,
) -> Result<Option<Vec<u8>>, Problem> {
    let path = path.with_file_name(meetings::RESTRICTED);
    let bytes = match GivenFile::read(&path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) if error.kind() == io::ErrorKind::ResourceBusy => {
            return Err(changed_meanwhile());
        }
        Err(error) => Err(not_read(&error)),
        Ok(given) => match restricted_arriving(&given.bytes, meeting) {
            Ok(()) => Ok(given.bytes),
            Err(why) => Err(why.into()),
        },
    };
    Ok(match bytes {
        Ok(bytes) => Some(bytes),
        Err(why) => {
            not_taken.push(format!("the {} beside it: {why}", meetings::RESTRICTED));
            None
        }
    })
}

fn changed_meanwhile() -> Problem {
    Problem::not_saved_or_read(
        "It changed while it was being read, so nothing from it was imported.",
    )
    .safe("What is here is unchanged.")
    .next("Import it again when nothing is writing to it any more.")
}

/// The original file is kept where only its owner can look: it may hold words that must not be in the minutes.
fn original_name(file: &[u8]) -> String {
    format!("imported-{}.json", short_hash(file))
}

fn short_hash(bytes: &[u8]) -> String {
    sha256(bytes).chars().take(12).collect()
}

fn year_of(came: &Arriving) -> i32 {
    came.newest
        .map_or_else(|| clock::now().year(), |at| at.year())
}

fn not_read(error: &io::Error) -> Problem {
    if error.kind() == io::ErrorKind::ResourceBusy {
        return changed_meanwhile();
    }
    Problem::not_saved_or_read(match error.kind() {
        io::ErrorKind::NotFound => "There is no such file.".to_owned(),
        io::ErrorKind::PermissionDenied if error.raw_os_error().is_some() => {
            "This account may not read it.".to_owned()
        }
        _ => format!("It cannot be read: {error}."),
    })
}
