//! Who got which copy of the minutes, how and when.

use crate::domain::minutes::versions;
use crate::domain::record::form::{Answer, Choice, Field};
use crate::domain::record::{Kind, Lead};

/// The copies that are minutes, and not only a letter or the plan.
pub const COPIES_OF_THE_MINUTES: &[&str] = &["full", "family", "child"];

const COPIES: &[Choice] = &[
    Choice {
        code: "full",
        words: "full record",
    },
    Choice {
        code: "family",
        words: "family's copy",
    },
    Choice {
        code: "child",
        words: "child's version",
    },
    Choice {
        code: "plan_only",
        words: "plan only",
    },
    Choice {
        code: "decision_letter",
        words: "letter with the decision",
    },
];

const METHODS: &[Choice] = &[
    Choice {
        code: "secure_email",
        words: "secure e-mail",
    },
    Choice {
        code: "post",
        words: "post",
    },
    Choice {
        code: "hand",
        words: "by hand",
    },
    Choice {
        code: "read_through",
        words: "read through together",
    },
];

pub const TO: Field = Field::text("to", "to", "Who gets a copy?")
    .of(Answer::Speaker)
    .must();

pub const COPY: Field = Field::text("copy", "copy", "Which copy?")
    .of(Answer::OneOf(COPIES))
    .wanted();

pub const METHOD: Field = Field::text("method", "how", "How does it go?")
    .of(Answer::OneOf(METHODS))
    .wanted();

pub const DUE: Field = Field::text("due", "due", "By when must it be there?")
    .of(Answer::Date)
    .to_come();

pub const SENT: Field = Field::text("sent", "on", "On which day was it sent?")
    .of(Answer::Date)
    .in_the_past()
    .wanted()
    .or(&["sent"]);

pub const BY: Field = Field::text("by", "by", "Who sends it?").of(Answer::Person);

pub const NOTE: Field = Field::text("note", "note", "What else?");

pub const VERSION: Field =
    Field::text("version", "version", "Which version (filled in)?").of(Answer::Number);

pub const SHA256: Field = Field::text("sha256", "hash", "The hash of its minutes.json (filled in)");

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
    fill: Some(versions::fill_in),
    help: "KS; copy: family's copy; how: by hand; on: 4 Dec 2026. One line for each who gets one.",
    ..Kind::DEFAULT
};
