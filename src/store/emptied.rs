//! What the minutes file held when it was emptied, kept for its writer alone until the new file is there: a kill in
//! between must not cost what only a newer program knows. Only for such fields, so that hardly any meeting ever has it.

use std::io;

use super::disk::{Disk, LARGEST_FILE};
use super::disk_space;
use super::paths::MeetingFolder;
use super::sealed::write_private;

pub(super) const FILE: &str = "emptied.json";

/// Where there is no room, the meeting's reserve makes some.
///
/// # Errors
/// When it could not be written all the same.
pub fn keep(disk: &dyn Disk, meeting: &MeetingFolder, held: &[u8]) -> io::Result<()> {
    let write = || write_private(disk, &meeting.path, FILE, held);
    write().or_else(|error| match disk_space::free_reserve(disk, meeting) {
        true => write(),
        false => Err(error),
    })
}

#[must_use]
pub fn kept(disk: &dyn Disk, meeting: &MeetingFolder) -> Option<Vec<u8>> {
    disk.read(&meeting.path.join(FILE), LARGEST_FILE).ok()
}

/// Once a new minutes file is there.
pub fn forget(disk: &dyn Disk, meeting: &MeetingFolder) {
    let _ = disk.remove(&meeting.path.join(FILE));
}
