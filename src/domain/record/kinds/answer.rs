//! An answer to a yes/no question of the agenda, with the reason.

use crate::domain::meeting::Meeting;
use crate::domain::record::form::{Answer, Field};
use crate::domain::record::{Kind, Lead, Values};
use serde_json::Value;

/// Yes or no, and why.
pub const KIND: Kind = Kind {
    id: "answer",
    plural: "answers",
    prefix: "q",
    title: "Answer",
    command: "answer",
    lead: Lead::Field("question"),
    fields: &[
        Field::text("question", "question", "Which question?")
            .of(Answer::Question)
            .must(),
        Field::text("answer", "is", "Yes or no?")
            .of(Answer::YesNo)
            .must()
            .or(&["answer"]),
        Field::text("reason", "reason", "Why?")
            .wanted()
            .or(&["why", "because"]),
        Field::text("given_by", "by", "Who answers?").of(Answer::Person),
        Field::text("child", "child", "For which child?").of(Answer::Child),
    ],
    key: None,
    columns: &["question", "answer", "reason"],
    shown_in: &["yes_no_reason"],
    fill: Some(next_question),
    must_be_restricted: None,
    help: "/yes reason or /no reason answers the next question; or name one: 2; is: yes; reason: …",
};

fn next_question(values: &mut Values, meeting: &Meeting) {
    if values.contains_key("question") {
        return;
    }
    if let Some(question) = meeting.next_question() {
        values.insert("question".into(), Value::String(question));
    }
}
