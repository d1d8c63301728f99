//! The minutes file: what everybody who gets a copy may read and, kept apart from it, the rest.
//!
//! `minutes.json` is written from an [`OpenMinutes`], which has no field that could hold restricted text: its records
//! are [`OpenRecord`]s, and the one function that makes those from records is in `minutes/open_record.rs`.
//! `restricted.json` is written from what that function kept back.

mod arriving;
mod build;
mod carry;
mod context;
pub mod copy_for;
mod kept_back_words;
mod link;
mod marked;
mod not_taken;
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
pub use carry::{carry_unknown, has_unknown};
pub use kept_back_words::tells_what_is_kept_back;
pub use link::{Link, link_of};
pub use open_record::{Answers, OpenRecord, Shown, quotable_body};
pub use read::{NotMinutes, ReadMinutes, notice_of_newer, read_minutes};
pub use restricted_part::{
    KeptBack, RestrictedPart, SaidWithoutRow, read_restricted, restricted_json, restricted_part,
    restricted_text,
};

use super::agenda::Agenda;
use super::meeting::{Pause, PutAway, SectionTimes, Stay};
use super::settings::Settings;
use crate::domain::meeting::event::Gap;
use crate::domain::record::kinds::{agency_view, details};
use crate::domain::record::{KINDS, Kind};
use crate::domain::rules::scores::ScoreNote;
use chrono::{DateTime, FixedOffset, NaiveDate};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What stands under `format` in `minutes.json`.
pub const FORMAT: &str = "talking-piece minutes";
/// What stands under `format` in `restricted.json`.
pub const RESTRICTED_FORMAT: &str = "talking-piece restricted part";
/// The version of both that this program writes. It goes up when an older program would misread them,
/// and when kinds or fields are added: a schema that was published is never edited.
pub const VERSION: u64 = 3;

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
    tallies: Vec<TallyHeld>,
    score_notes: BTreeMap<String, ScoreNote>,
    withheld: Withheld,
}

/// How the quorum stood at one of the moments that count (practice 3.8: at the opening, when somebody leaves, at a
/// decision). Numbers only: no agency is named.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuorumHeld {
    pub at: DateTime<FixedOffset>,
    /// `opening`, `departure` or `decision`.
    pub when: String,
    pub reached: bool,
    pub have: usize,
    pub want: usize,
}

/// How many agencies thought what a child needs (practice 3.10), as far as everybody may know: no agency is named, and
/// restricted views are counted and not told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TallyHeld {
    /// Its id.
    pub child: String,
    pub views: Vec<ViewCount>,
    #[serde(default, skip_serializing_if = "is_none")]
    pub to_confirm: usize,
    #[serde(default, skip_serializing_if = "is_none")]
    pub restricted: usize,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ViewCount {
    pub view: String,
    pub agencies: usize,
}

fn is_none(number: &usize) -> bool {
    *number == 0
}

impl TallyHeld {
    /// For a copy, in which nothing tells that more is somewhere else.
    #[must_use]
    pub fn without_what_is_kept_back(self) -> TallyHeld {
        TallyHeld {
            restricted: 0,
            ..self
        }
    }

    /// `child protection plan 3, early help 1`.
    pub fn words(&self, settings: &Settings) -> String {
        let mut parts: Vec<String> = self
            .views
            .iter()
            .map(|one| {
                let words = agency_view::VIEW.words_of(&one.view, settings);
                format!("{words} {}", one.agencies)
            })
            .collect();
        for (number, words) in [
            (self.to_confirm, "to be confirmed"),
            (self.restricted, "restricted"),
        ] {
            if number > 0 {
                parts.push(format!("{words} {number}"));
            }
        }
        parts.join(", ")
    }
}

/// A date by which something has to happen, worked out from the day of the meeting by a rule of the settings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deadline {
    pub rule: String,
    pub label: String,
    pub due: NaiveDate,
    /// The day and the rule in words: `Thu 28 May, 15 working days`; for a limit of this meeting also whether it was
    /// met.
    pub words: String,
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct Header {
    /// Random.
    pub id: String,
    /// `preparing`, `open` or `closed`.
    pub state: String,
    pub kind: String,
    pub title: String,
    /// A practice meeting.
    pub made_up: bool,
    /// The language of the minutes (BCP 47).
    pub language: String,
    /// Where its minutes stand, one of `sign_off::STATUSES`.
    pub status: String,
    /// The meeting it begins from and the hash of the last entry of that one's journal; both empty without one.
    pub review_of: (String, String),
    pub created_at: Option<DateTime<FixedOffset>>,
    pub began_at: Option<DateTime<FixedOffset>>,
    pub closed_at: Option<DateTime<FixedOffset>>,
    /// It was begun by mistake and is in no list.
    pub put_away: Option<PutAway>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct SectionHeld {
    pub id: String,
    /// "3", or "3.1" under a heading.
    pub number: String,
    pub title: String,
    pub heading: Option<String>,
    pub mode: String,
    /// `not_started`, `open`, `done` or `skipped`.
    pub state: String,
    /// 0: no limit.
    pub planned_minutes: u32,
    pub times: SectionTimes,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Closing {
    pub at: DateTime<FixedOffset>,
    pub gaps: Vec<Gap>,
}

/// How much is not in these minutes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Withheld {
    /// Records of which only place and time are shown.
    pub records: usize,
    pub fields: usize,
}

/// The kinds that have a list of their own in both files; the details stand among the facts of the meeting.
fn listed_kinds() -> impl Iterator<Item = &'static Kind> {
    let is_listed = |kind: &&Kind| **kind != details::KIND && !kind.is_untold;
    KINDS.iter().copied().filter(is_listed)
}

impl OpenMinutes {
    pub fn program(&self) -> &str {
        &self.program
    }

    pub fn header(&self) -> &Header {
        &self.header
    }

    pub fn quorum(&self) -> &[QuorumHeld] {
        &self.quorum
    }

    pub fn tally_for(&self, child: &str) -> Option<&TallyHeld> {
        self.tallies.iter().find(|tally| tally.child == child)
    }

    pub fn deadlines(&self) -> &[Deadline] {
        &self.deadlines
    }

    /// What stands beside a score: what has to be done, and how it stands to last time's.
    pub fn score_note(&self, score: &str) -> Option<&ScoreNote> {
        self.score_notes.get(score)
    }

    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    pub fn agenda(&self) -> &Agenda {
        &self.agenda
    }

    pub fn details(&self) -> Option<&OpenRecord> {
        self.details.as_ref()
    }

    /// All records but the details, those of one kind in the order they were made.
    pub fn records(&self) -> &[OpenRecord] {
        &self.records
    }

    pub fn records_of(&self, kind: &'static Kind) -> impl Iterator<Item = &OpenRecord> {
        self.records.iter().filter(move |record| record.is_a(kind))
    }

    pub fn record(&self, id: &str) -> Option<&OpenRecord> {
        let all = self.records.iter().chain(&self.details);
        all.into_iter().find(|record| record.id() == id)
    }

    /// Removes from an earlier version whatever is not open in today's minutes: what has since been restricted, struck
    /// out or taken back must not reappear through the version that had it.
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
        // A view that has since been restricted would show in the difference.
        self.tallies.retain(|tally| now.tallies.contains(tally));
    }

    /// Whether an earlier version has what is not open in today's minutes.
    pub fn holds_what_is_hidden(&self, now: &OpenMinutes) -> bool {
        let mut left = self.clone();
        left.take_out_what_is_hidden(now);
        // A tally differs as soon as another view is given; a view that was restricted is gone itself.
        left.tallies.clone_from(&self.tallies);
        let gone = |before: &[Pause], today: &[Pause]| {
            let mut both = before.iter().zip(today);
            both.any(|(before, today)| !before.reason.is_empty() && today.reason.is_empty())
        };
        left != *self
            || gone(&self.breaks, &now.breaks)
            || gone(&self.private_times, &now.private_times)
    }

    pub fn stays_of<'a>(&'a self, person: &'a str) -> impl Iterator<Item = &'a Stay> {
        self.stays.iter().filter(move |stay| stay.person == person)
    }

    /// Whether a code of the list `attendance` says that somebody takes part in the meeting, whole or in part.
    pub fn is_taking_part(&self, attendance: &str) -> bool {
        let lists = self.settings.vocabularies();
        lists.is("attendance", attendance, "comes")
    }

    pub fn sections(&self) -> &[SectionHeld] {
        &self.sections
    }

    pub fn breaks(&self) -> &[Pause] {
        &self.breaks
    }

    pub fn private_times(&self) -> &[Pause] {
        &self.private_times
    }

    pub fn closing(&self) -> Option<&Closing> {
        self.closing.as_ref()
    }

    /// How much is not in here.
    pub fn withheld(&self) -> Withheld {
        self.withheld
    }
}
