//! An action of the plan: what will be different, who does what by when, and how everyone will know.

use crate::domain::record::form::{Answer, Field};
use crate::domain::record::{ComparisonPart, Kind, KindCheck, Lead, LooksAt, PageSection, Record};

pub const ACTION: Field = Field::text("action", "action", "What will be done?").must();

pub const WHO: Field = Field::text("who", "who", "Who does it?")
    .of(Answer::Person)
    .wanted()
    .or(&["owner"]);

pub const BY_WHEN: Field = Field::text("by_when", "by", "By which date?")
    .of(Answer::Date)
    .to_come()
    .wanted()
    .or(&["when", "until"]);

pub const MEASURE: Field = Field::text(
    "measure",
    "measure",
    "How will everyone see that it has happened?",
)
.wanted()
.or(&["know"]);

pub const OUTCOME: Field = Field::text(
    "outcome",
    "outcome",
    "What will be different for the child?",
)
.wanted();

pub const NEED: Field =
    Field::text("need", "need", "Which need or worry does it answer?").or(&["worry"]);

pub const CHILDREN: Field = Field::text("children", "for", "For which child?")
    .of(Answer::Children)
    .or(&["child", "children"]);

pub const SUPPORT: Field =
    Field::text("support", "support", "Which help is given with it?").or(&["help"]);

pub const IDEA_OF: Field = Field::text("idea_of", "idea", "Whose idea was it?")
    .of(Answer::Speaker)
    .said_by();

pub const STATUS: Field =
    Field::text("status", "status", "How far has it come?").from_list("action_status");

pub const FOLLOWS: Field =
    Field::text("follows", "follows", "Which promise does it take up?").filled_in();

pub const ANSWERS: Field = Field::text(
    "answers",
    "answers",
    "Which child's wish does it answer (a name, or the letters of the view)?",
)
.of(Answer::RecordOf(&[&super::childs_view::KIND]));

pub const OFFER: Field =
    Field::text("offer", "offer", "Which offer does it take up?").of(Answer::RecordOf(&[
        &super::offer::KIND,
        &super::contribution::KIND,
    ]));

/// The plan's rows (practice 3.11).
pub const KIND: Kind = Kind {
    id: "action",
    plural: "actions",
    prefix: "a",
    title: "Action",
    command: "action",
    lead: Lead::Field(&ACTION),
    fields: &[
        ACTION, WHO, BY_WHEN, MEASURE, OUTCOME, NEED, CHILDREN, SUPPORT, IDEA_OF, STATUS, FOLLOWS,
        ANSWERS, OFFER,
    ],
    columns: &[&ACTION, &WHO, &BY_WHEN, &MEASURE],
    shown_in: &["plan"],
    help: "Kelly books speech therapy; who: KS; by: 12 Dec; measure: letter seen",
    carried_as: Some(&super::promise::KIND),
    checks: &[KindCheck {
        id: "days_passed",
        missing: "The day for an action is in the past.",
        looks_at: LooksAt::DayPassed(&BY_WHEN, is_settled),
    }],
    ..Kind::standing_in(PageSection::Plan, ComparisonPart::Plan)
};

fn is_settled(action: &Record) -> bool {
    matches!(action.text(&STATUS), "done" | "no_longer_needed")
}
