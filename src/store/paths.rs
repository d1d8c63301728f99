//! Where things are stored: the data root, the folder of each meeting, and the random ids that name them. An id never
//! comes from text, so that no file name can say anything about a family.

mod listed;
mod twice;

use crate::domain::problem::Problem;
use std::fmt;
use std::io;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use directories::{BaseDirs, ProjectDirs};

use super::disk::{self, Disk};
use super::index;
use super::journal_line::sha256;
pub use super::meeting_folder::{FindError, MeetingFolder};
use super::sharing::{self, Reach, Team};
pub use listed::Listed;
pub use twice::Twice;

const PROGRAM: &str = "talking-piece";
/// Crockford's base 32 in lower case: no i, l, o, u, so an id can be read out over the telephone.
const LETTERS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
const ID_LENGTH: usize = 12;

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MeetingId(String);

impl MeetingId {
    pub fn random() -> io::Result<Self> {
        random_name().map(Self)
    }

    /// An id from a folder name; `None` when it cannot be one of ours.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let ours = text.len() == ID_LENGTH && text.bytes().all(|b| LETTERS.contains(&b));
        ours.then(|| Self(text.to_owned()))
    }

    /// An id for a text that is not one of ours: always the same for the same text.
    #[must_use]
    pub fn derived(text: &str) -> Self {
        let hash = sha256(text.as_bytes());
        let bytes = hash.as_bytes().iter().take(2 * ID_LENGTH);
        let numbers: Vec<u8> = bytes.copied().collect();
        let letters = numbers.chunks(2).filter_map(|pair| {
            let pair = std::str::from_utf8(pair).ok()?;
            let number = u8::from_str_radix(pair, 16).ok()?;
            LETTERS
                .get(usize::from(number & 31))
                .map(|&letter| char::from(letter))
        });
        Self(letters.collect())
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for MeetingId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

fn random_name() -> io::Result<String> {
    let mut random = [0_u8; ID_LENGTH];
    getrandom::fill(&mut random).map_err(io::Error::other)?;
    Ok(random
        .iter()
        .filter_map(|byte| LETTERS.get(usize::from(byte & 31)))
        .map(|&letter| char::from(letter))
        .collect())
}

/// A name for one sitting at the keyboard. Sorts by its first record's number, so that the newest session comes last.
pub fn new_session(next_seq: u64) -> io::Result<String> {
    Ok(format!("{next_seq:06}-{}", random_name()?))
}

/// Where papers are put if nobody says where: a folder in the home of this account, which need not be there yet.
#[must_use]
pub fn papers_folder() -> Option<PathBuf> {
    BaseDirs::new().map(|base| base.home_dir().join("talking-piece-papers"))
}

pub type ClosedYear = (String, Problem);

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paths {
    /// `meetings/` is below it.
    pub data: PathBuf,
    pub agendas: PathBuf,
    /// Folders to write to when the data root can no longer be written, best first.
    pub rescue: Vec<PathBuf>,
    /// The program's folder below the system's cache folder: anything in it may vanish at any time.
    pub cache: Option<PathBuf>,
}

impl Paths {
    /// The places, from a folder given on the command line or in the environment, or else from the system's defaults.
    /// Makes nothing on disk.
    pub fn find(given: Option<&Path>) -> Result<Self, Problem> {
        let rescue = BaseDirs::new().map_or_else(Vec::new, |base| {
            [base.state_dir(), base.runtime_dir()]
                .into_iter()
                .flatten()
                .map(|folder| folder.join(PROGRAM))
                .collect()
        });
        let cache = BaseDirs::new().map(|base| base.cache_dir().join(PROGRAM));
        if let Some(data) = given {
            let data = std::path::absolute(data).map_err(|error| {
                Problem::not_saved_or_read(format!("The data folder cannot be found ({error})."))
                    .safe("Nothing was written.")
                    .next("Give its full path with --data.")
            })?;
            let agendas = data.join("settings").join("agendas");
            return Ok(Self {
                data,
                agendas,
                rescue,
                cache,
            });
        }
        let project = ProjectDirs::from("", "", PROGRAM).ok_or_else(|| {
            Problem::not_saved_or_read(
                "This account has no home folder, so there is nowhere to keep the minutes.",
            )
            .safe("Nothing was written.")
            .next("Say where with --data FOLDER or TALKING_PIECE_DATA.")
        })?;
        Ok(Self {
            data: project.data_dir().to_owned(),
            agendas: project.config_dir().join("agendas"),
            rescue,
            cache,
        })
    }

    /// The folder of the settings files; agendas are in a subfolder.
    #[must_use]
    pub fn settings(&self) -> &Path {
        self.agendas.parent().unwrap_or(&self.agendas)
    }

    /// The team that the data root is shared with, if IT set it up so.
    #[must_use]
    pub fn team(&self) -> Option<Team> {
        sharing::team_of(&self.data).filter(|team| team.writes)
    }

    /// The data root of made-up meetings; in a shared folder each account has its own.
    #[must_use]
    pub fn practice(&self) -> PathBuf {
        match self.team() {
            Some(_) => self
                .data
                .join(format!("practice-{}", rustix::process::geteuid().as_raw())),
            None => self.data.join("practice"),
        }
    }

    /// The places of made-up meetings. In a shared folder a colleague could have put a link or a folder of their own
    /// under the name of ours.
    ///
    /// # Errors
    /// When what has that name is not a folder of this account.
    pub fn of_practice(&self) -> Result<Paths, Problem> {
        let root = self.practice();
        let is_planted = std::fs::symlink_metadata(&root).is_ok_and(|found| {
            !found.is_dir() || found.uid() != rustix::process::geteuid().as_raw()
        });
        if is_planted && self.team().is_some() {
            return Err(Problem::not_saved_or_read(format!(
                "{} is not a folder of this account, so no practice meeting is kept there.",
                root.display()
            ))
            .safe("Nothing was written.")
            .next("Ask IT who put it there, and to remove it."));
        }
        Paths::find(Some(&root))
    }

    #[must_use]
    pub fn has_practice(&self) -> bool {
        self.practice().is_dir()
    }

    /// The folder for these meetings' index: one for each data root and version of the index, private to this user.
    /// `None` where the system has no place for caches. Makes nothing.
    #[must_use]
    pub fn index(&self) -> Option<PathBuf> {
        let name = index::folder_name(&self.name_in_cache()?);
        Some(self.cache.as_ref()?.join(name))
    }

    /// Stands for this data root in the cache folder, and says nothing about it.
    pub(super) fn name_in_cache(&self) -> Option<String> {
        use std::os::unix::ffi::OsStrExt;
        let root = std::fs::canonicalize(&self.data).unwrap_or_else(|_| self.data.clone());
        let name = sha256(root.as_os_str().as_bytes());
        Some(name.get(..16)?.to_owned())
    }

    /// Makes the data root if it is missing, and refuses one that others can write to, unless it is shared with a team
    /// that we are in. Follows a link at the root itself, once, and works below its target.
    ///
    /// # Errors
    /// With what is wrong, that nothing was written, and what to do.
    pub fn prepare(&mut self, disk: &dyn Disk) -> Result<(), Problem> {
        let trouble = |error: io::Error| {
            Problem::not_saved_or_read(format!("The data folder cannot be used: {error}."))
                .safe("Nothing was written.")
                .next("Ask for a folder that only you can write to, or name another with --data.")
        };
        self.check_root(disk).map_err(trouble)
    }

    fn check_root(&mut self, disk: &dyn Disk) -> io::Result<()> {
        if let Err(error) = std::fs::symlink_metadata(&self.data) {
            if error.kind() != io::ErrorKind::NotFound {
                return Err(error);
            }
            make_root(&self.data)?;
        }
        self.data = std::fs::canonicalize(&self.data)?;
        sharing::check_root(&self.data)?;
        if disk.make_folder_reaching(&self.meetings(), Reach::TeamWrites)? {
            disk.sync_folder(&self.data)?;
            // We may not be allowed to open the root's parent; its own system must look after it then.
            if let Some(above) = self.data.parent() {
                let _ = disk.sync_folder(above);
            }
        }
        Ok(())
    }

    #[must_use]
    pub fn meetings(&self) -> PathBuf {
        self.data.join("meetings")
    }

    /// Makes the folder for the user's own agendas, for `sealed::write_whole` to write into.
    pub fn make_agendas(&self) -> io::Result<()> {
        if let Some(above) = self.settings().parent().filter(|_| self.team().is_some())
            && above == self.data
        {
            for folder in [self.settings(), &self.agendas] {
                sharing::make_folder(folder, Reach::TeamWrites)?;
            }
            return Ok(());
        }
        use std::os::unix::fs::DirBuilderExt;
        let mut builder = std::fs::DirBuilder::new();
        builder
            .recursive(true)
            .mode(disk::FOLDER_MODE)
            .create(&self.agendas)
    }

    pub fn new_meeting(&self, disk: &dyn Disk, year: i32) -> io::Result<MeetingFolder> {
        let id = MeetingId::random()?;
        let path = self.meetings().join(year.to_string()).join(id.as_str());
        let folder = MeetingFolder { id, path };
        folder.make(disk)?;
        Ok(folder)
    }

    pub fn year(&self, disk: &dyn Disk, year: i32) -> io::Result<PathBuf> {
        let path = self.meetings().join(year.to_string());
        if disk.make_folder_reaching(&path, Reach::TeamWrites)? {
            disk.sync_folder(&self.meetings())?;
        }
        Ok(path)
    }

    /// The one meeting whose id begins with `beginning` (in either case).
    ///
    /// # Errors
    /// Nothing was given, no id begins so, or several do. A folder that cannot be listed counts as empty.
    pub fn meeting(&self, disk: &dyn Disk, beginning: &str) -> Result<MeetingFolder, FindError> {
        let beginning = beginning.to_ascii_lowercase();
        if beginning.is_empty() {
            return Err(FindError::NoLetters);
        }
        let begins = |id: &MeetingId| id.as_str().starts_with(&beginning);
        let mut listed = self.look(disk).unwrap_or_default();
        listed
            .twice
            .retain(|twice| twice.certain.is_none() && begins(&twice.id));
        let mut found = listed.meetings;
        found.retain(|folder| begins(&folder.id));
        match (found.as_slice(), listed.twice.as_slice()) {
            ([], []) => Err(FindError::None),
            ([only], []) => Ok(only.clone()),
            ([], [twice]) => Err(FindError::Twice(Box::new(twice.clone()))),
            (found, twice) => {
                let twice = twice.iter().map(|twice| &twice.id);
                let ids = found.iter().map(|folder| &folder.id).chain(twice);
                Err(FindError::Several(ids.cloned().collect()))
            }
        }
    }

    /// Where this meeting is written to when its own folder fails, best first.
    #[must_use]
    pub fn rescue_for(&self, meeting: &MeetingFolder) -> Vec<MeetingFolder> {
        self.rescue
            .iter()
            .map(|base| MeetingFolder {
                id: meeting.id.clone(),
                path: base.join("rescued").join(meeting.id.as_str()),
            })
            .collect()
    }
}

/// The system's folders above it (`~/.local/share`) get the system's usual mode.
fn make_root(path: &Path) -> io::Result<()> {
    use std::os::unix::fs::DirBuilderExt;
    if let Some(parent) = path.parent() {
        std::fs::create_dir_all(parent)?;
    }
    std::fs::DirBuilder::new()
        .mode(disk::FOLDER_MODE)
        .create(path)
}
