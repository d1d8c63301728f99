//! A child's decision of the last conference, brought to the review to be compared with.

use crate::domain::record::form::{Answer, Field};
use crate::domain::record::{ComparisonPart, DayRule, Key, Kind, Lead, PageSection};

pub const CHILD: Field = Field::text("child", "child", "For which child?")
    .of(Answer::Child)
    .must()
    .or(&["for", "which child"]);

pub const DECISION: Field = Field::text("decision", "was", "What was decided then?")
    .one_of("decisions")
    .or(&["is", "outcome"]);

pub const CATEGORY: Field = Field::text("category", "category", "Which category was it?")
    .one_of("categories")
    .or(&["cat"]);

pub const REASONS: Field =
    Field::text("reasons", "reasons", "Why was it decided?").or(&["because", "reason", "why"]);

pub const ON: Field = Field::text("on", "on", "When was it decided?")
    .of(Answer::Date)
    .day(DayRule::PREVIOUS)
    .or(&["date", "when", "day"]);

pub const REASON_NOW: Field = Field::text(
    "reason_now",
    "reason now",
    "Is the reason for the plan still there?",
)
.or(&["now", "still because", "reason today"]);

pub const CATEGORY_NOW: Field = Field::text(
    "category_now",
    "category now",
    "Is the category still right?",
)
.or(&["category today"]);

pub const FROM_MEETING: Field =
    Field::text("from_meeting", "meeting", "In which meeting (filled in)?").filled_in();

pub const FROM_RECORD: Field =
    Field::text("from_record", "record", "Under which entry (filled in)?").filled_in();

/// What was decided for a child last time (practice 3.13: is the reason still there, is the category still right).
pub const KIND: Kind = Kind {
    id: "past_decision",
    plural: "past_decisions",
    prefix: "pd",
    title: "Decision of last time",
    command: "lastdecision",
    lead: Lead::Field(&CHILD),
    fields: &[
        CHILD,
        DECISION,
        CATEGORY,
        REASONS,
        ON,
        REASON_NOW,
        CATEGORY_NOW,
        FROM_MEETING,
        FROM_RECORD,
    ],
    key: Key::Fields(&[&CHILD]),
    columns: &[
        &CHILD,
        &DECISION,
        &CATEGORY,
        &ON,
        &REASON_NOW,
        &CATEGORY_NOW,
    ],
    shown_in: &["decision"],
    help: "Ella; reason now: less, the quarrels have stopped; category now: yes",
    ..Kind::standing_in(PageSection::DecisionsOfLastTime, ComparisonPart::LastTime)
};
