//! Two people wrote the same meeting at once, where no lock could stop the second: both gave the same numbers to
//! different things. What the second made is given new names here, so that nothing either of them wrote is lost.
//!
//! The names follow from the session and the old name alone, so that every reading gives the same ones. Sessions that
//! began later saw the originals, and mean them by these names.

use super::event::{Event, LoggedEvent};
use serde_json::Value;
use std::collections::HashMap;

/// Renames whatever was made twice under one name. `events` are in order, each with the session it came from.
#[must_use]
pub fn merge_concurrent_sessions(events: Vec<(String, LoggedEvent)>) -> Vec<LoggedEvent> {
    let mut first: HashMap<String, String> = HashMap::new();
    let mut first_batch: HashMap<u64, String> = HashMap::new();
    let mut renamed: HashMap<String, HashMap<String, String>> = HashMap::new();
    let mut out = Vec::with_capacity(events.len());
    for (sitting, mut logged) in events {
        let is_first = first_batch
            .entry(logged.batch)
            .or_insert_with(|| sitting.clone())
            == &sitting;
        if !is_first {
            logged.batch = batch_of(&sitting, logged.batch);
        }
        let (kind, mut body) = logged.event.to_parts();
        let names = renamed.entry(sitting.clone()).or_default();
        let made = body.get("id").and_then(Value::as_str).map(str::to_owned);
        if let Some(id) = made.filter(|_| kind == "recorded")
            && first.entry(id.clone()).or_insert_with(|| sitting.clone()) != &sitting
        {
            names.insert(id.clone(), id_of(&sitting, &id));
        }
        let undone = body.get("batch").and_then(Value::as_u64);
        if let Some(batch) = undone.filter(|_| kind == "undone")
            && first_batch
                .get(&batch)
                .is_some_and(|first| *first != sitting)
            && out
                .iter()
                .any(|logged: &LoggedEvent| logged.batch == batch_of(&sitting, batch))
            && let Some(object) = body.as_object_mut()
        {
            object.insert("batch".to_owned(), batch_of(&sitting, batch).into());
            logged.event = Event::from_parts(kind, body);
        } else if !names.is_empty() {
            rename(&mut body, names);
            logged.event = Event::from_parts(kind, body);
        }
        out.push(logged);
    }
    out
}

/// A number that normal counting never reaches.
fn batch_of(sitting: &str, batch: u64) -> u64 {
    (u64::from(short(sitting)) + 1) * 1_000_000_000 + batch
}

/// An id of the same kind (lower-case letters, then digits) that normal counting never reaches.
fn id_of(sitting: &str, id: &str) -> String {
    let letters = id.trim_end_matches(|sign: char| sign.is_ascii_digit());
    let digits = id.strip_prefix(letters).unwrap_or_default();
    format!("{letters}{}{digits:0>6}", u32::from(short(sitting)) + 1)
}

/// A session's name in 16 bits (FNV-1a, folded).
fn short(sitting: &str) -> u16 {
    let hash = sitting.bytes().fold(0x811c_9dc5_u32, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    });
    u16::try_from((hash >> 16) ^ (hash & 0xffff)).unwrap_or_default()
}

fn rename(value: &mut Value, names: &HashMap<String, String>) {
    match value {
        Value::String(text) => {
            if let Some(name) = names.get(text) {
                text.clone_from(name);
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| rename(item, names)),
        Value::Object(object) => object.values_mut().for_each(|item| rename(item, names)),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::meeting::Meeting;
    use crate::domain::meeting::event::KnownEvent;
    use crate::domain::minutes::sample::Sample;
    use crate::domain::record::Body;
    use crate::domain::record::kinds::contribution;
    use serde_json::json;

    fn logged(like: &LoggedEvent, seq: u64, known_event: KnownEvent) -> LoggedEvent {
        LoggedEvent {
            seq,
            at: like.at,
            batch: seq,
            draft: None,
            event: known_event.into(),
        }
    }

    fn said(id: &str, text: &str) -> KnownEvent {
        let mut body = Body::default();
        body.values
            .insert(contribution::TEXT.name.into(), json!(text));
        body.values
            .insert(contribution::SPEAKER.name.into(), json!("p1"));
        KnownEvent::Recorded {
            id: id.into(),
            record: contribution::KIND.id.to_owned(),
            section: None,
            body,
        }
    }

    #[test]
    fn both_peoples_words_stand_and_an_undo_takes_back_its_own_only() {
        let trunk = Sample::family().meeting.events().to_vec();
        let last = trunk.last().unwrap().clone();
        let n = last.seq;
        let struck = |id: &str| KnownEvent::StruckOut {
            id: id.into(),
            reason: "twice".into(),
        };
        let mut all: Vec<(String, LoggedEvent)> = trunk
            .into_iter()
            .map(|logged| ("one".to_owned(), logged))
            .collect();
        for (sitting, seq, known_event) in [
            ("two", n + 1, said("c901", "of the second")),
            ("three", n + 1, said("c901", "of the third")),
            ("two", n + 2, said("c902", "also of the second")),
            ("three", n + 2, said("c902", "also of the third")),
            ("two", n + 3, KnownEvent::Undone { batch: n + 2 }),
            ("three", n + 3, struck("c901")),
        ] {
            all.push((sitting.to_owned(), logged(&last, seq, known_event)));
        }
        let (meeting, refused) = Meeting::from_facts(merge_concurrent_sessions(all.clone()));
        assert_eq!(refused, []);
        let words = |struck: bool| {
            let all = meeting.all_records().iter();
            let of_now = all
                .filter(|record| record.id.starts_with("c") && record.struck.is_some() == struck);
            of_now
                .map(|record| record.text(&contribution::TEXT).to_owned())
                .filter(|text| text.contains("of the"))
                .collect::<Vec<_>>()
        };
        assert_eq!(words(false), ["of the second", "also of the third"]);
        assert_eq!(words(true), ["of the third"]);
        assert_eq!(
            merge_concurrent_sessions(all.clone()),
            merge_concurrent_sessions(all)
        );
    }
}
