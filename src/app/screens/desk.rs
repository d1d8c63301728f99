//! The keys of the line: typing always goes into it, on every screen of a meeting.

use crate::app::App;
use crate::app::editing::completion::{self, Suggestion};
use crate::app::editing::editor::{MeetingEditor, Purpose, Shown};
use crate::app::editing::stash::brought_back_by;
use crate::app::editing::{recording, session};
use crate::app::protocol::command_row::Place;
use crate::app::protocol::effect::Effect;
use crate::app::protocol::message::Key;
use crate::domain::line::{self, Line};
use crate::domain::record::kinds::{contribution, scale};
use crate::domain::rules::scores::without_anchors;
use crate::domain::text::buffer::Move;

/// A key that no action of the table took.
pub(crate) fn on_key(app: &mut App, key: Key) -> Vec<Effect> {
    let now = app.now;
    let Some(editor) = app.editor.as_mut() else {
        return Vec::new();
    };
    if !matches!(key, Key::Enter) {
        app.status.clear();
    }
    if key != Key::Backspace {
        editor.written_out = None;
    }
    if editor.selected.is_some() && changes_chosen(editor, key) {
        return session::no_change(app);
    }
    if editor.selected.is_some()
        && let Some(effects) = on_list_key(editor, key)
    {
        return effects;
    }
    match key {
        Key::Char(letter) => {
            editor.selected = None;
            let mut text = [0u8; 4];
            let letter: &str = letter.encode_utf8(&mut text);
            if letter == " "
                && let Some(effects) = completion::expand(editor)
            {
                return effects;
            }
            type_in(app, letter)
        }
        Key::Newline => editor.type_in("\n"),
        Key::Enter => recording::submit(app),
        Key::Backspace => match completion::take_back(editor) {
            Some(effects) => effects,
            None => edit(editor, |line| line.backspace()),
        },
        Key::Delete => edit(editor, |line| line.delete()),
        Key::Ctrl('z') => edit(editor, |line| line.undo()),
        Key::Ctrl('y') => edit(editor, |line| line.redo()),
        Key::Ctrl('u') => {
            let cursor = editor.line.cursor();
            editor.replace(0, cursor, "")
        }
        Key::Ctrl('a') | Key::Home => go(editor, Move::Home),
        Key::Ctrl('e') | Key::End => go(editor, Move::End),
        Key::Left => go(editor, Move::Left),
        Key::Right => go(editor, Move::Right),
        Key::WordLeft => go(editor, Move::WordLeft),
        Key::WordRight => go(editor, Move::WordRight),
        Key::Tab => on_tab(editor, now.date_naive(), true),
        Key::BackTab => on_tab(editor, now.date_naive(), false),
        Key::Esc => on_esc(app),
        Key::Up => on_up(app),
        Key::Down => on_down(app),
        Key::PageUp => walk(editor, -10),
        Key::PageDown => walk(editor, 10),
        Key::Ctrl(_) | Key::F(_) => Vec::new(),
    }
}

/// Types at the cursor. Where that begins a command behind a line that was refused, it says where the line is now.
pub(crate) fn type_in(app: &mut App, text: &str) -> Vec<Effect> {
    let Some(editor) = app.editor.as_mut() else {
        return Vec::new();
    };
    let waits = text.starts_with('/') && editor.stands_behind_refused();
    let effects = editor.type_in(text);
    if waits {
        let first = match app.place {
            Place::Close => "",
            _ => "Esc, then ",
        };
        let back = brought_back_by(app.place);
        let said = std::mem::take(&mut app.status.words);
        let words = format!("The line before is set aside: {first}{back} brings it back. {said}");
        app.status.point_out(words.trim_end());
    }
    effects
}

/// The key would begin to change the chosen entry, in a meeting that is only read. Letters are words there.
fn changes_chosen(editor: &MeetingEditor, key: Key) -> bool {
    editor.read_only.is_some() && editor.line.is_empty() && key == Key::Enter
}

fn edit(
    editor: &mut MeetingEditor,
    change: impl Fn(
        &mut crate::domain::text::buffer::TextBuffer,
    ) -> Option<crate::domain::text::edit::TextEdit>,
) -> Vec<Effect> {
    editor.selected = None;
    editor.choice = 0;
    let edit = change(&mut editor.line);
    editor.kept(edit)
}

fn go(editor: &mut MeetingEditor, whereto: Move) -> Vec<Effect> {
    editor.selected = None;
    editor.go(whereto);
    Vec::new()
}

/// Keys while the cursor stands on an entry. `None`: the key is text or goes elsewhere.
fn on_list_key(editor: &mut MeetingEditor, key: Key) -> Option<Vec<Effect>> {
    let id = editor.selected.clone()?;
    let changes = editor.line.is_empty() && editor.read_only.is_none();
    match key {
        Key::Enter if changes => Some(begin_edit(editor, &id)),
        Key::Char('x') if changes => Some(begin_about(editor, &id, "/strike ")),
        Key::Char('a') if changes => {
            editor.selected = None;
            Some(editor.set_aside_and_begin(Purpose::Append(id), ""))
        }
        Key::Char('m') if changes => Some(begin_about(editor, &id, "/mark ")),
        Key::Up => Some(walk(editor, -1)),
        Key::Down => Some(walk(editor, 1)),
        Key::PageUp => Some(walk(editor, -10)),
        Key::PageDown => Some(walk(editor, 10)),
        Key::Home => Some(walk(editor, isize::MIN / 2)),
        Key::Esc => {
            editor.selected = None;
            Some(Vec::new())
        }
        _ => None,
    }
}

/// Puts a record into the line, as it would be typed, to be changed.
pub(crate) fn begin_edit(editor: &mut MeetingEditor, id: &str) -> Vec<Effect> {
    let Some(text) = line_of(editor, id) else {
        return Vec::new();
    };
    editor.selected = None;
    let effects = editor.set_aside_and_begin(Purpose::Edit(id.to_owned()), &text);
    // New words stand before the marks: behind them they would push a mark into the sentence.
    editor.go(Move::To(line::end_of_words(&text, &editor.meeting)));
    effects
}

/// A record as the line that would make it.
pub(crate) fn line_of(editor: &MeetingEditor, id: &str) -> Option<String> {
    let record = editor.meeting.record(id)?;
    let default = default_visibility(editor, id);
    let mut body = record.body();
    if record.is_a(&scale::KIND) {
        body.values = without_anchors(body.values, &editor.meeting);
    }
    Some(line::write_record(
        &record.kind,
        &body,
        default,
        &editor.meeting,
    ))
}

fn begin_about(editor: &mut MeetingEditor, id: &str, text: &str) -> Vec<Effect> {
    editor.selected = None;
    editor.set_aside_and_begin(Purpose::About(id.to_owned()), text)
}

/// The visibility that the record's section gives to entries without a mark.
pub(crate) fn default_visibility(
    editor: &MeetingEditor,
    id: &str,
) -> crate::domain::visibility::Visibility {
    let section = editor
        .meeting
        .record(id)
        .filter(|record| record.is_a(&contribution::KIND))
        .and_then(|record| record.section.as_deref());
    section
        .and_then(|id| editor.meeting.agenda().place(id))
        .map(|place| place.section.visibility)
        .unwrap_or_default()
}

/// Tab: completes what is begun; in a form goes to the next field; on an empty line passes the talking piece.
fn on_tab(editor: &mut MeetingEditor, today: chrono::NaiveDate, forward: bool) -> Vec<Effect> {
    if let Some(effects) = pass_piece(editor, forward) {
        return effects;
    }
    let suggestions = completion::suggestions(editor, today);
    if forward
        && let Some(chosen) = suggestions
            .get(editor.choice.min(suggestions.len().saturating_sub(1)))
            .cloned()
    {
        return take_suggestion(editor, &chosen);
    }
    match line::read(editor.line.text(), &editor.meeting, today) {
        Line::Form(form) => completion::next_field(editor, &form, forward),
        _ => Vec::new(),
    }
}

/// Puts a suggestion into the line.
pub(crate) fn take_suggestion(editor: &mut MeetingEditor, chosen: &Suggestion) -> Vec<Effect> {
    editor.replace(chosen.at, chosen.removed, &chosen.text)
}

/// The line is empty, or holds nothing but the name that Tab put there: the next in the round gets the word.
fn pass_piece(editor: &mut MeetingEditor, forward: bool) -> Option<Vec<Effect>> {
    let text = editor.line.text();
    let round = editor.meeting.round();
    let named = round
        .iter()
        .find(|turn| text == format!("{}: ", turn.code))
        .map(|turn| turn.id.clone());
    if (!text.is_empty() && named.is_none()) || round.is_empty() {
        return None;
    }
    let next = if forward {
        editor.meeting.next_in_round(named.as_deref())?
    } else {
        let holder = named.or_else(|| editor.meeting.holder().map(str::to_owned));
        let at = holder
            .and_then(|holder| round.iter().position(|turn| turn.id == holder))
            .unwrap_or(0);
        round.get((at + round.len() - 1) % round.len())?.clone()
    };
    let length = editor.line.text().len();
    editor.selected = None;
    Some(editor.replace(0, length, &format!("{}: ", next.code)))
}

/// Up: in a list of commands the one above; in words to their beginning; on an empty line back through the entries.
fn on_up(app: &mut App) -> Vec<Effect> {
    let Some(editor) = app.editor.as_mut() else {
        return Vec::new();
    };
    if completion::is_list_open(editor) {
        editor.choice = editor.choice.saturating_sub(1);
        return Vec::new();
    }
    if !editor.line.is_empty() {
        return go(editor, Move::To(0));
    }
    if app.place == Place::Close {
        editor.close_row = editor.close_row.saturating_sub(1);
        return Vec::new();
    }
    editor.selected = editor.listed().last().map(|record| record.id.clone());
    Vec::new()
}

/// Down: in a list of commands the one below; in words to their end; on an empty line what was set aside comes back.
fn on_down(app: &mut App) -> Vec<Effect> {
    let today = app.now.date_naive();
    let Some(editor) = app.editor.as_mut() else {
        return Vec::new();
    };
    if completion::is_list_open(editor) {
        let last = completion::suggestions(editor, today)
            .len()
            .saturating_sub(1);
        editor.choice = (editor.choice + 1).min(last);
        return Vec::new();
    }
    if !editor.line.is_empty() {
        let end = editor.line.text().len();
        return go(editor, Move::To(end));
    }
    if app.place == Place::Close {
        let last = crate::app::screens::close::gaps(editor, app.now).len();
        editor.close_row = (editor.close_row + 1).min(last);
        return Vec::new();
    }
    editor.bring_back().unwrap_or_default()
}

/// Walks through the list; past its end is the line.
fn walk(editor: &mut MeetingEditor, by: isize) -> Vec<Effect> {
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

/// Only a name stands in the line, as Tab puts it there, or only the sign that opens the list of commands.
fn holds_no_words(editor: &MeetingEditor) -> bool {
    let text = editor.line.text();
    let is_named = |turn: &crate::domain::meeting::Turn| text == format!("{}: ", turn.code);
    editor.purpose == Purpose::New && (text == "/" || editor.meeting.round().iter().any(is_named))
}

/// One step back: from an entry to the line, from what is looked at to the meeting; words are set aside, never lost.
fn on_esc(app: &mut App) -> Vec<Effect> {
    let Some(editor) = app.editor.as_mut() else {
        return Vec::new();
    };
    if holds_no_words(editor) {
        // Taken away as Backspace would: undo brings it back, and no empty line is set aside.
        let length = editor.line.text().len();
        return editor.replace(0, length, "");
    }
    if !editor.line.is_empty() {
        let effects = editor.set_aside_and_begin(Purpose::New, "");
        if editor.asides.is_empty() {
            app.status.clear();
        } else {
            let back = brought_back_by(app.place);
            app.status.tell(format!(
                "Your words are set aside. {back} brings them back."
            ));
        }
        return effects;
    }
    if editor.purpose != Purpose::New {
        return editor.begin_line(Purpose::New, "", false);
    }
    if !matches!(editor.shown, Shown::OpenSection | Shown::People) {
        editor.shown = Shown::OpenSection;
        return Vec::new();
    }
    if app.place != Place::Recording
        && editor.meeting.phase() != crate::domain::meeting::Phase::Preparing
    {
        app.place = Place::Recording;
    }
    Vec::new()
}
