//! `/arrive`, `/leave` and `/absent` as people type them: tables of made-up variants.

use super::coming::{read_coming, split_reason};
use crate::domain::meeting::Meeting;
use crate::domain::meeting::event::KnownEvent;
use crate::domain::minutes::sample::Sample;
use crate::domain::record::kinds::person;
use chrono::{DateTime, FixedOffset};

/// People called KS, HV, SW, SH and PO, children Ella and Noah; it began at 14:09.
fn meeting() -> Sample {
    let mut sample = Sample::family();
    sample.says("/person PO Pip Lanternby; role: police");
    for person in ["p1", "k1"] {
        sample.does(KnownEvent::Arrived {
            person: person.into(),
        });
    }
    sample
}

fn now() -> DateTime<FixedOffset> {
    "2026-11-22T15:20:00+00:00".parse().unwrap()
}

fn everybody(meeting: &Meeting) -> Vec<String> {
    meeting.all_expected().collect()
}

/// `HV 14:30 phone, KS`: who was read, in letters, with the time and the way.
fn read(typed: &str, sample: &Sample) -> String {
    let named = match read_coming(typed, &sample.meeting, everybody, now()) {
        Ok(named) => named,
        Err(why) => return format!("? {why}"),
    };
    let words = named.iter().map(|one| {
        let mut words = vec![sample.meeting.code(&one.id)];
        words.extend(one.at.map(|at| at.format("%H:%M").to_string()));
        words.extend(one.how.clone());
        words.join(" ")
    });
    words.collect::<Vec<_>>().join(", ")
}

#[test]
fn people_times_and_ways_are_read_as_they_are_typed() {
    let sample = meeting();
    for (typed, meant) in [
        ("PO", "PO"),
        ("po", "PO"),
        ("PO 14:30", "PO 14:30"),
        ("PO 14.30", "PO 14:30"),
        ("PO 1430", "PO 14:30"),
        ("PO 2:30pm", "PO 14:30"),
        ("PO 2.30 pm", "PO 14:30"),
        ("PO at 14:30", "PO 14:30"),
        ("PO at 2:30", "PO 14:30"),
        ("PO, 14:30", "PO 14:30"),
        ("PO now", "PO"),
        ("PO just now", "PO"),
        ("PO 10 min ago", "PO 15:10"),
        ("PO 10min ago", "PO 15:10"),
        ("PO ten minutes ago", "PO 15:10"),
        ("PO about 5 minutes ago by phone", "PO 15:15 phone"),
        ("PO half an hour ago", "PO 14:50"),
        ("PO a quarter of an hour ago", "PO 15:05"),
        ("an hour ago PO", "PO 14:20"),
        ("KS and PO 5 mins ago", "KS 15:15, PO 15:15"),
        ("PO again", "PO"),
        ("PO is back", "PO"),
        ("PO back 14:30", "PO 14:30"),
        ("PO has arrived", "PO"),
        ("the professionals", "HV, SW, PO"),
        ("14:30 PO", "PO 14:30"),
        ("at 14:30 PO", "PO 14:30"),
        ("PO since 14:30", "PO 14:30"),
        ("PO by phone", "PO phone"),
        ("PO on the phone", "PO phone"),
        ("PO (phone)", "PO phone"),
        ("PO by video", "PO video"),
        ("PO via video", "PO video"),
        ("PO in person", "PO in_person"),
        ("PO in writing", "PO in_writing"),
        ("PO 14:30 by phone", "PO 14:30 phone"),
        ("PO by phone 14:30", "PO 14:30 phone"),
        ("PO by phone at 14:30", "PO 14:30 phone"),
        ("PO, by phone, 14:30", "PO 14:30 phone"),
        ("Pip Lanternby 14:30", "PO 14:30"),
        ("HV PO SW", "HV, PO, SW"),
        ("HV, PO and SW", "HV, PO, SW"),
        ("HV & PO", "HV, PO"),
        ("HV + PO", "HV, PO"),
        ("HV, PO and SW 14:30", "HV 14:30, PO 14:30, SW 14:30"),
        ("HV 14:20, PO 14:30", "HV 14:20, PO 14:30"),
        ("HV 14:20, PO", "HV 14:20, PO"),
        ("HV by phone, PO in person", "HV phone, PO in_person"),
        ("HV and PO by video", "HV video, PO video"),
        ("HV HV po PO", "HV, PO"),
        ("all", "HV, SW, SH, PO"),
        ("everyone", "HV, SW, SH, PO"),
        ("all 14:30", "HV 14:30, SW 14:30, SH 14:30, PO 14:30"),
        ("all except PO", "HV, SW, SH"),
        ("all but PO and SW", "HV, SH"),
        ("all except PO 14:30", "HV 14:30, SW 14:30, SH 14:30"),
        ("all, Noah", "HV, SW, SH, PO, NS"),
        ("KS 13:50", "KS 13:50"),
        ("", ""),
    ] {
        assert_eq!(read(typed, &sample), meant, "{typed}");
    }
}

#[test]
fn what_cannot_be_is_pointed_out_and_nobody_is_marked() {
    let sample = meeting();
    for (typed, why) in [
        ("ZZ", "Who is ZZ?"),
        ("PO, ZZ and QX", "Who is ZZ?"),
        ("Jo Newman", "Who is Jo Newman?"),
        ("PO for the first part", "Who is for the first part?"),
        ("ZZ PO Jo Newman", "Who is ZZ? Who is Jo Newman?"),
        ("PO 15:30", "15:30 is still to come: it is 15:20."),
        ("PO 11pm", "23:00 is still to come"),
        (
            "PO 2am",
            "02:00 is long before the meeting, which began at 14:09.",
        ),
        ("PO 09:00", "09:00 is long before the meeting"),
        ("PO 25:00", "Who is 25:00?"),
        ("PO yesterday", "Who is yesterday?"),
    ] {
        let told = read(typed, &sample);
        assert!(told.starts_with("? "), "{typed}: {told}");
        assert!(told.contains(why), "{typed}: {told}");
    }
}

#[test]
fn a_way_of_the_councils_own_is_read_too() {
    let mut sample = Sample::new();
    sample.keeps(
        "vocabularies.toml",
        "[[list]]\nid = \"attendance\"\nentry = [ { code = \"screen\", words = \"by the big screen\", flags = [\"comes\"] } ]\n",
    );
    sample.says("/person PO Pip Lanternby; role: police");
    let how = |typed: &str| {
        let named = read_coming(typed, &sample.meeting, everybody, now()).unwrap();
        named[0].how.clone().unwrap_or_default()
    };
    assert_eq!(how("PO by the big screen"), "screen");
    assert_eq!(how("PO screen"), "screen");
    let field = person::ATTENDANCE;
    assert_eq!(
        field.words_of("screen", sample.meeting.settings()),
        "by the big screen"
    );
}

#[test]
fn why_somebody_did_not_come_stands_behind_a_sign_or_a_word() {
    let sample = meeting();
    for (typed, who, why) in [
        ("PO", "PO", ""),
        ("PO: not well", "PO", "not well"),
        ("PO; not well", "PO", "not well"),
        ("KS because she is ill", "KS", "she is ill"),
        (
            "KS, PO: held up: the bridge is shut",
            "KS, PO",
            "held up: the bridge is shut",
        ),
        // The label of the answer was taken for a part of the reason.
        ("PO; why: not well", "PO", "not well"),
        ("PO why: not well", "PO", "not well"),
        ("PO, why not: not well", "PO,", "not well"),
        ("PO: why not: not well", "PO", "not well"),
        (
            "Pip Lanternby; why not: not well",
            "Pip Lanternby",
            "not well",
        ),
        // The minutes of a time were taken for a reason.
        ("PO 14:10", "PO 14:10", ""),
        ("PO 14:10: the bus", "PO 14:10", "the bus"),
        // Without a sign, only what names nobody.
        ("PO working away", "PO", "working away"),
        ("PO, working away", "PO", "working away"),
        ("PO - working away", "PO", "working away"),
        ("PO \u{2013} working away", "PO", "working away"),
        ("PO (not well today)", "PO", "not well today"),
        (
            "Pip Lanternby not well today",
            "Pip Lanternby",
            "not well today",
        ),
        (
            "KS and PO held up on the bridge",
            "KS and PO",
            "held up on the bridge",
        ),
        (
            "KS, PO held up on the bridge",
            "KS, PO",
            "held up on the bridge",
        ),
        ("PO by phone", "PO by phone", ""),
        ("PO ill", "PO ill", ""),
        ("PO Jo Newman", "PO Jo Newman", ""),
        ("PO with KS", "PO with KS", ""),
        ("ZZ working away", "ZZ working away", ""),
        ("PO ZZ", "PO ZZ", ""),
    ] {
        assert_eq!(split_reason(typed, &sample.meeting), (who, why), "{typed}");
    }
}
