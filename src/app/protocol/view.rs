//! What can be looked at as a page: the app asks for it by name, and a document comes back.
//! To add one: a variant here, and what it is made from in `engine/views.rs`.

use crate::documents::Arranged;

/// A page that can be asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum View {
    /// The record of a meeting.
    Record {
        /// The meeting, by its id.
        meeting: String,
        /// In which order.
        arranged: Arranged,
        /// A version that was signed off or sent out; `None`: as the minutes stand.
        version: Option<u64>,
        /// With the restricted parts.
        restricted: bool,
    },
    /// The versions of a meeting's minutes, and what was amended.
    Versions {
        /// The meeting.
        meeting: String,
    },
    /// Who read a meeting's minutes.
    Readers {
        /// The meeting.
        meeting: String,
    },
    /// A meeting beside another one, or beside an earlier version of its own minutes.
    Compare {
        /// The meeting.
        meeting: String,
        /// Beside what.
        beside: Beside,
        /// With the restricted parts.
        restricted: bool,
    },
    /// One thing followed through all meetings of the family.
    Thread {
        /// Any meeting of the family.
        meeting: String,
        /// What is followed.
        followed: Followed,
        /// With the restricted parts.
        restricted: bool,
    },
    /// What is due over all meetings.
    Due {
        /// Seen from this day, as it was typed; `None`: from today.
        on: Option<String>,
        /// With what is restricted.
        restricted: bool,
    },
}

/// What a meeting is compared with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Beside {
    /// The meeting that it began from.
    MeetingBefore,
    /// A version of its own minutes.
    Version(u64),
    /// Another meeting, by its id or a beginning of it.
    Meeting(String),
}

/// What is followed through the meetings of a family.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Followed {
    /// An action, what-if or promise, by its id in the meeting.
    Record(String),
    /// What a child said, by letters or what the child is called; nothing: the only child.
    Wishes(String),
    /// The scores.
    Scales,
    /// What each agency and the family promised.
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

    /// The meeting that it is about; empty for a page about all of them.
    pub fn meeting(&self) -> &str {
        match self {
            View::Record { meeting, .. }
            | View::Versions { meeting }
            | View::Readers { meeting }
            | View::Compare { meeting, .. }
            | View::Thread { meeting, .. } => meeting,
            View::Due { .. } => "",
        }
    }

    /// The version of the minutes, where it is an earlier one.
    pub fn version(&self) -> Option<u64> {
        match self {
            View::Record { version, .. } => *version,
            _ => None,
        }
    }

    /// Whether it holds what is not for everybody.
    pub fn shows_restricted(&self) -> bool {
        match self {
            View::Record { restricted, .. }
            | View::Compare { restricted, .. }
            | View::Thread { restricted, .. }
            | View::Due { restricted, .. } => *restricted,
            View::Versions { .. } | View::Readers { .. } => false,
        }
    }

    /// The same page with the restricted parts, or without them. A page that never has any stays as it is.
    #[must_use]
    pub fn with_restricted(mut self, wanted: bool) -> View {
        match &mut self {
            View::Record { restricted, .. }
            | View::Compare { restricted, .. }
            | View::Thread { restricted, .. }
            | View::Due { restricted, .. } => *restricted = wanted,
            View::Versions { .. } | View::Readers { .. } => {}
        }
        self
    }
}
