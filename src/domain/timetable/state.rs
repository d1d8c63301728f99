//! How something stands against its date, in words: "in 3 working days", "late by one working day".
//! Must not know how the date came about.

use chrono::NaiveDate;

use super::Due;
use crate::domain::calendar::Calendar;

/// How something stands against its date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Standing {
    /// Done in time.
    Done,
    /// Done, but after its date.
    DoneLate,
    /// Its date has passed.
    Late,
    /// Its date is today.
    Today,
    /// Its date is near, as the timescale says.
    Near,
    /// There is time.
    Later,
}

/// How something stands, for the program and for people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct State {
    /// For the program: what to put first, what to mark.
    pub standing: Standing,
    /// For people.
    pub words: String,
}

/// How something stands on the day `today`, or on the day `done` on which it was done. Counted in working days
/// when its timescale is, or else in days.
pub fn state(due: &Due, done: Option<NaiveDate>, today: NaiveDate, calendar: &Calendar) -> State {
    let day = done.unwrap_or(today);
    let (left, words) = distance(due, day, calendar);
    let (standing, words) = match done {
        Some(_) if day == due.date => (Standing::Done, "done on the day".to_owned()),
        Some(_) if day < due.date => (Standing::Done, format!("done, {words} early")),
        Some(_) => (Standing::DoneLate, format!("done, late by {words}")),
        None if day == due.date => (Standing::Today, "due today".to_owned()),
        None if day > due.date => (Standing::Late, format!("late by {words}")),
        None if left <= u64::from(due.warn_days) => (Standing::Near, format!("in {words}")),
        None => (Standing::Later, format!("in {words}")),
    };
    State { standing, words }
}

/// How far a day is from the date, as a number and in words: `one working day`, `3 days`.
pub fn distance(due: &Due, day: NaiveDate, calendar: &Calendar) -> (u64, String) {
    let days = (due.date - day).num_days().unsigned_abs();
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
