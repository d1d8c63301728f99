//! Whether a line changes an existing record or makes a new one, and saying which before Enter.
//!
//! A child or a person is named as everywhere else: by letters, by what they are called, by name, or by the beginning
//! of a name that only one has. A full name that nobody has is somebody new.

use super::day_value::keep_days_in_order;
use super::form_line::FormLine;
use super::near_key::{self, plain};
use super::sent_out;
use super::standing;
use crate::domain::meeting::{Fits, Found, Meeting, Seat, settle_day_held, who_is_called};
use crate::domain::record::form::{Answer, Field};
use crate::domain::record::kinds::{child, details, person};
use crate::domain::record::{Body, Identity, Key, Kind, Record, Values, kind, lead_words};
use crate::domain::settings::people_words::{people_words, squeezed};
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
    if kind.is_somebody() {
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
    let known = by_key(line, kind, meeting)
        .or_else(|| still_hidden(line, kind, meeting))
        .or_else(|| says_more_about(line, kind, meeting));
    match known {
        Some(record) => Meant::Changes(record),
        None => Meant::New,
    }
}

/// A score that waits for the others and is given again by the same person is that score, changed. Once the scores are seen,
/// another number is another score.
fn still_hidden<'a>(line: &FormLine, kind: &Kind, meeting: &'a Meeting) -> Option<&'a Record> {
    let Identity::Fields(same) = kind.identity else {
        return None;
    };
    let whose = kind.voices().next()?;
    line.body.values.get(whose.name)?;
    let is_same = |record: &&Record| {
        record.is_hidden()
            && same.iter().all(|field| {
                let typed = line.body.values.get(field.name);
                // The scale and its ends may be left to the section.
                let is_left = typed.is_none() && !matches!(field.answer, Answer::Child);
                is_left || typed == record.get(field)
            })
    };
    meeting.records(kind).rfind(is_same)
}

/// `/view Ella; by: letter; told by: SW` with no words of hers: more about the letter that is there, where there is one.
fn says_more_about<'a>(line: &FormLine, kind: &Kind, meeting: &'a Meeting) -> Option<&'a Record> {
    let Identity::Fields(same) = kind.identity else {
        return None;
    };
    let is_told = |field: &Field| {
        line.body.values.contains_key(field.name) || line.body.to_confirm.contains_key(field.name)
    };
    if kind.spoken.is_empty() || kind.spoken.iter().any(|field| is_told(field)) {
        return None;
    }
    let says_more = kind
        .fields
        .iter()
        .any(|field| is_told(field) && !same.contains(&field));
    let mut found = meeting.records(kind).filter(|record| {
        let is_left = |field: &Field| !is_told(field) && record.get(field).is_none();
        let is_same = |field: &&Field| {
            let typed = line.body.values.get(field.name);
            is_left(field) || typed.is_some() && record.get(field) == typed
        };
        // Without one of them it is more about it only where nothing that is there is said otherwise.
        let is_whole = !same.iter().any(|field| is_left(field));
        let only_adds = || {
            let mut told = kind.fields.iter().filter(|field| is_told(field));
            told.all(|field| same.contains(&field) || record.get(field).is_none())
        };
        same.iter().all(is_same) && (is_whole || only_adds())
    });
    let one = found.next().filter(|_| says_more)?;
    found.next().is_none().then_some(one)
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
    if !kind.is_somebody() {
        return standing::words(line, meeting);
    }
    let named = typed(line, kind.lead_field()?);
    let told = match meant(line, meeting) {
        Meant::Changes(record) => {
            let renamed = line.whom.is_some().then_some(named);
            let told = changes_words(record, renamed, &without_name(line, kind), meeting);
            match sent_out::takes_earlier_reason(record, line) {
                true => format!("{told}; the reason that is there is kept back from now on"),
                false => told,
            }
        }
        Meant::Unclear(several) => {
            unclear_words(line.whom.as_deref().unwrap_or(named), &several, meeting)
        }
        Meant::Second(_) | Meant::Replaces(_) => return None,
        Meant::New if named.is_empty() => return None,
        Meant::New => {
            let new = format!("adds a new {}", kind.title.to_lowercase());
            if let Some(other) = holder_of_letters(line, kind, meeting) {
                return Some(format!(
                    "{new}, letters to be confirmed: {} means {}. If it is the same {}: /rename {}: {named}",
                    other.code,
                    other.name,
                    kind.title.to_lowercase(),
                    other.code
                ));
            }
            let has_letters = kind
                .letters_field()
                .is_some_and(|letters| !typed(line, letters).is_empty());
            if near_key::is_letters_alone(named) && !has_letters {
                return Some(format!(
                    "{new}, to be confirmed: nobody has the letters {named}. Type the name behind them"
                ));
            }
            if let Some(other) = near_key::nearly_called(kind, named, meeting) {
                return Some(format!(
                    "{new}, to be confirmed: {}{} ({}). If it is the same {}, type {}",
                    match near_key::how_near(named, other.name) {
                        "" => "there is ",
                        nearly => nearly,
                    },
                    other.name,
                    other.code,
                    kind.title.to_lowercase(),
                    other.code
                ));
            }
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

/// The answers of a record that is there which the line puts others in place of: `changes Kasia Quill: role mother \u{2192}
/// stepmother`.
pub fn what_it_replaces(line: &FormLine, meeting: &Meeting) -> Option<String> {
    let record = existing(line, meeting)?;
    let kind = kind(line.kind)?;
    let others = match kind.is_somebody() && line.whom.is_none() {
        true => without_name(line, kind),
        false => line.body.clone(),
    };
    let changed = standing::changed_answers(record, &others, meeting);
    let what = lead_words(record, meeting);
    (!changed.is_empty()).then(|| format!("changes {what}: {}", changed.join(", ")))
}

/// Words that only identify somebody leave the name as it is.
fn without_name(line: &FormLine, kind: &Kind) -> Body {
    let mut body = line.body.clone();
    if let Some(name) = kind.lead_field() {
        body.values.remove(name.name);
    }
    body
}

/// `changes Anna Latham: name → Hannah Latham`
fn changes_words(record: &Record, name: Option<&str>, others: &Body, meeting: &Meeting) -> String {
    let before = meeting.name(&record.id);
    let name = name.filter(|name| !name.is_empty() && **name != before);
    let mut changed: Vec<String> = name
        .map(|name| format!("name \u{2192} {name}"))
        .into_iter()
        .collect();
    changed.extend(standing::changed_answers(record, others, meeting));
    match changed.is_empty() {
        true => format!("changes {before}"),
        false => format!("changes {before}: {}", changed.join(", ")),
    }
}

/// What a changed line does to the child or person it was taken from, said before Enter.
pub(super) fn what_the_change_does(
    line: &FormLine,
    record: &Record,
    meeting: &Meeting,
) -> Option<String> {
    let kind = kind(line.kind).filter(|kind| kind.is_somebody())?;
    let name = typed(line, kind.lead_field()?);
    Some(changes_words(
        record,
        Some(name),
        &without_name(line, kind),
        meeting,
    ))
}

/// Somebody who has the letters that a new person is to get.
fn holder_of_letters<'a>(line: &FormLine, kind: &Kind, meeting: &'a Meeting) -> Option<Seat<'a>> {
    let letters = typed(line, kind.letters_field()?);
    meeting
        .voices()
        .find(|seat| !letters.is_empty() && seat.code.eq_ignore_ascii_case(letters))
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
        .filter(|kind| kind.is_somebody() && line.whom.is_none())
        .and_then(Kind::lead_field)
        .map(|field| field.name);
    let mut put = |values: &Values| {
        let told = values
            .iter()
            .filter(|(field, _)| Some(field.as_str()) != name);
        for (field, value) in told {
            // Somebody else does it now: those who did it with them are named anew, too.
            if let Some(others) = record.kind().and_then(|kind| kind.field(field)?.others) {
                body.values.remove(others.name);
            }
            body.values.insert(field.clone(), value.clone());
            body.to_confirm.remove(field);
        }
    };
    put(&line.body.values);
    body.to_confirm.extend(line.body.to_confirm.clone());
    if sent_out::takes_earlier_reason(record, line) {
        sent_out::move_reason(&mut body);
    }
    body.ruling.clone_from(&line.body.ruling);
    body.follow_up |= line.body.follow_up;
    body.close_as(&line.body);
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

/// The same initials with another name mean another person (the initials are then to be confirmed).
fn somebody<'a>(line: &FormLine, kind: &Kind, meeting: &'a Meeting) -> Meant<'a> {
    if let Some(whom) = &line.whom {
        return one_of(fitting(kind, whom, true, meeting), whom, meeting);
    }
    let code = kind.letters_field().map_or("", |field| typed(line, field));
    let name = kind.lead_field().map_or("", |lead| typed(line, lead));
    // A line with only the beginning of a name has nothing to change: it adds somebody new.
    let says_more = line.body.values.len() + line.body.to_confirm.len() > 1;
    let mut fitting = fitting(kind, name, says_more, meeting);
    if !code.is_empty() {
        let has_code = |seat: &Seat<'_>| seat.code.eq_ignore_ascii_case(code);
        fitting = match name.is_empty() {
            true => seats(kind, meeting).filter(has_code).collect(),
            false => fitting.into_iter().filter(has_code).collect(),
        };
    }
    one_of(fitting, name, meeting)
}

/// Whether the first words of a line name somebody of this kind who is there.
pub(super) fn fits_somebody(kind: &Kind, words: &str, meeting: &Meeting) -> bool {
    kind.is_somebody() && !fitting(kind, words, true, meeting).is_empty()
}

/// Whether these are the letters or the whole name of one of this kind: a beginning may be somebody new, who is given
/// letters.
pub(super) fn is_nobody_else(kind: &Kind, words: &str, meeting: &Meeting) -> bool {
    let words = plain(words);
    let mut exactly =
        seats(kind, meeting).filter(|seat| plain(seat.code) == words || plain(seat.name) == words);
    exactly.next().is_some() && exactly.next().is_none()
}

pub(super) fn is_whole_name(kind: &Kind, words: &str, meeting: &Meeting) -> bool {
    seats(kind, meeting).any(|seat| plain(seat.name) == plain(words))
}

fn one_of<'a>(fitting: Vec<Seat<'a>>, name: &str, meeting: &'a Meeting) -> Meant<'a> {
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

type Test = fn(&Seat<'_>, &str) -> bool;

/// Everyone meant by this name: those who pass the first of these tests that anybody passes.
fn fitting<'a>(kind: &Kind, name: &str, says_more: bool, meeting: &'a Meeting) -> Vec<Seat<'a>> {
    let name = plain(name);
    if name.is_empty() {
        return Vec::new();
    }
    let tests: [(bool, Test); 5] = [
        (true, |seat, name| plain(seat.name) == name),
        (true, |seat, name| plain(seat.code) == name),
        (true, |seat, name| {
            let first = seat.name.split_whitespace().next().unwrap_or_default();
            plain(seat.called) == name || plain(first) == name
        }),
        (says_more, |seat, name| {
            plain(seat.code).starts_with(name) || plain(seat.called).starts_with(name)
        }),
        (says_more, |seat, name| plain(seat.name).starts_with(name)),
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
        .unwrap_or_else(|| called_otherwise(kind, &name, says_more, meeting))
}

/// Those whom the name means in another way: by a title and surname, or by a name they had before.
fn called_otherwise<'a>(
    kind: &Kind,
    name: &str,
    says_more: bool,
    meeting: &'a Meeting,
) -> Vec<Seat<'a>> {
    let (found, how) = who_is_called(name, *kind == child::KIND, meeting);
    let Found::One(id) = found else {
        return Vec::new();
    };
    // `/person Police officer` may well be another one.
    let is_role = meeting.record(&id).is_some_and(|person| {
        let texts = [&person::ROLE, &person::RELATION, &person::AGENCY]
            .map(|field| squeezed(person.text(field)));
        !people_words().groups(&squeezed(name)).is_empty() || texts.contains(&squeezed(name))
    });
    let is_meant = match how {
        _ if is_role => false,
        Some(Fits::Letters | Fits::Whole | Fits::Part) => says_more,
        Some(Fits::Beginning | Fits::Slip) | None => false,
    };
    seats(kind, meeting)
        .filter(|seat| is_meant && seat.id == id)
        .collect()
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
        .find(|seat| plain(seat.called) == plain(called))
}

fn typed<'a>(line: &'a FormLine, field: &Field) -> &'a str {
    line.body
        .values
        .get(field.name)
        .and_then(Value::as_str)
        .unwrap_or_default()
}
