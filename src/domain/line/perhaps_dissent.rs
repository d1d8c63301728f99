//! `JS disagrees with the CP plan, it is too much`, `JS: I disagree`: where something is decided, that somebody does not agree
//! is more than what they said. It is only asked.

use super::before_label::without_what_precedes;
use super::decision_told::children_in;
use super::entry::{ContributionLine, Who};
use super::suggested::Suggested;
use super::told_of_somebody::somebody_first;
use crate::domain::agenda::Mode;
use crate::domain::meeting::{Found, Meeting, agency_may_be_named, find_seat};
use crate::domain::record::kinds::{decision, dissent, person};
use crate::domain::record::{Record, Side, side, value_words};
use crate::domain::settings::meant_words::meant_words;
use crate::domain::settings::people_words::plain_words;

/// In front of it, in somebody's own words.
const BEFORE: &[&str] = &["i ", "we ", "no, i ", "no, we ", "sorry, i ", "sorry, we "];

const WITH: &[&str] = &["with ", "w ", "to ", "from "];

/// Behind what they disagree with.
const ENDS: &[&str] = &[", ", " - ", " \u{2013} ", " because ", " bc ", " as ", ". "];

/// Of a line in which nobody is said to speak.
pub(super) fn told_dissent(line: &str, meeting: &Meeting) -> Option<Suggested> {
    let line = without_what_precedes(line);
    let (name, behind, _) = somebody_first(line, meeting)?;
    let Found::One(id) = find_seat(name, meeting) else {
        return None;
    };
    line_of(meeting.record(&id)?, name, behind, meeting)
}

/// Of what somebody says.
pub(super) fn perhaps_dissent(entry: &ContributionLine, meeting: &Meeting) -> Option<Suggested> {
    let Who::Known(id) = &entry.who else {
        return None;
    };
    let text = Some(entry.text.trim()).filter(|_| entry.kind.is_none() && !entry.exact)?;
    let lower = text.to_lowercase();
    let before = BEFORE.iter().find(|before| lower.starts_with(**before));
    let words = text.get(before.map_or(0, |before| before.len())..)?;
    line_of(meeting.record(id)?, &meeting.code(id), words, meeting)
}

fn line_of(who: &Record, name: &str, words: &str, meeting: &Meeting) -> Option<Suggested> {
    let decides = meeting
        .open_section()
        .is_some_and(|section| section.mode == Mode::Decision);
    let is_decided = meeting.records(&decision::KIND).next().is_some();
    if !who.is_a(&person::KIND) || !decides && !is_decided {
        return None;
    }
    let many = meant_words().begins("disagrees", &plain_words(words))?;
    let ends = words.match_indices(' ').map(|(at, _)| at);
    let end = ends.chain([words.len()]).nth(many - 1)?;
    let rest = words.get(end..)?.trim();
    let with = WITH.iter().find_map(|with| rest.strip_prefix(with));
    let (from, why) = match with {
        Some(rest) => {
            let ends = ENDS.iter();
            let ends = ends.filter_map(|sign| Some((rest.find(sign)?, sign.len())));
            match ends.min() {
                Some((at, length)) => (rest.get(..at)?, rest.get(at + length..)?),
                None => (rest, ""),
            }
        }
        None => ("", rest),
    };
    let why = why.trim_matches([' ', ',', '-', ':', '.', '\u{2013}']);
    // That it is to be written down is no reason.
    let is_noted =
        |words: &[String]| meant_words().begins("wants it noted", words) == Some(words.len());
    let why = if is_noted(&plain_words(why)) { "" } else { why };
    let from = from.trim().trim_end_matches(['.', ',']);
    let whose = match who.text(&person::AGENCY).trim() {
        // Who is restricted is named by letters alone.
        _ if !who.is_open() => name.to_owned(),
        // A worker whose agency nobody has typed: by what they are.
        "" if side(who) == Side::Professional
            && !who.text(&person::ROLE).is_empty()
            && !who.keeps_back(person::ROLE.name) =>
        {
            value_words(&person::ROLE, &who.text(&person::ROLE).into(), meeting)
        }
        "" => meeting.called(&who.id),
        agency if agency_may_be_named(agency, meeting) => agency.to_owned(),
        _ => name.to_owned(),
    };
    let children = children_in(words, meeting);
    let mut answers = vec![(dissent::FROM.label, from), (dissent::REASONS.label, why)];
    if let [child] = children.as_slice() {
        answers.push((dissent::CHILD.label, child));
    }
    // What is still to be typed stands at the end.
    answers.sort_by_key(|(_, words)| words.is_empty());
    let mut line = format!(
        "/{} {whose}; {}: {name}",
        dissent::KIND.command,
        dissent::GIVEN_BY.label
    );
    for (label, words) in answers {
        line.push_str(&format!("; {label}: {words}"));
        if words.is_empty() {
            break;
        }
    }
    Some(Suggested::of("A dissent?", line))
}
