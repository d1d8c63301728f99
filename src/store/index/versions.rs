//! Two versions of this program may share a cache: each keeps its own index, named by the version of its tables, so
//! that neither rebuilds the other's at every start. One that has not been kept for a week is removed, older or newer:
//! it still holds text from minutes.

use super::keeper::remove_unused;
use super::seal;
use super::tables::VERSION;
use std::path::{Path, PathBuf};

/// How long another version's unused index stays, in seconds.
const UNUSED: i64 = 7 * 24 * 60 * 60;
const MARK: &str = "-v";

pub fn folder_name(root: &str) -> String {
    format!("{root}{MARK}{VERSION}")
}

/// Removes the indexes of the same meetings that other versions have not kept for a week. `folder` is ours and was
/// sealed just now: its seal gives the current time. What cannot be removed stays.
pub(super) fn clear_unused(folder: &Path) {
    let Some(now) = seal::set_at(folder) else {
        return;
    };
    for other in others(folder) {
        let is_unused = seal::set_at(&other).is_none_or(|then| now.saturating_sub(then) > UNUSED);
        if is_unused {
            let _ = remove_unused(&other);
        }
    }
}

pub(super) fn others(folder: &Path) -> Vec<PathBuf> {
    let (Some(above), Some(ours)) = (folder.parent(), name(folder)) else {
        return Vec::new();
    };
    let root = root_of(&ours);
    let entries = std::fs::read_dir(above).into_iter().flatten().flatten();
    let folders = entries.filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir()));
    let mut paths: Vec<PathBuf> = folders.map(|entry| entry.path()).collect();
    paths.retain(|path| name(path).is_some_and(|name| name != ours && root_of(&name) == root));
    paths
}

fn name(folder: &Path) -> Option<String> {
    Some(folder.file_name()?.to_str()?.to_owned())
}

/// The name without its version; the first ones had none.
fn root_of(name: &str) -> &str {
    match name.rsplit_once(MARK) {
        Some((root, version)) if version.parse::<u32>().is_ok() => root,
        _ => name,
    }
}
