//! That somebody agreed to the plan, and how: said so, or signed. It often comes when the meeting is over.

use crate::domain::record::form::{Answer, Field};
use crate::domain::record::{
    AfterClosing, ComparisonPart, DayRule, Identity, Kind, Lead, LeadWith, PageSection,
};

pub const WHO: Field = Field::text("who", "who", "Who agreed to the plan?")
    .of(Answer::Speaker)
    .must()
    .said_by()
    .or(&["name", "person", "by"]);

pub const HOW: Field = Field::text("how", "how", "How did they agree?")
    .text_or("agreements")
    .wanted()
    .brief()
    .or(&["agreed how", "signed how", "signature"]);

pub const ON: Field = Field::text("on", "on", "On which day?")
    .of(Answer::Date)
    .day(DayRule::AFTERWARDS)
    .or(&["date", "day", "signed on", "agreed on"]);

pub const WORDS: Field =
    Field::text("words", "words", "What do they say about it?").or(&["comment", "says", "said"]);

pub const CHILDREN: Field = Field::text("children", "for", "For which child's plan?")
    .of(Answer::Children)
    .seldom()
    .or(&["child", "which child"]);

/// Who agreed to the plan (practice 3.11).
pub const KIND: Kind = Kind {
    id: "agreement",
    plural: "agreements",
    prefix: "ag",
    title: "Agreed to the plan",
    command: "agreed",
    lead: Lead::Field(&WHO),
    fields: &[WHO, HOW, ON, WORDS, CHILDREN],
    columns: &[&WHO, &HOW, &ON, &WORDS],
    shown_in: &["plan"],
    lead_with: LeadWith::Behind(&HOW),
    identity: Identity::Fields(&[&WHO, &CHILDREN]),
    after_closing: AfterClosing::Also,
    spoken: &[&WORDS],
    help: "KS; how: signed on paper; on: today. How somebody agreed to the plan, or that they did not.",
    ..Kind::standing_in(PageSection::Agreements, ComparisonPart::Plan)
};
