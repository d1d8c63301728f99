//! How a record is named in the answer of another: its letters, with what it says beside them. Must not know the line.

use crate::domain::meeting::Meeting;
use crate::domain::record::form::Field;
use crate::domain::record::kinds::{childs_view, contribution, offer};
use crate::domain::record::{Kind, Record, is_open_to_all};

/// Whether what was begun is the name of a record or stands among its words.
pub(crate) fn is_found(begun: &str, name: &str, words: &str) -> bool {
    name.starts_with(begun) || words.to_lowercase().contains(begun)
}

/// The records of these kinds that another can be about, newest first, each with what it says: wishes of children,
/// offers, and of what was said only offers of help and the family's own ideas.
pub(crate) fn records_to_name(
    kinds: &[&Kind],
    meeting: &Meeting,
) -> impl Iterator<Item = (String, String)> + use<> {
    let all = meeting.all_records().iter().rev();
    let is_fitting = |record: &&Record| kinds.iter().any(|kind| record.is_a(kind));
    let fitting = all
        .filter(|record| record.struck.is_none())
        .filter(is_fitting);
    let named: Vec<(String, String)> = fitting
        .filter_map(|record| {
            let words = if record.is_a(&childs_view::KIND) {
                if record.text(&childs_view::WANTS_TO_CHANGE).trim().is_empty() {
                    return None;
                }
                format!(
                    "{}: {}",
                    meeting.called(record.text(&childs_view::CHILD)),
                    about(record, &childs_view::WANTS_TO_CHANGE)
                )
            } else if record.is_a(&contribution::KIND) {
                let kind = record.text(&contribution::OF_KIND);
                if !matches!(kind, "offer_of_help" | "family_proposal") {
                    return None;
                }
                format!(
                    "{}: {}",
                    meeting.called(record.text(&contribution::SPEAKER)),
                    about(record, &contribution::TEXT)
                )
            } else {
                about(record, &offer::SERVICE)
            };
            Some((record.id.clone(), words))
        })
        .collect();
    named.into_iter()
}

/// What a record says, where everybody at the screen may read it.
pub(crate) fn about(record: &Record, field: &Field) -> String {
    match is_open_to_all(record) {
        true => record.text(field).to_owned(),
        false => "(restricted)".to_owned(),
    }
}
