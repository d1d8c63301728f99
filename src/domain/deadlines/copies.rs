//! The day on which the decision letter and the minutes went out, by the copies that were put down. Must not know the
//! other dates of the meeting.

use super::day;
use crate::domain::meeting::Meeting;
use crate::domain::record::{COPIES_OF_THE_MINUTES, Record};
use crate::domain::sign_off::status;
use chrono::NaiveDate;
use serde_json::Value;

/// The day on which the letter with the decision went out first.
pub(super) fn decision_letter(meeting: &Meeting) -> Option<(NaiveDate, &Record)> {
    let letters = meeting.records("distribution");
    first_sent(letters.filter(|copy| copy.text("copy") == "decision_letter"))
}

/// The day on which the newest minutes went out first. Minutes that were opened again since have to go out anew.
pub(super) fn minutes(meeting: &Meeting) -> Option<(NaiveDate, &Record)> {
    let copies = || {
        let all = meeting.records("distribution");
        all.filter(|copy| COPIES_OF_THE_MINUTES.contains(&copy.text("copy")))
    };
    let version = |copy: &Record| copy.values.get("version").and_then(Value::as_u64);
    let newest = copies().filter_map(version).max();
    let newest = copies().filter(|copy| version(copy) == newest);
    first_sent(newest.filter(|_| status(meeting) == "circulated"))
}

/// Without a day of its own a copy was sent when it was put down, unless it says by when it has to be there.
fn first_sent<'m>(copies: impl Iterator<Item = &'m Record>) -> Option<(NaiveDate, &'m Record)> {
    let sent = |copy: &Record| {
        let put_down = day(copy, "due").is_none().then(|| copy.at.date_naive());
        day(copy, "sent").or(put_down)
    };
    copies
        .filter_map(|copy| Some((sent(copy)?, copy)))
        .min_by_key(|(day, _)| *day)
}
