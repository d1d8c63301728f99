//! The checks of the conference (practice 3.15): each fires when something is missing, is silent when it is
//! there, and leads to where it is put right. Named after the rows of practice that they serve.

use super::*;
use crate::domain::agenda::{Agenda, built_in};
use crate::domain::meeting::event::KnownEvent;
use crate::domain::minutes::sample::Sample;
use crate::domain::visibility::Visibility;
use serde_json::{Value, json};

pub(super) fn of(sample: &Sample, check: &str) -> Vec<Missing> {
    checks(&sample.meeting, sample.now())
        .into_iter()
        .filter(|found| found.check == check)
        .collect()
}

pub(super) fn words(sample: &Sample, check: &str) -> Vec<String> {
    let found = of(sample, check).into_iter();
    found.map(|found| found.missing).collect()
}

pub(super) fn puts(sample: &mut Sample, id: &str, field: &str, value: Value) {
    sample.changes(id, |body| {
        body.values.insert(field.into(), value);
    });
}

pub(super) fn here(sample: &mut Sample, people: &[&str]) {
    for person in people {
        sample.does(KnownEvent::Arrived {
            person: (*person).into(),
        });
    }
}

/// The record that the only finding leads to.
pub(super) fn leads_to(sample: &Sample, check: &str, id: &str) {
    let found = of(sample, check);
    let whereto: Vec<&FixTarget> = found.iter().map(|found| &found.whereto).collect();
    assert_eq!(whereto, [&FixTarget::Record(id.into())], "{found:?}");
}

/// The record that the only finding leads to, and the answer that it lacks.
fn leads_to_answer(sample: &Sample, check: &str, id: &str, label: &'static str) {
    let found = of(sample, check);
    let whereto: Vec<&FixTarget> = found.iter().map(|found| &found.whereto).collect();
    let record = id.to_owned();
    assert_eq!(whereto, [&FixTarget::Answer { record, label }], "{found:?}");
}

/// The line with which the first finding begins a record of this kind.
pub(super) fn begins(sample: &Sample, check: &str, kind: &str, line: &str) {
    let found = of(sample, check);
    let Some(FixTarget::Form {
        kind: the_kind,
        line: the_line,
    }) = found.first().map(|found| &found.whereto)
    else {
        panic!("{found:?}")
    };
    assert_eq!((*the_kind, the_line.as_str()), (kind, line));
}

#[test]
fn practice_3_15_a_category_that_names_more_than_one_is_pointed_out() {
    let mut sample = Sample::family();
    let id = sample
        .says("/decision Ella; is: child protection plan starts; category: MUL; reasons: both");
    leads_to(&sample, "category_not_advised", &id);
    puts(&mut sample, &id, "category", json!("NEG"));
    assert!(of(&sample, "category_not_advised").is_empty());
}

#[test]
fn practice_3_15_a_dissent_says_why() {
    let mut sample = Sample::family();
    let id = sample.says("/dissent Housing; child: Ella; formal: no");
    leads_to_answer(&sample, "dissent_reasons", &id, "reasons");
    puts(&mut sample, &id, "reasons", json!("it is about the flat"));
    assert!(of(&sample, "dissent_reasons").is_empty());
}

#[test]
fn row_05_an_agency_that_is_here_has_a_view_for_each_child() {
    let mut sample = Sample::family();
    assert!(of(&sample, "agency_views").is_empty());
    here(&mut sample, &["p1", "p2", "p3", "p4"]);
    assert_eq!(
        words(&sample, "agency_views"),
        [
            "No view on what Ella needs was recorded from: health visiting, children's services.",
            "No view on what Noah needs was recorded from: health visiting, children's services."
        ]
    );
    begins(
        &sample,
        "agency_views",
        "agency_view",
        "/agency health visiting; child: Ella; view: ",
    );
    for child in ["Ella", "Noah"] {
        sample.says(&format!("/agency Health; child: {child}; view: no plan"));
        sample.says(&format!(
            "/agency social care; child: {child}; view: no plan; by: SW"
        ));
    }
    assert!(of(&sample, "agency_views").is_empty());
}

#[test]
fn an_agency_that_is_restricted_is_counted_and_not_named() {
    let mut sample = Sample::family();
    here(&mut sample, &["p2", "p3"]);
    sample.changes("p2", |body| body.visibility = Visibility::Restricted);
    for check in ["agency_views", "attended_no_report"] {
        let words = words(&sample, check).concat();
        assert!(
            words.contains("children's services, 1 more.") && !words.contains("health"),
            "{words}"
        );
    }
}

#[test]
fn practice_3_8_a_decision_without_a_quorum_asks_what_was_done_about_it() {
    let mut sample = Sample::family();
    sample.says("/person PO P Lantern; role: police officer; agency: police; knows: yes");
    puts(&mut sample, "p2", "direct_contact", json!(true));
    here(&mut sample, &["p2", "p3", "p5"]);
    assert!(of(&sample, "quorum").is_empty());
    sample.does(KnownEvent::Left {
        person: "p5".into(),
    });
    let rows = words(&sample, "quorum");
    assert!(
        rows[0].contains("? Too few agencies are here to decide. The Chair"),
        "{rows:?}"
    );
    // Each begins with its question, and only the first says at length why it is asked.
    let beginnings: std::collections::HashSet<&str> =
        rows.iter().filter_map(|row| row.get(..20)).collect();
    assert_eq!(beginnings.len(), rows.len(), "{rows:?}");
    assert_eq!(
        rows.iter().filter(|row| row.contains("The Chair")).count(),
        1,
        "{rows:?}"
    );
    sample.says("/decision Ella; is: no plan; reasons: safe");
    let questions = of(&sample, "quorum");
    assert_eq!(
        questions.len(),
        sample.meeting.settings().rules().quorum.questions.len()
    );
    assert!(
        questions[0]
            .missing
            .contains("Too few agencies were here when")
    );
    for (left, found) in (0..questions.len()).rev().zip(&questions) {
        let FixTarget::Form { line, .. } = &found.whereto else {
            panic!("{found:?}")
        };
        let typed = match line.starts_with("/date ") {
            true => format!("{line}2026-12-11"),
            false => format!("{line}yes; reason: as the Chair said"),
        };
        sample.says(&typed);
        assert_eq!(of(&sample, "quorum").len(), left, "{typed}");
    }
}

#[test]
fn with_how_many_agencies_the_chair_may_go_on_is_what_the_settings_say() {
    let mut sample = Sample::family();
    here(&mut sample, &["p2", "p3"]);
    puts(&mut sample, "p2", "direct_contact", json!(true));
    sample.says("/decision Ella; is: no plan; reasons: safe");
    let mut rules = sample.meeting.settings().rules().clone();
    let told = |rules: &Rules, sample: &Sample| {
        let all = checks_by(&sample.meeting, rules, sample.now());
        let mut quorum = all.into_iter().filter(|found| found.check == "quorum");
        quorum.next().map_or(String::new(), |found| found.missing)
    };
    let mut seen = Vec::new();
    for number in [0, 2, 3] {
        rules.quorum.chair_may_go_on_with = number;
        seen.push(told(&rules, &sample));
    }
    assert!(seen[0].contains("the Chair cannot go on"), "{seen:?}");
    assert!(seen[1].contains("may go on, giving a reason"), "{seen:?}");
    assert!(seen[2].contains("only with 3 agencies or more"), "{seen:?}");
    // Going on without a reason is not enough, where reasons are asked for.
    rules.quorum.chair_may_go_on_with = 2;
    sample.says("/answer went-on; is: yes");
    assert!(told(&rules, &sample).contains("Did the conference go on?"));
    sample.says("/answer went-on; is: yes; reason: waiting-harms");
    assert!(!told(&rules, &sample).contains("Did the conference go on?"));
    let reason = sample.meeting.records(&answer::KIND).last().unwrap();
    assert_eq!(
        reason.text(&answer::REASON),
        "Waiting would do the children harm"
    );
}

#[test]
fn row_35_an_action_says_who_by_when_and_how_one_sees_it() {
    let mut sample = Sample::family();
    let id = sample.says("/action Kelly books speech therapy; who: KS; outcome: Noah talks");
    assert_eq!(
        words(&sample, "actions_complete"),
        ["Action 1 of the plan does not say: by when, how everybody will see it."]
    );
    leads_to_answer(&sample, "actions_complete", &id, "by");
    puts(&mut sample, &id, "by_when", json!("2026-12-12"));
    puts(&mut sample, &id, "measure", json!("the letter is there"));
    assert!(of(&sample, "actions_complete").is_empty());
}

#[test]
fn row_35_an_action_of_vague_words_is_pointed_out_and_not_quoted() {
    let mut sample = Sample::family();
    let id = sample.says("/action monitor the family; who: SW");
    leads_to(&sample, "actions_clear", &id);
    assert!(!words(&sample, "actions_clear")[0].contains("monitor"));
    puts(
        &mut sample,
        &id,
        "action",
        json!("visit the family every Tuesday"),
    );
    assert!(of(&sample, "actions_clear").is_empty());
}

#[test]
fn row_03_each_wish_of_a_child_has_an_action_that_answers_it() {
    let mut sample = Sample::family();
    sample.says("/view Ella; by: letter; words: hello");
    assert!(of(&sample, "wishes_answered").is_empty());
    let wish = sample.says("/view Ella; by: letter; wants: quiet nights");
    begins(
        &sample,
        "wishes_answered",
        "action",
        &format!("/action answers: {wish}; for: Ella; action: "),
    );
    sample.says(&format!(
        "/action answers: {wish}; for: Ella; action: Dan rings before he comes"
    ));
    assert!(of(&sample, "wishes_answered").is_empty());
}

#[test]
fn row_33_an_offer_that_the_family_wants_becomes_an_action() {
    let mut sample = Sample::family();
    let id = sample.says("/offer breakfast club; by: HV; for: Ella");
    assert!(of(&sample, "offers_taken_up").is_empty());
    puts(&mut sample, &id, "accepted", json!(true));
    begins(
        &sample,
        "offers_taken_up",
        "action",
        &format!("/action offer: {id}; action: "),
    );
    sample.says(&format!("/action offer: {id}; action: breakfast club"));
    assert!(of(&sample, "offers_taken_up").is_empty());
}

#[test]
fn row_19_what_is_new_to_the_family_is_talked_through() {
    let mut sample = Sample::family();
    sample.opens("happened");
    let id = sample.says("SW: police came twice #new");
    leads_to(&sample, "new_to_family", &id);
    assert!(!words(&sample, "new_to_family")[0].contains("police"));
    let other = sample.says("SW: and once in May #new");
    assert!(words(&sample, "new_to_family")[0].starts_with("2 things"));
    puts(&mut sample, &id, "talked_through", json!(true));
    let marked = crate::domain::line::marked(&sample.meeting, &other, "#talked")
        .unwrap()
        .0;
    sample.changes(&other, |body| *body = marked);
    assert!(of(&sample, "new_to_family").is_empty());
}

#[test]
fn row_27_the_way_to_complain_is_put_down_and_a_complaint_is_nobody_elses() {
    let mut sample = Sample::family();
    assert_eq!(of(&sample, "complaint_route").len(), 1);
    let complaint = sample.says("/feedback complaint; from: KS; about: the room");
    let record = sample.meeting.record(&complaint).unwrap();
    assert!(!is_open_to_all(record));
    assert_eq!(of(&sample, "complaint_route").len(), 1);
    let way = sample.says("/feedback way explained; by: SH; how: on paper");
    assert!(is_open_to_all(sample.meeting.record(&way).unwrap()));
    assert!(of(&sample, "complaint_route").is_empty());
}

#[test]
fn row_37_a_check_in_has_somebody_who_does_it() {
    let mut sample = Sample::family();
    begins(
        &sample,
        "check_in",
        "check_in",
        "/checkin the family; who: ",
    );
    let id = sample.says("/checkin the family");
    leads_to_answer(&sample, "check_in", &id, "who");
    puts(&mut sample, &id, "who", json!("p3"));
    assert!(of(&sample, "check_in").is_empty());
}

#[test]
fn practice_3_15_what_is_restricted_is_looked_at_again_after_the_last_of_it() {
    let mut sample = Sample::family();
    assert!(of(&sample, "restricted_reviewed").is_empty());
    let id = sample.says("SW: the address #restricted");
    assert!(words(&sample, "restricted_reviewed")[0].starts_with("1 record"));
    let FixTarget::Form { line, .. } = &of(&sample, "restricted_reviewed")[0].whereto else {
        panic!()
    };
    let line = line.clone();
    sample.says(&format!("{line}no; reason: no time"));
    assert_eq!(of(&sample, "restricted_reviewed").len(), 1);
    sample.says(&format!("{line}yes"));
    assert!(of(&sample, "restricted_reviewed").is_empty());
    puts(&mut sample, &id, "text", json!("another address"));
    assert_eq!(of(&sample, "restricted_reviewed").len(), 1);
    sample.says(&format!("{line}yes"));
    sample.says("SW: and a name #restricted");
    assert!(words(&sample, "restricted_reviewed")[0].starts_with("2 records"));
}

#[test]
fn practice_3_14_confidentiality_is_said_and_asked_for_once() {
    // The agenda asks for all its statements, so the one about it is among them.
    let sample = Sample::family();
    assert!(of(&sample, "confidentiality").is_empty());
    assert!(
        of(&sample, "statements_read")
            .iter()
            .any(|found| found.whereto == FixTarget::Statement("confidentiality".into()))
    );
    let mut agenda = built_in("restorative-icpc").unwrap();
    agenda.close_checks = vec![CloseCheck::Known {
        check: "confidentiality".into(),
    }];
    let mut sample = Sample::with(agenda);
    assert_eq!(
        of(&sample, "confidentiality")[0].whereto,
        FixTarget::Statement("confidentiality".into())
    );
    sample.says("/statement confidentiality");
    assert!(of(&sample, "confidentiality").is_empty());
    let mut bare = Sample::with(Agenda {
        close_checks: vec![CloseCheck::Known {
            check: "confidentiality".into(),
        }],
        ..Agenda::default()
    });
    assert_eq!(of(&bare, "confidentiality").len(), 1);
    bare.says(": the Chair says that everything here is confidential");
    assert!(of(&bare, "confidentiality").is_empty());
}

#[test]
fn every_line_that_a_finding_begins_can_be_read_and_no_finding_has_a_word_of_a_record() {
    let mut sample = Sample::family();
    here(&mut sample, &["p1", "p2", "p3", "p4"]);
    for line in [
        "/view Ella; by: letter; wants: CANARY",
        "/offer CANARY; accepted: yes",
        "/action monitor CANARY",
        "/report CANARY",
        "/dissent CANARY; from: CANARY",
        "/decision Ella; is: child protection plan starts; family: CANARY",
        "SW: CANARY #new #restricted",
        "/checkin CANARY",
    ] {
        sample.says(line);
    }
    let found = checks(&sample.meeting, sample.now());
    assert!(found.len() > 20, "{}", found.len());
    for one in found {
        assert!(!one.missing.contains("CANARY"), "{}", one.missing);
        if let FixTarget::Form { kind, line } = &one.whereto {
            let (read, body) = sample.reads(line);
            assert_eq!(read, *kind, "{line}");
            assert!(body.to_confirm.is_empty(), "{line}");
        }
    }
}
