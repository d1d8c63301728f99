//! `MT: I can do that DT: me too`: a second label inside the words. They must not all be the first speaker's without a
//! word: who speaks is asked, and the line stays whole.

use super::entry::Who;
use super::marks;
use super::speaker::{COLONS, Label, of_whole_code};
use crate::domain::meeting::{Fits, Found, Meeting, find_seat, how_it_fits};
use crate::domain::settings::people_words::{is_everyday, squeezed};
use crate::domain::text::quoted::quoted;

/// How many words a name has at most: `the new social worker`.
const LONGEST_NAME: usize = 4;

/// Both labels, as typed: `MT: DT`.
pub(super) fn both_speakers(label: &Label<'_>, meeting: &Meeting) -> Option<String> {
    if label.words.trim_start().starts_with('\\') {
        return None;
    }
    let first = match &label.who {
        Who::Known(id) => Some(id),
        Who::Everybody | Who::MinuteTaker => None,
        Who::Last | Who::Unknown(_) => return None,
    };
    let is_among = |id: &String| {
        Some(id) == first || label.with.contains(id) || label.on_behalf_of.as_ref() == Some(id)
    };
    let (second, _) = all_inside(&label.words, meeting).find(|(_, id)| !is_among(id))?;
    Some(match first.filter(|_| label.with.is_empty()) {
        Some(_) => format!("{}: {second}", label.typed),
        None => second.to_owned(),
    })
}

/// Whether this label stands inside these words.
pub(super) fn is_inside(label: &str, words: &str, meeting: &Meeting) -> bool {
    all_inside(words, meeting).any(|(name, _)| name == label)
}

/// The first label inside words of whoever goes on, as typed.
pub(super) fn speaker_inside<'a>(words: &'a str, meeting: &Meeting) -> Option<&'a str> {
    all_inside(words, meeting).next().map(|(name, _)| name)
}

/// Each label inside these words, behind others, with whom it means.
fn all_inside<'a>(words: &'a str, meeting: &Meeting) -> impl Iterator<Item = (&'a str, String)> {
    let quotations = quoted(words);
    let colons = words.match_indices(COLONS).map(|(at, _)| at);
    colons
        .filter(move |at| !quotations.iter().any(|piece| piece.contains(at)))
        .filter(|at| {
            let mut behind = words.get(*at..).unwrap_or("").chars().skip(1);
            // Nothing is said behind the last signs of a line: `I told EL, ::`.
            behind.next().is_some_and(|next| {
                next.is_alphabetic() || next.is_whitespace() && behind.any(char::is_alphanumeric)
            })
        })
        .filter_map(move |at| name_before(words.get(..at)?, meeting))
}

fn name_before<'a>(before: &'a str, meeting: &Meeting) -> Option<(&'a str, String)> {
    let before = before.trim_end_matches(COLONS).trim_end();
    let starts = before.rmatch_indices(char::is_whitespace);
    let starts = starts
        .map(|(at, space)| at + space.len())
        .take(LONGEST_NAME);
    starts
        .filter_map(|at| Some((before.get(..at)?.trim_end(), before.get(at..)?)))
        .filter(|(ahead, name)| holds_words(ahead, meeting) && !name.trim().is_empty())
        .find_map(|(ahead, name)| Some((name, named(ahead, name, meeting)?)))
}

/// Marks are put before the words: `#new all: SH: …` has one label behind another, and no words between them.
fn holds_words(ahead: &str, meeting: &Meeting) -> bool {
    let is_mark =
        |word: &str| marks::read(word, meeting).is_some() || !word.contains(char::is_alphanumeric);
    ahead.split_whitespace().any(|word| !is_mark(word))
}

/// Letters anywhere; a name only where a sentence ends before it: `I told Dorian: never again` is one sentence.
fn named(ahead: &str, name: &str, meeting: &Meeting) -> Option<String> {
    let is_word = is_everyday(&squeezed(name)) && name.chars().any(char::is_lowercase);
    if let Some(id) = of_whole_code(name, meeting).filter(|_| !is_word) {
        return (name.chars().count() > 1).then_some(id);
    }
    let ends = |letter: char| {
        matches!(
            letter,
            '.' | '!' | '?' | ';' | '/' | '|' | '-' | '\u{2013}' | '\u{2014}' | '"' | '\u{201d}'
        )
    };
    let begins = name.starts_with(char::is_uppercase) && ahead.ends_with(ends);
    match find_seat(name, meeting) {
        Found::One(id) if begins && how_it_fits(name, meeting) <= Some(Fits::Whole) => Some(id),
        _ => None,
    }
}
