//! The list of meetings: typing filters, Enter opens; a word with `/` is a command. Which meetings pass the filter is
//! worked out when either changes, not for every frame: there may be ten thousand.

use super::paging::walked;
use crate::app::App;
use crate::app::editing::line_keys;
use crate::app::protocol::command_row::CommandRow;
use crate::app::protocol::effect::Effect;
use crate::app::protocol::message::Key;
use crate::app::protocol::place::Place;
use crate::app::protocol::status::Outcome;
use crate::app::protocol::view::View;
use crate::domain::history::due::DueList;
use crate::domain::problem::Problem;
use crate::domain::search::{Card, CardFilter, Sieve};
use crate::domain::text::buffer::TextBuffer;

#[derive(Debug, Clone, Default)]
pub struct Home {
    meetings: Vec<Card>,
    /// The others: those that were put away, or all the rest while those are shown.
    other_side: Vec<Card>,
    pub shows_put_away: bool,
    /// What the filter searches, one text for each meeting.
    sieve: Sieve,
    /// The indices of those that pass the filter.
    passing: Vec<usize>,
    pub filter: TextBuffer,
    pub row: usize,
    /// `None` until it has been worked out.
    pub due: Option<DueList>,
    /// The list is not complete yet: how many have been read, out of how many.
    pub reading: Option<(usize, usize)>,
}

impl Home {
    /// All meetings: interrupted ones first, then the newest.
    pub fn meetings(&self) -> &[Card] {
        &self.meetings
    }

    /// Those that pass the filter, in the same order.
    pub fn passing(&self) -> impl Iterator<Item = &Card> {
        let places = self.passing.iter();
        places.filter_map(|at| self.meetings.get(*at))
    }

    pub fn passing_count(&self) -> usize {
        self.passing.len()
    }

    /// One of those that pass the filter, by its row.
    pub fn in_row(&self, row: usize) -> Option<&Card> {
        self.meetings.get(*self.passing.get(row)?)
    }

    pub fn chosen(&self) -> Option<&Card> {
        self.in_row(self.row)
    }

    /// How many of those that pass were interrupted; they come before all others.
    pub fn interrupted_count(&self) -> usize {
        let rows = 0..self.passing.len();
        rows.take_while(|row| {
            self.in_row(*row)
                .is_some_and(|card| card.interrupted_at.is_some())
        })
        .count()
    }

    /// Shows those that were put away, or all others again; `false` where none was.
    pub fn turn_over(&mut self) -> bool {
        if self.other_side.is_empty() && !self.shows_put_away {
            return false;
        }
        self.shows_put_away = !self.shows_put_away;
        std::mem::swap(&mut self.meetings, &mut self.other_side);
        self.sieve = Sieve::of(&self.meetings);
        self.filter = TextBuffer::default();
        self.row = 0;
        self.sift();
        true
    }

    /// A new list. The chosen row stays on its meeting, if that is still there.
    pub fn list(&mut self, mut meetings: Vec<Card>) {
        let is_away = |card: &Card| card.put_away.is_some();
        self.other_side.clear();
        // Hardly ever is any put away, and there may be ten thousand.
        if self.shows_put_away || meetings.iter().any(is_away) {
            let shows = self.shows_put_away;
            let sides = meetings
                .into_iter()
                .partition(|card| is_away(card) == shows);
            (meetings, self.other_side) = sides;
        }
        let chosen = self.chosen().filter(|_| self.row > 0);
        let chosen = chosen.map(|card| card.id.clone());
        // They come newest first and are mostly in order already; then nothing moves.
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

    /// What is typed, cut before the word that begins with `/`: words that filter, and a command. A command leaves the
    /// list and the chosen meeting as they are.
    pub fn words_and_command(&self) -> (&str, Option<&str>) {
        words_and_command(self.filter.text())
    }

    pub fn sift(&mut self) {
        let filter = CardFilter::read(self.words_and_command().0);
        self.passing = self.sieve.passing(&filter);
    }
}

/// A line cut before the word that begins with `/`: words, and a command after them.
pub fn words_and_command(typed: &str) -> (&str, Option<&str>) {
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

pub fn on_key(app: &mut App, key: Key) -> Vec<Effect> {
    app.status.clear();
    let count = app.home.passing_count();
    // What is due and what is told take no more than the other half.
    let height = usize::from(app.rows / 2).saturating_sub(2);
    if let Some(row) = walked(key, app.home.row, count, height, |_| 1) {
        app.home.row = row;
        return Vec::new();
    }
    match key {
        Key::Char(letter) => type_in(app, letter.encode_utf8(&mut [0; 4])),
        Key::Esc if app.home.shows_put_away && app.home.filter.is_empty() => {
            app.home.turn_over();
        }
        Key::Esc => clear_filter(app),
        Key::Enter => return on_enter(app),
        key => {
            let was_command = app.home.words_and_command().1.is_some();
            if line_keys::change(&mut app.home.filter, key).is_some() {
                if !was_command {
                    app.home.sift();
                    app.home.row = 0;
                }
            } else if let Some(whereto) = line_keys::movement(key) {
                app.home.filter.go(whereto);
            }
        }
    }
    Vec::new()
}

/// Types at the cursor. Words filter anew; a command is about the meeting already chosen.
pub fn type_in(app: &mut App, text: &str) {
    app.home.filter.insert(text);
    if app.home.words_and_command().1.is_none() {
        app.home.sift();
        app.home.row = 0;
    }
}

fn on_enter(app: &mut App) -> Vec<Effect> {
    if let (_, Some(typed)) = app.home.words_and_command() {
        let typed = typed.trim().trim_start_matches('/');
        let (name, rest) = typed.split_once(char::is_whitespace).unwrap_or((typed, ""));
        let (name, rest) = (name.to_lowercase(), rest.trim().to_owned());
        return do_command(app, &name, &rest);
    }
    let chosen = app
        .home
        .chosen()
        .map(|meeting| (meeting.id.clone(), meeting.state == "closed"));
    match chosen {
        Some((id, true)) => vec![Effect::Show {
            view: View::record(id),
            at: None,
        }],
        Some((id, false)) => {
            // Whoever comes back from it wants the list, where it is once it was restored.
            if app.home.shows_put_away {
                app.home.turn_over();
            }
            vec![Effect::Open(id)]
        }
        None if app.home.meetings().is_empty() && app.home.reading.is_some() => {
            app.status
                .tell("The list is being made. Meanwhile, + prepares a new meeting.");
            Vec::new()
        }
        None if app.home.meetings().is_empty() => {
            app.place = Place::Agendas;
            Vec::new()
        }
        None => {
            app.status
                .tell("No meeting has these words. Esc shows all of them.");
            Vec::new()
        }
    }
}

/// Minutes without a journal that we may open: from the list they are read; elsewhere, the reason is given.
pub fn only_to_read(app: &mut App, meeting: String, why: Problem) -> Vec<Effect> {
    if app.place != Place::Home {
        return app.refuse(why);
    }
    app.status
        .tell("These minutes can be read here but not continued: their journal is not yours.");
    vec![Effect::Show {
        view: View::record(meeting),
        at: None,
    }]
}

/// The commands that fit what is typed after `/`; empty when no command is typed, or words follow one.
pub fn commands_that_fit(app: &App) -> Vec<&'static CommandRow> {
    let typed = app.home.words_and_command().1;
    let Some(typed) = typed.and_then(|typed| typed.strip_prefix('/')) else {
        return Vec::new();
    };
    if typed.contains(char::is_whitespace) {
        return Vec::new();
    }
    let typed = typed.to_lowercase();
    app.commands
        .in_place(Place::Home)
        .filter(|row| row.command.starts_with(&typed))
        .collect()
}

/// A command that works here, or the beginning of one, and what follows it.
fn do_command(app: &mut App, name: &str, rest: &str) -> Vec<Effect> {
    if app.one_line_at_a_time {
        // Without screens nobody sees that it is still there, and it would get in the way of the next line.
        command_is_gone(app);
    }
    let row = match app.commands.the_one_outside(name, Place::Home) {
        Ok(row) => row,
        Err(why) => return app.refuse(why),
    };
    if row.takes.is_empty() && !rest.is_empty() {
        let words = format!("/{} takes no words after it.", row.command);
        return app.refuse(Problem::wrong_input(words));
    }
    let effects = app.run(row, Some(rest).filter(|rest| !rest.is_empty()));
    if !matches!(app.outcome, Outcome::Refused(_)) {
        command_is_gone(app);
    }
    effects
}

/// The words before the command still filter.
fn command_is_gone(app: &mut App) {
    let words = app.home.words_and_command().0.trim_end().to_owned();
    app.home.filter = TextBuffer::default();
    app.home.filter.insert(&words);
    app.home.sift();
}

fn clear_filter(app: &mut App) {
    app.home.filter = TextBuffer::default();
    app.home.sift();
}
