//! Whom Tab offers, and which rows of a long round are shown: pure rules, by tables and over made-up meetings.

use super::round::{offers, rows_that_fit};
use proptest::prelude::*;

const ROUND: &[&str] = &["ks", "ds", "ch", "sw", "hv"];

/// The order of the offers, in letters.
fn offered(spoke: &str, goes_round: bool) -> String {
    let spoke: Vec<&str> = spoke.split_whitespace().collect();
    let order = offers(ROUND, &spoke, goes_round);
    let words: Vec<&str> = order.iter().map(|at| ROUND[*at]).collect();
    words.join(" ")
}

#[test]
fn first_whoever_spoke_before_the_last_one_then_the_round() {
    for (spoke, talks, goes_round) in [
        ("", "ks ds ch sw hv", "ks ds ch sw hv"),
        ("ks", "ds ch sw hv ks", "ds ch sw hv ks"),
        ("sw ds", "sw ks ds ch hv", "ks ds ch sw hv"),
        ("sw ds sw", "ds ks ch sw hv", "ks ds ch sw hv"),
        ("sw ds ds", "sw ks ds ch hv", "ks ds ch sw hv"),
        // The minute-taker's own notes, everybody together and words of nobody known are no answers.
        ("sw ds minute_taker", "sw ks ds ch hv", "ks ds ch sw hv"),
        ("sw ds all", "sw ks ds ch hv", "ks ds ch sw hv"),
        ("sw  ds", "sw ks ds ch hv", "ks ds ch sw hv"),
        // Somebody who has left is not offered, and those before them are.
        ("ch gone ds", "ch ks ds sw hv", "ks ds ch sw hv"),
        ("ks ds ch", "ds sw hv ks ch", "sw hv ks ds ch"),
    ] {
        assert_eq!(offered(spoke, false), talks, "{spoke}");
        assert_eq!(offered(spoke, true), goes_round, "{spoke}");
    }
    assert_eq!(offers(&[], &["ks"], false), [0; 0]);
}

#[test]
fn a_long_round_shows_who_speaks_and_who_is_next() {
    for (count, next, speaks, rows, shown) in [
        (5, Some(1), Some(0), 5, vec![0, 1, 2, 3, 4]),
        (5, Some(1), Some(0), 9, vec![0, 1, 2, 3, 4]),
        (99, Some(0), None, 5, vec![0, 1, 2, 3]),
        (99, Some(50), Some(49), 5, vec![48, 49, 50, 51]),
        (99, Some(50), Some(3), 5, vec![3, 49, 50, 51]),
        (99, Some(3), Some(98), 5, vec![2, 3, 4, 98]),
        (99, Some(98), Some(0), 5, vec![0, 96, 97, 98]),
        (99, None, Some(70), 4, vec![69, 70, 71]),
        (99, Some(98), Some(0), 3, vec![0, 98]),
        (99, Some(98), Some(0), 2, vec![98]),
        (99, Some(98), Some(0), 0, vec![98]),
        (0, None, None, 4, vec![]),
    ] {
        let found = rows_that_fit(count, next, speaks, rows);
        assert_eq!(found, shown, "{count} {next:?} {speaks:?} {rows}");
    }
}

proptest! {
    #[test]
    fn everybody_is_offered_once_and_nobody_else(
        spoke in prop::collection::vec(prop::sample::select(&["ks", "ds", "ch", "sw", "hv", "all", "", "gone"][..]), 0..40),
        goes_round: bool,
    ) {
        let mut order = offers(ROUND, &spoke, goes_round);
        order.sort_unstable();
        prop_assert_eq!(order, vec![0, 1, 2, 3, 4]);
    }

    #[test]
    fn the_one_who_speaks_and_the_one_who_is_next_are_always_shown(
        count in 1usize..120, next in 0usize..120, speaks in 0usize..120, rows in 0usize..40,
    ) {
        let (next, speaks) = (next % count, speaks % count);
        let shown = rows_that_fit(count, Some(next), Some(speaks), rows);
        prop_assert!(shown.contains(&next));
        prop_assert!(rows < 3 || shown.contains(&speaks));
        prop_assert!(shown.windows(2).all(|two| two[0] < two[1]));
        prop_assert!(shown.iter().all(|at| *at < count));
        // One row is left to say how many more there are.
        prop_assert!(shown.len() == count || shown.len() < rows.max(2));
    }
}
