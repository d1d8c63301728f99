//! Two meetings of one family, or two versions of one meeting, side by side: what was added, changed and taken away,
//! part by part.
//!
//! Who may read what is decided by a type: [`compare_open`] has no way to a restricted part. Three rules keep the open
//! comparison from revealing more than today's open minutes:
//! - what is restricted, struck out or taken back today is first removed from an earlier version ([`OpenSide::now`]);
//! - an entry that one side only knows to exist is left out on both;
//! - "taken away" is said of an entry of the earlier meeting only where its successor cannot be hidden.

mod changes;
mod matching;
mod words;

#[cfg(test)]
pub(crate) mod compare_tests;

pub use words::{Change, Piece};

use super::past_meeting::PastMeeting;
use crate::domain::minutes::reader_view::ReaderView;
use crate::domain::minutes::{OpenMinutes, RestrictedPart};
use crate::domain::record::ComparisonPart;
use crate::domain::visibility::Restricted;
use matching::Matching;
use serde::Serialize;

#[derive(Debug, Clone, Copy)]
pub struct OpenSide<'a> {
    /// What is compared: the minutes as they stand, or an earlier version of them.
    pub minutes: &'a OpenMinutes,
    /// The minutes of the same meeting as they stand today.
    pub now: &'a OpenMinutes,
    pub version: Option<u64>,
}

#[derive(Debug, Clone, Copy)]
pub struct FullSide<'a> {
    pub minutes: &'a OpenMinutes,
    /// The restricted part that belongs to it.
    pub part: &'a Restricted<RestrictedPart>,
    pub version: Option<u64>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Comparison {
    pub earlier: Compared,
    pub later: Compared,
    pub same_meeting: bool,
    /// The restricted parts are in it: never for the family's copy.
    pub restricted: bool,
    pub language: String,
    /// The parts in which something differs, or that have something in them.
    pub parts: Vec<PartChanges>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Compared {
    #[serde(flatten)]
    pub meeting: PastMeeting,
    /// Which version of its minutes; `None` for the current one.
    pub version: Option<u64>,
    pub status: String,
}

impl Compared {
    /// `Restorative conference, meeting of 6 May 2026, reference P-2214, version 2`.
    pub fn words(&self) -> String {
        let mut words = format!("{}, {}", self.meeting.title, self.meeting.words(None));
        if let Some(version) = self.version {
            words.push_str(&format!(", version {version}"));
        }
        words
    }
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PartChanges {
    /// The id of the [`ComparisonPart`].
    pub part: &'static str,
    pub title: &'static str,
    /// Only in the later one.
    pub added: Vec<ComparedRecord>,
    pub changed: Vec<Changed>,
    /// Only in the earlier one.
    pub taken_away: Vec<ComparedRecord>,
    pub unchanged: usize,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ComparedRecord {
    pub record: String,
    pub kind: String,
    /// What it is about; empty where this reader may not read its words.
    pub words: String,
    pub answers: Vec<(String, String)>,
    /// What is known about why it is here, or no longer here.
    pub note: String,
    pub restricted: bool,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Changed {
    pub earlier: String,
    pub later: String,
    pub kind: String,
    pub words: String,
    /// What is known about how it came about.
    pub note: String,
    pub restricted: bool,
    pub fields: Vec<FieldChange>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FieldChange {
    pub field: String,
    pub label: String,
    /// Empty if there was none.
    pub before: String,
    /// Empty if there is none.
    pub after: String,
    /// For a long text that only partly changed: word for word what stayed, went and came. Exact words are never cut
    /// up.
    pub pieces: Vec<Piece>,
}

pub fn compare_open(earlier: OpenSide<'_>, later: OpenSide<'_>) -> Comparison {
    compare(
        &reading_of(earlier),
        earlier.version,
        &reading_of(later),
        later.version,
    )
}

fn reading_of(side: OpenSide<'_>) -> ReaderView<'_> {
    let mut reading = ReaderView::open(side.minutes);
    reading.hide_what_is_hidden(side.now);
    reading
}

pub fn compare_full(earlier: FullSide<'_>, later: FullSide<'_>) -> Comparison {
    compare(
        &ReaderView::full(earlier.minutes, earlier.part),
        earlier.version,
        &ReaderView::full(later.minutes, later.part),
        later.version,
    )
}

fn compare(
    earlier: &ReaderView<'_>,
    earlier_version: Option<u64>,
    later: &ReaderView<'_>,
    later_version: Option<u64>,
) -> Comparison {
    let matching = Matching::of(earlier, later);
    let parts = ComparisonPart::ALL
        .iter()
        .filter(|part| matching.same_meeting || part.is_between_meetings())
        .map(|part| changes::of_part(*part, &matching))
        .filter(PartChanges::has_something);
    let mut parts: Vec<PartChanges> = parts.collect();
    if !matching.same_meeting {
        let invitations = changes::invitations(&mut parts);
        parts.extend(invitations);
    }
    Comparison {
        earlier: compared(earlier, earlier_version),
        later: compared(later, later_version),
        same_meeting: matching.same_meeting,
        restricted: earlier.is_full && later.is_full,
        language: later.minutes.header().language.clone(),
        parts,
    }
}

fn compared(reading: &ReaderView<'_>, version: Option<u64>) -> Compared {
    Compared {
        meeting: PastMeeting::of(reading),
        version,
        status: reading.minutes.header().status.clone(),
    }
}

impl PartChanges {
    pub fn differs(&self) -> bool {
        !(self.added.is_empty() && self.changed.is_empty() && self.taken_away.is_empty())
    }

    fn has_something(&self) -> bool {
        self.differs() || self.unchanged > 0
    }
}

impl Comparison {
    pub fn differs(&self) -> bool {
        self.parts.iter().any(PartChanges::differs)
    }
}
