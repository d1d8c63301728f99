//! What people say, on several days: each saying with the day it comes to, or that it is asked about.

use super::*;
use crate::domain::calendar::Division;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// For something to come, as in `by:`: within nine months.
fn to_come(words: &str, said_on: &str) -> Result<NaiveDate, UnclearDay> {
    let from = day(said_on);
    let calendar = Calendar::built_in(Division::EnglandAndWales);
    let last = from.checked_add_months(Months::new(9)).unwrap();
    let likely = Likely {
        from,
        lies: DateBias::ToCome,
        between: (from, last),
        calendar: Some(&calendar),
    };
    read_day(words, &likely).map(|read| read.date)
}

/// For something that has been, as in `received:`.
fn has_been(words: &str, said_on: &str) -> Result<NaiveDate, UnclearDay> {
    let from = day(said_on);
    let calendar = Calendar::built_in(Division::EnglandAndWales);
    let first = from.checked_sub_months(Months::new(9)).unwrap();
    let likely = Likely {
        from,
        lies: DateBias::Past,
        between: (first, from),
        calendar: Some(&calendar),
    };
    read_day(words, &likely).map(|read| read.date)
}

/// The days on which it is said: a Wednesday, a Sunday, the last of a year (a Thursday), and a leap day (a Tuesday).
const SAID_ON: [&str; 4] = ["2026-11-25", "2026-11-22", "2026-12-31", "2028-02-29"];

#[rustfmt::skip]
const TO_COME: &[(&str, [&str; 4])] = &[
    ("today", ["2026-11-25", "2026-11-22", "2026-12-31", "2028-02-29"]),
    ("tonight", ["2026-11-25", "2026-11-22", "2026-12-31", "2028-02-29"]),
    ("this afternoon", ["2026-11-25", "2026-11-22", "2026-12-31", "2028-02-29"]),
    ("Tomorrow", ["2026-11-26", "2026-11-23", "2027-01-01", "2028-03-01"]),
    ("by tomorrow", ["2026-11-26", "2026-11-23", "2027-01-01", "2028-03-01"]),
    ("the day after tomorrow", ["2026-11-27", "2026-11-24", "2027-01-02", "2028-03-02"]),
    ("in a week", ["2026-12-02", "2026-11-29", "2027-01-07", "2028-03-07"]),
    ("in one week", ["2026-12-02", "2026-11-29", "2027-01-07", "2028-03-07"]),
    ("a week today", ["2026-12-02", "2026-11-29", "2027-01-07", "2028-03-07"]),
    ("a week tomorrow", ["2026-12-03", "2026-11-30", "2027-01-08", "2028-03-08"]),
    ("in a week's time", ["2026-12-02", "2026-11-29", "2027-01-07", "2028-03-07"]),
    ("within a week", ["2026-12-02", "2026-11-29", "2027-01-07", "2028-03-07"]),
    ("in two weeks", ["2026-12-09", "2026-12-06", "2027-01-14", "2028-03-14"]),
    ("two weeks", ["2026-12-09", "2026-12-06", "2027-01-14", "2028-03-14"]),
    ("2w", ["2026-12-09", "2026-12-06", "2027-01-14", "2028-03-14"]),
    ("in two weeks' time", ["2026-12-09", "2026-12-06", "2027-01-14", "2028-03-14"]),
    ("in two weeks\u{2019} time", ["2026-12-09", "2026-12-06", "2027-01-14", "2028-03-14"]),
    ("two weeks from now", ["2026-12-09", "2026-12-06", "2027-01-14", "2028-03-14"]),
    ("in the next two weeks", ["2026-12-09", "2026-12-06", "2027-01-14", "2028-03-14"]),
    ("fortnight", ["2026-12-09", "2026-12-06", "2027-01-14", "2028-03-14"]),
    ("a fortnight", ["2026-12-09", "2026-12-06", "2027-01-14", "2028-03-14"]),
    ("in a fortnight", ["2026-12-09", "2026-12-06", "2027-01-14", "2028-03-14"]),
    ("in a fortnight's time", ["2026-12-09", "2026-12-06", "2027-01-14", "2028-03-14"]),
    ("a fortnight today", ["2026-12-09", "2026-12-06", "2027-01-14", "2028-03-14"]),
    ("in 6 weeks", ["2027-01-06", "2027-01-03", "2027-02-11", "2028-04-11"]),
    ("in six weeks", ["2027-01-06", "2027-01-03", "2027-02-11", "2028-04-11"]),
    ("+6w", ["2027-01-06", "2027-01-03", "2027-02-11", "2028-04-11"]),
    ("in twenty-one days", ["2026-12-16", "2026-12-13", "2027-01-21", "2028-03-21"]),
    ("in twenty one days", ["2026-12-16", "2026-12-13", "2027-01-21", "2028-03-21"]),
    ("within 5 days", ["2026-11-30", "2026-11-27", "2027-01-05", "2028-03-05"]),
    ("within five days", ["2026-11-30", "2026-11-27", "2027-01-05", "2028-03-05"]),
    ("within the next 5 days", ["2026-11-30", "2026-11-27", "2027-01-05", "2028-03-05"]),
    ("within 24 hours", ["2026-11-26", "2026-11-23", "2027-01-01", "2028-03-01"]),
    ("within 48 hours", ["2026-11-27", "2026-11-24", "2027-01-02", "2028-03-02"]),
    ("within 5 working days", ["2026-12-02", "2026-11-27", "2027-01-08", "2028-03-07"]),
    ("in five working days", ["2026-12-02", "2026-11-27", "2027-01-08", "2028-03-07"]),
    ("5 working days", ["2026-12-02", "2026-11-27", "2027-01-08", "2028-03-07"]),
    ("in ten working days", ["2026-12-09", "2026-12-04", "2027-01-15", "2028-03-14"]),
    ("in ten working days' time", ["2026-12-09", "2026-12-04", "2027-01-15", "2028-03-14"]),
    ("10 wd", ["2026-12-09", "2026-12-04", "2027-01-15", "2028-03-14"]),
    ("in a month", ["2026-12-25", "2026-12-22", "2027-01-31", "2028-03-29"]),
    ("in three months", ["2027-02-25", "2027-02-22", "2027-03-31", "2028-05-29"]),
    ("in a year", ["2027-11-25", "2027-11-22", "2027-12-31", "2029-02-28"]),
    ("Friday", ["2026-11-27", "2026-11-27", "2027-01-01", "2028-03-03"]),
    ("on Friday", ["2026-11-27", "2026-11-27", "2027-01-01", "2028-03-03"]),
    ("by Friday", ["2026-11-27", "2026-11-27", "2027-01-01", "2028-03-03"]),
    ("this Friday", ["2026-11-27", "2026-11-27", "2027-01-01", "2028-03-03"]),
    ("this coming Friday", ["2026-11-27", "2026-11-27", "2027-01-01", "2028-03-03"]),
    // Weeks begin on Monday, and "next Friday" is that of the week after this one.
    ("next Friday", ["2026-12-04", "2026-11-27", "2027-01-08", "2028-03-10"]),
    ("next Fri", ["2026-12-04", "2026-11-27", "2027-01-08", "2028-03-10"]),
    ("Friday next week", ["2026-12-04", "2026-11-27", "2027-01-08", "2028-03-10"]),
    ("next week on Friday", ["2026-12-04", "2026-11-27", "2027-01-08", "2028-03-10"]),
    ("next Monday", ["2026-11-30", "2026-11-23", "2027-01-04", "2028-03-06"]),
    ("Friday week", ["2026-12-04", "2026-12-04", "2027-01-08", "2028-03-10"]),
    ("a week on Friday", ["2026-12-04", "2026-12-04", "2027-01-08", "2028-03-10"]),
    ("a week from Friday", ["2026-12-04", "2026-12-04", "2027-01-08", "2028-03-10"]),
    ("two weeks on Friday", ["2026-12-11", "2026-12-11", "2027-01-15", "2028-03-17"]),
    ("a fortnight on Friday", ["2026-12-11", "2026-12-11", "2027-01-15", "2028-03-17"]),
    ("Friday fortnight", ["2026-12-11", "2026-12-11", "2027-01-15", "2028-03-17"]),
    // Said on that very weekday, the next one.
    ("Wednesday", ["2026-12-02", "2026-11-25", "2027-01-06", "2028-03-01"]),
    ("weds", ["2026-12-02", "2026-11-25", "2027-01-06", "2028-03-01"]),
    ("this Wednesday", ["2026-11-25", "2026-11-25", "2027-01-06", "2028-03-01"]),
    ("tues", ["2026-12-01", "2026-11-24", "2027-01-05", "2028-03-07"]),
    ("thurs", ["2026-11-26", "2026-11-26", "2027-01-07", "2028-03-02"]),
    ("by the end of the week", ["2026-11-27", "asked", "2027-01-01", "2028-03-03"]),
    ("end of this week", ["2026-11-27", "asked", "2027-01-01", "2028-03-03"]),
    ("the end of next week", ["2026-12-04", "2026-11-27", "2027-01-08", "2028-03-10"]),
    ("by the end of this month", ["2026-11-30", "2026-11-30", "2026-12-31", "2028-02-29"]),
    ("end of the month", ["2026-11-30", "2026-11-30", "2026-12-31", "2028-02-29"]),
    ("end of next month", ["2026-12-31", "2026-12-31", "2027-01-31", "2028-03-31"]),
    ("end of the year", ["2026-12-31", "2026-12-31", "2026-12-31", "2028-12-31"]),
    ("end of January", ["2027-01-31", "2027-01-31", "2027-01-31", "asked"]),
    ("by the end of January", ["2027-01-31", "2027-01-31", "2027-01-31", "asked"]),
    ("end Jan", ["2027-01-31", "2027-01-31", "2027-01-31", "asked"]),
    ("end of April", ["2027-04-30", "2027-04-30", "2027-04-30", "2028-04-30"]),
    ("end of Feb 2027", ["2027-02-28", "2027-02-28", "2027-02-28", "2027-02-28"]),
    ("the 10th", ["2026-12-10", "2026-12-10", "2027-01-10", "2028-03-10"]),
    ("10th", ["2026-12-10", "2026-12-10", "2027-01-10", "2028-03-10"]),
    ("on the 10th", ["2026-12-10", "2026-12-10", "2027-01-10", "2028-03-10"]),
    ("the tenth", ["2026-12-10", "2026-12-10", "2027-01-10", "2028-03-10"]),
    ("the 31st", ["asked", "asked", "2026-12-31", "asked"]),
    ("the 1st of next month", ["2026-12-01", "2026-12-01", "2027-01-01", "2028-03-01"]),
    ("the first of next month", ["2026-12-01", "2026-12-01", "2027-01-01", "2028-03-01"]),
    ("the 31st of next month", ["2026-12-31", "2026-12-31", "2027-01-31", "2028-03-31"]),
    ("the 30th of this month", ["2026-11-30", "2026-11-30", "2026-12-30", "asked"]),
    ("Thursday the 10th", ["2026-12-10", "2026-12-10", "asked", "asked"]),
    ("12 Dec", ["2026-12-12", "2026-12-12", "asked", "asked"]),
    ("4 Mar", ["2027-03-04", "2027-03-04", "2027-03-04", "2028-03-04"]),
    ("Mar 4", ["2027-03-04", "2027-03-04", "2027-03-04", "2028-03-04"]),
    ("4th March", ["2027-03-04", "2027-03-04", "2027-03-04", "2028-03-04"]),
    ("the 4th of March", ["2027-03-04", "2027-03-04", "2027-03-04", "2028-03-04"]),
    ("March the 4th", ["2027-03-04", "2027-03-04", "2027-03-04", "2028-03-04"]),
    ("March 4th", ["2027-03-04", "2027-03-04", "2027-03-04", "2028-03-04"]),
    ("the fourth of March", ["2027-03-04", "2027-03-04", "2027-03-04", "2028-03-04"]),
    ("the twenty-first of March", ["2027-03-21", "2027-03-21", "2027-03-21", "2028-03-21"]),
    ("4mar", ["2027-03-04", "2027-03-04", "2027-03-04", "2028-03-04"]),
    ("by 4 March at the latest", ["2027-03-04", "2027-03-04", "2027-03-04", "2028-03-04"]),
    ("no later than 4 March", ["2027-03-04", "2027-03-04", "2027-03-04", "2028-03-04"]),
    ("4/3", ["2027-03-04", "2027-03-04", "2027-03-04", "2028-03-04"]),
    ("04/03", ["2027-03-04", "2027-03-04", "2027-03-04", "2028-03-04"]),
    ("4.3", ["2027-03-04", "2027-03-04", "2027-03-04", "2028-03-04"]),
    // Day before month, as in Britain.
    ("05/06", ["2027-06-05", "2027-06-05", "2027-06-05", "2028-06-05"]),
    ("Thu 4 Mar", ["2027-03-04", "2027-03-04", "2027-03-04", "asked"]),
    ("Thursday 4th of March", ["2027-03-04", "2027-03-04", "2027-03-04", "asked"]),
    ("29 Feb", ["asked", "asked", "asked", "2028-02-29"]),
    ("24 Nov", ["asked", "2026-11-24", "asked", "2028-11-24"]),
];

/// The same whenever they are said.
#[rustfmt::skip]
const DATED: &[(&str, &str)] = &[
    ("12 Dec 2026", "2026-12-12"), ("12 December 2026", "2026-12-12"), ("12th December 2026", "2026-12-12"),
    ("Dec 12 2026", "2026-12-12"), ("December 12th, 2026", "2026-12-12"), ("December the 12th 2026", "2026-12-12"),
    ("12 Dec 26", "2026-12-12"), ("12 Dec '26", "2026-12-12"), ("12.12.26", "2026-12-12"), ("12/12/26", "2026-12-12"),
    ("12/12/2026", "2026-12-12"), ("12-12-2026", "2026-12-12"), ("2026-12-12", "2026-12-12"), ("on 2026-12-12", "2026-12-12"),
    ("Sat 12 Dec 2026", "2026-12-12"), ("Saturday, 12 December 2026", "2026-12-12"), ("Sat 12.12.26", "2026-12-12"),
    ("12 dec. 2026", "2026-12-12"), ("on 12 Dec 2026", "2026-12-12"), ("12 sept 2026", "2026-09-12"),
    ("05/06/2027", "2027-06-05"), ("29 Feb 2028", "2028-02-29"), ("12Dec2026", "asked"),
];

/// What names no single day, or not for certain, whenever it is said.
#[rustfmt::skip]
const ASKED: &[&str] = &[
    "", "soon", "asap", "ASAP", "ongoing", "as needed", "urgently", "straight away", "n/a", "tbc", "12 Dec tbc", "12 Dec?",
    "next week", "this week", "last week", "next month", "this month", "next year", "the weekend", "this weekend",
    "before Christmas", "by Christmas", "after Christmas", "Christmas", "half term", "before half term", "end of term",
    "in the spring", "January", "in January", "early January", "mid January", "late January", "start of January",
    "December 2026", "2026", "Q1", "12", "the 12", "12 or 13 Dec", "12 and 13 Dec", "12-14 Dec", "12\u{2013}14 Dec",
    "12 - 14 Dec", "12/13 Dec", "12 to 14 Dec", "12 Dec - 14 Dec", "12 Dec or 14 Dec", "between 12 and 14 Dec", "10-12",
    "Mon or Tue", "Mon/Tue", "Mondays", "every Friday", "each week", "weekly", "fortnightly", "before 12 Dec",
    "after 12 Dec", "from 12 Dec", "around 12 Dec", "about 12 Dec", "w/c 7 Dec", "week commencing 7 Dec", "week of 7 Dec",
    "12/25", "12/25/2026", "31 Nov", "31/11", "30 Feb", "31 Nov 2026", "29 Feb 2027", "0 Dec", "32 Dec", "00/12", "1/13/27",
    "yfory", "dydd Gwener", "4 Mawrth", "ma\u{f1}ana", "in due course", "when able", "next review", "at the core group",
    "in a few weeks", "in a couple of weeks", "in some days", "in 5", "5 days after the meeting", "within the week",
    "within 5 hours", "in 30 hours", "Friday after next", "in a while", "shortly", "Decembr 12", "12 Foo", "1/2/3/4", "12 Dec 026", "99999999 weeks",
    "99999999 working days", "in 3 days ago", "ago", "3 weeks Friday", "the 32nd", "0th", "Fri Sat", "/", "-", "..",
];

#[test]
fn what_people_say_comes_to_the_day_they_mean() {
    for (words, days) in TO_COME {
        for (said_on, expected) in SAID_ON.iter().zip(days) {
            let read = to_come(words, said_on).map(|date| date.to_string());
            assert_eq!(
                read.unwrap_or("asked".to_owned()),
                *expected,
                "{words}, said on {said_on}"
            );
        }
    }
    for (words, expected) in DATED {
        for said_on in SAID_ON {
            let read = to_come(words, said_on).map(|date| date.to_string());
            assert_eq!(
                read.unwrap_or("asked".to_owned()),
                *expected,
                "{words}, said on {said_on}"
            );
        }
    }
    assert!(TO_COME.len() + DATED.len() + ASKED.len() > 200);
}

#[test]
fn days_with_a_name_and_other_orders_of_words_are_read() {
    for (words, date) in [
        ("Christmas Eve", "2026-12-24"),
        ("by Christmas Day", "2026-12-25"),
        ("Boxing Day", "2026-12-26"),
        ("New Year\u{2019}s Eve", "2026-12-31"),
        ("new year's day", "2027-01-01"),
        ("fortnight today", "2026-12-09"),
        ("tomorrow fortnight", "2026-12-10"),
        ("Friday next", "2026-12-04"),
    ] {
        let as_said = to_come("next Friday", "2026-11-25");
        match words {
            "Friday next" => assert_eq!(to_come(words, "2026-11-25"), as_said),
            _ => assert_eq!(to_come(words, "2026-11-25"), Ok(day(date)), "{words}"),
        }
    }
}

#[test]
fn what_names_no_certain_day_is_asked_about() {
    for words in ASKED {
        for said_on in SAID_ON {
            for read in [to_come(words, said_on), has_been(words, said_on)] {
                assert!(read.is_err(), "{words}, said on {said_on}: {read:?}");
            }
        }
    }
}

#[test]
#[rustfmt::skip]
fn what_has_been_lies_before() {
    for (words, days) in [
        ("yesterday", ["2026-11-24", "2026-11-21", "2026-12-30", "2028-02-28"]),
        ("the day before yesterday", ["2026-11-23", "2026-11-20", "2026-12-29", "2028-02-27"]),
        ("last Friday", ["2026-11-20", "2026-11-20", "2026-12-25", "2028-02-25"]),
        ("Friday", ["2026-11-20", "2026-11-20", "2026-12-25", "2028-02-25"]),
        ("last Wednesday", ["2026-11-18", "2026-11-18", "2026-12-30", "2028-02-23"]),
        ("three weeks ago", ["2026-11-04", "2026-11-01", "2026-12-10", "2028-02-08"]),
        ("a week ago", ["2026-11-18", "2026-11-15", "2026-12-24", "2028-02-22"]),
        ("a fortnight ago", ["2026-11-11", "2026-11-08", "2026-12-17", "2028-02-15"]),
        ("3 days ago", ["2026-11-22", "2026-11-19", "2026-12-28", "2028-02-26"]),
        ("two months ago", ["2026-09-25", "2026-09-22", "2026-10-31", "2027-12-29"]),
        ("2 working days ago", ["2026-11-23", "2026-11-18", "2026-12-29", "2028-02-25"]),
        ("the 10th", ["2026-11-10", "2026-11-10", "2026-12-10", "2028-02-10"]),
        ("the 30th", ["2026-10-30", "2026-10-30", "2026-12-30", "2028-01-30"]),
        ("3 Nov", ["2026-11-03", "2026-11-03", "2026-11-03", "2027-11-03"]),
        // It would be a year away: asked, never moved.
        ("30 Nov", ["asked", "asked", "2026-11-30", "2027-11-30"]),
        ("1 Jan", ["asked", "asked", "asked", "2028-01-01"]),
        ("5 Dec", ["asked", "asked", "2026-12-05", "2027-12-05"]),
    ] {
        for (said_on, expected) in SAID_ON.iter().zip(days) {
            let read = has_been(words, said_on).map(|date| date.to_string());
            assert_eq!(read.unwrap_or("asked".to_owned()), expected, "{words}, said on {said_on}");
        }
    }
}

#[test]
fn a_time_is_never_swallowed() {
    for words in [
        "Fri 5pm",
        "Friday at 5pm",
        "Friday at half past two",
        "Fri 12 Dec 2pm",
        "12 Dec at 14:00",
        "12 Dec 14:00",
        "tomorrow morning",
        "tomorrow at noon",
        "Monday afternoon",
        "first thing Monday",
        "5pm on Friday",
        "2026-12-12 14:00",
        "Friday night",
        "tomorrow in the morning",
    ] {
        let asked = to_come(words, "2026-11-25");
        assert!(asked.is_err(), "{words}: {asked:?}");
    }
    assert_eq!(
        to_come("Fri 5pm", "2026-11-25"),
        Err(UnclearDay::because(
            "Fri 27 Nov 2026 and a time: only the day fits here"
        ))
    );
}

#[test]
fn why_it_is_asked_is_said() {
    for (words, why) in [
        ("Fri 12 Dec", "Sat 12 Dec 2026, not a Fri"),
        ("31 Nov", "there is no 31 Nov"),
        ("29 Feb", "there is no 29 Feb in 2026"),
        ("29 Feb 2027", "there is no 29 Feb in 2027"),
        ("12/25", "there is no month 25: the day comes first"),
        ("12-14 Dec", TWO),
        ("12 Dec or 14 Dec", TWO),
        ("next week", "it is a whole week: which day?"),
        ("24 Nov", "in 2026 or 2027? Type the year"),
        ("mid-December", "it says only about when"),
        ("Mon/Tues", TWO),
        ("January", "it is a whole month: which day?"),
        ("in Jan 2027", "it is a whole month: which day?"),
        (
            "end of term",
            "a term is not the same everywhere: which day?",
        ),
        (
            "half-term",
            "a half term is a week, and not the same everywhere",
        ),
        ("Christmas", MANY),
        ("New Year", MANY),
        ("at the next core group", MEETING),
        ("review conference", MEETING),
        ("ASAP", NO_DAY),
        ("as soon as possible", NO_DAY),
        ("straight away", NO_DAY),
        ("ongoing", AGAIN),
        ("weekly", AGAIN),
        ("every Friday", AGAIN),
    ] {
        assert_eq!(
            to_come(words, "2026-11-25"),
            Err(UnclearDay::because(why)),
            "{words}"
        );
    }
    const MANY: &str = "it is several days: which one?";
    const MEETING: &str = "on which day that is, is not said here";
    const NO_DAY: &str = "it names no day, such as 12 Dec";
    const AGAIN: &str = "it is done again and again: until which day?";
    const TWO: &str = "two days are named: which one counts?";
}

#[test]
fn no_day_without_a_year_is_read_as_one_far_away() {
    let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ];
    for said_on in day("2026-01-01").iter_days().step_by(17).take(120) {
        for month in months {
            for number in 1..=31 {
                let words = format!("{number} {month}");
                for read in [
                    to_come(&words, &said_on.to_string()),
                    has_been(&words, &said_on.to_string()),
                ] {
                    let far = read.map(|date| (date - said_on).num_days().abs());
                    assert!(
                        far.clone().is_err() || far.clone().unwrap() <= 276,
                        "{words} on {said_on}: {far:?}"
                    );
                }
            }
        }
    }
}
