//! The record by child, person and agency: who gets what, and that each record can be found on its page.

use super::record_tests::meeting;
use super::*;
use crate::domain::minutes::{open_minutes, restricted_part};
use crate::formats::plain_text;

fn page(order: &str) -> String {
    let arranged = Arranged::from_word(order).unwrap();
    plain_text::print(&arranged.page(&open_minutes(&meeting().meeting), None), 78)
}

fn full_page(order: &str) -> String {
    let sample = meeting();
    let part = restricted_part(&sample.meeting);
    let arranged = Arranged::from_word(order).unwrap();
    plain_text::print(
        &arranged.page(&open_minutes(&sample.meeting), Some(&part)),
        78,
    )
}

/// What stands from one heading on to the next of the first level.
fn under(text: &str, heading: &str) -> String {
    let parts = text.split_once(&format!("\n\n{heading}\n---"));
    let (_, rest) = parts.unwrap_or_else(|| panic!("{heading}: {text}"));
    let part = rest.split_once("\n\n\n").map_or(rest, |(part, _)| part);
    // Where a line was full does not matter here.
    let words: Vec<&str> = part.split_whitespace().collect();
    words.join(" ")
}

#[test]
fn each_child_has_its_views_its_words_and_its_decision_together() {
    let text = page("child");
    let ella = under(&text, "Ella Smith");
    for words in [
        "I want it quiet at night",
        "I was scared to tell anyone",
        "child protection plan starts",
    ] {
        assert!(ella.contains(words), "{words} in {ella}");
    }
    assert!(!ella.contains("came every week"));
    let all = under(&text, "About all the children");
    for words in [
        "came every week",
        "Kelly books speech therapy",
        "two missed visits",
        "First core group",
    ] {
        assert!(all.contains(words), "{words} in {all}");
    }
}

#[test]
fn each_person_has_what_they_said_and_do() {
    let text = page("person");
    let kelly = under(&text, "Kelly Smith, mother");
    assert!(
        kelly.contains("scared to tell anyone") && kelly.contains("speech therapy"),
        "{kelly}"
    );
    assert!(!kelly.contains("came every week"));
    let others = under(&text, "Everybody, and anyone not on the list");
    assert!(others.contains("who was that"), "{others}");
}

#[test]
fn no_arrangement_has_a_restricted_word_unless_it_is_for_the_full_record() {
    for order in ["child", "person", "agency"] {
        let open = page(order);
        let full = full_page(order);
        for word in ["Larch", "Birchwood", "Oaktree", "Ashgrove"] {
            assert!(!open.contains(word), "{word} in {open}");
        }
        for word in ["Larch", "Oaktree", "Ashgrove"] {
            assert!(full.contains(word), "{order}: {word} in {full}");
        }
        assert!(full.contains("[Restricted]"), "{full}");
    }
}

#[test]
fn no_arrangement_leaves_a_record_out() {
    let sample = meeting();
    let minutes = open_minutes(&sample.meeting);
    for arranged in Arranged::all() {
        let document = arranged.page(&minutes, None);
        for record in minutes.records().iter().filter(|it| it.kind() != "person") {
            let id = record.id();
            assert!(
                document.places_of(id).next().is_some(),
                "{id} in {arranged:?}"
            );
        }
    }
}

#[test]
fn every_record_has_a_place_on_the_record_of_the_meeting() {
    let sample = meeting();
    let minutes = open_minutes(&sample.meeting);
    let document = Arranged::default().page(&minutes, None);
    for record in minutes.records() {
        let place = document.places_of(record.id()).next();
        let place = place.unwrap_or_else(|| panic!("{} has no place", record.id()));
        assert!(place.block < document.blocks.len());
    }
}
