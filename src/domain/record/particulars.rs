//! What forms ask about children, adults and relatives alike. Each answer is described here once; the kinds list it.

use crate::domain::record::DayRule;
use crate::domain::record::form::{Answer, Field};

/// Ready words for what is not known: `not asked`, `prefers not to say`.
const NOT_SAID: &str = "not_said";

/// Of adults. A child's is open, because a decision for a child hangs on their age.
pub const BORN: Field = Field::text(
    "born",
    "born",
    "When were they born (kept out of the family's copy)?",
)
.of(Answer::PastDate)
.day(DayRule::BORN_AT_ANY_TIME)
.kept_back()
.seldom()
.or(&["dob", "d o b", "date of birth", "birth date", "birthday"]);

pub const ADDRESS: Field = Field::text(
    "address",
    "address",
    "What is their home address (kept out of the family's copy)?",
)
.kept_back()
.brief()
.seldom()
.or(&["home address", "lives at", "postcode"]);

pub const CURRENT_ADDRESS: Field = Field::text(
    "current_address",
    "staying at",
    "If they are not at home: where are they staying (kept out of the family's copy)?",
)
.kept_back()
.brief()
.seldom()
.or(&[
    "current address",
    "address now",
    "temporary address",
    "placed at",
]);

/// Where a child lives is told by the child's own answer; this one may say where an adult is not to be found.
pub const LIVES_WITH: Field = Field::text(
    "lives_with",
    "lives with",
    "Who do they live with (kept out of the family's copy)?",
)
.kept_back()
.brief()
.seldom()
.or(&["household", "living with"]);

pub const ETHNICITY: Field = Field::text(
    "ethnicity",
    "ethnicity",
    "How do they describe their ethnicity (kept out of the family's copy)?",
)
.text_or(NOT_SAID)
.kept_back()
.brief()
.seldom()
.or(&["ethnic origin", "ethnic group", "ethnic background"]);

pub const DISABILITY: Field = Field::text(
    "disability",
    "disability",
    "Do they have a disability (kept out of the family's copy)?",
)
.text_or(NOT_SAID)
.kept_back()
.brief()
.seldom()
.or(&["disabilities", "disabled", "impairment"]);

pub const IMMIGRATION: Field = Field::text(
    "immigration",
    "immigration",
    "What is their immigration status (kept out of the family's copy)?",
)
.text_or(NOT_SAID)
.kept_back()
.brief()
.seldom()
.or(&[
    "immigration status",
    "asylum status",
    "right to stay",
    "visa",
]);

pub const ADVOCATE_OFFERED: Field = Field::text(
    "advocate_offered",
    "advocate offered",
    "Was an advocate offered to them?",
)
.of(Answer::YesNo)
.seldom()
.or(&["advocacy offered", "offered an advocate"]);

pub const ADVOCATE_TAKEN_UP: Field = Field::text(
    "advocate_taken_up",
    "advocate taken up",
    "Did they take the offer of an advocate up?",
)
.of(Answer::YesNo)
.seldom()
.or(&["advocacy taken up", "wants an advocate"]);

/// Whether they need one, for which language, and from where: `Irish, from Lingo Desk`, `none`. One who is at the table is a
/// person of their own.
pub const INTERPRETER: Field = Field::text(
    "interpreter",
    "interpreter",
    "Do they need an interpreter? For which language, and from where?",
)
.brief()
.seldom()
.or(&["interpreting", "interpreter needed", "needs an interpreter"]);

/// A name: the advocate is seldom at the table.
pub const ADVOCATE: Field = Field::text("advocate", "advocate", "Who is their advocate?")
    .brief()
    .seldom()
    .or(&["advocates name", "name of advocate"]);
