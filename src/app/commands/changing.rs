//! Changing what is recorded: edit, add words, strike out, mark. The earlier state stays in the history.
//! Must not know how records are drawn.

use super::entry_reference::which_entry;
use crate::app::commands::empty_line;
use crate::app::editing::editor::{MeetingEditor, Purpose};
use crate::app::editing::recording::{refuse, tell_score};
use crate::app::editing::rewording;
use crate::app::protocol::command_row::Action;
use crate::app::protocol::effect::Effect;
use crate::app::screens::desk;
use crate::app::{App, Outcome};
use crate::domain::line::{self, ContributionLine};
use crate::domain::meeting::event::KnownEvent;
use crate::domain::minutes::quotable_body;
use crate::domain::problem::Problem;
use crate::domain::record::form::Answer;
use crate::domain::record::kinds::{contribution, scale};
use crate::domain::record::{Body, Record};
use crate::domain::visibility::Visibility;
use chrono::{DateTime, FixedOffset};
use serde_json::Value;

/// So many letters of what was changed are told.
const TOLD: usize = 60;

/// Edit, append, strike out or mark: the chosen record, or the last. `typed` as in [`super::command::run`].
pub(crate) fn about_record(app: &mut App, action: Action, typed: Option<&str>) -> Vec<Effect> {
    let now = app.now;
    let one_line_at_a_time = app.one_line_at_a_time;
    let Some(editor) = app.editor.as_mut() else {
        return Vec::new();
    };
    let which = match which_entry(editor, action, typed.unwrap_or("")) {
        Ok(which) => which,
        Err(why) => return refuse(app, &why.to_string()),
    };
    let (id, rest) = (which.id.clone(), which.words);
    match action {
        Action::Edit if rest.is_empty() && one_line_at_a_time && which.is_hidden => refuse(
            app,
            &format!(
                "This score is hidden, so it is not read out. Type {} and the whole line as it should be, the number and why as well.",
                which.command()
            ),
        ),
        Action::Edit if rest.is_empty() && one_line_at_a_time => {
            let words = desk::line_of(editor, &id).unwrap_or_default();
            refuse(
                app,
                &format!(
                    "It stands as: {words} -- type {} and the whole line as it should be.",
                    which.command()
                ),
            )
        }
        Action::Append if rest.is_empty() && one_line_at_a_time => refuse(
            app,
            "/append wants the words to be added, in the same line.",
        ),
        Action::Edit | Action::Append if rest.is_empty() => {
            let mut effects = Vec::new();
            if typed.is_some() {
                effects = empty_line(editor);
            }
            effects.extend(if action == Action::Edit {
                desk::begin_edit(editor, &id)
            } else {
                editor.set_aside_and_begin(Purpose::Append(id), "")
            });
            effects
        }
        Action::Edit | Action::Append => change(app, &id, action == Action::Edit, rest),
        Action::Strike => {
            let known_events = vec![KnownEvent::StruckOut {
                id,
                reason: rest.to_owned(),
            }];
            finish(
                app,
                known_events,
                now,
                "Struck out. It stays in the full record; /undo brings it back.",
            )
        }
        _ => match line::marked(&editor.meeting, &id, rest) {
            Ok((body, marks)) => {
                let words = format!("Marked: {marks}. /undo takes it back.");
                finish(app, vec![KnownEvent::Changed { id, body }], now, &words)
            }
            Err(why) => refuse(app, &why.to_string()),
        },
    }
}

fn finish(
    app: &mut App,
    known_events: Vec<KnownEvent>,
    now: DateTime<FixedOffset>,
    words: &str,
) -> Vec<Effect> {
    let Some(editor) = app.editor.as_mut() else {
        return Vec::new();
    };
    let (mut effects, outcome) = editor.commit(known_events, true, now);
    match outcome {
        Ok(()) => {
            editor.selected = None;
            effects.extend(editor.begin_line(Purpose::New, "", true));
            app.status.tell(words);
        }
        Err(why) => effects.extend(refuse(app, &why.to_string())),
    }
    effects
}

/// An edit or words to be appended: the record changes, its earlier state stays in the history.
/// `whole`: the words are the record as it will be.
pub(crate) fn change(app: &mut App, id: &str, whole: bool, words: &str) -> Vec<Effect> {
    let Some(editor) = app.editor.as_mut() else {
        return Vec::new();
    };
    if words.trim().is_empty() {
        return refuse(
            app,
            "The line is empty, so nothing was changed. The entry is as it was; /strike takes it out.",
        );
    }
    let Some(record) = editor.meeting.record(id) else {
        return refuse(app, "That entry is not there any more.");
    };
    let is_score = record.is_a(&scale::KIND);
    // Nobody has seen what stood there before these words took its place.
    let unseen = whole && !matches!(editor.purpose, Purpose::Edit(_));
    let before = words_before(editor, record).filter(|_| unseen);
    let body_before = record.body();
    let body = if whole {
        rewording::edited(editor, record, words, !unseen, app.now)
    } else {
        appended(editor, record, words)
    };
    let body = match body {
        Ok(body) => body,
        Err(why) => return refuse(app, &why.to_string()),
    };
    let gone = line::taken_away(&body_before, &body, &editor.meeting);
    let doubt_stays = unseen && body_before.follow_up && body.follow_up;
    let (mut effects, outcome) = editor.commit(
        vec![KnownEvent::Changed {
            id: id.to_owned(),
            body,
        }],
        true,
        app.now,
    );
    if let Err(why) = outcome {
        return refuse(app, &why.to_string());
    }
    effects.extend(editor.begin_line(Purpose::New, "", true));
    const CHANGED: &str = "Changed. The earlier words stay in the full record.";
    let told = match before {
        Some(before) => format!("Changed. Before, it read: {before} -- /undo brings that back."),
        None if unseen => format!("{CHANGED} /undo brings them back."),
        None => CHANGED.to_owned(),
    };
    let told = match doubt_stays {
        true => format!("{told} Still to be confirmed; /mark done ends that."),
        false => told,
    };
    if gone.is_empty() {
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

/// The beginning of a record as it stands, as far as anybody beside the screen may read it. Of scores nothing.
fn words_before(editor: &MeetingEditor, record: &Record) -> Option<String> {
    let body = quotable_body(record).filter(|_| !record.is_a(&scale::KIND))?;
    let default = desk::default_visibility(editor, &record.id);
    let line = line::write_record(&record.kind, &body, default, &editor.meeting);
    let kept_back =
        body.values.len() + body.to_confirm.len() < record.values.len() + record.to_confirm.len();
    let mut words = beginning(&line, TOLD);
    if kept_back {
        words.push_str(" (and what is kept back)");
    }
    Some(words)
}

/// So many letters of a text, with a sign where there was more.
pub(crate) fn beginning(text: &str, letters: usize) -> String {
    let mut all = text.chars();
    let mut words: String = all.by_ref().take(letters).collect();
    if all.next().is_some() {
        words.push('…');
    }
    words
}

/// Words behind those that are there. Marks at their end are marks; signs at their beginning are text.
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
    let mut added = words.to_owned();
    if record.is_a(&contribution::KIND) {
        let said = line::read_added(words, record.is(&contribution::EXACT), &editor.meeting);
        let marks = ContributionLine {
            text: String::new(),
            ..said.clone()
        }
        .body(&editor.meeting, body.visibility);
        if marks.visibility == Visibility::Restricted {
            body.visibility = Visibility::Restricted;
        }
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
    if line::wants_restriction(words) {
        body.visibility = Visibility::Restricted;
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
    let free = |field: &&crate::domain::record::form::Field| {
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
