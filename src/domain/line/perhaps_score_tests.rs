//! A number in a section that asks for one is perhaps a score: it is kept as words, and asked about.

use super::tests::{say, scale_meeting, today};
use super::*;
use crate::domain::meeting::event::KnownEvent;
use crate::domain::visibility::Visibility;

fn entry(line: &str) -> ContributionLine {
    let Line::Entry(entry) = read(line, &scale_meeting(), today()) else {
        panic!("{line} is no entry");
    };
    entry
}

fn told(line: &str) -> String {
    let meeting = scale_meeting();
    explain(&read(line, &meeting, today()), line, &meeting)
}

#[test]
fn a_number_given_as_words_is_asked_about() {
    for (line, score) in [
        ("KS: 6", "6"),
        ("KS: 6/10 because it is quiet now", "6"),
        ("KS: 6 out of 10", "6"),
        ("KS: 6, it is better", "6"),
        ("KS: 6 - because of the nights", "6"),
        ("KS: I'd say 4 because of the nights", "4"),
        ("KS: I would say a 5", "5"),
        ("KS: about six", "6"),
        ("KS: between 5 and 6", "5"),
        ("KS: maybe 7.5", "7.5"),
        ("KS: 3, drinking not changed", "3"),
        ("KS: 4 (the nights)", "4"),
        (
            "KS: goes up to a 5 now, she hadn't thought of the club",
            "5",
        ),
        ("KS: changed to 6", "6"),
        ("KS: for me it's a six", "6"),
        ("KS: ten", "10"),
        ("KS: \"6 because it is quiet\"", "6"),
        ("EL: 3", "3"),
        ("six, she sleeps now", "6"),
    ] {
        assert!(entry(line).follow_up, "{line}");
        let told = told(line);
        assert!(
            told.contains(" · A score? /scale 1; by: "),
            "{line}: {told}"
        );
        assert!(told.contains(&format!("score: {score} ")), "{line}: {told}");
    }
}

#[test]
fn a_number_that_counts_something_is_a_word() {
    for line in [
        "KS: six weeks ago he came",
        "KS: 6 of us went there",
        "KS: 14 days ago there was a fight",
        "KS: No, it is not better",
        "KS: one of the neighbours rang",
        "KS: two children sleep there",
        "KS: we went 6 times",
        "KS: at 10 o'clock he left",
        "KS: she is 8 years old",
        "KS: it is better",
        "KS: + 7 good days",
        ": 6 people nod",
        "all: 6",
    ] {
        assert!(!entry(line).follow_up, "{line}");
        assert!(!told(line).contains("A score?"), "{line}: {}", told(line));
    }
}

/// An agenda of which another section asks for a number; or none.
fn elsewhere(asks: bool) -> Meeting {
    let mut meeting = match asks {
        true => scale_meeting(),
        false => super::tests::meeting(),
    };
    say(
        &mut meeting,
        KnownEvent::SectionOpened {
            section: "plan".into(),
        },
    );
    meeting
}

#[test]
fn a_score_that_is_said_in_another_section_is_told_where_it_is_asked_for() {
    let meeting = elsewhere(true);
    for line in [
        "KS: 6/10",
        "KS: 6 out of 10",
        "Kelly: 6 / 10 because it is quiet",
        "KS: I'd say 7/10",
        "KS: it is a 4 out of 10 for me",
        "6/10, she sleeps now",
    ] {
        let Line::Entry(entry) = read(line, &meeting, today()) else {
            panic!("no entry");
        };
        assert!(entry.follow_up, "{line}");
        let told = explain(&read(line, &meeting, today()), line, &meeting);
        assert!(told.contains("A score? /section 1"), "{line}: {told}");
    }
    for line in [
        "KS: 6",
        "KS: 1/2 of them came",
        "KS: he is there 24/7",
        "KS: we met on 6/12",
        "KS: 3/4 hour",
        "KS: two out of three times",
        "KS: 6 of us",
    ] {
        let Line::Entry(entry) = read(line, &meeting, today()) else {
            panic!("no entry");
        };
        assert!(!entry.follow_up, "{line}");
    }
}

#[test]
fn where_no_number_is_asked_for_it_is_a_word() {
    let meeting = elsewhere(false);
    let line = "KS: 6/10 because it is quiet now";
    let Line::Entry(entry) = read(line, &meeting, today()) else {
        panic!("no entry");
    };
    assert!(!entry.follow_up);
    let told = explain(&read(line, &meeting, today()), line, &meeting);
    assert!(told.contains("The agenda asks for none"), "{told}");
}

#[test]
fn it_is_said_once_it_is_recorded_too() {
    let mut meeting = scale_meeting();
    let Line::Entry(entry) = read("KS: 6/10 because it is quiet", &meeting, today()) else {
        panic!("no entry");
    };
    let body = entry.body(&meeting, Visibility::Everyone);
    say(
        &mut meeting,
        KnownEvent::Recorded {
            id: "c1".into(),
            record: "contribution".into(),
            section: None,
            body,
        },
    );
    let told = recorded_score(meeting.record("c1").unwrap(), &meeting).unwrap_or_default();
    assert!(
        told.contains("/scale 1; by: KS; score: 6 records it"),
        "{told}"
    );
}
