//! Which meetings exist, by their folders.

use super::twice::{Twice, told_apart};
use super::{ClosedYear, MeetingFolder, MeetingId, Paths};
use crate::domain::problem::Problem;
use crate::store::disk::Disk;
use std::io;
use std::path::PathBuf;

fn entries(folder: PathBuf) -> impl Iterator<Item = PathBuf> {
    let found = std::fs::read_dir(folder).into_iter().flatten().flatten();
    found.map(|entry| entry.path())
}

/// What is in the folder of meetings.
#[derive(Debug, Default)]
pub struct Listed {
    /// Oldest year first; of an id with several folders at most one.
    pub meetings: Vec<MeetingFolder>,
    /// The years whose folder cannot be listed. Their meetings are in no list.
    pub closed_years: Vec<ClosedYear>,
    pub twice: Vec<Twice>,
}

impl Paths {
    /// Every meeting, oldest year first. Other files and folders are left alone; what else there is to be told is in
    /// [`Paths::look`].
    ///
    /// # Errors
    /// When the folder of meetings cannot be listed; a missing one is no error.
    pub fn all(&self, disk: &dyn Disk) -> io::Result<Vec<MeetingFolder>> {
        Ok(self.look(disk)?.meetings)
    }

    /// Whether there are more than `count` meetings; stops counting there.
    #[must_use]
    pub fn are_more_than(&self, count: usize) -> bool {
        let meetings = self.years().flat_map(entries);
        meetings.take(count + 1).count() > count
    }

    #[must_use]
    pub fn folder_of(&self, id: &MeetingId) -> Option<MeetingFolder> {
        let mut folders = self.folders_of(id);
        folders.retain(|folder| folder.path.is_dir());
        match folders.len() {
            0 | 1 => folders.pop(),
            _ => Twice::of(self, id, folders).certain,
        }
    }

    /// Where the meeting has several folders.
    #[must_use]
    pub fn twice(&self, id: &MeetingId) -> Option<Twice> {
        let folders = self.folders_of(id);
        (folders.len() > 1).then(|| Twice::of(self, id, folders))
    }

    fn folders_of(&self, id: &MeetingId) -> Vec<MeetingFolder> {
        let paths = self.years().map(|year| year.join(id.as_str()));
        let there = paths.filter(|path| path.symlink_metadata().is_ok());
        let folders = there.map(|path| MeetingFolder {
            id: id.clone(),
            path,
        });
        folders.collect()
    }

    /// The meeting with this id, to put something into it.
    ///
    /// # Errors
    /// When the meetings cannot be listed, or it is not certain which of several folders it is.
    pub fn here(&self, disk: &dyn Disk, id: &MeetingId) -> io::Result<Option<MeetingFolder>> {
        let listed = self.look(disk)?;
        let mut uncertain = listed.twice.iter().filter(|twice| twice.certain.is_none());
        match uncertain.find(|twice| twice.id == *id) {
            Some(twice) => Err(io::Error::other(twice.problem().to_string())),
            None => Ok(listed.meetings.into_iter().find(|here| here.id == *id)),
        }
    }

    fn years(&self) -> impl Iterator<Item = PathBuf> {
        let is_year = |path: &PathBuf| {
            let name = path.file_name().and_then(|name| name.to_str());
            name.is_some_and(|name| name.bytes().all(|byte| byte.is_ascii_digit()))
        };
        entries(self.meetings()).filter(is_year)
    }

    /// Every meeting, and what is wrong with the folders of them.
    ///
    /// # Errors
    /// When the folder of meetings cannot be listed; a missing one is no error.
    pub fn look(&self, disk: &dyn Disk) -> io::Result<Listed> {
        let mut closed_years = Vec::new();
        let years = match disk.list(&self.meetings()) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Ok(Listed::default());
            }
            other => other?,
        };
        let mut found = Vec::new();
        for year in years
            .iter()
            .filter(|y| y.bytes().all(|b| b.is_ascii_digit()))
        {
            let path = self.meetings().join(year);
            let names = match disk.list(&path) {
                Ok(names) => names,
                // A file whose name looks like a year is not ours.
                Err(error) if error.kind() == io::ErrorKind::NotADirectory => continue,
                Err(error) => {
                    closed_years.push((year.clone(), Problem::not_saved_or_read(format!(
                        "The meetings of {year} cannot be looked at ({error}), so they are missing from every list."
                    ))
                    .safe("Nothing was changed.")
                    .next(format!("Ask IT about the folder {}.", path.display()))));
                    continue;
                }
            };
            found.extend(names.iter().filter_map(|name| {
                let id = MeetingId::parse(name)?;
                Some(MeetingFolder {
                    id,
                    path: path.join(name),
                })
            }));
        }
        let (meetings, twice) = told_apart(self, found);
        Ok(Listed {
            meetings,
            closed_years,
            twice,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_meeting_is_found_and_many_are_counted_without_listing_all() {
        let folder = tempfile::tempdir().unwrap();
        let places = Paths::find(Some(folder.path())).unwrap();
        assert!(!places.are_more_than(0), "nothing is there yet");
        let ids: Vec<MeetingId> = (0..3).map(|_| MeetingId::random().unwrap()).collect();
        for (id, year) in ids.iter().zip(["2025", "2026", "2026"]) {
            std::fs::create_dir_all(places.meetings().join(year).join(id.as_str())).unwrap();
        }
        std::fs::create_dir_all(places.meetings().join("elsewhere/abc")).unwrap();
        assert!(places.are_more_than(2));
        assert!(!places.are_more_than(3));
        for id in &ids {
            let found = places.folder_of(id).unwrap();
            assert!(
                places
                    .all(&crate::store::disk::RealDisk)
                    .unwrap()
                    .contains(&found)
            );
        }
        let none = MeetingId::random().unwrap();
        assert_eq!(places.folder_of(&none), None);
    }
}
