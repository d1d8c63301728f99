//! Blind scaling: hidden until all are in, shown with the words of both ends, compared on the same scale only.

use super::*;
use crate::domain::agenda::{Agenda, built_in};
use crate::domain::meeting::event::KnownEvent;
use crate::domain::minutes::sample::Sample;
use crate::domain::record::Values;
use crate::domain::toml_reader::SettingsValues;
use serde_json::json;

/// The review of a family, four people here, in the section with the scale "safety".
fn sample() -> (Sample, ScaleAsked) {
    let mut sample = Sample::with(built_in("restorative-rcpc").unwrap());
    for line in [
        "/child Ella Smith; born: 4 Mar 2017",
        "/person KS Kelly Smith; role: mother",
        "/person HV J Okafor; role: health visitor; agency: Health",
        "/person SW A Patel; role: social worker; agency: Children's services",
        "/person SH Sam Hall; role: Chair",
    ] {
        sample.says(line);
    }
    sample.does(KnownEvent::Began {});
    for person in ["k1", "p1", "p2", "p3", "p4"] {
        arrives(&mut sample, person);
    }
    let agenda: Agenda = sample.meeting.agenda().clone();
    let places = agenda.places();
    let place = places
        .iter()
        .find(|place| !place.section.scales.is_empty())
        .unwrap();
    sample.opens(&place.section.id);
    (sample, place.section.scales[0].clone())
}

fn arrives(sample: &mut Sample, person: &str) {
    sample.does(KnownEvent::Arrived {
        person: person.into(),
    });
}

fn leaves(sample: &mut Sample, person: &str) {
    sample.does(KnownEvent::Left {
        person: person.into(),
    });
}

fn of(sample: &Sample, asked: &ScaleAsked) -> ScoreRound {
    score_round(&sample.meeting, asked, None, &ScaleSettings::built_in())
}

fn shows(sample: &mut Sample, scale: &str) {
    sample.does(KnownEvent::ScoresShown {
        scale: scale.into(),
        child: None,
    });
}

#[test]
fn scores_stay_hidden_until_all_are_in() {
    let (mut sample, asked) = sample();
    assert_eq!(
        of(&sample, &asked).words(&sample.meeting),
        "No score yet. Still to come: Kelly, Okafor, Patel."
    );
    sample.says("/scale safety; by: KS; score: 7; why: she sleeps");
    sample.says("/scale safety; by: HV; score: 3; why: weight");
    let round = of(&sample, &asked);
    assert!(!round.revealed && round.scores().is_none());
    assert_eq!(round.given_by, ["p1", "p2"]);
    assert_eq!(
        round.waiting_for,
        ["p3"],
        "neither the Chair nor a child is waited for"
    );
    assert_eq!(
        round.words(&sample.meeting),
        "2 scores are in and hidden. Still to come: Patel."
    );
    assert!(
        !format!("{round:?}").contains('7'),
        "not even in an error message"
    );
    sample.says("/scale safety; by: SW; score: 5.5");
    let round = of(&sample, &asked);
    let shown: Vec<f64> = round
        .scores()
        .unwrap()
        .iter()
        .map(|score| score.score)
        .collect();
    assert_eq!(shown, [7.0, 3.0, 5.5]);
    assert_eq!(round.scores().unwrap()[0].reason, "she sleeps");
}

#[test]
fn the_chair_shows_them_or_the_end_of_the_section_does() {
    let (mut sample, asked) = sample();
    sample.says("/scale safety; by: KS; score: 7");
    assert!(of(&sample, &asked).scores().is_none());
    shows(&mut sample, "safety");
    assert!(of(&sample, &asked).scores().is_some());
    sample.undoes();
    assert!(of(&sample, &asked).scores().is_none());
    let section = sample.meeting.open_section().unwrap().id.clone();
    sample.does(KnownEvent::SectionClosed { section });
    assert!(of(&sample, &asked).scores().is_some());
}

#[test]
fn what_was_shown_is_not_hidden_again_and_who_leaves_is_not_waited_for() {
    let (mut sample, asked) = sample();
    sample.says("/scale safety; by: KS; score: 7");
    sample.says("/scale safety; by: HV; score: 3");
    assert!(!of(&sample, &asked).revealed);
    leaves(&mut sample, "p3");
    assert!(of(&sample, &asked).revealed);
    arrives(&mut sample, "p3");
    let round = of(&sample, &asked);
    assert!(round.revealed);
    assert_eq!(round.waiting_for, ["p3"]);
}

#[test]
fn a_score_that_is_taken_back_is_waited_for_and_a_second_one_replaces_the_first() {
    let (mut sample, asked) = sample();
    sample.says("/scale safety; by: KS; score: 7");
    sample.says("/scale safety; by: HV; score: 3");
    sample.says("/scale safety; by: SW; score: 4");
    sample.undoes();
    assert!(!of(&sample, &asked).revealed);
    sample.says("/scale safety; by: SW; score: 5");
    sample.says("/scale safety; by: SW; score: 6");
    let round = of(&sample, &asked);
    let shown: Vec<f64> = round
        .scores()
        .unwrap()
        .iter()
        .map(|score| score.score)
        .collect();
    assert_eq!(shown, [7.0, 3.0, 6.0]);
}

#[test]
fn each_child_has_a_round_of_its_own_and_settings_say_who_is_waited_for() {
    let (mut sample, asked) = sample();
    sample.says("/scale safety; by: KS; score: 7; child: Ella");
    assert!(of(&sample, &asked).given_by.is_empty());
    let settings = ScaleSettings::read("chair_scores = true\nchildren_score = true\n").unwrap();
    let round = score_round(&sample.meeting, &asked, Some("k1"), &settings);
    assert_eq!(round.given_by, ["p1"]);
    assert_eq!(round.waiting_for, ["k1", "p2", "p3", "p4"]);
    let open = ScaleSettings::read("blind = false\n").unwrap();
    assert!(score_round(&sample.meeting, &asked, Some("k1"), &open).revealed);
}

#[test]
fn where_nobody_marks_arrivals_everybody_who_is_expected_is_waited_for() {
    let (mut sample, asked) = sample();
    for person in ["k1", "p1", "p2", "p3", "p4"] {
        sample.says(&format!(
            "/person X{person} Somebody; role: teacher; attendance: declined"
        ));
    }
    let mut fresh = Sample::with(sample.meeting.agenda().clone());
    fresh.says("/person KS Kelly Smith; role: mother");
    fresh.says("/person HV J Okafor; role: health visitor");
    fresh.says("/person TC Mr Reed; role: teacher; attendance: declined");
    fresh.says("/scale safety; by: KS; score: 7");
    let round = of(&fresh, &asked);
    assert_eq!(
        (round.waiting_for.clone(), round.revealed),
        (vec!["p2".to_owned()], false)
    );
    fresh.says("/scale safety; by: HV; score: 7");
    assert!(of(&fresh, &asked).revealed);
}

#[test]
fn a_number_never_stands_without_the_words_of_its_ends() {
    let (_, asked) = sample();
    assert_eq!(
        anchor_words(&asked),
        "How safe is this child in everyday life right now? 0 = This child is not safe at all · 10 = This child is as safe as any child should be"
    );
    let turned = ScaleAsked {
        from: 10,
        to: 0,
        low: "safe".into(),
        high: "danger".into(),
        question: "?".into(),
        ..asked
    };
    assert_eq!(anchor_words(&turned), "? 10 = danger · 0 = safe");
}

#[test]
fn bands_follow_the_bad_end_whichever_way_a_place_counts() {
    let (mut sample, asked) = sample();
    sample.says("/scale safety; by: KS; score: 0.5");
    let settings = ScaleSettings::built_in();
    let alarm = |asked: &ScaleAsked, score: f64| {
        settings
            .alarm(asked, score)
            .map(|words| words.contains("today"))
    };
    assert_eq!(alarm(&asked, 1.0), Some(true));
    assert_eq!(alarm(&asked, 1.5), Some(false));
    assert_eq!(alarm(&asked, 2.5), None);
    shows(&mut sample, "safety");
    let shown = of(&sample, &asked);
    assert!(shown.scores().unwrap()[0].alarm.is_some());
    let turned = ScaleSettings::read(
        "[[scale]]\nid = \"safety\"\nworst = 10\n[[scale.band]]\nwithin = 0\nwords = \"Act.\"\n",
    )
    .unwrap();
    assert_eq!(turned.alarm(&asked, 10.0), Some("Act."));
    assert_eq!(turned.alarm(&asked, 0.0), None);
    let wide =
        "[[scale]]\nid = \"safety\"\nworst = 10\n[[scale.band]]\nwithin = 9\nwords = \"Act.\"\n";
    let turned = ScaleSettings::read(wide).unwrap();
    assert_eq!(turned.alarm(&asked, 5.0), Some("Act."));
    let elsewhere = ScaleAsked { to: 5, ..asked };
    assert_eq!(
        turned.alarm(&elsewhere, 5.0),
        None,
        "10 is no end of this scale"
    );
}

#[test]
fn every_scale_of_the_built_in_agendas_has_bands_at_one_of_its_ends() {
    let settings = ScaleSettings::built_in();
    for (id, _) in crate::domain::agenda::BUILT_IN {
        for place in built_in(id).unwrap().places() {
            for asked in &place.section.scales {
                assert!(
                    settings.alarm(asked, 0.0).is_some(),
                    "agendas/{id}.toml asks for a score on the scale \"{}\", for which nobody is alerted: give it bands in domain/settings/scales.toml",
                    asked.id
                );
            }
        }
    }
}

#[test]
fn scores_are_compared_on_the_very_same_scale_only() {
    let values = |change: &str, value: Value| {
        let mut values = json!({"question": "How safe?", "from": 0, "to": 10, "low": "not", "high": "very", "score": 6});
        values[change] = value;
        values.as_object().unwrap().clone()
    };
    let before = values("score", json!(4));
    assert_eq!(
        compare(&values("score", json!(6.5)), &before),
        Comparison::Same(2.5)
    );
    for (field, other) in [
        ("question", json!("How worried?")),
        ("from", json!(1)),
        ("to", json!(5)),
        ("low", json!("fine")),
        ("high", json!("danger")),
        ("score", Value::Null),
        ("low", Value::Null),
    ] {
        let changed = compare(&values(field, other.clone()), &before);
        assert!(matches!(changed, Comparison::Not(_)), "{field} {other}");
    }
    assert!(matches!(
        compare(&Values::new(), &Values::new()),
        Comparison::Not(_)
    ));
}

#[test]
fn a_number_that_is_not_on_the_scale_is_told() {
    let (_, asked) = sample();
    let halves = ScaleSettings::built_in();
    let whole = ScaleSettings::read("halves = false\n").unwrap();
    for (score, is_fine) in [
        (0.0, true),
        (10.0, true),
        (6.5, true),
        (10.5, false),
        (-0.5, false),
        (6.3, false),
    ] {
        assert_eq!(
            objection(score, &asked, &halves).is_none(),
            is_fine,
            "{score}"
        );
    }
    assert!(objection(6.5, &asked, &whole).is_some());
    assert!(objection(f64::NAN, &asked, &whole).is_some());
}

#[test]
fn planted_faults_are_found_at_their_places() {
    let text = "\
blind = \"no\"
halfs = true
[[band]]
within = 1
[[scale]]
id = \"How safe\"
worst = 101
[[scale]]
id = \"safety\"
[[scale]]
id = \"safety\"
worst = 0
  [[scale.band]]
  within = 2
  words = \"Soon.\"
  [[scale.band]]
  within = 1
  words = \"\"
";
    let faults = ScaleSettings::read(text).unwrap_err();
    let told: Vec<String> = faults
        .iter()
        .map(|fault| format!("{}:{} {}", fault.line, fault.column, fault.message))
        .collect();
    assert_eq!(
        told,
        [
            "1:9 \"blind\" is true or false; this is words in quotes.",
            "2:1 \"halfs\" is not a setting of the scales file.",
            "3:3 A band belongs to a scale.",
            "6:6 \"How safe\" is not a short name: small letters a to z, digits, - and _ only.",
            "7:9 \"worst\" is a whole number from 0 to 100.",
            "8:1 A scale has no \"worst\".",
            "11:6 \"safety\" is taken: another scale on line 9 has that name.",
            "17:12 This band is inside the one before it, so it would never be used.",
            "18:11 \"words\" is empty.",
        ]
    );
    assert_eq!(
        ScaleSettings::read(ScaleSettings::BUILT_IN),
        Ok(ScaleSettings::built_in())
    );
    assert!(
        crate::domain::settings::file("scales")
            .unwrap()
            .help()
            .contains("within")
            && crate::domain::settings::file("scales").unwrap().schema()["properties"]["blind"]
                .is_object()
    );
}

proptest::proptest! {
    #[test]
    fn no_scales_file_and_no_score_is_too_much(text in "[a-z\\[\\]=\", \n0-9._-]{0,200}", score in proptest::num::f64::ANY) {
        let _ = ScaleSettings::read(&text);
        let (_, asked) = sample();
        ScaleSettings::built_in().alarm(&asked, score);
        objection(score, &asked, &ScaleSettings::built_in());
    }
    #[test]
    fn nothing_is_seen_before_all_are_in(order in proptest::collection::vec(0usize..3, 0..6)) {
        let (mut sample, asked) = sample();
        let mut given = std::collections::HashSet::new();
        for who in order {
            sample.says(&format!("/scale safety; by: {}; score: 4", ["KS", "HV", "SW"][who]));
            given.insert(who);
            proptest::prop_assert_eq!(of(&sample, &asked).scores().is_some(), given.len() == 3);
        }
    }
}
