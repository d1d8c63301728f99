//! A minute-taker prepares a meeting the evening before, and begins it in the morning.

use super::driver::Driver;
use talking_piece::app::protocol::message::Key;
use talking_piece::app::protocol::place::Place;
use talking_piece::domain::meeting::Phase;
use talking_piece::domain::record::kinds::{child, details, person};

#[test]
fn people_get_the_initials_they_are_given_or_some_are_made_up() {
    let mut d = Driver::with_agenda("restorative-icpc");
    d.press("/person KS Kelly Nettlesworth; role: mother⏎");
    assert_eq!(d.last().text(&person::INITIALS), "KS");
    d.press("/person Kim Sorrel; role: aunt⏎");
    assert_eq!(d.last().text(&person::INITIALS), "KS2");
    d.press("/person anil marlowe; role: social worker; agency: children's services⏎");
    assert_eq!(d.last().text(&person::INITIALS), "AM");
    d.press("/child Ella Nettlesworth; born: 4 Mar 2017; called: Ella⏎");
    assert_eq!(d.last().text(&child::CODE), "EL");
    assert_eq!(d.last().text(&child::BORN), "2017-03-04");
    assert!(d.line().is_empty());
}

#[test]
fn taken_initials_are_given_anew_and_what_was_typed_is_to_be_confirmed() {
    let mut d = Driver::with_agenda("restorative-icpc");
    d.press("/person KS Kelly Nettlesworth⏎/person KS Kit Sparrowhat⏎");
    assert_eq!(d.count(&person::KIND), 2);
    assert_ne!(d.last().text(&person::INITIALS), "KS");
    assert_eq!(
        d.last().to_confirm.get(person::INITIALS.name).unwrap(),
        "KS"
    );
    assert_eq!(d.editor().meeting.catch_up().count(), 1);
}

#[test]
fn typing_the_same_initials_again_adds_to_the_person() {
    let mut d = Driver::with_agenda("restorative-icpc");
    d.press("/person KS Kelly Nettlesworth; role: mother⏎/person KS; attendance: video⏎");
    assert_eq!(d.count(&person::KIND), 1);
    assert_eq!(d.last().text(&person::ATTENDANCE), "video");
    assert_eq!(d.last().text(&person::ROLE), "mother");
}

#[test]
fn the_details_are_one_record() {
    let mut d = Driver::with_agenda("restorative-icpc");
    d.press("/meeting 22-K; venue: the hall⏎/meeting; format: by video⏎");
    assert_eq!(d.count(&details::KIND), 1);
    assert_eq!(d.editor().meeting.reference(), "22-K");
    assert_eq!(d.last().text(&details::FORMAT), "video");
}

#[test]
fn before_the_meeting_words_are_refused_and_stay() {
    let mut d = Driver::with_agenda("restorative-icpc");
    d.press("KS: hello⏎");
    assert_eq!(d.line(), "KS: hello");
    assert!(d.status().contains("/begin"), "{}", d.status());
    d.press("⎋/begin⏎↓");
    assert_eq!(d.line(), "KS: hello");
}

#[test]
fn the_meeting_begins_and_everybody_arrives() {
    let d = Driver::in_conference();
    let meeting = &d.editor().meeting;
    assert_eq!(meeting.phase(), Phase::Open);
    assert_eq!(meeting.stays().len(), 5);
    assert_eq!(meeting.open_section().unwrap().id, "welcome");
    assert_eq!(d.app.place, Place::Recording);
}

#[test]
fn a_name_with_a_space_arrives_as_one_person() {
    let mut d = Driver::in_conference();
    d.press("/leave Dan Sparrowhat⏎");
    assert!(d.line().is_empty(), "{}", d.status());
    d.press("/leave nobody here⏎");
    assert_eq!(d.line(), "/leave nobody here");
}

#[test]
fn f1_lists_what_can_be_done_and_does_it() {
    let mut d = Driver::with_agenda("restorative-icpc");
    d.press("ƒ1");
    assert_eq!(d.app.place, Place::Help);
    let rows = talking_piece::app::screens::help::listed(&d.app);
    let begin = rows.iter().position(|row| row.typed == "/begin").unwrap();
    let down = "↓".repeat(begin - d.app.help.row);
    d.press(&format!("{down}⏎"));
    assert_eq!(d.editor().meeting.phase(), Phase::Open);
    assert_eq!(super::driver::keys("ƒ1"), [Key::F(1)]);
}

#[test]
fn a_child_or_person_who_is_there_was_put_down_a_second_time() {
    let mut d = Driver::with_agenda("restorative-icpc");
    d.press("/child Ella Quillfeather; called: Ella⏎/person KQ Kasia Quillfeather⏎");
    d.press("/child Ella; born: 4 Mar 2017⏎");
    assert_eq!(d.count(&child::KIND), 1);
    assert!(
        d.status().contains("Changed: Ella Quillfeather"),
        "{}",
        d.status()
    );
    d.press("/person Kasia; role: mother⏎");
    assert_eq!(
        (d.count(&person::KIND), d.last().text(&person::ROLE)),
        (1, "mother")
    );
    assert_eq!(d.last().text(&person::NAME), "Kasia Quillfeather");
    d.press("/begin⏎KQ: she sleeps well @ella⏎");
    assert!(d.last().to_confirm.is_empty());
    // A whole name that nobody has belongs to somebody new.
    d.press("/child Ella Rowan⏎");
    assert_eq!(d.count(&child::KIND), 2);
    // Now the short name could be either: nothing is guessed, and the line stays.
    d.press("/child Ella; gender: girl⏎");
    assert_eq!(d.line(), "/child Ella; gender: girl");
    assert!(d.status().contains("Ella Rowan"), "{}", d.status());
}
