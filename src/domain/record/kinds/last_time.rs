//! What stood at the end of the last conference, beside the plan: each child's decision, the scores, the core groups
//! that were due, and the children of whom nobody says that they were told. Brought to the review to be compared with,
//! and to say whether it was done.
//! Must not know the last meeting: `domain/review.rs` makes these records out of it.

use crate::domain::record::form::{Answer, Field};
use crate::domain::record::{Kind, Lead};

/// What was decided for a child last time (practice 3.13: is the reason still there, is the category still right).
pub const DECISION: Kind = Kind {
    id: "past_decision",
    plural: "past_decisions",
    prefix: "pd",
    title: "Decision of last time",
    command: "lastdecision",
    lead: Lead::Field("child"),
    fields: &[
        Field::text("child", "child", "For which child?")
            .of(Answer::Child)
            .must(),
        Field::text("decision", "was", "What was decided then?")
            .of(Answer::OneOf(super::decision::DECISIONS)),
        Field::text("category", "category", "Which category was it?")
            .of(Answer::OneOf(super::decision::CATEGORIES)),
        Field::text("reasons", "reasons", "Why was it decided?").or(&["because"]),
        Field::text("on", "on", "When was it decided?")
            .of(Answer::Date)
            .in_the_past(),
        Field::text(
            "reason_now",
            "reason now",
            "Is the reason for the plan still there?",
        ),
        Field::text(
            "category_now",
            "category now",
            "Is the category still right?",
        ),
        Field::text("from_meeting", "meeting", "In which meeting (filled in)?"),
        Field::text("from_record", "record", "Under which entry (filled in)?"),
    ],
    key: Some("child"),
    columns: &[
        "child",
        "decision",
        "category",
        "on",
        "reason_now",
        "category_now",
    ],
    shown_in: &["decision"],
    fill: None,
    must_be_restricted: None,
    help: "Ella; reason now: less, the quarrels have stopped; category now: yes",
};

/// A score of last time with the words at both its ends, for comparison (practice 3.9).
pub const SCALE: Kind = Kind {
    id: "past_scale",
    plural: "past_scales",
    prefix: "ps",
    title: "Score of last time",
    command: "lastscore",
    lead: Lead::Field("scale"),
    fields: &[
        Field::text("scale", "scale", "Which scale was it?").must(),
        Field::text("given_by", "by", "Who gave the score?").of(Answer::Speaker),
        Field::text("score", "score", "Which number?")
            .of(Answer::Number)
            .must(),
        Field::text("child", "child", "For which child?").of(Answer::Child),
        Field::text("reason", "why", "What made it that number?"),
        Field::text("question", "question", "What was asked?"),
        Field::text("from", "from", "The lowest number").of(Answer::Number),
        Field::text("to", "to", "The highest number").of(Answer::Number),
        Field::text("low", "low", "What the lowest number meant"),
        Field::text("high", "high", "What the highest number meant"),
        Field::text("on", "on", "When was it given?")
            .of(Answer::Date)
            .in_the_past(),
        Field::text("from_meeting", "meeting", "In which meeting (filled in)?"),
        Field::text("from_record", "record", "Under which entry (filled in)?"),
    ],
    key: None,
    columns: &["given_by", "score", "child", "low", "high", "on"],
    shown_in: &["scale"],
    fill: None,
    must_be_restricted: None,
    help: "safety; by: KS; score: 6; low: not safe; high: safe; on: 4 May 2026",
};

/// A core group that was due since last time, and whether it was held (seed rows 39 and 40).
pub const HELD: Kind = Kind {
    id: "core_group_due",
    plural: "core_groups_due",
    prefix: "cd",
    title: "Core group that was due",
    command: "held",
    lead: Lead::Field("what"),
    fields: &[
        Field::text("what", "what", "Which core group?").must(),
        Field::text("due", "due", "When was it due?").of(Answer::Date),
        Field::text("held", "held", "Was it held?")
            .of(Answer::YesNo)
            .wanted(),
        Field::text("held_on", "on", "On which day was it held?")
            .of(Answer::Date)
            .in_the_past(),
        Field::text("came", "came", "Who came?").or(&["who"]),
        Field::text("why", "why", "If it was not held: why not?").or(&["reason", "because"]),
        Field::text(
            "from_meeting",
            "meeting",
            "In which meeting was it set (filled in)?",
        ),
        Field::text("from_record", "record", "Under which entry (filled in)?"),
    ],
    key: Some("what"),
    columns: &["what", "due", "held", "held_on", "why"],
    shown_in: &["dates"],
    fill: None,
    must_be_restricted: None,
    help: "First core group; held: yes; on: 2 Dec 2026; came: KS, SW, HV",
};

/// A child of whom nothing says that it was told what was decided last time, and whether it was by now (practice 3.13,
/// 6.2: the child is heard, and hears what came of it).
pub const TOLD: Kind = Kind {
    id: "telling_due",
    plural: "tellings_due",
    prefix: "td",
    title: "Child to be told since last time",
    command: "told",
    lead: Lead::Field("child"),
    fields: &[
        Field::text(
            "child",
            "child",
            "Which child was to be told what was decided?",
        )
        .of(Answer::Child)
        .must(),
        Field::text("told_by", "by", "Who was to tell the child?")
            .of(Answer::Person)
            .or(&["who"]),
        Field::text("due", "due", "By which day?").of(Answer::Date),
        Field::text("told", "told", "Was the child told?")
            .of(Answer::YesNo)
            .wanted(),
        Field::text("told_on", "on", "On which day was the child told?")
            .of(Answer::Date)
            .in_the_past(),
        Field::text("why", "why", "If the child was not told: why not?").or(&["reason", "because"]),
        Field::text(
            "from_meeting",
            "meeting",
            "In which meeting was it decided (filled in)?",
        ),
        Field::text("from_record", "record", "Under which entry (filled in)?"),
    ],
    key: Some("child"),
    columns: &["child", "told_by", "due", "told", "told_on", "why"],
    shown_in: &["plan"],
    fill: None,
    must_be_restricted: None,
    help: "Ella; told: yes; on: 2 Dec. Or: told: no; why: … Which child was told what was decided last time.",
};
