//! The screens: draws an [`App`] into a buffer of cells and says where the cursor goes.
//!
//! `view` is called once for each batch of messages and works from nothing but the app and the area, so that any screen
//! can be redrawn at any time. It wraps and measures only the visible part.

mod layout;
mod paper;
mod parts;
mod screen;
pub mod text;
mod theme;

pub use theme::Theme;

use crate::app::App;
use crate::app::editing::completion::{self, Suggestion};
use crate::app::editing::editor::MeetingEditor;
use crate::app::protocol::place::Place;
use crate::app::screens::room::Room;
use crate::domain::line::Line;
use crate::domain::meeting::{Meeting, Turn};
use paper::Paper;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// Draws the program into `area` of the buffer, whose cells are empty, and returns the cursor's position: always inside
/// the area (or at its corner, if it has no cells).
pub fn view(app: &App, theme: &Theme, area: Rect, buffer: &mut Buffer) -> Position {
    let mut paper = Paper::new(buffer, area, theme);
    let area = paper.area();
    if theme.plain != ratatui::style::Style::default() {
        paper.over(area, theme.plain);
    }
    let cursor = match (&app.editor, app.place) {
        _ if app.is_hidden => screen::privacy::draw(app, &mut paper),
        _ if layout::is_too_small(area) => screen::too_small(app, &mut paper),
        (_, Place::Page) => match app.pages.last() {
            Some(page) => screen::page::draw(app, page, &mut paper),
            None => screen::home::draw(app, &mut paper),
        },
        (_, Place::Find) => screen::find::draw(app, &mut paper),
        (_, Place::Help) => screen::help::draw(app, &mut paper),
        (None, Place::Agendas) => screen::agendas::draw(app, &mut paper),
        (None, _) => screen::home::draw(app, &mut paper),
        (Some(_), Place::Agendas) => screen::agendas::draw(app, &mut paper),
        (Some(_), Place::Home) => screen::home::draw(app, &mut paper),
        (Some(editor), Place::Close) => {
            screen::close::draw(&DrawContext::at(app, editor), &mut paper)
        }
        (Some(editor), Place::Prepare) => {
            screen::prepare::draw(&DrawContext::at(app, editor), &mut paper)
        }
        (Some(editor), Place::Recording) => {
            screen::recording::draw(&DrawContext::at(app, editor), &mut paper)
        }
    };
    inside(cursor, area)
}

/// Draws the room view into `area` of the buffer, whose cells are empty; it has no cursor. Returns the number of rows
/// one can scroll back through, and how many of them fit: see [`Room::drawn`].
pub fn room(room: &Room, theme: &Theme, area: Rect, buffer: &mut Buffer) -> (usize, usize) {
    let mut paper = Paper::new(buffer, area, theme);
    let area = paper.area();
    if theme.plain != ratatui::style::Style::default() {
        paper.over(area, theme.plain);
    }
    screen::room::draw(room, &mut paper)
}

fn inside(cursor: Position, area: Rect) -> Position {
    let last = |from: u16, length: u16| from.saturating_add(length.saturating_sub(1));
    Position::new(
        cursor.x.clamp(area.x, last(area.x, area.width)),
        cursor.y.clamp(area.y, last(area.y, area.height)),
    )
}

/// A desk and what follows from it for one drawing, worked out once.
#[derive(Debug)]
struct DrawContext<'a> {
    app: &'a App,
    editor: &'a MeetingEditor,
    line: Line,
    suggestions: Vec<Suggestion>,
    round: Vec<Turn>,
    next: Option<usize>,
}

impl<'a> DrawContext<'a> {
    fn at(app: &'a App, editor: &'a MeetingEditor) -> DrawContext<'a> {
        let round = editor.meeting.round();
        let next = editor.meeting.next_up(&round);
        DrawContext {
            app,
            editor,
            round,
            next,
            line: editor.read_line(app.now),
            suggestions: completion::suggestions(editor, app.commands, app.now.date_naive()),
        }
    }

    fn meeting(&self) -> &'a Meeting {
        &self.editor.meeting
    }

    /// What to type for something that is still open; empty for somebody who only reads.
    fn how(&self, command: &str) -> String {
        match self.editor.read_only {
            Some(_) => String::new(),
            None => format!("   {command}"),
        }
    }

    fn has_list(&self) -> bool {
        !self.suggestions.is_empty() && !self.suggests_people() && !self.is_written_out()
    }

    /// The only suggestion has already been typed in full.
    fn is_written_out(&self) -> bool {
        let [only] = self.suggestions.as_slice() else {
            return false;
        };
        let end = only.at + only.removed;
        let stands = self.editor.line.text().get(only.at..end);
        stands.is_some_and(|words| words.eq_ignore_ascii_case(only.text.trim()))
    }

    /// What is typed may be the beginning of somebody's initials.
    fn suggests_people(&self) -> bool {
        self.suggestions
            .first()
            .is_some_and(|first| first.at == 0 && !self.editor.line.text().starts_with(['@', '#']))
    }
}
