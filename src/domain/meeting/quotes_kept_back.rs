//! A correction quotes what it corrects: open, it would tell everybody what another record keeps from them. It is restricted
//! as long as it has such words and nothing that is open has them; in a copy it is for whoever may read what it quotes.

use super::Meeting;
use crate::domain::meeting::event::{Event, KnownEvent};
use crate::domain::record::kinds::correction;
use crate::domain::record::{Body, Kind, Record, Values, is_open_to_all};
use crate::domain::text::words::Words;
use crate::domain::visibility::Visibility;
use std::collections::BTreeMap;

/// The words by which this body would quote what is kept back.
pub fn quotes_kept_back(kind: &Kind, body: &Body, meeting: &Meeting) -> Option<Words> {
    let is_correction = *kind == correction::KIND;
    is_correction.then(|| Quotable::of(meeting).quoted_in(&body.values, &body.to_confirm))?
}

impl Meeting {
    /// After an event: what is kept back, or what quotes it, may have changed.
    pub(super) fn keep_quotations_back(&mut self) {
        let places = self.now.index.of_kind(correction::KIND.id).to_vec();
        if places.is_empty() {
            return;
        }
        let quotable = Quotable::of(self);
        for place in places {
            if let Some(record) = self.now.records.get_mut(place) {
                let quotes = quotable
                    .quoted_in(&record.values, &record.to_confirm)
                    .is_some();
                record.goes_with_what_it_quotes(quotes);
            }
        }
    }
}

/// The words of a meeting, apart: those that are kept back, and those that are open.
struct Quotable {
    kept_back: Vec<Words>,
    open: Vec<Words>,
}

impl Quotable {
    fn of(meeting: &Meeting) -> Quotable {
        let mut quotable = Quotable {
            kept_back: Vec::new(),
            open: Vec::new(),
        };
        let records = meeting.all_records().iter();
        for record in records.filter(|record| !record.is_a(&correction::KIND)) {
            // What was struck out stands in no open minutes.
            let is_open = is_open_to_all(record) && record.struck.is_none();
            for (name, text) in record.in_words() {
                match is_open && !keeps_back(record, name) {
                    true => quotable.open.push(Words::of(text)),
                    false => quotable.kept_back.push(Words::of(text)),
                }
            }
            let unread = record.to_confirm.values().filter(|_| !is_open);
            quotable
                .kept_back
                .extend(unread.map(|typed| Words::of(typed)));
            // What was restricted before it was changed was never for everybody.
            let former = record.former.iter();
            let former = former.filter(|before| before.visibility != Visibility::Everyone);
            quotable
                .kept_back
                .extend(former.flat_map(|before| texts(&before.values, &before.to_confirm)));
        }
        quotable.kept_back.extend(undone(meeting));
        quotable
    }

    fn quoted_in(&self, values: &Values, unread: &BTreeMap<String, String>) -> Option<Words> {
        let values = values.values().filter_map(|value| value.as_str());
        let mut answers = values.chain(unread.values().map(String::as_str));
        answers.find_map(|text| Words::of(text).quotes(&self.kept_back, &self.open))
    }
}

fn texts<'v>(
    values: &'v Values,
    unread: &'v BTreeMap<String, String>,
) -> impl Iterator<Item = Words> + 'v {
    let values = values.values().filter_map(|value| value.as_str());
    let texts = values.chain(unread.values().map(String::as_str));
    texts.map(Words::of)
}

/// What was taken back stands in no open minutes, as what was struck out.
fn undone(meeting: &Meeting) -> Vec<Words> {
    let undone = meeting.undone_batches();
    let events = meeting.events().iter();
    let taken_back = events.filter(|logged| undone.contains(&logged.batch));
    let bodies = taken_back.filter_map(|logged| match &logged.event {
        Event::Known(KnownEvent::Recorded { record, body, .. })
            if record != correction::KIND.id =>
        {
            Some(body)
        }
        Event::Known(KnownEvent::Changed { body, .. }) => Some(body),
        _ => None,
    });
    bodies
        .flat_map(|body| texts(&body.values, &body.to_confirm))
        .collect()
}

fn keeps_back(record: &Record, name: &str) -> bool {
    let field = record.kind().and_then(|kind| kind.field(name));
    record.keeps_back(name) || field.is_some_and(|field| field.restricted)
}
