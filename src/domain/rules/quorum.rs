//! Quorum: whether enough agencies are present to decide, now and at each moment that counts: at the opening, when
//! somebody leaves, at each decision (practice 3.8). The rule is a settings file.

mod moments;

#[cfg(test)]
mod quorum_tests;

use crate::domain::meeting::Meeting;
use crate::domain::record::kinds::person;
use crate::domain::record::{ReadAnswers, Record, Side, side};
use crate::domain::rules::tally::may_be_named;
use crate::domain::settings::quorum::{Counts, QuorumRule};
use crate::domain::text::tokens::tokens;
pub use moments::{Moment, When, is_lost, moments, quorum_at};
use std::collections::HashSet;

/// Whether a meeting can decide, and why (not).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quorum {
    pub reached: bool,
    /// The Chair may go on all the same, with a reason that is recorded.
    pub chair_may_go_on: bool,
    /// The agencies that count, each once, in the order in which their people were entered.
    pub present: Vec<Present>,
    /// What is missing, in words; empty when it is reached.
    pub missing: String,
    pub have: usize,
    pub want: usize,
    /// People who are here, but of whom it is not known for which agency.
    pub unknown: Vec<String>,
    /// People of whom it has to be asked whether they know the children themselves.
    pub to_ask: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Present {
    pub title: String,
    /// Its group; empty for an agency that the settings do not list.
    pub group: String,
    /// Who is here for it (ids).
    pub people: Vec<String>,
    /// At least one of them is in the open minutes; an agency that is not must not be named there either.
    pub open: bool,
}

/// Whether a kind of meeting needs one: conferences decide, core groups and family meetings do not.
pub fn has_quorum(kind: &str) -> bool {
    matches!(kind, "icpc" | "rcpc" | "pre_birth_icpc" | "transfer_in")
}

pub fn quorum(meeting: &Meeting, rule: &QuorumRule) -> Quorum {
    let here = meeting
        .records(&person::KIND)
        .filter(|person| meeting.is_here(&person.id));
    of_people(here, rule)
}

/// Short, for the line above the minutes: `quorate: 4 agencies here, 3 needed`. What is missing comes first, because a
/// narrow screen cuts the end.
pub fn quorum_words(quorum: &Quorum) -> String {
    let (have, want) = (quorum.have, quorum.want);
    match quorum.reached {
        true => format!("quorate: {}", here_words(have, want)),
        false => format!(
            "not quorate: {} · {have} here{}",
            quorum.missing,
            match quorum.chair_may_go_on {
                true => " · the Chair may go on",
                false => "",
            }
        ),
    }
}

/// `4 agencies here, 3 needed`: how many count, and how many are asked for.
pub fn here_words(have: usize, want: usize) -> String {
    match have {
        1 => format!("1 agency here, {want} needed"),
        _ => format!("{have} agencies here, {want} needed"),
    }
}

/// An agency keeps the capitals with which it was written first; they do not make it another one.
pub fn is_same_agency(one: &str, other: &str) -> bool {
    one.to_lowercase() == other.to_lowercase()
}

fn of_people<'a>(people: impl Iterator<Item = &'a Record>, rule: &QuorumRule) -> Quorum {
    let mut present: Vec<Present> = Vec::new();
    let (mut unknown, mut to_ask) = (Vec::new(), Vec::new());
    for person in people.filter(|person| may_count(person)) {
        let Some(agency) = rule.agency_of(person) else {
            if person.text(&person::AGENCY).trim().is_empty() {
                unknown.push(person.id.clone());
            }
            continue;
        };
        let is_needed = rule.needed.contains(&agency.group);
        if rule.direct_contact && !is_needed {
            match person.yes_no(&person::DIRECT_CONTACT) {
                Some(true) => {}
                Some(false) => continue,
                None => to_ask.push(person.id.clone()),
            }
        }
        match present.iter_mut().find(|known| {
            known.group == agency.group && is_same_agency(&known.title, &agency.title)
        }) {
            Some(known) => {
                known.people.push(person.id.clone());
                known.open |= may_be_named(person);
            }
            None => present.push(Present {
                people: vec![person.id.clone()],
                open: may_be_named(person),
                ..agency
            }),
        }
    }
    let groups: HashSet<&str> = present.iter().map(|agency| agency.group.as_str()).collect();
    let absent: Vec<&str> = rule
        .needed
        .iter()
        .filter(|needed| !groups.contains(needed.as_str()))
        .map(|needed| rule.group_title(needed))
        .collect();
    let others = present
        .iter()
        .filter(|agency| !rule.needed.contains(&agency.group))
        .count();
    let short = rule.other_agencies.saturating_sub(others);
    let have = rule.needed.len() - absent.len() + others;
    let reached = absent.is_empty() && short == 0;
    Quorum {
        reached,
        chair_may_go_on: !reached
            && absent.is_empty()
            && rule.chair_may_go_on_with > 0
            && have >= rule.chair_may_go_on_with,
        missing: missing_words(&absent, short),
        have,
        want: rule.needed.len() + rule.other_agencies,
        present,
        unknown,
        to_ask,
    }
}

impl QuorumRule {
    /// The agency that somebody is here for, without people; nothing when they count for none.
    fn agency_of(&self, person: &Record) -> Option<Present> {
        let role = tokens(person.text(&person::ROLE));
        // A solicitor of a council is there as a solicitor, whatever their agency.
        let in_role = self.best(std::slice::from_ref(&role));
        if in_role.is_some_and(|(group, _)| group.counts == Counts::Not) {
            return None;
        }
        match self.best(&[role, tokens(person.text(&person::AGENCY))]) {
            Some((group, agency)) => {
                let title = match group.counts {
                    Counts::Each => &agency.title,
                    Counts::One => &group.title,
                    Counts::Not => return None,
                };
                Some(Present {
                    title: title.clone(),
                    group: group.id.clone(),
                    people: Vec::new(),
                    open: false,
                })
            }
            None => {
                let agency = person.text(&person::AGENCY).trim().to_owned();
                (self.count_unlisted && !agency.is_empty()).then(|| Present {
                    title: agency,
                    group: String::new(),
                    people: Vec::new(),
                    open: false,
                })
            }
        }
    }
    /// What the agency is called that somebody is here for; nothing when they count for none.
    pub fn agency_title(&self, person: &Record) -> Option<String> {
        self.agency_of(person).map(|agency| agency.title)
    }
}

/// The family, the Chair, and those outside the round do not count; nor does anyone's supporter, who is there for a
/// person and gives no agency's opinion.
fn may_count(person: &Record) -> bool {
    side(person) == Side::Professional && person.text(&person::SIDE) != "supporter"
}

fn missing_words(absent: &[&str], short: usize) -> String {
    let mut words = Vec::new();
    if !absent.is_empty() {
        words.push(format!("{} missing", absent.join(", ")));
    }
    match short {
        0 => {}
        1 => words.push("1 more agency needed".to_owned()),
        more => words.push(format!("{more} more agencies needed")),
    }
    words.join(" · ")
}
