//! The open minutes of versions that were signed off or sent out, in a team's folder: the team reads them, but not one
//! that holds what was restricted later. Its words stay as they were signed; only its mode changes.
//!
//! Before something is taken out of the minutes, all of them are closed, so that a kill in between leaves none open that
//! should not be. Once the minutes are written anew, those that hold nothing of it are opened again.

use std::io;
use std::path::PathBuf;

use rustix::fs::OFlags;

use super::disk::{Disk, LARGEST_FILE};
use super::handing_on::{PRIVATE_FILE, is_handed_on};
use super::paths::MeetingFolder;
use super::sharing::{self, TEAM_FILE, set_mode};

const OPEN_MINUTES: &str = "-minutes.json";

/// Closes all of them to everybody but their owner.
///
/// # Errors
/// When one of them may still be read.
pub fn close(disk: &dyn Disk, meeting: &MeetingFolder) -> io::Result<()> {
    for file in ours(disk, meeting)? {
        set_mode(&file, OFlags::empty(), PRIVATE_FILE)?;
    }
    Ok(())
}

/// Opens those to the team that hold nothing that is hidden now, and closes the others.
///
/// # Errors
/// When the mode of one could not be set; no more of them are open than before.
pub fn settle(
    disk: &dyn Disk,
    meeting: &MeetingFolder,
    may_be_read: impl Fn(&[u8]) -> bool,
) -> io::Result<()> {
    for file in ours(disk, meeting)? {
        let is_open = disk
            .read(&file, LARGEST_FILE)
            .is_ok_and(|bytes| may_be_read(&bytes));
        let mode = if is_open { TEAM_FILE } else { PRIVATE_FILE };
        set_mode(&file, OFlags::empty(), mode)?;
    }
    Ok(())
}

/// Those whose mode is ours to set. Without a team nobody else reads them, and where the meeting was handed on the team
/// reads what is restricted, too.
fn ours(disk: &dyn Disk, meeting: &MeetingFolder) -> io::Result<Vec<PathBuf>> {
    if sharing::team_of(&meeting.path).is_none() || is_handed_on(meeting) {
        return Ok(Vec::new());
    }
    of_versions(disk, meeting)
}

/// The files of our own.
pub(super) fn of_versions(disk: &dyn Disk, meeting: &MeetingFolder) -> io::Result<Vec<PathBuf>> {
    let folder = meeting.earlier();
    let names = match disk.list(&folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        names => names?,
    };
    let names = names.iter().filter(|name| name.ends_with(OPEN_MINUTES));
    let mut files: Vec<PathBuf> = names.map(|name| folder.join(name)).collect();
    files.retain(|file| file.is_file() && !disk.is_anothers(file));
    Ok(files)
}
