//! Six forms as they are filled in elsewhere, written anew for made-up families: each answer has a home, whether the lines
//! are taken from a file or typed letter by letter.

use super::program::Program;
use crate::journeys::driver::Driver;
use std::collections::BTreeSet;
use talking_piece::app::protocol::message::{Key, Message};
use talking_piece::app::protocol::status::Outcome;
use talking_piece::domain::record::kind;
use talking_piece::domain::rules::checks::{TO_CONFIRM, checks};

/// Each form, the agenda it is typed in, its lines, and some of what it asks that had no home before.
pub const FORMS: &[(&str, &str, &str, &[&str])] = &[
    (
        "a social worker's report",
        "restorative-icpc",
        include_str!("../fixtures/forms/social-workers-report.lines"),
        &[
            "details.first_referral",
            "details.earlier_plans",
            "child.current_address",
            "child.surgery",
            "child.ethnicity",
            "child.disability",
            "child.immigration",
            "child.visits",
            "child.advocate_offered",
            "child.advocate_taken_up",
            "person.born",
            "person.address",
            "person.current_address",
            "person.lives_with",
            "person.ethnicity",
            "person.disability",
            "person.immigration",
            "person.advocate",
            "person.why_not",
            "relative.relation",
            "relative.born",
            "relative.school",
            "report.seen_by",
            "report.shared_later",
            "report.seen_later_by",
            "report.child_saw",
            "visit.seen",
            "visit.alone",
            "visit.where",
            "visit.announced",
            "legal_advice.asked",
            "legal_advice.advice",
        ],
    ),
    (
        "the record of a conference",
        "restorative-rcpc",
        include_str!("../fixtures/forms/conference-record.lines"),
        &[
            "details.review_number",
            "child.kept_out_by",
            "child.kept_out_why",
            "child.why_not",
            "person.why_not",
            "event.on",
            "event.done",
            "danger_statement.could_happen",
            "safety_goal.answers",
            "action.led_by",
            "action.how_often",
            "action.checked_by",
            "agreement.how",
            "agreement.words",
        ],
    ),
    (
        "a record with a chronology",
        "restorative-icpc",
        include_str!("../fixtures/forms/second-record.lines"),
        &[
            "event.on",
            "event.told_by",
            "relative.relation",
            "visit.alone",
            "action.checked_by",
        ],
    ),
    (
        "a map of danger and safety",
        "signs-of-safety-cpc",
        include_str!("../fixtures/forms/danger-and-safety-map.lines"),
        &[
            "danger_statement.who",
            "danger_statement.could_happen",
            "safety_goal.whose",
            "safety_goal.how_long",
            "safety_goal.answers",
            "agreement.who",
        ],
    ),
    (
        "a child's pack",
        "restorative-icpc",
        include_str!("../fixtures/forms/childs-pack.lines"),
        &[
            "childs_view.who_matters",
            "childs_view.should_come",
            "childs_view.how_to_help",
            "childs_view.liked_for",
            "childs_view.face",
            "child.advocate",
        ],
    ),
    (
        "the agenda of a core group",
        "core-group",
        include_str!("../fixtures/forms/core-group.lines"),
        &[
            "visit.seen",
            "visit.note",
            "child.visits",
            "action.led_by",
            "safety_goal.goal",
        ],
    ),
];

/// Letter by letter, as a hand would.
fn typed(agenda: &str, lines: &str) -> Driver {
    let mut d = Driver::with_agenda(agenda);
    for line in lines.lines() {
        for letter in line.chars() {
            d.send(Message::Key(Key::Char(letter)));
        }
        d.press("⏎");
        assert!(
            !matches!(d.app.outcome, Outcome::Refused(_)),
            "{line}: {}",
            d.status()
        );
        assert_eq!(d.line(), "", "{line}: {}", d.status());
    }
    d
}

/// `child.born` for every answer there is.
fn answered(d: &Driver) -> BTreeSet<String> {
    let records = d.editor().meeting.all_records().iter();
    let answers = records.flat_map(|record| {
        let names = record.values.keys();
        names.map(|name| format!("{}.{name}", record.kind))
    });
    answers.collect()
}

#[test]
fn each_form_has_a_home_for_what_it_asks_letter_by_letter() {
    for (form, agenda, lines, asked) in FORMS {
        let d = typed(agenda, lines);
        for record in d.editor().meeting.all_records() {
            assert!(record.to_confirm.is_empty(), "{form}: {record:#?}");
        }
        let unsure = checks(&d.editor().meeting, d.now);
        assert!(
            unsure.iter().all(|missing| missing.check != TO_CONFIRM),
            "{form}"
        );
        let found = answered(&d);
        for answer in *asked {
            let (of, name) = answer.split_once('.').unwrap();
            assert!(
                kind(of).and_then(|kind| kind.field(name)).is_some(),
                "{answer}"
            );
            assert!(found.contains(*answer), "{form}: {answer} was not typed");
        }
    }
}

#[test]
fn each_form_is_taken_from_a_file_with_nothing_to_be_confirmed() {
    for (form, agenda, lines, _) in FORMS {
        let program = Program::new();
        let id = program.meeting_on(agenda, lines);
        let minutes = program.json(&id);
        assert!(
            !minutes.to_string().contains("\"to_confirm\""),
            "{form}: {minutes}"
        );
        super::schema::assert_valid_meeting(&program, &id);
    }
}

#[test]
fn what_is_kept_back_of_a_form_is_in_no_copy() {
    let (_, agenda, lines, _) = FORMS[0];
    let program = Program::new();
    let id = program.meeting_on(agenda, lines);
    let open = program.json(&id).to_string();
    assert!(
        !open.contains("legal"),
        "minutes.json tells that there was legal advice"
    );
    let page = program.run(&["read", &id]).out;
    assert!(page.contains("Isla Thornback"), "{page}");
    for words in [
        "Driftwood",
        "Shingle",
        "Limpet",
        "Tidewater",
        "White British",
        "hearing test",
        "prefers not",
        "1992",
        "1990",
        "Anchor Hostel",
        "Harbour Loft",
        "2012-09-09",
        "Dogfish",
        "go to court",
        "lawyer",
    ] {
        assert!(!open.contains(words), "minutes.json has {words}");
        assert!(!page.contains(words), "the page has {words}");
    }
    let kept = std::fs::read_to_string(program.folder_of(&id).join("restricted.json")).unwrap();
    for words in [
        "Anchor Hostel",
        "prefers not to say",
        "White British",
        "go to court",
    ] {
        assert!(kept.contains(words), "{words} is lost");
    }
}
