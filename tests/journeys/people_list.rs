//! `/people`: everybody with their letters, who is here and since when, and one key to put it right.

use super::driver::Driver;
use crate::screens::driver::{Screen, draw};
use ratatui::style::Style;
use talking_piece::app::protocol::place::Place;
use talking_piece::app::screens::help::listed;
use talking_piece::domain::record::kinds::person;
use talking_piece::domain::settings::screen::Colours;
use talking_piece::ui::Theme;

fn rows(d: &Driver) -> Vec<(String, String)> {
    let mut d = d.clone();
    d.press("/people⏎");
    assert_eq!(d.app.place, Place::Help);
    let rows = listed(&d.app).into_iter();
    rows.map(|row| (row.typed, row.help)).collect()
}

fn row(d: &Driver, letters: &str) -> String {
    let rows = rows(d);
    let found = rows
        .iter()
        .find(|(typed, _)| typed.starts_with(&format!("{letters} ")));
    found
        .unwrap_or_else(|| panic!("{letters}: {rows:?}"))
        .1
        .clone()
}

fn group(d: &Driver, letters: &str) -> String {
    let mut heading = String::new();
    for (typed, help) in rows(d) {
        if help.is_empty() {
            heading = typed;
        } else if typed.starts_with(&format!("{letters} ")) {
            return heading;
        }
    }
    panic!("{letters} is not listed")
}

#[test]
fn who_is_here_who_left_and_who_is_not_here_and_why() {
    let mut d = Driver::in_conference();
    d.press("/leave HV⏎/person GT Gwen Thorn; role: grandmother⏎");
    d.press("/person PO Pip Oakly; role: police officer; agency: police⏎/arrive PO by phone⏎");
    d.press("/person YW Yara Willow; role: youth worker; why not: on leave⏎");
    assert!(group(&d, "KS").starts_with("Here ("), "{:?}", rows(&d));
    assert!(row(&d, "KS").starts_with("since "), "{}", row(&d, "KS"));
    assert!(row(&d, "KS").ends_with(" · mother"), "{}", row(&d, "KS"));
    assert!(row(&d, "PO").starts_with("since "), "{}", row(&d, "PO"));
    assert!(row(&d, "PO").ends_with(" (phone) · police officer · police"));
    assert!(group(&d, "HV").starts_with("Left ("));
    assert!(row(&d, "HV").contains('–'), "{}", row(&d, "HV"));
    assert!(group(&d, "GT").starts_with("Awaited ("));
    assert!(group(&d, "YW").starts_with("Not here ("), "{:?}", rows(&d));
    assert!(row(&d, "YW").ends_with("on leave"));
    assert!(row(&d, "EL").starts_with("child · 9"), "{}", row(&d, "EL"));
}

#[test]
fn enter_begins_the_line_that_puts_it_right() {
    let mut d = Driver::in_conference();
    d.press("/person GT Gwen Thorn; role: grandmother⏎/people⏎⏎");
    assert_eq!(d.line(), "/leave CH ", "the first person is chosen");
    d.press("⎋/people⏎");
    let at = |d: &Driver, words: &str| {
        let rows = listed(&d.app);
        rows.iter()
            .position(|row| row.typed.starts_with(words))
            .unwrap()
    };
    while d.app.help.row != at(&d, "GT ") {
        d.press("↓");
    }
    d.press("⏎");
    assert_eq!(d.line(), "/arrive GT ");
    d.press("⏎");
    assert!(group(&d, "GT").starts_with("Here ("));
}

/// How a child is heard who is not in the room, and that whoever meant to come could not.
#[test]
fn who_is_not_in_the_room_is_heard_or_excused() {
    let mut d = Driver::in_conference();
    d.press("/view EL; by: letter; words: \"quiet\"; read by: SW⏎");
    assert!(row(&d, "EL").ends_with(" · letter"), "{}", row(&d, "EL"));
    d.press("/person YW Yara Willow; role: youth worker; attendance: in person; answered: 3 Nov⏎");
    d.press("/absent YW: off sick⏎");
    assert_eq!(row(&d, "YW"), "youth worker · off sick");
}

/// So that who somebody is stands in one row.
#[test]
fn names_take_no_more_room_than_they_need() {
    let mut d = Driver::in_conference();
    d.press("/people⏎");
    let (buffer, _) = draw(&d.app, 80, 24, &Theme::of(Colours::Either));
    let text = Screen::of(&buffer, None, Style::default()).text();
    let longest = " KS Kelly Nettlesworth  since ";
    assert!(text.contains(longest), "{text}");
}

/// Letters are put right without making a new person, and what was said stays theirs.
#[test]
fn letters_can_be_changed() {
    for line in [
        "/person KS; initials: KT",
        "/person KS; letters: KT",
        "/person Kelly Nettlesworth; initials: KT",
    ] {
        let mut d = Driver::in_conference();
        d.press("KS: I was scared⏎");
        let (people, last) = (d.count(&person::KIND), d.last().id.clone());
        d.press(&format!("{line}⏎"));
        assert!(d.status().contains("KS → KT"), "{line}: {}", d.status());
        assert_eq!(d.count(&person::KIND), people, "{line}: {}", d.status());
        assert!(row(&d, "KT").ends_with(" · mother"), "{line}");
        d.press("KT: and I still am⏎");
        assert_eq!(d.last_speaker(), "KT", "{line}");
        let first = d.editor().meeting.record(&last).unwrap();
        let speaker = first.values["speaker"].as_str().unwrap();
        assert_eq!(d.editor().meeting.code(speaker), "KT", "{line}");
    }
}

/// Two people never have the same letters.
#[test]
fn letters_of_somebody_else_are_asked_about() {
    let mut d = Driver::in_conference();
    let people = d.count(&person::KIND);
    d.press("/person KS; letters: DS⏎");
    assert!(d.status().contains("onfirm"), "{}", d.status());
    assert_eq!(d.count(&person::KIND), people);
    assert!(row(&d, "KS").ends_with(" · mother"), "{:?}", rows(&d));
    assert!(row(&d, "DS").ends_with(" · father"));
    // Whoever is new and is given letters by their label is still somebody new.
    d.press("/person Karen Dell; role: aunt; letters: KD⏎");
    assert_eq!(d.count(&person::KIND), people + 1, "{}", d.status());
}

/// The list is on the screen while others may look at it.
#[test]
fn who_is_restricted_is_only_letters() {
    let mut d = Driver::in_conference();
    d.press("/person QZ Quentin Zephyr; role: uncle; agency: Nowhere #restricted⏎");
    let rows = rows(&d);
    let shown = rows.iter().find(|(typed, _)| typed.starts_with("QZ"));
    assert_eq!(shown, Some(&("QZ".to_owned(), "(restricted)".to_owned())));
}

/// The line of a child has the letters behind the name: changed as it stands, it is the same child.
#[test]
fn a_child_is_edited_as_the_line_stands() {
    for child in [
        "/child Zed Wren; code: ZE",
        "/child Zed; letters: ZE",
        "/child the baby; code: ZE",
    ] {
        let mut d = Driver::in_conference();
        d.press(&format!("{child}⏎"));
        let kind = &talking_piece::domain::record::kinds::child::KIND;
        let (children, name) = (
            d.count(kind),
            d.editor()
                .meeting
                .records(kind)
                .next_back()
                .unwrap()
                .text(&talking_piece::domain::record::kinds::child::NAME)
                .to_owned(),
        );
        d.press("/edit⏎");
        assert!(d.line().contains("ZE"), "{}", d.line());
        d.press("; school: Elm Lane⏎");
        let last = d.editor().meeting.records(kind).next_back().unwrap();
        assert_eq!(
            last.text(&talking_piece::domain::record::kinds::child::NAME),
            name,
            "{child}: {}",
            d.status()
        );
        assert_eq!(
            last.text(&talking_piece::domain::record::kinds::child::SCHOOL),
            "Elm Lane",
            "{child}: {}",
            d.status()
        );
        assert_eq!(d.count(kind), children, "{child}");
    }
}
