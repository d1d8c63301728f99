//! A record that is another one: `/promise Greta …` is an offer of today, `/core group 9 Dec` a date. It is only said.

use super::existing::fits_somebody;
use super::forgotten_labels::LONGEST_DAY;
use super::form_line::split_code;
use super::label::Label;
use super::segments::Segment;
use super::several::{by_letters, several_names};
use super::value::read_value;
use crate::domain::meeting::{Fits, Found, Meeting, find_seat, how_it_fits};
use crate::domain::record::Kind;
use crate::domain::record::kinds::{agreement, core_group, date, offer, person, promise, relative};
use chrono::NaiveDate;

const BEFORE_MEMBERS: &[&str] = &["add", "is", "are", "members", "member", "with"];

/// The whole line as it may have been meant.
pub(super) fn other_command(
    kind: &'static Kind,
    segments: &[Segment<'_>],
    meeting: &Meeting,
    today: NaiveDate,
) -> Option<String> {
    match kind.id {
        id if id == promise::KIND.id => promise_of_today(segments, meeting, today),
        id if id == core_group::KIND.id => {
            date_of_the_group(segments, meeting, today).or_else(|| members(segments, meeting))
        }
        id if id == agreement::KIND.id => rule_of_the_group(segments, meeting),
        id if id == person::KIND.id => brother_or_sister(kind, segments, meeting),
        _ => None,
    }
}

/// `/agreed phones stay off`: what all agree on is what all say. Who agreed to the plan is one person.
fn rule_of_the_group(segments: &[Segment<'_>], meeting: &Meeting) -> Option<String> {
    let words = segments
        .first()
        .filter(|one| one.label == Label::Lead)?
        .words();
    let words = words.trim();
    let names = || several_names(words);
    let is_somebody = |name: &str| !matches!(find_seat(name, meeting), Found::Nobody);
    let is_rule = words.split_whitespace().count() > 1 && !names().any(is_somebody);
    is_rule.then(|| format!("all: {words}"))
}

/// `/person SF Skye Finch; relation: half-sister`: a person is at the table or asked to it. Brothers and sisters whom the
/// meeting is not about seldom are.
fn brother_or_sister(
    kind: &'static Kind,
    segments: &[Segment<'_>],
    meeting: &Meeting,
) -> Option<String> {
    let words = segments
        .first()
        .filter(|one| one.label == Label::Lead)?
        .words();
    let (_, name) = split_code(words.trim(), meeting);
    if name.is_empty() || fits_somebody(kind, name, meeting) {
        return None;
    }
    let answers = segments.iter().filter_map(|one| match one.label {
        Label::Known(field) if [person::RELATION, person::ROLE].contains(field) => {
            Some(one.words())
        }
        _ => None,
    });
    let is_one = |words: String| {
        let ready = relative::RELATION.words_ready_for(words.trim(), meeting.settings());
        ready.map(str::to_owned)
    };
    let is = answers.into_iter().find_map(is_one)?;
    let (command, label) = (relative::KIND.command, relative::RELATION.label);
    Some(format!("/{command} {name}; {label}: {is}"))
}

/// `/promise Greta; does the mornings`: a promise is what an earlier meeting was promised, by its number. What somebody
/// promises now is offered.
fn promise_of_today(
    segments: &[Segment<'_>],
    meeting: &Meeting,
    today: NaiveDate,
) -> Option<String> {
    let words: Vec<String> = segments.iter().map(Segment::words).collect();
    let words = words.join("; ");
    let offered = crate::domain::record::kind(offer::KIND.id)?.as_asked(meeting.settings());
    let field = offered.field(offer::GIVEN_BY.name)?;
    let ends = words
        .match_indices([';', ':', ',', ' '])
        .map(|(end, _)| end);
    let (who, what) = ends
        .filter_map(|end| words.split_at_checked(end))
        .find(|(who, _)| read_value(field, who, meeting, today).is_ok())?;
    let what = what.trim_start_matches([';', ':', ',', ' ']);
    let what = ["to ", "will ", "would ", "that "]
        .iter()
        .find_map(|little| what.strip_prefix(little))
        .unwrap_or(what);
    (!what.is_empty()).then(|| format!("/{} {what}; {}: {who}", offered.command, field.label))
}

/// `/core group 9 Dec`: a member is put down with `/core`, the day on which they meet with `/date`.
fn date_of_the_group(
    segments: &[Segment<'_>],
    meeting: &Meeting,
    today: NaiveDate,
) -> Option<String> {
    let words = segments
        .first()
        .filter(|one| one.label == Label::Lead)?
        .words();
    let (group, rest) = words.split_once(char::is_whitespace)?;
    if !["group", "grp", "groups", "meeting"].contains(&group.to_lowercase().as_str()) {
        return None;
    }
    let ends = rest
        .match_indices(' ')
        .map(|(end, _)| end)
        .chain([rest.len()]);
    let days = ends.take(LONGEST_DAY).filter_map(|end| rest.get(..end));
    let days = days.filter(|day| read_value(&date::ON, day, meeting, today).is_ok());
    let command = date::KIND.command;
    Some(match days.last() {
        Some(day) => format!("/{command} core group; {}: {day}", date::ON.label),
        None => format!("/{command} core group"),
    })
}

/// `/core KS SW`, `/core add KS and SW`: several members, without the commas between them.
fn members(segments: &[Segment<'_>], meeting: &Meeting) -> Option<String> {
    let words = segments
        .first()
        .filter(|one| one.label == Label::Lead)?
        .words();
    let mut names: Vec<&str> = words
        .split([' ', ',', '&', '+', ':'])
        .filter(|word| !word.is_empty() && !word.eq_ignore_ascii_case("and"))
        .collect();
    if names
        .first()
        .is_some_and(|word| BEFORE_MEMBERS.contains(&word.to_lowercase().as_str()))
    {
        names.remove(0);
    }
    let is_somebody = |name: &&str| {
        matches!(find_seat(name, meeting), Found::One(_))
            && how_it_fits(name, meeting) <= Some(Fits::Whole)
    };
    let is_read = several_names(&words).all(|name| is_somebody(&name))
        || by_letters(&words, meeting).is_some();
    let is_meant = !names.is_empty() && !is_read && names.iter().all(is_somebody);
    is_meant.then(|| format!("/{} {}", core_group::KIND.command, names.join(", ")))
}
