//! The record of who opened minutes: whether any of it was removed or changed, as `read --who` says for one meeting.

use super::{Checked, Facts, Finding};
use crate::engine::past::ALL_MINUTES;

pub(super) fn checked(facts: &Facts) -> Checked {
    const ASK: &str = "Ask IT for a backup of audit/, and for the lines in the system's log.";
    let findings = facts.access.iter().map(|(meeting, troubles)| {
        let troubles = troubles.join(" ");
        match meeting.as_str() {
            ALL_MINUTES => Finding::attention(
                format!("Searches, and lists of what is due: {troubles}"),
                "Who searched all minutes can no longer be told from this record alone.",
                ASK,
            ),
            meeting => Finding::attention(
                format!("{meeting}: {troubles}"),
                "Who opened these minutes can no longer be told from this record alone.",
                format!("`talking-piece read {meeting} --who` shows what is there. {ASK}"),
            ),
        }
    });
    Checked {
        area: "Record of access",
        well: "What is on record is as it was written.".to_owned(),
        findings: findings.collect(),
    }
}
