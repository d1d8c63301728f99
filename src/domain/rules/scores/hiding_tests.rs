//! Where a hidden score could show: it is in no record, no list, no file and no error message until it may be seen,
//! and it is lost nowhere.

use super::*;
use crate::domain::meeting::event::KnownEvent;
use crate::domain::minutes::sample::Sample;
use crate::domain::minutes::schema::minutes_schema;
use crate::domain::minutes::{open_minutes, read_minutes, restricted_part, restricted_text};
use crate::domain::record::kinds::scale;
use crate::domain::visibility::Visibility;
use serde_json::json;

/// A family in the section with the scale, three people here; Kelly has given 7 and a reason.
fn one_score() -> Sample {
    let agenda = crate::domain::agenda::built_in("restorative-rcpc").unwrap();
    let mut sample = Sample::with(agenda);
    for line in [
        "/child Ella Smith; born: 4 Mar 2017",
        "/person KS Kelly Smith; role: mother",
        "/person HV J Okafor; role: health visitor; agency: Health",
    ] {
        sample.says(line);
    }
    sample.does(KnownEvent::Began {});
    for person in ["p1", "p2"] {
        sample.does(KnownEvent::Arrived {
            person: person.into(),
        });
    }
    sample.opens("safer-scale");
    sample.says("/scale safety; by: KS; score: 7.5; why: Canary1x");
    sample
}

const SECRET: [&str; 2] = ["7.5", "Canary1x"];

fn everything_shown(sample: &Sample) -> String {
    let meeting = &sample.meeting;
    let record = meeting.record("g1").unwrap();
    let minutes = open_minutes(meeting);
    [
        format!("{record:?}"),
        format!("{:?}", rounds(meeting)),
        format!("{minutes:?}"),
        minutes.to_text(),
        restricted_text(&restricted_part(meeting)),
        serde_json::to_string(&record.seen_body()).unwrap(),
        rounds(meeting)[0].words(meeting),
        crate::domain::record::filled_fields(record, meeting)
            .iter()
            .map(|(_, words)| words.clone())
            .collect(),
    ]
    .join("\n")
}

fn assert_hidden(sample: &Sample) {
    let all = everything_shown(sample);
    for secret in SECRET {
        assert!(!all.contains(secret), "{secret} in {all}");
    }
}

#[test]
fn number_and_reason_are_in_no_record_and_no_file() {
    let sample = one_score();
    assert_hidden(&sample);
    let value = open_minutes(&sample.meeting).to_value();
    let score = &value["scales"][0];
    assert_eq!(score["hidden"], true);
    assert_eq!(score["given_by"], "p1");
    assert_eq!(
        score["high"],
        "This child is as safe as any child should be"
    );
    assert!(score.get("score").is_none() && score.get("reason").is_none());
    let record = sample.meeting.record("g1").unwrap();
    assert!(
        record
            .unanswered(sample.meeting.settings())
            .next()
            .is_none(),
        "nothing is asked again"
    );
}

#[test]
fn once_all_are_in_everything_is_there_again() {
    let mut sample = one_score();
    sample.says("/scale safety; by: HV; score: 3");
    let value = open_minutes(&sample.meeting).to_value();
    assert_eq!(value["scales"][0]["score"], 7.5);
    assert_eq!(value["scales"][0]["reason"], "Canary1x");
    assert!(value["scales"][0].get("hidden").is_none());
    assert!(!sample.meeting.record("g2").unwrap().is_hidden());
}

#[test]
fn closing_shows_all_and_opening_again_hides_nothing() {
    let mut sample = one_score();
    sample.does(KnownEvent::Closed { gaps: Vec::new() });
    let shown = |sample: &Sample| open_minutes(&sample.meeting).to_text().contains("Canary1x");
    assert!(shown(&sample));
    sample.does(KnownEvent::Reopened {
        reason: "a word".into(),
    });
    assert!(shown(&sample));
    sample.opens("safer-scale");
    sample.says("/scale safety; by: HV; score: 2; child: Ella; why: Canary2x");
    let text = open_minutes(&sample.meeting).to_text();
    assert!(!text.contains("Canary2x"), "another round begins hidden");
}

#[test]
fn a_section_that_was_done_hides_nothing_when_it_is_opened_again() {
    let mut sample = one_score();
    sample.opens("decision");
    sample.opens("safer-scale");
    assert!(!sample.meeting.record("g1").unwrap().is_hidden());
}

#[test]
fn what_was_changed_struck_out_or_undone_stays_hidden_too() {
    let mut sample = one_score();
    sample.changes("g1", |body| {
        assert_eq!(body.values["score"], 7.5, "a change begins with all of it");
        body.values.insert(scale::SCORE.name.into(), json!(5));
        body.values
            .insert(scale::REASON.name.into(), json!("Canary3x"));
        body.to_confirm
            .insert(scale::CHILD.name.into(), "Canary1x".into());
    });
    assert_hidden(&sample);
    assert!(!everything_shown(&sample).contains("Canary3x"));
    sample.does(KnownEvent::StruckOut {
        id: "g1".into(),
        reason: "not 7.5 Canary1x".into(),
    });
    let files = |sample: &Sample| {
        open_minutes(&sample.meeting).to_text()
            + &restricted_text(&restricted_part(&sample.meeting))
    };
    assert!(!files(&sample).contains("Canary1x") && !files(&sample).contains("7.5"));
    for _ in 0..3 {
        sample.undoes();
        assert!(!files(&sample).contains("Canary1x") && !files(&sample).contains("7.5"));
    }
    assert!(sample.meeting.record("g1").is_none());
    sample.does(KnownEvent::Closed { gaps: Vec::new() });
    let told = files(&sample);
    assert!(told.contains("Canary1x") && told.contains("7.5"), "{told}");
}

#[test]
fn a_restricted_score_is_hidden_in_the_restricted_part_as_well() {
    let mut sample = one_score();
    sample.changes("g1", |body| body.visibility = Visibility::Restricted);
    assert_hidden(&sample);
    sample.does(KnownEvent::Closed { gaps: Vec::new() });
    assert!(restricted_text(&restricted_part(&sample.meeting)).contains("Canary1x"));
    assert!(!open_minutes(&sample.meeting).to_text().contains("Canary1x"));
    let words = rounds(&sample.meeting)[0].words(&sample.meeting);
    assert!(
        words.contains("Kelly (restricted)") && !words.contains("7.5"),
        "{words}"
    );
}

#[test]
fn the_same_is_hidden_whether_facts_come_one_by_one_or_all_at_once() {
    let mut sample = one_score();
    for _ in 0..2 {
        let events = sample.meeting.events().to_vec();
        let (again, refused) = crate::domain::meeting::Meeting::from_facts(events);
        assert!(refused.is_empty());
        assert_eq!(again.all_records(), sample.meeting.all_records());
        sample.says("KS: and now something else");
    }
}

#[test]
fn a_file_that_says_hidden_is_not_believed_to_have_a_number() {
    let sample = one_score();
    let mut value = open_minutes(&sample.meeting).to_value();
    value["scales"][0]["score"] = json!(9.75);
    value["scales"][0]["alarm"] = json!("Canary1x");
    value["scales"][0]["to_confirm"] = json!({ "score": "9.75" });
    let back = read_minutes(&value).unwrap().minutes.to_text();
    assert!(
        !back.contains("9.75") && !back.contains("Canary1x"),
        "{back}"
    );
    let schema = minutes_schema().to_string();
    assert!(schema.contains("\"hidden\""));
}

#[test]
fn where_scores_are_given_openly_nothing_is_hidden() {
    let mut sample = one_score();
    let mut events = sample.meeting.events().to_vec();
    if let crate::domain::meeting::event::Event::Known(KnownEvent::MeetingCreated {
        settings,
        ..
    }) = &mut events[0].event
    {
        settings.insert("scales.toml".into(), "blind = false\n".into());
    }
    (sample.meeting, _) = Meeting::from_facts(events);
    assert!(open_minutes(&sample.meeting).to_text().contains("Canary1x"));
}

#[test]
fn nothing_is_shown_where_no_score_is() {
    let mut sample = one_score();
    let refused = sample.tries(KnownEvent::ScoresShown {
        scale: "safety".into(),
        child: Some("k1".into()),
    });
    assert!(refused.is_err());
    sample.does(KnownEvent::ScoresShown {
        scale: "safety".into(),
        child: None,
    });
    assert!(!sample.meeting.record("g1").unwrap().is_hidden());
    sample.undoes();
    assert_hidden(&sample);
}

fn review(low: &str, score: &str) -> Sample {
    let mut sample = one_score();
    sample.says(&format!(
        "/lastscore safety; by: KS; score: {score}; question: How safe is this child in everyday life right now?; from: 0; to: 10; low: {low}; high: This child is as safe as any child should be; on: 4 May 2026"
    ));
    sample.says("/scale safety; by: HV; score: 1");
    sample
}

#[test]
fn a_score_is_compared_with_last_time_on_the_same_scale_only_and_says_so_in_words() {
    let same = "This child is not safe at all";
    for (low, score, difference, words) in [
        (same, "4", json!(3.5), "Last time 4, now 3.5 more."),
        (same, "8.5", json!(-1.0), "Last time 8.5, now 1 less."),
        (same, "7.5", json!(0.0), "Last time 7.5, the same now."),
        (
            "Nobody is worried",
            "4",
            serde_json::Value::Null,
            "Not to be compared with last time. The ends of the scale meant something else.",
        ),
    ] {
        let sample = review(low, score);
        let value = open_minutes(&sample.meeting).to_value();
        let last_time = &value["scales"][0]["last_time"];
        assert_eq!(last_time["record"], "ps1", "{value:#}");
        assert_eq!(last_time["difference"], difference);
        assert_eq!(last_time["words"], words);
        assert!(
            value["scales"][1].get("last_time").is_none(),
            "HV said nothing last time"
        );
        let alarm = value["scales"][1]["alarm"].as_str().unwrap();
        assert!(alarm.contains("today"));
        let back = read_minutes(&value).unwrap().minutes;
        assert_eq!(back.to_value(), value);
    }
}

#[test]
fn a_restricted_score_of_last_time_does_not_show_through_the_comparison() {
    let mut sample = review("This child is not safe at all", "4.5");
    sample.changes("ps1", |body| body.visibility = Visibility::Restricted);
    let text = open_minutes(&sample.meeting).to_text();
    assert!(
        !text.contains("4.5") && !text.contains("last_time"),
        "{text}"
    );
}
