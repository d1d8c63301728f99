//! Words to look for in somebody's copy: where she lives now, the class on Tuesdays, the friend who drove her. Each place
//! where they stand is ruled on before the copy can be made.

use crate::domain::record::form::{Answer, Field};
use crate::domain::record::{ComparisonPart, Kind, Lead, PageSection};

pub const WHO: Field = Field::text("who", "who", "In whose copy?")
    .of(Answer::Speaker)
    .must()
    .or(&["for", "whom", "copy of"]);

pub const WORDS: Field = Field::text(
    "words",
    "words",
    "Which words, with commas between them, in every spelling?",
)
.must()
.or(&["word", "names", "look for"]);

pub const RULE: Field = Field::text("rule", "rule", "What becomes of them?")
    .one_of("withholding")
    .wanted()
    .or(&["then", "ruling", "do"]);

pub const INSTEAD: Field = Field::text("instead", "instead", "Which words stand there instead?")
    .or(&["say", "replace with", "put"]);

pub const NOT_IN: Field = Field::text(
    "not_in",
    "not in",
    "In which longer words are they not meant, with commas between them?",
)
.or(&["not meant in", "but not in", "except in"]);

pub const BY: Field = Field::text("by", "by", "Who decided that?")
    .of(Answer::Person)
    .wanted();

pub const WHY: Field = Field::text("why", "why", "Why?")
    .wanted()
    .or(&["reason", "because"]);

/// Always restricted, and the open minutes do not tell that there is one: it would say what to look for.
pub const KIND: Kind = Kind {
    id: "withheld_words",
    plural: "withheld_words",
    prefix: "ww",
    title: "Words to withhold",
    command: "withhold",
    lead: Lead::Field(&WHO),
    fields: &[WHO, WORDS, RULE, INSTEAD, NOT_IN, BY, WHY],
    columns: &[&WHO, &WORDS, &RULE, &INSTEAD, &BY, &WHY],
    must_be_restricted: Some(|_| true),
    is_untold: true,
    is_never_in_a_copy: true,
    stands_until_changed: true,
    help: "KS; words: Northfield Academy, the Academy; rule: blank; by: CH; why: where the children go to school. It is always restricted.",
    ..Kind::standing_in(PageSection::Withheld, ComparisonPart::Meeting)
};
