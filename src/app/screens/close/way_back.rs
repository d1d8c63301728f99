//! The way back to the list before closing, from a section or the catch-up list to which a row of it led.

use super::{choose_next, open};
use crate::app::App;
use crate::app::editing::editor::{MeetingEditor, Shown};
use crate::app::protocol::effect::Effect;
use crate::app::protocol::place::Place;

/// Whether Enter on the list led to what is on the screen, and nobody has gone elsewhere since.
pub fn is_led_here(editor: &MeetingEditor, place: Place) -> bool {
    let here = editor.meeting.open_section();
    place == Place::Recording
        && editor.led_to.is_some()
        && editor.led_to.as_deref() == here.map(|section| section.id.as_str())
}

/// The list again, at the row that was chosen; where that was put right, at the next that is open.
pub fn go_back(app: &mut App) -> Vec<Effect> {
    let now = app.now;
    let row = app.editor.as_ref().map(|editor| editor.close_row);
    let effects = open(app, None);
    if let (Some(editor), Some(row)) = (app.editor.as_mut(), row) {
        editor.close_row = row;
        choose_next(editor, now);
    }
    effects
}

/// Once the last entry of the catch-up list is put right, the list before closing is on the screen again.
pub fn when_all_is_caught_up(app: &mut App) -> Vec<Effect> {
    let place = app.place;
    let is_done = app.editor.as_ref().is_some_and(|editor| {
        editor.shown == Shown::CatchUp
            && editor.line.is_empty()
            && is_led_here(editor, place)
            && editor.entries().is_empty()
    });
    match is_done {
        true => go_back(app),
        false => Vec::new(),
    }
}
