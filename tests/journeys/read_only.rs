//! A meeting that cannot be written to: it is read, it refuses, and it keeps the words on the screen.

use super::driver::Driver;
use serde_json::json;
use talking_piece::app::effect::Effect;
use talking_piece::app::message::{Key, Message};
use talking_piece::domain::event::{Event, Fact, Happening};

fn writes(effect: &Effect) -> bool {
    matches!(
        effect,
        Effect::Record(_)
            | Effect::BeginDraft { .. }
            | Effect::EditDraft(_)
            | Effect::WriteMinutes { .. }
    )
}

fn somebody_else_records() -> Driver {
    let mut d = Driver::in_conference();
    d.press("KS: one⏎");
    let mut opened = d.disk.found();
    opened.read_only = Some("Somebody else has this meeting open. You can read it.".to_owned());
    d.send(Message::Opened(Box::new(opened)));
    d.asked.clear();
    d
}

#[test]
fn nothing_is_written_while_somebody_else_records() {
    for line in [
        "KS: two",
        "/action two; who: KS",
        "/act two",
        "/view Ella; by: letter",
        "/next",
        "/arrive all",
        "/strike no",
        "/edit KS: two",
        "/append two",
        "/mark #new",
        "/undo",
        "/close",
        "/close for a reason",
        "/break",
        "/skip no",
        "/reopen x",
    ] {
        let mut d = somebody_else_records();
        let before = d.desk().meeting.facts().len();
        d.press(line);
        d.press("⏎");
        assert_eq!(d.desk().meeting.facts().len(), before, "{line}");
        assert_eq!(
            d.asked.iter().filter(|effect| writes(effect)).count(),
            0,
            "{line}"
        );
        assert!(
            d.line().contains(line.trim_start_matches("/act ")),
            "{line} -> {}",
            d.line()
        );
        assert!(
            d.status().contains("Somebody else"),
            "{line}: {}",
            d.status()
        );
    }
}

/// As it comes from the disk while another program holds the lock.
fn elsewhere() -> Driver {
    let mut d = Driver::in_conference();
    d.press("KS: one⏎");
    let mut opened = d.disk.found();
    (opened.draft, opened.asides) = (None, Vec::new());
    opened.read_only = Some("Somebody else has this meeting open.".to_owned());
    opened.elsewhere = true;
    d.send(Message::Opened(Box::new(opened)));
    d.asked.clear();
    d
}

#[test]
fn enter_looks_again_at_a_meeting_that_is_open_elsewhere() {
    let mut d = elsewhere();
    for typed in ["", "KS: from the reader", "⎋/next"] {
        d.press(typed);
        let asked = d.update(Message::Key(Key::Enter));
        let id = d.desk().meeting.id().to_owned();
        assert_eq!(asked, [Effect::Open(id)], "{typed}");
        assert!(!d.asked.iter().any(writes), "{typed}: {:?}", d.asked);
    }
}

#[test]
fn what_a_reader_typed_is_kept_when_they_may_write_and_what_was_left_behind_is_set_aside() {
    let mut d = elsewhere();
    d.press("KS: set aside⎋KS: from the reader");
    d.update(Message::Key(Key::Enter));
    let mut opened = d.disk.found();
    opened.read_only = Some("Somebody else has this meeting open.".to_owned());
    opened.elsewhere = true;
    opened.draft = None;
    d.send(Message::Opened(Box::new(opened)));
    assert_eq!(d.line(), "KS: from the reader", "still only read");
    // The other program was killed with half a line.
    let mut opened = d.disk.found();
    opened.draft = Some((9, serde_json::Value::Null, "DS: half".to_owned()));
    d.send(Message::Opened(Box::new(opened)));
    assert!(d.desk().read_only.is_none());
    assert!(d.status().contains("you do now"), "{}", d.status());
    assert_eq!(d.line(), "KS: from the reader");
    let aside: Vec<&str> = d
        .desk()
        .asides
        .iter()
        .map(|one| one.text.as_str())
        .collect();
    assert_eq!(aside, ["KS: set aside", "DS: half"]);
    assert_eq!(d.count("contribution"), 1, "nothing is recorded unasked");
    d.press("⏎");
    assert_eq!(d.last().text("text"), "from the reader");
    d.kill_and_resume();
    assert_eq!(d.desk().asides.len(), 2, "they are in the draft now");
}

#[test]
fn another_meeting_does_not_take_over_what_was_typed_here() {
    let mut d = elsewhere();
    d.press("KS: from the reader");
    let other = Driver::in_conference();
    let mut opened = other.disk.found();
    for fact in &mut opened.facts {
        if let Event::Known(Happening::MeetingCreated { meeting, .. }) = &mut fact.event {
            *meeting = "another".to_owned();
        }
    }
    d.update(Message::Opened(Box::new(opened)));
    assert_eq!(d.line(), "");
}

#[test]
fn it_can_be_read_and_left() {
    let mut d = somebody_else_records();
    d.press("/find one⏎");
    assert_eq!(d.desk().entries().len(), 1);
    d.press("↑⏎ changed⏎");
    assert_eq!(d.desk().meeting.record("e1").unwrap().text("text"), "one");
    d.press("⎋/home⏎");
    assert!(d.app.desk.is_none());
    assert_eq!(d.asked.iter().filter(|effect| writes(effect)).count(), 0);
}

#[test]
fn a_meeting_of_a_newer_program_is_read_only_and_kept_whole() {
    let mut d = Driver::in_conference();
    d.press("KS: one⏎");
    let mut opened = d.disk.found();
    let last = opened.facts.last().unwrap().clone();
    opened.facts.push(Fact {
        seq: last.seq + 1,
        event: Event::Unknown {
            kind: "sang".into(),
            body: json!({"song": 3}),
        },
        ..last
    });
    d.send(Message::Opened(Box::new(opened)));
    assert!(d.status().contains("newer"), "{}", d.status());
    d.press("KS: two⏎");
    assert_eq!(d.line(), "KS: two");
    assert_eq!(d.count("contribution"), 1);
    let kept = d.desk().meeting.facts().last().unwrap();
    assert!(matches!(&kept.event, Event::Unknown { kind, .. } if kind == "sang"));
}
