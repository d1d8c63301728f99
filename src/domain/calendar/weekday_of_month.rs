//! `the last Thursday in February`, `first Monday of next month`: a weekday counted in its month.

use super::dated::year_of;
use super::meant::Likely;
use super::saying::{Period, Saying, day_of_month, month, weekday};
use super::unclear_day::UnclearDay;
use chrono::{Datelike, Months, NaiveDate, Weekday};

/// Which of the weekdays of a month, from 1; `None` for the last.
pub(super) type Count = Option<u8>;

pub(super) fn weekday_of_month(parts: &[&str]) -> Option<Saying> {
    let (count, name, rest) = match parts {
        [count, name, "of" | "in", "the", rest @ ..] | [count, name, "of" | "in", rest @ ..] => {
            (*count, *name, rest)
        }
        _ => return None,
    };
    let weekday = weekday(name)?;
    let count = match count {
        "last" => None,
        word => Some(u8::try_from(in_words_or_digits(word)?).ok()?),
    };
    let period = match rest {
        ["month"] | ["this", "month"] => Period::Month { next: 0 },
        ["next", "month"] => Period::Month { next: 1 },
        [name] => Period::Of {
            month: month(name)?,
            year: None,
        },
        [name, year] => Period::Of {
            month: month(name)?,
            year: Some(year_of(year)?.0),
        },
        _ => return None,
    };
    Some(Saying::WeekdayOfMonth {
        count,
        weekday,
        period,
    })
}

/// No month has more than five of a weekday.
fn in_words_or_digits(word: &str) -> Option<u32> {
    day_of_month(word, false).filter(|it| (1..=5).contains(it))
}

/// # Errors
/// Where the month has no fifth, or it is not said of which year the month is.
pub(super) fn day_of(
    count: Count,
    weekday: Weekday,
    period: Period,
    likely: &Likely<'_>,
) -> Result<NaiveDate, UnclearDay> {
    let in_month = |first: NaiveDate| match count {
        Some(count) => {
            NaiveDate::from_weekday_of_month_opt(first.year(), first.month(), weekday, count)
        }
        None => [5, 4].iter().find_map(|count| {
            NaiveDate::from_weekday_of_month_opt(first.year(), first.month(), weekday, *count)
        }),
    };
    let none = || UnclearDay::because("that month has no fifth one");
    let from = likely.from;
    match period {
        Period::Month { next } => {
            let first = from.with_day(1);
            let first = first.and_then(|day| day.checked_add_months(Months::new(next)));
            in_month(first.ok_or_else(UnclearDay::default)?).ok_or_else(none)
        }
        Period::Of { month, year } => {
            let years = match year {
                Some(year) => year..=year,
                None => from.year() - 1..=from.year() + 1,
            };
            let (first, last) = likely.between;
            let months = years.filter_map(|year| NaiveDate::from_ymd_opt(year, month, 1));
            let days: Vec<NaiveDate> = months.filter_map(in_month).collect();
            match (days.as_slice(), year) {
                ([], _) => Err(none()),
                ([day], Some(_)) => Ok(*day),
                (days, _) => {
                    let mut fitting = days.iter().filter(|day| (first..=last).contains(day));
                    match (fitting.next(), fitting.next()) {
                        (Some(day), None) => Ok(*day),
                        _ => Err(UnclearDay::because("of which year? Type it")),
                    }
                }
            }
        }
        Period::Week { .. } | Period::Year { .. } => Err(UnclearDay::default()),
    }
}

#[cfg(test)]
mod weekday_of_month_tests;
