//! Past minutes read in plain mode: headings by number, commands without a slash, and what must be known about a page.

use super::driver::Driver;
use super::reading::at_home;
use talking_piece::app::protocol::message::Message;
use talking_piece::app::protocol::place::Place;
use talking_piece::app::protocol::view::View;
use talking_piece::documents::Arranged;
use talking_piece::documents::document::{Document, Mark};
use talking_piece::plain::Plain;

fn said(plain: &mut Plain, d: &mut Driver, line: &str) -> String {
    d.app.status.clear();
    for message in plain.take(&d.app, line) {
        d.send(message);
    }
    plain.tell(&d.app).join("\n")
}

fn opened() -> (Plain, Driver, String) {
    let mut d = at_home();
    d.app.one_line_at_a_time = true;
    let mut plain = Plain::default();
    plain.tell(&d.app);
    let told = said(&mut plain, &mut d, "1");
    (plain, d, told)
}

#[test]
fn a_page_tells_its_headings_and_reads_a_part_by_its_number() {
    let (mut plain, mut d, told) = opened();
    assert!(told.contains("Record of the meeting") && told.contains("1. The children"));
    assert!(!told.contains("scared"), "not all at once: {told}");
    assert!(!told.contains("===="), "lines are for eyes: {told}");
    let number = told
        .lines()
        .find(|line| line.ends_with(". Who was there"))
        .unwrap();
    let number = number.split('.').next().unwrap();
    let told = said(&mut plain, &mut d, number);
    assert!(
        told.contains("Who was there") && told.contains("Kelly"),
        "{told}"
    );
    let next = said(&mut plain, &mut d, "");
    assert!(next.starts_with("1 "), "the next part: {next}");
}

#[test]
fn words_are_found_with_what_stands_around_them() {
    let (mut plain, mut d, _) = opened();
    let told = said(&mut plain, &mut d, "quiet at night");
    assert!(
        told.contains("1 of 1, under The children, and how each was heard · Ella")
            && told.contains("I want it quiet"),
        "{told}"
    );
    let told = said(&mut plain, &mut d, "/find scared");
    assert!(
        told.contains("1 of 1") && told.contains("tell anyone"),
        "{told}"
    );
    let part = said(&mut plain, &mut d, "3");
    assert!(part.contains("Noah") && !part.contains("1 of 1"), "{part}");
    let told = said(&mut plain, &mut d, "nowhere to be seen");
    assert!(told.contains("Not on this page"), "{told}");
    let told = said(&mut plain, &mut d, "back");
    assert!(told.contains("A number opens a meeting"), "{told}");
}

#[test]
fn it_can_be_arranged_read_whole_and_left() {
    let (mut plain, mut d, _) = opened();
    let told = said(&mut plain, &mut d, "/by child");
    assert!(told.contains("Record by child"), "{told}");
    let told = said(&mut plain, &mut d, "all");
    assert!(
        told.contains("About all the children") && !told.contains("CANARY61"),
        "{told}"
    );
    said(&mut plain, &mut d, "back");
    said(&mut plain, &mut d, "back");
    assert_eq!(d.app.place, Place::Home);
}

#[test]
fn commands_of_a_page_need_no_slash_and_other_words_are_looked_for() {
    let (mut plain, mut d, _) = opened();
    let told = said(&mut plain, &mut d, "contents");
    assert!(told.starts_with("1. The children"), "{told}");
    assert!(told.contains(" · Ella"), "whose part it is: {told}");
    let told = said(&mut plain, &mut d, "by child");
    assert!(told.contains("Record by child"), "{told}");
    let told = said(&mut plain, &mut d, "go about all");
    assert!(told.starts_with("About all the children"), "{told}");
    // `who` takes no words: with words after it, it is something to search for.
    let told = said(&mut plain, &mut d, "who said that");
    assert!(told.contains("Not on this page"), "{told}");
    assert_eq!(d.app.pages.len(), 2);
    let told = said(&mut plain, &mut d, "who");
    assert_eq!(d.app.pages.len(), 3, "{told}");
}

#[test]
fn back_goes_back_behind_a_list_and_behind_what_could_not_be_done() {
    let (mut plain, mut d, _) = opened();
    said(&mut plain, &mut d, "by child");
    let told = said(&mut plain, &mut d, "/go nowhere");
    assert!(told.contains("No heading has \"nowhere\""), "{told}");
    let told = said(&mut plain, &mut d, "back");
    assert!(told.contains("Record of the meeting"), "{told}");
    said(&mut plain, &mut d, "contents");
    said(&mut plain, &mut d, "back");
    assert_eq!(d.app.place, Place::Home);
}

#[test]
fn restricted_says_whether_it_is_shown_or_put_away() {
    let (mut plain, mut d, _) = opened();
    let told = said(&mut plain, &mut d, "restricted");
    assert!(
        told.contains("[Restricted] This is the full record")
            && told.contains("The restricted parts are shown now"),
        "{told}"
    );
    let told = said(&mut plain, &mut d, "restricted");
    assert!(
        told.contains("The restricted parts are hidden again") && !told.contains("[Restricted]"),
        "{told}"
    );
}

#[test]
fn a_page_opened_at_a_place_says_what_must_be_known_of_it() {
    let mut d = at_home();
    let mut plain = Plain::default();
    plain.tell(&d.app);
    let mut document = Document::new("Record of the meeting: Made-up conference", "en-GB");
    document.named = vec!["22 Nov 2026".into(), "P-2214".into()];
    document.marked(Mark::MadeUp, "This is a practice meeting.");
    document.marked(Mark::Restricted, "This is the full record.");
    document.heading(1, "Ella Quillfeather");
    for entry in 0..20 {
        document.paragraph(format!("entry {entry}"));
    }
    document.heading(2, "The plan");
    document.anchor("a1");
    document.paragraph("a quiet evening");
    d.send(Message::Page {
        view: View::Record {
            meeting: "aa11".into(),
            arranged: Arranged::from_word("child").unwrap(),
            version: Some(2),
            restricted: true,
        },
        document: Box::new(document),
        at: Some("a1".into()),
    });
    // What is seen first is above the record where it was opened: the part before is read, too.
    let told = plain.tell(&d.app).join("\n");
    for words in [
        "version 2, 22 Nov 2026, P-2214, Record of the meeting: Made-up conference.",
        "[Made up] This is a practice meeting.",
        "[Restricted] This is the full record.",
        "Ella Quillfeather",
    ] {
        assert!(told.contains(words), "{words} in\n{told}");
    }
    let told = said(&mut plain, &mut d, "2");
    assert!(
        told.starts_with("Ella Quillfeather · The plan\na quiet evening"),
        "{told}"
    );
}
