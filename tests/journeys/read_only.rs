//! A meeting that cannot be written to: it is read, it refuses, and it keeps the words on the screen.

use super::driver::Driver;
use serde_json::json;
use talking_piece::app::effect::Effect;
use talking_piece::app::message::Message;
use talking_piece::domain::event::{Event, Fact};

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
