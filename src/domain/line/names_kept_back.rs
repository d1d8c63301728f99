//! Open records that name somebody who is restricted, or repeat what is kept back: because that was decided only afterwards,
//! or in spite of it.

use super::restriction::open_texts;
use crate::domain::meeting::{Meeting, WordsKeptBack};
use crate::domain::record::{Kind, Record, is_open_to_all};
use crate::domain::visibility::Visibility;

/// What was restricted and then opened was decided about. What people are called is their own name, and an answer about
/// them is kept back by itself.
pub fn open_records_that_name<'m>(meeting: &'m Meeting) -> Vec<&'m Record> {
    let kept_back = WordsKeptBack::of(meeting);
    let names_one = |record: &&'m Record| {
        let is_decided = || {
            record
                .former
                .iter()
                .any(|former| former.visibility != Visibility::Everyone)
        };
        let kind = record.kind().filter(|kind| !kind.is_somebody());
        let tells = |kind: &'static Kind| {
            let mut body = record.body();
            // An answer that is kept back already tells nobody.
            body.values.retain(|name, _| !record.keeps_back(name));
            let mut texts = open_texts(kind, &body);
            texts.any(|text| kept_back.in_text(text).is_some())
        };
        record.struck.is_none()
            && is_open_to_all(record)
            && kind.is_some_and(tells)
            && !is_decided()
    };
    match kept_back.is_empty() {
        true => Vec::new(),
        false => meeting.all_records().iter().filter(names_one).collect(),
    }
}
