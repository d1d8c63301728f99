//! A date that the meeting sets: the next conference, a core group, a check-in.

use crate::domain::record::form::{Answer, Field};
use crate::domain::record::{Kind, Lead};

/// Dates (practice 3.12).
pub const KIND: Kind = Kind {
    id: "date",
    plural: "dates",
    prefix: "t",
    title: "Date",
    command: "date",
    lead: Lead::Field("what"),
    fields: &[
        Field::text("what", "what", "What is it the date of?").must(),
        Field::text("on", "on", "On which day?")
            .of(Answer::Date)
            .to_come()
            .wanted()
            .or(&["when", "by"]),
        Field::text("time", "at", "At what time?").of(Answer::Time),
        Field::text("place", "place", "Where?").or(&["where"]),
        Field::text("who", "who", "Who comes, or who does it?"),
        Field::text("note", "note", "What else?"),
    ],
    key: Some("what"),
    columns: &["what", "on", "time", "place"],
    shown_in: &["dates"],
    fill: None,
    must_be_restricted: None,
    help: "First core group; on: 12 Dec; at: 14:00; place: school",
};
