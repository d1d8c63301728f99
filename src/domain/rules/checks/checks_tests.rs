//! Each check fires when something is missing, and is silent when it is there.

use super::*;
use crate::domain::agenda::{Agenda, Section, built_in, words};
use crate::domain::line::{self, Line};
use crate::domain::meeting::event::KnownEvent;
use crate::domain::minutes::sample::Sample;
use crate::domain::record::kinds::{answer, childs_view, decision};
use crate::domain::visibility::Visibility;
use serde_json::json;

fn of(sample: &Sample, check: &str) -> Vec<Missing> {
    checks(&sample.meeting, sample.now())
        .into_iter()
        .filter(|found| found.check == check)
        .collect()
}

fn counts(sample: &Sample, check: &str, number: usize) {
    let found = of(sample, check);
    assert_eq!(found.len(), number, "{check}: {found:?}");
}

#[test]
fn every_check_an_agenda_can_name_is_made() {
    for (word, _) in words::CHECKS {
        assert!(
            OPTIONAL_CHECKS.iter().any(|asked| asked.0 == *word),
            "{word}: add a row with it to OPTIONAL_CHECKS in rules/checks.rs"
        );
    }
    for (word, _) in OPTIONAL_CHECKS {
        assert!(
            words::CHECKS.iter().any(|known| known.0 == *word),
            "{word}: add it with its meaning to CHECKS in agenda/words.rs"
        );
    }
}

#[test]
fn a_child_who_was_not_heard_is_named_even_if_the_agenda_asks_for_nothing() {
    let mut sample = Sample::with(Agenda {
        sections: vec![Section::default()],
        ..Agenda::default()
    });
    counts(&sample, "childs_views", 1);
    assert!(of(&sample, "childs_views")[0].missing.contains("No child"));
    sample.says("/child Ella Smith; born: 4 Mar 2017");
    sample.says("/child Noah Smith; born: 4 Mar 2020");
    let found = of(&sample, "childs_views");
    assert_eq!(found.len(), 2);
    assert_eq!(found[0].missing, "Ella has not been heard.");
    assert_eq!(
        found[0].whereto,
        FixTarget::Form {
            kind: childs_view::KIND.id,
            line: "/view Ella; by: ".into()
        }
    );
    let empty = sample.says("/view Ella; by: letter");
    counts(&sample, "childs_views", 2);
    sample.says("/view Ella; by: not asked; reason: she was ill");
    counts(&sample, "childs_views", 1);
    sample.says("/view Noah; by: observed; means: looks to his mum");
    counts(&sample, "childs_views", 0);
    sample.does(KnownEvent::StruckOut {
        id: "v3".into(),
        reason: "another child".into(),
    });
    sample.does(KnownEvent::StruckOut {
        id: empty,
        reason: "twice".into(),
    });
    counts(&sample, "childs_views", 1);
}

#[test]
fn a_restricted_child_is_not_named_and_a_baby_is_offered_its_reason() {
    let mut sample = Sample::family();
    sample.changes("k1", |body| body.visibility = Visibility::Restricted);
    sample.says("/child Baby Smith; due: 1 Mar 2027");
    let found = checks(&sample.meeting, sample.now());
    assert!(found.iter().all(|found| !found.missing.contains("Ella")));
    let baby = of(&sample, "childs_views").pop().unwrap();
    let FixTarget::Form { line, .. } = baby.whereto else {
        panic!("{baby:?}")
    };
    sample.says(&line);
    assert_eq!(of(&sample, "childs_views").len(), 2);
}

#[test]
fn what_a_line_is_begun_with_can_be_read() {
    let sample = Sample::family();
    for found in checks(&sample.meeting, sample.now()) {
        if let FixTarget::Form { kind, line } = &found.whereto {
            let read = line::read(line, &sample.meeting, sample.now().date_naive());
            let Line::Form(form) = read else {
                panic!("{line}: {read:?}")
            };
            assert_eq!(form.kind, *kind, "{line}");
            assert!(form.body.to_confirm.is_empty(), "{line}");
        }
    }
}

#[test]
fn of_two_children_who_are_called_the_same_the_letters_are_typed() {
    let mut sample = Sample::family();
    sample.says("/child Ella Jones; born: 1 May 2019");
    let lines = of(&sample, "childs_views");
    for (found, child) in lines.iter().zip(["k1", "k2", "k3"]) {
        let FixTarget::Form { line, .. } = &found.whereto else {
            panic!("{found:?}")
        };
        let (_, body) = sample.reads(line);
        assert_eq!(
            body.values.get(decision::CHILD.name),
            Some(&json!(child)),
            "{line}"
        );
    }
}

#[test]
fn required_sections() {
    let mut sample = Sample::family();
    let required = of(&sample, "required_sections").len();
    assert!(required > 3);
    assert!(
        of(&sample, "required_sections")
            .iter()
            .all(|found| matches!(&found.whereto, FixTarget::Section(_)))
    );
    sample.opens("happened");
    let open = of(&sample, "required_sections");
    assert_eq!(open.len(), required);
    let empty = open
        .iter()
        .filter(|found| found.missing.contains("nothing was recorded in it"));
    assert_eq!(empty.count(), 1);
    sample.says("KS: it was loud at night");
    counts(&sample, "required_sections", required - 1);
    for (reason, fewer) in [("", 1), ("no time left", 2)] {
        sample.does(KnownEvent::SectionSkipped {
            section: "better".into(),
            reason: reason.into(),
        });
        counts(&sample, "required_sections", required - fewer);
    }
}

#[test]
fn statements_and_the_way_to_complain() {
    let mut sample = Sample::family();
    counts(&sample, "statements_read", 4);
    assert_eq!(
        of(&sample, "complaint_route")[0].whereto,
        FixTarget::Statement("comment-or-complain".into())
    );
    sample.says("/statement comment-or-complain; by: SH");
    counts(&sample, "statements_read", 3);
    counts(&sample, "complaint_route", 0);
    sample.undoes();
    counts(&sample, "complaint_route", 1);
    sample.says("SH: told them how to complain");
    counts(&sample, "complaint_route", 0);
}

#[test]
fn the_family_speaks_in_every_section_with_contributions() {
    let mut sample = Sample::family();
    counts(&sample, "family_heard", 0);
    sample.opens("happened");
    sample.says("SW: + came every week");
    sample.says("all: agreed");
    assert_eq!(
        of(&sample, "family_heard")[0].whereto,
        FixTarget::Section("happened".into())
    );
    sample.says("KS: yes");
    counts(&sample, "family_heard", 0);
    sample.opens("impact-each-child");
    sample.says("SW: # quiet");
    counts(&sample, "family_heard", 1);
    sample.says("SW/KS: says she is sorry");
    counts(&sample, "family_heard", 0);
}

#[test]
fn catch_up_and_speakers_nobody_knows_are_counted_not_quoted() {
    let mut sample = Sample::family();
    counts(&sample, "catch_up", 0);
    counts(&sample, "unknown_speakers", 0);
    sample.says("ZQ: hello #restricted");
    assert_eq!(
        of(&sample, "unknown_speakers")[0].whereto,
        FixTarget::Record("e1".into())
    );
    sample.says("ZQ: again");
    sample.says("KS: something ??");
    // Those whose speaker nobody knows have a row of their own.
    assert!(of(&sample, "catch_up")[0].missing.starts_with("1 record "));
    let speakers = of(&sample, "unknown_speakers");
    assert_eq!(speakers[0].whereto, FixTarget::CatchUp);
    assert!(!speakers[0].missing.contains("ZQ"));
}

#[test]
fn each_child_has_a_decision_with_reasons_and_category() {
    let mut sample = Sample::family();
    counts(&sample, "decision_each_child", 2);
    let id = sample.says("/decision Ella; is: child protection plan starts");
    counts(&sample, "decision_each_child", 1);
    counts(&sample, "decision_reasons", 1);
    counts(&sample, "decision_category", 1);
    sample.changes(&id, |body| {
        body.values
            .insert(decision::CATEGORY.name.into(), json!("NEG"));
        body.values
            .insert(decision::REASONS.name.into(), json!("unsafe nights"));
    });
    counts(&sample, "decision_reasons", 0);
    counts(&sample, "decision_category", 0);
    sample.says("/decision Noah; is: no plan; reasons: safe with his aunt");
    counts(&sample, "decision_each_child", 0);
    counts(&sample, "decision_category", 0);
}

#[test]
fn each_child_has_a_plan() {
    let mut sample = Sample::family();
    counts(&sample, "plan_each_child", 4);
    sample.says("/action Kelly rings school; for: Ella");
    counts(&sample, "plan_each_child", 3);
    sample.says("/whatif two missed visits; then: a call");
    counts(&sample, "plan_each_child", 1);
    sample.says("/action Dan reads; for: Nobody");
    counts(&sample, "plan_each_child", 1);
    sample.says("/action Everybody rests");
    counts(&sample, "plan_each_child", 0);
}

#[test]
fn who_tells_each_child_and_by_when() {
    let mut sample = Sample::family();
    counts(&sample, "who_tells_child", 2);
    let id = sample.says("/view Ella; by: letter; words: hello; told by: SW");
    let found = of(&sample, "who_tells_child");
    assert!(found[0].missing.contains("by when Ella"), "{found:?}");
    let (record, label) = (id.clone(), childs_view::TELL_BY.label);
    assert_eq!(found[0].whereto, FixTarget::Answer { record, label });
    sample.changes(&id, |body| {
        body.values
            .insert(childs_view::TELL_BY.name.into(), json!("2026-11-23"));
    });
    counts(&sample, "who_tells_child", 1);
}

#[test]
fn somebody_asks_the_family_afterwards() {
    let mut sample = Sample::family();
    counts(&sample, "check_in", 1);
    let record = sample.says("/action Check in with the family");
    let label = "who";
    let found = of(&sample, "check_in");
    assert_eq!(found[0].whereto, FixTarget::Answer { record, label });
    sample.says("/date Check-in; on: 24 Nov; who: A Patel");
    counts(&sample, "check_in", 0);
}

#[test]
fn days_that_have_passed_are_named() {
    let mut sample = Sample::family();
    sample.says("/date Review; on: 12 Dec 2026");
    let mut set = |line: &str, field: &str, day: &str| {
        let id = sample.says(line);
        sample.changes(&id, |body| {
            body.values.insert(field.into(), day.into());
        });
    };
    set(
        "/action Old and done; status: done",
        "by_when",
        "2026-11-01",
    );
    set("/date Core group", "on", "2025-12-12");
    set("/action Late", "by_when", "2026-11-01");
    // One check tells it, not two.
    counts(&sample, "days", 0);
    counts(&sample, "days_passed", 2);
}

#[test]
fn the_councils_own_question_is_answered_by_its_text() {
    let mut sample = Sample::with(built_in("strengthening-families-icpc").unwrap());
    let question = "Did the Chair meet the family before the conference?";
    let open = checks(&sample.meeting, sample.now());
    let open = open.iter().find(|found| found.missing.contains(question));
    let id = open.unwrap().check.clone();
    assert_eq!(open.unwrap().whereto, FixTarget::Question(id.clone()));
    sample.does(KnownEvent::Recorded {
        id: "q1".into(),
        record: answer::KIND.id.to_owned(),
        section: None,
        body: crate::domain::record::Body {
            values: json!({"question": question, "answer": false, "reason": "no time"})
                .as_object()
                .unwrap()
                .clone(),
            ..Default::default()
        },
    });
    counts(&sample, &id, 0);
}

#[test]
fn a_check_of_a_newer_program_is_named_not_dropped() {
    let agenda: Agenda = serde_json::from_value(json!({
        "close_check": [{"check": "weather"}, {"check_all": true}],
        "section": [{"id": "a", "title": "A"}]
    }))
    .unwrap();
    let sample = Sample::with(agenda);
    counts(&sample, "weather", 1);
    counts(&sample, "?", 1);
}

#[test]
fn one_answer_that_could_not_be_read_is_one_row() {
    let mut sample = Sample::with(built_in("restorative-icpc").unwrap());
    let rows = |sample: &Sample, word: &str| {
        let all = checks(&sample.meeting, sample.now());
        let mut found: Vec<String> = all.into_iter().map(|row| row.missing).collect();
        found.retain(|row| row.contains(word));
        found
    };
    sample.says("/child Ella");
    sample.says("/view Ella; by: magic; words: quiet please");
    sample.says("/decision Ella; is: something odd");
    sample.says("/date First core group; on: someday soon");
    assert_eq!(
        rows(&sample, "confirmed"),
        [
            "In the decision for Ella, \"is\" is still to be confirmed.",
            "In Date 1, \"on\" is still to be confirmed.",
        ]
    );
    assert_eq!(
        rows(&sample, "views of Ella"),
        ["How the views of Ella came, or that there are none, is not certain."]
    );
    for word in ["no decision", "No day is set for the core", "catch-up"] {
        assert_eq!(rows(&sample, word), [""; 0], "{word}");
    }
}
