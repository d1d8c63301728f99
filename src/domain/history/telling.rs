//! Whether a child was told what was decided: a check-in with the child gives the day, or what a review asks about the
//! child does, in the minutes of that meeting or a later one. The single rule behind what is due, the thread of the
//! child's wishes, and whom a review asks about.

use crate::domain::minutes::reader_view::ReaderView;
use crate::domain::record::kinds::{check_in, child, telling_due};
use crate::domain::rules::check_in::is_with;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ChildTold {
    /// What tells the child apart through all meetings of the family ([`ReaderView::identity`]).
    pub child: String,
    pub on: NaiveDate,
}

/// What one meeting says about children being told, as its reader sees it. A child whom this reader does not see is
/// left out, whoever else is named in the same check-in.
pub(super) fn told_in(reading: &ReaderView<'_>) -> Vec<ChildTold> {
    let children = reading.holding(&child::KIND);
    let told = children.filter_map(|child| {
        let letters = reading.identity(&child.id)?;
        let with_child = reading
            .holding(&check_in::KIND)
            .filter(|check_in| is_with(check_in.text(&check_in::WHOM), |field| child.text(field)));
        let asked = reading.holding(&telling_due::KIND).filter(|asked| {
            asked.text(&telling_due::CHILD) == child.id
                && asked.yes_no(&telling_due::TOLD) != Some(false)
        });
        let days: Vec<NaiveDate> = with_child
            .filter_map(|check_in| check_in.day(&check_in::DONE))
            .chain(asked.filter_map(|asked| asked.day(&telling_due::TOLD_ON)))
            .collect();
        let days = days.into_iter();
        Some(days.map(move |on| ChildTold {
            child: letters.clone(),
            on,
        }))
    });
    told.flatten().collect()
}

/// The first day on which this child was told what the meeting of the day `met` decided. Anything said to the child
/// before that meeting does not count.
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
/// that began from each. A cycle of links ends.
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
