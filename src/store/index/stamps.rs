//! Stamps show, without reading any file, that a meeting's files or this user's rights have changed: the size, times,
//! number and mode of each file, and whether it can be read now.

use rustix::fs::{Access, AtFlags, CWD};
use std::collections::HashMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use crate::store::meeting_folder::{MINUTES, RESTRICTED};
use crate::store::paths::{MeetingFolder, Paths};
use crate::store::reading::is_segment;
use crate::store::sealed::SEAL;

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Stamp {
    minutes: FileStamp,
    restricted: FileStamp,
    journal: FileStamp,
    /// Every segment, not just the last by name: anyone who carries on without a lock, or after a disk error, may write
    /// to an earlier one.
    segments: Vec<(String, FileStamp)>,
    seal: FileStamp,
    earlier: FileStamp,
    /// The files of earlier versions, which are sealed too.
    kept: Vec<(String, FileStamp)>,
    /// What the record of seals has of it (`SealRecord::mark`).
    on_record: String,
    /// Journals in rescue folders, as text: there is hardly ever one.
    rescued: String,
}

/// The default is a missing file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct FileStamp {
    number: u64,
    size: u64,
    /// When its content or its name, owner or mode changed, in nanoseconds since 1970.
    changed: i128,
    touched: i128,
    readable: bool,
    own: bool,
}

/// Journals that had to be written elsewhere, by meeting. Looked up once for the whole library.
#[derive(Debug, Default)]
pub struct Rescued(HashMap<String, Vec<PathBuf>>);

impl Rescued {
    pub fn of(places: &Paths) -> Rescued {
        let mut found: HashMap<String, Vec<PathBuf>> = HashMap::new();
        for base in &places.rescue {
            let folders = std::fs::read_dir(base.join("rescued"));
            for folder in folders.into_iter().flatten().flatten() {
                if let Ok(name) = folder.file_name().into_string() {
                    found.entry(name).or_default().push(folder.path());
                }
            }
        }
        Rescued(found)
    }
}

impl Stamp {
    /// `before` is the last stamp: an unchanged folder of segments is not listed again.
    pub fn look(folder: &MeetingFolder, rescued: &Rescued, before: Option<&Stamp>) -> Stamp {
        let journal = folder.journal();
        let journal_look = look_at(&journal);
        let names: Vec<String> = match before {
            Some(before) if before.journal == journal_look => before.names().collect(),
            _ if journal_look.readable => segments_in(&journal),
            _ => Vec::new(),
        };
        let newest = names.len().saturating_sub(1);
        let segments = names.into_iter().enumerate().map(|(place, name)| {
            let path = journal.join(&name);
            // The segments share a folder, and a changed mode is noticed, so only the newest is tested for reading.
            let look = if place == newest {
                look_at(&path)
            } else {
                look_from_outside(&path)
            };
            (name, look)
        });
        let segments = segments.collect();
        let earlier = folder.earlier();
        let earlier_look = look_from_outside(&earlier);
        let kept: Vec<String> = match before {
            _ if earlier_look == FileStamp::default() => Vec::new(),
            Some(before) if before.earlier == earlier_look => {
                before.kept.iter().map(|(name, _)| name.clone()).collect()
            }
            _ => names_of(files_of(&earlier)),
        };
        let kept = kept.into_iter().map(|name| {
            let look = look_from_outside(&earlier.join(&name));
            (name, look)
        });
        let mut elsewhere = String::new();
        for place in rescued.0.get(folder.id.as_str()).into_iter().flatten() {
            for file in files_of(&place.join("journal")) {
                let _ = write!(elsewhere, "{}+", look_at(&file).text());
            }
        }
        Stamp {
            minutes: look_at(&folder.path.join(MINUTES)),
            restricted: look_at(&folder.path.join(RESTRICTED)),
            journal: journal_look,
            segments,
            seal: look_from_outside(&folder.path.join(SEAL)),
            earlier: earlier_look,
            kept: kept.collect(),
            on_record: before.map_or_else(String::new, |before| before.on_record.clone()),
            rescued: elsewhere,
        }
    }

    /// `mark`: what the record of seals has of the meeting now. Without it, it is taken to be as it was before.
    #[must_use]
    pub fn on_record(self, mark: String) -> Stamp {
        Stamp {
            on_record: mark,
            ..self
        }
    }

    #[must_use]
    pub fn mark(&self) -> &str {
        &self.on_record
    }

    fn names(&self) -> impl Iterator<Item = String> {
        self.segments.iter().map(|(name, _)| name.clone())
    }

    fn can_read_segments(&self) -> bool {
        self.segments.last().is_some_and(|(_, look)| look.readable)
    }

    /// Whether part of it could be read `before` and no longer can.
    pub fn may_read_less_than(&self, before: &Stamp) -> bool {
        let less = |now: &FileStamp, before: &FileStamp| before.readable && !now.readable;
        less(&self.minutes, &before.minutes)
            || less(&self.restricted, &before.restricted)
            || less(&self.journal, &before.journal)
    }

    /// Whether none of its files is there.
    pub fn is_empty(&self) -> bool {
        let nothing = Stamp {
            on_record: self.on_record.clone(),
            ..Stamp::default()
        };
        *self == nothing
    }

    /// Whether the journal may say more than the minutes: it is newer, or there are no minutes. It must be readable,
    /// which another minute-taker's never is.
    pub fn journal_is_newer(&self) -> bool {
        let mut segments = self.segments.iter();
        let written = segments.any(|(_, look)| look.changed >= self.minutes.changed);
        (written && self.can_read_segments()) || !self.rescued.is_empty()
    }

    /// Whether it was closed, and neither its journal nor its minutes were written since.
    pub fn is_sealed_as_it_stands(&self) -> bool {
        let is_sealed = self.seal != FileStamp::default();
        is_sealed && self.seal.changed >= self.minutes.changed && !self.journal_is_newer()
    }

    pub fn has_journal(&self) -> bool {
        self.can_read_segments() || !self.rescued.is_empty()
    }

    /// Whether this user's own journal cannot be read or is empty.
    pub fn has_lost_journal(&self) -> bool {
        self.journal.own && !self.has_journal()
    }

    pub fn has_seal_or_journal(&self) -> bool {
        self.seal != FileStamp::default() || self.journal != FileStamp::default()
    }

    pub fn has_minutes(&self) -> bool {
        self.minutes != FileStamp::default()
    }

    pub fn may_read_minutes(&self) -> bool {
        self.minutes.readable
    }

    pub fn may_read_restricted(&self) -> bool {
        self.restricted.readable
    }

    /// Whether nothing of it was changed since `before` (nanoseconds since 1970) as far as times tell. Only such a stamp
    /// is sure to differ after another change: times have steps, on some disks of two seconds.
    #[must_use]
    pub fn is_older_than(&self, before: i128) -> bool {
        let is_older = |look: &FileStamp| look.changed.max(look.touched) < before;
        self.rescued.is_empty() && self.files().all(is_older)
    }

    /// Whether every file of it belongs to this account. Somebody else can change theirs without a trace in its times:
    /// through a mapping, or with a clock of their own on a network.
    #[must_use]
    pub fn is_ours(&self) -> bool {
        self.files()
            .all(|look| look.own || *look == FileStamp::default())
    }

    /// All but those in rescue folders.
    fn files(&self) -> impl Iterator<Item = &FileStamp> {
        let alone = [
            &self.minutes,
            &self.restricted,
            &self.journal,
            &self.seal,
            &self.earlier,
        ];
        let named = self.segments.iter().chain(&self.kept);
        alone.into_iter().chain(named.map(|(_, look)| look))
    }

    pub fn text(&self) -> String {
        let mut text = format!(
            "{}|{}|{}|{}|{}|{}|{}|",
            self.minutes.text(),
            self.restricted.text(),
            self.journal.text(),
            self.seal.text(),
            self.earlier.text(),
            self.on_record,
            self.rescued
        );
        // No name holds a slash or a bar: others are not ours.
        for (number, files) in [&self.segments, &self.kept].into_iter().enumerate() {
            text.push_str(if number == 0 { "" } else { "|" });
            for (name, look) in files {
                let _ = write!(text, "{}/{name}/", look.text());
            }
        }
        text
    }

    pub fn parse(text: &str) -> Option<Stamp> {
        let mut parts = text.splitn(9, '|');
        let mut look = || FileStamp::parse(parts.next()?);
        let (minutes, restricted, journal) = (look()?, look()?, look()?);
        let (seal, earlier) = (look()?, look()?);
        let on_record = parts.next()?.to_owned();
        let rescued = parts.next()?.to_owned();
        Some(Stamp {
            minutes,
            restricted,
            journal,
            seal,
            earlier,
            on_record,
            rescued,
            segments: files_in(parts.next()?)?,
            kept: files_in(parts.next()?)?,
        })
    }
}

fn files_in(text: &str) -> Option<Vec<(String, FileStamp)>> {
    let mut parts = text.split_terminator('/');
    let mut files = Vec::new();
    while let Some(look) = parts.next() {
        files.push((parts.next()?.to_owned(), FileStamp::parse(look)?));
    }
    Some(files)
}

impl FileStamp {
    fn text(&self) -> String {
        if *self == FileStamp::default() {
            return String::new();
        }
        format!(
            "{},{},{},{},{},{}",
            self.number,
            self.size,
            self.changed,
            self.touched,
            u8::from(self.readable),
            u8::from(self.own)
        )
    }

    fn parse(text: &str) -> Option<FileStamp> {
        if text.is_empty() {
            return Some(FileStamp::default());
        }
        let mut parts = text.split(',');
        Some(FileStamp {
            number: parts.next()?.parse().ok()?,
            size: parts.next()?.parse().ok()?,
            changed: parts.next()?.parse().ok()?,
            touched: parts.next()?.parse().ok()?,
            readable: parts.next()? == "1",
            own: parts.next()? == "1",
        })
    }
}

fn look_at(path: &Path) -> FileStamp {
    let (look, mode) = look_with_mode(path);
    if look == FileStamp::default() {
        return look;
    }
    FileStamp {
        // Its owner may read it. For others the mode alone is not enough: groups change too. The folders above let us
        // look at it just now.
        readable: (look.own && mode & 0o400 != 0)
            || rustix::fs::accessat(CWD, path, Access::READ_OK, AtFlags::EACCESS).is_ok(),
        ..look
    }
}

fn look_from_outside(path: &Path) -> FileStamp {
    look_with_mode(path).0
}

fn look_with_mode(path: &Path) -> (FileStamp, u32) {
    let Ok(found) = rustix::fs::statat(CWD, path, AtFlags::SYMLINK_NOFOLLOW) else {
        return (FileStamp::default(), 0);
    };
    let nanos = |seconds, nanos| i128::from(seconds) * 1_000_000_000 + i128::from(nanos);
    let look = FileStamp {
        number: found.st_ino,
        size: u64::try_from(found.st_size).unwrap_or(0),
        changed: nanos(found.st_mtime, found.st_mtime_nsec),
        touched: nanos(found.st_ctime, found.st_ctime_nsec),
        readable: false,
        own: found.st_uid == rustix::process::geteuid().as_raw(),
    };
    (look, found.st_mode)
}

fn segments_in(journal: &Path) -> Vec<String> {
    let mut names = names_of(files_of(journal));
    names.retain(|name| is_segment(name));
    names
}

fn names_of(files: Vec<PathBuf>) -> Vec<String> {
    let names = files.iter().filter_map(|path| path.file_name()?.to_str());
    let names = names.filter(|name| !name.contains('|'));
    names.map(str::to_owned).collect()
}

fn files_of(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    files.sort();
    files
}
