//! What this account last saw of the record of seals in a team's folder: the end of each file, in its own state folder.
//! Whoever owns `seals/` can remove a colleague's file there, but not what each of the others remembers of it.

use std::fs;
use std::path::{Path, PathBuf};

use super::super::account_log::make_with_those_above;
use super::super::disk::{Disk, LARGEST_FILE, RealDisk};
use super::super::journal_line::sha256;
use super::super::paths::Paths;
use super::super::sealed::write_private;
use super::super::sharing::Reach;

/// In the state folder of the account.
const FOLDER: &str = "seals-seen";
const ENOUGH: usize = 16;

/// The end of a file, as it was seen.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Seen {
    pub(super) name: String,
    pub(super) head: String,
}

/// What was seen of one data folder.
pub(super) struct Memory {
    folder: PathBuf,
    path: PathBuf,
}

impl Memory {
    /// `None` where the account has no state folder.
    pub(super) fn of(places: &Paths) -> Option<Memory> {
        let data = fs::canonicalize(&places.data).ok()?;
        let hash = sha256(data.as_os_str().as_encoded_bytes());
        let folder = places.rescue.first()?.join(FOLDER);
        let path = folder.join(format!("{}.txt", hash.get(..ENOUGH)?));
        Some(Memory { folder, path })
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// In the order of the names.
    pub(super) fn read(&self) -> Vec<Seen> {
        let bytes = RealDisk.read(&self.path, LARGEST_FILE).unwrap_or_default();
        let text = String::from_utf8_lossy(&bytes);
        let lines = text.lines().filter_map(|line| line.split_once(' '));
        let seen = lines.map(|(name, head)| Seen {
            name: name.to_owned(),
            head: head.to_owned(),
        });
        seen.collect()
    }

    /// Best effort: an account that may write nowhere can read all the same, and remembers nothing.
    pub(super) fn write(&self, seen: &[Seen]) {
        let lines = seen
            .iter()
            .map(|one| format!("{} {}\n", one.name, one.head));
        let text: String = lines.collect();
        let above = self.folder.parent().map(make_with_those_above);
        if above.is_none_or(|made| made.is_err()) {
            return;
        }
        let made = RealDisk.make_folder_reaching(&self.folder, Reach::Private);
        let _ = made.and_then(|_| {
            let name = self.path.file_name().unwrap_or_default().to_string_lossy();
            write_private(&RealDisk, &self.folder, &name, text.as_bytes())
        });
    }
}
