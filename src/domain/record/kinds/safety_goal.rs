//! A safety goal: what will be seen when it is safe enough.

use crate::domain::record::form::{Answer, Field};
use crate::domain::record::{ComparisonPart, Kind, Lead, PageSection};

pub const GOAL: Field = Field::text("goal", "goal", "What will be seen when it is safe enough?")
    .must()
    .or(&["safety goal", "will be seen", "safe enough when"]);

pub const WHOSE: Field = Field::text("whose", "whose", "Whose goal is it?")
    .of(Answer::People)
    .said_by()
    .or(&["whose goal", "set by", "by"]);

pub const ANSWERS: Field = Field::text(
    "answers",
    "answers",
    "Which danger statement does it answer?",
)
.of(Answer::RecordOf(&[&super::danger::KIND]))
.or(&["danger", "danger statement"]);

pub const HOW_LONG: Field = Field::text("how_long", "how long", "For how long must it be seen?")
    .brief()
    .or(&["for how long", "seen for"]);

pub const CHILDREN: Field = Field::text("children", "for", "For which child?")
    .of(Answer::Children)
    .or(&["child", "which child"]);

pub const PROGRESS: Field = Field::text("progress", "progress", "How far has it come?")
    .one_of("progress")
    .of_this_meeting()
    .seldom()
    .or(&["status", "how far"]);

/// Safety goals, of the family and of the agencies (practice 4.4).
pub const KIND: Kind = Kind {
    id: "safety_goal",
    plural: "safety_goals",
    prefix: "sg",
    title: "Safety goal",
    command: "goal",
    lead: Lead::Field(&GOAL),
    fields: &[GOAL, WHOSE, ANSWERS, HOW_LONG, CHILDREN, PROGRESS],
    columns: &[&GOAL, &WHOSE, &HOW_LONG, &CHILDREN],
    shown_in: &["plan"],
    stands_until_changed: true,
    help: "Ella sleeps through in a quiet home; whose: KS; how long: three months; for: Ella",
    ..Kind::standing_in(PageSection::Safety, ComparisonPart::Safety)
};
