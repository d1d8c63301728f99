//! Which meetings exist, by their folders.

use super::{ClosedYear, MeetingFolder, MeetingId, Paths};
use crate::domain::problem::Problem;
use crate::store::disk::Disk;
use std::io;
use std::path::PathBuf;

fn entries(folder: PathBuf) -> impl Iterator<Item = PathBuf> {
    let found = std::fs::read_dir(folder).into_iter().flatten().flatten();
    found.map(|entry| entry.path())
}

impl Paths {
    /// Every meeting, oldest year first. Other files and folders are left alone; for years that cannot be listed see
    /// [`Paths::closed_years`].
    ///
    /// # Errors
    /// When the folder of meetings cannot be listed; a missing one is no error.
    pub fn all(&self, disk: &dyn Disk) -> io::Result<Vec<MeetingFolder>> {
        Ok(self.look(disk)?.0)
    }

    /// Whether there are more than `count` meetings; stops counting there.
    #[must_use]
    pub fn are_more_than(&self, count: usize) -> bool {
        let meetings = self.years().flat_map(entries);
        meetings.take(count + 1).count() > count
    }

    #[must_use]
    pub fn folder_of(&self, id: &MeetingId) -> Option<MeetingFolder> {
        let mut paths = self.years().map(|year| year.join(id.as_str()));
        let path = paths.find(|path| path.is_dir())?;
        Some(MeetingFolder {
            id: id.clone(),
            path,
        })
    }

    fn years(&self) -> impl Iterator<Item = PathBuf> {
        let is_year = |path: &PathBuf| {
            let name = path.file_name().and_then(|name| name.to_str());
            name.is_some_and(|name| name.bytes().all(|byte| byte.is_ascii_digit()))
        };
        entries(self.meetings()).filter(is_year)
    }

    /// The years whose folder cannot be listed, each with what that means in words. Their meetings are in no list.
    #[must_use]
    pub fn closed_years(&self, disk: &dyn Disk) -> Vec<ClosedYear> {
        self.look(disk).map(|found| found.1).unwrap_or_default()
    }

    fn look(&self, disk: &dyn Disk) -> io::Result<(Vec<MeetingFolder>, Vec<ClosedYear>)> {
        let mut closed = Vec::new();
        let years = match disk.list(&self.meetings()) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Ok((Vec::new(), closed));
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
                    closed.push((year.clone(), Problem::not_saved_or_read(format!(
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
        Ok((found, closed))
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
