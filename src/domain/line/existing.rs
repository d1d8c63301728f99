//! Whether a line changes an existing record or makes a new one, and saying which before Enter.
//!
//! A child or a person is named as everywhere else: by letters, by what they are called, by name, or by the beginning
//! of a name that only one has. A full name that nobody has is somebody new.

use super::day_value::keep_days_in_order;
use super::form_line::FormLine;
use super::standing;
use crate::domain::meeting::{Meeting, Seat, settle_day_held};
use crate::domain::record::form::Field;
use crate::domain::record::kinds::{child, details, person};
use crate::domain::record::{Body, Key, Kind, Lead, Record, Values, kind};
use crate::domain::visibility::Visibility;
use serde_json::Value;

#[derive(Debug, Clone, PartialEq)]
pub enum Meant<'a> {
    Changes(&'a Record),
    /// It decides again what this one has decided, where only one can hold: kept beside it, to be confirmed.
    Second(&'a Record),
    /// It says why it takes the place of this one.
    Replaces(&'a Record),
    New,
    Unclear(Vec<&'a Record>),
}

pub fn meant<'a>(line: &FormLine, meeting: &'a Meeting) -> Meant<'a> {
    let Some(kind) = kind(line.kind) else {
        return Meant::New;
    };
    if names_somebody(kind) {
        return somebody(line, kind, meeting);
    }
    if let Some(rule) = &kind.one_holds {
        let others = standing::with_same_key(kind, &line.body, None, meeting);
        return match standing::holding(rule, &others) {
            None => Meant::New,
            Some(record) if standing::reason_to_replace(rule, &line.body).is_some() => {
                Meant::Replaces(record)
            }
            Some(record) if standing::is_second(rule, &line.body, record) => Meant::Second(record),
            Some(record) => Meant::Changes(record),
        };
    }
    match by_key(line, kind, meeting) {
        Some(record) => Meant::Changes(record),
        None => Meant::New,
    }
}

/// The record that a line changes instead of making a new one.
pub fn existing<'a>(line: &FormLine, meeting: &'a Meeting) -> Option<&'a Record> {
    match meant(line, meeting) {
        Meant::Changes(record) => Some(record),
        Meant::Second(_) | Meant::Replaces(_) | Meant::New | Meant::Unclear(_) => None,
    }
}

/// Whom or what the line changes, and which answers; for a child or a person also that it adds somebody new. `None`
/// before there is a name, and for other records that only add.
pub fn what_it_does(line: &FormLine, meeting: &Meeting) -> Option<String> {
    let kind = kind(line.kind)?;
    if !names_somebody(kind) {
        return standing::words(line, meeting);
    }
    let named = typed(line, kind.lead_field()?);
    let told = match meant(line, meeting) {
        Meant::Changes(record) => {
            let name = meeting.name(&record.id);
            match standing::changed_answers(record, &without_name(line, kind), meeting) {
                changed if changed.is_empty() => format!("changes {name}"),
                changed => format!("changes {name}: {}", changed.join(", ")),
            }
        }
        Meant::Unclear(several) => unclear_words(named, &several, meeting),
        Meant::Second(_) | Meant::Replaces(_) => return None,
        Meant::New if named.is_empty() => return None,
        Meant::New => {
            let new = format!("adds a new {}", kind.title.to_lowercase());
            match namesake(line, named, meeting) {
                Some(other) => format!(
                    "{new}; {} is called {} too",
                    meeting.name(other.id),
                    other.called
                ),
                None => new,
            }
        }
    };
    Some(told)
}

/// Words that only identify somebody leave the name as it is.
fn without_name(line: &FormLine, kind: &Kind) -> Body {
    let mut body = line.body.clone();
    if let Some(name) = kind.lead_field() {
        body.values.remove(name.name);
    }
    body
}

fn unclear_words(named: &str, several: &[&Record], meeting: &Meeting) -> String {
    let names: Vec<String> = several
        .iter()
        .map(|record| {
            format!(
                "{} ({})",
                meeting.name(&record.id),
                meeting.code(&record.id)
            )
        })
        .collect();
    format!(
        "{named} can be {}: type the letters, or the whole name",
        names.join(" or ")
    )
}

/// The record after the line: its answers, overlaid with those of the line. The stricter visibility applies. Words that
/// only identify it leave its name unchanged.
pub fn merged(record: &Record, line: &FormLine, meeting: &Meeting) -> Body {
    let mut body = record.body();
    let name = kind(line.kind)
        .filter(|kind| names_somebody(kind))
        .and_then(Kind::lead_field)
        .map(|field| field.name);
    let mut put = |values: &Values| {
        let told = values
            .iter()
            .filter(|(field, _)| Some(field.as_str()) != name);
        for (field, value) in told {
            body.values.insert(field.clone(), value.clone());
            body.to_confirm.remove(field);
        }
    };
    put(&line.body.values);
    body.to_confirm.extend(line.body.to_confirm.clone());
    body.ruling.clone_from(&line.body.ruling);
    body.follow_up |= line.body.follow_up;
    if line.body.visibility == Visibility::Restricted {
        body.visibility = Visibility::Restricted;
    }
    if record.is_a(&details::KIND) {
        settle_day_held(&line.body, &mut body, meeting);
    }
    if let Some(kind) = record.kind() {
        keep_days_in_order(kind, &mut body, meeting);
    }
    body
}

fn by_key<'a>(line: &FormLine, kind: &Kind, meeting: &'a Meeting) -> Option<&'a Record> {
    match kind.key {
        Key::EachIsNew => None,
        Key::OneForTheMeeting => meeting.records(kind).next(),
        Key::Fields(_) => standing::with_same_key(kind, &line.body, None, meeting)
            .first()
            .copied(),
    }
}

fn names_somebody(kind: &Kind) -> bool {
    *kind == child::KIND || *kind == person::KIND
}

/// The same initials with another name mean another person (the initials are then to be confirmed).
fn somebody<'a>(line: &FormLine, kind: &Kind, meeting: &'a Meeting) -> Meant<'a> {
    let code = match kind.lead {
        Lead::CodeThen(code, _) => typed(line, code),
        _ => typed(line, &child::CODE),
    };
    let name = kind.lead_field().map_or("", |lead| typed(line, lead));
    let mut fitting = fitting(line, kind, name, meeting);
    if !code.is_empty() {
        let has_code = |seat: &Seat<'_>| seat.code.eq_ignore_ascii_case(code);
        fitting = match name.is_empty() {
            true => seats(kind, meeting).filter(has_code).collect(),
            false => fitting.into_iter().filter(has_code).collect(),
        };
    }
    let mut records: Vec<&Record> = fitting
        .iter()
        .filter_map(|seat| meeting.record(seat.id))
        .collect();
    match (records.len(), records.pop()) {
        (1, Some(one)) => Meant::Changes(one),
        // Several may begin like this: a name of more than one word is then somebody new, a single word is queried.
        (many, Some(last)) if many > 1 && !name.trim().contains(char::is_whitespace) => {
            records.push(last);
            Meant::Unclear(records)
        }
        _ => Meant::New,
    }
}

type Fits = fn(&Seat<'_>, &str) -> bool;

/// Everyone meant by this name: those who pass the first of these tests that anybody passes.
fn fitting<'a>(line: &FormLine, kind: &Kind, name: &str, meeting: &'a Meeting) -> Vec<Seat<'a>> {
    let name = name.to_lowercase();
    if name.is_empty() {
        return Vec::new();
    }
    // A line with only the beginning of a name has nothing to change: it adds somebody new.
    let says_more = line.body.values.len() + line.body.to_confirm.len() > 1;
    let tests: [(bool, Fits); 5] = [
        (true, |seat, name| seat.name.to_lowercase() == name),
        (true, |seat, name| seat.code.to_lowercase() == name),
        (true, |seat, name| {
            let first = seat.name.split_whitespace().next().unwrap_or_default();
            seat.called.to_lowercase() == name || first.to_lowercase() == name
        }),
        (says_more, |seat, name| {
            seat.code.to_lowercase().starts_with(name)
                || seat.called.to_lowercase().starts_with(name)
        }),
        (says_more, |seat, name| {
            seat.name.to_lowercase().starts_with(name)
        }),
    ];
    tests
        .iter()
        .filter(|(counts, _)| *counts)
        .map(|(_, test)| {
            seats(kind, meeting)
                .filter(|seat| test(seat, &name))
                .collect::<Vec<_>>()
        })
        .find(|found| !found.is_empty())
        .unwrap_or_default()
}

fn seats<'a>(kind: &Kind, meeting: &'a Meeting) -> impl Iterator<Item = Seat<'a>> + use<'a> {
    let children = *kind == child::KIND;
    meeting
        .voices()
        .filter(move |seat| seat.is_child == children)
}

/// Somebody called what the new person would be: the short name alone then means neither of them.
fn namesake<'a>(line: &FormLine, name: &str, meeting: &'a Meeting) -> Option<Seat<'a>> {
    let called = match typed(line, &child::PREFERRED_NAME) {
        "" => crate::domain::meeting::first_name(name),
        called => called,
    };
    meeting
        .voices()
        .find(|seat| seat.called.to_lowercase() == called.to_lowercase())
}

fn typed<'a>(line: &'a FormLine, field: &Field) -> &'a str {
    line.body
        .values
        .get(field.name)
        .and_then(Value::as_str)
        .unwrap_or_default()
}
