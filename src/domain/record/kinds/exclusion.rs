//! That somebody was excluded from a part of the meeting, or others were met without them: by whose decision, why, from
//! when until when. What is recorded meanwhile carries it (`meeting/exclusion.rs`).

use crate::domain::record::form::{Answer, Field};
use crate::domain::record::{ComparisonPart, Kind, Lead, PageSection};

pub const WHO: Field = Field::text("who", "who", "Who is excluded?")
    .of(Answer::Person)
    .must();

pub const HOW: Field =
    Field::text("how", "how", "Excluded, or met separately?").one_of("exclusions");

pub const BY: Field = Field::text("by", "by", "Who decided that?")
    .of(Answer::Person)
    .wanted();

pub const WHY: Field = Field::text("why", "why", "Why?")
    .wanted()
    .or(&["reason", "because"]);

pub const FROM: Field = Field::text("from", "at", "From when on, if not from now?")
    .of(Answer::Time)
    .or(&["from", "since"]);

pub const UNTIL: Field = Field::text("until", "until", "Until when?").of(Answer::Time);

/// Exclusions (Wales c3pt2: who was excluded, why, by whom; FRG: two parents met separately). Never in the open minutes.
pub const KIND: Kind = Kind {
    id: "exclusion",
    plural: "exclusions",
    prefix: "x",
    title: "Exclusion",
    command: "exclude",
    lead: Lead::Field(&WHO),
    fields: &[WHO, HOW, BY, WHY, FROM, UNTIL],
    columns: &[&WHO, &HOW, &BY, &WHY, &FROM, &UNTIL],
    shown_in: &["attendance"],
    must_be_restricted: Some(|_| true),
    is_never_in_a_copy: true,
    help: "LH; by: CH; why: the report is not his to hear. /readmit LH ends it; the reason and what is recorded meanwhile are restricted until the Chair decides.",
    ..Kind::standing_in(PageSection::People, ComparisonPart::Said)
};
