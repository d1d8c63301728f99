//! The decision for one child: what plan, which category, why, and who decided.

use crate::domain::record::form::{Answer, Choice, Field};
use crate::domain::record::{Key, Kind, Lead};

pub(super) const DECISIONS: &[Choice] = &[
    Choice {
        code: "cp_plan_start",
        words: "child protection plan starts",
    },
    Choice {
        code: "cp_plan_continue",
        words: "child protection plan goes on",
    },
    Choice {
        code: "cp_plan_end",
        words: "child protection plan ends",
    },
    Choice {
        code: "cin_plan",
        words: "child in need plan",
    },
    Choice {
        code: "early_help",
        words: "early help",
    },
    Choice {
        code: "no_plan",
        words: "no plan",
    },
    Choice {
        code: "adjourned",
        words: "put off to another day",
    },
    Choice {
        code: "transfer_accepted",
        words: "transfer accepted",
    },
    Choice {
        code: "transfer_not_agreed",
        words: "transfer not agreed",
    },
];

/// The census codes (practice 3.10).
pub(super) const CATEGORIES: &[Choice] = &[
    Choice {
        code: "NEG",
        words: "neglect",
    },
    Choice {
        code: "PHY",
        words: "physical abuse",
    },
    Choice {
        code: "SAB",
        words: "sexual abuse",
    },
    Choice {
        code: "EMO",
        words: "emotional abuse",
    },
    Choice {
        code: "MUL",
        words: "more than one (not advised)",
    },
];

const DECIDERS: &[Choice] = &[
    Choice {
        code: "consensus",
        words: "all agreed",
    },
    Choice {
        code: "majority",
        words: "most agreed",
    },
    Choice {
        code: "chair",
        words: "the Chair decided",
    },
];

pub const CHILD: Field = Field::text("child", "child", "For which child?")
    .of(Answer::Child)
    .must();

pub const DECISION: Field = Field::text("decision", "is", "What was decided?")
    .of(Answer::OneOf(DECISIONS))
    .from_list("decisions")
    .wanted()
    .or(&["decision"]);

pub const CATEGORY: Field = Field::text("category", "category", "Which category?")
    .of(Answer::OneOf(CATEGORIES))
    .from_list("categories");

pub const REASONS: Field = Field::text("reasons", "reasons", "Why?")
    .wanted()
    .or(&["reason", "why", "because"]);

pub const DECIDED_BY: Field = Field::text("decided_by", "decided by", "Who decided?")
    .of(Answer::OneOf(DECIDERS))
    .from_list("decided_by");

pub const FAMILY_VIEW: Field =
    Field::text("family_view", "family", "What does the family think of it?");

pub const CHILD_VIEW: Field = Field::text(
    "child_view",
    "child thinks",
    "What does the child think of it?",
);

pub const WEIGHED: Field = Field::text(
    "weighed",
    "weighed",
    "How was what the family and the child think taken into account?",
);

pub const DISSENT: Field = Field::text("dissent", "dissent", "Who disagrees, and why?");

/// Decisions, one for each child (practice 3.10).
pub const KIND: Kind = Kind {
    id: "decision",
    plural: "decisions",
    prefix: "d",
    title: "Decision",
    command: "decision",
    lead: Lead::Field(&CHILD),
    fields: &[
        CHILD,
        DECISION,
        CATEGORY,
        REASONS,
        DECIDED_BY,
        FAMILY_VIEW,
        CHILD_VIEW,
        WEIGHED,
        DISSENT,
    ],
    key: Key::Fields(&[&CHILD]),
    columns: &[&CHILD, &DECISION, &CATEGORY, &REASONS],
    shown_in: &["decision"],
    help: "Ella; is: child protection plan starts; category: neglect; reasons: …",
    ..Kind::DEFAULT
};
