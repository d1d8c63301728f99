//! Reads a meeting back from whatever is on disk, changing nothing: every segment of its journal in order and checked,
//! the line that was being typed, and what is wrong, in words.

use std::collections::{HashMap, HashSet};
use std::io;
use std::os::unix::fs::MetadataExt;

use super::disk::{Disk, LARGEST_FILE};
use super::draft_lines::DraftLine;
use super::drafts_found::{self, LeftByReaders};
use super::journal::Chain;
use super::journal_line::{self, JournalEntry, Line, NO_RECORD, Taken};
use super::of_another;
use super::paths::MeetingFolder;
pub use super::trouble::Trouble;

#[derive(Debug, Default, PartialEq)]
pub struct Opened {
    pub records: Vec<JournalEntry>,
    /// The newest half-typed line that no record has used up.
    pub draft: Option<DraftLine>,
    /// Stashed texts and other half-typed lines, oldest first.
    pub asides: Vec<String>,
    /// The part of the drafts above that was left by somebody who only read.
    pub by_readers: LeftByReaders,
    pub troubles: Vec<Trouble>,
    /// Whether there are records of a newer version; they are in the file, not in `records`.
    pub too_new: bool,
    pub fork: bool,
    /// After a fork, the session of each record, in the same order; otherwise empty.
    pub sessions: Vec<String>,
    pub chain: Chain,
}

impl Opened {
    /// Whether nothing must be written: part of the record is damaged or too new.
    #[must_use]
    pub fn read_only(&self) -> bool {
        self.troubles.iter().any(Trouble::is_damage)
    }
}

pub(crate) struct Found {
    pub(crate) name: String,
    pub(crate) bytes: Vec<u8>,
    pub(crate) place: usize,
}

/// The files in one subfolder of each place, and what could not be read. A missing folder counts as empty.
pub(crate) fn files(
    disk: &dyn Disk,
    places: &[&MeetingFolder],
    folder: fn(&MeetingFolder) -> std::path::PathBuf,
    wanted: fn(&str) -> bool,
    troubles: &mut Vec<Trouble>,
) -> Vec<Found> {
    let mut found = Vec::new();
    for (place, meeting) in places.iter().enumerate() {
        let folder = folder(meeting);
        let names = match disk.list(&folder) {
            Ok(names) => names,
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            // A rescue place that is not a folder has never held anything: no reason to distrust the meeting.
            Err(_)
                if disk
                    .list(&meeting.path)
                    .is_err_and(|error| error.kind() == io::ErrorKind::NotADirectory) =>
            {
                continue;
            }
            Err(error) => {
                let file = folder.display().to_string();
                troubles.push(Trouble::Unreadable {
                    file,
                    why: error.to_string(),
                });
                continue;
            }
        };
        for name in names.into_iter().filter(|name| wanted(name)) {
            let is_draft = folder == meeting.draft();
            if is_draft && disk.is_anothers(&folder.join(&name)) {
                // Half-typed lines are private to their writer, whoever carries on with the meeting.
                continue;
            }
            match disk.read(&folder.join(&name), LARGEST_FILE) {
                Ok(bytes) => found.push(Found { name, bytes, place }),
                Err(error) => troubles.push(Trouble::Unreadable {
                    file: name,
                    why: error.to_string(),
                }),
            }
        }
    }
    found
}

pub(crate) fn is_segment(name: &str) -> bool {
    name.ends_with(".jsonl") && !name.starts_with('.')
}

pub(crate) fn session_of(name: &str) -> &str {
    name.split('.').next().unwrap_or(name)
}

pub(super) struct ChainedEntry {
    pub(super) record: JournalEntry,
    pub(super) prev: String,
    pub(super) hash: String,
    session: String,
    pub(super) file: String,
}

/// Reads a meeting from its own folder and the rescue folders, changing nothing on disk.
#[must_use]
pub fn read(disk: &dyn Disk, home: &MeetingFolder, rescue: &[MeetingFolder]) -> Opened {
    read_with_torn_ends(disk, home, rescue).0
}

pub(crate) struct TornEnd {
    pub(crate) segment: String,
    pub(crate) bytes: Vec<u8>,
}

/// As [`read`], with the torn ends: every segment is read and parsed once.
pub(crate) fn read_with_torn_ends(
    disk: &dyn Disk,
    home: &MeetingFolder,
    rescue: &[MeetingFolder],
) -> (Opened, Vec<TornEnd>) {
    let places: Vec<&MeetingFolder> = std::iter::once(home).chain(rescue).collect();
    let mut opened = Opened::default();
    let segments = files(
        disk,
        &places,
        MeetingFolder::journal,
        is_segment,
        &mut opened.troubles,
    );
    let owners = owners(home, &segments);
    let mut newer = 0;
    let mut torn_ends = Vec::new();
    let mut entries: HashMap<String, ChainedEntry> = HashMap::new();
    for segment in segments {
        let taken = journal_line::take_apart(&segment.bytes);
        // Avoids holding the text of the whole journal twice.
        drop(segment.bytes);
        check_segment(&segment.name, &taken, &mut opened.troubles);
        check_hand(&segment.name, &taken, &owners, &mut opened.troubles);
        if let Some(bytes) = taken.torn.filter(|_| segment.place == 0) {
            torn_ends.push(TornEnd {
                segment: segment.name.clone(),
                bytes,
            });
        }
        for (_, line) in taken.lines {
            match line {
                Line::Newer(_) => newer += 1,
                // The same bytes again are the same record, rewritten after an error.
                Line::Known { record, prev, hash } => {
                    let session = session_of(&segment.name).to_owned();
                    entries.entry(hash.clone()).or_insert(ChainedEntry {
                        record: *record,
                        prev,
                        hash,
                        session,
                        file: segment.name.clone(),
                    });
                }
            }
        }
    }
    if newer > 0 {
        opened.too_new = true;
        opened.troubles.push(Trouble::TooNew { records: newer });
    }
    let mut entries: Vec<ChainedEntry> = entries.into_values().collect();
    entries.sort_by(|a, b| {
        (a.record.seq, &a.session, &a.hash).cmp(&(b.record.seq, &b.session, &b.hash))
    });
    of_another::take_out(&mut entries, &home.id, &mut opened.troubles);
    check_chain(&entries, &mut opened);
    if let Some(last) = entries.last() {
        opened.chain = Chain {
            next_seq: last.record.seq + 1,
            last_hash: last.hash.clone(),
        };
    }
    let used: HashSet<(String, u64)> = entries
        .iter()
        .filter_map(|entry| Some((entry.session.clone(), entry.record.draft?)))
        .collect();
    drafts_found::read(disk, &places, &used, &mut opened);
    if opened.fork {
        opened.sessions = entries.iter().map(|entry| entry.session.clone()).collect();
    }
    opened.records = entries.into_iter().map(|entry| entry.record).collect();
    (opened, torn_ends)
}

fn check_segment(name: &str, taken: &Taken, troubles: &mut Vec<Trouble>) {
    let time = |record: &JournalEntry| record.at.format("%H:%M on %-d %B %Y").to_string();
    for &(line, _) in &taken.bad {
        let before = taken.lines.iter().rev().find(|(number, _)| *number < line);
        let after = before.and_then(|(_, line)| match line {
            Line::Known { record, .. } => Some(time(record)),
            Line::Newer(_) => None,
        });
        troubles.push(Trouble::BadRecord {
            file: name.to_owned(),
            line,
            after,
        });
    }
    let mut last_seq = 0;
    for (line, whole) in &taken.lines {
        if let Line::Known { record, .. } = whole {
            if record.seq <= last_seq {
                troubles.push(Trouble::OutOfOrder {
                    file: name.to_owned(),
                    line: *line,
                });
            }
            last_seq = last_seq.max(record.seq);
        }
    }
    if let Some(torn) = &taken.torn {
        troubles.push(Trouble::TornEnd {
            file: name.to_owned(),
            bytes: torn.len(),
        });
    }
}

/// Whose file each segment is. Empty where one account wrote them all: copied files may belong to whoever copied them.
fn owners(home: &MeetingFolder, segments: &[Found]) -> HashMap<String, u32> {
    if segments.len() < 2 {
        return HashMap::new();
    }
    let here = segments.iter().filter(|segment| segment.place == 0);
    let owners: HashMap<String, u32> = here
        .filter_map(|segment| {
            let found = std::fs::symlink_metadata(home.journal().join(&segment.name)).ok()?;
            Some((segment.name.clone(), found.uid()))
        })
        .collect();
    let first = owners.values().next();
    match owners.values().all(|owner| Some(owner) == first) {
        true => HashMap::new(),
        false => owners,
    }
}

/// A colleague who writes in somebody else's name is noticed where that person wrote in the meeting, too.
fn check_hand(
    name: &str,
    taken: &Taken,
    owners: &HashMap<String, u32>,
    troubles: &mut Vec<Trouble>,
) {
    let Some(&owner) = owners.get(name) else {
        return;
    };
    let named = taken.lines.iter().find_map(|(_, line)| match line {
        Line::Known { record, .. } => {
            let named: u32 = record.who.strip_prefix("uid:")?.parse().ok()?;
            let has_a_file = owners.values().any(|owner| *owner == named);
            (named != owner && has_a_file).then_some(named)
        }
        Line::Newer(_) => None,
    });
    if let Some(named) = named {
        troubles.push(Trouble::AnothersHand {
            file: name.to_owned(),
            owner,
            named,
        });
    }
}

/// Follows the hashes to find what is missing and where two people wrote at once.
fn check_chain(entries: &[ChainedEntry], opened: &mut Opened) {
    let seq_of: HashMap<&str, u64> = entries
        .iter()
        .map(|e| (e.hash.as_str(), e.record.seq))
        .collect();
    let mut followed: HashSet<&str> = HashSet::new();
    for entry in entries {
        let seq = entry.record.seq;
        let before = match entry.prev.as_str() {
            NO_RECORD => Some(0),
            prev => seq_of.get(prev).copied(),
        };
        // With records of a newer version in between, a gap is only what this version cannot read.
        if before.is_none_or(|before| before + 1 != seq) && !opened.too_new {
            let at = entry.record.at.format("%H:%M on %-d %B %Y").to_string();
            opened.troubles.push(Trouble::Missing { before: seq, at });
        }
        if !followed.insert(entry.prev.as_str()) {
            opened.fork = true;
            opened.troubles.push(Trouble::Fork { seq });
        }
    }
}
