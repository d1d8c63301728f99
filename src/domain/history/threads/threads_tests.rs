//! Threads through a conference and its review, made as `start --from` makes it.

use super::*;
use crate::domain::history::compare::compare_tests::{gives, review_of, takes_up};
use crate::domain::meeting::event::KnownEvent;
use crate::domain::minutes::sample::Sample;
use crate::domain::minutes::{Link, OpenMinutes, open_minutes};
use crate::domain::record::kinds::scale;
use serde_json::json;

/// A score on a scale with its ends, as a section with that scale takes it down.
pub(super) fn scores(sample: &mut Sample, by: &str, score: u8, why: &str) -> String {
    let id = sample.says(&format!(
        "/scale safety; by: {by}; score: {score}; child: Ella; why: {why}; question: How safe?; from: 0; to: 10; low: not safe; high: safe"
    ));
    gives(sample, &id, json!({ "scale": "safety" }));
    id
}

/// A conference with two actions and a child's letter, closed.
pub(super) fn conference() -> Sample {
    let mut last = Sample::family();
    last.says("/view Ella; by: letter; words: \"I want it quiet at night\"; wants: quiet nights; told by: SW; tell by: 25 Nov 2026");
    scores(&mut last, "KS", 4, "the nights");
    last.says(
        "/action Kelly's sister stays; who: KS; by: 12 Dec; measure: she is there; answers: Ella",
    );
    last.says("/action The window is repaired; who: HV; by: 4 Dec");
    last.says("/whatif two visits are missed; then: SW calls; told: yes");
    last.does(KnownEvent::Closed { gaps: Vec::new() });
    last
}

/// Its review: one promise kept, one not and taken up again.
pub(super) fn review(last: &Sample) -> Sample {
    let mut review = review_of(last);
    review.does(KnownEvent::Began {});
    gives(
        &mut review,
        "pm1",
        json!({ "progress": "achieved", "done": true, "impact": "the nights are quiet", "child_account": "I sleep" }),
    );
    gives(
        &mut review,
        "pm2",
        json!({ "progress": "not_yet", "done": false, "why": "the workmen did not come" }),
    );
    scores(&mut review, "KS", 7, "we sleep");
    takes_up(&mut review, "/action follows: 2; by: 20 Dec");
    let told = review.says("/checkin Ella; who: SW; by: 25 Nov");
    gives(&mut review, &told, json!({ "done": "2026-11-24" }));
    review.says("/view Ella; by: drawing; words: \"a lamp\"; told by: SW; tell by: 25 Nov 2026");
    review.does(KnownEvent::Closed { gaps: Vec::new() });
    review
}

fn both(last: &Sample, review: &Sample) -> [OpenMinutes; 2] {
    [open_minutes(&last.meeting), open_minutes(&review.meeting)]
}

#[test]
fn an_action_is_followed_from_wherever_one_takes_it_up() {
    let last = conference();
    let minutes = both(&last, &review(&last));
    let chain = Chain::open(&minutes);
    let from_the_first = action_thread(&chain, "made-up-1", "a2").unwrap();
    assert_eq!(from_the_first.stations.len(), 2);
    assert_eq!(from_the_first.action, "The window is repaired");
    let later = &from_the_first.stations[1];
    let looked_at = later.looked_at.as_ref().unwrap();
    assert_eq!(
        (looked_at.done, looked_at.why.as_str()),
        (Some(false), "the workmen did not come")
    );
    assert_eq!(
        later.promised.as_ref().unwrap().by_when,
        "2026-12-20".parse().ok()
    );
    for record in ["pm2", "a1"] {
        assert_eq!(
            action_thread(&chain, "made-up-2", record).as_ref(),
            Some(&from_the_first),
            "{record}"
        );
    }
    assert!(action_thread(&chain, "made-up-1", "a9").is_none());
    assert!(action_thread(&chain, "made-up-1", "p1").is_none());
    let what_if = action_thread(&chain, "made-up-1", "w1").unwrap();
    assert_eq!(what_if.stations.len(), 2);
    assert!(what_if.stations[1].promised.is_none());
}

#[test]
fn a_wish_is_followed_to_what_came_of_it_and_who_tells_the_child() {
    let last = conference();
    let minutes = both(&last, &review(&last));
    let chain = Chain::open(&minutes);
    let found = wish_thread(&chain, "made-up-2", "el").unwrap();
    assert_eq!(found.wishes.len(), 2);
    let first = &found.wishes[0];
    assert_eq!(first.words, "I want it quiet at night");
    assert_eq!(first.answered.len(), 1);
    assert_eq!(first.answered[0].came_of_it[0].1.child, "I sleep");
    // The review says that she was told, and it was after both.
    assert_eq!(first.told.as_ref().unwrap().done, "2026-11-24".parse().ok());
    let second = &found.wishes[1];
    assert!(second.answered.is_empty());
    assert_eq!(
        second.told.as_ref().unwrap().done,
        "2026-11-24".parse().ok()
    );
    assert!(wish_thread(&chain, "made-up-2", "ZZ").is_none());
}

#[test]
fn scores_stand_beside_each_other_only_with_the_same_ends() {
    let last = conference();
    let mut later = review(&last);
    let minutes = both(&last, &later);
    let found = scale_thread(&Chain::open(&minutes));
    assert_eq!(found.series.len(), 1, "{found:#?}");
    let numbers: Vec<f64> = found.series[0]
        .points
        .iter()
        .map(|point| point.score)
        .collect();
    assert_eq!(numbers, [4.0, 7.0]);
    assert_eq!(
        (found.series[0].child.as_str(), found.series[0].by.as_str()),
        ("Ella Smith", "Kelly Smith")
    );
    assert!(
        found
            .series
            .iter()
            .all(|series| !series.low.is_empty() && !series.high.is_empty())
    );
    // The same number on a scale that runs the other way is another series.
    let scale = later
        .meeting
        .records(&scale::KIND)
        .next()
        .unwrap()
        .id
        .clone();
    later.does(KnownEvent::Reopened {
        reason: String::new(),
    });
    for (field, words) in [
        (&scale::LOW, "safe here"),
        (&scale::QUESTION, "How safe is it now?"),
    ] {
        let before = later.meeting.record(&scale).unwrap().text(field).to_owned();
        gives(&mut later, &scale, json!({ field.name: words }));
        later.does(KnownEvent::Closed { gaps: Vec::new() });
        let minutes = both(&last, &later);
        assert_eq!(
            scale_thread(&Chain::open(&minutes)).series.len(),
            2,
            "{}",
            field.name
        );
        later.does(KnownEvent::Reopened {
            reason: String::new(),
        });
        gives(&mut later, &scale, json!({ field.name: before }));
    }
}

#[test]
fn scores_that_are_still_hidden_in_the_room_are_not_in_the_thread() {
    let mut sample = Sample::family();
    scores(&mut sample, "KS", 4, "the nights");
    let minutes = [open_minutes(&sample.meeting)];
    assert!(scale_thread(&Chain::open(&minutes)).series.is_empty());
    sample.does(KnownEvent::Closed { gaps: Vec::new() });
    let minutes = [open_minutes(&sample.meeting)];
    assert_eq!(scale_thread(&Chain::open(&minutes)).series.len(), 1);
}

#[test]
fn what_several_promised_stands_under_each_of_them() {
    let mut last = Sample::family();
    last.says("/action They ring the school together; who: HV, KS and SW; by: 12 Dec");
    let minutes = [open_minutes(&last.meeting)];
    let ledgers = promise_ledger(&Chain::open(&minutes)).ledgers;
    let whose: Vec<&str> = ledgers.iter().map(|ledger| ledger.whose.as_str()).collect();
    assert_eq!(whose.len(), 3, "{whose:?}");
    assert_eq!(whose[0], "The family");
    assert!(whose.contains(&"Health"));
    for ledger in &ledgers {
        assert_eq!(
            (ledger.promised, ledger.rows.len()),
            (1, 1),
            "{}",
            ledger.whose
        );
    }
}

#[test]
fn the_ledger_counts_what_reviews_have_said() {
    let last = conference();
    let minutes = both(&last, &review(&last));
    let found = promise_ledger(&Chain::open(&minutes));
    let of = |whose: &str| {
        found
            .ledgers
            .iter()
            .find(|ledger| ledger.whose == whose)
            .unwrap()
    };
    let family = of("The family");
    assert_eq!((family.promised, family.kept, family.rows.len()), (1, 1, 1));
    let health = of("Health");
    assert_eq!(
        (
            health.promised,
            health.partly + health.not_kept,
            health.go_on
        ),
        (1, 1, 1),
        "one promise, in two plans"
    );
    assert_eq!((health.rows.len(), health.not_looked_at), (2, 0));
    assert_eq!(found.ledgers[0].whose, "The family");
    // Without the first meeting the promises are counted where they were looked at.
    let alone = promise_ledger(&Chain::open(&minutes[1..]));
    assert_eq!(
        alone
            .ledgers
            .iter()
            .map(|ledger| ledger.promised)
            .sum::<usize>(),
        2,
        "one that goes on counts once there, too"
    );
}

#[test]
fn the_chain_goes_both_ways_and_a_ring_ends() {
    let link = |id: &str, review_of: &str, day: u32| Link {
        is_put_away: false,
        id: id.into(),
        review_of: review_of.into(),
        at: format!("2026-01-{day:02}T10:00:00Z").parse().ok(),
    };
    let links = [
        link("c", "b", 3),
        link("a", "", 1),
        link("x", "", 2),
        link("b", "a", 2),
        link("b2", "a", 4),
        link("", "", 5),
        link("b", "a", 2),
    ];
    for start in ["a", "b", "b2", "c"] {
        assert_eq!(
            ids_of_chain(start, &links),
            ["a", "b", "c", "b2"],
            "{start}"
        );
    }
    assert_eq!(ids_of_chain("x", &links), ["x"]);
    let ring = [link("a", "b", 1), link("b", "a", 2)];
    assert_eq!(ids_of_chain("a", &ring), ["a", "b"]);
}

#[test]
fn a_child_is_meant_as_in_a_meeting_that_goes_on() {
    let last = conference();
    let minutes = both(&last, &review(&last));
    let chain = Chain::open(&minutes);
    let meant = |words: &str| child_meant(&chain, "made-up-2", words);
    for words in [
        "el",
        "EL",
        "Ella",
        "ella",
        "Ella Smith",
        "Élla",
        "(Ella)",
        "Elal",
        "ELLA!",
    ] {
        assert_eq!(meant(words).as_deref(), Ok("EL"), "{words}");
    }
    for words in ["Zebedee", "she", "mother"] {
        let offered = meant(words).unwrap_err();
        assert!(offered.iter().any(|child| child.typed == "EL"), "{words}");
    }
}
