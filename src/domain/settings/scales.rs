//! How scores are collected, and which of them alarm: `scales.toml`. What a council leaves out stays as it is
//! built in; a scale that it gives replaces the built-in one of the same id.

use crate::domain::toml_reader::{Faults, FieldShape, Kind, Once, SettingsValues, Shape, Table};

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ScaleSettings {
    /// Scores stay hidden until all are in.
    pub blind: bool,
    pub chair_scores: bool,
    pub children_score: bool,
    pub halves: bool,
    pub scales: Vec<ScaleBands>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ScaleBands {
    pub id: String,
    /// The number at its bad end: areas count in opposite directions.
    pub worst: i64,
    pub bands: Vec<Band>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Band {
    pub within: i64,
    pub words: String,
}

static SCALES: Shape = Shape {
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
            "Whether the Chair's score is waited for.",
        ),
        FieldShape::may(
            "children_score",
            Kind::YesNo,
            "Whether the scores of children in the room are waited for; if they give one, it always counts.",
        ),
        FieldShape::may(
            "halves",
            Kind::YesNo,
            "Whether halves such as 6.5 may be given.",
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
    about: "One scale. Its ends and their meaning are in the agenda.",
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

impl SettingsValues for ScaleSettings {
    const NAME: &'static str = "scales.toml";
    const ABOUT: &'static str = "scales, and which scores need somebody to act";
    const BUILT_IN: &'static str = include_str!("scales.toml");
    const SHAPE: &'static Shape = &SCALES;
    const KEPT: bool = true;

    fn with_file(mut self, root: &Table, faults: &mut Faults<'_>) -> ScaleSettings {
        for (name, setting) in [
            ("blind", &mut self.blind),
            ("chair_scores", &mut self.chair_scores),
            ("children_score", &mut self.children_score),
            ("halves", &mut self.halves),
        ] {
            if root.given(name) {
                *setting = root.yes(name);
            }
        }
        let mut once = Once::default();
        for table in root.tables("scale") {
            once.note("scale", table.text("id"), &table.place_of("id"), faults);
            let scale = scale(table);
            let mut widest = None;
            for (band, table) in scale.bands.iter().zip(table.tables("band")) {
                if table.whole("within").is_some()
                    && widest.is_some_and(|widest| band.within <= widest)
                {
                    faults.add(
                        &table.place_of("within"),
                        "This band is inside the one before it, so it would never be used.",
                        "Write the narrowest band first.",
                    );
                }
                widest = widest.max(table.whole("within"));
            }
            self.scales.retain(|known| known.id != scale.id);
            self.scales.push(scale);
        }
        self
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
