//! The decision for one child: what plan, which category, why, and who decided.

use crate::domain::record::form::{Answer, Field};
use crate::domain::record::{ChildsWords, ComparisonPart, Key, Kind, Lead, OneHolds, PageSection};

pub const CHILD: Field = Field::text("child", "child", "For which child?")
    .of(Answer::Child)
    .must()
    .or(&["for", "which child", "name", "name of child"]);

pub const DECISION: Field = Field::text("decision", "is", "What was decided?")
    .from_list("decisions")
    .wanted()
    .or(&["outcome", "result", "plan", "decided", "what", "agreed"]);

pub const CATEGORY: Field = Field::text("category", "category", "Which category?")
    .from_list("categories")
    .or(&["cat", "category of abuse", "under", "categories"]);

pub const REASONS: Field = Field::text("reasons", "reasons", "Why?").wanted().or(&[
    "reason",
    "why",
    "because",
    "rationale",
    "reasons for decision",
]);

pub const DECIDED_BY: Field = Field::text("decided_by", "decided by", "Who decided?")
    .from_list("decided_by")
    .or(&["by", "how", "how decided", "who decided", "decision by"]);

pub const FAMILY_VIEW: Field =
    Field::text("family_view", "family", "What does the family think of it?").or(&[
        "family thinks",
        "parents",
        "parents view",
        "family says",
        "views of parents",
        "views of the family",
    ]);

pub const CHILD_VIEW: Field = Field::text(
    "child_view",
    "child thinks",
    "What does the child think of it?",
)
.or(&[
    "child says",
    "childs view",
    "views of child",
    "views of the child",
]);

pub const WEIGHED: Field = Field::text(
    "weighed",
    "weighed",
    "How was what the family and the child think taken into account?",
)
.or(&["weight", "how weighed", "considered"]);

/// Kept back, as is why anything was struck out: the reason may say what is not for everybody.
pub const INSTEAD_BECAUSE: Field = Field::text(
    "instead_because",
    "instead because",
    "Only where it takes the place of an earlier decision: why?",
)
.kept_back()
.filled_in()
.or(&["instead", "replaces because", "replaces"]);

pub const DISSENT: Field = Field::text("dissent", "dissent", "Who disagrees, and why?").or(&[
    "disagreed",
    "disagrees",
    "against",
    "disagreement",
]);

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
        INSTEAD_BECAUSE,
    ],
    key: Key::Fields(&[&CHILD]),
    one_holds: Some(OneHolds {
        what: &DECISION,
        because: &INSTEAD_BECAUSE,
    }),
    columns: &[&CHILD, &DECISION, &CATEGORY, &REASONS],
    shown_in: &["decision"],
    help: "Ella; is: child protection plan starts; category: neglect; reasons: …",
    carried_as: Some(&super::past_decision::KIND),
    childs_words: ChildsWords::These {
        whose: &[&CHILD],
        words: &[&CHILD_VIEW],
    },
    ..Kind::standing_in(PageSection::Decisions, ComparisonPart::Decisions)
};
