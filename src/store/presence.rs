//! Who else has a meeting open to read it: each reader keeps a small locked file in `readers/`, which the writer checks
//! now and then. What a reader types is stored under the same name, so that nobody takes it for left behind while they
//! are still there. Nothing that fails here prevents writing.

use std::fs::{File, TryLockError};
use std::io::{self, Read, Write};
use std::path::PathBuf;

use rustix::fs::{Mode, OFlags};

use super::disk::{self, Disk, FILE_MODE};
use super::lock::Holder;
use super::paths::{MeetingFolder, new_session};
use super::sharing::{self, Reach};

const MOST: usize = 64;
const LONGEST: u64 = 4096;
/// A reader's sitting starts with this: no record has this number, so no writer's session does.
const READER: &str = "000000-";

pub fn new_sitting() -> io::Result<String> {
    new_session(0)
}

#[must_use]
pub fn is_readers(session: &str) -> bool {
    session.starts_with(READER)
}

/// Whether this sitting's reader is still there. If there is no telling, nobody is.
#[must_use]
pub fn is_there(meeting: &MeetingFolder, sitting: &str) -> bool {
    let path = meeting.readers().join(format!("{sitting}.json"));
    let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::CLOEXEC | OFlags::NONBLOCK;
    disk::open(&path, flags, Mode::empty()).is_ok_and(|file| {
        let locked = File::from(file).try_lock_shared();
        matches!(locked, Err(TryLockError::WouldBlock))
    })
}

/// A note that somebody is reading here; dropping it removes it, and if the program is killed it counts for nothing,
/// because the system releases its lock.
#[derive(Debug)]
pub struct ReaderNote {
    _file: File,
    path: PathBuf,
}

impl Drop for ReaderNote {
    fn drop(&mut self) {
        let _ = rustix::fs::unlink(&self.path);
    }
}

/// Leaves a note that we are reading this meeting. It is renamed into place once it is whole and locked, so that
/// everyone finds it so.
///
/// # Errors
/// When the note cannot be made; then nobody is told, and nothing else is lost.
pub fn read_here(
    disk: &dyn Disk,
    meeting: &MeetingFolder,
    us: &Holder,
    sitting: &str,
) -> io::Result<ReaderNote> {
    let folder = meeting.readers();
    disk.make_folder_reaching(&folder, Reach::TeamWrites)?;
    let path = folder.join(format!("{sitting}.json"));
    let unnamed = folder.join(format!(".{sitting}.json"));
    let flags = OFlags::RDWR | OFlags::CREATE | OFlags::EXCL | OFlags::NOFOLLOW | OFlags::CLOEXEC;
    let file = File::from(disk::open(&unnamed, flags, Mode::from_raw_mode(FILE_MODE))?);
    let made = file
        .lock()
        .and_then(|()| sharing::share_file(&file, &path, Reach::TeamReads))
        .and_then(|()| (&file).write_all(&serde_json::to_vec(us)?))
        .and_then(|()| disk.rename(&unnamed, &path));
    if made.is_err() {
        let _ = rustix::fs::unlink(&unnamed);
    }
    made.map(|()| ReaderNote { _file: file, path })
}

/// Who is reading this meeting now. Notes of ours that nobody holds any longer are removed.
#[must_use]
pub fn readers(disk: &dyn Disk, meeting: &MeetingFolder) -> Vec<Holder> {
    let names = disk.list(&meeting.readers()).unwrap_or_default();
    names
        .iter()
        .filter(|name| !name.starts_with('.'))
        .take(MOST)
        .filter_map(|name| reader(&meeting.readers().join(name)).ok().flatten())
        .collect()
}

fn reader(path: &std::path::Path) -> io::Result<Option<Holder>> {
    let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::CLOEXEC | OFlags::NONBLOCK;
    let file = File::from(disk::open(path, flags, Mode::empty())?);
    disk::check_readable(&file, path)?;
    if file.try_lock_shared().is_ok() {
        // Left behind by a program that was killed.
        if disk::check_file(&file, path).is_ok() {
            let _ = rustix::fs::unlink(path);
        }
        return Ok(None);
    }
    let mut text = Vec::new();
    file.take(LONGEST).read_to_end(&mut text)?;
    Ok(serde_json::from_slice::<Holder>(&text)
        .ok()
        .map(Holder::cleaned))
}
