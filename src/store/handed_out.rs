//! Papers written for people, outside our own folders. Each is a new file for its owner alone; one that is there is
//! never touched, and of one that cannot be written whole nothing stays.

use super::disk::{Disk, append_all};
use super::sharing::Reach;
use std::io;
use std::path::Path;

/// Writes a new file. Once it returns, the file is safe against a power cut.
///
/// # Errors
/// `AlreadyExists` where something of that name is there; otherwise what the disk says.
pub fn write_new(disk: &dyn Disk, path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = match path.parent() {
        Some(above) if !above.as_os_str().is_empty() => above,
        _ => Path::new("."),
    };
    let name = path
        .file_name()
        .ok_or_else(|| io::Error::from(io::ErrorKind::InvalidInput))?;
    let path = folder.join(name);
    let file = disk.create_reaching(&path, Reach::Private)?;
    let written = append_all(&*file, bytes)
        .and_then(|()| file.sync())
        .and_then(|()| disk.sync_folder(folder));
    if written.is_err() {
        disk.remove(&path)?;
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::disk::RealDisk;
    use std::os::unix::fs::PermissionsExt;

    #[test]
    fn a_paper_is_a_new_file_for_its_owner_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("letter.html");
        write_new(&RealDisk, &path, b"for Kim").unwrap();
        let mode = std::fs::metadata(&path).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        let again = write_new(&RealDisk, &path, b"something else").unwrap_err();
        assert_eq!(again.kind(), io::ErrorKind::AlreadyExists);
        assert_eq!(std::fs::read(&path).unwrap(), b"for Kim");
    }
}
