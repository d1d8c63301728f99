//! A line that makes several records at once: where one child, agency or member is asked for, and all or several of them were
//! named. `/agency all; child: all; view: child protection plan` is one view for each agency and each child.

use super::form_line::FormLine;
use super::kept_back_agency::restrict_by_rule;
use super::several::{several_agencies, several_children, several_people};
use crate::domain::meeting::{Meeting, agency_on_the_screen};
use crate::domain::record::form::{Answer, Field};
use crate::domain::record::{Key, kind};

/// An answer that names several where one is asked for.
#[derive(Debug, Clone, PartialEq)]
pub struct Several {
    pub field: &'static Field,
    /// What stands in each of the records: an id, or the name of an agency.
    values: Vec<String>,
    /// What those are called.
    pub names: Vec<String>,
}

/// The answers of a line that name several where one is asked for.
pub fn several_meant(line: &FormLine, meeting: &Meeting) -> Vec<Several> {
    let kind = kind(line.kind);
    let fields = kind.map_or(&[][..], |kind| kind.fields);
    // One record for each person: a member of the core group.
    let is_of_one = |field: &'static Field| {
        kind.is_some_and(|kind| matches!(kind.key, Key::Fields([only]) if *only == field))
    };
    let meant = |field: &'static Field| {
        let typed = line.body.to_confirm.get(field.name)?;
        let values = match field.answer {
            Answer::Speaker if is_of_one(field) => several_people(typed, meeting)?,
            _ => several_of_one(field, typed, meeting)?,
        };
        let names = match field.answer {
            Answer::Agency => values
                .iter()
                .map(|agency| agency_on_the_screen(agency, meeting))
                .collect(),
            _ => values.iter().map(|id| meeting.called(id)).collect(),
        };
        Some(Several {
            field,
            values,
            names,
        })
    };
    fields.iter().filter_map(meant).collect()
}

/// The children or agencies where one is asked for and several are named for certain: each gets a record.
pub(super) fn several_of_one(field: &Field, typed: &str, meeting: &Meeting) -> Option<Vec<String>> {
    match field.answer {
        Answer::Child => several_children(typed, meeting),
        Answer::Agency => several_agencies(typed, meeting),
        _ => None,
    }
}

/// A line for each of those that were named, in the order of the meeting; `None` where it names only one.
pub fn for_each(line: &FormLine, meeting: &Meeting) -> Option<Vec<FormLine>> {
    let several = several_meant(line, meeting);
    if several.is_empty() {
        return None;
    }
    let mut lines = vec![line.clone()];
    for Several { field, values, .. } in several {
        let with = |line: &FormLine, value: &String| {
            let mut line = line.clone();
            line.body.to_confirm.remove(field.name);
            line.body
                .values
                .insert(field.name.to_owned(), value.as_str().into());
            restrict_by_rule(line.asked, &mut line.body, meeting);
            line
        };
        let each = lines
            .iter()
            .flat_map(|line| values.iter().map(|value| with(line, value)));
        lines = each.collect();
    }
    Some(lines)
}

/// `one each for Health, police; Ella, Noah`
pub(super) fn one_each_words(line: &FormLine, meeting: &Meeting) -> Option<String> {
    let several = several_meant(line, meeting);
    let names: Vec<String> = several.iter().map(|one| one.names.join(", ")).collect();
    (!names.is_empty()).then(|| format!("one each for {}", names.join("; ")))
}
