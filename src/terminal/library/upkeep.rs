//! Keeping the index up to date: every meeting's files are looked at (not read), and what changed is read again.
//! Whatever goes wrong with the index, the meetings that it lacks are named, and their files are read instead.

use super::{Library, UpToDate, one_meeting};
use crate::store::disk::RealDisk;
use crate::store::index::{Entry, IndexTrouble, Keeper, Reader, Rescued, Stamp};
use crate::store::places::MeetingFolder;
use std::collections::{HashMap, HashSet};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::sync_channel;

/// How many meetings are gathered before they become part of the index. They go in by their day, oldest first: an index
/// that gets its rows in order is made in a tenth of the time.
const BATCH: usize = 400;
/// How many meetings are read ahead.
const AHEAD: usize = 64;
/// From so many changes on, the parts of the index are brought together afterwards.
const MANY: usize = 200;

/// How far it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Meetings read.
    pub done: usize,
    /// Meetings to be read.
    pub of: usize,
}

impl Library {
    /// Brings the index up to date. `told` is told how far it is after each meeting that had to be read, and says
    /// whether to go on; what was done until then stays done.
    pub fn upkeep(&self, told: &mut dyn FnMut(Progress) -> bool) -> UpToDate {
        let folders = self.folders();
        let meetings = folders.len();
        let stale = match &self.index {
            None => folders,
            Some(index) => self.with_index(index, folders, told),
        };
        UpToDate { stale, meetings }
    }

    /// The meetings that the index does not have as they are.
    fn with_index(
        &self,
        index: &Path,
        folders: Vec<MeetingFolder>,
        told: &mut dyn FnMut(Progress) -> bool,
    ) -> Vec<MeetingFolder> {
        let keeper = Keeper::open(index);
        let known = match &keeper {
            Ok(Some(keeper)) => keeper.known().ok(),
            // Another program keeps it: what it has not done yet is read from the files.
            Ok(None) => Reader::open(index).and_then(|reader| reader.known().ok()),
            Err(_) => None,
        };
        let changed = self.changed(folders, known.as_ref());
        let (Ok(Some(mut keeper)), Some(known)) = (keeper, known) else {
            return changed
                .stale
                .into_iter()
                .map(|(folder, _)| folder)
                .collect();
        };
        let gone: Vec<&String> = known
            .keys()
            .filter(|id| !changed.seen.contains(id.as_str()))
            .collect();
        match self.write(&mut keeper, &changed.stale, &gone, told) {
            Ok(done) => changed
                .stale
                .into_iter()
                .skip(done)
                .map(|(folder, _)| folder)
                .collect(),
            Err(_) => {
                drop(keeper);
                // It is made anew the next time.
                let _ = crate::store::index::remove(index);
                self.folders()
            }
        }
    }

    fn changed(
        &self,
        folders: Vec<MeetingFolder>,
        known: Option<&HashMap<String, String>>,
    ) -> Changed {
        let rescued = Rescued::of(&self.places);
        let mut changed = Changed::default();
        // The newest years first: they are looked for most.
        for folder in folders.into_iter().rev() {
            let before = known
                .and_then(|known| known.get(folder.id.as_str()))
                .and_then(|text| Stamp::parse(text));
            let now = Stamp::look(&folder, &rescued, before.as_ref());
            if now.is_empty() {
                continue;
            }
            changed.seen.insert(folder.id.as_str().to_owned());
            if before.as_ref() != Some(&now) {
                changed.stale.push((folder, now));
            }
        }
        changed
    }

    /// Reads what changed on a thread of its own, and puts it into the index on this one. How many were done.
    fn write(
        &self,
        keeper: &mut Keeper,
        stale: &[(MeetingFolder, Stamp)],
        gone: &[&String],
        told: &mut dyn FnMut(Progress) -> bool,
    ) -> Result<usize, IndexTrouble> {
        for id in gone {
            keeper.forget(id)?;
        }
        let stop = AtomicBool::new(false);
        let done = std::thread::scope(|scope| {
            let (sender, entries) = sync_channel(AHEAD);
            let read = std::thread::Builder::new().spawn_scoped(scope, || {
                for (folder, stamp) in stale {
                    let entry = self.entry(folder, stamp);
                    if stop.load(Ordering::Relaxed) || sender.send(entry).is_err() {
                        break;
                    }
                }
                drop(sender);
            });
            if read.is_err() {
                return Ok(0);
            }
            let mut done = 0;
            let mut batch = Vec::new();
            for entry in entries {
                batch.push(entry);
                let progress = Progress {
                    done: done + batch.len(),
                    of: stale.len(),
                };
                if !told(progress) {
                    stop.store(true, Ordering::Relaxed);
                    break;
                }
                if batch.len() >= BATCH {
                    done += put(keeper, &mut batch)?;
                }
            }
            done += put(keeper, &mut batch)?;
            // What was taken out waits even when nothing was put in.
            keeper.commit()?;
            Ok::<usize, IndexTrouble>(done)
        })?;
        if done >= MANY && done == stale.len() {
            let all = Progress { done, of: done };
            let mut more = keeper.tidy(true)?;
            while more && told(all) {
                more = keeper.tidy(false)?;
            }
        }
        Ok(done)
    }

    fn entry(&self, folder: &MeetingFolder, stamp: &Stamp) -> Entry {
        let read = one_meeting::read(&self.places, &RealDisk, folder, stamp, true);
        let year = folder.path.parent().and_then(Path::file_name);
        let year = year.map_or_else(String::new, |year| year.to_string_lossy().into_owned());
        Entry::new(
            format!("{year}/{}", folder.id),
            stamp.clone(),
            read.card,
            read.passages,
        )
    }
}

/// Puts them in, all or none; how many.
fn put(keeper: &mut Keeper, batch: &mut Vec<Entry>) -> Result<usize, IndexTrouble> {
    batch.sort_by_key(|entry| entry.card.at.map(|at| at.naive_local()));
    for entry in batch.iter() {
        keeper.put(entry)?;
    }
    keeper.commit()?;
    let count = batch.len();
    batch.clear();
    Ok(count)
}

#[derive(Default)]
struct Changed {
    stale: Vec<(MeetingFolder, Stamp)>,
    seen: HashSet<String>,
}
