//! `/person DT; sent out by: CH; why: he shouted`: why somebody was asked to leave is kept back. `why` alone would answer
//! why they did not come, which everybody may read, so it is not the line alone that decides: they may have been sent out,
//! or the reason typed, in a line before.

use super::form_line::FormLine;
use crate::domain::meeting::Meeting;
use crate::domain::record::form::Field;
use crate::domain::record::kinds::person;
use crate::domain::record::{Body, Record};
use serde_json::Value;

/// Labels of "why not" that say nothing of coming.
const WHY_ALONE: &[&str] = &["why", "reason"];

const OPEN: &str = person::WHY_NOT.name;
const KEPT_BACK: &str = person::ASKED_TO_LEAVE_WHY.name;

pub(super) fn is_why_alone(field: &Field, label: &str) -> bool {
    *field == person::WHY_NOT && WHY_ALONE.contains(&label.trim().to_lowercase().as_str())
}

/// Whether somebody was asked to leave, as far as these answers tell it.
fn is_sent_out(body: &Body) -> bool {
    let is_told = |name: &str| body.values.contains_key(name) || body.to_confirm.contains_key(name);
    let attendance = body.values.get(person::ATTENDANCE.name);
    is_told(person::ASKED_TO_LEAVE_BY.name)
        || is_told(KEPT_BACK)
        || attendance
            .and_then(Value::as_str)
            .is_some_and(|how| how.starts_with("excluded"))
}

/// Puts the reason of a line where it is kept back, if it is one for sending them out. `record`: whose line it is.
pub(super) fn settle(record: Option<&Record>, form: &mut FormLine, meeting: &Meeting) {
    if form.asked.field(KEPT_BACK).is_none() {
        return;
    }
    let was_sent_out = record
        .is_some_and(|record| is_sent_out(&record.body()) || meeting.was_excluded(&record.id));
    let is_sent_out = is_sent_out(&form.body);
    // The line of somebody who is there, opened for changing, has the reason that was typed as `why` before.
    let is_earlier = record.is_some_and(|record| {
        let earlier = record.values.get(OPEN);
        earlier.is_some() && earlier == form.body.values.get(OPEN)
    });
    let is_why = form.is_why_alone && (is_sent_out || was_sent_out)
        || is_earlier && is_sent_out && !was_sent_out;
    if is_why && move_reason(&mut form.body) {
        let spans = form.spans.iter_mut();
        for span in spans.filter(|span| span.field == OPEN) {
            span.field = KEPT_BACK;
        }
    }
}

/// Whether the line says that they were sent out, and the reason that is there was typed before anybody knew.
pub(super) fn takes_earlier_reason(record: &Record, line: &FormLine) -> bool {
    let gives_its_own =
        line.body.values.contains_key(OPEN) || line.body.to_confirm.contains_key(OPEN);
    line.asked.field(KEPT_BACK).is_some()
        && !gives_its_own
        && (record.values.contains_key(OPEN) || record.to_confirm.contains_key(OPEN))
        && is_sent_out(&line.body)
        && !is_sent_out(&record.body())
}

/// Both reasons stay, where there is one already.
pub(super) fn move_reason(body: &mut Body) -> bool {
    let value = body.values.remove(OPEN);
    let typed = body.to_confirm.remove(OPEN);
    let reason = value.as_ref().and_then(Value::as_str);
    let is_certain = typed.is_none() && !body.to_confirm.contains_key(KEPT_BACK);
    let known = body.values.remove(KEPT_BACK);
    let known = known.as_ref().and_then(Value::as_str);
    let unread = body.to_confirm.remove(KEPT_BACK);
    let all = [known, unread.as_deref(), reason, typed.as_deref()];
    let all: Vec<&str> = all.into_iter().flatten().collect();
    let all = all.join("; ");
    let is_moved = reason.is_some() || typed.is_some();
    match (all.is_empty(), is_certain) {
        (true, _) => {}
        (false, true) => {
            body.values.insert(KEPT_BACK.to_owned(), Value::String(all));
        }
        (false, false) => {
            body.to_confirm.insert(KEPT_BACK.to_owned(), all);
        }
    }
    is_moved
}
