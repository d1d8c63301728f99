//! What the screen does by itself: `screen.toml`.

use crate::domain::toml_reader::{
    Faults, FieldShape, Kind, SettingsValues, Shape, Table, WhenFaulty,
};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ScreenSettings {
    /// Minutes without a key, after which the privacy screen comes; 0: never.
    pub privacy_after: u32,
}

const LONGEST: i64 = 240;

static SCREEN: Shape = Shape {
    name: "the screen file",
    about: "What the screen does by itself.",
    fields: &[FieldShape::may(
        "privacy_after_minutes",
        Kind::Whole {
            min: 0,
            max: LONGEST,
        },
        "After this many minutes without a key the privacy screen (F12) hides lists, past minutes and closed meetings. \
            It never comes by itself while a meeting is prepared or recorded. 0: never.",
    )],
};

impl SettingsValues for ScreenSettings {
    const NAME: &'static str = "screen.toml";
    const ABOUT: &'static str = "after how many idle minutes past minutes are hidden";
    const BUILT_IN: &'static str = include_str!("screen.toml");
    const SHAPE: &'static Shape = &SCREEN;
    const KEPT: bool = false;
    // A faulty file was meant to hide something.
    const WHEN_FAULTY: WhenFaulty = WhenFaulty {
        words: "past minutes are hidden after 5 minutes without a key",
        text: Some("privacy_after_minutes = 5\n"),
    };

    fn with_file(mut self, root: &Table, _: &mut Faults<'_>) -> ScreenSettings {
        let minutes = root.whole("privacy_after_minutes");
        if let Some(minutes) = minutes.and_then(|minutes| u32::try_from(minutes).ok()) {
            self.privacy_after = minutes;
        }
        self
    }
}
