//! Answers, read as what they are: told once, for records of a meeting and for records as a reader sees them.

use super::form::Field;
use super::{Kind, Values};
use chrono::{DateTime, FixedOffset, NaiveDate};
use serde_json::Value;

pub trait ReadAnswers {
    /// All that can be read, by field name.
    fn answers(&self) -> &Values;

    /// Where it is text (including dates, choices and ids); otherwise empty.
    fn text(&self, field: &Field) -> &str {
        let answer = self.answers().get(field.name);
        answer.and_then(Value::as_str).unwrap_or("")
    }

    /// The first of these that is answered, as text.
    fn first_text(&self, fields: &[&Field]) -> &str {
        let mut answers = fields.iter().map(|field| self.text(field));
        answers.find(|words| !words.is_empty()).unwrap_or("")
    }

    /// Yes or no, if there is an answer.
    fn yes_no(&self, field: &Field) -> Option<bool> {
        self.answers().get(field.name).and_then(Value::as_bool)
    }

    /// A number that counts something.
    fn number(&self, field: &Field) -> Option<u64> {
        self.answers().get(field.name).and_then(Value::as_u64)
    }

    /// Several ids.
    fn list(&self, field: &Field) -> Vec<&str> {
        let items = self.answers().get(field.name).and_then(Value::as_array);
        items
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
            .collect()
    }

    fn day(&self, field: &Field) -> Option<NaiveDate> {
        self.text(field).parse().ok()
    }

    /// Yes; unanswered is no.
    fn is(&self, field: &Field) -> bool {
        self.yes_no(field) == Some(true)
    }
}

impl ReadAnswers for Values {
    fn answers(&self) -> &Values {
        self
    }
}

impl<R: ReadAnswers> ReadAnswers for &R {
    fn answers(&self) -> &Values {
        (*self).answers()
    }
}

/// A record, seen by the meeting itself or by a reader.
pub trait ReadRecord: ReadAnswers {
    /// Unique in its meeting.
    fn id(&self) -> &str;

    /// Whether it is of this kind.
    fn is_a(&self, kind: &Kind) -> bool;

    /// Whether it was struck out.
    fn is_struck_out(&self) -> bool;

    /// When it was made.
    fn at(&self) -> DateTime<FixedOffset>;
}
