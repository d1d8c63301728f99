//! What is counted and listed before one decides; each test is named after the row of practice that it serves.

use super::*;
use crate::domain::meeting::event::KnownEvent;
use crate::domain::minutes::sample::Sample;
use crate::domain::record::kinds::{action, agency_view, person, what_if};
use crate::domain::visibility::Visibility;

fn words(sample: &Sample, child: &str) -> String {
    tally(&sample.meeting, child, sample.meeting.settings().rules()).words()
}

fn here(sample: &mut Sample, people: &[&str]) {
    for person in people {
        sample.does(KnownEvent::Arrived {
            person: (*person).into(),
        });
    }
}

#[test]
fn practice_3_10_the_tally_is_counted_from_the_newest_view_of_each_agency() {
    let mut sample = Sample::family();
    assert_eq!(words(&sample, "k1"), "");
    sample.says("/agency Health; child: Ella; view: no plan; by: HV");
    sample.says("/agency children's services; child: Ella; view: child protection plan; by: SW");
    sample.says("/agency police; child: Noah; view: child protection plan");
    assert_eq!(words(&sample, "k1"), "child protection plan 1, no plan 1");
    // The same agency again, under another name: the newest holds, and the older one stays in the record.
    sample.says("/agency health visiting; child: Ella; view: child protection plan; by: HV");
    assert_eq!(words(&sample, "k1"), "child protection plan 2");
    assert_eq!(words(&sample, "k2"), "child protection plan 1");
    assert_eq!(sample.meeting.records(&agency_view::KIND).count(), 4);
    sample.undoes();
    assert_eq!(words(&sample, "k1"), "child protection plan 1, no plan 1");
}

#[test]
fn a_restricted_view_and_one_to_be_confirmed_are_counted_but_not_told() {
    let mut sample = Sample::family();
    sample.says("/agency police; child: Ella; view: early help #restricted");
    sample.says("/agency housing; child: Ella; view: whatever");
    assert_eq!(words(&sample, "k1"), "to be confirmed 1, restricted 1");
    assert_eq!(
        tally(&sample.meeting, "k1", sample.meeting.settings().rules())
            .counted
            .len(),
        2
    );
}

#[test]
fn row_05_an_agency_that_is_here_without_a_view_is_named_for_each_child() {
    let mut sample = Sample::family();
    here(&mut sample, &["p1", "p2", "p3", "p4"]);
    let silent = |sample: &Sample, child: &str| -> Vec<String> {
        without_view(&sample.meeting, child, sample.meeting.settings().rules())
            .into_iter()
            .map(|agency| agency.title)
            .collect()
    };
    assert_eq!(
        silent(&sample, "k1"),
        ["health visiting", "children's services"]
    );
    sample.says("/agency Health; child: Ella; view: no plan");
    assert_eq!(silent(&sample, "k1"), ["children's services"]);
    assert_eq!(silent(&sample, "k2").len(), 2);
    // Who left has been here.
    sample.does(KnownEvent::Left {
        person: "p3".into(),
    });
    assert_eq!(silent(&sample, "k1"), ["children's services"]);
}

#[test]
fn an_agency_that_is_not_in_the_open_minutes_is_marked_so() {
    let mut sample = Sample::family();
    here(&mut sample, &["p2"]);
    sample.changes("p2", |body| body.visibility = Visibility::Restricted);
    let silent = without_view(&sample.meeting, "k1", sample.meeting.settings().rules());
    assert!(silent.iter().all(|agency| !agency.open) && silent.len() == 1);
}

#[test]
fn row_03_a_wish_is_listed_until_an_action_answers_it() {
    let mut sample = Sample::family();
    let wish = sample.says("/view Ella; by: letter; wants: quiet nights");
    sample.says("/view Ella; by: drawing; words: house");
    let open = |sample: &Sample| unanswered_wishes(&sample.meeting, "k1").len();
    assert_eq!(open(&sample), 1);
    let action = sample.says("/action Kelly's sister stays; answers: Ella");
    assert_eq!(
        sample
            .meeting
            .record(&action)
            .unwrap()
            .text(&action::ANSWERS),
        wish
    );
    assert_eq!(open(&sample), 0);
    sample.does(KnownEvent::StruckOut {
        id: action,
        reason: "not so".into(),
    });
    assert_eq!(open(&sample), 1);
    let named = sample.says(&format!("/action Kelly's sister stays; answers: {wish}"));
    assert_eq!(
        sample
            .meeting
            .record(&named)
            .unwrap()
            .text(&action::ANSWERS),
        wish
    );
    assert_eq!(open(&sample), 0);
}

#[test]
fn row_01_and_34_what_the_plan_of_each_child_lacks_is_told_before_one_decides() {
    let mut sample = Sample::family();
    let lacks = |sample: &Sample, child: &str| -> Vec<String> {
        let lacking = plan_lacks(&sample.meeting, child);
        lacking.into_iter().map(|lacking| lacking.words).collect()
    };
    assert_eq!(lacks(&sample, "k1"), ["an action", "a what-if"]);
    sample.says("/action Dan reads; who: KS; for: Ella");
    sample.says("/whatif a visit is missed; for: Ella");
    assert_eq!(
        lacks(&sample, "k1"),
        [
            "action 1: by when, how everybody will see it, what will be different",
            "what-if 1: what happens then"
        ]
    );
    assert_eq!(lacks(&sample, "k2"), ["an action", "a what-if"]);
    sample.changes("a1", |body| {
        for (field, answer) in [
            ("by_when", "2026-12-12"),
            ("measure", "a list on the fridge"),
            ("outcome", "Ella sleeps"),
        ] {
            body.values.insert(field.into(), answer.into());
        }
    });
    sample.changes("w1", |body| {
        body.values
            .insert(what_if::THEN.name.into(), "a call".into());
    });
    assert!(lacks(&sample, "k1").is_empty());
    sample.says("/view Ella; by: letter; wants: quiet nights");
    assert_eq!(lacks(&sample, "k1"), ["an action that answers a wish"]);
}

#[test]
fn row_14_who_was_invited_and_has_not_answered_is_asked_again() {
    let mut sample = Sample::family();
    let silent = |sample: &Sample| sample.meeting.no_reply().count();
    assert_eq!(silent(&sample), 0);
    let gp = sample.says("/person GP I Pestle; role: family doctor; invited: 2 Nov 2026");
    sample.says("/person HO G Rooftree; role: housing officer; attendance: no answer");
    assert_eq!(silent(&sample), 2);
    sample.changes(&gp, |body| {
        body.values
            .insert(person::ANSWERED.name.into(), "2026-11-09".into());
    });
    assert_eq!(silent(&sample), 1);
    let id = sample.meeting.no_reply().next().unwrap().id.clone();
    here(&mut sample, &[&id]);
    assert_eq!(silent(&sample), 0);
}
