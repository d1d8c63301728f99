//! The line being typed, kept on disk keystroke by keystroke: each edit is one `write` before the frame that shows it.
//!
//! Two files take turns. A line that has become a record stays in its file until that record is *synced*, while the
//! next line is already being typed into the other file; emptying a single file straight away could lose both copies in
//! a power cut. Stashed texts have a third file, so that emptying a line can never touch them.

use crate::domain::problem::Problem;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde_json::Value;

use super::disk::{Disk, DiskFile, append_all};
use super::disk_space;
use super::draft_lines::{self, DraftLine};
use super::journal::{in_words, nowhere};
use super::paths::MeetingFolder;
use super::sharing::Reach;
use super::syncer::next_ticket;

pub(crate) const LINE_FILES: [&str; 2] = ["a", "b"];
pub(crate) const ASIDE_FILE: &str = "aside";

/// The draft could not be written anywhere. The text is kept in memory, and the next edit tries again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftTrouble(pub String);

impl DraftTrouble {
    /// `entries`: how many finished entries no disk has taken either.
    #[must_use]
    pub fn into_problem(self, entries: usize) -> Problem {
        Problem::not_saved_or_read(format!(
            "NOT SAVED: the line you are typing is only in memory ({}).",
            self.0
        ))
        .safe(match entries {
            0 => "Finished entries are safe.".to_owned(),
            1 => "So is 1 finished entry; everything before is safe.".to_owned(),
            n => format!("So are {n} finished entries; everything before is safe."),
        })
        .next("Keep this window open and free some space; each letter tries again.")
    }
}

struct Slot {
    file: Arc<dyn DiskFile>,
    newest: Option<u64>,
    lines: Vec<u64>,
}

struct Files {
    here: Slot,
    other: Slot,
    asides: Arc<dyn DiskFile>,
}

pub struct Draft {
    disk: Arc<dyn Disk>,
    places: Vec<MeetingFolder>,
    session: String,
    /// A new set of files begins after an error.
    set: u32,
    ticket: u32,
    files: Option<Files>,
    /// Lines in the files that are finished although no record uses them up. Every beginning lists all of them: the
    /// file with an earlier beginning may be emptied before the file that holds the line.
    done: Vec<u64>,
    /// Lines whose record is not known to be synced, oldest first; the last is being typed.
    earlier: Vec<DraftLine>,
    now: DraftLine,
    asides: Vec<String>,
}

impl Draft {
    /// Begins a session's draft with line `n`, and with the texts stashed earlier. `places` as for the journal. What
    /// was half-typed in an earlier session is restored by an edit.
    ///
    /// # Errors
    /// When the meeting's own folder does not take it.
    pub fn start(
        disk: Arc<dyn Disk>,
        places: Vec<MeetingFolder>,
        session: &str,
        n: u64,
        purpose: Value,
        asides: Vec<String>,
    ) -> io::Result<Self> {
        let home = places
            .first()
            .cloned()
            .ok_or_else(|| io::Error::from(io::ErrorKind::NotFound))?;
        let mut draft = Self {
            disk,
            places,
            session: session.to_owned(),
            set: 0,
            ticket: 0,
            files: None,
            done: Vec::new(),
            earlier: Vec::new(),
            now: DraftLine {
                n,
                purpose,
                text: String::new(),
            },
            asides,
        };
        draft.files = Some(draft.new_files(&home)?);
        Ok(draft)
    }

    #[must_use]
    pub fn line(&self) -> &DraftLine {
        &self.now
    }

    /// Oldest first.
    #[must_use]
    pub fn asides(&self) -> &[String] {
        &self.asides
    }

    /// Begins line `n` once the previous line is finished or stashed. One `write`. With `used`, a record uses the
    /// previous line up, and it stays until that record is synced. Otherwise the beginning of this line ends it.
    pub fn begin(&mut self, n: u64, purpose: Value, used: bool) -> Result<(), DraftTrouble> {
        if !used {
            self.done.push(self.now.n);
        }
        let bytes = draft_lines::begin(n, &purpose, &self.done);
        let next = DraftLine {
            n,
            purpose,
            text: String::new(),
        };
        let before = std::mem::replace(&mut self.now, next);
        if used {
            self.earlier.push(before);
        }
        let Some(files) = &mut self.files else {
            return self.rescue("the previous place did not accept it");
        };
        std::mem::swap(&mut files.here, &mut files.other);
        files.here.newest = Some(n);
        files.here.lines.push(n);
        let result = append_all(files.here.file.as_ref(), &bytes);
        self.settle(result)
    }

    /// One edit: at byte `at`, `removed` bytes are replaced by `inserted`. One `write`. An edit that is not on
    /// character boundaries changes nothing.
    pub fn edit(&mut self, at: usize, removed: usize, inserted: &str) -> Result<(), DraftTrouble> {
        if !self.now.edit(at, removed, inserted) {
            return Ok(());
        }
        self.write_here(&draft_lines::edit(at, removed, inserted))
    }

    /// Stashes a text for later. One `write`; begin the next line after it.
    pub fn set_aside(&mut self, text: &str) -> Result<(), DraftTrouble> {
        self.asides.push(text.to_owned());
        self.write_aside(&draft_lines::aside(text))
    }

    /// Removes a stashed text: put it into the line by an edit *before* calling this. One `write`.
    pub fn take_back(&mut self, index: usize) -> Result<(), DraftTrouble> {
        if index >= self.asides.len() {
            return Ok(());
        }
        self.asides.remove(index);
        self.write_aside(&draft_lines::taken(index))
    }

    /// Forgets the lines up to `n`, whose records are synced. At most one `ftruncate`; a failure does not matter,
    /// because a reader ignores lines that are used up.
    pub fn forget(&mut self, n: u64) {
        self.earlier.retain(|line| line.n > n);
        if let Some(files) = &mut self.files
            && files.other.newest.is_some_and(|newest| newest <= n)
            && files.other.file.truncate(0).is_ok()
        {
            files.other.newest = None;
            files.other.lines.clear();
            self.done.retain(|n| files.here.lines.contains(n));
        }
    }

    #[must_use]
    pub fn to_sync(&self) -> Option<(u32, [Arc<dyn DiskFile>; 2])> {
        let files = self.files.as_ref()?;
        Some((
            self.ticket,
            // Stashed texts first: a line must not be forgotten before its stashed copy is safe.
            [Arc::clone(&files.asides), Arc::clone(&files.here.file)],
        ))
    }

    pub fn sync_failed(&mut self, set: u32, why: &str) -> Result<(), DraftTrouble> {
        if set != self.ticket || self.files.is_none() {
            return Ok(());
        }
        self.rescue(why)
    }

    /// Ends a session in which every line became a record or was stashed: leaves nothing half-typed behind.
    pub fn close(mut self) {
        self.earlier.clear();
        if let (Some(files), true) = (&self.files, self.now.text.is_empty()) {
            let _ = files.here.file.truncate(0);
            let _ = files.other.file.truncate(0);
        }
    }

    fn write_here(&mut self, bytes: &[u8]) -> Result<(), DraftTrouble> {
        let Some(files) = &self.files else {
            return self.rescue("the previous place did not accept it");
        };
        let result = append_all(files.here.file.as_ref(), bytes);
        self.settle(result)
    }

    fn write_aside(&mut self, bytes: &[u8]) -> Result<(), DraftTrouble> {
        let Some(files) = &self.files else {
            return self.rescue("the previous place did not accept it");
        };
        let result = append_all(files.asides.as_ref(), bytes);
        self.settle(result)
    }

    fn settle(&mut self, result: io::Result<()>) -> Result<(), DraftTrouble> {
        match result {
            Ok(()) => Ok(()),
            Err(error) => self.rescue(&in_words(&error)),
        }
    }

    fn rescue(&mut self, why: &str) -> Result<(), DraftTrouble> {
        self.files = None;
        // As for the journal: if the disk is full, this makes space for a new set of files.
        disk_space::free_reserves(self.disk.as_ref(), &self.places);
        let mut last_answer = why.to_owned();
        for place in self.places.clone() {
            match self.new_files(&place) {
                Ok(files) => {
                    self.files = Some(files);
                    return Ok(());
                }
                Err(error) => last_answer = in_words(&error),
            }
        }
        Err(DraftTrouble(nowhere(why, &last_answer, self.places.len())))
    }

    fn path(&self, place: &MeetingFolder, end: &str) -> PathBuf {
        place
            .draft()
            .join(format!("{}.{}.{end}", self.session, self.set))
    }

    fn new_files(&mut self, place: &MeetingFolder) -> io::Result<Files> {
        self.set += 1;
        self.ticket = next_ticket();
        if self.set > 1 {
            place.make(self.disk.as_ref())?;
        }
        let mut other = Vec::new();
        for line in &self.earlier {
            other.extend(whole_line(line));
        }
        let asides: Vec<u8> = self
            .asides
            .iter()
            .flat_map(|text| draft_lines::aside(text))
            .collect();
        let newest_earlier = self.earlier.iter().map(|line| line.n).max();
        let [a, b] = LINE_FILES;
        let files = Files {
            here: Slot {
                file: self.new_file(&self.path(place, a), &whole_line(&self.now))?,
                newest: Some(self.now.n),
                lines: vec![self.now.n],
            },
            other: Slot {
                file: self.new_file(&self.path(place, b), &other)?,
                newest: newest_earlier,
                lines: self.earlier.iter().map(|line| line.n).collect(),
            },
            asides: self.new_file(&self.path(place, ASIDE_FILE), &asides)?,
        };
        self.done.clear();
        self.disk.sync_folder(&place.draft())?;
        Ok(files)
    }

    /// A new file that does not take `bytes` is removed: everything in it is in memory and in the previous file.
    fn new_file(&self, path: &Path, bytes: &[u8]) -> io::Result<Arc<dyn DiskFile>> {
        let file = self.disk.create_reaching(path, Reach::Private)?;
        if let Err(error) = append_all(file.as_ref(), bytes) {
            if self.disk.read(path, 0).is_ok() {
                let _ = self.disk.remove(path);
            }
            return Err(error);
        }
        Ok(file)
    }
}

fn whole_line(line: &DraftLine) -> Vec<u8> {
    let mut bytes = draft_lines::begin(line.n, &line.purpose, &[]);
    if !line.text.is_empty() {
        bytes.extend(draft_lines::edit(0, 0, &line.text));
    }
    bytes
}
