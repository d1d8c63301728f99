//! Rewording a record: it goes into the line, and becomes what the line makes of it, before and after Enter. The
//! earlier state stays in the history.

use super::advice;
use super::editor::MeetingEditor;
use super::recorded::tell_score;
use super::recording::asked;
use super::stash::Purpose;
use crate::app::App;
use crate::app::protocol::effect::Effect;
use crate::app::protocol::status::Outcome;
use crate::domain::history::review;
use crate::domain::line::{self, ContributionLine, FieldSpan, Line};
use crate::domain::meeting::event::KnownEvent;
use crate::domain::minutes::quotable_body;
use crate::domain::problem::Problem;
use crate::domain::record::form::{Answer, Field};
use crate::domain::record::kinds::{contribution, scale};
use crate::domain::record::{Body, Kind, Record, Ruling, typed_words};
use crate::domain::rules::scores::without_anchors;
use crate::domain::text::buffer::Move;
use crate::domain::visibility::Visibility;
use chrono::{DateTime, FixedOffset};
use serde_json::Value;

/// How many characters of what was changed are shown.
const TOLD: usize = 60;

impl MeetingEditor {
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
            None => {
                let told = line::explain(read, text, &self.meeting);
                let Line::Form(form) = read else {
                    return told;
                };
                let mut told = vec![told];
                told.extend(advice::before(form, &self.meeting));
                told.retain(|words| !words.is_empty());
                told.join(" · ")
            }
        }
    }
}

pub fn begin_edit(editor: &mut MeetingEditor, id: &str) -> Vec<Effect> {
    let Some(text) = line_of(editor, id) else {
        return Vec::new();
    };
    editor.selected = None;
    let effects = editor.set_aside_and_begin(Purpose::Edit(id.to_owned()), &text);
    // New words go before the marks: after them they would turn a mark into part of the sentence. Who says it comes first,
    // where that is what is asked.
    let end = line::end_of_words(&text, &editor.meeting);
    editor.go(Move::To(
        behind_unknown_label(editor, id, &text).unwrap_or(end),
    ));
    editor.prefilled = Some(text);
    effects
}

/// Behind the label that names nobody for certain, or in front of words without one.
fn behind_unknown_label(editor: &MeetingEditor, id: &str, text: &str) -> Option<usize> {
    let record = editor.meeting.record(id)?;
    let label = record.unread(&contribution::SPEAKER)?;
    let is_label = text
        .get(label.len()..)
        .is_some_and(|rest| rest.starts_with(':'));
    match text.starts_with(label) && is_label {
        true => Some(label.len()),
        false => Some(0),
    }
}

/// The line of this record, where the first of its answers stands that is to be confirmed.
pub fn begin_where_in_doubt(
    editor: &mut MeetingEditor,
    id: &str,
    now: DateTime<FixedOffset>,
) -> Vec<Effect> {
    let effects = begin_edit(editor, id);
    if let Line::Form(form) = editor.read_line(now) {
        let is_doubtful = |span: &&FieldSpan| form.body.to_confirm.contains_key(span.field);
        if let Some(span) = form.spans.iter().find(is_doubtful) {
            editor.go(Move::To(span.to));
        }
    }
    effects
}

/// The line of this record, ready for an answer that it lacks.
pub fn begin_answer(
    editor: &mut MeetingEditor,
    id: &str,
    label: &str,
    now: DateTime<FixedOffset>,
) -> Vec<Effect> {
    let mut effects = begin_edit(editor, id);
    // What was typed for it and is no answer stands in the line already.
    if let Line::Form(form) = editor.read_line(now) {
        let is_asked = |span: &&FieldSpan| {
            let field = form.asked.field(span.field);
            field.is_some_and(|field| field.label == label)
        };
        if let Some(span) = form.spans.iter().find(is_asked) {
            editor.go(Move::To(span.to));
            return effects;
        }
    }
    let at = editor.line.cursor();
    effects.extend(editor.replace(at, 0, &format!("; {label}: ")));
    editor.prefilled = Some(editor.line.text().to_owned());
    effects
}

pub fn line_of(editor: &MeetingEditor, id: &str) -> Option<String> {
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

/// The visibility that the record's section gives to entries without a mark.
pub fn default_visibility(editor: &MeetingEditor, id: &str) -> Visibility {
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

/// What the new words of a record are.
#[derive(Clone, Copy)]
pub enum NewWords<'w> {
    /// The complete new record.
    Whole(&'w str),
    /// The same, where only a part of it was typed.
    Part { line: &'w str, typed: &'w str },
    /// What is added to the words that are there.
    Added(&'w str),
}

/// An edit, or words to be appended: the record changes, its earlier state stays in the history.
pub fn change(app: &mut App, id: &str, new: NewWords<'_>) -> Vec<Effect> {
    let asked = asked(app);
    let (whole, words) = match new {
        NewWords::Whole(words) | NewWords::Part { line: words, .. } => (true, words),
        NewWords::Added(words) => (false, words),
    };
    let Some(editor) = app.editor.as_mut() else {
        return Vec::new();
    };
    if words.trim().is_empty() {
        return app.refuse(Problem::wrong_input("The line is empty, so nothing was changed. The entry is as it was; /strike takes it out."));
    }
    let Some(record) = editor.meeting.record(id) else {
        return app.refuse(Problem::wrong_input("That entry is no longer there."));
    };
    let is_score = record.is_a(&scale::KIND);
    // Nobody has seen the words that were there before these replaced them.
    let unseen = whole && !matches!(editor.purpose, Purpose::Edit(_));
    let before = words_before(editor, record).filter(|_| unseen);
    let speaker = other_speaker(editor, record, words, app.now).filter(|_| unseen && whole);
    let body_before = record.body();
    let body = if whole {
        edited(editor, record, words, !unseen, app.now)
    } else {
        appended(editor, record, words)
    };
    let mut body = match body {
        Ok(body) => body,
        Err(why) => return app.refuse(why),
    };
    if let NewWords::Part { typed, .. } = new {
        // A mark at its end may stand in the middle of the whole.
        line::close_as_typed(&mut body, typed, &editor.meeting);
    }
    if body == body_before {
        let effects = editor.begin_line(Purpose::New, "", true);
        app.status.tell("It reads so already. Nothing was changed.");
        app.outcome = Outcome::Recorded(id.to_owned());
        return effects;
    }
    if let Some(kind) = record.kind()
        && !line::opens(words, &editor.meeting)
    {
        line::keep_back_in_doubt(
            kind,
            &mut body,
            Some(&body_before),
            words,
            asked,
            &editor.meeting,
        );
        // A whole line shows whom it is not for; words that are added are words of this section.
        if !whole {
            line::close_by_section(kind, &mut body, &editor.meeting);
        }
    }
    let replaced = record.kind().map_or_else(Vec::new, |kind| {
        line::settle_which_holds(kind, &mut body, Some(id), &editor.meeting)
    });
    let gone = line::taken_away(&body_before, &body, &editor.meeting);
    let doubt_stays = unseen && body_before.follow_up && body.follow_up;
    let replaced = replaced.into_iter().map(|replaced| KnownEvent::StruckOut {
        id: replaced.id,
        reason: replaced.reason,
    });
    let mut known_events: Vec<KnownEvent> = replaced.collect();
    known_events.push(KnownEvent::Changed {
        id: id.to_owned(),
        body,
    });
    let (mut effects, outcome) = editor.commit(known_events, true, app.now);
    if let Err(why) = outcome {
        return app.refuse(why);
    }
    effects.extend(editor.begin_line(Purpose::New, "", true));
    const CHANGED: &str = "Changed. The earlier words stay in the full record.";
    let told = match before {
        Some(before) if speaker.is_some() => format!(
            "Changed: {} says it now. Before, it read: {before} -- /undo brings that back.",
            speaker.clone().unwrap_or_default()
        ),
        Some(before) => format!("Changed. Before, it read: {before} -- /undo brings that back."),
        None if unseen => format!("{CHANGED} /undo brings them back."),
        None => CHANGED.to_owned(),
    };
    let told = match doubt_stays {
        true => {
            let mark = mark_done(editor, id, app.one_line_at_a_time);
            format!("{told} Still to be confirmed; {mark} ends that.")
        }
        false => told,
    };
    if gone.is_empty() && speaker.is_some() {
        app.status.point_out(told);
    } else if gone.is_empty() {
        app.status.tell(told);
    } else {
        let gone = gone.join(", ");
        app.status.point_out(format!("It is {gone}. {told}"));
    }
    if is_score {
        tell_score(app, id, &format!("{CHANGED} "));
    }
    app.outcome = Outcome::Recorded(id.to_owned());
    effects
}

/// What ends the doubt about this entry, and about no other: on a screen it stays chosen, where it is not the last one.
fn mark_done(editor: &mut MeetingEditor, id: &str, one_line_at_a_time: bool) -> String {
    let back = editor.newest_first().position(|record| record.id == id);
    match back.unwrap_or(0) {
        0 => "/mark done".to_owned(),
        back if one_line_at_a_time => format!("/mark ^{back} done"),
        _ => {
            editor.selected = Some(id.to_owned());
            "/mark done".to_owned()
        }
    }
}

/// The beginning of a record, as far as anybody beside the screen may read it. Nothing for scores.
pub fn words_before(editor: &MeetingEditor, record: &Record) -> Option<String> {
    let body = quotable_body(record).filter(|_| !record.is_a(&scale::KIND))?;
    let default = default_visibility(editor, &record.id);
    let line = line::write_record(&record.kind, &body, default, &editor.meeting);
    let kept_back =
        body.values.len() + body.to_confirm.len() < record.values.len() + record.to_confirm.len();
    let mut words = beginning(&line, TOLD);
    if kept_back {
        words.push_str(" (and what is kept back)");
    }
    Some(words)
}

/// Whom the new words of an entry name as its speaker, where that is somebody else.
pub fn other_speaker(
    editor: &MeetingEditor,
    record: &Record,
    words: &str,
    now: DateTime<FixedOffset>,
) -> Option<String> {
    let Line::Entry(said) = line::read(words, &editor.meeting, now.date_naive()) else {
        return None;
    };
    let line::Who::Known(id) = said.who else {
        return None;
    };
    let is_other = record.is_a(&contribution::KIND) && record.text(&contribution::SPEAKER) != id;
    is_other.then(|| editor.meeting.name(&id))
}

/// The first characters of a text, with a sign where there is more.
pub fn beginning(text: &str, letters: usize) -> String {
    let mut all = text.chars();
    let mut words: String = all.by_ref().take(letters).collect();
    if all.next().is_some() {
        words.push('…');
    }
    words
}

/// Words after those already there. Marks at their end are marks; signs at their beginning are text.
fn appended(editor: &MeetingEditor, record: &Record, words: &str) -> Result<Body, Problem> {
    let words = words.trim();
    let mut body = record.body();
    if words.starts_with('/') {
        return Err(
            Problem::wrong_input("A command cannot be added to an entry.")
                .safe("The entry is as it was; your words are kept."),
        );
    }
    let Some(field) = appendable(record) else {
        return Err(no_words_to_add_to());
    };
    let words = &*line::close_as_typed(&mut body, words, &editor.meeting);
    let mut added = words.to_owned();
    if record.is_a(&contribution::KIND) {
        let said = line::read_added(words, record.is(&contribution::EXACT), &editor.meeting);
        let marks = ContributionLine {
            text: String::new(),
            ..said.clone()
        }
        .body(&editor.meeting, Visibility::Everyone);
        body.close_as(&marks);
        body.follow_up |= marks.follow_up;
        for (name, value) in marks.values {
            let marks = [
                &contribution::OF_KIND,
                &contribution::NEW_TO_FAMILY,
                &contribution::TALKED_THROUGH,
            ];
            if name == contribution::CHILDREN.name {
                add_ids(&mut body, value);
            } else if marks.iter().any(|mark| mark.name == name) {
                body.values.insert(name, value);
            }
        }
        body.to_confirm.extend(
            marks
                .to_confirm
                .into_iter()
                .filter(|(name, _)| name == contribution::CHILDREN.name),
        );
        added = said.text;
    }
    match body.values.get_mut(field) {
        Some(Value::String(text)) => {
            if !text.is_empty() && !added.is_empty() {
                text.push(' ');
            }
            text.push_str(&added);
            Ok(body)
        }
        _ => Err(no_words_to_add_to()),
    }
}

fn no_words_to_add_to() -> Problem {
    Problem::wrong_input("This record has no words to add to.").next("/edit changes it.")
}

fn appendable(record: &Record) -> Option<&'static str> {
    let kind = record.kind()?;
    let free = |field: &&Field| {
        matches!(field.answer, Answer::Words | Answer::Text)
            && record.values.contains_key(field.name)
    };
    let exact = kind
        .fields
        .iter()
        .find(|field| matches!(field.answer, Answer::Words) && free(field));
    let lead = kind.lead_field();
    exact.or(lead.filter(free)).map(|field| field.name)
}

fn add_ids(body: &mut Body, ids: Value) {
    let children = body
        .values
        .entry(contribution::CHILDREN.name)
        .or_insert_with(|| Value::Array(Vec::new()));
    if let (Value::Array(known), Value::Array(more)) = (children, ids) {
        for id in more {
            if !known.contains(&id) {
                known.push(id);
            }
        }
    }
}

/// The record as these words put it. `seen`: it was in the line, so whatever is missing was taken out on purpose.
fn edited(
    editor: &MeetingEditor,
    record: &Record,
    words: &str,
    seen: bool,
    now: DateTime<FixedOffset>,
) -> Result<Body, Problem> {
    let today = now.date_naive();
    let read = match seen {
        true => line::read(words, &editor.meeting, today),
        false => line::read_change(words, record, &editor.meeting, today),
    };
    let kind = record.kind.as_str();
    match read {
        Line::Entry(said) if record.is_a(&contribution::KIND) && said.text.trim().is_empty() => {
            Err(Problem::wrong_input("There are no words yet."))
        }
        Line::Entry(said) if record.is_a(&contribution::KIND) => {
            let default = default_visibility(editor, &record.id);
            // Where the section restricts, the line of an open entry has the mark without anybody typing it.
            let opens = said.visibility == Some(Visibility::Everyone)
                && default == Visibility::Everyone
                && !record.without.exclusions.is_empty();
            let said = line::changed(said, record, default, seen);
            let mut body = said.body(&editor.meeting, default);
            body.ruling = opens.then(|| Ruling::mark(true));
            Ok(body)
        }
        Line::Form(mut form) if form.kind == kind => {
            keep_codes(&mut form.body, record, editor)?;
            if kind == scale::KIND.id {
                // The ends of the scale are not part of the line, just as when the score was first typed.
                let score = record
                    .kind()
                    .ok_or_else(|| Problem::wrong_input("There is no such kind of record."))?;
                line::fill(score, &mut form.body.values, &editor.meeting);
            }
            line::keep_days_as_they_are(&mut form.body, record, &editor.meeting);
            review::take_up(&mut form.body, kind, &editor.meeting);
            if form.body.visibility == Visibility::Everyone || !seen {
                form.body.close_as(&record.body());
            }
            let opens = line::opens(words, &editor.meeting);
            form.body.ruling = opens.then(|| Ruling::mark(true));
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
                .safe("It is as it was; your line is kept.")
                .next(how_to_change(editor, record))
            })
        }
    }
}

/// What is typed to change a record: one of its answers, or all of it.
fn how_to_change(editor: &MeetingEditor, record: &Record) -> String {
    let kind = editor.meeting.kind(&record.kind);
    let fields = kind.map_or(&[][..], |kind| kind.fields);
    let told = quotable_body(record).unwrap_or_default().values;
    let answered = fields.iter().find(|field| {
        Some(*field) != record.kind().and_then(Kind::lead_field) && told.contains_key(field.name)
    });
    let before = answered.and_then(|field| {
        let words = typed_words(field, told.get(field.name)?, &editor.meeting);
        Some(format!("/edit {}: {words} changes one answer", field.label))
    });
    let command = record.kind().map_or("", |kind| kind.command);
    match before {
        Some(one) => format!("{one}; /edit /{command} … all of it."),
        None => format!("/edit /{command} … changes all of it."),
    }
}

/// Initials that an edit leaves out stay as they were; initials that somebody else has are rejected.
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
                Problem::wrong_input(format!("{code} already means {}.", other.name))
                    .safe("Nothing was changed; the line is kept."),
            );
        }
    }
    Ok(())
}
