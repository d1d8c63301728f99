//! Rolling, the first day, provisional dates, series, and the state in words.

use chrono::NaiveDate;

use super::*;
use crate::domain::calendar::{BankHolidays, Calendar, Closures, Division};
use crate::domain::settings::timescales::{Direction, Roll, Unit};
use crate::domain::toml_reader::SettingsValues;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn rule(amount: u32, unit: Unit) -> Timescale {
    Timescale {
        amount,
        unit,
        warn_days: 3,
        ..Timescale::default()
    }
}

fn england() -> Calendar {
    Calendar::built_in(Division::EnglandAndWales)
}

#[test]
fn the_first_day_counts_if_the_rule_says_so_and_it_is_a_working_day() {
    let counted = |unit, direction, event| {
        let rule = Timescale {
            count_start_day: true,
            direction,
            ..rule(3, unit)
        };
        due(&rule, day(event), &england()).unwrap().date
    };
    // Wed 10 June is day 1, Fri 12 June day 3.
    let (after, before) = (Direction::After, Direction::Before);
    for (unit, direction, event, date) in [
        (Unit::WorkingDays, after, "2026-06-10", "2026-06-12"),
        (Unit::WorkingDays, before, "2026-06-10", "2026-06-08"),
        (Unit::WorkingDays, after, "2026-06-13", "2026-06-17"),
        (Unit::WorkingDays, before, "2026-06-13", "2026-06-10"),
        (Unit::CalendarDays, after, "2026-06-12", "2026-06-14"),
        (Unit::CalendarDays, before, "2026-06-12", "2026-06-10"),
        (Unit::Weeks, after, "2026-06-10", "2026-06-30"),
        (Unit::Months, after, "2026-06-10", "2026-09-09"),
        (Unit::Months, before, "2026-06-10", "2026-03-11"),
    ] {
        assert_eq!(
            counted(unit, direction, event),
            day(date),
            "{unit:?} {direction:?}"
        );
    }
    let rule = Timescale {
        count_start_day: true,
        ..rule(1, Unit::WorkingDays)
    };
    let same_day = due(&rule, day("2026-06-10"), &england()).unwrap();
    assert_eq!(
        same_day.words(day("2026-06-10")),
        "Wed 10 Jun, 1 working day, counting the first day"
    );
}

#[test]
fn a_date_without_work_can_be_moved() {
    // Six months after 6 August 2026 is a Saturday; 25 December 2026 is a Friday.
    let moved = |roll, amount, unit, event| {
        let rule = Timescale {
            roll,
            ..rule(amount, unit)
        };
        due(&rule, day(event), &england()).unwrap()
    };
    let back = moved(Roll::Back, 6, Unit::Months, "2026-08-06");
    assert_eq!(
        back.words(day("2027-01-01")),
        "Fri 5 Feb, 6 months, moved from Sat 6 Feb"
    );
    assert_eq!(back.warning(), None);
    let forward = moved(Roll::Forward, 10, Unit::CalendarDays, "2026-12-15");
    assert_eq!(forward.date, day("2026-12-29"));
    assert_eq!(forward.moved_from, Some(day("2026-12-25")));
    let stays = moved(Roll::None, 10, Unit::CalendarDays, "2026-12-15");
    assert_eq!(
        stays.warning().unwrap(),
        "Fri 25 Dec 2026 is not a working day: it is a bank holiday (Christmas Day)."
    );
}

#[test]
fn a_date_over_years_that_are_not_announced_is_provisional() {
    let working = due(&rule(15, Unit::WorkingDays), day("2028-12-20"), &england()).unwrap();
    assert!(working.provisional);
    assert_eq!(
        working.words(day("2028-12-20")),
        "Mon 15 Jan 2029, 15 working days, provisional"
    );
    let calendar_days = due(&rule(15, Unit::CalendarDays), day("2031-03-27"), &england()).unwrap();
    assert!(!calendar_days.provisional, "no bank holiday can move it");
    let good_friday = due(&rule(15, Unit::CalendarDays), day("2031-03-27"), &england()).unwrap();
    assert_eq!(
        good_friday.warning().unwrap(),
        "Fri 11 Apr 2031 is not a working day: it is probably a bank holiday (Good Friday, not announced yet)."
    );
    let rolled = Timescale {
        roll: Roll::Forward,
        ..rule(15, Unit::CalendarDays)
    };
    assert!(
        due(&rolled, day("2031-03-27"), &england())
            .unwrap()
            .provisional
    );
    let known = due(&rule(15, Unit::WorkingDays), day("2028-11-20"), &england()).unwrap();
    assert!(!known.provisional);
}

#[test]
fn a_series_of_core_groups_warns_where_nobody_works() {
    let closed =
        Closures::read("[[closure]]\ndate = \"2026-09-23\"\nreason = \"Move to a new building\"\n")
            .unwrap();
    let calendar = Calendar::new(BankHolidays::built_in(), closed);
    let timescales = Timescales::built_in();
    let core_group = timescales.rule("next-core-group").unwrap();
    let dates = series(core_group, day("2026-05-20"), day("2026-12-31"), &calendar);
    let shown: Vec<String> = dates
        .iter()
        .map(|due| due.words(day("2026-05-20")))
        .collect();
    assert_eq!(
        shown,
        [
            "Wed 1 Jul, 6 weeks",
            "Wed 12 Aug, 6 weeks",
            "Wed 23 Sep, 6 weeks",
            "Wed 4 Nov, 6 weeks",
            "Wed 16 Dec, 6 weeks"
        ]
    );
    let warnings: Vec<String> = dates.iter().filter_map(Due::warning).collect();
    assert_eq!(
        warnings,
        [
            "Wed 23 Sep 2026 is not a working day: it is a day on which the council is closed (Move to a new building)."
        ]
    );
}

#[test]
fn a_series_does_not_drift() {
    let monthly = series(
        &rule(1, Unit::Months),
        day("2027-01-31"),
        day("2027-05-31"),
        &england(),
    );
    let dates: Vec<NaiveDate> = monthly.iter().map(|due| due.date).collect();
    assert_eq!(
        dates,
        ["2027-02-28", "2027-03-31", "2027-04-30", "2027-05-31"].map(day)
    );
    let rolled = Timescale {
        roll: Roll::Forward,
        ..rule(1, Unit::Weeks)
    };
    // Mon 3 May 2027 is a bank holiday; the week after is a Monday again.
    let dates: Vec<NaiveDate> = series(&rolled, day("2027-04-26"), day("2027-05-10"), &england())
        .iter()
        .map(|due| due.date)
        .collect();
    assert_eq!(dates, ["2027-05-04", "2027-05-10"].map(day));
    let back = Timescale {
        direction: Direction::Before,
        ..rule(1, Unit::Weeks)
    };
    assert!(series(&back, day("2027-04-26"), day("2027-12-31"), &england()).is_empty());
    let far = series(
        &rule(1, Unit::CalendarDays),
        day("2027-01-01"),
        NaiveDate::MAX,
        &england(),
    );
    assert_eq!(far.len(), 520);
}

#[test]
fn the_state_is_said_in_words() {
    let calendar = england();
    // Due Thu 28 May 2026; Mon 25 May is a bank holiday.
    let minutes = due(&rule(15, Unit::WorkingDays), day("2026-05-06"), &calendar).unwrap();
    let told = |done: Option<&str>, today: &str| {
        let state = state(&minutes, done.map(day), day(today), &calendar);
        (state.standing, state.words)
    };
    for (done, today, standing, words) in [
        (None, "2026-05-06", DueState::Later, "in 15 working days"),
        (None, "2026-05-22", DueState::Near, "in 3 working days"),
        (None, "2026-05-24", DueState::Near, "in 3 working days"),
        (None, "2026-05-27", DueState::Near, "in one working day"),
        (None, "2026-05-28", DueState::Today, "due today"),
        (
            None,
            "2026-05-29",
            DueState::Late,
            "late by one working day",
        ),
        (None, "2026-06-01", DueState::Late, "late by 2 working days"),
        (
            Some("2026-05-26"),
            "2026-06-01",
            DueState::Done,
            "done, 2 working days early",
        ),
        (
            Some("2026-05-28"),
            "2026-06-01",
            DueState::Done,
            "done on the day",
        ),
        (
            Some("2026-05-29"),
            "2026-06-01",
            DueState::DoneLate,
            "done, late by one working day",
        ),
    ] {
        assert_eq!(told(done, today), (standing, words.to_owned()), "{today}");
    }
}

#[test]
fn on_the_saturday_after_a_friday_it_is_late_although_no_working_day_has_passed() {
    let calendar = england();
    let friday = due(&rule(1, Unit::WorkingDays), day("2026-06-11"), &calendar).unwrap();
    let said = |today: &str| state(&friday, None, day(today), &calendar).words;
    assert_eq!(said("2026-06-13"), "late by one day");
    assert_eq!(said("2026-06-14"), "late by 2 days");
    assert_eq!(said("2026-06-15"), "late by one working day");
}

#[test]
fn a_rule_in_other_days_has_its_state_in_days() {
    let calendar = england();
    let review = due(&rule(3, Unit::Months), day("2026-05-06"), &calendar).unwrap();
    let said = |today: &str| state(&review, None, day(today), &calendar);
    assert_eq!(said("2026-07-06").words, "in 31 days");
    assert_eq!(said("2026-08-05").words, "in one day");
    assert_eq!(said("2026-08-03").standing, DueState::Near);
    assert_eq!(said("2026-08-02").standing, DueState::Later);
    assert_eq!(said("2026-08-10").words, "late by 4 days");
}

#[test]
fn the_ends_of_time_are_no_panic() {
    let calendar = england();
    for event in [NaiveDate::MIN, NaiveDate::MAX] {
        for unit in [
            Unit::WorkingDays,
            Unit::CalendarDays,
            Unit::Weeks,
            Unit::Months,
        ] {
            for direction in [Direction::After, Direction::Before] {
                let rule = Timescale {
                    direction,
                    ..rule(u32::MAX, unit)
                };
                if unit != Unit::WorkingDays {
                    assert_eq!(due(&rule, event, &calendar), None);
                }
            }
        }
    }
    assert_eq!(
        due(&rule(1, Unit::WorkingDays), NaiveDate::MAX, &calendar),
        None
    );
}
