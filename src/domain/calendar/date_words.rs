//! Dates as people in Britain type them, and as minutes print them. Day before month, always.

use super::meant::{Likely, read_day};
use crate::domain::calendar::Calendar;
use crate::domain::problem::Problem;
use chrono::{Datelike, Months, NaiveDate, Weekday};

pub use super::time_words::read_time;

pub(super) const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// Which of several days is meant when the words do not say: `1 Nov` comes every year, `Fri` every week.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateBias {
    /// Something that has happened: the last such day, including today.
    Past,
    /// Something to come: the next such day, including today.
    ToCome,
    /// Either: the nearer of the two; a weekday is the next one.
    Near,
}

/// Reads a date where nothing else is known than where it lies: what is searched for, a day of a settings file. `None`
/// unless it is certainly one day.
pub fn read_date(words: &str, today: NaiveDate, lies: DateBias) -> Option<NaiveDate> {
    read_day(words, &anywhere(today, lies, None)?)
        .ok()
        .map(|read| read.date)
}

/// A day without a year is the next or the last such day, however far that is.
fn anywhere(today: NaiveDate, lies: DateBias, calendar: Option<&Calendar>) -> Option<Likely<'_>> {
    let months = |amount| Months::new(amount);
    let between = match lies {
        DateBias::Past => (today.checked_sub_months(months(12))?.succ_opt()?, today),
        DateBias::ToCome => (today, today.checked_add_months(months(12))?.pred_opt()?),
        DateBias::Near => (
            today.checked_sub_months(months(6))?.succ_opt()?,
            today.checked_add_months(months(6))?,
        ),
    };
    Some(Likely {
        from: today,
        lies,
        between,
        calendar,
    })
}

/// Reads words where only a day makes sense: anything [`read_date`] accepts, and working days
/// as the council counts them.
pub fn day_meant(
    words: &str,
    today: NaiveDate,
    lies: DateBias,
    calendar: &Calendar,
) -> Result<NaiveDate, Problem> {
    let typed = words.trim();
    let read =
        anywhere(today, lies, Some(calendar)).and_then(|likely| read_day(typed, &likely).ok());
    read.map(|read| read.date).ok_or_else(|| {
            Problem::wrong_input(format!("\"{typed}\" cannot be read as a day."))
                .safe("Nothing was changed.")
                .next("Type the day and month, as 4 Dec or 2026-12-04, or how far it is: tomorrow, in 6 weeks, 3 days ago.")
    })
}

/// `Thu 28 May 2026`.
pub fn write_date(date: NaiveDate) -> String {
    format!("{} {}", short_weekday(date.weekday()), write_short(date))
}

/// `Thu 28 May`: without the year when it is less than half a year from `today`, where the year is obvious.
pub fn near_date(date: NaiveDate, today: NaiveDate) -> String {
    let words = write_date(date);
    if (date - today).num_days().abs() > 180 {
        return words;
    }
    let without = words.rsplit_once(' ').map(|(words, _)| words.to_owned());
    without.unwrap_or(words)
}

/// `28 May 2026`: also what the line shows when a date is edited.
pub fn write_short(date: NaiveDate) -> String {
    let month = MONTHS.get(date.month0() as usize).copied().unwrap_or("");
    format!("{} {} {}", date.day(), capital_of(month), date.year())
}

/// `Dec` for `december`.
pub(super) fn capital_of(month: &str) -> String {
    let mut name: String = month.chars().take(3).collect();
    if let Some(first) = name.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    name
}

/// From so many days on, nobody counts them.
const LONG: i64 = 2 * 366;

/// How far a date is from `today`, in words: `in 6 weeks`, `3 days ago`, `today`.
pub fn distance_words(date: NaiveDate, today: NaiveDate) -> String {
    let days = (date - today).num_days();
    let amount = |days: i64| match days {
        1 => "1 day".to_owned(),
        // Somebody's birthday.
        days if days >= LONG => format!("{} years", days / 365),
        days if days >= 14 && days % 7 == 0 => format!("{} weeks", days / 7),
        days => format!("{days} days"),
    };
    match days {
        0 => "today".to_owned(),
        days if days > 0 => format!("in {}", amount(days)),
        days => format!("{} ago", amount(-days)),
    }
}

pub(super) fn short_weekday(weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Mon => "Mon",
        Weekday::Tue => "Tue",
        Weekday::Wed => "Wed",
        Weekday::Thu => "Thu",
        Weekday::Fri => "Fri",
        Weekday::Sat => "Sat",
        Weekday::Sun => "Sun",
    }
}

#[cfg(test)]
mod date_words_tests;
