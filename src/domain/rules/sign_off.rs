//! After closing: where the minutes stand (draft, with the Chair, signed off, circulated, amended), and which version
//! of them a sign-off or a copy sent out means. Worked out from the facts, so that nobody can type it wrongly.
//! Must not know files: it says what is to be kept, and the store keeps it.

use crate::domain::meeting::Meeting;
use crate::domain::meeting::event::{Event, KnownEvent, LoggedEvent};
use crate::domain::minutes::{open_minutes, restricted_part, restricted_text};
use crate::domain::record::{Record, Side, Values, side};
use crate::domain::visibility::Restricted;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

/// Kinds that mean a version of the minutes.
const OF_A_VERSION: &[&str] = &["sign_off", "distribution"];

/// The words for where minutes stand, in files.
pub const STATUSES: &[&str] = &["draft", "with_chair", "signed_off", "circulated", "amended"];

/// Where minutes stand, as people read it.
pub fn status_words(status: &str) -> &str {
    match status {
        "draft" => "not signed off yet",
        "with_chair" => "with the Chair",
        "signed_off" => "signed off",
        "circulated" => "sent out",
        "amended" => "amended since they were signed off or sent out: to be signed off again",
        other => other,
    }
}

/// Both files of a version, word for word, to be kept for good.
#[derive(Debug, Clone, PartialEq)]
pub struct Kept {
    /// 1, 2, 3 … in this meeting; a number never comes twice.
    pub number: u64,
    /// The text of `minutes.json`.
    pub minutes: String,
    /// The text of `restricted.json`.
    pub restricted: Restricted<String>,
}

/// Where the minutes stand, one of [`STATUSES`] (practice 3.14).
///
/// Opening signed or circulated minutes again makes them amended, and so does a correction that the Chair accepts:
/// they are signed off and sent out anew.
pub fn status(meeting: &Meeting) -> &'static str {
    let undone = meeting.undone_batches();
    let events = meeting.events().iter();
    events
        .filter(|logged| !undone.contains(&logged.batch))
        .fold("draft", |before, logged| after(meeting, before, logged))
}

fn after(meeting: &Meeting, before: &'static str, logged: &LoggedEvent) -> &'static str {
    let stands = |id: &str| meeting.record(id).filter(|record| record.struck.is_none());
    match &logged.event {
        Event::Known(KnownEvent::Recorded { id, record, .. }) if record == "sign_off" => {
            match stands(id).map(|record| record.text("state")) {
                Some("signed_off") => "signed_off",
                Some("with_chair") => "with_chair",
                _ => before,
            }
        }
        Event::Known(KnownEvent::Recorded { id, record, .. })
            if record == "distribution" && stands(id).is_some() =>
        {
            "circulated"
        }
        Event::Known(KnownEvent::Recorded { id, body, .. } | KnownEvent::Changed { id, body })
            if body.values.get("ruling").and_then(Value::as_str) == Some("accepted")
                && stands(id).is_some_and(is_accepted) =>
        {
            amended(before)
        }
        Event::Known(KnownEvent::Reopened { .. }) => amended(before),
        _ => before,
    }
}

fn is_accepted(record: &Record) -> bool {
    record.kind == "correction" && record.text("ruling") == "accepted"
}

fn amended(before: &'static str) -> &'static str {
    match before {
        "draft" | "with_chair" => "draft",
        _ => "amended",
    }
}

/// Fills in which version a sign-off or a copy sent out means; what was typed there does not count.
pub fn fill_in(values: &mut Values, meeting: &Meeting) {
    let (number, hash) = match meant(meeting, values.contains_key("to")) {
        Meant::SentOut(number, hash) => (number, hash),
        Meant::AsItStands(number) => (number, sha256(&open_minutes(meeting).to_text())),
    };
    values.insert("version".to_owned(), json!(number));
    values.insert("sha256".to_owned(), Value::String(hash));
}

/// What has to be kept when a record of this kind is made: the minutes as they stand before it. `None` when the
/// kind means no version, or one that is kept already (the second copy of a round).
pub fn to_keep(meeting: &Meeting, kind: &str) -> Option<Kept> {
    if !OF_A_VERSION.contains(&kind) {
        return None;
    }
    match meant(meeting, kind == "distribution") {
        Meant::SentOut(..) => None,
        Meant::AsItStands(number) => Some(Kept {
            number,
            minutes: open_minutes(meeting).to_text(),
            restricted: Restricted::new(restricted_text(&restricted_part(meeting))),
        }),
    }
}

/// What to say when the full record is to go to somebody it is not for: the child, the family, or who stands by them.
/// It is advice: the Chair may have decided so.
pub fn copy_warning(kind: &str, values: &Values, meeting: &Meeting) -> Option<String> {
    let answer = |field: &str| values.get(field).and_then(Value::as_str).unwrap_or("");
    if kind != "distribution" || answer("copy") != "full" {
        return None;
    }
    let who = match (answer("to"), meeting.record(answer("to"))) {
        ("all", _) => "not everybody may read those".to_owned(),
        (id, Some(child)) if child.kind == "child" => format!("{} is a child", meeting.called(id)),
        (id, Some(person))
            if side(person) == Side::Family || person.text("side") == "supporter" =>
        {
            format!("{} is on the family's side", meeting.called(id))
        }
        _ => return None,
    };
    Some(format!(
        "The full record holds everything that is restricted, and {who}. Is the family's copy meant?"
    ))
}

enum Meant {
    /// The version of the round of copies that goes out now.
    SentOut(u64, String),
    /// The minutes as they stand now, and the number they get.
    AsItStands(u64),
}

fn meant(meeting: &Meeting, is_copy: bool) -> Meant {
    let last = meeting
        .all_records()
        .iter()
        .rev()
        .find(|record| OF_A_VERSION.contains(&record.kind.as_str()) && record.struck.is_none());
    if let Some(last) = last.filter(|last| is_copy && last.kind == "distribution")
        && status(meeting) == "circulated"
        && let Some(number) = last.values.get("version").and_then(Value::as_u64)
    {
        return Meant::SentOut(number, last.text("sha256").to_owned());
    }
    // Undone ones count as well: their files are there, and are never written over.
    let numbers = meeting
        .events()
        .iter()
        .filter_map(|logged| match &logged.event {
            Event::Known(KnownEvent::Recorded { record, body, .. })
                if OF_A_VERSION.contains(&record.as_str()) =>
            {
                body.values.get("version").and_then(Value::as_u64)
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
