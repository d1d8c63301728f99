//! How the library is kept: `library.toml`. Must not know where the index lies.

use crate::domain::toml_reader::{Fault, FieldShape, Kind, Shape, read};

/// The settings that come with the program; the file can be copied out and changed.
pub const BUILT_IN: &str = include_str!("../settings/library.toml");

/// How past minutes are found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LibrarySettings {
    /// Whether there may be an index in the cache folder. Without one the files themselves are read.
    pub index: bool,
}

/// What the file may say.
pub static LIBRARY: Shape = Shape {
    name: "the library file",
    about: "How the list of meetings and the words in past minutes are found.",
    fields: &[FieldShape::may(
        "index",
        Kind::YesNo,
        "Whether the words of the minutes that you may read are also kept in an index in your cache folder. With false there is none, and an index that is there is deleted; the same is found, more slowly.",
    )],
};

impl Default for LibrarySettings {
    fn default() -> LibrarySettings {
        LibrarySettings { index: true }
    }
}

impl LibrarySettings {
    /// Reads the file.
    ///
    /// # Errors
    /// All faults of the file at once.
    pub fn read(text: &str) -> Result<LibrarySettings, Vec<Fault>> {
        let reading = read(text, &LIBRARY);
        let mut settings = LibrarySettings::default();
        if reading.root.given("index") {
            settings.index = reading.root.yes("index");
        }
        if reading.faults.is_empty() {
            Ok(settings)
        } else {
            Err(reading.faults.into_sorted())
        }
    }

    /// With this text of a file. One with faults may have been meant to say "no index": then there is none.
    pub fn of(text: Option<&str>) -> LibrarySettings {
        text.map_or_else(LibrarySettings::default, |text| {
            LibrarySettings::read(text).unwrap_or(LibrarySettings { index: false })
        })
    }
}
