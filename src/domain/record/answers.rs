//! Answers, read as what they are: told once, for records of a meeting, of the open minutes, and of a reader.

use super::Values;
use chrono::NaiveDate;
use serde_json::Value;

/// Reads an answer by the name of its field.
pub trait ReadAnswers {
    /// Where it is text (also dates, choices and ids); else nothing.
    fn text(&self, field: &str) -> &str;

    /// Yes or no, if there is an answer.
    fn yes_no(&self, field: &str) -> Option<bool>;

    /// Several ids.
    fn list(&self, field: &str) -> Vec<&str>;

    /// A day.
    fn day(&self, field: &str) -> Option<NaiveDate> {
        self.text(field).parse().ok()
    }

    /// Yes; unanswered is no.
    fn is(&self, field: &str) -> bool {
        self.yes_no(field) == Some(true)
    }
}

impl ReadAnswers for Values {
    fn text(&self, field: &str) -> &str {
        self.get(field).and_then(Value::as_str).unwrap_or("")
    }

    fn yes_no(&self, field: &str) -> Option<bool> {
        self.get(field).and_then(Value::as_bool)
    }

    fn list(&self, field: &str) -> Vec<&str> {
        let items = self.get(field).and_then(Value::as_array);
        items
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
            .collect()
    }
}
