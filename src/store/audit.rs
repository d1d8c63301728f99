//! The record of who opened past minutes: one append-only file for each meeting and account, chained line by line like
//! the journal and holding only ids and actions. Each line also goes to the system's log, if there is one, which this
//! account cannot change.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::os::unix::net::UnixDatagram;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rustix::fs::{Mode, OFlags};
use serde_json::Value;

use super::disk::{self, Disk, LARGEST_FILE};
use super::journal_line::{self, JournalEntry, Line, NO_RECORD};
use super::paths::Paths;
use super::sharing::{self, Reach};

/// Below the data root, or below a rescue folder when the data root cannot be written.
const FOLDER: &str = "audit";
const KIND: &str = "access";
const SYSTEM_LOG: &str = "/dev/log";
/// "Security messages, for information" in the numbers of the system's log (facility 10, severity 6).
const PRIORITY: u32 = 10 * 8 + 6;
/// How often to wait for another session of this account, a hundredth of a second each time.
const TRIES: u32 = 200;

/// As in the journal; `seq` is filled in here.
pub type AuditEntry = JournalEntry;

/// Appends a line for a meeting; it is synced before this returns.
///
/// # Errors
/// When no place took it. Nothing of the minutes may be shown then.
pub fn append(places: &Paths, meeting: &str, entry: &AuditEntry) -> io::Result<()> {
    let name = file_name(meeting, &entry.who);
    let mut failed = None;
    for folder in folders(places) {
        match append_in(&folder, &name, entry) {
            Ok(()) => {
                tell_the_system(meeting, entry);
                return Ok(());
            }
            Err(error) => failed = failed.or(Some(error)),
        }
    }
    Err(failed.unwrap_or_else(|| io::Error::from(io::ErrorKind::NotFound)))
}

/// A meeting's record from every place this account can read, and what is wrong with it, in words.
#[must_use]
pub fn read(places: &Paths, disk: &dyn Disk, meeting: &str) -> (Vec<AuditEntry>, Vec<String>) {
    let mut entries = Vec::new();
    let mut troubles = Vec::new();
    let beginning = format!("{meeting}.");
    for folder in folders(places) {
        for name in disk.list(&folder).unwrap_or_default() {
            if !name.starts_with(&beginning) {
                continue;
            }
            match disk.read(&folder.join(&name), LARGEST_FILE) {
                Ok(bytes) => troubles.extend(check(&bytes, &mut entries)),
                Err(error) => troubles.push(format!(
                    "A part of this record cannot be read here ({error})."
                )),
            }
        }
    }
    entries.sort_by_key(|entry| entry.at);
    (entries, troubles)
}

fn folders(places: &Paths) -> impl Iterator<Item = PathBuf> + '_ {
    let roots = std::iter::once(&places.data).chain(&places.rescue);
    roots.map(|root| root.join(FOLDER))
}

/// Only an account's number and an id's letters go into a file name.
fn file_name(meeting: &str, who: &str) -> String {
    let safe = |text: &str| -> String {
        let letters = text.chars();
        letters.filter(char::is_ascii_alphanumeric).collect()
    };
    format!("{}.{}.jsonl", safe(meeting), safe(who))
}

fn append_in(folder: &Path, name: &str, entry: &AuditEntry) -> io::Result<()> {
    // In a folder shared by a team each member writes their own file there, and every member may read them all.
    make(folder)?;
    let path = folder.join(name);
    let flags = OFlags::RDWR
        | OFlags::APPEND
        | OFlags::CREATE
        | OFlags::NOFOLLOW
        | OFlags::CLOEXEC
        | OFlags::NONBLOCK;
    let mut file = File::from(disk::open(
        &path,
        flags,
        Mode::from_raw_mode(disk::FILE_MODE),
    )?);
    disk::check_file(&file, &path)?;
    sharing::share_file(&file, &path, Reach::TeamReads)?;
    // Two sessions of one account take turns. Without locks the lines are still whole.
    wait_for(&file)?;
    let mut before = Vec::new();
    (&mut file).take(LARGEST_FILE).read_to_end(&mut before)?;
    let (last, prev) = end_of(&before);
    let mut entry = entry.clone();
    entry.seq = last + 1;
    entry.batch = entry.seq;
    KIND.clone_into(&mut entry.kind);
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
    Ok(())
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
fn make_with_those_above(folder: &Path) -> io::Result<()> {
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
    let taken = journal_line::take_apart(bytes);
    let last = taken
        .lines
        .into_iter()
        .rev()
        .find_map(|(_, line)| match line {
            Line::Known { record, hash, .. } => Some((record.seq, hash)),
            Line::Newer(_) => None,
        });
    last.unwrap_or((0, NO_RECORD.to_owned()))
}

fn check(bytes: &[u8], entries: &mut Vec<AuditEntry>) -> Option<String> {
    let taken = journal_line::take_apart(bytes);
    let mut is_whole = taken.bad.is_empty() && taken.torn.is_none();
    let mut before = NO_RECORD.to_owned();
    for (_, line) in taken.lines {
        if let Line::Known { record, prev, hash } = line {
            is_whole &= prev == before;
            before = hash;
            entries.push(*record);
        }
    }
    (!is_whole).then(|| {
        "This record was changed or cut: some of its lines are missing or not as they were written. The system's log may have them; ask IT."
            .to_owned()
    })
}

/// Ids and numbers only: others can read the system's log.
fn tell_the_system(meeting: &str, entry: &AuditEntry) {
    let Ok(socket) = UnixDatagram::unbound() else {
        return;
    };
    let _ = socket.set_nonblocking(true);
    let word = entry.body.get("done").and_then(Value::as_str).unwrap_or("");
    let restricted = entry.body.get("restricted").and_then(Value::as_bool) == Some(true);
    let line = format!(
        "<{PRIORITY}>talking-piece: access meeting={meeting} done={word} restricted={restricted} {}",
        entry.who
    );
    // No log, or a full one: only the line in our own file was promised.
    let _ = socket.send_to(line.as_bytes(), SYSTEM_LOG);
}

/// The number of the account that logged in, which stays the same after `su` or `sudo`. `None` where the system does
/// not record it.
#[must_use]
pub fn login() -> Option<u32> {
    let text = std::fs::read_to_string("/proc/self/loginuid").ok()?;
    let number = text.trim().parse::<u32>().ok()?;
    (number != u32::MAX).then_some(number)
}

/// `None` for an account that only the network knows.
#[must_use]
pub fn account_name(number: u32) -> Option<String> {
    let list = std::fs::read_to_string("/etc/passwd").ok()?;
    list.lines().find_map(|line| {
        let mut parts = line.split(':');
        let name = parts.next()?;
        (parts.nth(1)?.parse::<u32>().ok()? == number).then(|| name.to_owned())
    })
}
