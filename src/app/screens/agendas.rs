//! Choosing the agenda for a new meeting.

use crate::app::App;
use crate::app::protocol::effect::Effect;
use crate::app::protocol::message::Key;
use crate::app::protocol::place::Place;

pub fn on_key(app: &mut App, key: Key) -> Vec<Effect> {
    let last = app.agendas.len().saturating_sub(1);
    match key {
        Key::Up | Key::Char('k') => app.agenda_row = app.agenda_row.saturating_sub(1),
        Key::Down | Key::Char('j') | Key::Tab => app.agenda_row = (app.agenda_row + 1).min(last),
        Key::Char(digit @ '1'..='9') => {
            let row = digit.to_digit(10).unwrap_or(1) as usize - 1;
            app.agenda_row = row.min(last);
        }
        Key::Esc => app.place = Place::Home,
        Key::Enter => {
            if let Some(agenda) = app.agendas.get(app.agenda_row) {
                return vec![Effect::Create {
                    agenda: Box::new(agenda.clone()),
                }];
            }
        }
        _ => {}
    }
    Vec::new()
}
