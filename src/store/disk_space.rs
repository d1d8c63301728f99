//! Checks the free space before a meeting starts, so that the disk does not fill up in the middle of it.

use crate::domain::problem::Problem;
use std::io;
use std::path::Path;

use super::disk::Disk;
use super::disk_facts::{Nature, file_system};
use super::paths::MeetingFolder;

const MIB: u64 = 1024 * 1024;
/// Below this many free bytes a meeting does not start (storage.md 2.4).
pub const REFUSE_BELOW: u64 = 20 * MIB;
/// Below this many free bytes the minute-taker is warned (storage.md 2.4).
pub const WARN_BELOW: u64 = 200 * MIB;

/// Space kept for the moment when the disk is full (storage.md 2.4): enough for the rest of a long meeting's entries.
const RESERVE: u64 = MIB;
pub(super) const RESERVE_FILE: &str = "reserve";

/// Takes up the meeting's reserve while somebody writes in it. Best effort: a disk without enough space is noticed when
/// we write.
pub fn keep_reserve(disk: &dyn Disk, meeting: &MeetingFolder) {
    let _ = disk.reserve(&meeting.path.join(RESERVE_FILE), RESERVE);
}

/// Frees the reserve, at the end or because the space is needed now. Returns whether there was one.
pub fn free_reserve(disk: &dyn Disk, meeting: &MeetingFolder) -> bool {
    disk.free(&meeting.path.join(RESERVE_FILE)).is_ok()
}

/// Frees the reserve in all of these places: where writing began elsewhere, the meeting's own folder is not the first
/// of them.
pub fn free_reserves(disk: &dyn Disk, places: &[MeetingFolder]) {
    for place in places {
        let _ = free_reserve(disk, place);
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Room {
    /// Bytes that an ordinary user can still write there.
    pub free: u64,
    /// The kind of network or foreign file system, if it is one.
    pub network: Option<&'static str>,
}

impl Room {
    #[must_use]
    pub fn refusal(&self) -> Option<Problem> {
        (self.free < REFUSE_BELOW).then(|| {
            Problem::not_saved_or_read(format!(
                "The disk has only {} MiB left, too little for a meeting.",
                self.free / MIB
            ))
            .safe("Nothing was started; older minutes are untouched.")
            .next("Free some space, or name another folder with --data.")
        })
    }

    /// What the minute-taker should know before starting, in words; empty when all is well.
    #[must_use]
    pub fn warnings(&self) -> Vec<String> {
        let mut words = Vec::new();
        if (REFUSE_BELOW..WARN_BELOW).contains(&self.free) {
            words.push(format!(
                "The disk has {} MiB left. That is enough for this meeting; free some space before the next.",
                self.free / MIB
            ));
        }
        if let Some(kind) = self.network {
            words.push(format!(
                "This folder is on another machine ({kind}). Recording works, but a slow or lost network delays \
                 saving. A folder on this machine is safer."
            ));
        }
        words
    }
}

/// Checks the disk that holds `folder`, which must exist.
pub fn look(folder: &Path) -> io::Result<Room> {
    let space = rustix::fs::statvfs(folder)?;
    let kind = rustix::fs::statfs(folder)?.f_type;
    Ok(Room {
        free: space.f_bavail.saturating_mul(space.f_frsize),
        // The size of f_type differs by machine; the known numbers fit in 32 bits.
        network: network_name(u32::try_from(kind & 0xFFFF_FFFF).unwrap_or_default()),
    })
}

fn network_name(number: u32) -> Option<&'static str> {
    let system = file_system(number);
    (system.nature == Nature::Network).then_some(system.name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn little_space_warns_and_less_refuses() {
        let room = |mib: u64| Room {
            free: mib * MIB,
            network: None,
        };
        assert!(
            room(19)
                .refusal()
                .is_some_and(|why| why.to_string().contains("19 MiB"))
        );
        assert_eq!(room(20).refusal(), None);
        assert_eq!(room(199).warnings().len(), 1);
        assert!(room(200).warnings().is_empty());
        assert!(room(19).warnings().is_empty(), "refused, so not warned too");
    }

    #[test]
    fn a_network_folder_is_named() {
        assert_eq!(network_name(0x6969), Some("NFS"));
        assert_eq!(network_name(0xEF53), None, "ext4 is a disk of this machine");
        let far = Room {
            free: u64::MAX,
            network: network_name(0xFE53_4D42),
        };
        assert!(
            far.warnings()
                .iter()
                .any(|words| words.contains("Windows share"))
        );
    }

    #[test]
    fn the_real_disk_answers() {
        let here = look(Path::new("/")).expect("the root has a size");
        assert!(here.free > 0);
        assert!(look(Path::new("/nowhere-at-all")).is_err());
    }
}
