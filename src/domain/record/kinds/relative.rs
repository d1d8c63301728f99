//! Somebody of the family whom this meeting is not about and who is not at the table: a brother, a half-sister, whoever
//! lives in the home. Nobody asks them for a view, and nothing is decided for them.

use crate::domain::record::form::{Answer, Field};
use crate::domain::record::particulars;
use crate::domain::record::{ComparisonPart, Key, Kind, Lead, LeadWith, PageSection};

pub const NAME: Field = Field::text("name", "name", "What is their name?")
    .must()
    .brief()
    .or(&["full name"]);

pub const RELATION: Field = Field::text("relation", "is", "What are they to the children?")
    .text_or("relatives")
    .wanted()
    .brief()
    .or(&["relation", "relationship", "related", "as"]);

pub const CHILDREN: Field = Field::text("children", "of", "To which children?")
    .of(Answer::Children)
    .or(&["for", "child", "which child"]);

pub const NOTE: Field = Field::text("note", "remark", "What else should be known about them?");

/// Brothers and sisters who are not the subject, and others of the family (practice 3.2).
pub const KIND: Kind = Kind {
    id: "relative",
    plural: "relatives",
    prefix: "rl",
    title: "Brother, sister or other relative",
    command: "relative",
    lead: Lead::Field(&NAME),
    fields: &[
        NAME,
        RELATION,
        CHILDREN,
        NOTE,
        particulars::BORN,
        particulars::LIVES_WITH,
        particulars::ADDRESS,
        super::child::SCHOOL,
    ],
    key: Key::Fields(&[&NAME]),
    columns: &[&NAME, &RELATION, &CHILDREN],
    shown_in: &["attendance"],
    lead_with: LeadWith::Behind(&RELATION),
    stands_until_changed: true,
    help: "Rory Smith; is: half-brother; of: Ella. For brothers, sisters and others of the family who are not at the table.",
    ..Kind::standing_in(PageSection::Children, ComparisonPart::Children)
};
