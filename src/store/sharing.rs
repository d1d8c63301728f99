//! Folders that IT made for a team: how to recognise one, and who may reach each file and folder below it.
//!
//! A shared data root has the setgid bit, can be written by its group (one of ours) and shows nothing to anyone else.
//! Below it a meeting is readable by the team (2750) and writable by its minute-taker alone, until it is handed on
//! (2770). Modes are set on descriptors of our own, never on a path (decision record 13).

use std::fs::File;
use std::io;
use std::path::Path;

use rustix::fd::AsFd;
use rustix::fs::{AtFlags, FileType, Mode, OFlags, Stat};

use super::disk::{self, FOLDER_MODE, Openness, refused};

pub(super) const TEAM_FILE: u32 = 0o640;
/// The lock of a meeting that was handed on: its holder writes a note into it.
pub(super) const TEAM_LOCK: u32 = 0o660;
pub(super) const TEAM_READS: u32 = 0o2750;
/// A folder in which each team member writes their own files and nobody removes another's (sticky).
pub(super) const TEAM_WRITES: u32 = 0o3770;
/// The folder of a meeting that was handed on: the next person to write the minutes replaces the old file with the new.
pub(super) const TEAM_TAKES_OVER: u32 = 0o2770;

/// Who may reach something new in a shared place. Elsewhere everything is for its owner alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// For its owner alone even when the meeting was handed on: half-typed lines.
    Private,
    /// Readable by the team where the whole team may write; elsewhere for its owner alone.
    AsAbove,
    TeamReads,
    /// The team may put their own files into it.
    TeamWrites,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Team {
    pub group: u32,
    pub writes: bool,
    /// Whether nobody may remove what others wrote.
    sticky: bool,
}

impl Team {
    fn takes_over(self) -> bool {
        self.writes && !self.sticky
    }
}

/// The team that a folder is shared with; `None` for a private folder, and for one that is open to everyone or to a
/// group that we are not in.
#[must_use]
pub fn team_of(folder: &Path) -> Option<Team> {
    let found = rustix::fs::statat(rustix::fs::CWD, folder, AtFlags::SYMLINK_NOFOLLOW).ok()?;
    team_in(&found)
}

fn team_in(found: &Stat) -> Option<Team> {
    let mode = found.st_mode;
    let is_shared = FileType::from_raw_mode(mode) == FileType::Directory
        && mode & 0o2000 != 0
        && mode & 0o050 == 0o050
        && mode & 0o007 == 0;
    (is_shared && is_our_group(found.st_gid)).then_some(Team {
        group: found.st_gid,
        writes: mode & 0o020 != 0,
        sticky: mode & 0o1000 != 0,
    })
}

pub(super) fn is_of_our_team(found: &Stat) -> bool {
    team_in(found).is_some()
}

fn is_our_group(group: u32) -> bool {
    rustix::process::getegid().as_raw() == group
        || rustix::process::getgroups()
            .is_ok_and(|groups| groups.iter().any(|one| one.as_raw() == group))
}

/// Whether the data root may be used: our own, which nobody else can write to, or one shared with our team.
pub fn check_root(path: &Path) -> io::Result<()> {
    let found = rustix::fs::statat(rustix::fs::CWD, path, AtFlags::SYMLINK_NOFOLLOW)?;
    if team_in(&found).is_some_and(|team| team.writes) {
        return Ok(());
    }
    let is_of_a_team = found.st_mode & 0o2027 == 0o2020;
    if is_of_a_team && !is_our_group(found.st_gid) {
        return Err(refused(
            path,
            "the folder is shared with a group that you are not in",
        ));
    }
    disk::check_folder(path, Openness::OthersMayLook)
}

/// Whether nobody but its owner, this account or IT, or our team can put anything into a folder.
pub(super) fn check_whose(path: &Path) -> io::Result<()> {
    let found = rustix::fs::statat(rustix::fs::CWD, path, AtFlags::SYMLINK_NOFOLLOW)?;
    if team_in(&found).is_some() {
        return Ok(());
    }
    let is_anothers = ![0, rustix::process::geteuid().as_raw()].contains(&found.st_uid);
    match is_anothers || found.st_mode & 0o022 != 0 {
        true => Err(refused(
            path,
            "other users can change what is in that folder",
        )),
        false => Ok(()),
    }
}

/// `Ok(true)` when the folder was made now; an existing one must be ours alone or the team's.
pub(super) fn make_folder(path: &Path, reach: Reach) -> io::Result<bool> {
    let made = match rustix::fs::mkdir(path, Mode::from_raw_mode(FOLDER_MODE)) {
        Ok(()) => true,
        Err(rustix::io::Errno::EXIST) => false,
        Err(error) => return Err(error.into()),
    };
    let found = rustix::fs::statat(rustix::fs::CWD, path, AtFlags::SYMLINK_NOFOLLOW)?;
    let above = path.parent().and_then(team_of);
    let Some(above) = above.filter(|above| above.group == found.st_gid) else {
        disk::check_folder(path, Openness::OursAlone)?;
        return Ok(made);
    };
    let wanted = match reach {
        Reach::Private => None,
        Reach::AsAbove => above.takes_over().then_some(TEAM_WRITES),
        Reach::TeamReads if !above.takes_over() => Some(TEAM_READS),
        Reach::TeamReads | Reach::TeamWrites => Some(TEAM_WRITES),
    };
    // The bit inherited from a shared parent distinguishes a folder whose maker was stopped before sharing it from one
    // that was private before the root was shared.
    let is_unfinished = found.st_mode & 0o7777 == 0o2700;
    match wanted {
        Some(mode) if made || is_unfinished => set_mode(path, OFlags::DIRECTORY, mode)?,
        _ if team_in(&found).is_some_and(|team| team.group == above.group) => {}
        _ => disk::check_folder(path, Openness::OursAlone)?,
    }
    Ok(made)
}

pub(super) fn share_file(file: &File, path: &Path, reach: Reach) -> io::Result<()> {
    share(file, path.parent().and_then(team_of), reach)
}

/// As [`share_file`], for a file made in a folder that is open.
pub(super) fn share_file_in(folder: impl AsFd, file: &File, reach: Reach) -> io::Result<()> {
    share(file, team_in(&rustix::fs::fstat(folder)?), reach)
}

fn share(file: &File, team: Option<Team>, reach: Reach) -> io::Result<()> {
    let Some(team) = team else {
        return Ok(());
    };
    let reads = match reach {
        Reach::Private => false,
        Reach::AsAbove => team.writes,
        Reach::TeamReads | Reach::TeamWrites => true,
    };
    if reads && rustix::fs::fstat(file)?.st_gid == team.group {
        rustix::fs::fchmod(file, Mode::from_raw_mode(TEAM_FILE))?;
    }
    Ok(())
}

/// Whether another user's file may be read: it is in a folder of our team, or in one of our own that was made there,
/// and belongs to the team.
pub(super) fn is_of_the_team(found: &Stat, path: &Path) -> bool {
    let folder = path.parent().and_then(|folder| {
        rustix::fs::statat(rustix::fs::CWD, folder, AtFlags::SYMLINK_NOFOLLOW).ok()
    });
    folder.is_some_and(|folder| {
        FileType::from_raw_mode(folder.st_mode) == FileType::Directory
            && folder.st_mode & 0o2007 == 0o2000
            && folder.st_gid == found.st_gid
            && is_our_group(folder.st_gid)
    })
}

/// Sets the mode of a file or folder of ours, on a descriptor that cannot be a link.
pub(super) fn set_mode(path: &Path, kind: OFlags, mode: u32) -> io::Result<()> {
    let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::CLOEXEC | OFlags::NONBLOCK | kind;
    let opened = File::from(disk::open(path, flags, Mode::empty())?);
    if kind != OFlags::DIRECTORY {
        disk::check_file(&opened, path)?;
    } else if !is_ours(&opened)? {
        return Err(refused(path, "the folder belongs to another user"));
    }
    rustix::fs::fchmod(&opened, Mode::from_raw_mode(mode)).map_err(io::Error::from)
}

/// Closes a file to everybody else and empties it, on one descriptor and without taking space on the disk; once it
/// returns, a power cut does not bring the words back. What cannot be emptied (a colleague's file, or one with a second
/// name, which a backup may be) loses its name here instead. A missing file counts as empty, and so does a folder in
/// its place.
pub fn close_and_empty(path: &Path) -> io::Result<()> {
    let flags = OFlags::WRONLY | OFlags::NOFOLLOW | OFlags::CLOEXEC | OFlags::NONBLOCK;
    let emptied = match disk::open(path, flags, Mode::empty()) {
        Ok(opened) => empty(&File::from(opened), path),
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => Err(error),
    };
    emptied.or_else(|error| match rustix::fs::unlink(path) {
        Ok(()) => path.parent().map_or(Ok(()), disk::sync_folder),
        Err(rustix::io::Errno::ISDIR | rustix::io::Errno::NOENT) => Ok(()),
        Err(_) => Err(error),
    })
}

fn empty(file: &File, path: &Path) -> io::Result<()> {
    let found = rustix::fs::fstat(file)?;
    if !is_ours(file)? || FileType::from_raw_mode(found.st_mode) != FileType::RegularFile {
        return Err(refused(path, "it belongs to another user"));
    }
    rustix::fs::fchmod(file, Mode::from_raw_mode(disk::FILE_MODE))?;
    disk::check_file(file, path)?;
    rustix::fs::ftruncate(file, 0)?;
    // The mark stands in the journal next, which is synced by itself: a disk may keep that and lose the emptying.
    file.sync_all()
}

fn is_ours(file: &File) -> io::Result<bool> {
    Ok(rustix::fs::fstat(file)?.st_uid == rustix::process::geteuid().as_raw())
}
