//! A child is due to be told until somebody told it: what is due and the thread of its wishes say the same.

use super::due_tests::{conference, day, words};
use super::*;
use crate::domain::calendar::{Calendar, Division};
use crate::domain::history::compare::compare_tests::{gives, review_of};
use crate::domain::history::threads::{Chain, wish_thread};
use crate::domain::meeting::event::KnownEvent;
use crate::domain::minutes::open_minutes;
use crate::domain::minutes::sample::Sample;
use crate::domain::record::kinds::telling_due;
use chrono::NaiveDate;
use serde_json::json;

/// What is due of telling this child, as the due list says it of these meetings.
fn told_of(meetings: &[&Sample], on: &str, child: &str) -> Vec<String> {
    let mut found = words(meetings, on, "2028-01-01");
    found.retain(|words| words.contains("child to be told") && words.contains(child));
    found
}

/// What the thread says for each meeting: the day on which the child was told.
fn in_thread(meetings: &[&Sample], letters: &str) -> Vec<Option<NaiveDate>> {
    let minutes: Vec<_> = meetings
        .iter()
        .map(|sample| open_minutes(&sample.meeting))
        .collect();
    let chain = Chain::open(&minutes);
    let thread = wish_thread(&chain, "made-up-1", letters).unwrap();
    let wishes = thread.wishes.into_iter();
    wishes
        .map(|wish| wish.told.and_then(|told| told.done))
        .collect()
}

#[test]
fn a_child_who_was_never_told_stays_due_when_the_next_meeting_is_held() {
    let last = conference();
    let mut review = review_of(&last);
    review.does(KnownEvent::Began {});
    review.says("/view Ella; by: letter; words: no; told by: SW; tell by: 25 Nov 2026");
    assert_eq!(told_of(&[&last, &review], "2026-12-20", "Ella").len(), 2);
    assert_eq!(in_thread(&[&last, &review], "EL"), [None, None]);
    // The day on which the child was told stands in the minutes of the next meeting, and settles both.
    let check_in = review.says("/checkin Noah and Ella; who: SW; by: 25 Nov 2026");
    assert_eq!(told_of(&[&last, &review], "2026-12-20", "Ella").len(), 2);
    gives(&mut review, &check_in, json!({ "done": "2026-11-28" }));
    review.does(KnownEvent::Closed { gaps: Vec::new() });
    let both = [&last, &review];
    let on_the_day = Some(day("2026-11-28"));
    assert_eq!(in_thread(&both, "EL"), [on_the_day, on_the_day]);
    for child in ["Ella", "Noah"] {
        assert!(told_of(&both, "2026-11-28", child).is_empty(), "{child}");
        assert_eq!(told_of(&both, "2026-11-27", child).len(), 2, "{child}");
    }
}

#[test]
fn a_child_is_told_of_a_meeting_only_after_it_and_by_any_that_follows() {
    let last = conference();
    let mut review = review_of(&last);
    review.does(KnownEvent::Began {});
    // Before the conference nobody can have said what it decided.
    let told = review.says("/checkin Ella; who: SW");
    gives(&mut review, &told, json!({ "done": "2026-11-20" }));
    assert_eq!(told_of(&[&last, &review], "2026-12-20", "Ella").len(), 2);
    assert_eq!(in_thread(&[&last], "EL"), [None]);
    let mut minutes =
        [&last, &review, &review].map(|sample| promised_dates(&open_minutes(&sample.meeting)));
    minutes[2].meeting.id = "made-up-3".into();
    minutes[2].review_of = "made-up-2".into();
    minutes[2].items.clear();
    minutes[2].told[0].on = day("2026-12-01");
    let calendar = Calendar::built_in(Division::EnglandAndWales);
    let list = due_on(&minutes, day("2026-12-20"), day("2028-01-01"), &calendar);
    let children: Vec<&str> = list
        .items
        .iter()
        .filter(|due| due.what == What::TellChild)
        .map(|due| due.about.as_str())
        .collect();
    assert_eq!(children, ["Noah Smith", "Noah Smith"]);
}

#[test]
fn nobody_tells_a_child_who_is_not_born() {
    let mut sample = Sample::family();
    sample.says("/child Baby Smith; due: 12 Jan 2027");
    assert!(told_of(&[&sample], "2026-12-20", "Baby").is_empty());
    assert_eq!(told_of(&[&sample], "2026-12-20", "Noah").len(), 1);
}

#[test]
fn what_a_review_asks_about_a_child_settles_it_as_a_check_in_does() {
    let last = conference();
    let mut review = review_of(&last);
    review.does(KnownEvent::Began {});
    let asked: Vec<String> = review
        .meeting
        .records(&telling_due::KIND)
        .map(|asked| asked.id.clone())
        .collect();
    assert!(!asked.is_empty());
    let both = [&last, &review];
    assert_eq!(told_of(&both, "2026-12-20", "Ella").len(), 2);
    gives(
        &mut review,
        &asked[0],
        json!({ "told": true, "told_on": "2026-11-28" }),
    );
    let both = [&last, &review];
    assert!(told_of(&both, "2026-12-20", "Ella").is_empty());
    assert_eq!(in_thread(&both, "EL")[0], Some(day("2026-11-28")));
    // A day beside a no is no day on which the child was told.
    gives(&mut review, &asked[0], json!({ "told": false }));
    assert_eq!(told_of(&[&last, &review], "2026-12-20", "Ella").len(), 2);
}
