//! What can be told of the disk under a folder: its kind of file system, how it is mounted, and by a trial whether this
//! account can write there, keep room and hold a lock.

use std::fs::File;
use std::io;
use std::path::Path;

use rustix::fs::{FallocateFlags, FlockOperation, Mode, OFlags};

use super::disk::{self, read_given};
use super::disk_space::REFUSE_BELOW;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Nature {
    Disk,
    Network,
    /// Gone when the machine is switched off.
    Memory,
    /// The layer of a container: gone with the container.
    Layer,
    /// Keeps no owner and no rights of a file.
    WithoutRights,
    NotKnown,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FileSystem {
    pub name: &'static str,
    pub nature: Nature,
}

const FILE_SYSTEMS: &[(u32, &str, Nature)] = &[
    (0xEF53, "ext4", Nature::Disk),
    (0x5846_5342, "XFS", Nature::Disk),
    (0x9123_683E, "Btrfs", Nature::Disk),
    (0x2FC1_2FC1, "ZFS", Nature::Disk),
    (0xF2F5_2010, "F2FS", Nature::Disk),
    (0xCA45_1A4E, "bcachefs", Nature::Disk),
    (0x6969, "NFS", Nature::Network),
    (0x517B, "a Windows share", Nature::Network),
    (0xFF53_4D42, "a Windows share", Nature::Network),
    (0xFE53_4D42, "a Windows share", Nature::Network),
    (0x6573_5546, "FUSE", Nature::Network),
    (0x0102_1997, "9P", Nature::Network),
    (0x00C3_6400, "Ceph", Nature::Network),
    (0x5346_414F, "AFS", Nature::Network),
    (0x0102_1994, "tmpfs", Nature::Memory),
    (0x8584_58F6, "ramfs", Nature::Memory),
    (0x794C_7630, "overlay", Nature::Layer),
    (0x4D44, "FAT", Nature::WithoutRights),
    (0x2011_BAB0, "exFAT", Nature::WithoutRights),
    (0x5346_544E, "NTFS", Nature::WithoutRights),
    (0x7366_746E, "NTFS", Nature::WithoutRights),
];

#[must_use]
pub fn file_system(number: u32) -> FileSystem {
    let known = FILE_SYSTEMS.iter().find(|(known, _, _)| *known == number);
    known.map_or(
        FileSystem {
            name: "not known to this program",
            nature: Nature::NotKnown,
        },
        |&(_, name, nature)| FileSystem { name, nature },
    )
}

/// The disk under a folder that exists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DiskFacts {
    pub system: FileSystem,
    /// Bytes that an ordinary user can still write.
    pub free: u64,
    /// How many more files an ordinary user can make; `None` where the file system does not count them.
    pub free_files: Option<u64>,
    pub read_only: bool,
    /// The words it was mounted with.
    pub options: Vec<String>,
}

pub fn look(folder: &Path) -> io::Result<DiskFacts> {
    let space = rustix::fs::statvfs(folder)?;
    let kind = rustix::fs::statfs(folder)?.f_type;
    let mounts = read_given(Path::new("/proc/self/mounts"), 4 * 1024 * 1024).unwrap_or_default();
    Ok(DiskFacts {
        // The size of f_type differs by machine; the known numbers fit in 32 bits.
        system: file_system(u32::try_from(kind & 0xFFFF_FFFF).unwrap_or_default()),
        free: space.f_bavail.saturating_mul(space.f_frsize),
        free_files: (space.f_files > 0).then_some(space.f_favail),
        read_only: space.f_flag.contains(rustix::fs::StatVfsMountFlags::RDONLY),
        options: mounted_with(&String::from_utf8_lossy(&mounts), folder),
    })
}

/// The options of the mount that a folder is in: of the longest path that leads to it, and of the last one there.
fn mounted_with(mounts: &str, folder: &Path) -> Vec<String> {
    let lines = mounts.lines().filter_map(|line| {
        let mut words = line.split(' ').skip(1);
        let at = words.next()?.replace("\\040", " ");
        let options = words.nth(1)?;
        folder.starts_with(&at).then_some((at.len(), options))
    });
    let best = lines.max_by_key(|(length, _)| *length);
    let options = best.map_or("", |(_, options)| options);
    options.split(',').map(str::to_owned).collect()
}

/// What became of a file that was made to try the disk. It had lost its name before anything else was done with it.
#[derive(Debug)]
pub struct Trial {
    /// Whether a meeting's room could be kept; `None` where the file system cannot say.
    pub room: Option<io::Result<()>>,
    pub lock: io::Result<()>,
}

/// `tries_room` keeps as much room as a meeting needs for a moment, so ask for it only where there is far more.
///
/// # Errors
/// When no file can be made there.
pub fn try_out(folder: &Path, tries_room: bool) -> io::Result<Trial> {
    let path = folder.join(format!(".doctor-{}", super::paths::MeetingId::random()?));
    let flags = OFlags::RDWR | OFlags::CREATE | OFlags::EXCL | OFlags::NOFOLLOW | OFlags::CLOEXEC;
    let file = File::from(disk::open(
        &path,
        flags,
        Mode::from_raw_mode(disk::FILE_MODE),
    )?);
    rustix::fs::unlink(&path)?;
    let lock = rustix::fs::flock(&file, FlockOperation::NonBlockingLockExclusive);
    let room =
        tries_room.then(|| rustix::fs::fallocate(&file, FallocateFlags::empty(), 0, REFUSE_BELOW));
    let cannot_say = |error: &rustix::io::Errno| *error == rustix::io::Errno::OPNOTSUPP;
    Ok(Trial {
        room: room
            .filter(|room| !room.as_ref().is_err_and(cannot_say))
            .map(|room| room.map_err(io::Error::from)),
        lock: lock.map_err(io::Error::from),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mount_that_is_nearest_to_the_folder_and_made_last_counts() {
        let mounts = "/dev/a / ext4 rw,relatime 0 0\nserver:/x /srv nfs rw,nolock 0 0\n\
            tmpfs /srv/my\\040minutes tmpfs rw,size=30m 0 0\ntmpfs /srv/my\\040minutes tmpfs ro 0 0\n";
        for (folder, options) in [
            ("/home/anna", "rw,relatime"),
            ("/srv/conferences", "rw,nolock"),
            ("/srvs", "rw,relatime"),
            ("/srv/my minutes/data", "ro"),
        ] {
            let found = mounted_with(mounts, Path::new(folder));
            assert_eq!(found.join(","), options, "{folder}");
        }
        assert_eq!(mounted_with("", Path::new("/")), [""]);
    }

    #[test]
    fn a_number_that_nobody_knows_is_no_disk_of_this_machine() {
        assert_eq!(file_system(0xEF53).nature, Nature::Disk);
        assert_eq!(file_system(0x0102_1994).name, "tmpfs");
        assert_eq!(file_system(1).nature, Nature::NotKnown);
    }

    #[test]
    fn a_trial_leaves_nothing_and_says_what_it_could() {
        let folder = tempfile::tempdir().unwrap();
        let trial = try_out(folder.path(), true).unwrap();
        assert!(trial.lock.is_ok());
        assert!(trial.room.is_none_or(|room| room.is_ok()));
        assert!(std::fs::read_dir(folder.path()).unwrap().next().is_none());
        assert!(try_out(&folder.path().join("nowhere"), true).is_err());
        assert!(look(folder.path()).unwrap().free > 0);
    }
}
