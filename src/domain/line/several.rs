//! Answers that name several at once: people, children, agencies. All of them, or nothing: where one name is not certain,
//! the whole answer is to be confirmed.

use super::value::{child, one};
use crate::domain::meeting::{
    Fits, Found, Meeting, agencies_called, agencies_here, find_seat, how_it_fits,
    names_every_agency,
};
use crate::domain::record::form::{Answer, Field};
use crate::domain::record::kinds::person;
use crate::domain::record::{Record, Side, side};
use crate::domain::settings::people_words::{people_words, plain_words, squeezed};
use serde_json::Value;

/// The first of those named and the others, where one person is asked for and several may answer: `KQ and SW`, `all`, `the
/// family`. Nothing for one person alone, and where anybody of them is not certain.
pub(super) fn several(
    field: &Field,
    typed: &str,
    meeting: &Meeting,
) -> Option<(Value, Vec<Value>)> {
    field.others?;
    let typed = typed.trim();
    let is_said_by_all =
        matches!(field.answer, Answer::Speaker) && typed.eq_ignore_ascii_case("all");
    if is_said_by_all {
        return None;
    }
    let (ids, least) = match group(typed, meeting) {
        Some(ids) => (ids.into_iter().map(Value::String).collect(), 1),
        None => (people(typed, meeting)?.as_array()?.clone(), 2),
    };
    let enough = ids.len() >= least;
    let mut ids = ids.into_iter();
    let first = ids.next().filter(|_| enough)?;
    Some((first, ids.collect()))
}

/// Everybody with a voice here, or all of the family, in the order of the meeting.
pub(super) fn group(typed: &str, meeting: &Meeting) -> Option<Vec<String>> {
    let words = squeezed(typed);
    let is = |list| people_words().is(list, &words);
    let is_one_of: fn(Side) -> bool = match () {
        () if is("everybody") => |side| side != Side::Beside,
        () if is("whole family") => |side| side == Side::Family,
        () if is("all professionals") => |side| side == Side::Professional,
        () if is("parents") => return parents(meeting),
        () => return None,
    };
    let people = meeting.records(&person::KIND);
    let people = people.filter(|person| is_one_of(side(person)));
    Some(people.map(|person| person.id.clone()).collect())
}

/// The mother and the father, where there is one of each.
fn parents(meeting: &Meeting) -> Option<Vec<String>> {
    let both = ["mother", "father"].map(|relation| one(relation, meeting));
    let [Some(mother), Some(father)] = both else {
        return None;
    };
    (mother != father).then(|| vec![mother, father])
}

/// As it is written for those who come from it, where only one can be meant; as typed, where nobody here does.
pub(super) fn agency(typed: &str, meeting: &Meeting) -> Option<String> {
    match agencies_called(typed, meeting).as_slice() {
        [] if several_agencies(typed, meeting).is_some() || begins_with_all(typed) => None,
        [] => match whose_agency(typed, meeting) {
            Some(person) => agency_of_role(person, meeting),
            None => Some(typed.to_owned()),
        },
        [one] => Some(one.clone()),
        _ => None,
    }
}

/// Whoever of this meeting is named in the place of an agency, where that is sure: `SW`. Of the family and the children only by
/// letters: their words may also be what an agency is called.
pub(super) fn whose_agency<'m>(typed: &str, meeting: &'m Meeting) -> Option<&'m Record> {
    let Found::One(id) = find_seat(typed, meeting) else {
        return None;
    };
    let how = how_it_fits(typed, meeting)?;
    let person = meeting.record(&id)?;
    let is_worker = person.is_a(&person::KIND) && side(person) == Side::Professional;
    let is_sure = how == Fits::Letters || is_worker && how <= Fits::Part;
    is_sure.then_some(person)
}

/// The agency that the rule of the quorum knows by the role, where it was not typed; nothing for the family.
fn agency_of_role(person: &Record, meeting: &Meeting) -> Option<String> {
    let is_worker = person.is_a(&person::KIND) && side(person) == Side::Professional;
    let title = meeting.settings().quorum().agency_title(person);
    title.filter(|_| is_worker)
}

/// The agencies that an answer names where one is asked for: all that are or were here, or several. Nothing where one of
/// several is not certain.
pub(super) fn several_agencies(typed: &str, meeting: &Meeting) -> Option<Vec<String>> {
    if names_every_agency(typed) {
        let here = agencies_here(meeting);
        return (!here.is_empty()).then_some(here);
    }
    // `Health, school nursing` may be what one of them is called.
    if !agencies_called(typed, meeting).is_empty() {
        return None;
    }
    let mut named: Vec<String> = Vec::new();
    for name in several_names(typed) {
        match agencies_called(name, meeting).as_slice() {
            [one] if !named.contains(one) => named.push(one.clone()),
            [_] => {}
            _ => return None,
        }
    }
    (named.len() > 1).then_some(named)
}

/// `all but police`: no agency is called so.
fn begins_with_all(typed: &str) -> bool {
    let words = plain_words(typed);
    let first = words.first().map_or("", String::as_str);
    people_words().is("begins all", first)
}

/// The people (ids) that an answer names where one is asked for; nothing unless it names several, each of them certain.
pub(super) fn several_people(typed: &str, meeting: &Meeting) -> Option<Vec<String>> {
    let typed = typed.trim();
    if let Some(ids) = group(typed, meeting) {
        return (!ids.is_empty()).then_some(ids);
    }
    if let Some(ids) = by_letters(typed, meeting) {
        return Some(ids);
    }
    let Value::Array(ids) = people(typed, meeting)? else {
        return None;
    };
    let ids = ids.iter().filter_map(|id| id.as_str().map(str::to_owned));
    let ids: Vec<String> = ids.collect();
    (ids.len() > 1).then_some(ids)
}

/// `KS SW HV`: letters need no comma between them, as with `/arrive`.
pub(super) fn by_letters(typed: &str, meeting: &Meeting) -> Option<Vec<String>> {
    let of_letters = |word: &str| match find_seat(word, meeting) {
        Found::One(id) if how_it_fits(word, meeting) == Some(Fits::Letters) => Some(id),
        _ => None,
    };
    let ids: Option<Vec<String>> = typed.split_whitespace().map(of_letters).collect();
    ids.filter(|ids| ids.len() > 1)
}

/// The children (ids) that an answer names where one is asked for; nothing unless it names all of them, or several.
pub(super) fn several_children(typed: &str, meeting: &Meeting) -> Option<Vec<String>> {
    let Value::Array(ids) = children(typed.trim(), meeting)? else {
        return None;
    };
    let ids: Vec<String> = ids
        .iter()
        .filter_map(|id| id.as_str().map(str::to_owned))
        .collect();
    (!ids.is_empty()).then_some(ids)
}

pub(super) fn children(typed: &str, meeting: &Meeting) -> Option<Value> {
    let words = squeezed(typed);
    let is_all = people_words().is("all children", &words);
    let is_both = people_words().is("both children", &words) && meeting.children().count() == 2;
    if is_all || is_both {
        return Some(
            meeting
                .children()
                .map(|child| Value::String(child.id.clone()))
                .collect(),
        );
    }
    let mut ids: Vec<Value> = Vec::new();
    for name in several_names(typed) {
        let id = Value::String(child(name.trim(), meeting)?);
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    (!ids.is_empty()).then_some(Value::Array(ids))
}

/// `KQ and SW`, `KQ, SW`, `all`: all of it, or nothing. A name that is not certain leaves the whole answer to be confirmed.
pub(super) fn people(typed: &str, meeting: &Meeting) -> Option<Value> {
    if typed.eq_ignore_ascii_case("all") {
        return Some(Value::Array(vec![Value::String("all".to_owned())]));
    }
    let mut ids: Vec<Value> = Vec::new();
    for name in several_names(typed) {
        let id = Value::String(one(name, meeting)?);
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    (!ids.is_empty()).then_some(Value::Array(ids))
}

/// The names of a list, as people write one: `KQ and SW`, `KQ, SW`, `KQ & SW`, `KQ + SW`, `KQ with SW`.
pub(super) fn several_names(typed: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(typed);
    let names = std::iter::from_fn(move || {
        let whole = rest?;
        let (name, behind) =
            split_names(whole).map_or((whole, None), |(name, behind)| (name, Some(behind)));
        rest = behind;
        Some(name.trim())
    });
    names.filter(|name| !name.is_empty())
}

/// Where the last name of a list begins: those before it are complete.
pub fn names_before(typed: &str) -> usize {
    let mut rest = typed;
    while let Some((_, behind)) = split_names(rest) {
        rest = behind;
    }
    typed.len() - rest.trim_start().len()
}

/// The first name of a list and what comes behind it.
fn split_names(rest: &str) -> Option<(&str, &str)> {
    let (at, long) = rest.char_indices().find_map(|(at, letter)| {
        if matches!(letter, ',' | '&' | '+') {
            return Some((at, 1));
        }
        [" and ", " with "].iter().find_map(|between| {
            let word = rest.get(at..at + between.len())?;
            word.eq_ignore_ascii_case(between)
                .then_some((at, between.len()))
        })
    })?;
    Some((rest.get(..at)?, rest.get(at + long..)?))
}
