//! `/told Ella; by: SW; on: Monday`: was she told last Monday, or is she to be told next Monday? What is typed about the
//! last meeting has happened, and what is decided in this one is still to come; unless the line says that it was done, a
//! day that can be either is asked about.

use super::day_value::read_the_day;
use crate::domain::calendar::date_words::write_date;
use crate::domain::meeting::Meeting;
use crate::domain::record::form::Field;
use crate::domain::record::kinds::{childs_view, telling_due};
use crate::domain::record::{Body, Kind};
use chrono::NaiveDate;
use serde_json::Value;

/// Keeps a day that may as well be still to come, as typed.
pub(super) fn doubt(
    kind: &Kind,
    typed: Option<&str>,
    body: &mut Body,
    meeting: &Meeting,
    today: NaiveDate,
) {
    let is_done = body.values.contains_key(telling_due::TOLD.name);
    let Some(typed) = typed.filter(|_| *kind == telling_due::KIND && !is_done) else {
        return;
    };
    let on = &telling_due::TOLD_ON;
    if body.values.contains_key(on.name) && to_come(typed, meeting, today).is_some() {
        body.values.remove(on.name);
        body.to_confirm.insert(on.name.to_owned(), typed.to_owned());
    }
}

/// The day in the other direction, where the words can mean it.
fn to_come(typed: &str, meeting: &Meeting, today: NaiveDate) -> Option<NaiveDate> {
    let was = read_the_day(&telling_due::TOLD_ON, typed, meeting, today).ok()?;
    let comes = read_the_day(&childs_view::TELL_BY, typed, meeting, today).ok()?;
    (was < comes).then_some(comes)
}

pub(super) fn why(
    kind: &Kind,
    field: &Field,
    value: &Value,
    typed: &str,
    meeting: &Meeting,
    today: NaiveDate,
) -> Option<String> {
    let is_asked = *kind == telling_due::KIND && *field == telling_due::TOLD_ON;
    let was: NaiveDate = value.as_str().filter(|_| is_asked)?.parse().ok()?;
    let comes = to_come(typed, meeting, today)?;
    Some(format!(
        "{}, or {} to come? Told already: \"; told: yes\". To be told: /view …; told by: …; tell by: …",
        write_date(was),
        write_date(comes)
    ))
}
