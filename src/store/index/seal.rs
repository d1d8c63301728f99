//! The seal of the index: how its file looked after the last complete write.
//!
//! It does not protect against anyone who may write here: that is the user. It shows that a write was not finished, or
//! that something other than this program wrote to the file.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, Read, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use rustix::fs::{AtFlags, CWD};

use crate::store::disk::{self, FILE_MODE, FOLDER_MODE, Openness};

const NAME: &str = "seal";
const LOCK: &str = "lock";
pub(super) const DATABASE: &str = "index.db";
const WRITING: &str = "writing";

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Belief {
    Whole,
    No,
    /// A program that trusted it began to write and has not finished.
    BeingWritten,
}

pub(super) fn database(folder: &Path) -> PathBuf {
    folder.join(DATABASE)
}

/// Makes the folder if it is missing; one that others may read is closed to them.
pub(super) fn make_folder(folder: &Path) -> io::Result<()> {
    make_program_folder(folder.parent().unwrap_or(folder))?;
    make_private(folder)
}

/// The program's own folder below the system's cache folder.
pub(in crate::store) fn make_program_folder(program: &Path) -> io::Result<()> {
    if let Some(system) = program.parent() {
        std::fs::create_dir_all(system)?;
    }
    make_private(program)
}

fn make_private(path: &Path) -> io::Result<()> {
    use std::os::unix::fs::{DirBuilderExt, PermissionsExt};
    match std::fs::DirBuilder::new().mode(FOLDER_MODE).create(path) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            disk::check_folder(path, Openness::OthersMayLook)?;
            std::fs::set_permissions(path, std::fs::Permissions::from_mode(FOLDER_MODE))?;
        }
        other => other?,
    }
    disk::check_folder(path, Openness::OursAlone)
}

/// The writer's lock; `None` when somebody else holds it. Dropping the file releases it.
pub(super) fn lock(folder: &Path) -> io::Result<Option<File>> {
    let file = open(&folder.join(LOCK))?;
    match file.try_lock() {
        Ok(()) => Ok(Some(file)),
        Err(TryLockError::WouldBlock) => Ok(None),
        Err(TryLockError::Error(error)) => Err(error),
    }
}

/// Opens one of our small files, making it if it is missing; never through a link.
pub(super) fn open(path: &Path) -> io::Result<File> {
    let flags = rustix::fs::OFlags::NOFOLLOW.bits();
    let file = OpenOptions::new()
        .read(true)
        .write(true)
        .create(true)
        .truncate(false)
        .mode(FILE_MODE)
        .custom_flags(i32::try_from(flags).unwrap_or(0))
        .open(path)?;
    disk::check_file(&file, path)?;
    Ok(file)
}

pub(super) fn break_it(folder: &Path) -> io::Result<()> {
    write(folder, WRITING)
}

pub(super) fn set(folder: &Path) -> io::Result<()> {
    write(folder, &look(folder)?)
}

pub(super) fn belief(folder: &Path) -> Belief {
    let mut text = String::new();
    let read =
        File::open(folder.join(NAME)).and_then(|file| file.take(400).read_to_string(&mut text));
    match (read, look(folder)) {
        (Ok(_), Ok(now)) if text == now => Belief::Whole,
        // The file is empty for a moment before it is rewritten.
        (Ok(_), Ok(_)) if text == WRITING || text.is_empty() => Belief::BeingWritten,
        _ => Belief::No,
    }
}

/// When an index was last sealed, in seconds since 1970: each program that keeps it seals it on opening.
pub(super) fn set_at(folder: &Path) -> Option<i64> {
    let found = rustix::fs::statat(CWD, folder.join(NAME), AtFlags::SYMLINK_NOFOLLOW).ok()?;
    Some(found.st_mtime)
}

/// Removes the seal first, so that a half-removed index is not trusted.
pub(super) fn remove(folder: &Path) -> io::Result<()> {
    for name in [
        NAME,
        DATABASE,
        "index.db-journal",
        "index.db-wal",
        "index.db-shm",
    ] {
        match std::fs::remove_file(folder.join(name)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
    }
    Ok(())
}

fn write(folder: &Path, text: &str) -> io::Result<()> {
    let mut file = open(&folder.join(NAME))?;
    rustix::fs::ftruncate(&file, 0)?;
    file.write_all(text.as_bytes())
}

fn look(folder: &Path) -> io::Result<String> {
    let found = rustix::fs::statat(CWD, database(folder), AtFlags::SYMLINK_NOFOLLOW)?;
    Ok(format!(
        "index {} {} {}.{:09} {}.{:09}",
        found.st_ino,
        found.st_size,
        found.st_mtime,
        found.st_mtime_nsec,
        found.st_ctime,
        found.st_ctime_nsec
    ))
}
