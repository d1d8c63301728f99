//! `/undo` and `/redo` say what they take back and restore, and never a restricted word.

use super::driver::Driver;
use talking_piece::app::protocol::status::Urgency;

#[test]
fn undo_says_what_it_takes_back() {
    let mut d = Driver::in_conference();
    d.press("KS: one⏎/undo⏎");
    assert_eq!(d.status(), "Taken back: \"KS: one\". /redo brings it back.");
    d.press("/redo⏎");
    assert_eq!(d.status(), "Brought back: \"KS: one\".");
    d.press("/strike misheard⏎/undo⏎");
    assert!(
        d.status().contains("the striking out of \"KS: one\""),
        "{}",
        d.status()
    );
    d.press("/mark ??⏎/undo⏎");
    assert!(
        d.status()
            .contains("the change of \"KS: one\"; it is no longer to be confirmed"),
        "{}",
        d.status()
    );
    d.press("/next⏎/undo⏎");
    assert!(d.status().contains("the opening of \""), "{}", d.status());
}

#[test]
fn undoing_a_restriction_warns_that_everybody_can_see_it() {
    let mut d = Driver::in_conference();
    d.press("KS: she came late⏎/mark restricted⏎/undo⏎");
    assert!(d.last().is_open());
    assert_eq!(
        d.status(),
        "Taken back: the mark restricted on \"KS: she came late\"; it can be seen by everybody again. /redo brings it back."
    );
    assert_eq!(d.app.status.urgency, Urgency::Attention);
    d.press("/redo⏎");
    assert!(!d.last().is_open());
    assert!(
        d.status().contains("the mark restricted on the entry of")
            && d.status().contains("it is restricted again"),
        "{}",
        d.status()
    );
    assert_eq!(d.app.status.urgency, Urgency::Quiet);
    d.press("/mark open⏎/undo⏎/redo⏎");
    assert!(d.last().is_open());
    assert!(d.status().contains("was opened"), "{}", d.status());
    assert_eq!(d.app.status.urgency, Urgency::Attention);
}

#[test]
fn neither_says_a_restricted_word() {
    let mut d = Driver::in_conference();
    d.press("KS: CANARY1 #restricted⏎/append CANARY2⏎/mark ??⏎/strike CANARY3⏎");
    d.press("/child Ella; address: CANARY4⏎");
    for command in ["/undo", "/redo"] {
        for _ in 0..5 {
            d.press(&format!("{command}⏎"));
            let told = d.status();
            assert!(told.contains(": "), "{told}");
            assert!(!told.contains("CANARY"), "{told}");
        }
    }
}
