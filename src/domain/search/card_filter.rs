//! The text by which all cards of the list are found, in one string: words typed into the list are searched for in one
//! pass over memory, so that the list keeps up with typing.

use super::{Card, CardFilter};
use memchr::memmem::Finder;

/// What stands between two cards. No word that is looked for has it.
const BETWEEN: char = '\n';

/// What many cards are found by ([`Card::searched`]), in their order.
#[derive(Debug, Clone, Default)]
pub struct Sieve {
    text: String,
    /// Where each card's part ends, in bytes.
    ends: Vec<usize>,
}

impl Sieve {
    pub fn of(cards: &[Card]) -> Sieve {
        let mut sieve = Sieve::default();
        for card in cards {
            sieve.text.push_str(&card.searched());
            sieve.ends.push(sieve.text.len());
            sieve.text.push(BETWEEN);
        }
        sieve
    }

    /// The places of the cards that pass the filter, in their order.
    pub fn passing(&self, filter: &CardFilter) -> Vec<usize> {
        // The longest word is usually in the fewest cards; the others are searched for only in those.
        let Some(longest) = filter.words().iter().max_by_key(|word| word.len()) else {
            return (0..self.ends.len()).collect();
        };
        let others = filter.words().iter().filter(|word| *word != longest);
        let others: Vec<Finder<'_>> = others.map(Finder::new).collect();
        let longest = Finder::new(longest);
        let text = self.text.as_bytes();
        let mut passing = Vec::new();
        let mut at = longest.find(text);
        let mut start = 0;
        for (place, end) in self.ends.iter().enumerate() {
            // `at` is where the word stands next; until there no card has it.
            if at.is_some_and(|at| at < start) {
                let rest = text.get(start..).unwrap_or_default();
                at = longest.find(rest).map(|found| start + found);
            }
            let Some(next) = at else { break };
            if next < *end
                && let Some(card) = text.get(start..*end)
                && others.iter().all(|word| word.find(card).is_some())
            {
                passing.push(place);
            }
            start = end + BETWEEN.len_utf8();
        }
        passing
    }
}
