//! Imports files into the data root: finds them without following links, reads them with a size limit, and renames a
//! finished folder into place, so that a meeting arrives whole or not at all.

use std::io;
use std::path::{Path, PathBuf};

use rustix::fs::{Mode, OFlags};

use super::disk::{self, Disk, FileState};
use super::lock::{self, HeldLock, Holder, LOCK, Lock};
use super::paths::{MeetingFolder, MeetingId, Paths, new_session};
use super::pinned::{self, Pin};
use super::sealed::{write_for_team, write_whole};
use super::sharing::Reach;

/// In bytes; even a long conference is below 2 MiB.
pub const LARGEST: u64 = 64 * 1024 * 1024;
const DEEPEST: usize = 16;
/// An unfinished folder's name starts with this; it sits beside the year folders.
const UNFINISHED: &str = ".import-";
/// How often to make the folder again when another import has just taken it away.
const TRIES: usize = 8;

#[derive(Debug, Default)]
pub struct Found {
    pub files: Vec<PathBuf>,
    pub passed_over: Vec<(PathBuf, String)>,
}

/// The file itself, or every file called `name` in a folder and its subfolders.
#[must_use]
pub fn find(path: &Path, name: &str) -> Found {
    let mut found = Found::default();
    look(path, name, DEEPEST, true, &mut found);
    found
}

fn look(path: &Path, name: &str, deep: usize, is_named: bool, found: &mut Found) {
    let mut pass = |why: &str| found.passed_over.push((path.to_owned(), why.to_owned()));
    let about = match std::fs::symlink_metadata(path) {
        Ok(about) => about,
        Err(error) => return pass(&in_words(&error)),
    };
    let is_wanted = is_named || path.file_name().is_some_and(|this| this == name);
    if about.is_symlink() {
        // Links among other files are skipped silently; one that was named, or has the right name, is reported.
        if is_wanted {
            pass("It is a link, and links are not followed.");
        }
    } else if about.is_dir() {
        if deep == 0 {
            return pass("The folder is nested too deeply to be looked into.");
        }
        let entries = match std::fs::read_dir(path) {
            Ok(entries) => entries,
            Err(error) => return pass(&in_words(&error)),
        };
        let mut inside: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
        inside.sort();
        for one in inside {
            look(&one, name, deep - 1, false, found);
        }
    } else if is_wanted {
        found.files.push(path.to_owned());
    }
}

fn in_words(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "There is no such file or folder.".to_owned(),
        io::ErrorKind::PermissionDenied => "This account may not look into it.".to_owned(),
        _ => format!("It cannot be looked at: {error}."),
    }
}

/// A file from outside the data root, as it was at one moment.
pub struct GivenFile {
    path: PathBuf,
    pub bytes: Vec<u8>,
    state: FileState,
}

impl GivenFile {
    /// Any owner, but a regular file, not a link, at most [`LARGEST`] bytes.
    ///
    /// # Errors
    /// [`io::ErrorKind::ResourceBusy`] when somebody wrote in it meanwhile.
    pub fn read(path: &Path) -> io::Result<GivenFile> {
        let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::CLOEXEC | OFlags::NONBLOCK;
        let file = std::fs::File::from(disk::open(path, flags, Mode::empty())?);
        let (bytes, state) = disk::read_with_state(&file, path, LARGEST)?;
        Ok(GivenFile {
            path: path.to_owned(),
            bytes,
            state,
        })
    }

    /// Whether the same file still has this name, as it was read.
    #[must_use]
    pub fn is_unchanged(&self) -> bool {
        FileState::at(&self.path).as_ref() == Some(&self.state)
    }
}

pub struct Part<'a> {
    pub name: &'a str,
    pub bytes: &'a [u8],
    pub for_team: bool,
}

#[derive(Debug)]
pub enum PutDown {
    Finished,
    /// Another import of the same meeting is running; whose, if its lock says. Nothing was written.
    TakenBy(Option<Holder>),
    /// It arrived in the meantime. Nothing was written.
    IsThere(MeetingFolder),
}

/// Stores a meeting under `id` with these files; `original` is kept in `recovered/`, for its owner alone. Only one
/// import of a meeting runs at a time, whatever its year and whoever runs it; `us` is who a second import is told about. The
/// folder gets its final name last: the same account's next import starts an interrupted one again, and it blocks
/// nobody else's. So files of two imports never mix.
///
/// # Errors
/// When a folder or file cannot be made; the meeting does not exist then.
pub fn put_down(
    disk: &dyn Disk,
    places: &Paths,
    id: &MeetingId,
    year: i32,
    parts: &[Part<'_>],
    original: Option<(&str, &[u8])>,
    us: &Holder,
) -> io::Result<PutDown> {
    let above = places.year(disk, year)?;
    // The lock moves with the folder when it is renamed, and is released when this function returns.
    let (unfinished, pin, _lock) = match begin(disk, places, id, us)? {
        Begun::At(unfinished, pin, lock) => (unfinished, pin, lock),
        Begun::Not(why) => return Ok(why),
    };
    // Two accounts have a folder each, and each looks for the other's once its own is locked: they never both go on.
    if let Some(Lock::Taken { by }) = others(disk, places, id, &unfinished)
        .iter()
        .find_map(lock::look)
    {
        throw_away(disk, &unfinished);
        return Ok(PutDown::TakenBy(by));
    }
    if let Some(here) = places.here(disk, id)? {
        throw_away(disk, &unfinished);
        return Ok(PutDown::IsThere(here));
    }
    clear(disk, &unfinished)?;
    for part in parts {
        let write = if part.for_team {
            write_for_team
        } else {
            write_whole
        };
        write(disk, &unfinished.path, part.name, part.bytes)?;
    }
    if let Some((name, bytes)) = original {
        disk.make_folder(&unfinished.recovered())?;
        write_whole(disk, &unfinished.recovered(), name, bytes)?;
        disk.sync_folder(&unfinished.path)?;
    }
    let arrived = above.join(id.as_str());
    if let Err(error) = disk.rename(&unfinished.path, &arrived) {
        // Without locks, another import may have been quicker.
        return match places.here(disk, id)? {
            Some(here) => {
                throw_away(disk, &unfinished);
                Ok(PutDown::IsThere(here))
            }
            None => Err(error),
        };
    }
    disk.sync_folder(&above)?;
    disk.sync_folder(&places.meetings())?;
    if !pin.is_at(&arrived) {
        return Err(disk::refused(
            &unfinished.path,
            "the folder was moved away, and another one is in its place",
        ));
    }
    Ok(PutDown::Finished)
}

enum Begun {
    /// The lock is there only where the file system has locks.
    At(MeetingFolder, Pin, Option<HeldLock>),
    Not(PutDown),
}

/// Makes and locks this account's folder for an incoming meeting. Where nothing can be locked, its name is unique to
/// this import, so that files of two imports never mix.
fn begin(disk: &dyn Disk, places: &Paths, id: &MeetingId, us: &Holder) -> io::Result<Begun> {
    let account = rustix::process::geteuid().as_raw();
    let at = |name: String| MeetingFolder {
        id: id.clone(),
        path: places.meetings().join(name),
    };
    let unfinished = at(format!("{UNFINISHED}{id}-{account}"));
    let own = || -> io::Result<Begun> {
        let own = at(format!("{UNFINISHED}{id}-{account}-{}", new_session(0)?));
        disk.make_folder_reaching(&own.path, Reach::TeamReads)?;
        let pin = pinned::pin_new(&own.path)?;
        Ok(Begun::At(own, pin, None))
    };
    for _ in 0..TRIES {
        if disk.is_anothers(&unfinished.path) {
            // Planted under the name of ours: a colleague would read what goes into it.
            return own();
        }
        disk.make_folder_reaching(&unfinished.path, Reach::TeamReads)?;
        let pin = match pinned::pin_new(&unfinished.path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            other => other?,
        };
        return Ok(match lock::take(&unfinished, us) {
            Ok(Lock::Held(lock)) => Begun::At(unfinished, pin, Some(lock)),
            Ok(Lock::Taken { by }) => Begun::Not(PutDown::TakenBy(by)),
            Ok(Lock::Unavailable { .. }) => {
                throw_away(disk, &unfinished);
                own()?
            }
            // Another import of this account has just renamed the folder or removed it.
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                match places.here(disk, id)? {
                    Some(here) => Begun::Not(PutDown::IsThere(here)),
                    None => continue,
                }
            }
            Err(error) => return Err(error),
        });
    }
    Ok(Begun::Not(PutDown::TakenBy(None)))
}

fn others(
    disk: &dyn Disk,
    places: &Paths,
    id: &MeetingId,
    ours: &MeetingFolder,
) -> Vec<MeetingFolder> {
    let beginning = format!("{UNFINISHED}{id}-");
    let names = disk.list(&places.meetings()).unwrap_or_default();
    let names = names
        .into_iter()
        .filter(|name| name.starts_with(&beginning));
    let paths = names.map(|name| places.meetings().join(name));
    paths
        .filter(|path| *path != ours.path)
        .map(|path| MeetingFolder {
            id: id.clone(),
            path,
        })
        .collect()
}

/// Best effort: what is left behind is not a meeting, and the original file stays in any case.
fn throw_away(disk: &dyn Disk, unfinished: &MeetingFolder) {
    let _ = clear(disk, unfinished);
    let _ = disk.remove(&unfinished.path.join(LOCK));
    let _ = std::fs::remove_dir(&unfinished.path);
}

/// Removes what an interrupted import of this account left, once the meeting has arrived some other way.
pub fn forget_unfinished(disk: &dyn Disk, places: &Paths, id: &MeetingId, us: &Holder) {
    let account = rustix::process::geteuid().as_raw();
    let unfinished = MeetingFolder {
        id: id.clone(),
        path: places
            .meetings()
            .join(format!("{UNFINISHED}{id}-{account}")),
    };
    if unfinished.path.is_dir() && matches!(lock::take(&unfinished, us), Ok(Lock::Held(_))) {
        throw_away(disk, &unfinished);
    }
}

/// Clears an interrupted import: it may have been of another file, which its sender still has. What is in `recovered/`
/// stays.
fn clear(disk: &dyn Disk, unfinished: &MeetingFolder) -> io::Result<()> {
    for name in disk.list(&unfinished.path)? {
        let path = unfinished.path.join(&name);
        if name != LOCK && path != unfinished.recovered() {
            disk.remove(&path)?;
        }
    }
    Ok(())
}
