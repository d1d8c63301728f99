//! A visit to a child: when, by whom, and whether the child was seen, and seen alone. How often there was to be one is an
//! answer of the child.

use crate::domain::record::form::{Answer, Field};
use crate::domain::record::{
    ComparisonPart, DayRule, Kind, KindCheck, Lead, LooksAt, PageSection, ReadAnswers, Record,
};

pub const CHILDREN: Field = Field::text("children", "child", "Which child was visited?")
    .of(Answer::Children)
    .must()
    .or(&["children", "for", "who", "which child"]);

pub const ON: Field = Field::text("on", "on", "On which day?")
    .of(Answer::Date)
    .day(DayRule::BEFORE)
    .wanted()
    .or(&["date", "day", "when", "last seen", "visited on"]);

pub const BY: Field = Field::text("by", "by", "Who went?")
    .of(Answer::Person)
    .wanted()
    .or(&["who went", "visited by", "seen by"]);

pub const SEEN: Field = Field::text("seen", "seen", "Was the child seen?")
    .of(Answer::YesNo)
    .wanted()
    .or(&["was seen", "child seen"]);

pub const ALONE: Field = Field::text("alone", "alone", "Was the child seen alone?")
    .of(Answer::YesNo)
    .wanted()
    .or(&["seen alone", "on their own"]);

/// Where a child lives, learns or is kept safe is kept back wherever it is written.
pub const WHERE: Field = Field::text("where", "where", "Where (kept out of the family's copy)?")
    .kept_back()
    .brief()
    .or(&["place", "at", "venue"]);

pub const ANNOUNCED: Field = Field::text("announced", "announced", "Was the visit announced?")
    .of(Answer::YesNo)
    .seldom()
    .or(&["planned", "arranged"]);

pub const NOTE: Field = Field::text("note", "remark", "What should be known about it?")
    .seldom()
    .or(&["found", "noticed"]);

/// Visits since the last meeting (practice 3.13).
pub const KIND: Kind = Kind {
    id: "visit",
    plural: "visits",
    prefix: "vt",
    title: "Visit",
    command: "visit",
    lead: Lead::Field(&CHILDREN),
    fields: &[CHILDREN, ON, BY, SEEN, ALONE, WHERE, ANNOUNCED, NOTE],
    columns: &[&ON, &CHILDREN, &BY, &SEEN, &ALONE],
    checks: &[KindCheck {
        id: "visit_alone",
        missing: "Visit {number} does not say whether the child was seen alone.",
        looks_at: LooksAt::AnswerWhere(&ALONE, was_perhaps_seen),
    }],
    help: "Ella; on: 3 Nov; by: SW; seen: yes; alone: yes",
    ..Kind::standing_in(PageSection::Visits, ComparisonPart::LastTime)
};

/// Of a child who was not seen at all nobody asks whether it was alone.
fn was_perhaps_seen(visit: &Record) -> bool {
    visit.yes_no(&SEEN) != Some(false)
}
