//! The earlier files of a journal, held in memory while the meeting is written in. Somebody may remove or change them, or
//! the folder with them: what was in them is not lost, and can be written anew.

use std::io;
use std::path::Path;

use super::as_written::{self, Now};
use super::disk::{Disk, LARGEST_FILE, append_all};
use super::paths::MeetingFolder;
use super::reading::is_segment;

struct Held {
    name: String,
    bytes: Vec<u8>,
    is_anothers: bool,
}

#[derive(Default)]
pub struct HeldOpen {
    files: Vec<Held>,
}

impl HeldOpen {
    /// What is there now. A file that cannot be read is reported where the journal is read.
    #[must_use]
    pub fn of(disk: &dyn Disk, meeting: &MeetingFolder) -> HeldOpen {
        let names = disk.list(&meeting.journal()).unwrap_or_default();
        let files = names.into_iter().filter(|name| is_segment(name));
        let files = files.filter_map(|name| {
            let path = meeting.journal().join(&name);
            let bytes = disk.read(&path, LARGEST_FILE).ok()?;
            Some(Held {
                is_anothers: disk.is_anothers(&path),
                name,
                bytes,
            })
        });
        HeldOpen {
            files: files.collect(),
        }
    }

    /// Writes anew those that are gone or changed, into the first of `places` that takes them. Returns where they are
    /// now, if there were any.
    ///
    /// # Errors
    /// When no place took one of them, and for a colleague's file that was changed: only they write in their name.
    pub fn put_back(
        &self,
        disk: &dyn Disk,
        places: &[MeetingFolder],
    ) -> io::Result<Option<MeetingFolder>> {
        let Some(home) = places.first() else {
            return Ok(None);
        };
        let journal = home.journal();
        let mut touched = Vec::new();
        for held in &self.files {
            // Where nothing can be locked, somebody else may go on writing in it.
            match as_written::look(disk, &journal.join(&held.name), &held.bytes, false) {
                Now::AsWritten => {}
                Now::Removed => touched.push((held, false)),
                Now::Changed if held.is_anothers => {
                    return Err(io::Error::other(
                        "the file that was changed is a colleague's",
                    ));
                }
                Now::Changed => touched.push((held, true)),
            }
        }
        if touched.is_empty() {
            return Ok(None);
        }
        let mut failed = io::Error::from(io::ErrorKind::NotFound);
        for place in places {
            let written = place.make(disk).and_then(|()| {
                touched.iter().try_for_each(|(held, is_there)| {
                    put_one_back(disk, home, place, held, *is_there)
                })
            });
            match written {
                Ok(()) => return Ok(Some(place.clone())),
                Err(error) => failed = error,
            }
        }
        Err(failed)
    }
}

/// At each moment there is a whole file with the words, which a reader finds, whatever it is called.
fn put_one_back(
    disk: &dyn Disk,
    home: &MeetingFolder,
    place: &MeetingFolder,
    held: &Held,
    is_there: bool,
) -> io::Result<()> {
    let (here, name) = (place.journal(), &held.name);
    let stands_in_the_way = is_there && place == home;
    let written_as = match stands_in_the_way {
        true => format!("{}.again.jsonl", name.trim_end_matches(".jsonl")),
        false => name.clone(),
    };
    write_anew(disk, &here, &written_as, &held.bytes)?;
    if is_there {
        as_written::put_away(disk, &home.journal().join(name))?;
    }
    if stands_in_the_way {
        disk.rename(&here.join(&written_as), &here.join(name))?;
        disk.sync_folder(&here)?;
    }
    Ok(())
}

fn write_anew(disk: &dyn Disk, folder: &Path, name: &str, bytes: &[u8]) -> io::Result<()> {
    let new = match disk.create_new(&folder.join(name)) {
        // Written there already, after an earlier loss.
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => return Ok(()),
        other => other?,
    };
    append_all(new.as_ref(), bytes)?;
    new.sync()?;
    disk.sync_folder(folder)
}
