//! `Dad's history, not to be in the family's copy`: a sentence that says who is not to read it, without the mark. So does a
//! label: `KQ restricted: …`, `; restricted: yes`. The words are data (`settings/meant_words.txt`).

use super::not_to_know::not_to_know;
use super::restriction::OF_BEING;
use super::speaker::{COLONS, colon_outside_times};
use crate::domain::settings::meant_words::meant_words;
use crate::domain::settings::people_words::people_words;
use crate::domain::settings::typed_words::words_of;

/// How far behind the no the paper may be named: `not to be put in the family's copy`.
const NEAR: usize = 6;

/// The most words that stand before a colon as a label.
const LONGEST_LABEL: usize = 8;

/// The words that say it, as they stand in the text.
pub(super) fn asks_to_restrict(text: &str) -> Option<&str> {
    let words = words_of(text);
    let plain: Vec<String> = words.iter().map(|word| word.plain.clone()).collect();
    let is_text = |from: usize| words.get(from).is_some_and(|word| word.is_guarded);
    let mut found = (0..words.len())
        .filter(|from| !is_text(*from))
        .filter_map(|from| {
            let behind = plain.get(from..)?;
            let many = meant_words().begins("not for all", behind);
            Some((from, many.or_else(|| no_paper(behind))?))
        });
    let (from, many) = found.next().or_else(|| {
        let found = not_to_know(text, &words);
        found.filter(|(from, _)| !is_text(*from))
    })?;
    let last = (from + many).checked_sub(1)?;
    text.get(words.get(from)?.from..words.get(last)?.to)
}

/// How many words are a no and the paper that it is about.
fn no_paper(words: &[String]) -> Option<usize> {
    let is = |list: &str, at: Option<usize>| {
        let word = at.and_then(|at| words.get(at));
        word.is_some_and(|word| meant_words().is(list, word))
    };
    if !is("no", Some(0)) {
        return None;
    }
    let at = (1..=NEAR).find(|at| is("paper", Some(*at)))?;
    let is_out = words.first().is_some_and(|no| no == "out");
    let is_to_put = is_out || (1..at).any(|at| is("put", Some(at)));
    let is_the = words.get(at - 1).is_some_and(|word| word == "the");
    let is_in = is_the && is("in", at.checked_sub(2));
    (is("reader", Some(at - 1)) || is_in && is_to_put).then_some(at + 1)
}

/// `restricted` of `KQ, restricted: she moved`: what stands before the colon says it.
pub(super) fn label_asks(text: &str) -> Option<&str> {
    let (label, words) = text.split_at_checked(colon_outside_times(text)?)?;
    let words = words.trim_start_matches(COLONS);
    let is_label = label.split_whitespace().count() <= LONGEST_LABEL;
    if !is_label || words.trim().is_empty() || label.starts_with('/') {
        return None;
    }
    is_label_to_restrict(label)
}

/// The word of a label that says so: `restricted`, `for professionals only`.
pub(super) fn is_label_to_restrict(label: &str) -> Option<&str> {
    let words = words_of(label);
    let is_it = |at: &usize| {
        let before = at.checked_sub(1).and_then(|at| words.get(at));
        let is_sentence = before.is_some_and(|word| OF_BEING.contains(&word.plain.as_str()));
        let word = words.get(*at);
        let next = words.get(at + 1).map_or("", |word| word.plain.as_str());
        let is_private_time = word.is_some_and(|it| it.plain == "private") && next == "time";
        word.is_some_and(|it| !it.is_guarded && meant_words().is("label", &it.plain))
            && !is_sentence
            && !is_private_time
    };
    let word = (0..words.len()).find(is_it).and_then(|at| words.get(at));
    word.and_then(|word| label.get(word.from..word.to))
        .or_else(|| asks_to_restrict(label))
}

/// `phone` of `her phone: 0123`: what is never in the open minutes, told as a sentence. `by phone` says how.
pub(super) fn tells_never_open(text: &str) -> Option<&str> {
    let (label, behind) = text.split_at_checked(colon_outside_times(text)?)?;
    let behind = behind.trim_start_matches(COLONS);
    let words = words_of(label);
    let plain: Vec<String> = words.iter().map(|word| word.plain.clone()).collect();
    let is_guarded = words.iter().any(|word| word.is_guarded);
    if words.len() > LONGEST_LABEL || is_guarded || behind.trim().is_empty() {
        return None;
    }
    let from = (0..words.len()).find(|from| {
        let rest = plain.get(*from..).unwrap_or_default();
        meant_words().begins("never open", rest) == Some(rest.len())
    })?;
    let before = from.checked_sub(1).and_then(|at| plain.get(at));
    let is_way = before.is_some_and(|word| people_words().is("before way", word));
    let answer = label.get(words.get(from)?.from..).map(str::trim_end);
    answer.filter(|_| !is_way)
}
