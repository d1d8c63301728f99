//! What is recorded in a section is not for somebody, as its agenda says or as somebody said during the meeting: from then
//! on, in every way of recording, unless a line says otherwise.

use super::driver::Driver;
use super::excluding::open;
use super::not_for_somebody::{audience, not};
use talking_piece::app::protocol::status::Outcome;
use talking_piece::domain::line;
use talking_piece::domain::record::Audience;

const HERE: &str = "/not DS here; by: CH; why: he looks for her⏎";

/// Each holds CANARY, and is recorded as what it is.
const LINES: [&str; 7] = [
    "SW: CANARY she stays with her sister",
    "SW: ! CANARY she stays with her sister @ella #new",
    "/action CANARY she stays with her sister; who: KS",
    "/whatif CANARY he comes; then: ring",
    "/offer CANARY a place in the house; by: KS",
    "/date CANARY visit; on: 4 Dec; place: Elm Room",
    "/dissent Kelly; by: KS; child: Ella; from: the plan; reasons: CANARY",
];

fn meaning(d: &Driver, typed: &str) -> String {
    let meeting = &d.editor().meeting;
    let read = line::read(typed, meeting, d.now.date_naive());
    line::explain(&read, typed, meeting)
}

#[test]
fn everything_that_is_recorded_there_from_now_on_is_not_for_them() {
    let mut d = Driver::in_conference();
    d.press("SW: BEFORE they live here⏎");
    d.press(HERE);
    assert!(d.status().contains("From now on"), "{}", d.status());
    for line in LINES {
        assert!(meaning(&d, line).contains("not for Dan"), "{line}");
        d.press(&format!("{line}⏎"));
        assert_eq!(audience(&d, "CANARY"), not(&d, &["DS"]), "{line}");
        assert!(!open(&d.editor().meeting).contains("CANARY"), "{line}");
        d.press("/undo⏎");
    }
    assert_eq!(audience(&d, "BEFORE"), Audience::Everyone);
    d.press("/undo⏎SW: AFTER they rang⏎");
    assert_eq!(audience(&d, "AFTER"), Audience::Everyone);
}

#[test]
fn a_mark_opens_one_line_and_another_keeps_it_from_somebody_else_too() {
    let mut d = Driver::in_conference();
    d.press(HERE);
    d.press("SW: he has a right to know ONE #open⏎SW: TWO #not KS⏎SW: THREE #restricted⏎");
    d.press("/action FOUR; who: KS #open⏎");
    assert_eq!(audience(&d, "ONE"), Audience::Everyone);
    assert_eq!(audience(&d, "TWO"), not(&d, &["DS", "KS"]));
    assert_eq!(audience(&d, "THREE"), Audience::FullRecord);
    assert_eq!(audience(&d, "FOUR"), Audience::Everyone);
    let meeting = &d.editor().meeting;
    let two = meeting.all_records().iter().find(|record| {
        let mut texts = record.values.values().filter_map(|value| value.as_str());
        texts.any(|text| text == "TWO")
    });
    // Nobody has said yet who keeps it from Kelly.
    assert_eq!(two.unwrap().own_not_for().unwrap().by, "");
}

#[test]
fn who_decided_it_is_said_of_each_but_not_of_a_decision_nor_of_their_own_words() {
    let mut d = Driver::in_conference();
    d.press(HERE);
    for (line, is_said) in [
        ("SW: CANARY she stays with her sister", true),
        ("DS: CANARY I want to see them", false),
        ("/decision Ella; is: no plan; reasons: CANARY", false),
    ] {
        d.press(&format!("{line}⏎"));
        let says = d.last().own_not_for().unwrap();
        assert_eq!(!says.by.is_empty(), is_said, "{line}");
        assert_eq!(says.why.is_empty(), !is_said, "{line}");
    }
}

#[test]
fn whoever_comes_and_the_meeting_itself_stay_as_they_are() {
    let mut d = Driver::in_conference();
    d.press(HERE);
    for line in [
        "/person GQ Greta Quillfeather; role: aunt",
        "/child Alder Sparrowhat; born: 2 May 2020",
        "/meeting 77-Q; venue: Elm Room",
    ] {
        d.press(&format!("{line}⏎"));
        assert!(!d.last().visibility.is_kept_back(), "{line}");
    }
}

#[test]
fn it_holds_for_its_section_alone_and_until_somebody_ends_it() {
    let mut d = Driver::in_conference();
    d.press(HERE);
    d.press("/section 5⏎SW: ELSEWHERE one⏎");
    assert_eq!(audience(&d, "ELSEWHERE"), Audience::Everyone);
    d.press("/section 1⏎SW: BACK two⏎");
    d.press("/not nobody here⏎SW: ENDED three⏎");
    d.press("/not all here⏎SW: CLOSED four⏎/action CLOSEDTOO; who: KS⏎");
    d.kill_and_resume();
    d.press("SW: STILL five⏎");
    assert_eq!(audience(&d, "ENDED"), Audience::Everyone);
    for closed in ["CLOSED four", "CLOSEDTOO", "STILL"] {
        assert_eq!(audience(&d, closed), Audience::FullRecord, "{closed}");
    }
}

#[test]
fn a_name_that_is_not_certain_changes_nothing() {
    let mut d = Driver::in_conference();
    for line in [
        "/not XX here",
        "/not DS, XX here",
        "/not here",
        "/not DS here; buy: CH",
    ] {
        assert!(matches!(d.enter(line), Outcome::Refused(_)), "{line}");
        d.press("⎋SW: CANARY one⏎");
        assert_eq!(audience(&d, "CANARY"), Audience::Everyone, "{line}");
        d.press("/undo⏎");
    }
}
