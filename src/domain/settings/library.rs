//! How the library is kept: `library.toml`.

use crate::domain::toml_reader::{
    Faults, FieldShape, Kind, SettingsValues, Shape, Table, WhenFaulty,
};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LibrarySettings {
    /// Whether there may be an index in the cache folder. Without one the files themselves are read.
    pub index: bool,
}

static LIBRARY: Shape = Shape {
    name: "the library file",
    about: "How the list of meetings and the words in past minutes are found.",
    fields: &[FieldShape::may(
        "index",
        Kind::YesNo,
        "Whether the words of the minutes that you may read are also kept in an index in your cache folder. With \
            false there is none, and an existing index is deleted; the same is found, more slowly.",
    )],
};

impl Default for LibrarySettings {
    fn default() -> LibrarySettings {
        LibrarySettings { index: true }
    }
}

impl SettingsValues for LibrarySettings {
    const NAME: &'static str = "library.toml";
    const ABOUT: &'static str = "whether past minutes are found with an index";
    const BUILT_IN: &'static str = include_str!("library.toml");
    const SHAPE: &'static Shape = &LIBRARY;
    const KEPT: bool = false;
    // A faulty file may have been meant to forbid the index.
    const WHEN_FAULTY: WhenFaulty = WhenFaulty {
        words: "no index is used",
        text: Some("index = false\n"),
    };

    fn with_file(mut self, root: &Table, _: &mut Faults<'_>) -> LibrarySettings {
        if root.given("index") {
            self.index = root.yes("index");
        }
        self
    }
}
