//! Where private words may go. A meeting that is written in is pinned: every new file is made below the very folder
//! that was opened, by its descriptor. In a team's folder a colleague who owns a folder above may move the meeting away
//! and put their own in its place, and one to whom it was handed on may do so with the folders in it.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use rustix::fd::{AsFd, OwnedFd};
use rustix::fs::{Mode, OFlags, Stat};

use super::disk::{self, refused};
use super::sharing::{self, Reach, TEAM_TAKES_OVER, TEAM_WRITES};

struct Pinned {
    path: PathBuf,
    number: (u64, u64),
}

/// A pinned meeting; dropping it lets go of it.
#[derive(Debug)]
pub struct Pin(PathBuf);

impl Drop for Pin {
    fn drop(&mut self) {
        let mut all = pinned();
        if let Some(at) = all.iter().position(|one| one.path == self.0) {
            all.swap_remove(at);
        }
    }
}

/// Of this process: the seam to the disk works with paths.
fn pinned() -> MutexGuard<'static, Vec<Pinned>> {
    static PINNED: Mutex<Vec<Pinned>> = Mutex::new(Vec::new());
    PINNED.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Pins the folder of a meeting as it is now: ours, or one that was handed on.
///
/// # Errors
/// When it belongs to somebody else who did not hand it on.
pub fn pin(meeting: &Path) -> io::Result<Pin> {
    let found = rustix::fs::fstat(open_folder(meeting)?)?;
    let is_handed_on = found.st_mode & 0o7777 == TEAM_TAKES_OVER && sharing::is_of_our_team(&found);
    keep(meeting, &found, is_ours(&found) || is_handed_on)
}

/// Pins a folder that has just been made: it must be ours.
///
/// # Errors
/// When somebody else's is in its place.
pub fn pin_new(meeting: &Path) -> io::Result<Pin> {
    let found = rustix::fs::fstat(open_folder(meeting)?)?;
    keep(meeting, &found, is_ours(&found))
}

fn keep(meeting: &Path, found: &Stat, may_be: bool) -> io::Result<Pin> {
    if !may_be {
        return Err(refused(meeting, "the folder belongs to another user"));
    }
    pinned().push(Pinned {
        path: meeting.to_owned(),
        number: number(found),
    });
    Ok(Pin(meeting.to_owned()))
}

impl Pin {
    /// Whether the pinned folder is now to be found at `path`.
    #[must_use]
    pub fn is_at(&self, path: &Path) -> bool {
        let ours = pinned()
            .iter()
            .find(|one| one.path == self.0)
            .map(|one| one.number);
        let there = open_folder(path).and_then(|folder| Ok(rustix::fs::fstat(folder)?));
        there.is_ok_and(|there| ours == Some(number(&there)))
    }
}

fn number(found: &Stat) -> (u64, u64) {
    (found.st_dev, found.st_ino)
}

/// Opens the folder that a new file goes into. Below a pinned meeting it must be the one that was pinned, and for
/// private words the folder in it must be ours, or the one that was opened when the meeting was handed on. One that we
/// made after that ourselves is as open as that one.
pub(super) fn folder_for(folder: &Path, reach: Reach) -> io::Result<OwnedFd> {
    let found = pinned()
        .iter()
        .find(|one| folder.starts_with(&one.path))
        .map(|one| (one.path.clone(), one.number));
    let Some((path, number_pinned)) = found else {
        return open_folder(folder);
    };
    let meeting = open_folder(&path)?;
    let of_meeting = rustix::fs::fstat(&meeting)?;
    if number(&of_meeting) != number_pinned {
        return Err(refused(
            &path,
            "the folder of this meeting was moved away, and another one is in its place",
        ));
    }
    let mut opened = meeting;
    for part in folder.strip_prefix(&path).into_iter().flatten() {
        opened = rustix::fs::openat(opened.as_fd(), part, folder_flags(), Mode::empty())?;
    }
    if matches!(reach, Reach::Private | Reach::AsAbove) {
        check(&opened, folder, &of_meeting)?;
    }
    Ok(opened)
}

fn check(opened: &OwnedFd, folder: &Path, of_meeting: &Stat) -> io::Result<()> {
    let found = rustix::fs::fstat(opened)?;
    let only_its_owner_writes = found.st_mode & 0o022 == 0;
    if is_ours(&found) && only_its_owner_writes {
        return Ok(());
    }
    let mode = match number(&found) == number(of_meeting) {
        true => TEAM_TAKES_OVER,
        false => TEAM_WRITES,
    };
    let was_opened = found.st_mode & 0o7777 == mode
        && of_meeting.st_mode & 0o7777 == TEAM_TAKES_OVER
        && (found.st_uid == of_meeting.st_uid || is_ours(&found))
        && found.st_gid == of_meeting.st_gid
        && sharing::is_of_our_team(&found);
    if was_opened {
        return Ok(());
    }
    Err(refused(
        folder,
        "it is not the folder that was made here, and a colleague may read what goes into it",
    ))
}

fn is_ours(found: &Stat) -> bool {
    found.st_uid == rustix::process::geteuid().as_raw()
}

fn folder_flags() -> OFlags {
    OFlags::PATH | OFlags::DIRECTORY | OFlags::NOFOLLOW | OFlags::CLOEXEC
}

pub(super) fn open_folder(path: &Path) -> io::Result<OwnedFd> {
    disk::open(path, folder_flags(), Mode::empty())
}
