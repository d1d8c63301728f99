//! A mark that is nearly `#restricted`: it restricts, or it is said before and after Enter that it does not.

use super::driver::Driver;
use talking_piece::domain::line::{explain, read};
use talking_piece::domain::minutes::open_minutes;

#[test]
fn a_mark_with_a_space_or_another_word_keeps_the_secret() {
    let mut d = Driver::in_conference();
    for line in [
        "SW: CANARY71 # restricted",
        "SW: # Restricted CANARY72",
        "SW: CANARY73 #family-restricted",
        "/action CANARY74; who: SW # restricted",
    ] {
        d.press(&format!("{line}⏎"));
        assert!(!d.last().is_open(), "{line}: {}", d.status());
    }
    let open = open_minutes(&d.editor().meeting).to_text();
    assert!(!open.contains("CANARY7"), "{open}");
}

#[test]
fn what_only_looks_like_the_mark_is_said_before_and_after_enter() {
    let mut d = Driver::in_conference();
    d.press("SW: she is at 5 Made Up Road (restricted)");
    let line = read(d.line(), &d.editor().meeting, d.now.date_naive());
    let told = explain(&line, d.line(), &d.editor().meeting);
    assert!(told.starts_with("Did you mean #restricted?"), "{told}");
    d.press("⏎");
    assert!(d.last().is_open());
    assert!(d.status().contains("/mark #restricted"), "{}", d.status());
    d.press("/mark #restricted⏎");
    assert!(!d.last().is_open());
    // Its usual words alarm nobody.
    d.press("SW: she came to every meeting⏎");
    assert_eq!(d.status(), "");
}
