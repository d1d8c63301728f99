//! What `/` and Esc do straight after a rejection, on the screens whose line is not part of the minutes: the list of
//! meetings, a page, Find. At the desk the line is set aside instead (`editing/stash.rs`), because its words are
//! minutes.

use super::home::words_and_command;
use crate::app::App;
use crate::app::protocol::message::Key;
use crate::app::protocol::place::Place;
use crate::app::protocol::status::{Outcome, Urgency};
use crate::domain::text::buffer::TextBuffer;

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RefusedLine {
    /// It is still there.
    stands: Option<String>,
    /// Another command was begun in its place; Esc brings it back.
    behind: Option<String>,
}

/// The line of this place, if it is one of these.
fn line(app: &mut App) -> Option<&mut TextBuffer> {
    match app.place {
        Place::Home => Some(&mut app.home.filter),
        Place::Page => app.pages.last_mut().map(|page| &mut page.line),
        Place::Find => Some(&mut app.finding.line),
        _ => None,
    }
}

/// Takes the key if it is about the rejection. `/` after a rejected line begins a new command; Esc on the bare `/`
/// brings the rejected line back. Esc where nothing is typed first clears the message, and only then leaves.
pub fn takes_key(app: &mut App, key: Key) -> bool {
    let refused = app.refused_line.clone();
    let points_out = app.status.urgency == Urgency::Attention && !app.status.words.is_empty();
    let Some(line) = line(app) else {
        return false;
    };
    let at_end = line.cursor() == line.text().len();
    let (words, command) = words_and_command(line.text());
    match key {
        Key::Char('/') if at_end && refused.stands.as_deref() == Some(line.text()) => {
            *line = TextBuffer::with_text(&format!("{words}/"));
            app.refused_line = RefusedLine {
                stands: None,
                behind: refused.stands,
            };
            app.status
                .point_out("A new command. Esc brings back the one before.");
            true
        }
        Key::Esc if command == Some("/") && refused.behind.is_some() => {
            *line = TextBuffer::with_text(refused.behind.as_deref().unwrap_or_default());
            app.refused_line = RefusedLine {
                stands: refused.behind,
                behind: None,
            };
            app.status.clear();
            true
        }
        Key::Esc if line.is_empty() && points_out => {
            app.status.clear();
            true
        }
        _ => false,
    }
}

pub fn remember(app: &mut App) {
    let is_refused = matches!(app.outcome, Outcome::Refused(_));
    let stands = line(app).map(|line| line.text().to_owned());
    app.refused_line = RefusedLine {
        stands: stands.filter(|text| is_refused && !text.is_empty()),
        behind: None,
    };
}
