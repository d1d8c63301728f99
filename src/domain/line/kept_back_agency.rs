//! An answer that names an agency of which everybody who comes from it is kept back: the record is kept back as they are.
//! A few letters (`/agency QZ`) would otherwise be enough to name it to everybody.

use crate::domain::meeting::{Fits, Meeting, agencies_called, agency_is_kept_back, how_it_fits};
use crate::domain::record::form::Answer;
use crate::domain::record::{Body, Kind};

/// Restricts what a rule restricts, now that all of the record is known.
pub(super) fn restrict_by_rule(kind: &Kind, body: &mut Body, meeting: &Meeting) {
    if body.must_be_restricted(kind) || names_one(kind, body, meeting) {
        body.restrict();
    }
}

fn names_one(kind: &Kind, body: &Body, meeting: &Meeting) -> bool {
    let asked = kind
        .fields
        .iter()
        .filter(|field| field.answer.names_agency());
    let mut named = asked.flat_map(|field| {
        let value = body.values.get(field.name).and_then(|value| value.as_str());
        let typed = value.or(body.to_confirm.get(field.name).map(String::as_str));
        match (typed, field.answer) {
            (Some(typed), Answer::AgencyOrSomebody) => agencies_meant(typed, meeting),
            (typed, _) => typed.map(str::to_owned).into_iter().collect(),
        }
    });
    named.any(|agency| agency_is_kept_back(&agency, meeting))
}

/// Where words may stand for an agency, those that it may be. Somebody's letters tell nobody where they come from.
fn agencies_meant(typed: &str, meeting: &Meeting) -> Vec<String> {
    match how_it_fits(typed, meeting) {
        Some(Fits::Letters) => Vec::new(),
        _ => agencies_called(typed, meeting),
    }
}
