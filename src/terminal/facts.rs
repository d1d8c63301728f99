//! Facts of the domain and records of the journal: one to one. Must not decide anything.

use super::clock;
use crate::domain::event::{Event, Fact};
use crate::domain::fork::untangle;
use crate::store::Record;

/// A fact as the journal keeps it.
pub fn to_record(fact: &Fact) -> Record {
    let (kind, body) = fact.event.to_parts();
    Record {
        seq: fact.seq,
        at: fact.at,
        boot_ms: clock::boot_ms(),
        who: who(),
        batch: fact.batch,
        draft: fact.draft,
        kind,
        body,
    }
}

/// A record as a fact.
pub fn to_fact(record: Record) -> Fact {
    Fact {
        seq: record.seq,
        at: record.at,
        batch: record.batch,
        draft: record.draft,
        event: Event::from_parts(record.kind, record.body),
    }
}

/// All that was read from a journal; where two people wrote at once, what both made has a name of its own.
pub fn of(records: Vec<Record>, sessions: &[String]) -> Vec<Fact> {
    let facts = records.into_iter().map(to_fact);
    if sessions.is_empty() {
        return facts.collect();
    }
    untangle(sessions.iter().cloned().zip(facts).collect())
}

/// The account that writes, as a number: no name of a person.
pub fn who() -> String {
    format!("uid:{}", rustix::process::getuid().as_raw())
}
