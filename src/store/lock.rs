//! One minute-taker at a time: an advisory lock on the meeting's `lock` file, released by the system when the program
//! ends, however it ends. The content of the file is only for people to read.

use std::fs::{File, TryLockError};
use std::io::{self, Read, Write};
use std::sync::{Mutex, MutexGuard, PoisonError};

use rustix::fs::{AtFlags, CWD, Mode, OFlags, Stat};
use serde::{Deserialize, Serialize};

use super::paths::MeetingFolder;
use super::pinned::open_folder;
use super::sharing::{self, Reach, TEAM_LOCK};
use super::{disk, handing_on};
use crate::domain::text::sanitise::clean_line;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holder {
    pub user: String,
    /// For example `pts/4`.
    pub tty: String,
    /// In words, for display.
    pub since: String,
    pub host: String,
}

impl Holder {
    /// Removes anything that could control a terminal: in a shared place somebody else wrote it.
    pub(super) fn cleaned(self) -> Self {
        let short = |text: &str| clean_line(text).chars().take(60).collect();
        Self {
            user: short(&self.user),
            tty: short(&self.tty),
            since: short(&self.since),
            host: short(&self.host),
        }
    }
}

#[derive(Debug)]
pub struct HeldLock {
    _file: File,
    number: (u64, u64),
}

impl Drop for HeldLock {
    fn drop(&mut self) {
        held_here().retain(|number| *number != self.number);
    }
}

#[derive(Debug)]
pub enum Lock {
    Held(HeldLock),
    Taken {
        by: Option<Holder>,
    },
    /// This folder has no locks. Each session writes its own files, so nothing is overwritten; show the banner.
    Unavailable {
        /// For the status line.
        banner: String,
    },
}

impl Lock {
    #[must_use]
    pub fn words(&self) -> Option<String> {
        match self {
            Self::Held(_) => None,
            Self::Unavailable { banner } => Some(banner.clone()),
            Self::Taken { by: Some(by) } => Some(format!(
                "{} has had these minutes open since {} on {} at {}. Nothing was changed. You can read them; to write, \
                 ask {} to close them first.",
                by.user, by.since, by.tty, by.host, by.user
            )),
            Self::Taken { by: None } => Some(
                "These minutes are open elsewhere. Nothing was changed. You can read them; to write, close them there \
                 first."
                    .to_owned(),
            ),
        }
    }
}

pub(super) const LOCK: &str = "lock";
/// Longer than anybody needs to look at a lock.
const LOOK: std::time::Duration = std::time::Duration::from_millis(20);

const LONGEST_NOTE: u64 = 4096;

/// Asks for the lock of a meeting, without waiting.
pub fn take(folder: &MeetingFolder, us: &Holder) -> io::Result<Lock> {
    let path = folder.path.join(LOCK);
    let flags =
        OFlags::RDWR | OFlags::CREATE | OFlags::NOFOLLOW | OFlags::CLOEXEC | OFlags::NONBLOCK;
    // In the folder itself: through a link in its place, a file would be made wherever that leads.
    let mode = Mode::from_raw_mode(disk::FILE_MODE);
    let opened = rustix::fs::openat(open_folder(&folder.path)?, LOCK, flags, mode);
    let file = File::from(opened.map_err(|error| disk::in_our_words(error, &path))?);
    disk::check_readable(&file, &path)?;
    if disk::check_file(&file, &path).is_ok() {
        sharing::share_file(&file, &path, Reach::TeamReads)?;
        if handing_on::is_handed_on(folder) {
            rustix::fs::fchmod(&file, Mode::from_raw_mode(TEAM_LOCK))?;
        }
    }
    let mut answer = file.try_lock();
    if matches!(answer, Err(TryLockError::WouldBlock)) {
        // A list being made right now takes the lock just to look at it, and releases it at once.
        std::thread::sleep(LOOK);
        answer = file.try_lock();
    }
    outcome(answer, file, us)
}

/// [`Lock::Taken`] when this program or another holds the lock now. Changes nothing and only needs read access; if
/// there is no telling, nobody holds it.
#[must_use]
pub fn look(folder: &MeetingFolder) -> Option<Lock> {
    let path = folder.path.join(LOCK);
    let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::CLOEXEC | OFlags::NONBLOCK;
    let file = File::from(disk::open(&path, flags, Mode::empty()).ok()?);
    disk::check_readable(&file, &path).ok()?;
    matches!(file.try_lock_shared(), Err(TryLockError::WouldBlock)).then(|| Lock::Taken {
        by: holder_in(file),
    })
}

#[must_use]
pub fn is_held_here(folder: &MeetingFolder) -> bool {
    let found = rustix::fs::statat(CWD, folder.path.join(LOCK), AtFlags::SYMLINK_NOFOLLOW);
    found.is_ok_and(|found| held_here().contains(&number(&found)))
}

/// The locks that this program holds, by device and inode: the system cannot tell ours from another program's.
fn held_here() -> MutexGuard<'static, Vec<(u64, u64)>> {
    static HELD: Mutex<Vec<(u64, u64)>> = Mutex::new(Vec::new());
    HELD.lock().unwrap_or_else(PoisonError::into_inner)
}

fn number(found: &Stat) -> (u64, u64) {
    (found.st_dev, found.st_ino)
}

fn holder_in(file: File) -> Option<Holder> {
    let mut text = Vec::new();
    file.take(LONGEST_NOTE).read_to_end(&mut text).ok()?;
    serde_json::from_slice::<Holder>(&text)
        .ok()
        .map(Holder::cleaned)
}

pub(crate) fn outcome(
    answer: Result<(), TryLockError>,
    file: File,
    us: &Holder,
) -> io::Result<Lock> {
    match answer {
        Ok(()) => {
            // Only a note for people: a full disk must not prevent recording.
            let _ = note(&file, us);
            let number = number(&rustix::fs::fstat(&file)?);
            held_here().push(number);
            Ok(Lock::Held(HeldLock {
                _file: file,
                number,
            }))
        }
        Err(TryLockError::WouldBlock) => {
            let by = holder_in(file);
            Ok(Lock::Taken { by })
        }
        // ENOLCK, "not supported": whatever the reason, the user may record and is told.
        Err(TryLockError::Error(error)) => Ok(Lock::Unavailable {
            banner: format!(
                "Files cannot be locked in this folder ({error}): another person would not be stopped from opening these minutes too. \
                 Nothing is overwritten if they do. Make sure that you are the only one writing."
            ),
        }),
    }
}

fn note(file: &File, us: &Holder) -> io::Result<()> {
    let text = serde_json::to_vec(us)?;
    rustix::fs::ftruncate(file, 0)?;
    let mut file = file;
    file.write_all(&text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::paths::MeetingId;

    #[test]
    fn our_own_lock_is_told_from_anothers() {
        let root = tempfile::tempdir().unwrap();
        let folder = MeetingFolder {
            id: MeetingId::random().unwrap(),
            path: root.path().to_owned(),
        };
        let us = Holder {
            user: "anna".into(),
            tty: "pts/1".into(),
            since: "14:00".into(),
            host: "made-up".into(),
        };
        let held = take(&folder, &us).unwrap();
        assert!(matches!(held, Lock::Held(_)));
        let seen = look(&folder);
        assert!(
            matches!(&seen, Some(Lock::Taken { by: Some(by) }) if *by == us),
            "{seen:?}"
        );
        assert!(is_held_here(&folder));
        drop(held);
        assert!(look(&folder).is_none() && !is_held_here(&folder));
        // As another program would hold it.
        let other = File::open(folder.path.join(LOCK)).unwrap();
        other.lock().unwrap();
        assert!(look(&folder).is_some() && !is_held_here(&folder));
    }
}
