//! That a statement of the agenda was read aloud: which, by whom, when.

use crate::domain::record::form::{Answer, Field};
use crate::domain::record::{ComparisonPart, Kind, Lead, MeetingContext, PageSection, Values};
use serde_json::Value;

pub const STATEMENT: Field = Field::text("statement", "statement", "Which statement?")
    .of(Answer::Statement)
    .must()
    .or(&["what", "title"]);

pub const READ_BY: Field = Field::text("read_by", "read by", "Who read it?")
    .of(Answer::Person)
    .or(&["by", "who", "reader", "read out by"]);

/// Statements read (practice 3.14, 4.11).
pub const KIND: Kind = Kind {
    id: "statement",
    plural: "statements_read",
    prefix: "s",
    title: "Statement",
    command: "statement",
    lead: Lead::Field(&STATEMENT),
    fields: &[STATEMENT, READ_BY],
    columns: &[&STATEMENT, &READ_BY],
    shown_in: &["statement"],
    fill: Some(next_statement),
    typed_alone: true,
    help: "confidentiality; read by: CH. /statement alone takes the next one that has not been read.",
    ..Kind::standing_in(PageSection::StatementsRead, ComparisonPart::Said)
};

/// Without a name it is the statement of the section, or the first that nobody has read.
fn next_statement(values: &mut Values, meeting: &dyn MeetingContext) {
    if values.contains_key(STATEMENT.name) {
        return;
    }
    let of_section = meeting
        .open_section()
        .and_then(|section| section.statement.clone());
    let unread = meeting
        .agenda()
        .statements
        .iter()
        .map(|statement| statement.id.clone());
    let next = of_section
        .into_iter()
        .chain(unread)
        .find(|id| !meeting.is_read(id));
    if let Some(id) = next {
        values.insert(STATEMENT.name.into(), Value::String(id));
    }
}
