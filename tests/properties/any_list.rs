//! Any words typed into any list of meetings: all rows that have them pass, and no others.

use proptest::prelude::*;
use talking_piece::domain::search::{Card, CardFilter, Sieve};

/// Few letters, so that words meet; some that fold to others, to several, or to a space.
fn words() -> impl Strategy<Value = String> {
    proptest::string::string_regex("[aAbé ß´\u{a0}x]{0,6}").expect("it is a regular expression")
}

fn card() -> impl Strategy<Value = Card> {
    (words(), words(), proptest::collection::vec(words(), 0..3)).prop_map(
        |(id, reference, children)| Card {
            id,
            reference,
            children,
            ..Card::default()
        },
    )
}

proptest! {
    #[test]
    fn the_sieve_lets_through_what_each_row_would(
        cards in proptest::collection::vec(card(), 0..12),
        typed in words(),
    ) {
        let filter = CardFilter::read(&typed);
        let each: Vec<usize> = (0..cards.len())
            .filter(|at| filter.passes(&cards[*at].searched()))
            .collect();
        prop_assert_eq!(Sieve::of(&cards).passing(&filter), each);
    }
}
