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
        // Only the Chair sums up.
        let who = if sign == "*" { "CH" } else { "KS" };
        d.press(&format!("{who}: {sign} so it was⏎"));
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
fn what_only_looks_like_a_mark_is_recorded_as_it_was_typed() {
    let mut d = Driver::in_conference();
    for words in [
        "+44 1234",
        "*she sighs*",
        "=3",
        "* * *",
        "- 5",
        "**bold**",
        "@3pm she comes",
        ":) she smiled",
        "C#",
    ] {
        d.press(&format!("KS: {words}⏎"));
        assert_eq!(d.last().text(&contribution::TEXT), words);
        assert_eq!(d.last_speaker(), "KS", "{words}");
        assert!(d.last().body().to_confirm.is_empty(), "{words}");
        assert_eq!(d.last().text(&contribution::OF_KIND), "");
    }
    d.press(":) she smiled⏎");
    assert_eq!(d.last().text(&contribution::TEXT), ":) she smiled");
    assert_eq!(d.last_speaker(), "KS");
}

#[test]
fn a_mark_that_nobody_knows_is_asked_about_and_its_word_stays() {
    let mut d = Driver::in_conference();
    for words in [
        "@home she is fine",
        "I told @KS and @Bob",
        "it was #hashtag",
    ] {
        d.press(&format!("HV: {words}⏎"));
        assert_eq!(d.last().text(&contribution::TEXT), words);
        assert!(d.status().contains("To be confirmed"), "{}", d.status());
    }
    assert_eq!(d.editor().meeting.catch_up().count(), 3);
}

#[test]
fn a_summary_by_somebody_else_is_asked_about_and_stays_theirs() {
    let mut d = Driver::in_conference();
    d.press("HV: * the clinic goes on⏎");
    assert_eq!(d.last_speaker(), "HV");
    assert_eq!(d.last().text(&contribution::OF_KIND), "");
    assert_eq!(d.last().text(&contribution::TEXT), "the clinic goes on");
    assert!(d.status().contains("Chair's summary"), "{}", d.status());
    d.press("/mark worry⏎");
    assert_eq!(d.last().text(&contribution::OF_KIND), "worry");
    assert_eq!(d.editor().meeting.catch_up().count(), 0);
}

#[test]
fn a_blaming_word_at_the_end_is_pointed_out_once_it_is_recorded() {
    let mut d = Driver::in_conference();
    for stop in ["", "."] {
        d.press(&format!("HV: mum failed to engage{stop}⏎"));
        assert!(
            d.status().contains("Plainer: failed to engage"),
            "{}",
            d.status()
        );
        d.press("HV: she came⏎");
        assert!(!d.status().contains("Plainer"), "{}", d.status());
    }
    d.press("EL: mum failed to engage⏎");
    assert!(!d.status().contains("Plainer"), "{}", d.status());
    d.press("HV: \"mum failed to engage\"⏎");
    assert!(!d.status().contains("Plainer"), "{}", d.status());
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

#[test]
fn two_people_who_speak_together_are_named_with_any_sign_between_them() {
    for label in [
        "KS + DS",
        "KS & DS",
        "KS and DS",
        "Mum and Dad",
        "Mum & Dad",
        "Mum + Dad",
        "Kelly + Dan",
        "both parents",
    ] {
        let mut d = Driver::in_conference();
        d.press(&format!("{label}: we both want him home⏎"));
        let said = d.last();
        assert!(said.to_confirm.is_empty(), "{label}: {}", d.status());
        assert!(
            d.last_line().starts_with("KS & DS: "),
            "{label}: {}",
            d.last_line()
        );
    }
}

#[test]
fn a_mark_right_behind_a_label_is_completed_as_one_behind_a_space() {
    for (typed, made) in [
        ("k:#fe", "k:#feeling "),
        ("KS: #fe", "KS: #feeling "),
        ("k:@no", "k:@noah "),
        ("http://a#fe", "http://a#fe"),
        ("KS: she said:#fe", "KS: she said:#fe"),
    ] {
        let mut d = Driver::in_conference();
        d.press("/section how the family feel⏎");
        d.press(&format!("{typed}⇥"));
        assert_eq!(d.line(), made, "{typed}");
    }
}
