//! What a row of a table says about its record, in words short enough for a row.

use crate::domain::calendar::date_words::{near_date, write_date};
use crate::domain::meeting::{Meeting, agency_on_the_screen};
use crate::domain::record::form::{Answer, Field};
use crate::domain::record::kinds::{answer, childs_view, date, promise, report};
use crate::domain::record::{Kind, NO_LABEL, Record, field_words, value_words};
use crate::domain::rules::deadlines;
use chrono::NaiveDate;
use serde_json::Value;

pub fn first_column(record: &Record) -> Option<&'static Field> {
    record.kind()?.columns.first().copied()
}

/// An answer in a table, where room is short: people and children by the names they are called, days without an obvious
/// year.
fn words_of(record: &Record, field: &Field, meeting: &Meeting, today: NaiveDate) -> String {
    let value = record.values.get(field.name);
    match (field.answer, value) {
        (Answer::Child | Answer::Person, Some(Value::String(id))) => {
            let others = field.others.map(|others| record.list(others));
            let all = std::iter::once(id.as_str()).chain(others.into_iter().flatten());
            all.map(|id| meeting.called(id))
                .collect::<Vec<_>>()
                .join(", ")
        }
        (Answer::Children | Answer::People, Some(Value::Array(_))) => {
            let ids = record.list(field);
            let called = ids.iter().map(|id| meeting.called(id));
            called.collect::<Vec<_>>().join(", ")
        }
        (Answer::Date, Some(Value::String(day))) => {
            let day = day.parse::<NaiveDate>();
            day.map_or_else(
                |_| field_words(record, field, meeting),
                |day| near_date(day, today),
            )
        }
        _ => field_words(record, field, meeting),
    }
}

/// The columns behind the first, with their labels, and which wanted answers are missing.
pub fn rest_words(
    record: &Record,
    meeting: &Meeting,
    today: NaiveDate,
    tells_open: bool,
) -> String {
    words_beside(first_column(record), record, meeting, today, tells_open)
}

/// The same beside another answer that is shown already.
pub fn words_beside(
    first: Option<&Field>,
    record: &Record,
    meeting: &Meeting,
    today: NaiveDate,
    tells_open: bool,
) -> String {
    let Some(kind) = meeting.kind(&record.kind) else {
        return String::new();
    };
    let mut parts = Vec::new();
    parts.extend(not_certain(record, kind, first));
    for field in kind
        .columns
        .iter()
        .copied()
        .filter(|field| first.is_none_or(|first| field.name != first.name))
    {
        let words = words_of(record, field, meeting, today);
        if words.is_empty()
            || kind
                .lead_field()
                .is_some_and(|lead| lead.name == field.name)
                && first.is_none()
        {
            continue;
        }
        parts.push(match field.answer {
            // The question is beside them, so yes or no and the reason need no labels.
            Answer::YesNo | Answer::Text if *kind == answer::KIND => words,
            // A day, a time and a place need no labels, and have to fit into one row.
            Answer::Date | Answer::Time | Answer::Text if *kind == date::KIND => words,
            Answer::Words => format!("“{words}”"),
            // A child's name and words from a list need no labels.
            Answer::Child | Answer::OneOf(_) => words,
            _ => format!("{} {words}", field.label),
        });
    }
    if *kind == childs_view::KIND && record.text(&childs_view::WORDS).is_empty() {
        // No exact words: what else is known of the child's wishes, or why there is nothing.
        let said = kind
            .fields
            .iter()
            .filter(|field| matches!(field.answer, Answer::Text) && !kind.columns.contains(field));
        let first = said
            .map(|field| (field, record.text(field)))
            .find(|(_, words)| !words.is_empty());
        parts.extend(first.map(|(field, words)| format!("{} {words}", field.label)));
    }
    // Anything the parents may not read is not shared with them beforehand, so that is not missing. A what-if from last
    // time may not have been needed.
    let is_asked = |field: &Field| {
        if record.is_a(&report::KIND) {
            *field != report::SHARED || deadlines::is_shared_beforehand(record)
        } else {
            !record.is_a(&promise::KIND) || record.text(&promise::IF).is_empty()
        }
    };
    let open: Vec<&str> = record
        .unanswered(meeting.settings())
        .filter(|field| is_asked(field))
        .map(|field| field.label)
        .collect();
    if tells_open && !open.is_empty() {
        parts.push(format!("open: {}", open.join(", ")));
    }
    parts.join(" · ")
}

/// `not certain: GP`: which answers wait to be confirmed, where the row does not show them as such itself. What was typed for
/// them may not be for the screen.
fn not_certain(record: &Record, kind: &Kind, first: Option<&Field>) -> Option<String> {
    let is_shown = |name: &str| {
        let mut shown = kind.columns.iter().copied().chain(first);
        shown.any(|field| field.name == name)
    };
    let labels: Vec<&str> = record
        .to_confirm
        .keys()
        .filter(|name| !is_shown(name))
        .map(|name| match kind.field(name) {
            Some(field) => field.label,
            None if name == NO_LABEL => "words without a label",
            None => name.as_str(),
        })
        .collect();
    (!labels.is_empty()).then(|| format!("not certain: {}", labels.join(", ")))
}

pub fn view_words(view: &Record, meeting: &Meeting, today: NaiveDate) -> String {
    match view.text(&childs_view::WORDS) {
        "" => rest_words(view, meeting, today, false),
        words => format!("“{words}”"),
    }
}

pub fn answer_words(field: &Field, value: &Value, meeting: &Meeting) -> String {
    match (field.answer, value.as_str().map(str::parse::<NaiveDate>)) {
        (Answer::Date | Answer::PastDate, Some(Ok(date))) => write_date(date),
        (Answer::Words, _) => format!("“{}”", value_words(field, value, meeting)),
        (Answer::Agency, _) => agency_on_the_screen(value.as_str().unwrap_or(""), meeting),
        _ => value_words(field, value, meeting),
    }
}
