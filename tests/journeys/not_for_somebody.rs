//! What is not for somebody: marked in the line, on an entry, on any record; closed to everybody where the name is not
//! certain; and in nobody's open minutes.

use super::driver::Driver;
use super::excluding::open;
use talking_piece::domain::line;
use talking_piece::domain::record::kinds::contribution;
use talking_piece::domain::record::{Audience, WHO_MAY_READ};

pub(super) fn audience(d: &Driver, words: &str) -> Audience {
    let meeting = &d.editor().meeting;
    let mut all = meeting.all_records().iter();
    let record = all
        .find(|record| {
            let mut texts = record.values.values().filter_map(|value| value.as_str());
            texts.any(|text| text.contains(words))
        })
        .unwrap_or_else(|| panic!("nothing holds {words}"));
    record.audience(&meeting.said_without(record))
}

pub(super) fn not(d: &Driver, codes: &[&str]) -> Audience {
    let meeting = &d.editor().meeting;
    let ids = codes.iter().map(|code| {
        let mut seats = meeting.voices();
        let seat = seats.find(|seat| seat.code == *code);
        seat.unwrap_or_else(|| panic!("nobody is {code}"))
            .id
            .to_owned()
    });
    Audience::Not(ids.collect())
}

#[test]
fn in_the_line_it_is_for_all_others_and_in_no_open_minutes() {
    let mut d = Driver::in_conference();
    for line in [
        "SW: CANARY she stays with her sister #not DS",
        "SW: #not DS CANARY she stays with her sister",
        "#not DS SW: CANARY she stays with her sister",
        "SW: ! CANARY she stays with her sister @ella #not Dan Sparrowhat #new",
        "SW: CANARY she stays with her sister (#not DS)",
        "SW: CANARY she stays with her sister ##not DS",
        "/action CANARY she stays with her sister; who: KS #not DS",
        "/whatif CANARY she stays with her sister; then: ring #not the father",
    ] {
        d.press(&format!("{line}⏎"));
        assert_eq!(audience(&d, "CANARY"), not(&d, &["DS"]), "{line}");
        assert!(!open(&d.editor().meeting).contains("CANARY"), "{line}");
        d.press("/undo⏎");
    }
}

#[test]
fn whom_it_is_not_for_is_said_before_enter() {
    let d = Driver::in_conference();
    for (line, said) in [
        ("SW: she stays with her sister #not DS", "not for Dan"),
        ("/action paint; who: KS #not DS", "not for Dan"),
        ("SW: she stays with her sister #not XX", "restricted"),
    ] {
        let meeting = &d.editor().meeting;
        let read = line::read(line, meeting, d.now.date_naive());
        let words = line::explain(&read, line, meeting);
        assert!(words.contains(said), "{line}: {words}");
    }
}

#[test]
fn beside_the_entry_stands_whom_it_is_not_for() {
    let mut d = Driver::in_conference();
    d.press("SW: one #not DS⏎SW: two #restricted⏎");
    let meeting = &d.editor().meeting;
    let words: Vec<String> = meeting
        .all_records()
        .iter()
        .filter(|record| !record.is_open())
        .map(|record| meeting.kept_back_words(record))
        .collect();
    assert_eq!(words, ["(not for Dan)", "(restricted)"]);
}

#[test]
fn a_name_that_is_not_certain_keeps_it_from_everybody() {
    let mut d = Driver::in_conference();
    for line in [
        "SW: CANARY she stays there #not XX",
        "SW: CANARY she stays there #not",
        "SW: CANARY she stays there #not DS, XX",
        "SW: CANARY she stays there #notfor DS",
        "SW: CANARY she stays there # not XX",
        "SW: CANARY she stays there # not DS",
        "SW: CANARY she stays there #nto DS",
        "SW: CANARY she stays there #no DS",
        "SW: CANARY she stays there #notDS",
        "SW: CANARY she stays there #only KS",
        "SW: CANARY she stays there [not for DS]",
        "SW: CANARY she stays there (not for DS)",
        "SW: CANARY she stays there, not DS",
        "SW: CANARY she stays there; don't tell DS",
        "SW: CANARY #not DS KS rang her",
        "SW: CANARY #not DS or KS",
        "SW: CANARY #not Dan Smith rang her",
        "SW: CANARY #not ds she rang",
        "/action CANARY she stays there; who: KS; not: DS",
        "/action CANARY she stays there; who: KS; not for: DS",
        "/action CANARY she stays there; who: KS; who may read it: all but DS",
        "/action CANARY she stays there; who: KS #not XX",
    ] {
        d.press(&format!("{line}⏎"));
        assert_eq!(audience(&d, "CANARY"), Audience::FullRecord, "{line}");
        assert!(!open(&d.editor().meeting).contains("CANARY"), "{line}");
        d.press("/undo⏎");
    }
}

#[test]
fn what_is_not_for_two_is_for_neither() {
    let mut d = Driver::in_conference();
    for line in [
        "SW: CANARY she stays there #not DS,KS",
        "SW: CANARY she stays there #not DS and KS",
        "SW: CANARY she stays there #not DS KS",
        "SW: CANARY she stays there #not DS #not KS",
    ] {
        d.press(&format!("{line}⏎"));
        assert_eq!(audience(&d, "CANARY"), not(&d, &["DS", "KS"]), "{line}");
        d.press("/undo⏎");
    }
}

#[test]
fn afterwards_it_is_said_by_command_who_and_why() {
    let mut d = Driver::in_conference();
    d.press("SW: CANARY she stays there⏎");
    assert_eq!(audience(&d, "CANARY"), Audience::Everyone);
    d.press("/not DS; by: CH; why: he looks for her⏎");
    assert_eq!(audience(&d, "CANARY"), not(&d, &["DS"]));
    let record = d.editor().meeting.all_records().last().unwrap();
    let says = record.own_not_for().unwrap();
    assert_eq!(says.why, "he looks for her");
    assert_eq!(d.editor().meeting.code(&says.by), "CH");
    // One more, and the first stays.
    d.press("/mark not KS⏎");
    assert_eq!(audience(&d, "CANARY"), not(&d, &["DS", "KS"]));
    d.press("/mark open⏎");
    assert_eq!(audience(&d, "CANARY"), Audience::Everyone);
    d.press("/undo⏎/undo⏎/undo⏎");
    assert_eq!(audience(&d, "CANARY"), Audience::Everyone);
}

#[test]
fn who_and_why_can_be_said_of_everything_at_once() {
    let mut d = Driver::in_conference();
    d.press("SW: one #not DS⏎KS: two #not DS⏎SW: three⏎");
    d.press("/not all; by: CH; why: he looks for her⏎");
    let says: Vec<bool> = d
        .editor()
        .meeting
        .all_records()
        .iter()
        .filter_map(|record| record.own_not_for())
        .map(|says| says.why == "he looks for her" && !says.by.is_empty())
        .collect();
    assert_eq!(says, [true, true]);
}

#[test]
fn changing_the_words_opens_it_to_nobody() {
    let mut d = Driver::in_conference();
    d.press("SW: CANARY she stays there #not DS⏎");
    let kept = not(&d, &["DS"]);
    for command in [
        "/edit CANARY she lives there⏎",
        "/append and likes it⏎",
        "/mark worry⏎",
        "/mark done⏎",
    ] {
        d.press(command);
        assert_eq!(audience(&d, "CANARY"), kept, "{command}");
    }
    d.press("/edit⏎");
    assert!(d.line().contains("#not DS"), "{}", d.line());
    d.press("⏎");
    assert_eq!(audience(&d, "CANARY"), kept);
    // What is restricted stays so.
    d.press("/mark restricted⏎/not DS⏎/append #not KS⏎");
    assert_eq!(audience(&d, "CANARY"), Audience::FullRecord);
}

#[test]
fn a_rule_that_restricts_is_stronger() {
    let mut d = Driver::in_conference();
    d.press("/view Ella; by: letter; words: CANARY; shared: to the Chair only #not DS⏎");
    assert_eq!(audience(&d, "CANARY"), Audience::FullRecord);
}

#[test]
fn what_was_said_without_somebody_can_be_for_all_others() {
    let mut d = Driver::in_conference();
    d.press("/exclude DS; by: CH; why: he shouted⏎SW: CANARY she stays there⏎/readmit DS⏎");
    assert!(matches!(audience(&d, "CANARY"), Audience::Undecided(_)));
    d.press("/without DS not; by: CH; why: he looks for her⏎");
    assert_eq!(audience(&d, "CANARY"), not(&d, &["DS"]));
    assert!(!open(&d.editor().meeting).contains("CANARY"));
    d.press("/without DS restricted; by: CH; why: nobody is to know⏎");
    assert_eq!(audience(&d, "CANARY"), Audience::FullRecord);
}

#[test]
fn marking_it_as_not_for_whoever_was_excluded_decides_about_it() {
    let mut d = Driver::in_conference();
    d.press("/exclude DS; by: CH; why: he shouted⏎SW: CANARY she stays there⏎/readmit DS⏎");
    d.press("/not KS⏎");
    assert!(matches!(audience(&d, "CANARY"), Audience::Undecided(_)));
    d.press("/undo⏎/not DS; by: CH; why: he looks for her⏎");
    assert_eq!(audience(&d, "CANARY"), not(&d, &["DS"]));
}

#[test]
fn who_may_read_it_stays_asked_when_the_words_are_typed_again() {
    for again in [
        "/edit SW: he knows her address again⏎",
        "⎋/edit he knows her address again⏎",
    ] {
        let mut d = Driver::in_conference();
        d.press("SW: he knows her address #not RX⏎");
        assert!(d.last().to_confirm.contains_key(WHO_MAY_READ));
        d.press(again);
        let last = d.last();
        assert_eq!(last.text(&contribution::TEXT), "he knows her address again");
        assert!(last.to_confirm.contains_key(WHO_MAY_READ), "{again}");
        assert!(!last.is_open(), "{again}");
    }
    // The same where the entry was in the line, which does not show the question.
    let mut d = Driver::in_conference();
    d.press("SW: he knows her address #not RX⏎↑⏎ again⏎");
    assert!(
        d.last().to_confirm.contains_key(WHO_MAY_READ),
        "{}",
        d.last_line()
    );
    // A mark answers it.
    for mark in ["#not DS", "#restricted"] {
        let mut d = Driver::in_conference();
        d.press(&format!(
            "SW: he knows her address #not RX⏎/edit SW: he knows her address {mark}⏎"
        ));
        assert!(!d.last().to_confirm.contains_key(WHO_MAY_READ), "{mark}");
        assert!(!d.last().is_open(), "{mark}");
    }
}
