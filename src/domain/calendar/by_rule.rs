//! The bank holidays of a year that nobody has announced yet, by the rules usually followed: the Banking and Financial
//! Dealings Act 1971 and the days proclaimed every year. The result is always provisional: no rule foresees a
//! coronation or a jubilee.

use chrono::{Datelike, Days, NaiveDate, Weekday};

use super::Division;

/// Easter Sunday in the Gregorian calendar, by the rule of the Western churches (the "anonymous" form of
/// Gauss's computus, printed in Nature in 1876). `None` outside the years 1 to 9999.
pub fn easter_sunday(year: i32) -> Option<NaiveDate> {
    if !(1..=9999).contains(&year) {
        return None;
    }
    let (golden, century, in_century) = (year % 19, year / 100, year % 100);
    let leap_centuries = century / 4;
    let moon_correction = (century - (century + 8) / 25 + 1) / 3;
    let moon = (19 * golden + century - leap_centuries - moon_correction + 15) % 30;
    let weekday = (32 + 2 * (century % 4) + 2 * (in_century / 4) - moon - in_century % 4) % 7;
    let late = (golden + 11 * moon + 22 * weekday) / 451;
    let march_days = moon + weekday - 7 * late + 114;
    let (month, day) = (march_days / 31, march_days % 31 + 1);
    NaiveDate::from_ymd_opt(year, u32::try_from(month).ok()?, u32::try_from(day).ok()?)
}

/// The bank holidays of a year with their names, in no particular order. A day that falls on a weekend is
/// there, and its substitute day too.
pub(super) fn bank_holidays_by_rule(division: Division, year: i32) -> Vec<(NaiveDate, String)> {
    let scotland = division == Division::Scotland;
    let mut found = Vec::new();
    let day = |month, day, name| Some((NaiveDate::from_ymd_opt(year, month, day)?, name));
    let mut named = |date: Option<NaiveDate>, name: &str| {
        found.extend(date.map(|date| (date, name.to_owned())));
    };
    let easter = easter_sunday(year);
    named(
        easter.and_then(|sunday| sunday.checked_sub_days(Days::new(2))),
        "Good Friday",
    );
    if !scotland {
        named(easter.and_then(|sunday| sunday.succ_opt()), "Easter Monday");
    }
    named(first_monday(year, 5), "Early May bank holiday");
    named(last_monday(year, 5), "Spring bank holiday");
    let summer = if scotland {
        first_monday(year, 8)
    } else {
        last_monday(year, 8)
    };
    named(summer, "Summer bank holiday");
    let new_year = day(1, 1, "New Year's Day");
    let second = day(1, 2, "2 January").filter(|_| scotland);
    with_substitutes(&[new_year, second], &mut found);
    if division == Division::NorthernIreland {
        with_substitutes(&[day(3, 17, "St Patrick's Day")], &mut found);
        with_substitutes(&[day(7, 12, "Battle of the Boyne")], &mut found);
    }
    if scotland {
        with_substitutes(&[day(11, 30, "St Andrew's Day")], &mut found);
    }
    with_substitutes(
        &[day(12, 25, "Christmas Day"), day(12, 26, "Boxing Day")],
        &mut found,
    );
    found
}

/// Adds days of fixed date, and for each that falls on a weekend the next weekday that none of them has.
fn with_substitutes(days: &[Option<(NaiveDate, &str)>], found: &mut Vec<(NaiveDate, String)>) {
    let days = || days.iter().flatten();
    let mut taken: Vec<NaiveDate> = days().map(|(date, _)| *date).collect();
    for (date, name) in days() {
        found.push((*date, (*name).to_owned()));
        if !is_weekend(*date) {
            continue;
        }
        let substitute = date
            .iter_days()
            .find(|next| !is_weekend(*next) && !taken.contains(next));
        if let Some(substitute) = substitute {
            taken.push(substitute);
            found.push((substitute, format!("{name}, substitute day")));
        }
    }
}

fn is_weekend(date: NaiveDate) -> bool {
    matches!(date.weekday(), Weekday::Sat | Weekday::Sun)
}

fn first_monday(year: i32, month: u32) -> Option<NaiveDate> {
    NaiveDate::from_weekday_of_month_opt(year, month, Weekday::Mon, 1)
}

fn last_monday(year: i32, month: u32) -> Option<NaiveDate> {
    NaiveDate::from_weekday_of_month_opt(year, month, Weekday::Mon, 5)
        .or_else(|| NaiveDate::from_weekday_of_month_opt(year, month, Weekday::Mon, 4))
}
