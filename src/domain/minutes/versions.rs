//! Which version of the minutes a sign-off or a distributed copy means, and what to keep of it. Worked out from the
//! events, so that nobody can type it wrongly.

use super::{open_minutes, restricted_part, restricted_text};
use crate::domain::meeting::Meeting;
use crate::domain::meeting::event::{Event, KnownEvent};
use crate::domain::record::kinds::{distribution, sign_off};
use crate::domain::record::{ReadAnswers, Values};
use crate::domain::rules::sign_off::status;
use crate::domain::visibility::Restricted;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

const OF_A_VERSION: &[&str] = &[sign_off::KIND.id, distribution::KIND.id];

/// Both files of a version, word for word, to be kept for good.
#[derive(Debug, Clone, PartialEq)]
pub struct Kept {
    /// 1, 2, 3 … in this meeting; a number is never reused.
    pub number: u64,
    /// The text of `minutes.json`.
    pub minutes: String,
    /// The text of `restricted.json`.
    pub restricted: Restricted<String>,
}

/// Fills in which version a sign-off or a distributed copy means; whatever was typed there is ignored.
pub fn fill_in(values: &mut Values, meeting: &Meeting) {
    let (number, hash) = match meant(meeting, values.contains_key(distribution::TO.name)) {
        Meant::SentOut(number, hash) => (number, hash),
        Meant::AsItStands(number) => (number, sha256(&open_minutes(meeting).to_text())),
    };
    values.insert(sign_off::VERSION.name.to_owned(), json!(number));
    values.insert(sign_off::SHA256.name.to_owned(), Value::String(hash));
}

/// What has to be kept when a record of this kind is made: the minutes as they are before it. `None` when the kind
/// means no version, or one that is kept already (the second copy of a round).
pub fn to_keep(meeting: &Meeting, kind: &str) -> Option<Kept> {
    if !OF_A_VERSION.contains(&kind) {
        return None;
    }
    match meant(meeting, kind == distribution::KIND.id) {
        Meant::SentOut(..) => None,
        Meant::AsItStands(number) => Some(Kept {
            number,
            minutes: open_minutes(meeting).to_text(),
            restricted: Restricted::new(restricted_text(&restricted_part(meeting))),
        }),
    }
}

enum Meant {
    SentOut(u64, String),
    AsItStands(u64),
}

fn meant(meeting: &Meeting, is_copy: bool) -> Meant {
    let last = meeting
        .all_records()
        .iter()
        .rev()
        .find(|record| OF_A_VERSION.contains(&record.kind.as_str()) && record.struck.is_none());
    if let Some(last) = last.filter(|last| is_copy && last.is_a(&distribution::KIND))
        && status(meeting) == "circulated"
        && let Some(number) = last.number(&sign_off::VERSION)
    {
        return Meant::SentOut(number, last.text(&sign_off::SHA256).to_owned());
    }
    // Undone ones count as well: their files exist, and are never overwritten.
    let numbers = meeting
        .events()
        .iter()
        .filter_map(|logged| match &logged.event {
            Event::Known(KnownEvent::Recorded { record, body, .. })
                if OF_A_VERSION.contains(&record.as_str()) =>
            {
                body.values.number(&sign_off::VERSION)
            }
            _ => None,
        });
    Meant::AsItStands(numbers.max().unwrap_or(0) + 1)
}

fn sha256(text: &str) -> String {
    Sha256::digest(text.as_bytes())
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}
