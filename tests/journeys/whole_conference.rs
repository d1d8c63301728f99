//! A whole conference, line by line: every line is taken, and the record says what was typed.
//! The same lines go through the real terminal and through `take --lines` elsewhere.

use super::driver::Driver;
use super::practice::typed_in;
use talking_piece::app::protocol::message::{Key, Message};
use talking_piece::app::protocol::status::Outcome;
use talking_piece::domain::meeting::{Meeting, Phase, SectionState};
use talking_piece::domain::record::Record;
use talking_piece::domain::record::kinds::{
    action, agency_view, child, childs_view, contribution, date, decision, details, person,
    statement, what_if,
};
use talking_piece::domain::visibility::Visibility;

const LINES: &str = include_str!("../fixtures/whole-conference.lines");
const PRACTICE: &str = include_str!("../../src/command_line/practice.lines");

fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter(|line| !line.trim().is_empty())
}

fn taken(text: &str) -> Driver {
    let mut driver = Driver::with_agenda("restorative-icpc");
    driver.app.one_line_at_a_time = true;
    for line in lines(text) {
        let outcome = driver.enter(line);
        assert!(
            !matches!(outcome, Outcome::Refused(_) | Outcome::Nothing),
            "{line}\n{outcome:?}\n{}",
            driver.status()
        );
    }
    driver
}

fn typed(text: &str) -> Driver {
    let mut driver = Driver::with_agenda("restorative-icpc");
    for line in lines(text) {
        for letter in line.chars() {
            driver.send(Message::Key(Key::Char(letter)));
        }
        driver.send(Message::Key(Key::Enter));
        assert_eq!(driver.line(), "", "{line}\n{}", driver.status());
    }
    driver
}

fn said<'a>(meeting: &'a Meeting, words: &str) -> &'a Record {
    let mut found = meeting
        .all_records()
        .iter()
        .filter(|record| record.text(&contribution::TEXT).contains(words));
    let first = found
        .next()
        .unwrap_or_else(|| panic!("nobody said {words}"));
    assert!(found.next().is_none(), "{words} was said twice");
    first
}

#[test]
fn every_line_of_the_conference_is_taken() {
    let driver = taken(LINES);
    let meeting = &driver.editor().meeting;
    assert_eq!(meeting.phase(), Phase::Closed);
    let counts = [
        (&details::KIND, 1),
        (&child::KIND, 3),
        (&person::KIND, 12),
        (&childs_view::KIND, 5),
        (&statement::KIND, 4),
        (&action::KIND, 6),
        (&what_if::KIND, 3),
        (&agency_view::KIND, 9),
        (&decision::KIND, 3),
        (&date::KIND, 3),
    ];
    for (kind, count) in counts {
        assert_eq!(driver.count(kind), count, "{}", kind.id);
    }
    assert!(
        driver.count(&contribution::KIND) >= 120,
        "{}",
        driver.count(&contribution::KIND)
    );
    let to_confirm: Vec<&Record> = meeting
        .all_records()
        .iter()
        .filter(|record| !record.to_confirm.is_empty())
        .collect();
    assert!(to_confirm.is_empty(), "{to_confirm:?}");
    assert!(driver.editor().asides.is_empty());
}

#[test]
fn the_words_are_those_that_were_typed() {
    let driver = taken(LINES);
    let meeting = &driver.editor().meeting;
    let bq = said(meeting, "through the wall");
    assert_eq!(
        bq.text(&contribution::TEXT),
        "I hear them through the wall and I pray"
    );
    assert!(bq.is(&contribution::EXACT));
    assert_eq!(meeting.code(bq.text(&contribution::SPEAKER)), "BQ");
    let lamp = said(meeting, "the lamp from the old house");
    assert_eq!(meeting.code(lamp.text(&contribution::SPEAKER)), "ST");
    assert_eq!(
        meeting.called(lamp.text(&contribution::ON_BEHALF_OF)),
        "Ella"
    );
    let goes_on = said(meeting, "on our list for repair");
    assert_eq!(meeting.code(goes_on.text(&contribution::SPEAKER)), "HO");
    assert_eq!(said(meeting, "bail condition").former.len(), 1);
    assert_eq!(
        said(meeting, "God keep the children").text(&contribution::TEXT),
        "God keep the children and all of you"
    );
    assert!(said(meeting, "and this one comes back").struck.is_none());
    assert!(
        !meeting
            .all_records()
            .iter()
            .any(|it| it.text(&contribution::TEXT).contains("slip of the pen"))
    );
    let ella = meeting.records(&childs_view::KIND).next().unwrap();
    assert_eq!(
        ella.text(&childs_view::WORDS),
        "I want it quiet at night. I want Dad to come on Sundays and not shout."
    );
    assert_eq!(meeting.breaks().len(), 1);
    assert_eq!(meeting.private_times().len(), 1);
    assert_eq!(meeting.section_state("better"), SectionState::Skipped);
    assert_eq!(
        meeting
            .stays()
            .iter()
            .filter(|stay| stay.left.is_some())
            .count(),
        3
    );
}

#[test]
fn every_canary_sits_in_something_restricted() {
    let driver = taken(LINES);
    let meeting = &driver.editor().meeting;
    for number in 1..=20 {
        let canary = format!("CANARY{number:02}");
        let mut seen = 0;
        for record in meeting.all_records() {
            let open_fields: Vec<&String> = record
                .values
                .iter()
                .filter(|(name, _)| !record.kind().unwrap().field(name).unwrap().restricted)
                .map(|(name, _)| name)
                .collect();
            for (name, value) in &record.values {
                if value.to_string().contains(&canary) {
                    seen += 1;
                    let is_safe =
                        record.visibility == Visibility::Restricted || !open_fields.contains(&name);
                    assert!(is_safe, "{canary} stands open in {}", record.id);
                }
            }
            seen += record
                .former
                .iter()
                .filter(|former| format!("{:?}", former.values).contains(&canary))
                .count();
        }
        assert!(seen > 0, "{canary} was never typed");
    }
}

#[test]
fn a_new_wording_alone_opens_nothing() {
    let driver = taken(LINES);
    let meeting = &driver.editor().meeting;
    let kept = said(meeting, "the cousin goes to another school");
    assert_eq!(kept.visibility, Visibility::Restricted);
    let opened = said(meeting, "somebody was seen in the street");
    assert_eq!(opened.visibility, Visibility::Everyone);
    assert_eq!(opened.former[0].visibility, Visibility::Restricted);
}

/// Typed by hand or taken as lines: the same record, except for the times.
#[test]
fn typing_and_taking_give_the_same_record() {
    let (typed, taken) = (typed(LINES), taken(LINES));
    let bodies = |driver: &Driver| {
        let records = driver.editor().meeting.all_records().to_vec();
        records
            .into_iter()
            .map(|record| {
                let body = record.body();
                (
                    record.id,
                    record.section,
                    body,
                    record.struck.map(|it| it.reason),
                    record.former.len(),
                )
            })
            .collect::<Vec<_>>()
    };
    assert_eq!(bodies(&typed), bodies(&taken));
}

#[test]
fn the_practice_meeting_is_prepared_without_a_question() {
    let driver = taken(&typed_in(2026, [PRACTICE, ""]).join("\n"));
    let meeting = &driver.editor().meeting;
    assert_eq!(meeting.phase(), Phase::Preparing);
    assert_eq!(driver.count(&child::KIND), 3);
    assert_eq!(driver.count(&person::KIND), 13);
    assert_eq!(meeting.catch_up().count(), 0);
    let agencies = meeting.records(&person::KIND).filter(|person| {
        !person.text(&person::AGENCY).is_empty() && person.text(&person::ROLE) != "Chair"
    });
    assert_eq!(agencies.count(), 7);
    assert_eq!(meeting.reference(), "P-2214");
    let here: Vec<String> = meeting.round().into_iter().map(|turn| turn.code).collect();
    assert!(!here.contains(&"GP".to_owned()), "{here:?}");
}
