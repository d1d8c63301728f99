//! Names in a line that fit somebody only nearly, and whom they were taken for: `Elle taken for Ella`. Said beside the
//! line, and where nobody sees the line before Enter, in the status line and in the list of `take`.

use super::several::{several_names, whose_agency};
use super::{Line, Who, speaker};
use crate::domain::meeting::{
    Fits, Found, Meeting, agency_by_slip, agency_may_be_named, find_child, find_seat, how_it_fits,
    how_it_fits_a_child,
};
use crate::domain::record::form::{Answer, Field};
use crate::domain::record::kinds::person;
use crate::domain::record::{Values, is_open_to_all, kind};
use crate::domain::settings::people_words::squeezed;
use serde_json::Value;

/// Every name of the line that is forgiven a slip of the finger.
pub fn taken_for(line: &Line, text: &str, meeting: &Meeting) -> Vec<String> {
    let found = match line {
        Line::Entry(entry) => {
            let speaks = match &entry.who {
                Who::Known(_) => speaker::read(text.trim(), meeting).map(|label| label.typed),
                _ => None,
            };
            let speakers = speaks.into_iter().flat_map(several_names);
            let mut found: Vec<_> = speakers
                .filter_map(|name| somebody(name, false, meeting))
                .collect();
            let marked = text.split_whitespace().filter_map(child_marked);
            let children = marked.filter_map(|name| somebody(name, true, meeting));
            found.extend(children.filter(|(_, id)| entry.children.contains(id)));
            found
        }
        Line::Form(form) => {
            let mut found = Vec::new();
            for span in &form.spans {
                let field = kind(form.kind).and_then(|kind| kind.field(span.field));
                let typed = text.get(span.from..span.to);
                if let (Some(field), Some(typed)) = (field, typed) {
                    found.extend(of_answer(field, typed, &form.body.values, meeting));
                }
            }
            found
        }
        Line::Nothing | Line::Command { .. } => return Vec::new(),
    };
    let mut told: Vec<String> = Vec::new();
    for (typed, id) in found {
        let words = match meeting.record(&id) {
            Some(somebody) if is_open_to_all(somebody) => {
                format!("{typed} taken for {}", meeting.name_and_role(&id))
            }
            Some(_) => "one name is taken for the nearest".to_owned(),
            None => format!("{typed} taken for {id}"),
        };
        if !told.contains(&words) {
            told.push(words);
        }
    }
    told
}

/// What was typed, and the id of whom it means, or the name of the agency.
type Taken<'a> = (&'a str, String);

fn of_answer<'a>(
    field: &Field,
    typed: &'a str,
    values: &Values,
    meeting: &Meeting,
) -> Vec<Taken<'a>> {
    let Some(value) = values.get(field.name) else {
        return Vec::new();
    };
    if matches!(field.answer, Answer::Agency) {
        let meant = value.as_str().unwrap_or_default();
        let is_slip = agency_by_slip(typed, meeting).is_some_and(|agency| agency == meant);
        // `SW`: whose agency that is nobody sees in the letters.
        let is_of_somebody = squeezed(typed) != squeezed(meant)
            && whose_agency(typed, meeting).is_some()
            && (agency_may_be_named(meant, meeting) || is_by_role(meant, meeting));
        return match is_slip || is_of_somebody {
            true => vec![(typed, meant.to_owned())],
            false => Vec::new(),
        };
    }
    // A wish is also named by its child.
    let is_of_child = matches!(
        field.answer,
        Answer::Child | Answer::Children | Answer::RecordOf(_)
    );
    if !field.answer.names_people() && !is_of_child {
        return Vec::new();
    }
    let names = std::iter::once(typed).chain(several_names(typed));
    let mut found: Vec<Taken<'a>> = names
        .filter_map(|name| somebody(name.trim(), is_of_child, meeting))
        .filter(|(_, id)| {
            matches!(field.answer, Answer::RecordOf(_)) || names_id(value, id, field, values)
        })
        .collect();
    found.dedup();
    found
}

/// Nobody is recorded as coming from it: it is known by a role, which everybody sees.
fn is_by_role(agency: &str, meeting: &Meeting) -> bool {
    let mut people = meeting.records(&person::KIND);
    !people.any(|person| person.text(&person::AGENCY).trim() == agency)
}

/// Whether this is the answer, or one of those that stand beside it.
fn names_id(value: &Value, id: &str, field: &Field, values: &Values) -> bool {
    let holds = |value: &Value| match value {
        Value::String(one) => one == id,
        Value::Array(all) => all.iter().any(|one| one == id),
        _ => false,
    };
    let others = field.others.and_then(|others| values.get(others.name));
    holds(value) || others.is_some_and(holds)
}

/// The name of a mark: `elle` of `@elle,`.
fn child_marked(word: &str) -> Option<&str> {
    let name = word.strip_prefix('@')?;
    Some(name.trim_end_matches(|letter: char| !letter.is_alphanumeric()))
}

fn somebody<'a>(typed: &'a str, is_child: bool, meeting: &Meeting) -> Option<Taken<'a>> {
    let (found, how) = match is_child {
        true => (
            find_child(typed, meeting),
            how_it_fits_a_child(typed, meeting),
        ),
        false => (find_seat(typed, meeting), how_it_fits(typed, meeting)),
    };
    match (found, how) {
        (Found::One(id), Some(Fits::Slip)) => Some((typed, id)),
        _ => None,
    }
}
