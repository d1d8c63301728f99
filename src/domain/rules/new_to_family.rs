//! What the family heard for the first time today (row 19; practice 6b.2): by whom, where, and whether it was talked
//! through. It does not judge: a report that came late is nobody's fault here.

use crate::domain::meeting::Meeting;
use crate::domain::record::kinds::{child, contribution, person};
use crate::domain::record::{Record, Side, is_open_to_all, side};

#[cfg(test)]
mod new_to_family_tests;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewThing {
    pub record: String,
    /// Who said it (a person, a child, `all`, `minute_taker`, or nobody known).
    pub speaker: String,
    pub section: Option<String>,
    /// Somebody of the family spoke after it in the same section, or it is marked as talked through.
    pub talked_through: bool,
    /// Everybody who gets a copy may read it. What is not open must not be listed for the family.
    pub open: bool,
}

/// Everything that was marked as new to the family, in the order in which it was said.
pub fn new_to_family(meeting: &Meeting) -> Vec<NewThing> {
    let said: Vec<&Record> = meeting.records(&contribution::KIND).collect();
    let mut found = Vec::new();
    for (place, record) in said.iter().enumerate() {
        if !record.is(&contribution::NEW_TO_FAMILY) {
            continue;
        }
        let later = said.iter().skip(place + 1);
        let is_answered = later
            .filter(|later| later.section == record.section)
            .any(|later| {
                is_family(meeting, later.text(&contribution::SPEAKER))
                    || is_family(meeting, later.text(&contribution::ON_BEHALF_OF))
            });
        found.push(NewThing {
            record: record.id.clone(),
            speaker: record.text(&contribution::SPEAKER).to_owned(),
            section: record.section.clone(),
            talked_through: is_answered || record.is(&contribution::TALKED_THROUGH),
            open: is_open_to_all(record),
        });
    }
    found
}

/// How many new things each speaker brought, most first; in the order of the first where it is equal.
pub fn brought_by(things: &[NewThing]) -> Vec<(&str, usize)> {
    let mut counted: Vec<(&str, usize)> = Vec::new();
    for thing in things {
        match counted
            .iter_mut()
            .find(|(speaker, _)| *speaker == thing.speaker)
        {
            Some((_, number)) => *number += 1,
            None => counted.push((&thing.speaker, 1)),
        }
    }
    counted.sort_by_key(|(_, number)| std::cmp::Reverse(*number));
    counted
}

/// The list in a sentence that may appear in everybody's copy: what is not open is neither counted nor named, and
/// anyone not in the open minutes is "somebody". `None` when nothing was new.
pub fn words(things: &[NewThing], meeting: &Meeting) -> String {
    let things: Vec<NewThing> = things.iter().filter(|thing| thing.open).cloned().collect();
    let number = things.len();
    let open = things.iter().filter(|thing| !thing.talked_through).count();
    if number == 0 {
        return String::new();
    }
    let is_named = |speaker: &str| meeting.record(speaker).is_none_or(is_open_to_all);
    let by: Vec<String> = brought_by(&things)
        .into_iter()
        .map(|(speaker, number)| match speaker {
            "" => format!("{number} by somebody not named"),
            speaker if is_named(speaker) => {
                format!("{number} by {}", meeting.name_and_role(speaker))
            }
            _ => format!("{number} by somebody"),
        })
        .collect();
    let things = if number == 1 {
        "1 thing was"
    } else {
        &format!("{number} things were")
    };
    let talked = match open {
        0 if number == 1 => "It was talked through.".to_owned(),
        0 => "All of it was talked through.".to_owned(),
        1 if number == 1 => "It has not been talked through yet.".to_owned(),
        1 => "1 of them has not been talked through yet.".to_owned(),
        open => format!("{open} of them have not been talked through yet."),
    };
    format!(
        "{things} new to the family today ({}). {talked}",
        by.join("; ")
    )
}

fn is_family(meeting: &Meeting, id: &str) -> bool {
    meeting.record(id).is_some_and(|record| {
        record.is_a(&child::KIND) || (record.is_a(&person::KIND) && side(record) == Side::Family)
    })
}
