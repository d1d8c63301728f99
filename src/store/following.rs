//! Follows the journal of a meeting that somebody else is writing: each look reads only what has been added since the
//! last. Writes nothing and takes no lock.

use std::collections::{BTreeMap, HashSet};
use std::io;

use super::disk::{self, Disk, LARGEST_FILE};
use super::journal_line::{self, JournalEntry, Line, NO_RECORD};
use super::of_another;
use super::paths::MeetingFolder;
use super::reading::{is_segment, session_of};

#[derive(Debug, Clone, PartialEq)]
pub enum Followed {
    Nothing,
    /// Records that follow the known ones, in order.
    More(Vec<JournalEntry>),
    /// All records in order: rebuild from the beginning.
    Again(Vec<JournalEntry>),
}

#[derive(Debug, Default)]
struct Segment {
    /// The bytes that were whole lines.
    read: u64,
    /// The last of these lines had no line end yet.
    unended: bool,
}

#[derive(Debug, Clone)]
struct FollowedEntry {
    record: JournalEntry,
    session: String,
    hash: String,
}

#[derive(Debug)]
pub struct Follower {
    places: Vec<MeetingFolder>,
    segments: BTreeMap<(usize, String), Segment>,
    entries: Vec<FollowedEntry>,
    hashes: HashSet<String>,
    forked: bool,
    damaged: usize,
    newer: usize,
    unreadable: Option<String>,
}

impl Follower {
    #[must_use]
    pub fn new(home: MeetingFolder, rescue: Vec<MeetingFolder>) -> Follower {
        Follower {
            places: std::iter::once(home).chain(rescue).collect(),
            segments: BTreeMap::new(),
            entries: Vec::new(),
            hashes: HashSet::new(),
            forked: false,
            damaged: 0,
            newer: 0,
            unreadable: None,
        }
    }

    /// The folders that hold segments now or may do later.
    #[must_use]
    pub fn places(&self) -> &[MeetingFolder] {
        &self.places
    }

    /// The number of lines that could not be read, damaged or lost.
    #[must_use]
    pub fn damaged(&self) -> usize {
        self.damaged
    }

    #[must_use]
    pub fn is_too_new(&self) -> bool {
        self.newer > 0
    }

    /// The system's error for a part that could not be read at the last look.
    #[must_use]
    pub fn unreadable(&self) -> Option<&str> {
        self.unreadable.as_deref()
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Checks every segment for additions. A half-written last line waits for its rest.
    pub fn look(&mut self, disk: &dyn Disk) -> Followed {
        self.unreadable = None;
        match self.new_entries(disk) {
            Some(new) => self.take(new),
            // A segment is shorter than what we read of it: a failed write was taken back.
            None => {
                self.segments.clear();
                self.entries.clear();
                self.hashes.clear();
                self.forked = false;
                self.damaged = 0;
                self.newer = 0;
                let all = self.new_entries(disk).unwrap_or_default();
                let _ = self.take(all);
                Followed::Again(self.records())
            }
        }
    }

    fn take(&mut self, mut new: Vec<FollowedEntry>) -> Followed {
        // The same bytes again are the same record, rewritten after an error.
        new.retain(|entry| self.hashes.insert(entry.hash.clone()));
        if new.is_empty() {
            return Followed::Nothing;
        }
        sort(&mut new);
        let last = self.entries.last().map_or(0, |entry| entry.record.seq);
        let follows = new
            .iter()
            .try_fold(last, |last, entry| {
                (entry.record.seq > last).then_some(entry.record.seq)
            })
            .is_some();
        let records = new.iter().map(|entry| entry.record.clone()).collect();
        self.entries.extend(new);
        if follows {
            return Followed::More(records);
        }
        sort(&mut self.entries);
        // Two writers gave the same number to their next record.
        let pairs = self.entries.iter().zip(self.entries.iter().skip(1));
        self.forked = pairs
            .into_iter()
            .any(|(one, other)| one.record.seq == other.record.seq);
        Followed::Again(self.records())
    }

    /// Where two people wrote at once: the session of each of [`Follower::records`], in the same order; otherwise
    /// empty.
    #[must_use]
    pub fn sessions(&self) -> Vec<String> {
        if !self.forked {
            return Vec::new();
        }
        let entries = self.entries.iter();
        entries.map(|entry| entry.session.clone()).collect()
    }

    #[must_use]
    pub fn records(&self) -> Vec<JournalEntry> {
        let entries = self.entries.iter();
        entries.map(|entry| entry.record.clone()).collect()
    }

    /// What has been added since the last look; `None` when a segment has become shorter.
    fn new_entries(&mut self, disk: &dyn Disk) -> Option<Vec<FollowedEntry>> {
        let mut found = Vec::new();
        let mut named = Vec::new();
        for (place, folder) in self.places.iter().enumerate() {
            match disk.list(&folder.journal()) {
                Ok(names) => named.extend(
                    names
                        .into_iter()
                        .filter(|name| is_segment(name))
                        .map(|name| (place, folder.journal().join(&name), name)),
                ),
                // A rescue place exists only if it was needed, and need not be a folder at all.
                Err(error) if place > 0 || error.kind() == io::ErrorKind::NotFound => {}
                Err(error) => self.unreadable = Some(error.to_string()),
            }
        }
        for (place, path, name) in named {
            let segment = self.segments.entry((place, name.clone())).or_default();
            let bytes = match disk::read_from(&path, segment.read, LARGEST_FILE) {
                Ok(Some(bytes)) => bytes,
                Ok(None) => return None,
                Err(error) => {
                    self.unreadable = Some(error.to_string());
                    continue;
                }
            };
            let (entries, damaged, newer) = segment.take(&bytes, session_of(&name));
            found.extend(entries);
            self.damaged += damaged;
            self.newer += newer;
        }
        let known: HashSet<&str> = found.iter().map(|entry| entry.0.hash.as_str()).collect();
        let is_known =
            |hash: &str| hash == NO_RECORD || known.contains(hash) || self.hashes.contains(hash);
        // Lost lines leave a record that follows nothing.
        let lost = found.iter().filter(|(_, before)| !is_known(before)).count();
        if self.newer == 0 && self.damaged == 0 {
            self.damaged = lost;
        }
        let ours = self.places.first().map(|home| &home.id);
        self.damaged += found
            .iter()
            .filter(|(entry, _)| {
                ours.is_some_and(|ours| of_another::begins_another(&entry.record, ours).is_some())
            })
            .count();
        Some(found.into_iter().map(|(entry, _)| entry).collect())
    }
}

fn sort(entries: &mut [FollowedEntry]) {
    entries.sort_by(|a, b| {
        (a.record.seq, &a.session, &a.hash).cmp(&(b.record.seq, &b.session, &b.hash))
    });
}

impl Segment {
    /// Parses the whole lines of new bytes, each with the hash it follows; counts those that were damaged and those
    /// that a newer version wrote. Anything after the last whole line is read again at the next look.
    fn take(
        &mut self,
        bytes: &[u8],
        session: &str,
    ) -> (Vec<(FollowedEntry, String)>, usize, usize) {
        let late_end = usize::from(self.unended && bytes.first() == Some(&b'\n'));
        let bytes = bytes.get(late_end..).unwrap_or_default();
        if late_end > 0 {
            self.unended = false;
            self.read += 1;
        }
        if bytes.is_empty() {
            return Default::default();
        }
        let taken = journal_line::take_apart(bytes);
        let waits = taken.torn.as_ref().map_or(0, Vec::len);
        self.read += (bytes.len() - waits) as u64;
        self.unended = waits == 0 && bytes.last() != Some(&b'\n');
        let mut newer = 0;
        let mut entries = Vec::new();
        for (_, line) in taken.lines {
            match line {
                Line::Newer(_) => newer += 1,
                Line::Known { record, prev, hash } => {
                    let session = session.to_owned();
                    entries.push((
                        FollowedEntry {
                            record: *record,
                            session,
                            hash,
                        },
                        prev,
                    ));
                }
            }
        }
        (entries, taken.bad.len(), newer)
    }
}
