//! What a comparison says, and above all what it does not say to readers of open minutes.

use super::*;
use crate::domain::agenda::built_in;
use crate::domain::history::review::{first_facts, take_up};
use crate::domain::meeting::event::{Event, KnownEvent};
use crate::domain::minutes::leak_tests::{canaries, open_words, run, step};
use crate::domain::minutes::sample::Sample;
use crate::domain::minutes::{open_minutes, restricted_part};
use crate::domain::record::kinds::{action, contribution};
use crate::domain::visibility::Visibility;
use proptest::prelude::*;
use serde_json::json;

/// The review of a meeting, as `start --from` makes it.
pub(crate) fn review_of(last: &Sample) -> Sample {
    let mut review = Sample::with(built_in("restorative-rcpc").unwrap());
    let created = review.meeting.events()[0].clone();
    let mut created = created;
    if let Event::Known(KnownEvent::MeetingCreated { meeting, .. }) = &mut created.event {
        *meeting = "made-up-2".into();
    }
    let mut meeting = crate::domain::meeting::Meeting::default();
    for logged in first_facts(created, &last.meeting, "0".repeat(64).as_str()) {
        meeting.apply(logged).unwrap();
    }
    review.meeting = meeting;
    review
}

/// Puts answers into a record that is there, as typing its key again does.
pub(crate) fn gives(sample: &mut Sample, id: &str, answers: serde_json::Value) {
    sample.changes(id, |body| {
        body.values.extend(answers.as_object().unwrap().clone());
    });
}

/// Takes down a row that takes a promise up, as the program does.
pub(crate) fn takes_up(sample: &mut Sample, line: &str) {
    let (record, mut body) = sample.reads(line);
    take_up(&mut body, &record, &sample.meeting);
    sample.does(KnownEvent::Recorded {
        id: sample.next_id(&record),
        record,
        section: None,
        body,
    });
}

fn open(earlier: &Sample, later: &Sample) -> Comparison {
    let (one, two) = (open_minutes(&earlier.meeting), open_minutes(&later.meeting));
    let side = |minutes| OpenSide {
        minutes,
        now: minutes,
        version: None,
    };
    compare_open(side(&one), side(&two))
}

fn full(earlier: &Sample, later: &Sample) -> Comparison {
    let (one, two) = (open_minutes(&earlier.meeting), open_minutes(&later.meeting));
    let parts = [&earlier.meeting, &later.meeting].map(restricted_part);
    let side = |minutes, part| FullSide {
        minutes,
        part,
        version: None,
    };
    compare_full(side(&one, &parts[0]), side(&two, &parts[1]))
}

/// The minutes as they stood, compared with those of today.
fn since(then: &OpenMinutes, today: &Sample) -> Comparison {
    let now = open_minutes(&today.meeting);
    compare_open(
        OpenSide {
            minutes: then,
            now: &now,
            version: Some(1),
        },
        OpenSide {
            minutes: &now,
            now: &now,
            version: None,
        },
    )
}

fn part<'a>(of: &'a Comparison, id: &str) -> &'a PartChanges {
    of.parts
        .iter()
        .find(|part| part.part == id)
        .unwrap_or_else(|| panic!("{id} in {of:#?}"))
}

fn text(of: &Comparison) -> String {
    serde_json::to_string(of).unwrap()
}

#[test]
fn a_review_is_matched_by_its_links_and_then_by_words() {
    let mut last = Sample::family();
    last.says("/action Kelly rings the school; who: KS; by: 12 Dec");
    last.says("/action The window is repaired; who: SW; by: 12 Dec");
    last.says("/action A walk every day; who: KS; by: 12 Dec");
    last.says("/decision Ella; is: child protection plan starts; reasons: unsafe nights");
    let mut review = review_of(&last);
    // Other words and another day, but it follows the first promise.
    takes_up(
        &mut review,
        "/action Kelly and the school talk each week; who: KS; by: 20 Dec; follows: 1",
    );
    gives(
        &mut review,
        "pm2",
        json!({ "progress": "achieved", "done": true }),
    );
    // No link, the same words.
    review.says("/action a walk every day; who: SW; by: 12 Dec");
    review.says("/action Something new; who: SW; by: 12 Dec");
    review.says("/decision Ella; is: child protection plan ends; reasons: quiet nights");
    let found = open(&last, &review);
    let plan = part(&found, "plan");
    assert_eq!(plan.changed.len(), 2, "{plan:#?}");
    let names = |change: &Changed| {
        change
            .fields
            .iter()
            .map(|field| field.field.clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(
        (
            plan.changed[0].earlier.as_str(),
            plan.changed[0].later.as_str()
        ),
        ("a1", "a1")
    );
    assert_eq!(names(&plan.changed[0]), ["action", "by_when"]);
    assert!(
        names(&plan.changed[1]).contains(&"who".to_owned()),
        "{plan:#?}"
    );
    assert_eq!(plan.added.len(), 1);
    assert_eq!(plan.added[0].words, "Something new");
    assert_eq!(plan.taken_away.len(), 1);
    assert_eq!(plan.taken_away[0].words, "The window is repaired");
    assert_eq!(plan.taken_away[0].note, "progress: achieved; done: yes");
    let decisions = part(&found, "decisions");
    assert_eq!(names(&decisions.changed[0]), ["decision", "reasons"]);
    // People are the same although nobody has the same id by right.
    assert_eq!(part(&found, "people").unchanged, 4);
}

#[test]
fn long_texts_are_compared_word_by_word_and_exact_words_never() {
    let mut sample = Sample::family();
    let said = sample.says("KS: we went to the clinic every week of the summer");
    let exact = sample.says("KS: \"we went to the clinic every week of the summer\"");
    let then = open_minutes(&sample.meeting);
    for id in [&said, &exact] {
        sample.changes(id, |body| {
            body.values.insert(
                contribution::TEXT.name.into(),
                "we went to the clinic every day of the summer".into(),
            );
        });
    }
    let found = since(&then, &sample);
    let said = &part(&found, "said").changed;
    let pieces: Vec<(Change, &str)> = said[0].fields[0]
        .pieces
        .iter()
        .map(|piece| (piece.change, piece.text.as_str()))
        .collect();
    assert_eq!(
        pieces,
        [
            (Change::Same, "we went to the clinic every"),
            (Change::TakenAway, "week"),
            (Change::Added, "day"),
            (Change::Same, "of the summer"),
        ]
    );
    assert!(said[1].fields[0].pieces.is_empty());
    assert!(said[1].fields[0].before.contains("week"));
}

#[test]
fn what_was_restricted_or_struck_out_since_does_not_come_back_through_an_earlier_version() {
    let mut sample = Sample::family();
    let hidden = sample.says("SW: they live in Canary1x now");
    let struck = sample.says("SW: the car is Canary2x");
    let changed_too = sample.says("/action Canary3x is rung; who: KS; by: 12 Dec");
    let undone = sample.says("SW: Canary4x");
    let then = open_minutes(&sample.meeting);
    sample.undoes();
    sample.changes(&hidden, |body| body.visibility = Visibility::Restricted);
    sample.changes(&changed_too, |body| {
        body.values
            .insert(action::ACTION.name.into(), "Canary5x is rung".into());
        body.visibility = Visibility::Restricted;
    });
    sample.does(KnownEvent::StruckOut {
        id: struck.clone(),
        reason: "Canary6x".into(),
    });
    let found = since(&then, &sample);
    assert!(!text(&found).contains("Canary"), "{found:#?}");
    let gone = &part(&found, "said").taken_away;
    assert_eq!(gone.len(), 1, "{gone:#?}");
    assert_eq!(
        (gone[0].record.as_str(), gone[0].words.as_str()),
        (struck.as_str(), "")
    );
    assert!(gone[0].note.starts_with("struck out at"));
    assert!(
        !text(&found).contains(&format!("\"{hidden}\""))
            && !text(&found).contains(&format!("\"{undone}\""))
    );
}

#[test]
fn an_earlier_version_is_read_without_what_was_restricted_struck_out_or_undone_since() {
    let mut sample = Sample::family();
    sample.says("SW: this is open still");
    let hidden = sample.says("SW: they live in Canary1x now");
    let struck = sample.says("SW: the car is Canary2x");
    sample.says("SW: Canary4x");
    let mut then = open_minutes(&sample.meeting);
    let before = then.to_value().to_string();
    assert!(before.contains("Canary1x") && before.contains("Canary4x"));
    sample.undoes();
    sample.changes(&hidden, |body| body.visibility = Visibility::Restricted);
    sample.does(KnownEvent::StruckOut {
        id: struck,
        reason: "Canary6x".into(),
    });
    then.take_out_what_is_hidden(&open_minutes(&sample.meeting));
    let after = then.to_value().to_string();
    assert!(!after.contains("Canary"), "{after}");
    assert!(after.contains("this is open still"));
}

#[test]
fn the_open_comparison_does_not_say_who_a_hidden_person_is() {
    let mut last = Sample::family();
    last.says("/action A room is found; who: KS; by: 12 Dec");
    let mut review = review_of(&last);
    takes_up(&mut review, "/action follows: 1; by: 20 Dec");
    review.changes("p1", |body| body.visibility = Visibility::Restricted);
    let found = open(&last, &review);
    let row = &part(&found, "plan").changed[0];
    assert!(
        row.fields.iter().all(|field| field.field != "who"),
        "{row:#?}"
    );
    assert!(part(&found, "people").taken_away.is_empty(), "{found:#?}");
    let found = full(&last, &review);
    assert!(text(&found).contains("only readers of the full record"));
}

#[test]
fn nothing_is_called_taken_away_that_may_only_be_hidden() {
    let mut last = Sample::family();
    last.says("/action Canary1x moves; who: KS; by: 12 Dec");
    let mut review = review_of(&last);
    review.changes("pm1", |body| body.visibility = Visibility::Restricted);
    assert!(!text(&open(&last, &review)).contains("Canary1x"));
    assert!(text(&full(&last, &review)).contains("Canary1x"));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever happened between a version and today: the comparison for everybody has no word that is restricted,
    /// struck out or taken back today; the full one has every word of the full record that differs.
    #[test]
    fn no_canary_is_in_an_open_comparison(steps in prop::collection::vec(step(), 1..40), at in 0..40usize) {
        let before = run(steps.get(..at.min(steps.len())).unwrap_or_default());
        let sample = run(&steps);
        let words = text(&since(&open_minutes(&before.meeting), &sample));
        let (then, now) = (open_words(&before), open_words(&sample));
        let hidden: Vec<&str> = sample
            .meeting
            .all_records()
            .iter()
            .filter(|record| record.struck.is_some() || record.visibility == Visibility::Restricted)
            .map(|record| record.id.as_str())
            .collect();
        for word in canaries(&words) {
            // A word that was edited away was open in the version, and its record is open today.
            let is_open = now.get(word) == Some(&true) || then.get(word) == Some(&true);
            prop_assert!(is_open, "{} in {}", word, words);
            let holder = before.meeting.all_records().iter().find(|record| {
                serde_json::to_string(&record.body()).unwrap().contains(&format!("\"{word}")) && now.get(word) != Some(&true)
            });
            if let Some(holder) = holder {
                prop_assert!(!hidden.contains(&holder.id.as_str()), "{} of {} in {}", word, holder.id, words);
            }
        }
    }
}

#[test]
fn an_agency_that_thinks_anew_is_named_with_the_child() {
    let mut last = Sample::family();
    for child in ["Ella", "Noah"] {
        last.says(&format!("/agency Health; child: {child}; view: no plan"));
    }
    let mut review = review_of(&last);
    for child in ["Ella", "Noah"] {
        review.says(&format!("/agency Health; child: {child}; view: early help"));
    }
    let found = open(&last, &review);
    let views = found.parts.iter().find(|part| part.part == "agency_views");
    let words: Vec<&str> = views
        .unwrap()
        .changed
        .iter()
        .map(|one| one.words.as_str())
        .collect();
    assert_eq!(words, ["Health (Ella Smith)", "Health (Noah Smith)"]);
}

#[test]
fn what_was_decided_comes_first_and_days_of_invitation_last() {
    let mut last = Sample::family();
    gives(&mut last, "p1", json!({ "invited": "2026-11-01" }));
    last.says("/decision Ella; is: child protection plan starts; reasons: unsafe nights");
    let mut review = review_of(&last);
    gives(&mut review, "p1", json!({ "invited": "2026-11-03" }));
    review.says("/decision Ella; is: child protection plan ends; reasons: quiet nights");
    let found = open(&last, &review);
    let order: Vec<&str> = found
        .parts
        .iter()
        .filter(|part| part.differs())
        .map(|part| part.part)
        .collect();
    assert_eq!(order.first(), Some(&"decisions"), "{order:?}");
    let people = found
        .parts
        .iter()
        .find(|part| part.part == "people")
        .unwrap();
    assert!(
        people.changed.is_empty() && people.unchanged > 0,
        "{people:?}"
    );
    assert_eq!(order.last(), Some(&"invitations"), "{order:?}");
}
