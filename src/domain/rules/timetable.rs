//! What has to happen by when: timescales as data, and the dates that follow from them.
//!
//! No number lives in the code. The defaults are in `settings/timescales.toml`, each with its source; a
//! council changes or drops any of them in a file of its own. How days are counted is in `calendar`.
//! Must not know files or the clock: "today" comes in.

mod due;
mod read;
mod rule;
mod shape;
mod state;

#[cfg(test)]
mod counting_properties_tests;
#[cfg(test)]
mod counting_tests;
#[cfg(test)]
mod planted_faults_tests;
#[cfg(test)]
mod practice_dates_tests;

use std::sync::LazyLock;

use chrono::NaiveDate;

use crate::domain::calendar::Calendar;

pub use due::{Due, due, series};
pub use read::read_timescales;
pub use rule::{Direction, Event, Roll, Timescale, Unit};
pub use shape::{EVENTS, TIMESCALES};
pub use state::{DueState, State, distance, state};

/// The timescales that come with the program, as text to be copied out and changed.
pub const TIMESCALES_TEXT: &str = include_str!("../settings/timescales.toml");

/// All timescales of a council.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Timescales {
    /// In the order in which they are shown.
    pub rules: Vec<Timescale>,
}

static BUILT_IN: LazyLock<Timescales> =
    LazyLock::new(|| read::read_over(TIMESCALES_TEXT, &Timescales::default()).unwrap_or_default());

impl Timescales {
    /// Those that come with the program. (A test holds the file against its check.)
    pub fn built_in() -> &'static Timescales {
        &BUILT_IN
    }

    /// The timescale with this id.
    pub fn rule(&self, id: &str) -> Option<&Timescale> {
        self.rules.iter().find(|rule| rule.id == id)
    }

    /// The timescales for a kind of meeting (a word of `agenda::words::KINDS_OF_MEETING`). `previous` is the kind
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
