//! Arrivals and departures: told, timed, put right, taken back. Each row is a story of one person in a meeting that began
//! at 14:10; each step is what somebody types, and the last column is what then stands.

use super::event::{Event, KnownEvent};
use super::presence::Outcome;
use crate::domain::minutes::sample::Sample;
use crate::domain::record::kinds::person::ATTENDANCE;
use chrono::{DateTime, FixedOffset, NaiveTime};
use serde_json::json;

const PO: &str = "p5";

fn at(clock: &str) -> DateTime<FixedOffset> {
    format!("2026-11-22T{clock}:00+00:00").parse().unwrap()
}

fn begun() -> Sample {
    let mut sample = Sample::new();
    for line in [
        "/child Ella Smith; born: 4 Mar 2017",
        "/person KS Kelly Smith; role: mother",
        "/person HV J Okafor; role: health visitor; agency: Health",
        "/person SW A Patel; role: social worker; agency: Children's services",
        "/person SH Sam Hall; role: Chair",
        "/person PO Pip Lanternby; role: police",
        "/meeting 2214-K",
        "/meeting venue: Elm Room",
        "/meeting venue: Ash Room",
    ] {
        sample.says(line);
    }
    sample.does(KnownEvent::Began {});
    assert_eq!(sample.meeting.began_at().unwrap(), at("14:11"));
    sample
}

/// Does one step: `+14:20 phone` arrives, `-15:00` leaves; without a time by the clock.
fn step(sample: &mut Sample, typed: &str) -> String {
    let arrives = typed.starts_with('+');
    let mut words = typed.trim_start_matches(['+', '-']).split(' ');
    let time = words.next().unwrap_or("");
    let now = at("16:00");
    let meeting = &sample.meeting;
    let moment = NaiveTime::parse_from_str(time, "%H:%M").ok();
    let moment = moment.map(|time| meeting.moment(time, true, now).unwrap());
    let outcome = match arrives {
        true => meeting.arrival(PO, moment, words.next(), now),
        false => meeting.departure(PO, moment),
    };
    let person = PO.to_owned();
    match outcome {
        Err(why) => why.to_string(),
        Ok(Outcome::AsBefore(words)) => words,
        Ok(Outcome::Now) => {
            let event = match arrives {
                true => KnownEvent::Arrived { person },
                false => KnownEvent::Left { person },
            };
            sample.does(event);
            String::new()
        }
        Ok(Outcome::Stays(stays, words)) => {
            sample.does(KnownEvent::PresenceRecorded { person, stays });
            words
        }
    }
}

#[test]
fn stories_of_coming_and_going() {
    for (steps, stands, last) in [
        (&["+14:20"][..], "here since 14:20", "Pip here since 14:20."),
        (&["+"], "here since 14:12", ""),
        (
            &["+14:32", "+14:20"],
            "here since 14:20",
            "Pip arrived at 14:20 (was 14:32).",
        ),
        (
            &["+14:20", "+14:20"],
            "here since 14:20",
            "Pip has been here since 14:20.",
        ),
        (
            &["+14:20", "+"],
            "here since 14:20",
            "Pip has been here since 14:20.",
        ),
        (
            &["+13:50"],
            "here since 13:50",
            "Pip here since 13:50. The meeting began at 14:11.",
        ),
        (
            &["+14:20", "-15:00"],
            "14:20–15:00",
            "Pip gone since 15:00.",
        ),
        (
            &["+14:20", "-15:00", "-15:05"],
            "14:20–15:05",
            "Pip left at 15:05 (was 15:00).",
        ),
        (
            &["+14:20", "-15:00", "-15:00"],
            "14:20–15:00",
            "Pip left at 15:00 already.",
        ),
        (
            &["+14:20", "-15:00", "-"],
            "14:20–15:00",
            "Pip left at 15:00 already.",
        ),
        (
            &["+14:20", "-15:00", "+15:30"],
            "14:20–15:00, here since 15:30",
            "Pip here since 15:30.",
        ),
        (
            &["+14:20", "-15:00", "+14:30"],
            "14:30–15:00",
            "Pip arrived at 14:30 (was 14:20).",
        ),
        (
            &["+14:20", "-15:00", "+15:30", "+14:25"],
            "14:25–15:00, here since 15:30",
            "Pip arrived at 14:25 (was 14:20).",
        ),
        (
            &["+14:20", "-15:00", "+15:30", "+15:40"],
            "14:20–15:00, here since 15:40",
            "Pip arrived at 15:40 (was 15:30).",
        ),
        (
            &["+14:20", "-15:00", "+15:30", "-15:10"],
            "14:20–15:10, here since 15:30",
            "Pip left at 15:10 (was 15:00).",
        ),
        (
            &["+14:20 video"],
            "here since 14:20 (video)",
            "Pip here since 14:20, video.",
        ),
        (
            &["+14:20 video", "+15:00 phone"],
            "here since 14:20 (video, phone from 15:00)",
            "Pip: phone from 15:00 (video before).",
        ),
        (
            &["+14:20 video", "+ phone"],
            "here since 14:20 (video, phone from 16:00)",
            "Pip: phone from 16:00 (video before).",
        ),
        (
            &["+14:20", "+ phone"],
            "here since 14:20 (phone)",
            "Pip here since 14:20, phone.",
        ),
        (
            &["+14:20 video", "+14:20 phone"],
            "here since 14:20 (phone)",
            "Pip has been here since 14:20, phone.",
        ),
        (
            &["+14:20 video", "+14:20 video"],
            "here since 14:20 (video)",
            "Pip has been here since 14:20, video.",
        ),
        (
            &["+14:32 video", "+14:20 phone"],
            "here since 14:20 (phone)",
            "Pip arrived at 14:20 (was 14:32), phone.",
        ),
        (
            &["+14:20 video", "+15:00 phone", "+14:30"],
            "here since 14:30 (video, phone from 15:00)",
            "Pip arrived at 14:30 (was 14:20).",
        ),
        (
            &["+14:20 video", "+15:00 phone", "+ phone"],
            "here since 14:20 (video, phone from 15:00)",
            "Pip has been here since 14:20, phone.",
        ),
        (
            &["-"],
            "",
            "Pip Lanternby has not been here, so cannot have left.",
        ),
        (&["-15:00"], "", "Pip Lanternby has not been here"),
        (
            &["+14:20", "-14:15"],
            "here since 14:20",
            "Pip came at 14:20, so cannot have left at 14:15.",
        ),
        (
            &["+13:50", "-14:00"],
            "here since 13:50",
            "The meeting began at 14:11, so nobody can have left it at 14:00.",
        ),
    ] {
        let mut sample = begun();
        let mut told = String::new();
        for typed in steps {
            told = step(&mut sample, typed);
        }
        assert_eq!(
            sample.meeting.presence_words(PO).join(", "),
            stands,
            "{steps:?}"
        );
        assert!(told.starts_with(last), "{steps:?}: {told}");
    }
}

#[test]
fn the_way_somebody_said_they_would_come_is_theirs_until_they_change_it() {
    let mut sample = begun();
    sample.changes(PO, |body| {
        body.values.insert(ATTENDANCE.name.into(), json!("video"));
    });
    step(&mut sample, "+14:20");
    assert_eq!(
        sample.meeting.presence_words(PO),
        ["here since 14:20 (video)"]
    );
    // "video → phone" in the form of the person keeps both.
    sample.changes(PO, |body| {
        body.values.insert(ATTENDANCE.name.into(), json!("phone"));
    });
    assert_eq!(
        sample.meeting.presence_words(PO),
        ["here since 14:20 (video, phone from 14:14)"]
    );
    // Apologies are not a way of being here.
    sample.changes(PO, |body| {
        body.values
            .insert(ATTENDANCE.name.into(), json!("declined"));
    });
    assert_eq!(sample.meeting.presence_words(PO).len(), 1);
}

#[test]
fn undo_brings_back_what_stood_before() {
    let mut sample = begun();
    step(&mut sample, "+14:32");
    step(&mut sample, "+14:20");
    sample.undoes();
    assert_eq!(sample.meeting.presence_words(PO), ["here since 14:32"]);
    step(&mut sample, "-15:00");
    assert!(sample.meeting.has_left(PO));
    sample.undoes();
    assert!(sample.meeting.is_here(PO));
    sample.undoes();
    assert!(!sample.meeting.has_come(PO) && !sample.meeting.records_arrivals());
}

#[test]
fn journals_of_before_tell_what_they_told() {
    let mut sample = begun();
    for (kind, seq) in [("arrived", 40), ("left", 41), ("arrived", 42)] {
        let event = Event::from_parts(kind.into(), json!({ "person": PO }));
        let Event::Known(known) = event else {
            panic!("{kind} {seq}");
        };
        sample.does(known);
    }
    assert_eq!(
        sample.meeting.presence_words(PO),
        ["14:12–14:13", "here since 14:14"]
    );
    let event = Event::from_parts("presence_recorded".into(), json!({ "person": PO }));
    let Event::Known(known) = event else { panic!() };
    sample.does(known);
    assert!(!sample.meeting.has_come(PO));
}

#[test]
fn what_is_told_goes_through_the_journal_unchanged() {
    let mut sample = begun();
    step(&mut sample, "+14:20 video");
    step(&mut sample, "+15:00 phone");
    step(&mut sample, "-15:30");
    let events = sample.meeting.events().to_vec();
    let again = events.into_iter().map(|mut logged| {
        let (kind, body) = logged.event.to_parts();
        let text = body.to_string();
        logged.event = Event::from_parts(kind, serde_json::from_str(&text).unwrap());
        logged
    });
    let (read, refused) = super::Meeting::from_facts(again.collect());
    assert_eq!(refused, []);
    assert_eq!(read.stays(), sample.meeting.stays());
}

#[test]
fn a_time_without_am_or_pm_is_the_one_that_can_be_meant() {
    let sample = begun();
    let now = at("16:00");
    for (typed, said, meant) in [
        ("14:20", false, Some("14:20")),
        ("02:20", false, Some("14:20")),
        ("02:20", true, None),
        ("03:59", false, Some("15:59")),
        ("04:01", false, None),
        ("11:30", false, Some("11:30")),
        ("11:00", false, None),
        ("16:00", false, Some("16:00")),
        ("16:01", false, None),
        ("23:00", false, None),
    ] {
        let time = NaiveTime::parse_from_str(typed, "%H:%M").unwrap();
        let read = sample.meeting.moment(time, said, now).ok();
        let read = read.map(|at| at.format("%H:%M").to_string());
        assert_eq!(read.as_deref(), meant, "{typed}");
    }
}
