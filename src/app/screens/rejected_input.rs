//! What `/` and Esc do right behind a refusal, on the screens whose line is no part of the minutes: the list of
//! meetings, a page, Find. At the desk the line is set aside instead (`editing/stash.rs`), because its words are
//! minutes.

use super::home::words_and_command;
use crate::app::App;
use crate::app::protocol::message::Key;
use crate::app::protocol::place::Place;
use crate::app::protocol::status::{Outcome, Urgency};
use crate::domain::text::buffer::TextBuffer;

/// A line that could not be done.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RefusedLine {
    /// It still stands there.
    stands: Option<String>,
    /// Another command was begun in its place; Esc brings it back.
    behind: Option<String>,
}

/// The line of this place, where it is one of these.
fn line(app: &mut App) -> Option<&mut TextBuffer> {
    match app.place {
        Place::Home => Some(&mut app.home.filter),
        Place::Page => app.pages.last_mut().map(|page| &mut page.line),
        Place::Find => Some(&mut app.finding.line),
        _ => None,
    }
}

/// Takes the key when it is about the refusal.
///
/// `/` behind a refused line begins a command anew; Esc on the bare `/` brings the refused line back. Esc where
/// nothing is typed takes away first what is pointed out, and leaves only then.
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
                .point_out("A new command. Esc brings the one before back.");
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

/// Behind Enter: the line that could not be done is known.
pub fn remember(app: &mut App) {
    let is_refused = matches!(app.outcome, Outcome::Refused(_));
    let stands = line(app).map(|line| line.text().to_owned());
    app.refused_line = RefusedLine {
        stands: stands.filter(|text| is_refused && !text.is_empty()),
        behind: None,
    };
}
