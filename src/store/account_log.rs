//! Append-only files that each belong to one account, chained line by line like the journal: the record of access and
//! the record of seals. In a team's folder each member writes their own, every member may read them all, and nobody but
//! the owner of the folder can remove another's.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::os::unix::net::UnixDatagram;
use std::path::Path;
use std::time::Duration;

use rustix::fs::{Mode, OFlags};

use super::disk::{self, Disk};
use super::journal_line::{self, JournalEntry, Line, NO_RECORD};
use super::pinned;
use super::sharing::{self, Reach};

const SYSTEM_LOG: &str = "/dev/log";
/// "Security messages, for information" in the numbers of the system's log (facility 10, severity 6).
const PRIORITY: u32 = 10 * 8 + 6;
/// How often to wait for another session of this account, a hundredth of a second each time.
const TRIES: u32 = 200;
/// The last line is looked for in this many bytes: a line is far shorter.
const TAIL: u64 = 256 * 1024;

/// Appends a line, whose number is filled in, and returns its hash; it is synced before this returns.
pub(super) fn append_in(folder: &Path, name: &str, entry: &JournalEntry) -> io::Result<String> {
    make(folder)?;
    let path = folder.join(name);
    // By its descriptor: a link put in its place in this moment leads nowhere.
    let opened = pinned::open_folder(folder)?;
    let flags = OFlags::RDWR
        | OFlags::APPEND
        | OFlags::CREATE
        | OFlags::NOFOLLOW
        | OFlags::CLOEXEC
        | OFlags::NONBLOCK;
    let mode = Mode::from_raw_mode(disk::FILE_MODE);
    let file = rustix::fs::openat(&opened, name, flags, mode);
    let mut file = File::from(file.map_err(|error| disk::in_our_words(error, &path))?);
    disk::check_file(&file, &path)?;
    sharing::share_file_in(&opened, &file, Reach::TeamReads)?;
    // Two sessions of one account take turns. Without locks the lines are still whole.
    wait_for(&file)?;
    let length = file.metadata()?.len();
    file.seek(SeekFrom::Start(length.saturating_sub(TAIL)))?;
    let mut before = Vec::new();
    (&mut file).take(TAIL).read_to_end(&mut before)?;
    let (last, prev) = end_of(&before);
    let mut entry = entry.clone();
    entry.seq = last + 1;
    entry.batch = entry.seq;
    let line = journal_line::encode(&entry, &prev).map_err(io::Error::other)?;
    let mut bytes = Vec::new();
    // A line cut off by a power cut stays as it is, on a line of its own.
    if before.last().is_some_and(|byte| *byte != b'\n') {
        bytes.push(b'\n');
    }
    bytes.extend(line.bytes);
    file.seek(SeekFrom::End(0))?;
    file.write_all(&bytes)?;
    file.sync_data()?;
    if before.is_empty() {
        disk::RealDisk.sync_folder(folder)?;
    }
    Ok(line.hash)
}

/// Whether records may be kept below this data root or rescue folder: not where somebody else could put another folder
/// in the place of ours. One that is not there yet is made by us.
pub(super) fn may_be_kept_below(root: &Path) -> io::Result<()> {
    let root = match std::fs::canonicalize(root) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        other => other?,
    };
    sharing::check_whose(&root)
}

fn make(folder: &Path) -> io::Result<()> {
    let make = |path: &Path| disk::RealDisk.make_folder_reaching(path, Reach::TeamWrites);
    match make(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            let above = folder.parent().ok_or(error)?;
            make_with_those_above(above)?;
            make(folder).map(drop)
        }
        other => other.map(drop),
    }
}

/// An account that has never run a program may have no state folder at all.
pub(super) fn make_with_those_above(folder: &Path) -> io::Result<()> {
    match disk::RealDisk.make_folder(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            make_with_those_above(folder.parent().ok_or(error)?)?;
            disk::RealDisk.make_folder(folder).map(drop)
        }
        other => other.map(drop),
    }
}

fn wait_for(file: &File) -> io::Result<()> {
    for _ in 0..TRIES {
        match file.try_lock() {
            Ok(()) => return Ok(()),
            Err(std::fs::TryLockError::WouldBlock) => {
                std::thread::sleep(Duration::from_millis(10));
            }
            // A folder without locks (some network folders): a fork in the chain shows up when it is read.
            Err(std::fs::TryLockError::Error(_)) => return Ok(()),
        }
    }
    Err(io::Error::new(
        io::ErrorKind::WouldBlock,
        "another session holds it",
    ))
}

fn end_of(bytes: &[u8]) -> (u64, String) {
    let lines = bytes.rsplit(|byte| *byte == b'\n');
    let last =
        lines
            .filter(|line| !line.is_empty())
            .find_map(|line| match journal_line::decode(line) {
                Ok(Line::Known { record, hash, .. }) => Some((record.seq, hash)),
                Ok(Line::Newer(_)) | Err(_) => None,
            });
    last.unwrap_or((0, NO_RECORD.to_owned()))
}

#[derive(Debug)]
pub(super) struct LogLine {
    pub(super) entry: JournalEntry,
    pub(super) hash: String,
    /// It follows the line before it.
    pub(super) follows: bool,
}

#[derive(Debug)]
pub(super) struct Log {
    pub(super) lines: Vec<LogLine>,
    /// Lines that are not as they were written, by number, from 1; what a power cut left of a line is not among them.
    pub(super) bad: Vec<usize>,
    /// Each line is as it was written and follows the one before it.
    pub(super) is_whole: bool,
}

pub(super) fn take(bytes: &[u8]) -> Log {
    let taken = journal_line::take_apart(bytes);
    let is_complete = taken.bad.is_empty() && taken.torn.is_none();
    let mut lines = Vec::new();
    let mut before = NO_RECORD.to_owned();
    for (_, line) in taken.lines {
        if let Line::Known { record, prev, hash } = line {
            let follows = prev == before;
            before.clone_from(&hash);
            lines.push(LogLine {
                entry: *record,
                hash,
                follows,
            });
        }
    }
    // A line is one write, so a power cut leaves the beginning of one.
    let all: Vec<&[u8]> = bytes.split(|byte| *byte == b'\n').collect();
    let is_cut_off = |line: &[u8]| !line.ends_with(b"\"}");
    let mut bad: Vec<usize> = taken.bad.iter().map(|(number, _)| *number).collect();
    bad.retain(|number| all.get(number - 1).is_none_or(|line| !is_cut_off(line)));
    if let Some(torn) = &taken.torn
        && !is_cut_off(torn.trim_ascii_end())
    {
        bad.push(all.iter().filter(|line| !line.is_empty()).count());
    }
    let is_whole = is_complete && lines.iter().all(|line| line.follows);
    Log {
        lines,
        bad,
        is_whole,
    }
}

/// `words` are ids and numbers only: others can read the system's log. No log, or a full one, is no error: only the line
/// in our own file was promised.
pub(super) fn tell_the_system(words: &str) {
    let Ok(socket) = UnixDatagram::unbound() else {
        return;
    };
    let _ = socket.set_nonblocking(true);
    let line = format!("<{PRIORITY}>talking-piece: {words}");
    let _ = socket.send_to(line.as_bytes(), SYSTEM_LOG);
}
