//! The checks of days: core group, review, reports. Each fires, is silent, and leads to where it is put right.

use super::rules_tests::{begins, here, leads_to, of, puts, words};
use super::*;
use crate::domain::minutes::sample::Sample;
use serde_json::json;

#[test]
fn row_36_the_core_group_has_people_and_the_family_is_among_them() {
    let mut sample = Sample::family();
    sample.says("/date First core group; on: 1 Dec 2026");
    begins(&sample, "core_group", "core_group", "/core ");
    sample.says("/core SW; chosen: yes");
    assert_eq!(
        words(&sample, "core_group"),
        ["Nobody from the family is in the core group."]
    );
    sample.says("/core KS");
    assert!(of(&sample, "core_group").is_empty());
}

#[test]
fn row_38_the_core_group_meets_in_time_and_on_a_working_day() {
    let mut sample = Sample::family();
    sample.says("/core KS");
    assert_eq!(
        words(&sample, "core_group"),
        [
            "No day is set for the core group (by Fri 4 Dec, 10 working days, counted from Fri 20 Nov)."
        ]
    );
    begins(
        &sample,
        "core_group",
        "date",
        "/date First core group; on: ",
    );
    let id = sample.says("/date First core group; on: 7 Dec 2026");
    assert_eq!(
        words(&sample, "core_group"),
        [
            "The day for the core group is later than Fri 4 Dec, 10 working days, counted from Fri 20 Nov."
        ]
    );
    leads_to(&sample, "core_group", &id);
    puts(&mut sample, &id, "on", json!("2026-11-28"));
    assert_eq!(
        words(&sample, "core_group"),
        ["The day for the core group is not a working day: it is a Saturday."]
    );
    puts(&mut sample, &id, "on", json!("2026-12-04"));
    assert!(of(&sample, "core_group").is_empty());
}

#[test]
fn row_40_the_review_has_a_day_in_time_that_is_a_working_day() {
    let mut sample = Sample::family();
    assert_eq!(of(&sample, "review_date").len(), 1);
    begins(
        &sample,
        "review_date",
        "date",
        "/date Review conference; on: ",
    );
    let id = sample.says("/date Review conference; on: 28 Feb 2027");
    assert_eq!(
        words(&sample, "review_date"),
        [
            "The day for the review is later than Mon 22 Feb 2027, 3 months.",
            "The day for the review is not a working day: it is a Sunday."
        ]
    );
    puts(&mut sample, &id, "on", json!("2027-02-22"));
    assert!(of(&sample, "review_date").is_empty());
}

#[test]
fn where_no_child_is_on_a_plan_no_core_group_and_no_review_are_asked_for() {
    let mut sample = Sample::family();
    sample.says("/decision Ella; is: no plan; reasons: safe");
    assert!(!of(&sample, "core_group").is_empty());
    let noah = sample.says("/decision Noah; is: child in need plan; reasons: help");
    assert!(of(&sample, "core_group").is_empty() && of(&sample, "review_date").is_empty());
    puts(&mut sample, &noah, "decision", json!("cp_plan_start"));
    assert!(!of(&sample, "core_group").is_empty() && !of(&sample, "review_date").is_empty());
}

#[test]
fn a_council_with_other_timescales_has_other_limits() {
    let mut sample = Sample::family();
    sample.says("/core KS");
    sample.says("/date First core group; on: 7 Dec 2026");
    let mut rules = sample.meeting.settings().rules().clone();
    let count = |rules: &crate::domain::settings::Rules| {
        let found = checks_by(&sample.meeting, rules, sample.now());
        found.iter().filter(|one| one.check == "core_group").count()
    };
    assert_eq!(count(&rules), 1);
    for rule in &mut rules.timescales.rules {
        if rule.id == "first-core-group" {
            rule.amount = 11;
        }
    }
    assert_eq!(count(&rules), 0);
}

#[test]
fn rows_20_and_23_a_report_that_is_late_or_was_not_shared_is_named() {
    let mut sample = Sample::family();
    assert!(of(&sample, "reports").is_empty());
    let id = sample.says("/report Health; by: HV; received: 20 Nov 2026");
    assert_eq!(
        words(&sample, "reports"),
        ["Report 1: it was not shared with the family; handed in late by 2 working days."]
    );
    leads_to(&sample, "reports", &id);
    puts(&mut sample, &id, "received", json!("2026-11-18"));
    puts(&mut sample, &id, "shared", json!("2026-11-21"));
    assert_eq!(
        words(&sample, "reports"),
        ["Report 1: shared with the family late by 2 days."]
    );
    // It cannot be put right any more: to say why settles it.
    puts(
        &mut sample,
        &id,
        "why_late",
        json!("the flat was seen late"),
    );
    assert!(of(&sample, "reports").is_empty());
    puts(&mut sample, &id, "why_late", json!(""));
    assert_eq!(of(&sample, "reports").len(), 1);
    puts(&mut sample, &id, "shared", json!("2026-11-18"));
    assert!(of(&sample, "reports").is_empty());
    puts(&mut sample, &id, "came", json!(false));
    assert_eq!(words(&sample, "reports"), ["Report 1: has not come."]);
}

#[test]
fn a_report_that_the_parents_may_not_read_is_read_out() {
    let mut sample = Sample::family();
    let id = sample.says("/report Police; by: SW; received: 18 Nov 2026; parents: no");
    assert_eq!(
        words(&sample, "reports"),
        ["Report 1: it was neither shared with the family nor read out."]
    );
    puts(&mut sample, &id, "read_out_by", json!("p3"));
    assert!(of(&sample, "reports").is_empty());
}

#[test]
fn row_21_who_is_here_has_sent_a_report_as_well() {
    let mut sample = Sample::family();
    here(&mut sample, &["p1", "p2", "p3", "p4"]);
    assert_eq!(
        words(&sample, "attended_no_report"),
        ["Here, but without a report: health visiting, children's services."]
    );
    begins(
        &sample,
        "attended_no_report",
        "report",
        "/report health visiting; by: ",
    );
    let late = sample.says("/report Health; by: HV");
    sample.says("/report social care; by: SW");
    assert!(of(&sample, "attended_no_report").is_empty());
    puts(&mut sample, &late, "came", json!(false));
    assert_eq!(of(&sample, "attended_no_report").len(), 1);
}
