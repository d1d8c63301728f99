//! One member of the core group: the people who help the family between two conferences.

use crate::domain::record::form::{Answer, Field};
use crate::domain::record::{ComparisonPart, Key, Kind, Lead, PageSection};

pub const PERSON: Field = Field::text("person", "person", "Who belongs to the core group?")
    .of(Answer::Speaker)
    .must()
    .or(&["who", "member", "name"]);

pub const ROLE: Field = Field::text("role", "role", "What will they do in it?")
    .brief()
    .or(&["as", "job", "does"]);

pub const CHOSEN_BY_FAMILY: Field =
    Field::text("chosen_by_family", "chosen", "Did the family choose them?")
        .of(Answer::YesNo)
        .wanted()
        .or(&["family chose", "chosen by the family"]);

pub const CHILDREN: Field = Field::text("children", "for", "For which child?")
    .of(Answer::Children)
    .or(&["child", "which child"]);

/// Members of the core group, chosen by the family (practice 3.12; rows 36 and 38).
pub const KIND: Kind = Kind {
    id: "core_group",
    plural: "core_group",
    prefix: "c",
    title: "Core group member",
    command: "core",
    lead: Lead::Field(&PERSON),
    fields: &[PERSON, ROLE, CHOSEN_BY_FAMILY, CHILDREN],
    key: Key::Fields(&[&PERSON]),
    columns: &[&PERSON, &ROLE, &CHOSEN_BY_FAMILY],
    shown_in: &["dates"],
    help: "KS; chosen: yes. Everybody who meets between the conferences, including the family.",
    ..Kind::standing_in(PageSection::CoreGroup, ComparisonPart::CoreGroup)
};
