//! Tab puts the line that is perhaps meant in the place of the one that was typed. A word that it leaves out is not lost.

use super::driver::Driver;
use super::nobodys_words::meeting_of_the_cast;
use talking_piece::app::protocol::message::{Key, Message};

fn aside(d: &Driver) -> Option<&str> {
    d.editor().asides.last().map(|aside| aside.text.as_str())
}

fn taken(typed: &str) -> Driver {
    let mut d = meeting_of_the_cast();
    d.enter("XO: something else");
    d.press(typed);
    d.press("⇥");
    assert_ne!(d.line(), typed, "nothing is offered");
    d
}

/// What was typed, and a word of it that the other line does not have and does not say either.
const LEFT_OUT: &[&str] = &[
    "fam on their own 5 min, rest of us zebra",
    "fam on their own 10 mins - Mum in tears",
    "parents alone 5 min, tea in the hall",
    "whole family by themselves 15 mins, Anil waits outside",
    "CP plan all kids after long argument",
    "next conf 3 months, Mon 1 March 10am here",
];

/// The other line says all of it, with other words.
const SAID_OTHERWISE: &[&str] = &[
    "fam on their own 5 min",
    "parents alone for 10 mins please",
    "CP plan all kids",
    "all three on CIN plan",
    "brk 10 mins",
    "1st core grp fri 11 Dec 10am",
];

#[test]
fn what_tab_leaves_out_is_set_aside_and_outlives_the_process() {
    for typed in LEFT_OUT.iter().copied() {
        let mut d = taken(typed);
        let instead = d.line().to_owned();
        assert_eq!(aside(&d), Some(typed), "{instead}");
        d.kill_and_resume();
        assert_eq!(d.line(), instead);
        assert_eq!(aside(&d), Some(typed));
        // Recorded or not, it waits until somebody says what becomes of it.
        d.press("⏎");
        assert_eq!(d.line(), "", "{}", d.status());
        assert_eq!(aside(&d), Some(typed));
        d.kill_and_resume();
        assert_eq!(aside(&d), Some(typed));
        d.press("↓");
        assert_eq!(d.line(), typed);
        assert_eq!(aside(&d), None);
    }
}

#[test]
fn what_is_said_in_other_words_waits_until_they_are_recorded() {
    for typed in SAID_OTHERWISE {
        let mut d = taken(typed);
        let instead = d.line().to_owned();
        d.kill_and_resume();
        assert_eq!(d.line(), instead);
        assert_eq!(aside(&d), Some(*typed));
        d.press("⏎");
        assert_eq!(d.line(), "", "{typed}: {}", d.status());
        assert_eq!(aside(&d), None, "{typed}");
        d.kill_and_resume();
        assert_eq!(aside(&d), None, "{typed}");
    }
}

#[test]
fn what_was_changed_afterwards_does_not_say_the_same() {
    let mut d = taken("fam on their own 5 min");
    d.send(Message::Key(Key::Ctrl('u')));
    d.enter("/private 20 min");
    assert_eq!(aside(&d), Some("fam on their own 5 min"));
}

#[test]
fn ctrl_z_brings_back_what_was_typed_and_nothing_stays_aside() {
    for typed in LEFT_OUT.iter().chain(SAID_OTHERWISE).copied() {
        let mut d = taken(typed);
        let instead = d.line().to_owned();
        d.press(" x");
        for _ in 0..2 {
            d.send(Message::Key(Key::Backspace));
        }
        assert_eq!(d.line(), instead);
        while d.editor().line.can_undo() {
            d.send(Message::Key(Key::Ctrl('z')));
        }
        d.send(Message::Key(Key::Ctrl('z')));
        assert_eq!(d.line(), typed);
        assert_eq!(aside(&d), None, "{typed}");
        d.kill_and_resume();
        assert_eq!((d.line(), aside(&d)), (typed, None));
        d.press("⇥");
        assert_eq!(d.line(), instead);
        d.kill_and_resume();
        d.send(Message::Key(Key::Ctrl('z')));
        assert_eq!(d.line(), typed, "also after a kill");
    }
}

#[test]
fn that_words_are_left_out_is_said_when_the_line_is_taken() {
    let d = taken("no views fr Ella on contact - didnt want to talk abt it");
    assert!(d.status().contains("set aside"), "{}", d.status());
    let d = taken("CP plan all kids");
    assert_eq!(d.status(), "");
}

#[test]
fn a_slip_of_two_spellings_changes_one_word_and_new_words_change_all() {
    let mut d = meeting_of_the_cast();
    for (said, typed, then) in [
        (
            "KM: she needd a new cot by then",
            "/edit needd to needed",
            "she needed a new cot by then",
        ),
        (
            "KM: she needd a cot",
            "/edit went to school",
            "went to school",
        ),
        (
            "KM: he is gone too his nan",
            "/edit too to to",
            "he is gone to his nan",
        ),
    ] {
        d.enter(said);
        d.enter(typed);
        assert!(d.last_line().ends_with(then), "{typed}: {}", d.last_line());
    }
}

/// Of three children, `both` are not all.
#[test]
fn a_plan_for_two_of_three_is_not_offered_for_all() {
    for (typed, is_offered) in [
        ("CP plan both kids", false),
        ("CP plan all three", true),
        ("CP plan all kids", true),
    ] {
        let mut d = meeting_of_the_cast();
        d.enter("XO: something else");
        d.press(typed);
        d.press("⇥");
        assert_eq!(
            d.line() == "/decision all; is: cp plan",
            is_offered,
            "{typed}: {}",
            d.line()
        );
    }
}

#[test]
fn a_correction_of_what_nobody_said_is_no_slip() {
    let mut d = meeting_of_the_cast();
    d.enter("KM: he has lost 2 kilo");
    for (typed, line) in [
        ("correction: 3 kilo not 2", "/edit 2 -> 3"),
        ("kilo shd be kg", "/edit kilo -> kg"),
    ] {
        d.press(typed);
        d.press("⇥");
        let taken = d.line().to_owned();
        d.press("⎋");
        assert_eq!(taken, line, "{typed}");
    }
    d.press("category shd be neglect");
    d.press("⇥");
    assert!(!d.line().starts_with("/edit"), "{}", d.line());
}

/// What Tab offers can be entered: of views that are not certain only the way is told.
#[test]
fn views_that_could_not_be_entered_are_not_offered() {
    let mut d = meeting_of_the_cast();
    d.press("agencies: SQ plan, TC plan");
    d.press("⇥");
    assert_eq!(d.line(), "agencies: SQ plan, TC plan");
}
