//! What can be looked at as a page: the app asks for it by name, and a document comes back.
//! Must not know how a page is made or drawn. To add one: a variant here, and its document in `terminal/views.rs`.

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

/// How a record is arranged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Arranged {
    /// As the meeting went.
    #[default]
    BySection,
    /// Each child with all that is about it.
    ByChild,
    /// Each person with what they said.
    ByPerson,
    /// Each agency with its people.
    ByAgency,
}

/// The words that are typed for the arrangements.
const ARRANGED: &[(&str, Arranged)] = &[
    ("section", Arranged::BySection),
    ("child", Arranged::ByChild),
    ("person", Arranged::ByPerson),
    ("agency", Arranged::ByAgency),
];

impl Arranged {
    /// Reads a word; any beginning of one will do, and `children` for `child`.
    pub fn from_word(word: &str) -> Option<Arranged> {
        let word = word.trim().to_lowercase();
        let fits = |known: &&(&str, Arranged)| {
            known.0.starts_with(&word) || (!word.is_empty() && word.starts_with(known.0))
        };
        let also = match word.as_str() {
            "" => return None,
            "people" => "person",
            "agencies" => "agency",
            _ => "",
        };
        let found = ARRANGED
            .iter()
            .find(|(known, _)| *known == also)
            .or_else(|| ARRANGED.iter().find(fits));
        found.map(|(_, arranged)| *arranged)
    }
}

impl View {
    /// The record of a meeting as it stands, by section, without the restricted parts.
    pub fn record(meeting: impl Into<String>) -> View {
        View::Record {
            meeting: meeting.into(),
            arranged: Arranged::BySection,
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
