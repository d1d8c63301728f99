//! The one place that decides what of a record is open. Anything unknown, in doubt, or not fitting its field is kept
//! back.

use super::marked::is_marked;
use crate::domain::line;
use crate::domain::record::form::{Answer, Field};
use crate::domain::record::{Body, Kind, Record, Values, is_open_to_all, may_be_kept_back};
use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime};
use serde_json::Value;
use std::collections::{BTreeMap, HashSet};

/// A record as the open minutes have it. It is made only out of a [`Record`] by [`split`], or out of
/// a `minutes.json` by the same rules.
#[derive(Debug, Clone, PartialEq)]
pub struct OpenRecord {
    id: String,
    kind: String,
    at: DateTime<FixedOffset>,
    section: Option<String>,
    shown: Shown,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Shown {
    Open(Answers),
    /// That there is one, and nothing else.
    Restricted,
    /// That there was one, until when, and nothing else.
    StruckOut {
        at: DateTime<FixedOffset>,
    },
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct Answers {
    pub values: Values,
    /// Answers that could not be read, as typed, by field name.
    pub to_confirm: BTreeMap<String, String>,
    pub follow_up: bool,
    /// How often it was changed. What it was before is not here.
    pub changed: usize,
    /// It is a score that waits for the others: its number and reason are not here yet.
    pub hidden: bool,
}

impl OpenRecord {
    pub fn id(&self) -> &str {
        &self.id
    }

    pub fn kind(&self) -> &str {
        &self.kind
    }

    pub fn at(&self) -> DateTime<FixedOffset> {
        self.at
    }

    pub fn section(&self) -> Option<&str> {
        self.section.as_deref()
    }

    pub fn shown(&self) -> &Shown {
        &self.shown
    }

    pub fn answers(&self) -> Option<&Answers> {
        match &self.shown {
            Shown::Open(answers) => Some(answers),
            Shown::Restricted | Shown::StruckOut { .. } => None,
        }
    }

    pub fn is_a(&self, kind: &Kind) -> bool {
        self.kind == kind.id
    }
}

/// What was removed from an open record: only ever put into the restricted part.
#[derive(Default)]
pub(super) struct Off {
    pub(super) values: Values,
    pub(super) to_confirm: BTreeMap<String, String>,
}

impl Off {
    pub(super) fn count(&self) -> usize {
        self.values.len() + self.to_confirm.len()
    }
}

/// **The** decision: what of this record everybody may read, and what was removed from it. Nothing is removed for a
/// stub: its record goes whole into the restricted part.
pub(super) fn split(record: &Record) -> (OpenRecord, Off) {
    let mut off = Off::default();
    let shown = match (&record.struck, record.kind()) {
        (Some(struck), _) => Shown::StruckOut { at: struck.at },
        (None, Some(kind)) if is_open_to_all(record) => {
            let mut answers = Answers {
                follow_up: record.follow_up,
                changed: record.former.len(),
                hidden: record.is_hidden(),
                ..Answers::default()
            };
            for (name, value) in &record.values {
                let is_open = is_open_answer(kind, name, value) && !record.keeps_back(name);
                let put = if is_open {
                    &mut answers.values
                } else {
                    &mut off.values
                };
                put.insert(name.clone(), value.clone());
            }
            for (name, typed) in &record.to_confirm {
                let is_open = is_open_to_confirm(kind, name, typed) && !record.keeps_back(name);
                let put = if is_open {
                    &mut answers.to_confirm
                } else {
                    &mut off.to_confirm
                };
                put.insert(name.clone(), typed.clone());
            }
            Shown::Open(answers)
        }
        (None, _) => Shown::Restricted,
    };
    let record = OpenRecord {
        id: record.id.clone(),
        kind: record.kind.clone(),
        at: record.at,
        section: record.section.clone(),
        shown,
    };
    (record, off)
}

/// What of this record may be quoted in a status line, a log or printed output: what everybody may read. `None` where
/// the whole record is kept back, struck out or temporarily hidden.
pub fn quotable_body(record: &Record) -> Option<Body> {
    let (open, _) = split(record);
    let answers = open.answers().filter(|answers| !answers.hidden)?;
    Some(Body {
        values: answers.values.clone(),
        to_confirm: answers.to_confirm.clone(),
        visibility: record.visibility,
        follow_up: answers.follow_up,
        ruling: None,
        not_for: None,
    })
}

/// What is to be confirmed is open only where none of its words can be meant for an answer that is kept back: because of
/// a label that the kind does not have, or of one in the middle of the answer.
fn is_open_to_confirm(kind: &'static Kind, name: &str, typed: &str) -> bool {
    match kind.field(name) {
        Some(field) => !field.restricted && !line::may_hold_what_is_kept_back(kind, typed),
        None => !kind.command.is_empty() && !may_be_kept_back(kind, name),
    }
}

fn is_open_answer(kind: &Kind, name: &str, value: &Value) -> bool {
    kind.field(name)
        .is_some_and(|field| !field.restricted && fits(field, value))
}

/// Whether a value is what its field asks for. Otherwise it could be anything.
fn fits(field: &Field, value: &Value) -> bool {
    match (field.answer, value) {
        (answer, Value::String(_)) if answer.is_words() || answer.names_agency() => true,
        (
            Answer::Code
            | Answer::ContributionKind
            | Answer::Statement
            | Answer::Question
            | Answer::Scale,
            Value::String(word),
        ) => !word.is_empty(),
        (Answer::Person | Answer::Child | Answer::RecordOf(_), Value::String(id)) => is_id(id),
        (Answer::Speaker, Value::String(id)) => is_id(id) || id == "all" || id == "minute_taker",
        (Answer::Children, Value::Array(ids)) => {
            let mut seen = HashSet::new();
            ids.iter()
                .all(|id| id.as_str().is_some_and(|id| is_id(id) && seen.insert(id)))
        }
        (Answer::People, Value::Array(ids)) => {
            let mut seen = HashSet::new();
            ids.iter().all(|id| {
                id.as_str()
                    .is_some_and(|id| (is_id(id) || id == "all") && seen.insert(id))
            })
        }
        // A council may have codes of its own: a code holds no words.
        (Answer::OneOf(_), Value::String(code)) => {
            let is_code = code.len() <= 40
                && code
                    .bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-');
            field
                .answer
                .choices()
                .iter()
                .any(|choice| choice.code == *code)
                || (field.is_councils && is_code && !code.is_empty())
        }
        (Answer::Date | Answer::PastDate, Value::String(date)) => {
            NaiveDate::parse_from_str(date, "%Y-%m-%d").is_ok() && date.len() == 10
        }
        (Answer::Time, Value::String(time)) => {
            NaiveTime::parse_from_str(time, "%H:%M").is_ok() && time.len() == 5
        }
        (Answer::YesNo, Value::Bool(_)) | (Answer::Number, Value::Number(_)) => true,
        _ => false,
    }
}

/// The pattern of ids in the schema: lower-case letters, then digits.
fn is_id(id: &str) -> bool {
    let digits = id.trim_start_matches(|letter: char| letter.is_ascii_lowercase());
    digits.len() < id.len()
        && !digits.is_empty()
        && digits.bytes().all(|digit| digit.is_ascii_digit())
}

/// A record from a `minutes.json`. The same rules apply: a visibility other than `everyone` makes it a stub whatever
/// else is there, and whatever does not fit its field is dropped.
pub(super) fn read(
    kind: &'static Kind,
    id: &str,
    at: DateTime<FixedOffset>,
    object: &Values,
) -> OpenRecord {
    let shown = if object.contains_key("struck_out_at") {
        Shown::StruckOut {
            at: super::read::time(object.get("struck_out_at")).unwrap_or(at),
        }
    } else if is_marked(object) {
        Shown::Restricted
    } else {
        let hidden = object.get("hidden").and_then(Value::as_bool) == Some(true);
        let may_be_seen = |name: &str| {
            let field = kind.field(name);
            !hidden || field.is_some_and(|field| !field.hidden_at_first)
        };
        let open = object
            .iter()
            .filter(|(name, value)| is_open_answer(kind, name, value) && may_be_seen(name));
        let to_confirm = object.get("to_confirm").filter(|_| !hidden);
        let to_confirm = to_confirm.and_then(Value::as_object);
        Shown::Open(Answers {
            values: open
                .map(|(name, value)| (name.clone(), value.clone()))
                .collect(),
            to_confirm: to_confirm
                .into_iter()
                .flatten()
                .filter_map(|(name, typed)| Some((name.clone(), typed.as_str()?.to_owned())))
                .filter(|(name, typed)| is_open_to_confirm(kind, name, typed))
                .collect(),
            follow_up: object.get("come_back").and_then(Value::as_bool) == Some(true),
            changed: super::read::count(object.get("changed")),
            hidden,
        })
    };
    OpenRecord {
        id: id.to_owned(),
        kind: kind.id.to_owned(),
        at,
        section: super::read::text(object, "section"),
        shown,
    }
}

/// A stub for a record of a kind that this program does not know.
pub(super) fn unknown_stub(
    id: &str,
    at: DateTime<FixedOffset>,
    section: Option<String>,
) -> OpenRecord {
    OpenRecord {
        id: id.to_owned(),
        kind: String::new(),
        at,
        section,
        shown: Shown::Restricted,
    }
}
