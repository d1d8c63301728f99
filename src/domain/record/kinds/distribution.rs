//! Who got which copy of the minutes, how and when.

pub use super::sign_off::{SHA256, VERSION};
use crate::domain::record::form::{Answer, Field};
use crate::domain::record::{AfterClosing, ComparisonPart, DayRule, Kind, Lead, PageSection};

/// The copies that are minutes, and not only a letter or the plan.
pub const COPIES_OF_THE_MINUTES: &[&str] = &["full", "family", "child", "copy"];

pub const TO: Field = Field::text("to", "to", "Who gets a copy?")
    .of(Answer::Speaker)
    .must()
    .or(&["who", "whom", "recipient", "sent to"]);

pub const COPY: Field = Field::text("copy", "copy", "Which copy?")
    .one_of("copies")
    .wanted()
    .or(&["what", "which copy"]);

pub const METHOD: Field = Field::text("method", "how", "How does it go?")
    .one_of("ways_of_sending")
    .wanted()
    .or(&["via", "means", "sent by"]);

pub const DUE: Field = Field::text("due", "due", "By when must it be there?")
    .of(Answer::Date)
    .to_come()
    .or(&["by when", "deadline", "due date", "send by"]);

pub const SENT: Field = Field::text("sent", "on", "On which day was it sent?")
    .of(Answer::Date)
    .day(DayRule::SENT)
    .wanted()
    .or(&["date", "when", "sent on"]);

pub const BY: Field = Field::text("by", "by", "Who sends it?")
    .of(Answer::Person)
    .or(&["sender", "from", "sent out by", "who sent it"]);

pub const NOTE: Field = Field::text("note", "note", "What else?").or(&["notes", "comment"]);

/// Who got which copy, how and when (practice 3.14).
pub const KIND: Kind = Kind {
    id: "distribution",
    plural: "distributions",
    prefix: "di",
    title: "Copy sent out",
    command: "circulated",
    lead: Lead::Field(&TO),
    fields: &[TO, COPY, METHOD, DUE, SENT, BY, NOTE, VERSION, SHA256],
    columns: &[&TO, &COPY, &METHOD, &SENT, &VERSION],
    shown_in: &["attendance"],
    fill: Some(|values, meeting| meeting.fill_in_version(values)),
    help: "KS; copy: family's copy; how: by hand; on: 4 Dec 2026. One line for each person who gets one.",
    after_closing: AfterClosing::Only,
    ..Kind::standing_in(PageSection::CopiesSent, ComparisonPart::AfterClosing)
};
