//! Checks of the core group and the review: there, in time, on a working day, with somebody from the family.

use super::decisions::is_plan;
use super::{FixTarget, Missing, missing};
use crate::domain::meeting::Meeting;
use crate::domain::record::kinds::{child, core_group, date, decision, person};
use crate::domain::record::{Record, Side, side};
use crate::domain::rules::deadlines;
use crate::domain::rules::timetable::Due;
use crate::domain::settings::Rules;
use chrono::NaiveDate;

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
    limit: Option<Due>,
}

fn of_date(meeting: &Meeting, rules: &Rules, date: &OfDate<'_>, found: &mut Vec<Missing>) {
    let today = deadlines::conference_day(meeting).unwrap_or_default();
    let Some((day, record)) = date.set else {
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
    if let Some(limit) = date.limit.as_ref().filter(|limit| day > limit.date) {
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
