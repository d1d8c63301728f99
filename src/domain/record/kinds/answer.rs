//! An answer to a yes/no question of the agenda, with the reason.

use crate::domain::record::form::{Answer, Field};
use crate::domain::record::{ComparisonPart, Kind, Lead, MeetingContext, PageSection, Values};
use serde_json::Value;

pub const QUESTION: Field = Field::text("question", "question", "Which question?")
    .of(Answer::Question)
    .must();

pub const ANSWER: Field = Field::text("answer", "is", "Yes or no?")
    .of(Answer::YesNo)
    .must()
    .or(&["yes or no"]);

pub const REASON: Field = Field::text("reason", "reason", "Why?")
    .wanted()
    .or(&["why", "because", "reasons", "comment", "details", "note"]);

pub const GIVEN_BY: Field = Field::text("given_by", "by", "Who answers?")
    .of(Answer::Person)
    .said_by()
    .or(&["who", "answered by", "said by"]);

pub const CHILD: Field = Field::text("child", "child", "For which child?")
    .of(Answer::Child)
    .or(&["for", "which child"]);

/// Yes or no, and why.
pub const KIND: Kind = Kind {
    id: "answer",
    plural: "answers",
    prefix: "q",
    title: "Answer",
    command: "answer",
    lead: Lead::Field(&QUESTION),
    fields: &[QUESTION, ANSWER, REASON, GIVEN_BY, CHILD],
    columns: &[&QUESTION, &ANSWER, &REASON],
    shown_in: &["yes_no_reason"],
    fill: Some(next_question),
    help: "2; is: yes; reason: she said so. Shorter, for the next question: /yes or /no and the reason.",
    ..Kind::standing_in(PageSection::Answers, ComparisonPart::Said)
};

fn next_question(values: &mut Values, meeting: &dyn MeetingContext) {
    if values.contains_key(QUESTION.name) {
        return;
    }
    if let Some(question) = meeting.next_question() {
        values.insert(QUESTION.name.into(), Value::String(question));
    }
}
