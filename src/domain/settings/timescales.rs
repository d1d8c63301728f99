//! The timescales of a council: `timescales.toml`. What has to happen within how many days of what, as data.
//!
//! No number lives in the code. The defaults are in the file, each with its source; a council changes or drops any of
//! them in a file of its own. The dates that follow from them are worked out in `rules/timetable.rs`.

mod read;
mod rule;
mod shape;

#[cfg(test)]
mod planted_faults_tests;

pub use rule::{Direction, Event, Roll, Timescale, Unit};

/// All timescales of a council.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Timescales {
    /// In the order in which they are shown.
    pub rules: Vec<Timescale>,
}

impl Timescales {
    /// The timescale with this id.
    pub fn rule(&self, id: &str) -> Option<&Timescale> {
        self.rules.iter().find(|rule| rule.id == id)
    }
}
