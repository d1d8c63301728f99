//! `KS: 6/10 because it is quiet now`, in a section that asks for a number: perhaps her score, and it is kept as words.

use super::entry::{ContributionLine, Who};
use super::scores_line::scores_told;
use super::told_lines::NO_SCALE;
use crate::domain::calendar::number_word;
use crate::domain::meeting::Meeting;
use crate::domain::record::Record;
use crate::domain::record::kinds::{contribution, scale};
use crate::domain::settings::people_words::{people_words, plain_words};

/// The highest end that a scale can have.
const HIGHEST: f64 = 100.0;

/// The number that most scales end with.
const USUAL_END: i32 = 10;

/// The score in these words: the number comes first, apart from `I would say`, and nothing is counted with it
/// (`6 weeks ago`). Where the open section asks for none, it is written as one: `6/10`, `6 out of 10`.
fn score_in(words: &str, meeting: &Meeting) -> Option<String> {
    let is_asked_here = meeting
        .open_section()
        .is_some_and(|section| !section.scales.is_empty());
    if !is_asked_here && !is_written_as_one(words, meeting) {
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

/// `6/10`, `6 out of 10`, `score 6`
fn is_written_as_one(words: &str, meeting: &Meeting) -> bool {
    let words = words
        .to_lowercase()
        .replace("out of", "/")
        .replace(" / ", "/")
        .replace(" /", "/")
        .replace("/ ", "/");
    let first = words
        .split_whitespace()
        .find(|word| word.starts_with(|letter: char| letter.is_ascii_digit()));
    let Some((number, of)) = first.and_then(|word| word.split_once('/')) else {
        return false;
    };
    let of = of.trim_end_matches(|letter: char| !letter.is_ascii_digit());
    let (number, of) = (number.parse::<f64>(), of.parse::<i32>());
    let places = meeting.agenda().places();
    let mut ends = places.iter().flat_map(|place| &place.section.scales);
    // `1/2 of it`, `3/4 hour`, `24/7` are no scores.
    matches!((number, of), (Ok(number), Ok(of))
        if number <= f64::from(of) && (of == USUAL_END || ends.any(|scale| scale.to == i64::from(of))))
}

/// Where another section of the agenda asks for a score.
fn asks_elsewhere(meeting: &Meeting) -> Option<String> {
    let places = meeting.agenda().places();
    let asks = places
        .iter()
        .find(|place| !place.section.scales.is_empty())?;
    Some(format!(
        "/section {} \"{}\"",
        asks.number, asks.section.title
    ))
}

/// Whether this line holds one that can be recorded as one; it is asked about then.
pub(super) fn holds_a_score(entry: &ContributionLine, meeting: &Meeting) -> bool {
    is_a_score(entry, meeting) && asks_elsewhere(meeting).is_some()
}

fn is_a_score(entry: &ContributionLine, meeting: &Meeting) -> bool {
    let is_somebodys = !matches!(entry.who, Who::MinuteTaker | Who::Everybody);
    is_somebodys && entry.kind.is_none() && score_in(&entry.text, meeting).is_some()
}

/// `A score? /scale 1; by: KS; score: 6 records it. As it stands it is only words`.
pub(super) fn perhaps_score(entry: &ContributionLine, meeting: &Meeting) -> Option<String> {
    if let Some(line) = scores_of_children(entry, meeting) {
        return Some(format!(
            "A score for each? {line} records them; this line is only words"
        ));
    }
    let score = score_in(&entry.text, meeting).filter(|_| is_a_score(entry, meeting))?;
    let by = match &entry.who {
        Who::Known(id) => Some(id.as_str()),
        Who::Last => meeting.last_speaker(),
        Who::Unknown(_) | Who::Everybody | Who::MinuteTaker => None,
    };
    Some(words_of(by, &score, meeting))
}

/// `/scores RC Rosie 4, Jake 6` of `RC: Rosie 4, Jake 6`, where each of them is certain.
fn scores_of_children(entry: &ContributionLine, meeting: &Meeting) -> Option<String> {
    let Who::Known(by) = &entry.who else {
        return None;
    };
    let is_plain = entry.kind.is_none() && entry.with.is_empty() && !entry.exact;
    let line = format!("{} {}", meeting.code(by), entry.text.trim());
    let told = scores_told(&line, meeting).filter(|_| is_plain)?;
    told.line().map(str::to_owned)
}

/// `/scale 1; by: SH; score: 4; reason: cos it is better` of `SH: 4, cos it is better`, where the section asks for one.
pub(super) fn score_line(entry: &ContributionLine, meeting: &Meeting) -> Option<String> {
    let asks = meeting
        .open_section()
        .is_some_and(|section| !section.scales.is_empty());
    if let Some(line) = scores_of_children(entry, meeting) {
        return Some(line);
    }
    let score = score_in(&entry.text, meeting).filter(|_| asks && is_a_score(entry, meeting))?;
    let Who::Known(id) = &entry.who else {
        return None;
    };
    let number = |letter: char| letter.is_ascii_digit() || letter.is_whitespace();
    let why = entry.text.trim_start_matches(number);
    let why = why.trim_start_matches([',', ';', '-', '.', ' ']);
    let why = match why {
        "" => String::new(),
        why => format!("; {}: {why}", scale::REASON.label),
    };
    let (command, by) = (scale::KIND.command, scale::GIVEN_BY.label);
    Some(format!(
        "/{command} 1; {by}: {}; {}: {score}{why}",
        meeting.code(id),
        scale::SCORE.label
    ))
}

fn words_of(by: Option<&str>, score: &str, meeting: &Meeting) -> String {
    let by = by.map_or_else(|| "\u{2026}".to_owned(), |id| meeting.code(id));
    let by = format!("{}: {by}; ", scale::GIVEN_BY.label);
    if meeting
        .open_section()
        .is_none_or(|section| section.scales.is_empty())
    {
        return match asks_elsewhere(meeting) {
            Some(asks) => format!(
                "A score? {asks} asks for it: /scale 1; {by}score: {score} there; this line is only words"
            ),
            None => format!("A score? {NO_SCALE}"),
        };
    }
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
