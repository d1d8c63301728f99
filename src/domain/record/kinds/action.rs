//! An action of the plan: what will be different, who does what by when, and how everyone will know.

use crate::domain::record::form::{Answer, Field};
use crate::domain::record::{
    ChildsWords, ComparisonPart, Kind, KindCheck, Lead, LooksAt, PageSection, Record,
};

pub const ACTION: Field = Field::text("action", "action", "What will be done?")
    .must()
    .or(&[
        "task",
        "step",
        "agreed action",
        "what will be done",
        "what needs to happen",
        "what needs to be done",
        "what",
        "what is to be done",
        "what should be done",
        "what will happen",
        "beth",
    ]);

pub const WHO: Field = Field::text("who", "who", "Who does it?")
    .of(Answer::Person)
    .shared_with(&WHO_ELSE)
    .wanted()
    .or(&[
        "owner",
        "by whom",
        "responsible",
        "person responsible",
        "responsibility",
        "lead",
        "who will do it",
        "who by",
        "assigned to",
        "whom",
        "who is responsible",
        "lead person",
        "lead professional",
        "who does it",
        "who does this",
        "who is doing it",
        "whos doing it",
        "who should do it",
        "who will do this",
        "who will do",
        "who does what",
        "done by",
        "action by",
        "action owner",
        "named person",
        "actioned by",
        "pwy",
    ]);

/// Those who come after the first: `who: KQ and SW`.
pub const WHO_ELSE: Field = Field::text("who_else", "with", "Who does it with them?")
    .of(Answer::People)
    .or(&["together with", "jointly with"]);

/// Whoever helps does not answer for it as those do who do it.
pub const HELPED_BY: Field = Field::text("helped_by", "helped by", "Who helps with it?")
    .of(Answer::People)
    .seldom()
    .or(&[
        "helps",
        "helper",
        "helpers",
        "who helps",
        "assisted by",
        "supported by",
    ]);

pub const BY_WHEN: Field = Field::text("by_when", "by", "By which date?")
    .of(Answer::Date)
    .to_come()
    .wanted()
    .or(&[
        "when",
        "until",
        "deadline",
        "due",
        "due date",
        "timescale",
        "target date",
        "date",
        "by date",
        "to be done by",
        "completed by",
        "completion date",
        "by what date",
        "by when",
        "when by",
        "how soon",
        "time scale",
        "timeframe",
        "time frame",
        "to be completed by",
        "finish by",
        "no later than",
        "erbyn",
    ]);

pub const STARTS: Field = Field::text("starts", "from", "From which day?")
    .of(Answer::Date)
    .to_come()
    .or(&[
        "start",
        "start date",
        "starting",
        "begins",
        "beginning",
        "from when",
        "from which day",
    ]);

pub const MEASURE: Field = Field::text(
    "measure",
    "measure",
    "How will everyone see that it has happened?",
)
.wanted()
.or(&[
    "know",
    "how will we know",
    "evidence",
    "measured by",
    "success",
    "success measure",
    "how we will know",
    "seen by",
    "sign",
    "measure of success",
    "how do we know",
    "how will we see it",
    "how will we know it has worked",
    "how will we know it worked",
    "we will know",
    "we will know when",
    "we will know it worked when",
    "we know it worked when",
    "worked when",
    "worked if",
    "done when",
    "success looks like",
    "proof",
]);

pub const OUTCOME: Field = Field::text(
    "outcome",
    "outcome",
    "What will be different for the child?",
)
.wanted()
.or(&[
    "goal",
    "aim",
    "so that",
    "desired outcome",
    "what will be different",
    "intended outcome",
]);

pub const NEED: Field = Field::text("need", "need", "Which need or worry does it answer?").or(&[
    "worry",
    "concern",
    "risk",
    "identified need",
    "issue",
]);

pub const CHILDREN: Field = Field::text("children", "for", "For which child?")
    .of(Answer::Children)
    .or(&["child", "for child", "which child"]);

pub const SUPPORT: Field = Field::text("support", "support", "What help is given with it?")
    .or(&["help", "support needed"]);

pub const IDEA_OF: Field = Field::text("idea_of", "idea", "Whose idea was it?")
    .of(Answer::Speaker)
    .shared_with(&IDEA_ELSE)
    .said_by()
    .or(&[
        "whose idea",
        "whose idea was it",
        "whose idea is it",
        "idea from",
        "idea of",
        "proposed by",
        "suggested by",
        "idea by",
    ]);

/// Those who come after the first: `idea: the family`.
pub const IDEA_ELSE: Field = Field::text("idea_else", "and of", "Whose idea was it as well?")
    .of(Answer::People)
    .said_with();

pub const STATUS: Field = Field::text("status", "status", "How far has it come?")
    .from_list("action_status")
    .or(&["state", "progress"]);

pub const FOLLOWS: Field =
    Field::text("follows", "follows", "Which promise does it take up?").filled_in();

pub const ANSWERS: Field = Field::text(
    "answers",
    "answers",
    "Which child's wish does it answer (a name, or the letters of the view)?",
)
.of(Answer::RecordOf(&[&super::childs_view::KIND]))
.or(&["wish", "answers wish"]);

pub const OFFER: Field = Field::text("offer", "offer", "Which offer does it take up?")
    .of(Answer::RecordOf(&[
        &super::offer::KIND,
        &super::contribution::KIND,
    ]))
    .or(&["takes up"]);

pub const HOW_OFTEN: Field = Field::text("how_often", "how often", "How often is it done?")
    .text_or("how_often")
    .seldom()
    .or(&["frequency", "often", "times"]);

pub const CHECKED_BY: Field =
    Field::text("checked_by", "checked by", "Who checks that it is done?")
        .of(Answer::Person)
        .seldom()
        .or(&[
            "who checks",
            "monitored by",
            "overseen by",
            "followed up by",
        ]);

/// Where several do it and it is not the first of them.
pub const LED_BY: Field = Field::text("led_by", "led by", "If several do it: who leads?")
    .of(Answer::Person)
    .seldom()
    .or(&["leads", "who leads", "leader"]);

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
        ANSWERS, OFFER, WHO_ELSE, IDEA_ELSE, STARTS, HOW_OFTEN, CHECKED_BY, LED_BY, HELPED_BY,
    ],
    columns: &[&ACTION, &WHO, &BY_WHEN, &MEASURE],
    shown_in: &["plan"],
    help: "Kelly books speech therapy; who: KS; by: 12 Dec; measure: letter seen",
    carried_as: Some(&super::promise::KIND),
    // The plan needs the action; whose idea it was goes.
    childs_words: ChildsWords::These {
        whose: &[&IDEA_OF, &IDEA_ELSE],
        words: &[&IDEA_OF, &IDEA_ELSE],
    },
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
