//! Papers that leave the program: a folder with a folder for each recipient. It is there whole, or not at all, and for this
//! account alone.

use super::disk::Disk;
use super::paths::new_session;
use super::sealed::write_whole;
use std::io;
use std::path::{Path, PathBuf};

/// How the name of a folder ends that is not whole yet.
const UNFINISHED: &str = ".unfinished";

/// The files of one folder, each with its name and what is in it.
pub struct Bundle {
    pub folder: String,
    pub files: Vec<(String, Vec<u8>)>,
}

/// Writes them below a folder that is not there yet. `beside`: files in that folder itself.
///
/// # Errors
/// `AlreadyExists` where something has that name, and any error on the way; nothing of it is left then.
pub fn write_bundles(
    disk: &dyn Disk,
    to: &Path,
    bundles: &[Bundle],
    beside: &[(String, Vec<u8>)],
) -> io::Result<()> {
    let Some(name) = to.file_name() else {
        return Err(io::ErrorKind::InvalidInput.into());
    };
    let parent = parent_of(to);
    let taken = disk.list(parent)?;
    if taken.iter().any(|other| other.as_str() == name) {
        return Err(io::ErrorKind::AlreadyExists.into());
    }
    let unfinished = parent.join(format!(
        ".{}.{}{UNFINISHED}",
        name.to_string_lossy(),
        new_session(0)?
    ));
    let written = disk
        .make_folder(&unfinished)
        .and_then(|_| write_all(disk, &unfinished, bundles, beside))
        .and_then(|()| disk.rename(&unfinished, to))
        .and_then(|()| disk.sync_folder(parent));
    if written.is_err() {
        // Best effort: what cannot be removed was made for this account alone.
        for bundle in bundles {
            let folder = unfinished.join(&bundle.folder);
            for (name, _) in &bundle.files {
                let _ = disk.remove(&folder.join(name));
            }
            let _ = disk.remove_folder(&folder);
        }
        for (name, _) in beside {
            let _ = disk.remove(&unfinished.join(name));
        }
        let _ = disk.remove_folder(&unfinished);
    }
    written
}

/// Folders beside it that a write of the same name left there when it was killed: papers that nobody knows of.
pub fn left_unfinished(disk: &dyn Disk, to: &Path) -> Vec<PathBuf> {
    let parent = parent_of(to);
    let name = to.file_name().unwrap_or_default().to_string_lossy();
    let is_ours =
        |other: &String| other.starts_with(&format!(".{name}.")) && other.ends_with(UNFINISHED);
    let names = disk.list(parent).unwrap_or_default().into_iter();
    names
        .filter(is_ours)
        .map(|name| parent.join(name))
        .collect()
}

/// Whether this path, which need not be there yet, leads into a folder.
pub fn is_below(path: &Path, folder: &Path) -> bool {
    let Ok(folder) = std::fs::canonicalize(folder) else {
        return path.starts_with(folder);
    };
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let there = path.ancestors().find_map(|above| above.canonicalize().ok());
    path.starts_with(&folder) || there.is_some_and(|there| there.starts_with(&folder))
}

fn parent_of(to: &Path) -> &Path {
    match to.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    }
}

fn write_all(
    disk: &dyn Disk,
    at: &Path,
    bundles: &[Bundle],
    beside: &[(String, Vec<u8>)],
) -> io::Result<()> {
    for bundle in bundles {
        let folder = at.join(&bundle.folder);
        disk.make_folder(&folder)?;
        for (name, bytes) in &bundle.files {
            write_whole(disk, &folder, name, bytes)?;
        }
    }
    for (name, bytes) in beside {
        write_whole(disk, at, name, bytes)?;
    }
    Ok(())
}
