//! A line that says only what is recorded already: it is acknowledged, and nothing is recorded twice.

use crate::domain::line::{self, FormLine, Meant, meant, merged};
use crate::domain::meeting::Meeting;
use crate::domain::minutes::quotable_body;
use crate::domain::record::kinds::exclusion;
use crate::domain::record::{Identity, Kind, ReadAnswers};
use serde_json::Value;

/// One of the records that say already what the lines say, and that they do; `None` where a line adds or changes anything.
pub(super) fn nothing_new(
    kind: &Kind,
    forms: &[FormLine],
    meeting: &Meeting,
) -> Option<(String, String)> {
    let said = forms.iter().map(|form| said_already(kind, form, meeting));
    let mut said = said.collect::<Option<Vec<_>>>()?.into_iter();
    let (id, first) = said.next()?;
    let words = said.fold(first, |told, (_, words)| format!("{told}, {words}"));
    Some((id, words))
}

fn said_already(kind: &Kind, form: &FormLine, meeting: &Meeting) -> Option<(String, String)> {
    if *kind == exclusion::KIND {
        let who = form.body.values.text(&exclusion::WHO);
        let on = meeting
            .exclusions_on()
            .find(|on| !who.is_empty() && on.text(&exclusion::WHO) == who)?;
        let is_known = |(name, value): (&String, &Value)| on.values.get(name) == Some(value);
        let is_same = form.body.values.iter().all(is_known) && form.body.to_confirm.is_empty();
        let words = format!("{} is excluded already", meeting.called(who));
        return is_same.then(|| (on.id.clone(), words));
    }
    let Meant::Changes(record) = meant(form, meeting) else {
        return None;
    };
    let before = record.body();
    let mut body = merged(record, form, meeting);
    body.ruling.clone_from(&before.ruling);
    if kind.is_somebody() {
        line::fill_body(kind, &mut body, meeting);
    }
    let words = match (kind.identity, quotable_body(record).is_some()) {
        (_, false) => format!("{} is there already, as typed", kind.title),
        (Identity::Somebody, true) => {
            format!(
                "{}, who was already there, is as typed",
                meeting.name(&record.id)
            )
        }
        _ => line::what_it_does(form, meeting)
            .unwrap_or_else(|| format!("{} is there already, as typed", kind.title)),
    };
    (body == before).then(|| (record.id.clone(), words))
}
