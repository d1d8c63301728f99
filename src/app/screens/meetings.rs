//! The list of meetings, and which of them pass the filter. Worked out when either changes, not for every frame: there may
//! be ten thousand. Must not know where meetings come from.

use crate::domain::history::due::DueList;
use crate::domain::search::{Card, CardFilter, Sieve};
use crate::domain::text::buffer::TextBuffer;

/// The list of meetings.
#[derive(Debug, Clone, Default)]
pub struct Home {
    meetings: Vec<Card>,
    /// What they are found by.
    sieve: Sieve,
    /// The places of those that pass the filter.
    passing: Vec<usize>,
    /// What is typed to filter them.
    pub filter: TextBuffer,
    /// The chosen row of those that pass the filter.
    pub row: usize,
    /// What is due over all meetings; `None` until it has been worked out.
    pub due: Option<DueList>,
    /// The list is not whole yet: so many were read, of so many.
    pub reading: Option<(usize, usize)>,
}

impl Home {
    /// All meetings: interrupted ones, then the newest first.
    pub fn meetings(&self) -> &[Card] {
        &self.meetings
    }

    /// Those that pass the filter, in the same order.
    pub fn passing(&self) -> impl Iterator<Item = &Card> {
        let places = self.passing.iter();
        places.filter_map(|at| self.meetings.get(*at))
    }

    /// How many pass the filter.
    pub fn passing_count(&self) -> usize {
        self.passing.len()
    }

    /// One of those that pass the filter, by its row.
    pub fn in_row(&self, row: usize) -> Option<&Card> {
        self.meetings.get(*self.passing.get(row)?)
    }

    /// The one in the chosen row.
    pub fn chosen(&self) -> Option<&Card> {
        self.in_row(self.row)
    }

    /// How many of those that pass were interrupted; they stand before all others.
    pub fn interrupted_count(&self) -> usize {
        let rows = 0..self.passing.len();
        rows.take_while(|row| {
            self.in_row(*row)
                .is_some_and(|card| card.interrupted_at.is_some())
        })
        .count()
    }

    /// Another list. The chosen row stays on the meeting it is on, if that is still there.
    pub fn list(&mut self, mut meetings: Vec<Card>) {
        let chosen = self.chosen().filter(|_| self.row > 0);
        let chosen = chosen.map(|card| card.id.clone());
        // They come newest first and mostly are in order already: then nothing is moved.
        if !meetings.is_sorted_by_key(|meeting| meeting.interrupted_at.is_none()) {
            meetings.sort_by_key(|meeting| meeting.interrupted_at.is_none());
        }
        self.sieve = Sieve::of(&meetings);
        self.meetings = meetings;
        self.sift();
        let row = chosen.and_then(|id| self.passing().position(|card| card.id == id));
        let last = self.passing.len().saturating_sub(1);
        self.row = row.unwrap_or(self.row).min(last);
    }

    /// What is typed, cut before the word that begins with `/`: words that filter, and a command. A command leaves
    /// the list and the chosen meeting as they are.
    pub fn words_and_command(&self) -> (&str, Option<&str>) {
        words_and_command(self.filter.text())
    }

    /// After the filter changed.
    pub fn sift(&mut self) {
        let filter = CardFilter::read(self.words_and_command().0);
        self.passing = self.sieve.passing(&filter);
    }
}

/// A line cut before the word that begins with `/`: words, and a command behind them.
pub(crate) fn words_and_command(typed: &str) -> (&str, Option<&str>) {
    let command = if typed.starts_with('/') {
        Some(0)
    } else {
        typed.find(" /").map(|at| at + 1)
    };
    match command.and_then(|at| typed.split_at_checked(at)) {
        Some((words, command)) => (words, Some(command)),
        None => (typed, None),
    }
}
