//! The dates that practice.md 2c has worked out by hand, each by its name, and a council's own rules.

use chrono::NaiveDate;

use super::*;
use crate::domain::calendar::{BankHolidays, Calendar, Closures, Division, NonWorking};
use crate::domain::settings::timescales::{Direction, Unit};
use crate::domain::toml_reader::SettingsValues;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn england() -> Calendar {
    Calendar::built_in(Division::EnglandAndWales)
}

fn due_by(id: &str, event: &str) -> Due {
    let timescales = Timescales::built_in();
    due(timescales.rule(id).unwrap(), day(event), &england()).unwrap()
}

/// A rule that is not among the defaults.
fn rule(amount: u32, unit: Unit, direction: Direction) -> Timescale {
    Timescale {
        amount,
        unit,
        direction,
        ..Timescale::default()
    }
}

fn own(amount: u32, unit: Unit, direction: Direction, event: &str) -> NaiveDate {
    due(&rule(amount, unit, direction), day(event), &england())
        .unwrap()
        .date
}

const CONFERENCE: &str = "2026-05-06";

#[test]
fn the_day_of_the_conference_is_a_wednesday_after_a_bank_holiday() {
    assert_eq!(due_by("visit", CONFERENCE).date, day("2026-05-20"));
    let monday = england().non_working(day("2026-05-04"));
    assert!(matches!(monday, Some(NonWorking::BankHoliday(_))));
    assert!(england().is_working(day(CONFERENCE)));
}

#[test]
fn report_handed_in_two_working_days_before() {
    let due = due_by("report-handed-in", CONFERENCE);
    assert_eq!(due.date, day("2026-05-01"));
    assert_eq!(
        due.words(day("2026-04-01")),
        "Fri 1 May, 2 working days before"
    );
}

#[test]
fn report_circulated_one_working_day_before() {
    assert_eq!(
        due_by("reports-circulated", CONFERENCE).date,
        day("2026-05-05")
    );
}

#[test]
fn report_shared_three_calendar_days_before_or_three_working_days() {
    let due = due_by("report-shared-with-family", CONFERENCE);
    assert_eq!(due.date, day("2026-05-03"));
    assert_eq!(due.words(day(CONFERENCE)), "Sun 3 May, 3 days before");
    let why = "Sun 3 May 2026 is not a working day: it is a Sunday.";
    assert_eq!(due.warning().as_deref(), Some(why));
    assert_eq!(
        own(3, Unit::WorkingDays, Direction::Before, CONFERENCE),
        day("2026-04-30")
    );
}

#[test]
fn decision_letter_after_one_working_day_or_five() {
    let due = due_by("decision-letter", CONFERENCE);
    assert_eq!(due.words(day(CONFERENCE)), "Thu 7 May, 1 working day");
    assert_eq!(
        own(5, Unit::WorkingDays, Direction::After, CONFERENCE),
        day("2026-05-13")
    );
}

#[test]
fn first_core_group_after_ten_working_days() {
    let due = due_by("first-core-group", CONFERENCE);
    assert_eq!(due.words(day(CONFERENCE)), "Wed 20 May, 10 working days");
}

#[test]
fn minutes_after_fifteen_working_days_or_twenty() {
    let due = due_by("minutes", CONFERENCE);
    assert_eq!(due.words(day(CONFERENCE)), "Thu 28 May, 15 working days");
    assert_eq!((due.provisional, due.non_working), (false, None));
    assert_eq!(
        own(20, Unit::WorkingDays, Direction::After, CONFERENCE),
        day("2026-06-04")
    );
}

#[test]
fn first_review_after_three_months_or_90_or_91_days() {
    let due = due_by("first-review", CONFERENCE);
    assert_eq!(due.words(day(CONFERENCE)), "Thu 6 Aug, 3 months");
    assert_eq!(
        own(90, Unit::CalendarDays, Direction::After, CONFERENCE),
        day("2026-08-04")
    );
    assert_eq!(
        own(91, Unit::CalendarDays, Direction::After, CONFERENCE),
        day("2026-08-05")
    );
}

#[test]
fn next_review_after_six_months_falls_on_a_saturday_and_warns() {
    let due = due_by("next-review", "2026-08-06");
    assert_eq!(due.words(day(CONFERENCE)), "Sat 6 Feb 2027, 6 months");
    let why = "Sat 6 Feb 2027 is not a working day: it is a Saturday.";
    assert_eq!(due.warning().as_deref(), Some(why));
    assert_eq!(
        own(183, Unit::CalendarDays, Direction::After, "2026-08-06"),
        day("2027-02-05")
    );
}

#[test]
fn second_core_group_six_weeks_after_the_first() {
    let due = due_by("next-core-group", "2026-05-20");
    assert_eq!(due.words(day(CONFERENCE)), "Wed 1 Jul, 6 weeks");
}

#[test]
fn strategy_discussion_and_fifteen_working_days() {
    assert_eq!(
        due_by("initial-conference", "2026-04-15").date,
        day("2026-05-07")
    );
}

#[test]
fn strategy_discussion_on_a_saturday_counts_like_the_friday_before() {
    let saturday = due_by("initial-conference", "2026-04-18");
    assert_eq!(saturday.date, day("2026-05-11"));
    let friday = due_by("initial-conference", "2026-04-17");
    assert_eq!(saturday.date, friday.date);
    assert_eq!(
        (saturday.counted_from, friday.counted_from),
        (Some(day("2026-04-17")), None)
    );
    assert_eq!(
        saturday.words(day("2026-04-18")),
        "Mon 11 May, 15 working days, counted from Fri 17 Apr"
    );
}

#[test]
fn at_the_end_of_a_month_the_date_does_not_run_over() {
    let due = due_by("first-review", "2026-11-30");
    assert_eq!(due.date, day("2027-02-28"));
    assert_eq!(
        due.non_working,
        Some(NonWorking::Weekend(chrono::Weekday::Sun))
    );
    let leap = due_by("first-review", "2027-11-30").date;
    assert_eq!(leap, day("2028-02-29"));
    let before = own(3, Unit::Months, Direction::Before, "2026-05-31");
    assert_eq!(before, day("2026-02-28"));
}

#[test]
fn christmas_with_and_without_a_closed_council() {
    let timescales = Timescales::built_in();
    let rule = timescales.rule("minutes").unwrap();
    let conference = day("2026-12-17");
    assert_eq!(
        due(rule, conference, &england()).unwrap().words(conference),
        "Tue 12 Jan 2027, 15 working days"
    );
    let closures = Closures::read(
        "[[closure]]\nfrom = \"29 Dec 2026\"\nto = \"2026-12-31\"\nreason = \"Christmas closure\"\n",
    )
    .unwrap();
    let closed = Calendar::new(BankHolidays::built_in(), closures);
    assert_eq!(
        due(rule, conference, &closed).unwrap().date,
        day("2027-01-15")
    );
}

#[test]
fn a_ten_day_rule_in_calendar_days_is_written_in_the_settings_alone() {
    let own = Timescales::read(
        "[[timescale]]\nid = \"minutes\"\namount = 10\nunit = \"calendar_days\"\n",
    )
    .unwrap();
    let minutes = own.rule("minutes").unwrap();
    let due = due(minutes, day(CONFERENCE), &england()).unwrap();
    assert_eq!(due.words(day(CONFERENCE)), "Sat 16 May, 10 days");
    assert!(due.warning().is_some());
    // Everything else is as before.
    assert_eq!(minutes.label, "Minutes");
    assert_eq!(own.rules.len(), Timescales::built_in().rules.len());
}

#[test]
fn the_review_has_the_limit_that_belongs_to_the_conference_before_it() {
    let timescales = Timescales::built_in();
    let limits = |previous| {
        let fits = timescales.for_meeting("rcpc", previous);
        let ids = fits
            .iter()
            .filter(|rule| rule.from_event == Event::PreviousConference);
        ids.map(|rule| rule.amount).collect::<Vec<_>>()
    };
    assert_eq!(limits(Some("icpc")), [3]);
    assert_eq!(limits(Some("rcpc")), [6]);
    assert!(limits(None).is_empty());
}

#[test]
fn a_meeting_shows_the_dates_of_the_events_that_are_known() {
    let events = [
        (Event::Conference, day(CONFERENCE)),
        (Event::StrategyDiscussion, day("2026-04-15")),
    ];
    let calendar = england();
    let timescales = Timescales::built_in();
    let dates = timescales.dates("icpc", None, &events, &calendar);
    let shown: Vec<(String, NaiveDate)> = dates
        .into_iter()
        .map(|(rule, due)| (rule.id.clone(), due.date))
        .collect();
    let wanted = [
        ("report-handed-in", "2026-05-01"),
        ("report-shared-with-family", "2026-05-03"),
        ("reports-circulated", "2026-05-05"),
        ("initial-conference", "2026-05-07"),
        ("decision-letter", "2026-05-07"),
        ("dissent", "2026-05-09"),
        ("child-told", "2026-05-13"),
        ("new-date-without-quorum", "2026-05-20"),
        ("first-core-group", "2026-05-20"),
        ("visit", "2026-05-20"),
        ("minutes", "2026-05-28"),
        ("complaint", "2026-06-03"),
        ("first-review", "2026-08-06"),
    ];
    let wanted: Vec<(String, NaiveDate)> = wanted
        .iter()
        .map(|(id, date)| ((*id).to_owned(), day(date)))
        .collect();
    assert_eq!(shown, wanted);
}

/// Decision 25: a day without work has the number of the last working day before it, in both directions.
#[test]
fn working_days_around_a_weekend_and_a_bank_holiday() {
    for (conference, one_before, two_before, one_after) in [
        ("2026-11-26", "2026-11-25", "2026-11-24", "2026-11-27"),
        ("2026-11-27", "2026-11-26", "2026-11-25", "2026-11-30"),
        // A Saturday and a Sunday count like the Friday before them.
        ("2026-11-28", "2026-11-26", "2026-11-25", "2026-11-30"),
        ("2026-11-29", "2026-11-26", "2026-11-25", "2026-11-30"),
        ("2026-11-30", "2026-11-27", "2026-11-26", "2026-12-01"),
        // Early May bank holiday, a Monday; and the day after it.
        ("2026-05-04", "2026-04-30", "2026-04-29", "2026-05-05"),
        ("2026-05-05", "2026-05-01", "2026-04-30", "2026-05-06"),
        // Christmas Day, a Friday; Boxing Day, a Saturday, has its substitute on Monday the 28th.
        ("2026-12-25", "2026-12-23", "2026-12-22", "2026-12-29"),
        ("2026-12-28", "2026-12-23", "2026-12-22", "2026-12-29"),
        ("2026-12-29", "2026-12-24", "2026-12-23", "2026-12-30"),
    ] {
        let by = |amount, direction| own(amount, Unit::WorkingDays, direction, conference);
        assert_eq!(by(1, Direction::Before), day(one_before), "{conference}");
        assert_eq!(by(2, Direction::Before), day(two_before), "{conference}");
        assert_eq!(by(1, Direction::After), day(one_after), "{conference}");
        let due = due_by("reports-circulated", conference);
        let says_so = due.words(day(conference)).contains("counted from");
        assert_eq!(
            says_so,
            !england().is_working(day(conference)),
            "{conference}"
        );
    }
    let due = due_by("reports-circulated", "2026-11-28");
    assert_eq!(
        due.words(day("2026-11-28")),
        "Thu 26 Nov, 1 working day before, counted from Fri 27 Nov"
    );
}
