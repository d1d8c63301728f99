//! Answers, read as what they are: told once, for records of a meeting, of the open minutes, and of a reader.

use super::Values;
use super::form::Field;
use chrono::NaiveDate;
use serde_json::Value;

pub trait ReadAnswers {
    /// Where it is text (including dates, choices and ids); otherwise empty.
    fn text(&self, field: &Field) -> &str;

    /// Yes or no, if there is an answer.
    fn yes_no(&self, field: &Field) -> Option<bool>;

    fn list(&self, field: &Field) -> Vec<&str>;

    fn day(&self, field: &Field) -> Option<NaiveDate> {
        self.text(field).parse().ok()
    }

    /// Yes; unanswered is no.
    fn is(&self, field: &Field) -> bool {
        self.yes_no(field) == Some(true)
    }
}

impl ReadAnswers for Values {
    fn text(&self, field: &Field) -> &str {
        self.get(field.name).and_then(Value::as_str).unwrap_or("")
    }

    fn yes_no(&self, field: &Field) -> Option<bool> {
        self.get(field.name).and_then(Value::as_bool)
    }

    fn list(&self, field: &Field) -> Vec<&str> {
        let items = self.get(field.name).and_then(Value::as_array);
        items
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
            .collect()
    }
}
