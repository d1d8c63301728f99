//! How something compares with its date, in words: "in 3 working days", "late by one working day".

use chrono::{Datelike, NaiveDate};

use super::Due;
use crate::domain::calendar::Calendar;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DueState {
    Done,
    DoneLate,
    Late,
    /// Its date is today.
    Today,
    Near,
    Later,
    /// Its date has passed, and nothing could be late.
    Nothing,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct State {
    /// For the program: what to put first, what to mark.
    pub standing: DueState,
    pub words: String,
}

/// Where something stands on the day `today`, or on the day `done` on which it was done. Counted in working days when
/// its timescale is, otherwise in days.
pub fn state(due: &Due, done: Option<NaiveDate>, today: NaiveDate, calendar: &Calendar) -> State {
    let day = done.unwrap_or(today);
    let (left, words) = distance(due, day, calendar);
    let (standing, words) = match done {
        Some(_) if day == due.date => (DueState::Done, "done on the day".to_owned()),
        Some(_) if day < due.date => (DueState::Done, format!("done, {words} early")),
        Some(_) => (DueState::DoneLate, format!("done, late by {words}")),
        None if day == due.date => (DueState::Today, "due today".to_owned()),
        None if day > due.date => (DueState::Late, format!("late by {words}")),
        None if left <= u64::from(due.warn_days) => (DueState::Near, format!("in {words}")),
        None => (DueState::Later, format!("in {words}")),
    };
    State { standing, words }
}

/// Beyond this many days nobody counts working days, and the date is most likely a typing slip (`0202` for `2026`).
const TOLD_IN_YEARS: u64 = 400;

/// How far a day is from the date, as a number and in words: `one working day`, `3 days`, `more than 2 years`. The
/// number is of working days or days, as the words are; with years, of days.
pub fn distance(due: &Due, day: NaiveDate, calendar: &Calendar) -> (u64, String) {
    let days = (due.date - day).num_days().unsigned_abs();
    if days > TOLD_IN_YEARS {
        return (days, years(due.date.min(day), due.date.max(day)));
    }
    let working = if due.in_working_days {
        calendar.working_days_between(day, due.date).unsigned_abs()
    } else {
        0
    };
    // On the Saturday after a Friday no working day has passed, and it is late all the same.
    let (number, what) = if working > 0 {
        (working, "working day")
    } else {
        (days, "day")
    };
    let words = match number {
        1 => format!("one {what}"),
        number => format!("{number} {what}s"),
    };
    (number, words)
}

/// The whole years from one day to a later one, in words.
fn years(from: NaiveDate, to: NaiveDate) -> String {
    let number = to.years_since(from).unwrap_or_default();
    let years = if number == 1 {
        "one year".to_owned()
    } else {
        format!("{number} years")
    };
    if (from.month(), from.day()) == (to.month(), to.day()) {
        years
    } else {
        format!("more than {years}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::calendar::Division;

    fn late_on_4_march_2026(date: NaiveDate) -> State {
        let due = Due {
            date,
            provisional: false,
            non_working: None,
            moved_from: None,
            counted_from: None,
            rule: String::new(),
            in_working_days: true,
            warn_days: 0,
        };
        let today = NaiveDate::from_ymd_opt(2026, 3, 4).unwrap();
        state(&due, None, today, &Calendar::built_in(Division::default()))
    }

    #[test]
    fn a_date_far_away_is_told_in_years_and_at_once() {
        for (date, words) in [
            (NaiveDate::MIN, "late by more than 264169 years"),
            (
                NaiveDate::from_ymd_opt(202, 3, 5).unwrap(),
                "late by more than 1823 years",
            ),
            (
                NaiveDate::from_ymd_opt(2024, 3, 4).unwrap(),
                "late by 2 years",
            ),
            (
                NaiveDate::from_ymd_opt(2025, 1, 6).unwrap(),
                "late by more than one year",
            ),
            (
                NaiveDate::from_ymd_opt(2206, 3, 5).unwrap(),
                "in more than 180 years",
            ),
        ] {
            assert_eq!(late_on_4_march_2026(date).words, words);
        }
        let near = late_on_4_march_2026(NaiveDate::from_ymd_opt(2025, 3, 4).unwrap());
        assert_eq!(near.words, "late by 253 working days");
    }
}
