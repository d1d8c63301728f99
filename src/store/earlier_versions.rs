//! The open minutes of versions that were signed off or sent out, in a team's folder: the team reads them, but not one
//! that holds what was restricted later. Its words stay as they were signed; only its mode changes.
//!
//! A colleague's, from when the meeting was handed on, gives way to a copy of our own.
//!
//! Before something is taken out of the minutes, all of them are closed, so that a kill in between leaves none open that
//! should not be. Once the minutes are written anew, those that hold nothing of it are opened again.

use std::io;
use std::path::{Path, PathBuf};

use rustix::fs::OFlags;

use super::disk::{Disk, LARGEST_FILE};
use super::handing_on::{PRIVATE_FILE, is_handed_on};
use super::paths::MeetingFolder;
use super::sealed::write_private;
use super::sharing::{self, TEAM_FILE, set_mode};

const OPEN_MINUTES: &str = "-minutes.json";

/// Closes all of them to everybody but their owner.
///
/// # Errors
/// When one of them may still be read.
pub fn close(disk: &dyn Disk, meeting: &MeetingFolder) -> io::Result<()> {
    if !are_for_the_team(meeting) {
        return Ok(());
    }
    for file in of_versions(disk, meeting)? {
        set_mode(&file, OFlags::empty(), PRIVATE_FILE)?;
    }
    take_over(disk, meeting)
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
    if !are_for_the_team(meeting) {
        return Ok(());
    }
    let taken_over = take_over(disk, meeting);
    for file in of_versions(disk, meeting)? {
        let is_open = disk
            .read(&file, LARGEST_FILE)
            .is_ok_and(|bytes| may_be_read(&bytes));
        let mode = if is_open { TEAM_FILE } else { PRIVATE_FILE };
        set_mode(&file, OFlags::empty(), mode)?;
    }
    taken_over
}

/// Without a team nobody else reads them, and where the meeting was handed on the team reads what is restricted, too.
fn are_for_the_team(meeting: &MeetingFolder) -> bool {
    sharing::team_of(&meeting.path).is_some() && !is_handed_on(meeting)
}

/// A colleague wrote some while the meeting was handed on. Their modes are not ours to set, so copies of our own, closed
/// to the team, take their places.
pub(super) fn take_over(disk: &dyn Disk, meeting: &MeetingFolder) -> io::Result<()> {
    for file in all(disk, meeting)? {
        replace_anothers(disk, &file)?;
    }
    Ok(())
}

/// The same words, in a file that is ours alone.
pub(super) fn replace_anothers(disk: &dyn Disk, file: &Path) -> io::Result<()> {
    let (Some(folder), Some(name)) = (file.parent(), file.file_name()) else {
        return Ok(());
    };
    if !disk.is_anothers(file) {
        return Ok(());
    }
    let bytes = disk.read(file, LARGEST_FILE)?;
    write_private(disk, folder, &name.to_string_lossy(), &bytes)
}

/// The files of our own.
pub(super) fn of_versions(disk: &dyn Disk, meeting: &MeetingFolder) -> io::Result<Vec<PathBuf>> {
    let mut files = all(disk, meeting)?;
    files.retain(|file| file.is_file() && !disk.is_anothers(file));
    Ok(files)
}

fn all(disk: &dyn Disk, meeting: &MeetingFolder) -> io::Result<Vec<PathBuf>> {
    let folder = meeting.earlier();
    let names = match disk.list(&folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        names => names?,
    };
    let names = names.iter().filter(|name| name.ends_with(OPEN_MINUTES));
    Ok(names.map(|name| folder.join(name)).collect())
}
