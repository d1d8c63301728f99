//! What a file of timescales may say, as data: its check, its schema and its help come from here.

use crate::domain::settings::meeting_kinds::KINDS_OF_MEETING;
use crate::domain::toml_reader::{FieldShape, Kind, Shape};

pub(super) const EVENTS: &[(&str, &str)] = &[
    (
        "strategy_discussion",
        "the strategy discussion that started the section 47 enquiry",
    ),
    ("conference", "the meeting itself"),
    ("previous_conference", "the conference before this one"),
    (
        "notification_of_transfer",
        "the written notice that the family has moved here",
    ),
    ("birth", "the birth of the child"),
    ("due_date", "the day on which the birth is expected"),
    (
        "minutes_received",
        "the day on which somebody received the minutes",
    ),
    ("core_group", "the core group before the next one"),
];

const UNITS: &[(&str, &str)] = &[
    (
        "working_days",
        "Monday to Friday, without bank holidays and closure days",
    ),
    ("calendar_days", "all days"),
    ("weeks", "seven days each"),
    (
        "months",
        "the same day of the month, or its last day where there is no such day",
    ),
];

const DIRECTIONS: &[(&str, &str)] = &[
    ("after", "on from the event; used when left out"),
    ("before", "back from the event"),
];

const ROLLS: &[(&str, &str)] = &[
    ("none", "the date stays, with a warning; used when left out"),
    ("back", "the last working day before"),
    ("forward", "the next working day after"),
];

pub(super) static TIMESCALES: Shape = Shape {
    name: "a file of timescales",
    about: "Timescales: what has to happen by when. The file changes or adds to the timescales of the program.",
    fields: &[
        FieldShape::may(
            "leave_out",
            Kind::List(&Kind::Id),
            "The ids of built-in timescales that do not apply in your council.",
        ),
        FieldShape::may(
            "timescale",
            Kind::Tables(&TIMESCALE),
            "A timescale: a built-in one that you change, or your own.",
        ),
    ],
};

static TIMESCALE: Shape = Shape {
    name: "a timescale",
    about: "With the id of one that the program knows, only what is different is given. One of your own needs label, from_event, amount and unit too.",
    fields: &[
        FieldShape::needed("id", Kind::Id, "A short name that never changes."),
        FieldShape::may(
            "label",
            Kind::Line,
            "What is due, as it is shown on the screen.",
        ),
        FieldShape::may(
            "from_event",
            Kind::Choice(EVENTS),
            "The event that the days are counted from.",
        ),
        FieldShape::may(
            "amount",
            Kind::Whole { min: 1, max: 731 },
            "How many, always above 0; to count back, see direction. At most two years.",
        ),
        FieldShape::may("unit", Kind::Choice(UNITS), "What is counted."),
        FieldShape::may(
            "direction",
            Kind::Choice(DIRECTIONS),
            "Whether the days are counted on from the event, or back from it.",
        ),
        FieldShape::may(
            "count_start_day",
            Kind::YesNo,
            "Whether the day of the event is day 1; left out or false, it is day 0.",
        ),
        FieldShape::may(
            "roll",
            Kind::Choice(ROLLS),
            "What happens to a date that is not a working day. Not with working_days, which always end on one.",
        ),
        FieldShape::may(
            "warn_days",
            Kind::Whole { min: 0, max: 100 },
            "How many days before the date it is shown as coming up; working days, if those are counted.",
        ),
        FieldShape::may(
            "applies_to",
            Kind::List(&Kind::Choice(KINDS_OF_MEETING)),
            "The kinds of meeting it is for; all of them when left out.",
        ),
        FieldShape::may(
            "applies_after",
            Kind::List(&Kind::Choice(KINDS_OF_MEETING)),
            "Only when the meeting before was of one of these kinds; left out, always.",
        ),
    ],
};
