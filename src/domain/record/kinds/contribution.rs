//! A contribution: who said what, about whom, and how. The heart of the record.
//! Its one-line form is the shorthand itself (`domain/line`), not labels.

use crate::domain::record::form::{Answer, Field};
use crate::domain::record::{ComparisonPart, Kind, Lead, LeadWith, PageSection};

pub const SPEAKER: Field = Field::text("speaker", "speaker", "Who says it?")
    .of(Answer::Speaker)
    .said_by();

/// Those who say it with the speaker: `KQ & HV: we agreed on Friday`.
pub const SAID_WITH: Field = Field::text("said_with", "with", "Who says it with them?")
    .of(Answer::People)
    .said_with();

pub const ON_BEHALF_OF: Field = Field::text("on_behalf_of", "for", "Whom do they speak for?")
    .of(Answer::Person)
    .said_for();

pub const OF_KIND: Field =
    Field::text("kind", "kind", "What kind of contribution is it?").of(Answer::ContributionKind);

pub const TEXT: Field = Field::text("text", "text", "What do they say?");

pub const EXACT: Field =
    Field::text("exact", "exact", "Are these the exact words?").of(Answer::YesNo);

pub const CHILDREN: Field = Field::text(
    "children",
    "about",
    "About which child? (nobody named: all)",
)
.of(Answer::Children);

pub const NEW_TO_FAMILY: Field = Field::text(
    "new_to_family",
    "new",
    "Does the family hear this for the first time today?",
)
.of(Answer::YesNo);

pub const TALKED_THROUGH: Field = Field::text(
    "talked_through",
    "talked",
    "If it was new to the family: was it talked through?",
)
.of(Answer::YesNo);

/// What one person said, in short and attributed (practice 3.7).
pub const KIND: Kind = Kind {
    id: "contribution",
    plural: "contributions",
    prefix: "e",
    title: "Contribution",
    command: "",
    lead: Lead::Field(&TEXT),
    fields: &[
        SPEAKER,
        SAID_WITH,
        ON_BEHALF_OF,
        OF_KIND,
        TEXT,
        EXACT,
        CHILDREN,
        NEW_TO_FAMILY,
        TALKED_THROUGH,
    ],
    help: "Who: words. What somebody says, as short as it can be, in their name.",
    lead_with: LeadWith::Before(&SPEAKER),
    spoken: &[&TEXT],
    ..Kind::standing_in(PageSection::Said, ComparisonPart::Said)
};
