//! Whether a file of the journal still holds what was written to it. One that somebody changed is moved to `recovered/`:
//! it is kept, and is not read beside the file that was written anew in its place.

use std::io;
use std::path::Path;

use super::disk::{Disk, LARGEST_FILE};
use super::journal_line;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Now {
    AsWritten,
    Removed,
    Changed,
}

/// `is_all`: the file holds nothing else. Where it cannot be read because the disk gives an error, nobody is blamed.
pub(super) fn look(disk: &dyn Disk, path: &Path, written: &[u8], is_all: bool) -> Now {
    match disk.read(path, LARGEST_FILE) {
        Ok(bytes) if bytes == written => Now::AsWritten,
        Ok(bytes) if !is_all && bytes.starts_with(written) => Now::AsWritten,
        Ok(_) => Now::Changed,
        Err(error) if error.kind() == io::ErrorKind::NotFound => Now::Removed,
        // Something else has its name: a link, a folder, somebody else's file.
        Err(error) if error.raw_os_error().is_none() => Now::Changed,
        Err(_) => Now::AsWritten,
    }
}

/// Moves a file of a journal to the meeting's folder `recovered`, whatever it is now.
pub(super) fn put_away(disk: &dyn Disk, path: &Path) -> io::Result<()> {
    let folder = path.parent();
    let (Some(folder), Some(meeting), Some(name)) = (
        folder,
        folder.and_then(Path::parent),
        path.file_name().and_then(|name| name.to_str()),
    ) else {
        return Err(io::Error::from(io::ErrorKind::NotFound));
    };
    // Named after its content: nothing that was kept before is overwritten.
    let bytes = disk.read(path, LARGEST_FILE).unwrap_or_default();
    let hash = journal_line::sha256(&bytes);
    let hash = hash.get(..12).unwrap_or_default();
    let kept = meeting
        .join("recovered")
        .join(format!("changed-{name}-{hash}"));
    disk.rename(path, &kept)?;
    disk.sync_folder(folder)
}
