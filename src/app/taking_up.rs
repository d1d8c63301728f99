//! `/takeup`: an offer of help, somebody's idea or a child's wish becomes an action. The line is put ready with what is
//! known; nothing is recorded before Enter. Must not change what it was made of.

use super::App;
use super::command::empty_line;
use super::desk::Purpose;
use super::effect::Effect;
use super::submit::refuse;
use crate::domain::line;
use crate::domain::meeting::Meeting;
use crate::domain::minutes::is_open_to_all;
use crate::domain::record::{Body, Record};
use crate::domain::visibility::Visibility;
use serde_json::Value;

/// Puts the line of the action ready. `in_line`: the command stands in the line and goes from it.
pub(super) fn take_up(app: &mut App, in_line: bool) -> Vec<Effect> {
    let one_line_at_a_time = app.one_line_at_a_time;
    let Some(desk) = app.desk.as_mut() else {
        return Vec::new();
    };
    let chosen = match desk.selected.is_some() {
        true => desk.subject(),
        false => last_to_take_up(&desk.meeting),
    };
    let Some(text) = chosen.and_then(|record| action_line(record, &desk.meeting)) else {
        return refuse(
            app,
            "There is no offer, idea or wish here. Up goes to one; then /takeup makes an action of it.",
        );
    };
    if one_line_at_a_time {
        return refuse(
            app,
            &format!("The action would be: {text} -- type it as it should be."),
        );
    }
    let mut effects = Vec::new();
    if in_line {
        effects = empty_line(desk);
    }
    desk.selected = None;
    effects.extend(desk.set_aside_and_begin(Purpose::New, &text));
    effects
}

/// The newest offer, idea or wish that no action has taken up.
fn last_to_take_up(meeting: &Meeting) -> Option<&Record> {
    let is_taken = |record: &Record| {
        meeting
            .records("action")
            .any(|action| action.text("offer") == record.id || action.text("answers") == record.id)
    };
    let mut all = meeting.all_records().iter().rev();
    all.find(|record| record.struck.is_none() && body_of(record).is_some() && !is_taken(record))
}

fn action_line(record: &Record, meeting: &Meeting) -> Option<String> {
    let mut body = body_of(record).filter(|_| record.struck.is_none())?;
    if !is_open_to_all(record) {
        body.visibility = Visibility::Restricted;
    }
    let line = line::write_record("action", &body, Visibility::Everyone, meeting);
    let is_open = body.visibility == Visibility::Everyone;
    // What is still to be said comes last, so that one can type on; behind a mark nothing can be typed.
    Some(match (body.values.contains_key("action"), is_open) {
        (true, true) => format!("{line}; by: "),
        (false, true) => format!("{line}; action: "),
        (_, false) => line,
    })
}

/// The answers that the action takes over; nothing for what is no offer, idea or wish.
fn body_of(record: &Record) -> Option<Body> {
    let mut body = Body::default();
    let mut put = |field: &str, value: Option<&Value>| {
        if let Some(value) = value {
            body.values.insert(field.to_owned(), value.clone());
        }
    };
    let answer = |field: &str| record.values.get(field);
    let id = Value::String(record.id.clone());
    match (record.kind.as_str(), record.text("kind")) {
        ("offer", _) => {
            put("action", answer("service"));
            put("who", answer("given_by"));
            put("children", answer("children"));
            put("offer", Some(&id));
        }
        ("contribution", kind @ ("offer_of_help" | "family_proposal")) => {
            let is_somebody = !matches!(record.text("speaker"), "" | "all" | "minute_taker");
            put("action", answer("text"));
            put("who", answer("speaker").filter(|_| is_somebody));
            put("children", answer("children"));
            if kind == "offer_of_help" {
                put("offer", Some(&id));
            } else {
                put("idea_of", answer("speaker"));
            }
        }
        ("childs_view", _) if !record.text("wants_to_change").is_empty() => {
            put("answers", Some(&id));
            let child = answer("child").map(|child| Value::Array(vec![child.clone()]));
            put("children", child.as_ref());
        }
        _ => return None,
    }
    Some(body)
}
