//! A settings file is one implementation and one line in `FILES`: one that is made up here must appear wherever a
//! settings file appears.

use super::*;
use crate::domain::minutes::open_minutes;
use crate::domain::minutes::sample::Sample;
use crate::domain::toml_reader::{Faults, FieldShape, Kind, Table};

#[derive(Debug, Default, PartialEq)]
pub(super) struct TeaAndCake {
    cups: i64,
}

static TEA_AND_CAKE: Shape = Shape {
    name: "the tea file",
    about: "What stands on the table in the pause.",
    fields: &[FieldShape::may(
        "cups",
        Kind::Whole { min: 0, max: 40 },
        "How many cups are put out before anybody has come.",
    )],
};

impl SettingsValues for TeaAndCake {
    const NAME: &'static str = "tea_and_cake.toml";
    const ABOUT: &'static str = "what stands on the table in the pause";
    const BUILT_IN: &'static str = "cups = 8\n";
    const SHAPE: &'static Shape = &TEA_AND_CAKE;
    const KEPT: bool = true;

    fn with_file(self, root: &Table, _: &mut Faults<'_>) -> TeaAndCake {
        TeaAndCake {
            cups: root.whole("cups").unwrap_or(self.cups),
        }
    }
}

#[test]
fn it_is_read_over_the_built_in_one_checked_explained_and_has_a_schema() {
    let file = file("tea_and_cake").unwrap();
    assert_eq!(file.built_in, "cups = 8\n");
    assert!(file.help().contains("How many cups"));
    let schema = file.schema();
    assert!(schema["properties"]["cups"].is_object(), "{schema}");
    assert!(
        schema["$id"]
            .as_str()
            .unwrap()
            .ends_with("tea-and-cake-1.json")
    );
    assert_eq!((file.check)("cups = 41\n").len(), 1);
    let cups = |own: &str| {
        let own = ConfigFiles::from([(file.name.to_owned(), own.to_owned())]);
        in_use::<TeaAndCake>(&own).cups
    };
    assert_eq!(
        (cups("cups = 3\n"), cups(""), cups("cups = 41\n")),
        (3, 8, 8)
    );
}

#[test]
fn a_meeting_keeps_it_and_its_minutes_hold_it() {
    let mut sample = Sample::family();
    sample.keeps("tea_and_cake.toml", "cups = 3\n");
    let kept = sample.meeting.settings().kept();
    assert_eq!(kept["tea_and_cake.toml"], "cups = 3\n");
    let minutes = open_minutes(&sample.meeting).to_value();
    assert_eq!(minutes["settings"]["tea_and_cake.toml"], "cups = 3\n");
}
