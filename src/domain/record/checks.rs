//! What a kind wants of each of its records before a meeting is closed.

use super::Record;
use super::form::Field;
use chrono::NaiveDate;
use serde_json::Value;

/// Something that is wanted of every record of a kind. What is missing is written into the open minutes when the meeting
/// is closed all the same, so no word of a record stands in it; `{number}` is the number of the record among those of its
/// kind.
#[derive(Debug, Clone, Copy)]
pub struct KindCheck {
    /// Its name in files, the only one among all checks.
    pub id: &'static str,
    /// What is said where something is missing.
    pub missing: &'static str,
    /// What is looked at.
    pub looks_at: LooksAt,
}

/// What a check looks at.
#[derive(Debug, Clone, Copy)]
pub enum LooksAt {
    /// This field has an answer.
    Answer(&'static Field),
    /// The day in this field lies before today, unless the record is settled: nearly always a slip of the year.
    DayPassed(&'static Field, fn(&Record) -> bool),
}

impl KindCheck {
    /// Whether something is missing in this record.
    pub fn finds(&self, record: &Record, today: NaiveDate) -> bool {
        match self.looks_at {
            LooksAt::Answer(field) => {
                let is_blank =
                    |value: &Value| value.as_str().is_some_and(|it| it.trim().is_empty());
                !record.to_confirm.contains_key(field.name)
                    && record.values.get(field.name).is_none_or(is_blank)
            }
            LooksAt::DayPassed(field, is_settled) => {
                let day = record.text(field).parse::<NaiveDate>();
                day.is_ok_and(|day| day < today) && !is_settled(record)
            }
        }
    }
}
