//! Each phrase of the settings stands in some paper: one that nothing prints would be changed in vain.

use super::{Addressee, Paper};
use crate::domain::meeting::event::KnownEvent;
use crate::domain::minutes::open_minutes;
use crate::domain::minutes::reader_view::ReaderView;
use crate::domain::minutes::sample::Sample;
use crate::domain::record::kinds::child;
use crate::domain::settings::phrases::Phrases;
use crate::domain::toml_reader::SettingsValues;
use crate::formats::{FORMATS, unpacked};
use std::fmt::Write;

const PEOPLE: &[&str] = &[
    "/meeting 2214-K; venue: Elm Room",
    "/person KS Kelly Smith; role: mother",
    "/person HV J Okafor; role: health visitor; agency: health visiting",
    "/person SW A Patel; role: social worker; agency: children's services",
    "/person PO P Hall; role: constable; agency: police",
    "/person ST T Chalk; role: teacher; agency: Elm Primary",
    "/person AU Zoe Smith; role: aunt #restricted",
    "/child Ada Smith; born: 4 Mar 2017; social worker: SW; closest: ST",
    "/child Ben Smith; born: 4 Mar 2017; social worker: SW",
    "/child Cat Smith; born: 4 Mar 2017",
    "/child Dov Smith; born: 4 Mar 2017",
    "/child Eve Smith; born: 4 Mar 2017",
    "/child Fay Smith; born: 4 Mar 2017",
    "/child Gus Smith; born: 4 Mar 2017",
    "/child Hal Smith; born: 4 Mar 2017",
    "/child Ida Smith; born: 4 Mar 2017",
];

const SAID: &[&str] = &[
    "HV: + Ada sings again",
    "/view Ada; by: letter; words: \"quiet\"; agreed: all of it",
    "/view Ben; by: letter; words: \"a lock\"; agreed: a part",
    "/action Kelly rings the school; who: KS; with: HV; by: 12 Dec; from: 1 Dec; measure: a letter; support: a lift; how often: daily; checked by: SW; outcome: Ada is rested; for: Ada; answers: v1",
    "/action Kelly waits; who: KS; for: Ada",
    "/action the nurse calls; who: HV",
    "/action the aunt stays; who: AU",
    "/whatif it is loud; then: Kelly rings; who: KS; within: a day",
    "/agreed KS; how: signed on paper",
    "/dissent Housing; by: SW; child: Ada; from: the plan; reasons: it is the flat; formal: no",
    "/core KS; role: mother; chosen: yes",
    "/date First core group; on: 12 Dec; at: 14:00",
    "/date Review conference; on: 20 Feb",
    "/feedback way explained; by: SW; how: said; contact: the office",
];

const DECIDED: &[&str] = &[
    "/decision Ada; is: child protection plan starts; category: neglect; reasons: unsafe; family: they agree; child thinks: good; weighed: it is in the plan",
    "/decision Ben; is: child protection plan goes on",
    "/decision Cat; is: child protection plan ends",
    "/decision Dov; is: child in need plan",
    "/decision Eve; is: early help",
    "/decision Fay; is: no plan",
    "/decision Gus; is: put off to another day",
    "/decision Hal; is: transfer accepted",
];

/// How far a meeting has come.
#[derive(Clone, Copy, PartialEq)]
enum Stage {
    Preparing,
    Running,
    Closed,
    SignedOff,
}

/// Everything that is printed of a meeting, with these phrases.
fn printed(phrases: &str, lines: &[&[&str]], all_come: bool, stage: Stage) -> String {
    let mut sample = Sample::new();
    sample.keeps("phrases.toml", phrases);
    for line in PEOPLE {
        sample.says(line);
    }
    if stage == Stage::SignedOff {
        sample.says("/person CH R Lowe; role: Chair");
    }
    if stage != Stage::Preparing {
        sample.does(KnownEvent::Began {});
    }
    let comes: &[&str] = match (stage, all_come) {
        (Stage::Preparing, _) => &[],
        (_, true) => &["p1", "p2", "p3", "p4", "p5"],
        (_, false) => &["p1"],
    };
    for person in comes {
        sample.does(KnownEvent::Arrived {
            person: (*person).into(),
        });
    }
    for line in lines.concat() {
        sample.says(line);
    }
    if matches!(stage, Stage::Closed | Stage::SignedOff) {
        sample.does(KnownEvent::Closed { gaps: Vec::new() });
    }
    if stage == Stage::SignedOff {
        sample.says("/minutes signed off; by: CH; version: 1");
        sample.says("/minutes signed off; by: CH; version: 2");
    }
    let minutes = open_minutes(&sample.meeting);
    let reading = ReaderView::open(&minutes);
    let children = reading.holding(&child::KIND);
    let mut addressees: Vec<Addressee> = children
        .map(|child| Addressee::of_child(&child.id))
        .collect();
    addressees.push(Addressee {
        person: Some("p1".to_owned()),
        children: None,
    });
    addressees.push(Addressee::default());
    let mut out = String::new();
    for addressee in &addressees {
        for paper in Paper::all() {
            let Ok(page) = paper.page(&reading, addressee) else {
                continue;
            };
            for bytes in FORMATS
                .iter()
                .filter_map(|one| one.printed(&page, 400).ok())
            {
                writeln!(out, "{}", unpacked::words(&bytes).unwrap()).unwrap();
            }
        }
    }
    out
}

#[test]
fn each_phrase_of_the_settings_stands_in_some_paper() {
    let built_in = Phrases::built_in();
    let names: Vec<&str> = built_in
        .in_language("en-GB")
        .all()
        .map(|(name, _)| name)
        .collect();
    let marked: String = names.iter().fold(String::new(), |mut all, name| {
        writeln!(all, "{name} = \"Mark{}Mark\"", name.replace('_', "")).unwrap();
        all
    });
    let everything = [SAID, DECIDED];
    let all = [
        printed(&marked, &[], true, Stage::Preparing),
        printed(&marked, &everything, true, Stage::Running),
        printed(&marked, &everything, true, Stage::Closed),
        printed(&marked, &everything, true, Stage::SignedOff),
        printed(&marked, &everything, false, Stage::Closed),
        printed(&marked, &[], true, Stage::Closed),
    ]
    .concat();
    let idle: Vec<&&str> = names
        .iter()
        .filter(|name| !all.contains(&format!("Mark{}Mark", name.replace('_', ""))))
        .collect();
    assert!(idle.is_empty(), "no paper says these: {idle:?}");
}
