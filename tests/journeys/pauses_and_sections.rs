//! Private time, breaks, and sections in any order.

use super::driver::Driver;
use talking_piece::app::protocol::place::Place;
use talking_piece::domain::meeting::SectionState;
use talking_piece::domain::record::kinds::{action, contribution, statement};

#[test]
fn private_time_refuses_and_keeps_the_words() {
    let mut d = Driver::in_conference();
    d.press("/private⏎KS: nobody hears this⏎");
    assert_eq!(d.line(), "KS: nobody hears this");
    assert_eq!(d.count(&contribution::KIND), 0);
    d.press("⎋/action something; who: KS⏎");
    assert_eq!(d.count(&action::KIND), 0);
    d.press("⎋/private⏎");
    let times = d.editor().meeting.private_times().to_vec();
    assert!(times.len() == 1 && times[0].until.is_some());
    d.press("↓");
    assert_eq!(d.line(), "/action something; who: KS");
}

#[test]
fn a_section_of_private_time_begins_and_ends_it() {
    let mut d = Driver::with_agenda("family-group-conference");
    d.press("/begin⏎/section private⏎");
    assert!(
        d.editor().meeting.private_time_on().is_some(),
        "{}",
        d.status()
    );
    d.press("/section private⏎");
    assert!(
        d.editor().meeting.private_time_on().is_some(),
        "the section is open already"
    );
    d.press("⎋/next⏎");
    assert!(d.editor().meeting.private_time_on().is_none());
    assert!(d.line().is_empty());
}

#[test]
fn a_break_ends_by_itself_when_somebody_speaks() {
    let mut d = Driver::in_conference();
    d.press("/break tea⏎");
    assert_eq!(d.editor().meeting.break_on().unwrap().reason, "tea");
    d.press("KS: that was good⏎");
    assert!(d.editor().meeting.break_on().is_none());
    assert_eq!(d.last().text(&contribution::TEXT), "that was good");
}

#[test]
fn sections_are_taken_out_of_order_and_reopened() {
    let mut d = Driver::in_conference();
    d.press("/section 3⏎KS: one⏎/section 4⏎");
    assert_eq!(
        d.editor().meeting.open_section().unwrap().id,
        "childs-views"
    );
    d.press("/section what⏎DS: two⏎");
    let times = d.editor().meeting.section_times("happened").unwrap();
    assert_eq!(times.periods.len(), 2);
    assert_eq!(d.last().section.as_deref(), Some("happened"));
    d.press("/section nowhere⏎");
    assert_eq!(d.line(), "/section nowhere");
}

#[test]
fn a_section_is_left_out_with_a_reason_and_opened_later() {
    let mut d = Driver::in_conference();
    d.press("/next⏎/skip⏎");
    assert_eq!(d.line(), "/skip ", "a reason is asked for");
    d.press("no time⏎");
    let meeting = &d.editor().meeting;
    assert_eq!(meeting.section_state("purpose"), SectionState::Skipped);
    assert_eq!(meeting.open_section().unwrap().id, "happened");
    d.press("/section 2⏎");
    assert_eq!(
        d.editor().meeting.section_state("purpose"),
        SectionState::Open
    );
}

#[test]
fn next_goes_to_the_end_and_says_so() {
    let mut d = Driver::in_conference();
    let sections = d.editor().meeting.agenda().places().len();
    for _ in 1..sections {
        d.press("/next⏎");
        assert!(d.line().is_empty(), "{}", d.status());
    }
    d.press("/next⏎");
    assert!(d.status().contains("/close"), "{}", d.status());
}

#[test]
fn a_meeting_that_is_not_begun_begins_with_any_section() {
    let mut d = Driver::with_agenda("restorative-icpc");
    d.press("/section 3⏎");
    assert_eq!(d.editor().meeting.open_section().unwrap().id, "happened");
    assert_eq!(d.app.place, Place::Recording);
}

#[test]
fn private_time_begins_while_words_stand_in_the_line_and_they_come_back() {
    let mut d = Driver::in_conference();
    d.press("KS: half a sentence⎋/private⏎");
    assert!(d.editor().meeting.private_time_on().is_some());
    d.press("↓");
    assert_eq!(d.line(), "KS: half a sentence");
    assert_eq!(d.count(&contribution::KIND), 0);
}

#[test]
fn statement_alone_records_that_the_next_one_was_read() {
    let mut d = Driver::in_conference();
    let first = d.editor().meeting.agenda().statements[0].clone();
    d.press("/statement⏎");
    assert_eq!(d.count(&statement::KIND), 1, "{}", d.status());
    assert_eq!(d.last().text(&statement::STATEMENT), first.id);
    assert!(d.status().contains(&first.title), "{}", d.status());
    d.press("/statement⏎");
    assert_ne!(d.last().text(&statement::STATEMENT), first.id);
    // The one that belongs to the open section goes first.
    let place = d
        .editor()
        .meeting
        .agenda()
        .sections
        .iter()
        .find_map(|section| {
            let parts = std::iter::once(section).chain(&section.parts);
            parts
                .filter_map(|part| Some((part.id.clone(), part.statement.clone()?)))
                .next_back()
        });
    if let Some((section, statement)) = place {
        d.press(&format!("/section {section}⏎/statement⏎"));
        assert_eq!(d.last().text(&statement::STATEMENT), statement);
    }
}

/// How long it is to be is noted. Other words may be meant to be kept from somebody, so they are refused as before.
#[test]
fn private_time_takes_how_long_it_is_to_be() {
    for words in [
        "10 min",
        "10 mins for the family",
        "half an hour",
        "15min",
        "till 11.30",
        "for the fam",
    ] {
        let mut d = Driver::in_conference();
        d.press(&format!("/private {words}⏎"));
        assert!(
            d.editor().meeting.private_time_on().is_some(),
            "{words}: {}",
            d.status()
        );
        let note = d.last().text(&contribution::TEXT).to_owned();
        assert_eq!(note, format!("Private time: {words}"));
        d.press("/private⏎");
        assert!(
            d.editor().meeting.private_time_on().is_none(),
            "{}",
            d.status()
        );
    }
    for words in ["KS", "he hits her", "10 min without Dan", "for Dan"] {
        let mut d = Driver::in_conference();
        let before = d.editor().meeting.all_records().len();
        d.press(&format!("/private {words}⏎"));
        assert!(d.editor().meeting.private_time_on().is_none(), "{words}");
        assert_eq!(d.editor().meeting.all_records().len(), before, "{words}");
        assert_eq!(d.line(), format!("/private {words}"), "{}", d.status());
    }
}
