//! `/dissent KS`: where it is asked which agency, or who, says it, somebody's letters or name mean that person. Letters of the
//! family are written out, and who says it need not be typed a second time.

use super::form_line::FormLine;
use crate::domain::meeting::{Fits, Found, Meeting, find_seat, how_it_fits};
use crate::domain::record::form::{Answer, Field, Voice};
use crate::domain::record::kinds::person;
use crate::domain::record::{Record, Side, side};
use serde_json::Value;

pub(super) fn settle(form: &mut FormLine, meeting: &Meeting) {
    let asked = form.asked;
    let of = |is: fn(&Field) -> bool| asked.fields.iter().find(|field| is(field));
    let whose = of(|field| field.voice == Voice::Theirs && matches!(field.answer, Answer::Text));
    let by = of(|field| field.voice == Voice::SaidBy);
    let (Some(whose), Some(by)) = (whose, by) else {
        return;
    };
    let body = &mut form.body;
    let typed = body.values.get(whose.name).and_then(Value::as_str);
    let typed = typed.unwrap_or_default();
    let fits = how_it_fits(typed, meeting);
    let Found::One(id) = find_seat(typed, meeting) else {
        return;
    };
    // Of whom nobody may read, no more is told than the letters that were typed.
    let may_be_told = meeting.record(&id).is_some_and(Record::is_open);
    if fits.is_none_or(|how| how > Fits::Whole) || !may_be_told {
        return;
    }
    let is_worker = meeting
        .record(&id)
        .is_some_and(|one| one.is_a(&person::KIND) && side(one) != Side::Family);
    // An agency may be called like somebody who works there.
    if is_worker && fits != Some(Fits::Letters) {
        return;
    }
    if !is_worker {
        let called = Value::String(meeting.called(&id));
        body.values.insert(whose.name.to_owned(), called);
    }
    let is_said = body.values.contains_key(by.name) || body.to_confirm.contains_key(by.name);
    if !is_said {
        body.values.insert(by.name.to_owned(), Value::String(id));
    }
}
