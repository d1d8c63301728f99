//! Several pasted lines are one question beside the line: Enter records each, Tab keeps them as one entry, Esc sets them
//! aside. Until that is answered they are in the draft like anything that was typed. None of them is ever run as a
//! command: what is pasted may come from anywhere.

use super::editor::MeetingEditor;
use super::recording::{record_entry, record_unread};
use super::stash::{Aside, Purpose};
use crate::app::App;
use crate::app::protocol::effect::Effect;
use crate::app::protocol::status::Outcome;
use crate::domain::line::Line;
use crate::domain::meeting::{Phase, Refused};
use crate::domain::problem::Problem;
use crate::domain::text::sanitise;
use chrono::{DateTime, FixedOffset, TimeDelta};

/// An Enter this soon after a burst of keys is the end of its last line, not the answer to the question.
const STILL_COMING: TimeDelta = TimeDelta::milliseconds(150);

fn lines(text: &str) -> impl Iterator<Item = &str> {
    sanitise::lines(text).filter(|line| !line.trim().is_empty())
}

fn is_command(line: &str) -> bool {
    line.trim_start().starts_with('/')
}

/// Whether pasted text has to be asked about: it has several lines, or goes on with some that were asked about before.
pub fn asks(editor: &MeetingEditor, text: &str) -> bool {
    match editor.purpose {
        Purpose::Pasted => true,
        Purpose::New | Purpose::About(_) => lines(text).count() > 1,
        // More words for that entry, whatever they look like.
        Purpose::Edit(_) | Purpose::Append(_) => false,
    }
}

/// Puts pasted lines into the line, where they wait to be asked about.
pub fn take(editor: &mut MeetingEditor, text: &str) -> Vec<Effect> {
    if editor.purpose == Purpose::Pasted {
        return editor.type_in(text);
    }
    // Behind what stands there, wherever the cursor is: no sentence is cut in two by several lines.
    let all = format!("{}{text}", editor.line.text());
    editor.begin_line(Purpose::Pasted, &all, false)
}

/// A burst of keys may still be going on.
pub fn is_still_coming(editor: &MeetingEditor, now: DateTime<FixedOffset>) -> bool {
    let came = editor
        .burst_at
        .filter(|_| editor.purpose == Purpose::Pasted);
    came.is_some_and(|came| now - came < STILL_COMING)
}

/// The question, as long as it has not been answered.
pub fn question(editor: &MeetingEditor) -> Option<String> {
    if editor.purpose != Purpose::Pasted {
        return None;
    }
    let text = editor.line.text();
    let as_words = match lines(text).filter(|line| is_command(line)).count() {
        0 => String::new(),
        1 => " The one with / is kept as words.".to_owned(),
        many => format!(" The {many} with / are kept as words."),
    };
    Some(match lines(text).count() {
        0 | 1 => "Pasted: Enter records it. Esc sets it aside.".to_owned(),
        many => format!(
            "{many} lines: Enter records each, Tab keeps them as one entry, Esc sets them aside.{as_words}"
        ),
    })
}

pub fn keep_as_one(editor: &mut MeetingEditor) -> Vec<Effect> {
    let text = editor.line.text().trim_end().to_owned();
    editor.begin_line(Purpose::New, &text, false)
}

/// Records each line by itself. Those still to come wait in the stash, so that a kill in between loses none.
pub fn record_each(app: &mut App) -> Vec<Effect> {
    let Some(editor) = app.editor.as_mut() else {
        return Vec::new();
    };
    match editor.meeting.phase() {
        Phase::Preparing => {
            return app.refuse(
                Problem::wrong_input("The meeting has not begun, so nothing is recorded.")
                    .safe("The pasted lines are kept.")
                    .next("/begin starts it; then Down brings them back."),
            );
        }
        Phase::Closed => return app.refuse(Refused::Closed),
        Phase::Open => {}
    }
    let all: Vec<String> = lines(editor.line.text()).map(str::to_owned).collect();
    let mut effects = Vec::new();
    let mut uncertain = 0;
    for (at, line) in all.iter().enumerate() {
        let rest = all.get(at + 1..).unwrap_or_default();
        effects.extend(record_one(app, line, rest));
        let recorded = match &app.outcome {
            Outcome::Recorded(id) => app
                .editor
                .as_ref()
                .and_then(|editor| editor.meeting.record(id)),
            _ => None,
        };
        uncertain += usize::from(
            recorded.is_none_or(|record| record.follow_up || !record.to_confirm.is_empty()),
        );
        if recorded.is_none() {
            // Not even as text: the disk, or a newer program. The reason stands on the screen.
            return effects;
        }
    }
    let recorded = match all.len() {
        1 => "1 line recorded".to_owned(),
        many => format!("{many} lines recorded"),
    };
    match uncertain {
        0 => app.status.tell(format!("{recorded}.")),
        _ => app.status.point_out(format!(
            "{recorded}; {uncertain} to be confirmed, on the catch-up list."
        )),
    }
    effects
}

fn record_one(app: &mut App, line: &str, rest: &[String]) -> Vec<Effect> {
    let now = app.now;
    let Some(editor) = app.editor.as_mut() else {
        return Vec::new();
    };
    if !rest.is_empty() {
        editor.asides.push(Aside {
            purpose: Purpose::Pasted,
            text: rest.join("\n"),
            ..Aside::default()
        });
    }
    let mut effects = editor.begin_line(Purpose::New, line, false);
    app.outcome = Outcome::Nothing;
    if is_command(line) {
        effects.extend(record_unread(
            app,
            line,
            "It was pasted, so it was not run.",
        ));
    } else {
        if let Line::Entry(said) = editor.read_line(now) {
            effects.extend(record_entry(app, &said));
        }
        if !matches!(app.outcome, Outcome::Recorded(_)) {
            let why = match &app.outcome {
                Outcome::Refused(why) => why.to_string(),
                _ => "It could not be taken as it was pasted.".to_owned(),
            };
            effects.extend(record_unread(app, line, &why));
        }
    }
    if !rest.is_empty()
        && matches!(app.outcome, Outcome::Recorded(_))
        && let Some(editor) = app.editor.as_mut()
    {
        editor.asides.pop();
    }
    effects
}
