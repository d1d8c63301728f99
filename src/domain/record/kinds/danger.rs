//! A danger statement: who is worried, about what, and what could happen to the child if nothing changes.

use crate::domain::record::form::{Answer, Field};
use crate::domain::record::{ComparisonPart, Kind, KindCheck, Lead, LooksAt, PageSection};

pub const ABOUT: Field = Field::text("about", "about", "What are people worried about?")
    .must()
    .or(&["worry", "worried about", "danger"]);

pub const WHO: Field = Field::text("who", "who", "Who is worried?")
    .of(Answer::People)
    .said_by()
    .or(&["who is worried", "worried", "by"]);

pub const COULD_HAPPEN: Field = Field::text(
    "could_happen",
    "could",
    "What could happen to the child if nothing changes?",
)
.wanted()
.or(&[
    "could happen",
    "what could happen",
    "might",
    "if nothing changes",
    "future danger",
]);

pub const CHILDREN: Field = Field::text("children", "for", "For which child?")
    .of(Answer::Children)
    .or(&["child", "which child"]);

pub const NOW: Field = Field::text("now", "now", "How is it today?")
    .of_this_meeting()
    .seldom()
    .or(&["today", "how is it now"]);

/// Danger statements (practice 4.4: up to four of them, with a scale for each).
pub const KIND: Kind = Kind {
    id: "danger_statement",
    plural: "danger_statements",
    prefix: "ds",
    title: "Danger statement",
    command: "risk",
    lead: Lead::Field(&ABOUT),
    fields: &[ABOUT, WHO, COULD_HAPPEN, CHILDREN, NOW],
    columns: &[&ABOUT, &WHO, &COULD_HAPPEN, &CHILDREN],
    shown_in: &["plan"],
    stands_until_changed: true,
    checks: &[KindCheck {
        id: "danger_could_happen",
        missing: "Danger statement {number} does not say what could happen if nothing changes.",
        looks_at: LooksAt::Answer(&COULD_HAPPEN),
    }],
    help: "shouting at night; who: SW, ST; could: Ella is hurt when she goes between them; for: Ella",
    ..Kind::standing_in(PageSection::Safety, ComparisonPart::Safety)
};
