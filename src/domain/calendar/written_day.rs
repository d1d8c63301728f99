//! A day as somebody writes it in a settings file: always with its year, and checked.

use chrono::{Datelike, NaiveDate, Weekday};

use super::shape::YEARS;
use crate::domain::calendar::date_words::{DateBias, read_date, write_date};
use crate::domain::toml_reader::{Faults, Table};

/// Reads a day with its year: `2026-12-29`, `29 Dec 2026`, `Tue 29 Dec 2026`, `29/12/2026`. Anything that cannot be a
/// day, or has the wrong weekday, is a fault. `None` when there is no valid day.
pub fn read_day_of_settings(
    table: &Table,
    name: &str,
    faults: &mut Faults<'_>,
) -> Option<NaiveDate> {
    let words = table.text(name);
    if words.is_empty() {
        return None;
    }
    let at = table.place_of(name);
    let numbers = || {
        words
            .split(|c: char| !c.is_ascii_digit())
            .filter(|part| !part.is_empty())
    };
    // A day and a year at least: "in 2000 weeks" has no year.
    let has_year = numbers().any(|part| part.len() == 4) && numbers().count() >= 2;
    // With a year in the words it does not matter what "today" is.
    let read = |words| read_date(words, NaiveDate::default(), DateBias::ToCome);
    // A weekday that does not fit is told below, with the day that was read without it.
    let behind = words
        .split_once(' ')
        .filter(|(first, _)| first.parse::<Weekday>().is_ok());
    let date = read(words).or_else(|| read(behind?.1)).filter(|_| has_year);
    let Some(date) = date else {
        let has_day = numbers().count() >= 2
            || (numbers().count() == 1 && words.chars().any(char::is_alphabetic));
        let (message, instead) = if has_year && has_day {
            (
                format!("\"{words}\" is not a day in any calendar."),
                "Look at the day and the month: \"2026-02-28\" or \"28 Feb 2026\".",
            )
        } else if has_day {
            (
                format!("\"{words}\" is not a date with a four-digit year."),
                "\"2026-12-29\" or \"29 Dec 2026\"",
            )
        } else {
            (
                format!("\"{words}\" is not a date."),
                "\"2026-12-29\" or \"29 Dec 2026\"",
            )
        };
        faults.add(&at, message, instead);
        return None;
    };
    if !YEARS.contains(&date.year()) {
        faults.add(
            &at,
            format!("The year {} is too far away.", date.year()),
            format!("a year from {} to {}", YEARS.start(), YEARS.end()),
        );
        return None;
    }
    let weekday = words
        .split_whitespace()
        .next()
        .and_then(|word| word.parse::<Weekday>().ok());
    if weekday.is_some_and(|weekday| weekday != date.weekday()) {
        faults.add(
            &at,
            format!(
                "That day is {}: the weekday and the date do not fit.",
                write_date(date)
            ),
            format!("\"{}\", or another day", write_date(date)),
        );
        return None;
    }
    Some(date)
}
