//! A danger statement and a safety goal through a conference and its review.

use super::*;
use crate::domain::history::compare::compare_tests::{gives, review_of};
use crate::domain::meeting::event::KnownEvent;
use crate::domain::minutes::sample::Sample;
use crate::domain::minutes::{OpenMinutes, open_minutes};
use crate::domain::visibility::Visibility;
use serde_json::json;

fn conference() -> Sample {
    let mut last = Sample::family();
    last.says("/risk shouting at night; who: KS, SW; could: Ella is hurt; for: Ella");
    last.says("/goal quiet nights; whose: KS; answers: ds1; how long: three months");
    last.does(KnownEvent::Closed { gaps: Vec::new() });
    last
}

fn review(last: &Sample) -> Sample {
    let mut review = review_of(last);
    review.does(KnownEvent::Began {});
    gives(
        &mut review,
        "ds1",
        json!({ "now": "once since the summer" }),
    );
    gives(&mut review, "sg1", json!({ "progress": "achieved" }));
    review
}

fn both(last: &Sample, review: &Sample) -> [OpenMinutes; 2] {
    [open_minutes(&last.meeting), open_minutes(&review.meeting)]
}

fn answer<'a>(answers: &'a [(String, String)], label: &str) -> &'a str {
    let mut named = answers.iter().filter(|(one, _)| one == label);
    named.next().map_or("", |(_, words)| words)
}

#[test]
fn a_danger_is_followed_with_the_goals_that_answer_it() {
    let last = conference();
    let minutes = both(&last, &review(&last));
    let chain = Chain::open(&minutes);
    let thread = standing_thread(&chain, "made-up-1", "ds1").unwrap();
    assert_eq!(
        standing_thread(&chain, "made-up-2", "ds1"),
        Some(thread.clone())
    );
    assert_eq!(
        (thread.title.as_str(), thread.words.as_str()),
        ("Danger statement", "shouting at night")
    );
    let [first, second] = thread.stations.as_slice() else {
        panic!("{thread:?}");
    };
    assert_eq!(answer(&first.answers, "could"), "Ella is hurt");
    assert_eq!(answer(&first.answers, "now"), "");
    assert_eq!(answer(&second.answers, "now"), "once since the summer");
    assert_eq!(answer(&second.answers, "could"), "Ella is hurt");
    assert_eq!(first.goals[0].words, "quiet nights");
    assert_eq!(answer(&first.goals[0].answers, "progress"), "");
    assert_eq!(answer(&second.goals[0].answers, "progress"), "achieved");
    let goal = standing_thread(&chain, "made-up-1", "sg1").unwrap();
    assert_eq!(answer(&goal.stations[1].answers, "progress"), "achieved");
    assert!(can_be_followed("ds1") && can_be_followed("sg2") && !can_be_followed("rl1"));
    let there = record_meant(&chain, "made-up-1", "nothing").unwrap_err();
    assert!(there.iter().any(|one| one.row() == "ds1 shouting at night"));
}

#[test]
fn what_one_meeting_keeps_back_leaves_no_trace_in_the_thread() {
    let last = conference();
    let mut later = review(&last);
    later.changes("sg1", |body| body.visibility = Visibility::Restricted);
    let minutes = both(&last, &later);
    let chain = Chain::open(&minutes);
    let thread = standing_thread(&chain, "made-up-1", "ds1").unwrap();
    assert!(thread.stations[1].goals.is_empty(), "{thread:?}");
    let goal = standing_thread(&chain, "made-up-1", "sg1").unwrap();
    assert_eq!(goal.stations.len(), 1, "{goal:?}");
    // Somebody who is kept back in one of the meetings has no name in any of them.
    let mut later = review(&last);
    later.changes("p1", |body| body.visibility = Visibility::Restricted);
    let minutes = both(&last, &later);
    let thread = standing_thread(&Chain::open(&minutes), "made-up-1", "ds1").unwrap();
    let told = serde_json::to_string(&thread).unwrap();
    assert!(!told.contains("Kelly"), "{told}");
}
