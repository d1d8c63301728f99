//! A meeting that cannot be written to: it is read, it refuses, and it keeps the words on the screen.

use super::driver::Driver;
use serde_json::json;
use talking_piece::app::protocol::effect::Effect;
use talking_piece::app::protocol::message::{Key, Message};
use talking_piece::app::protocol::place::Place;
use talking_piece::domain::meeting::event::{Event, KnownEvent, LoggedEvent};
use talking_piece::domain::problem::Problem;
use talking_piece::domain::record::kinds::contribution;
use talking_piece::plain::Plain;

fn writes(effect: &Effect) -> bool {
    matches!(effect, Effect::Record(_) | Effect::WriteMinutes { .. })
}

fn somebody_else_records() -> Driver {
    let mut d = Driver::in_conference();
    d.press("KS: one⏎");
    let mut opened = d.disk.found();
    opened.read_only = Some(Problem::not_saved_or_read(
        "Somebody else has this meeting open. You can read it.",
    ));
    d.disk.reads = true;
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
        let before = d.editor().meeting.events().len();
        d.press(line);
        d.press("⏎");
        assert_eq!(d.editor().meeting.events().len(), before, "{line}");
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

/// As read from disk while another program holds the lock.
fn elsewhere() -> Driver {
    let mut d = Driver::in_conference();
    d.press("KS: one⏎");
    let mut opened = d.disk.found();
    (opened.draft, opened.asides) = (None, Vec::new());
    opened.read_only = Some(Problem::not_saved_or_read(
        "Somebody else has this meeting open.",
    ));
    opened.open_elsewhere = true;
    d.disk.reads = true;
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
        let id = d.editor().meeting.id().to_owned();
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
    opened.read_only = Some(Problem::not_saved_or_read(
        "Somebody else has this meeting open.",
    ));
    opened.open_elsewhere = true;
    opened.draft = None;
    d.send(Message::Opened(Box::new(opened)));
    assert_eq!(d.line(), "KS: from the reader", "still only read");
    // The other program was killed with half a line.
    let mut opened = d.disk.found();
    opened.draft = Some((9, serde_json::Value::Null, "DS: half".to_owned()));
    d.disk.reads = false;
    d.send(Message::Opened(Box::new(opened)));
    assert!(d.editor().read_only.is_none());
    assert!(d.status().contains("you are now"), "{}", d.status());
    assert_eq!(d.line(), "KS: from the reader");
    let aside: Vec<&str> = d
        .editor()
        .asides
        .iter()
        .map(|one| one.text.as_str())
        .collect();
    assert_eq!(aside, ["KS: set aside", "DS: half"]);
    assert_eq!(
        d.count(&contribution::KIND),
        1,
        "nothing is recorded unasked"
    );
    d.press("⏎");
    assert_eq!(d.last().text(&contribution::TEXT), "from the reader");
    d.kill_and_resume();
    assert_eq!(d.editor().asides.len(), 2, "they are in the draft now");
}

#[test]
fn another_meeting_does_not_take_over_what_was_typed_here() {
    let mut d = elsewhere();
    d.press("KS: from the reader");
    let other = Driver::in_conference();
    let mut opened = other.disk.found();
    for logged in &mut opened.events {
        if let Event::Known(KnownEvent::MeetingCreated { meeting, .. }) = &mut logged.event {
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
    assert_eq!(d.editor().entries().len(), 1);
    d.press("↑⏎ changed⏎");
    assert_eq!(
        d.editor()
            .meeting
            .record("e1")
            .unwrap()
            .text(&contribution::TEXT),
        "one"
    );
    d.press("⎋/home⏎");
    assert!(d.app.editor.is_none());
    assert_eq!(d.asked.iter().filter(|effect| writes(effect)).count(), 0);
}

#[test]
fn a_meeting_of_a_newer_program_is_read_only_and_kept_whole() {
    let mut d = Driver::in_conference();
    d.press("KS: one⏎");
    let mut opened = d.disk.found();
    let last = opened.events.last().unwrap().clone();
    opened.events.push(LoggedEvent {
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
    assert_eq!(d.count(&contribution::KIND), 1);
    let kept = d.editor().meeting.events().last().unwrap();
    assert!(matches!(&kept.event, Event::Unknown { kind, .. } if kind == "sang"));
}

/// As on disk after the writer has done this, too, and left.
fn left_with(
    d: &mut Driver,
    known_event: KnownEvent,
) -> Box<talking_piece::app::protocol::message::Opened> {
    d.disk.reads = false;
    let mut opened = d.disk.found();
    let last = opened.events.last().unwrap().clone();
    let (seq, event) = (last.seq + 1, Event::Known(known_event));
    opened.events.push(LoggedEvent {
        seq,
        batch: seq,
        draft: None,
        event,
        ..last
    });
    (opened.draft, opened.asides) = (None, Vec::new());
    Box::new(opened)
}

#[test]
fn what_a_reader_types_is_kept_letter_by_letter_beside_the_draft_of_the_writer() {
    let mut d = elsewhere();
    let writers = d.disk.draft.clone();
    d.press("KS: one⎋KS: two⎋KS: three");
    let beside = d.disk.beside.clone().expect("a draft of the reader's own");
    assert_eq!(beside.text, "KS: three");
    assert_eq!(beside.asides.len(), 2, "{beside:?}");
    assert_eq!(d.disk.draft, writers, "never over the writer's");
    // Looking again rewrites nothing, and typing goes on in the same line.
    d.asked.clear();
    d.update(Message::Key(Key::Enter));
    let mut opened = d.disk.found();
    opened.read_only = Some(Problem::not_saved_or_read(
        "Somebody else has this meeting open.",
    ));
    opened.open_elsewhere = true;
    (opened.draft, opened.asides) = (None, Vec::new());
    d.send(Message::Opened(Box::new(opened)));
    d.press("!⌫?");
    let beside = d.disk.beside.clone().unwrap();
    assert_eq!(
        (beside.text.as_str(), beside.asides.len()),
        ("KS: three?", 2)
    );
    d.press("⎋/home⏎");
    assert!(d.app.editor.is_none());
    let beside = d.disk.beside.unwrap();
    assert_eq!((beside.text.as_str(), beside.asides.len()), ("", 3));
}

#[test]
fn no_change_of_an_entry_begins_while_it_is_only_read() {
    let mut d = elsewhere();
    d.press("↑⏎");
    assert_eq!(d.line(), "", "the entry is not put into the line");
    assert!(
        d.status().contains("no entry can be changed"),
        "{}",
        d.status()
    );
    d.press("x");
    assert_eq!(d.line(), "x", "a letter is a letter");
    // The writer changed the entry and left: none of its old text is shown above it.
    d.press("⌫↑⏎");
    let mut body = d.editor().meeting.record("e1").unwrap().body();
    body.values
        .insert(contribution::TEXT.name.into(), "newer".into());
    let id = "e1".to_owned();
    let opened = left_with(&mut d, KnownEvent::Changed { id, body });
    d.send(Message::Opened(opened));
    d.press("⏎");
    assert_eq!(
        d.editor()
            .meeting
            .record("e1")
            .unwrap()
            .text(&contribution::TEXT),
        "newer"
    );
}

#[test]
fn closed_minutes_are_not_said_to_be_written_on() {
    let mut d = elsewhere();
    d.press("KS: too late");
    let opened = left_with(&mut d, KnownEvent::Closed { gaps: Vec::new() });
    d.send(Message::Opened(opened));
    for words in ["has closed these minutes", "/home", "is still in the line"] {
        assert!(d.status().contains(words), "{words}: {}", d.status());
    }
    assert!(!d.status().contains("you are now"), "{}", d.status());
    assert_eq!(d.line(), "KS: too late");
}

#[test]
fn in_lines_a_reader_hears_what_was_entered_since_and_no_key_is_named() {
    let mut d = elsewhere();
    d.app.one_line_at_a_time = true;
    let mut plain = Plain::default();
    let before = plain.tell(&d.app).join("\n");
    assert!(!before.contains("since then"), "{before}");
    let record = |text: &str, restricted: bool| {
        let mut body = d.editor().meeting.record("e1").unwrap().body();
        body.values
            .insert(contribution::TEXT.name.into(), text.into());
        if restricted {
            body.visibility = talking_piece::domain::visibility::Visibility::Restricted;
        }
        body
    };
    let bodies = [record("since then", false), record("nowhere lane", true)];
    for (number, body) in bodies.into_iter().enumerate() {
        let known_event = KnownEvent::Recorded {
            id: format!("e{}", number + 2),
            record: "contribution".into(),
            section: None,
            body,
        };
        let mut opened = left_with(&mut d, known_event);
        let added = opened.events.last().unwrap().clone();
        d.disk.perform(&Effect::Record(vec![added]), false);
        d.disk.reads = true;
        opened.read_only = Some(Problem::not_saved_or_read(
            "Somebody else has this meeting open.",
        ));
        opened.open_elsewhere = true;
        d.send(Message::Opened(opened));
        let told = plain.tell(&d.app).join("\n");
        assert!(told.contains("An empty line looks again"), "{told}");
        assert!(!told.contains("Enter"), "{told}");
        assert_eq!(told.contains("since then"), number == 0, "{told}");
        assert_eq!(told.contains("1 more is restricted"), number == 1, "{told}");
        assert!(!told.contains("nowhere lane"), "{told}");
    }
    let again = plain.tell(&d.app).join("\n");
    assert!(!again.contains("since then"), "{again}");
}

#[test]
fn a_paste_that_begins_a_command_behind_a_refused_line_says_where_that_line_is() {
    let mut d = Driver::in_conference();
    d.press("/arrive nobody of this name⏎");
    assert!(!d.line().is_empty(), "{}", d.status());
    d.send(Message::Paste("/find something that was said here".into()));
    assert!(d.status().contains("Down brings it back"), "{}", d.status());
    // Before closing, Down goes through what is missing.
    let mut d = Driver::in_conference();
    d.press("/close⏎");
    assert_eq!(d.app.place, Place::Close);
    d.press("/arrive nobody of this name⏎");
    for begin in ["/", "/find something"] {
        let mut d = d.clone();
        match begin {
            "/" => d.press("/"),
            _ => d.send(Message::Paste(begin.into())),
        }
        assert!(
            d.status().contains(": /aside brings it back"),
            "{}",
            d.status()
        );
        assert!(!d.status().contains("Down"), "{}", d.status());
        d.press("x⎋");
        assert!(d.status().contains("/aside brings"), "{}", d.status());
    }
}
