//! A child who is not recorded as having been told what was decided last time.

use crate::domain::record::form::{Answer, Field};
use crate::domain::record::{ComparisonPart, DayRule, Key, Kind, Lead, PageSection};

pub const CHILD: Field = Field::text(
    "child",
    "child",
    "Which child was to be told what was decided?",
)
.of(Answer::Child)
.must()
.or(&["which child", "name"]);

pub const TOLD_BY: Field = Field::text("told_by", "by", "Who was to tell the child?")
    .of(Answer::Person)
    .or(&["who", "teller"]);

pub const DUE: Field = Field::text("due", "due", "By which day?")
    .of(Answer::Date)
    .or(&["due date", "tell by", "by when", "deadline"]);

pub const TOLD: Field = Field::text("told", "told", "Was the child told?")
    .of(Answer::YesNo)
    .wanted()
    .or(&["is told", "done", "was told"]);

pub const TOLD_ON: Field = Field::text("told_on", "on", "On which day was the child told?")
    .of(Answer::Date)
    .day(DayRule::SINCE_PREVIOUS)
    .or(&["date", "when", "day"]);

pub const WHY: Field = Field::text("why", "why", "If the child was not told: why not?")
    .or(&["reason", "because", "why not"]);

pub const FROM_MEETING: Field = Field::text(
    "from_meeting",
    "meeting",
    "In which meeting was it decided (filled in)?",
)
.filled_in();

pub const FROM_RECORD: Field =
    Field::text("from_record", "record", "Under which entry (filled in)?").filled_in();

/// A child not recorded as having been told what was decided last time, and whether that has happened by now (practice
/// 3.13, 6.2: the child is heard, and hears what came of it).
pub const KIND: Kind = Kind {
    id: "telling_due",
    plural: "tellings_due",
    prefix: "td",
    title: "Child to be told since last time",
    command: "told",
    lead: Lead::Field(&CHILD),
    fields: &[
        CHILD,
        TOLD_BY,
        DUE,
        TOLD,
        TOLD_ON,
        WHY,
        FROM_MEETING,
        FROM_RECORD,
    ],
    key: Key::Fields(&[&CHILD]),
    columns: &[&CHILD, &TOLD_BY, &DUE, &TOLD, &TOLD_ON, &WHY],
    shown_in: &["plan"],
    help: "Ella; told: yes; on: 2 Dec. Or: told: no; why: she was away. Notes whether a child was told what was decided last time.",
    ..Kind::standing_in(PageSection::ToldSinceLastTime, ComparisonPart::LastTime)
};
