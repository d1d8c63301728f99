//! A journal belongs to the meeting that its first record names, and the folder has that meeting's id in its name,
//! wherever a backup or a move has put it. Records of another meeting are not this one's, whoever copied them here.

use std::collections::HashSet;

use serde_json::Value;

use super::journal_line::JournalEntry;
use super::paths::MeetingId;
use super::reading::ChainedEntry;
use super::trouble::Trouble;

const CREATED: &str = "meeting_created";

/// The other meeting that a record begins.
pub(super) fn begins_another<'a>(record: &'a JournalEntry, ours: &MeetingId) -> Option<&'a str> {
    let named = record.body.get("meeting").and_then(Value::as_str);
    named.filter(|named| record.kind == CREATED && *named != ours.as_str())
}

/// Takes out what follows the first record of another meeting. `entries` are in the order of their numbers.
pub(super) fn take_out(
    entries: &mut Vec<ChainedEntry>,
    ours: &MeetingId,
    troubles: &mut Vec<Trouble>,
) {
    let mut theirs: HashSet<String> = HashSet::new();
    entries.retain(|entry| {
        let other = begins_another(&entry.record, ours);
        troubles.extend(other.map(|meeting| Trouble::OfAnotherMeeting {
            file: entry.file.clone(),
            meeting: meeting.to_owned(),
        }));
        let is_theirs = other.is_some() || theirs.contains(&entry.prev);
        if is_theirs {
            theirs.insert(entry.hash.clone());
        }
        !is_theirs
    });
}
