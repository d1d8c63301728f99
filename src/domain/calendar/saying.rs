//! What people say when they mean a day: `next Friday`, `the 10th`, `within 5 working days`, `end of January`. First
//! what kind of saying it is, then (in `meant.rs`) which day that comes to.
//!
//! What names no single day is never read as one; where there is a reason to give, it is given.

use super::date_words::MONTHS;
use super::dated::{dated, with_month_name, with_signs, year_of};
use super::number_words::{number, ordinal};
use super::unclear_day::{STRETCHES, UnclearDay, why_unclear};
use super::weekday_of_month::{Count, weekday_of_month};
use chrono::{NaiveDate, Weekday};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Saying {
    /// Day, month and year.
    Dated {
        date: NaiveDate,
        weekday: Option<Weekday>,
        /// The year has four digits.
        whole_year: bool,
    },
    /// `12 Dec`.
    Yearly {
        day: u32,
        month: u32,
        weekday: Option<Weekday>,
    },
    /// `the 10th`; with `months`, of this month (0) or the next one (1).
    Monthly {
        day: u32,
        weekday: Option<Weekday>,
        months: Option<u32>,
    },
    /// `Friday`, `next Friday`, `Friday week`.
    Weekday {
        weekday: Weekday,
        which: Which,
        weeks: i64,
    },
    /// `today`, `the day after tomorrow`, `a week tomorrow`.
    Days(i64),
    /// `in 6 weeks`, `3 days ago`; without `in` or `ago` it is not said in which direction.
    Distance {
        amount: u32,
        unit: Unit,
        ago: Option<bool>,
    },
    EndOf(Period),
    /// `the last Thursday in February`.
    WeekdayOfMonth {
        count: Count,
        weekday: Weekday,
        period: Period,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Which {
    Plain,
    This,
    Next,
    Last,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    Days,
    Weeks,
    Months,
    WorkingDays,
}

/// `next` is 0 for this one and 1 for the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Period {
    Week { next: u32 },
    Month { next: u32 },
    Year { next: u32 },
    Of { month: u32, year: Option<i32> },
}

/// What may stand before a day without changing it, and behind it.
const BEFORE: &[&str] = &[
    "by ",
    "on ",
    "no later than ",
    "not later than ",
    "at the latest by ",
];
const BEHIND: &[&str] = &[" at the latest", " latest", " at latest"];

/// Words for a day near the day they are said on. An hour of today is still today.
const NEAR: &[(&str, i64)] = &[
    ("today", 0),
    ("tonight", 0),
    ("this morning", 0),
    ("this afternoon", 0),
    ("this evening", 0),
    ("tomorrow", 1),
    ("tmrw", 1),
    ("tmw", 1),
    ("yesterday", -1),
    ("day after tomorrow", 2),
    ("day before yesterday", -2),
    ("a week today", 7),
    ("a week tomorrow", 8),
    ("a fortnight today", 14),
    ("a fortnight tomorrow", 15),
    ("two weeks today", 14),
    ("two weeks tomorrow", 15),
    ("week today", 7),
    ("week tomorrow", 8),
    ("today week", 7),
    ("tomorrow week", 8),
    ("today fortnight", 14),
    ("fortnight today", 14),
    ("fortnight tomorrow", 15),
    ("tomorrow fortnight", 15),
];

/// Days of the year that go by a name.
const FEASTS: &[(&str, u32, u32)] = &[
    ("christmas eve", 24, 12),
    ("christmas day", 25, 12),
    ("boxing day", 26, 12),
    ("new year's eve", 31, 12),
    ("new years eve", 31, 12),
    ("new year's day", 1, 1),
    ("new years day", 1, 1),
];

const WEEKDAYS: [(Weekday, &str); 7] = [
    (Weekday::Mon, "monday"),
    (Weekday::Tue, "tuesday"),
    (Weekday::Wed, "wednesday"),
    (Weekday::Thu, "thursday"),
    (Weekday::Fri, "friday"),
    (Weekday::Sat, "saturday"),
    (Weekday::Sun, "sunday"),
];

/// The words as they are compared: small letters, single spaces, plain apostrophes and hyphens.
pub(super) fn folded(words: &str) -> String {
    let words = words.to_lowercase().replace(['\u{2019}', '\u{2018}'], "'");
    let words = words.replace(['\u{2013}', '\u{2014}', '\u{2012}', '\u{2212}'], "-");
    let words = words.replace(',', " ").replace('?', " ? ");
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    words.trim_end_matches(['.', '!']).to_owned()
}

/// What kind of saying these (folded) words are.
///
/// # Errors
/// Why they name no certain day; empty when all there is to say is that they cannot be read.
pub(super) fn saying(words: &str) -> Result<Saying, UnclearDay> {
    let mut words = words;
    while let Some(rest) = BEFORE.iter().find_map(|front| words.strip_prefix(front)) {
        words = rest;
    }
    while let Some(rest) = BEHIND.iter().find_map(|tail| words.strip_suffix(tail)) {
        words = rest;
    }
    if let Ok(date) = NaiveDate::parse_from_str(words, "%Y-%m-%d") {
        return Ok(dated(date, None, true));
    }
    let words = words.strip_prefix("the ").unwrap_or(words);
    if let Some((_, days)) = NEAR.iter().find(|(known, _)| *known == words) {
        return Ok(Saying::Days(*days));
    }
    if let Some((_, day, month)) = FEASTS.iter().find(|(known, ..)| *known == words) {
        return Ok(Saying::Yearly {
            day: *day,
            month: *month,
            weekday: None,
        });
    }
    if let Some((_, why)) = STRETCHES.iter().find(|(known, _)| *known == words) {
        return Err(UnclearDay::because(*why));
    }
    let tokens = tokens(words);
    let parts: Vec<&str> = tokens.iter().map(String::as_str).collect();
    if let Some(found) = end_of(&parts)
        .or_else(|| weekday_of_month(&parts))
        .or_else(|| on_weekday(&parts))
        .or_else(|| distance(&parts))
        .or_else(|| monthly(&parts))
    {
        return Ok(found);
    }
    if let Some(found) = with_signs(words).or_else(|| with_month_name(&parts)) {
        return found;
    }
    Err(UnclearDay::because(why_unclear(words, &parts)))
}

/// Behind the number of a day: `12th`.
const ORDINAL_ENDINGS: &[&str] = &["st", "nd", "rd", "th"];

/// Words and numbers apart: `12dec` is `12` and `dec`, `6w` is `6` and `w`; `12th` stays one.
fn tokens(words: &str) -> Vec<String> {
    let mut out = Vec::new();
    for word in words.split(' ').filter(|word| !word.is_empty()) {
        let word = word.trim_start_matches('+').trim_end_matches('.');
        let digits = word.bytes().take_while(u8::is_ascii_digit).count();
        let (front, back) = word.split_at_checked(digits).unwrap_or((word, ""));
        let splits = !front.is_empty()
            && back.starts_with(char::is_alphabetic)
            && !ORDINAL_ENDINGS.contains(&back);
        if splits {
            out.extend([front.to_owned(), back.to_owned()]);
        } else {
            out.push(word.to_owned());
        }
    }
    out
}

pub(super) fn weekday(word: &str) -> Option<Weekday> {
    if word == "weds" {
        return Some(Weekday::Wed);
    }
    let found = WEEKDAYS
        .iter()
        .find(|(_, name)| word.len() >= 3 && name.starts_with(word));
    found.map(|(weekday, _)| *weekday)
}

pub(super) fn month(word: &str) -> Option<u32> {
    let found = MONTHS
        .iter()
        .position(|name| word.len() >= 3 && name.starts_with(word));
    u32::try_from(found?).ok().map(|at| at + 1)
}

/// `Tuesday`, `tues`, `Nov`, and not `may`, which is a verb more often.
pub fn is_word_of_a_day(word: &str) -> bool {
    word != "may" && (weekday(word).is_some() || month(word).is_some())
}

/// A day of a month: `12th`, `twelfth`; with `plain`, also `12`.
pub(super) fn day_of_month(word: &str, plain: bool) -> Option<u32> {
    let digits = ORDINAL_ENDINGS
        .iter()
        .find_map(|ending| word.strip_suffix(ending))
        .or_else(|| plain.then_some(word));
    let in_digits = digits
        .filter(|it| (1..=2).contains(&it.len()))
        .and_then(|it| it.parse().ok());
    in_digits
        .or_else(|| ordinal(word))
        .filter(|day| (1..=31).contains(day))
}

/// `end of January`, `end of the week`, `end of next month`, `end of Jan 2027`.
fn end_of(parts: &[&str]) -> Option<Saying> {
    let rest = match parts {
        ["end", "of", rest @ ..] | ["end", rest @ ..] => rest,
        _ => return None,
    };
    let period = match rest {
        ["week"] | ["the", "week"] | ["this", "week"] => Period::Week { next: 0 },
        ["next", "week"] => Period::Week { next: 1 },
        ["month"] | ["the", "month"] | ["this", "month"] => Period::Month { next: 0 },
        ["next", "month"] => Period::Month { next: 1 },
        ["year"] | ["the", "year"] | ["this", "year"] => Period::Year { next: 0 },
        ["next", "year"] => Period::Year { next: 1 },
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
    Some(Saying::EndOf(period))
}

fn on_weekday(parts: &[&str]) -> Option<Saying> {
    let (name, which, weeks) = match parts {
        [name] => (name, Which::Plain, 0),
        ["this", name] | ["this", "coming", name] => (name, Which::This, 0),
        ["coming", name] => (name, Which::Plain, 0),
        ["next", name] | [name, "next"] => (name, Which::Next, 0),
        [name, "next", "week"]
        | [name, "of", "next", "week"]
        | ["next", "week", name]
        | ["next", "week", "on", name] => (name, Which::Next, 0),
        ["last", name] => (name, Which::Last, 0),
        [name, "this", "week"] | [name, "of", "this", "week"] => (name, Which::This, 0),
        [name, "week"] => (name, Which::Plain, 1),
        [name, "fortnight"] => (name, Which::Plain, 2),
        ["week", "on" | "from", name] | ["a", "week", "on" | "from", name] => {
            (name, Which::Plain, 1)
        }
        ["fortnight", "on" | "from", name] | ["a", "fortnight", "on" | "from", name] => {
            (name, Which::Plain, 2)
        }
        [amount, "week" | "weeks", "on" | "from", name] => (
            name,
            Which::Plain,
            i64::from(number(amount).filter(|it| *it <= 52)?),
        ),
        _ => return None,
    };
    let weekday = weekday(name)?;
    Some(Saying::Weekday {
        weekday,
        which,
        weeks,
    })
}

/// `in 6 weeks`, `within five working days`, `in a fortnight's time`, `3 weeks ago`, `6w`, `10 working days`.
fn distance(parts: &[&str]) -> Option<Saying> {
    let (parts, ago) = match parts {
        ["in" | "within", "the", "next", rest @ ..] if rest.len() > 1 => (rest, Some(false)),
        ["in" | "within", rest @ ..] => (rest, Some(false)),
        rest => (rest, None),
    };
    let (parts, ago) = match parts {
        [rest @ .., "ago"] if ago.is_none() => (rest, Some(true)),
        [rest @ .., "time"] | [rest @ .., "from", "now" | "today"] => (rest, Some(false)),
        rest => (rest, ago),
    };
    let (amount, unit) = match parts {
        ["fortnight" | "fortnight's"] => (1, *parts.first()?),
        [one, unit @ ("day" | "days" | "day's" | "days'")] => (number(one)?, *unit),
        [one, unit] => (number(one)?, *unit),
        [tens, one, unit] if number(&format!("{tens}-{one}")).is_some() => {
            (number(&format!("{tens}-{one}"))?, *unit)
        }
        [
            one,
            "working" | "business",
            "day" | "days" | "day's" | "days'",
        ] => (number(one)?, "wd"),
        [tens, one, "working" | "business", "days" | "days'"] => {
            (number(&format!("{tens}-{one}"))?, "wd")
        }
        _ => return None,
    };
    let unit = unit.trim_end_matches('\'');
    let unit = unit.strip_suffix("'s").unwrap_or(unit);
    let (each, unit) = match unit {
        "d" | "day" | "days" => (1, Unit::Days),
        "w" | "wk" | "wks" | "week" | "weeks" => (1, Unit::Weeks),
        "fortnight" | "fortnights" => (2, Unit::Weeks),
        "m" | "month" | "months" => (1, Unit::Months),
        "year" | "years" => (12, Unit::Months),
        "wd" => (1, Unit::WorkingDays),
        // Only whole days: "within 48 hours".
        "hour" | "hours" if amount > 0 && amount % 24 == 0 => {
            return Some(Saying::Distance {
                amount: amount / 24,
                unit: Unit::Days,
                ago,
            });
        }
        _ => return None,
    };
    Some(Saying::Distance {
        amount: amount.checked_mul(each)?,
        unit,
        ago,
    })
}

/// `the 10th`, `Tue 10th`, `the 1st of next month`.
fn monthly(parts: &[&str]) -> Option<Saying> {
    let (parts, months) = match parts {
        [rest @ .., "of", "next", "month"] => (rest, Some(1)),
        [rest @ .., "of", "this" | "the", "month"] => (rest, Some(0)),
        rest => (rest, None),
    };
    let (weekday, day) = match parts {
        [day] => (None, *day),
        [name, "the", day] | [name, day] => (Some(weekday(name)?), *day),
        _ => return None,
    };
    let day = day_of_month(day, false)?;
    Some(Saying::Monthly {
        day,
        weekday,
        months,
    })
}
