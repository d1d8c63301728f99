//! What is typed right behind something that Tab put into a form: an answer is whole, so the next label begins by itself;
//! and a label that nobody wanted makes way for another one.

use super::completion::field_at;
use super::editor::MeetingEditor;
use crate::app::protocol::effect::Effect;
use crate::domain::line::Line;
use chrono::{DateTime, FixedOffset};

/// Makes room for `text`, which is about to be typed at the cursor.
///
/// ```text
/// /view Wilf; by: drawing|            m   /view Wilf; by: drawing; m|
/// /decision Ella; is: cp; category: |   ;   /decision Ella; is: cp;|
/// ```
pub fn make_room(
    editor: &mut MeetingEditor,
    text: &str,
    now: DateTime<FixedOffset>,
) -> Vec<Effect> {
    let put = editor.put_by_tab.take();
    if put.as_deref() != Some(editor.line.text()) {
        return Vec::new();
    }
    let cursor = editor.line.cursor();
    let Line::Form(form) = editor.read_line(now) else {
        return Vec::new();
    };
    let Some((field, from, to)) = field_at(&form, cursor) else {
        return Vec::new();
    };
    let is_lead = form
        .asked
        .lead_field()
        .is_some_and(|lead| lead.name == field.name);
    let line = editor.line.text();
    if from < to && to == cursor && text.starts_with(char::is_alphabetic) {
        return editor.type_in("; ");
    }
    if from == to && !is_lead && text.starts_with(';') {
        let label = line.get(..from).and_then(|before| before.rfind(';'));
        let nothing_behind = line.get(from..).is_some_and(|rest| rest.trim().is_empty());
        if let Some(label) = label.filter(|_| nothing_behind) {
            let removed = line.len() - label;
            return editor.replace(label, removed, "");
        }
    }
    Vec::new()
}
