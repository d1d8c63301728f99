//! The quorum at the moments that have to be stated: at the opening, at each departure, at each decision.

use super::{Quorum, of_people, quorum};
use crate::domain::meeting::Meeting;
use crate::domain::meeting::event::{Event, KnownEvent, LoggedEvent};
use crate::domain::record::kinds::{decision, person};
use crate::domain::settings::quorum::QuorumRule;
use chrono::{DateTime, FixedOffset};
use std::collections::HashSet;

/// What made the moment one that counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum When {
    Opening,
    Departure(String),
    /// Something was decided: the id of the decision.
    Decision(String),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moment {
    pub seq: u64,
    pub at: DateTime<FixedOffset>,
    pub when: When,
    /// How it stood just then; at a departure, without the person who left.
    pub quorum: Quorum,
}

/// The quorum just after the event with this number. What was taken back later never counts, and people are as they are
/// now: a role, or the time of an arrival, that was corrected later was right all along.
pub fn quorum_at(meeting: &Meeting, rule: &QuorumRule, seq: u64) -> Quorum {
    let mut events = meeting.events().iter();
    let event = events.find(|logged| logged.seq == seq);
    match event {
        Some(event) => quorum_of(meeting, rule, seq, event.at),
        None => of_people(std::iter::empty(), rule),
    }
}

fn quorum_of(meeting: &Meeting, rule: &QuorumRule, seq: u64, at: DateTime<FixedOffset>) -> Quorum {
    let here: HashSet<&str> = meeting.here_at(seq, at).collect();
    let people = meeting.records(&person::KIND);
    of_people(
        people.filter(|person| here.contains(person.id.as_str())),
        rule,
    )
}

/// All moments that count so far, in order, the last of them for `now` left to [`super::quorum`].
pub fn moments(meeting: &Meeting, rule: &QuorumRule) -> Vec<Moment> {
    let mut decided = HashSet::new();
    let mut found: Vec<(u64, DateTime<FixedOffset>, When)> = Vec::new();
    for logged in standing(meeting) {
        let Event::Known(known_event) = &logged.event else {
            continue;
        };
        let when = match known_event {
            KnownEvent::Began {} => When::Opening,
            KnownEvent::Recorded { id, body, .. } | KnownEvent::Changed { id, body }
                if is_decision(meeting, id)
                    && body.values.contains_key(decision::DECISION.name)
                    && decided.insert(id.as_str()) =>
            {
                When::Decision(id.clone())
            }
            _ => continue,
        };
        found.push((logged.seq, logged.at, when));
    }
    found.extend(departures(meeting));
    // A time that was typed puts a departure where it belongs.
    found.sort_by_key(|(seq, at, _)| (*at, *seq));
    found
        .into_iter()
        .map(|(seq, at, when)| Moment {
            seq,
            at,
            when,
            quorum: quorum_of(meeting, rule, seq, at),
        })
        .collect()
}

/// When somebody left who may count, by what is known of it now: the event that told of it, or for a time that was typed
/// the last event before it.
fn departures(meeting: &Meeting) -> Vec<(u64, DateTime<FixedOffset>, When)> {
    let counts = |person: &str| {
        let person = meeting.record(person);
        person.is_some_and(|person| person.struck.is_none() && super::may_count(person))
    };
    let stays = meeting.stays().iter().filter(|stay| counts(&stay.person));
    let ended = stays.filter_map(|stay| {
        let at = stay.left?;
        let before = || {
            let before = standing(meeting).filter(|logged| logged.at <= at);
            before.last().map_or(0, |logged| logged.seq)
        };
        let seq = stay.left_by().unwrap_or_else(before);
        Some((seq, at, When::Departure(stay.person.clone())))
    });
    ended.collect()
}

/// Whether the questions of the rule have to be answered: something was decided without a quorum, or there is none now
/// and a child still has no decision. Leaving once all is decided changes nothing.
pub fn is_lost(meeting: &Meeting, rule: &QuorumRule) -> bool {
    let decided = |child: &str| {
        let mut decisions = meeting.records(&decision::KIND);
        decisions.any(|decision| {
            decision.text(&decision::CHILD) == child
                && !decision.text(&decision::DECISION).is_empty()
        })
    };
    let to_come = meeting.began_at().is_some()
        && (meeting.children().next().is_none()
            || meeting.children().any(|child| !decided(&child.id)));
    (to_come && !quorum(meeting, rule).reached)
        || moments(meeting, rule)
            .iter()
            .any(|moment| matches!(moment.when, When::Decision(_)) && !moment.quorum.reached)
}

fn is_decision(meeting: &Meeting, id: &str) -> bool {
    meeting
        .record(id)
        .is_some_and(|record| record.is_a(&decision::KIND) && record.struck.is_none())
}

fn standing(meeting: &Meeting) -> impl Iterator<Item = &LoggedEvent> {
    let undone = meeting.undone_batches();
    meeting
        .events()
        .iter()
        .filter(move |logged| !undone.contains(&logged.batch))
}
