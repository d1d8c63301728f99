//! What a line does to what was recorded before it: which answers it changes, and whether it is a second record where
//! only one can hold (a child has one decision). Nothing is merged without a word: this is said before Enter.

use super::each::{for_each, one_each_words};
use super::existing::{Meant, meant};
use super::form_line::FormLine;
use super::near_key::plain;
use crate::domain::meeting::Meeting;
use crate::domain::record::form::{Answer, Field};
use crate::domain::record::{
    Body, Key, Kind, OneHolds, Record, is_open_to_all, typed_words, value_words,
};
use serde_json::Value;

/// Letters of an answer that is quoted beside the line.
const QUOTED: usize = 40;

/// A record that another one takes the place of, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Replaced {
    pub id: String,
    pub reason: String,
}

/// The records of this kind with the same key that are not struck out, without `but`.
pub(super) fn with_same_key<'a>(
    kind: &Kind,
    body: &Body,
    but: Option<&str>,
    meeting: &'a Meeting,
) -> Vec<&'a Record> {
    let Key::Fields(fields) = kind.key else {
        return Vec::new();
    };
    let same = |record: &&Record| {
        fields.iter().all(
            |field| match (body.values.get(field.name), record.get(field)) {
                (Some(Value::String(a)), Some(Value::String(b))) => plain(a) == plain(b),
                (Some(a), Some(b)) => a == b,
                _ => false,
            },
        )
    };
    meeting
        .records(kind)
        .filter(|record| Some(record.id.as_str()) != but)
        .filter(same)
        .collect()
}

/// The one of these that holds: the one that says what was decided, otherwise the first.
pub(super) fn holding<'a>(rule: &OneHolds, records: &[&'a Record]) -> Option<&'a Record> {
    let says = records
        .iter()
        .find(|record| record.get(rule.what).is_some());
    says.or(records.first()).copied()
}

/// Whether these answers decide once more what `holds` has decided already.
pub(super) fn is_second(rule: &OneHolds, body: &Body, holds: &Record) -> bool {
    let decides =
        body.values.contains_key(rule.what.name) || body.to_confirm.contains_key(rule.what.name);
    decides && holds.get(rule.what).is_some() && differs(holds, body)
}

/// Nothing while it cannot be read what is decided: until then the earlier one holds.
pub(super) fn reason_to_replace<'b>(rule: &OneHolds, body: &'b Body) -> Option<&'b str> {
    body.values.get(rule.what.name)?;
    let reason = body.values.get(rule.because.name)?.as_str()?.trim();
    (!reason.is_empty()).then_some(reason)
}

fn differs(record: &Record, body: &Body) -> bool {
    let other = |(name, value): (&String, &Value)| {
        record.values.get(name).is_some_and(|known| known != value)
    };
    body.values.iter().any(other)
        || body
            .to_confirm
            .keys()
            .any(|name| record.values.contains_key(name))
}

/// Makes sure that at most one record holds. With a reason, the others are returned to be struck out; without one, what
/// this one decides is only kept as typed, to be confirmed. `id`: the record that is being changed into this.
pub fn settle(kind: &Kind, body: &mut Body, id: Option<&str>, meeting: &Meeting) -> Vec<Replaced> {
    let Some(rule) = kind.one_holds else {
        return Vec::new();
    };
    let others = with_same_key(kind, body, id, meeting);
    let is_new_reason = |reason: &&str| {
        let known = id.and_then(|id| meeting.record(id)?.get(rule.because)?.as_str());
        known.map(str::trim) != Some(*reason)
    };
    if let Some(reason) = reason_to_replace(&rule, body).filter(is_new_reason) {
        let replaced = others.iter().map(|record| Replaced {
            id: record.id.clone(),
            reason: reason.to_owned(),
        });
        return replaced.collect();
    }
    let holds = holding(&rule, &others).filter(|holds| holds.get(rule.what).is_some());
    if holds.is_some()
        && let Some(value) = body.values.remove(rule.what.name)
    {
        let words = typed_words(rule.what, &value, meeting);
        body.to_confirm.insert(rule.what.name.to_owned(), words);
    }
    Vec::new()
}

/// Why an answer that can be read is to be confirmed all the same.
pub(super) fn why_second(kind: &Kind, field: &str) -> Option<String> {
    let rule = kind.one_holds.filter(|rule| rule.what.name == field)?;
    Some(format!(
        "there is one already; \"; {}: …\" replaces it",
        rule.because.label
    ))
}

/// What the line does to records that are there already, in words. Nothing for a line that only adds a record.
pub(super) fn words(line: &FormLine, meeting: &Meeting) -> Option<String> {
    let kind = line.asked;
    if let Some(each) = for_each(line, meeting) {
        let mut told = vec![one_each_words(line, meeting)?];
        told.extend(each.iter().filter_map(|one| words(one, meeting)));
        return Some(told.join(" · "));
    }
    match meant(line, meeting) {
        Meant::Changes(record) => Some(changes(kind, record, line, meeting)),
        Meant::Second(record) => {
            let rule = kind.one_holds?;
            let way = match line.body.values.contains_key(rule.because.name) {
                true => format!(
                    "It is not replaced until \"{}\" is certain",
                    rule.what.label
                ),
                false => format!("To replace it, add \"; {}: why\"", rule.because.label),
            };
            Some(format!(
                "{} is there already{}: this is kept, to be confirmed. {way}",
                named(kind, record, meeting),
                quoted(rule.what, record, meeting)
                    .map(|words| format!(" ({words})"))
                    .unwrap_or_default(),
            ))
        }
        Meant::Replaces(record) => {
            let changed = changed_answers(record, &line.body, meeting);
            let changed = match changed.is_empty() {
                true => String::new(),
                false => format!(": {}", changed.join(", ")),
            };
            Some(format!(
                "replaces {}{changed}{}; the earlier one, and why, stay in the full record",
                named(kind, record, meeting),
                not_taken_over(kind, record, line)
            ))
        }
        Meant::New | Meant::Unclear(_) => None,
    }
}

/// `; type again: reasons, decided by`: answers that the earlier one has, and this one does not.
fn not_taken_over(kind: &Kind, record: &Record, line: &FormLine) -> String {
    let is_typed = |field: &Field| {
        line.body.values.contains_key(field.name) || line.body.to_confirm.contains_key(field.name)
    };
    let left = kind.fields.iter().filter(|field| !field.restricted);
    let left = left.filter(|field| record.get(field).is_some() && !is_typed(field));
    let labels: Vec<&str> = left.map(|field| field.label).collect();
    match labels.is_empty() {
        true => String::new(),
        false => format!("; not taken over: {}", labels.join(", ")),
    }
}

fn changes(kind: &Kind, record: &Record, line: &FormLine, meeting: &Meeting) -> String {
    let named = named(kind, record, meeting);
    let changed = changed_answers(record, &line.body, meeting);
    if !changed.is_empty() {
        return format!("changes {named}: {}", changed.join(", "));
    }
    let is_known = |name: &String| record.values.contains_key(name);
    match line.body.values.keys().all(is_known) && line.body.to_confirm.is_empty() {
        true => format!("{named} stands so already"),
        false => format!("adds to {named}"),
    }
}

/// `the decision for Ella`, `the agency's view of Health for Ella`, `the date First core group`.
fn named(kind: &Kind, record: &Record, meeting: &Meeting) -> String {
    let title = kind.title.to_lowercase();
    let title = title.strip_prefix("the ").unwrap_or(&title);
    if matches!(kind.key, Key::OneForTheMeeting) {
        return format!("the {title}");
    }
    let key = match kind.key {
        Key::Fields(fields) => fields,
        Key::EachIsNew | Key::OneForTheMeeting => &[],
    };
    let mut words = format!("the {title}");
    for field in key {
        let value = record.get(field).and_then(Value::as_str).unwrap_or("");
        match field.answer {
            Answer::Child => words.push_str(&format!(" for {}", meeting.called(value))),
            Answer::Person | Answer::Speaker => {
                words.push_str(&format!(" of {}", meeting.called(value)));
            }
            _ => words.push_str(&format!(" \"{}\"", beginning(value))),
        }
    }
    words
}

/// `view child in need plan → no plan` for each answer that the line would replace. Answers that are not for everybody
/// are not repeated.
pub fn changed_answers(record: &Record, body: &Body, meeting: &Meeting) -> Vec<String> {
    let Some(kind) = meeting.kind(&record.kind) else {
        return Vec::new();
    };
    let key = match kind.key {
        Key::Fields(fields) => fields,
        Key::EachIsNew | Key::OneForTheMeeting => &[],
    };
    let replaced = |field: &&Field| {
        // Whoever is named otherwise than by their letters may be given other letters.
        let is_letters = kind.letters_field() == Some(*field);
        let is_key = key.contains(field) && !is_letters
            || kind.one_holds.is_some_and(|it| it.because == *field);
        let typed = body.values.get(field.name);
        let is_other = typed.is_some_and(|typed| record.get(field) != Some(typed))
            || body.to_confirm.contains_key(field.name);
        !is_key && record.get(field).is_some() && is_other
    };
    let fields = kind.fields.iter().filter(replaced);
    fields
        .map(|field| {
            let now = match body.values.get(field.name) {
                Some(value) => beginning(&value_words(field, value, meeting)),
                None => "to be confirmed".to_owned(),
            };
            match quoted(field, record, meeting) {
                Some(before) => format!("{} {before} \u{2192} {now}", field.label),
                None => format!("{} changes", field.label),
            }
        })
        .collect()
}

fn quoted(field: &Field, record: &Record, meeting: &Meeting) -> Option<String> {
    let value = record.get(field)?;
    let may = is_open_to_all(record) && !field.restricted;
    may.then(|| beginning(&value_words(field, value, meeting)))
}

fn beginning(words: &str) -> String {
    let mut all = words.chars();
    let mut short: String = all.by_ref().take(QUOTED).collect();
    if all.next().is_some() {
        short.push('…');
    }
    short
}
