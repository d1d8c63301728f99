//! Importing minutes of a meeting that is already here: identical ones are skipped, others are kept under `earlier/`,
//! and nothing is overwritten. What has to be written is planned first; only then is the meeting's lock taken, and the
//! plan is made once more.

use super::{Became, Refusal, busy, failed, original_name, short_hash};
use crate::domain::minutes::{Arriving, arriving};
use crate::domain::problem::Problem;
use crate::engine::effects::us;
use crate::engine::{clock, events, meetings};
use crate::store::disk::{Disk, LARGEST_FILE};
use crate::store::journal::in_words;
use crate::store::journal_line::sha256;
use crate::store::lock::{self, Lock};
use crate::store::paths::{MeetingFolder, Paths};
use crate::store::seal_record::{self, Step, Writer};
use crate::store::sealed::{self, EARLIER, SEAL};
use crate::store::sharing::Reach;
use crate::store::{accounts, handing_on, pinned};
use chrono::{DateTime, FixedOffset};
use serde_json::Value;
use std::io;
use std::path::Path;

pub(super) struct File<'a> {
    /// The minutes, upgraded to today's format.
    pub(super) came: &'a Arriving,
    pub(super) bytes: &'a [u8],
    /// The restricted part stored beside it.
    pub(super) restricted: Option<&'a [u8]>,
}

struct Plan<'a> {
    became: Became,
    writes: Vec<Write<'a>>,
    notes: Vec<String>,
    not_taken: Vec<String>,
}

enum Write<'a> {
    /// Under `earlier/`.
    Beside(String, &'a [u8], Reach),
    /// Under `recovered/`, unchanged.
    AsItCame(String, &'a [u8]),
    /// The restricted part of the current minutes.
    Restricted(&'a [u8]),
}

pub(super) fn put(
    places: &Paths,
    disk: &dyn Disk,
    here: &MeetingFolder,
    file: &File<'_>,
    notes: &mut Vec<String>,
    not_taken: &mut Vec<String>,
) -> Result<Became, Refusal> {
    let mut plan = Plan::of(disk, here, file);
    if !plan.writes.is_empty() {
        let lock = lock::take(here, &us());
        let _held = match lock.map_err(|error| may_not_write(here, &error))? {
            Lock::Held(held) => Some(held),
            Lock::Taken { by } => return Err(busy(by).into()),
            // Without a lock nothing is written.
            Lock::Unavailable { banner } => {
                notes.push(banner);
                None
            }
        };
        let _pin = pinned::pin(&here.path).map_err(|error| failed(&error))?;
        // The previous holder of the lock may have changed what is here.
        plan = Plan::of(disk, here, file);
        let all = plan.writes.len();
        for (done, write) in plan.writes.iter().enumerate() {
            write.done(places, disk, here).map_err(|error| match done {
                0 => failed(&error),
                _ => half_done(&error, done, all),
            })?;
        }
    }
    notes.append(&mut plan.notes);
    not_taken.append(&mut plan.not_taken);
    Ok(plan.became)
}

/// Only some of the files were written beside the minutes.
fn half_done(error: &io::Error, done: usize, all: usize) -> Refusal {
    let why = Problem::not_saved_or_read(format!(
        "Only {done} of {all} files were put beside the minutes ({}).",
        in_words(error)
    ))
    .safe("Nothing that was here was changed, and the file is unchanged.")
    .next("Import it again to add what is missing.");
    Refusal {
        why,
        is_not_kept: true,
    }
}

/// The lock of another account's meeting can be read but not taken: it says who is working there, or who owns it.
fn may_not_write(here: &MeetingFolder, error: &io::Error) -> Refusal {
    if error.kind() != io::ErrorKind::PermissionDenied {
        return failed(error);
    }
    if let Some(Lock::Taken { by }) = lock::look(here) {
        return busy(by).into();
    }
    match handing_on::written_only_by(here) {
        Some(owner) => {
            let whose = accounts::user(owner);
            Problem::not_saved_or_read(format!(
                "Minutes of this meeting are here already. They are {whose}'s, and this account may only read them, so nothing was put beside them."
            ))
            .safe("What is here is unchanged, and so is the file.")
            .next(format!("Ask {whose} to import it."))
            .into()
        }
        None => failed(error),
    }
}

impl<'a> Plan<'a> {
    fn of(disk: &dyn Disk, here: &MeetingFolder, file: &File<'a>) -> Plan<'a> {
        let mut plan = Plan {
            became: Became::WasHere,
            writes: Vec::new(),
            notes: Vec::new(),
            not_taken: Vec::new(),
        };
        let now = value(disk, &here.path.join(meetings::MINUTES));
        let is_of_today = now.as_ref() == Some(&file.came.value);
        if !is_of_today {
            match kept_as(disk, here, &file.came.value) {
                Some(name) => plan.notes.push(format!("It is kept as earlier/{name}.")),
                None => plan.beside(now.as_ref(), file),
            }
        }
        if let Some(bytes) = file.restricted {
            plan.restricted(disk, here, is_of_today, file, bytes);
        }
        plan
    }

    fn beside(&mut self, now: Option<&Value>, file: &File<'a>) {
        self.became = Became::PutBeside;
        let text = file.came.text.as_bytes();
        let name = format!("imported-{}-{}", short_hash(text), meetings::MINUTES);
        // The original file first: once its minutes are kept, they are recognised the next time.
        if file.came.is_changed {
            let name = original_name(file.bytes);
            self.writes.push(Write::AsItCame(name, file.bytes));
        }
        let newest_here = now.and_then(|now| arriving(now.to_string().as_bytes()).ok()?.newest);
        self.notes.push(format!(
            "Other minutes of this meeting are here, and stay as they are{}. The file was kept beside them as earlier/{name}.",
            compared(newest_here, file.came.newest)
        ));
        self.writes
            .push(Write::Beside(name, text, Reach::TeamReads));
    }

    /// Minutes that are only kept beside the current ones bring no restricted part into them.
    fn restricted(
        &mut self,
        disk: &dyn Disk,
        here: &MeetingFolder,
        is_of_today: bool,
        file: &File<'_>,
        bytes: &'a [u8],
    ) {
        let known = disk.read(&here.path.join(meetings::RESTRICTED), LARGEST_FILE);
        match known {
            Ok(known) if is_of_today && known == bytes => {}
            Err(error) if is_of_today && error.kind() == io::ErrorKind::NotFound => {
                self.writes.push(Write::Restricted(bytes));
                self.notes
                    .push("Its restricted part was not here yet, and has been added.".to_owned());
            }
            Err(_) if is_of_today => self.not_taken.push(format!(
                "the {} beside it: this account may not read the one that is here, so they were not compared.",
                meetings::RESTRICTED
            )),
            _ => {
                let of = short_hash(file.came.text.as_bytes());
                let names = [
                    format!("imported-{of}-{}", meetings::RESTRICTED),
                    format!("imported-{of}-{}-{}", short_hash(bytes), meetings::RESTRICTED),
                ];
                // Another restricted part of the same minutes may have been imported before.
                let [first, own] = names;
                let name = match disk.read(&here.earlier().join(&first), LARGEST_FILE) {
                    Ok(kept) if kept != bytes => own,
                    _ => first,
                };
                self.notes
                    .push(format!("Its restricted part was kept as earlier/{name}."));
                let there = disk.read(&here.earlier().join(&name), LARGEST_FILE);
                if !there.is_ok_and(|kept| kept == bytes) {
                    self.writes.push(Write::Beside(name, bytes, Reach::AsAbove));
                }
            }
        }
    }
}

impl Write<'_> {
    fn done(&self, places: &Paths, disk: &dyn Disk, here: &MeetingFolder) -> io::Result<()> {
        match self {
            Write::Beside(name, bytes, reach) => {
                put_on_record(places, disk, here, name, bytes)?;
                sealed::keep(disk, here, name, bytes, *reach)
            }
            Write::AsItCame(name, bytes) => {
                disk.make_folder(&here.recovered())?;
                sealed::write_whole(disk, &here.recovered(), name, bytes)
            }
            Write::Restricted(bytes) => {
                sealed::write_whole(disk, &here.path, meetings::RESTRICTED, bytes)
            }
        }
    }
}

/// What is put beside sealed minutes is no part of their seal, so the record of seals knows it. First: a file that is on no
/// record is taken for somebody else's.
fn put_on_record(
    places: &Paths,
    disk: &dyn Disk,
    here: &MeetingFolder,
    name: &str,
    bytes: &[u8],
) -> io::Result<()> {
    if !sealed::is_there(disk, &here.path, SEAL) {
        return Ok(());
    }
    let step = Step::Imported {
        file: format!("{EARLIER}/{name}"),
        sha256: sha256(bytes),
    };
    let writer = Writer {
        who: events::who(),
        at: clock::now(),
        boot_ms: clock::boot_ms(),
    };
    seal_record::append(places, disk, &here.id, &step, &writer).map(drop)
}

/// The name under which these minutes are kept among the earlier versions.
fn kept_as(disk: &dyn Disk, here: &MeetingFolder, minutes: &Value) -> Option<String> {
    let kept = disk.list(&here.earlier()).unwrap_or_default();
    let mut versions = kept
        .into_iter()
        .filter(|name| name.ends_with(meetings::MINUTES) && !name.starts_with('.'));
    versions.find(|name| value(disk, &here.earlier().join(name)).as_ref() == Some(minutes))
}

fn value(disk: &dyn Disk, path: &Path) -> Option<Value> {
    serde_json::from_slice(&disk.read(path, LARGEST_FILE).ok()?).ok()
}

fn compared(here: Option<DateTime<FixedOffset>>, file: Option<DateTime<FixedOffset>>) -> String {
    let (Some(here), Some(file)) = (here, file) else {
        return String::new();
    };
    let time = |at: DateTime<FixedOffset>| at.format("%H:%M on %-d %B %Y").to_string();
    match here.cmp(&file) {
        std::cmp::Ordering::Equal => {
            ": both end with the same entry, but differ elsewhere".to_owned()
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
