//! How scores are collected, and which of them alarm: `scales.toml`. What a council leaves out stays as it is
//! built in; a scale that it gives replaces the built-in one of the same id. Must not know any score.

use crate::domain::agenda::ScaleAsked;
use crate::domain::toml_reader::{Fault, FieldShape, Kind, Once, Shape, Table, read};

/// The settings that come with the program; the file can be copied out and changed.
pub const BUILT_IN: &str = include_str!("../../settings/scales.toml");

/// How scores are collected, and which of them alarm.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ScaleSettings {
    /// Scores stay hidden until all are in.
    pub blind: bool,
    /// The Chair is waited for.
    pub chair_scores: bool,
    /// Children in the room are waited for.
    pub children_score: bool,
    /// Halves may be said.
    pub halves: bool,
    /// What is known about single scales.
    pub scales: Vec<ScaleBands>,
}

/// What is known about one scale.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ScaleBands {
    /// The scale's id in the agenda.
    pub id: String,
    /// The number at its bad end: places count in opposite directions.
    pub worst: i64,
    /// Bands from the bad end, the narrowest first.
    pub bands: Vec<Band>,
}

/// Scores that need somebody to act.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Band {
    /// How far from the worst number it reaches, that number included.
    pub within: i64,
    /// What has to be done.
    pub words: String,
}

/// What the file may say.
pub static SCALES: Shape = Shape {
    name: "the scales file",
    about: "How scores are collected, and when a score needs somebody to act at once. What you leave out stays as it is built in.",
    fields: &[
        FieldShape::may(
            "blind",
            Kind::YesNo,
            "Whether scores stay hidden until all are in, or the Chair shows them.",
        ),
        FieldShape::may(
            "chair_scores",
            Kind::YesNo,
            "Whether the Chair is waited for.",
        ),
        FieldShape::may(
            "children_score",
            Kind::YesNo,
            "Whether children in the room are waited for; a score of theirs always counts.",
        ),
        FieldShape::may(
            "halves",
            Kind::YesNo,
            "Whether halves such as 6.5 may be said.",
        ),
        FieldShape::may("scale", Kind::Tables(&SCALE), "One scale of your agendas."),
        FieldShape::may(
            "band",
            Kind::NotHere(
                "A band belongs to a scale.",
                "[[scale.band]] below its [[scale]]",
            ),
            "",
        ),
    ],
};

static SCALE: Shape = Shape {
    name: "a scale",
    about: "One scale. Its ends and their meaning stand in the agenda.",
    fields: &[
        FieldShape::needed("id", Kind::Id, "The id of the scale in the agenda."),
        FieldShape::needed(
            "worst",
            Kind::Whole { min: 0, max: 100 },
            "Which of its two ends is the bad one. Bands do nothing on a scale that has no such end.",
        ),
        FieldShape::may(
            "band",
            Kind::Tables(&BAND),
            "Scores that need somebody to act.",
        ),
    ],
};

static BAND: Shape = Shape {
    name: "a band",
    about: "Scores near the bad end, and what has to be done.",
    fields: &[
        FieldShape::needed(
            "within",
            Kind::Whole { min: 0, max: 100 },
            "How far from the worst number it reaches; 0 for that number alone.",
        ),
        FieldShape::needed("words", Kind::Line, "What has to be done."),
    ],
};

impl ScaleSettings {
    /// The built-in settings. (A test reads them.)
    pub fn built_in() -> ScaleSettings {
        read_over(BUILT_IN, ScaleSettings::default()).unwrap_or_default()
    }

    /// The built-in settings with what a council's own file says.
    ///
    /// # Errors
    /// All faults of the file at once, in the order of the text.
    pub fn read(text: &str) -> Result<ScaleSettings, Vec<Fault>> {
        read_over(text, ScaleSettings::built_in())
    }

    /// What has to be done at this score, if anything. Nothing on a scale whose ends the settings do not fit.
    pub fn alarm(&self, asked: &ScaleAsked, score: f64) -> Option<&str> {
        let scale = self.scales.iter().find(|scale| scale.id == asked.id)?;
        if scale.worst != asked.from && scale.worst != asked.to {
            return None;
        }
        let away = (score - whole(scale.worst)).abs();
        let band = scale.bands.iter().find(|band| away <= whole(band.within))?;
        Some(&band.words)
    }
}

/// A number of a settings file (0 to 100) for comparing.
pub(super) fn whole(number: i64) -> f64 {
    i32::try_from(number).map_or(f64::NAN, f64::from)
}

fn read_over(text: &str, base: ScaleSettings) -> Result<ScaleSettings, Vec<Fault>> {
    let reading = read(text, &SCALES);
    let (root, mut faults) = (reading.root, reading.faults);
    let mut settings = base;
    for (name, setting) in [
        ("blind", &mut settings.blind),
        ("chair_scores", &mut settings.chair_scores),
        ("children_score", &mut settings.children_score),
        ("halves", &mut settings.halves),
    ] {
        if root.given(name) {
            *setting = root.yes(name);
        }
    }
    let mut once = Once::default();
    for table in root.tables("scale") {
        once.note(
            "scale",
            table.text("id"),
            &table.place_of("id"),
            &mut faults,
        );
        let scale = scale(table);
        let mut widest = None;
        for (band, table) in scale.bands.iter().zip(table.tables("band")) {
            if table.whole("within").is_some() && widest.is_some_and(|widest| band.within <= widest)
            {
                faults.add(
                    &table.place_of("within"),
                    "This band lies inside the one before it, so it would never be used.",
                    "Write the narrowest band first.",
                );
            }
            widest = widest.max(table.whole("within"));
        }
        settings.scales.retain(|known| known.id != scale.id);
        settings.scales.push(scale);
    }
    if faults.is_empty() {
        Ok(settings)
    } else {
        Err(faults.into_sorted())
    }
}

fn scale(table: &Table) -> ScaleBands {
    let bands = table.tables("band").iter().map(|band| Band {
        within: band.whole("within").unwrap_or(0),
        words: band.text("words").to_owned(),
    });
    ScaleBands {
        bands: bands.collect(),
        id: table.text("id").to_owned(),
        worst: table.whole("worst").unwrap_or(0),
    }
}
