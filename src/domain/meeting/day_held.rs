//! The day on which a meeting is held: what `on:` says, and not the day on which it was typed up. Every deadline and
//! every age counts from it.

use super::Meeting;
use crate::domain::record::kinds::details;
use crate::domain::record::{Body, ReadAnswers};
use chrono::NaiveDate;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DayHeld {
    Unknown,
    Known(NaiveDate),
    /// It was begun on another day than it was planned for, and nobody has said yet which of both counts.
    Asked {
        planned: NaiveDate,
        begun: NaiveDate,
    },
}

impl DayHeld {
    pub fn of(
        planned: Option<NaiveDate>,
        held: Option<NaiveDate>,
        begun: Option<NaiveDate>,
    ) -> DayHeld {
        match (held, planned, begun) {
            (Some(day), ..) => DayHeld::Known(day),
            (None, Some(planned), Some(begun)) if planned != begun => {
                DayHeld::Asked { planned, begun }
            }
            (None, Some(day), _) | (None, None, Some(day)) => DayHeld::Known(day),
            (None, None, None) => DayHeld::Unknown,
        }
    }

    /// The day to count from: while it is asked, the one it was planned for.
    pub fn day(self) -> Option<NaiveDate> {
        match self {
            DayHeld::Unknown => None,
            DayHeld::Known(day) | DayHeld::Asked { planned: day, .. } => Some(day),
        }
    }

    pub fn is_asked(self) -> bool {
        matches!(self, DayHeld::Asked { .. })
    }
}

impl Meeting {
    pub fn day_held(&self) -> DayHeld {
        let day = |field| self.details().and_then(|details| details.day(field));
        let begun = self.began_at().map(|at| at.date_naive());
        DayHeld::of(day(&details::ON), day(&details::HELD), begun)
    }
}

/// Once a meeting has begun, whoever types on which day it is, says on which day it is held.
pub fn settle_day_held(typed: &Body, merged: &mut Body, meeting: &Meeting) {
    let field = details::HELD.name;
    if meeting.began_at().is_none()
        || typed.values.contains_key(field)
        || typed.to_confirm.contains_key(field)
    {
        return;
    }
    let begun = meeting.began_at().map(|at| at.date_naive().to_string());
    let planned = typed.values.get(details::ON.name);
    // A day still to come when it began is not the day on which it was held.
    if let Some(day) = planned.filter(|day| day.as_str() <= begun.as_deref()) {
        merged.values.insert(field.to_owned(), day.clone());
        merged.to_confirm.remove(field);
    }
}
