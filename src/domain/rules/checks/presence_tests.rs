//! Who spoke without being here, and why somebody did not come: what closing asks.

use super::{FixTarget, Missing, checks};
use crate::domain::meeting::event::KnownEvent;
use crate::domain::minutes::sample::Sample;
use crate::domain::record::kinds::person;

fn found(sample: &Sample, check: &str) -> Vec<Missing> {
    let all = checks(&sample.meeting, sample.now());
    all.into_iter()
        .filter(|missing| missing.check == check)
        .collect()
}

fn words(sample: &Sample, check: &str) -> Vec<String> {
    let found = found(sample, check).into_iter();
    found.map(|missing| missing.missing).collect()
}

fn comes(sample: &mut Sample, person: &str) {
    sample.does(KnownEvent::Arrived {
        person: person.into(),
    });
}

const SPOKE: &str = "spoke_without_being_here";
const WHY: &str = "why_not_here";

#[test]
fn as_long_as_nobodys_arrival_is_recorded_nobody_is_missing() {
    let mut sample = Sample::family();
    sample.says("HV: she is well");
    assert_eq!(words(&sample, SPOKE), [""; 0]);
    assert_eq!(words(&sample, WHY), [""; 0]);
}

#[test]
fn each_who_spoke_without_being_here_is_asked_about_once() {
    let mut sample = Sample::family();
    comes(&mut sample, "p1");
    sample.says("KS: hello");
    for line in [
        "HV: she is well",
        "and she grows",
        "/agency Health; child: Ella; view: child in need plan; by: HV",
        "/agency Children's services; child: Ella; view: child in need plan; by: SW",
        "/scale 1; by: SH; score: 4",
        "EL/SW: I like school",
        "Noah/KS: quiet please",
    ] {
        sample.says(line);
    }
    assert_eq!(
        words(&sample, SPOKE),
        [
            "J Okafor spoke at 14:12 and is not marked as here (3 entries).",
            "A Patel gave an agency's view at 14:15 and is not marked as here.",
            "Sam Hall gave a score at 14:16 and is not marked as here.",
            "Ella Smith spoke at 14:17 and is not marked as here.",
            "Noah Smith spoke at 14:18 and is not marked as here.",
        ]
    );
    let first = &found(&sample, SPOKE)[0];
    let FixTarget::Arrival { person, at } = &first.whereto else {
        panic!("{first:?}");
    };
    assert_eq!(
        (person.as_str(), at.format("%H:%M").to_string()),
        ("p2", "14:12".to_owned())
    );
}

#[test]
fn on_behalf_counts_for_the_speaker() {
    let mut sample = Sample::family();
    comes(&mut sample, "p1");
    sample.says("KS/EL: she wants to stay");
    assert_eq!(words(&sample, SPOKE), [""; 0]);
}

#[test]
fn whoever_speaks_with_others_or_reads_aloud_must_be_here_too() {
    for (line, did) in [
        ("KS and HV: we agree", "spoke"),
        ("KS & SW & HV: we agree", "spoke"),
        (
            "/view Ella; by: letter; words: \"hi\"; read by: HV",
            "read something aloud",
        ),
        (
            "/report Health; by: KS; read out by: HV",
            "read something aloud",
        ),
        (
            "/statement confidentiality; read by: HV",
            "read something aloud",
        ),
    ] {
        let mut sample = Sample::family();
        for person in ["p1", "p3"] {
            comes(&mut sample, person);
        }
        sample.says(line);
        let asked = words(&sample, SPOKE);
        assert_eq!(asked.len(), 1, "{line}: {asked:?}");
        assert!(
            asked[0].starts_with(&format!("J Okafor {did} at ")),
            "{line}: {asked:?}"
        );
    }
    // A letter may come from somebody who is not here.
    let mut sample = Sample::family();
    comes(&mut sample, "p1");
    sample.says("/view Ella; by: letter; words: \"hi\"; helped by: HV; read by: KS");
    assert_eq!(words(&sample, SPOKE), [""; 0]);
}

#[test]
fn who_spoke_after_leaving_or_before_arriving_is_asked_about() {
    let mut sample = Sample::family();
    for person in ["p1", "p2"] {
        comes(&mut sample, person);
    }
    sample.says("HV: she is well");
    sample.does(KnownEvent::Left {
        person: "p2".into(),
    });
    assert_eq!(words(&sample, SPOKE), [""; 0]);
    sample.says("HV: and one more thing");
    assert_eq!(
        words(&sample, SPOKE),
        ["J Okafor spoke at 14:14 and had left at 14:13."]
    );
    sample.says("SW: I am late");
    comes(&mut sample, "p3");
    assert_eq!(
        words(&sample, SPOKE)[1],
        "A Patel spoke at 14:15 and came at 14:16."
    );
}

#[test]
fn nothing_restricted_is_told_by_a_name() {
    let mut sample = Sample::family();
    comes(&mut sample, "p1");
    sample.says("HV: the safe flat #restricted");
    assert_eq!(
        words(&sample, SPOKE),
        ["1 person spoke in something restricted without being marked as here."]
    );
}

#[test]
fn what_comes_in_writing_needs_nobody_in_the_room() {
    let mut sample = Sample::family();
    comes(&mut sample, "p1");
    sample.says("/agency Health; child: Ella; view: child in need plan; by: HV");
    assert_eq!(words(&sample, SPOKE).len(), 1);
    sample.changes("p2", |body| {
        body.values
            .insert(person::ATTENDANCE.name.into(), "in_writing".into());
    });
    assert_eq!(words(&sample, SPOKE), [""; 0]);
    assert!(
        !sample
            .meeting
            .is_expected(sample.meeting.record("p2").unwrap())
    );
}

#[test]
fn struck_words_and_struck_people_ask_nothing() {
    let mut sample = Sample::family();
    comes(&mut sample, "p1");
    let id = sample.says("HV: she is well");
    let struck = |id: &str| KnownEvent::StruckOut {
        id: id.into(),
        reason: "twice".into(),
    };
    sample.does(struck(&id));
    assert_eq!(words(&sample, SPOKE), [""; 0]);
    // A duplicate that was struck out is nobody who arrived.
    sample.does(struck("p1"));
    assert!(!sample.meeting.records_arrivals());
}

#[test]
fn a_parent_or_child_who_was_not_here_needs_a_reason() {
    let mut sample = Sample::family();
    sample.says("/person DS Dan Sparrow; role: father");
    sample.says("/child Baby; due: 4 Mar 2027");
    comes(&mut sample, "p2");
    // A child who was not heard is asked about already.
    assert!(
        words(&sample, WHY)
            .iter()
            .all(|words| !words.contains("Ella"))
    );
    sample.says("/view Ella; by: letter; words: I like my dog");
    sample.says("/view Noah; by: observed; means: he is at ease");
    assert_eq!(
        words(&sample, WHY),
        [
            "Ella was not here, and it does not say why not.",
            "Noah was not here, and it does not say why not.",
            "Kelly Smith was not here, and it does not say why not.",
            "Dan Sparrow was not here, and it does not say why not.",
        ]
    );
    comes(&mut sample, "p1");
    comes(&mut sample, "k1");
    sample.says("/view Noah; by: not asked; reason: he is three and asleep");
    for missing in found(&sample, WHY) {
        let FixTarget::Form { line, .. } = missing.whereto else {
            panic!();
        };
        assert_eq!(line, "/person DS; why not: ");
    }
    sample.changes("p5", |body| {
        body.values
            .insert(person::WHY_NOT.name.into(), "working away".into());
    });
    assert_eq!(words(&sample, WHY), [""; 0]);
    assert_eq!(
        sample.meeting.record("p5").unwrap().text(&person::WHY_NOT),
        "working away"
    );
}
