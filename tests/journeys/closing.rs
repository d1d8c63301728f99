//! Closing, as far as it does not depend on which checks there are.

use super::driver::Driver;
use talking_piece::app::protocol::effect::Effect;
use talking_piece::app::protocol::place::Place;
use talking_piece::app::screens::close::gaps;
use talking_piece::domain::meeting::Phase;
use talking_piece::domain::meeting::event::{Event, KnownEvent};
use talking_piece::domain::record::kinds::contribution;
use talking_piece::domain::rules::checks::checks;

/// Gives every gap on the list its reason, one after the other.
pub(super) fn explain_all(d: &mut Driver) {
    d.press("/close⏎");
    assert_eq!(d.app.place, Place::Close);
    // One reason may answer two questions: that a child was not asked says why the child was not here.
    while gaps(d.editor(), d.now).iter().any(|(_, why)| why.is_none()) {
        d.press("it was agreed with the Chair⏎");
    }
}

#[test]
fn a_meeting_is_closed_sealed_and_refuses_more() {
    let mut d = Driver::in_conference();
    d.press("KS: one⏎");
    explain_all(&mut d);
    d.press("⏎");
    assert_eq!(d.editor().meeting.phase(), Phase::Closed, "{}", d.status());
    assert!(
        d.asked
            .iter()
            .any(|effect| matches!(effect, Effect::WriteMinutes { seal: true, .. }))
    );
    d.press("KS: too late⏎");
    assert_eq!(d.line(), "KS: too late");
    d.press("⎋/reopen somebody came back⏎↓⏎");
    assert_eq!(d.editor().meeting.phase(), Phase::Open);
    assert_eq!(d.last().text(&contribution::TEXT), "too late");
}

#[test]
fn esc_goes_back_to_the_meeting_and_people_can_still_speak() {
    let mut d = Driver::in_conference();
    d.press("/close⏎KS: one more thing⏎");
    assert_eq!(d.last().text(&contribution::TEXT), "one more thing");
    d.press("⎋");
    assert_eq!(d.app.place, Place::Recording);
}

#[test]
fn down_in_the_list_stops_at_its_end() {
    let mut d = Driver::in_conference();
    d.press("/close⏎↓↓↓↓↓↓↓↓↓↓↓↓↓↓↓↓↓↓↓↓↓↓↓↓↓↓↓↓↓↓↓↓");
    let count = checks(&d.editor().meeting, d.now).len();
    assert!(
        d.editor().close_row <= count,
        "{} of {count}",
        d.editor().close_row
    );
}

#[test]
fn closing_in_a_break_ends_the_break_and_keeps_the_reasons() {
    let mut d = Driver::in_conference();
    d.press("KS: one⏎");
    explain_all(&mut d);
    d.press("⎋/break⏎/close⏎⏎");
    let meeting = &d.editor().meeting;
    assert_eq!(meeting.phase(), Phase::Closed, "{}", d.status());
    assert!(meeting.breaks().iter().all(|pause| pause.until.is_some()));
    let closed = meeting
        .events()
        .iter()
        .rev()
        .find_map(|logged| match &logged.event {
            Event::Known(KnownEvent::Closed { gaps }) => Some(gaps.len()),
            _ => None,
        });
    assert_eq!(closed, Some(meeting.gaps().len()));
}

#[test]
fn a_reason_typed_on_the_last_row_goes_to_no_gap_that_nobody_chose() {
    let mut d = Driver::in_conference();
    d.press("/close⏎");
    for _ in 0..60 {
        d.press("↓");
    }
    let before = d.disk.events().count();
    d.press("it was late⏎");
    assert_eq!(d.disk.events().count(), before, "{}", d.status());
    assert!(d.status().contains("Several are open"), "{}", d.status());
    assert_eq!(d.line(), "it was late", "the words are kept");
    let first = d.status().to_owned();
    d.press("⏎");
    let told = d.status().strip_prefix("The reason is recorded: ");
    assert!(first.contains(told.unwrap()), "{first}: {}", d.status());
}

#[test]
fn close_with_a_reason_closed_over_lines_that_were_set_aside() {
    let heard = "/view Ella; by: not asked; reason: ill⏎/view Noah; by: not asked; reason: ill⏎";
    let mut d = Driver::in_conference();
    d.press(&format!("{heard}KS: half a sentence⎋/close no time left⏎"));
    assert_eq!(d.editor().meeting.phase(), Phase::Open, "{}", d.status());
    assert!(
        d.status()
            .starts_with("1 line is set aside and not recorded"),
        "{}",
        d.status()
    );
    d.press("/close no time left⏎");
    assert_eq!(d.editor().meeting.phase(), Phase::Closed, "{}", d.status());
    assert!(d.status().contains("1 line is set aside"), "{}", d.status());
}

#[test]
fn the_line_set_aside_is_the_first_to_come_back_after_close_with_a_reason() {
    let mut d = Driver::in_conference();
    d.press("/view Ella; by: not asked; reason: ill⏎/view Noah; by: not asked; reason: ill⏎");
    d.press("KS: half a sentence⎋/close no time left⏎/aside⏎");
    assert_eq!(d.line(), "KS: half a sentence");
}
