//! Walking through the lists of a meeting: the entries, what is missing, and the list above the line.

use super::close;
use super::paging::{rows_taken, walked};
use crate::app::App;
use crate::app::editing::completion::{self, field_at};
use crate::app::editing::editor::{MeetingEditor, line_words};
use crate::app::protocol::effect::Effect;
use crate::app::protocol::message::Key;
use crate::app::protocol::place::Place;
use crate::domain::line::{FormLine, Line};
use crate::domain::record::Record;

/// How many rows the list above the line takes at most.
pub const MOST_SUGGESTED: usize = 8;

/// About how many rows of the screen before closing are no gaps.
const ROWS_BESIDE_GAPS: usize = 10;

/// The page keys, Home and End: in a list of commands, in the list before closing, or through the entries.
pub fn walk_by_page(app: &mut App, key: Key) -> Vec<Effect> {
    let (now, today, known) = (app.now, app.now.date_naive(), app.commands);
    let (columns, rows) = (usize::from(app.columns), usize::from(app.rows));
    let Some(editor) = app.editor.as_mut() else {
        return Vec::new();
    };
    if completion::is_list_open(editor, known) {
        let count = completion::suggestions(editor, known, today).len();
        let choice = walked(key, editor.choice, count, MOST_SUGGESTED / 2, |_| 1);
        editor.choice = choice.unwrap_or(editor.choice);
        return Vec::new();
    }
    if let Line::Form(form) = editor.read_line(now) {
        look_through(editor, &form, key, rows / 4);
        return Vec::new();
    }
    if app.place == Place::Close {
        let list = close::gaps(editor, now);
        let room = columns.saturating_sub(6);
        let rows_of = |at: usize| match list.get(at) {
            Some((missing, None)) => rows_taken(&missing.missing, room),
            Some((missing, Some(why))) => {
                rows_taken(&missing.missing, room) + rows_taken(why, room)
            }
            None => 1,
        };
        // The chosen one is seen with a third of the list above it.
        let height = rows.saturating_sub(ROWS_BESIDE_GAPS) * 2 / 3;
        let row = walked(key, editor.close_row, list.len() + 1, height, rows_of);
        editor.close_row = row.unwrap_or(editor.close_row);
        return Vec::new();
    }
    let listed = editor.listed();
    let selected = editor.selected.as_deref();
    let here = selected.and_then(|id| listed.iter().position(|record| record.id == id));
    // From the line, which is past the end of the list, there is no way further on.
    if here.is_none() && matches!(key, Key::PageDown | Key::End) {
        return Vec::new();
    }
    let room = columns.saturating_sub(match columns {
        0..60 => 20,
        _ => 46,
    });
    let rows_of = |at: usize| {
        let of_record = |record: &&Record| rows_taken(&line_words(record, &editor.meeting), room);
        listed.get(at).map_or(1, of_record)
    };
    let here = here.unwrap_or(listed.len());
    let there = walked(key, here, listed.len(), rows / 3, rows_of);
    let there = there
        .and_then(|at| listed.get(at))
        .map(|record| record.id.clone());
    editor.selected = there;
    Vec::new()
}

/// Moves the form that is being typed, and nothing in it.
fn look_through(editor: &mut MeetingEditor, form: &FormLine, key: Key, step: usize) {
    let fields = form.asked.fields;
    let here = field_at(form, editor.line.cursor());
    let here = here.and_then(|(here, ..)| fields.iter().position(|field| field.name == here.name));
    let here = here.unwrap_or_default();
    let at = here.saturating_add_signed(editor.form_moved);
    let moved = walked(key, at, fields.len(), step, |_| 1).unwrap_or(at);
    editor.form_moved = moved.cast_signed() - here.cast_signed();
}

/// Past the end of the list is the line.
pub fn walk(editor: &mut MeetingEditor, by: isize) -> Vec<Effect> {
    let ids: Vec<String> = editor
        .listed()
        .iter()
        .map(|record| record.id.clone())
        .collect();
    let here = editor
        .selected
        .as_ref()
        .and_then(|id| ids.iter().position(|known| known == id))
        .unwrap_or(ids.len());
    let there = here.saturating_add_signed(by);
    editor.selected = ids.get(there).cloned();
    Vec::new()
}

/// In the list before closing, by so many rows; the last one closes.
pub fn choose_gap(app: &mut App, by: isize) -> Vec<Effect> {
    if let Some(editor) = app.editor.as_mut() {
        let last = close::gaps(editor, app.now).len();
        let row = editor.close_row.min(last).saturating_add_signed(by);
        editor.close_row = row.min(last);
    }
    Vec::new()
}
