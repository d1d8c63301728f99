//! A kind that only the test build has: `src/a_new_kind_tests.rs` shows that it appears everywhere without another line.

use crate::domain::record::form::{Answer, Field};
use crate::domain::record::{
    ComparisonPart, Key, Kind, KindCheck, Lead, LeadWith, LooksAt, PageSection,
};

pub const WHAT: Field = Field::text("what", "lift", "Which way has to be covered?")
    .must()
    .brief();

pub const BY: Field = Field::text("by", "by", "Who drives?")
    .of(Answer::Person)
    .wanted()
    .said_by();

pub const ON: Field = Field::text("on", "on", "On which day?")
    .of(Answer::Date)
    .to_come();

pub const HOW: Field = Field::text("how", "how", "In which way?").from_list("formats");

pub const WORDS: Field = Field::text("words", "words", "What do they say about it?");

pub const ADDRESS: Field = Field::text("address", "address", "From which address?")
    .kept_back()
    .brief();

pub const KIND: Kind = Kind {
    id: "lift",
    plural: "lifts",
    prefix: "li",
    title: "Lift",
    command: "lift",
    lead: Lead::Field(&WHAT),
    fields: &[WHAT, BY, ON, HOW, WORDS, ADDRESS],
    key: Key::Fields(&[&WHAT]),
    columns: &[&WHAT, &BY, &ON],
    shown_in: &["dates"],
    lead_with: LeadWith::Behind(&BY),
    spoken: &[&WORDS],
    checks: &[
        KindCheck {
            id: "lift_driver",
            missing: "Lift {number} has nobody who drives.",
            looks_at: LooksAt::Answer(&BY),
        },
        KindCheck {
            id: "lift_passed",
            missing: "The day of lift {number} is in the past.",
            looks_at: LooksAt::DayPassed(&ON, |_| false),
        },
    ],
    help: "home to school; by: KS; on: 12 Dec",
    ..Kind::standing_in(PageSection::Children, ComparisonPart::Dates)
};
