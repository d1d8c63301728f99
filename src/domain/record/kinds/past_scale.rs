//! A score of the last conference, brought to the review to be compared with.

use crate::domain::record::form::{Answer, Field};
use crate::domain::record::{ComparisonPart, DayRule, Kind, Lead, LeadWith, PageSection};

pub const SCALE: Field = Field::text("scale", "scale", "Which scale was it?")
    .must()
    .brief();

pub const GIVEN_BY: Field = Field::text("given_by", "by", "Who gave the score?")
    .of(Answer::Speaker)
    .theirs()
    .or(&["who"]);

pub const SCORE: Field = Field::text("score", "score", "Which number?")
    .of(Answer::Number)
    .must()
    .or(&["number", "was"]);

pub const CHILD: Field = Field::text("child", "child", "For which child?")
    .of(Answer::Child)
    .or(&["for", "which child"]);

pub const REASON: Field =
    Field::text("reason", "why", "What made it that number?").or(&["because"]);

pub const QUESTION: Field = Field::text("question", "question", "What was asked?").or(&["asked"]);

pub const FROM: Field = Field::text("from", "from", "Which number is the lowest?")
    .of(Answer::Number)
    .or(&["lowest"]);

pub const TO: Field = Field::text("to", "to", "Which number is the highest?")
    .of(Answer::Number)
    .or(&["highest"]);

pub const LOW: Field = Field::text("low", "low", "What did the lowest number mean?");

pub const HIGH: Field = Field::text("high", "high", "What did the highest number mean?");

pub const ON: Field = Field::text("on", "on", "When was it given?")
    .of(Answer::Date)
    .day(DayRule::PREVIOUS)
    .or(&["date", "when", "day"]);

pub const FROM_MEETING: Field =
    Field::text("from_meeting", "meeting", "In which meeting (filled in)?").filled_in();

pub const FROM_RECORD: Field =
    Field::text("from_record", "record", "Under which entry (filled in)?").filled_in();

/// A score of last time with the words at both its ends, for comparison (practice 3.9).
pub const KIND: Kind = Kind {
    id: "past_scale",
    plural: "past_scales",
    prefix: "ps",
    title: "Score of last time",
    command: "lastscore",
    lead: Lead::Field(&SCALE),
    fields: &[
        SCALE,
        GIVEN_BY,
        SCORE,
        CHILD,
        REASON,
        QUESTION,
        FROM,
        TO,
        LOW,
        HIGH,
        ON,
        FROM_MEETING,
        FROM_RECORD,
    ],
    columns: &[&GIVEN_BY, &SCORE, &CHILD, &LOW, &HIGH, &ON],
    shown_in: &["scale"],
    in_every_section: true,
    help: "safety; by: KS; score: 6; low: not safe; high: safe; on: 4 May 2026",
    lead_with: LeadWith::Behind(&GIVEN_BY),
    ..Kind::standing_in(PageSection::ScoresOfLastTime, ComparisonPart::LastTime)
};
