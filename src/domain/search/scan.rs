//! Whether a passage matches, and where. The same tokens go into the index, one after the other: what this finds, the
//! index finds.

use super::folding;
use super::passages::Passage;
use super::query::{FACETS, Query, Term};
use std::ops::Range;

/// Stands between two answers of a record, so that no phrase reaches from one into the other.
const BREAK: &str = "\u{e0ff}";

/// What of a passage is compared: the words of its text in order, then one token for each word of its facets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tokens {
    words: Vec<String>,
    /// Where each stands in the text; the last ones (facets) nowhere.
    places: Vec<Range<usize>>,
}

impl Tokens {
    /// All of them with a space between: none holds a space, so a full-text index takes them apart again.
    pub fn line(&self) -> String {
        self.words.join(" ")
    }
}

pub fn tokens(passage: &Passage) -> Tokens {
    let mut tokens = Tokens {
        words: Vec::new(),
        places: Vec::new(),
    };
    let mut start = 0;
    for line in passage.text.split('\n') {
        if start > 0 {
            tokens.words.push(BREAK.to_owned());
            tokens.places.push(start..start);
        }
        for word in folding::words(line) {
            tokens.words.push(word.word);
            let place = word.place.start + start..word.place.end + start;
            tokens.places.push(place);
        }
        start += line.len() + 1;
    }
    for facet in FACETS {
        let mut seen: Vec<String> = Vec::new();
        for text in (facet.of)(passage) {
            for word in folding::words(&text) {
                if !seen.contains(&word.word) {
                    tokens.words.push(facet.token(&word.word));
                    seen.push(word.word);
                }
            }
        }
    }
    tokens
}

/// Where in the passage's text the words of the query are, in order; `None` when not all of the query is in it. A query
/// of facets alone marks nothing. Days are ignored: they belong to the meeting.
pub fn marks(query: &Query, passage: &Passage) -> Option<Vec<Range<usize>>> {
    let tokens = tokens(passage);
    let mut marks = Vec::new();
    for term in query.terms() {
        let found = places(term, &tokens);
        if found.is_empty() {
            return None;
        }
        marks.extend(found.into_iter().flatten());
    }
    marks.sort_by_key(|mark: &Range<usize>| (mark.start, mark.end));
    marks.dedup();
    Some(marks)
}

/// Every place where a term stands; each with the span in the text, if it is in the text.
fn places(term: &Term, tokens: &Tokens) -> Vec<Option<Range<usize>>> {
    let length = term.words.len();
    let windows = tokens.words.windows(length.max(1)).enumerate();
    windows
        .filter(|(_, window)| is_there(term, window))
        .map(|(at, _)| {
            let first = tokens.places.get(at)?;
            let last = tokens.places.get(at + length - 1)?;
            Some(first.start..last.end)
        })
        .collect()
}

fn is_there(term: &Term, window: &[String]) -> bool {
    let last = term.words.len().saturating_sub(1);
    let pairs = term.words.iter().zip(window).enumerate();
    let mut pairs = pairs;
    pairs.all(|(at, (wanted, there))| {
        if term.is_beginning && at == last {
            there.starts_with(wanted.as_str())
        } else {
            there == wanted
        }
    })
}
