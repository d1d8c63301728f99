//! What stands above the line: the meaning, and plainer words, never for what somebody said exactly.

use super::tests::{meeting, today};
use super::*;

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
}

#[test]
fn a_word_that_only_looks_like_the_mark_is_pointed_out_before_enter() {
    for line in [
        "SW: she lives at 5 Made Up Road restricted",
        "SW: she lives at 5 Made Up Road £restricted",
        "SW: she lives at 5 Made Up Road (restricted)",
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
