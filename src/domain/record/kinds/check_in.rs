//! A check-in: somebody asks the family, or tells a child, after the conference.

use crate::domain::record::form::{Answer, Field};
use crate::domain::record::{ComparisonPart, DayRule, Key, Kind, Lead, PageSection};

pub const WHOM: Field = Field::text("whom", "whom", "Who is asked how they are?")
    .must()
    .brief()
    .or(&["with", "person"]);

pub const WHO: Field = Field::text("who", "who", "Who asks them?")
    .of(Answer::Person)
    .wanted()
    .or(&[
        "by whom",
        "owner",
        "responsible",
        "asked by",
        "who asks",
        "lead",
    ]);

pub const BY_WHEN: Field = Field::text("by_when", "by", "By which date?")
    .of(Answer::Date)
    .to_come()
    .wanted()
    .or(&["when", "on", "due", "deadline", "date"]);

pub const DONE: Field = Field::text("done", "done", "On which day was it done?")
    .of(Answer::Date)
    .day(DayRule::SINCE_PREVIOUS)
    .or(&["done on", "held on", "completed"]);

pub const SAID: Field = Field::text(
    "said",
    "said",
    "What did they say (kept out of the family's copy)?",
)
.kept_back()
.or(&["words", "what they said", "answer", "notes", "note"]);

/// Check-ins (practice 3.14; row 37). What was said stays out of everybody's copy: it was said to one person.
pub const KIND: Kind = Kind {
    id: "check_in",
    plural: "check_ins",
    prefix: "i",
    title: "Check-in",
    command: "checkin",
    lead: Lead::Field(&WHOM),
    fields: &[WHOM, WHO, BY_WHEN, DONE, SAID],
    key: Key::Fields(&[&WHOM]),
    columns: &[&WHOM, &WHO, &BY_WHEN, &DONE],
    shown_in: &["dates"],
    help: "the family; who: SW; by: in 3 days",
    ..Kind::standing_in(PageSection::CheckIns, ComparisonPart::Dates)
};
