//! The rules of one council, together: what the checks, the tally and the dates go by.
//! Must not know where they come from: a meeting's settings hold them.

pub mod balance;
pub mod both_sides;
pub mod checks;
pub mod deadlines;
pub mod new_to_family;
pub mod quorum;
pub mod scores;
pub mod sign_off;
pub mod smart;
pub mod tally;
pub mod timetable;
pub mod wording;

use super::calendar::{Calendar, Division};
use crate::domain::rules::quorum::QuorumRule;
use crate::domain::rules::timetable::Timescales;
use crate::domain::rules::wording::Words;
use crate::domain::settings::vocabularies::Vocabularies;
use std::sync::LazyLock;

/// All that a council may set, as the domain needs it.
#[derive(Debug, Clone)]
pub struct Rules {
    /// By when things have to happen.
    pub timescales: Timescales,
    /// Which days are working days.
    pub calendar: Calendar,
    /// Who has to be here to decide, and which agency somebody belongs to.
    pub quorum: QuorumRule,
    /// What an answer counts as.
    pub vocabularies: Vocabularies,
    /// Vague words, and the words by which a review is known.
    pub words: Words,
}

static BUILT_IN: LazyLock<Rules> = LazyLock::new(|| Rules {
    timescales: Timescales::built_in().clone(),
    calendar: Calendar::built_in(Division::default()),
    quorum: QuorumRule::built_in(),
    vocabularies: Vocabularies::built_in(),
    words: Words::built_in(),
});

impl Rules {
    /// Those that come with the program.
    pub fn built_in() -> &'static Rules {
        &BUILT_IN
    }
}
