//! The practice meetings: models of a conference and its review. Nothing in them is refused or left to be confirmed,
//! nothing is missing when they are closed, whatever day they are held on, and every kind of record is in them.

use super::driver::{Driver, begun_from_on};
use chrono::{DateTime, Datelike, Duration, FixedOffset};
use std::collections::BTreeSet;
use talking_piece::app::protocol::status::Outcome;
use talking_piece::domain::meeting::{Meeting, Phase};
use talking_piece::domain::record::kinds::{childs_view, decision, promise, sign_off};
use talking_piece::domain::record::{KINDS, Record};
use talking_piece::domain::rules::checks::checks;

const CONFERENCE: [&str; 2] = [
    include_str!("../../src/command_line/practice.lines"),
    include_str!("../../src/command_line/practice-conference.lines"),
];
const REVIEW: [&str; 2] = [
    include_str!("../../src/command_line/practice-review.lines"),
    include_str!("../../src/command_line/practice-review-conference.lines"),
];

/// The lines of a practice meeting as they are typed in this year.
pub fn typed_in(year: i32, texts: [&str; 2]) -> Vec<String> {
    let text = texts.join("\n");
    let text = [6, 9].into_iter().fold(text, |text, years| {
        text.replace(&format!("YEAR-{years}"), &(year - years).to_string())
    });
    assert!(!text.contains("YEAR"), "a year that nobody works out");
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    lines.map(str::to_owned).collect()
}

pub fn conference_lines(year: i32) -> Vec<String> {
    typed_in(year, CONFERENCE)
}

pub fn review_lines(year: i32) -> Vec<String> {
    typed_in(year, REVIEW)
}

/// The lines that `practice` enters before it shows the meeting.
pub fn prepared(year: i32) -> Vec<String> {
    typed_in(year, [CONFERENCE[0], ""])
}

pub fn review_prepared(year: i32) -> Vec<String> {
    typed_in(year, [REVIEW[0], ""])
}

fn conference_on(now: DateTime<FixedOffset>) -> Driver {
    let mut d = Driver::with_agenda("restorative-icpc");
    d.now = now;
    d
}

pub fn take(d: &mut Driver, lines: &[String]) {
    d.app.one_line_at_a_time = true;
    for line in lines {
        if line == "/close" {
            let missing = checks(&d.editor().meeting, d.now);
            assert!(missing.is_empty(), "on {}: {missing:#?}", d.now);
        }
        let outcome = d.enter(line);
        assert!(
            matches!(outcome, Outcome::Recorded(_) | Outcome::Done),
            "on {}: {line}\n{outcome:?}\n{}",
            d.now,
            d.status()
        );
    }
    d.app.one_line_at_a_time = false;
}

/// The conference and its review, both held and closed.
pub fn both_held() -> (Meeting, Meeting) {
    let mut d = conference_on(Driver::at_home().now);
    take(&mut d, &conference_lines(2026));
    let last = d.editor().meeting.clone();
    let then = Driver::at_home().now + Duration::weeks(12);
    let mut d = begun_from_on(&last, "restorative-rcpc", then);
    take(&mut d, &review_lines(2027));
    (last, d.editor().meeting.clone())
}

fn press(d: &mut Driver, lines: &[String]) {
    for line in lines {
        d.press(&format!("{line}⏎"));
        if line == "/close" {
            // On the screen the list comes first, and Enter closes.
            assert!(
                d.status().starts_with("Nothing is missing."),
                "{}",
                d.status()
            );
            d.press("⏎");
        }
        assert_eq!(d.line(), "", "{line}\n{}", d.status());
    }
}

/// Before so much of what forms ask had a home (November 2026). What copies need came later, and is left out.
const KEYS_BEFORE_THE_FORMS: usize = 17_489;

#[test]
fn the_conference_takes_no_more_keys_than_before_forms_had_a_home() {
    let mut lines = conference_lines(2026);
    let of_copies = ["/withhold ", "/gets ", "/papers ", "/written "];
    lines.retain(|line| !of_copies.iter().any(|command| line.starts_with(command)));
    let mut d = conference_on(Driver::at_home().now);
    press(&mut d, &lines);
    assert_model(&d.editor().meeting);
    assert!(d.keys <= KEYS_BEFORE_THE_FORMS, "{} keys", d.keys);
}

fn assert_model(meeting: &Meeting) {
    assert_eq!(meeting.phase(), Phase::Closed);
    assert!(meeting.gaps().is_empty(), "{:?}", meeting.gaps());
    assert_eq!(meeting.catch_up().count(), 0);
    for record in meeting.all_records() {
        assert!(record.to_confirm.is_empty(), "{record:?}");
    }
}

#[test]
fn both_close_with_nothing_missing_on_whatever_day_they_are_held() {
    let first = Driver::at_home().now;
    // Every weekday and weekend, Christmas, Easter and the ends of months.
    for days in (0..400)
        .step_by(53)
        .chain([28, 29, 30, 33, 39, 69, 97, 100, 124])
    {
        let now = first + Duration::days(days);
        let mut d = conference_on(now);
        take(&mut d, &conference_lines(now.year()));
        let last = &d.editor().meeting;
        assert_model(last);
        let then = now + Duration::weeks(12);
        let mut d = begun_from_on(last, "restorative-rcpc", then);
        take(&mut d, &review_lines(then.year()));
        assert_model(&d.editor().meeting);
    }
}

#[test]
fn both_are_the_same_typed_and_taken() {
    let now = Driver::at_home().now;
    let (mut typed, mut taken) = (conference_on(now), conference_on(now));
    press(&mut typed, &conference_lines(2026));
    take(&mut taken, &conference_lines(2026));
    assert_eq!(bodies(&typed), bodies(&taken));
    let then = now + Duration::weeks(12);
    let begun = |d: &Driver| begun_from_on(&d.editor().meeting, "restorative-rcpc", then);
    let (mut typed, mut taken) = (begun(&typed), begun(&taken));
    press(&mut typed, &review_lines(2027));
    take(&mut taken, &review_lines(2027));
    assert_eq!(bodies(&typed), bodies(&taken));
}

fn bodies(d: &Driver) -> Vec<(String, Option<String>, talking_piece::domain::record::Body)> {
    let records = d.editor().meeting.all_records().iter();
    let without_hash = |record: &Record| {
        let mut body = record.body();
        // The minutes have the time of each entry in them, and typing takes longer.
        body.values.remove(sign_off::SHA256.name);
        (record.id.clone(), record.section.clone(), body)
    };
    records.map(without_hash).collect()
}

#[test]
fn every_kind_of_record_and_every_section_is_in_them() {
    let now = Driver::at_home().now;
    let mut d = conference_on(now);
    take(&mut d, &conference_lines(2026));
    let last = d.editor().meeting.clone();
    let mut d = begun_from_on(&last, "restorative-rcpc", now + Duration::weeks(12));
    take(&mut d, &review_lines(2027));
    let review = d.editor().meeting.clone();
    let mut there: BTreeSet<&str> = BTreeSet::new();
    for meeting in [&last, &review] {
        there.extend(meeting.all_records().iter().map(|it| it.kind.as_str()));
        for place in meeting.agenda().places() {
            let times = meeting.section_times(&place.section.id);
            assert!(
                times.is_some_and(|it| it.skipped.is_none()),
                "{}",
                place.section.id
            );
        }
    }
    let mut all: BTreeSet<&str> = KINDS.iter().map(|kind| kind.id).collect();
    // The agenda of a first conference has no scale, so its review has no earlier score.
    all.remove("past_scale");
    assert_eq!(
        there, all,
        "left: the kinds recorded in the two practice meetings; right: KINDS. Record a new kind there: src/command_line/practice*.lines"
    );
    // Each child was heard, in a way of its own; one plan ends, one goes on.
    let channels: BTreeSet<&str> = last
        .records(&childs_view::KIND)
        .map(|it| it.text(&childs_view::CHANNEL))
        .collect();
    assert!(channels.len() >= 5, "{channels:?}");
    let decided: BTreeSet<&str> = review
        .records(&decision::KIND)
        .map(|it| it.text(&decision::DECISION))
        .collect();
    assert!(decided.contains("cp_plan_end") && decided.contains("cp_plan_continue"));
    let promises: Vec<_> = review.records(&promise::KIND).collect();
    assert!(
        promises
            .iter()
            .all(|it| it.values.contains_key(promise::DONE.name))
    );
    assert!(
        promises
            .iter()
            .any(|it| !it.is(&promise::DONE) && !it.text(&promise::WHY).is_empty())
    );
}
