//! A date that the meeting sets: the next conference, a core group, a check-in.

use crate::domain::record::form::{Answer, Field};
use crate::domain::record::{ComparisonPart, Key, Kind, KindCheck, Lead, LooksAt, PageSection};

pub const WHAT: Field = Field::text("what", "what", "What is the date for?")
    .must()
    .brief()
    .or(&["meeting", "event", "title"]);

pub const ON: Field = Field::text("on", "on", "On which day?")
    .of(Answer::Date)
    .to_come()
    .wanted()
    .or(&["when", "by", "date", "day", "due"]);

pub const TIME: Field = Field::text("time", "at", "At what time?")
    .of(Answer::Time)
    .or(&["start", "starts", "from"]);

pub const PLACE: Field = Field::text("place", "place", "Where?")
    .brief()
    .or(&["where", "venue", "location", "room"]);

pub const WHO: Field = Field::text("who", "who", "Who comes, or who does it?")
    .brief()
    .or(&["with", "invited", "attending", "chair"]);

pub const NOTE: Field =
    Field::text("note", "note", "What else?").or(&["notes", "comment", "about"]);

/// Dates (practice 3.12).
pub const KIND: Kind = Kind {
    id: "date",
    plural: "dates",
    prefix: "t",
    title: "Date",
    command: "date",
    lead: Lead::Field(&WHAT),
    behind_the_lead: Some(&ON),
    fields: &[WHAT, ON, TIME, PLACE, WHO, NOTE],
    key: Key::Fields(&[&WHAT]),
    columns: &[&WHAT, &ON, &TIME, &PLACE],
    shown_in: &["dates"],
    help: "First core group; on: 12 Dec; at: 14:00; place: school",
    is_brief: true,
    checks: &[KindCheck {
        id: "days_passed",
        missing: "A date that was set is in the past.",
        looks_at: LooksAt::DayPassed(&ON, |_| false),
    }],
    ..Kind::standing_in(PageSection::Dates, ComparisonPart::Dates)
};
