//! Legal advice that was asked for. It is privileged: nobody outside the agencies may read it, nor that it was asked for.

use crate::domain::record::form::{Answer, Field};
use crate::domain::record::{ComparisonPart, DayRule, Kind, Lead, PageSection};

pub const ABOUT: Field = Field::text("about", "about", "What was asked?")
    .must()
    .or(&["question", "asked about"]);

pub const ASKED: Field = Field::text("asked", "asked", "On which day was it asked for?")
    .of(Answer::Date)
    .day(DayRule::LONG_AGO)
    .or(&["asked on", "sought", "requested"]);

pub const GIVEN: Field = Field::text("given", "given", "On which day was it given?")
    .of(Answer::Date)
    .day(DayRule::LONG_AGO)
    .or(&["given on", "received"]);

pub const BY: Field =
    Field::text("by", "by", "Who gave it?")
        .brief()
        .or(&["from", "given by", "solicitor"]);

pub const ADVICE: Field =
    Field::text("advice", "advice", "What is the advice?").or(&["answer", "legal advice"]);

pub const CHILDREN: Field = Field::text("children", "for", "About which child?")
    .of(Answer::Children)
    .or(&["child", "which child"]);

/// Always restricted.
pub const KIND: Kind = Kind {
    id: "legal_advice",
    plural: "legal_advice",
    prefix: "la",
    title: "Legal advice",
    command: "advice",
    lead: Lead::Field(&ABOUT),
    fields: &[ABOUT, ASKED, GIVEN, BY, ADVICE, CHILDREN],
    columns: &[&ABOUT, &ASKED, &GIVEN, &BY, &ADVICE],
    must_be_restricted: Some(|_| true),
    is_untold: true,
    help: "whether to go to court; asked: 3 Nov; given: 10 Nov; advice: not yet. It is always restricted.",
    ..Kind::standing_in(PageSection::LegalAdvice, ComparisonPart::Meeting)
};
