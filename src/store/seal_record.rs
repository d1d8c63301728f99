//! The record of seals: what was sealed when and by whom, kept outside the folders of the meetings (decision 28). A seal
//! that was taken away, replaced or put back to an older one is noticed by it, and so is a journal without its end.
//!
//! ```text
//! seals/1000.jsonl   sealing m1 ── sealed m1 ── reopened m1 ──────────────┐ sealing m1 (after: ben's line) …
//! seals/1001.jsonl                              └─ sealing m1 ── sealed m1 ┘
//! ```
//! Each account writes a file of its own. The lines of a file are chained; the lines of a meeting are linked besides
//! (`after`), across accounts. Before a seal is written there is a line that says so: whoever finds that line last knows
//! that the program was stopped in between.

mod line;
mod read;
mod seen;

pub use line::{Recorded, Sealing};
pub use read::{RecordFile, SealRecord};

use std::fmt::Write as _;
use std::io;
use std::os::unix::fs::MetadataExt;
use std::path::PathBuf;

use chrono::{DateTime, FixedOffset};
use serde_json::{Map, Value};

use super::account_log;
use super::disk::Disk;
use super::journal_line::{FIRST_VERSION, JournalEntry};
use super::paths::{MeetingId, Paths};

/// Below the data root, or below a rescue folder when the data root cannot be written.
pub const FOLDER: &str = "seals";
const ENDING: &str = ".jsonl";
/// In the body of a line: the ends of other accounts' files.
const OTHERS: &str = "others";
/// In the body of a line: the line before it that only this account sees.
const BESIDE: &str = "beside";

/// What happened to the seal of a meeting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// It is about to be written.
    Sealing {
        /// What was wrong with the seal before it, in words.
        although: Option<String>,
    },
    /// It was written; its hash.
    Sealed(String),
    /// A right seal was found that is in no line: an earlier program wrote it.
    Found(String),
    /// The meeting goes on.
    Reopened,
    /// Other minutes of this meeting, or their restricted part, are put beside it: the file, and its hash.
    Imported { file: String, sha256: String },
}

impl Step {
    fn kind(&self) -> &'static str {
        match self {
            Step::Sealing { .. } => "sealing",
            Step::Sealed(_) => "sealed",
            Step::Found(_) => "found",
            Step::Reopened => "reopened",
            Step::Imported { .. } => "imported",
        }
    }
}

/// Who writes a line, and when.
#[derive(Debug, Clone)]
pub struct Writer {
    pub who: String,
    pub at: DateTime<FixedOffset>,
    pub boot_ms: u64,
}

/// Where a line went.
#[derive(Debug)]
pub enum Kept {
    WithTheMinutes,
    /// Into a rescue folder of this account, where colleagues do not see it; why the data folder did not take it.
    InARescueFolder(io::Error),
}

/// Appends a line about a meeting; it is synced before this returns. The hash of the seal goes to the system's log too,
/// which this account cannot change.
///
/// # Errors
/// When no place took it.
pub fn append(
    places: &Paths,
    disk: &dyn Disk,
    meeting: &MeetingId,
    step: &Step,
    writer: &Writer,
) -> io::Result<Kept> {
    let record = SealRecord::about(places, disk, meeting);
    let name = format!("{}{ENDING}", rustix::process::geteuid().as_raw());
    let mut body = Map::new();
    let mut say = |name: &str, value: &str| body.insert(name.to_owned(), Value::from(value));
    say("meeting", meeting.as_str());
    match step {
        Step::Sealed(seal) | Step::Found(seal) => {
            say("seal", seal);
        }
        Step::Sealing { although } => {
            if let Some(words) = although {
                say("although", words);
            }
            let others = record.news_of_others(&name);
            if !others.is_empty() {
                body.insert(OTHERS.to_owned(), Value::Object(others));
            }
        }
        Step::Imported { file, sha256 } => {
            say("file", file);
            say("sha256", sha256);
        }
        Step::Reopened => {}
    }
    let mut entry = JournalEntry {
        needs: FIRST_VERSION,
        seq: 0,
        at: writer.at,
        boot_ms: writer.boot_ms,
        who: writer.who.clone(),
        batch: 0,
        draft: None,
        kind: step.kind().to_owned(),
        body: Value::Null,
    };
    let mut failed = None;
    for (at, root) in roots(places).enumerate() {
        let mut body = body.clone();
        link(&mut body, &record, meeting, at > 0);
        entry.body = Value::Object(body);
        let appended = account_log::may_be_kept_below(root)
            .and_then(|()| account_log::append_in(&root.join(FOLDER), &name, &entry));
        match appended {
            Ok(line) => {
                if let Step::Sealed(seal) = step {
                    account_log::tell_the_system(&format!(
                        "sealed meeting={meeting} seal={seal} record={line} {}",
                        writer.who
                    ));
                }
                return Ok(failed.map_or(Kept::WithTheMinutes, Kept::InARescueFolder));
            }
            Err(error) => failed = failed.or(Some(error)),
        }
    }
    Err(failed.unwrap_or_else(|| io::Error::from(io::ErrorKind::NotFound)))
}

/// Names the line before it. Nobody else sees what is in a rescue folder: a line for all follows one for all, and names the
/// other beside it.
fn link(body: &mut Map<String, Value>, record: &SealRecord, meeting: &MeetingId, is_rescued: bool) {
    let last = record.last_line_of(meeting.as_str());
    let before = match last.filter(|line| line.is_rescued && !is_rescued) {
        Some(rescued) => {
            body.insert(BESIDE.to_owned(), Value::from(rescued.hash.as_str()));
            record.last_shared_line_of(meeting.as_str())
        }
        None => last.map(|line| line.hash.clone()),
    };
    if let Some(hash) = before {
        body.insert("after".to_owned(), Value::from(hash));
    }
}

/// Whether an account put anything about a meeting on record, in a file of its own.
pub(super) fn has_of(places: &Paths, account: u32, meeting: &MeetingId) -> bool {
    let path = places.data.join(FOLDER).join(format!("{account}{ENDING}"));
    let is_its_own = std::fs::symlink_metadata(&path).is_ok_and(|found| found.uid() == account);
    is_its_own && read::has_meeting(&path, meeting)
}

fn folders(places: &Paths) -> impl Iterator<Item = PathBuf> + '_ {
    roots(places).map(|root| root.join(FOLDER))
}

fn roots(places: &Paths) -> impl Iterator<Item = &PathBuf> {
    std::iter::once(&places.data).chain(&places.rescue)
}

/// Shows without reading it whether anything in the record has changed.
#[must_use]
pub fn stamp(places: &Paths) -> String {
    let mut stamp = String::new();
    for folder in folders(places) {
        let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
        let mut paths: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
        paths.sort();
        for path in paths {
            let Ok(found) = std::fs::symlink_metadata(&path) else {
                continue;
            };
            let _ = write!(
                stamp,
                "{},{},{}.{},{}.{}+",
                found.ino(),
                found.size(),
                found.mtime(),
                found.mtime_nsec(),
                found.ctime(),
                found.ctime_nsec()
            );
        }
    }
    stamp
}
