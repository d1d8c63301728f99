//! A dissent: who does not agree with what, and why; said, or formally.

use crate::domain::record::form::{Answer, Field};
use crate::domain::record::{ComparisonPart, DayRule, Kind, KindCheck, Lead, LooksAt, PageSection};

pub const FROM_WHOM: Field = Field::text("from_whom", "agency", "Which agency, or who, disagrees?")
    .of(Answer::AgencyOrSomebody)
    .must()
    .brief()
    .theirs()
    .or(&["who", "whose", "dissent by", "person", "dissenter"]);

pub const GIVEN_BY: Field = Field::text("given_by", "by", "Who says so?")
    .of(Answer::Speaker)
    .said_by()
    .or(&["said by", "speaker"]);

pub const CHILD: Field = Field::text("child", "child", "For which child?")
    .of(Answer::Child)
    .wanted()
    .or(&["for", "which child"]);

pub const FROM: Field = Field::text("from", "from", "What do they disagree with?")
    .wanted()
    .or(&["about", "disagrees with", "what", "decision"]);

pub const REASONS: Field = Field::text("reasons", "reasons", "Why?").wanted().or(&[
    "reason",
    "why",
    "because",
    "rationale",
]);

pub const FORMAL: Field = Field::text("formal", "formal", "Is it a formal dissent?")
    .of(Answer::YesNo)
    .wanted()
    .or(&["formally", "formal dissent"]);

pub const IN_WRITING: Field = Field::text(
    "in_writing",
    "written",
    "On which day did it come in writing?",
)
.of(Answer::Date)
.day(DayRule::AFTERWARDS)
.or(&["written on", "put in writing"]);

/// Dissents (practice 3.10). Seeing it differently is one thing, dissenting formally another (Sussex); the day by which
/// it has to be in writing is worked out.
pub const KIND: Kind = Kind {
    id: "dissent",
    plural: "dissents",
    prefix: "n",
    title: "Dissent",
    command: "dissent",
    lead: Lead::Field(&FROM_WHOM),
    fields: &[
        FROM_WHOM, GIVEN_BY, CHILD, FROM, REASONS, FORMAL, IN_WRITING,
    ],
    columns: &[&FROM_WHOM, &CHILD, &FROM, &FORMAL],
    shown_in: &["decision"],
    help: "Housing; by: GR; child: Ella; from: the plan; reasons: it is about the flat; formal: no",
    checks: &[KindCheck {
        id: "dissent_reasons",
        missing: "Somebody disagrees (dissent {number}), but it does not say why.",
        looks_at: LooksAt::Answer(&REASONS),
    }],
    ..Kind::standing_in(PageSection::Dissents, ComparisonPart::AgencyViews)
};
