//! Something that happened on a day: a row of the chronology. The day of the event is kept apart from the day on which
//! somebody told it.

use crate::domain::record::form::{Answer, Field};
use crate::domain::record::{ComparisonPart, DayRule, Kind, Lead, PageSection};

pub const WHAT: Field = Field::text("what", "what", "What happened?")
    .must()
    .or(&["event", "happened"]);

pub const ON: Field = Field::text("on", "on", "On which day did it happen?")
    .of(Answer::Date)
    .day(DayRule::LONG_AGO)
    .wanted()
    .or(&["date", "day", "when", "date of event"]);

pub const TOLD_BY: Field = Field::text("told_by", "told by", "Who tells it?")
    .of(Answer::Speaker)
    .said_by()
    .or(&["by", "source", "from"]);

pub const CHILDREN: Field = Field::text("children", "for", "About which child?")
    .of(Answer::Children)
    .or(&["child", "about", "which child"]);

pub const DONE: Field = Field::text("done", "done", "What was done about it?").or(&[
    "response",
    "action taken",
    "what was done",
]);

/// The chronology that several forms ask for.
pub const KIND: Kind = Kind {
    id: "event",
    plural: "events",
    prefix: "ev",
    title: "Event",
    command: "event",
    lead: Lead::Field(&WHAT),
    fields: &[WHAT, ON, TOLD_BY, CHILDREN, DONE],
    columns: &[&ON, &WHAT, &TOLD_BY, &DONE],
    in_order_of: Some(&ON),
    spoken: &[&WHAT],
    help: "the police came to the home; on: 14 Oct; told by: PO; for: Ella",
    ..Kind::standing_in(PageSection::Chronology, ComparisonPart::Said)
};
