//! The earlier files of a journal, held open while the meeting is written in. Somebody may remove them, or the folder
//! with them: as long as they are open, what is in them is not lost, and can be written anew.

use std::fs::File;
use std::io::{self, Read, Seek};

use rustix::fs::{AtFlags, Mode, OFlags};

use super::disk::{self, Disk, append_all};
use super::paths::MeetingFolder;
use super::reading::is_segment;

/// Dropping them lets go of them.
#[derive(Default)]
pub struct HeldOpen {
    files: Vec<(String, File)>,
}

impl HeldOpen {
    /// What is there now. A file that cannot be opened is reported where the journal is read.
    #[must_use]
    pub fn of(disk: &dyn Disk, meeting: &MeetingFolder) -> HeldOpen {
        let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::CLOEXEC | OFlags::NONBLOCK;
        let names = disk.list(&meeting.journal()).unwrap_or_default();
        let files = names.into_iter().filter(|name| is_segment(name));
        let files = files.filter_map(|name| {
            let path = meeting.journal().join(&name);
            let file = File::from(disk::open(&path, flags, Mode::empty()).ok()?);
            Some((name, file))
        });
        HeldOpen {
            files: files.collect(),
        }
    }

    /// Writes anew those whose name is gone, into the first of `places` that takes them. Returns where they are now, if
    /// any were gone.
    ///
    /// # Errors
    /// When no place took one of them.
    pub fn put_back(
        &self,
        disk: &dyn Disk,
        places: &[MeetingFolder],
    ) -> io::Result<Option<MeetingFolder>> {
        let Some(home) = places.first() else {
            return Ok(None);
        };
        let gone: Vec<&(String, File)> = self
            .files
            .iter()
            .filter(|(name, _)| is_gone(home, name))
            .collect();
        if gone.is_empty() {
            return Ok(None);
        }
        let mut failed = io::Error::from(io::ErrorKind::NotFound);
        for place in places {
            let written = place.make(disk).and_then(|()| {
                gone.iter()
                    .try_for_each(|(name, file)| write_anew(disk, place, name, file))
            });
            match written {
                Ok(()) => return Ok(Some(place.clone())),
                Err(error) => failed = error,
            }
        }
        Err(failed)
    }
}

fn is_gone(home: &MeetingFolder, name: &str) -> bool {
    let path = home.journal().join(name);
    let there = rustix::fs::statat(rustix::fs::CWD, &path, AtFlags::SYMLINK_NOFOLLOW);
    there.is_err_and(|error| error == rustix::io::Errno::NOENT)
}

fn write_anew(
    disk: &dyn Disk,
    place: &MeetingFolder,
    name: &str,
    mut file: &File,
) -> io::Result<()> {
    let mut bytes = Vec::new();
    file.rewind()?;
    file.read_to_end(&mut bytes)?;
    let path = place.journal().join(name);
    let new = match disk.create_new(&path) {
        // Written there already, after an earlier loss.
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => return Ok(()),
        other => other?,
    };
    append_all(new.as_ref(), &bytes)?;
    new.sync()?;
    disk.sync_folder(&place.journal())
}
