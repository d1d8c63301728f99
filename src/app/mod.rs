//! What the program is and does, without any input or output: `update(app, message) -> effects`.
//! Knows the domain only; files, clock and terminal are asked for by effects and told by messages.

pub mod commands;
pub mod editing;
pub mod protocol;
pub mod screens;
mod update;

pub use crate::app::screens::meetings::Home;
pub use update::update;

use crate::app::editing::editor::MeetingEditor;
use crate::app::protocol::command_row::Place;
use crate::app::protocol::status::Status;
use crate::app::screens::find::finding::Finding;
use crate::app::screens::page::Page;
use crate::app::screens::rejected_input::RefusedLine;
use crate::domain::agenda::Agenda;
use chrono::{DateTime, FixedOffset};

/// The whole program as a value.
#[derive(Debug, Clone)]
pub struct App {
    /// The time of the message that is being worked on, with the offset of the place.
    pub now: DateTime<FixedOffset>,
    /// Width of the terminal in cells.
    pub columns: u16,
    /// Height of the terminal in cells.
    pub rows: u16,
    /// Where we are.
    pub place: Place,
    /// The list of meetings.
    pub home: Home,
    /// The agendas that can be chosen, and which the cursor stands on.
    pub agendas: Vec<Agenda>,
    /// Words that Space writes out.
    pub abbreviations: Vec<editing::completion::Abbreviation>,
    /// The row of the agenda list.
    pub agenda_row: usize,
    /// The open meeting.
    pub editor: Option<MeetingEditor>,
    /// What just happened.
    pub status: Status,
    /// The help that is open.
    pub help: Help,
    /// The pages that are open, the newest last; Esc goes back through them.
    pub pages: Vec<Page>,
    /// Where Esc goes from the first page.
    pub below_pages: Place,
    /// Restricted parts were put away: the meeting, and the records near the place that was seen, nearest first.
    pub put_away: Option<(String, Vec<String>)>,
    /// Words that are looked for in all minutes, and what was found.
    pub finding: Finding,
    /// Lines come one at a time, without screens: the plain mode and `take`.
    pub one_line_at_a_time: bool,
    /// What became of the line that was entered last.
    pub outcome: Outcome,
    /// The line that was refused last, where it is no part of the minutes.
    pub refused_line: RefusedLine,
}

/// The help, or another list to be read, that is open.
#[derive(Debug, Clone)]
pub struct Help {
    /// Where it was opened.
    pub from: Place,
    /// The chosen row.
    pub row: usize,
    /// What is listed.
    pub listing: Listing,
}

/// What can be listed on a screen of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Listing {
    /// Everything that can be done.
    #[default]
    Commands,
    /// What is due by when.
    Dates,
    /// Who was invited and has not answered.
    NoReply,
}

/// What became of a line.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Outcome {
    /// Nothing was entered yet.
    #[default]
    Nothing,
    /// A record was made or changed (id).
    Recorded(String),
    /// Something else was done.
    Done,
    /// It was not done, and why; the words are still in the line.
    Refused(String),
}

impl App {
    /// The program as it starts, before anything is read.
    pub fn new(now: DateTime<FixedOffset>, columns: u16, rows: u16) -> App {
        App {
            now,
            columns,
            rows,
            place: Place::Home,
            home: Home::default(),
            agendas: Vec::new(),
            abbreviations: Vec::new(),
            agenda_row: 0,
            editor: None,
            status: Status::default(),
            help: Help {
                from: Place::Home,
                row: 0,
                listing: Listing::Commands,
            },
            pages: Vec::new(),
            below_pages: Place::Home,
            put_away: None,
            finding: Finding::default(),
            one_line_at_a_time: false,
            outcome: Outcome::Nothing,
            refused_line: RefusedLine::default(),
        }
    }
}
