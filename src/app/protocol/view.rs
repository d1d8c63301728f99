//! What can be looked at as a page: the app names it, and a document comes back. To add one: a variant here, and what
//! it is made from in `engine/views.rs`.

use crate::documents::Arranged;
use crate::domain::record::{Kind, PageSection};

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum View {
    Record {
        meeting: String,
        arranged: Arranged,
        /// A version that was signed off or sent out; `None`: as the minutes stand.
        version: Option<u64>,
        restricted: bool,
    },
    /// The versions of a meeting's minutes, and what was amended.
    Versions { meeting: String },
    /// Who has read a meeting's minutes.
    Readers { meeting: String },
    /// A meeting beside another, or beside an earlier version of its own minutes.
    Compare {
        meeting: String,
        beside: Beside,
        restricted: bool,
    },
    /// One thing followed through all meetings of the family.
    Thread {
        /// Any meeting of the family.
        meeting: String,
        followed: Followed,
        restricted: bool,
    },
    /// What is due across all meetings.
    Due {
        /// Counted from this day, as typed; `None`: from today.
        on: Option<String>,
        restricted: bool,
    },
    /// Who gets which papers of a meeting, or one paper as somebody gets it.
    Papers {
        meeting: String,
        /// Letters or a name, and which paper; without them, the list of everybody.
        whose: Option<(String, String)>,
    },
    /// A page of the manual, by its topic.
    Manual { topic: String },
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Beside {
    /// The meeting it follows on from.
    MeetingBefore,
    Version(u64),
    /// By its id or the beginning of it.
    Meeting(String),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Followed {
    /// An action, what-if, promise, danger statement or safety goal, by its id in the meeting.
    Record(String),
    /// What a child said, by the child's letters or name; empty: the only child.
    Wishes(String),
    Scales,
    Promises,
}

impl View {
    /// The record of a meeting as it stands, by section, without the restricted parts.
    pub fn record(meeting: impl Into<String>) -> View {
        View::Record {
            meeting: meeting.into(),
            arranged: Arranged::default(),
            version: None,
            restricted: false,
        }
    }

    /// Empty for a page about all meetings.
    pub fn meeting(&self) -> &str {
        match self {
            View::Record { meeting, .. }
            | View::Versions { meeting }
            | View::Readers { meeting }
            | View::Papers { meeting, .. }
            | View::Compare { meeting, .. }
            | View::Thread { meeting, .. } => meeting,
            View::Due { .. } | View::Manual { .. } => "",
        }
    }

    /// Whether a record of this kind can be typed over the page, which then tells of it.
    pub fn takes(&self, kind: &Kind) -> bool {
        let is_of_papers =
            [PageSection::WhoGetsWhat, PageSection::Withheld].contains(&kind.section);
        matches!(self, View::Papers { .. }) && is_of_papers
    }

    /// Where it is an earlier version of the minutes.
    pub fn version(&self) -> Option<u64> {
        match self {
            View::Record { version, .. } => *version,
            _ => None,
        }
    }

    /// Whether it holds anything that is not for everybody.
    pub fn shows_restricted(&self) -> bool {
        match self {
            View::Record { restricted, .. }
            | View::Compare { restricted, .. }
            | View::Thread { restricted, .. }
            | View::Due { restricted, .. } => *restricted,
            // The list tells what is left out of the copies.
            View::Papers { whose, .. } => whose.is_none(),
            View::Versions { .. } | View::Readers { .. } | View::Manual { .. } => false,
        }
    }

    /// The same page with the restricted parts, or without. A page that never has any stays as it is.
    #[must_use]
    pub fn with_restricted(mut self, wanted: bool) -> View {
        match &mut self {
            View::Record { restricted, .. }
            | View::Compare { restricted, .. }
            | View::Thread { restricted, .. }
            | View::Due { restricted, .. } => *restricted = wanted,
            View::Papers { .. }
            | View::Versions { .. }
            | View::Readers { .. }
            | View::Manual { .. } => {}
        }
        self
    }
}
