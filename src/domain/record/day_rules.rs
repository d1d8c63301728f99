//! What the day in a field may be, relative to the meeting, to the day of typing and to the meeting before: one table.
//! A field names its row; whatever reads or checks a day looks here.

use crate::domain::calendar::date_words::DateBias;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DayRule {
    /// In which direction a weekday or a bare distance lies.
    pub lies: DateBias,
    /// From which day `tomorrow` or `in two weeks` count.
    pub counts_from: CountsFrom,
    pub limits: &'static [Limit],
    /// Near which day it is looked for.
    pub near: Than,
    /// How many months before and after that day such a day may be without being asked about.
    pub months: (u32, u32),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CountsFrom {
    /// From the day the meeting is held, once it has begun: its words were said on that day.
    Meeting,
    /// From the day on which it is typed.
    Typing,
}

/// What a day cannot be, and what is said about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limit {
    pub cannot_be: Order,
    pub than: Than,
    /// Follows the day: "Tue 1 Dec 2026 is still to come".
    pub why: &'static str,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    Earlier,
    Later,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Than {
    /// The day on which it is typed.
    Today,
    /// The day on which the meeting is held.
    Meeting,
    /// The day of the conference before it, where that is known.
    Previous,
}

const NOT_TO_COME: Limit = Limit {
    cannot_be: Order::Later,
    than: Than::Today,
    why: "is still to come",
};

const NOT_BEFORE_THE_MEETING: Limit = Limit {
    cannot_be: Order::Earlier,
    than: Than::Meeting,
    why: "is before the meeting",
};

impl DayRule {
    /// Either way: the nearest such day.
    pub const EITHER: DayRule = DayRule {
        lies: DateBias::Near,
        counts_from: CountsFrom::Meeting,
        limits: &[],
        near: Than::Meeting,
        months: (24, 24),
    };

    /// The day for which the meeting is planned.
    pub const PLANNED: DayRule = DayRule {
        lies: DateBias::Near,
        counts_from: CountsFrom::Typing,
        limits: &[],
        near: Than::Today,
        months: (11, 11),
    };

    /// The day on which it was held.
    pub const HELD: DayRule = DayRule {
        lies: DateBias::Past,
        limits: &[NOT_TO_COME],
        ..DayRule::PLANNED
    };

    /// What led to the meeting: invited, answered, handed in, shared, said by a child.
    pub const BEFORE: DayRule = DayRule {
        lies: DateBias::Past,
        counts_from: CountsFrom::Meeting,
        limits: &[NOT_TO_COME],
        near: Than::Meeting,
        months: (11, 11),
    };

    /// The conference before this one, and what was decided there.
    pub const PREVIOUS: DayRule = DayRule {
        lies: DateBias::Past,
        counts_from: CountsFrom::Meeting,
        limits: &[
            NOT_TO_COME,
            Limit {
                cannot_be: Order::Later,
                than: Than::Meeting,
                why: "is after this meeting",
            },
        ],
        near: Than::Meeting,
        months: (24, 0),
    };

    /// What was done since the conference before this one: a child told, a core group held, a check-in.
    pub const SINCE_PREVIOUS: DayRule = DayRule {
        lies: DateBias::Past,
        counts_from: CountsFrom::Meeting,
        limits: &[
            NOT_TO_COME,
            Limit {
                cannot_be: Order::Earlier,
                than: Than::Previous,
                why: "is before the conference at which it was decided",
            },
        ],
        near: Than::Meeting,
        months: (24, 11),
    };

    /// What was done after the meeting: signed off, corrected, put in writing.
    pub const AFTERWARDS: DayRule = DayRule {
        lies: DateBias::Past,
        counts_from: CountsFrom::Typing,
        limits: &[NOT_TO_COME, NOT_BEFORE_THE_MEETING],
        near: Than::Meeting,
        months: (0, 24),
    };

    /// When a copy went out; somebody may already have said on which day it will.
    pub const SENT: DayRule = DayRule {
        limits: &[NOT_BEFORE_THE_MEETING],
        ..DayRule::AFTERWARDS
    };

    /// What the meeting wants done, or sets.
    pub const TO_COME: DayRule = DayRule {
        lies: DateBias::ToCome,
        counts_from: CountsFrom::Meeting,
        limits: &[NOT_BEFORE_THE_MEETING],
        near: Than::Meeting,
        months: (0, 24),
    };

    /// When a baby is due. It may be overdue.
    pub const BABY_DUE: DayRule = DayRule {
        lies: DateBias::ToCome,
        counts_from: CountsFrom::Meeting,
        limits: &[],
        near: Than::Meeting,
        months: (1, 10),
    };

    /// Anybody's birthday.
    pub const BORN_AT_ANY_TIME: DayRule = DayRule {
        months: (110 * 12, 0),
        ..DayRule::BORN
    };

    /// What happened before the meeting, however long ago: an event, the first referral.
    pub const LONG_AGO: DayRule = DayRule {
        months: (30 * 12, 0),
        ..DayRule::BEFORE
    };

    /// A child's birthday: a child is under eighteen.
    pub const BORN: DayRule = DayRule {
        lies: DateBias::Past,
        counts_from: CountsFrom::Typing,
        limits: &[NOT_TO_COME],
        near: Than::Meeting,
        months: (18 * 12, 11),
    };
}

/// Two days of one record that cannot be the other way round. `why` follows "but".
#[derive(Debug, Clone, Copy)]
pub struct DayOrder {
    pub kind: &'static str,
    pub first: &'static str,
    pub then: &'static str,
    pub why: &'static str,
}

/// By kind and the names of the fields.
pub const DAY_ORDERS: &[DayOrder] = &[
    DayOrder {
        kind: "action",
        first: "starts",
        then: "by_when",
        why: "is before the day it starts",
    },
    DayOrder {
        kind: "person",
        first: "invited",
        then: "answered",
        why: "is before the invitation",
    },
    DayOrder {
        kind: "report",
        first: "dated",
        then: "received",
        why: "is before the date on the report",
    },
    DayOrder {
        kind: "report",
        first: "dated",
        then: "circulated",
        why: "is before the date on the report",
    },
    DayOrder {
        kind: "report",
        first: "dated",
        then: "shared",
        why: "is before the date on the report",
    },
    DayOrder {
        kind: "childs_view",
        first: "views_date",
        then: "received",
        why: "is before the child said it",
    },
    DayOrder {
        kind: "correction",
        first: "received",
        then: "ruled_on",
        why: "is before it came",
    },
];
