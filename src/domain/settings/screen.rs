//! How the screens look, and what they do by themselves: `screen.toml`.

use crate::domain::toml_reader::{
    Faults, FieldShape, Kind, SettingsValues, Shape, Table, WhenFaulty,
};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ScreenSettings {
    /// Minutes without a key, after which the privacy screen comes; 0: never.
    pub privacy_after: u32,
    pub colours: Colours,
}

/// For which ground the colours are chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Colours {
    /// Light or dark: nobody has said which.
    #[default]
    Either,
    Light,
    Dark,
    HighContrast,
}

const THEMES: &[(&str, &str)] = &[
    (
        "either",
        "can be read on a light and on a dark ground: few colours, and bold or reversed words",
    ),
    ("light", "colours for a terminal with a light ground"),
    ("dark", "colours for a terminal with a dark ground"),
    (
        "high_contrast",
        "white and yellow on black, whatever the ground of the terminal is",
    ),
];

impl Colours {
    fn of(word: &str) -> Option<Colours> {
        Some(match word {
            "either" => Colours::Either,
            "light" => Colours::Light,
            "dark" => Colours::Dark,
            "high_contrast" => Colours::HighContrast,
            _ => return None,
        })
    }
}

const LONGEST: i64 = 240;

static SCREEN: Shape = Shape {
    name: "the screen file",
    about: "How the screens look, and what they do by themselves.",
    fields: &[
        FieldShape::may(
            "theme",
            Kind::Choice(THEMES),
            "The colours of the screens. NO_COLOR comes first, then TALKING_PIECE_HIGH_CONTRAST, then this.",
        ),
        FieldShape::may(
            "privacy_after_minutes",
            Kind::Whole {
                min: 0,
                max: LONGEST,
            },
            "After this many minutes without a key the privacy screen (F12) hides lists, past minutes and closed meetings. \
            It never comes by itself while a meeting is prepared or recorded. 0: never.",
        ),
    ],
};

impl SettingsValues for ScreenSettings {
    const NAME: &'static str = "screen.toml";
    const ABOUT: &'static str =
        "the colours, and after how many idle minutes past minutes are hidden";
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
        if let Some(colours) = Colours::of(root.text("theme")) {
            self.colours = colours;
        }
        self
    }
}
