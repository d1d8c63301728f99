//! One record as one reader sees it.

use super::clock;
use crate::domain::minutes::{KeptBack, OpenRecord, Shown};
use crate::domain::record::form::{Answer, Field};
use crate::domain::record::{Body, Kind, ReadAnswers, ReadRecord, Record, Values, kind};
use chrono::{DateTime, FixedOffset, NaiveDate};
use serde_json::Value;
use std::collections::BTreeMap;

/// Follows whatever is not certain yet. A sign (`??`) would mean nothing to a family.
pub const TO_BE_CONFIRMED: &str = "(to be confirmed)";

#[derive(Debug, Clone)]
pub struct RecordView {
    pub id: String,
    pub kind: String,
    pub at: DateTime<FixedOffset>,
    pub section: Option<String>,
    pub values: Values,
    /// Answers that could not be read, as typed.
    pub to_confirm: BTreeMap<String, String>,
    pub follow_up: bool,
    /// How often it was changed.
    pub changed: usize,
    /// A score that waits for the others: number and reason are not in it.
    pub hidden: bool,
    pub status: RecordStatus,
    /// The fields that are never in open minutes, although the record is.
    pub kept_back: Vec<String>,
    /// Whom it was said without, by name; known to readers of the full record.
    pub without: Vec<String>,
}

#[derive(Debug, Clone, PartialEq)]
pub enum RecordStatus {
    /// Nothing: everybody may read it.
    Open,
    /// It is restricted, and this reader sees that it is there.
    Hidden,
    /// It is restricted, and this reader sees it.
    Restricted,
    /// It was struck out; the reason is known to readers of the full record.
    StruckOut {
        at: DateTime<FixedOffset>,
        reason: Option<String>,
    },
}

impl RecordView {
    pub(super) fn open(record: &OpenRecord) -> RecordView {
        let answers = record.answers().cloned().unwrap_or_default();
        RecordView {
            id: record.id().to_owned(),
            kind: record.kind().to_owned(),
            at: record.at(),
            section: record.section().map(str::to_owned),
            values: answers.values,
            to_confirm: answers.to_confirm,
            follow_up: answers.follow_up,
            changed: answers.changed,
            hidden: answers.hidden,
            status: match record.shown() {
                Shown::Open(_) => RecordStatus::Open,
                Shown::Restricted => RecordStatus::Hidden,
                Shown::StruckOut { at } => RecordStatus::StruckOut {
                    at: *at,
                    reason: None,
                },
            },
            kept_back: Vec::new(),
            without: Vec::new(),
        }
    }

    pub(super) fn whole(record: &Record) -> RecordView {
        let mut seen = RecordView {
            id: record.id.clone(),
            kind: String::new(),
            at: record.at,
            section: record.section.clone(),
            values: Values::new(),
            to_confirm: BTreeMap::new(),
            follow_up: false,
            changed: 0,
            hidden: false,
            status: RecordStatus::Hidden,
            kept_back: Vec::new(),
            without: Vec::new(),
        };
        seen.lay_over(record);
        seen
    }

    pub(super) fn kept_back(record: &OpenRecord, kept: &KeptBack) -> RecordView {
        let mut seen = RecordView {
            kind: kept.kind.clone(),
            values: Values::new(),
            to_confirm: BTreeMap::new(),
            follow_up: false,
            status: RecordStatus::Restricted,
            ..RecordView::open(record)
        };
        seen.give_back(kept);
        seen
    }

    pub(super) fn lay_over(&mut self, record: &Record) {
        self.kind.clone_from(&record.kind);
        self.values.clone_from(&record.values);
        self.to_confirm.clone_from(&record.to_confirm);
        self.follow_up = record.follow_up;
        self.changed = record.former.len();
        self.status = match &record.struck {
            Some(struck) => RecordStatus::StruckOut {
                at: struck.at,
                reason: Some(struck.reason.clone()),
            },
            None => RecordStatus::Restricted,
        };
    }

    pub(super) fn give_back(&mut self, kept: &KeptBack) {
        self.values.extend(kept.values.clone());
        self.to_confirm.extend(kept.to_confirm.clone());
        let names = kept.values.keys().chain(kept.to_confirm.keys());
        self.kept_back.extend(names.cloned());
    }

    /// Its kind; `None` for one of a newer program.
    pub fn kind(&self) -> Option<&'static Kind> {
        kind(&self.kind)
    }

    /// What it holds as a record again, for the resolver of names.
    pub fn as_record(&self) -> Record {
        let body = Body {
            values: self.values.clone(),
            ..Body::default()
        };
        Record::new(&self.id, &self.kind, None, &body, self.at)
    }

    pub fn is_a(&self, kind: &Kind) -> bool {
        self.kind == kind.id
    }

    pub fn get(&self, field: &Field) -> Option<&Value> {
        self.values.get(field.name)
    }

    pub fn unread(&self, field: &Field) -> Option<&str> {
        self.to_confirm.get(field.name).map(String::as_str)
    }

    pub fn field(&self, name: &str) -> Option<&'static Field> {
        self.kind().and_then(|kind| kind.field(name))
    }

    /// The answer where it is text (also dates, choices and ids); otherwise nothing.
    pub fn text(&self, field: &Field) -> &str {
        self.values.text(field)
    }

    pub fn names(&self, id: &str) -> bool {
        self.has_answer(id, |answer| {
            answer.names_people() || matches!(answer, Answer::RecordOf(_))
        })
    }

    /// Whether it is about this child: not when the child only says it or does it.
    pub fn is_about(&self, child: &str) -> bool {
        self.has_answer(child, |answer| {
            matches!(answer, Answer::Child | Answer::Children)
        })
    }

    fn has_answer(&self, id: &str, is_meant: impl Fn(&Answer) -> bool) -> bool {
        let fields = self.kind().map_or(&[][..], |kind| kind.fields);
        fields
            .iter()
            .filter(|field| is_meant(&field.answer))
            .filter_map(|field| self.values.get(field.name))
            .any(|value| match value {
                Value::String(one) => one == id,
                Value::Array(several) => several.iter().any(|one| one == id),
                _ => false,
            })
    }

    pub fn is(&self, field: &Field) -> bool {
        self.values.is(field)
    }

    pub fn yes_no(&self, field: &Field) -> Option<bool> {
        self.values.yes_no(field)
    }

    pub fn day(&self, field: &Field) -> Option<NaiveDate> {
        self.values.day(field)
    }

    pub fn list(&self, field: &Field) -> Vec<&str> {
        self.values.list(field)
    }

    /// Only readers of the full record see it.
    pub fn is_restricted(&self) -> bool {
        self.status == RecordStatus::Restricted
    }

    pub fn has_words(&self) -> bool {
        !matches!(
            self.status,
            RecordStatus::Hidden | RecordStatus::StruckOut { reason: None, .. }
        )
    }

    /// It holds: neither struck out nor out of this reader's sight.
    pub fn holds(&self) -> bool {
        matches!(self.status, RecordStatus::Open | RecordStatus::Restricted)
    }

    /// `(restricted)`, `(struck out at 14:30: said by somebody else)`, or nothing.
    pub fn seal_words(&self) -> String {
        match &self.status {
            RecordStatus::Open => String::new(),
            RecordStatus::Hidden | RecordStatus::Restricted => "(restricted)".to_owned(),
            RecordStatus::StruckOut { at, reason } => match reason {
                Some(reason) if !reason.is_empty() => {
                    format!("(struck out at {}: {reason})", clock(*at))
                }
                _ => format!("(struck out at {})", clock(*at)),
            },
        }
    }

    /// It is not certain yet, and this reader may know: an answer could not be read, or the minute-taker wants to come
    /// back to it (`??`).
    pub fn is_to_be_confirmed(&self) -> bool {
        self.holds() && (self.follow_up || !self.to_confirm.is_empty())
    }

    /// The words of its status and, for an entry marked `??`, that it is to be confirmed. An unreadable answer says so
    /// itself.
    pub fn mark_words(&self) -> String {
        let mut words = vec![self.seal_words()];
        if !self.without.is_empty() && self.holds() {
            words.push(format!("(said without {})", self.without.join(", ")));
        }
        if self.follow_up && self.holds() {
            words.push(TO_BE_CONFIRMED.to_owned());
        }
        words.retain(|words| !words.is_empty());
        words.join(" ")
    }

    /// The label of a field; an answer that is in no open minutes says so.
    pub fn label(&self, name: &str, label: &str) -> String {
        if self.kept_back.iter().any(|kept| kept == name) {
            format!("{label} (restricted)")
        } else {
            label.to_owned()
        }
    }
}

impl ReadAnswers for RecordView {
    fn answers(&self) -> &Values {
        &self.values
    }
}

impl ReadRecord for RecordView {
    fn id(&self) -> &str {
        &self.id
    }

    fn is_a(&self, kind: &Kind) -> bool {
        self.kind == kind.id
    }

    fn is_struck_out(&self) -> bool {
        matches!(self.status, RecordStatus::StruckOut { .. })
    }

    fn at(&self) -> DateTime<FixedOffset> {
        self.at
    }
}
