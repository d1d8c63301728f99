//! Who else has a meeting open to read it: each leaves a small file in `readers/`, locked for as long as they read, and
//! the one who writes looks at it now and then. Two at once so know of each other. It must not keep anybody from
//! writing: whatever fails here is passed over.

use std::fs::File;
use std::io::{self, Read, Write};
use std::path::PathBuf;

use rustix::fs::{Mode, OFlags};

use super::disk::{self, Disk, FILE_MODE};
use super::lock::Holder;
use super::places::{MeetingFolder, new_session};
use super::sharing::{self, Reach};

/// The most notes that are looked at.
const MOST: usize = 64;
/// The most bytes of a note that are read.
const LONGEST: u64 = 4096;

/// A note that somebody reads here; it goes when this value is dropped, and counts for nothing when the program was
/// killed, because the system frees its lock.
#[derive(Debug)]
pub struct Reading {
    _file: File,
    path: PathBuf,
}

impl Reading {
    /// Whether it lies in this meeting.
    #[must_use]
    pub fn is_of(&self, meeting: &MeetingFolder) -> bool {
        self.path.starts_with(meeting.readers())
    }
}

impl Drop for Reading {
    fn drop(&mut self) {
        let _ = rustix::fs::unlink(&self.path);
    }
}

/// Leaves a note that we read this meeting.
///
/// # Errors
/// When the note cannot be made; then nobody is told, and nothing else is lost.
pub fn read_here(disk: &dyn Disk, meeting: &MeetingFolder, us: &Holder) -> io::Result<Reading> {
    let folder = meeting.readers();
    disk.make_folder_reaching(&folder, Reach::TeamWrites)?;
    let path = folder.join(format!("{}.json", new_session(0)?));
    let flags = OFlags::RDWR | OFlags::CREATE | OFlags::EXCL | OFlags::NOFOLLOW | OFlags::CLOEXEC;
    let file = File::from(disk::open(&path, flags, Mode::from_raw_mode(FILE_MODE))?);
    file.lock()?;
    sharing::share_file(&file, &path, Reach::TeamReads)?;
    (&file).write_all(&serde_json::to_vec(us)?)?;
    Ok(Reading { _file: file, path })
}

/// Who reads this meeting now. Notes of ours that nobody holds any more are taken away.
#[must_use]
pub fn readers(disk: &dyn Disk, meeting: &MeetingFolder) -> Vec<Holder> {
    let names = disk.list(&meeting.readers()).unwrap_or_default();
    names
        .iter()
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
