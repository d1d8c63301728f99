//! What stands above the line: the meaning, and plainer words, never for what somebody said exactly.

use super::tests::{meeting, today};
use super::*;
use crate::domain::meeting::event::KnownEvent;
use crate::domain::record::kinds::contribution;
use crate::domain::visibility::Visibility;

fn told(line: &str) -> String {
    let meeting = meeting();
    explain(&read(line, &meeting, today()), line, &meeting)
}

#[test]
fn jargon_and_blame_are_pointed_out_with_a_plainer_word() {
    let told = told("SW: mother failed to engage with the plan");
    assert!(told.contains("plainer: failed to engage"), "{told}");
}

#[test]
fn exact_words_and_a_childs_words_are_left_alone() {
    for line in [
        "SW: \"she failed to engage with us\"",
        "EL: mum failed to engage with us",
        "SW/EL: mum failed to engage with us",
    ] {
        assert!(!told(line).contains("plainer"), "{line}: {}", told(line));
    }
}

#[test]
fn letters_that_are_somebodys_initials_here_mean_that_person() {
    assert!(told("KS: there was DA at home").contains("plainer: DA"));
    assert!(!told("KS: the SW came to see us").contains("plainer"));
}

#[test]
fn vague_words_are_nobodys_fault_in_what_people_tell() {
    assert!(!told("SW: we will support her as soon as we can").contains("plainer"));
}

#[test]
fn a_word_that_is_still_growing_is_not_pointed_out() {
    assert!(!told("SW: the mother failed to engage").contains("plainer"));
    for stands in [
        "SW: the mother failed to engage ",
        "SW: the mother failed to engage.",
        "SW: the mother failed to engage @ella",
        "SW: the mother failed to engage #new",
    ] {
        assert!(
            told(stands).contains("plainer: failed to engage"),
            "{stands}"
        );
    }
}

fn after(line: &str, whole: bool) -> Option<String> {
    let mut meeting = meeting();
    let said = super::tests::entry(line);
    let body = said.body(&meeting, Visibility::Everyone);
    super::tests::say(
        &mut meeting,
        KnownEvent::Recorded {
            id: "e9".into(),
            record: contribution::KIND.id.into(),
            section: None,
            body,
        },
    );
    plainer_after(meeting.record("e9").unwrap(), whole, &meeting)
}

#[test]
fn once_it_is_recorded_the_word_that_ended_the_line_is_pointed_out() {
    for end in [
        "failed to engage",
        "was hostile",
        "is chaotic",
        "refused",
        "is in denial",
    ] {
        for stop in ["", ".", " \u{2026}", "!", " ??", " #new", ")."] {
            let line = format!("SW: mum {end}{stop}");
            assert!(after(&line, false).is_some(), "{line}");
        }
    }
    let middle = "SW: mum failed to engage with the plan";
    assert_eq!(after(middle, false), None, "it stood above the line");
    assert!(
        after(middle, true).is_some(),
        "nobody saw it above the line"
    );
}

#[test]
fn exact_words_and_a_childs_words_are_left_alone_after_they_are_recorded_too() {
    for line in [
        "SW: \"mum failed to engage\"",
        "EL: mum failed to engage",
        "SW/EL: mum failed to engage",
        "SW: she said \"mum failed to engage\"",
        "XQ: mum failed to engage",
    ] {
        assert_eq!(after(line, true), None, "{line}");
    }
}

#[test]
fn a_child_who_goes_on_is_left_alone() {
    let mut meeting = meeting();
    let body = super::tests::entry("EL: it is loud").body(&meeting, Visibility::Everyone);
    let id = "e9".to_owned();
    let record = contribution::KIND.id.to_owned();
    super::tests::say(
        &mut meeting,
        KnownEvent::Recorded {
            id,
            record,
            section: None,
            body,
        },
    );
    let line = "mum failed to engage with us";
    let told = explain(&read(line, &meeting, today()), line, &meeting);
    assert!(
        told.starts_with("Ella says this too") && !told.contains("plainer"),
        "{told}"
    );
}

#[test]
fn a_mark_with_another_sign_restricts_until_somebody_decides() {
    for line in [
        "SW: she lives at 5 Made Up Road £restricted",
        "SW: she lives at 5 Made Up Road (restricted)",
        "SW: (confidential) she lives at 5 Made Up Road",
        "SW: she lives at 5 Made Up Road, @restricted, with her aunt",
        "SW: she lives at 5 Made Up Road *restrictd*",
        "/action ring 5 Made Up Road [restricted]; who: SW",
    ] {
        let told = told(line);
        assert!(
            told.contains("restricted until you decide: #restricted keeps it so"),
            "{line}: {told}"
        );
    }
    for line in [
        "SW: the file \"restricted\" is empty",
        "SW: it stays restricted",
        "SW: what he said is confidential.",
        "SW: her diet was restricted",
        "SW: she lives there \\£restricted",
    ] {
        let told = told(line);
        assert!(!told.contains("estricted"), "{line}: {told}");
    }
}

#[test]
fn a_word_that_only_looks_like_the_mark_is_pointed_out_before_enter() {
    for line in [
        "SW: she lives at 5 Made Up Road restricted",
        "SW: restricted: she lives at 5 Made Up Road",
        "SW: she lives at 5 Made Up Road confidential",
        "SW: she lives at 5 Made Up Road #hidden",
        "/action ring 5 Made Up Road restricted; who: SW",
        "/action ring 5 Made Up Road; who: SW #hidden",
    ] {
        let told = told(line);
        assert!(
            told.starts_with("Did you mean #restricted? It is open to everybody"),
            "{line}: {told}"
        );
    }
    for line in [
        "SW: her movement is restricted by the cast",
        "SW: she has a rest after lunch",
        "SW: kept at 5 Made Up Road #restricted",
        "SW: we are number #1 on the list",
        "SW: she lives with her aunt #new",
    ] {
        assert!(!told(line).contains("Did you mean"), "{line}");
    }
}
