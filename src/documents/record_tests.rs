//! The record of the meeting: what is in it, in which order, and what each reader does not see.

use super::*;
use crate::domain::meeting::event::{Gap, KnownEvent};
use crate::domain::minutes::leak_tests::{canaries, open_words, run, step};
use crate::domain::minutes::sample::Sample;
use crate::domain::minutes::{RestrictedPart, open_minutes, read_minutes, restricted_part};
use crate::domain::record::kinds::child;
use crate::domain::visibility::{Restricted, Visibility};
use crate::formats::plain_text;
use proptest::prelude::*;

fn record_of_the_meeting(minutes: &OpenMinutes) -> Document {
    Arranged::default().page(minutes, None)
}

fn full_record_of_the_meeting(
    minutes: &OpenMinutes,
    part: &Restricted<RestrictedPart>,
) -> Document {
    Arranged::default().page(minutes, Some(part))
}

/// A meeting with open, restricted, struck-out and changed records of most kinds.
pub(super) fn meeting() -> Sample {
    let mut sample = Sample::family();
    sample.says("/person PO P Hall; role: police; safety: sits by the door");
    for person in ["k1", "p1"] {
        sample.does(KnownEvent::Arrived {
            person: person.into(),
        });
    }
    sample.says("SH: good afternoon");
    sample.opens("happened");
    sample.says("KS: \"I was scared to tell anyone\" @ella #new");
    sample.says("HV: + came every week");
    sample.says("SW: the safe flat is in Larch Lane #restricted");
    sample.says("ZQ: who was that");
    let struck = sample.says("SW: Oaktree");
    sample.does(KnownEvent::StruckOut {
        id: struck,
        reason: "said by somebody else".into(),
    });
    sample.does(KnownEvent::BreakStarted {
        reason: "air".into(),
    });
    sample.does(KnownEvent::BreakEnded {});
    for line in [
        "/view Ella; by: letter; words: \"I want it quiet at night\"; read by: SW; hopes: a garden",
        "/view Noah; by: observed; means: Birchwood; shared: to the Chair only",
        "/statement confidentiality; by: SH",
        "/scale 1; by: KS; score: 6; why: calmer",
        "/action Kelly books speech therapy; who: KS; by: 12 Dec; measure: letter seen; support: lifts",
        "/action Ashgrove; support: a taxi #restricted",
        "/whatif two missed visits; then: SW calls; told: yes",
        "/decision Ella; is: child protection plan starts; category: neglect; reasons: unsafe nights",
        "/date First core group; on: 12 Dec; at: 14:00",
    ] {
        sample.says(line);
    }
    sample.does(KnownEvent::SectionSkipped {
        section: "feelings".into(),
        reason: "said already".into(),
    });
    sample.does(KnownEvent::Closed {
        gaps: vec![Gap {
            check: "catch_up".into(),
            missing: "1 record is still on the catch-up list.".into(),
            reason: "the Chair asks her".into(),
            is_kept_back: false,
        }],
    });
    sample
}

const SECRETS: &[&str] = &[
    "Larch",
    "Oaktree",
    "said by somebody else",
    "Birchwood",
    "Ashgrove",
    "sits by the door",
];

fn open_text(sample: &Sample) -> String {
    let document = record_of_the_meeting(&open_minutes(&sample.meeting));
    plain_text::print(&document, 200)
}

#[test]
fn the_open_record_has_what_is_open_and_says_where_something_is_not() {
    let text = open_text(&meeting());
    for words in [
        "[Made up] This is a practice meeting.",
        "Kept out of this copy: 3 records and 1 answer.",
        "Reference: 2214-K",
        "“I want it quiet at night” (Ella Smith)",
        "Hopes: a garden",
        "These minutes have no words from Noah Smith.",
        "Kelly Smith, mother (about Ella Smith, new to the family): “I was scared to tell anyone”",
        "J Okafor, health visitor (strength): came every week",
        "ZQ (to be confirmed): who was that",
        "(restricted)",
        "(struck out at 14:",
        "Left out at 14:",
        "said already",
        "Kelly books speech therapy",
        "support: lifts",
        "Sat 12 Dec 2026",
        "two missed visits",
        "unsafe nights",
        "What happens to what we say",
        "calmer",
        ": air",
        "speaker was typed as \"ZQ\"",
        "Reason given: the Chair asks her",
        "good afternoon",
    ] {
        assert!(text.contains(words), "{words} in\n{text}");
    }
    for secret in SECRETS {
        assert!(!text.contains(secret), "{secret}");
    }
}

#[test]
fn row_28_and_41_every_record_says_whom_to_ask() {
    let mut sample = Sample::new();
    let own =
        "[[contact]]\nfor = \"queries\"\nname = \"Conference team\"\nhow = \"01234 000 000\"\n";
    sample.keeps("contacts.toml", own);
    for line in [
        "/child Ella Smith; social worker: SW",
        "/child Noah Smith; social worker: SW",
        "/person CH Sam Hall; role: Chair; contact: 07000 000 000",
        "/person SW A Patel; role: social worker; agency: Children's services",
        "/person S2 B Quill; role: social worker; agency: Children's services #restricted",
    ] {
        sample.says(line);
    }
    for child in ["k1", "k2"] {
        sample.changes(child, |body| {
            body.to_confirm.clear();
            body.values
                .insert(child::LEAD_SOCIAL_WORKER.name.into(), "p2".into());
        });
    }
    let text = open_text(&sample);
    for words in [
        "Whom to ask",
        "please ask",
        "Questions about this record: Conference team: 01234 000 000",
        "Chair: Sam Hall",
        "Social worker: A Patel (Ella Smith, Noah Smith)",
    ] {
        assert!(text.contains(words), "{words} in\n{text}");
    }
    assert!(!text.contains("07000") && !text.contains("Quill"), "{text}");
    // The full record has it too; and what the meeting kept stays when it is read from its file.
    let full = full_record_of_the_meeting(
        &open_minutes(&sample.meeting),
        &restricted_part(&sample.meeting),
    );
    assert!(plain_text::print(&full, 200).contains("Conference team"));
    let file = read_minutes(&open_minutes(&sample.meeting).to_value()).unwrap();
    let read = plain_text::print(&record_of_the_meeting(&file.minutes), 200);
    assert!(read.contains("Conference team"), "{read}");
}

#[test]
fn what_is_not_certain_yet_says_so_at_its_place_and_at_the_front() {
    let mut sample = Sample::family();
    assert!(!open_text(&sample).contains("to be confirmed"));
    sample.opens("happened");
    let entry = sample.says("SW: ! something about bail ??");
    let action = sample.says("/action Kelly books speech therapy; who: KS");
    sample.changes(&action, |body| body.follow_up = true);
    sample.says("/view Ella; by: letter; words: \"I like it here\"");
    sample.changes("v1", |body| body.follow_up = true);
    let hidden = sample.says("SW: Larch ?? #restricted");
    let text = open_text(&sample);
    for words in [
        "[To be confirmed] 3 entries are not certain yet.",
        "A Patel, social worker (worry, to be confirmed): something about bail",
        "(to be confirmed) Kelly books speech therapy",
        "Ella Smith (letter) (to be confirmed)",
        "Contribution \"something about bail\": this entry is to be confirmed",
    ] {
        assert!(text.contains(words), "{words} in\n{text}");
    }
    // In every order of the same minutes; and a sign that only the minute-taker knows stands nowhere.
    for arranged in Arranged::all() {
        let page = arranged.page(&open_minutes(&sample.meeting), None);
        let page = plain_text::print(&page, 300);
        assert!(
            page.contains("(worry, to be confirmed): something"),
            "{page}"
        );
        assert!(page.contains("3 entries are not certain"), "{page}");
        assert!(!page.contains("??") && !page.contains("(?)"), "{page}");
    }
    for id in [&entry, &action, &hidden, &"v1".to_owned()] {
        sample.changes(id, |body| body.follow_up = false);
    }
    let text = open_text(&sample);
    assert!(!text.contains("to be confirmed"), "{text}");
    assert!(!text.contains("not certain yet"), "{text}");
}

#[test]
fn one_thing_is_said_once_at_the_top() {
    let mut sample = Sample::family();
    sample.says("/meeting on: 22 Nov 2026");
    for person in ["p2", "p3"] {
        sample.does(KnownEvent::Arrived {
            person: person.into(),
        });
    }
    let decision = |child: &str| format!("/decision {child}; is: child protection plan starts");
    for child in ["Ella", "Noah"] {
        sample.says(&decision(child));
    }
    let document = record_of_the_meeting(&open_minutes(&sample.meeting));
    assert_eq!(document.named, ["22 Nov 2026", "2214-K"]);
    let text = plain_text::print(&document, 200);
    assert!(text.contains("Date: Sun 22 Nov 2026"), "{text}");
    assert!(!text.contains("On: "), "{text}");
    let quorum: Vec<&str> = text
        .lines()
        .filter(|line| line.starts_with("Quorum: "))
        .collect();
    // One after the other, with the same agencies here.
    assert_eq!(quorum.len(), 1, "{text}");
    let words = "Quorum: not reached when something was decided, 14:";
    assert!(
        quorum[0].starts_with(words) && quorum[0].ends_with(": 2 agencies here, 3 needed"),
        "{quorum:?}"
    );
    assert_eq!(quorum[0].matches(", 14:").count(), 2, "{quorum:?}");
    // Both in the same minute: one time.
    let mut minutes = open_minutes(&sample.meeting).to_value();
    let held = minutes["quorum"].as_array_mut().unwrap();
    held[1]["at"] = held[0]["at"].clone();
    let read = read_minutes(&minutes).unwrap().minutes;
    let text = plain_text::print(&record_of_the_meeting(&read), 200);
    assert_eq!(text.matches(", 14:").count(), 1, "{text}");
}

#[test]
fn the_full_record_has_the_rest_and_marks_it() {
    let sample = meeting();
    let document = full_record_of_the_meeting(
        &open_minutes(&sample.meeting),
        &restricted_part(&sample.meeting),
    );
    let text = plain_text::print(&document, 200);
    for secret in SECRETS {
        assert!(text.contains(secret), "{secret} in\n{text}");
    }
    for words in [
        "[Restricted] This is the full record",
        "social worker: the safe flat is in Larch Lane",
        "(restricted) Ashgrove",
        "[Restricted] Noah Smith (observed) (restricted): means: Birchwood",
        "- 2 (restricted): support: a taxi",
        "safety (restricted): sits by the door",
    ] {
        assert!(text.contains(words), "{words} in\n{text}");
    }
}

#[test]
fn the_children_come_before_everything_adults_said() {
    let text = open_text(&meeting());
    let place = |words: &str| text.find(words).unwrap();
    assert!(place("quiet at night") < place("Who was there"));
    assert!(place("Who was there") < place("1 Welcome"));
    // What came of it is what people look for: before the discussion, and in it first what was decided.
    assert!(place("Who was there") < place("The decisions\n"));
    assert!(place("The decisions\n") < place("The plan\n--------"));
    assert!(place("The plan\n--------") < place("1 Welcome"));
}

#[test]
fn an_action_stands_under_its_outcome_with_the_number_that_is_typed_for_it() {
    let mut sample = Sample::family();
    for line in [
        "/action Kelly reads; who: KS; outcome: Ella sleeps well",
        "/action Kelly sings; who: KS",
        "/action Kelly hums; who: KS; outcome: ella sleeps well.; support: a book",
    ] {
        sample.says(line);
    }
    let text = open_text(&sample);
    let place = |words: &str| {
        let found = text.find(words);
        found.unwrap_or_else(|| panic!("{words} in\n{text}"))
    };
    let order = [
        "Ella sleeps well\n................",
        "1    Kelly reads",
        "3    Kelly hums",
        "3: support: a book",
        "For no outcome that was named",
        "2    Kelly sings",
    ];
    assert!(order.map(place).is_sorted(), "{text}");
    assert_eq!(text.matches("leeps well").count(), 1, "{text}");
}

#[test]
fn the_record_is_the_same_from_the_meeting_and_from_its_file() {
    let sample = meeting();
    let minutes = open_minutes(&sample.meeting);
    let back = read_minutes(&minutes.to_value()).unwrap().minutes;
    assert_eq!(
        record_of_the_meeting(&back),
        record_of_the_meeting(&minutes)
    );
}

#[test]
fn somebody_whose_record_is_restricted_is_not_named() {
    let mut sample = Sample::family();
    sample.opens("happened");
    sample.says("KS: hello");
    sample.says("/view Ella; by: letter; words: \"I like it here\"");
    sample.changes("p1", |body| body.visibility = Visibility::Restricted);
    sample.changes("k1", |body| body.visibility = Visibility::Restricted);
    let text = open_text(&sample);
    assert!(text.contains("somebody (restricted): hello"));
    assert!(text.contains("I like it here"));
    assert!(!text.contains("Kelly") && !text.contains("Ella"), "{text}");
}

#[test]
fn when_a_restricted_person_was_here_is_told_in_the_full_record_alone() {
    let mut sample = Sample::family();
    for person in ["p1", "p2"] {
        sample.does(KnownEvent::Arrived {
            person: person.into(),
        });
    }
    sample.changes("p2", |body| body.visibility = Visibility::Restricted);
    let arrived = sample.meeting.stays_of("p2").next().unwrap().arrived;
    let clock = arrived.format("%H:%M").to_string();
    let minutes = open_minutes(&sample.meeting);
    let part = restricted_part(&sample.meeting);
    let people = |document: &Document, heading: &str| {
        let text = plain_text::print(document, 200);
        let (_, rest) = text.split_once(heading).unwrap_or_else(|| panic!("{text}"));
        rest.lines().take(8).collect::<Vec<_>>().join("\n")
    };
    let full = full_record_of_the_meeting(&minutes, &part);
    let full = people(&full, "Restricted: not in the open minutes");
    assert!(full.contains("Okafor") && full.contains(&clock), "{full}");
    let open = people(
        &record_of_the_meeting(&minutes),
        "Restricted: these minutes do not say when they were here",
    );
    assert!(!open.contains("Okafor") && !open.contains(&clock), "{open}");
}

#[test]
fn the_tally_stands_beside_the_decision_and_tells_no_restricted_view() {
    let mut sample = Sample::family();
    for line in [
        "/agency Health; child: Ella; view: no plan",
        "/agency police; child: Ella; view: child protection plan",
        "/agency housing; child: Ella; view: child protection plan",
        "/agency school; child: Ella; view: early help #restricted",
        "/agency Health; child: Noah; view: no plan",
        "/decision Ella; is: child protection plan starts; category: neglect; reasons: nights",
    ] {
        sample.says(line);
    }
    let minutes = open_minutes(&sample.meeting);
    let told =
        "The agencies' views for Ella Smith: child protection plan 2, no plan 1, restricted 1";
    for text in [
        open_text(&sample),
        plain_text::print(
            &full_record_of_the_meeting(&minutes, &restricted_part(&sample.meeting)),
            200,
        ),
    ] {
        assert!(text.contains(told), "{text}");
        // There is no decision for him to stand beside.
        assert!(!text.contains("views for Noah"), "{text}");
    }
    let value = minutes.to_value();
    assert_eq!(value["tallies"][0]["child"], "k1");
    assert_eq!(value["tallies"][0]["views"][0]["agencies"], 2);
    assert!(!value["tallies"].to_string().contains("early_help"));
    let back = read_minutes(&value).unwrap().minutes;
    assert_eq!(back.to_value(), value);
    // A view that is restricted later takes its number out of an earlier version, too.
    let mut earlier = minutes;
    sample.changes("y2", |body| body.visibility = Visibility::Restricted);
    earlier.take_out_what_is_hidden(&open_minutes(&sample.meeting));
    assert!(earlier.tally_for("k1").is_none() && earlier.tally_for("k2").is_some());
    // Minutes from before there was a tally are read as they are.
    let mut old = value.clone();
    old.as_object_mut().unwrap().remove("tallies");
    let back = read_minutes(&old).unwrap().minutes;
    assert!(back.tally_for("k1").is_none());
    // A child whose record is restricted has none.
    sample.changes("k1", |body| body.visibility = Visibility::Restricted);
    assert!(open_minutes(&sample.meeting).tally_for("k1").is_none());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever happened in the meeting: the open record has every open word and no other, and the full record
    /// has every word that stands in a record, restricted, struck out or not.
    #[test]
    fn each_reader_gets_every_word_that_is_for_them(steps in prop::collection::vec(step(), 1..40)) {
        let sample = run(&steps);
        let minutes = open_minutes(&sample.meeting);
        let open = plain_text::print(&record_of_the_meeting(&minutes), 78);
        let part = restricted_part(&sample.meeting);
        let full = plain_text::print(&full_record_of_the_meeting(&minutes, &part), 78);
        for (word, is_open) in open_words(&sample) {
            prop_assert_eq!(open.contains(&word), is_open, "{} in {}", word, open);
        }
        for record in sample.meeting.all_records() {
            let all = serde_json::to_string(&record.seen_body()).unwrap();
            for word in canaries(&all) {
                prop_assert!(full.contains(word), "{} ({:?}) in {}", word, record, full);
            }
        }
    }
}

#[test]
fn one_reason_for_much_that_was_missing_is_told_once() {
    let mut sample = Sample::family();
    let gap = |missing: &str, reason: &str| Gap {
        check: "catch_up".into(),
        missing: missing.into(),
        reason: reason.into(),
        is_kept_back: false,
    };
    sample.does(KnownEvent::Closed {
        gaps: vec![
            gap("No plan for Ella.", "no time"),
            gap("No core group.", "the Chair asks her"),
            gap("No plan for Noah.", "no time"),
            gap("No date.", ""),
        ],
    });
    let text = open_text(&sample);
    let missing = text.split("Still missing").nth(1).unwrap();
    assert_eq!(missing.matches("no time").count(), 1, "{missing}");
    let places = [
        "- No core group. Reason given: the Chair asks her",
        "- No date.",
        "Reason given for these 2: no time",
        "- No plan for Ella.",
        "- No plan for Noah.",
    ];
    let places = places.map(|words| {
        missing
            .find(words)
            .unwrap_or_else(|| panic!("{words}\n{missing}"))
    });
    assert!(places.is_sorted(), "{missing}");
}
