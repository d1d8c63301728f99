//! `KS: 6/10 because it is quiet now`, in a section that asks for a number: perhaps her score, and it is kept as words.

use super::entry::{ContributionLine, Who};
use crate::domain::calendar::number_word;
use crate::domain::meeting::Meeting;
use crate::domain::record::Record;
use crate::domain::record::kinds::contribution;
use crate::domain::settings::people_words::{people_words, plain_words};

/// The highest end that a scale can have.
const HIGHEST: f64 = 100.0;

/// The score in these words, where the open section asks for one: the number comes first, apart from `I would say`, and
/// nothing is counted with it (`6 weeks ago`).
pub(super) fn score_in(words: &str, meeting: &Meeting) -> Option<String> {
    if meeting.open_section()?.scales.is_empty() {
        return None;
    }
    let is = |what: &str, word: &str| people_words().is(what, word);
    let all = words;
    let mut words = words
        .split(|letter: char| {
            !letter.is_alphanumeric() && !matches!(letter, '.' | '\'' | '\u{2019}')
        })
        .map(|word| word.trim_matches(|letter: char| !letter.is_alphanumeric()))
        .filter(|word| !word.is_empty())
        .skip_while(|word| is("before score", &plain_words(word).concat()));
    let typed = words.next()?;
    let score = match typed.parse::<f64>() {
        Ok(score) => score,
        // `No, it was quiet` is an answer.
        Err(_) => f64::from(number_word(&typed.to_lowercase()).filter(|number| *number > 0)?),
    };
    let sign = (typed.as_ptr() as usize - all.as_ptr() as usize) + typed.len();
    let sign = all.get(sign..).and_then(|behind| behind.chars().next());
    let ends_here = sign.is_some_and(|sign| matches!(sign, ',' | ';' | '(' | '!'));
    let behind = words.next().map(|word| plain_words(word).concat());
    let ends = ends_here
        || behind.is_none_or(|word| {
            is("behind score", &word) || word.parse::<f64>().is_ok() || number_word(&word).is_some()
        });
    ((0.0..=HIGHEST).contains(&score) && ends).then(|| score.to_string())
}

/// Whether this line holds one; it is asked about then.
pub(super) fn holds_a_score(entry: &ContributionLine, meeting: &Meeting) -> bool {
    let is_somebodys = !matches!(entry.who, Who::MinuteTaker | Who::Everybody);
    is_somebodys && entry.kind.is_none() && score_in(&entry.text, meeting).is_some()
}

/// `A score? /scale 1; by: KS; score: 6 records it. As it stands it is only words`.
pub(super) fn perhaps_score(entry: &ContributionLine, meeting: &Meeting) -> Option<String> {
    let score = score_in(&entry.text, meeting).filter(|_| holds_a_score(entry, meeting))?;
    let by = match &entry.who {
        Who::Known(id) => Some(id.as_str()),
        _ => meeting.last_speaker(),
    };
    Some(words_of(by, &score, meeting))
}

fn words_of(by: Option<&str>, score: &str, meeting: &Meeting) -> String {
    let by = by.map_or_else(String::new, |id| format!("by: {}; ", meeting.code(id)));
    format!("A score? /scale 1; {by}score: {score} records it; this line is only words")
}

/// The same, once it has been recorded.
pub fn recorded_score(record: &Record, meeting: &Meeting) -> Option<String> {
    let is_asked = record.is_a(&contribution::KIND) && record.follow_up && record.is_open();
    let is_of_a_kind = !record.text(&contribution::OF_KIND).is_empty();
    let text = record.text(&contribution::TEXT);
    let score = score_in(text, meeting).filter(|_| is_asked && !is_of_a_kind)?;
    let speaker =
        Some(record.text(&contribution::SPEAKER)).filter(|id| meeting.record(id).is_some());
    Some(words_of(speaker, &score, meeting))
}
