//! Which meetings were found to be as they were sealed, and how their files looked then, so that the hashes of thousands
//! of unchanged files are not computed again at each search without an index. Ids and hashes only, in the user's own
//! cache folder; it may vanish at any time, and then everything is checked again.
//!
//! What is not as it was sealed is never in it, and neither is a file that changed a moment ago: another change within
//! the same step of the clock would not show.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::PathBuf;

use rustix::fs::{Mode, OFlags};

use super::disk::{Disk, LARGEST_FILE, RealDisk};
use super::disk_facts;
use super::index::{self, Stamp};
use super::journal_line::sha256;
use super::paths::{MeetingFolder, Paths};
use super::sealed;

/// Changes when what is checked changes.
const HEADING: &str = "talking-piece checked 2";
/// Nanoseconds that a change must be over. No disk has longer steps of time than two seconds.
const SETTLED: i128 = 10_000_000_000;

#[derive(Debug, Default)]
pub struct Checked {
    /// The program's folder in the cache folder, and the name of the file; without them everything is forgotten.
    place: Option<(PathBuf, String)>,
    /// By id, how it looked.
    known: BTreeMap<String, String>,
    is_new: bool,
    /// What has changed since is not kept, in nanoseconds since 1970.
    before: i128,
}

impl Checked {
    /// `now` is in nanoseconds since 1970, from before any file was looked at.
    #[must_use]
    pub fn read(places: &Paths, now: i128) -> Checked {
        let name = places.name_in_cache().map(|name| format!("{name}-checked"));
        let place = places.cache.clone().zip(name);
        let bytes = place
            .as_ref()
            .and_then(|(folder, name)| RealDisk.read(&folder.join(name), LARGEST_FILE).ok());
        let text = bytes.and_then(|bytes| String::from_utf8(bytes).ok());
        let lines = text.as_deref().and_then(|text| text.strip_prefix(HEADING));
        let lines = lines.unwrap_or_default().lines();
        let known = lines.filter_map(|line| line.split_once(' '));
        Checked {
            place,
            known: known
                .map(|(id, look)| (id.to_owned(), look.to_owned()))
                .collect(),
            is_new: false,
            before: now - SETTLED,
        }
    }

    /// Whether it was found to be as it was sealed when its files, and the record of seals, were as they are now.
    #[must_use]
    pub fn has(&self, folder: &MeetingFolder, stamp: &Stamp) -> bool {
        let known = self.known.get(folder.id.as_str());
        known.is_some_and(|known| look(folder, stamp).as_ref() == Some(known))
    }

    /// It is as it was sealed. The stamp is from before that was found out.
    pub fn put(&mut self, folder: &MeetingFolder, stamp: &Stamp) {
        if let Some(look) = look(folder, stamp).filter(|_| stamp.is_older_than(self.before)) {
            self.is_new = true;
            self.known.insert(folder.id.as_str().to_owned(), look);
        }
    }

    /// For the next run. `all` are the meetings that there are; of others nothing is kept.
    pub fn keep(&mut self, all: &[MeetingFolder]) {
        let Some((folder, name)) = self.place.as_ref().filter(|_| self.is_new) else {
            return;
        };
        let mut text = format!("{HEADING}\n");
        for one in all {
            if let Some(look) = self.known.get(one.id.as_str()) {
                let _ = writeln!(text, "{} {look}", one.id);
            }
        }
        // Where it cannot be kept, everything is checked again next time.
        let made = index::make_program_folder(folder);
        let _ = made.and_then(|()| sealed::write_whole(&RealDisk, folder, name, text.as_bytes()));
        self.is_new = false;
    }
}

/// Has every page of these meetings that somebody changed through a mapping written to the disk. From then on the next
/// such change touches the file's times, which it otherwise need not. False where the system does not keep to that.
#[must_use]
pub fn settle(places: &Paths) -> bool {
    let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC;
    let Ok(root) = rustix::fs::open(&places.data, flags, Mode::empty()) else {
        return false;
    };
    has_times_to_trust(places) && rustix::fs::syncfs(&root).is_ok()
}

/// A disk in memory never writes, so what is changed through a mapping never touches the times there.
#[must_use]
pub fn has_times_to_trust(places: &Paths) -> bool {
    disk_facts::look(&places.data)
        .is_ok_and(|disk| disk.system.nature != disk_facts::Nature::Memory)
}

/// The same files on another disk are others.
fn look(folder: &MeetingFolder, stamp: &Stamp) -> Option<String> {
    let found = rustix::fs::stat(&folder.path).ok()?;
    let text = format!(
        "{} {} {}",
        found.st_dev,
        folder.path.display(),
        stamp.text()
    );
    Some(sha256(text.as_bytes()))
}
