//! Core groups until the review, at the interval of the timescales (rows 38, 39: every six weeks). It gives the days;
//! it makes no records.

use super::{REVIEW, conference_day, core_group, is_core_group, limit, review};
use crate::domain::meeting::Meeting;
use crate::domain::problem::Problem;
use crate::domain::record::kinds::date;
use crate::domain::record::{Record, is_open_to_all};
use crate::domain::rules::timetable::{Due, series};
use crate::domain::settings::Rules;
use chrono::{Days, NaiveDate};

const INTERVAL: &str = "next-core-group";

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Series {
    /// The interval in words: `6 weeks`.
    pub rule: String,
    /// The days that have no core group yet, each with the name of its date (`Core group 2`).
    pub days: Vec<(String, Due)>,
    /// The review, or its limit: no core group falls on it or behind it.
    pub until: NaiveDate,
    /// A day for the review is set; otherwise the series ends at its limit.
    pub review_is_set: bool,
    pub open: bool,
}

/// Core groups from the first one that is set (in a core group: from today's) until the review.
pub fn core_group_series(meeting: &Meeting, rules: &Rules) -> Result<Series, Problem> {
    let rule = rules
        .timescales
        .rule(INTERVAL)
        .ok_or_else(|| Problem::wrong_input("Your timescales have no interval for core groups (next-core-group), so no days can be worked out."))?;
    let set = core_group(meeting);
    let is_a_core_group = meeting.agenda().kind.starts_with("core_group");
    let first = match set {
        _ if is_a_core_group => conference_day(meeting),
        set => set.map(|(day, _)| day),
    };
    let first = first.ok_or_else(|| {
        Problem::wrong_input("The series begins with the first core group.")
            .next("Set it first: /date First core group; on: …")
    })?;
    let at_review = review(meeting, &rules.words);
    let last = limit(meeting, REVIEW, &rules.timescales, &rules.calendar).map(|due| due.date);
    let until = at_review.map(|(day, _)| day).or(last).ok_or_else(|| {
        Problem::wrong_input("The series ends with the review.")
            .next("Set it first: /date Review conference; on: …")
    })?;
    let before = until.checked_sub_days(Days::new(1)).unwrap_or(until);
    let known: Vec<&Record> = meeting
        .records(&date::KIND)
        .filter(|date| is_core_group(date.text(&date::WHAT), meeting.agenda()))
        .collect();
    let is_known = |due: &Due| {
        let day = due.date.to_string();
        known.iter().any(|date| date.text(&date::ON) == day)
    };
    // The first core group is number 1, so the first of the series is number 2.
    let names = (2..).map(|number| format!("Core group {number}"));
    let mut free = names.filter(|name| known.iter().all(|date| date.text(&date::WHAT) != name));
    let days = series(rule, first, before, &rules.calendar)
        .into_iter()
        .filter(|due| !is_known(due));
    let days = days.filter_map(|due| Some((free.next()?, due))).collect();
    let review_is_set = at_review.is_some();
    let sources = set.into_iter().chain(at_review);
    Ok(Series {
        rule: rule.words(),
        days,
        until,
        review_is_set,
        open: sources.map(|(_, record)| record).all(is_open_to_all),
    })
}
