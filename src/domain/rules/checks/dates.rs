//! Checks of the core group and the review: there, in time, on a working day, with somebody from the family.

use super::decisions::is_plan;
use super::{FixTarget, Missing, missing};
use crate::domain::calendar::date_words::write_date;
use crate::domain::line::{days_out_of_order, why_not_that_day};
use crate::domain::meeting::{DayHeld, Meeting};
use crate::domain::record::form::Field;
use crate::domain::record::kinds::{child, core_group, date, decision, details, person};
use crate::domain::record::{
    LooksAt, ReadAnswers, Record, Side, is_open_to_all, kinds_as_read, side,
};
use crate::domain::rules::deadlines;
use crate::domain::rules::timetable::Due;
use crate::domain::settings::Rules;
use chrono::NaiveDate;

/// It was begun on another day than it was planned for, and nobody has said which counts.
pub(super) fn day_held(meeting: &Meeting, found: &mut Vec<Missing>) {
    let DayHeld::Asked { planned, begun } = meeting.day_held() else {
        return;
    };
    let Some(details) = meeting.details() else {
        return;
    };
    let words = format!(
        "Was it held on {} or on {}? Every deadline counts from that day.",
        write_date(planned),
        write_date(begun)
    );
    // What is restricted is not quoted in a gap.
    let whereto = FixTarget::Form {
        kind: details::KIND.id,
        line: format!("/{} held: ", details::KIND.command),
    };
    let words = match is_open_to_all(details) {
        true => words,
        false => "On which day was it held? Every deadline counts from that day.".to_owned(),
    };
    found.push(missing("day_held", words, whereto));
}

/// Days that are recorded and cannot be: before the meeting that sets them, still to come although they have been, or
/// the wrong way round.
pub(super) fn that_cannot_be(meeting: &Meeting, today: NaiveDate, found: &mut Vec<Missing>) {
    for kind in kinds_as_read() {
        let kind = kind.as_asked(meeting.settings());
        for (at, record) in meeting.records(kind).enumerate() {
            let mut put = |label: &str, why: &str| {
                let words = format!(
                    "{} {}: the day under \"{label}\" {why}.",
                    kind.title,
                    at + 1
                );
                found.push(missing("days", words, FixTarget::Record(record.id.clone())));
            };
            let is_told_already = |field: &Field| {
                let mut checks = kind.checks.iter();
                checks.any(
                    |check| matches!(check.looks_at, LooksAt::DayPassed(day, _) if day == field),
                )
            };
            for field in kind.fields.iter().filter(|field| !is_told_already(field)) {
                let day = record.day(field);
                if let Some(why) = day.and_then(|day| why_not_that_day(field, day, meeting, today))
                {
                    put(field.label, why);
                }
            }
            for order in days_out_of_order(kind.id, record) {
                put(
                    kind.field(order.then).map_or("", |field| field.label),
                    order.why,
                );
            }
        }
    }
}

/// A child is, or may still be, on a plan: then there is a core group and a review.
fn needs_plan(meeting: &Meeting, rules: &Rules) -> bool {
    let decision = |child: &Record| {
        meeting.records(&decision::KIND).find(|decision| {
            decision.text(&decision::CHILD) == child.id
                && !decision.text(&decision::DECISION).is_empty()
        })
    };
    meeting.children().any(|child| {
        decision(child)
            .is_none_or(|decision| is_plan(rules, decision) || !is_known(rules, decision))
    })
}

/// Whether the council's list has this decision: an unknown one may be a plan.
fn is_known(rules: &Rules, decision: &Record) -> bool {
    let list = rules.vocabularies.list("decisions");
    list.is_some_and(|list| list.entry(decision.text(&decision::DECISION)).is_some())
}

/// There is a core group, somebody of the family is in it, and it meets in time.
pub(super) fn core_group(meeting: &Meeting, rules: &Rules, found: &mut Vec<Missing>) {
    if !needs_plan(meeting, rules) {
        return;
    }
    let is_family = |member: &Record| {
        meeting
            .record(member.text(&core_group::PERSON))
            .is_some_and(|somebody| {
                somebody.is_a(&child::KIND)
                    || (somebody.is_a(&person::KIND) && side(somebody) == Side::Family)
            })
    };
    let form = || FixTarget::Form {
        kind: core_group::KIND.id,
        line: "/core ".to_owned(),
    };
    let mut put = |words: &str, whereto| found.push(missing("core_group", words, whereto));
    if meeting.records(&core_group::KIND).next().is_none() {
        put("Nobody has been named for the core group.", form());
    } else if !meeting.records(&core_group::KIND).any(is_family) {
        put("Nobody from the family is in the core group.", form());
    }
    let limit = deadlines::core_group_limit(meeting, &rules.timescales, &rules.calendar);
    of_date(
        meeting,
        rules,
        &OfDate {
            check: "core_group",
            what: "the core group",
            line: "/date First core group; on: ",
            set: deadlines::core_group(meeting),
            is_unread: deadlines::is_core_group_unread(meeting),
            limit,
        },
        found,
    );
}

pub(super) fn review(meeting: &Meeting, rules: &Rules, found: &mut Vec<Missing>) {
    if !needs_plan(meeting, rules) {
        return;
    }
    let limit = deadlines::review_limit(meeting, &rules.timescales, &rules.calendar);
    of_date(
        meeting,
        rules,
        &OfDate {
            check: "review_date",
            what: "the review",
            line: "/date Review conference; on: ",
            set: deadlines::review(meeting, &rules.words),
            is_unread: deadlines::is_review_unread(meeting, &rules.words),
            limit,
        },
        found,
    );
}

struct OfDate<'a> {
    check: &'static str,
    what: &'static str,
    line: &'static str,
    set: Option<(NaiveDate, &'a Record)>,
    is_unread: bool,
    limit: Option<Due>,
}

fn of_date(meeting: &Meeting, rules: &Rules, date: &OfDate<'_>, found: &mut Vec<Missing>) {
    let today = deadlines::conference_day(meeting).unwrap_or_default();
    let Some((day, record)) = date.set else {
        // One that could not be read is asked about already, where it stands.
        if date.is_unread {
            return;
        }
        let by = date
            .limit
            .as_ref()
            .map_or_else(String::new, |limit| format!(" (by {})", limit.words(today)));
        let words = format!("No day is set for {}{by}.", date.what);
        let whereto = FixTarget::Form {
            kind: date::KIND.id,
            line: date.line.to_owned(),
        };
        found.push(missing(date.check, words, whereto));
        return;
    };
    let mut put = |words: String| {
        found.push(missing(
            date.check,
            words,
            FixTarget::Record(record.id.clone()),
        ));
    };
    let limit = date.limit.as_ref().filter(|limit| day > limit.date);
    if let Some(limit) = limit.filter(|_| !meeting.day_held().is_asked()) {
        put(format!(
            "The day for {} is later than {}.",
            date.what,
            limit.words(today)
        ));
    }
    if let Some(why) = rules.calendar.non_working(day) {
        put(format!(
            "The day for {} is not a working day: it is {}.",
            date.what,
            why.words()
        ));
    }
}
