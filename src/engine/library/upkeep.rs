//! Keeping the index up to date: every meeting's files are looked at (not read), and what changed is read again.
//! Whatever goes wrong with the index, the meetings that it lacks are named, and their files are read instead.

use super::seals::Seals;
use super::{Library, UpToDate, one_meeting};
use crate::store::disk::RealDisk;
use crate::store::index::{IndexEntry, IndexTrouble, Keeper, Reader, Rescued, Stamp};
use crate::store::paths::MeetingFolder;
use crate::store::seal_record;
use std::collections::{HashMap, HashSet};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::sync_channel;

/// Meetings collected before they go into the index. They go in by day, oldest first: an index that gets its rows in
/// order is built in a tenth of the time.
const BATCH: usize = 400;
const AHEAD: usize = 64;
/// After this many changes the parts of the index are merged.
const MANY: usize = 200;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    pub done: usize,
    pub of: usize,
}

impl Library {
    /// `told` receives the progress after each meeting that had to be read, and returns whether to go on; what was done
    /// until then stays done.
    pub fn upkeep(&self, told: &mut dyn FnMut(Progress) -> bool) -> UpToDate {
        let folders = self.folders();
        let meetings = folders.len();
        let found = match &self.index {
            None => UpToDate {
                stale: folders,
                ..UpToDate::default()
            },
            Some(index) => self.with_index(index, folders, told),
        };
        UpToDate { meetings, ..found }
    }

    /// Finds the meetings that the index lacks or has in an older state, and those that it should no longer have.
    fn with_index(
        &self,
        index: &Path,
        folders: Vec<MeetingFolder>,
        told: &mut dyn FnMut(Progress) -> bool,
    ) -> UpToDate {
        let keeper = Keeper::open(index);
        let known = match &keeper {
            Ok(Some(keeper)) => keeper
                .known()
                .and_then(|known| Ok((known, keeper.born()?, keeper.record_of_seals()?))),
            // Another program is updating it: what it has not done yet is read from the files.
            Ok(None) => Reader::open(index)
                .ok_or_else(|| IndexTrouble("there is none".to_owned()))
                .and_then(|reader| {
                    Ok((reader.known()?, reader.born()?, reader.record_of_seals()?))
                }),
            Err(_) => Err(IndexTrouble("it cannot be opened".to_owned())),
        };
        let (mut known, born, record_before) = match known {
            Ok((known, born, record)) => (known, Some(born), record),
            Err(_) => (HashMap::new(), None, String::new()),
        };
        // Before it is read: a line that comes meanwhile changes it again.
        let record = seal_record::stamp(&self.places);
        let seals = Seals::new(&self.places);
        let record_is_same = record == record_before;
        let (stale, marks) = self.changed(folders, &mut known, record_is_same, &seals);
        let gone: HashSet<String> = known.into_keys().collect();
        let done = match (keeper, born) {
            (Ok(Some(mut keeper)), Some(_)) => {
                let written = self
                    .write(&mut keeper, (&stale, &marks), &gone, &seals, told)
                    .and_then(|done| {
                        if done == stale.len() && !record_is_same {
                            keeper.set_record_of_seals(&record)?;
                            keeper.commit()?;
                        }
                        Ok(done)
                    });
                match written {
                    Ok(done) => done,
                    Err(_) => {
                        drop(keeper);
                        // It is rebuilt next time.
                        let _ = crate::store::index::remove(index);
                        return UpToDate {
                            stale: self.folders(),
                            ..UpToDate::default()
                        };
                    }
                }
            }
            _ => 0,
        };
        UpToDate {
            stale: stale.into_iter().skip(done).collect(),
            gone,
            born,
            ..UpToDate::default()
        }
    }

    /// The meetings that changed since they were indexed, the newest years first: people search those most. Those that
    /// still exist are taken out of `known`. Also what the record of seals has of each.
    fn changed(
        &self,
        folders: Vec<MeetingFolder>,
        known: &mut HashMap<String, String>,
        record_is_same: bool,
        seals: &Seals<'_>,
    ) -> (Vec<MeetingFolder>, Vec<String>) {
        let rescued = Rescued::of(&self.places);
        let mut changed = (Vec::new(), Vec::new());
        for folder in folders.into_iter().rev() {
            let text = known.get(folder.id.as_str());
            let before = text.and_then(|text| Stamp::parse(text));
            let now = Stamp::look(&folder, &rescued, before.as_ref());
            if now.is_empty() {
                continue;
            }
            known.remove(folder.id.as_str());
            let now = match before.is_some() && record_is_same {
                true => now,
                false => now.on_record(seals.mark(&folder.id)),
            };
            if before.as_ref() != Some(&now) || seals.has_changed_unseen(&folder, &now) {
                changed.0.push(folder);
                changed.1.push(now.mark().to_owned());
            }
        }
        changed
    }

    /// Reads on its own thread what changed, and puts it into the index on this one; returns how many were done.
    fn write(
        &self,
        keeper: &mut Keeper,
        (stale, marks): (&[MeetingFolder], &[String]),
        gone: &HashSet<String>,
        seals: &Seals<'_>,
        told: &mut dyn FnMut(Progress) -> bool,
    ) -> Result<usize, IndexTrouble> {
        for id in gone {
            keeper.forget(id)?;
        }
        let stop = AtomicBool::new(false);
        let done = std::thread::scope(|scope| {
            let (sender, entries) = sync_channel(AHEAD);
            let read = std::thread::Builder::new().spawn_scoped(scope, || {
                let rescued = Rescued::of(&self.places);
                for (folder, mark) in stale.iter().zip(marks) {
                    let entry = self.entry(folder, &rescued, seals, mark);
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
            // Removals are not committed yet, even when nothing was put in.
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

    fn entry(
        &self,
        folder: &MeetingFolder,
        rescued: &Rescued,
        seals: &Seals<'_>,
        mark: &str,
    ) -> IndexEntry {
        // The stamp is taken before reading: anything written meanwhile makes the entry stale again.
        let stamp = Stamp::look(folder, rescued, None).on_record(mark.to_owned());
        let read = one_meeting::read(
            seals,
            &RealDisk,
            folder,
            &stamp,
            one_meeting::Wanted::Everything,
        );
        let year = folder.path.parent().and_then(Path::file_name);
        let year = year.map_or_else(String::new, |year| year.to_string_lossy().into_owned());
        IndexEntry::new(
            format!("{year}/{}", folder.id),
            stamp,
            read.card,
            read.dates,
            read.passages,
        )
    }
}

/// All or none; returns how many.
fn put(keeper: &mut Keeper, batch: &mut Vec<IndexEntry>) -> Result<usize, IndexTrouble> {
    batch.sort_by_key(|entry| entry.card.at.map(|at| at.naive_local()));
    for entry in batch.iter() {
        keeper.put(entry)?;
    }
    keeper.commit()?;
    let count = batch.len();
    batch.clear();
    Ok(count)
}
