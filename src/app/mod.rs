//! What the program is and does, without any input or output: `update(app, message) -> effects`. Files, clock and terminal are
//! asked for by effects and told by messages.
//!
//! Four rooms, each of which may use those before it: `protocol`, `editing`, `screens`, `commands`. [`App`] holds the state of
//! all of them and is known to all; it is handed the table of commands, so that screens look rows up without knowing them.

pub mod commands;
pub mod editing;
pub mod protocol;
pub mod screens;
mod update;

pub use update::update;

use crate::domain::agenda::Agenda;
use crate::domain::problem::Problem;
use chrono::{DateTime, FixedOffset};
use editing::editor::MeetingEditor;
use protocol::command_row::{CommandRow, Commands};
use protocol::effect::Effect;
use protocol::message::Abbreviation;
use protocol::place::Place;
use protocol::status::{Outcome, Status};
use screens::find::finding::Finding;
use screens::help::{Help, Listing};
use screens::home::Home;
use screens::page::Page;
use screens::rejected_input::RefusedLine;

/// The whole program as a value.
#[derive(Debug, Clone)]
pub struct App {
    /// The time of the message that is being worked on, with the offset of the place.
    pub now: DateTime<FixedOffset>,
    /// Width of the terminal in cells.
    pub columns: u16,
    /// Height of the terminal in cells.
    pub rows: u16,
    /// What can be done.
    pub commands: Commands,
    /// Where we are.
    pub place: Place,
    /// The list of meetings.
    pub home: Home,
    /// The agendas that can be chosen, and which the cursor stands on.
    pub agendas: Vec<Agenda>,
    /// Words that Space writes out.
    pub abbreviations: Vec<Abbreviation>,
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

impl App {
    /// The program as it starts, before anything is read.
    pub fn new(now: DateTime<FixedOffset>, columns: u16, rows: u16, commands: Commands) -> App {
        App {
            now,
            columns,
            rows,
            commands,
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
    /// Does what a row of the table says; `typed` as in [`protocol::command_row::Run`].
    pub fn run(&mut self, row: &CommandRow, typed: Option<&str>) -> Vec<Effect> {
        self.outcome = Outcome::Done;
        (row.run)(self, typed)
    }

    /// Something was not done, and why; what is typed stays.
    pub fn refuse(&mut self, why: impl Into<Problem>) -> Vec<Effect> {
        let why = why.into();
        self.status.point_out(why.to_string());
        self.outcome = Outcome::Refused(why);
        Vec::new()
    }
}
