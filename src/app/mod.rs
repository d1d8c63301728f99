//! The whole program without any input or output: `update(app, message) -> effects`. Files, clock and terminal are
//! asked for through effects and answer through messages.
//!
//! Four folders, each of which may use those before it: `protocol`, `editing`, `screens`, `commands`. [`App`] holds the
//! state of all of them. It is handed the table of commands, so that a screen can look up a row without knowing the
//! commands.

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

#[derive(Debug, Clone)]
pub struct App {
    /// The time of the current message, with the local offset.
    pub now: DateTime<FixedOffset>,
    pub columns: u16,
    pub rows: u16,
    pub commands: Commands,
    pub place: Place,
    /// The privacy screen covers the place.
    pub is_hidden: bool,
    pub home: Home,
    /// Those to choose from; empty until the settings have been read.
    pub agendas: Vec<Agenda>,
    /// Abbreviations that Space expands.
    pub abbreviations: Vec<Abbreviation>,
    pub agenda_row: usize,
    pub editor: Option<MeetingEditor>,
    pub status: Status,
    pub help: Help,
    /// Newest last; Esc goes back through them.
    pub pages: Vec<Page>,
    pub below_pages: Place,
    /// Restricted parts were just hidden: the meeting, and the records near the place on the screen, nearest first.
    pub put_away: Option<(String, Vec<String>)>,
    pub finding: Finding,
    /// Lines arrive one at a time, without screens: plain mode and `take`.
    pub one_line_at_a_time: bool,
    pub outcome: Outcome,
    /// The last rejected line, where it is not part of the minutes.
    pub refused_line: RefusedLine,
}

impl App {
    pub fn new(now: DateTime<FixedOffset>, columns: u16, rows: u16, commands: Commands) -> App {
        App {
            now,
            columns,
            rows,
            commands,
            place: Place::Home,
            is_hidden: false,
            home: Home::default(),
            agendas: Vec::new(),
            abbreviations: Vec::new(),
            agenda_row: 0,
            editor: None,
            status: Status::default(),
            help: Help::of(Place::Home, Listing::Commands, Vec::new()),
            pages: Vec::new(),
            below_pages: Place::Home,
            put_away: None,
            finding: Finding::default(),
            one_line_at_a_time: false,
            outcome: Outcome::Nothing,
            refused_line: RefusedLine::default(),
        }
    }
    /// Runs a row of the table; `typed` as in [`protocol::command_row::Run`].
    pub fn run(&mut self, row: &CommandRow, typed: Option<&str>) -> Vec<Effect> {
        self.outcome = Outcome::Done;
        (row.run)(self, typed)
    }

    /// Says why something was not done. What is typed stays in the line.
    pub fn refuse(&mut self, why: impl Into<Problem>) -> Vec<Effect> {
        let why = why.into();
        self.status.point_out(why.to_string());
        self.outcome = Outcome::Refused(why);
        Vec::new()
    }
}
