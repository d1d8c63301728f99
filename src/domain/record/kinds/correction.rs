//! A correction of the minutes that somebody asks for, and the Chair's ruling.

use crate::domain::record::form::{Answer, Field};
use crate::domain::record::{
    AfterClosing, ComparisonPart, DayRule, Key, Kind, Lead, MeetingContext, PageSection, Values,
};

pub const NUMBER: Field = Field::text("number", "number", "What is its number?")
    .of(Answer::Code)
    .or(&["no", "nr"]);

pub const PASSAGE: Field = Field::text(
    "passage",
    "passage",
    "Which words in the minutes are wrong?",
)
.must()
.or(&["where", "says", "reads", "text", "original", "place"]);

pub const WANTED: Field = Field::text("wanted", "wanted", "What should it say instead?")
    .wanted()
    .or(&[
        "should read",
        "should say",
        "instead",
        "change to",
        "correction",
    ]);

pub const ASKED_BY: Field = Field::text("asked_by", "asked by", "Who asks for it?")
    .of(Answer::Speaker)
    .wanted()
    .theirs()
    .or(&["by", "who", "from", "requested by"]);

pub const RECEIVED: Field = Field::text("received", "received", "When did it come?")
    .of(Answer::Date)
    .day(DayRule::AFTERWARDS)
    .or(&["came", "received on", "arrived"]);

pub const RULING: Field = Field::text("ruling", "ruling", "What does the Chair decide?")
    .one_of("rulings")
    .wanted()
    .or(&["ruled", "decision", "chair says", "outcome"]);

pub const REASON: Field =
    Field::text("reason", "reason", "Why?").or(&["why", "because", "reasons"]);

pub const RULED_ON: Field = Field::text("ruled_on", "on", "When did the Chair decide it?")
    .of(Answer::Date)
    .day(DayRule::AFTERWARDS)
    .or(&["date", "decided on"]);

/// A correction that somebody asks for, and the Chair's answer (practice 3.14).
pub const KIND: Kind = Kind {
    id: "correction",
    plural: "corrections",
    prefix: "co",
    title: "Correction asked for",
    command: "correction",
    lead: Lead::Field(&NUMBER),
    fields: &[
        NUMBER, PASSAGE, WANTED, ASKED_BY, RECEIVED, RULING, REASON, RULED_ON,
    ],
    key: Key::Fields(&[&NUMBER]),
    columns: &[&PASSAGE, &NUMBER, &WANTED, &ASKED_BY, &RULING, &REASON],
    shown_in: &["attendance"],
    fill: Some(next_number),
    help: "passage: the second line; wanted: …; asked by: DS. Later: 1; ruling: accepted; reason: …",
    after_closing: AfterClosing::Also,
    ..Kind::standing_in(PageSection::Corrections, ComparisonPart::AfterClosing)
};

fn next_number(values: &mut Values, meeting: &dyn MeetingContext) {
    crate::domain::record::give_number(values, &NUMBER, &meeting.records_of_kind(&KIND));
}
