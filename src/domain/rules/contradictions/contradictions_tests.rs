//! What does not fit together is asked about, in many made-up variants; what fits is left alone.

use super::*;
use crate::domain::meeting::event::KnownEvent;
use crate::domain::minutes::sample::Sample;
use crate::domain::rules::checks::checks;

/// What is asked about Ella's decision after these lines, as the names of the checks.
fn asked(lines: &[&str]) -> Vec<&'static str> {
    let mut sample = Sample::family();
    for line in lines {
        sample.says(line);
    }
    found(&sample)
}

fn found(sample: &Sample) -> Vec<&'static str> {
    let meeting = &sample.meeting;
    let Some(decision) = decision_for(meeting, "k1") else {
        return Vec::new();
    };
    let rules = meeting.settings().rules();
    let found = of_decision(meeting, rules, decision, "Ella");
    found.into_iter().map(|one| one.check).collect()
}

fn views(of: &[&str]) -> Vec<String> {
    let agencies = [
        "Health",
        "police",
        "housing",
        "school",
        "probation",
        "a charity",
    ];
    let views = agencies.iter().zip(of);
    views
        .map(|(agency, view)| format!("/agency {agency}; child: Ella; view: {view}"))
        .collect()
}

#[test]
fn a_decision_is_held_against_the_agencies_views() {
    let (plan, cin, help, none) = (
        "child protection plan",
        "child in need plan",
        "early help",
        "no plan",
    );
    let starts = "child protection plan starts";
    let against = &["tally_against_decision"][..];
    let split = &["agreed_with_split_views"][..];
    for (given, decision, by, expected) in [
        (&[cin; 6][..], starts, "", against),
        (&[cin; 6], starts, "all agreed", against),
        (&[cin; 6], starts, "the Chair decided", against),
        (&[cin; 2], starts, "", against),
        // One agency alone is not a tally.
        (&[cin; 1], starts, "", &[]),
        (&[cin; 6], cin, "all agreed", &[]),
        (&[plan; 6], starts, "all agreed", &[]),
        (
            &[plan; 3],
            "child protection plan goes on",
            "all agreed",
            &[],
        ),
        (&[plan; 3], "child protection plan ends", "", against),
        (&[cin; 3], "child protection plan ends", "", &[]),
        (&[plan; 4], cin, "", against),
        (&[plan; 4], none, "", against),
        (&[help; 3], none, "", against),
        (&[none; 3], help, "", against),
        (&[none; 3], none, "", &[]),
        (&[plan, plan, cin], starts, "all agreed", split),
        (&[plan, plan, cin], starts, "most agreed", &[]),
        (&[plan, plan, cin], cin, "most agreed", against),
        (&[plan, cin], cin, "most agreed", &[]),
        (&[plan, plan, cin], cin, "the Chair decided", &[]),
        (&[plan, plan, "not able to say"], starts, "all agreed", &[]),
        (&["not asked"; 3], starts, "all agreed", &[]),
        (&[plan; 3], "put off to another day", "all agreed", &[]),
        (&[cin; 3], "transfer accepted", "", &[]),
    ] {
        let mut lines = views(given);
        let by = match by {
            "" => String::new(),
            by => format!("; decided by: {by}"),
        };
        lines.push(format!("/decision Ella; is: {decision}{by}"));
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        assert_eq!(asked(&lines), expected, "{lines:?}");
    }
}

#[test]
fn views_that_are_restricted_or_unclear_leave_the_question_open() {
    for unclear in ["no plan #restricted", "whatever"] {
        let mut lines = views(&["no plan", "no plan"]);
        lines.push(format!("/agency a charity; child: Ella; view: {unclear}"));
        lines.push("/decision Ella; is: child protection plan starts".into());
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        assert_eq!(asked(&lines), [""; 0], "{unclear}");
    }
}

#[test]
fn all_agreed_does_not_fit_a_dissent() {
    let dissent = "/dissent Housing; child: Ella; from: the plan; reasons: the flat";
    let agreed = "/decision Ella; is: no plan; decided by: all agreed";
    let of = |lines: &[&str]| asked(lines);
    assert_eq!(of(&[agreed, dissent]), ["agreed_with_dissent"]);
    assert_eq!(of(&[dissent, agreed]), ["agreed_with_dissent"]);
    assert_eq!(
        of(&[agreed, "/dissent Housing; from: all of it"]),
        ["agreed_with_dissent"]
    );
    assert_eq!(of(&[agreed, "/dissent Housing; child: Noah"]), [""; 0]);
    assert_eq!(
        of(&["/decision Ella; is: no plan; decided by: all agreed; dissent: Housing, the flat"]),
        ["agreed_with_dissent"]
    );
    for by in ["most agreed", "the Chair decided"] {
        let line = format!("/decision Ella; is: no plan; decided by: {by}");
        assert_eq!(of(&[&line, dissent]), [""; 0]);
    }
}

#[test]
fn a_restricted_dissent_is_not_told() {
    let mut sample = Sample::family();
    sample.says("/decision Ella; is: no plan; decided by: all agreed; reasons: safe");
    sample.says("/dissent Housing; child: Ella; reasons: CANARY #restricted");
    let told = checks(&sample.meeting, sample.now());
    let told: Vec<&str> = told
        .iter()
        .filter(|one| one.check == "agreed_with_dissent")
        .map(|one| one.missing.as_str())
        .collect();
    assert_eq!(
        told,
        ["Who agreed on the decision for Ella is to be looked at again."]
    );
}

#[test]
fn a_category_belongs_to_a_child_protection_plan() {
    for (line, expected) in [
        (
            "is: no plan; category: neglect",
            &["category_left_over"][..],
        ),
        (
            "is: child in need plan; category: neglect",
            &["category_left_over"],
        ),
        (
            "is: child protection plan ends; category: neglect",
            &["category_left_over"],
        ),
        ("is: child protection plan starts; category: neglect", &[]),
        ("is: child protection plan goes on; category: neglect", &[]),
        ("is: no plan", &[]),
    ] {
        assert_eq!(
            asked(&[&format!("/decision Ella; {line}")]),
            expected,
            "{line}"
        );
    }
}

#[test]
fn last_times_plan_is_remembered() {
    for (last, now, expected) in [
        (
            "child protection plan starts",
            "child protection plan starts",
            &["plan_starts_twice"][..],
        ),
        (
            "child protection plan goes on",
            "child protection plan starts",
            &["plan_starts_twice"],
        ),
        (
            "child protection plan starts",
            "child protection plan goes on",
            &[],
        ),
        (
            "child protection plan starts",
            "child protection plan ends",
            &[],
        ),
        (
            "child in need plan",
            "child protection plan goes on",
            &["plan_never_began"],
        ),
        (
            "no plan",
            "child protection plan ends",
            &["plan_never_began"],
        ),
        (
            "put off to another day",
            "child protection plan starts",
            &[],
        ),
        ("no plan", "child protection plan starts", &[]),
    ] {
        let last = format!("/lastdecision Ella; was: {last}");
        let now = format!("/decision Ella; is: {now}");
        assert_eq!(asked(&[&last, &now]), expected, "{last} {now}");
    }
}

#[test]
fn a_chair_who_is_not_here_decides_nothing() {
    let mut sample = Sample::family();
    sample.says("/decision Ella; is: no plan; decided by: the Chair decided");
    assert_eq!(found(&sample), [""; 0]);
    let arrives = |sample: &mut Sample, person: &str| {
        sample.does(KnownEvent::Arrived {
            person: person.into(),
        });
    };
    arrives(&mut sample, "p2");
    assert_eq!(found(&sample), ["decided_by_absent"]);
    arrives(&mut sample, "p4");
    assert_eq!(found(&sample), [""; 0]);
}

#[test]
fn an_agencys_view_with_a_category_is_for_a_child_protection_plan() {
    for (lines, is_asked) in [
        (
            &["/agency school; child: Ella; view: CP plan; category: neglect"][..],
            false,
        ),
        (&["/agency school; child: Ella; view: CIN plan"], false),
        (
            &["/agency school; child: Ella; view: CIN plan; category: neglect"],
            true,
        ),
        (
            &["/agency school; child: Ella; view: no plan; category: neglect"],
            true,
        ),
    ] {
        let mut sample = Sample::family();
        for line in lines {
            sample.says(line);
        }
        let found = checks(&sample.meeting, sample.now());
        let is_found = found
            .iter()
            .any(|one| one.check == "view_category_left_over");
        assert_eq!(is_found, is_asked, "{lines:?}");
    }
}
