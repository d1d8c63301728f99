//! `weigh Noah every Tuesday from 8 Dec`, `ring the GP by Friday`: what is done, and behind it by when, from when and how
//! often.

use super::forgotten_labels::{LONGEST_DAY, without_preposition};
use super::value::read_value;
use crate::domain::calendar::{is_word_of_a_day, number_word};
use crate::domain::meeting::Meeting;
use crate::domain::record::form::Field;
use crate::domain::record::kinds::action;
use crate::domain::settings::meant_words::meant_words;
use crate::domain::settings::people_words::plain_words;

/// How many words say how often: `at least three times a week`.
const LONGEST_OFTEN: usize = 6;

/// The words for what is done, and those of the other answers, as they are typed.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(super) struct WhenDone<'a> {
    pub task: &'a str,
    pub by: Option<&'a str>,
    pub from: Option<&'a str>,
    pub how_often: Option<&'a str>,
}

impl<'a> WhenDone<'a> {
    pub(super) fn of(words: &'a str, meeting: &Meeting) -> WhenDone<'a> {
        let (task, by, from) = match day_at_the_end(words, meeting) {
            Some((before, day)) => match without_beginning(before) {
                Some(task) => (task, None, Some(day)),
                None => (before, Some(day), None),
            },
            None => (words, None, None),
        };
        let task = without_sign(task);
        let (task, how_often) = match often_at_the_end(task, meeting) {
            Some((before, often)) => (without_sign(before), Some(often)),
            None => (task, None),
        };
        WhenDone {
            task,
            by,
            from,
            how_often,
        }
    }

    /// `; by: 14 Dec`, as it is typed behind the action.
    pub(super) fn typed(&self) -> String {
        let each = self.answers().into_iter();
        each.map(|(field, words)| format!("; {}: {words}", field.label))
            .collect()
    }

    pub(super) fn answers(&self) -> Vec<(&'static Field, &'a str)> {
        let all = [
            (&action::BY_WHEN, self.by),
            (&action::STARTS, self.from),
            (&action::HOW_OFTEN, self.how_often),
        ];
        all.into_iter()
            .filter_map(|(field, words)| Some((field, words?)))
            .collect()
    }
}

fn without_sign(words: &str) -> &str {
    words.trim_end_matches([',', ';', '-', ' '])
}

/// `weigh Noah`, `14 Dec` of `weigh Noah by 14 Dec`; `once a week from Monday` holds no day that is a week from Monday.
fn day_at_the_end<'a>(words: &'a str, meeting: &Meeting) -> Option<(&'a str, &'a str)> {
    let today = meeting.created_at()?.date_naive();
    let starts: Vec<usize> = words.match_indices(' ').map(|(at, _)| at + 1).collect();
    let found = starts.iter().rev().take(LONGEST_DAY).rev().find_map(|at| {
        let typed = words.get(*at..)?;
        let begins = without_beginning(typed.split_whitespace().next()?).is_some();
        let day = without_preposition(typed);
        read_value(&action::BY_WHEN, day, meeting, today).ok()?;
        let before = words.get(..*at)?.trim();
        // `on Mon + Wed`: two days are none by which it is done; nor is that until which it goes on.
        let is_list = ["+", "&", "/", "and", "or", "until", "till", "til"]
            .iter()
            .any(|between| before.split_whitespace().next_back() == Some(*between));
        let goes = !begins && !is_list && !tears_how_often(before, typed, meeting);
        goes.then_some((before, day))
    });
    found.filter(|(before, _)| !before.is_empty())
}

/// `see her once a` and `week from Monday`, `see her every` and `Tuesday`
fn tears_how_often(before: &str, day: &str, meeting: &Meeting) -> bool {
    let before: Vec<&str> = before.split_whitespace().collect();
    let day: Vec<&str> = day.split_whitespace().collect();
    let ends = (1..=day.len().min(LONGEST_OFTEN)).filter_map(|many| day.get(..many));
    let mut ends = ends.map(|end| end.join(" "));
    ends.any(|end| {
        let starts = (1..=before.len().min(LONGEST_OFTEN)).map(|many| before.len() - many);
        let mut begins = starts.filter_map(|at| before.get(at..));
        begins.any(|begins| is_often(&format!("{} {end}", begins.join(" ")), meeting))
    })
}

/// What is in front of `from`, `starting on`, `first time`.
fn without_beginning(words: &str) -> Option<&str> {
    let last = |words: &'_ str| words.rsplit(' ').next().map(str::len);
    let mut rest = words;
    let mut begins = false;
    while let Some(length) = last(rest).filter(|length| *length > 0) {
        let (before, word) = rest.split_at(rest.len() - length);
        let is_word = |list: &str| meant_words().is(list, &plain_words(word).concat());
        begins = match () {
            () if is_word("begins then") => true,
            () if !begins && is_word("behind begins") => begins,
            () => break,
        };
        rest = before.trim_end();
    }
    begins.then_some(rest)
}

/// `weigh Noah`, `twice a week` of `weigh Noah twice a week`
fn often_at_the_end<'a>(words: &'a str, meeting: &Meeting) -> Option<(&'a str, &'a str)> {
    let starts: Vec<usize> = words.match_indices(' ').map(|(at, _)| at + 1).collect();
    let found = starts
        .iter()
        .rev()
        .take(LONGEST_OFTEN)
        .rev()
        .find_map(|at| {
            let often = words.get(*at..)?;
            is_often(often, meeting).then_some((words.get(..*at)?.trim(), often))
        });
    found.filter(|(before, _)| !before.is_empty())
}

/// `every week`, `each second Tuesday`, `at least three times a day`
fn is_often(words: &str, meeting: &Meeting) -> bool {
    let named = action::HOW_OFTEN.words_ready_for(words, meeting.settings());
    if named.is_some() {
        return true;
    }
    let words = plain_words(words);
    let words = match words.as_slice() {
        [at, least, rest @ ..] if at == "at" && (least == "least" || least == "most") => rest,
        words => words,
    };
    let is_unit = |word: &String| {
        let one = word.strip_suffix('s').unwrap_or(word);
        meant_words().is("how often of", one) || is_word_of_a_day(one)
    };
    let is_each = |word: &String| word == "every" || word == "each";
    let is_a = |word: &String| is_each(word) || ["a", "per", "in"].contains(&word.as_str());
    let is_number = |word: &String| number_word(word).is_some() || word.parse::<u8>().is_ok();
    let is_order = |word: &String| meant_words().is("every other", word) || is_number(word);
    match words {
        [each, unit] => is_each(each) && is_unit(unit),
        [each, which, unit] if is_each(each) => is_order(which) && is_unit(unit),
        [once, a, unit] => meant_words().is("before how often", once) && is_a(a) && is_unit(unit),
        [many, times, a, unit] => {
            is_number(many) && times.starts_with("time") && is_a(a) && is_unit(unit)
        }
        _ => false,
    }
}
