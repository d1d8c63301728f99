//! Which day a saying comes to, and when it has to be asked.

use super::Calendar;
use super::date_words::{DateBias, short_weekday, write_date};
use super::dated::no_such_day;
use super::saying::{Period, Saying, Unit, Which, folded, saying};
use super::time_words::read_time;
use super::unclear_day::UnclearDay;
use super::weekday_of_month::day_of;
use chrono::{Datelike, Days, Months, NaiveDate, NaiveTime, Weekday};

/// Where a day is looked for.
#[derive(Debug, Clone, Copy)]
pub struct Likely<'a> {
    /// The day from which `tomorrow` or `in two weeks` count.
    pub from: NaiveDate,
    /// In which direction a weekday, or a distance without `in` or `ago`, lies.
    pub lies: DateBias,
    /// Between which days, both included, a day without a year is looked for.
    pub between: (NaiveDate, NaiveDate),
    /// Without one, working days cannot be counted.
    pub calendar: Option<&'a Calendar>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DayRead {
    pub date: NaiveDate,
    /// It was typed with its weekday and a year of four digits: nobody does that by a slip.
    pub in_full: bool,
}

/// A year is looked for this far away: 29 February may be as far.
const YEARS: i32 = 8;

/// More working days than in a few years are a slip, and they would be counted one by one.
const MOST_WORKING_DAYS: u32 = 2000;

/// Reads the words for a day.
///
/// # Errors
/// Why they name no certain day; empty when all there is to say is that they cannot be read.
pub fn read_day(words: &str, likely: &Likely<'_>) -> Result<DayRead, UnclearDay> {
    let words = folded(words);
    let (day, time) = without_time(&words);
    let saying = saying(day)?;
    let read = meant(saying, likely)?;
    if time.is_some() {
        return Err(UnclearDay::because(format!(
            "{} and a time: only the day fits here",
            write_date(read.date)
        )));
    }
    Ok(read)
}

/// Reads a birthday. It needs its year, and one of two digits lies in the past.
///
/// # Errors
/// As [`read_day`].
pub fn read_birthday(
    words: &str,
    today: NaiveDate,
    calendar: &Calendar,
) -> Result<DayRead, UnclearDay> {
    let likely = Likely {
        from: today,
        lies: DateBias::Past,
        between: (today, today),
        calendar: Some(calendar),
    };
    let words = folded(words);
    let said = match without_time(&words) {
        (day, None) => saying(day)?,
        (_, Some(_)) => {
            return Err(UnclearDay::because(
                "only the day fits here, without a time",
            ));
        }
    };
    let said = match said {
        Saying::Yearly { .. }
        | Saying::Monthly { .. }
        | Saying::EndOf(_)
        | Saying::WeekdayOfMonth { .. } => {
            return Err(UnclearDay::because("the year is missing"));
        }
        Saying::Dated {
            date,
            weekday,
            whole_year: false,
        } if date > today => {
            let date = date.checked_sub_months(Months::new(1200)).unwrap_or(date);
            Saying::Dated {
                date,
                weekday,
                whole_year: false,
            }
        }
        said => said,
    };
    meant(said, &likely)
}

/// `thursday week at half two`: the words for the day, and the time; only where both are plain.
pub fn day_and_time(words: &str) -> Option<(String, NaiveTime)> {
    let words = folded(words);
    let (day, time) = without_time(&words);
    Some((day.to_owned(), read_time(time?.trim())?))
}

/// The words without a time of day, and those for the time: `fri 5pm`, `2pm on fri 12 dec`, `tomorrow morning`.
fn without_time(words: &str) -> (&str, Option<&str>) {
    if words.starts_with("this ") {
        return (words, None);
    }
    let is_time = |text: &str| {
        let text = text.trim();
        let is_part = matches!(
            text,
            "morning"
                | "afternoon"
                | "evening"
                | "night"
                | "lunchtime"
                | "noon"
                | "midday"
                | "midnight"
                | "first thing"
                | "am"
                | "pm"
        );
        let is_clock = text.starts_with(|c: char| c.is_ascii_digit())
            && (text.ends_with("am")
                || text.ends_with("pm")
                || text.contains(':')
                || text.contains("o'clock")
                || text.ends_with("hrs"));
        is_part || is_clock && read_time(text).is_some()
    };
    if let Some((day, rest)) = words.split_once(" at ")
        && (is_time(rest) || read_time(rest).is_some())
    {
        return (day, Some(rest));
    }
    let spaces = || words.match_indices(' ').map(|(at, _)| at);
    for at in spaces() {
        let (front, back) = words.split_at_checked(at).unwrap_or((words, ""));
        if is_time(back) {
            let front = front.strip_suffix(" in the").unwrap_or(front);
            return (front, Some(back));
        }
    }
    for at in spaces() {
        let (front, back) = words.split_at_checked(at).unwrap_or((words, ""));
        if is_time(front) {
            return (back.trim_start(), Some(front));
        }
    }
    (words, None)
}

fn meant(saying: Saying, likely: &Likely<'_>) -> Result<DayRead, UnclearDay> {
    let unread = UnclearDay::default;
    let (date, weekday, in_full) = match saying {
        Saying::Dated {
            date,
            weekday,
            whole_year,
        } => (date, weekday, whole_year && weekday.is_some()),
        Saying::Yearly {
            day,
            month,
            weekday,
        } => (of_a_year(day, month, likely)?, weekday, false),
        Saying::Monthly {
            day,
            weekday,
            months,
        } => (of_a_month(day, months, likely)?, weekday, false),
        Saying::Weekday {
            weekday,
            which,
            weeks,
        } => {
            let date = on_weekday(weekday, which, likely).ok_or_else(unread)?;
            (moved(date, weeks * 7).ok_or_else(unread)?, None, false)
        }
        Saying::Days(days) => (moved(likely.from, days).ok_or_else(unread)?, None, false),
        Saying::Distance { amount, unit, ago } => {
            let back = ago.unwrap_or(likely.lies == DateBias::Past);
            (
                at_distance(amount, unit, back, likely).ok_or_else(unread)?,
                None,
                false,
            )
        }
        Saying::EndOf(period) => (end_of(period, likely)?, None, false),
        Saying::WeekdayOfMonth {
            count,
            weekday,
            period,
        } => (day_of(count, weekday, period, likely)?, None, false),
    };
    match weekday.filter(|named| *named != date.weekday()) {
        Some(named) => Err(UnclearDay::because(format!(
            "{}, not a {}",
            write_date(date),
            short_weekday(named)
        ))),
        None => Ok(DayRead { date, in_full }),
    }
}

fn moved(date: NaiveDate, days: i64) -> Option<NaiveDate> {
    let by = Days::new(days.unsigned_abs());
    match days < 0 {
        true => date.checked_sub_days(by),
        false => date.checked_add_days(by),
    }
}

/// The one such day among those that are likely.
fn of_a_year(day: u32, month: u32, likely: &Likely<'_>) -> Result<NaiveDate, UnclearDay> {
    let (first, last) = likely.between;
    let such_days = |years: i32| {
        (-years..=years)
            .filter_map(move |more| NaiveDate::from_ymd_opt(likely.from.year() + more, month, day))
    };
    let mut fitting = such_days(YEARS).filter(|date| (first..=last).contains(date));
    match (fitting.next(), fitting.next()) {
        (Some(date), None) => Ok(date),
        (Some(one), Some(other)) => Err(UnclearDay::because(format!(
            "{} or {}",
            write_date(one),
            write_date(other)
        ))),
        _ if such_days(YEARS).next().is_none() => Err(no_such_day(day, month, None)),
        _ => {
            let last = such_days(1).rfind(|date| *date <= likely.from);
            let next = such_days(1).find(|date| *date > likely.from);
            Err(match (last, next) {
                (Some(last), Some(next)) => UnclearDay::because(format!(
                    "in {} or {}? Type the year",
                    last.year(),
                    next.year()
                )),
                (Some(one), None) | (None, Some(one)) => {
                    UnclearDay::because(format!("is it {}? Type the year", write_date(one)))
                }
                (None, None) => no_such_day(day, month, Some(likely.from.year())),
            })
        }
    }
}

/// The day of this month, or the next (or last) such day where that has passed (or is to come).
fn of_a_month(day: u32, months: Option<u32>, likely: &Likely<'_>) -> Result<NaiveDate, UnclearDay> {
    let from = likely.from;
    let in_month = |more: i32| {
        let by = Months::new(more.unsigned_abs());
        let month = match more < 0 {
            true => from.checked_sub_months(by),
            false => from.checked_add_months(by),
        };
        let month = month.ok_or_else(UnclearDay::default)?;
        month
            .with_day(1)
            .and_then(|first| first.with_day(day))
            .ok_or_else(|| no_such_day(day, month.month(), None))
    };
    if let Some(months) = months {
        return in_month(i32::try_from(months).unwrap_or(0));
    }
    match likely.lies {
        DateBias::Past if day > from.day() => in_month(-1),
        DateBias::ToCome if day < from.day() => in_month(1),
        DateBias::Near => {
            let nearest = [-1, 0, 1]
                .into_iter()
                .filter_map(|more| in_month(more).ok());
            let nearest =
                nearest.min_by_key(|date| ((*date - from).num_days().abs(), *date < from));
            nearest.ok_or_else(UnclearDay::default)
        }
        _ => in_month(0),
    }
}

/// A weekday alone is the next one after the day it is said on (the last one before it, for what has been). `this
/// Friday` may also be that day itself. `next Friday` is the Friday of the week after this one, and weeks begin on
/// Monday. `last Friday` is the last one before the day it is said on.
fn on_weekday(weekday: Weekday, which: Which, likely: &Likely<'_>) -> Option<NaiveDate> {
    let from = likely.from;
    let days_ahead =
        i64::from((7 + weekday.num_days_from_monday() - from.weekday().num_days_from_monday()) % 7);
    let in_this_week = i64::from(weekday.num_days_from_monday())
        - i64::from(from.weekday().num_days_from_monday());
    let days_back = match days_ahead {
        0 => 7,
        ahead => 7 - ahead,
    };
    let is_past = likely.lies == DateBias::Past;
    moved(
        from,
        match which {
            Which::Next => in_this_week + 7,
            Which::Last => -days_back,
            Which::Plain if is_past => -days_back,
            Which::Plain if days_ahead == 0 => 7,
            Which::This if is_past => in_this_week,
            Which::This | Which::Plain => days_ahead,
        },
    )
}

fn at_distance(amount: u32, unit: Unit, back: bool, likely: &Likely<'_>) -> Option<NaiveDate> {
    let from = likely.from;
    let days = |each: i64| {
        let days = i64::from(amount) * each;
        moved(from, if back { -days } else { days })
    };
    match (unit, back) {
        (Unit::Days, _) => days(1),
        (Unit::Weeks, _) => days(7),
        (Unit::Months, false) => from.checked_add_months(Months::new(amount)),
        (Unit::Months, true) => from.checked_sub_months(Months::new(amount)),
        (Unit::WorkingDays, _) => {
            let amount = i64::from(Some(amount).filter(|it| *it <= MOST_WORKING_DAYS)?);
            likely
                .calendar?
                .add_working_days(from, if back { -amount } else { amount })
        }
    }
}

/// The end of a week is its Friday: the last day on which anybody is at work.
fn end_of(period: Period, likely: &Likely<'_>) -> Result<NaiveDate, UnclearDay> {
    let from = likely.from;
    let last_of = |year: i32, month: u32| {
        let first = NaiveDate::from_ymd_opt(year, month, 1)?;
        first.checked_add_months(Months::new(1))?.pred_opt()
    };
    let found = match period {
        Period::Week { next } => {
            let to_friday = 4 - i64::from(from.weekday().num_days_from_monday());
            if to_friday < 0 && next == 0 {
                return Err(UnclearDay::because("this week's Friday is past"));
            }
            moved(from, to_friday + i64::from(next) * 7)
        }
        Period::Month { next } => from
            .with_day(1)
            .and_then(|first| first.checked_add_months(Months::new(next)))
            .and_then(|first| last_of(first.year(), first.month())),
        Period::Year { next } => i32::try_from(next)
            .ok()
            .and_then(|next| last_of(from.year() + next, 12)),
        Period::Of {
            month,
            year: Some(year),
        } => last_of(year, month),
        Period::Of { month, year: None } => {
            let (first, last) = likely.between;
            let mut ends = (-1..=1).filter_map(|more| last_of(from.year() + more, month));
            let fitting = ends.find(|date| (first..=last).contains(date));
            return fitting.ok_or_else(|| UnclearDay::because("of which year? Type it"));
        }
    };
    found.ok_or_else(UnclearDay::default)
}

#[cfg(test)]
mod meant_tests;
