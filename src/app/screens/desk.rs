//! The keys on the screens of a meeting: typing always goes into the line.

use super::close;
use super::entering::submit;
use super::typed_text::type_in;
use super::walking::{choose_gap, walk, walk_by_page};
use crate::app::App;
use crate::app::editing::completion::Suggestion;
use crate::app::editing::editor::{MeetingEditor, Shown};
use crate::app::editing::stash::{Purpose, brought_back_by};
use crate::app::editing::{abbreviations, completion, line_keys, pasted, rewording, session};
use crate::app::protocol::command_row::Commands;
use crate::app::protocol::effect::Effect;
use crate::app::protocol::message::Key;
use crate::app::protocol::place::Place;
use crate::domain::line::{self, Line};
use crate::domain::meeting::{Phase, Turn};
use crate::domain::text::buffer::Move;
use crate::domain::text::sanitise::{altered_words, clean_behind};
use chrono::NaiveDate;

pub fn on_key(app: &mut App, key: Key) -> Vec<Effect> {
    let (now, known) = (app.now, app.commands);
    let Some(editor) = app.editor.as_mut() else {
        return Vec::new();
    };
    // That a line was set aside can be read for as long as the first word behind it takes.
    let in_first_word = matches!(key, Key::Char(letter) if letter != ' ')
        && editor.told_of_aside
        && !editor.line.is_empty();
    if !matches!(key, Key::Enter) && !in_first_word {
        app.status.clear();
        editor.told_of_aside = false;
    }
    if key != Key::Backspace {
        editor.written_out = None;
    }
    if key != Key::Enter {
        editor.closes_with = None;
    }
    if !matches!(key, Key::PageUp | Key::PageDown) {
        editor.form_moved = 0;
    }
    if editor.selected.is_some() && changes_chosen(editor, key) {
        return session::no_change(app);
    }
    if editor.selected.is_some() {
        if matches!(key, Key::PageUp | Key::PageDown | Key::Home | Key::End) {
            return walk_by_page(app, key);
        }
        if let Some(effects) = on_list_key(editor, key) {
            return effects;
        }
    }
    match key {
        // A command typed with an entry chosen is about that entry; anything else is simply typed.
        Key::Char('/') if editor.chosen_to_change().is_some() => {
            let chosen = editor.chosen_to_change().unwrap_or_default();
            begin_about(editor, &chosen, "/")
        }
        Key::Char(letter) => {
            editor.selected = None;
            let mut text = [0u8; 4];
            let letter: &str = letter.encode_utf8(&mut text);
            let before = editor.line.text().get(..editor.line.cursor());
            let cleaned = clean_behind(before.unwrap_or_default(), letter);
            let letter = cleaned.text.as_ref();
            if cleaned.replaced > 0 {
                app.status.point_out(altered_words(cleaned.replaced));
            }
            if letter == " "
                && !editor.sets_aside(letter, known)
                && !takes_short_words(editor.line.text(), known)
                && let Some(effects) = abbreviations::expand(editor)
            {
                return effects;
            }
            type_in(app, letter)
        }
        Key::Newline => editor.type_in("\n"),
        Key::Enter => submit(app),
        Key::Backspace if editor.written_out.is_some() => {
            abbreviations::take_back(editor).unwrap_or_default()
        }
        // Held down, it takes back words that were typed and stops there: what is recorded takes a command.
        Key::Ctrl('z') if !editor.line.can_undo() => {
            if let Some(effects) = editor.take_back_instead() {
                return effects;
            }
            app.status.tell(
                "Nothing typed is left to take back. /undo takes back what was recorded last.",
            );
            Vec::new()
        }
        Key::Ctrl('y') if !editor.line.can_redo() => {
            app.status
                .tell("Nothing typed is left to bring back. /redo brings back what /undo took.");
            Vec::new()
        }
        // In words, their beginning and end; where there are none, those of the list.
        Key::Home | Key::End if editor.line.is_empty() => walk_by_page(app, key),
        Key::Ctrl('a') | Key::Home => go(editor, Move::Home),
        Key::Ctrl('e') | Key::End => go(editor, Move::End),
        Key::Tab if close::is_for_all_alike(editor, now, app.place) => close::explain_alike(app),
        Key::Tab => {
            let effects = on_tab(editor, known, app.place, now.date_naive(), true);
            let line = editor.line.text();
            let aside = editor.asides.last();
            let aside = aside.and_then(|it| Some((&it.text, it.instead.as_ref()?)));
            if let Some((text, _)) = aside.filter(|(_, it)| !it.says_all && it.line == line) {
                let today = now.date_naive();
                let words = line::words_left_out(text, line, &editor.meeting, today);
                app.status.point_out(format!(
                    "Not all your words are in this line ({}), so yours is set aside: Ctrl-Z takes it instead, Down brings it back later.",
                    words.join(" ")
                ));
            }
            effects
        }
        Key::BackTab => on_tab(editor, known, app.place, now.date_naive(), false),
        Key::Esc => on_esc(app),
        Key::Up => on_up(app),
        Key::Down => on_down(app),
        Key::PageUp | Key::PageDown => walk_by_page(app, key),
        key => match line_keys::movement(key) {
            Some(whereto) => go(editor, whereto),
            None => edit(editor, key),
        },
    }
}

/// The wheel walks the list beside the line, and the rows where the line is empty: nobody who turns it means the words in
/// the line, and whoever presses an arrow several times on a slow line means the list.
pub fn on_wheel(app: &mut App, arrow: Key, rows: usize) -> Vec<Effect> {
    let known = app.commands;
    let editor = app.editor.as_ref();
    if editor.is_some_and(|editor| completion::is_list_open(editor, known)) {
        let press = if arrow == Key::Up { on_up } else { on_down };
        return (0..rows).flat_map(|_| press(app)).collect();
    }
    let rows = isize::try_from(rows).unwrap_or(isize::MAX);
    let by = if arrow == Key::Up { -rows } else { rows };
    let Some(editor) = app.editor.as_mut().filter(|it| it.line.is_empty()) else {
        return Vec::new();
    };
    match app.place {
        Place::Close => choose_gap(app, by),
        _ => walk(editor, by),
    }
}

/// The key would begin to edit the chosen entry of a read-only meeting. Letters are just typed.
fn changes_chosen(editor: &MeetingEditor, key: Key) -> bool {
    editor.read_only.is_some() && editor.line.is_empty() && key == Key::Enter
}

/// A key that edits the line. Whoever repairs a refused line types on in it.
fn edit(editor: &mut MeetingEditor, key: Key) -> Vec<Effect> {
    let Some(edit) = line_keys::change(&mut editor.line, key) else {
        return Vec::new();
    };
    editor.selected = None;
    editor.choice = 0;
    editor.refused = None;
    editor.kept(edit)
}

fn go(editor: &mut MeetingEditor, whereto: Move) -> Vec<Effect> {
    editor.selected = None;
    editor.refused = None;
    editor.go(whereto);
    Vec::new()
}

/// Keys while the cursor is on an entry. `None`: the key is text or is handled elsewhere.
fn on_list_key(editor: &mut MeetingEditor, key: Key) -> Option<Vec<Effect>> {
    let id = editor.selected.clone()?;
    let changes = editor.line.is_empty() && editor.read_only.is_none();
    match key {
        Key::Enter if changes => Some(rewording::begin_edit(editor, &id)),
        Key::Up => Some(walk(editor, -1)),
        Key::Down => Some(walk(editor, 1)),
        Key::Esc => {
            editor.selected = None;
            Some(Vec::new())
        }
        _ => None,
    }
}

pub(super) fn begin_about(editor: &mut MeetingEditor, id: &str, text: &str) -> Vec<Effect> {
    editor.selected = None;
    editor.set_aside_and_begin(Purpose::About(id.to_owned()), text)
}

/// Tab completes what was begun; in a form, goes to the next field; on an empty line, passes the talking piece.
fn on_tab(
    editor: &mut MeetingEditor,
    known: Commands,
    here: Place,
    today: NaiveDate,
    forward: bool,
) -> Vec<Effect> {
    editor.refused = None;
    if editor.purpose == Purpose::Pasted {
        return pasted::keep_as_one(editor);
    }
    if let Some(effects) = pass_piece(editor, forward) {
        return effects;
    }
    let suggestions = completion::suggestions(editor, known, today);
    if forward
        && let Some(chosen) = suggestions
            .get(editor.choice.min(suggestions.len().saturating_sub(1)))
            .cloned()
    {
        return take_suggestion(editor, &chosen);
    }
    match line::read(editor.line.text(), &editor.meeting, today) {
        Line::Form(form) => completion::next_field(editor, &form, forward),
        _ if !forward => Vec::new(),
        other => {
            let meant = completion::command_instead(&other, editor.line.text(), known, here);
            if let Some((at, removed, command)) = meant {
                return editor.replace(at, removed, command);
            }
            completion::line_instead(editor, &other).map_or_else(Vec::new, |instead| {
                completion::take_instead(editor, instead, today)
            })
        }
    }
}

/// Words behind a command that stay as short as they are typed.
fn takes_short_words(text: &str, known: Commands) -> bool {
    let command = text.strip_prefix('/');
    let name = command.and_then(|command| command.split_whitespace().next());
    name.and_then(|name| known.called(name))
        .is_some_and(|row| row.takes_short_words)
}

pub fn take_suggestion(editor: &mut MeetingEditor, chosen: &Suggestion) -> Vec<Effect> {
    let effects = editor.replace(chosen.at, chosen.removed, &chosen.text);
    editor.put_by_tab = Some(editor.line.text().to_owned());
    effects
}

/// The line is empty, or holds only the name that Tab put there: the next person in the round has the floor.
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

/// Up: in a list of commands, the one above; in words, their beginning; on an empty line, back through the entries.
fn on_up(app: &mut App) -> Vec<Effect> {
    let known = app.commands;
    let Some(editor) = app.editor.as_mut() else {
        return Vec::new();
    };
    if completion::is_list_open(editor, known) {
        editor.choice = editor.choice.saturating_sub(1);
        return Vec::new();
    }
    if !editor.line.is_empty() {
        return go(editor, Move::To(0));
    }
    if app.place == Place::Close {
        return choose_gap(app, -1);
    }
    editor.selected = editor.listed().last().map(|record| record.id.clone());
    Vec::new()
}

/// Down: in a list of commands, the one below; in words, their end; on an empty line, brings back what was set aside.
fn on_down(app: &mut App) -> Vec<Effect> {
    let (today, known) = (app.now.date_naive(), app.commands);
    let Some(editor) = app.editor.as_mut() else {
        return Vec::new();
    };
    if completion::is_list_open(editor, known) {
        let last = completion::suggestions(editor, known, today)
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
        return choose_gap(app, 1);
    }
    editor.bring_back().unwrap_or_default()
}

/// The line holds only a name that Tab put there, or only the sign that opens the list of commands.
fn holds_no_words(editor: &MeetingEditor) -> bool {
    let text = editor.line.text();
    let is_named = |turn: &Turn| text == format!("{}: ", turn.code);
    editor.purpose == Purpose::New && (text == "/" || editor.meeting.round().iter().any(is_named))
}

/// One step back: from an entry to the line, from what is on view to the meeting; words are set aside, never lost.
fn on_esc(app: &mut App) -> Vec<Effect> {
    let Some(editor) = app.editor.as_mut() else {
        return Vec::new();
    };
    if holds_no_words(editor) {
        // Removed as Backspace would: undo brings it back, and no empty line is set aside.
        let length = editor.line.text().len();
        return editor.replace(0, length, "");
    }
    if editor.prefilled.as_deref() == Some(editor.line.text()) {
        let is_change = matches!(editor.purpose, Purpose::Edit(_));
        let effects = editor.empty_line();
        app.status.tell(match is_change {
            true => "Nothing was changed.",
            false => "",
        });
        return effects;
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
        return match close::is_led_here(editor, app.place) {
            true => close::go_back(app),
            false => Vec::new(),
        };
    }
    if close::is_led_here(editor, app.place) {
        return close::go_back(app);
    }
    if app.place != Place::Recording && editor.meeting.phase() != Phase::Preparing {
        app.place = Place::Recording;
    }
    Vec::new()
}
