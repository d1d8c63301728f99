//! The bank holidays that are known as data, and what applies beyond them. Data come first: special days are
//! proclaimed, and no rule foresees them. For a year without data the usual rules answer, and the answer is marked as
//! provisional.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};

use super::Division;
use super::by_rule::bank_holidays_by_rule;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BankHoliday {
    pub name: String,
    /// Whether it is only what the usual rules give, and nobody has announced it yet.
    pub provisional: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct BankHolidays {
    days: BTreeMap<(Division, NaiveDate), String>,
    /// The years that the data cover as a whole, and whether they are announced.
    years: BTreeMap<(Division, i32), bool>,
}

impl BankHolidays {
    pub(super) fn add_day(&mut self, division: Division, date: NaiveDate, name: &str) {
        self.days.insert((division, date), name.to_owned());
    }

    pub(super) fn cover_year(&mut self, division: Division, year: i32, announced: bool) {
        self.years.insert((division, year), announced);
    }

    /// These, overridden by the council's own file: years that the file covers replace the built-in ones, in the parts
    /// of the United Kingdom that it names; other days in it are added.
    #[must_use]
    pub fn with(mut self, own: &BankHolidays) -> BankHolidays {
        self.days
            .retain(|(division, date), _| !own.years.contains_key(&(*division, date.year())));
        self.days
            .extend(own.days.iter().map(|(day, name)| (*day, name.clone())));
        self.years.extend(own.years.iter());
        self
    }

    pub fn on(&self, division: Division, date: NaiveDate) -> Option<BankHoliday> {
        let covered = self.years.get(&(division, date.year()));
        if let Some(name) = self.days.get(&(division, date)) {
            // A day added to a year without data is known for certain.
            return Some(BankHoliday {
                name: name.clone(),
                provisional: covered == Some(&false),
            });
        }
        if covered.is_some() {
            return None;
        }
        bank_holidays_by_rule(division, date.year())
            .into_iter()
            .find(|(holiday, _)| *holiday == date)
            .map(|(_, name)| BankHoliday {
                name,
                provisional: true,
            })
    }

    /// The days of all bank holidays of a year, by data or by rule as for [`BankHolidays::on`]; in no particular order.
    pub fn of_year(&self, division: Division, year: i32) -> Vec<NaiveDate> {
        let first = NaiveDate::from_ymd_opt(year, 1, 1).unwrap_or(NaiveDate::MIN);
        let last = NaiveDate::from_ymd_opt(year, 12, 31).unwrap_or(NaiveDate::MAX);
        let known = self.days.range((division, first)..=(division, last));
        let mut days: Vec<NaiveDate> = known.map(|((_, date), _)| *date).collect();
        if !self.years.contains_key(&(division, year)) {
            let by_rule = bank_holidays_by_rule(division, year);
            days.extend(by_rule.into_iter().map(|(date, _)| date));
        }
        days
    }

    /// Whether the bank holidays of a year are announced, so that no date over them can change.
    pub fn is_announced(&self, division: Division, year: i32) -> bool {
        self.years.get(&(division, year)) == Some(&true)
    }
}
