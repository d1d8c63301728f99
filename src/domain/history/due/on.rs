//! What is due on a given day, from what all meetings promised: late first, in words.

use super::dated::{DatedItem, MeetingDates, What};
use crate::domain::calendar::Calendar;
use crate::domain::history::past_meeting::{PastMeeting, day_words};
use crate::domain::history::telling::{first_told, with_what_follows};
use crate::domain::rules::timetable::{self, distance};
use chrono::NaiveDate;
use serde::Serialize;
use std::collections::HashMap;

/// How far ahead to look by default, in weeks.
pub const WEEKS_AHEAD: u64 = 6;

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DueList {
    pub on: NaiveDate,
    pub until: NaiveDate,
    pub items: Vec<Due>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Due {
    pub what: What,
    pub about: String,
    pub who: String,
    pub due: NaiveDate,
    /// How far it is, in words: `late by 3 working days`, `in 6 days`, `today`.
    pub how_far: String,
    /// How late it is, in working days or days; 0: not late.
    pub late_by: u64,
    /// All of it in a line: `late by 3 working days: decision letter, meeting of 6 May, reference P-2214`.
    pub words: String,
    pub meeting: PastMeeting,
    pub record: Option<String>,
    pub restricted: bool,
}

impl Due {
    /// The same for a row with little room: how far away it is, which family, what, about whom, who does it. `about` is
    /// the subject, or as much of it as fits.
    pub fn in_short(&self, about: &str) -> String {
        let family = match (self.meeting.reference.as_str(), self.meeting.day) {
            ("", Some(day)) => format!("meeting of {}", day_words(day, Some(self.due))),
            ("", None) => "meeting that has not begun".to_owned(),
            (reference, _) => reference.to_owned(),
        };
        let made_up = if self.meeting.made_up {
            " (made up)"
        } else {
            ""
        };
        let mut words = format!(
            "{}: {family}{made_up}, {}",
            self.how_far,
            self.what.in_short()
        );
        if !about.is_empty() {
            words.push_str(&format!(" ({about})"));
        }
        if !self.who.is_empty() {
            words.push_str(&format!(", {}", self.who));
        }
        words
    }
}

/// What is due on the day `on`, as far as `until`. What a later meeting has taken over is due there, not twice; what is
/// done is not listed. `calendar` counts the working days. For a day in the past, only what was known by then counts.
pub fn due_on(
    meetings: &[MeetingDates],
    on: NaiveDate,
    until: NaiveDate,
    calendar: &Calendar,
) -> DueList {
    let mut items: Vec<Due> = still_due(meetings.iter(), on, until)
        .into_iter()
        .flat_map(|(meeting, items)| {
            items
                .into_iter()
                .map(|item| in_words(item, &meeting.meeting, on, calendar))
        })
        .collect();
    items.sort_by(|a, b| {
        (a.due, a.what, &a.meeting.id, &a.record).cmp(&(b.due, b.what, &b.meeting.id, &b.record))
    });
    DueList { on, until, items }
}

/// The meetings that have something due on the day `on`, as far as `until`, each with what it is. Not in words yet.
pub fn still_due<'a>(
    meetings: impl Iterator<Item = &'a MeetingDates>,
    on: NaiveDate,
    until: NaiveDate,
) -> Vec<(&'a MeetingDates, Vec<&'a DatedItem>)> {
    let is_known = |since: Option<NaiveDate>| since.is_none_or(|since| since <= on);
    let meetings: Vec<&MeetingDates> = meetings
        .filter(|meeting| is_known(meeting.known_since))
        .collect();
    let mut after: HashMap<&str, Vec<&MeetingDates>> = HashMap::new();
    for meeting in meetings
        .iter()
        .filter(|meeting| !meeting.review_of.is_empty())
    {
        after.entry(&meeting.review_of).or_default().push(meeting);
    }
    let with_items = meetings.iter().filter_map(|meeting| {
        let next = after
            .get(meeting.meeting.id.as_str())
            .map_or(&[][..], Vec::as_slice);
        let items: Vec<&DatedItem> = meeting
            .items
            .iter()
            .filter(|item| is_known(item.known_since))
            .filter(|item| item.days().is_some_and(|days| days.has(on, until)))
            .filter(|item| !next.iter().any(|next| is_over(item, next, on)))
            .filter(|item| !is_told(item, meeting, &after, on))
            .collect();
        (!items.is_empty()).then_some((*meeting, items))
    });
    with_items.collect()
}

/// Whether the child who is to be told was told by the day `on`, as this meeting or one that follows it says.
fn is_told<'a>(
    item: &DatedItem,
    meeting: &'a MeetingDates,
    after: &HashMap<&str, Vec<&'a MeetingDates>>,
    on: NaiveDate,
) -> bool {
    let Some(child) = &item.child else {
        return false;
    };
    let following = with_what_follows(meeting, |one| one.meeting.id.as_str(), after);
    let told = following.into_iter().flat_map(|one| &one.told);
    first_told(child, meeting.meeting.day, told).is_some_and(|day| day <= on)
}

/// Whether a later meeting of the family has taken this over, or it no longer matters because of it.
fn is_over(item: &DatedItem, next: &MeetingDates, on: NaiveDate) -> bool {
    let is_core_group = matches!(
        next.meeting.kind.as_str(),
        "core_group_first" | "core_group"
    );
    let has_begun = next.meeting.day.is_some_and(|day| day <= on);
    if item.what == What::Action {
        let is_there = item
            .record
            .as_ref()
            .is_some_and(|record| next.taken_over.contains(record));
        return is_there || (next.is_closed && !is_core_group);
    }
    let ends = if is_core_group {
        matches!(item.what, What::CoreGroup | What::Visit)
    } else {
        item.what.ends_with_the_next_meeting()
    };
    ends && has_begun
}

fn in_words(item: &DatedItem, meeting: &PastMeeting, on: NaiveDate, calendar: &Calendar) -> Due {
    let due = timetable::Due {
        date: item.due,
        provisional: false,
        non_working: None,
        moved_from: None,
        counted_from: None,
        rule: item.rule.clone(),
        in_working_days: item.in_working_days,
        warn_days: 0,
    };
    let (number, far) = distance(&due, on, calendar);
    let how_far = match item.what {
        What::Correction if item.due < on => format!("waiting for {far}"),
        _ if item.due < on => format!("late by {far}"),
        _ if item.due == on => "today".to_owned(),
        _ => format!("in {far}"),
    };
    let mut words = format!("{how_far}: {}", item.what.words());
    if !item.about.is_empty() {
        words.push_str(&format!(" ({})", item.about));
    }
    if !item.who.is_empty() {
        words.push_str(&format!(", {}", item.who));
    }
    words.push_str(&format!(", {}", meeting.words(Some(on))));
    if item.restricted {
        words.push_str(" (restricted)");
    }
    Due {
        what: item.what,
        about: item.about.clone(),
        who: item.who.clone(),
        due: item.due,
        how_far,
        late_by: if item.due < on { number } else { 0 },
        words,
        meeting: meeting.clone(),
        record: item.record.clone(),
        restricted: item.restricted,
    }
}
