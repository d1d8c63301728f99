//! Checks of last time's plan: each promise and each plan was looked at, and only a review ends a plan. The words of a
//! promise are not repeated: it may be restricted.

use super::{FixTarget, Missing, child_typed, child_words, missing};
use crate::domain::agenda::CloseCheck;
use crate::domain::meeting::Meeting;
use crate::domain::record::kinds::{decision, past_decision, past_scale, promise, telling_due};
use crate::domain::record::{ReadAnswers, Record, is_open_to_all};
use crate::domain::rules::check_in::is_told_by_check_in;
use crate::domain::settings::meeting_kinds::REVIEW;

/// Only a review ends a child protection plan (practice 4.2); a transfer-in takes it over or does not (4.9).
pub(super) fn plan_ends_only_in_a_review(meeting: &Meeting, found: &mut Vec<Missing>) {
    let kind = meeting.agenda().kind.as_str();
    if kind == REVIEW {
        return;
    }
    for decision in meeting.records(&decision::KIND) {
        let ends = match decision.text(&decision::DECISION) {
            "cp_plan_end" => true,
            // A child who moves in already has a plan: anything less would end it.
            "cin_plan" | "early_help" | "no_plan" => kind == "transfer_in",
            _ => false,
        };
        if !ends {
            continue;
        }
        let child = meeting.record(decision.text(&decision::CHILD));
        let name = child.map_or_else(|| "a child".to_owned(), |child| child_words(meeting, child));
        found.push(missing(
            "plan_ends_only_in_a_review",
            format!(
                "The decision for {name} ends a child protection plan, and only a review conference can do that."
            ),
            FixTarget::Record(decision.id.clone()),
        ));
    }
}

/// What was brought over from last time has been looked at. Silent when nothing was.
pub(super) fn last_time(meeting: &Meeting, found: &mut Vec<Missing>) {
    tellings(meeting, found);
    promises(meeting, found);
    plans(meeting, found);
}

/// For every child whom the last minutes do not record as told what was decided: on which day it has been done since,
/// or why not. A check-in with the child that gives a day will do.
fn tellings(meeting: &Meeting, found: &mut Vec<Missing>) {
    for asked in meeting.records(&telling_due::KIND) {
        let Some(child) = meeting.record(asked.text(&telling_due::CHILD)) else {
            continue;
        };
        let is_no = asked.yes_no(&telling_due::TOLD) == Some(false);
        let is_settled = !asked.text(&telling_due::TOLD_ON).is_empty() && !is_no
            || is_told_by_check_in(meeting, child, None)
            || is_no && !asked.text(&telling_due::WHY).trim().is_empty();
        if is_settled {
            continue;
        }
        let name = match is_open_to_all(asked) {
            true => child_words(meeting, child),
            false => "a child whose record is restricted".to_owned(),
        };
        let typed = child_typed(meeting, child);
        let (words, way) = match (is_no, asked.is(&telling_due::TOLD)) {
            (true, _) => (
                format!("It does not say why {name} was not told what was decided last time."),
                "told: no; why: ",
            ),
            (false, true) => (
                format!("It does not say on which day {name} was told what was decided last time."),
                "told: yes; on: ",
            ),
            (false, false) => (
                format!("Nobody has said whether {name} was told what was decided last time."),
                "told: ",
            ),
        };
        found.push(missing(
            "child_told",
            words,
            FixTarget::Form {
                kind: telling_due::KIND.id,
                line: format!("/told {typed}; {way}"),
            },
        ));
    }
}

/// Every promise has its progress, and says why it was not done. A what-if may not have been needed: it is not asked.
fn promises(meeting: &Meeting, found: &mut Vec<Missing>) {
    let rows = meeting
        .records(&promise::KIND)
        .filter(|promise| promise.text(&promise::IF).is_empty());
    for promise in rows {
        let number = promise.text(&promise::NUMBER);
        let words = if promise.text(&promise::PROGRESS).is_empty() {
            format!("Promise {number} of last time: nobody has said how far it has come.")
        } else if is_not_done(promise) && promise.text(&promise::WHY).trim().is_empty() {
            format!("Promise {number} of last time was not done, and it does not say why.")
        } else if promise.text(&promise::IMPACT).trim().is_empty()
            && promise.text(&promise::PROGRESS) != "no_longer_needed"
        {
            format!(
                "Promise {number} of last time: it does not say what has changed for the child."
            )
        } else {
            continue;
        };
        found.push(missing(
            "promises",
            words,
            FixTarget::Form {
                kind: promise::KIND.id,
                line: format!("/promise {number}; "),
            },
        ));
    }
}

fn is_not_done(promise: &Record) -> bool {
    promise.yes_no(&promise::DONE) == Some(false)
}

/// Every plan of last time goes on, ends, or is put off, for each child.
fn plans(meeting: &Meeting, found: &mut Vec<Missing>) {
    let asks_already = meeting.agenda().close_checks.iter().any(
        |check| matches!(check, CloseCheck::Known { check } if check == "decision_each_child"),
    );
    for past in meeting.records(&past_decision::KIND) {
        let had_plan = matches!(
            past.text(&past_decision::DECISION),
            "cp_plan_start" | "cp_plan_continue"
        );
        let Some(child) = meeting
            .record(past.text(&past_scale::CHILD))
            .filter(|_| had_plan)
        else {
            continue;
        };
        let decision = meeting
            .records(&decision::KIND)
            .find(|decision| decision.text(&decision::CHILD) == child.id);
        let name = child_words(meeting, child);
        let (words, whereto) = match decision {
            None if asks_already => continue,
            None => (
                format!("It is not decided whether the child protection plan for {name} goes on."),
                FixTarget::Form {
                    kind: decision::KIND.id,
                    line: format!("/decision {}; is: ", child_typed(meeting, child)),
                },
            ),
            Some(decision) if decision.text(&decision::DECISION) == "cp_plan_start" => (
                format!(
                    "The decision for {name} starts a child protection plan that already exists: does it continue?"
                ),
                FixTarget::Record(decision.id.clone()),
            ),
            Some(_) => continue,
        };
        found.push(missing("previous_plan", words, whereto));
    }
}
