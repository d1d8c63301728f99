//! Recording or changing what the line says. Words leave the line only once an event has taken them over.

use super::advice;
use super::editor::{MeetingEditor, Shown};
use super::stash::Purpose;
use crate::app::App;
use crate::app::protocol::effect::Effect;
use crate::app::protocol::status::Outcome;
use crate::domain::history::review;
use crate::domain::line::{self, ContributionLine, FormLine, Meant, meant, merged};
use crate::domain::meeting::event::KnownEvent;
use crate::domain::meeting::{Meeting, Phase, Refused};
use crate::domain::minutes::quotable_body;
use crate::domain::minutes::versions;
use crate::domain::problem::Problem;
use crate::domain::record::kinds::{contribution, scale};
use crate::domain::record::{Body, Kind, Lead, Record, kind, lead_words};
use crate::domain::rules::scores;
use serde_json::Value;
use std::collections::BTreeMap;

pub fn record_entry(app: &mut App, said: &ContributionLine) -> Vec<Effect> {
    let Some(editor) = app.editor.as_mut() else {
        return Vec::new();
    };
    if said.text.trim().is_empty() {
        return app.refuse(Problem::wrong_input("There are no words yet."));
    }
    match editor.meeting.phase() {
        Phase::Preparing => {
            return app.refuse(Problem::wrong_input("The meeting has not begun, so nothing is recorded. /begin starts it; /person and /child add people."));
        }
        Phase::Closed => return app.refuse(Refused::Closed),
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

/// Words end a break by themselves, so nobody has to remember to end it first.
fn end_of_break(editor: &MeetingEditor) -> Vec<KnownEvent> {
    let on = editor.meeting.break_on().is_some();
    on.then_some(KnownEvent::BreakEnded {})
        .into_iter()
        .collect()
}

pub fn record(app: &mut App, kind: &Kind, body: Body) -> Vec<Effect> {
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
        effects.extend(app.refuse(why));
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

fn tell_recorded(app: &mut App, id: &str, questions: &BTreeMap<String, String>) {
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
        let what = questions_of(app, record);
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
    // If the command was typed alone, the next statement is meant, so say which one that was.
    let title = match meeting {
        Some(meeting) if record.kind().is_some_and(|kind| kind.typed_alone) => {
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

/// What is to be confirmed in a record: each answer by its label, as typed and with the reason, as far as a family's copy
/// may quote it.
pub fn questions_of(app: &App, record: &Record) -> Vec<String> {
    let Some(editor) = app.editor.as_ref() else {
        return Vec::new();
    };
    let told = quotable_body(record).unwrap_or_default().to_confirm;
    let today = app.now.date_naive();
    let question = |name: &String| {
        let label = label(record, name);
        let Some(typed) = told.get(name) else {
            return label.to_owned();
        };
        let why = line::why_to_confirm(record.kind(), name, typed, &editor.meeting, today);
        match why {
            Some(why) => format!("{label} \"{typed}\" ({why})"),
            None => format!("{label} \"{typed}\""),
        }
    };
    record.body().to_confirm.keys().map(question).collect()
}

/// Who has given a score and who has yet to; once all are in, the scores.
pub fn tell_score(app: &mut App, id: &str, before: &str) {
    let meeting = app.editor.as_ref().map(|editor| &editor.meeting);
    let told = meeting.and_then(|meeting| Some(score_words(meeting.record(id)?, meeting)));
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

pub fn record_form(app: &mut App, form: &FormLine) -> Vec<Effect> {
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
            return app.refuse(Problem::wrong_input(format!(
                "{words}. Nothing was changed; the line is kept."
            )));
        }
    };
    if known.is_none() {
        free_taken_code(&mut form, editor);
        line::fill(kind, &mut form.body.values, &editor.meeting);
        review::take_up(&mut form.body, kind.id, &editor.meeting);
    }
    if known.is_none() {
        // Without a screen such a line would be kept as text, where everybody could read the number. So it is recorded
        // as a hidden score whose scale is to be confirmed.
        let no_scale = no_scale_here(&form, &editor.meeting);
        let why = no_scale.filter(|_| !app.one_line_at_a_time);
        if let Some(words) = why.or_else(|| form.still_needed()) {
            return app.refuse(Problem::wrong_input(words));
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
        return app.refuse(why);
    }
    effects.extend(editor.begin_line(Purpose::New, "", true));
    tell_recorded(app, &id, &questions);
    if is_somebody
        && questions.is_empty()
        && let Some(editor) = &app.editor
    {
        let name = editor.meeting.name(&id);
        app.status
            .tell(format!("Changed: {name}, who was already there."));
    }
    app.outcome = Outcome::Recorded(id);
    effects
}

/// Initials already taken are replaced; what was typed is to be confirmed.
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

/// Why a score cannot be recorded here (it names no scale on the agenda, and the open section has none), what is safe,
/// and where a scale is asked.
fn no_scale_here(form: &FormLine, meeting: &Meeting) -> Option<String> {
    let values = &form.body.values;
    let has_own_ends = [&scale::QUESTION, &scale::LOW, &scale::HIGH]
        .iter()
        .any(|field| values.contains_key(field.name));
    if form.kind != scale::KIND.id || values.contains_key(scale::SCALE.name) || has_own_ends {
        return None;
    }
    let here = meeting.open_section();
    if here.is_some_and(|section| !section.scales.is_empty()) {
        return None;
    }
    let place = here.map_or_else(String::new, |section| format!(" in \"{}\"", section.title));
    let places = meeting.agenda().places();
    let mut asking = places
        .iter()
        .filter(|place| !place.section.scales.is_empty());
    let way = match asking.next() {
        Some(asks) => format!(
            "/section {} opens \"{}\", which asks for one; then Down brings this line back.",
            asks.number, asks.section.title
        ),
        None => "The agenda asks for none at all: type it as words, with who said it.".to_owned(),
    };
    Some(format!(
        "No scale is asked for{place}. Nothing was recorded, and your line is kept. {way}"
    ))
}

/// What is said once this score has been recorded or changed, and whether it needs attention.
fn score_words(score: &Record, meeting: &Meeting) -> (String, bool) {
    let round = scores::round_of(&score.values, meeting);
    let mut words = if score.is_hidden() {
        let whose = match score.text(&scale::GIVEN_BY) {
            "" => "A score".to_owned(),
            by => format!("{}'s score", meeting.called(by)),
        };
        vec![
            format!("{whose} is in and hidden."),
            round.still_to_come(meeting),
        ]
    } else {
        vec![round.words(meeting)]
    };
    let mut to_look_at = Vec::new();
    if score.is_open() || score.is_hidden() {
        to_look_at.extend(scores::objection_to(score, meeting));
    }
    // What was typed may contain the number; the catch-up list leads to the line that has it.
    let unclear = score.body().to_confirm;
    if score.is_hidden() && !unclear.is_empty() {
        let label = |name: &String| {
            let field = score.kind().and_then(|kind| kind.field(name));
            field.map_or_else(|| name.clone(), |field| format!("\"{}\"", field.label))
        };
        let labels: Vec<String> = unclear.keys().map(label).collect();
        let are = if labels.len() == 1 { "is" } else { "are" };
        to_look_at.push(format!(
            "In it, {} {are} to be confirmed: it is on the catch-up list.",
            labels.join(" and ")
        ));
    }
    words.retain(|words| !words.is_empty());
    let attention = !to_look_at.is_empty();
    words.extend(to_look_at);
    (words.join(" "), attention)
}

/// Reasons appear in the minutes that everybody gets, so one that was meant to be restricted is rejected.
pub fn open_reason(reason: &str) -> Result<&str, Problem> {
    if line::wants_restriction(reason) {
        return Err(Problem::wrong_input(
            "A reason appears in the minutes that everybody gets, so it cannot be restricted.",
        )
        .safe("Nothing was done; your line is kept.")
        .next(
            "Give a reason that all may read, and record the rest as an entry with #restricted.",
        ));
    }
    Ok(reason)
}
