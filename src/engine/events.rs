//! Converts between events of the domain and entries of the journal, one to one.

use super::clock;
use crate::domain::meeting::concurrent_sessions::merge_concurrent_sessions;
use crate::domain::meeting::event::{Event, LoggedEvent};
use crate::store::JournalEntry;
use crate::store::journal_line::{FIRST_VERSION, VERSION};

pub fn to_journal_entry(logged: &LoggedEvent) -> JournalEntry {
    let (kind, body) = logged.event.to_parts();
    // A program that did not know it would publish what this event keeps back.
    let needs = match logged.event.keeps_later_words_back() {
        true => VERSION,
        false => FIRST_VERSION,
    };
    JournalEntry {
        needs,
        seq: logged.seq,
        at: logged.at,
        boot_ms: clock::boot_ms(),
        who: who(),
        batch: logged.batch,
        draft: logged.draft,
        kind,
        body,
    }
}

pub fn to_logged_event(entry: JournalEntry) -> LoggedEvent {
    LoggedEvent {
        seq: entry.seq,
        at: entry.at,
        batch: entry.batch,
        draft: entry.draft,
        event: Event::from_parts(entry.kind, entry.body),
    }
}

/// Everything read from a journal. Where two people wrote at once, the session makes the names of what they made
/// unique.
pub fn of(entries: Vec<JournalEntry>, sessions: &[String]) -> Vec<LoggedEvent> {
    let events = entries.into_iter().map(to_logged_event);
    if sessions.is_empty() {
        return events.collect();
    }
    merge_concurrent_sessions(sessions.iter().cloned().zip(events).collect())
}

/// The account that writes, as a number: no person's name is stored.
pub fn who() -> String {
    format!("uid:{}", rustix::process::getuid().as_raw())
}
