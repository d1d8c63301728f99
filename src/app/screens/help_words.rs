//! Words typed while the help is open. They sift it: first what can be done, then the places of the manual that speak
//! of them. A line with a colon was meant for the meeting and goes into the line. Words that find nothing stay here, and
//! Enter puts them into the line: there, a second Enter would record them as somebody's words.

use super::help::{Does, Listing, Row, listed};
use crate::app::App;
use crate::app::protocol::place::{DESK, Place};
use crate::documents::manual::{Passage, passages, passages_with_most, speaks_of};
use crate::domain::text::buffer::TextBuffer;

/// Whether a letter typed in the list that is open looks for something in it. The signs that begin a line do not.
pub fn takes(app: &App, letter: char) -> bool {
    let is_in_words = !app.help.sought.is_empty();
    app.place == Place::Help
        && app.help.listing == Listing::Commands
        && (is_in_words || letter.is_alphanumeric() || letter == '"')
}

/// Types into the words looked for. Those that are not for the help are handed back, and the list is closed.
pub fn type_in(app: &mut App, text: &str) -> Option<String> {
    app.help.sought.insert(text);
    let typed = app.help.sought.text().to_owned();
    if !is_for_the_line(app, &typed) {
        choose_first(app);
        return None;
    }
    app.help.sought = TextBuffer::default();
    app.place = app.help.from;
    Some(typed)
}

/// A list without a line below it keeps what is typed.
fn is_for_the_line(app: &App, typed: &str) -> bool {
    has_line(app) && typed.contains(':')
}

fn has_line(app: &App) -> bool {
    !matches!(app.help.from, Place::Home | Place::Agendas)
}

/// The first that can be done or read.
pub fn choose_first(app: &mut App) {
    let rows = listed(app);
    let first = rows.iter().position(|row| row.does != Does::Nothing);
    app.help.row = first.unwrap_or(0);
}

/// The first place of the manual.
pub fn choose_first_place(app: &mut App) {
    let rows = listed(app);
    let first = rows
        .iter()
        .position(|row| matches!(row.does, Does::Read(..)));
    app.help.row = first.unwrap_or(0);
}

/// The list is left with words typed in it: they are kept, because they may have been meant for the line.
pub fn keep(app: &mut App) {
    let typed = app.help.sought.text().trim().to_owned();
    app.help.sought = TextBuffer::default();
    if !typed.is_empty() && DESK.contains(&app.help.from) {
        app.help.typed_last = typed;
    }
}

/// What was typed here last and may have been meant for the line.
pub fn typed_last(app: &App) -> Option<Row> {
    let typed = &app.help.typed_last;
    (!typed.is_empty() && !app.one_line_at_a_time).then(|| Row {
        typed: typed.clone(),
        help: "What you typed here last. Enter puts it into the line.".to_owned(),
        does: Does::Type(typed.clone()),
        ..Row::default()
    })
}

/// Of all rows those with the words, then the places of the manual.
pub fn sifted(app: &App, all: Vec<Row>, typed: &str) -> Vec<Row> {
    let is_told = |row: &Row| {
        let words = format!("{} {} {}", row.typed, row.help, row.more);
        !row.help.is_empty() && speaks_of(&words, typed)
    };
    let squeezed: String = typed
        .chars()
        .filter(|letter| letter.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect();
    // `what if` is `/whatif`.
    let is_called = |row: &Row| {
        let command = row.typed.strip_prefix('/');
        !squeezed.is_empty() && command.is_some_and(|command| command.starts_with(&squeezed))
    };
    let is_found = |row: &Row| is_called(row) || is_told(row);
    let mut rows: Vec<Row> = all.into_iter().filter(is_found).collect();
    // The command that is called so comes first; what only explains a sign, behind what can be done.
    rows.sort_by_key(|row| (!is_called(row), row.does == Does::Nothing));
    let places = match passages(typed) {
        none if none.is_empty() && rows.is_empty() => passages_with_most(typed),
        places => places,
    };
    if !places.is_empty() {
        rows.push(Row {
            typed: match app.one_line_at_a_time {
                true => "In the manual".to_owned(),
                false => "In the manual (Enter opens it there)".to_owned(),
            },
            ..Row::default()
        });
    }
    rows.extend(places.into_iter().map(|place| row_of(app, place)));
    if rows.is_empty() {
        rows.push(Row {
            typed: "Neither the help nor the manual mentions this.".to_owned(),
            ..Row::default()
        });
        if has_line(app) && !app.one_line_at_a_time {
            rows.push(Row {
                typed: typed.to_owned(),
                help: "Enter puts it into the line. Nothing is recorded yet.".to_owned(),
                does: Does::Type(typed.to_owned()),
                ..Row::default()
            });
        }
    }
    rows
}

fn row_of(app: &App, place: Passage) -> Row {
    Row {
        typed: match app.one_line_at_a_time {
            true => format!("/manual {}", place.typed()),
            false => place.topic.to_owned(),
        },
        help: format!("{}: {}", place.heading, place.says),
        does: Does::Read(place.topic, place.part),
        ..Row::default()
    }
}
