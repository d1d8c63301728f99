//! What happens to the minutes after closing: they go to the Chair, are signed off, go out, and somebody may ask for
//! a correction. Which version was meant is filled in (`minutes/versions.rs`); must not know files.

use crate::domain::minutes::versions;
use crate::domain::record::form::{Answer, Choice, Field};
use crate::domain::record::{Kind, Lead};

/// The kinds that may be recorded when the meeting is closed, without opening it again.
pub const AFTER_CLOSING: &[&str] = &["sign_off", "distribution", "correction"];

const STATES: &[Choice] = &[
    Choice {
        code: "with_chair",
        words: "with the Chair",
    },
    Choice {
        code: "signed_off",
        words: "signed off",
    },
];

pub const STATE: Field = Field::text(
    "state",
    "are",
    "Where are the minutes: with the Chair, or signed off?",
)
.of(Answer::OneOf(STATES))
.must();

pub const BY: Field = Field::text("by", "by", "Who signs them off?")
    .of(Answer::Person)
    .wanted();

pub const ON: Field = Field::text("on", "on", "On which day?")
    .of(Answer::Date)
    .in_the_past();

pub const NOTE: Field =
    Field::text("note", "note", "What does the Chair say about them?").or(&["statement"]);

pub const VERSION: Field =
    Field::text("version", "version", "Which version (filled in)?").of(Answer::Number);

pub const SHA256: Field = Field::text("sha256", "hash", "The hash of its minutes.json (filled in)");

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
    fill: Some(versions::fill_in),
    help: "signed off; by: CH. Or: with the Chair. The version that is meant is kept with its hash.",
    ..Kind::DEFAULT
};
