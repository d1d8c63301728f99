//! What Enter does with the line: it is recorded, changes something, runs a command, or is a reason on the closing list.

use super::close;
use super::desk::take_suggestion;
use crate::app::App;
use crate::app::editing::editor::{MeetingEditor, Shown};
use crate::app::editing::said_again::forget_what_was_said_again;
use crate::app::editing::stash::Purpose;
use crate::app::editing::{
    completion, pasted, recording,
    rewording::{self, NewWords, begin_where_in_doubt},
    session,
};
use crate::app::protocol::command_row::{Named, no_words_after};
use crate::app::protocol::effect::Effect;
use crate::app::protocol::place::Place;
use crate::app::protocol::status::Outcome;
use crate::domain::line::Line;
use crate::domain::problem::Problem;
use chrono::{DateTime, FixedOffset};

/// Enters the line. A line that could not be taken stays there and is remembered as rejected.
pub fn submit(app: &mut App) -> Vec<Effect> {
    app.outcome = Outcome::Nothing;
    let before = app.editor.as_ref();
    let before = before.map(|editor| (editor.line.text().to_owned(), editor.meeting.next_seq()));
    let mut effects = enter(app);
    let is_refused = matches!(app.outcome, Outcome::Refused(_));
    if let (Some((typed, seq)), Some(editor)) = (before, app.editor.as_mut())
        && editor.meeting.next_seq() > seq
        && !is_refused
    {
        effects.extend(forget_what_was_said_again(editor, &typed, app.commands));
    }
    if let (Place::Close, Outcome::Recorded(_), Some(editor)) =
        (app.place, &app.outcome, app.editor.as_mut())
    {
        close::choose_next(editor, app.now);
    }
    effects.extend(close::when_all_is_caught_up(app));
    if let Some(editor) = app.editor.as_mut() {
        let refused = is_refused && !editor.line.is_empty();
        editor.refused = refused.then(|| editor.line.text().to_owned());
    }
    effects
}

fn enter(app: &mut App) -> Vec<Effect> {
    let (today, known) = (app.now.date_naive(), app.commands);
    let Some(editor) = app.editor.as_mut() else {
        return Vec::new();
    };
    if editor.read_only.is_some() && !editor.line.is_empty() && !is_command(editor, app.now) {
        return session::kept_from_changing(app).unwrap_or_default();
    }
    // With a row chosen in the list, Enter takes it, as Tab does.
    if editor.choice > 0
        && let Some(chosen) = completion::suggestions(editor, known, today)
            .get(editor.choice)
            .cloned()
    {
        let is_command = chosen.at == 1;
        let mut effects = take_suggestion(editor, &chosen);
        let runs = known
            .called(chosen.text.trim())
            .is_some_and(|row| !row.needs);
        if is_command && runs {
            effects.extend(submit(app));
        }
        return effects;
    }
    match editor.purpose.clone() {
        Purpose::Edit(id) => {
            let words = editor.line.text().to_owned();
            return rewording::change(app, &id, NewWords::Whole(&words));
        }
        Purpose::Append(id) => {
            let words = editor.line.text().to_owned();
            return rewording::change(app, &id, NewWords::Added(&words));
        }
        Purpose::Pasted if pasted::is_still_coming(editor, app.now) => {
            return editor.type_in("\n");
        }
        Purpose::Pasted => return pasted::record_each(app),
        Purpose::New | Purpose::About(_) => {}
    }
    let line = editor.read_line(app.now);
    if let Some(words) = close::nothing_answered(editor, &line) {
        app.status.point_out(words);
        return Vec::new();
    }
    match line {
        Line::Nothing => on_empty_line(app),
        line if app.place == Place::Close && close::is_a_reason(&line) => close::explain_gap(app),
        Line::Entry(said) => recording::record_entry(app, &said),
        Line::Form(form) => recording::record_form(app, &form),
        Line::Command { name, rest } => run_named(app, &name, &rest),
    }
}

/// In a read-only meeting, each command says for itself what it may do.
fn is_command(editor: &MeetingEditor, now: DateTime<FixedOffset>) -> bool {
    let free = matches!(editor.purpose, Purpose::New | Purpose::About(_));
    free && matches!(editor.read_line(now), Line::Command { .. } | Line::Nothing)
}

fn on_empty_line(app: &mut App) -> Vec<Effect> {
    let editor = app.editor.as_ref();
    if let Some(editor) = editor.filter(|editor| editor.open_elsewhere) {
        return session::look_again(editor);
    }
    if let Some(editor) = app.editor.as_mut().filter(|it| it.shown == Shown::CatchUp) {
        let last = editor.entries().last().map(|record| record.id.clone());
        let now = app.now;
        return last.map_or_else(Vec::new, |id| begin_where_in_doubt(editor, &id, now));
    }
    match app.place {
        Place::Close => close::on_enter(app),
        Place::Prepare => {
            app.status
                .tell("/begin starts the meeting. /child and /person add people.");
            Vec::new()
        }
        _ => Vec::new(),
    }
}

/// Runs a typed command; the beginning of a name will do if it fits only one.
fn run_named(app: &mut App, name: &str, rest: &str) -> Vec<Effect> {
    match app.commands.meant_at_the_desk(name) {
        Named::Command(row) if row.needs && rest.is_empty() => {
            let mut effects = put_in_place_of_line(app, &format!("/{} ", row.command));
            effects.extend(app.refuse(Problem::wrong_input(format!(
                "/{} needs {}.",
                row.command, row.takes
            ))));
            effects
        }
        // Words after a command that takes none would be lost with it.
        Named::Command(row) if row.takes.is_empty() && !rest.is_empty() => {
            app.refuse(no_words_after(row.command))
        }
        Named::Command(row) => {
            let asked = recording::asked(app);
            let is_open = app.editor.as_ref().map_or(Ok(()), |editor| {
                recording::kept_openly(row, rest, &editor.meeting, asked)
            });
            match is_open {
                Ok(()) => app.run(row, Some(rest)),
                Err(why) => app.refuse(why),
            }
        }
        Named::Record(command) => {
            let mut effects = put_in_place_of_line(app, &format!("/{command} {rest}"));
            if !rest.is_empty() {
                effects.extend(submit(app));
            }
            effects
        }
        Named::Several(names) => app.refuse(Problem::wrong_input(format!(
            "Which one: /{}?",
            names.join(", /")
        ))),
        Named::Nothing => app.refuse(app.commands.not_here(name, app.place)),
    }
}

fn put_in_place_of_line(app: &mut App, text: &str) -> Vec<Effect> {
    let Some(editor) = app.editor.as_mut() else {
        return Vec::new();
    };
    let length = editor.line.text().len();
    editor.replace(0, length, text)
}
