//! An action of the plan: what will be different, who does what by when, and how everyone will know.

use crate::domain::record::form::{Answer, Choice, Field};
use crate::domain::record::{Kind, Lead};

const STATUS: &[Choice] = &[
    Choice {
        code: "not_started",
        words: "not started",
    },
    Choice {
        code: "in_progress",
        words: "in progress",
    },
    Choice {
        code: "done",
        words: "done",
    },
    Choice {
        code: "stuck",
        words: "stuck",
    },
    Choice {
        code: "no_longer_needed",
        words: "no longer needed",
    },
];

/// The plan's rows (practice 3.11).
pub const KIND: Kind = Kind {
    id: "action",
    plural: "actions",
    prefix: "a",
    title: "Action",
    command: "action",
    lead: Lead::Field("action"),
    fields: &[
        Field::text("action", "action", "What will be done?").must(),
        Field::text("who", "who", "Who does it?")
            .of(Answer::Person)
            .wanted()
            .or(&["owner"]),
        Field::text("by_when", "by", "By which date?")
            .of(Answer::Date)
            .to_come()
            .wanted()
            .or(&["when", "until"]),
        Field::text(
            "measure",
            "measure",
            "How will everyone see that it has happened?",
        )
        .wanted()
        .or(&["know"]),
        Field::text(
            "outcome",
            "outcome",
            "What will be different for the child?",
        )
        .wanted(),
        Field::text("need", "need", "Which need or worry does it answer?").or(&["worry"]),
        Field::text("children", "for", "For which child?")
            .of(Answer::Children)
            .or(&["child", "children"]),
        Field::text("support", "support", "Which help is given with it?").or(&["help"]),
        Field::text("idea_of", "idea", "Whose idea was it?").of(Answer::Speaker),
        Field::text("status", "status", "How does it stand?")
            .of(Answer::OneOf(STATUS))
            .from_list("action_status"),
        Field::text("follows", "follows", "Which promise does it take up?"),
        Field::text(
            "answers",
            "answers",
            "Which child's wish does it answer (a name, or the letters of the view)?",
        )
        .of(Answer::RecordOf(&["childs_view"])),
        Field::text("offer", "offer", "Which offer does it take up?")
            .of(Answer::RecordOf(&["offer", "contribution"])),
    ],
    key: None,
    columns: &["action", "who", "by_when", "measure"],
    shown_in: &["plan"],
    fill: None,
    must_be_restricted: None,
    help: "Kelly books speech therapy; who: KS; by: 12 Dec; measure: letter seen",
};
