//! The keys of the line: typing always goes into it, on every screen of a meeting.

use super::action::Place;
use super::aside::brought_back_by;
use super::completion::{self, Suggestion};
use super::desk::{Desk, Purpose, Shown};
use super::effect::Effect;
use super::message::Key;
use super::{App, only_reading, submit};
use crate::domain::line::{self, Line};
use crate::domain::scores::{SCALE, without_anchors};
use crate::domain::text_buffer::Move;

/// A key that no action of the table took.
pub(super) fn on_key(app: &mut App, key: Key) -> Vec<Effect> {
    let now = app.now;
    let Some(desk) = app.desk.as_mut() else {
        return Vec::new();
    };
    if !matches!(key, Key::Enter) {
        app.status.clear();
    }
    if key != Key::Backspace {
        desk.written_out = None;
    }
    if desk.selected.is_some() && changes_chosen(desk, key) {
        return only_reading::no_change(app);
    }
    if desk.selected.is_some()
        && let Some(effects) = on_list_key(desk, key)
    {
        return effects;
    }
    match key {
        Key::Char(letter) => {
            desk.selected = None;
            let mut text = [0u8; 4];
            let letter: &str = letter.encode_utf8(&mut text);
            if letter == " "
                && let Some(effects) = completion::expand(desk)
            {
                return effects;
            }
            type_in(app, letter)
        }
        Key::Newline => desk.type_in("\n"),
        Key::Enter => submit::submit(app),
        Key::Backspace => match completion::take_back(desk) {
            Some(effects) => effects,
            None => edit(desk, |line| line.backspace()),
        },
        Key::Delete => edit(desk, |line| line.delete()),
        Key::Ctrl('z') => edit(desk, |line| line.undo()),
        Key::Ctrl('y') => edit(desk, |line| line.redo()),
        Key::Ctrl('u') => {
            let cursor = desk.line.cursor();
            desk.replace(0, cursor, "")
        }
        Key::Ctrl('a') | Key::Home => go(desk, Move::Home),
        Key::Ctrl('e') | Key::End => go(desk, Move::End),
        Key::Left => go(desk, Move::Left),
        Key::Right => go(desk, Move::Right),
        Key::WordLeft => go(desk, Move::WordLeft),
        Key::WordRight => go(desk, Move::WordRight),
        Key::Tab => on_tab(desk, now.date_naive(), true),
        Key::BackTab => on_tab(desk, now.date_naive(), false),
        Key::Esc => on_esc(app),
        Key::Up => on_up(app),
        Key::Down => on_down(app),
        Key::PageUp => walk(desk, -10),
        Key::PageDown => walk(desk, 10),
        Key::Ctrl(_) | Key::F(_) => Vec::new(),
    }
}

/// Types at the cursor. Where that begins a command behind a line that was refused, it says where the line is now.
pub(super) fn type_in(app: &mut App, text: &str) -> Vec<Effect> {
    let Some(desk) = app.desk.as_mut() else {
        return Vec::new();
    };
    let waits = text.starts_with('/') && desk.stands_behind_refused();
    let effects = desk.type_in(text);
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
fn changes_chosen(desk: &Desk, key: Key) -> bool {
    desk.read_only.is_some() && desk.line.is_empty() && key == Key::Enter
}

fn edit(
    desk: &mut Desk,
    change: impl Fn(
        &mut crate::domain::text_buffer::TextBuffer,
    ) -> Option<crate::domain::text_edit::TextEdit>,
) -> Vec<Effect> {
    desk.selected = None;
    desk.choice = 0;
    let edit = change(&mut desk.line);
    desk.kept(edit)
}

fn go(desk: &mut Desk, whereto: Move) -> Vec<Effect> {
    desk.selected = None;
    desk.go(whereto);
    Vec::new()
}

/// Keys while the cursor stands on an entry. `None`: the key is text or goes elsewhere.
fn on_list_key(desk: &mut Desk, key: Key) -> Option<Vec<Effect>> {
    let id = desk.selected.clone()?;
    let changes = desk.line.is_empty() && desk.read_only.is_none();
    match key {
        Key::Enter if changes => Some(begin_edit(desk, &id)),
        Key::Char('x') if changes => Some(begin_about(desk, &id, "/strike ")),
        Key::Char('a') if changes => {
            desk.selected = None;
            Some(desk.set_aside_and_begin(Purpose::Append(id), ""))
        }
        Key::Char('m') if changes => Some(begin_about(desk, &id, "/mark ")),
        Key::Up => Some(walk(desk, -1)),
        Key::Down => Some(walk(desk, 1)),
        Key::PageUp => Some(walk(desk, -10)),
        Key::PageDown => Some(walk(desk, 10)),
        Key::Home => Some(walk(desk, isize::MIN / 2)),
        Key::Esc => {
            desk.selected = None;
            Some(Vec::new())
        }
        _ => None,
    }
}

/// Puts a record into the line, as it would be typed, to be changed.
pub(super) fn begin_edit(desk: &mut Desk, id: &str) -> Vec<Effect> {
    let Some(text) = line_of(desk, id) else {
        return Vec::new();
    };
    desk.selected = None;
    let effects = desk.set_aside_and_begin(Purpose::Edit(id.to_owned()), &text);
    // New words stand before the marks: behind them they would push a mark into the sentence.
    desk.go(Move::To(line::end_of_words(&text, &desk.meeting)));
    effects
}

/// A record as the line that would make it.
pub(super) fn line_of(desk: &Desk, id: &str) -> Option<String> {
    let record = desk.meeting.record(id)?;
    let default = default_visibility(desk, id);
    let mut body = record.body();
    if record.kind == SCALE {
        body.values = without_anchors(body.values, &desk.meeting);
    }
    Some(line::write_record(
        &record.kind,
        &body,
        default,
        &desk.meeting,
    ))
}

fn begin_about(desk: &mut Desk, id: &str, text: &str) -> Vec<Effect> {
    desk.selected = None;
    desk.set_aside_and_begin(Purpose::About(id.to_owned()), text)
}

/// The visibility that the record's section gives to entries without a mark.
pub(super) fn default_visibility(desk: &Desk, id: &str) -> crate::domain::visibility::Visibility {
    let section = desk
        .meeting
        .record(id)
        .filter(|record| record.kind == "contribution")
        .and_then(|record| record.section.as_deref());
    section
        .and_then(|id| desk.meeting.agenda().place(id))
        .map(|place| place.section.visibility)
        .unwrap_or_default()
}

/// Tab: completes what is begun; in a form goes to the next field; on an empty line passes the talking piece.
fn on_tab(desk: &mut Desk, today: chrono::NaiveDate, forward: bool) -> Vec<Effect> {
    if let Some(effects) = pass_piece(desk, forward) {
        return effects;
    }
    let suggestions = completion::suggestions(desk, today);
    if forward
        && let Some(chosen) = suggestions
            .get(desk.choice.min(suggestions.len().saturating_sub(1)))
            .cloned()
    {
        return take_suggestion(desk, &chosen);
    }
    match line::read(desk.line.text(), &desk.meeting, today) {
        Line::Form(form) => completion::next_field(desk, &form, forward),
        _ => Vec::new(),
    }
}

/// Puts a suggestion into the line.
pub(super) fn take_suggestion(desk: &mut Desk, chosen: &Suggestion) -> Vec<Effect> {
    desk.replace(chosen.at, chosen.removed, &chosen.text)
}

/// The line is empty, or holds nothing but the name that Tab put there: the next in the round gets the word.
fn pass_piece(desk: &mut Desk, forward: bool) -> Option<Vec<Effect>> {
    let text = desk.line.text();
    let round = desk.meeting.round();
    let named = round
        .iter()
        .find(|turn| text == format!("{}: ", turn.code))
        .map(|turn| turn.id.clone());
    if (!text.is_empty() && named.is_none()) || round.is_empty() {
        return None;
    }
    let next = if forward {
        desk.meeting.next_in_round(named.as_deref())?
    } else {
        let holder = named.or_else(|| desk.meeting.holder().map(str::to_owned));
        let at = holder
            .and_then(|holder| round.iter().position(|turn| turn.id == holder))
            .unwrap_or(0);
        round.get((at + round.len() - 1) % round.len())?.clone()
    };
    let length = desk.line.text().len();
    desk.selected = None;
    Some(desk.replace(0, length, &format!("{}: ", next.code)))
}

/// Up: in a list of commands the one above; in words to their beginning; on an empty line back through the entries.
fn on_up(app: &mut App) -> Vec<Effect> {
    let Some(desk) = app.desk.as_mut() else {
        return Vec::new();
    };
    if completion::is_list_open(desk) {
        desk.choice = desk.choice.saturating_sub(1);
        return Vec::new();
    }
    if !desk.line.is_empty() {
        return go(desk, Move::To(0));
    }
    if app.place == Place::Close {
        desk.close_row = desk.close_row.saturating_sub(1);
        return Vec::new();
    }
    desk.selected = desk.listed().last().map(|record| record.id.clone());
    Vec::new()
}

/// Down: in a list of commands the one below; in words to their end; on an empty line what was set aside comes back.
fn on_down(app: &mut App) -> Vec<Effect> {
    let today = app.now.date_naive();
    let Some(desk) = app.desk.as_mut() else {
        return Vec::new();
    };
    if completion::is_list_open(desk) {
        let last = completion::suggestions(desk, today).len().saturating_sub(1);
        desk.choice = (desk.choice + 1).min(last);
        return Vec::new();
    }
    if !desk.line.is_empty() {
        let end = desk.line.text().len();
        return go(desk, Move::To(end));
    }
    if app.place == Place::Close {
        let last = super::screen::close::gaps(desk, app.now).len();
        desk.close_row = (desk.close_row + 1).min(last);
        return Vec::new();
    }
    desk.bring_back().unwrap_or_default()
}

/// Walks through the list; past its end is the line.
fn walk(desk: &mut Desk, by: isize) -> Vec<Effect> {
    let ids: Vec<String> = desk
        .listed()
        .iter()
        .map(|record| record.id.clone())
        .collect();
    let here = desk
        .selected
        .as_ref()
        .and_then(|id| ids.iter().position(|known| known == id))
        .unwrap_or(ids.len());
    let there = here.saturating_add_signed(by);
    desk.selected = ids.get(there).cloned();
    Vec::new()
}

/// Only a name stands in the line, as Tab puts it there, or only the sign that opens the list of commands.
fn holds_no_words(desk: &Desk) -> bool {
    let text = desk.line.text();
    let is_named = |turn: &crate::domain::meeting::Turn| text == format!("{}: ", turn.code);
    desk.purpose == Purpose::New && (text == "/" || desk.meeting.round().iter().any(is_named))
}

/// One step back: from an entry to the line, from what is looked at to the meeting; words are set aside, never lost.
fn on_esc(app: &mut App) -> Vec<Effect> {
    let Some(desk) = app.desk.as_mut() else {
        return Vec::new();
    };
    if holds_no_words(desk) {
        // Taken away as Backspace would: undo brings it back, and no empty line is set aside.
        let length = desk.line.text().len();
        return desk.replace(0, length, "");
    }
    if !desk.line.is_empty() {
        let effects = desk.set_aside_and_begin(Purpose::New, "");
        if desk.asides.is_empty() {
            app.status.clear();
        } else {
            let back = brought_back_by(app.place);
            app.status.tell(format!(
                "Your words are set aside. {back} brings them back."
            ));
        }
        return effects;
    }
    if desk.purpose != Purpose::New {
        return desk.begin_line(Purpose::New, "", false);
    }
    if !matches!(desk.shown, Shown::OpenSection | Shown::People) {
        desk.shown = Shown::OpenSection;
        return Vec::new();
    }
    if app.place != Place::Recording
        && desk.meeting.phase() != crate::domain::meeting::Phase::Preparing
    {
        app.place = Place::Recording;
    }
    Vec::new()
}
