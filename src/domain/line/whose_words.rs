//! `/dissent KS`: who says it need not be typed a second time where the answer is somebody who speaks for themselves.

use super::form_line::FormLine;
use super::value::said_by_themselves;
use crate::domain::meeting::Meeting;
use crate::domain::record::form::{Answer, Voice};
use serde_json::Value;

pub(super) fn settle(form: &mut FormLine, meeting: &Meeting) {
    let mut fields = form.asked.fields.iter();
    let whose = fields.find(|field| matches!(field.answer, Answer::AgencyOrSomebody));
    let mut fields = form.asked.fields.iter();
    let by = fields.find(|field| field.voice == Voice::SaidBy);
    let (Some(whose), Some(by)) = (whose, by) else {
        return;
    };
    let body = &mut form.body;
    let is_said = body.values.contains_key(by.name) || body.to_confirm.contains_key(by.name);
    let typed = body.values.get(whose.name).and_then(Value::as_str);
    if let Some(id) = said_by_themselves(typed.unwrap_or_default(), meeting)
        && !is_said
    {
        body.values.insert(by.name.to_owned(), Value::String(id));
    }
}
