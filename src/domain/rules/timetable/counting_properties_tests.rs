//! What must hold for any rule, any date and any council's closed days.

use chrono::{Days, NaiveDate};
use proptest::prelude::*;

use super::*;
use crate::domain::calendar::{BankHolidays, Calendar, Closure, Closures, Division};
use crate::domain::settings::timescales::{Direction, Roll, Unit};
use crate::domain::toml_reader::SettingsValues;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn any_calendar() -> impl Strategy<Value = Calendar> {
    (
        0..3usize,
        proptest::collection::vec((any_day(), 0..10u64), 0..6),
    )
        .prop_map(|(part, closed)| {
            let closures = Closures {
                division: Division::ALL[part],
                closed: closed
                    .into_iter()
                    .map(|(from, days)| Closure {
                        from,
                        to: from + Days::new(days),
                        reason: "Closed".to_owned(),
                    })
                    .collect(),
            };
            Calendar::new(BankHolidays::built_in(), closures)
        })
}

/// A day from 2012 to 2034: some years are known, some are not.
fn any_day() -> impl Strategy<Value = NaiveDate> {
    (0..8400u64).prop_map(|days| day("2012-01-01") + Days::new(days))
}

fn any_rule() -> impl Strategy<Value = Timescale> {
    let units = [
        Unit::WorkingDays,
        Unit::CalendarDays,
        Unit::Weeks,
        Unit::Months,
    ];
    let directions = [Direction::After, Direction::Before];
    let rolls = [Roll::None, Roll::Back, Roll::Forward];
    (1..24u32, 0..4usize, 0..2usize, 0..3usize, any::<bool>()).prop_map(
        move |(amount, unit, direction, roll, count_start_day)| Timescale {
            amount,
            unit: units[unit],
            direction: directions[direction],
            roll: if unit == 0 { Roll::None } else { rolls[roll] },
            count_start_day,
            ..Timescale::default()
        },
    )
}

proptest! {
    #[test]
    fn there_and_back_again_is_the_same_working_day(
        calendar in any_calendar(), start in any_day(), count in -60i64..60,
    ) {
        let start = calendar.working_day_on_or_after(start).unwrap();
        let there = calendar.add_working_days(start, count).unwrap();
        prop_assert!(calendar.is_working(there));
        prop_assert_eq!(calendar.add_working_days(there, -count).unwrap(), start);
        prop_assert_eq!(calendar.working_days_between(start, there), count);
    }

    #[test]
    fn a_later_event_never_has_an_earlier_date(
        calendar in any_calendar(), rule in any_rule(), start in any_day(), later in 0..40u64,
    ) {
        // The first day counts only when it is a working day; so a free day and the working day after it
        // may have the same date, but the order never turns round.
        let one = due(&rule, start, &calendar).unwrap();
        let other = due(&rule, start + Days::new(later), &calendar).unwrap();
        prop_assert!(one.date <= other.date, "{} then {}", one.date, other.date);
    }

    #[test]
    fn working_days_and_rolled_dates_always_end_on_a_working_day(
        calendar in any_calendar(), rule in any_rule(), start in any_day(),
    ) {
        let due = due(&rule, start, &calendar).unwrap();
        if rule.unit == Unit::WorkingDays || rule.roll != Roll::None {
            prop_assert!(calendar.is_working(due.date));
        }
        prop_assert_eq!(due.non_working.is_none(), calendar.is_working(due.date));
        prop_assert_eq!(due.warning().is_none(), calendar.is_working(due.date));
    }

    #[test]
    fn more_days_never_end_earlier(
        calendar in any_calendar(), rule in any_rule(), start in any_day(),
    ) {
        let more = Timescale { amount: rule.amount + 1, ..rule.clone() };
        let (one, other) = (due(&rule, start, &calendar).unwrap(), due(&more, start, &calendar).unwrap());
        match rule.direction {
            Direction::After => prop_assert!(one.date <= other.date),
            Direction::Before => prop_assert!(one.date >= other.date),
        }
    }

    #[test]
    fn the_number_of_a_day_is_found_by_counting(calendar in any_calendar(), start in any_day(), count in 1i64..60) {
        // Counted the slow way: day after day, without any of the functions that are tested.
        let mut date = start;
        let mut left = count;
        while left > 0 {
            date = date + Days::new(1);
            if calendar.is_working(date) {
                left -= 1;
            }
        }
        prop_assert_eq!(calendar.add_working_days(start, count), Some(date));
    }
}
