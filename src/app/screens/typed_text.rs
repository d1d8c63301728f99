//! Text that comes into the line of a meeting, typed or pasted.

use super::desk::begin_about;
use crate::app::App;
use crate::app::editing::stash::{Purpose, brought_back_by};
use crate::app::editing::{behind_tab, pasted};
use crate::app::protocol::effect::Effect;
use crate::app::protocol::place::Place;

/// Several pasted lines are asked about; the end of a single one is not part of the words.
pub fn on_paste(app: &mut App, text: &str) -> Vec<Effect> {
    let known = app.commands;
    let Some(editor) = app.editor.as_mut() else {
        return Vec::new();
    };
    let chosen = editor.chosen_to_change();
    editor.selected = None;
    if !pasted::asks(editor, text) {
        let text = text.trim_end_matches('\n');
        // As with its first letter typed: a command is about the chosen entry, however fast it came.
        return match chosen.filter(|_| text.starts_with('/')) {
            Some(chosen) => begin_about(editor, &chosen, text),
            None => type_in(app, text),
        };
    }
    let mut effects = match editor.sets_aside(text, known) {
        true => editor.set_aside_and_begin(Purpose::New, ""),
        false => Vec::new(),
    };
    effects.extend(pasted::take(editor, text));
    effects
}

/// Types at the cursor. Behind a rejected line the words begin a line of their own; it says where that one is now.
pub fn type_in(app: &mut App, text: &str) -> Vec<Effect> {
    let known = app.commands;
    let Some(editor) = app.editor.as_mut() else {
        return Vec::new();
    };
    let sets_aside = editor.sets_aside(text, known);
    let mut effects = Vec::new();
    if sets_aside {
        editor.told_of_aside = true;
        effects = editor.set_refused_aside();
    }
    effects.extend(behind_tab::make_room(editor, text, app.now));
    effects.extend(editor.type_in(text));
    if sets_aside {
        let first = match app.place {
            Place::Close => "",
            _ => "Esc, then ",
        };
        let back = brought_back_by(app.place);
        let said = std::mem::take(&mut app.status.words);
        let words = format!("The previous line is set aside: {first}{back} brings it back. {said}");
        app.status.point_out(words.trim_end());
    }
    effects
}
