//! Writes the journal: every record is appended before it is shown, and kept in memory until a sync has succeeded, so
//! that a failing disk costs nothing but the file.
//!
//! After any error the file in use is given up for good (a second sync may lie, storage.md 2.4): what no sync has
//! covered is written again, to a new file in the same folder or else to a rescue folder. The lines have the same bytes
//! there, so a reader recognises the two copies as one record.

use crate::domain::problem::Problem;
use std::fmt;
use std::io;
use std::path::PathBuf;
use std::sync::Arc;

use super::as_written::{self, Now};
use super::disk::{Disk, DiskFile, append_all};
use super::disk_space;
use super::journal_line::{self, JournalEntry, NO_RECORD};
use super::paths::MeetingFolder;
use super::syncer::next_ticket;

/// The end of the chain: what the next record follows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chain {
    pub next_seq: u64,
    pub last_hash: String,
}

impl Chain {
    #[must_use]
    pub fn new() -> Self {
        Self {
            next_seq: 1,
            last_hash: NO_RECORD.to_owned(),
        }
    }
}

impl Default for Chain {
    fn default() -> Self {
        Self::new()
    }
}

struct Kept {
    seq: u64,
    draft: Option<u64>,
    line: Vec<u8>,
}

struct Segment {
    file: Arc<dyn DiskFile>,
    length: u64,
}

/// What of the synced text a file holds.
struct Part {
    path: PathBuf,
    from: usize,
    /// `None` for the file in use.
    until: Option<usize>,
}

/// What somebody else did to the files of this session.
#[derive(Default)]
struct Touched {
    /// In words.
    why: Option<&'static str>,
    changed: Vec<PathBuf>,
}

#[derive(Clone)]
pub struct ToSync {
    /// Identifies the file among all that this process has used.
    pub segment: u32,
    pub file: Arc<dyn DiskFile>,
    pub up_to_seq: u64,
}

/// A record was written, but not to its usual place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moved {
    pub why: String,
    pub folder: MeetingFolder,
    pub rescue: bool,
    /// Somebody removed or changed what was written, so all of it was written anew.
    pub is_anew: bool,
}

impl fmt::Display for Moved {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.is_anew {
            true => write!(
                f,
                "The journal was not as it had been written ({}). ",
                self.why
            )?,
            false => write!(f, "The disk gave an error ({}). ", self.why)?,
        }
        if self.rescue {
            write!(
                f,
                "Your text is safe: it was written to {} instead. Tell IT before you log out.",
                self.folder.path.display()
            )
        } else {
            f.write_str("Your text is safe: it was written again to a new file in the same folder. Tell IT today.")
        }
    }
}

/// Records could not be written anywhere. They are kept in memory, and the next write tries them first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WriteTrouble {
    pub why: String,
    /// The number of records not known to be safe on any disk.
    pub only_in_memory: usize,
}

impl WriteTrouble {
    /// Once the meeting is left, nothing has the words in memory any more.
    #[must_use]
    pub fn at_the_end(&self) -> Problem {
        self.told("lost")
            .next("Free some space or call IT, and type them again.")
    }

    fn told(&self, where_they_are: &str) -> Problem {
        let n = self.only_in_memory;
        let entries = if n == 1 { "entry is" } else { "entries are" };
        Problem::not_saved_or_read(format!("NOT SAVED ({}).", self.why)).safe(format!(
            "{n} {entries} {where_they_are}; everything before is safe."
        ))
    }
}

impl From<WriteTrouble> for Problem {
    fn from(trouble: WriteTrouble) -> Self {
        trouble.told("only in memory").next(
            "Keep this window open, free some space or call IT; each further line tries again.",
        )
    }
}

pub struct Journal {
    disk: Arc<dyn Disk>,
    places: Vec<MeetingFolder>,
    session: String,
    chain: Chain,
    number: u32,
    ticket: u32,
    segment: Option<Segment>,
    /// Where it was written to, the file in use last.
    parts: Vec<Part>,
    /// What was synced, in case somebody removes or changes a file: no meeting is longer than a megabyte or two.
    synced: Vec<u8>,
    unsynced: Vec<Kept>,
}

impl Journal {
    /// Begins a session's journal with its first records, synced with their folder: only then are we recording.
    /// `places` are the meeting's own folder and then the rescue folders.
    ///
    /// # Errors
    /// When the meeting's own folder cannot take it: nothing has begun then.
    pub fn start(
        disk: Arc<dyn Disk>,
        places: Vec<MeetingFolder>,
        session: &str,
        chain: Chain,
        header: &[JournalEntry],
    ) -> io::Result<Self> {
        let home = places
            .first()
            .cloned()
            .ok_or_else(|| io::Error::from(io::ErrorKind::NotFound))?;
        let mut journal = Self {
            disk,
            places,
            session: session.to_owned(),
            chain,
            number: 0,
            ticket: 0,
            segment: None,
            parts: Vec::new(),
            synced: Vec::new(),
            unsynced: Vec::new(),
        };
        journal
            .keep(header)
            .map_err(|trouble| io::Error::other(trouble.why))?;
        journal.new_segment(&home, &Touched::default())?;
        Ok(journal)
    }

    #[must_use]
    pub fn chain(&self) -> &Chain {
        &self.chain
    }

    #[must_use]
    pub fn is_in_trouble(&self) -> bool {
        self.segment.is_none()
    }

    /// The number of records that no file has taken.
    #[must_use]
    pub fn only_in_memory(&self) -> usize {
        match self.is_in_trouble() {
            true => self.unsynced.len(),
            false => 0,
        }
    }

    /// Appends records with one `write`. `Ok` means that a crash of the program loses none of them, `Ok(Some(_))` that
    /// they had to be written elsewhere.
    ///
    /// # Errors
    /// When no place takes them. They are kept and must not be passed in again: the next call, or [`Journal::retry`],
    /// writes them first. Records out of order are refused and not kept.
    pub fn append(&mut self, records: &[JournalEntry]) -> Result<Option<Moved>, WriteTrouble> {
        let kept_before = self.unsynced.len();
        self.keep(records)?;
        let Some(segment) = &mut self.segment else {
            return self.rescue("the previous place did not accept it".to_owned());
        };
        let batch: Vec<u8> = self
            .unsynced
            .iter()
            .skip(kept_before)
            .flat_map(|k| &k.line)
            .copied()
            .collect();
        match append_all(segment.file.as_ref(), &batch) {
            Ok(()) => {
                segment.length += batch.len() as u64;
                Ok(None)
            }
            Err(error) => {
                // Best effort: a reader can cope with the torn end too.
                let _ = segment.file.truncate(segment.length);
                self.rescue(in_words(&error))
            }
        }
    }

    pub fn retry(&mut self) -> Result<Option<Moved>, WriteTrouble> {
        if self.segment.is_none() {
            return self.rescue("the previous place did not accept it".to_owned());
        }
        // Where all is synced, nobody has looked since. Without an error of the disk, every byte counts.
        let touched = self.touched(true);
        match touched.why {
            Some(why) => self.rescue_from(why.to_owned(), &touched),
            None => Ok(None),
        }
    }

    /// Looks at the files of this session. After an error of the disk, what was never synced may be there or not.
    fn touched(&self, is_all_there: bool) -> Touched {
        let mut touched = Touched::default();
        for part in &self.parts {
            let until = part.until.unwrap_or(self.synced.len());
            let mut written = self
                .synced
                .get(part.from..until)
                .unwrap_or_default()
                .to_vec();
            let is_exact = is_all_there && part.until.is_none();
            if is_exact {
                written.extend(self.unsynced.iter().flat_map(|kept| &kept.line));
            }
            match as_written::look(self.disk.as_ref(), &part.path, &written, is_exact) {
                Now::AsWritten => {}
                Now::Removed => touched.why = touched.why.or(Some("the file was removed")),
                Now::Changed => {
                    touched.why = Some("somebody changed the file");
                    touched.changed.push(part.path.clone());
                }
            }
        }
        touched
    }

    /// `None` when all is safe or nothing could be written.
    #[must_use]
    pub fn to_sync(&self) -> Option<ToSync> {
        let last = self.unsynced.last()?;
        let file = Arc::clone(&self.segment.as_ref()?.file);
        Some(ToSync {
            segment: self.ticket,
            file,
            up_to_seq: last.seq,
        })
    }

    /// The syncer has synced file `segment` up to record `up_to_seq`. Returns the newest draft line among those
    /// records, which may now be forgotten.
    pub fn saved(&mut self, segment: u32, up_to_seq: u64) -> Option<u64> {
        // News of a file given up since: its records are in the new file, which will have news of its own.
        if segment != self.ticket || self.segment.is_none() {
            return None;
        }
        let safe = self.unsynced.partition_point(|kept| kept.seq <= up_to_seq);
        let mut newest_draft = None;
        for kept in self.unsynced.drain(..safe) {
            self.synced.extend(kept.line);
            newest_draft = newest_draft.max(kept.draft);
        }
        newest_draft
    }

    /// A sync of file `segment` failed: gives that file up and rewrites what was not yet safe.
    pub fn sync_failed(&mut self, segment: u32, why: &str) -> Result<Option<Moved>, WriteTrouble> {
        if segment != self.ticket || self.segment.is_none() {
            return Ok(None);
        }
        self.rescue(why.to_owned())
    }

    fn trouble(&self, why: String) -> WriteTrouble {
        WriteTrouble {
            why,
            only_in_memory: self.unsynced.len(),
        }
    }

    fn keep(&mut self, records: &[JournalEntry]) -> Result<(), WriteTrouble> {
        let mut chain = self.chain.clone();
        let mut lines = Vec::with_capacity(records.len());
        for record in records {
            if record.seq != chain.next_seq {
                return Err(self.trouble(format!(
                    "record {} was found where {} was expected",
                    record.seq, chain.next_seq
                )));
            }
            let encoded = journal_line::encode(record, &chain.last_hash)
                .map_err(|error| self.trouble(error.to_string()))?;
            chain.next_seq += 1;
            chain.last_hash = encoded.hash;
            lines.push(Kept {
                seq: record.seq,
                draft: record.draft,
                line: encoded.bytes,
            });
        }
        self.unsynced.append(&mut lines);
        self.chain = chain;
        Ok(())
    }

    fn rescue(&mut self, why: String) -> Result<Option<Moved>, WriteTrouble> {
        let touched = self.touched(false);
        self.rescue_from(why, &touched)
    }

    fn rescue_from(
        &mut self,
        why: String,
        touched: &Touched,
    ) -> Result<Option<Moved>, WriteTrouble> {
        self.segment = None;
        // Whatever the error: if the disk is full, this makes space for a new file.
        disk_space::free_reserves(self.disk.as_ref(), &self.places);
        let mut last_answer = why.clone();
        for (at, place) in self.places.clone().into_iter().enumerate() {
            match self.new_segment(&place, touched) {
                Ok(()) => {
                    return Ok(Some(Moved {
                        why: touched.why.map_or(why, str::to_owned),
                        folder: place,
                        rescue: at > 0,
                        is_anew: touched.why.is_some(),
                    }));
                }
                Err(error) => last_answer = in_words(&error),
            }
        }
        Err(self.trouble(nowhere(&why, &last_answer, self.places.len())))
    }

    fn new_segment(&mut self, place: &MeetingFolder, touched: &Touched) -> io::Result<()> {
        self.number += 1;
        self.ticket = next_ticket();
        let name = match self.number {
            1 => format!("{}.jsonl", self.session),
            n => format!("{}.{n}.jsonl", self.session),
        };
        if self.number > 1 {
            place.make(self.disk.as_ref())?;
        }
        let path = place.journal().join(name);
        let file = self.disk.create_new(&path)?;
        let is_anew = touched.why.is_some();
        let from = match is_anew {
            true => 0,
            false => self.synced.len(),
        };
        let mut bytes = self.synced.get(from..).unwrap_or_default().to_vec();
        bytes.extend(self.unsynced.iter().flat_map(|kept| &kept.line));
        let written = append_all(file.as_ref(), &bytes)
            .and_then(|()| file.sync())
            .and_then(|()| self.disk.sync_folder(&place.journal()));
        if let Err(error) = written {
            // An empty file is no use to anyone; one with any content stays.
            if self.disk.read(&path, 0).is_ok() {
                let _ = self.disk.remove(&path);
            }
            return Err(error);
        }
        // Beside the new file it would make the meeting a damaged one. Where it cannot be moved, that is told when the
        // meeting is opened again: the words are safe.
        for changed in &touched.changed {
            let _ = as_written::put_away(self.disk.as_ref(), changed);
        }
        match is_anew {
            true => self.parts.clear(),
            false => {
                if let Some(last) = self.parts.last_mut() {
                    last.until.get_or_insert(from);
                }
            }
        }
        self.parts.push(Part {
            path,
            from,
            until: None,
        });
        self.segment = Some(Segment {
            file,
            length: bytes.len() as u64,
        });
        Ok(())
    }
}

/// Why none of `places` took it: the first reason is what is wrong, and the last says why the way out was shut as well.
pub(super) fn nowhere(first: &str, last: &str, places: usize) -> String {
    match places > 1 && first != last {
        true => format!("{first}; and in the second place: {last}"),
        false => first.to_owned(),
    }
}

#[must_use]
pub fn in_words(error: &io::Error) -> String {
    use std::io::ErrorKind as Kind;
    let words = match error.kind() {
        Kind::StorageFull => "the disk is full",
        Kind::QuotaExceeded => "your share of the disk is used up",
        Kind::FileTooLarge => "the file reached its allowed size",
        Kind::ReadOnlyFilesystem => "the disk can only be read",
        Kind::PermissionDenied => "the folder may not be written to",
        Kind::NotFound => "the folder is gone",
        Kind::AlreadyExists | Kind::NotADirectory => "something else is in the place of its folder",
        Kind::IsADirectory => "a folder is in the place of the file",
        Kind::StaleNetworkFileHandle => "the network folder changed",
        _ => return error.to_string(),
    };
    match error.raw_os_error() {
        Some(number) => format!("{words}, error {number}"),
        None => format!("{words}: {error}"),
    }
}
