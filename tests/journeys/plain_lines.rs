//! The plain mode: what is typed after something was read out is as safe as any other line.

use super::driver::Driver;
use talking_piece::app::message::Message;
use talking_piece::plain::Plain;

fn said(plain: &mut Plain, d: &mut Driver, line: &str) -> Vec<String> {
    let messages: Vec<Message> = plain.take(&d.app, line);
    for message in messages {
        d.send(message);
    }
    plain.tell(&d.app)
}

fn begun() -> (Plain, Driver) {
    let mut d = Driver::in_conference();
    d.app.one_line_at_a_time = true;
    (Plain::default(), d)
}

#[test]
fn a_line_after_the_help_is_recorded() {
    let (mut plain, mut d) = begun();
    said(&mut plain, &mut d, "/help");
    said(&mut plain, &mut d, "KS: I was scared");
    assert_eq!(d.last().text("text"), "I was scared");
}

#[test]
fn an_empty_line_after_the_help_only_goes_back() {
    let (mut plain, mut d) = begun();
    let before = d.disk.facts().count();
    said(&mut plain, &mut d, "/help");
    said(&mut plain, &mut d, "");
    assert_eq!(d.disk.facts().count(), before);
    said(&mut plain, &mut d, "KS: still here");
    assert_eq!(d.last().text("text"), "still here");
}

#[test]
fn a_command_among_the_questions_is_no_answer() {
    let (mut plain, mut d) = begun();
    for line in ["/action", "Kelly books speech therapy", "/find books"] {
        said(&mut plain, &mut d, line);
    }
    let action = d.last();
    assert_eq!(action.kind, "action");
    assert_eq!(action.text("action"), "Kelly books speech therapy");
    assert!(!action.body().to_confirm.contains_key("who"));
    assert_eq!(action.text("who"), "");
}

#[test]
fn the_gaps_are_told_once() {
    let (mut plain, mut d) = begun();
    let told = said(&mut plain, &mut d, "/close").join("\n");
    let gap = "has not been heard";
    assert!(told.contains("things are missing."), "{told}");
    let times = told.matches("Ella has not been heard").count();
    assert!(told.contains(gap) && times <= 1, "{told}");
}

#[test]
fn for_whom_somebody_speaks_is_told() {
    let (mut plain, mut d) = begun();
    let told = said(&mut plain, &mut d, "SW/EL: she wants it quiet").join("\n");
    assert!(told.contains(", for Ella: she wants it quiet"), "{told}");
}
