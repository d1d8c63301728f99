//! What is due, over all meetings: letters, minutes, core groups, reviews, check-ins, actions, corrections to answer,
//! visiting and telling the child, and the last days to disagree or complain.
//!
//! It is done in two steps, so that thousands of meetings need not be read again every morning:
//! 1. [`promised_dates`] reads the minutes of one meeting and does **not** depend on the day. Its result can be stored
//!    (it is serialisable) and stays right until that meeting changes.
//! 2. [`due_on`] takes what is stored for all meetings and a day, drops what a later meeting has taken over, and puts
//!    the rest into words.

mod dated;
mod on;
mod promised;
mod visits;
mod waiting;

#[cfg(test)]
mod due_tests;
#[cfg(test)]
mod telling_tests;

pub use dated::{DatedItem, Days, MeetingDates, What};
pub use on::{Due, DueList, WEEKS_AHEAD, due_on, still_due};
pub use promised::{promised_dates, promised_dates_of_the_full_record};
