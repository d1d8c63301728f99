//! What happens if the plan does not hold: the trigger, the answer, and whether the family has been told.

use crate::domain::record::form::{Answer, Field};
use crate::domain::record::{ComparisonPart, Kind, Lead, PageSection};

pub const IF: Field = Field::text("if", "if", "What could go wrong?").must();

pub const THEN: Field = Field::text("then", "then", "What happens then?").wanted();

pub const WHO: Field = Field::text("who", "who", "Who acts?").of(Answer::Person);

pub const BY: Field = Field::text("by", "within", "How soon?").or(&["by"]);

pub const FAMILY_TOLD: Field = Field::text("family_told", "told", "Has the family been told?")
    .of(Answer::YesNo)
    .wanted();

pub const CHILDREN: Field = Field::text("children", "for", "For which child?")
    .of(Answer::Children)
    .or(&["child", "children"]);

pub const FOLLOWS: Field =
    Field::text("follows", "follows", "Which promise does it take up?").filled_in();

/// Contingencies (practice 3.11, seed row 34).
pub const KIND: Kind = Kind {
    id: "what_if",
    plural: "what_ifs",
    prefix: "w",
    title: "What if",
    command: "whatif",
    lead: Lead::Field(&IF),
    fields: &[IF, THEN, WHO, BY, FAMILY_TOLD, CHILDREN, FOLLOWS],
    columns: &[&IF, &THEN, &WHO, &FAMILY_TOLD],
    shown_in: &["plan"],
    help: "Kelly misses two visits; then: SW calls the same day; told: yes",
    carried_as: Some(&super::promise::KIND),
    ..Kind::standing_in(PageSection::WhatIf, ComparisonPart::WhatIf)
};
