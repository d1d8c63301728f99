//! Checks of the reports: there, in time, shared with the family; and who came without one. They say nothing of a
//! report's content and name nobody who is not in the open minutes.

use super::{FixTarget, Missing, missing};
use crate::domain::meeting::Meeting;
use crate::domain::record::form::Field;
use crate::domain::record::kinds::report;
use crate::domain::record::{ReadAnswers, Record};
use crate::domain::rules::deadlines::{conference_day, is_shared_beforehand, report_dates};
use crate::domain::rules::quorum::is_same_agency;
use crate::domain::rules::tally::{agencies_here, agency_of_report, number_of};
use crate::domain::rules::timetable::DueState;
use crate::domain::settings::Rules;

/// Every report has come, has a named author, was in time or says why not, and was shared with the family. A missing
/// day is open; only a day after its limit is late.
pub(super) fn in_time(meeting: &Meeting, rules: &Rules, found: &mut Vec<Missing>) {
    for report in meeting.records(&report::KIND) {
        let mut words: Vec<String> = Vec::new();
        if has_not_come(report) {
            words.push("has not come".to_owned());
        } else {
            words.extend(of_report(meeting, report, rules));
        }
        if words.is_empty() {
            continue;
        }
        let number = number_of(meeting, report);
        found.push(missing(
            "reports",
            format!("Report {number}: {}.", words.join("; ")),
            FixTarget::Record(report.id.clone()),
        ));
    }
}

/// No day and no answer only means that nothing was recorded.
fn has_not_come(report: &Record) -> bool {
    report.yes_no(&report::CAME) == Some(false)
}

fn of_report(meeting: &Meeting, report: &Record, rules: &Rules) -> Vec<String> {
    let has = |field: &Field| !report.text(field).is_empty() || report.unread(field).is_some();
    let mut words = Vec::new();
    if !has(&report::AUTHOR) {
        words.push("it does not say who wrote it".to_owned());
    }
    if !has(&report::RECEIVED) {
        words.push("the day it was handed in is not written down".to_owned());
    }
    if !has(&report::SHARED) && is_shared_beforehand(report) {
        words.push("it was not shared with the family".to_owned());
    }
    if !is_shared_beforehand(report) && !has(&report::SHARED) && !has(&report::READ_OUT_BY) {
        words.push("it was neither shared with the family nor read out".to_owned());
    }
    let dates = report_dates(
        meeting,
        report,
        &rules.timescales,
        &rules.calendar,
        conference_day(meeting).unwrap_or_default(),
    );
    for date in dates {
        // A late report cannot be put right any more; saying why settles it.
        if has(date.field) && !has(&report::WHY_LATE) && date.state.standing == DueState::DoneLate {
            let late = date.state.words.trim_start_matches("done, ");
            words.push(format!("{} {late}", date.what));
        }
    }
    words
}

/// Every agency that is here has sent a report as well (row 21).
pub(super) fn attended_without(meeting: &Meeting, rules: &Rules, found: &mut Vec<Missing>) {
    let sent: Vec<String> = meeting
        .records(&report::KIND)
        .filter(|report| !has_not_come(report))
        .map(|report| agency_of_report(report, meeting, rules))
        .collect();
    let mut open = Vec::new();
    let mut hidden = 0;
    for agency in agencies_here(meeting, rules) {
        if sent.iter().any(|sent| is_same_agency(sent, &agency.title)) {
            continue;
        }
        if agency.open {
            open.push(agency.title);
        } else {
            hidden += 1;
        }
    }
    if open.is_empty() && hidden == 0 {
        return;
    }
    let line = format!("/report {}; by: ", open.first().map_or("", String::as_str));
    if hidden > 0 {
        open.push(format!("{hidden} more"));
    }
    found.push(missing(
        "attended_no_report",
        format!("Here, but without a report: {}.", open.join(", ")),
        FixTarget::Form {
            kind: report::KIND.id,
            line,
        },
    ));
}
