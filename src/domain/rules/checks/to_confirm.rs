//! Check of everything that is kept as typed, to be confirmed. It says where, never what was typed: that may be restricted.

use super::{FixTarget, Missing, child_words, children, missing};
use crate::domain::meeting::Meeting;
use crate::domain::record::form::Field;
use crate::domain::record::kinds::{child, childs_view, contribution, decision, person};
use crate::domain::record::{Kind, Record, is_open_to_all, kinds_as_read};

/// Its name in files.
pub(super) const TO_CONFIRM: &str = "to_confirm";

/// Each record with an answer that could not be read, or with a label that it does not have. What people said is counted:
/// there may be a great deal of it.
pub(super) fn to_confirm(meeting: &Meeting, found: &mut Vec<Missing>) {
    contributions(meeting, found);
    for kind in kinds_as_read().filter(|kind| **kind != contribution::KIND) {
        for (at, record) in meeting.records(kind).enumerate() {
            let labels = labels(kind.as_asked(meeting.settings()), record, meeting);
            if labels.is_empty() {
                continue;
            }
            let (what, whose) = match is_open_to_all(record) {
                true => (and(&labels), name(kind, record, at + 1, meeting)),
                false => ("something".to_owned(), "a restricted record".to_owned()),
            };
            let are = if labels.len() > 1 && is_open_to_all(record) {
                "are"
            } else {
                "is"
            };
            found.push(missing(
                TO_CONFIRM,
                format!("In {whose}, {what} {are} still to be confirmed."),
                FixTarget::Record(record.id.clone()),
            ));
        }
    }
}

/// Who said it has a check of its own.
fn contributions(meeting: &Meeting, found: &mut Vec<Missing>) {
    let mut unclear = meeting.records(&contribution::KIND).filter(|record| {
        let mut names = record.to_confirm.keys();
        names.any(|name| name != contribution::SPEAKER.name)
    });
    let Some(first) = unclear.next() else {
        return;
    };
    let (words, whereto) = match unclear.count() {
        0 => (
            "Something in one contribution is still to be confirmed.".to_owned(),
            FixTarget::Record(first.id.clone()),
        ),
        more => (
            format!(
                "Something in {} contributions is still to be confirmed.",
                more + 1
            ),
            FixTarget::CatchUp,
        ),
    };
    found.push(missing(TO_CONFIRM, words, whereto));
}

/// The labels of what is to be confirmed, as the form has them. One that the kind does not have is somebody's own words.
fn labels(kind: &Kind, record: &Record, meeting: &Meeting) -> Vec<String> {
    let body = record.body();
    let (known, unknown): (Vec<_>, Vec<_>) = body
        .to_confirm
        .keys()
        .map(|name| kind.field(name))
        .partition(Option::is_some);
    let has_a_row = |field: &&Field| {
        **field == childs_view::CHANNEL && children::asks_how_it_came(record, meeting)
    };
    let known = known
        .into_iter()
        .flatten()
        .filter(|field| !has_a_row(field));
    let mut labels: Vec<String> = known.map(|field| format!("\"{}\"", field.label)).collect();
    let unknown = unknown.len();
    match unknown {
        0 => {}
        1 => labels.push("an answer whose label is not known".to_owned()),
        many => labels.push(format!("{many} answers whose labels are not known")),
    }
    labels
}

fn name(kind: &Kind, record: &Record, number: usize, meeting: &Meeting) -> String {
    let is_named = record.unread(&person::NAME).is_none();
    if *kind == child::KIND && is_named {
        return format!("what is recorded about {}", child_words(meeting, record));
    }
    if *kind == person::KIND && is_named {
        return format!("what is recorded about {}", meeting.name(&record.id));
    }
    let of_child = match kind.id {
        id if id == decision::KIND.id => meeting.record(record.text(&decision::CHILD)),
        _ => None,
    };
    match of_child {
        Some(child) => format!("the decision for {}", child_words(meeting, child)),
        None => format!("{} {number}", kind.title),
    }
}

fn and(labels: &[String]) -> String {
    match labels {
        [first @ .., last] if !first.is_empty() => format!("{} and {last}", first.join(", ")),
        _ => labels.join(""),
    }
}
