//! A promise of the last conference: what somebody said they would do, brought to the review that looks at it.
//! Must not know the last meeting: `domain/review.rs` makes these records out of it.

use crate::domain::meeting::Meeting;
use crate::domain::record::form::{Answer, Choice, Field};
use crate::domain::record::{Kind, Lead, Values};

const PROGRESS: &[Choice] = &[
    Choice {
        code: "achieved",
        words: "achieved",
    },
    Choice {
        code: "partly",
        words: "partly",
    },
    Choice {
        code: "not_yet",
        words: "not yet",
    },
    Choice {
        code: "worse",
        words: "worse",
    },
    Choice {
        code: "no_longer_needed",
        words: "no longer needed",
    },
];

/// The plan as it stood, row by row (practice 3.13, seed rows 8 and 40). The number is what one types; a what-if
/// has its trigger under `if`.
pub const KIND: Kind = Kind {
    id: "promise",
    plural: "promises",
    prefix: "pm",
    title: "Promise of last time",
    command: "promise",
    lead: Lead::Field("number"),
    fields: &[
        Field::text("number", "number", "Which number has it?")
            .of(Answer::Code)
            .or(&["no"]),
        Field::text("promise", "promise", "What was promised?").must(),
        Field::text("if", "if", "If it is a what-if: what could go wrong?"),
        Field::text("who", "who", "Who promised it?").of(Answer::Person),
        Field::text("by_when", "by", "By which date?")
            .of(Answer::Date)
            .or(&["when", "until"]),
        Field::text("children", "for", "For which child?")
            .of(Answer::Children)
            .or(&["child", "children"]),
        Field::text(
            "outcome",
            "outcome",
            "What was to be different for the child?",
        ),
        Field::text("measure", "measure", "How was everyone to see it?").or(&["know"]),
        Field::text("progress", "progress", "How far has it come?")
            .of(Answer::OneOf(PROGRESS))
            .wanted(),
        Field::text("done", "done", "Was it done?")
            .of(Answer::YesNo)
            .wanted()
            .or(&["kept"]),
        Field::text("why", "why", "If it was not done: why not?").or(&["reason", "because"]),
        Field::text("impact", "impact", "What has it changed for the child?").wanted(),
        Field::text("evidence", "evidence", "How do we know?"),
        Field::text(
            "family_account",
            "family",
            "What does the family say about it?",
        ),
        Field::text(
            "child_account",
            "child says",
            "What does the child say about it?",
        ),
        Field::text(
            "from_meeting",
            "meeting",
            "In which meeting was it promised (filled in)?",
        ),
        Field::text("from_record", "record", "Under which entry (filled in)?"),
    ],
    key: Some("number"),
    columns: &[
        "promise", "if", "number", "who", "by_when", "progress", "done", "impact",
    ],
    shown_in: &["plan"],
    fill: Some(next_number),
    must_be_restricted: None,
    help: "2; progress: partly; done: no; why: no place was free; impact: … The number says which promise.",
};

fn next_number(values: &mut Values, meeting: &Meeting) {
    crate::domain::record::give_number(values, "number", meeting.records("promise"));
}
