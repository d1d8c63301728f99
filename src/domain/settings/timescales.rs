//! The timescales of a council: `timescales.toml`. What has to happen within how many days of what, as data.
//!
//! No number is in the code. The defaults are in the file, each with its source; a council changes or drops any of them
//! in its own file. The dates that follow from them are worked out in `rules/timetable.rs`.

mod read;
mod rule;
mod shape;

#[cfg(test)]
mod planted_faults_tests;

pub use rule::{Direction, Event, Roll, Timescale, Unit};

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Timescales {
    pub rules: Vec<Timescale>,
}

impl Timescales {
    pub fn rule(&self, id: &str) -> Option<&Timescale> {
        self.rules.iter().find(|rule| rule.id == id)
    }
}
