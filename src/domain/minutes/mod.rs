//! The minutes file: what of a meeting may be read by everybody who gets a copy, and, locked away from it,
//! the rest. Must not know where files are, nor how minutes look on a screen or page.
//!
//! `minutes.json` is written from an [`OpenMinutes`], which has no field in which restricted text could
//! stand: its records are [`OpenRecord`]s, and the one function that makes those out of records is in
//! `minutes/open_record.rs`. `restricted.json` is written from what that function kept back.

mod arriving;
mod build;
mod carry;
mod context;
mod link;
mod open_record;
mod read;
pub mod reader_view;
mod restricted_part;
pub mod schema;
mod upgrade;
pub mod versions;
mod write;

#[cfg(test)]
pub(crate) mod leak_tests;
#[cfg(test)]
mod minutes_tests;
#[cfg(test)]
pub(crate) mod sample;

pub use arriving::{Arriving, NotTaken, arriving, cleaned, restricted_arriving};
pub use build::open_minutes;
pub use carry::carry_unknown;
pub use link::{Link, link_of};
pub use open_record::{Answers, OpenRecord, Shown, quotable_body};
pub use read::{NotMinutes, ReadMinutes, notice_of_newer, read_minutes};
pub use restricted_part::{
    KeptBack, RestrictedPart, read_restricted, restricted_json, restricted_part, restricted_text,
};

use super::agenda::Agenda;
use super::meeting::{Pause, SectionTimes, Stay};
use super::settings::Settings;
use crate::domain::meeting::event::Gap;
use crate::domain::record::kinds::details;
use crate::domain::record::{KINDS, Kind};
use crate::domain::rules::scores::ScoreNote;
use chrono::{DateTime, FixedOffset, NaiveDate};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What stands under `format` in `minutes.json`.
pub const FORMAT: &str = "talking-piece minutes";
/// What stands under `format` in `restricted.json`.
pub const RESTRICTED_FORMAT: &str = "talking-piece restricted part";
/// The version of both that this program writes. It goes up only when an older program would misread them.
pub const VERSION: u64 = 1;

/// The minutes without anything restricted.
#[derive(Debug, Clone, PartialEq)]
pub struct OpenMinutes {
    program: String,
    header: Header,
    agenda: Agenda,
    settings: Settings,
    details: Option<OpenRecord>,
    records: Vec<OpenRecord>,
    stays: Vec<Stay>,
    sections: Vec<SectionHeld>,
    breaks: Vec<Pause>,
    private_times: Vec<Pause>,
    closing: Option<Closing>,
    quorum: Vec<QuorumHeld>,
    deadlines: Vec<Deadline>,
    score_notes: BTreeMap<String, ScoreNote>,
    withheld: Withheld,
}

/// How the quorum stood at one of the moments that count (practice 3.8: at the opening, when somebody leaves, at a
/// decision). Numbers only: no agency is named.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuorumHeld {
    /// When.
    pub at: DateTime<FixedOffset>,
    /// `opening`, `departure` or `decision`.
    pub when: String,
    /// Enough agencies were there.
    pub reached: bool,
    /// How many agencies counted.
    pub have: usize,
    /// How many are asked for.
    pub want: usize,
}

/// By when something has to happen, worked out from the day of the meeting by a rule of the settings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deadline {
    /// The rule's id.
    pub rule: String,
    /// What it is about.
    pub label: String,
    /// The day.
    pub due: NaiveDate,
    /// The day and the rule in words: `Thu 28 May, 15 working days`; for a limit of this meeting also whether it was held in
    /// time.
    pub words: String,
}

/// What meeting it is.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Header {
    /// Random.
    pub id: String,
    /// `preparing`, `open` or `closed`.
    pub state: String,
    /// The kind of meeting, a word of the agenda.
    pub kind: String,
    /// The agenda's title.
    pub title: String,
    /// A practice meeting.
    pub made_up: bool,
    /// The language of the minutes (BCP 47).
    pub language: String,
    /// Where its minutes stand, one of `sign_off::STATUSES`.
    pub status: String,
    /// The meeting it begins from and the hash of the last entry of that one's journal; both empty without one.
    pub review_of: (String, String),
    /// When it was prepared.
    pub created_at: Option<DateTime<FixedOffset>>,
    /// When the conference began.
    pub began_at: Option<DateTime<FixedOffset>>,
    /// When it was closed.
    pub closed_at: Option<DateTime<FixedOffset>>,
}

/// A section, and what happened with it.
#[derive(Debug, Clone, PartialEq)]
pub struct SectionHeld {
    /// In the agenda.
    pub id: String,
    /// "3", or "3.1" under a heading.
    pub number: String,
    /// What it is called.
    pub title: String,
    /// The heading it stands under.
    pub heading: Option<String>,
    /// What it records.
    pub mode: String,
    /// `not_started`, `open`, `done` or `skipped`.
    pub state: String,
    /// 0: no limit.
    pub planned_minutes: u32,
    /// When it was open, or why it was left out.
    pub times: SectionTimes,
}

/// That the meeting was closed.
#[derive(Debug, Clone, PartialEq)]
pub struct Closing {
    /// When.
    pub at: DateTime<FixedOffset>,
    /// What was missing, and why it was closed all the same.
    pub gaps: Vec<Gap>,
}

/// How much is not in these minutes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Withheld {
    /// Records of which only place and time are shown.
    pub records: usize,
    /// Answers of open records that are kept back.
    pub fields: usize,
}

/// The kinds that have a list of their own in both files; the details stand among the facts of the meeting.
fn listed_kinds() -> impl Iterator<Item = &'static Kind> {
    KINDS.iter().copied().filter(|kind| **kind != details::KIND)
}

impl OpenMinutes {
    /// The program that made the meeting.
    pub fn program(&self) -> &str {
        &self.program
    }

    /// What meeting it is.
    pub fn header(&self) -> &Header {
        &self.header
    }

    /// How the quorum stood at the moments that count.
    pub fn quorum(&self) -> &[QuorumHeld] {
        &self.quorum
    }

    /// What has to happen by when.
    pub fn deadlines(&self) -> &[Deadline] {
        &self.deadlines
    }

    /// What stands beside a score: what has to be done, and how it stands to last time's.
    pub fn score_note(&self, score: &str) -> Option<&ScoreNote> {
        self.score_notes.get(score)
    }

    /// The settings in use on that day.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// The agenda, whole, as it was on that day.
    pub fn agenda(&self) -> &Agenda {
        &self.agenda
    }

    /// The record with reference, place and reason.
    pub fn details(&self) -> Option<&OpenRecord> {
        self.details.as_ref()
    }

    /// All records but the details, those of one kind in the order they were made.
    pub fn records(&self) -> &[OpenRecord] {
        &self.records
    }

    /// The records of one kind, stubs included, in order.
    pub fn records_of(&self, kind: &'static Kind) -> impl Iterator<Item = &OpenRecord> {
        self.records.iter().filter(move |record| record.is_a(kind))
    }

    /// One record.
    pub fn record(&self, id: &str) -> Option<&OpenRecord> {
        let all = self.records.iter().chain(&self.details);
        all.into_iter().find(|record| record.id() == id)
    }

    /// Takes out of an earlier version what does not stand openly in the minutes of today: what was restricted, struck
    /// out or taken back since must not come back through the version that had it.
    pub fn take_out_what_is_hidden(&mut self, now: &OpenMinutes) {
        let stays = |record: &OpenRecord| {
            let today = now.record(record.id()).map(OpenRecord::shown);
            record.answers().is_none() || matches!(today, Some(Shown::Open(_)))
        };
        let before = self.records.len() + usize::from(self.details.is_some());
        self.records.retain(stays);
        self.details = self.details.take().filter(stays);
        let after = self.records.len() + usize::from(self.details.is_some());
        self.withheld.records += before - after;
    }

    /// When somebody was here, in the order of arrival.
    pub fn stays_of<'a>(&'a self, person: &'a str) -> impl Iterator<Item = &'a Stay> {
        self.stays.iter().filter(move |stay| stay.person == person)
    }

    /// The sections in the order of the agenda.
    pub fn sections(&self) -> &[SectionHeld] {
        &self.sections
    }

    /// The breaks.
    pub fn breaks(&self) -> &[Pause] {
        &self.breaks
    }

    /// The family's private times.
    pub fn private_times(&self) -> &[Pause] {
        &self.private_times
    }

    /// How it was closed.
    pub fn closing(&self) -> Option<&Closing> {
        self.closing.as_ref()
    }

    /// How much is not in here.
    pub fn withheld(&self) -> Withheld {
        self.withheld
    }
}
