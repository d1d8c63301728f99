//! Whether this account, its folders and this machine are such that minutes are safe: `collect` gathers facts and
//! judges nothing, the rest makes findings of facts and asks nothing.

mod access;
mod collect;
mod machine;
mod rights;
mod seals;

#[cfg(test)]
mod doctor_tests;

use crate::store::disk_facts::DiskFacts;
use chrono::{DateTime, FixedOffset};
use std::path::PathBuf;

pub use collect::collect;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    Attention,
    /// Good to know; nothing has to be done.
    Note,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    pub weight: Weight,
    pub is: String,
    pub means: String,
    pub next: String,
}

impl Finding {
    fn attention(is: impl Into<String>, means: impl Into<String>, next: impl Into<String>) -> Self {
        Self {
            weight: Weight::Attention,
            is: is.into(),
            means: means.into(),
            next: next.into(),
        }
    }

    fn note(is: impl Into<String>, means: impl Into<String>, next: impl Into<String>) -> Self {
        Self {
            weight: Weight::Note,
            ..Self::attention(is, means, next)
        }
    }
}

/// One thing that was looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    pub area: &'static str,
    /// What is said where nothing was found.
    pub well: String,
    pub findings: Vec<Finding>,
}

/// What a folder is for. Each has its own rights.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    Data,
    Settings,
    Rescue,
    Cache,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Folder,
    File,
    Link,
    Other,
}

/// A file or folder as the system has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    pub path: PathBuf,
    pub kind: Kind,
    pub owner: u32,
    pub group: u32,
    /// The rights alone: 0o7777 at most.
    pub mode: u32,
    /// How many names a file has.
    pub names: u64,
    /// A folder that this account cannot list.
    pub is_closed: bool,
    /// Seconds since 1970.
    pub written: i64,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    pub role: Role,
    pub path: PathBuf,
    /// The folder itself first, then all that is in it; empty where it does not exist yet.
    pub entries: Vec<Entry>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Room {
    Kept,
    /// The number the system gave as its reason.
    Refused(i32),
    NotTried,
}

/// What became of a trial in the data folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Tried {
    /// The folder does not exist yet.
    NotYet,
    CannotWrite(String),
    Wrote {
        locks: bool,
        room: Room,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encrypted {
    Yes,
    InMemory,
    No,
    NotKnown,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ssh {
    NotUsed,
    /// The settings of the server are not this account's to read.
    NotKnown,
    /// What the server does to notice that the other side is gone.
    Server {
        interval: u64,
        count: u64,
    },
}

/// Why something could not be looked at; it stands inside a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotKnown(pub String);

#[derive(Debug, Clone)]
pub struct Facts {
    pub account: u32,
    pub groups: Vec<u32>,
    /// The folders above the data folder, the nearest first.
    pub above: Vec<Entry>,
    pub places: Vec<Place>,
    pub disk: Result<DiskFacts, NotKnown>,
    pub tried: Tried,
    /// What is wrong with the record of who opened minutes: the id of the meeting, and the sentences.
    pub access: Vec<(String, Vec<String>)>,
    /// What is wrong with the folders of meetings and the record of seals, one of each in words.
    pub twice: Vec<String>,
    pub seals: Vec<String>,
    /// One sentence for each settings file that cannot be used.
    pub settings: Vec<String>,
    /// The variable that decides, and its value.
    pub locale: Option<(&'static str, String)>,
    pub term: Option<String>,
    pub swap: Vec<(String, Encrypted)>,
    pub ssh: Ssh,
    pub now: DateTime<FixedOffset>,
    /// The time of the newest entry this account can read.
    pub newest: Option<DateTime<FixedOffset>>,
}

/// Everything that was looked at, in the order in which it matters.
#[must_use]
pub fn examine(facts: &Facts) -> Vec<Checked> {
    vec![
        rights::checked(facts),
        access::checked(facts),
        seals::checked(facts),
        machine::disk(facts),
        machine::settings(facts),
        machine::locale(facts),
        machine::terminal(facts),
        machine::swap(facts),
        machine::ssh(facts),
        machine::clock(facts),
    ]
}
