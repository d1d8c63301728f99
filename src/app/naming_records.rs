//! How a record is named in the answer of another: its letters, with what it says beside them. Must not know the line.

use crate::domain::meeting::Meeting;
use crate::domain::record::{Record, is_open_to_all};

/// Whether what was begun is the name of a record or stands among its words.
pub(super) fn is_found(begun: &str, name: &str, words: &str) -> bool {
    name.starts_with(begun) || words.to_lowercase().contains(begun)
}

/// The records of these kinds that another can be about, newest first, each with what it says: wishes of children,
/// offers, and of what was said only offers of help and the family's own ideas.
pub(super) fn records_to_name(
    kinds: &[&str],
    meeting: &Meeting,
) -> impl Iterator<Item = (String, String)> + use<> {
    let all = meeting.all_records().iter().rev();
    let fitting =
        all.filter(|record| record.struck.is_none() && kinds.contains(&record.kind.as_str()));
    let named: Vec<(String, String)> = fitting
        .filter_map(|record| {
            let words = match (record.kind.as_str(), record.text("kind")) {
                ("childs_view", _) if record.text("wants_to_change").trim().is_empty() => None,
                ("childs_view", _) => Some(format!(
                    "{}: {}",
                    meeting.called(record.text("child")),
                    about(record, "wants_to_change")
                )),
                ("contribution", "offer_of_help" | "family_proposal") => Some(format!(
                    "{}: {}",
                    meeting.called(record.text("speaker")),
                    about(record, "text")
                )),
                ("contribution", _) => None,
                (_, _) => Some(about(record, "service")),
            };
            Some((record.id.clone(), words?))
        })
        .collect();
    named.into_iter()
}

/// What a record says, where everybody at the screen may read it.
pub(super) fn about(record: &Record, field: &str) -> String {
    match is_open_to_all(record) {
        true => record.text(field).to_owned(),
        false => "(restricted)".to_owned(),
    }
}
