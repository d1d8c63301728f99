//! A meeting is its events, in order: this folds them into the current state. Impossible events are refused with a
//! reason.

mod attendance;
pub mod concurrent_sessions;
mod day_held;
pub mod event;
mod exclusion;
mod fold;
pub mod hiding;
mod index;
mod memory;
mod names;
mod names_kept_back;
pub mod presence;
mod put_away;
mod quotes_kept_back;
mod resolver;
mod round;
mod sections;

#[cfg(test)]
mod presence_tests;
#[cfg(test)]
mod round_tests;

pub(in crate::domain) use attendance::is_expected;
pub use attendance::{Stay, Way, is_a_way, way_words};
pub use day_held::{DayHeld, settle_day_held};
pub use fold::Refused;
pub use names::{Seat, called_by};
pub(in crate::domain) use names::{first_name, seat};
pub(in crate::domain) use names_kept_back::WordsKeptBack;
pub use names_kept_back::{answers_that_name, names_kept_back};
pub use put_away::PutAway;
pub use quotes_kept_back::quotes_kept_back;
pub use resolver::{
    Fits, Found, agencies, agencies_called, agencies_here, agency_by_slip, agency_is_kept_back,
    agency_may_be_named, agency_on_the_screen, find_among, find_among_children, find_child,
    find_seat, how_it_fits, how_it_fits_a_child, is_code, is_one_slip, is_pronoun,
    keeps_an_agency_back, looks_like_somebody, names_every_agency, nearest_name, split_possessive,
    who_is_called, without_wrapping,
};
pub use round::{Turn, rows_that_fit};
pub(in crate::domain) use round::{first_looked_at, in_order, whose_turn};
pub use sections::{KeptBack, Period, SectionState, SectionTimes, Skipped};

use super::agenda::Agenda;
use super::record::{self, Kind, Record};
use super::settings::Settings;
use crate::domain::meeting::event::{Gap, LoggedEvent};
use crate::domain::record::kinds::{child, contribution, details, statement};
use chrono::{DateTime, FixedOffset};
use std::collections::HashMap;
use std::sync::OnceLock;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Phase {
    /// People, children and details are entered; the conference has not begun.
    #[default]
    Preparing,
    Open,
    Closed,
}

impl Phase {
    pub fn word(self) -> &'static str {
        match self {
            Phase::Preparing => "preparing",
            Phase::Open => "open",
            Phase::Closed => "closed",
        }
    }
}

/// A stretch of time with a beginning and, later, an end: a break, private time.
#[derive(Debug, Clone, PartialEq)]
pub struct Pause {
    pub from: DateTime<FixedOffset>,
    /// Until when.
    pub until: Option<DateTime<FixedOffset>>,
    pub section: Option<String>,
    pub reason: String,
    /// The reason was typed while somebody was excluded, so it is not in the open minutes.
    pub is_kept_back: bool,
}

#[derive(Debug, Clone, Default)]
pub struct Meeting {
    events: Vec<LoggedEvent>,
    now: MeetingState,
    /// An event of a newer program is among them: read only.
    too_new: bool,
    memory: memory::Memory,
}

/// That the meeting has begun, and what tells which of its records were made since.
#[derive(Debug, Clone)]
struct Began {
    at: DateTime<FixedOffset>,
    /// How many records there were before.
    records_before: usize,
    last_event: DateTime<FixedOffset>,
    /// By more than a minute, at some time since: times of events no longer tell which came first.
    clock_went_back: bool,
}

impl Began {
    fn is_before(&self, at: DateTime<FixedOffset>) -> bool {
        self.clock_went_back || self.at <= at
    }
}

#[derive(Debug, Clone, Default)]
struct MeetingState {
    id: String,
    agenda: Agenda,
    made_up: bool,
    program: String,
    settings: Settings,
    phase: Phase,
    created_at: Option<DateTime<FixedOffset>>,
    review_of: Option<(String, String)>,
    began: Option<Began>,
    closed_at: Option<DateTime<FixedOffset>>,
    records: Vec<Record>,
    /// Record id to its place in `records`.
    places: HashMap<String, usize>,
    index: index::Index,
    stays: Vec<Stay>,
    sections: HashMap<String, SectionTimes>,
    /// Who may read what is recorded in a section, where somebody has said so during the meeting.
    sections_kept_back: HashMap<String, KeptBack>,
    open_section: Option<String>,
    breaks: Vec<Pause>,
    private_times: Vec<Pause>,
    gaps: Vec<Gap>,
    /// With the time at which the reason was typed.
    explained: Vec<(DateTime<FixedOffset>, Gap)>,
    session_open: bool,
    handed_on: bool,
    /// At some time, even if it was reopened since.
    was_closed: bool,
    put_away: Option<PutAway>,
    last_session_end: Option<(DateTime<FixedOffset>, String)>,
    people: OnceLock<names::People>,
}

impl Meeting {
    pub fn events(&self) -> &[LoggedEvent] {
        &self.events
    }

    pub fn next_seq(&self) -> u64 {
        self.events.last().map_or(1, |logged| logged.seq + 1)
    }

    /// It contains events of a newer program and must not be written to.
    pub fn is_too_new(&self) -> bool {
        self.too_new
    }

    pub fn id(&self) -> &str {
        &self.now.id
    }

    pub fn agenda(&self) -> &Agenda {
        &self.now.agenda
    }

    /// Made up, for practice.
    pub fn is_made_up(&self) -> bool {
        self.now.made_up
    }

    /// The settings in use: the council's own files as they were, over the built-in ones.
    pub fn settings(&self) -> &Settings {
        &self.now.settings
    }

    /// The kind of this name as the settings ask for it.
    pub fn kind(&self, id: &str) -> Option<&'static Kind> {
        Some(record::kind(id)?.as_asked(self.settings()))
    }

    pub fn program(&self) -> &str {
        &self.now.program
    }

    pub fn review_of(&self) -> Option<(&str, &str)> {
        let (meeting, head) = self.now.review_of.as_ref()?;
        Some((meeting, head))
    }

    pub fn phase(&self) -> Phase {
        self.now.phase
    }

    pub fn created_at(&self) -> Option<DateTime<FixedOffset>> {
        self.now.created_at
    }

    pub fn began_at(&self) -> Option<DateTime<FixedOffset>> {
        self.now.began.as_ref().map(|began| began.at)
    }

    pub fn closed_at(&self) -> Option<DateTime<FixedOffset>> {
        self.now.closed_at
    }

    /// In the order they were made, including those struck out.
    pub fn all_records(&self) -> &[Record] {
        &self.now.records
    }

    pub fn records<'a>(&'a self, kind: &Kind) -> impl DoubleEndedIterator<Item = &'a Record> + 'a {
        self.at(self.now.index.of_kind(kind.id))
            .filter(|record| record.struck.is_none())
    }

    /// The records of several kinds that stand, in the order they were made.
    pub fn records_of(&self, kinds: &[&Kind]) -> Vec<&Record> {
        let of_kind = kinds.iter().map(|kind| self.now.index.of_kind(kind.id));
        let mut places: Vec<usize> = of_kind.flatten().copied().collect();
        places.sort_unstable();
        places.dedup();
        self.at(&places)
            .filter(|record| record.struck.is_none())
            .collect()
    }

    /// What was recorded in a section (or while none was open), in order, struck out or not.
    pub fn records_in(&self, section: Option<&str>) -> impl DoubleEndedIterator<Item = &Record> {
        self.at(self.now.index.in_section(section))
    }

    /// The same as places in the list of all records.
    pub fn places_in(&self, section: Option<&str>) -> &[usize] {
        self.now.index.in_section(section)
    }

    fn at<'a, 'p>(
        &'a self,
        places: &'p [usize],
    ) -> impl DoubleEndedIterator<Item = &'a Record> + use<'a, 'p> {
        places
            .iter()
            .filter_map(|place| self.now.records.get(*place))
    }

    /// One record, struck out or not.
    pub fn record(&self, id: &str) -> Option<&Record> {
        self.now
            .places
            .get(id)
            .and_then(|place| self.now.records.get(*place))
    }

    pub fn details(&self) -> Option<&Record> {
        self.records(&details::KIND).next()
    }

    /// The family's reference, or nothing.
    pub fn reference(&self) -> &str {
        self.details()
            .map_or("", |details| details.text(&details::REFERENCE))
    }

    pub fn children(&self) -> impl Iterator<Item = &Record> {
        self.records(&child::KIND)
    }

    /// What has to be looked at again: marked `??`, or with an answer that could not be read.
    pub fn catch_up(&self) -> impl DoubleEndedIterator<Item = &Record> {
        let places = self.places_to_catch_up();
        places.filter_map(|place| self.now.records.get(place))
    }

    /// The same as places in the list of all records.
    pub fn places_to_catch_up(&self) -> impl DoubleEndedIterator<Item = usize> {
        self.now.index.catch_up().iter().copied()
    }

    pub fn breaks(&self) -> &[Pause] {
        &self.now.breaks
    }

    pub fn private_times(&self) -> &[Pause] {
        &self.now.private_times
    }

    pub fn break_on(&self) -> Option<&Pause> {
        self.now.breaks.last().filter(|pause| pause.until.is_none())
    }

    /// The private time that is on: nothing may be recorded.
    pub fn private_time_on(&self) -> Option<&Pause> {
        self.now
            .private_times
            .last()
            .filter(|pause| pause.until.is_none())
    }

    pub fn gaps(&self) -> &[Gap] {
        &self.now.gaps
    }

    pub fn explained(&self) -> impl Iterator<Item = &Gap> {
        self.now.explained.iter().map(|(_, gap)| gap)
    }

    /// Who spoke last (a person, a child, `all`); `None` while that is to be confirmed.
    pub fn last_speaker(&self) -> Option<&str> {
        let speaker = self.said_before()?.text(&contribution::SPEAKER);
        (!speaker.is_empty()).then_some(speaker)
    }

    /// The letters of the last speaker, when they match nobody.
    pub fn last_unknown(&self) -> Option<&str> {
        let last = self.said_before()?;
        let letters = last.to_confirm.get(contribution::SPEAKER.name)?;
        last.text(&contribution::SPEAKER)
            .is_empty()
            .then_some(letters)
    }

    /// Those who said the last thing together with the last speaker (ids).
    pub fn last_with(&self) -> Vec<String> {
        let with = self
            .said_before()
            .map(|last| last.list(&contribution::SAID_WITH));
        with.into_iter().flatten().map(str::to_owned).collect()
    }

    /// What a line without a label goes on with: what was said last. In a new section, after a pause, and where whoever said
    /// it has left, nobody goes on.
    fn said_before(&self) -> Option<&Record> {
        let last = self.last_spoken()?;
        let open = self.open_section().map(|section| section.id.as_str());
        let pauses = self.breaks().iter().chain(self.private_times());
        let paused = pauses.filter_map(|pause| pause.until).max();
        let section = last.section.as_deref();
        let is_in_one_go = section.is_none_or(|section| Some(section) == open)
            && paused.is_none_or(|until| last.at >= until)
            && !self.has_left(last.text(&contribution::SPEAKER));
        is_in_one_go.then_some(last)
    }

    pub fn has_anybody_spoken(&self) -> bool {
        self.last_spoken().is_some()
    }

    /// What somebody other than the minute-taker said last, as corrected: a changed speaker counts, a struck-out entry
    /// does not.
    fn last_spoken(&self) -> Option<&Record> {
        self.records(&contribution::KIND)
            .rev()
            .find(|record| record.text(&contribution::SPEAKER) != "minute_taker")
    }

    /// Somebody is recording: a session has begun and not ended.
    pub fn is_session_open(&self) -> bool {
        self.now.session_open
    }

    /// It was handed on to the team, and not taken back.
    pub fn is_handed_on(&self) -> bool {
        self.now.handed_on
    }

    /// When it was last heard from, if the last session did not end by leaving.
    pub fn interrupted_at(&self) -> Option<DateTime<FixedOffset>> {
        if self.now.phase == Phase::Closed || self.now.put_away.is_some() {
            return None;
        }
        match &self.now.last_session_end {
            _ if self.now.session_open => self.events.last().map(|logged| logged.at),
            Some((at, why)) if why != "left" => Some(*at),
            _ => None,
        }
    }

    pub fn is_read(&self, statement: &str) -> bool {
        self.records(&statement::KIND)
            .any(|record| record.text(&statement::STATEMENT) == statement)
    }
}
