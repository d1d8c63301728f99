//! Answers in words: what a value means to a reader. One place for screens, documents and the line.

use super::{Kind, MeetingContext, Record, Values};
use crate::domain::agenda::Agenda;
use crate::domain::calendar::date_words::{write_date, write_short};
use crate::domain::record::form::{Answer, Field};
use crate::domain::settings::Settings;
use crate::domain::text::words::Words;
use chrono::NaiveDate;
use serde_json::Value;
use std::collections::BTreeMap;

impl Record {
    /// The answers in words, each with its field: no code, no name by its id.
    pub(in crate::domain) fn in_words(&self) -> impl Iterator<Item = (&str, &str)> {
        in_words(self.kind(), &self.values)
    }
}

/// The same of answers that stand in no record; of a kind that this program does not know, every text.
fn in_words<'v>(
    kind: Option<&'static Kind>,
    values: &'v Values,
) -> impl Iterator<Item = (&'v str, &'v str)> {
    let is_words = move |name: &str| {
        let field = kind.and_then(|kind| kind.field(name));
        field.is_none_or(|field| field.answer.is_words())
    };
    let answers = values.iter().filter(move |(name, _)| is_words(name));
    answers.filter_map(|(name, value)| Some((name.as_str(), value.as_str()?)))
}

/// The words of each answer, with those that could not be read: they may be anything.
pub(in crate::domain) fn words_said(
    kind: Option<&'static Kind>,
    values: &Values,
    unread: &BTreeMap<String, String>,
) -> Vec<Words> {
    let answers = in_words(kind, values).map(|(_, text)| text);
    let all = answers.chain(unread.values().map(String::as_str));
    all.map(Words::of).collect()
}

/// A value as a reader understands it: names for ids, words for codes, weekdays with dates.
pub fn value_words(field: &Field, value: &Value, meeting: &dyn MeetingContext) -> String {
    answer_words(
        field,
        value,
        |id| meeting.name(id),
        write_date,
        meeting.agenda(),
        meeting.settings(),
    )
}

/// A value as it would be typed in the one-line form, so that it reads back the same.
pub fn typed_words(field: &Field, value: &Value, meeting: &dyn MeetingContext) -> String {
    answer_words(
        field,
        value,
        |id| meeting.code(id),
        write_short,
        meeting.agenda(),
        meeting.settings(),
    )
}

/// The same for minutes from a file, where there is no meeting to ask: `who` gives the names, `day` writes the days.
pub fn answer_words(
    field: &Field,
    value: &Value,
    who: impl Fn(&str) -> String,
    day: impl Fn(NaiveDate) -> String,
    agenda: &Agenda,
    settings: &Settings,
) -> String {
    match (field.answer, value) {
        (
            Answer::Person | Answer::Child | Answer::Speaker | Answer::RecordOf(_),
            Value::String(id),
        ) => who(id),
        (Answer::Children | Answer::People, Value::Array(ids)) => ids
            .iter()
            .filter_map(Value::as_str)
            .map(who)
            .collect::<Vec<_>>()
            .join(", "),
        (Answer::OneOf(_), Value::String(code)) => field.words_of(code, settings).to_owned(),
        (Answer::Date | Answer::PastDate, Value::String(date)) => {
            date.parse().map_or(date.clone(), day)
        }
        (Answer::Statement, Value::String(id)) => agenda
            .statement(id)
            .map_or(id.clone(), |statement| statement.title.clone()),
        (Answer::ContributionKind, Value::String(id)) => {
            agenda.kind_title(id).unwrap_or(id).to_owned()
        }
        (_, Value::Bool(true)) => "yes".to_owned(),
        (_, Value::Bool(false)) => "no".to_owned(),
        (_, Value::String(text)) => text.clone(),
        (_, Value::Number(number)) => number.to_string(),
        (_, other) => other.to_string(),
    }
}

/// Unreadable answers are shown as they were typed, with a question mark.
pub fn field_words(record: &Record, field: &Field, meeting: &dyn MeetingContext) -> String {
    let Some(field) = record.kind().and_then(|kind| kind.field(field.name)) else {
        return String::new();
    };
    match (record.get(field), record.unread(field)) {
        (Some(value), _) => {
            let words = value_words(field, value, meeting);
            let others = field
                .others
                .and_then(|others| Some(value_words(others, record.get(others)?, meeting)));
            with_others(words, others)
        }
        (None, Some(typed)) => format!("{typed} (?)"),
        (None, None) => String::new(),
    }
}

/// `Kelly Smith, Dan Smith`: whoever is asked for first, and those who come after.
pub fn with_others(words: String, others: Option<String>) -> String {
    match others.filter(|others| !others.is_empty()) {
        Some(others) => format!("{words}, {others}"),
        None => words,
    }
}

/// Whether this field only names those who come after the first, who are told with the first.
pub fn is_told_with_another(fields: &[Field], field: &Field) -> bool {
    fields.iter().any(|one| one.others == Some(field))
}

/// What the record is about in a few words: the answer to its lead field.
pub fn lead_words(record: &Record, meeting: &dyn MeetingContext) -> String {
    record
        .kind()
        .and_then(Kind::lead_field)
        .map_or_else(String::new, |field| field_words(record, field, meeting))
}

/// The answered fields of a record, in the order of the form, each with its words.
pub fn filled_fields(
    record: &Record,
    meeting: &dyn MeetingContext,
) -> Vec<(&'static Field, String)> {
    let kind = record.kind();
    let fields = kind.map_or(&[][..], |kind| kind.as_asked(meeting.settings()).fields);
    fields
        .iter()
        .filter(|field| !is_told_with_another(fields, field))
        .map(|field| (field, field_words(record, field, meeting)))
        .filter(|(_, words)| !words.is_empty())
        .collect()
}
