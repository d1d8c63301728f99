//! Who may read what is recorded in a section, where its line does not say it: as somebody said during the meeting
//! (`/not LQ here`), and as its agenda says. The strictest of them counts.

use super::not_for::named_not_for;
use crate::domain::meeting::{KeptBack, Meeting};
use crate::domain::record::kinds::decision;
use crate::domain::record::{Body, Kind, NotFor, PageSection, ReadAnswers};
use crate::domain::visibility::Visibility;
use std::collections::BTreeSet;

/// Closes a record as the section in which it is recorded says.
pub fn close_by_section(kind: &Kind, body: &mut Body, meeting: &Meeting) {
    if !may_be_closed(kind) {
        return;
    }
    for kept_back in kept_back(meeting) {
        match kept_back {
            KeptBack::FromAll => body.restrict(),
            KeptBack::From(not_for) => body.keep_from(&in_its_own_right(kind, body, not_for)),
        }
    }
}

/// The same in one: whom it is not for (ids), or that it is for nobody's copy.
pub fn section_default(meeting: &Meeting) -> (Visibility, Vec<String>) {
    let mut people = BTreeSet::new();
    for kept_back in kept_back(meeting) {
        match kept_back {
            KeptBack::FromAll => return (Visibility::Restricted, Vec::new()),
            KeptBack::From(not_for) => people.extend(not_for.people),
        }
    }
    match people.is_empty() {
        true => (Visibility::Everyone, Vec::new()),
        false => (Visibility::NotForSome, people.into_iter().collect()),
    }
}

/// Beside the title of the section.
pub fn section_words(meeting: &Meeting) -> Option<String> {
    match section_default(meeting) {
        (Visibility::Everyone, _) => None,
        (Visibility::Restricted, _) => Some("restricted".to_owned()),
        (Visibility::NotForSome, people) => {
            let names: Vec<String> = people.iter().map(|id| meeting.called(id)).collect();
            Some(format!("not for {}", names.join(" and ")))
        }
    }
}

/// What the meeting says of the open section, and what the agenda says.
fn kept_back(meeting: &Meeting) -> Vec<KeptBack> {
    let mut all: Vec<KeptBack> = meeting.section_kept_back().cloned().into_iter().collect();
    let Some(section) = meeting.open_section() else {
        return all;
    };
    if section.visibility != Visibility::Everyone {
        all.push(KeptBack::FromAll);
    }
    // A name that is not certain keeps it from everybody, as it does in a line.
    let named = section.not_for.iter().map(|name| {
        let not_for = named_not_for(name, meeting);
        not_for.map_or(KeptBack::FromAll, KeptBack::From)
    });
    all.extend(named);
    all
}

/// Who is there, and what the meeting is, stands in every copy unless a line says otherwise; what is about the copies is in none.
fn may_be_closed(kind: &Kind) -> bool {
    let is_of_the_meeting =
        matches!(kind.section, PageSection::People | PageSection::TheMeeting) || kind.is_somebody();
    !is_of_the_meeting && !kind.is_never_in_a_copy
}

/// A decision, and somebody's own words, are withheld from them only by a decision of their own: who says so, and why, is
/// then still asked before their copy is made.
fn in_its_own_right(kind: &Kind, body: &Body, not_for: NotFor) -> NotFor {
    let is_voice = kind.voices().any(|field| {
        let mut people = not_for.people.iter();
        people.any(|id| {
            body.values.text(field) == id || body.values.list(field).contains(&id.as_str())
        })
    });
    // Who decided it for the section has not decided it for whoever its line names beside them.
    let is_for_others = body
        .who_it_is_not_for()
        .is_some_and(|marked| !marked.people.is_subset(&not_for.people));
    match is_voice || is_for_others || *kind == decision::KIND {
        true => NotFor::these(not_for.people),
        false => not_for,
    }
}
