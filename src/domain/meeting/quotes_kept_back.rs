//! A correction quotes what it corrects: open, it would tell everybody what another record keeps from them. It is restricted
//! as long as it has such words and nothing that is open has them; in a copy it is for whoever may read what it quotes.

use super::Meeting;
use crate::domain::meeting::event::{Event, KnownEvent};
use crate::domain::record::kinds::correction;
use crate::domain::record::{self, Body, Former, Kind, Record, Values, is_open_to_all, words_said};
use crate::domain::text::words::Words;
use crate::domain::visibility::Visibility;
use std::collections::{BTreeMap, HashMap};

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
            let said =
                |before: &Former| words_said(record.kind(), &before.values, &before.to_confirm);
            quotable.kept_back.extend(former.flat_map(said));
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

/// What was taken back stands in no open minutes, as what was struck out. A correction only quotes: it would be kept back
/// for its own words.
fn undone(meeting: &Meeting) -> Vec<Words> {
    let undone = meeting.undone_batches();
    let mut kinds: HashMap<&str, &str> = HashMap::new();
    let mut said = Vec::new();
    for logged in meeting.events() {
        let (id, body) = match &logged.event {
            Event::Known(KnownEvent::Recorded {
                id, record, body, ..
            }) => {
                kinds.insert(id, record);
                (id, body)
            }
            Event::Known(KnownEvent::Changed { id, body }) => (id, body),
            _ => continue,
        };
        let kind = kinds.get(id.as_str()).and_then(|kind| record::kind(kind));
        if undone.contains(&logged.batch) && kind != Some(&correction::KIND) {
            said.extend(words_said(kind, &body.values, &body.to_confirm));
        }
    }
    said
}

fn keeps_back(record: &Record, name: &str) -> bool {
    let field = record.kind().and_then(|kind| kind.field(name));
    record.keeps_back(name) || field.is_some_and(|field| field.restricted)
}
