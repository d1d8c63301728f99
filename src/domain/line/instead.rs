//! The whole line that is perhaps meant instead of the one that was typed, and whether it leaves words out.

use super::Line;
use super::perhaps::{asked_of_the_line, line_in_speech, without_speaker};
use super::perhaps_dissent::perhaps_dissent;
use super::perhaps_record::{perhaps_record, perhaps_view};
use super::perhaps_score::score_line;
use super::suggested::Suggested;
use super::told_lines::told_in_a_line;
use crate::domain::calendar::time_words::read_time;
use crate::domain::meeting::Meeting;
use crate::domain::settings::meant_words::meant_words;
use crate::domain::settings::people_words::plain_words;
use chrono::{NaiveDate, NaiveTime};

/// What becomes of the words of a line when another is put in its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TypedWords {
    /// Each of them stands in the other line.
    AllThere,
    /// The other line says in its own way what is not there: `/private 5 min` of `fam on their own 5 min`.
    SaidOtherwise,
    LeftOut,
}

/// Stands for a word to see whether the line would be another without it. Nobody and nothing is called so.
const NO_WORD: &str = "zzzz";

/// The whole line that is perhaps meant instead of this one. Where words are still to be typed, it ends there.
pub fn line_instead(read: &Line, text: &str, meeting: &Meeting) -> Option<String> {
    instead(read, text, meeting).map(|(line, _)| line)
}

/// The same, with the words that it says in its own way, where that is known.
fn instead(read: &Line, text: &str, meeting: &Meeting) -> Option<(String, Option<Vec<String>>)> {
    let Line::Entry(entry) = read else {
        return None;
    };
    // Nobody has been shown another line then.
    if asked_of_the_line(entry, meeting).is_some() {
        return None;
    }
    let found = |meant: &Suggested| {
        let says = meant.says().map(<[String]>::to_vec);
        Some((meant.line()?.to_owned(), says))
    };
    match without_speaker(entry, text, meeting) {
        Some(suggested) => found(&suggested),
        None => match score_line(entry, meeting) {
            Some(line) => Some((line, None)),
            None => {
                // In the order in which they are told beside the line.
                let meant = perhaps_record(text, meeting)
                    .or_else(|| perhaps_view(entry, meeting))
                    .or_else(|| perhaps_dissent(entry, meeting))
                    .or_else(|| told_in_a_line(entry, meeting));
                match meant {
                    Some(meant) => found(&meant),
                    None => Some((line_in_speech(entry, text, meeting)?, None)),
                }
            }
        },
    }
}

/// What becomes of the words of `text` where `instead` is put in its place.
pub fn words_of(text: &str, instead: &str, meeting: &Meeting, today: NaiveDate) -> TypedWords {
    judged(text, instead, meeting, today).0
}

/// Those that are left out, as they were typed.
pub fn words_left_out(
    text: &str,
    instead: &str,
    meeting: &Meeting,
    today: NaiveDate,
) -> Vec<String> {
    judged(text, instead, meeting, today).1
}

fn judged(
    text: &str,
    instead: &str,
    meeting: &Meeting,
    today: NaiveDate,
) -> (TypedWords, Vec<String>) {
    let mut there = plain_words(instead);
    let times: Vec<NaiveTime> = instead.split_whitespace().filter_map(time_in).collect();
    let mut becomes = TypedWords::AllThere;
    let mut left_out = Vec::new();
    let read = super::read(text, meeting, today);
    let meant = self::instead(&read, text, meeting).filter(|(line, _)| line == instead);
    let mut says = meant.and_then(|(_, says)| says);
    let mut at = 0;
    for word in text.split_whitespace() {
        let from = at + text.get(at..).and_then(|rest| rest.find(word)).unwrap_or(0);
        at = from + word.len();
        let plain = plain_words(word);
        if plain.iter().all(|piece| take(&mut there, piece)) {
            continue;
        }
        // `10.19` stands there as `10:19`.
        if time_in(word).is_some_and(|time| times.contains(&time)) {
            continue;
        }
        if becomes == TypedWords::AllThere {
            becomes = TypedWords::SaidOtherwise;
        }
        if plain
            .iter()
            .all(|piece| meant_words().is("adds nothing", piece))
        {
            continue;
        }
        // A number is never said in other words: `3 months, Mon 1 March`.
        let is_number = plain.iter().all(|piece| {
            let is_digits = piece.bytes().all(|sign| sign.is_ascii_digit());
            is_digits || meant_words().is("number in words", piece)
        });
        let mut is_said = || match &mut says {
            Some(says) => plain.iter().all(|piece| take(says, piece)),
            None => {
                let mut without = text.to_owned();
                without.replace_range(from..at, NO_WORD);
                let read = super::read(&without, meeting, today);
                // What is offered only because of the words that are left says nothing of this one.
                let still = self::instead(&read, &without, meeting);
                !still.is_some_and(|(line, says)| line == instead && says.is_none())
            }
        };
        if is_number || !is_said() {
            becomes = TypedWords::LeftOut;
            left_out.push(word.to_owned());
        }
    }
    (becomes, left_out)
}

/// A time of day in digits.
fn time_in(word: &str) -> Option<NaiveTime> {
    let word = word.trim_matches(['(', ')', ',', ';', '.', ':']);
    let is_of_a_day = word.contains([':', '.']) || word.ends_with('m');
    let begins = word.starts_with(|letter: char| letter.is_ascii_digit());
    read_time(word).filter(|_| begins && is_of_a_day)
}

fn take(words: &mut Vec<String>, word: &String) -> bool {
    let at = words.iter().position(|one| one == word);
    at.map(|at| words.swap_remove(at)).is_some()
}
