//! What a kind wants of each of its records before a meeting is closed.

use super::Record;
use super::form::Field;
use chrono::NaiveDate;
use serde_json::Value;

/// Something that every record of a kind should have. What is missing is written into the open minutes when the meeting
/// is closed all the same, so it must not contain a word of a record; `{number}` is the number of the record among
/// those of its kind.
#[derive(Debug, Clone, Copy)]
pub struct KindCheck {
    /// Its name in files, unique among all checks.
    pub id: &'static str,
    pub missing: &'static str,
    pub looks_at: LooksAt,
}

#[derive(Debug, Clone, Copy)]
pub enum LooksAt {
    Answer(&'static Field),
    /// The answer, of those records that this is true of: whether a child was seen alone is asked of a visit at which it was
    /// seen.
    AnswerWhere(&'static Field, fn(&Record) -> bool),
    /// The day in this field is before today, unless the record is settled: nearly always the wrong year.
    DayPassed(&'static Field, fn(&Record) -> bool),
}

impl LooksAt {
    /// The answer that is wanted, where it is one.
    pub fn answer(self) -> Option<&'static Field> {
        match self {
            LooksAt::Answer(field) | LooksAt::AnswerWhere(field, _) => Some(field),
            LooksAt::DayPassed(..) => None,
        }
    }
}

fn lacks(record: &Record, field: &Field) -> bool {
    let is_blank = |value: &Value| value.as_str().is_some_and(|it| it.trim().is_empty());
    let waits = record.is_hidden() && field.hidden_at_first;
    !waits
        && !record.to_confirm.contains_key(field.name)
        && record.values.get(field.name).is_none_or(is_blank)
}

impl KindCheck {
    pub fn finds(&self, record: &Record, today: NaiveDate) -> bool {
        match self.looks_at {
            LooksAt::Answer(field) => lacks(record, field),
            LooksAt::AnswerWhere(field, is_asked) => is_asked(record) && lacks(record, field),
            LooksAt::DayPassed(field, is_settled) => {
                let day = record.text(field).parse::<NaiveDate>();
                day.is_ok_and(|day| day < today) && !is_settled(record)
            }
        }
    }
}
