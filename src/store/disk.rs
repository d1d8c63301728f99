//! The seam between the program and the disk: the few calls the store makes, so that tests can substitute a disk that
//! fails or forgets.

use std::ffi::OsStr;
use std::fs::File;
use std::io::{self, Read, Seek, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rustix::fs::{AtFlags, Mode, OFlags};

use super::pinned;
use super::sharing::{self, Reach};

/// For the owner alone (storage.md 2.7).
pub const FILE_MODE: u32 = 0o600;
/// For the owner alone (storage.md 2.7).
pub const FOLDER_MODE: u32 = 0o700;
/// In bytes. A long meeting is below 2 MiB; a file near this size is not ours.
pub const LARGEST_FILE: u64 = 256 * 1024 * 1024;

/// Shared with the syncer thread, so that syncing needs no second descriptor.
pub trait DiskFile: Send + Sync {
    /// One `write` at the end of the file. May take fewer bytes than given.
    fn append(&self, bytes: &[u8]) -> io::Result<usize>;
    /// `fdatasync`: once it succeeds, everything appended before is safe against a power cut. Once it fails the file
    /// must not be used again: a second try may claim success for text that is lost.
    fn sync(&self) -> io::Result<()>;
    fn truncate(&self, length: u64) -> io::Result<()>;
}

pub trait Disk: Send + Sync {
    /// Makes a folder with mode 0700, or for the team if it is below a handed-on meeting. An existing folder is fine if
    /// it is private and ours, or shared like its parent. `Ok(true)` if it was made now.
    fn make_folder(&self, path: &Path) -> io::Result<bool>;
    /// `reach` only counts in a shared place.
    fn make_folder_reaching(&self, path: &Path, reach: Reach) -> io::Result<bool> {
        let _ = reach;
        self.make_folder(path)
    }
    /// Makes the names in a folder safe against a power cut.
    fn sync_folder(&self, path: &Path) -> io::Result<()>;
    fn list(&self, path: &Path) -> io::Result<Vec<String>>;
    /// Makes a new file with mode 0600 (0640 below a handed-on meeting), open for appending; never opens an existing
    /// one and never follows a link.
    fn create_new(&self, path: &Path) -> io::Result<Arc<dyn DiskFile>>;
    /// `reach` only counts in a shared place.
    fn create_reaching(&self, path: &Path, reach: Reach) -> io::Result<Arc<dyn DiskFile>> {
        let _ = reach;
        self.create_new(path)
    }
    /// Reserves space with a file of `bytes` that holds nothing. An existing one will do.
    fn reserve(&self, path: &Path, bytes: u64) -> io::Result<()> {
        let _ = (path, bytes);
        Ok(())
    }
    /// Removes the reserve, so that its space can be used; an error when there is none.
    fn free(&self, path: &Path) -> io::Result<()> {
        let _ = path;
        Err(io::Error::from(io::ErrorKind::NotFound))
    }
    fn is_anothers(&self, path: &Path) -> bool {
        let _ = path;
        false
    }
    /// The whole of a file of ours, or of our team's in a shared place. Refuses links, pipes, devices, other people's
    /// files and more than `limit` bytes.
    fn read(&self, path: &Path, limit: u64) -> io::Result<Vec<u8>>;
    /// Syncs a file that an earlier session wrote: what we read from it may only be in the machine's memory.
    fn sync_file(&self, path: &Path) -> io::Result<()>;
    /// Replaces any file already called `to`.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;
    fn remove(&self, path: &Path) -> io::Result<()>;
    /// Only an empty one.
    fn remove_folder(&self, path: &Path) -> io::Result<()> {
        rustix::fs::rmdir(path).map_err(io::Error::from)
    }
    /// Takes the words out of a file of ours that others may read, on a full disk too: [`sharing::close_and_empty`].
    fn close_and_empty(&self, path: &Path) -> io::Result<()> {
        sharing::close_and_empty(path)
    }
}

pub(super) fn sync_folder(path: &Path) -> io::Result<()> {
    let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::NOFOLLOW | OFlags::CLOEXEC;
    let folder = rustix::fs::open(path, flags, Mode::empty())?;
    rustix::fs::fsync(folder).map_err(io::Error::from)
}

/// Writes all of `bytes`, continuing after a short write or an interrupted call.
///
/// # Errors
/// The first real error; part of `bytes` may be in the file by then.
pub fn append_all(file: &dyn DiskFile, mut bytes: &[u8]) -> io::Result<()> {
    while !bytes.is_empty() {
        match file.append(bytes) {
            Ok(0) => return Err(io::Error::from(io::ErrorKind::WriteZero)),
            Ok(taken) => bytes = bytes.get(taken..).unwrap_or_default(),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

#[derive(Debug, Clone, Copy, Default)]
pub struct SystemDisk;

#[cfg(not(feature = "sabotage"))]
pub use self::SystemDisk as RealDisk;
#[cfg(feature = "sabotage")]
pub use super::sabotage::SabotagedDisk as RealDisk;

/// A file of ours, and the name it was made under.
struct RealFile(File, PathBuf);

impl DiskFile for RealFile {
    fn append(&self, bytes: &[u8]) -> io::Result<usize> {
        (&self.0).write(bytes)
    }

    fn sync(&self) -> io::Result<()> {
        self.0.sync_data()?;
        // A file that was removed while we write accepts every byte, syncs without an error and keeps nothing; one that
        // was moved away is not found again.
        let ours = rustix::fs::fstat(&self.0)?;
        let there = rustix::fs::statat(rustix::fs::CWD, &self.1, AtFlags::SYMLINK_NOFOLLOW);
        match there {
            Ok(there) if (there.st_dev, there.st_ino) == (ours.st_dev, ours.st_ino) => Ok(()),
            // A folder that may not be looked into any more says nothing about the file.
            Err(rustix::io::Errno::ACCESS) if ours.st_nlink > 0 => Ok(()),
            _ => Err(rustix::io::Errno::NOENT.into()),
        }
    }

    fn truncate(&self, length: u64) -> io::Result<()> {
        rustix::fs::ftruncate(&self.0, length).map_err(io::Error::from)
    }
}

impl Disk for SystemDisk {
    fn make_folder(&self, path: &Path) -> io::Result<bool> {
        sharing::make_folder(path, Reach::AsAbove)
    }

    fn make_folder_reaching(&self, path: &Path, reach: Reach) -> io::Result<bool> {
        sharing::make_folder(path, reach)
    }

    fn sync_folder(&self, path: &Path) -> io::Result<()> {
        sync_folder(path)
    }

    fn list(&self, path: &Path) -> io::Result<Vec<String>> {
        let mut names = Vec::new();
        for entry in std::fs::read_dir(path)? {
            // A name that is not UTF-8 cannot be one of ours.
            if let Ok(name) = entry?.file_name().into_string() {
                names.push(name);
            }
        }
        names.sort();
        Ok(names)
    }

    fn create_new(&self, path: &Path) -> io::Result<Arc<dyn DiskFile>> {
        self.create_reaching(path, Reach::AsAbove)
    }

    fn create_reaching(&self, path: &Path, reach: Reach) -> io::Result<Arc<dyn DiskFile>> {
        let flags = OFlags::WRONLY
            | OFlags::APPEND
            | OFlags::CREATE
            | OFlags::EXCL
            | OFlags::NOFOLLOW
            | OFlags::CLOEXEC;
        let (Some(above), Some(name)) = (path.parent(), path.file_name()) else {
            return Err(io::Error::from(io::ErrorKind::NotFound));
        };
        let folder = pinned::folder_for(above, reach)?;
        let mode = Mode::from_raw_mode(FILE_MODE);
        let file = File::from(rustix::fs::openat(&folder, name, flags, mode)?);
        check_file(&file, path)?;
        sharing::share_file_in(&folder, &file, reach)?;
        Ok(Arc::new(RealFile(file, path.to_owned())))
    }

    fn reserve(&self, path: &Path, bytes: u64) -> io::Result<()> {
        let flags =
            OFlags::WRONLY | OFlags::CREATE | OFlags::EXCL | OFlags::NOFOLLOW | OFlags::CLOEXEC;
        let file = open(path, flags, Mode::from_raw_mode(FILE_MODE))?;
        let done = rustix::fs::fallocate(&file, rustix::fs::FallocateFlags::empty(), 0, bytes);
        if done.is_err() {
            // Half a reserve is no use: keep none.
            rustix::fs::unlink(path)?;
        }
        done.map_err(io::Error::from)
    }

    fn free(&self, path: &Path) -> io::Result<()> {
        self.remove(path)
    }

    fn is_anothers(&self, path: &Path) -> bool {
        rustix::fs::statat(rustix::fs::CWD, path, AtFlags::SYMLINK_NOFOLLOW)
            .is_ok_and(|found| found.st_uid != rustix::process::geteuid().as_raw())
    }

    fn read(&self, path: &Path, limit: u64) -> io::Result<Vec<u8>> {
        // NONBLOCK: opening a pipe must not hang; the kind of file is checked before the first byte is read.
        let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::CLOEXEC | OFlags::NONBLOCK;
        let file = File::from(open(path, flags, Mode::empty())?);
        check_readable(&file, path)?;
        read_up_to(&file, path, limit)
    }

    fn sync_file(&self, path: &Path) -> io::Result<()> {
        let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::CLOEXEC | OFlags::NONBLOCK;
        let file = File::from(open(path, flags, Mode::empty())?);
        check_readable(&file, path)?;
        file.sync_data()
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        rustix::fs::rename(from, to).map_err(io::Error::from)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        rustix::fs::unlink(path).map_err(io::Error::from)
    }
}

/// Whether the name itself is a symbolic link, wherever it points.
pub fn is_link(path: &Path) -> bool {
    rustix::fs::statat(rustix::fs::CWD, path, AtFlags::SYMLINK_NOFOLLOW).is_ok_and(|found| {
        rustix::fs::FileType::from_raw_mode(found.st_mode) == rustix::fs::FileType::Symlink
    })
}

/// Reads a file that the user named (an agenda, a file of lines): it may belong to somebody else or be reached through
/// a link, but must be a regular file of at most `limit` bytes.
pub fn read_given(path: &Path, limit: u64) -> io::Result<Vec<u8>> {
    let flags = OFlags::RDONLY | OFlags::CLOEXEC | OFlags::NONBLOCK;
    let file = File::from(rustix::fs::open(path, flags, Mode::empty())?);
    read_ordinary(&file, path, limit)
}

pub(crate) fn read_ordinary(file: &File, path: &Path, limit: u64) -> io::Result<Vec<u8>> {
    read_with_state(file, path, limit).map(|(bytes, _)| bytes)
}

/// What changes whenever somebody writes in a file or puts another one in its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct FileState([i64; 7]);

impl FileState {
    /// Of whatever has this name now; `None` when nothing has.
    pub(crate) fn at(path: &Path) -> Option<FileState> {
        let found = rustix::fs::statat(rustix::fs::CWD, path, AtFlags::SYMLINK_NOFOLLOW);
        found.ok().map(|found| FileState::of(&found))
    }

    fn of(found: &rustix::fs::Stat) -> FileState {
        FileState([
            found.st_dev.cast_signed(),
            found.st_ino.cast_signed(),
            found.st_size,
            found.st_mtime,
            i64::try_from(found.st_mtime_nsec).unwrap_or_default(),
            found.st_ctime,
            i64::try_from(found.st_ctime_nsec).unwrap_or_default(),
        ])
    }
}

/// The whole of an ordinary file, as it was at one moment: half of one text and half of the next must not pass for
/// either.
pub(crate) fn read_with_state(
    mut file: &File,
    path: &Path,
    limit: u64,
) -> io::Result<(Vec<u8>, FileState)> {
    if !file.metadata()?.is_file() {
        return Err(refused(path, "it is not an ordinary file"));
    }
    let before = FileState::of(&rustix::fs::fstat(file)?);
    let bytes = read_up_to(file, path, limit)?;
    // What is written within one tick of the clock leaves the same times, so the words are compared, too.
    file.seek(io::SeekFrom::Start(0))?;
    let again = read_up_to(file, path, limit)?;
    if again != bytes || FileState::of(&rustix::fs::fstat(file)?) != before {
        return Err(io::Error::new(
            io::ErrorKind::ResourceBusy,
            "it changed while it was being read",
        ));
    }
    Ok((bytes, before))
}

/// The content of a file of ours from byte `from` on; `None` when the file is shorter than that. As strict as
/// [`Disk::read`].
pub fn read_from(path: &Path, from: u64, limit: u64) -> io::Result<Option<Vec<u8>>> {
    let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::CLOEXEC | OFlags::NONBLOCK;
    let mut file = File::from(open(path, flags, Mode::empty())?);
    check_file(&file, path)?;
    if file.metadata()?.len() < from {
        return Ok(None);
    }
    file.seek(io::SeekFrom::Start(from))?;
    read_up_to(&file, path, limit).map(Some)
}

/// When a file was last written, in seconds since 1970 (UTC).
pub fn written_at(path: &Path) -> io::Result<i64> {
    let found = rustix::fs::statat(rustix::fs::CWD, path, AtFlags::empty())?;
    Ok(found.st_mtime)
}

/// Reads a file of a meeting that another minute-taker wrote, if the system lets us: it may belong to somebody else,
/// but must be a regular file with one name, not a link.
pub fn read_shared(path: &Path, limit: u64) -> io::Result<Vec<u8>> {
    let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::CLOEXEC | OFlags::NONBLOCK;
    let file = File::from(open(path, flags, Mode::empty())?);
    let found = rustix::fs::fstat(&file)?;
    let kind = rustix::fs::FileType::from_raw_mode(found.st_mode);
    if kind != rustix::fs::FileType::RegularFile {
        return Err(refused(path, "it is not an ordinary file"));
    }
    if found.st_nlink > 1 {
        return Err(refused(path, "the same file has a second name elsewhere"));
    }
    read_up_to(&file, path, limit)
}

fn read_up_to(file: &File, path: &Path, limit: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    file.take(limit.saturating_add(1)).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > limit {
        return Err(refused(path, &format!("it is larger than {limit} bytes")));
    }
    Ok(bytes)
}

pub(crate) fn open(path: &Path, flags: OFlags, mode: Mode) -> io::Result<rustix::fd::OwnedFd> {
    rustix::fs::open(path, flags, mode).map_err(|error| in_our_words(error, path))
}

/// Why a file could not be opened without following links or waiting.
pub(super) fn in_our_words(error: rustix::io::Errno, path: &Path) -> io::Error {
    match error {
        rustix::io::Errno::LOOP => refused(path, "it is a link to somewhere else"),
        rustix::io::Errno::NXIO => refused(path, "it is not an ordinary file"),
        other => other.into(),
    }
}

/// Says which name was refused and why. The names of the program's own files hold no personal data.
pub(crate) fn refused(path: &Path, why: &str) -> io::Error {
    let name = path.file_name().unwrap_or(OsStr::new("it"));
    io::Error::new(
        io::ErrorKind::PermissionDenied,
        format!("{} was not used: {why}", name.to_string_lossy()),
    )
}

/// Refuses a file that is not regular, has a second name (a hard link) or is not ours.
pub(crate) fn check_file(file: &File, path: &Path) -> io::Result<()> {
    if is_ours(file, path)? {
        return Ok(());
    }
    Err(refused(path, "it belongs to another user"))
}

/// As [`check_file`], but in a shared place our team's files may be read too.
pub(crate) fn check_readable(file: &File, path: &Path) -> io::Result<()> {
    if is_ours(file, path)? || sharing::is_of_the_team(&rustix::fs::fstat(file)?, path) {
        return Ok(());
    }
    Err(refused(path, "it belongs to another user"))
}

fn is_ours(file: &File, path: &Path) -> io::Result<bool> {
    let found = rustix::fs::fstat(file)?;
    let kind = rustix::fs::FileType::from_raw_mode(found.st_mode);
    if kind != rustix::fs::FileType::RegularFile {
        return Err(refused(path, "it is not an ordinary file"));
    }
    if found.st_nlink > 1 {
        return Err(refused(path, "the same file has a second name elsewhere"));
    }
    Ok(found.st_uid == rustix::process::geteuid().as_raw())
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Openness {
    /// Nobody else may enter: folders with text in them.
    OursAlone,
    /// Others may list it but write nothing: the data root the user chose.
    OthersMayLook,
}

/// Refuses a folder that is a link, is not ours, or lets others write (or enter, depending on `openness`).
pub fn check_folder(path: &Path, openness: Openness) -> io::Result<()> {
    let found = rustix::fs::statat(rustix::fs::CWD, path, AtFlags::SYMLINK_NOFOLLOW)?;
    let kind = rustix::fs::FileType::from_raw_mode(found.st_mode);
    if kind != rustix::fs::FileType::Directory {
        return Err(refused(path, "it is not a folder"));
    }
    if found.st_uid != rustix::process::geteuid().as_raw() {
        return Err(refused(path, "the folder belongs to another user"));
    }
    if found.st_mode & 0o022 != 0 {
        return Err(refused(path, "other users can write into that folder"));
    }
    if openness == Openness::OursAlone && found.st_mode & 0o077 != 0 {
        return Err(refused(path, "other users can look into that folder"));
    }
    Ok(())
}
