//! The lines of the record about one meeting, and what they say together.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, FixedOffset};

use super::{BESIDE, Step};
use crate::store::journal_line::JournalEntry;

/// One line about one meeting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct RecordLine {
    step: Step,
    pub(super) after: Option<String>,
    /// A line about the same meeting in a rescue folder of the account that wrote this one: it comes before it as well, and
    /// nobody else sees it.
    beside: Option<String>,
    /// It is in a rescue folder itself.
    pub(super) is_rescued: bool,
    who: String,
    pub(super) at: DateTime<FixedOffset>,
    pub(super) hash: String,
}

/// A seal, as the record has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sealing {
    pub seal: String,
    pub who: String,
    pub at: DateTime<FixedOffset>,
}

/// What the record has of one meeting.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Recorded {
    /// The last seal.
    pub sealed: Option<Sealing>,
    /// The hashes of those before it.
    pub earlier: Vec<String>,
    /// Another seal was to be written after it.
    pub is_unfinished: bool,
    /// Who opened the meeting again after it, and when.
    pub reopened: Option<(String, DateTime<FixedOffset>)>,
    /// When it was opened again, each time, oldest first.
    pub reopenings: Vec<DateTime<FixedOffset>>,
    /// What was wrong when it was sealed, in words, and when that was.
    pub although: Option<(String, DateTime<FixedOffset>)>,
    /// What was imported beside it, with its hash.
    pub imported: Vec<(String, String)>,
    /// Lines of others that do not follow from each other.
    pub rivals: Vec<Sealing>,
}

/// The lines that no other line follows.
pub(super) fn tips(lines: &[RecordLine]) -> Vec<&RecordLine> {
    let followed: HashSet<&str> = lines
        .iter()
        .flat_map(|line| [line.after.as_deref(), line.beside.as_deref()])
        .flatten()
        .collect();
    let tips = lines
        .iter()
        .filter(|line| !followed.contains(line.hash.as_str()));
    tips.collect()
}

/// Goes back from the last line of a meeting to its first.
pub(super) fn told_by(tip: &RecordLine, by_hash: &HashMap<&str, &RecordLine>) -> Recorded {
    let mut told = Recorded::default();
    let mut next = Some(tip);
    // A hash cannot lead back to itself, so this ends.
    while let Some(line) = next {
        match &line.step {
            Step::Sealed(seal) | Step::Found(seal) => match told.sealed {
                Some(_) => told.earlier.push(seal.clone()),
                None => {
                    told.sealed = Some(Sealing {
                        seal: seal.clone(),
                        who: line.who.clone(),
                        at: line.at,
                    });
                }
            },
            Step::Sealing { although } => {
                told.is_unfinished |= told.sealed.is_none();
                if let (Some(words), None) = (although, &told.although) {
                    told.although = Some((words.clone(), line.at));
                }
            }
            Step::Imported { file, sha256 } => {
                told.imported.push((file.clone(), sha256.clone()));
            }
            Step::Reopened => {
                told.reopenings.insert(0, line.at);
                if told.sealed.is_none() && told.reopened.is_none() {
                    told.reopened = Some((line.who.clone(), line.at));
                }
            }
        }
        next = line
            .after
            .as_deref()
            .and_then(|after| by_hash.get(after).copied());
    }
    told
}

/// With its meeting.
pub(super) fn read_line(
    entry: &JournalEntry,
    hash: String,
    is_rescued: bool,
) -> Option<(String, RecordLine)> {
    let text = |name: &str| Some(entry.body.get(name)?.as_str()?.to_owned());
    let step = match entry.kind.as_str() {
        "sealing" => Step::Sealing {
            although: text("although"),
        },
        "sealed" => Step::Sealed(text("seal")?),
        "found" => Step::Found(text("seal")?),
        "reopened" => Step::Reopened,
        "imported" => Step::Imported {
            file: text("file")?,
            sha256: text("sha256")?,
        },
        _ => return None,
    };
    let line = RecordLine {
        step,
        after: text("after"),
        beside: text(BESIDE),
        is_rescued,
        who: entry.who.clone(),
        at: entry.at,
        hash,
    };
    Some((text("meeting")?, line))
}
