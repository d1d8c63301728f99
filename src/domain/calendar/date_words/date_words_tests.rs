//! Dates as they are typed, read and printed, by example.

use super::*;
use crate::domain::calendar::{Division, UnclearDay, read_birthday};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

#[test]
fn british_dates_are_read() {
    let today = day("2026-11-22");
    for (words, date) in [
        ("12 Dec", "2026-12-12"),
        ("4 Mar 2017", "2017-03-04"),
        ("4th of March, 2017", "2017-03-04"),
        ("14/4", "2027-04-14"),
        ("14.4.26", "2026-04-14"),
        ("2026-12-12", "2026-12-12"),
        ("Sat 12 Dec", "2026-12-12"),
        ("today", "2026-11-22"),
        ("fri", "2026-11-27"),
        ("sunday", "2026-11-29"),
        ("in 6 weeks", "2027-01-03"),
        ("+6w", "2027-01-03"),
        ("3 months", "2027-02-22"),
        ("3 days ago", "2026-11-19"),
        ("10 weeks ago", "2026-09-13"),
        ("2 months ago", "2026-09-22"),
        ("fortnight", "2026-12-06"),
    ] {
        let read = read_date(words, today, DateBias::ToCome);
        assert_eq!(read, Some(day(date)), "{words}");
    }
    for words in [
        "soon",
        "next week",
        "31/2",
        // Within a year there is none.
        "29 feb",
        "12",
        "",
        "4 foo",
        "1/2/3/4",
        "99999999 weeks",
        "in 3 days ago",
        "ago",
        "soon ago",
    ] {
        assert_eq!(read_date(words, today, DateBias::ToCome), None, "{words}");
    }
}

#[test]
fn a_day_without_a_year_was_always_one_to_come() {
    let today = day("2026-11-22");
    for (words, past, near, to_come) in [
        ("1 Nov", "2026-11-01", "2026-11-01", "2027-11-01"),
        ("1/11", "2026-11-01", "2026-11-01", "2027-11-01"),
        ("22 Nov", "2026-11-22", "2026-11-22", "2026-11-22"),
        ("12 Dec", "2025-12-12", "2026-12-12", "2026-12-12"),
        ("fri", "2026-11-20", "2026-11-27", "2026-11-27"),
        ("sunday", "2026-11-15", "2026-11-29", "2026-11-29"),
        ("3 weeks", "2026-11-01", "2026-12-13", "2026-12-13"),
        ("fortnight", "2026-11-08", "2026-12-06", "2026-12-06"),
        // What says it itself is the same everywhere.
        ("in 3 weeks", "2026-12-13", "2026-12-13", "2026-12-13"),
        ("3 weeks ago", "2026-11-01", "2026-11-01", "2026-11-01"),
        ("tomorrow", "2026-11-23", "2026-11-23", "2026-11-23"),
        ("tmrw", "2026-11-23", "2026-11-23", "2026-11-23"),
        ("1 Nov 2027", "2027-11-01", "2027-11-01", "2027-11-01"),
    ] {
        let read = |lies| read_date(words, today, lies).map(|date| date.to_string());
        assert_eq!(read(DateBias::Past).as_deref(), Some(past), "{words}");
        assert_eq!(read(DateBias::Near).as_deref(), Some(near), "{words}");
        assert_eq!(read(DateBias::ToCome).as_deref(), Some(to_come), "{words}");
    }
}

#[test]
fn working_days_are_counted_by_the_calendar() {
    let calendar = Calendar::built_in(Division::EnglandAndWales);
    // Friday before Christmas; the 25th is a holiday, and so is Monday 28th.
    let today = day("2026-12-18");
    for (words, date) in [
        ("in 1 working day", "2026-12-21"),
        ("in 5 working days", "2026-12-29"),
        ("+5 wd", "2026-12-29"),
        ("2 working days ago", "2026-12-16"),
    ] {
        let read = day_meant(words, today, DateBias::ToCome, &calendar);
        assert_eq!(read.ok(), Some(day(date)), "{words}");
    }
    for words in ["working days", "5", "99999999 working days"] {
        let read = day_meant(words, today, DateBias::ToCome, &calendar);
        assert_eq!(read.ok(), None, "{words}");
    }
}

#[test]
fn a_birthday_lies_in_the_past_and_has_a_year() {
    let today = day("2026-11-22");
    let calendar = Calendar::built_in(Division::EnglandAndWales);
    let read = |words| read_birthday(words, today, &calendar).map(|read| read.date);
    assert_eq!(read("4/3/47"), Ok(day("1947-03-04")));
    assert_eq!(read("4 Mar 17"), Ok(day("2017-03-04")));
    assert_eq!(read("3 weeks ago"), Ok(day("2026-11-01")));
    assert_eq!(
        read("4 Mar"),
        Err(UnclearDay::because("the year is missing"))
    );
    for words in [
        "March 2017",
        "2017",
        "about 2017",
        "aged 9",
        "4 Mar 2017 at 10:30",
    ] {
        assert!(read(words).is_err(), "{words}");
    }
}

#[test]
fn a_near_day_needs_no_year() {
    let today = day("2026-11-22");
    for (date, words) in [
        ("2026-12-02", "Wed 2 Dec"),
        ("2027-02-15", "Mon 15 Feb"),
        ("2026-06-01", "Mon 1 Jun"),
        ("2026-05-01", "Fri 1 May 2026"),
        ("2027-11-22", "Mon 22 Nov 2027"),
    ] {
        assert_eq!(near_date(day(date), today), words);
    }
}

#[test]
fn what_is_written_is_read_again() {
    let today = day("2026-11-22");
    for date in today.iter_days().take(800) {
        for lies in [DateBias::Past, DateBias::ToCome, DateBias::Near] {
            assert_eq!(read_date(&write_short(date), today, lies), Some(date));
            assert_eq!(read_date(&write_date(date), today, lies), Some(date));
        }
    }
}
