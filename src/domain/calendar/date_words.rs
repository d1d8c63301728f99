//! Dates as people in Britain type them, and as minutes print them. Day before month, always.

use crate::domain::calendar::Calendar;
use crate::domain::problem::Problem;
use chrono::{Datelike, Days, Months, NaiveDate, NaiveTime, Weekday};

const MONTHS: [&str; 12] = [
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

/// Reads a date: `12 Dec`, `4 March 2017`, `14/4`, `14.4.26`, `2026-12-12`, `today`, `tomorrow`, `fri`, `in 6 weeks`,
/// `6w`, `3 days ago`, `fortnight`. Without a year, `lies` decides which such day it is. `None` unless it is certainly
/// one date: the words are then kept as typed.
pub fn read_date(words: &str, today: NaiveDate, lies: DateBias) -> Option<NaiveDate> {
    let words = words.trim().to_lowercase();
    let words = words.trim_end_matches('.');
    if let Ok(date) = NaiveDate::parse_from_str(words, "%Y-%m-%d") {
        return Some(date);
    }
    match words {
        "today" => return Some(today),
        "tomorrow" => return today.succ_opt(),
        "yesterday" => return today.pred_opt(),
        "fortnight" if lies == DateBias::Past => return today.checked_sub_days(Days::new(14)),
        "fortnight" | "in a fortnight" => return today.checked_add_days(Days::new(14)),
        _ => {}
    }
    weekday(words, today, lies)
        .or_else(|| distance(words, today, lies))
        .or_else(|| with_signs(words, today, lies))
        .or_else(|| with_month_name(words, today, lies))
}

/// Reads a distance in working days, as conferences count them: `in 10 working days`, `2 working days ago`, `10 wd`.
/// Without `in` or `ago`, `lies` says in which direction they are counted.
pub fn read_working_days(
    words: &str,
    today: NaiveDate,
    calendar: &Calendar,
    lies: DateBias,
) -> Option<NaiveDate> {
    let words = words.trim().to_lowercase();
    let (amount, unit, past) = amount_of(words.trim_end_matches('.'), lies)?;
    let is_working = matches!(unit, "wd" | "working day" | "working days");
    // More than a few years of them is a slip, and they would be counted day by day.
    (is_working && amount <= 2000).then_some(())?;
    let amount = i64::from(amount);
    calendar.add_working_days(today, if past { -amount } else { amount })
}

/// Reads words where only a day makes sense: anything [`read_date`] or [`read_working_days`] accepts, with or without
/// `on` in front.
pub fn day_meant(
    words: &str,
    today: NaiveDate,
    lies: DateBias,
    calendar: &Calendar,
) -> Result<NaiveDate, Problem> {
    let typed = words.trim();
    let day = typed.strip_prefix("on ").unwrap_or(typed);
    read_date(day, today, lies)
        .or_else(|| read_working_days(day, today, calendar, lies))
        .ok_or_else(|| {
            Problem::wrong_input(format!("\"{typed}\" cannot be read as a day."))
                .safe("Nothing was changed.")
                .next("Type the day and month, as 4 Dec or 2026-12-04, or how far it is: tomorrow, in 6 weeks, 3 days ago.")
        })
}

/// Reads a birthday: as [`read_date`], but a date needs a year, and a two-digit year is in the past.
pub fn read_past_date(words: &str, today: NaiveDate) -> Option<NaiveDate> {
    let numbers = words
        .split(|c: char| !c.is_ascii_digit())
        .filter(|part| !part.is_empty())
        .count();
    let has_year = numbers >= 3 || (numbers == 2 && words.chars().any(char::is_alphabetic));
    if !has_year {
        return None;
    }
    let date = read_date(words, today, DateBias::Past)?;
    let short_year = !words
        .split(|c: char| !c.is_ascii_digit())
        .any(|part| part.len() == 4);
    if date > today && short_year {
        date.checked_sub_months(Months::new(1200))
    } else {
        Some(date)
    }
}

/// `Thu 28 May 2026`.
pub fn write_date(date: NaiveDate) -> String {
    format!("{} {}", day_name(date), write_short(date))
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
    let mut name: String = month.chars().take(3).collect();
    if let Some(first) = name.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    format!("{} {name} {}", date.day(), date.year())
}

/// How far a date is from `today`, in words: `in 6 weeks`, `3 days ago`, `today`.
pub fn distance_words(date: NaiveDate, today: NaiveDate) -> String {
    let days = (date - today).num_days();
    let amount = |days: i64| match days {
        1 => "1 day".to_owned(),
        days if days >= 14 && days % 7 == 0 => format!("{} weeks", days / 7),
        days => format!("{days} days"),
    };
    match days {
        0 => "today".to_owned(),
        days if days > 0 => format!("in {}", amount(days)),
        days => format!("{} ago", amount(-days)),
    }
}

/// Reads a time of day: `14:05`, `14.05`, `1405`, `2pm`, `2.30pm`, `9`.
pub fn read_time(words: &str) -> Option<NaiveTime> {
    let words = words.trim().to_lowercase().replace(' ', "");
    let (digits, later) = if let Some(rest) = words.strip_suffix("pm") {
        (rest, Some(true))
    } else if let Some(rest) = words.strip_suffix("am") {
        (rest, Some(false))
    } else {
        (words.as_str(), None)
    };
    let (hour, minute) = match digits.split_once([':', '.']) {
        Some((hour, minute)) => (hour.parse::<u32>().ok()?, minute.parse::<u32>().ok()?),
        None if digits.len() == 4 => (
            digits.get(..2)?.parse().ok()?,
            digits.get(2..)?.parse().ok()?,
        ),
        None => (digits.parse().ok()?, 0),
    };
    let hour = match later {
        Some(_) if hour == 0 || hour > 12 => return None,
        Some(true) if hour < 12 => hour + 12,
        Some(false) if hour == 12 => 0,
        _ => hour,
    };
    NaiveTime::from_hms_opt(hour, minute, 0)
}

fn day_name(date: NaiveDate) -> &'static str {
    match date.weekday() {
        Weekday::Mon => "Mon",
        Weekday::Tue => "Tue",
        Weekday::Wed => "Wed",
        Weekday::Thu => "Thu",
        Weekday::Fri => "Fri",
        Weekday::Sat => "Sat",
        Weekday::Sun => "Sun",
    }
}

/// A weekday alone is the next one after today, or the last one before it. "next Tuesday" means two things to people, so
/// it is not read.
fn weekday(words: &str, today: NaiveDate, lies: DateBias) -> Option<NaiveDate> {
    let wanted: Weekday = (words.len() >= 3).then(|| words.parse().ok()).flatten()?;
    let from = match lies {
        DateBias::Past => today.checked_sub_days(Days::new(8))?,
        DateBias::ToCome | DateBias::Near => today,
    };
    from.iter_days()
        .skip(1)
        .take(7)
        .find(|date| date.weekday() == wanted)
}

fn distance(words: &str, today: NaiveDate, lies: DateBias) -> Option<NaiveDate> {
    let (amount, unit, past) = amount_of(words, lies)?;
    let days = |each: u64| Days::new(u64::from(amount) * each);
    match (unit, past) {
        ("d" | "day" | "days", false) => today.checked_add_days(days(1)),
        ("d" | "day" | "days", true) => today.checked_sub_days(days(1)),
        ("w" | "wk" | "wks" | "week" | "weeks", false) => today.checked_add_days(days(7)),
        ("w" | "wk" | "wks" | "week" | "weeks", true) => today.checked_sub_days(days(7)),
        ("m" | "month" | "months", false) => today.checked_add_months(Months::new(amount)),
        ("m" | "month" | "months", true) => today.checked_sub_months(Months::new(amount)),
        _ => None,
    }
}

/// `in 6 weeks`, `+6w`, `6 weeks ago`: the number, the unit, and whether it is in the past. `6 weeks` alone may be
/// either.
fn amount_of(words: &str, lies: DateBias) -> Option<(u32, &str, bool)> {
    let words = words.trim();
    let (words, past) = match words.strip_suffix(" ago") {
        Some(words) => (words, true),
        None => {
            let ahead = words.strip_prefix("in ").or(words.strip_prefix('+'));
            let past = ahead.is_none() && lies == DateBias::Past;
            (ahead.unwrap_or(words), past)
        }
    };
    let words = words.trim();
    let digits = words.chars().take_while(char::is_ascii_digit).count();
    let amount = words.get(..digits)?.parse().ok()?;
    Some((amount, words.get(digits..)?.trim(), past))
}

fn with_signs(words: &str, today: NaiveDate, lies: DateBias) -> Option<NaiveDate> {
    let parts: Vec<&str> = words.split(['/', '.', '-']).map(str::trim).collect();
    let (day, month, year) = match parts.as_slice() {
        [day, month] => (day, month, None),
        [day, month, year] => (day, month, Some(*year)),
        _ => return None,
    };
    let (day, month) = (day.parse().ok()?, month.parse().ok()?);
    of_year(day, month, year, (today, lies))
}

fn with_month_name(words: &str, today: NaiveDate, lies: DateBias) -> Option<NaiveDate> {
    let words = words.replace(',', " ");
    let mut parts: Vec<&str> = words.split_whitespace().collect();
    if parts
        .first()
        .is_some_and(|first| first.parse::<Weekday>().is_ok())
    {
        parts.remove(0);
    }
    parts.retain(|part| *part != "of" && *part != "the");
    let (day, month, year) = match parts.as_slice() {
        [day, month] => (*day, *month, None),
        [day, month, year] => (*day, *month, Some(*year)),
        _ => return None,
    };
    let day = day.trim_end_matches(|c: char| c.is_alphabetic());
    let found = MONTHS
        .iter()
        .position(|name| month.len() >= 3 && name.starts_with(month))?;
    let month = u32::try_from(found).ok()? + 1;
    of_year(day.parse().ok()?, month, year, (today, lies))
}

fn of_year(
    day: u32,
    month: u32,
    year: Option<&str>,
    (today, lies): (NaiveDate, DateBias),
) -> Option<NaiveDate> {
    if let Some(year) = year {
        let number: i32 = year.parse().ok()?;
        let number = match year.len() {
            2 => 2000 + number,
            4 => number,
            _ => return None,
        };
        return NaiveDate::from_ymd_opt(number, month, day);
    }
    // Eight years, because 29 February may be that far away.
    let such_days =
        || (-8..=8).filter_map(|years| NaiveDate::from_ymd_opt(today.year() + years, month, day));
    let last = || such_days().rfind(|date| *date <= today);
    let next = || such_days().find(|date| *date >= today);
    match lies {
        DateBias::Past => last(),
        DateBias::ToCome => next(),
        // Exactly half a year either way: the one to come.
        DateBias::Near => [next(), last()]
            .into_iter()
            .flatten()
            .min_by_key(|date| (*date - today).num_days().abs()),
    }
}

#[cfg(test)]
mod date_words_tests;
