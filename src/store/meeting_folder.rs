//! The folder of one meeting: what is stored where in it, how it is made, and how it is found by the beginning of its
//! id.

use crate::domain::problem::Problem;
use std::io;
use std::path::{Path, PathBuf};

use super::disk::Disk;
use super::paths::{MeetingId, Twice};
use super::sharing::Reach;

pub const MINUTES: &str = "minutes.json";
pub const RESTRICTED: &str = "restricted.json";

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MeetingFolder {
    pub id: MeetingId,
    pub path: PathBuf,
}

impl MeetingFolder {
    #[must_use]
    pub fn journal(&self) -> PathBuf {
        self.path.join("journal")
    }

    #[must_use]
    pub fn draft(&self) -> PathBuf {
        self.path.join("draft")
    }

    /// Torn ends and left-over files, kept for a person to look at.
    #[must_use]
    pub fn recovered(&self) -> PathBuf {
        self.path.join("recovered")
    }

    /// Notes of those who have the meeting open to read it.
    #[must_use]
    pub fn readers(&self) -> PathBuf {
        self.path.join("readers")
    }

    /// Versions of the minutes that were signed off or sent out; made with the first of them.
    #[must_use]
    pub fn earlier(&self) -> PathBuf {
        self.path.join(super::sealed::EARLIER)
    }

    pub fn make(&self, disk: &dyn Disk) -> io::Result<()> {
        make_with_parents(disk, &self.path, Reach::TeamReads)?;
        for folder in [self.journal(), self.draft(), self.recovered()] {
            disk.make_folder(&folder)?;
        }
        disk.make_folder_reaching(&self.readers(), Reach::TeamWrites)?;
        disk.sync_folder(&self.path)
    }

    /// One that was made just now, and could not be begun: half a first line would be listed as a damaged meeting. What
    /// cannot be removed stays.
    pub fn throw_away(&self, disk: &dyn Disk) {
        let below = [
            self.journal(),
            self.draft(),
            self.recovered(),
            self.readers(),
        ];
        for folder in below.iter().chain([&self.path]) {
            for name in disk.list(folder).unwrap_or_default() {
                let _ = disk.remove(&folder.join(name));
            }
            let _ = disk.remove_folder(folder);
        }
    }
}

/// Makes a folder and its missing parents, each synced in its parent: with mode 0700, or in a shared place as far as
/// `reach` says; there the parents let the team put meetings into them.
fn make_with_parents(disk: &dyn Disk, path: &Path, reach: Reach) -> io::Result<()> {
    match disk.make_folder_reaching(path, reach) {
        Ok(false) => Ok(()),
        Ok(true) => path
            .parent()
            .map_or(Ok(()), |parent| disk.sync_folder(parent)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            let Some(parent) = path.parent() else {
                return Err(error);
            };
            make_with_parents(disk, parent, Reach::TeamWrites)?;
            disk.make_folder_reaching(path, reach)?;
            disk.sync_folder(parent)
        }
        Err(error) => Err(error),
    }
}

/// Why the beginning of an id does not name a single meeting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FindError {
    None,
    /// Nothing was given to find it by.
    NoLetters,
    Several(Vec<MeetingId>),
    /// It names one meeting, of which there are several folders, and nothing shows which one is right.
    Twice(Box<Twice>),
}

impl From<FindError> for Problem {
    fn from(error: FindError) -> Self {
        let (happened, next) = match error {
            FindError::None => (
                "No meeting begins with that.".to_owned(),
                "`talking-piece list` shows all meetings. Give the first word of its row, or a beginning of it; the reference is not its name.",
            ),
            FindError::NoLetters => (
                "Which meeting is not said: its name is empty.".to_owned(),
                "Give the first letters of its id; `talking-piece list` shows all meetings.",
            ),
            FindError::Several(ids) => {
                let named: String = ids.iter().map(|id| format!(" {id}")).collect();
                (
                    format!("{} meetings begin with that:{named}.", ids.len()),
                    "Give a letter or two more.",
                )
            }
            FindError::Twice(twice) => return twice.problem(),
        };
        Problem::wrong_input(happened)
            .safe("Nothing was changed.")
            .next(next)
    }
}
