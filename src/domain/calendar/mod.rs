//! Working days: which days count, and counting them.
//!
//! A working day is a day from Monday to Friday that is neither a bank holiday in the council's part of the United
//! Kingdom nor a day on which the council is closed. Days are counted as case systems count them (practice 2a): working
//! days are numbered in order; any other day has the number of the last working day before it; "15 working days after"
//! is the working day whose number is 15 higher. So the starting day is day 0, and a Saturday counts like the Friday
//! before it.

mod bank_holidays;
mod by_rule;
pub mod date_words;
mod dated;
mod meant;
mod number_words;
mod read;
mod saying;
mod shape;
pub mod time_words;
mod unclear_day;
mod weekday_of_month;
mod written_day;

#[cfg(test)]
mod calendar_tests;
#[cfg(test)]
mod planted_faults_tests;

use super::toml_reader::SettingsValues;
use chrono::{Datelike, NaiveDate, Weekday};

pub use bank_holidays::{BankHoliday, BankHolidays};
pub use by_rule::easter_sunday;
pub use meant::{DayRead, Likely, day_and_time, read_birthday, read_day};
pub use number_words::number as number_word;
pub use saying::is_word_of_a_day;
pub use unclear_day::UnclearDay;
pub use written_day::read_day_of_settings;

/// A part of the United Kingdom with bank holidays of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Division {
    #[default]
    EnglandAndWales,
    /// Scotland: 2 January, the first Monday in August and St Andrew's Day, but not Easter Monday.
    Scotland,
    /// Northern Ireland: also 17 March and 12 July.
    NorthernIreland,
}

impl Division {
    pub const ALL: [Division; 3] = [
        Division::EnglandAndWales,
        Division::Scotland,
        Division::NorthernIreland,
    ];

    pub fn word(self) -> &'static str {
        match self {
            Division::EnglandAndWales => "england-and-wales",
            Division::Scotland => "scotland",
            Division::NorthernIreland => "northern-ireland",
        }
    }

    pub fn from_word(word: &str) -> Option<Division> {
        Division::ALL
            .into_iter()
            .find(|division| division.word() == word)
    }

    pub fn name(self) -> &'static str {
        match self {
            Division::EnglandAndWales => "England and Wales",
            Division::Scotland => "Scotland",
            Division::NorthernIreland => "Northern Ireland",
        }
    }
}

/// Days on which the council is closed; a single day has the same beginning and end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Closure {
    pub from: NaiveDate,
    pub to: NaiveDate,
    pub reason: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Closures {
    pub division: Division,
    pub closed: Vec<Closure>,
}

/// Why a day is not a working day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NonWorking {
    /// A bank holiday; also one that falls on a weekend.
    BankHoliday(BankHoliday),
    Weekend(Weekday),
    Closed(String),
}

impl NonWorking {
    /// Why, as it is shown after "it is": `a Saturday`, `a bank holiday (Easter Monday)`.
    pub fn words(&self) -> String {
        match self {
            NonWorking::BankHoliday(day) if day.provisional => {
                format!("probably a bank holiday ({}, not announced yet)", day.name)
            }
            NonWorking::BankHoliday(day) => format!("a bank holiday ({})", day.name),
            NonWorking::Weekend(Weekday::Sat) => "a Saturday".to_owned(),
            NonWorking::Weekend(_) => "a Sunday".to_owned(),
            NonWorking::Closed(reason) => {
                format!("a day on which the council is closed ({reason})")
            }
        }
    }
}

#[derive(Debug, Clone)]
pub struct Calendar {
    division: Division,
    bank_holidays: BankHolidays,
    closed: Vec<Closure>,
}

impl Calendar {
    /// The calendar of a council that has said what is its own.
    pub fn new(bank_holidays: BankHolidays, closures: Closures) -> Self {
        Calendar {
            division: closures.division,
            bank_holidays,
            closed: closures.closed,
        }
    }

    /// The calendar of a part of the United Kingdom, without closure days.
    pub fn built_in(division: Division) -> Self {
        let closures = Closures {
            division,
            closed: Vec::new(),
        };
        Calendar::new(BankHolidays::built_in(), closures)
    }

    pub fn division(&self) -> Division {
        self.division
    }

    pub fn bank_holiday(&self, date: NaiveDate) -> Option<BankHoliday> {
        self.bank_holidays.on(self.division, date)
    }

    /// Why a day is not a working day; `None` for a working day.
    pub fn non_working(&self, date: NaiveDate) -> Option<NonWorking> {
        if let Some(day) = self.bank_holiday(date) {
            return Some(NonWorking::BankHoliday(day));
        }
        if matches!(date.weekday(), Weekday::Sat | Weekday::Sun) {
            return Some(NonWorking::Weekend(date.weekday()));
        }
        self.closure_on(date)
            .map(|closure| NonWorking::Closed(closure.reason.clone()))
    }

    fn closure_on(&self, date: NaiveDate) -> Option<&Closure> {
        self.closed
            .iter()
            .find(|closure| (closure.from..=closure.to).contains(&date))
    }

    pub fn is_working(&self, date: NaiveDate) -> bool {
        self.non_working(date).is_none()
    }

    /// Whether the bank holidays of all years from one day to the other are announced. If not, a date
    /// that was counted over these days is provisional.
    pub fn is_announced(&self, one: NaiveDate, other: NaiveDate) -> bool {
        (one.year().min(other.year())..=one.year().max(other.year()))
            .all(|year| self.bank_holidays.is_announced(self.division, year))
    }

    /// The day itself if it is a working day, otherwise the last one before it.
    pub fn working_day_on_or_before(&self, date: NaiveDate) -> Option<NaiveDate> {
        let mut date = date;
        while !self.is_working(date) {
            date = date.pred_opt()?;
        }
        Some(date)
    }

    /// The day itself if it is a working day, otherwise the next one after it.
    pub fn working_day_on_or_after(&self, date: NaiveDate) -> Option<NaiveDate> {
        let mut date = date;
        while !self.is_working(date) {
            date = date.succ_opt()?;
        }
        Some(date)
    }

    /// The working day whose number is `count` higher than that of `from` (lower, if negative); see the top of this
    /// file. `None` only outside the range of dates that can be represented.
    pub fn add_working_days(&self, from: NaiveDate, count: i64) -> Option<NaiveDate> {
        let mut date = self.working_day_on_or_before(from)?;
        for _ in 0..count.unsigned_abs() {
            date = if count > 0 {
                self.working_day_on_or_after(date.succ_opt()?)?
            } else {
                self.working_day_on_or_before(date.pred_opt()?)?
            };
        }
        Some(date)
    }

    /// How much higher the number of `to` is than that of `from`: the working days after `from` up to and including
    /// `to`; negative when `to` is earlier.
    pub fn working_days_between(&self, from: NaiveDate, to: NaiveDate) -> i64 {
        if to < from {
            return -self.working_days_between(to, from);
        }
        let mut holidays = (None, Vec::new());
        let days = from.iter_days().skip(1).take_while(|date| *date <= to);
        let working = days.filter(|date| {
            if matches!(date.weekday(), Weekday::Sat | Weekday::Sun) {
                return false;
            }
            // Once a year: the rules work out all days of a year together.
            if holidays.0 != Some(date.year()) {
                let of_year = self.bank_holidays.of_year(self.division, date.year());
                holidays = (Some(date.year()), of_year);
            }
            !holidays.1.contains(date) && self.closure_on(*date).is_none()
        });
        i64::try_from(working.count()).unwrap_or(i64::MAX)
    }
}
