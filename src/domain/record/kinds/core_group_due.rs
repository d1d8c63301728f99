//! A core group that was due since the last conference, and whether it was held.

use crate::domain::record::form::{Answer, Field};
use crate::domain::record::{
    ComparisonPart, DayRule, Key, Kind, KindCheck, Lead, LooksAt, PageSection,
};

pub const WHAT: Field = Field::text("what", "what", "Which core group?")
    .must()
    .brief()
    .or(&["core group", "group"]);

pub const DUE: Field = Field::text("due", "due", "When was it due?")
    .of(Answer::Date)
    .or(&["due date", "due on", "was due"]);

pub const HELD: Field = Field::text("held", "held", "Was it held?")
    .of(Answer::YesNo)
    .wanted()
    .or(&["took place", "happened"]);

pub const HELD_ON: Field = Field::text("held_on", "on", "On which day was it held?")
    .of(Answer::Date)
    .day(DayRule::SINCE_PREVIOUS)
    .or(&["date", "when", "day"]);

pub const CAME: Field =
    Field::text("came", "came", "Who came?").or(&["who", "attended", "present", "there"]);

pub const WHY: Field =
    Field::text("why", "why", "If it was not held: why not?").or(&["reason", "because", "why not"]);

pub const FROM_MEETING: Field = Field::text(
    "from_meeting",
    "meeting",
    "In which meeting was it set (filled in)?",
)
.filled_in();

pub const FROM_RECORD: Field =
    Field::text("from_record", "record", "Under which entry (filled in)?").filled_in();

/// A core group that was due since last time, and whether it was held (seed rows 39 and 40).
pub const KIND: Kind = Kind {
    id: "core_group_due",
    plural: "core_groups_due",
    prefix: "cd",
    title: "Core group that was due",
    command: "held",
    lead: Lead::Field(&WHAT),
    fields: &[
        WHAT,
        DUE,
        HELD,
        HELD_ON,
        CAME,
        WHY,
        FROM_MEETING,
        FROM_RECORD,
    ],
    key: Key::Fields(&[&WHAT]),
    columns: &[&WHAT, &DUE, &HELD, &HELD_ON, &WHY],
    shown_in: &["dates"],
    help: "First core group; held: yes; on: 2 Dec 2026; came: KS, SW, HV",
    checks: &[KindCheck {
        id: "core_groups_held",
        missing: "A core group was due, and it does not say whether it was held.",
        looks_at: LooksAt::Answer(&HELD),
    }],
    ..Kind::standing_in(
        PageSection::CoreGroupsSinceLastTime,
        ComparisonPart::LastTime,
    )
};
