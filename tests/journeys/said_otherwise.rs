//! What people type for things that have another name, or none, in the program: read where it is certain, otherwise asked
//! about, never turned into something else.

use super::driver::Driver;
use chrono::NaiveDate;
use talking_piece::app::commands::COMMANDS;
use talking_piece::app::editing::recorded::questions_of;
use talking_piece::app::protocol::status::Outcome;
use talking_piece::domain::record::kinds::{
    action, childs_view, contribution, date, decision, report, telling_due,
};
use talking_piece::domain::record::{ReadAnswers, Record};

fn recorded(line: &str) -> (Driver, Record) {
    let mut d = Driver::in_conference();
    let outcome = d.enter(line);
    let Outcome::Recorded(id) = outcome else {
        panic!("{line}: {outcome:?} {}", d.status());
    };
    let record = d.editor().meeting.record(&id).unwrap().clone();
    (d, record)
}

#[test]
fn whoever_leads_the_meeting_decided() {
    for who in ["CH", "Chair", "the Chair", "chair decided"] {
        let line = format!("/decision Ella; is: child in need plan; decided by: {who}");
        let (_, record) = recorded(&line);
        assert_eq!(record.text(&decision::DECIDED_BY), "chair", "{who}");
    }
    for who in ["KS", "Chari", "SW"] {
        let line = format!("/decision Ella; is: child in need plan; decided by: {who}");
        let (_, record) = recorded(&line);
        assert_eq!(record.unread(&decision::DECIDED_BY), Some(who));
    }
}

#[test]
fn a_date_is_read_with_what_it_is_for_in_front() {
    for line in [
        "/date Review: 12 Feb 2027",
        "/date Review: on 12 Feb 2027",
        "/date Review; on: 12 Feb 2027",
    ] {
        let (_, record) = recorded(line);
        assert_eq!(record.text(&date::WHAT), "Review", "{line}");
        let day = NaiveDate::from_ymd_opt(2027, 2, 12);
        assert_eq!(record.day(&date::ON), day, "{line}");
        assert!(record.body().to_confirm.is_empty(), "{line}");
    }
}

/// The last meeting's decision was told on a day gone by; this one's is told on one to come.
#[test]
fn a_day_on_which_a_child_was_or_will_be_told_is_asked_about() {
    for on in ["Monday", "Mon", "on Friday", "Tuesday"] {
        let (d, record) = recorded(&format!("/told Ella; by: SW; on: {on}"));
        assert!(record.get(&telling_due::TOLD_ON).is_none(), "{on}");
        let why = questions_of(&d.app, &record).join(", ");
        assert!(why.contains("to come?"), "{why}");
    }
    for line in [
        "/told Ella; told: yes; on: Monday",
        "/told Ella; on: last Monday",
        "/told Ella; on: yesterday",
    ] {
        let (_, record) = recorded(line);
        assert!(record.get(&telling_due::TOLD_ON).is_some(), "{line}");
    }
}

#[test]
fn an_action_says_from_when_until_when_and_how_it_is_seen() {
    let (_, record) = recorded(
        "/action SW visits; who: SW; from: 1 Dec 2026; until: 12 Dec 2026; we will know: three visits done",
    );
    assert!(record.body().to_confirm.is_empty(), "{:?}", record.body());
    assert_eq!(record.text(&action::STARTS), "2026-12-01");
    assert_eq!(record.text(&action::BY_WHEN), "2026-12-12");
    assert_eq!(record.text(&action::MEASURE), "three visits done");
    let (_, wrong) = recorded("/action SW visits; from: 12 Dec 2026; until: 1 Dec 2026");
    assert_eq!(wrong.unread(&action::BY_WHEN), Some("1 Dec 2026"));
}

#[test]
fn a_report_is_the_agency_s_that_is_meant_or_asked_about() {
    let (_, record) = recorded("/report by HV, late");
    assert_eq!(record.unread(&report::AGENCY), Some("by HV, late"));
    let (_, record) = recorded("/report a charity nobody here is from");
    let agency = "a charity nobody here is from";
    assert_eq!(record.text(&report::AGENCY), agency);
    let (_, record) = recorded("/view Ella; by: letter; read: SW; words: \"hi\"");
    assert!(record.body().to_confirm.is_empty());
    assert!(record.get(&childs_view::READ_BY).is_some());
}

#[test]
fn question_marks_say_that_nobody_caught_who_spoke() {
    let mut d = Driver::in_conference();
    d.enter("KS: we start");
    for marks in ["?", "??", "???"] {
        d.enter(&format!("{marks}: she sleeps at her aunt's on Fridays"));
        let last = d.last();
        assert_eq!(last.text(&contribution::SPEAKER), "", "{marks}");
        let words = last.text(&contribution::TEXT);
        assert_eq!(words, "she sleeps at her aunt's on Fridays");
        assert!(last.unread(&contribution::SPEAKER).is_some(), "{marks}");
    }
}

#[test]
fn a_command_that_is_not_there_leads_to_the_one_that_is() {
    for (typed, near) in [
        ("core-group", "/core"),
        ("agencyview", "/agency"),
        ("arive", "/arrive"),
        ("decison", "/decision"),
    ] {
        let mut d = Driver::in_conference();
        d.enter(&format!("/{typed} something"));
        let told = d.status().to_owned();
        assert!(
            told.contains(&format!("Did you mean {near}?")),
            "{typed}: {told}"
        );
    }
}

#[test]
fn why_somebody_left_is_noted() {
    for (line, why) in [
        ("/leave KS: had to go", "had to go"),
        ("/leave KS because she was upset", "she was upset"),
        ("/leave KS had to fetch the baby", "had to fetch the baby"),
        ("/leave KS; why: another meeting", "another meeting"),
        ("/leave KS, another meeting", "another meeting"),
    ] {
        let mut d = Driver::in_conference();
        d.enter("/arrive KS");
        d.enter(line);
        let note = d.last();
        assert_eq!(note.text(&contribution::TEXT), format!("Kelly left: {why}"));
        assert_eq!(note.text(&contribution::SPEAKER), "minute_taker");
        assert!(d.status().contains("Kelly gone"), "{line}: {}", d.status());
    }
    let mut d = Driver::in_conference();
    d.enter("/arrive Fay Bellwether, grandmother");
    assert!(
        d.status().contains("/person Fay Bellwether; role: …"),
        "{}",
        d.status()
    );
}

#[test]
fn what_many_can_mean_is_asked_about_with_their_names() {
    let mut d = Driver::in_conference();
    d.enter("the family: we want the same");
    let (id, kind) = (d.last().id.clone(), d.last().kind.clone());
    assert_eq!(kind, contribution::KIND.id);
    let record = d.editor().meeting.record(&id).unwrap();
    let why = questions_of(&d.app, record).join(", ");
    assert!(why.contains("can be KS"), "{why}");
}

fn meaning(d: &Driver, line: &str) -> String {
    let mut d = d.clone();
    d.press(line);
    let editor = d.editor();
    editor.meaning(&editor.read_line(d.now))
}

#[test]
fn private_time_ends_a_break_and_says_before_enter_that_nothing_is_recorded() {
    let mut d = Driver::in_conference();
    d.enter("/break tea");
    d.enter("/private");
    assert!(d.editor().meeting.break_on().is_none());
    assert!(d.editor().meeting.private_time_on().is_some());
    for line in ["KS: we want more people", "/action ring; who: KS"] {
        let told = meaning(&d, line);
        assert!(told.starts_with("Private time"), "{told}");
    }
    d.enter("/undo");
    assert!(d.editor().meeting.private_time_on().is_none());
    assert!(d.editor().meeting.break_on().is_some());
}

#[test]
fn a_note_of_one_s_own_is_pointed_out_right_behind_whose_words_it_becomes() {
    let mut d = Driver::in_conference();
    d.enter("KS: we start");
    for line in [
        "Note: the letter was in Polish",
        "NB: no visits",
        "Observation: quiet",
    ] {
        let told = meaning(&d, line);
        let second = told.split(" \u{b7} ").nth(1).unwrap_or_default();
        assert!(second.starts_with("A note of your own?"), "{line}: {told}");
    }
    for line in ["The notes: all here", "He noted: no"] {
        let told = meaning(&d, line);
        assert!(!told.contains("note of your own"), "{line}: {told}");
    }
}

#[test]
fn after_words_of_nobody_known_it_does_not_say_that_nobody_has_spoken() {
    let mut d = Driver::in_conference();
    assert!(meaning(&d, "is crying").starts_with("Nobody has spoken yet"));
    d.enter("KS: we start");
    d.enter("?: she sleeps at her aunt's");
    let told = meaning(&d, "and at her gran's");
    assert!(told.starts_with("Nobody knows who spoke last"), "{told}");
}

/// Whoever reads what a line changes may name its first answer as well.
#[test]
fn the_first_answer_of_a_record_is_changed_by_its_label() {
    let (mut d, record) = recorded("/action ring the school; who: SW");
    d.enter("/edit action: ring the nursery");
    let now = d.editor().meeting.record(&record.id).unwrap();
    assert_eq!(
        now.text(&action::ACTION),
        "ring the nursery",
        "{}",
        d.status()
    );
    assert_eq!(now.text(&action::WHO), record.text(&action::WHO));
}

/// Nothing was chosen: which entry is it?
#[test]
fn strike_names_the_entry_before_enter() {
    let mut d = Driver::in_conference();
    d.enter("KS: we start");
    d.enter("SW: the school run works");
    d.press("/strike the Chair ruled so");
    let means = COMMANDS
        .all()
        .find(|row| row.command == "strike")
        .and_then(|row| (row.means)(&d.app, "the Chair ruled so"));
    let told = means.unwrap();
    assert!(told.starts_with("strikes out "), "{told}");
    assert!(told.contains("the school run works"), "{told}");
}

/// The reason stands in the list of `take`, which others may read.
#[test]
fn a_restricted_person_is_not_named_among_those_who_can_be_meant() {
    for typed in ["the family", "aunt", "Zoe"] {
        let mut d = Driver::in_conference();
        d.app.one_line_at_a_time = true;
        d.enter("/person ZC Zoe Canary; role: aunt #restricted");
        d.enter("/person ZD Zoe Openly; role: aunt");
        d.enter(&format!("{typed}: we want the same"));
        let record = d.last().clone();
        let why = questions_of(&d.app, &record).join(", ");
        assert!(why.contains("ZD Zoe"), "{typed}: {why}");
        assert!(why.contains("somebody else"), "{typed}: {why}");
        assert!(!why.contains("ZC") && !why.contains("Canary"), "{why}");
    }
}
