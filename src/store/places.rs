//! Where things lie: the data root, the folder of each meeting, and the random ids that name them. It must not know
//! what is in the files; an id never comes from text, so that no file name can tell about a family.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use directories::{BaseDirs, ProjectDirs};

use super::disk::{self, Disk, Openness};
use super::journal_line::sha256;

/// The name of the program's folders under the places the system gives.
const PROGRAM: &str = "talking-piece";
/// Crockford's base 32 in lower case: no i, l, o, u, so an id can be read out over the telephone.
const LETTERS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
/// Length of an id in characters: 60 random bits.
const ID_LENGTH: usize = 12;

/// The random name of a meeting.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MeetingId(String);

impl MeetingId {
    /// A new id from the system's randomness.
    ///
    /// # Errors
    /// When the system gives no randomness.
    pub fn random() -> io::Result<Self> {
        random_name().map(Self)
    }

    /// An id as it stands in a folder name; `None` when it cannot be one of ours.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let ours = text.len() == ID_LENGTH && text.bytes().all(|b| LETTERS.contains(&b));
        ours.then(|| Self(text.to_owned()))
    }

    /// The id as text.
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

/// A name for one sitting at the keyboard. Sorts by the record it begins with, so that the newest session is the last.
///
/// # Errors
/// When the system gives no randomness.
pub fn new_session(next_seq: u64) -> io::Result<String> {
    Ok(format!("{next_seq:06}-{}", random_name()?))
}

/// The folder of one meeting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MeetingFolder {
    /// Its random name.
    pub id: MeetingId,
    /// Where it is.
    pub path: PathBuf,
}

impl MeetingFolder {
    /// The segments of the journal, one for each session.
    #[must_use]
    pub fn journal(&self) -> PathBuf {
        self.path.join("journal")
    }

    /// The lines being typed.
    #[must_use]
    pub fn draft(&self) -> PathBuf {
        self.path.join("draft")
    }

    /// Torn ends and left-over files, kept for a person to look at.
    #[must_use]
    pub fn recovered(&self) -> PathBuf {
        self.path.join("recovered")
    }

    /// Versions of the minutes that were signed off or sent out; made with the first of them.
    #[must_use]
    pub fn earlier(&self) -> PathBuf {
        self.path.join(super::sealed::EARLIER)
    }

    /// Makes the folders of the meeting and makes their names safe.
    ///
    /// # Errors
    /// When a folder cannot be made or is not ours alone.
    pub fn make(&self, disk: &dyn Disk) -> io::Result<()> {
        make_with_parents(disk, &self.path)?;
        for folder in [self.journal(), self.draft(), self.recovered()] {
            disk.make_folder(&folder)?;
        }
        disk.sync_folder(&self.path)
    }
}

/// Makes a folder and the missing ones above it, each with mode 0700 and synced in its parent.
fn make_with_parents(disk: &dyn Disk, path: &Path) -> io::Result<()> {
    match disk.make_folder(path) {
        Ok(false) => Ok(()),
        Ok(true) => path
            .parent()
            .map_or(Ok(()), |parent| disk.sync_folder(parent)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            let Some(parent) = path.parent() else {
                return Err(error);
            };
            make_with_parents(disk, parent)?;
            disk.make_folder(path)?;
            disk.sync_folder(parent)
        }
        Err(error) => Err(error),
    }
}

/// Why a place cannot be used; reads as a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlaceTrouble(pub String);

impl fmt::Display for PlaceTrouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for PlaceTrouble {}

/// Why a beginning of an id names no single meeting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FindError {
    /// No meeting begins like this.
    None,
    /// More than one does.
    Several(Vec<MeetingId>),
}

impl fmt::Display for FindError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::None => f.write_str(
                "No meeting begins with that. Nothing was changed. `talking-piece list` shows the meetings there are.",
            ),
            Self::Several(ids) => {
                write!(f, "{} meetings begin with that:", ids.len())?;
                for id in ids {
                    write!(f, " {id}")?;
                }
                f.write_str(". Nothing was changed. Give a letter or two more.")
            }
        }
    }
}

impl std::error::Error for FindError {}

/// The places the program uses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Places {
    /// The data root: `meetings/` is below it.
    pub data: PathBuf,
    /// Agendas of one's own.
    pub agendas: PathBuf,
    /// Folders to write to when the data root cannot be written any more, best first.
    pub rescue: Vec<PathBuf>,
    /// The program's folder below the system's folder for caches: what is in it may vanish at any time.
    pub cache: Option<PathBuf>,
}

impl Places {
    /// The places, from a folder given on the command line or the environment, or else from the system's custom.
    /// Nothing is made on disk.
    ///
    /// # Errors
    /// When there is no home folder and none was given.
    pub fn find(given: Option<&Path>) -> Result<Self, PlaceTrouble> {
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
                PlaceTrouble(format!(
                    "The data folder cannot be found ({error}). Nothing was written. Give its full path with --data."
                ))
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
            PlaceTrouble(
                "This account has no home folder, so there is nowhere to keep the minutes. Nothing was written. \
                 Say where with --data FOLDER or TALKING_PIECE_DATA."
                    .to_owned(),
            )
        })?;
        Ok(Self {
            data: project.data_dir().to_owned(),
            agendas: project.config_dir().join("agendas"),
            rescue,
            cache,
        })
    }

    /// The folder of the settings files; agendas are in a folder below it.
    #[must_use]
    pub fn settings(&self) -> &Path {
        self.agendas.parent().unwrap_or(&self.agendas)
    }

    /// The folder of the index of these meetings: each data root has one of its own, for this user alone. `None` where
    /// the system has no place for caches. Nothing is made.
    #[must_use]
    pub fn index(&self) -> Option<PathBuf> {
        use std::os::unix::ffi::OsStrExt;
        let root = std::fs::canonicalize(&self.data).unwrap_or_else(|_| self.data.clone());
        let name = sha256(root.as_os_str().as_bytes());
        Some(self.cache.as_ref()?.join(name.get(..16)?))
    }

    /// Makes the data root where it is missing, and refuses one that others can write to.
    /// Follows a link at the root itself, once, and works below what it found.
    ///
    /// # Errors
    /// With what is wrong, that nothing was written, and what to do.
    pub fn prepare(&mut self, disk: &dyn Disk) -> Result<(), PlaceTrouble> {
        let trouble = |error: io::Error| {
            PlaceTrouble(format!(
                "The data folder cannot be used: {error}. Nothing was written. Ask for a folder that only you can \
                 write to, or name another with --data."
            ))
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
        disk::check_folder(&self.data, Openness::OthersMayLook)?;
        if disk.make_folder(&self.meetings())? {
            disk.sync_folder(&self.data)?;
            // The folder above the root may be one we may not open; then its own system must keep it.
            if let Some(above) = self.data.parent() {
                let _ = disk.sync_folder(above);
            }
        }
        Ok(())
    }

    /// The folder of all meetings; below it one for each year.
    #[must_use]
    pub fn meetings(&self) -> PathBuf {
        self.data.join("meetings")
    }

    /// Makes the folder for agendas of one's own, for `sealed::write_whole` to write into.
    ///
    /// # Errors
    /// When it cannot be made.
    pub fn make_agendas(&self) -> io::Result<()> {
        use std::os::unix::fs::DirBuilderExt;
        let mut builder = std::fs::DirBuilder::new();
        builder
            .recursive(true)
            .mode(disk::FOLDER_MODE)
            .create(&self.agendas)
    }

    /// Makes the folder of a new meeting, with a random id.
    ///
    /// # Errors
    /// When a folder cannot be made, or the system gives no randomness.
    pub fn new_meeting(&self, disk: &dyn Disk, year: i32) -> io::Result<MeetingFolder> {
        let id = MeetingId::random()?;
        let path = self.meetings().join(year.to_string()).join(id.as_str());
        let folder = MeetingFolder { id, path };
        folder.make(disk)?;
        Ok(folder)
    }

    /// Every meeting there is, oldest year first. Other files and folders are left alone.
    ///
    /// # Errors
    /// When the folder of meetings cannot be listed; none at all yet is no error.
    pub fn all(&self, disk: &dyn Disk) -> io::Result<Vec<MeetingFolder>> {
        let years = match disk.list(&self.meetings()) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            other => other?,
        };
        let mut found = Vec::new();
        for year in years
            .iter()
            .filter(|y| y.bytes().all(|b| b.is_ascii_digit()))
        {
            let path = self.meetings().join(year);
            let Ok(names) = disk.list(&path) else {
                continue;
            };
            found.extend(names.iter().filter_map(|name| {
                let id = MeetingId::parse(name)?;
                Some(MeetingFolder {
                    id,
                    path: path.join(name),
                })
            }));
        }
        Ok(found)
    }

    /// The one meeting whose id begins with `beginning` (capitals do not matter).
    ///
    /// # Errors
    /// None begins so, or several do. A folder that cannot be listed holds none.
    pub fn meeting(&self, disk: &dyn Disk, beginning: &str) -> Result<MeetingFolder, FindError> {
        let beginning = beginning.to_ascii_lowercase();
        let mut found = self.all(disk).unwrap_or_default();
        found.retain(|folder| folder.id.as_str().starts_with(&beginning));
        match found.pop() {
            Some(only) if found.is_empty() && !beginning.is_empty() => Ok(only),
            None => Err(FindError::None),
            Some(last) => {
                found.push(last);
                Err(FindError::Several(
                    found.into_iter().map(|f| f.id).collect(),
                ))
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

/// Makes the data root; the folders of the system above it (`~/.local/share`) get the system's usual mode.
fn make_root(path: &Path) -> io::Result<()> {
    use std::os::unix::fs::DirBuilderExt;
    if let Some(parent) = path.parent() {
        std::fs::create_dir_all(parent)?;
    }
    std::fs::DirBuilder::new()
        .mode(disk::FOLDER_MODE)
        .create(path)
}
