//! One line taken as `take` takes it, with everything that is said about it: before Enter, after it, and in the record.

use crate::journeys::driver::Driver;
use std::collections::BTreeSet;
use talking_piece::app::commands::COMMANDS;
use talking_piece::app::editing::recorded::questions_of;
use talking_piece::app::protocol::command_row::Named;
use talking_piece::app::protocol::message::Message;
use talking_piece::app::protocol::status::Outcome;
use talking_piece::domain::line::{self, Line, why_to_confirm};
use talking_piece::domain::meeting::event::{Event, KnownEvent};
use talking_piece::domain::record::{Body, Record, kind, typed_words};
use talking_piece::domain::text::sanitise::clean;

/// What is there to be seen of a line.
pub struct Taken {
    /// The line with its command in full.
    pub whole: String,
    pub read: Line,
    /// Above the line before Enter: its meaning, and for a record each answer of its form.
    pub told: String,
    pub outcome: Outcome,
    /// What `take` would list, if anything.
    pub listed: Option<String>,
    /// The records it made or changed, and how they were before.
    pub records: Vec<(Option<Body>, Record)>,
    /// The facts it made, as they go to disk.
    pub facts: String,
    pub after: Driver,
}

/// What stands above the line while this is in it.
fn told(d: &Driver, text: &str) -> (String, Line, String) {
    let meeting = &d.editor().meeting;
    let today = d.now.date_naive();
    let clean = clean(text).text;
    let text = clean.as_ref();
    let mut read = line::read(text, meeting, today);
    let whole = whole_command(&read);
    let text = whole.as_deref().unwrap_or(text);
    if whole.is_some() {
        read = line::read(text, meeting, today);
    }
    let mut told = line::explain(&read, text, meeting);
    if let Line::Form(form) = &read {
        let kind = kind(form.kind).unwrap();
        for (name, value) in &form.body.values {
            let field = kind.field(name).unwrap();
            told.push_str(&format!(
                "\n{}: {}",
                field.label,
                typed_words(field, value, meeting)
            ));
        }
        for (name, typed) in &form.body.to_confirm {
            let why = why_to_confirm(Some(kind), name, typed, meeting, today).unwrap_or_default();
            told.push_str(&format!("\n{name}: {typed}? {why}"));
        }
    }
    (text.to_owned(), read, told)
}

/// `/perso KS; role: …` is `/person`: a beginning that only one command has.
fn whole_command(read: &Line) -> Option<String> {
    let Line::Command { name, rest } = read else {
        return None;
    };
    match COMMANDS.meant_at_the_desk(name) {
        Named::Record(command) => Some(format!("/{command} {rest}")),
        _ => None,
    }
}

pub fn take(before: &Driver, text: &str) -> Taken {
    let mut d = before.clone();
    d.app.one_line_at_a_time = true;
    let facts = d.disk.events().count();
    let (whole, read, told) = told(&d, text);
    let mut outcome = d.enter(text);
    let mut listed = None;
    match outcome.clone() {
        Outcome::Recorded(id) => {
            let record = d.editor().meeting.record(&id).unwrap();
            let questions = questions_of(&d.app, record);
            listed = (!questions.is_empty()).then(|| questions.join(", "));
        }
        Outcome::Refused(why) => {
            listed = Some(why.to_string());
            d.send(Message::Unread(text.to_owned(), why.to_string()));
        }
        Outcome::Nothing
            if d.app
                .editor
                .as_ref()
                .is_some_and(|editor| !editor.line.is_empty()) =>
        {
            listed = Some("The line needs more.".to_owned());
            d.send(Message::Unread(
                text.to_owned(),
                "The line needs more.".to_owned(),
            ));
        }
        Outcome::Nothing | Outcome::Done => {}
    }
    let ids = d
        .disk
        .events()
        .skip(facts)
        .filter_map(|logged| match &logged.event {
            Event::Known(KnownEvent::Recorded { id, .. } | KnownEvent::Changed { id, .. }) => {
                Some(id.clone())
            }
            _ => None,
        });
    let ids: BTreeSet<String> = ids.collect();
    let record = |d: &Driver, id: &String| d.app.editor.as_ref()?.meeting.record(id).cloned();
    let made = ids.iter().filter_map(|id| {
        let earlier = record(before, id).map(|record| record.body());
        Some((earlier, record(&d, id)?))
    });
    let made = made.collect();
    if outcome == Outcome::Nothing && listed.is_none() {
        outcome = Outcome::Done;
    }
    let facts = d
        .disk
        .events()
        .skip(facts)
        .map(|logged| logged.event.to_parts().1.to_string())
        .collect();
    Taken {
        whole,
        read,
        told,
        outcome,
        listed,
        records: made,
        facts,
        after: d,
    }
}

impl Taken {
    /// Everything that is kept of it: values, what is to be confirmed, what was set aside, the list and the status line.
    pub fn kept(&self) -> String {
        let mut kept = self.facts.clone();
        if let Some(editor) = &self.after.app.editor {
            for aside in &editor.asides {
                kept.push_str(&format!("\n{}", aside.text));
            }
            kept.push_str(&format!("\n{}", editor.line.text()));
        }
        kept.push_str(&format!(
            "\n{}\n{}",
            self.listed.as_deref().unwrap_or(""),
            self.after.status()
        ));
        kept
    }

    /// Whether it is said that something about it is not certain.
    pub fn is_uncertain(&self) -> bool {
        self.listed.is_some()
            || self
                .records
                .iter()
                .any(|(_, record)| record.follow_up || !record.body().to_confirm.is_empty())
    }
}
