//! The parts of a comparison, and which kinds of record stand in each: a table of data. Must not decide anything.

/// A part of a comparison.
#[derive(Debug)]
pub struct Part {
    /// In files.
    pub id: &'static str,
    /// For people.
    pub title: &'static str,
    /// The kinds of record in it.
    pub kinds: &'static [&'static str],
    /// It says something about two different meetings. What was said on a day, and what a review brings along
    /// from last time, is compared only between two versions of one meeting.
    pub between_meetings: bool,
}

/// Every part, in the order in which it is read: what was decided and planned, what the children say, how safe it is seen
/// to be, then the people, then the rest. Every kind of record stands in one of them.
pub const PARTS: &[Part] = &[
    part("decisions", "The decisions", &["decision"]),
    part("plan", "The plan", &["action"]),
    part("what_if", "What if", &["what_if"]),
    part("views", "What the children say", &["childs_view"]),
    part("scales", "The scales", &["scale"]),
    part(
        "agency_views",
        "What each agency thinks",
        &["agency_view", "dissent"],
    ),
    part("children", "The children", &["child"]),
    part("people", "The people", &["person"]),
    part("core_group", "The core group", &["core_group"]),
    part("offers", "Offers of help", &["offer"]),
    part("dates", "Dates", &["date", "check_in"]),
    part("meeting", "The meeting", &["details"]),
    of_one(
        "said",
        "What was said",
        &["contribution", "answer", "statement"],
    ),
    of_one("reports", "Reports", &["report"]),
    of_one(
        "last_time",
        "What came from last time",
        &[
            "promise",
            "telling_due",
            "past_decision",
            "past_scale",
            "core_group_due",
        ],
    ),
    of_one("feedback", "Comments, praise and complaints", &["feedback"]),
    of_one(
        "after_closing",
        "After closing",
        &["sign_off", "distribution", "correction"],
    ),
];

const fn part(id: &'static str, title: &'static str, kinds: &'static [&'static str]) -> Part {
    Part {
        id,
        title,
        kinds,
        between_meetings: true,
    }
}

const fn of_one(id: &'static str, title: &'static str, kinds: &'static [&'static str]) -> Part {
    Part {
        between_meetings: false,
        ..part(id, title, kinds)
    }
}

/// When somebody was invited and when they answered: it differs every time and says little, so it comes last, as a part of
/// its own.
pub(super) const INVITATION: &[&str] = &["invited", "answered"];

/// The part that these days are put into.
pub(super) const INVITATIONS: (&str, &str) = ("invitations", "Days of invitation and answer");

/// Fields that the program fills in to link records: they differ without anything being different.
pub(super) const FILLED_IN: &[&str] = &[
    "from_meeting",
    "from_record",
    "follows",
    "sha256",
    "version",
];

/// Fields about how something went on the day. Between two meetings they differ only where both have an answer:
/// that nobody has put down yet how somebody takes part this time says nothing.
pub(super) const OF_THE_DAY: &[&str] = &[
    "attendance",
    "format",
    "strategy_date",
    "views_date",
    "received",
    "gathered_by",
    "helped_by",
    "asked_with",
    "shared",
    "read_by",
    "agreed_to_share",
    "kept_at",
    "told_by",
    "tell_by",
];
