//! Whether a child was told what was decided: a check-in with the child says on which day, in the minutes of that meeting
//! or of one that follows it. The one rule for what is due and for the thread of the child's wishes.
//! Must not know today, nor how either is shown.

use super::reading::{Reading, Seen};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// On a day somebody told a child, or asked how the child is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ChildTold {
    /// What tells the child apart through all meetings of the family ([`Reading::identity`]).
    pub child: String,
    /// The day.
    pub on: NaiveDate,
}

/// What one meeting says of children who were told, as its reader sees it. A child whom this reader does not see is not
/// here, whoever else is named in the same check-in.
pub(super) fn told_in(reading: &Reading<'_>) -> Vec<ChildTold> {
    let children = reading.holding("child");
    let told = children.filter_map(|child| {
        let letters = reading.identity(&child.id)?;
        let with_child = reading
            .holding("check_in")
            .filter(|check_in| is_with(check_in.text("whom"), child));
        let days = with_child.filter_map(|check_in| check_in.day("done"));
        Some(days.map(move |on| ChildTold {
            child: letters.clone(),
            on,
        }))
    });
    told.flatten().collect()
}

/// Whether the words for whom a check-in is mean this child, alone or among others: `Ella`, `Ella and Noah`.
fn is_with(whom: &str, child: &Seen) -> bool {
    let names = ["preferred_name", "name", "code"].map(|field| child.text(field).to_lowercase());
    let first = child
        .text("name")
        .split_whitespace()
        .next()
        .unwrap_or("")
        .to_lowercase();
    let whom = whom.to_lowercase().replace(" and ", ",");
    let mut parts = whom
        .split([',', '&'])
        .map(str::trim)
        .filter(|part| !part.is_empty());
    parts.any(|part| part == first || names.iter().any(|name| name == part))
}

/// The first day on which this child was told what the meeting of the day `met` decided. What was said to the child before
/// that meeting is not that.
pub(super) fn first_told<'a>(
    child: &str,
    met: Option<NaiveDate>,
    told: impl IntoIterator<Item = &'a ChildTold>,
) -> Option<NaiveDate> {
    let told = told.into_iter().filter(|told| told.child == child);
    let days = told.map(|told| told.on);
    days.filter(|on| met.is_none_or(|met| *on >= met)).min()
}

/// A meeting and all that go back to it, over any number of reviews: each once, itself first. `after` has the meetings
/// that began from one. A ring of links ends.
pub(super) fn with_what_follows<'a, T>(
    first: &'a T,
    id: impl Fn(&'a T) -> &'a str,
    after: &HashMap<&str, Vec<&'a T>>,
) -> Vec<&'a T> {
    let mut found = vec![first];
    let mut at = 0;
    while let Some(here) = found.get(at).copied() {
        for next in after.get(id(here)).map_or(&[][..], Vec::as_slice) {
            if !found.iter().any(|one| id(one) == id(next)) {
                found.push(next);
            }
        }
        at += 1;
    }
    found
}
