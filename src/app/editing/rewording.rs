//! A record in new words: what the line makes of it, before and after Enter. Must not change anything.

use super::editor::{MeetingEditor, Purpose};
use crate::app::screens::desk::default_visibility;
use crate::domain::history::review;
use crate::domain::line::{self, Line};
use crate::domain::problem::Problem;
use crate::domain::record::form::Answer;
use crate::domain::record::kinds::{contribution, scale};
use crate::domain::record::{Body, Record};
use crate::domain::visibility::Visibility;
use chrono::{DateTime, FixedOffset};
use serde_json::Value;

impl MeetingEditor {
    /// What the line means, in words; where it changes a record, what becomes of that one.
    pub fn meaning(&self, read: &Line) -> String {
        let text = self.line.text();
        let record = match &self.purpose {
            Purpose::Edit(id) => self.meeting.record(id),
            _ => None,
        };
        match record {
            Some(record) => {
                let default = default_visibility(self, &record.id);
                line::explain_change(read, text, record, default, &self.meeting)
            }
            None => line::explain(read, text, &self.meeting),
        }
    }
}

/// The record as these words say it. `seen`: it stood in the line, so what was left out was taken away.
pub(crate) fn edited(
    editor: &MeetingEditor,
    record: &Record,
    words: &str,
    seen: bool,
    now: DateTime<FixedOffset>,
) -> Result<Body, Problem> {
    let read = line::read(words, &editor.meeting, now.date_naive());
    let kind = record.kind.as_str();
    match read {
        Line::Entry(said) if record.is_a(&contribution::KIND) && said.text.trim().is_empty() => {
            Err(Problem::wrong_input("There are no words yet."))
        }
        Line::Entry(said) if record.is_a(&contribution::KIND) => {
            let default = default_visibility(editor, &record.id);
            let said = line::changed(said, record, default, seen);
            Ok(said.body(&editor.meeting, default))
        }
        Line::Form(mut form) if form.kind == kind => {
            keep_codes(&mut form.body, record, editor)?;
            if kind == scale::KIND.id {
                // The ends of the scale are no part of the line, as when the score was first typed.
                let score = record
                    .kind()
                    .ok_or_else(|| Problem::wrong_input("There is no such kind of record."))?;
                line::fill(score, &mut form.body.values, &editor.meeting);
            }
            review::take_up(&mut form.body, kind, &editor.meeting);
            if record.visibility == Visibility::Restricted {
                form.body.visibility = Visibility::Restricted;
            }
            form.body.follow_up |= record.follow_up && !seen;
            match form.still_needed() {
                None => Ok(form.body),
                Some(words) => Err(Problem::wrong_input(words)),
            }
        }
        _ => {
            let command = record.kind().map_or("", |kind| kind.command);
            Err(if command.is_empty() {
                Problem::wrong_input(
                    "This line changes what somebody said: who, a colon, and the words.",
                )
                .safe("The entry is as it was.")
            } else {
                Problem::wrong_input(format!(
                    "This line changes a record that begins with /{command}."
                ))
                .safe("It is as it was.")
            })
        }
    }
}

/// Letters that an edit leaves out stay as they were; letters that somebody else has are refused.
fn keep_codes(body: &mut Body, record: &Record, editor: &MeetingEditor) -> Result<(), Problem> {
    let fields = record.kind().map_or(&[][..], |kind| kind.fields);
    for field in fields
        .iter()
        .filter(|field| matches!(field.answer, Answer::Code))
    {
        let Some(code) = body.values.get(field.name).and_then(Value::as_str) else {
            if let Some(before) = record.values.get(field.name) {
                body.values.insert(field.name.to_owned(), before.clone());
            }
            continue;
        };
        let other = editor
            .meeting
            .voices()
            .find(|seat| seat.id != record.id && seat.code.eq_ignore_ascii_case(code));
        if let Some(other) = other {
            return Err(
                Problem::wrong_input(format!("{code} means {} already.", other.name))
                    .safe("Nothing was changed; the line is kept."),
            );
        }
    }
    Ok(())
}
