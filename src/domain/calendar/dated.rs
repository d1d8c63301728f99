//! Days that are written with their month: `12/12/2026`, `Fri 12th of December`.

use super::date_words::{MONTHS, capital_of};
use super::saying::{Saying, day_of_month, month, weekday};
use super::unclear_day::{TWO, UnclearDay};
use chrono::{NaiveDate, Weekday};

pub(super) fn dated(date: NaiveDate, weekday: Option<Weekday>, whole_year: bool) -> Saying {
    Saying::Dated {
        date,
        weekday,
        whole_year,
    }
}

/// The year, and whether it has four digits: `2026`, `26`, `'26`.
pub(super) fn year_of(word: &str) -> Option<(i32, bool)> {
    let digits = word.trim_start_matches('\'');
    if !digits.bytes().all(|it| it.is_ascii_digit()) {
        return None;
    }
    let number: i32 = digits.parse().ok()?;
    match digits.len() {
        2 => Some((2000 + number, false)),
        4 => Some((number, true)),
        _ => None,
    }
}

/// `12/12`, `12.12.26`, `12-12-2026`; with or without a weekday in front.
pub(super) fn with_signs(words: &str) -> Option<Result<Saying, UnclearDay>> {
    let (named, words) = match words.split_once(' ') {
        Some((front, rest)) if weekday(front).is_some() => (weekday(front), rest),
        _ => (None, words),
    };
    let words = words.trim();
    let parts: Vec<&str> = words.split(['/', '.', '-']).map(str::trim).collect();
    let is_number =
        |part: &&str| (1..=4).contains(&part.len()) && part.bytes().all(|it| it.is_ascii_digit());
    if !parts.iter().all(is_number) {
        return None;
    }
    match parts.as_slice() {
        [_, _] if words.contains('-') => Some(Err(UnclearDay::because(TWO))),
        [day, month] => Some(of_year(day.parse().ok()?, month.parse().ok()?, None, named)),
        [day, month, year] if day.len() <= 2 => Some(of_year(
            day.parse().ok()?,
            month.parse().ok()?,
            Some(year_of(year)?),
            named,
        )),
        _ => None,
    }
}

/// `12 Dec`, `Dec 12`, `Fri 12th of December 2026`, `December the 12th`.
pub(super) fn with_month_name(parts: &[&str]) -> Option<Result<Saying, UnclearDay>> {
    let (named, rest) = match parts {
        [front, rest @ ..] if weekday(front).is_some() && !rest.is_empty() => {
            (weekday(front), rest)
        }
        rest => (None, rest),
    };
    let rest: Vec<&str> = rest
        .iter()
        .copied()
        .filter(|it| !matches!(*it, "of" | "the"))
        .collect();
    let (day, name, year) = match rest.as_slice() {
        [one, other] if month(other).is_some() => (*one, *other, None),
        [one, other] => (*other, *one, None),
        [one, other, year] if month(other).is_some() => (*one, *other, Some(year_of(year)?)),
        [one, other, year] => (*other, *one, Some(year_of(year)?)),
        _ => return None,
    };
    let month = month(name)?;
    let Some(day) = day_of_month(day, true) else {
        let is_two = day.contains(['-', '/']);
        return match (year_of(day), is_two) {
            (_, true) => Some(Err(UnclearDay::because(TWO))),
            (Some(_), _) => Some(Err(UnclearDay::because("it names no day of the month"))),
            _ => None,
        };
    };
    Some(of_year(day, month, year, named))
}

fn of_year(
    day: u32,
    month: u32,
    year: Option<(i32, bool)>,
    weekday: Option<Weekday>,
) -> Result<Saying, UnclearDay> {
    if !(1..=12).contains(&month) {
        return Err(UnclearDay::because(format!(
            "there is no month {month}: the day comes first"
        )));
    }
    let Some((year, whole_year)) = year else {
        return Ok(Saying::Yearly {
            day,
            month,
            weekday,
        });
    };
    match NaiveDate::from_ymd_opt(year, month, day) {
        Some(date) => Ok(dated(date, weekday, whole_year)),
        None => Err(no_such_day(day, month, Some(year))),
    }
}

/// `there is no 31 Nov`, `there is no 29 Feb in 2027`.
pub(super) fn no_such_day(day: u32, month: u32, year: Option<i32>) -> UnclearDay {
    let name = usize::try_from(month)
        .ok()
        .and_then(|month| MONTHS.get(month.checked_sub(1)?));
    let name = capital_of(name.copied().unwrap_or(""));
    UnclearDay::because(match year.filter(|_| (day, month) == (29, 2)) {
        Some(year) => format!("there is no {day} {name} in {year}"),
        None => format!("there is no {day} {name}"),
    })
}
