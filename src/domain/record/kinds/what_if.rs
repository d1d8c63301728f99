//! What happens if the plan does not hold: the trigger, the answer, and whether the family has been told.

use crate::domain::record::form::{Answer, Field};
use crate::domain::record::{ComparisonPart, Kind, Lead, PageSection};

pub const IF: Field = Field::text("if", "if", "What could go wrong?").must().or(&[
    "what if",
    "risk",
    "might go wrong",
    "what could go wrong",
]);

pub const THEN: Field = Field::text("then", "then", "What happens then?")
    .wanted()
    .or(&[
        "do",
        "response",
        "plan b",
        "backup plan",
        "contingency",
        "we will",
    ]);

pub const WHO: Field = Field::text("who", "who", "Who acts?")
    .of(Answer::Person)
    .shared_with(&WHO_ELSE)
    .or(&[
        "owner",
        "by whom",
        "responsible",
        "who acts",
        "lead",
        "whom",
        "person responsible",
    ]);

/// Those who come after the first: `who: KQ and SW`.
pub const WHO_ELSE: Field = Field::text("who_else", "with", "Who acts with them?")
    .of(Answer::People)
    .or(&["together with", "helped by"]);

pub const BY: Field = Field::text("by", "within", "How soon?").or(&[
    "when",
    "how soon",
    "timescale",
    "by when",
    "how quickly",
]);

pub const FAMILY_TOLD: Field = Field::text("family_told", "told", "Has the family been told?")
    .of(Answer::YesNo)
    .wanted()
    .or(&["family knows", "told family"]);

pub const CHILDREN: Field = Field::text("children", "for", "For which child?")
    .of(Answer::Children)
    .or(&["child", "which child"]);

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
    fields: &[IF, THEN, WHO, BY, FAMILY_TOLD, CHILDREN, FOLLOWS, WHO_ELSE],
    columns: &[&IF, &THEN, &WHO, &FAMILY_TOLD],
    shown_in: &["plan"],
    help: "Kelly misses two visits; then: SW calls the same day; told: yes",
    carried_as: Some(&super::promise::KIND),
    ..Kind::standing_in(PageSection::WhatIf, ComparisonPart::WhatIf)
};
