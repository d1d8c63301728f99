//! An offer of help: what an agency, or somebody, would do; the family says whether it wants it. `/takeup` turns it
//! into an action.

use crate::domain::record::form::{Answer, Field};
use crate::domain::record::{ComparisonPart, Kind, Lead, PageSection};

pub const SERVICE: Field = Field::text("service", "service", "What is offered?")
    .must()
    .or(&["what", "help", "offer"]);

pub const AGENCY: Field = Field::text("agency", "agency", "Which agency offers it?")
    .brief()
    .or(&["from", "service provider", "provider", "organisation"]);

pub const GIVEN_BY: Field = Field::text("given_by", "by", "Who offers it?")
    .of(Answer::Person)
    .wanted()
    .said_by()
    .or(&["who", "offered by", "contact"]);

pub const CHILDREN: Field = Field::text("children", "for", "For which child?")
    .of(Answer::Children)
    .or(&["child", "which child"]);

pub const ACCEPTED: Field = Field::text("accepted", "accepted", "Does the family want it?")
    .of(Answer::YesNo)
    .wanted()
    .or(&["wanted", "taken up", "taken", "agreed"]);

/// Offers of help (practice 3.11; row 33).
pub const KIND: Kind = Kind {
    id: "offer",
    plural: "offers",
    prefix: "o",
    title: "Offer of help",
    command: "offer",
    lead: Lead::Field(&SERVICE),
    fields: &[SERVICE, AGENCY, GIVEN_BY, CHILDREN, ACCEPTED],
    columns: &[&SERVICE, &GIVEN_BY, &CHILDREN, &ACCEPTED],
    shown_in: &["plan"],
    help: "breakfast club; by: ST; for: Ella; accepted: yes. /takeup makes an action of it.",
    ..Kind::standing_in(PageSection::Offers, ComparisonPart::Offers)
};
