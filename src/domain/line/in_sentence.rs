//! Whether `@ella` before or after the words is a mark on its own or part of the sentence: `I told @ella and @noah` and
//! `@ella was there` need her name, `sleeps well @ella` does not. In the sentence she counts as well, and keeps her place.

use super::marks::{self, Mark};
use crate::domain::meeting::Meeting;

/// A sentence does not end with one of these.
const NAME_FOLLOWS: &[&str] = &[
    "&", "about", "and", "are", "ask", "asked", "asks", "at", "but", "by", "for", "from", "gave",
    "give", "gives", "hit", "hits", "is", "like", "loves", "met", "misses", "my", "nor", "of",
    "or", "our", "saw", "sees", "tell", "telling", "tells", "than", "the", "to", "told", "was",
    "were", "with", "your",
];

/// What is said of somebody begins with one of these.
const NAME_PRECEDES: &[&str] = &[
    "&", "and", "are", "asked", "asks", "brought", "came", "can", "can't", "comes", "could",
    "couldn't", "did", "didn't", "does", "doesn't", "feels", "felt", "gave", "gets", "goes", "got",
    "had", "hadn't", "has", "hasn't", "have", "haven't", "heard", "is", "isn't", "knew", "knows",
    "likes", "lives", "looked", "looks", "loves", "made", "may", "might", "must", "needs", "or",
    "rang", "said", "saw", "says", "should", "sleeps", "tells", "thinks", "told", "took", "wanted",
    "wants", "was", "wasn't", "went", "were", "weren't", "will", "won't", "would", "wouldn't",
];

/// Whether the `@names` that these words begin with are the beginning of the sentence.
pub(super) fn begins_with(words: &str, meeting: &Meeting) -> bool {
    let is_name = |word: &&str| matches!(marks::read(word, meeting), Some(Mark::Child(_)));
    let next = words.split_whitespace().find(|word| !is_name(word));
    next.is_some_and(|word| is_one_of(NAME_PRECEDES, word))
}

/// Whether the `@names` that these words end with are the end of the sentence.
pub(super) fn ends_with(words: &str, meeting: &Meeting) -> bool {
    let is_name = |word: &&str| matches!(marks::read(word, meeting), Some(Mark::Child(_)));
    let before = words.split_whitespace().rev().find(|word| !is_name(word));
    before.is_some_and(|word| is_one_of(NAME_FOLLOWS, word))
}

/// Whether a sentence about somebody goes on with this word: `SW came`, `HV visited`.
pub(super) fn is_said_of_somebody(word: &str) -> bool {
    is_one_of(NAME_PRECEDES, word) || word.ends_with("ed") || matches!(word, "to" | "who" | "with")
}

fn is_one_of(words: &[&str], word: &str) -> bool {
    let plain = word.to_lowercase().replace('\u{2019}', "'");
    words.contains(&plain.as_str())
}
