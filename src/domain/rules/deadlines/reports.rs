//! The days of a report against their limits: handed in, circulated, shared with the family (rows 20, 23, 24).

use super::{INVITATIONS, conference_day, previous, while_asked};
use crate::domain::calendar::Calendar;
use crate::domain::meeting::Meeting;
use crate::domain::record::form::Field;
use crate::domain::record::kinds::report;
use crate::domain::record::{ReadAnswers, Record};
use crate::domain::rules::timetable::{Due, DueState, State, due, state};
use crate::domain::settings::timescales::{Timescale, Timescales};
use chrono::NaiveDate;

/// The days of a report, each with its timescale and what is late when it is late.
pub(super) const OF_A_REPORT: &[(&Field, &str, &str)] = &[
    (&report::RECEIVED, "report-handed-in", "handed in"),
    (&report::CIRCULATED, "reports-circulated", "sent round"),
    (
        &report::SHARED,
        "report-shared-with-family",
        "shared with the family",
    ),
];

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportDate {
    pub field: &'static Field,
    /// What is done by then: `handed in`, `shared with the family`.
    pub what: &'static str,
    pub due: Due,
    pub state: State,
}

/// The days of a report, each against its timescale: handed in, sent round, shared with the family.
pub fn report_dates(
    meeting: &Meeting,
    report: &Record,
    timescales: &Timescales,
    calendar: &Calendar,
    today: NaiveDate,
) -> Vec<ReportDate> {
    let known = conference_day(meeting).filter(|_| while_asked(meeting).is_none());
    let Some(conference) = known else {
        return Vec::new();
    };
    let rules = timescales.for_meeting(&meeting.agenda().kind, previous(meeting));
    OF_A_REPORT
        .iter()
        .filter_map(|(field, id, what)| {
            let rule = rules.iter().find(|rule| rule.id == *id)?;
            let due = due(rule, conference, calendar)?;
            let state = state(&due, report.day(field), today, calendar);
            Some(ReportDate {
                field,
                what,
                due,
                state,
            })
        })
        .collect()
}

/// The reports of which a day is asked for: one that the parents may not read is not shared with them beforehand.
pub(super) fn to_be<'a>(
    field: &'static Field,
    meeting: &'a Meeting,
) -> impl Iterator<Item = &'a Record> {
    let is_sharing = *field == report::SHARED;
    meeting
        .records(&report::KIND)
        .filter(move |report| !is_sharing || is_shared_beforehand(report) || has_day(report, field))
}

fn has_day(report: &Record, field: &Field) -> bool {
    !report.text(field).is_empty()
}

/// How a limit of the reports, or of the invitations, stands once it has passed and nothing is recorded that it could
/// be late for. The limits are those of a report that was written (practice 2: handed in, circulated, shared): a
/// meeting without any is late with none. Which agency came without a report is said before closing (row 21). Until the
/// limit it stays as a reminder.
pub(super) fn nothing_late(meeting: &Meeting, rule: &Timescale, state: &State) -> Option<State> {
    if state.standing != DueState::Late {
        return None;
    }
    let words = if rule.id == INVITATIONS {
        "no invitation is recorded"
    } else {
        let (field, ..) = OF_A_REPORT.iter().find(|(_, id, _)| *id == rule.id)?;
        match meeting.records(&report::KIND).next() {
            None => "no report is recorded",
            Some(_) if to_be(field, meeting).next().is_none() => {
                "the parents may read none beforehand"
            }
            Some(_) => return None,
        }
    };
    Some(State {
        standing: DueState::Nothing,
        words: words.to_owned(),
    })
}

/// A report whose parents may not read it is not shared beforehand, but read out (Sussex).
pub fn is_shared_beforehand(report: &Record) -> bool {
    report.text(&report::AVAILABLE_TO_PARENTS) != "no"
}
