//! Words that are not finished yet: set aside, brought back, and there again after a kill at any letter.

use super::driver::Driver;
use talking_piece::domain::record::kinds::contribution;

#[test]
fn esc_sets_aside_and_down_brings_back() {
    let mut d = Driver::in_conference();
    d.press("KS: half a sen⎋");
    assert_eq!(d.line(), "");
    d.press("DS: quick⏎↓");
    assert_eq!(d.line(), "KS: half a sen");
    d.press("tence⏎");
    assert_eq!(d.last().text(&contribution::TEXT), "half a sentence");
    assert!(d.editor().asides.is_empty());
}

#[test]
fn an_edit_that_was_set_aside_is_still_an_edit() {
    let mut d = Driver::in_conference();
    d.press("KS: one⏎↑⏎ more⎋DS: two⏎↓⏎");
    assert_eq!(
        d.editor()
            .meeting
            .record("e1")
            .unwrap()
            .text(&contribution::TEXT),
        "one more"
    );
    assert_eq!(d.count(&contribution::KIND), 2);
}

#[test]
fn several_lines_come_back_one_by_one_and_none_is_lost() {
    let mut d = Driver::in_conference();
    d.press("one⎋two⎋three⎋↓");
    assert_eq!(d.line(), "three");
    d.press("/aside");
    assert_eq!(d.line(), "three/aside", "a command begins on an empty line");
    d.press("⌫⌫⌫⌫⌫⌫⎋");
    let texts: Vec<&str> = d
        .editor()
        .asides
        .iter()
        .map(|aside| aside.text.as_str())
        .collect();
    assert_eq!(texts, ["one", "two", "three"]);
}

#[test]
fn every_letter_is_there_after_a_kill() {
    let mut d = Driver::in_conference();
    let mut typed = String::new();
    for letter in "KS: I was sc\u{e4}red, \u{1f469}\u{200d}\u{1f467}".chars() {
        d.press(&letter.to_string());
        typed.push(letter);
        d.kill_and_resume();
        assert_eq!(d.line(), typed);
    }
    assert!(
        d.status().contains("half-typed line is here"),
        "{}",
        d.status()
    );
    d.press("⏎");
    assert!(d.last().text(&contribution::TEXT).starts_with("I was"));
    d.kill_and_resume();
    assert_eq!(d.line(), "");
    assert_eq!(d.count(&contribution::KIND), 1);
}

#[test]
fn an_edit_and_the_lines_aside_survive_a_kill() {
    let mut d = Driver::in_conference();
    d.press("KS: one⏎DS: later⎋↑⏎ more");
    d.kill_and_resume();
    assert_eq!(d.line(), "KS: one more");
    d.press("⏎");
    assert_eq!(
        d.editor()
            .meeting
            .record("e1")
            .unwrap()
            .text(&contribution::TEXT),
        "one more"
    );
    d.press("↓");
    assert_eq!(d.line(), "DS: later");
}

#[test]
fn space_writes_an_abbreviation_out_and_backspace_takes_it_back() {
    let mut d = Driver::in_conference();
    d.press("KS: the hv ");
    assert_eq!(d.line(), "KS: the health visitor ");
    d.press("⌫");
    assert_eq!(d.line(), "KS: the hv ");
    d.press("came⏎");
    assert_eq!(d.last().text(&contribution::TEXT), "the hv came");
    d.press("KS: the hv came⌫⌫⌫⌫⌫⏎");
    assert_eq!(
        d.last().text(&contribution::TEXT),
        "the health visitor",
        "only right after"
    );
    d.press("KS: she said \"my hv is nice\" and hv ⏎");
    assert_eq!(
        d.last().text(&contribution::TEXT),
        "she said \"my hv is nice\" and health visitor"
    );
}

#[test]
fn leaving_keeps_the_half_typed_line() {
    let mut d = Driver::in_conference();
    d.press("KS: half⌃q");
    assert_eq!(
        d.line(),
        "KS: half",
        "a key in the middle of a line only asks"
    );
    assert!(d.status().contains("not recorded yet"), "{}", d.status());
    // Whoever types on is asked again.
    d.press(" a⌃q");
    assert_eq!(d.line(), "KS: half a");
    d.press("⌃q");
    assert!(d.app.editor.is_none());
    d.kill_and_resume();
    assert_eq!(d.line(), "KS: half a");
    // Without words there is nothing to ask about, nor is there in the line that says it.
    d.press("⏎⌃q");
    assert!(d.app.editor.is_none());
    let mut d = Driver::in_conference();
    d.press("/quit⏎");
    assert!(d.app.editor.is_none());
    // A line that only has what the program put there is nobody's.
    let mut d = Driver::in_conference();
    d.press("KS: half⏎↑⏎⌃q");
    assert!(d.app.editor.is_none());
}
