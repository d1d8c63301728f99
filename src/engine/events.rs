//! Facts of the domain and entries of the journal: one to one. Must not decide anything.

use super::clock;
use crate::domain::meeting::concurrent_sessions::merge_concurrent_sessions;
use crate::domain::meeting::event::{Event, LoggedEvent};
use crate::store::JournalEntry;

/// A fact as the journal keeps it.
pub fn to_journal_entry(logged: &LoggedEvent) -> JournalEntry {
    let (kind, body) = logged.event.to_parts();
    JournalEntry {
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

/// A record as a fact.
pub fn to_logged_event(entry: JournalEntry) -> LoggedEvent {
    LoggedEvent {
        seq: entry.seq,
        at: entry.at,
        batch: entry.batch,
        draft: entry.draft,
        event: Event::from_parts(entry.kind, entry.body),
    }
}

/// All that was read from a journal; where two people wrote at once, what both made has a name of its own.
pub fn of(entries: Vec<JournalEntry>, sessions: &[String]) -> Vec<LoggedEvent> {
    let events = entries.into_iter().map(to_logged_event);
    if sessions.is_empty() {
        return events.collect();
    }
    merge_concurrent_sessions(sessions.iter().cloned().zip(events).collect())
}

/// The account that writes, as a number: no name of a person.
pub fn who() -> String {
    format!("uid:{}", rustix::process::getuid().as_raw())
}
