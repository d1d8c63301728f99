//! The date that follows from a timescale and an event.

use chrono::{Datelike, Days, Months, NaiveDate};

use crate::domain::calendar::date_words::write_date;
use crate::domain::calendar::{Calendar, NonWorking};
use crate::domain::settings::timescales::{Direction, Roll, Timescale, Unit};

/// A series never has more dates than this: weekly for ten years.
const LONGEST_SERIES: u32 = 520;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    pub date: NaiveDate,
    /// Whether the date may still move, because bank holidays on the way to it are not announced yet.
    pub provisional: bool,
    /// Why nobody works on that day; never with working days.
    pub non_working: Option<NonWorking>,
    /// The day it was before it was moved to a working day.
    pub moved_from: Option<NaiveDate>,
    /// The working day it is counted from, where the event falls on another day (decision 25).
    pub counted_from: Option<NaiveDate>,
    /// The rule in words: `15 working days`.
    pub rule: String,
    /// Whether the rule counts working days; then the state does too.
    pub in_working_days: bool,
    /// How long before the date it counts as near, counted in the same days.
    pub warn_days: u32,
}

impl Due {
    /// The date with its rule: `Thu 28 May, 15 working days`. The year is given unless it is that of `today`.
    pub fn words(&self, today: NaiveDate) -> String {
        format!("{}, {}", self.day_words(today), self.rule_words(today))
    }

    /// The day alone: `Thu 28 May`. The year is given unless it is that of `today`.
    pub fn day_words(&self, today: NaiveDate) -> String {
        near_date(self.date, today)
    }

    /// The rule, and what else is to be known of the day: `15 working days, moved from Sat 6 Feb`.
    pub fn rule_words(&self, today: NaiveDate) -> String {
        let mut words = self.rule.clone();
        if let Some(date) = self.counted_from {
            words.push_str(&format!(", counted from {}", near_date(date, today)));
        }
        if let Some(date) = self.moved_from {
            words.push_str(&format!(", moved from {}", near_date(date, today)));
        }
        if self.provisional {
            words.push_str(", provisional");
        }
        words
    }

    /// What to say when nobody works on that day: `Sat 6 Feb 2027 is not a working day: it is a Saturday.`
    pub fn warning(&self) -> Option<String> {
        let why = self.non_working.as_ref()?;
        Some(format!(
            "{} is not a working day: it is {}.",
            write_date(self.date),
            why.words()
        ))
    }
}

/// A date without its year when it is in the year of `today`.
fn near_date(date: NaiveDate, today: NaiveDate) -> String {
    let whole = write_date(date);
    if date.year() != today.year() {
        return whole;
    }
    let year = format!(" {}", date.year());
    whole.strip_suffix(&year).unwrap_or(&whole).to_owned()
}

/// When something is due. `None` only beyond the dates that can be written.
pub fn due(rule: &Timescale, event: NaiveDate, calendar: &Calendar) -> Option<Due> {
    step(rule, event, 1, calendar)
}

/// The dates of something that recurs, such as core groups: `first` is the first of them and is not in the list,
/// `until` is the last day looked at. Each date is counted from the first, so that a date that was moved, or a short
/// month, shifts no other. Empty for a rule that counts back.
pub fn series(
    rule: &Timescale,
    first: NaiveDate,
    until: NaiveDate,
    calendar: &Calendar,
) -> Vec<Due> {
    if rule.direction == Direction::Before {
        return Vec::new();
    }
    (1..=LONGEST_SERIES)
        .map_while(|times| step(rule, first, times, calendar))
        .take_while(|due| due.date <= until)
        .collect()
}

fn step(rule: &Timescale, event: NaiveDate, times: u32, calendar: &Calendar) -> Option<Due> {
    let nominal = count(rule, event, times, calendar)?;
    let in_working_days = rule.unit == Unit::WorkingDays;
    let date = match rule.roll {
        Roll::None => nominal,
        Roll::Back => calendar.working_day_on_or_before(nominal)?,
        Roll::Forward => calendar.working_day_on_or_after(nominal)?,
    };
    // A date counted in calendar days cannot move with a bank holiday, unless it is rolled over one.
    let provisional = if in_working_days {
        !calendar.is_announced(event, date)
    } else {
        rule.roll != Roll::None && !calendar.is_announced(nominal, date)
    };
    Some(Due {
        date,
        provisional,
        non_working: calendar.non_working(date),
        moved_from: Some(nominal).filter(|nominal| *nominal != date),
        counted_from: calendar
            .working_day_on_or_before(event)
            .filter(|from| in_working_days && !rule.count_start_day && *from != event),
        rule: rule.words(),
        in_working_days,
        warn_days: rule.warn_days,
    })
}

/// Counts, without looking where the date falls.
fn count(rule: &Timescale, event: NaiveDate, times: u32, calendar: &Calendar) -> Option<NaiveDate> {
    let amount = rule.amount.checked_mul(times)?;
    let mut first_days = if rule.count_start_day { times } else { 0 };
    let back = rule.direction == Direction::Before;
    match rule.unit {
        Unit::WorkingDays => {
            if first_days > 0 && !back && !calendar.is_working(event) {
                // A day without work cannot be the first working day: that is the next one. (Counting
                // back, the first is the last working day before it, whose number it has anyway.)
                first_days -= 1;
            }
            let days = i64::from(amount.saturating_sub(first_days));
            calendar.add_working_days(event, if back { -days } else { days })
        }
        Unit::CalendarDays => move_days(event, amount.saturating_sub(first_days), back),
        Unit::Weeks => move_days(
            event,
            amount.checked_mul(7)?.saturating_sub(first_days),
            back,
        ),
        Unit::Months if back => event
            .checked_sub_months(Months::new(amount))?
            .checked_add_days(Days::new(first_days.into())),
        Unit::Months => event
            .checked_add_months(Months::new(amount))?
            .checked_sub_days(Days::new(first_days.into())),
    }
}

fn move_days(date: NaiveDate, days: u32, back: bool) -> Option<NaiveDate> {
    let days = Days::new(days.into());
    if back {
        date.checked_sub_days(days)
    } else {
        date.checked_add_days(days)
    }
}
