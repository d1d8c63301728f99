//! What a meeting promised for which day, in a form that can be stored, so it does not depend on today.

use crate::domain::history::past_meeting::PastMeeting;
use crate::domain::history::telling::ChildTold;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Everything of one meeting that is to happen by a day, and what it takes over from the meeting before.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct MeetingDates {
    pub meeting: PastMeeting,
    /// The meeting it began from; empty if there is none.
    pub review_of: String,
    /// The day it began or, if it has not begun, was created: on any earlier day, nobody knew of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub known_since: Option<NaiveDate>,
    /// Once it is closed, what it says about the earlier plan counts.
    pub is_closed: bool,
    /// Records of the previous meeting that this one has taken over: they are due here, or settled.
    pub taken_over: Vec<String>,
    /// The children it says were told, by this meeting or earlier ones.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub told: Vec<ChildTold>,
    pub items: Vec<DatedItem>,
}

/// One thing that is to happen by a day. What is done is listed only with the day on which it was, or will be, done.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DatedItem {
    pub what: What,
    /// What it is about, in words: the action, the child, who gets the copy. May be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub about: String,
    /// Who does it, in words. May be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub who: String,
    pub due: NaiveDate,
    /// The rule in words, where the day was worked out by one: `15 working days`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub rule: String,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub in_working_days: bool,
    /// Once its day has passed it is over and needs nothing doing: a date that was set, the last day for something.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub passes: bool,
    /// The day it was recorded, if later than the meeting: on any earlier day, nobody knew of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub known_since: Option<NaiveDate>,
    /// Who is to be told, if that is what is due: what identifies the child across all meetings.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub child: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub done_on: Option<NaiveDate>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub record: Option<String>,
    /// Some of it, if only a name, is in the restricted part.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub restricted: bool,
}

/// Between which days something can be listed as due, whatever a later meeting says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Days {
    /// Nobody looking no further than the day before sees any of it.
    pub first: NaiveDate,
    /// After this day, all of it is done or over.
    pub last: NaiveDate,
}

impl Days {
    /// Whether it can be due on the day `on`, as far as `until`.
    pub fn has(self, on: NaiveDate, until: NaiveDate) -> bool {
        self.first <= until && on <= self.last
    }
}

impl DatedItem {
    /// When it can be listed; `None` if it was done before it could be due.
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
    /// When any of it can be listed; `None` for never.
    pub fn days(&self) -> Option<Days> {
        let days = self.items.iter().filter_map(DatedItem::days);
        days.reduce(|all, one| Days {
            first: all.first.min(one.first),
            last: all.last.max(one.last),
        })
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum What {
    /// The letter with the decision.
    DecisionLetter,
    Minutes,
    Copy,
    Correction,
    /// A formal dissent that has not been put in writing.
    Dissent,
    TellChild,
    CheckIn,
    /// A child to be visited again.
    Visit,
    Action,
    /// A core group: the day that was set, or the limit where none was.
    CoreGroup,
    /// The review: the day that was set, or the limit where none was.
    Review,
    Date,
    /// Until this day a professional may disagree in writing.
    DissentWindow,
    /// Until this day somebody may complain in writing.
    ComplaintWindow,
}

impl What {
    pub fn words(self) -> &'static str {
        match self {
            What::DecisionLetter => "decision letter",
            What::Minutes => "minutes to be sent out",
            What::Copy => "copy to be sent out",
            What::Correction => "correction to be answered",
            What::Dissent => "formal dissent, not yet in writing",
            What::TellChild => "child to be told what was decided",
            What::CheckIn => "check-in",
            What::Visit => "visit",
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

    /// Whether it no longer matters once the family's next meeting has begun. Telling a child what was decided matters
    /// until somebody has done it.
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
