//! Minutes as one reader may see them: the open minutes alone, or with the restricted part laid over them.
//! Must not know how a document is arranged.

use crate::domain::form::{Answer, Field};
use crate::domain::minutes::{KeptBack, OpenMinutes, OpenRecord, RestrictedPart, Shown};
use crate::domain::record::{Kind, Record, Values, answer_words, kind};
use crate::domain::visibility::Restricted;
use chrono::{DateTime, FixedOffset};
use serde_json::Value;
use std::collections::BTreeMap;

/// All records, as the reader sees them.
pub(super) struct Reading<'a> {
    pub(super) minutes: &'a OpenMinutes,
    pub(super) records: Vec<Seen>,
    pub(super) details: Option<Seen>,
    /// Whether the restricted part is in it.
    pub(super) is_full: bool,
}

/// One record, as the reader sees it.
#[derive(Debug, Clone)]
pub(super) struct Seen {
    pub(super) id: String,
    pub(super) kind: String,
    pub(super) at: DateTime<FixedOffset>,
    pub(super) section: Option<String>,
    pub(super) values: Values,
    pub(super) to_confirm: BTreeMap<String, String>,
    pub(super) come_back: bool,
    pub(super) seal: Seal,
    /// The fields that are in no open minutes, although the record is.
    pub(super) kept_back: Vec<String>,
}

/// What is the matter with a record.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Seal {
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

impl<'a> Reading<'a> {
    /// For everybody.
    pub(super) fn open(minutes: &'a OpenMinutes) -> Reading<'a> {
        Reading {
            minutes,
            records: minutes.records().iter().map(Seen::open).collect(),
            details: minutes.details().map(Seen::open),
            is_full: false,
        }
    }

    /// For readers of the full record.
    pub(super) fn full(minutes: &'a OpenMinutes, part: &Restricted<RestrictedPart>) -> Reading<'a> {
        let part = part.for_the_full_record();
        let mut reading = Reading::open(minutes);
        reading.is_full = true;
        for seen in reading.records.iter_mut().chain(&mut reading.details) {
            let whole = part.records.iter().chain(&part.struck_out);
            if let Some(record) = whole.into_iter().find(|record| record.id == seen.id) {
                seen.lay_over(record);
            }
            if let Some(kept) = part.kept_back.iter().find(|kept| kept.id == seen.id) {
                seen.give_back(kept);
            }
        }
        // A second record of details has no place in the open minutes; its words are not lost here.
        let has = |id: &str| reading.minutes.record(id).is_some();
        let others = part.records.iter().chain(&part.struck_out);
        let others: Vec<Seen> = others
            .filter(|record| !has(&record.id))
            .map(Seen::whole)
            .collect();
        reading.records.extend(others);
        reading
    }

    /// The records of one kind, in order.
    pub(super) fn of<'s>(&'s self, kind: &'s str) -> impl Iterator<Item = &'s Seen> {
        self.records.iter().filter(move |seen| seen.kind == kind)
    }

    /// The name for an id.
    pub(super) fn name(&self, id: &str) -> String {
        match id {
            "" => "?".to_owned(),
            "all" => "Everybody".to_owned(),
            "minute_taker" => "The minute-taker".to_owned(),
            _ => match self.records.iter().find(|seen| seen.id == id) {
                Some(seen) if seen.seal == Seal::Hidden => "somebody (restricted)".to_owned(),
                Some(seen) if !seen.text("name").is_empty() => seen.text("name").to_owned(),
                Some(seen) if seen.kind == "childs_view" && seen.holds() => {
                    format!("what {} wants", self.name(seen.text("child")))
                }
                Some(seen) if seen.kind == "offer" && seen.holds() => {
                    format!("{} ({id})", seen.text("service"))
                }
                _ => id.to_owned(),
            },
        }
    }

    /// The name with the role: `Kelly Smith, mother`.
    pub(super) fn name_and_role(&self, id: &str) -> String {
        let name = self.name(id);
        let person = self.of("person").find(|seen| seen.id == id);
        let role = person.map_or("", |person| {
            let words = ["role", "relation", "agency"].map(|field| person.text(field));
            words
                .into_iter()
                .find(|words| !words.is_empty())
                .unwrap_or("")
        });
        if role.is_empty() {
            name
        } else {
            format!("{name}, {role}")
        }
    }

    /// The answer to a field in words; one that could not be read, as it was typed, with a question mark.
    pub(super) fn words(&self, seen: &Seen, field: &Field) -> String {
        match (seen.values.get(field.name), seen.to_confirm.get(field.name)) {
            (Some(value), _) => answer_words(
                field,
                value,
                |id| self.name(id),
                self.minutes.agenda(),
                self.minutes.settings(),
            ),
            (None, Some(typed)) => format!("{typed} (?)"),
            (None, None) => String::new(),
        }
    }

    /// The same by the name of the field.
    pub(super) fn answer(&self, seen: &Seen, name: &str) -> String {
        seen.field(name)
            .map_or_else(String::new, |field| self.words(seen, field))
    }

    /// The answered fields with their labels, without those in `but`. Fields that are kept back say so.
    pub(super) fn answered(&self, seen: &Seen, but: &[&str]) -> Vec<(String, String)> {
        let fields = seen.kind().map_or(&[][..], |kind| kind.fields);
        let asked = fields
            .iter()
            .filter(|field| !but.contains(&field.name))
            .map(|field| (seen.label(field.name, field.label), self.words(seen, field)));
        // Answers to questions that this program does not ask; only the full record has them.
        let known = |name: &str| fields.iter().any(|field| field.name == name);
        let others = seen.values.iter().filter(|(name, _)| !known(name));
        let others = others.map(|(name, value)| {
            let words = value.as_str().map_or(value.to_string(), str::to_owned);
            (seen.label(name, name), words)
        });
        let typed = seen.to_confirm.iter().filter(|(name, _)| !known(name));
        let typed = typed.map(|(name, typed)| (seen.label(name, name), format!("{typed} (?)")));
        asked
            .chain(others)
            .chain(typed)
            .filter(|(_, words)| !words.is_empty())
            .collect()
    }
}

impl Seen {
    fn open(record: &OpenRecord) -> Seen {
        let answers = record.answers().cloned().unwrap_or_default();
        Seen {
            id: record.id().to_owned(),
            kind: record.kind().to_owned(),
            at: record.at(),
            section: record.section().map(str::to_owned),
            values: answers.values,
            to_confirm: answers.to_confirm,
            come_back: answers.come_back,
            seal: match record.shown() {
                Shown::Open(_) => Seal::Open,
                Shown::Restricted => Seal::Hidden,
                Shown::StruckOut { at } => Seal::StruckOut {
                    at: *at,
                    reason: None,
                },
            },
            kept_back: Vec::new(),
        }
    }

    fn whole(record: &Record) -> Seen {
        let mut seen = Seen {
            id: record.id.clone(),
            kind: String::new(),
            at: record.at,
            section: record.section.clone(),
            values: Values::new(),
            to_confirm: BTreeMap::new(),
            come_back: false,
            seal: Seal::Hidden,
            kept_back: Vec::new(),
        };
        seen.lay_over(record);
        seen
    }

    fn lay_over(&mut self, record: &Record) {
        self.kind.clone_from(&record.kind);
        self.values.clone_from(&record.values);
        self.to_confirm.clone_from(&record.to_confirm);
        self.come_back = record.come_back;
        self.seal = match &record.struck {
            Some(struck) => Seal::StruckOut {
                at: struck.at,
                reason: Some(struck.reason.clone()),
            },
            None => Seal::Restricted,
        };
    }

    fn give_back(&mut self, kept: &KeptBack) {
        self.values.extend(kept.values.clone());
        self.to_confirm.extend(kept.to_confirm.clone());
        let names = kept.values.keys().chain(kept.to_confirm.keys());
        self.kept_back.extend(names.cloned());
    }

    pub(super) fn kind(&self) -> Option<&'static Kind> {
        kind(&self.kind)
    }

    pub(super) fn field(&self, name: &str) -> Option<&'static Field> {
        self.kind().and_then(|kind| kind.field(name))
    }

    pub(super) fn text(&self, field: &str) -> &str {
        self.values.get(field).and_then(Value::as_str).unwrap_or("")
    }

    /// Whether one of its answers means this person, child or record.
    pub(super) fn names(&self, id: &str) -> bool {
        let fields = self.kind().map_or(&[][..], |kind| kind.fields);
        fields
            .iter()
            .filter(|field| {
                matches!(
                    field.answer,
                    Answer::Child
                        | Answer::Children
                        | Answer::Person
                        | Answer::Speaker
                        | Answer::RecordOf(_)
                )
            })
            .filter_map(|field| self.values.get(field.name))
            .any(|value| match value {
                Value::String(one) => one == id,
                Value::Array(several) => several.iter().any(|one| one == id),
                _ => false,
            })
    }

    pub(super) fn is(&self, field: &str) -> bool {
        self.values.get(field).and_then(Value::as_bool) == Some(true)
    }

    /// Whether there is anything to read in it.
    pub(super) fn has_words(&self) -> bool {
        !matches!(
            self.seal,
            Seal::Hidden | Seal::StruckOut { reason: None, .. }
        )
    }

    /// It holds: neither struck out nor out of this reader's sight.
    pub(super) fn holds(&self) -> bool {
        matches!(self.seal, Seal::Open | Seal::Restricted)
    }

    /// `(restricted)`, `(struck out at 14:30: said by somebody else)`, or nothing.
    pub(super) fn seal_words(&self) -> String {
        match &self.seal {
            Seal::Open => String::new(),
            Seal::Hidden | Seal::Restricted => "(restricted)".to_owned(),
            Seal::StruckOut { at, reason } => match reason {
                Some(reason) if !reason.is_empty() => {
                    format!("(struck out at {}: {reason})", clock(*at))
                }
                _ => format!("(struck out at {})", clock(*at)),
            },
        }
    }

    fn label(&self, name: &str, label: &str) -> String {
        if self.kept_back.iter().any(|kept| kept == name) {
            format!("{label} (restricted)")
        } else {
            label.to_owned()
        }
    }
}

/// `14:05`.
pub(super) fn clock(at: DateTime<FixedOffset>) -> String {
    at.format("%H:%M").to_string()
}

/// `14:05 to 14:20`, or `from 14:05`.
pub(super) fn span(from: DateTime<FixedOffset>, until: Option<DateTime<FixedOffset>>) -> String {
    match until {
        Some(until) => format!("{} to {}", clock(from), clock(until)),
        None => format!("from {}", clock(from)),
    }
}

/// With a capital letter at the beginning.
pub(super) fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}
