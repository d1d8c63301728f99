//! After closing: where the minutes are (draft, with the Chair, signed off, circulated, amended). Worked out from the
//! events, so that nobody can type it wrongly.

use crate::domain::meeting::Meeting;
use crate::domain::meeting::event::{Event, KnownEvent, LoggedEvent};
use crate::domain::record::kinds::{correction, distribution, sign_off};
use crate::domain::record::{ReadAnswers, Record};

pub const STATUSES: &[&str] = &["draft", "with_chair", "signed_off", "circulated", "amended"];

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
        Event::Known(KnownEvent::Recorded { id, record, .. }) if record == sign_off::KIND.id => {
            match stands(id).map(|record| record.text(&sign_off::STATE)) {
                Some("signed_off") => "signed_off",
                Some("with_chair") => "with_chair",
                _ => before,
            }
        }
        Event::Known(KnownEvent::Recorded { id, record, .. })
            if record == distribution::KIND.id && stands(id).is_some() =>
        {
            "circulated"
        }
        Event::Known(KnownEvent::Recorded { id, body, .. } | KnownEvent::Changed { id, body })
            if body.values.text(&correction::RULING) == "accepted"
                && stands(id).is_some_and(is_accepted) =>
        {
            amended(before)
        }
        Event::Known(KnownEvent::Reopened { .. }) => amended(before),
        _ => before,
    }
}

fn is_accepted(record: &Record) -> bool {
    record.is_a(&correction::KIND) && record.text(&correction::RULING) == "accepted"
}

fn amended(before: &'static str) -> &'static str {
    match before {
        "draft" | "with_chair" => "draft",
        _ => "amended",
    }
}
