//! A review begins from last time (practice 3.13): what the last conference brings to the new one becomes events of the
//! new meeting, so that each can be seen, changed and taken back. What was not open to everybody stays restricted,
//! whatever it becomes.

use crate::domain::meeting::Meeting;
use crate::domain::meeting::event::{Event, KnownEvent, LoggedEvent};
use crate::domain::record::form::Field;
use crate::domain::record::kinds::{action, person, promise, telling_due, what_if};
use crate::domain::record::{Body, Record, Values, is_open_to_all};
use crate::domain::visibility::Visibility;
use carrying::Carrying;
use serde_json::{Value, json};

mod carrying;

/// The agenda of a review when none is named.
pub const USUAL_AGENDA: &str = "restorative-rcpc";

/// The events of a meeting that begins from `last`: its creation, the link to last time (with `head`, the hash of the
/// last entry of its journal), and what is carried over. The link cannot be undone; the rest is one batch.
pub fn first_facts(created: LoggedEvent, last: &Meeting, head: &str) -> Vec<LoggedEvent> {
    let link = KnownEvent::ReviewOf {
        meeting: last.id().to_owned(),
        head: head.to_owned(),
    };
    let mut events = vec![created];
    let carried = carried_over(last);
    for (place, known_event) in std::iter::once(link).chain(carried).enumerate() {
        let Some((seq, at)) = events.last().map(|logged| (logged.seq + 1, logged.at)) else {
            break;
        };
        let batch = match place {
            0 => events.first().map_or(seq, |created| created.batch),
            1 => seq,
            _ => events.last().map_or(seq, |before| before.batch),
        };
        events.push(LoggedEvent {
            seq,
            at,
            batch,
            draft: None,
            event: Event::Known(known_event),
        });
    }
    events
}

/// What the last conference passes on: people and children with their letters, the lasting details, the plan as
/// promises, each child's decision, the scores, the core groups that are due. What was struck out stays behind.
pub fn carried_over(last: &Meeting) -> Vec<KnownEvent> {
    let mut out = Carrying::of(last);
    out.details();
    out.children_and_people();
    out.tellings();
    out.standing();
    out.plan();
    out.decisions();
    out.scales();
    out.core_groups();
    out.known_events
}

/// An action or what-if that takes up a promise (`follows: 2`) gets the promise's id and, where none were typed, its
/// words. One that follows something restricted is restricted.
pub fn take_up(body: &mut Body, kind: &str, meeting: &Meeting) {
    let Some(typed) = body
        .values
        .get(action::FOLLOWS.name)
        .and_then(Value::as_str)
    else {
        return;
    };
    let typed = typed.trim().to_owned();
    let is_meant =
        |promise: &&Record| promise.id == typed || promise.text(&promise::NUMBER) == typed;
    let Some(promise) = meeting.records(&promise::KIND).find(is_meant) else {
        body.values.remove(action::FOLLOWS.name);
        body.to_confirm
            .insert(action::FOLLOWS.name.to_owned(), typed);
        return;
    };
    body.values
        .insert(action::FOLLOWS.name.to_owned(), json!(promise.id.clone()));
    if !is_open_to_all(promise) {
        body.visibility = Visibility::Restricted;
    }
    let pairs: &[(&Field, &Field)] = if kind == what_if::KIND.id {
        &[
            (&promise::IF, &what_if::IF),
            (&promise::PROMISE, &what_if::THEN),
            (&promise::WHO, &what_if::WHO),
            (&promise::WHO_ELSE, &what_if::WHO_ELSE),
            (&promise::CHILDREN, &what_if::CHILDREN),
        ]
    } else {
        &[
            (&promise::PROMISE, &action::ACTION),
            (&promise::WHO, &action::WHO),
            (&promise::WHO_ELSE, &action::WHO_ELSE),
            (&promise::MEASURE, &action::MEASURE),
            (&promise::OUTCOME, &action::OUTCOME),
            (&promise::CHILDREN, &action::CHILDREN),
            (&promise::HOW_OFTEN, &action::HOW_OFTEN),
            (&promise::CHECKED_BY, &action::CHECKED_BY),
            (&promise::LED_BY, &action::LED_BY),
            (&promise::HELPED_BY, &action::HELPED_BY),
        ]
    };
    for (from, to) in pairs {
        if let Some(value) = promise.get(from)
            && !body.to_confirm.contains_key(to.name)
        {
            body.values
                .entry(to.name.to_owned())
                .or_insert_with(|| value.clone());
        }
    }
}

/// What the minute-taker is asked first in a review: which children nobody is recorded as having told what was decided
/// last time. `None` when all were told, or nobody was to be.
pub fn to_ask_first(review: &Meeting) -> Option<String> {
    let asked = review
        .records(&telling_due::KIND)
        .filter(|asked| asked.text(&telling_due::TOLD_ON).is_empty());
    let names: Vec<String> = asked
        .map(|asked| match is_open_to_all(asked) {
            true => review.called(asked.text(&telling_due::CHILD)),
            false => "a child whose record is restricted".to_owned(),
        })
        .collect();
    let first = names.first()?;
    Some(format!(
        "Last time's minutes do not say that they were told what was decided: {}. Ask first; /told {first}; told: \
            yes; on: … records it.",
        names.join(", ")
    ))
}

/// Kinds of participation that concern safety rather than the day: they stay until somebody changes them.
const STAYS: &[&str] = &["excluded_whole", "excluded_part", "not_invited"];

fn of_a_person(person: &Record) -> Vec<&'static Field> {
    let mut fields = person::KIND.lasting();
    if STAYS.contains(&person.text(&person::ATTENDANCE)) {
        fields.push(&person::ATTENDANCE);
    }
    fields
}

fn put(values: &mut Values, field: &Field, words: &str) {
    if !words.is_empty() {
        values.insert(field.name.to_owned(), json!(words));
    }
}
