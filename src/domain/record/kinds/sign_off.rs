//! What happens to the minutes after closing: they go to the Chair, are signed off, go out, and somebody may ask for a
//! correction. The version that was meant is filled in (`minutes/versions.rs`).

use crate::domain::record::form::{Answer, Field};
use crate::domain::record::{AfterClosing, ComparisonPart, DayRule, Kind, Lead, PageSection};

pub const STATE: Field = Field::text(
    "state",
    "are",
    "Where are the minutes: with the Chair, or signed off?",
)
.one_of("minutes_states")
.must()
.or(&["status"]);

pub const BY: Field = Field::text("by", "by", "Who signs them off?")
    .of(Answer::Person)
    .wanted()
    .or(&["signed by", "signed off by", "who", "chair"]);

pub const ON: Field = Field::text("on", "on", "On which day?")
    .of(Answer::Date)
    .day(DayRule::AFTERWARDS)
    .or(&["date", "when", "signed on", "day"]);

pub const NOTE: Field = Field::text("note", "note", "What does the Chair say about them?").or(&[
    "statement",
    "notes",
    "comment",
]);

pub const VERSION: Field = Field::text("version", "version", "Which version (filled in)?")
    .of(Answer::Number)
    .filled_in();

pub const SHA256: Field = Field::text(
    "sha256",
    "hash",
    "What is the checksum of its minutes.json (filled in)?",
)
.filled_in();

/// With the Chair, or signed off (practice 3.14).
pub const KIND: Kind = Kind {
    id: "sign_off",
    plural: "sign_offs",
    prefix: "so",
    title: "Sign-off",
    command: "minutes",
    lead: Lead::Field(&STATE),
    fields: &[STATE, BY, ON, NOTE, VERSION, SHA256],
    columns: &[&STATE, &BY, &ON, &VERSION, &NOTE],
    shown_in: &["attendance"],
    fill: Some(|values, meeting| meeting.fill_in_version(values)),
    help: "signed off; by: CH. Or: with the Chair. That version is kept, with its checksum.",
    after_closing: AfterClosing::Only,
    ..Kind::standing_in(PageSection::SignOff, ComparisonPart::AfterClosing)
};
