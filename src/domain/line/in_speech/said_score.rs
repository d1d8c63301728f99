//! `MO: safety 4/10, because he moved out`: a score in the middle of what is said.

use super::super::value;
use super::InSpeech;
use crate::domain::agenda::ScaleAsked;
use crate::domain::meeting::Meeting;
use crate::domain::record::kinds::scale;
use crate::domain::settings::meant_words::meant_words;
use crate::domain::settings::people_words::{people_words, plain_words};
use serde_json::{Value, json};

/// The number that most scales end with.
const USUAL_END: f64 = 10.0;

/// How many words stand before a score at most: `my score for how safe it is`.
const LONGEST_BEFORE: usize = 7;

/// The signs behind a number that end what it counts.
const ENDS: &[char] = &[',', ';', '.', ')', '!', '-', '\u{2013}'];

struct Said<'a> {
    score: Value,
    before: Vec<String>,
    behind: &'a str,
}

/// Nothing where the agenda asks for no number.
pub(super) fn score(speaker: &str, text: &str, meeting: &Meeting) -> Option<InSpeech> {
    if !text.contains(|letter: char| letter.is_ascii_digit()) {
        return None;
    }
    let said = written_as_one(text, meeting).or_else(|| behind_its_name(text, meeting))?;
    let asked = meant(&said.before, meeting)?;
    let mut answers = vec![
        (&scale::SCALE, json!(asked.id)),
        (&scale::GIVEN_BY, json!(speaker)),
        (&scale::SCORE, said.score),
    ];
    let why = reason(said.behind).to_owned();
    if !why.is_empty() {
        answers.push((&scale::REASON, Value::String(why)));
    }
    Some(InSpeech::of(&scale::KIND, &answers))
}

/// `4/10`, `4 out of 10`
fn written_as_one<'a>(text: &'a str, meeting: &Meeting) -> Option<Said<'a>> {
    let words: Vec<&str> = text.split_whitespace().collect();
    (0..words.len().min(LONGEST_BEFORE)).find_map(|at| {
        let first = words.get(at)?.trim_start_matches('(');
        let word = |next: usize| words.get(at + next).copied().unwrap_or("");
        let (number, of) = match first.split_once('/') {
            Some((number, of)) if !of.is_empty() => (number, of),
            Some((number, _)) => (number, word(1)),
            None if word(1) == "/" => (first, word(2)),
            None if (word(1), word(2)) == ("out", "of") => (first, word(3)),
            None => return None,
        };
        let bare = of.trim_end_matches(ENDS);
        let end: f64 = bare.parse().ok()?;
        let score = value::number(number)?;
        let is_end =
            |scale: &&ScaleAsked| i32::try_from(scale.to).is_ok_and(|to| f64::from(to) == end);
        let is_scale = end == USUAL_END || meeting.agenda().scales().iter().any(is_end);
        let (before, behind) = around(text, of)?;
        let number_from = before.rfind(first)?;
        let before = plain_words(before.get(..number_from)?);
        // `he came on 6/10`, `it was 4/10 last time`
        let is = |list: &str, word: &String| meant_words().is(list, word);
        let is_other = before.iter().any(|word| is("no score behind", word))
            || before
                .last()
                .is_some_and(|word| is("no score right behind", word));
        let ends = bare.len() < of.len() || ends_here(behind);
        let is_in = score
            .as_f64()
            .is_some_and(|score| (0.0..=end).contains(&score));
        (is_scale && is_in && !is_other && ends).then_some(Said {
            score,
            before,
            behind,
        })
    })
}

/// `safety 4, because he moved out`, where the section asks for a number.
fn behind_its_name<'a>(text: &'a str, meeting: &Meeting) -> Option<Said<'a>> {
    let scales = &meeting.open_section()?.scales;
    let first = plain_words(text.split_whitespace().next()?).concat();
    let is_named = meant_words().is("names a score", &first)
        || scales.iter().any(|scale| is_called(scale, &first));
    if !is_named {
        return None;
    }
    let is_before = |word: &&str| people_words().is("before score", &plain_words(word).concat());
    let typed = text
        .split_whitespace()
        .skip(1)
        .find(|word| !is_before(word))?;
    let bare = typed.trim_end_matches(ENDS);
    let score = value::number(bare)?;
    let (_, behind) = around(text, typed)?;
    let is_in = |scale: &ScaleAsked| {
        let to = i32::try_from(scale.to.max(scale.from)).unwrap_or(0);
        score
            .as_f64()
            .is_some_and(|score| (0.0..=f64::from(to)).contains(&score))
    };
    let ends = bare.len() < typed.len() || ends_here(behind);
    (scales.iter().any(is_in) && ends).then(|| Said {
        score,
        before: vec![first],
        behind,
    })
}

/// What stands up to the end of this word, which is a piece of the text, and behind it.
fn around<'a>(text: &'a str, word: &str) -> Option<(&'a str, &'a str)> {
    let at = (word.as_ptr() as usize).checked_sub(text.as_ptr() as usize)?;
    text.split_at_checked(at + word.len())
}

/// Nothing is counted: `7 out of 10 times` is no score.
fn ends_here(behind: &str) -> bool {
    let next = behind.split_whitespace().next().unwrap_or("");
    let word = plain_words(next).concat();
    word.is_empty() || next.starts_with('(') || people_words().is("behind score", &word)
}

/// The scale of the open section, or of another one, that is named, or that comes first.
fn meant<'a>(before: &[String], meeting: &'a Meeting) -> Option<&'a ScaleAsked> {
    let here = meeting.open_section().map_or(&[][..], |open| &open.scales);
    let all = match here.is_empty() {
        true => meeting.agenda().scales(),
        false => here.iter().collect(),
    };
    let is_named = |scale: &&&ScaleAsked| before.iter().any(|word| is_called(scale, word));
    let named = all.iter().find(is_named);
    named.or(all.first()).copied()
}

/// `safety` of the scale `safety-now`.
fn is_called(scale: &ScaleAsked, word: &str) -> bool {
    scale.id.split(['-', '_']).any(|part| part == word)
}

/// `he moved out` of `, because he moved out`
fn reason(behind: &str) -> &str {
    let behind = behind.trim_start_matches(|letter: char| !letter.is_alphanumeric());
    let (first, rest) = behind.split_once(' ').unwrap_or((behind, ""));
    match meant_words().is("because", &plain_words(first).concat()) {
        true => rest.trim(),
        false => behind.trim(),
    }
}
