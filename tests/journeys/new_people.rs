//! Somebody new: with letters and no name, with a name that is there already, with letters that somebody else has.

use super::driver::Driver;
use talking_piece::domain::line::{Found, find_seat};
use talking_piece::domain::record::kinds::person;

#[test]
fn letters_that_nobody_has_are_no_name() {
    let mut d = Driver::in_conference();
    d.press("/person QZ; agency: police⏎");
    let somebody = d.last();
    assert_eq!(somebody.text(&person::INITIALS), "QZ");
    assert_eq!(somebody.unread(&person::NAME), Some("QZ"));
    assert!(d.status().contains("what is the name?"), "{}", d.status());
    // What is said under them is theirs, and the name is put right later.
    let meeting = &d.editor().meeting;
    assert_eq!(find_seat("QZ", meeting), Found::One(somebody.id.clone()));
    d.press("/rename QZ: Quentin Zell⏎");
    assert_eq!(d.last().text(&person::NAME), "Quentin Zell");
    assert_eq!(d.last().unread(&person::NAME), None, "{}", d.status());
}

#[test]
fn a_name_with_its_letters_and_a_short_name_are_names() {
    let mut d = Driver::in_conference();
    for line in [
        "/person JO Jo Ott; role: aunt",
        "/person Jo; role: cousin",
        "/person AMAL; role: uncle",
    ] {
        d.enter(line);
        assert_eq!(
            d.last().unread(&person::NAME),
            None,
            "{line}: {}",
            d.status()
        );
    }
}

#[test]
fn the_very_same_name_is_no_slip() {
    let mut d = Driver::in_conference();
    d.press("/person MM Mary Moss; role: aunt⏎/person MS Mary Moss; role: nurse⏎");
    let told = d.status();
    assert!(
        told.contains("(Mary Moss, who is there: the same?)"),
        "{told}"
    );
    d.press("/person MP Mary Mosss; role: cook⏎");
    let told = d.status();
    assert!(
        told.contains("(nearly Mary Moss, who is there: the same?)"),
        "{told}"
    );
}

#[test]
fn whose_letters_got_a_number_is_said() {
    let mut d = Driver::in_conference();
    d.press("/person Mary Moss; role: aunt⏎");
    assert!(!d.status().contains("Type MM"), "{}", d.status());
    d.press("/person Mick Marsh; role: uncle⏎");
    let told = "Type MM2 for Mick Marsh: MM is Mary Moss.";
    assert!(d.status().contains(told), "{}", d.status());
}

/// A blank stood where the letters would have been.
#[test]
fn whoever_has_no_letters_yet_is_asked_about_by_name_alone() {
    let mut d = Driver::in_conference();
    d.press("/person MM Mary Moss; role: aunt⏎/person MM Maryam Mills; role: cousin⏎");
    assert_eq!(d.last().text(&person::INITIALS), "", "{}", d.status());
    d.press("/arrive mar⏎");
    let told = d.status();
    assert!(told.contains("MM Mary"), "{told}");
    assert!(told.contains("Maryam"), "{told}");
    assert!(!told.contains("  ") && !told.contains("( "), "{told}");
}
