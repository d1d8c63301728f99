//! What is restricted leaves no trace in an open thread: no word, no place, no count.

use super::threads_tests::{conference, review};
use super::*;
use crate::domain::history::compare::compare_tests::{review_of, takes_up};
use crate::domain::meeting::event::KnownEvent;
use crate::domain::minutes::sample::Sample;
use crate::domain::minutes::{open_minutes, restricted_part};
use crate::domain::visibility::Visibility;

/// All threads of two meetings as text, for everybody or for readers of the full record.
fn all(last: &Sample, review: &Sample, full: bool) -> String {
    let minutes = [open_minutes(&last.meeting), open_minutes(&review.meeting)];
    let parts = [
        restricted_part(&last.meeting),
        restricted_part(&review.meeting),
    ];
    let chain = if full {
        Chain::full(minutes.iter().zip(parts.iter().map(Some)))
    } else {
        Chain::open(&minutes)
    };
    let mut text = String::new();
    for (meeting, sample) in [("made-up-1", last), ("made-up-2", review)] {
        for record in sample.meeting.all_records() {
            let thread = action_thread(&chain, meeting, &record.id);
            text.push_str(&serde_json::to_string(&thread).unwrap());
            let thread = standing_thread(&chain, meeting, &record.id);
            text.push_str(&serde_json::to_string(&thread).unwrap());
        }
        for letters in ["EL", "NO"] {
            text.push_str(&serde_json::to_string(&wish_thread(&chain, meeting, letters)).unwrap());
        }
    }
    text.push_str(&serde_json::to_string(&scale_thread(&chain)).unwrap());
    text.push_str(&serde_json::to_string(&promise_ledger(&chain)).unwrap());
    text
}

const RESTRICTED: &[&str] = &[
    "/action Canary1x moves house; who: KS; by: 12 Dec; answers: Ella #restricted",
    "/whatif Canary2x comes; then: SW calls #restricted",
    "/view Ella; by: separate conversation with the Chair; words: Canary3x; shared: to the Chair only",
    "/scale safety; by: SW; score: 1; child: Ella; why: Canary4x; question: How safe?; from: 0; to: 10; low: not safe; high: safe #restricted",
    "/checkin Ella; who: SW; by: 25 Nov; done: 24 Nov 2026; said: Canary5x",
];

#[test]
fn no_restricted_record_leaves_a_trace() {
    let plain = conference();
    let plain = all(&plain, &review(&plain), false);
    let mut last = conference();
    last.does(KnownEvent::Reopened {
        reason: String::new(),
    });
    let mut ids = Vec::new();
    for line in RESTRICTED {
        ids.push(last.says(line));
    }
    last.changes("i1", |body| body.visibility = Visibility::Restricted);
    last.does(KnownEvent::Closed { gaps: Vec::new() });
    // The review takes the restricted rows over, restricted.
    let later = review(&last);
    let open = all(&last, &later, false);
    assert!(!open.contains("Canary"), "{open}");
    let full = all(&last, &later, true);
    for number in 1..=4 {
        assert!(full.contains(&format!("Canary{number}x")), "{number}");
    }
    // Numbers of promises shift with the rows between them; apart from that nothing tells that they are there.
    let words = |text: &str| text.replace("null", "").len();
    assert_eq!(words(&open), words(&plain));
    for id in &ids {
        assert!(
            action_thread(
                &Chain::open(&[open_minutes(&last.meeting)]),
                "made-up-1",
                id
            )
            .is_none()
        );
    }
}

#[test]
fn a_thread_does_not_say_who_a_hidden_person_is() {
    let last = conference();
    let mut later = review(&last);
    later.does(KnownEvent::Reopened {
        reason: String::new(),
    });
    later.changes("p1", |body| body.visibility = Visibility::Restricted);
    let minutes = [open_minutes(&last.meeting), open_minutes(&later.meeting)];
    let chain = Chain::open(&minutes);
    let thread = action_thread(&chain, "made-up-1", "a1").unwrap();
    let who = |station: &Station| {
        station
            .promised
            .as_ref()
            .map(|promised| promised.who.clone())
    };
    assert_eq!(
        who(&thread.stations[0]).as_deref(),
        Some("somebody (restricted)")
    );
}

#[test]
fn a_ledger_and_scores_do_not_say_who_a_hidden_person_is() {
    let last = conference();
    let mut later = review(&last);
    later.does(KnownEvent::Reopened {
        reason: String::new(),
    });
    later.changes("p1", |body| body.visibility = Visibility::Restricted);
    let minutes = [open_minutes(&last.meeting), open_minutes(&later.meeting)];
    let chain = Chain::open(&minutes);
    let ledger = promise_ledger(&chain);
    assert!(
        ledger
            .ledgers
            .iter()
            .all(|ledger| ledger.whose != "The family"),
        "{ledger:#?}"
    );
    let rows = ledger.ledgers.iter().flat_map(|ledger| &ledger.rows);
    let is_hers = |row: &&LedgerRow| row.record == "a1" && row.meeting.id == "made-up-1";
    let hers = rows.filter(is_hers).collect::<Vec<_>>();
    assert_eq!(hers.len(), 1);
    assert_eq!(hers[0].who, "somebody (restricted)");
    // Her scores of the two meetings do not stand beside each other.
    assert!(
        scale_thread(&chain)
            .series
            .iter()
            .all(|series| series.points.len() == 1)
    );
}

/// Kept back in both meetings: by their ids they would be the same, and so would two people without a name.
#[test]
fn scores_of_or_about_somebody_hidden_stand_alone() {
    for id in ["p1", "k1"] {
        let mut last = conference();
        let mut later = review(&last);
        for sample in [&mut last, &mut later] {
            sample.does(KnownEvent::Reopened {
                reason: String::new(),
            });
            sample.changes(id, |body| body.visibility = Visibility::Restricted);
        }
        let minutes = [open_minutes(&last.meeting), open_minutes(&later.meeting)];
        let series = scale_thread(&Chain::open(&minutes)).series;
        assert_eq!(series.len(), 2, "{id}: {series:#?}");
        for one in &series {
            let words = [&one.by, &one.child];
            assert!(
                words.contains(&&"somebody (restricted)".to_owned()),
                "{one:#?}"
            );
            assert_eq!(one.points.len(), 1, "{id}");
        }
    }
}

/// Somebody who was entered by mistake and struck out is kept back like somebody restricted.
#[test]
fn a_thread_and_a_ledger_do_not_name_who_was_struck_out_of_the_review() {
    let last = conference();
    let mut later = review(&last);
    later.does(KnownEvent::Reopened {
        reason: String::new(),
    });
    later.does(KnownEvent::StruckOut {
        id: "p1".into(),
        reason: "not of this family".into(),
    });
    let minutes = [open_minutes(&last.meeting), open_minutes(&later.meeting)];
    let chain = Chain::open(&minutes);
    let thread = action_thread(&chain, "made-up-1", "a1").unwrap();
    let promised = thread.stations[0].promised.as_ref().unwrap();
    assert!(!promised.who.contains("Kelly"), "{promised:#?}");
    let ledger = serde_json::to_string(&promise_ledger(&chain)).unwrap();
    assert!(!ledger.contains("Kelly Smith"), "{ledger}");
}

#[test]
fn a_thread_does_not_say_which_child_is_hidden() {
    let mut last = Sample::family();
    last.says("/action The lamp is bought; who: KS; by: 4 Dec; children: Ella");
    last.does(KnownEvent::Closed { gaps: Vec::new() });
    let mut later = review_of(&last);
    later.does(KnownEvent::Began {});
    takes_up(&mut later, "/action follows: 1; by: 20 Dec");
    later.does(KnownEvent::Closed { gaps: Vec::new() });
    let thread = |later: &Sample| {
        let minutes = [open_minutes(&last.meeting), open_minutes(&later.meeting)];
        let thread = action_thread(&Chain::open(&minutes), "made-up-1", "a1").unwrap();
        assert_eq!(thread.stations.len(), 2);
        serde_json::to_string(&thread).unwrap()
    };
    assert_eq!(thread(&later).matches("Ella").count(), 2);
    later.does(KnownEvent::Reopened {
        reason: String::new(),
    });
    later.changes("k1", |body| body.visibility = Visibility::Restricted);
    let open = thread(&later);
    assert!(!open.contains("Ella"), "{open}");
    assert!(open.contains("somebody (restricted)"), "{open}");
}

#[test]
fn a_restricted_child_has_no_thread() {
    let mut last = conference();
    last.does(KnownEvent::Reopened {
        reason: String::new(),
    });
    last.changes("k1", |body| body.visibility = Visibility::Restricted);
    let minutes = [open_minutes(&last.meeting)];
    assert!(wish_thread(&Chain::open(&minutes), "made-up-1", "EL").is_none());
}
