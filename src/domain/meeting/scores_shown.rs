//! When the scores of a round may be seen: all are in, the Chair shows them, the section is done, or the meeting closed.
//! Once seen, they stay seen: somebody who arrives later, or a section that is opened again, hides nothing.
//! Must not know any number.

use super::{Round, SCALE, ScaleSettings, expected};
use crate::domain::meeting::event::{Event, KnownEvent, LoggedEvent};
use crate::domain::meeting::{Meeting, Phase};
use crate::domain::record::Record;
use serde_json::Value;
use std::collections::HashSet;

/// The rounds of this meeting whose scores are in and may not be seen.
pub fn hidden_rounds(meeting: &Meeting) -> HashSet<Round> {
    let scores = meeting.all_records().iter();
    let mut rounds: HashSet<Round> = scores
        .filter(|record| record.kind == SCALE)
        .map(Round::of)
        .collect();
    if !rounds.is_empty() {
        let settings = meeting.settings().scales();
        rounds.retain(|round| !is_shown(meeting, round, settings));
    }
    rounds
}

/// Whether a fact that was undone holds a score (or the end of one) that is not to be seen yet.
pub fn is_hidden_fact(meeting: &Meeting, known_event: &KnownEvent) -> bool {
    let (KnownEvent::Recorded { id, .. }
    | KnownEvent::Changed { id, .. }
    | KnownEvent::StruckOut { id, .. }) = known_event
    else {
        return false;
    };
    if let Some(record) = meeting.record(id) {
        return record.is_hidden();
    }
    // The score itself was undone: it belongs to the round that it was typed for.
    let mut events = meeting.events().iter();
    let made = events.find_map(|logged| match &logged.event {
        Event::Known(KnownEvent::Recorded {
            id: made,
            record,
            section,
            body,
        }) if made == id && record == SCALE => {
            Some(Record::new(made, record, section.as_deref(), body, logged))
        }
        _ => None,
    });
    made.is_some_and(|score| !is_shown(meeting, &Round::of(&score), meeting.settings().scales()))
}

/// Whether the scores of a round may be seen.
pub(super) fn is_shown(meeting: &Meeting, round: &Round, settings: &ScaleSettings) -> bool {
    !settings.blind || meeting.phase() == Phase::Closed || was_shown(meeting, round, settings)
}

/// Whether there was a moment at which they could be seen.
fn was_shown(meeting: &Meeting, round: &Round, settings: &ScaleSettings) -> bool {
    let undone = meeting.undone_batches();
    let stands = |logged: &&LoggedEvent| !undone.contains(&logged.batch);
    let is_ours = |id: &str| meeting.record(id).filter(|record| round.has(record));
    let counts = |record: &Record| {
        record.struck.is_none() && record.whole_answer("score").is_some_and(Value::is_number)
    };
    let (mut here, mut given) = (HashSet::new(), HashSet::new());
    // The sections in which scores of this round were given; `None`: between two.
    let (mut sections, mut open) = (HashSet::new(), None);
    for logged in meeting.events().iter().filter(stands) {
        let Event::Known(known_event) = &logged.event else {
            continue;
        };
        let mut is_left = None;
        match known_event {
            KnownEvent::Arrived { person } => {
                here.insert(person.as_str());
            }
            KnownEvent::Left { person } => {
                here.remove(person.as_str());
            }
            KnownEvent::Recorded { id, section, .. } => match is_ours(id) {
                Some(record) => {
                    sections.insert(section.as_deref());
                    if counts(record) {
                        given.insert(record.text("given_by"));
                    }
                }
                None => continue,
            },
            KnownEvent::SectionOpened { section } => {
                is_left = open
                    .replace(section.as_str())
                    .filter(|left| left != section);
            }
            KnownEvent::SectionClosed { section } | KnownEvent::SectionSkipped { section, .. } => {
                open = None;
                is_left = Some(section.as_str());
            }
            KnownEvent::ScoresShown { scale, child }
                if !sections.is_empty() && *scale == round.scale && *child == round.child =>
            {
                return true;
            }
            KnownEvent::Closed { .. } if !sections.is_empty() => return true,
            _ => continue,
        }
        if is_left.is_some() && sections.contains(&is_left) {
            return true;
        }
        if given.is_empty() {
            continue;
        }
        let all = expected(meeting, settings, |id| here.contains(id));
        if !all.is_empty() && all.iter().all(|id| given.contains(id)) {
            return true;
        }
    }
    false
}
