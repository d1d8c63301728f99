//! What happens to the minutes after closing: they go to the Chair, are signed off, go out, and somebody may ask for
//! a correction. Which version was meant is filled in (`domain/sign_off.rs`); must not know files.

use crate::domain::meeting::Meeting;
use crate::domain::record::form::{Answer, Choice, Field};
use crate::domain::record::{Kind, Lead, Values};
use crate::domain::rules::sign_off;

/// The kinds that may be recorded when the meeting is closed, without opening it again.
pub const AFTER_CLOSING: &[&str] = &["sign_off", "distribution", "correction"];
/// The copies that are minutes, and not only a letter or the plan.
pub const COPIES_OF_THE_MINUTES: &[&str] = &["full", "family", "child"];

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

/// With the Chair, or signed off (practice 3.14).
pub const SIGN_OFF: Kind = Kind {
    id: "sign_off",
    plural: "sign_offs",
    prefix: "so",
    title: "Sign-off",
    command: "minutes",
    lead: Lead::Field("state"),
    fields: &[
        Field::text(
            "state",
            "are",
            "Where are the minutes: with the Chair, or signed off?",
        )
        .of(Answer::OneOf(STATES))
        .must(),
        Field::text("by", "by", "Who signs them off?")
            .of(Answer::Person)
            .wanted(),
        Field::text("on", "on", "On which day?")
            .of(Answer::Date)
            .in_the_past(),
        Field::text("note", "note", "What does the Chair say about them?").or(&["statement"]),
        Field::text("version", "version", "Which version (filled in)?").of(Answer::Number),
        Field::text("sha256", "hash", "The hash of its minutes.json (filled in)"),
    ],
    key: None,
    columns: &["state", "by", "on", "version", "note"],
    shown_in: &["attendance"],
    fill: Some(sign_off::fill_in),
    must_be_restricted: None,
    help: "signed off; by: CH. Or: with the Chair. The version that is meant is kept with its hash.",
};

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

/// Who got which copy, how and when (practice 3.14).
pub const DISTRIBUTION: Kind = Kind {
    id: "distribution",
    plural: "distributions",
    prefix: "di",
    title: "Copy sent out",
    command: "circulated",
    lead: Lead::Field("to"),
    fields: &[
        Field::text("to", "to", "Who gets a copy?")
            .of(Answer::Speaker)
            .must(),
        Field::text("copy", "copy", "Which copy?")
            .of(Answer::OneOf(COPIES))
            .wanted(),
        Field::text("method", "how", "How does it go?")
            .of(Answer::OneOf(METHODS))
            .wanted(),
        Field::text("due", "due", "By when must it be there?")
            .of(Answer::Date)
            .to_come(),
        Field::text("sent", "on", "On which day was it sent?")
            .of(Answer::Date)
            .in_the_past()
            .wanted()
            .or(&["sent"]),
        Field::text("by", "by", "Who sends it?").of(Answer::Person),
        Field::text("note", "note", "What else?"),
        Field::text("version", "version", "Which version (filled in)?").of(Answer::Number),
        Field::text("sha256", "hash", "The hash of its minutes.json (filled in)"),
    ],
    key: None,
    columns: &["to", "copy", "method", "sent", "version"],
    shown_in: &["attendance"],
    fill: Some(sign_off::fill_in),
    must_be_restricted: None,
    help: "KS; copy: family's copy; how: by hand; on: 4 Dec 2026. One line for each who gets one.",
};

const RULINGS: &[Choice] = &[
    Choice {
        code: "accepted",
        words: "accepted",
    },
    Choice {
        code: "noted",
        words: "noted for the next conference",
    },
    Choice {
        code: "not_accepted",
        words: "not accepted",
    },
];

/// A correction that somebody asks for, and what the Chair says to it (practice 3.14).
pub const CORRECTION: Kind = Kind {
    id: "correction",
    plural: "corrections",
    prefix: "co",
    title: "Correction asked for",
    command: "correction",
    lead: Lead::Field("number"),
    fields: &[
        Field::text("number", "number", "Which number has it?")
            .of(Answer::Code)
            .or(&["no"]),
        Field::text(
            "passage",
            "passage",
            "Which words of the minutes are meant?",
        )
        .must(),
        Field::text("wanted", "wanted", "What should stand there?").wanted(),
        Field::text("asked_by", "asked by", "Who asks for it?")
            .of(Answer::Speaker)
            .wanted(),
        Field::text("received", "received", "When did it come?")
            .of(Answer::Date)
            .in_the_past(),
        Field::text("ruling", "ruling", "What does the Chair decide?")
            .of(Answer::OneOf(RULINGS))
            .wanted(),
        Field::text("reason", "reason", "Why?").or(&["why", "because"]),
        Field::text("ruled_on", "on", "When did the Chair decide it?")
            .of(Answer::Date)
            .in_the_past(),
    ],
    key: Some("number"),
    columns: &[
        "passage", "number", "wanted", "asked_by", "ruling", "reason",
    ],
    shown_in: &["attendance"],
    fill: Some(next_number),
    must_be_restricted: None,
    help: "passage: the second line; wanted: …; asked by: DS. Later: 1; ruling: accepted; reason: …",
};

fn next_number(values: &mut Values, meeting: &Meeting) {
    crate::domain::record::give_number(values, "number", meeting.records("correction"));
}
