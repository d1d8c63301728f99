//! Behind `/mark`, what begins like the letters is offered, and the row says which entry gets which marks.

use super::driver::Driver;
use talking_piece::domain::record::is_open_to_all;
use talking_piece::domain::record::kinds::contribution;

#[test]
fn a_mark_that_was_begun_is_taken_with_tab() {
    let mut d = Driver::in_conference();
    d.press("KS: I was scared⏎/mark r⇥");
    assert_eq!(d.line(), "/mark restricted");
    d.press("⏎");
    assert!(!is_open_to_all(d.last()), "{}", d.status());
    d.press("/mark op⇥⏎");
    assert!(is_open_to_all(d.last()), "{}", d.status());
    d.press("/mark to be c⇥⏎");
    assert!(d.last().follow_up, "{}", d.status());
    d.press("/mark done, fee⇥⏎");
    assert!(!d.last().follow_up, "{}", d.status());
    assert_eq!(d.last().text(&contribution::OF_KIND), "feeling");
}

#[test]
fn a_child_and_somebody_it_is_not_for_are_offered_too() {
    let mut d = Driver::in_conference();
    d.press("KS: it was loud⏎/mark el⇥");
    assert_eq!(d.line(), "/mark ella");
    d.press("⏎/mark not d⇥");
    assert_eq!(d.line(), "/mark not DS");
    // A whole mark is left alone, so that Enter does it.
    d.press("⎋/mark new⏎");
    assert!(d.status().starts_with("Marked: new"), "{}", d.status());
}
