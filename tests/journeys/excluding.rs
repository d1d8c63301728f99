//! Somebody is excluded from a part, or met separately: what is recorded meanwhile carries it, through edits, undo, a
//! crash and a reopening; it is restricted until the Chair decides, and asked about by person.

use super::driver::Driver;
use talking_piece::app::protocol::status::Outcome;
use talking_piece::domain::line::Line;
use talking_piece::domain::meeting::{Meeting, Phase};
use talking_piece::domain::minutes::{open_minutes, restricted_part, restricted_text};
use talking_piece::domain::record::kinds::{contribution, exclusion};
use talking_piece::domain::room::RoomView;
use talking_piece::domain::rules::checks::{Missing, checks};

const OUT: &str = "/exclude DS; by: CH; why: PRIVATE reason⏎";

/// Everything that somebody without the full record could see.
pub(super) fn open(meeting: &Meeting) -> String {
    let minutes = open_minutes(meeting);
    format!("{}{:?}", minutes.to_text(), RoomView::of(&minutes))
}

fn full(meeting: &Meeting) -> String {
    restricted_text(&restricted_part(meeting))
}

fn found(d: &Driver, check: &str) -> Vec<Missing> {
    let mut all = checks(&d.editor().meeting, d.now);
    all.retain(|one| one.check == check);
    all
}

fn meaning(d: &Driver, line: &str) -> String {
    let mut d = d.clone();
    d.press(line);
    let editor = d.editor();
    editor.meaning(&editor.read_line(d.now))
}

fn closes(d: &mut Driver) {
    d.press("/view all; by: not asked; reason: too young⏎/close it is late⏎");
    // A line that was refused is set aside, and named once before the meeting closes.
    if d.editor().meeting.phase() != Phase::Closed {
        assert!(d.status().contains("set aside"), "{}", d.status());
        d.press("/close it is late⏎");
    }
    assert_eq!(d.editor().meeting.phase(), Phase::Closed, "{}", d.status());
}

fn clock(d: &Driver) -> String {
    d.now.format("%H:%M").to_string()
}

fn without(d: &Driver, id: &str) -> Vec<String> {
    let meeting = &d.editor().meeting;
    let people = meeting
        .said_without(meeting.record(id).unwrap())
        .into_iter();
    people.map(|id| meeting.code(id)).collect()
}

#[test]
fn what_is_said_while_somebody_is_excluded_is_in_no_open_minutes() {
    for line in [
        "KS: the CANARY is at my aunt's",
        "KS: \"CANARY\" @ella #new",
        ": CANARY went quiet",
        "all: CANARY",
        "just CANARY",
        "XQ: CANARY",
        "/action CANARY moves; who: KS; by: 12 Dec",
        "/agency Health; child: all; view: no plan; reason: CANARY",
        "/decision Ella; is: no plan; reasons: CANARY",
        "/view Ella; by: letter; words: CANARY",
        "/person Cass CANARY; role: aunt",
        "/child CANARY Jones; born: 2 May 2020",
        "/person KS; needs: CANARY",
        "/meeting venue: CANARY house",
        "/date CANARY; on: 12 Dec",
        "/yes CANARY",
        "/break CANARY",
        "/skip CANARY",
        "/dissent Housing; child: Ella; reasons: CANARY",
        "/offer Health; service: CANARY; by: HV",
        "/nonsense CANARY",
    ] {
        let mut d = Driver::in_conference();
        d.press("SW: said before⏎");
        d.press(OUT);
        let outcome = d.enter(line);
        let meeting = &d.editor().meeting;
        assert!(
            !open(meeting).contains("CANARY"),
            "{line}: {}",
            open(meeting)
        );
        assert!(!open(meeting).contains("PRIVATE"));
        assert!(open(meeting).contains("said before"), "{line}");
        if !matches!(outcome, Outcome::Refused(_)) {
            assert!(full(meeting).contains("CANARY"), "{line} is nowhere");
        }
        // After he is back it stays so, and so it does in the closed minutes.
        d.press("⎋/readmit DS⏎SW: said after⏎");
        closes(&mut d);
        let meeting = &d.editor().meeting;
        assert!(!open(meeting).contains("CANARY"), "{line}");
        assert!(open(meeting).contains("said after"), "{line}");
        assert!(!d.status().contains("CANARY"), "{line}: {}", d.status());
    }
}

#[test]
fn leaving_marks_nothing() {
    let mut d = Driver::in_conference();
    d.press("/leave DS⏎KS: he is outside⏎");
    assert!(without(&d, &d.last().id).is_empty());
    assert!(open(&d.editor().meeting).contains("he is outside"));
    assert_eq!(found(&d, "said_without"), []);
}

#[test]
fn it_is_said_before_enter_and_at_the_entry_and_in_the_header() {
    let mut d = Driver::in_conference();
    assert!(!meaning(&d, "KS: hello").contains("without"));
    d.press(OUT);
    assert!(
        d.status().contains("restricted until the Chair decides"),
        "{}",
        d.status()
    );
    assert!(!d.status().contains("PRIVATE"));
    let told = "without DS: restricted until the Chair decides";
    assert!(
        meaning(&d, "KS: hello").contains(told),
        "{}",
        meaning(&d, "KS: hello")
    );
    assert!(meaning(&d, "/action Kelly rests; who: KS").contains(told));
    assert!(d.editor().quorum.contains("without DS"));
    d.press("/readmit DS⏎");
    assert!(d.status().contains("back since"), "{}", d.status());
    assert!(!meaning(&d, "KS: hello").contains("without"));
    assert!(!d.editor().quorum.contains("without DS"));
}

#[test]
fn whoever_is_excluded_leaves_and_comes_back() {
    let mut d = Driver::in_conference();
    d.press(OUT);
    let ds = "p3";
    assert_eq!(d.editor().meeting.code(ds), "DS");
    assert!(!d.editor().meeting.is_here(ds));
    d.press("/undo⏎");
    assert!(d.editor().meeting.is_here(ds) && !d.editor().meeting.is_excluded(ds));
    d.press("/redo⏎");
    d.now += chrono::Duration::minutes(5);
    let at = clock(&d);
    d.now += chrono::Duration::minutes(5);
    d.press(&format!("/readmit all; at: {at}⏎"));
    assert!(d.editor().meeting.is_here(ds), "{}", d.status());
    let meeting = &d.editor().meeting;
    let exclusion = meeting.records(&exclusion::KIND).next().unwrap();
    assert_eq!(exclusion.text(&exclusion::UNTIL), at);
}

#[test]
fn edits_undo_a_crash_and_a_reopening_keep_the_mark() {
    let mut d = Driver::in_conference();
    d.press(OUT);
    d.press("KS: CANARY one⏎");
    let id = d.last().id.clone();
    d.kill_and_resume();
    assert!(
        d.editor().meeting.is_excluded("p3"),
        "after a crash in the middle"
    );
    d.press("KS: CANARY two⏎/undo⏎/redo⏎");
    assert_eq!(without(&d, &d.last().id), ["DS"]);
    d.press("/readmit DS⏎");
    for line in [
        "/edit KS: CANARY two, really",
        "/append and more",
        "/mark worry",
        "/mark ella",
        "/mark to be confirmed",
        "/mark done",
    ] {
        d.press(&format!("{line}⏎"));
        assert_eq!(without(&d, &d.last().id), ["DS"], "{line}");
        assert!(!open(&d.editor().meeting).contains("CANARY"), "{line}");
    }
    closes(&mut d);
    d.press("/reopen a mistake⏎KS: said in the open⏎");
    d.kill_and_resume();
    assert_eq!(without(&d, &id), ["DS"]);
    assert!(!open(&d.editor().meeting).contains("CANARY"));
    assert!(
        open(&d.editor().meeting).contains("said in the open"),
        "{}",
        d.status()
    );
}

#[test]
fn what_is_only_changed_meanwhile_carries_it_too() {
    let mut d = Driver::in_conference();
    d.press("KS: we shouted⏎/decision Ella; is: no plan; reasons: calm⏎");
    let decision = d.last().id.clone();
    d.press(OUT);
    d.press("/decision Ella; family: CANARY⏎");
    assert_eq!(without(&d, &decision), ["DS"]);
    // A mark says nothing new.
    d.press("/edit ^1 KS: we shouted⏎");
    let entry = d
        .editor()
        .meeting
        .records(&contribution::KIND)
        .next()
        .unwrap();
    assert!(without(&d, &entry.id).is_empty());
    // The name of somebody who is known stays in the minutes; only what was added is kept back.
    d.press("/person KS; needs: CANARY⏎");
    let text = open(&d.editor().meeting);
    assert!(text.contains("Kelly") && !text.contains("CANARY"), "{text}");
    assert!(full(&d.editor().meeting).contains("CANARY"));
}

#[test]
fn it_can_be_put_down_later_and_marks_what_was_said_since() {
    let after_a_while = |d: &mut Driver| d.now += chrono::Duration::minutes(5);
    let mut d = Driver::in_conference();
    d.press("KS: said before⏎");
    after_a_while(&mut d);
    let from = clock(&d);
    after_a_while(&mut d);
    d.press("KS: CANARY⏎");
    after_a_while(&mut d);
    d.press(&format!("/exclude DS; at: {from}; by: CH; why: late⏎"));
    assert!(
        d.status().contains("1 record made since then"),
        "{}",
        d.status()
    );
    let text = open(&d.editor().meeting);
    assert!(text.contains("said before") && !text.contains("CANARY"));
    // Or when it is over, with both times.
    let mut d = Driver::in_conference();
    d.press("KS: said before⏎");
    after_a_while(&mut d);
    let from = clock(&d);
    after_a_while(&mut d);
    d.press("KS: CANARY⏎");
    after_a_while(&mut d);
    let until = clock(&d);
    after_a_while(&mut d);
    d.press("KS: said after⏎");
    d.press(&format!(
        "/exclude DS; at: {from}; until: {until}; by: CH; why: late⏎"
    ));
    let text = open(&d.editor().meeting);
    assert!(text.contains("said before") && text.contains("said after"));
    assert!(!text.contains("CANARY") && !d.editor().meeting.is_excluded("p3"));
    assert!(d.editor().meeting.is_here("p3"));
}

#[test]
fn a_new_name_is_for_everybody_and_that_is_said_while_somebody_is_excluded() {
    let mut d = Driver::in_conference();
    d.press(OUT);
    d.press("/rename CH: Robin Lowe-Marsh");
    let read = d.editor().read_line(d.now);
    let row = d.app.commands.called("rename").unwrap();
    let told = (row.means)(&d.app, "CH: Robin Lowe-Marsh").unwrap_or_default();
    assert!(
        matches!(read, Line::Command { .. }) && told.contains("DS"),
        "{told}"
    );
    d.press("⏎");
    assert!(
        d.status().contains("though DS is excluded"),
        "{}",
        d.status()
    );
}

#[test]
fn the_chair_decides_on_one_or_on_all_of_it() {
    let mut d = Driver::in_conference();
    d.press(OUT);
    d.press("KS: first one⏎KS: second one⏎HV: third one⏎/readmit DS⏎");
    let rows = found(&d, "said_without");
    assert_eq!(rows.len(), 1, "one row for the person: {rows:?}");
    assert!(rows[0].missing.contains("3 records"), "{rows:?}");
    d.press("/without⏎");
    assert!(
        d.status()
            .contains("3 records made without DS, 3 undecided"),
        "{}",
        d.status()
    );
    assert_eq!(d.editor().entries().len(), 3);
    d.press("⎋/mark open⏎");
    let text = open(&d.editor().meeting);
    assert!(
        text.contains("third one") && !text.contains("first one"),
        "{}",
        d.status()
    );
    assert!(found(&d, "said_without")[0].missing.contains("2 records"));
    d.press("/without DS open; by: CH; why: he WHY was told⏎");
    let meeting = &d.editor().meeting;
    assert!(open(meeting).contains("first one") && !open(meeting).contains("WHY"));
    assert!(full(meeting).contains("he WHY was told"));
    assert_eq!(found(&d, "said_without"), []);
    d.press("/undo⏎");
    assert!(!open(&d.editor().meeting).contains("first one"));
    d.press("/without DS; restricted; by: CH; why: not his⏎");
    assert_eq!(found(&d, "said_without"), [], "{}", d.status());
    assert!(!open(&d.editor().meeting).contains("first one"));
}

#[test]
fn open_is_the_chairs_decision_and_said_aloud() {
    for line in [
        "KS: he may know #open",
        "KS: #open he may know",
        "/action Kelly rests, he may know; who: KS #open",
    ] {
        let mut d = Driver::in_conference();
        d.press(OUT);
        assert!(meaning(&d, line).contains("the Chair's decision"), "{line}");
        d.press(&format!("{line}⏎"));
        assert!(
            d.status().contains("kept as the Chair's decision"),
            "{line}: {}",
            d.status()
        );
        let meeting = &d.editor().meeting;
        assert!(open(meeting).contains("he may know"), "{line}");
        assert!(full(meeting).contains("\"open\": true"), "{line}");
        assert_eq!(found(&d, "said_without"), []);
        // It is about these words: other words are restricted again.
        d.press("/append CANARY⏎");
        assert!(!open(&d.editor().meeting).contains("CANARY"), "{line}");
    }
    // A mark that restricts wins, and nothing is left to be asked.
    let mut d = Driver::in_conference();
    d.press(OUT);
    d.press("KS: CANARY #open #restricted⏎KS: CANARY two #restricted⏎");
    assert!(!open(&d.editor().meeting).contains("CANARY"));
}

#[test]
fn somebody_excluded_who_speaks_is_pointed_out() {
    let mut d = Driver::in_conference();
    d.press(OUT);
    assert!(meaning(&d, "DS: but I").contains("Dan is excluded now"));
    d.press("DS: but I⏎");
    assert!(d.status().contains("Dan is excluded"), "{}", d.status());
    assert_eq!(found(&d, "excluded_speaks").len(), 1);
    d.press("/edit KS: but I⏎");
    assert_eq!(found(&d, "excluded_speaks"), []);
}

#[test]
fn closing_asks_for_whoever_is_still_out() {
    let mut d = Driver::in_conference();
    d.press(OUT);
    let rows = found(&d, "still_excluded");
    assert_eq!(rows.len(), 1);
    assert!(!rows[0].missing.contains("PRIVATE"));
    d.press("/readmit DS⏎");
    assert_eq!(found(&d, "still_excluded"), []);
}

#[test]
fn a_copy_for_somebody_who_was_excluded_is_asked_about() {
    for (before, asks) in [
        ("/exclude DS; by: CH; why: x⏎/readmit DS⏎", true),
        ("/person DS; attendance: excluded⏎", true),
        ("/leave DS⏎", false),
    ] {
        let mut d = Driver::in_conference();
        d.press(before);
        closes(&mut d);
        let line = "/circulated DS; copy: family's copy";
        let told = meaning(&d, line);
        assert_eq!(
            told.contains("was excluded from a part"),
            asks,
            "{before}: {told}"
        );
        d.press(&format!("{line}; on: 23 Nov 2026; how: by hand⏎"));
        assert_eq!(
            d.status().contains("was excluded"),
            asks,
            "{before}: {}",
            d.status()
        );
        assert_eq!(
            found(&d, "copy_to_excluded").len(),
            usize::from(asks),
            "{before}"
        );
        assert!(!meaning(&d, "/circulated KS; copy: family's copy").contains("excluded"));
        assert!(!meaning(&d, "/circulated DS; copy: letter").contains("excluded"));
    }
}

#[test]
fn met_separately_leaves_out_the_rest_of_the_family() {
    let mut d = Driver::in_conference();
    d.press("/apart KS; by: CH; why: they meet apart⏎KS: CANARY of hers⏎");
    let hers = d.last().id.clone();
    assert!(
        without(&d, &hers).contains(&"DS".to_owned()),
        "{}",
        d.status()
    );
    assert!(!without(&d, &hers).contains(&"KS".to_owned()));
    d.press("/undo⏎/redo⏎/readmit all⏎/apart DS; by: CH; why: they meet apart⏎DS: CANARY of his⏎");
    let his = d.last().id.clone();
    assert_eq!(without(&d, &his), ["KS"], "{}", d.status());
    d.press("/readmit all⏎all: together again⏎");
    assert!(without(&d, &d.last().id).is_empty());
    assert!(!open(&d.editor().meeting).contains("CANARY"));
    assert_eq!(found(&d, "said_without").len(), 2);
}

#[test]
fn what_cannot_be_done_changes_nothing_and_says_so() {
    let mut d = Driver::in_conference();
    for (line, told) in [
        ("/readmit DS", "Nobody is excluded."),
        ("/without", "Nothing was said while somebody was excluded"),
        ("/apart XQ", "Who is XQ?"),
    ] {
        d.press(&format!("{line}⏎"));
        assert!(d.status().contains(told), "{line}: {}", d.status());
        d.press("⎋");
    }
    d.press(OUT);
    for (line, told) in [
        ("/exclude DS; why: twice", "excluded already"),
        ("/readmit KS", "KS is not excluded. Excluded now: DS."),
        ("/readmit DS; at: soon", "\"soon\" is not a time"),
        ("/readmit DS; with: nobody", "does not know \"with\""),
    ] {
        d.press(&format!("{line}⏎"));
        assert!(d.status().contains(told), "{line}: {}", d.status());
        assert!(d.editor().meeting.is_excluded("p3"), "{line}");
        d.press("⎋");
    }
    // Whoever is meant by letters nobody has: it fails closed, and one correction names them everywhere.
    let mut d = Driver::in_conference();
    d.press("/exclude XQ; by: CH; why: x⏎KS: CANARY⏎");
    assert!(!open(&d.editor().meeting).contains("CANARY"));
    let entry = d.last().id.clone();
    d.press("/edit ^1 /exclude DS; by: CH; why: x⏎");
    assert_eq!(without(&d, &entry), ["DS"], "{}", d.status());
}

/// Whoever is excluded and sits in the room would be kept from all that is recorded, and nobody would be told.
#[test]
fn somebody_who_is_excluded_comes_back_by_being_readmitted() {
    let mut d = Driver::in_conference();
    d.press("/exclude DS; by: SW; why: third party information⏎");
    for line in ["Dan back in", "Dan back in the room", "DS is back"] {
        let meeting = &d.editor().meeting;
        let read = talking_piece::domain::line::read(line, meeting, d.now.date_naive());
        let told = talking_piece::domain::line::explain(&read, line, meeting);
        assert!(told.contains("/readmit D"), "{line}: {told}");
    }
    d.press("/arrive DS⏎");
    assert!(d.status().contains("/readmit DS"), "{}", d.status());
    assert_eq!(d.line(), "/arrive DS");
    d.press("⎋/arrive all⏎");
    assert!(d.status().contains("/readmit DS"), "{}", d.status());
    let is_out = |d: &Driver| {
        let meeting = &d.editor().meeting;
        meeting
            .voices()
            .any(|seat| seat.code == "DS" && meeting.is_excluded(seat.id))
    };
    assert!(is_out(&d));
    d.press("/readmit DS⏎");
    assert!(!is_out(&d), "{}", d.status());
}
