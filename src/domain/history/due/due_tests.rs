//! What is due on which day, and what is not.

use super::*;
use crate::domain::calendar::{Calendar, Division};
use crate::domain::history::compare::compare_tests::{gives, review_of, takes_up};
use crate::domain::meeting::event::KnownEvent;
use crate::domain::minutes::sample::Sample;
use crate::domain::minutes::{open_minutes, restricted_part};
use chrono::NaiveDate;
use serde_json::json;

pub(super) fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub(super) fn words(meetings: &[&Sample], on: &str, until: &str) -> Vec<String> {
    let dates: Vec<MeetingDates> = meetings
        .iter()
        .map(|sample| promised_dates(&open_minutes(&sample.meeting)))
        .collect();
    // Stored and read back, as the index will have them.
    let stored = serde_json::to_string(&dates).unwrap();
    let dates: Vec<MeetingDates> = serde_json::from_str(&stored).unwrap();
    let calendar = Calendar::built_in(Division::EnglandAndWales);
    let list = due_on(&dates, day(on), day(until), &calendar);
    assert!(list.items.is_sorted_by_key(|item| item.due));
    list.items.into_iter().map(|item| item.words).collect()
}

fn has(words: &[String], text: &str) -> bool {
    words.iter().any(|words| words.contains(text))
}

/// The conference is on Sunday 22 November 2026.
pub(super) fn conference() -> Sample {
    let mut sample = Sample::family();
    for line in [
        "/action Breakfast club; who: SW; by: 30 Nov 2026",
        "/action Speech group; who: HV; by: 15 Jan 2027",
        "/action Long ago; who: HV; by: 25 Nov 2026; status: done",
        "/date First core group; on: 2 Dec 2026; at: 14:00",
        "/view Ella; by: letter; words: yes; told by: SW; tell by: 24 Nov 2026",
        "/checkin the family; who: SW; by: 25 Nov 2026",
        "/dissent Housing; child: Ella; from: the plan; reasons: the flat; formal: yes",
    ] {
        sample.says(line);
    }
    sample.does(KnownEvent::Closed { gaps: Vec::new() });
    sample
}

#[test]
fn what_is_late_says_by_how_much_and_stands_first() {
    let sample = conference();
    let found = words(&[&sample], "2026-11-26", "2026-12-31");
    assert_eq!(
        found[0],
        "late by 3 working days: decision letter, meeting of 22 Nov, reference 2214-K (made up)"
    );
    for text in [
        "late by 2 days: child to be told what was decided (Ella Smith), A Patel",
        "late by one day: check-in (the family), A Patel",
        "late by one day: formal dissent, not yet in writing (Housing)",
        "in 4 days: action (Breakfast club), A Patel",
        "in 6 days: core group (First core group, 14:00)",
        "in 11 working days: minutes to be sent out",
        "last day to complain in writing",
    ] {
        assert!(has(&found, text), "{text} in {found:#?}");
    }
    for text in ["Speech group", "Long ago", "last day to disagree", "review"] {
        assert!(!has(&found, text), "{text} in {found:#?}");
    }
    // Noah has no day of his own: the rule of the settings has one.
    assert!(has(&found, "(Noah Smith)"), "{found:#?}");
    let far = words(&[&sample], "2026-11-26", "2027-12-31");
    assert!(
        has(&far, "Speech group") && has(&far, ": review, meeting"),
        "{far:#?}"
    );
    let after = words(&[&sample], "2027-01-10", "2027-01-10");
    assert!(
        !has(&after, "core group") && !has(&after, "last day"),
        "{after:#?}"
    );
}

#[test]
fn what_is_done_is_not_listed() {
    let mut sample = conference();
    sample.goes_to("2026-11-25");
    for line in [
        "/circulated KS; copy: letter with the decision; how: by hand; on: 23 Nov 2026",
        "/circulated KS; copy: family's copy; how: by hand; on: 27 Nov 2026",
        "/circulated SW; copy: full record; how: secure e-mail; due: 30 Nov 2026",
        "/correction passage: the second line; wanted: another; asked by: KS; received: 25 Nov 2026",
    ] {
        sample.says(line);
    }
    let found = words(&[&sample], "2026-11-26", "2026-12-31");
    assert!(!has(&found, "decision letter"), "{found:#?}");
    // The family's copy goes out tomorrow: until then the minutes are due.
    assert!(has(&found, "minutes to be sent out"), "{found:#?}");
    assert!(
        has(&found, "copy to be sent out (full record for A Patel)"),
        "{found:#?}"
    );
    assert!(
        has(
            &found,
            "waiting for one working day: correction to be answered (number 1, asked for by Kelly Smith)"
        ),
        "{found:#?}"
    );
    gives(&mut sample, "co1", json!({ "ruling": "noted" }));
    let found = words(&[&sample], "2026-11-27", "2026-12-31");
    assert!(!has(&found, "minutes to be sent out"), "{found:#?}");
    assert!(!has(&found, "correction"), "{found:#?}");
}

#[test]
fn outside_its_days_a_meeting_has_nothing_due() {
    let mut sample = conference();
    for line in [
        "/circulated KS; copy: letter with the decision; how: by hand; on: 23 Nov 2026",
        "/circulated SW; copy: full record; how: secure e-mail; due: 30 Nov 2026",
    ] {
        sample.says(line);
    }
    let dates = promised_dates(&open_minutes(&sample.meeting));
    // One item at a time: for each day and look ahead, its days say the same as the list, as nothing takes it over.
    let (mut listed, mut not) = (0, 0);
    for item in &dates.items {
        let alone = MeetingDates {
            items: vec![item.clone()],
            ..dates.clone()
        };
        for on in day("2026-11-15").iter_days().take(130).step_by(3) {
            for ahead in [0, 9, 300] {
                let until = on + chrono::Days::new(ahead);
                let is_due = !still_due([&alone].into_iter(), on, until).is_empty();
                let may_be = alone.days().is_some_and(|days| days.has(on, until));
                let is_known = [dates.known_since, item.known_since]
                    .into_iter()
                    .flatten()
                    .all(|since| since <= on);
                assert_eq!(is_due, may_be && is_known, "{item:?} on {on} until {until}");
                listed += usize::from(is_due);
                not += usize::from(!is_due);
                if !is_known {
                    continue;
                }
                let is_done = item.done_on.is_some_and(|day| day <= on);
                let is_past = item.passes && item.due < on;
                assert_eq!(is_due, !is_done && !is_past && item.due <= until);
            }
        }
    }
    assert!(listed > 100 && not > 100, "{listed} {not}");
}

#[test]
fn an_action_that_a_review_has_is_due_there_and_only_once() {
    let last = conference();
    let mut review = review_of(&last);
    let found = words(&[&last, &review], "2026-12-01", "2027-02-01");
    let of =
        |found: &[String], text: &str| found.iter().filter(|words| words.contains(text)).count();
    assert_eq!(of(&found, "Breakfast club"), 1, "{found:#?}");
    assert!(
        has(
            &found,
            "(Breakfast club), A Patel, meeting that has not begun"
        ),
        "{found:#?}"
    );
    // While the review is only prepared, the child still has to be told.
    assert!(has(&found, "child to be told"));
    review.does(KnownEvent::Began {});
    gives(
        &mut review,
        "pm1",
        json!({ "progress": "achieved", "done": true }),
    );
    gives(
        &mut review,
        "pm2",
        json!({ "progress": "not_yet", "done": false, "why": "no place" }),
    );
    takes_up(&mut review, "/action follows: 2; by: 20 Jan 2027");
    review.says("/decision Ella; is: no plan; reasons: it is good");
    review.does(KnownEvent::Closed { gaps: Vec::new() });
    let found = words(&[&last, &review], "2026-12-01", "2028-02-01");
    assert_eq!(of(&found, "Breakfast club"), 0, "{found:#?}");
    assert_eq!(of(&found, "Speech group"), 1, "{found:#?}");
    assert_eq!(
        of(&found, "(Ella Smith)"),
        2,
        "nobody has told her of either: {found:#?}"
    );
    assert_eq!(of(&found, ": review"), 0, "no plan, no review: {found:#?}");
    assert_eq!(of(&found, "decision letter"), 2, "{found:#?}");
}

#[test]
fn nothing_restricted_is_due_for_everybody() {
    let mut sample = Sample::family();
    for line in [
        "/action Canary1x moves; who: KS; by: 30 Nov 2026 #restricted",
        "/date Canary2x; on: 30 Nov 2026 #restricted",
        "/view Ella; by: letter; words: Canary3x; told by: SW; tell by: 24 Nov 2026; shared: to the Chair only",
        "/checkin Canary4x; who: SW; by: 30 Nov 2026 #restricted",
        "/dissent Canary5x; formal: yes; child: Ella; from: it; reasons: so #restricted",
        "/correction passage: Canary6x; wanted: so; asked by: KS #restricted",
        "/child Canary7x; born: 2 May 2020 #restricted",
        "/action A room is found; who: ZZ; by: 30 Nov 2026",
    ] {
        sample.says(line);
    }
    let minutes = open_minutes(&sample.meeting);
    let open = promised_dates(&minutes);
    let text = serde_json::to_string(&open).unwrap();
    assert!(!text.contains("Canary"), "{text}");
    assert!(open.items.iter().all(|item| !item.restricted));
    let ids: Vec<&str> = open
        .items
        .iter()
        .filter_map(|item| item.record.as_deref())
        .collect();
    for id in ["a1", "t1", "v1", "i1", "n1", "co1", "k3"] {
        assert!(!ids.contains(&id), "{id}");
    }
    let full = promised_dates_of_the_full_record(&minutes, &restricted_part(&sample.meeting));
    let text = serde_json::to_string(&full).unwrap();
    for number in [1, 2, 4, 5, 7] {
        assert!(
            text.contains(&format!("Canary{number}x")),
            "{number} in {text}"
        );
    }
    assert!(
        full.items
            .iter()
            .any(|item| item.record.as_deref() == Some("v1") && item.restricted)
    );
}

#[test]
fn on_a_day_that_is_past_only_what_was_known_by_then_is_due() {
    let mut last = conference();
    last.goes_to("2026-11-25");
    last.says("/correction passage: the second line; wanted: another; asked by: KS; received: 25 Nov 2026");
    let review = review_of(&last);
    for on in ["2026-11-21", "2025-01-01"] {
        let found = words(&[&last, &review], on, "2028-01-01");
        assert!(found.is_empty(), "{on}: {found:#?}");
    }
    let found = words(&[&last], "2026-11-22", "2028-01-01");
    assert!(
        has(&found, "decision letter") && !has(&found, "correction"),
        "{found:#?}"
    );
    assert!(has(
        &words(&[&last], "2026-11-25", "2028-01-01"),
        "correction"
    ));
    // A review that was held later takes nothing over yet.
    let mut dates = [&last, &review].map(|sample| promised_dates(&open_minutes(&sample.meeting)));
    dates[1].known_since = Some(day("2026-12-05"));
    let calendar = Calendar::built_in(Division::EnglandAndWales);
    for (on, id) in [("2026-12-04", "made-up-1"), ("2026-12-05", "made-up-2")] {
        let list = due_on(&dates, day(on), day("2028-01-01"), &calendar);
        let club = list.items.iter().find(|due| due.about == "Breakfast club");
        assert_eq!(club.unwrap().meeting.id, id, "{on}");
    }
}
