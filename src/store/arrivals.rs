//! Files from elsewhere on their way into the data root: found in a folder without following links, read with a limit,
//! and put down as a finished folder, so that a meeting is there whole or not at all. It must not know what is in them.

use std::io;
use std::path::{Path, PathBuf};

use rustix::fs::{Mode, OFlags};

use super::disk::{self, Disk};
use super::lock::{self, HeldLock, Holder, LOCK, Lock};
use super::paths::{MeetingFolder, MeetingId, Paths, new_session};
use super::sealed::{write_for_team, write_whole};
use super::sharing::Reach;

/// The largest file that is taken in, in bytes: a long conference is below 2 MiB.
pub const LARGEST: u64 = 64 * 1024 * 1024;
/// So deep a folder is looked through.
const DEEPEST: usize = 16;
/// The beginning of the name of a folder that is not finished; it lies beside the years.
const UNFINISHED: &str = ".import-";
/// So often a folder is made anew that another import took away in this moment.
const TRIES: usize = 8;

/// What was found below a path.
#[derive(Debug, Default)]
pub struct Found {
    /// Files, in order.
    pub files: Vec<PathBuf>,
    /// What was not looked into, and why.
    pub passed_over: Vec<(PathBuf, String)>,
}

/// The file itself, or every file called `name` in a folder and the folders in it.
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
        // A link among other things is nobody's wish; one that was named, or is called so, is told.
        if is_wanted {
            pass("It is a link, and links are not followed.");
        }
    } else if about.is_dir() {
        if deep == 0 {
            return pass("The folder lies too deep to be looked into.");
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

/// Reads a file from elsewhere: an ordinary file of anybody, no link, at most [`LARGEST`] bytes.
///
/// # Errors
/// With the reason in words, or the system's error.
pub fn read(path: &Path) -> io::Result<Vec<u8>> {
    let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::CLOEXEC | OFlags::NONBLOCK;
    let file = std::fs::File::from(disk::open(path, flags, Mode::empty())?);
    disk::read_ordinary(&file, path, LARGEST)
}

/// A file of a meeting that comes in.
pub struct Part<'a> {
    /// The name it gets.
    pub name: &'a str,
    /// Its bytes.
    pub bytes: &'a [u8],
    /// The team may read it where the folder is shared.
    pub for_team: bool,
}

/// What became of a meeting that was to be put down.
#[derive(Debug)]
pub enum PutDown {
    /// It is there now.
    Finished,
    /// Another import of the same meeting is at work; who, where it says so. Nothing was written.
    TakenBy(Option<Holder>),
    /// It has come in the meantime. Nothing was written.
    IsThere(MeetingFolder),
}

/// Puts a meeting down under `id` with these files; `original` is kept in `recovered/`, for its owner alone. One import
/// of a meeting is at work at a time, whatever year it belongs to and whoever does it; `us` is told to the second. The folder
/// gets its name last: what was stopped half-way is begun anew by the next import of the same account, and is in no other's
/// way. So files of two never stand together.
///
/// # Errors
/// When a folder or file cannot be made; the meeting is not there then.
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
    // The lock goes on with the folder when that gets its name, and is freed with the end of this function.
    let (unfinished, _lock) = match begin(disk, places, id, us)? {
        Begun::At(unfinished, lock) => (unfinished, lock),
        Begun::Not(why) => return Ok(why),
    };
    // Each of two accounts has its own folder, and looks for the other's when its own is locked: never both go on.
    if let Some(Lock::Taken { by }) = others(disk, places, id, &unfinished)
        .iter()
        .find_map(lock::look)
    {
        throw_away(disk, &unfinished);
        return Ok(PutDown::TakenBy(by));
    }
    if let Some(here) = meeting_here(disk, places, id)? {
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
    if let Err(error) = disk.rename(&unfinished.path, &above.join(id.as_str())) {
        // Where nothing can be locked, another may have been quicker.
        return match meeting_here(disk, places, id)? {
            Some(here) => {
                throw_away(disk, &unfinished);
                Ok(PutDown::IsThere(here))
            }
            None => Err(error),
        };
    }
    disk.sync_folder(&above)?;
    disk.sync_folder(&places.meetings())?;
    Ok(PutDown::Finished)
}

/// Whether an import could begin.
enum Begun {
    /// In this folder, and with its lock where there are locks.
    At(MeetingFolder, Option<HeldLock>),
    /// No, and why.
    Not(PutDown),
}

/// Makes the folder of this account for a meeting that comes in, and locks it. Where nothing can be locked it has a name
/// that no other import has, so that files of two never stand together.
fn begin(disk: &dyn Disk, places: &Paths, id: &MeetingId, us: &Holder) -> io::Result<Begun> {
    let account = rustix::process::geteuid().as_raw();
    let at = |name: String| MeetingFolder {
        id: id.clone(),
        path: places.meetings().join(name),
    };
    let unfinished = at(format!("{UNFINISHED}{id}-{account}"));
    for _ in 0..TRIES {
        disk.make_folder_reaching(&unfinished.path, Reach::TeamReads)?;
        return Ok(match lock::take(&unfinished, us) {
            Ok(Lock::Held(lock)) => Begun::At(unfinished, Some(lock)),
            Ok(Lock::Taken { by }) => Begun::Not(PutDown::TakenBy(by)),
            Ok(Lock::Unavailable { .. }) => {
                throw_away(disk, &unfinished);
                let own = at(format!("{UNFINISHED}{id}-{account}-{}", new_session(0)?));
                disk.make_folder_reaching(&own.path, Reach::TeamReads)?;
                Begun::At(own, None)
            }
            // Another import of this account gave the folder its name in this moment, or took it away.
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                match meeting_here(disk, places, id)? {
                    Some(here) => Begun::Not(PutDown::IsThere(here)),
                    None => continue,
                }
            }
            Err(error) => return Err(error),
        });
    }
    Ok(Begun::Not(PutDown::TakenBy(None)))
}

/// The folders in which other accounts put the same meeting together, or began to.
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

fn meeting_here(
    disk: &dyn Disk,
    places: &Paths,
    id: &MeetingId,
) -> io::Result<Option<MeetingFolder>> {
    let all = places.all(disk)?;
    Ok(all.into_iter().find(|here| here.id == *id))
}

/// Best effort: what stays is no meeting, and a file as it came stays in any case.
fn throw_away(disk: &dyn Disk, unfinished: &MeetingFolder) {
    let _ = clear(disk, unfinished);
    let _ = disk.remove(&unfinished.path.join(LOCK));
    let _ = std::fs::remove_dir(&unfinished.path);
}

/// Throws away what an import of this account left that was stopped, when the meeting has come in another way.
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

/// Takes away what an import left that was stopped: it may have been of another file, and whoever gave it has it still.
/// What is in `recovered/` stays.
fn clear(disk: &dyn Disk, unfinished: &MeetingFolder) -> io::Result<()> {
    for name in disk.list(&unfinished.path)? {
        let path = unfinished.path.join(&name);
        if name != LOCK && path != unfinished.recovered() {
            disk.remove(&path)?;
        }
    }
    Ok(())
}
