//! Minutes as one reader may see them: the open minutes alone, or overlaid with the restricted part. Documents,
//! comparisons, threads and due dates are all made from it.

mod record_view;

pub use crate::domain::minutes::reader_view::record_view::{
    RecordStatus, RecordView, TO_BE_CONFIRMED,
};

use crate::domain::calendar::date_words::{write_date, write_short};
use crate::domain::meeting::{DayHeld, Stay};
use crate::domain::minutes::{OpenMinutes, OpenRecord, RestrictedPart, Shown};
use crate::domain::record::form::{Field, Need};
use crate::domain::record::kinds::{child, childs_view, details, offer, person, scale};
use crate::domain::record::{
    Kind, ReadAnswers, Record, Values, answer_words, is_told_with_another, with_others,
};
use crate::domain::visibility::Restricted;
use chrono::{DateTime, FixedOffset, NaiveDate};
use serde_json::Value;
use std::collections::BTreeMap;

pub struct ReaderView<'a> {
    pub minutes: &'a OpenMinutes,
    pub records: Vec<RecordView>,
    pub details: Option<RecordView>,
    /// When those people were here whom the open minutes do not tell of.
    stays: Vec<Stay>,
    /// By the id of a score: the numbers that were recorded first, of whoever may know them.
    earlier_scores: BTreeMap<String, Vec<String>>,
    /// Whether the restricted part is in it.
    pub is_full: bool,
    /// The name of whoever has a copy of their own: nothing in it tells that more is somewhere else.
    pub copy_of: Option<String>,
    /// Days are told without their weekday: its name is among the words that are not for this reader, and "Tuesday" in a
    /// day that the program writes would take along what stands beside it.
    pub is_without_weekdays: bool,
}

impl<'a> ReaderView<'a> {
    pub fn open(minutes: &'a OpenMinutes) -> ReaderView<'a> {
        ReaderView {
            minutes,
            records: minutes.records().iter().map(RecordView::open).collect(),
            details: minutes.details().map(RecordView::open),
            stays: Vec::new(),
            earlier_scores: BTreeMap::new(),
            is_full: false,
            copy_of: None,
            is_without_weekdays: false,
        }
    }

    pub fn full(minutes: &'a OpenMinutes, part: &Restricted<RestrictedPart>) -> ReaderView<'a> {
        let part = part.for_the_full_record();
        let mut reading = ReaderView::open(minutes);
        reading.is_full = true;
        reading.stays.clone_from(&part.stays);
        for former in part.former().filter(|former| former.kind == scale::KIND.id) {
            let number = former.value(&scale::SCORE).map(Value::to_string);
            let all = reading
                .earlier_scores
                .entry(former.id.to_owned())
                .or_default();
            all.extend(number);
        }
        for seen in reading.records.iter_mut().chain(&mut reading.details) {
            let whole = part.records.iter().chain(&part.struck_out);
            if let Some(record) = whole.into_iter().find(|record| record.id == seen.id) {
                seen.lay_over(record);
            }
            if let Some(kept) = part.kept_back.iter().find(|kept| kept.id == seen.id) {
                seen.give_back(kept);
            }
        }
        // A second record of details has no place in the open minutes; its words must not be lost here.
        let has = |id: &str| reading.minutes.record(id).is_some();
        let others = part.records.iter().chain(&part.struck_out);
        let others: Vec<RecordView> = others
            .filter(|record| !has(&record.id))
            .map(RecordView::whole)
            .collect();
        reading.records.extend(others);
        for row in &part.said_without {
            let names = row.people.iter().map(|id| reading.name(id)).collect();
            let mut all = reading.records.iter_mut().chain(&mut reading.details);
            if let Some(seen) = all.find(|seen| seen.id == row.id) {
                seen.without = names;
            }
        }
        reading
    }

    /// The numbers that a score had before the one it has, oldest first.
    pub fn earlier_scores(&self, seen: &RecordView) -> Vec<&str> {
        let now = seen.values.get(scale::SCORE.name).map(Value::to_string);
        let all = self.earlier_scores.get(&seen.id).into_iter().flatten();
        let mut all: Vec<&str> = all
            .filter(|before| Some(*before) != now.as_ref())
            .map(String::as_str)
            .collect();
        all.dedup();
        all
    }

    /// What one reader may see: these records besides the open ones, and no sign of any other. Only the copy for one
    /// person is made so ([`copy_for`](super::copy_for::copy_for)).
    pub(super) fn becomes_the_copy_of(
        &mut self,
        reader: &str,
        admitted: &[&Record],
        stays: &[Stay],
    ) {
        for record in admitted {
            let mut all = self.records.iter_mut().chain(&mut self.details);
            match all.find(|seen| seen.id == record.id) {
                Some(seen) => {
                    seen.lay_over(record);
                    seen.status = RecordStatus::Open;
                }
                None => {
                    let mut seen = RecordView::whole(record);
                    seen.status = RecordStatus::Open;
                    self.records.push(seen);
                }
            }
        }
        let is_admitted = |stay: &&Stay| admitted.iter().any(|record| record.id == stay.person);
        self.stays = stays.iter().filter(is_admitted).cloned().collect();
        self.details = self.details.take().filter(RecordView::holds);
        // Somebody who is kept back must still be known as such, where an answer means them.
        let is_somebody = |seen: &RecordView| seen.kind().is_some_and(Kind::is_somebody);
        self.records
            .retain(|seen| seen.holds() || is_somebody(seen));
        self.copy_of = Some(self.name(reader));
    }

    /// When somebody was here, as far as this reader may know.
    pub fn stays_of<'s>(&'s self, seen: &'s RecordView) -> impl Iterator<Item = &'s Stay> {
        let is_open = seen.status == RecordStatus::Open;
        let open = self.minutes.stays_of(&seen.id).filter(move |_| is_open);
        open.chain(self.stays.iter().filter(|stay| stay.person == seen.id))
    }

    /// What only the restricted part has: whole records, and the answers kept back from open ones.
    pub fn of_the_restricted_part(
        minutes: &OpenMinutes,
        part: &Restricted<RestrictedPart>,
    ) -> Vec<RecordView> {
        let part = part.for_the_full_record();
        let whole = part.records.iter().chain(&part.struck_out);
        let kept = part.kept_back.iter().filter_map(|kept| {
            let record = minutes.record(&kept.id)?;
            Some(RecordView::kept_back(record, kept))
        });
        whole.map(RecordView::whole).chain(kept).collect()
    }

    /// Removes from an earlier version whatever is not open in today's minutes: what has since been restricted, struck
    /// out or taken back must not reappear through the version that had it. For what was struck out, the place stays,
    /// without a word.
    pub fn hide_what_is_hidden(&mut self, now: &OpenMinutes) {
        for seen in self.records.iter_mut().chain(&mut self.details) {
            match now.record(&seen.id).map(OpenRecord::shown) {
                Some(Shown::Open(_)) => continue,
                Some(Shown::StruckOut { .. }) => {}
                Some(Shown::Restricted) | None => seen.status = RecordStatus::Hidden,
            }
            seen.values = Values::new();
            seen.to_confirm.clear();
        }
    }

    /// The day on which the meeting was held, once it has begun.
    pub fn day_held(&self) -> Option<NaiveDate> {
        let begun = self.minutes.header().began_at?.date_naive();
        let details = self.details.as_ref().filter(|details| details.holds());
        let day = |field| details.and_then(|details| details.day(field));
        DayHeld::of(day(&details::ON), day(&details::HELD), Some(begun)).day()
    }

    /// A day as this reader is told it: `Thu 28 May 2026`.
    pub fn day_words(&self, day: NaiveDate) -> String {
        match self.is_without_weekdays {
            true => write_short(day),
            false => write_date(day),
        }
    }

    /// When it began, on the day on which it was held.
    pub fn held_at(&self) -> Option<DateTime<FixedOffset>> {
        let began = self.minutes.header().began_at?;
        let day = self.day_held()?.and_time(began.time());
        day.and_local_timezone(*began.offset()).single()
    }

    pub fn id(&self) -> &str {
        &self.minutes.header().id
    }

    /// The valid records of one kind that this reader sees.
    pub fn holding(&self, kind: &'static Kind) -> impl Iterator<Item = &RecordView> {
        self.of(kind).filter(|seen| seen.holds())
    }

    pub fn record(&self, id: &str) -> Option<&RecordView> {
        let mut all = self.records.iter().chain(&self.details);
        all.find(|seen| seen.id == id && seen.holds())
    }

    pub fn lead(&self, seen: &RecordView) -> String {
        let field = seen.kind().and_then(Kind::lead_field);
        field.map_or_else(String::new, |field| self.words(seen, field))
    }

    /// What identifies somebody across all meetings of a family: their letters, otherwise their name. `None` for
    /// somebody who is kept back ([`ReaderView::keeps_back`]).
    pub fn identity(&self, id: &str) -> Option<String> {
        if matches!(id, "all" | "minute_taker") {
            return Some(id.to_owned());
        }
        let seen = self.record(id).filter(|_| !self.keeps_back(id))?;
        let words = seen.first_text(&[&person::INITIALS, &child::CODE, &person::NAME]);
        (!words.is_empty()).then(|| words.to_uppercase())
    }

    pub fn of(&self, kind: &'static Kind) -> impl Iterator<Item = &RecordView> {
        let shows_all = self.copy_of.is_none();
        let all = self.records.iter();
        all.filter(move |seen| seen.is_a(kind) && (shows_all || seen.holds()))
    }

    pub fn name(&self, id: &str) -> String {
        match id {
            "" => "?".to_owned(),
            "all" => "Everybody".to_owned(),
            "minute_taker" => "The minute-taker".to_owned(),
            _ => match self.records.iter().find(|seen| seen.id == id) {
                Some(seen) if self.copy_of.is_some() && !seen.holds() => "somebody".to_owned(),
                None if self.copy_of.is_some() => "somebody".to_owned(),
                Some(seen) if seen.status == RecordStatus::Hidden => {
                    "somebody (restricted)".to_owned()
                }
                Some(seen) if !seen.text(&person::NAME).is_empty() => {
                    seen.text(&person::NAME).to_owned()
                }
                Some(seen) if seen.is_a(&childs_view::KIND) && seen.holds() => {
                    format!("what {} wants", self.name(seen.text(&childs_view::CHILD)))
                }
                // A number of the whole meeting would tell that there are others.
                Some(seen) if self.copy_of.is_some() => {
                    let lead = seen.kind().and_then(Kind::lead_field);
                    let lead = lead.map_or("", |field| seen.text(field));
                    let title = seen.kind().map_or("another record", |kind| kind.title);
                    Some(lead)
                        .filter(|lead| !lead.is_empty())
                        .unwrap_or(title)
                        .to_owned()
                }
                Some(seen) if seen.is_a(&offer::KIND) && seen.holds() => {
                    format!("{} ({id})", seen.text(&offer::SERVICE))
                }
                _ => id.to_owned(),
            },
        }
    }

    /// Whether somebody is listed whom this reader does not see: restricted, or struck out. This is the one rule about
    /// names in other minutes: what they call somebody who is kept back in these must not be shown beside it.
    pub fn keeps_back(&self, id: &str) -> bool {
        let mut all = self.records.iter();
        all.any(|one| one.id == id && !one.holds())
    }

    /// What replaces the name where an answer means somebody who is kept back ([`ReaderView::keeps_back`]).
    pub fn hidden_name(&self, seen: &RecordView, field: &Field) -> Option<String> {
        let mut ids = seen.list(field);
        ids.push(seen.text(field));
        let others = seen.field(field.name).and_then(|field| field.others);
        ids.extend(others.into_iter().flat_map(|others| seen.list(others)));
        let hidden = ids.into_iter().find(|id| self.keeps_back(id));
        hidden.map(|id| self.name(id))
    }

    /// The name with the role: `Kelly Smith, mother`.
    pub fn name_and_role(&self, id: &str) -> String {
        let name = self.name(id);
        let person = self.of(&person::KIND).find(|seen| seen.id == id);
        let role = person.map_or("", |person| {
            person.first_text(&[&person::ROLE, &person::RELATION, &person::AGENCY])
        });
        if role.is_empty() {
            name
        } else {
            format!("{name}, {role}")
        }
    }

    /// The answer to a field in words; an unreadable one as it was typed, to be confirmed.
    pub fn words(&self, seen: &RecordView, field: &Field) -> String {
        let words_of = |field: &Field, value: &Value| {
            answer_words(
                field,
                value,
                |id| self.name(id),
                |day| self.day_words(day),
                self.minutes.agenda(),
                self.minutes.settings(),
            )
        };
        match (seen.get(field), seen.unread(field)) {
            (Some(value), _) => {
                let others = seen.field(field.name).and_then(|field| field.others);
                let others = others.and_then(|others| Some(words_of(others, seen.get(others)?)));
                with_others(words_of(field, value), others)
            }
            (None, Some(typed)) => format!("{typed} {TO_BE_CONFIRMED}"),
            (None, None) if seen.hidden && field.need == Need::Must => {
                "hidden until all are in".to_owned()
            }
            (None, None) => String::new(),
        }
    }

    /// Its kind, as the settings of these minutes ask for it.
    pub fn kind(&self, seen: &RecordView) -> Option<&'static Kind> {
        Some(seen.kind()?.as_asked(self.minutes.settings()))
    }

    /// The same, as the record's own kind defines it: empty for a kind that does not have the field.
    pub fn answer(&self, seen: &RecordView, field: &Field) -> String {
        seen.field(field.name)
            .map_or_else(String::new, |field| self.words(seen, field))
    }

    /// The answered fields with their labels, without those in `but`. Fields that are kept back say so.
    pub fn answered(&self, seen: &RecordView, but: &[&Field]) -> Vec<(String, String)> {
        let fields = self.kind(seen).map_or(&[][..], |kind| kind.fields);
        let asked = fields
            .iter()
            .filter(|field| !but.contains(field) && !is_told_with_another(fields, field))
            .map(|field| (seen.label(field.name, field.label), self.words(seen, field)));
        // Only the full record has answers to questions that this program does not ask.
        let known = |name: &str| fields.iter().any(|field| field.name == name);
        let others = seen.values.iter().filter(|(name, _)| !known(name));
        let others = others.map(|(name, value)| {
            let words = value.as_str().map_or(value.to_string(), str::to_owned);
            (seen.label(name, name), words)
        });
        let typed = seen.to_confirm.iter().filter(|(name, _)| !known(name));
        let typed = typed.map(|(name, typed)| {
            let words = format!("{typed} {TO_BE_CONFIRMED}");
            (seen.label(name, name), words)
        });
        asked
            .chain(others)
            .chain(typed)
            .filter(|(_, words)| !words.is_empty())
            .collect()
    }
}

/// `14:05`.
pub fn clock(at: DateTime<FixedOffset>) -> String {
    at.format("%H:%M").to_string()
}

/// `14:05 to 14:20`, or `from 14:05`.
pub fn span(from: DateTime<FixedOffset>, until: Option<DateTime<FixedOffset>>) -> String {
    match until {
        Some(until) => format!("{} to {}", clock(from), clock(until)),
        None => format!("from {}", clock(from)),
    }
}
