//! Whose voices are in the record, who has not been heard, and what the time went to.

use super::*;
use crate::domain::agenda::built_in;
use crate::domain::meeting::event::KnownEvent;
use crate::domain::minutes::sample::Sample;
use crate::domain::record::kinds::contribution;
use crate::domain::visibility::Visibility;
use serde_json::json;

/// A family and three professionals, all of them here, in the section "happened".
fn here() -> Sample {
    let mut sample = Sample::family();
    for person in ["k1", "p1", "p2", "p3", "p4"] {
        sample.does(KnownEvent::Arrived {
            person: person.into(),
        });
    }
    sample.opens("happened");
    sample
}

fn of(sample: &Sample, counted: Counted) -> Balance {
    balance(&sample.meeting, counted, sample.now())
}

#[test]
fn row_11_the_shares_of_family_children_professionals_and_chair_are_counted() {
    let mut sample = here();
    sample.says("KS: one two three");
    sample.says("HV: one two three four five");
    sample.says("SW: six");
    sample.says("SH: seven");
    sample.says("all: we agree on that");
    let whole = of(&sample, Counted::Open).whole;
    assert_eq!(
        whole.family,
        Said {
            words: 3,
            entries: 1
        }
    );
    assert_eq!(
        whole.professionals,
        Said {
            words: 6,
            entries: 2
        }
    );
    assert_eq!(
        whole.chair,
        Said {
            words: 1,
            entries: 1
        }
    );
    assert_eq!(whole.children, Said::default());
    assert_eq!(whole.percent_of_words(), Some([30, 0, 60, 10]));
    sample
        .says("/view Ella; by: letter; words: \"a b c d\"; wants: e f; means: not counted at all");
    let for_ella = sample.says("HV: g h i j");
    sample.changes(&for_ella, |body| {
        body.values
            .insert(contribution::ON_BEHALF_OF.name.into(), json!("k1"));
    });
    let whole = of(&sample, Counted::Open).whole;
    assert_eq!(
        whole.children,
        Said {
            words: 10,
            entries: 2
        }
    );
    assert_eq!(
        of(&sample, Counted::Open).sentences()[0],
        "Of the words: family 15 %, children 50 %, professionals 30 %, Chair 5 %."
    );
}

#[test]
fn row_4_the_family_that_has_not_answered_a_section_is_not_forgotten() {
    let mut sample = here();
    let now = |sample: &Sample| of(sample, Counted::Open).sections[0].clone();
    assert!(
        !now(&sample).family_has_not_answered,
        "nobody has said anything"
    );
    sample.says("HV: I am worried");
    assert!(now(&sample).family_has_not_answered);
    assert_eq!(
        now(&sample).sentences(&sample.meeting),
        [
            "The family has not answered this section yet.",
            "Not heard here yet: Ella, Kelly, Patel, Sam."
        ]
    );
    let answer = sample.says("KS: I see it too");
    assert!(!now(&sample).family_has_not_answered);
    sample.does(KnownEvent::StruckOut {
        id: answer,
        reason: "not said".into(),
    });
    assert!(now(&sample).family_has_not_answered);
    sample.opens("feelings");
    assert!(!of(&sample, Counted::Open).sections[1].family_has_not_answered);
}

#[test]
fn row_11_who_was_here_and_was_not_heard_in_a_section_is_named() {
    let mut sample = here();
    sample.says("HV: I am worried");
    sample.says("/person IN Ina Ivy; role: interpreter");
    sample.does(KnownEvent::Arrived {
        person: "p5".into(),
    });
    sample.does(KnownEvent::Left {
        person: "p3".into(),
    });
    let not_heard =
        |sample: &Sample, at: usize| of(sample, Counted::Open).sections[at].not_heard.clone();
    assert_eq!(
        not_heard(&sample, 0),
        ["k1", "p1", "p4"],
        "who has gone cannot be asked now"
    );
    sample.opens("feelings");
    assert_eq!(
        not_heard(&sample, 0),
        ["k1", "p1", "p3", "p4"],
        "but was here while it was open"
    );
    assert_eq!(not_heard(&sample, 1), ["k1", "p1", "p2", "p4"]);
    sample.does(KnownEvent::Left {
        person: "p4".into(),
    });
    sample.opens("purpose");
    let purpose = of(&sample, Counted::Open).sections[0].clone();
    assert_eq!(purpose.section, "purpose");
    assert_eq!(purpose.not_heard, ["k1", "p1", "p2"], "here now");
    sample.opens("feelings");
    assert_eq!(
        not_heard(&sample, 0),
        ["k1", "p1", "p2"],
        "whoever left before it was opened could not be heard in it"
    );
    sample.says("/view Ella; by: attending; words: \"I was sad\"");
    assert_eq!(not_heard(&sample, 2), ["p1", "p2"]);
}

#[test]
fn minutes_go_to_finding_out_or_to_the_plan() {
    let mut sample = here();
    for section in ["feelings", "better", "welcome"] {
        for _ in 0..9 {
            sample.says("KS: yes");
        }
        sample.opens(section);
    }
    let found = of(&sample, Counted::All);
    assert_eq!((found.minutes_information, found.minutes_plan), (20, 10));
    assert_eq!(
        found.sentences()[1],
        "Minutes so far: 20 on finding out, 10 on the plan."
    );
    let works: Vec<Work> = found.sections.iter().map(|section| section.work).collect();
    assert_eq!(
        works,
        [
            Work::Frame,
            Work::Information,
            Work::Information,
            Work::Plan
        ]
    );
}

#[test]
fn every_agenda_has_sections_to_plan_in() {
    for (id, _) in crate::domain::agenda::BUILT_IN {
        let agenda = built_in(id).unwrap();
        let plans = agenda
            .places()
            .iter()
            .filter(|place| work(place.section) == Work::Plan)
            .count();
        assert!(plans > 0, "{id}");
    }
}

#[test]
fn what_is_restricted_counts_for_the_chair_alone() {
    let mut sample = here();
    sample.says("KS: one two three");
    let sealed = sample.says("HV: four");
    sample.changes(&sealed, |body| body.visibility = Visibility::Restricted);
    sample.changes("p3", |body| body.visibility = Visibility::Restricted);
    let open = of(&sample, Counted::Open);
    assert_eq!(open.whole.professionals, Said::default());
    assert!(!open.sections[0].not_heard.contains(&"p3".to_owned()));
    let all = of(&sample, Counted::All);
    assert_eq!(all.whole.professionals.words, 1);
    assert!(all.sections[0].not_heard.contains(&"p3".to_owned()));
}

#[test]
fn nothing_said_has_no_shares() {
    assert_eq!(of(&here(), Counted::All).whole.percent_of_words(), None);
    assert!(of(&Sample::new(), Counted::All).sentences().is_empty());
}

proptest::proptest! {
    #[test]
    fn percents_are_always_a_hundred(parts in [0usize..5000, 0usize..5000, 0usize..5000, 0usize..5000]) {
        match percent(parts) {
            Some(whole) => proptest::prop_assert_eq!(whole.iter().sum::<usize>(), 100),
            None => proptest::prop_assert_eq!(parts, [0; 4]),
        }
    }
    #[test]
    fn any_words_by_anybody_can_be_counted(said in proptest::collection::vec((0usize..8, "\\PC{0,20}"), 0..12)) {
        let mut sample = here();
        for (who, text) in said {
            let speaker = ["p1", "p2", "p4", "k1", "all", "minute_taker", "p99", ""][who];
            let id = sample.says("KS: x");
            sample.changes(&id, |body| {
                body.values.insert(contribution::SPEAKER.name.into(), json!(speaker));
                body.values.insert(contribution::TEXT.name.into(), json!(text));
            });
        }
        of(&sample, Counted::Open).sentences();
    }
}
