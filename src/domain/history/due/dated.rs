//! What a meeting promised for which day, as it can be stored. Must not depend on today.

use crate::domain::history::past_meeting::PastMeeting;
use crate::domain::history::telling::ChildTold;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Everything of one meeting that is to happen by a day, and what it takes over from the meeting before.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct MeetingDates {
    /// The meeting.
    pub meeting: PastMeeting,
    /// The meeting it began from; empty without one.
    pub review_of: String,
    /// The day it began, or was made while it has not begun: seen from an earlier day, nobody knew of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub known_since: Option<NaiveDate>,
    /// It is closed: what it has said of the plan before it holds.
    pub is_closed: bool,
    /// The records of the meeting before that this one has taken over: they are due here, or settled.
    pub taken_over: Vec<String>,
    /// The children who were told, as it says: for this meeting and for those before it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub told: Vec<ChildTold>,
    /// What is to happen.
    pub items: Vec<DatedItem>,
}

/// One thing that is to happen by a day. What is done is not here, except with the day on which it was, or will be.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DatedItem {
    /// What it is.
    pub what: What,
    /// What it is about, in words: the action, the child, who gets the copy. May be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub about: String,
    /// Who does it, in words. May be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub who: String,
    /// By which day, or on which.
    pub due: NaiveDate,
    /// The rule in words, where the day was worked out by one: `15 working days`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub rule: String,
    /// Lateness is counted in working days.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub in_working_days: bool,
    /// It is over, and nothing to be done, once its day has passed: a date that was set, the last day for something.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub passes: bool,
    /// It was put down later than the meeting: seen from an earlier day, nobody knew of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub known_since: Option<NaiveDate>,
    /// Who is to be told, if that is what is due: what tells the child apart through all meetings.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub child: Option<String>,
    /// From this day on it is done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub done_on: Option<NaiveDate>,
    /// The record that says it, if it is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub record: Option<String>,
    /// Some of it, if only a name, stands in the restricted part.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub restricted: bool,
}

/// Between which days something can be listed as due, whatever a later meeting says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Days {
    /// Nobody who looks no further than the day before this one sees any of it.
    pub first: NaiveDate,
    /// Seen from a later day than this, all of it is done or over.
    pub last: NaiveDate,
}

impl Days {
    /// Whether it can be due on the day `on`, as far as `until`.
    pub fn has(self, on: NaiveDate, until: NaiveDate) -> bool {
        self.first <= until && on <= self.last
    }
}

impl DatedItem {
    /// When it can be listed; `None`: never, as it was done before there were days.
    pub fn days(&self) -> Option<Days> {
        let before_done = match self.done_on {
            Some(day) => day.pred_opt()?,
            None => NaiveDate::MAX,
        };
        let last = if self.passes {
            before_done.min(self.due)
        } else {
            before_done
        };
        Some(Days {
            first: self.due,
            last,
        })
    }
}

impl MeetingDates {
    /// When any of it can be listed; `None`: never.
    pub fn days(&self) -> Option<Days> {
        let days = self.items.iter().filter_map(DatedItem::days);
        days.reduce(|all, one| Days {
            first: all.first.min(one.first),
            last: all.last.max(one.last),
        })
    }
}

/// What is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum What {
    /// The letter with the decision.
    DecisionLetter,
    /// The minutes have to go out.
    Minutes,
    /// One copy has to go out.
    Copy,
    /// Somebody asked for a correction and waits for an answer.
    Correction,
    /// A formal dissent that is not there in writing.
    Dissent,
    /// A child has to be told what was decided.
    TellChild,
    /// Somebody asks the family how they are.
    CheckIn,
    /// An action of the plan.
    Action,
    /// A core group: the day that was set, or the limit where none was.
    CoreGroup,
    /// The review: the day that was set, or the limit where none was.
    Review,
    /// Another date that was set.
    Date,
    /// Until this day a professional may disagree in writing.
    DissentWindow,
    /// Until this day somebody may complain in writing.
    ComplaintWindow,
}

impl What {
    /// For people.
    pub fn words(self) -> &'static str {
        match self {
            What::DecisionLetter => "decision letter",
            What::Minutes => "minutes to be sent out",
            What::Copy => "copy to be sent out",
            What::Correction => "correction to be answered",
            What::Dissent => "formal dissent, not there in writing",
            What::TellChild => "child to be told what was decided",
            What::CheckIn => "check-in",
            What::Action => "action",
            What::CoreGroup => "core group",
            What::Review => "review",
            What::Date => "date",
            What::DissentWindow => "last day to disagree in writing",
            What::ComplaintWindow => "last day to complain in writing",
        }
    }

    /// The same in fewer words, for a row that has little room.
    pub fn in_short(self) -> &'static str {
        match self {
            What::Minutes => "minutes to go out",
            What::Copy => "copy to go out",
            What::Correction => "correction to answer",
            What::Dissent => "dissent to be in writing",
            What::TellChild => "child to be told",
            What::DissentWindow => "last day to disagree",
            What::ComplaintWindow => "last day to complain",
            _ => self.words(),
        }
    }

    /// Whether it no longer matters once the next meeting of the family has begun. That a child is told what was decided
    /// matters until somebody has told the child.
    pub fn ends_with_the_next_meeting(self) -> bool {
        !matches!(
            self,
            What::TellChild
                | What::DecisionLetter
                | What::Minutes
                | What::Copy
                | What::Correction
                | What::Dissent
                | What::Action
        )
    }
}
