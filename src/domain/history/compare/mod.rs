//! Two meetings of one family, or two versions of one meeting, side by side: what was added, what was changed, and
//! what was taken away, part by part. Must not know files, nor how a comparison is printed.
//!
//! Who may read what is decided by a type: [`compare_open`] has no way to a restricted part. Three rules keep the
//! open comparison from telling more than the open minutes of today:
//! - what is restricted, struck out or taken back today is taken out of an earlier version first ([`OpenSide::now`]);
//! - an entry that one side sees only the place of is left out on both;
//! - "taken away" is said of an entry of the earlier meeting only where it cannot be that its successor is hidden.

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

/// One side of a comparison for everybody.
#[derive(Debug, Clone, Copy)]
pub struct OpenSide<'a> {
    /// What is compared: the minutes as they stand, or an earlier version of them.
    pub minutes: &'a OpenMinutes,
    /// The minutes of the same meeting as they stand today.
    pub now: &'a OpenMinutes,
    /// The number of the version, if it is one.
    pub version: Option<u64>,
}

/// One side of a comparison for readers of the full record.
#[derive(Debug, Clone, Copy)]
pub struct FullSide<'a> {
    /// What is compared.
    pub minutes: &'a OpenMinutes,
    /// The restricted part that belongs to it.
    pub part: &'a Restricted<RestrictedPart>,
    /// The number of the version, if it is one.
    pub version: Option<u64>,
}

/// What differs.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Comparison {
    /// What came first.
    pub earlier: Compared,
    /// What came after it.
    pub later: Compared,
    /// Both are versions of one meeting.
    pub same_meeting: bool,
    /// The restricted parts are in it: never for the family's copy.
    pub restricted: bool,
    /// The language of the later minutes.
    pub language: String,
    /// The parts in which something differs, or that have something in them.
    pub parts: Vec<PartChanges>,
}

/// One of the two.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Compared {
    /// Which meeting.
    #[serde(flatten)]
    pub meeting: PastMeeting,
    /// Which version of its minutes; nothing: as they stand.
    pub version: Option<u64>,
    /// Where its minutes stood.
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

/// What differs in one part.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PartChanges {
    /// The id of the [`ComparisonPart`].
    pub part: &'static str,
    /// Its title.
    pub title: &'static str,
    /// Only in the later one.
    pub added: Vec<ComparedRecord>,
    /// In both, with a difference.
    pub changed: Vec<Changed>,
    /// Only in the earlier one.
    pub taken_away: Vec<ComparedRecord>,
    /// How many are the same in both.
    pub unchanged: usize,
}

/// A record that one side has.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ComparedRecord {
    /// Its id in its meeting.
    pub record: String,
    /// The id of its kind.
    pub kind: String,
    /// What it is about; empty where this reader may not read its words.
    pub words: String,
    /// Its other answers, by label.
    pub answers: Vec<(String, String)>,
    /// What is known of why it is here, or no longer here.
    pub note: String,
    /// Only readers of the full record see it.
    pub restricted: bool,
}

/// A record that both sides have, with a difference.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Changed {
    /// Its id in the earlier one.
    pub earlier: String,
    /// Its id in the later one.
    pub later: String,
    /// The id of its kind.
    pub kind: String,
    /// What it is about, as the later one has it.
    pub words: String,
    /// What is known of how it came about.
    pub note: String,
    /// Only readers of the full record see it.
    pub restricted: bool,
    /// Field by field.
    pub fields: Vec<FieldChange>,
}

/// One answer that differs.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FieldChange {
    /// The name of the field in files.
    pub field: String,
    /// Its label for people.
    pub label: String,
    /// The answer of the earlier one; empty: there was none.
    pub before: String,
    /// The answer of the later one; empty: there is none.
    pub after: String,
    /// For a long text of which a part stayed: word for word what stayed, went and came. Exact words are never
    /// cut up.
    pub pieces: Vec<Piece>,
}

/// What everybody may know of the difference.
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

/// What readers of the full record may know of the difference.
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
    /// Something differs in it.
    pub fn differs(&self) -> bool {
        !(self.added.is_empty() && self.changed.is_empty() && self.taken_away.is_empty())
    }

    fn has_something(&self) -> bool {
        self.differs() || self.unchanged > 0
    }
}

impl Comparison {
    /// Something differs.
    pub fn differs(&self) -> bool {
        self.parts.iter().any(PartChanges::differs)
    }
}
