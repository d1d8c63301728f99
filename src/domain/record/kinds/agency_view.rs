//! One agency's view on what kind of plan one child needs.

use crate::domain::record::form::{Answer, Field};
use crate::domain::record::{ComparisonPart, Key, Kind, Lead, LeadWith, PageSection};

pub const AGENCY: Field = Field::text("agency", "agency", "Which agency?")
    .of(Answer::Agency)
    .must()
    .brief()
    .or(&["service", "organisation"]);

pub const CHILD: Field = Field::text("child", "child", "For which child?")
    .of(Answer::Child)
    .wanted()
    .or(&["for", "which child", "name of child"]);

pub const VIEW: Field = Field::text(
    "view",
    "view",
    "What does the agency think the child needs?",
)
.from_list("agency_views")
.must()
.or(&[
    "is",
    "says",
    "opinion",
    "recommendation",
    "recommends",
    "thinks",
    "outcome",
]);

pub const CATEGORY: Field = Field::text(
    "category",
    "category",
    "Which category, if a child protection plan?",
)
.from_list("categories")
.or(&["cat", "category of abuse", "under"]);

pub const GIVEN_BY: Field = Field::text("given_by", "by", "Who speaks for the agency?")
    .of(Answer::Person)
    .said_by()
    .or(&["who", "said by", "from", "speaker"]);

pub const REASON: Field = Field::text("reason", "reason", "Why?").wanted().or(&[
    "why",
    "because",
    "reasons",
    "rationale",
]);

/// Agency views, one row an agency and child (practice 3.10).
pub const KIND: Kind = Kind {
    id: "agency_view",
    plural: "agency_views",
    prefix: "y",
    title: "Agency's view",
    command: "agency",
    lead: Lead::Field(&AGENCY),
    fields: &[AGENCY, CHILD, VIEW, CATEGORY, GIVEN_BY, REASON],
    key: Key::Fields(&[&AGENCY, &CHILD]),
    columns: &[&AGENCY, &CHILD, &VIEW, &REASON],
    shown_in: &["decision"],
    help: "Health; child: Ella; view: child protection plan; by: JO; reason: …",
    lead_with: LeadWith::Behind(&CHILD),
    is_brief: true,
    ..Kind::standing_in(PageSection::AgencyViews, ComparisonPart::AgencyViews)
};
