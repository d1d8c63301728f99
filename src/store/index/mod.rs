//! The index of past minutes: an SQLite file in the user's own cache folder, holding only what that user may read. It
//! may vanish, be torn or be out of date at any time; it is then rebuilt, and until then the files are read.
//!
//! One program at a time writes (`lock`); any number read. `seal` records what the file looked like after the last
//! complete write: a file that looks different was torn, damaged or changed by somebody else, and is not trusted
//! (decision 11). Each version of the tables has its own folder.

mod keeper;
mod packing;
mod reader;
mod seal;
mod stamps;
mod tables;
mod versions;

#[cfg(test)]
mod index_tests;

pub use keeper::{IndexEntry, Keeper, remove, remove_every_version};
pub use reader::{Candidates, Listed, Reader};
pub(super) use seal::make_program_folder;
pub use stamps::{Rescued, Stamp};
pub use versions::folder_name;

use std::fmt;
use std::io;

/// Why the index cannot be used. Nobody is told: the files are read instead.
#[derive(Debug)]
pub struct IndexTrouble(pub String);

impl fmt::Display for IndexTrouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the index cannot be used ({})", self.0)
    }
}

impl std::error::Error for IndexTrouble {}

impl From<rusqlite::Error> for IndexTrouble {
    fn from(error: rusqlite::Error) -> Self {
        IndexTrouble(error.to_string())
    }
}

impl From<io::Error> for IndexTrouble {
    fn from(error: io::Error) -> Self {
        IndexTrouble(error.to_string())
    }
}
