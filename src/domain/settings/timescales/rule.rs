//! One timescale: from which event, how long, counted how.

/// Something that happens on a day, and from which days are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Event {
    /// The strategy discussion that started the section 47 enquiry (practice 2a).
    StrategyDiscussion,
    #[default]
    Conference,
    PreviousConference,
    NotificationOfTransfer,
    Birth,
    DueDate,
    MinutesReceived,
    CoreGroup,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Unit {
    #[default]
    WorkingDays,
    CalendarDays,
    Weeks,
    /// Calendar months: the same day of the month, or its last day where there is no such day.
    Months,
}

/// In which direction one counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Direction {
    #[default]
    After,
    Before,
}

/// What becomes of a date that falls on a day without work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Roll {
    #[default]
    None,
    Back,
    Forward,
}

macro_rules! words {
    ($kind:ident, $($word:literal => $value:ident),+) => {
        impl $kind {
            pub fn word(self) -> &'static str {
                match self { $($kind::$value => $word),+ }
            }

            pub fn from_word(word: &str) -> Option<Self> {
                match word { $($word => Some($kind::$value),)+ _ => None }
            }
        }
    };
}

words!(Event,
    "strategy_discussion" => StrategyDiscussion,
    "conference" => Conference,
    "previous_conference" => PreviousConference,
    "notification_of_transfer" => NotificationOfTransfer,
    "birth" => Birth,
    "due_date" => DueDate,
    "minutes_received" => MinutesReceived,
    "core_group" => CoreGroup);
words!(Unit,
    "working_days" => WorkingDays,
    "calendar_days" => CalendarDays,
    "weeks" => Weeks,
    "months" => Months);
words!(Direction, "after" => After, "before" => Before);
words!(Roll, "none" => None, "back" => Back, "forward" => Forward);

impl Unit {
    /// An amount in words: `15 working days`, `1 working day`, `90 days`, `6 weeks`.
    pub fn amount(self, amount: u32) -> String {
        let one = match self {
            Unit::WorkingDays => "working day",
            Unit::CalendarDays => "day",
            Unit::Weeks => "week",
            Unit::Months => "month",
        };
        let many = if amount == 1 { "" } else { "s" };
        format!("{amount} {one}{many}")
    }

    /// The most that makes sense: two years. More is taken for a slip in the unit.
    pub(super) fn most(self) -> u32 {
        match self {
            Unit::WorkingDays => 520,
            Unit::CalendarDays => 731,
            Unit::Weeks => 104,
            Unit::Months => 24,
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Timescale {
    /// The name that never changes.
    pub id: String,
    pub label: String,
    /// From which event one counts.
    pub from_event: Event,
    pub amount: u32,
    pub unit: Unit,
    pub direction: Direction,
    /// Whether the day of the event is day 1 instead of day 0. (In working days: if it is one.)
    pub count_start_day: bool,
    /// What becomes of a date without work. Means nothing in working days, which never hit one.
    pub roll: Roll,
    /// How long before the date it counts as near: in working days if these are counted, otherwise in days.
    pub warn_days: u32,
    /// The kinds of meeting it is for; empty for all.
    pub applies_to: Vec<String>,
    /// The kinds of the meeting before that it needs; empty for any, or none.
    pub applies_after: Vec<String>,
}

impl Timescale {
    /// The rule in words, as it stands behind a date: `15 working days`, `2 working days before`.
    pub fn words(&self) -> String {
        let mut words = self.unit.amount(self.amount);
        if self.direction == Direction::Before {
            words.push_str(" before");
        }
        if self.count_start_day {
            words.push_str(", counting the first day");
        }
        words
    }
}
