//! Enter: what the line says is recorded, changed or done. Words go from the line only when a fact has taken them over.

use super::action::Place;
use super::desk::{Desk, Purpose, Shown};
use super::effect::Effect;
use super::{App, Outcome, command, completion, entry, screen};
use crate::domain::event::Happening;
use crate::domain::line::{self, Entry, FormLine, Line, Who, existing, merged};
use crate::domain::meeting::{Phase, Refused};
use crate::domain::record::{Body, Lead, Record, kind};
use crate::domain::visibility::Visibility;
use serde_json::Value;

/// Enters the line.
pub(super) fn submit(app: &mut App) -> Vec<Effect> {
    let today = app.now.date_naive();
    let Some(desk) = app.desk.as_mut() else {
        return Vec::new();
    };
    if let Some(words) = desk
        .read_only
        .clone()
        .filter(|_| !desk.line.is_empty() && !desk.line.text().starts_with('/'))
    {
        return refuse(app, &words);
    }
    // A list with a chosen row: Enter takes it, as Tab does.
    if desk.choice > 0
        && let Some(chosen) = completion::suggestions(desk, today)
            .get(desk.choice)
            .cloned()
    {
        let is_command = chosen.at == 1;
        let mut effects = entry::take_suggestion(desk, &chosen);
        if is_command && !command::needs_more(chosen.text.trim()) {
            effects.extend(submit(app));
        }
        return effects;
    }
    match desk.purpose.clone() {
        Purpose::Edit(id) => return change(app, &id, true),
        Purpose::Append(id) => return change(app, &id, false),
        Purpose::New | Purpose::About(_) => {}
    }
    match desk.read_line(app.now) {
        Line::Nothing => on_empty_line(app),
        Line::Entry(said)
            if app.place == Place::Close
                && !matches!(said.who, Who::Known(_) | Who::Everybody | Who::MinuteTaker) =>
        {
            screen::close::explain_gap(app)
        }
        Line::Entry(said) => record_entry(app, &said),
        Line::Form(form) => record_form(app, &form),
        Line::Command { name, rest } => command::run_named(app, &name, &rest),
    }
}

fn on_empty_line(app: &mut App) -> Vec<Effect> {
    match app.place {
        Place::Close => screen::close::on_enter(app),
        Place::Prepare => {
            app.status
                .tell("/begin starts the meeting. /child and /person put somebody down.");
            Vec::new()
        }
        _ => Vec::new(),
    }
}

/// Says why not; the words stay in the line.
pub(super) fn refuse(app: &mut App, words: &str) -> Vec<Effect> {
    app.status.point_out(words);
    app.outcome = Outcome::Refused(words.to_owned());
    Vec::new()
}

fn record_entry(app: &mut App, said: &Entry) -> Vec<Effect> {
    let Some(desk) = app.desk.as_mut() else {
        return Vec::new();
    };
    if said.text.trim().is_empty() {
        return refuse(app, "There are no words yet.");
    }
    match desk.meeting.phase() {
        Phase::Preparing => {
            return refuse(
                app,
                "The meeting has not begun, so nothing is recorded. /begin starts it; /person and /child put somebody down.",
            );
        }
        Phase::Closed => return refuse(app, &Refused::Closed.to_string()),
        Phase::Open => {}
    }
    let default = desk
        .meeting
        .open_section()
        .map(|section| section.visibility)
        .unwrap_or_default();
    let body = said.body(&desk.meeting, default);
    let effects = end_break(desk, app.now);
    record(app, "contribution", body, effects)
}

/// Words end a break by themselves: nobody must remember to end it first.
fn end_break(desk: &mut Desk, now: chrono::DateTime<chrono::FixedOffset>) -> Vec<Effect> {
    if desk.meeting.break_on().is_none() {
        return Vec::new();
    }
    desk.commit(vec![Happening::BreakEnded {}], false, now).0
}

/// Makes a record of the line's words and empties the line.
fn record(app: &mut App, record_kind: &str, body: Body, mut effects: Vec<Effect>) -> Vec<Effect> {
    let Some(desk) = app.desk.as_mut() else {
        return effects;
    };
    let id = desk.meeting.next_id(record_kind);
    let section = desk
        .meeting
        .open_section()
        .map(|section| section.id.clone());
    let questions = body.to_confirm.clone();
    let happening = Happening::Recorded {
        id: id.clone(),
        record: record_kind.to_owned(),
        section,
        body,
    };
    let (recorded, outcome) = desk.commit(vec![happening], true, app.now);
    effects.extend(recorded);
    if let Err(why) = outcome {
        effects.extend(refuse(app, &why.to_string()));
        return effects;
    }
    desk.shown = Shown::OpenSection;
    desk.selected = None;
    effects.extend(desk.begin_line(Purpose::New, "", true));
    tell_recorded(app, &id, &questions);
    app.outcome = Outcome::Recorded(id);
    effects
}

fn tell_recorded(app: &mut App, id: &str, questions: &std::collections::BTreeMap<String, String>) {
    let Some(record) = app.desk.as_ref().and_then(|desk| desk.meeting.record(id)) else {
        return;
    };
    if !questions.is_empty() {
        let what: Vec<String> = questions
            .iter()
            .map(|(field, typed)| format!("{} \"{typed}\"", label(record, field)))
            .collect();
        app.status.point_out(format!(
            "Recorded. To be confirmed: {}. It is on the catch-up list.",
            what.join(", ")
        ));
        return;
    }
    let open: Vec<&str> = record.unanswered().map(|field| field.label).collect();
    let title = record.kind().map_or("Record", |kind| kind.title);
    match (record.kind.as_str(), open.is_empty()) {
        ("contribution", _) => app.status.clear(),
        (_, true) => app.status.tell(format!("{title} recorded.")),
        (_, false) => app.status.tell(format!(
            "{title} recorded. Still open: {}.",
            open.join(", ")
        )),
    }
}

fn label<'a>(record: &Record, field: &'a str) -> &'a str {
    record
        .kind()
        .and_then(|kind| kind.field(field))
        .map_or(field, |field| field.label)
}

fn record_form(app: &mut App, form: &FormLine) -> Vec<Effect> {
    let Some(desk) = app.desk.as_mut() else {
        return Vec::new();
    };
    let mut form = form.clone();
    let Some(kind) = kind(form.kind) else {
        return Vec::new();
    };
    let known =
        existing(&form, &desk.meeting).map(|record| (record.id.clone(), merged(record, &form)));
    if known.is_none() {
        free_taken_code(&mut form, desk);
        line::fill(kind, &mut form.body.values, &desk.meeting);
    }
    let missing: Vec<&str> = form.missing().iter().map(|field| field.question).collect();
    if known.is_none() && !missing.is_empty() {
        return refuse(app, &missing.join(" "));
    }
    let Some((id, body)) = known else {
        let effects = end_break(desk, app.now);
        return record(app, kind.id, form.body, effects);
    };
    let questions = body.to_confirm.clone();
    let (mut effects, outcome) = desk.commit(
        vec![Happening::Changed {
            id: id.clone(),
            body,
        }],
        true,
        app.now,
    );
    if let Err(why) = outcome {
        return refuse(app, &why.to_string());
    }
    effects.extend(desk.begin_line(Purpose::New, "", true));
    tell_recorded(app, &id, &questions);
    app.outcome = Outcome::Recorded(id);
    effects
}

/// Initials that somebody else has are given anew; what was typed is to be confirmed.
fn free_taken_code(form: &mut FormLine, desk: &Desk) {
    let Some(Lead::CodeThen(field, _)) = kind(form.kind).map(|kind| kind.lead) else {
        return;
    };
    let Some(Value::String(code)) = form.body.values.get(field) else {
        return;
    };
    if desk
        .meeting
        .voices()
        .any(|seat| seat.code.eq_ignore_ascii_case(code))
    {
        form.body.to_confirm.insert(field.to_owned(), code.clone());
        form.body.values.remove(field);
    }
}

/// An edit or words to be appended: the record changes, its earlier state stays in the history.
fn change(app: &mut App, id: &str, whole: bool) -> Vec<Effect> {
    let Some(desk) = app.desk.as_mut() else {
        return Vec::new();
    };
    if desk.line.text().trim().is_empty() {
        return refuse(
            app,
            "The line is empty, so nothing was changed. /strike takes an entry out; Esc leaves it as it was.",
        );
    }
    let Some(record) = desk.meeting.record(id) else {
        return refuse(app, "That entry is not there any more.");
    };
    let default = entry::default_visibility(desk, id);
    let body = if whole {
        edited(desk, record, default, app.now)
    } else {
        appended(desk, record, default)
    };
    let body = match body {
        Ok(body) => body,
        Err(words) => return refuse(app, &words),
    };
    let (mut effects, outcome) = desk.commit(
        vec![Happening::Changed {
            id: id.to_owned(),
            body,
        }],
        true,
        app.now,
    );
    if let Err(why) = outcome {
        return refuse(app, &why.to_string());
    }
    effects.extend(desk.begin_line(Purpose::New, "", true));
    app.status
        .tell("Changed. The earlier words stay in the full record.");
    app.outcome = Outcome::Recorded(id.to_owned());
    effects
}

fn edited(
    desk: &Desk,
    record: &Record,
    default: Visibility,
    now: chrono::DateTime<chrono::FixedOffset>,
) -> Result<Body, String> {
    match (desk.read_line(now), record.kind.as_str()) {
        (Line::Entry(said), "contribution") if said.text.trim().is_empty() => {
            Err("There are no words yet.".to_owned())
        }
        (Line::Entry(mut said), "contribution") => {
            // Without a name the speaker stays who it was, not who spoke last.
            if said.who == Who::Last {
                let before = Entry::of_body(&record.body(), default);
                said.who = before.who;
                said.on_behalf_of = said.on_behalf_of.or(before.on_behalf_of);
            }
            Ok(said.body(&desk.meeting, default))
        }
        (Line::Form(form), kind) if form.kind == kind => {
            let missing: Vec<&str> = form.missing().iter().map(|field| field.question).collect();
            if missing.is_empty() {
                Ok(form.body)
            } else {
                Err(missing.join(" "))
            }
        }
        _ => {
            let command = record.kind().map_or("", |kind| kind.command);
            Err(if command.is_empty() {
                "This line changes what somebody said: who, a colon, and the words. Esc leaves the entry as it was.".to_owned()
            } else {
                format!(
                    "This line changes a record that begins with /{command}. Esc leaves it as it was."
                )
            })
        }
    }
}

fn appended(desk: &Desk, record: &Record, default: Visibility) -> Result<Body, String> {
    let words = desk.line.text().trim();
    if record.kind == "contribution" {
        let mut said = Entry::of_body(&record.body(), default);
        said.text = format!("{} {words}", said.text);
        let mut body = said.body(&desk.meeting, default);
        body.visibility = record.visibility;
        return Ok(body);
    }
    let lead = record.kind().and_then(|kind| {
        kind.fields
            .iter()
            .find(|field| matches!(field.answer, crate::domain::form::Answer::Words))
            .map(|field| field.name)
            .or(kind.lead_field())
    });
    let Some(field) = lead else {
        return Err("This record has no words to add to. /edit changes it.".to_owned());
    };
    let mut body = record.body();
    match body.values.get_mut(field) {
        Some(Value::String(text)) => {
            text.push(' ');
            text.push_str(words);
            Ok(body)
        }
        _ => Err("This record has no words to add to. /edit changes it.".to_owned()),
    }
}

/// A line that could not be taken as typed becomes a contribution "to be confirmed": no word of it is dropped.
/// It is restricted when any word in it means to restrict.
pub(super) fn record_unread(app: &mut App, text: &str, why: &str) -> Vec<Effect> {
    let Some(desk) = app.desk.as_mut() else {
        return Vec::new();
    };
    let mut effects = Vec::new();
    if desk.meeting.phase() == Phase::Preparing {
        effects.extend(command::begin(desk, app.now).0);
    }
    effects.extend(end_break(desk, app.now));
    let default = desk
        .meeting
        .open_section()
        .map(|section| section.visibility)
        .unwrap_or_default();
    let visibility = if line::wants_restriction(text) {
        Visibility::Restricted
    } else {
        default
    };
    let mut body = Body {
        visibility,
        come_back: true,
        ..Body::default()
    };
    body.values
        .insert("text".to_owned(), Value::String(text.to_owned()));
    body.to_confirm.insert("line".to_owned(), why.to_owned());
    // The words are in the line: it is emptied by the fact that takes them over.
    record(app, "contribution", body, effects)
}
