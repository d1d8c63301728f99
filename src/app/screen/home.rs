//! The list of meetings: typing filters, Enter opens.

use crate::app::App;
use crate::app::action::Place;
use crate::app::effect::Effect;
use crate::app::message::Key;
use crate::domain::text_buffer::Move;

/// A key that no action of the table took.
pub fn on_key(app: &mut App, key: Key) -> Vec<Effect> {
    app.status.clear();
    let last = app.filtered().len().saturating_sub(1);
    match key {
        Key::Char(letter) => {
            app.home.filter.insert(&letter.to_string());
            app.home.sift();
            app.home.row = 0;
        }
        Key::Backspace => {
            app.home.filter.backspace();
            app.home.sift();
            app.home.row = 0;
        }
        Key::Left => {
            app.home.filter.go(Move::Left);
        }
        Key::Right => {
            app.home.filter.go(Move::Right);
        }
        Key::Up => app.home.row = app.home.row.saturating_sub(1),
        Key::Down => app.home.row = (app.home.row + 1).min(last),
        Key::PageUp => app.home.row = app.home.row.saturating_sub(10),
        Key::PageDown => app.home.row = (app.home.row + 10).min(last),
        Key::Esc => clear_filter(app),
        Key::Enter => return on_enter(app),
        _ => {}
    }
    Vec::new()
}

fn on_enter(app: &mut App) -> Vec<Effect> {
    match app.home.filter.text() {
        "/quit" | "/q" => return vec![Effect::Quit(None)],
        "/help" => {
            app.help = crate::app::Help {
                from: Place::Home,
                row: 0,
            };
            clear_filter(app);
            app.place = Place::Help;
            return Vec::new();
        }
        "/new" | "/start" => {
            clear_filter(app);
            app.place = Place::Agendas;
            return Vec::new();
        }
        _ => {}
    }
    let chosen = app
        .filtered()
        .get(app.home.row)
        .map(|meeting| meeting.id.clone());
    match chosen {
        Some(id) => vec![Effect::Open(id)],
        None if app.home.meetings().is_empty() && app.home.reading.is_some() => {
            app.status
                .tell("The list is being made. + prepares a new meeting meanwhile.");
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

fn clear_filter(app: &mut App) {
    app.home.filter = Default::default();
    app.home.sift();
}
