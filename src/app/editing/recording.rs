//! Enter: what the line says is recorded, changed or done. Words go from the line only when a fact has taken them over.

use super::editor::{MeetingEditor, Purpose, Shown};
use crate::app::commands::{changing, lifecycle, scoring};
use crate::app::editing::{advice, completion, session};
use crate::app::protocol::command_row::Place;
use crate::app::protocol::effect::Effect;
use crate::app::screens::desk;
use crate::app::{App, Outcome, commands, screens};
use crate::domain::history::review;
use crate::domain::line::{self, ContributionLine, FormLine, Line, Meant, meant, merged};
use crate::domain::meeting::event::KnownEvent;
use crate::domain::meeting::{Phase, Refused};
use crate::domain::minutes::quotable_body;
use crate::domain::minutes::versions;
use crate::domain::record::kinds::{contribution, scale, statement};
use crate::domain::record::{Body, Kind, Lead, Record, kind, lead_words};
use crate::domain::text::sanitise::clean;
use crate::domain::visibility::Visibility;
use serde_json::Value;

/// Enters the line. What could not be done still stands there, and is known as refused.
pub(crate) fn submit(app: &mut App) -> Vec<Effect> {
    app.outcome = Outcome::Nothing;
    let effects = enter(app);
    let is_refused = matches!(app.outcome, Outcome::Refused(_));
    if let Some(editor) = app.editor.as_mut() {
        let refused = is_refused && !editor.line.is_empty();
        editor.refused = refused.then(|| editor.line.text().to_owned());
    }
    effects
}

fn enter(app: &mut App) -> Vec<Effect> {
    let today = app.now.date_naive();
    let Some(editor) = app.editor.as_mut() else {
        return Vec::new();
    };
    if let Some(words) = editor
        .read_only
        .clone()
        .filter(|_| !editor.line.is_empty() && !is_command(editor, app.now))
    {
        return session::only_read(app, &words);
    }
    // A list with a chosen row: Enter takes it, as Tab does.
    if editor.choice > 0
        && let Some(chosen) = completion::suggestions(editor, today)
            .get(editor.choice)
            .cloned()
    {
        let is_command = chosen.at == 1;
        let mut effects = desk::take_suggestion(editor, &chosen);
        if is_command && !commands::needs_more(chosen.text.trim()) {
            effects.extend(submit(app));
        }
        return effects;
    }
    match editor.purpose.clone() {
        Purpose::Edit(id) => {
            let words = editor.line.text().to_owned();
            return changing::change(app, &id, true, &words);
        }
        Purpose::Append(id) => {
            let words = editor.line.text().to_owned();
            return changing::change(app, &id, false, &words);
        }
        Purpose::New | Purpose::About(_) => {}
    }
    match editor.read_line(app.now) {
        Line::Nothing => on_empty_line(app),
        line if app.place == Place::Close && screens::close::is_a_reason(&line) => {
            screens::close::explain_gap(app)
        }
        Line::Entry(said) => record_entry(app, &said),
        Line::Form(form) => record_form(app, &form),
        Line::Command { name, rest } => commands::run_named(app, &name, &rest),
    }
}

/// The line asks for a command; in a meeting that is only read, commands say themselves what they may do.
fn is_command(editor: &MeetingEditor, now: chrono::DateTime<chrono::FixedOffset>) -> bool {
    let free = matches!(editor.purpose, Purpose::New | Purpose::About(_));
    free && matches!(editor.read_line(now), Line::Command { .. } | Line::Nothing)
}

fn on_empty_line(app: &mut App) -> Vec<Effect> {
    if app
        .editor
        .as_ref()
        .is_some_and(|editor| editor.open_elsewhere)
    {
        return session::only_read(app, "");
    }
    match app.place {
        Place::Close => screens::close::on_enter(app),
        Place::Prepare => {
            app.status
                .tell("/begin starts the meeting. /child and /person put somebody down.");
            Vec::new()
        }
        _ => Vec::new(),
    }
}

/// Says why not; the words stay in the line.
pub(crate) fn refuse(app: &mut App, words: &str) -> Vec<Effect> {
    app.status.point_out(words);
    app.outcome = Outcome::Refused(words.to_owned());
    Vec::new()
}

fn record_entry(app: &mut App, said: &ContributionLine) -> Vec<Effect> {
    let Some(editor) = app.editor.as_mut() else {
        return Vec::new();
    };
    if said.text.trim().is_empty() {
        return refuse(app, "There are no words yet.");
    }
    match editor.meeting.phase() {
        Phase::Preparing => {
            return refuse(
                app,
                "The meeting has not begun, so nothing is recorded. /begin starts it; /person and /child put somebody down.",
            );
        }
        Phase::Closed => return refuse(app, &Refused::Closed.to_string()),
        Phase::Open => {}
    }
    let default = editor
        .meeting
        .open_section()
        .map(|section| section.visibility)
        .unwrap_or_default();
    let body = said.body(&editor.meeting, default);
    record(app, &contribution::KIND, body)
}

/// Words end a break by themselves: nobody must remember to end it first.
fn end_of_break(editor: &MeetingEditor) -> Vec<KnownEvent> {
    let on = editor.meeting.break_on().is_some();
    on.then_some(KnownEvent::BreakEnded {})
        .into_iter()
        .collect()
}

/// Makes a record of the line's words and empties the line.
fn record(app: &mut App, kind: &Kind, body: Body) -> Vec<Effect> {
    let Some(editor) = app.editor.as_mut() else {
        return Vec::new();
    };
    let id = editor.meeting.next_id(kind);
    let section = editor
        .meeting
        .open_section()
        .map(|section| section.id.clone());
    let questions = body.to_confirm.clone();
    let kept = versions::to_keep(&editor.meeting, kind.id);
    let mut known_events = end_of_break(editor);
    known_events.push(KnownEvent::Recorded {
        id: id.clone(),
        record: kind.id.to_owned(),
        section,
        body,
    });
    let (mut effects, outcome) = editor.commit(known_events, true, app.now);
    if let Err(why) = outcome {
        effects.extend(refuse(app, &why.to_string()));
        return effects;
    }
    editor.shown = Shown::OpenSection;
    editor.selected = None;
    effects.extend(editor.keep(kind.id, kept));
    effects.extend(editor.begin_line(Purpose::New, "", true));
    tell_recorded(app, &id, &questions);
    app.outcome = Outcome::Recorded(id);
    effects
}

fn tell_recorded(app: &mut App, id: &str, questions: &std::collections::BTreeMap<String, String>) {
    let Some(record) = app
        .editor
        .as_ref()
        .and_then(|editor| editor.meeting.record(id))
    else {
        return;
    };
    if record.is_a(&scale::KIND) && (questions.is_empty() || record.is_hidden()) {
        tell_score(app, id, "");
        return;
    }
    if !questions.is_empty() {
        let told = quotable_body(record).unwrap_or_default().to_confirm;
        let what: Vec<String> = questions
            .keys()
            .map(|field| match told.get(field) {
                Some(typed) => format!("{} \"{typed}\"", label(record, field)),
                None => label(record, field).to_owned(),
            })
            .collect();
        app.status.point_out(format!(
            "Recorded. To be confirmed: {}. It is on the catch-up list.",
            what.join(", ")
        ));
        return;
    }
    let meeting = app.editor.as_ref().map(|editor| &editor.meeting);
    if let Some(advice) = meeting.and_then(|meeting| advice::after(record, meeting)) {
        let title = record.kind().map_or("Record", |kind| kind.title);
        app.status.tell(format!("{title} recorded. {advice}"));
        return;
    }
    let open: Vec<&str> = record.unanswered().map(|field| field.label).collect();
    let title = record.kind().map_or("Record", |kind| kind.title);
    // Typed alone it is the next one: which one that was has to be told.
    let title = match meeting {
        Some(meeting) if record.is_a(&statement::KIND) => {
            format!("{title} \"{}\"", lead_words(record, meeting))
        }
        _ => title.to_owned(),
    };
    match open.is_empty() {
        _ if record.is_a(&contribution::KIND) => app.status.clear(),
        true => app.status.tell(format!("{title} recorded.")),
        false => app.status.tell(format!(
            "{title} recorded. Still open: {}.",
            open.join(", ")
        )),
    }
}

/// Who has given a score and who is waited for; once all are in, the scores.
pub(crate) fn tell_score(app: &mut App, id: &str, before: &str) {
    let meeting = app.editor.as_ref().map(|editor| &editor.meeting);
    let told = meeting.and_then(|meeting| Some(scoring::after(meeting.record(id)?, meeting)));
    let Some((words, attention)) = told else {
        return;
    };
    let words = format!("{before}{words}");
    if attention {
        app.status.point_out(words);
    } else {
        app.status.tell(words);
    }
}

fn label<'a>(record: &Record, field: &'a str) -> &'a str {
    record
        .kind()
        .and_then(|kind| kind.field(field))
        .map_or(field, |field| field.label)
}

fn record_form(app: &mut App, form: &FormLine) -> Vec<Effect> {
    let Some(editor) = app.editor.as_mut() else {
        return Vec::new();
    };
    let mut form = form.clone();
    let Some(kind) = kind(form.kind) else {
        return Vec::new();
    };
    let known = match meant(&form, &editor.meeting) {
        Meant::Changes(record) => Some((record.id.clone(), merged(record, &form))),
        Meant::New => None,
        Meant::Unclear(_) => {
            let words = line::what_it_does(&form, &editor.meeting).unwrap_or_default();
            return refuse(
                app,
                &format!("{words}. Nothing was changed; the line is kept."),
            );
        }
    };
    if known.is_none() {
        free_taken_code(&mut form, editor);
        line::fill(kind, &mut form.body.values, &editor.meeting);
        review::take_up(&mut form.body, kind.id, &editor.meeting);
    }
    if known.is_none() {
        // Without a screen such a line would be kept as text, where everybody reads the number: it is recorded as a
        // score, hidden, whose scale is to be confirmed.
        let no_scale = scoring::no_scale_here(&form, &editor.meeting);
        let why = no_scale.filter(|_| !app.one_line_at_a_time);
        if let Some(words) = why.or_else(|| form.still_needed()) {
            return refuse(app, &words);
        }
    }
    let Some((id, body)) = known else {
        return record(app, kind, form.body);
    };
    let questions = body.to_confirm.clone();
    let is_somebody = line::what_it_does(&form, &editor.meeting).is_some();
    let mut known_events = end_of_break(editor);
    known_events.push(KnownEvent::Changed {
        id: id.clone(),
        body,
    });
    let (mut effects, outcome) = editor.commit(known_events, true, app.now);
    if let Err(why) = outcome {
        return refuse(app, &why.to_string());
    }
    effects.extend(editor.begin_line(Purpose::New, "", true));
    tell_recorded(app, &id, &questions);
    if is_somebody
        && questions.is_empty()
        && let Some(editor) = &app.editor
    {
        let name = editor.meeting.name(&id);
        app.status
            .tell(format!("Changed: {name}, who was there already."));
    }
    app.outcome = Outcome::Recorded(id);
    effects
}

/// Initials that somebody else has are given anew; what was typed is to be confirmed.
fn free_taken_code(form: &mut FormLine, editor: &MeetingEditor) {
    let Some(Lead::CodeThen(field, _)) = kind(form.kind).map(|kind| kind.lead) else {
        return;
    };
    let Some(Value::String(code)) = form.body.values.get(field.name) else {
        return;
    };
    if editor
        .meeting
        .voices()
        .any(|seat| seat.code.eq_ignore_ascii_case(code))
    {
        form.body
            .to_confirm
            .insert(field.name.to_owned(), code.clone());
        form.body.values.remove(field.name);
    }
}

/// A line that could not be taken as typed becomes a contribution "to be confirmed": no word of it is dropped.
/// It is restricted when any word in it means to restrict.
pub(crate) fn record_unread(app: &mut App, text: &str, why: &str) -> Vec<Effect> {
    let Some(editor) = app.editor.as_mut() else {
        return Vec::new();
    };
    let text = &clean(text).text;
    let mut effects = Vec::new();
    // The fact takes over what is in the line, so the words must be there; others that are there go aside.
    if editor.line.text().trim() != text.trim() || editor.purpose != Purpose::New {
        effects.extend(editor.set_aside_and_begin(Purpose::New, text));
    }
    if editor.meeting.phase() == Phase::Preparing {
        editor.command_in_line = false;
        effects.extend(lifecycle::begin(editor, app.now).0);
    }
    let default = editor
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
        follow_up: true,
        ..Body::default()
    };
    body.values.insert(
        contribution::TEXT.name.to_owned(),
        Value::String(text.to_string()),
    );
    body.to_confirm.insert("line".to_owned(), why.to_owned());
    effects.extend(record(app, &contribution::KIND, body));
    effects
}
