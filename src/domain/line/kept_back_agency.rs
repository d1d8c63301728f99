//! An answer that names an agency of which everybody who comes from it is kept back: the record is kept back as they are.
//! A few letters (`/agency QZ`) would otherwise be enough to name it to everybody.

use crate::domain::meeting::{Meeting, agency_is_kept_back};
use crate::domain::record::form::Answer;
use crate::domain::record::{Body, Kind};

/// Whether a rule restricts what was read, now that all of it is known.
pub(super) fn must_be_restricted(kind: &Kind, body: &Body, meeting: &Meeting) -> bool {
    body.must_be_restricted(kind) || names_one(kind, body, meeting)
}

fn names_one(kind: &Kind, body: &Body, meeting: &Meeting) -> bool {
    let asked = kind
        .fields
        .iter()
        .filter(|field| matches!(field.answer, Answer::Agency));
    let mut named = asked.filter_map(|field| {
        let value = body.values.get(field.name).and_then(|value| value.as_str());
        value.or(body.to_confirm.get(field.name).map(String::as_str))
    });
    named.any(|agency| agency_is_kept_back(agency, meeting))
}
