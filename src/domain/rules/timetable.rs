//! The dates that follow from the timescales: when something is due, and where it stands today. How days are counted is
//! in `calendar`.

mod due;
mod state;

#[cfg(test)]
mod counting_properties_tests;
#[cfg(test)]
mod counting_tests;
#[cfg(test)]
mod practice_dates_tests;

use crate::domain::calendar::Calendar;
use crate::domain::settings::timescales::{Event, Timescale, Timescales};
use chrono::NaiveDate;
pub use due::{Due, due, series};
pub use state::{DueState, State, distance, state};

impl Timescales {
    /// The timescales for a kind of meeting (a word of `KINDS_OF_MEETING`). `previous` is the kind
    /// of the meeting before it; while it is not known, a timescale that depends on it is left out.
    pub fn for_meeting(&self, kind: &str, previous: Option<&str>) -> Vec<&Timescale> {
        let fits = |kinds: &[String], kind: Option<&str>| {
            kinds.is_empty() || kinds.iter().any(|one| Some(one.as_str()) == kind)
        };
        self.rules
            .iter()
            .filter(|rule| {
                fits(&rule.applies_to, Some(kind)) && fits(&rule.applies_after, previous)
            })
            .collect()
    }

    /// Every date that follows from the events that are known, the earliest first.
    pub fn dates(
        &self,
        kind: &str,
        previous: Option<&str>,
        events: &[(Event, NaiveDate)],
        calendar: &Calendar,
    ) -> Vec<(&Timescale, Due)> {
        let mut dates: Vec<(&Timescale, Due)> = self
            .for_meeting(kind, previous)
            .into_iter()
            .filter_map(|rule| {
                let (_, date) = events.iter().find(|(event, _)| *event == rule.from_event)?;
                Some((rule, due(rule, *date, calendar)?))
            })
            .collect();
        dates.sort_by_key(|(_, due)| due.date);
        dates
    }
}
