//! A mark that is nearly `#restricted`: it restricts, or it is said before and after Enter that it does not.

use super::driver::Driver;
use talking_piece::app::protocol::message::Message;
use talking_piece::app::protocol::status::Outcome;
use talking_piece::domain::line::{explain, read};
use talking_piece::domain::minutes::open_minutes;
use talking_piece::domain::record::WHO_MAY_READ;
use talking_piece::domain::record::kinds::contribution;

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
    d.press("SW: she is at 5 Made Up Road restricted");
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

/// Marks with another sign, as a British keyboard, a phone or a word processor makes them.
const NEARLY: [&str; 8] = [
    "SW: CANARY81 £restricted",
    "SW: CANARY81 (restricted) and more",
    "SW: CANARY81 \u{ff03}restricted",
    "SW: @restricted CANARY81",
    "SW: CANARY81 *restrictd*.",
    "/action CANARY81 £restricted; who: SW",
    "/action ring; who: SW; measure: CANARY81 [confidential]",
    "/view Ella; by: letter; words: CANARY81 ~restricted~",
];

fn open_minutes_of(d: &Driver) -> String {
    open_minutes(&d.editor().meeting).to_text()
}

#[test]
fn a_mark_with_another_sign_is_kept_back_until_somebody_decides() {
    for line in NEARLY {
        for ends_open in [true, false] {
            let mut d = Driver::in_conference();
            d.press(&format!("{line}⏎"));
            assert!(!d.last().is_open(), "{line}: {}", d.status());
            assert!(!open_minutes_of(&d).contains("CANARY81"), "{line}");
            let is_plain_mark = line.contains('\u{ff03}');
            assert!(
                is_plain_mark || d.status().contains("who may read it"),
                "{line}: {}",
                d.status()
            );
            d.press(if ends_open {
                "/mark open⏎"
            } else {
                "/mark restricted⏎"
            });
            assert_eq!(d.last().is_open(), ends_open, "{line}: {}", d.status());
            assert_eq!(
                open_minutes_of(&d).contains("CANARY81"),
                ends_open,
                "{line}"
            );
            assert!(!d.last().to_confirm.contains_key(WHO_MAY_READ), "{line}");
        }
    }
}

#[test]
fn without_a_screen_a_bare_word_and_an_unknown_mark_restrict_as_well() {
    for line in [
        "SW: CANARY82 restricted",
        "SW: confidential CANARY82",
        "SW: CANARY82 #hidden",
        "/action CANARY82 restricted; who: SW",
    ] {
        let mut d = Driver::in_conference();
        d.app.one_line_at_a_time = true;
        d.enter(line);
        assert!(!open_minutes_of(&d).contains("CANARY82"), "{line}");
        assert!(d.last().to_confirm.contains_key(WHO_MAY_READ), "{line}");
    }
    for line in [
        "SW: that stays restricted",
        "SW: it was confidential",
        "SW: CANARY82 \\#hidden",
        "SW: CANARY82 restricted #open",
    ] {
        let mut d = Driver::in_conference();
        d.app.one_line_at_a_time = true;
        d.enter(line);
        assert!(d.last().is_open(), "{line}: {}", d.status());
    }
}

#[test]
fn words_that_were_opened_once_are_not_asked_about_again() {
    let mut d = Driver::in_conference();
    d.press("SW: CANARY83 (restricted)⏎/mark open⏎");
    d.enter("/edit SW: CANARY83 (restricted) and more");
    assert!(d.last().is_open(), "{}", d.status());
    d.enter("/edit SW: CANARY84 £restricted");
    assert!(!d.last().is_open(), "{}", d.status());
    assert!(!open_minutes_of(&d).contains("CANARY84"));
}

/// A record's line that could not be taken: nobody can say yet which of its words are an address.
#[test]
fn a_line_that_is_kept_as_text_and_may_be_a_record_is_restricted() {
    for line in [
        "/persom QZ Quentin; contact: CANARY85",
        "person QZ Quentin; contact: CANARY85",
        "KQ Kasia; adress: CANARY85",
        "/child Quilla address: CANARY85",
    ] {
        let mut d = Driver::in_conference();
        d.app.one_line_at_a_time = true;
        let outcome = d.enter(line);
        if let Outcome::Refused(why) = outcome {
            d.send(Message::Unread(line.to_owned(), why.to_string()));
        }
        assert!(
            !open_minutes_of(&d).contains("CANARY85"),
            "{line}: {}",
            d.status()
        );
        assert!(
            d.last().text(&contribution::TEXT).contains("CANARY85"),
            "{line}"
        );
    }
}
