//! What the meeting is: its reference, place and reason. There is one such record in a meeting.

use crate::domain::record::form::{Answer, Field};
use crate::domain::record::{ComparisonPart, DayRule, Key, Kind, Lead, PageSection};

pub const REFERENCE: Field = Field::text(
    "reference",
    "reference",
    "What is the family's reference (not a name)?",
)
.brief()
.or(&[
    "ref",
    "case",
    "case number",
    "family",
    "family reference",
    "file",
    "case ref",
    "case reference",
]);

pub const ON: Field = Field::text("on", "on", "On which day is it held?")
    .of(Answer::Date)
    .day(DayRule::PLANNED)
    .of_this_meeting()
    .or(&[
        "date",
        "day",
        "meeting date",
        "when",
        "date of meeting",
        "date of conference",
    ]);

/// The answer when it was begun on another day than it was planned for.
pub const HELD: Field = Field::text(
    "held",
    "held",
    "On which day was it held, if not on the day planned?",
)
.of(Answer::Date)
.day(DayRule::HELD)
.of_this_meeting()
.or(&["held on"]);

pub const VENUE: Field = Field::text("venue", "venue", "Where is the meeting held?")
    .brief()
    .or(&["place", "where", "location", "room", "at"]);

pub const FORMAT: Field = Field::text("format", "format", "How do people meet?")
    .from_list("formats")
    .of_the_day()
    .or(&["how", "held how", "mode"]);

pub const REASON: Field = Field::text(
    "reason",
    "reason",
    "Why is this conference held, in a sentence?",
)
.of_this_meeting()
.or(&["why", "because", "purpose", "reason for conference"]);

pub const STRATEGY_DATE: Field = Field::text(
    "strategy_date",
    "strategy",
    "When was the strategy discussion that began the enquiry?",
)
.of(Answer::Date)
.in_the_past()
.of_the_day()
.or(&[
    "s47",
    "strategy discussion",
    "section 47",
    "strategy meeting",
    "s 47",
]);

pub const TRANSFER_NOTICE: Field = Field::text(
    "transfer_notice",
    "notice",
    "If the family has moved here: when did the notice come?",
)
.of(Answer::Date)
.in_the_past()
.of_this_meeting()
.or(&["transfer", "notified"]);

pub const PREVIOUS_ON: Field = Field::text(
    "previous_on",
    "previous",
    "On which day was the conference before this one?",
)
.of(Answer::Date)
.day(DayRule::PREVIOUS)
.of_this_meeting()
.or(&[
    "last",
    "last conference",
    "previous conference",
    "date of last conference",
]);

pub const PREVIOUS_KIND: Field = Field::text(
    "previous_kind",
    "previous was",
    "Which kind of conference was the one before this?",
)
.from_list("conferences")
.of_this_meeting()
.or(&["last was", "previous type"]);

pub const INTERPRETER: Field = Field::text(
    "interpreter",
    "interpreter",
    "Is there an interpreter, and for which language?",
)
.brief()
.or(&["interpreting", "language"]);

pub const AUDIO: Field = Field::text(
    "audio",
    "audio",
    "Is sound recorded? By whom, and how long is it kept?",
)
.of_this_meeting()
.or(&["recording", "audio recording", "recorded"]);

pub const FIRST_REFERRAL: Field = Field::text(
    "first_referral",
    "first referral",
    "When was the family first referred?",
)
.of(Answer::Date)
.day(DayRule::LONG_AGO)
.seldom()
.or(&["first referred", "date of first referral", "known since"]);

/// A school, a hospital, a neighbour: it is seldom somebody at the table, and may be nobody the family is to know.
pub const REFERRED_BY: Field = Field::text(
    "referred_by",
    "referred by",
    "Who referred the family first (kept out of the family's copy)?",
)
.kept_back()
.brief()
.seldom()
.or(&[
    "referrer",
    "referral from",
    "referral by",
    "first referred by",
]);

pub const EARLIER_PLANS: Field = Field::text(
    "earlier_plans",
    "earlier plans",
    "Which plans were there before, and when?",
)
.seldom()
.or(&["previous plans", "plans before", "history of plans"]);

pub const REVIEW_NUMBER: Field = Field::text(
    "review_number",
    "review number",
    "If it is a review: which one is it?",
)
.of(Answer::Number)
.seldom()
.of_this_meeting()
.or(&["number of review", "review no", "which review"]);

/// The header of the minutes (practice 3.1). The reference is a number or code, never a name.
pub const KIND: Kind = Kind {
    id: "details",
    plural: "details",
    prefix: "m",
    title: "The meeting",
    command: "meeting",
    lead: Lead::Field(&REFERENCE),
    fields: &[
        REFERENCE,
        ON,
        HELD,
        VENUE,
        FORMAT,
        REASON,
        STRATEGY_DATE,
        TRANSFER_NOTICE,
        PREVIOUS_ON,
        PREVIOUS_KIND,
        INTERPRETER,
        AUDIO,
        FIRST_REFERRAL,
        REFERRED_BY,
        EARLIER_PLANS,
        REVIEW_NUMBER,
    ],
    key: Key::OneForTheMeeting,
    columns: &[&REFERENCE, &VENUE, &FORMAT, &REASON],
    shown_in: &["attendance"],
    help: "P-2214; on: 27 Nov; venue: Town Hall. The family's reference comes first, never a name.",
    ..Kind::standing_in(PageSection::TheMeeting, ComparisonPart::Meeting)
};
