//! One id and several folders: somebody made a folder in the name of a meeting that is there, or a copy was put back
//! beside it. An id is random, so that never happens by itself.

use super::{MeetingFolder, MeetingId, Paths};
use crate::domain::problem::Problem;
use crate::store::accounts;
use crate::store::seal_record;
use std::collections::HashSet;
use std::os::unix::fs::MetadataExt;
use std::path::Path;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Twice {
    pub id: MeetingId,
    pub folders: Vec<MeetingFolder>,
    /// The one that something vouches for; none of the others is read.
    pub certain: Option<MeetingFolder>,
}

impl Twice {
    /// One's own folder is the right one. Of colleagues' folders it is that of the account which has this meeting in its
    /// record of seals, if only one has: anybody may write a journal or a seal in a folder of their own.
    pub(super) fn of(places: &Paths, id: &MeetingId, mut folders: Vec<MeetingFolder>) -> Twice {
        folders.sort_by(|a, b| a.path.cmp(&b.path));
        let account = rustix::process::geteuid().as_raw();
        let only = |vouches: &dyn Fn(u32) -> bool| {
            let mut right = folders
                .iter()
                .filter(|folder| owner(&folder.path).is_some_and(vouches));
            right.next().filter(|_| right.next().is_none()).cloned()
        };
        let is_ours = |owner: u32| owner == account;
        let any_is_ours = folders
            .iter()
            .any(|folder| owner(&folder.path).is_some_and(is_ours));
        let certain = match any_is_ours {
            true => only(&is_ours),
            false => only(&|owner| seal_record::has_of(places, owner, id)),
        };
        Twice {
            id: id.clone(),
            folders,
            certain,
        }
    }

    #[must_use]
    pub fn problem(&self) -> Problem {
        let folders = self.folders.iter().map(|folder| {
            let path = folder.path.display();
            match owner(&folder.path) {
                Some(number) => format!("{path} (it belongs to {})", accounts::user(number)),
                None => path.to_string(),
            }
        });
        let folders: Vec<String> = folders.collect();
        let read = match &self.certain {
            Some(folder) => format!(
                "Only {} is read; nothing was changed.",
                folder.path.display()
            ),
            None => {
                "None is read, as nothing shows which one is right; nothing was changed.".to_owned()
            }
        };
        Problem::not_saved_or_read(format!(
            "{} folders have the name of the meeting {}: {}.",
            self.folders.len(),
            self.id,
            folders.join(" and ")
        ))
        .safe(read)
        .next("Ask IT who made the other, and to move it out of the folder of meetings.")
    }
}

/// Those that are the only folder of their id or the one that is certain, and the ids with several folders.
pub(super) fn told_apart(
    places: &Paths,
    found: Vec<MeetingFolder>,
) -> (Vec<MeetingFolder>, Vec<Twice>) {
    let mut seen = HashSet::with_capacity(found.len());
    let again = found.iter().filter(|folder| !seen.insert(&folder.id));
    let mut ids: Vec<MeetingId> = again.map(|folder| folder.id.clone()).collect();
    if ids.is_empty() {
        return (found, Vec::new());
    }
    ids.sort();
    ids.dedup();
    let (several, mut meetings): (Vec<_>, Vec<_>) = found
        .into_iter()
        .partition(|folder| ids.binary_search(&folder.id).is_ok());
    let twice: Vec<Twice> = ids
        .iter()
        .map(|id| {
            let folders = several.iter().filter(|folder| folder.id == *id);
            Twice::of(places, id, folders.cloned().collect())
        })
        .collect();
    meetings.extend(twice.iter().filter_map(|twice| twice.certain.clone()));
    meetings.sort_by(|a, b| a.path.cmp(&b.path));
    (meetings, twice)
}

fn owner(path: &Path) -> Option<u32> {
    std::fs::symlink_metadata(path)
        .ok()
        .map(|found| found.uid())
}
