//! Weekdays counted in their month, held against a calendar on the wall.

use crate::domain::calendar::date_words::DateBias;
use crate::domain::calendar::{Likely, UnclearDay, read_day};
use chrono::{Datelike, Months, NaiveDate, Weekday};

fn read(words: &str, said_on: &str) -> Result<NaiveDate, UnclearDay> {
    let from: NaiveDate = said_on.parse().unwrap();
    let likely = Likely {
        from,
        lies: DateBias::ToCome,
        between: (from, from.checked_add_months(Months::new(9)).unwrap()),
        calendar: None,
    };
    read_day(words, &likely).map(|read| read.date)
}

#[test]
fn a_weekday_of_a_month_is_one_day() {
    for (words, date) in [
        ("last Thursday in February", "2027-02-25"),
        ("by the last Thursday in February", "2027-02-25"),
        ("first Monday of March", "2027-03-01"),
        ("the 1st Monday in March 2028", "2028-03-06"),
        ("second Tues of next month", "2026-12-08"),
        ("last Fri of the month", "2026-11-27"),
        ("last Friday of this month", "2026-11-27"),
        ("third wed in jan", "2027-01-20"),
        ("fifth Friday in January", "2027-01-29"),
        ("on the last Sunday in March 27", "2027-03-28"),
    ] {
        assert_eq!(
            read(words, "2026-11-25").unwrap(),
            date.parse().unwrap(),
            "{words}"
        );
    }
    for words in [
        "fifth Monday in February",
        "sixth Friday in May",
        "last Thursday",
        "last Thursday in November",
        "zeroth Friday of May",
        "last day in spring",
    ] {
        let is_day_in_month = words == "last Thursday" || words.ends_with("November");
        assert_eq!(
            read(words, "2026-11-25").is_ok(),
            is_day_in_month,
            "{words}"
        );
    }
}

/// Every count of every weekday of two years: it is that weekday, in that month, and in the week that the count says.
#[test]
fn each_of_two_years_is_right() {
    let counts = ["first", "second", "third", "fourth", "fifth"];
    let months = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ];
    for year in [2027, 2028] {
        for (month, name) in (1..).zip(months) {
            let mut day = NaiveDate::from_ymd_opt(year, month, 1).unwrap();
            let mut seen = [0; 7];
            let mut last = [day; 7];
            while day.month() == month {
                let at = day.weekday().num_days_from_monday() as usize;
                let called = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"][at];
                let words = format!("{} {called} in {name} {year}", counts[seen[at]]);
                assert_eq!(read(&words, "2026-11-25").unwrap(), day, "{words}");
                seen[at] += 1;
                last[at] = day;
                day = day.succ_opt().unwrap();
            }
            for (at, day) in last.iter().enumerate() {
                let words = format!("last {} of {name} {year}", day.weekday());
                assert_eq!(read(&words, "2026-11-25").unwrap(), *day, "{words}");
                assert_eq!(day.weekday(), Weekday::try_from(at as u8).unwrap());
            }
        }
    }
}
