//! Every mark of the shorthand, as a minute-taker types it.

use super::driver::Driver;
use talking_piece::domain::record::kinds::{contribution, person};
use talking_piece::domain::visibility::Visibility;

#[test]
fn every_sign_is_a_kind() {
    let mut d = Driver::in_conference();
    for (sign, kind) in [
        ("+", "strength"),
        ("!", "worry"),
        ("=", "family_proposal"),
        ("*", "chair_summary"),
        ("?", "question"),
        ("#obs", "observation"),
        ("#grey", "grey_area"),
    ] {
        d.press(&format!("KS: {sign} so it was⏎"));
        assert_eq!(d.last().text(&contribution::OF_KIND), kind, "{sign}");
        assert_eq!(d.last().text(&contribution::TEXT), "so it was", "{sign}");
    }
}

#[test]
fn exact_words_children_news_and_the_catch_up_list() {
    let mut d = Driver::in_conference();
    d.press("KS: \"I just want him home\" @noah #new ??⏎");
    let said = d.last();
    assert!(
        said.is(&contribution::EXACT) && said.is(&contribution::NEW_TO_FAMILY) && said.follow_up
    );
    assert_eq!(said.text(&contribution::TEXT), "I just want him home");
    assert_eq!(said.list(&contribution::CHILDREN), ["k2"]);
    d.press("SW: both of them @ella @noah⏎");
    assert_eq!(d.last().list(&contribution::CHILDREN), ["k1", "k2"]);
}

#[test]
fn restricted_holds_even_when_it_is_misspelt() {
    let mut d = Driver::in_conference();
    for mark in ["#restricted", "#res", "#restrcted", "#Restricted"] {
        d.press(&format!("SW: the address {mark}⏎"));
        assert_eq!(d.last().visibility, Visibility::Restricted, "{mark}");
    }
    d.press("SW: no secret⏎");
    assert_eq!(d.last().visibility, Visibility::Everyone);
}

#[test]
fn signs_inside_a_sentence_are_text() {
    let mut d = Driver::in_conference();
    for words in [
        "2 + 2 = 4",
        "he said \"no\" twice",
        "Note: it is late",
        "see #12",
        "half past 3: they came",
    ] {
        d.press(&format!("KS: {words}⏎"));
        assert_eq!(d.last().text(&contribution::TEXT), words);
        assert_eq!(d.last().text(&contribution::OF_KIND), "");
    }
    d.press("KS: \\+ is what she wrote⏎");
    assert_eq!(d.last().text(&contribution::TEXT), "+ is what she wrote");
}

#[test]
fn everybody_the_minute_taker_and_one_for_another() {
    let mut d = Driver::in_conference();
    d.press("all: agreed⏎");
    assert_eq!(d.last().text(&contribution::SPEAKER), "all");
    d.press(": they both went quiet⏎");
    assert_eq!(d.last().text(&contribution::SPEAKER), "minute_taker");
    d.press("SW/EL: she wants the lamp⏎");
    assert_eq!(d.last().text(&contribution::ON_BEHALF_OF), "k1");
}

#[test]
fn an_unknown_speaker_never_loses_the_words() {
    let mut d = Driver::in_conference();
    d.press("XQ: who is this⏎");
    assert_eq!(d.last().text(&contribution::TEXT), "who is this");
    assert_eq!(
        d.last().to_confirm.get(contribution::SPEAKER.name).unwrap(),
        "XQ"
    );
    assert!(d.status().contains("catch-up"), "{}", d.status());
    d.press("/catchup⏎↑⏎");
    assert_eq!(d.line(), "XQ: who is this");
    d.press("⇱⌦⌦HV⏎");
    assert_eq!(d.last_speaker(), "HV");
    assert_eq!(d.editor().meeting.catch_up().count(), 0);
}

#[test]
fn names_of_all_scripts_are_typed_and_found() {
    let mut d = Driver::in_conference();
    d.press("/person ŁŚ Łucja Świątek; role: aunt⏎łś: dzień dobry⏎");
    assert_eq!(d.last_speaker(), "ŁŚ");
    d.press("/person ليلى حسن; role: neighbour⏎");
    let code = d.last().text(&person::INITIALS).to_owned();
    d.press(&format!("{code}: مرحبا 👩\u{200d}👧⏎"));
    assert_eq!(d.last_speaker(), code);
    assert_eq!(d.last().text(&contribution::TEXT), "مرحبا 👩\u{200d}👧");
}
