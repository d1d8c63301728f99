//! Hands a meeting on to the team and takes it back, by changing the modes of existing files. Files made later follow
//! the folder they are made in (`sharing.rs`).

use std::io;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use rustix::fs::OFlags;

use super::disk::Disk;
use super::earlier_versions::{of_versions, replace_anothers, take_over};
use super::lock::LOCK;
use super::meeting_folder::RESTRICTED;
use super::paths::MeetingFolder;
use super::recovery::DRAFT;
use super::sealed::EARLIER;
use super::sharing::{
    self, TEAM_FILE, TEAM_LOCK, TEAM_READS, TEAM_TAKES_OVER, TEAM_WRITES, set_mode,
};

pub(super) const PRIVATE_FILE: u32 = 0o600;
const PRIVATE_FOLDER: u32 = 0o2700;

#[must_use]
pub fn is_handed_on(meeting: &MeetingFolder) -> bool {
    sharing::team_of(&meeting.path).is_some_and(|team| team.writes)
}

/// Whether we made the meeting's folder: only then can we hand it on or take it back.
#[must_use]
pub fn is_ours(meeting: &MeetingFolder) -> bool {
    owner(&meeting.path).is_some_and(|owner| owner == rustix::process::geteuid().as_raw())
}

/// The owner of a meeting whose journal we cannot open because it was not handed on.
#[must_use]
pub fn kept_by(meeting: &MeetingFolder) -> Option<u32> {
    let owner = owner(&meeting.journal())?;
    let is_ours = owner == rustix::process::geteuid().as_raw();
    let may_look = sharing::team_of(&meeting.journal()).is_some();
    (!is_ours && !may_look && sharing::team_of(&meeting.path).is_some()).then_some(owner)
}

/// The owner of the meeting's folder, if only they may put files into it. Works without a journal too: minutes may have
/// been imported.
#[must_use]
pub fn written_only_by(meeting: &MeetingFolder) -> Option<u32> {
    let may_write = sharing::team_of(&meeting.path)?.writes;
    owner(&meeting.path).filter(|_| !may_write && !is_ours(meeting))
}

/// The owner of the meeting's folder, if that is not this account.
#[must_use]
pub fn owner_if_anothers(meeting: &MeetingFolder) -> Option<u32> {
    owner(&meeting.path).filter(|_| !is_ours(meeting))
}

fn owner(path: &Path) -> Option<u32> {
    std::fs::symlink_metadata(path)
        .ok()
        .map(|found| found.uid())
}

/// Opens the journal, the restricted parts and the folders of a meeting to the team. Running it again completes an
/// interrupted run: the meeting's own folder comes last.
pub fn hand_on(disk: &dyn Disk, meeting: &MeetingFolder) -> io::Result<()> {
    if sharing::team_of(&meeting.path).is_none() {
        return Err(io::Error::from(io::ErrorKind::Unsupported));
    }
    share_own(disk, meeting)?;
    make_folders(disk, meeting)?;
    for folder in folders(disk, meeting) {
        set_mode(&folder, OFlags::DIRECTORY, TEAM_WRITES)?;
    }
    let lock = meeting.path.join(LOCK);
    if lock.exists() && !disk.is_anothers(&lock) {
        set_mode(&lock, OFlags::empty(), TEAM_LOCK)?;
    }
    set_mode(&meeting.path, OFlags::DIRECTORY, TEAM_TAKES_OVER)?;
    disk.sync_folder(&meeting.path)
}

/// Makes the folders in it that are not there yet: one that a colleague makes later takes no restricted words of anybody
/// else. An empty one of theirs gives way.
fn make_folders(disk: &dyn Disk, meeting: &MeetingFolder) -> io::Result<()> {
    for folder in [meeting.recovered(), meeting.earlier()] {
        if disk.is_anothers(&folder) {
            let _ = disk.remove_folder(&folder);
        }
        if !folder.exists() && disk.make_folder(&folder)? {
            set_mode(&folder, OFlags::DIRECTORY, TEAM_WRITES)?;
        }
    }
    Ok(())
}

/// In a meeting of ours that was handed on: makes the folders that are missing in it, and shares files of ours.
///
/// # Errors
/// The first that was on the way.
pub fn complete(disk: &dyn Disk, meeting: &MeetingFolder) -> io::Result<()> {
    if is_ours(meeting) && is_handed_on(meeting) {
        make_folders(disk, meeting)?;
    }
    share_own(disk, meeting)
}

/// In a meeting that was handed on: shares files of ours that were made but not yet shared when the program was killed.
fn share_own(disk: &dyn Disk, meeting: &MeetingFolder) -> io::Result<()> {
    for file in own_files(disk, meeting)? {
        set_mode(&file, OFlags::empty(), TEAM_FILE)?;
    }
    Ok(())
}

/// Closes a meeting to the team again, except for its open minutes. What others wrote in it stays. The meeting's own
/// folder comes last here too: it shows that a run was interrupted, and the next opening completes it.
pub fn take_back(disk: &dyn Disk, meeting: &MeetingFolder) -> io::Result<()> {
    for folder in folders(disk, meeting) {
        let mode = if folder == meeting.earlier() {
            TEAM_READS
        } else {
            PRIVATE_FOLDER
        };
        set_mode(&folder, OFlags::DIRECTORY, mode)?;
    }
    for file in own_files(disk, meeting)? {
        set_mode(&file, OFlags::empty(), PRIVATE_FILE)?;
    }
    let lock = meeting.path.join(LOCK);
    if lock.exists() && !disk.is_anothers(&lock) {
        set_mode(&lock, OFlags::empty(), TEAM_FILE)?;
    }
    // The team could still read what somebody else wrote of these: our copies replace them.
    for (folder, name) in restricted(disk, meeting)? {
        replace_anothers(disk, &folder.join(name))?;
    }
    take_over(disk, meeting)?;
    set_mode(&meeting.path, OFlags::DIRECTORY, TEAM_READS)?;
    disk.sync_folder(&meeting.path)
}

/// The folders whose modes follow the meeting's own; half-typed lines in them stay private by their own mode.
fn folders(disk: &dyn Disk, meeting: &MeetingFolder) -> Vec<PathBuf> {
    let all = [
        meeting.journal(),
        meeting.draft(),
        meeting.recovered(),
        meeting.earlier(),
    ];
    // A folder that somebody else made after the hand-over is shared already.
    all.into_iter()
        .filter(|folder| folder.exists() && !disk.is_anothers(folder))
        .collect()
}

/// What we wrote and the team may not read before the hand-over: the journal, recovered files, the restricted parts.
fn own_files(disk: &dyn Disk, meeting: &MeetingFolder) -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for folder in [meeting.journal(), meeting.recovered()] {
        let names = disk.list(&folder)?;
        // A half-typed line that was moved to `recovered/` stays private to its writer.
        let names = names.iter().filter(|name| !name.starts_with(DRAFT));
        files.extend(names.map(|name| folder.join(name)));
    }
    let restricted = restricted(disk, meeting)?;
    files.extend(
        restricted
            .into_iter()
            .map(|(folder, name)| folder.join(name)),
    );
    // One that was closed because of what was restricted later: whoever takes over may read that. Taken back, all are
    // closed until the next minutes are written, which says again who may read which.
    files.extend(of_versions(disk, meeting)?);
    files.retain(|file| file.is_file() && !disk.is_anothers(file));
    Ok(files)
}

/// Of the current version and of earlier ones.
fn restricted(disk: &dyn Disk, meeting: &MeetingFolder) -> io::Result<Vec<(PathBuf, String)>> {
    let mut found = Vec::new();
    for folder in [meeting.path.clone(), meeting.path.join(EARLIER)] {
        let names = match disk.list(&folder) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            other => other?,
        };
        let ours = names.into_iter().filter(|name| name.ends_with(RESTRICTED));
        found.extend(ours.map(|name| (folder.clone(), name)));
    }
    Ok(found)
}
