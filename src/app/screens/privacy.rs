//! The privacy screen: nothing of the meeting can be seen, and the meeting goes on. What is typed for the minutes goes
//! into the line and is recorded with Enter as always; any other key only shows the screen again (decision 31).

use crate::app::App;
use crate::app::protocol::message::{Key, Message};
use crate::app::protocol::place::DESK;
use crate::domain::meeting::Phase;

/// Whether a message is used up because the screen is hidden. No letter is: where there is no line for it, the screen is
/// shown and the key does nothing else.
pub fn takes(app: &mut App, message: &Message) -> bool {
    if !app.is_hidden {
        return false;
    }
    match message {
        Message::Key(key) if is_for_the_line(app, *key) => false,
        Message::Key(_) => {
            app.is_hidden = false;
            true
        }
        // A hand that brushes the mouse shows nothing.
        Message::Wheel { .. } => true,
        Message::Paste(_) | Message::Burst(_) => {
            app.is_hidden = is_at_the_line(app);
            false
        }
        _ => false,
    }
}

pub fn is_at_the_line(app: &App) -> bool {
    app.editor.is_some() && DESK.contains(&app.place)
}

fn is_for_the_line(app: &App, key: Key) -> bool {
    let Some(editor) = app.editor.as_ref().filter(|_| is_at_the_line(app)) else {
        return false;
    };
    match key {
        Key::Char(_) => true,
        Key::Backspace | Key::EraseWord | Key::Newline | Key::Enter => !editor.line.is_empty(),
        _ => false,
    }
}

/// After a while without a key, where a setting asks for it. Never while a meeting is prepared or recorded.
pub fn after_a_while(app: &mut App) {
    let is_over = |phase| phase == Phase::Closed;
    let editor = app.editor.as_ref();
    app.is_hidden |= editor.is_none_or(|editor| is_over(editor.meeting.phase()));
}
