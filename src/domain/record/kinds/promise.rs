//! A promise of the last conference: what somebody said they would do, brought to the review that looks at it.
//! `history/review.rs` makes these records.

use crate::domain::record::form::{Answer, Field};
use crate::domain::record::{
    ChildsWords, ComparisonPart, Key, Kind, Lead, MeetingContext, PageSection, Values,
};

pub const NUMBER: Field = Field::text("number", "number", "What is its number?")
    .of(Answer::Code)
    .or(&["no", "nr", "id"]);

pub const PROMISE: Field = Field::text("promise", "promise", "What was promised?")
    .must()
    .or(&["action", "what", "task"]);

pub const IF: Field =
    Field::text("if", "if", "If it is a what-if: what could go wrong?").or(&["what if"]);

pub const WHO: Field = Field::text("who", "who", "Who promised it?")
    .of(Answer::Person)
    .shared_with(&WHO_ELSE)
    .or(&[
        "owner",
        "by whom",
        "responsible",
        "person responsible",
        "lead",
        "promised by",
    ]);

/// Those who come after the first: `who: KQ and SW`.
pub const WHO_ELSE: Field = Field::text("who_else", "with", "Who promised it with them?")
    .of(Answer::People)
    .or(&["together with"]);

pub const BY_WHEN: Field = Field::text("by_when", "by", "By which date?")
    .of(Answer::Date)
    .or(&["when", "until", "deadline", "due", "due date", "timescale"]);

pub const CHILDREN: Field = Field::text("children", "for", "For which child?")
    .of(Answer::Children)
    .or(&["child", "which child"]);

pub const OUTCOME: Field = Field::text(
    "outcome",
    "outcome",
    "What was to be different for the child?",
)
.or(&["goal", "aim", "so that"]);

pub const MEASURE: Field = Field::text("measure", "measure", "How was everyone to see it?").or(&[
    "know",
    "how will we know",
    "success",
]);

pub const HOW_OFTEN: Field = Field::text("how_often", "how often", "How often was it to be done?")
    .text_or("how_often")
    .seldom()
    .or(&["frequency", "often"]);

pub const CHECKED_BY: Field = Field::text(
    "checked_by",
    "checked by",
    "Who was to check that it is done?",
)
.of(Answer::Person)
.seldom()
.or(&["who checks", "monitored by"]);

pub const LED_BY: Field = Field::text("led_by", "led by", "If several did it: who led?")
    .of(Answer::Person)
    .seldom()
    .or(&["leads", "led", "leader"]);

pub const HELPED_BY: Field = Field::text("helped_by", "helped by", "Who was to help with it?")
    .of(Answer::People)
    .seldom()
    .or(&["helps", "helper", "helpers", "who helps"]);

pub const PROGRESS: Field = Field::text("progress", "progress", "How far has it come?")
    .one_of("progress")
    .wanted()
    .or(&["status", "state", "standing", "is"]);

pub const DONE: Field = Field::text("done", "done", "Was it done?")
    .of(Answer::YesNo)
    .wanted()
    .or(&["kept", "completed", "complete"]);

pub const WHY: Field = Field::text("why", "why", "If it was not done: why not?")
    .or(&["reason", "because", "why not", "reasons"]);

pub const IMPACT: Field = Field::text("impact", "impact", "What has it changed for the child?")
    .wanted()
    .or(&["difference", "effect", "changed", "what changed"]);

pub const EVIDENCE: Field = Field::text("evidence", "evidence", "How do we know?").or(&[
    "how we know",
    "how do we know",
    "proof",
]);

pub const FAMILY_ACCOUNT: Field = Field::text(
    "family_account",
    "family",
    "What does the family say about it?",
)
.or(&["family says", "family view", "parents", "parents say"]);

pub const CHILD_ACCOUNT: Field = Field::text(
    "child_account",
    "child says",
    "What does the child say about it?",
)
.or(&["child view", "child thinks"]);

pub const FROM_MEETING: Field = Field::text(
    "from_meeting",
    "meeting",
    "In which meeting was it promised (filled in)?",
)
.filled_in();

pub const FROM_RECORD: Field =
    Field::text("from_record", "record", "Under which entry (filled in)?").filled_in();

/// The plan as it was, row by row (practice 3.13, seed rows 8 and 40). The number is what people type; a what-if has
/// its trigger under `if`.
pub const KIND: Kind = Kind {
    id: "promise",
    plural: "promises",
    prefix: "pm",
    title: "Promise of last time",
    command: "promise",
    lead: Lead::Field(&NUMBER),
    fields: &[
        NUMBER,
        PROMISE,
        IF,
        WHO,
        BY_WHEN,
        CHILDREN,
        OUTCOME,
        MEASURE,
        PROGRESS,
        DONE,
        WHY,
        IMPACT,
        EVIDENCE,
        FAMILY_ACCOUNT,
        CHILD_ACCOUNT,
        FROM_MEETING,
        FROM_RECORD,
        WHO_ELSE,
        HOW_OFTEN,
        CHECKED_BY,
        LED_BY,
        HELPED_BY,
    ],
    key: Key::Fields(&[&NUMBER]),
    columns: &[
        &PROMISE, &IF, &NUMBER, &WHO, &BY_WHEN, &PROGRESS, &DONE, &IMPACT,
    ],
    shown_in: &["plan"],
    fill: Some(next_number),
    childs_words: ChildsWords::These {
        whose: &[&CHILDREN],
        words: &[&CHILD_ACCOUNT],
    },
    help: "2; progress: partly; done: no; why: no place was free; impact: Noah waits. The number says which promise.",
    ..Kind::standing_in(PageSection::PlanOfLastTime, ComparisonPart::LastTime)
};

fn next_number(values: &mut Values, meeting: &dyn MeetingContext) {
    crate::domain::record::give_number(values, &NUMBER, &meeting.records_of_kind(&KIND));
}
