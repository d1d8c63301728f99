//! The minutes file by example: what is in it, what never is, and what happens to files of other programs.

use super::sample::Sample;
use super::*;
use crate::domain::meeting::event::KnownEvent;
use crate::domain::minutes::reader_view::ReaderView;
use crate::domain::minutes::schema::{minutes_schema, restricted_schema};
use crate::domain::record::kinds::{contribution, details, person};
use crate::domain::visibility::{Restricted, Visibility};
use serde_json::{Value, json};

fn texts(sample: &Sample) -> (String, String) {
    (
        open_minutes(&sample.meeting).to_text(),
        restricted_text(&restricted_part(&sample.meeting)),
    )
}

pub(super) fn eventful() -> Sample {
    let mut sample = Sample::family();
    for person in ["p1", "p2", "k1"] {
        sample.does(KnownEvent::Arrived {
            person: person.into(),
        });
    }
    sample.does(KnownEvent::Left {
        person: "p2".into(),
    });
    sample.opens("happened");
    sample.says("KS: \"I was scared to tell anyone\" @ella");
    sample.says("SW: ! police called twice ??");
    sample.says("ZZ: who is this");
    sample.does(KnownEvent::BreakStarted {
        reason: "Kelly needed air".into(),
    });
    sample.does(KnownEvent::BreakEnded {});
    sample.does(KnownEvent::PrivateTimeStarted {});
    sample.does(KnownEvent::PrivateTimeEnded {});
    sample.does(KnownEvent::SectionSkipped {
        section: "feelings".into(),
        reason: "said already".into(),
    });
    for line in [
        "/view Ella; by: letter; words: \"I want it quiet at night\"; read by: SW",
        "/statement confidentiality; by: SH",
        "/yes the family said so",
        "/scale 1; by: KS; score: 6; why: calmer",
        "/action Kelly books speech therapy; who: KS; by: 12 Dec; measure: letter seen",
        "/whatif two missed visits; then: SW calls; told: yes",
        "/agency Health; child: Ella; view: child protection plan; reason: weight",
        "/decision Ella; is: child protection plan starts; category: neglect; reasons: unsafe nights",
        "/date First core group; on: 12 Dec; at: 14:00",
    ] {
        sample.says(line);
    }
    sample
}

#[test]
fn what_is_open_is_in_the_minutes_whole() {
    let (open, _) = texts(&eventful());
    for words in [
        "I was scared to tell anyone",
        "police called twice",
        "\"to_confirm\": {",
        "Kelly needed air",
        "said already",
        "I want it quiet at night",
        "Kelly books speech therapy",
        "unsafe nights",
        "2026-11-22T14:09:00+00:00",
        "Elm Room",
    ] {
        assert!(open.contains(words), "{words} in {open}");
    }
}

#[test]
fn what_is_restricted_now_is_a_stub_with_place_and_time_only() {
    let mut sample = Sample::family();
    sample.opens("happened");
    let id = sample.says("SW: the safe flat is in Larch Lane #restricted");
    let (open, restricted) = texts(&sample);
    assert!(!open.contains("Larch"));
    assert!(restricted.contains("Larch"));
    let value = open_minutes(&sample.meeting).to_value();
    let stub = &value["contributions"][0];
    assert_eq!(
        *stub,
        json!({"id": id, "at": stub["at"], "section": "happened", "visibility": "restricted"})
    );
    assert_eq!(value["withheld"], json!({"records": 1, "fields": 0}));
}

/// A status line and the list of `take` quote a record without asking who it is about.
#[test]
fn an_agency_or_name_that_was_restricted_later_is_quoted_no_more() {
    let mut sample = Sample::family();
    let worker = sample.says("/person QZ Quentin Vole; role: refuge worker; agency: Zebra Refuge");
    let dissent = sample.says("/dissent Zebra Refuge; from: the decision");
    let aunt = sample.says("/person AU Tess Hollis; relation: sister of Quentin");
    let quoted = |sample: &Sample| {
        let records = [&dissent, &aunt].map(|id| sample.meeting.record(id).unwrap().clone());
        format!(
            "{:?}",
            records.iter().map(quotable_body).collect::<Vec<_>>()
        )
    };
    assert!(quoted(&sample).contains("Zebra") && quoted(&sample).contains("Quentin"));
    sample.changes(&worker, |body| body.visibility = Visibility::Restricted);
    let told = quoted(&sample);
    assert!(
        !told.contains("Zebra") && !told.contains("Quentin"),
        "{told}"
    );
    assert!(
        told.contains("the decision") && told.contains("Tess"),
        "{told}"
    );
    sample.undoes();
    assert!(quoted(&sample).contains("Zebra") && quoted(&sample).contains("Quentin"));
}

#[test]
fn when_restricted_people_were_here_was_in_neither_file() {
    let mut sample = Sample::family();
    sample.does(KnownEvent::Arrived {
        person: "p1".into(),
    });
    sample.changes("p1", |body| body.visibility = Visibility::Restricted);
    sample.does(KnownEvent::Left {
        person: "p1".into(),
    });
    let stay = sample.meeting.stays_of("p1").next().unwrap().clone();
    let minutes = open_minutes(&sample.meeting);
    let stub = &minutes.to_value()["people"][0];
    assert_eq!(stub["visibility"], "restricted");
    assert!(stub.get("attended").is_none());
    let part = restricted_part(&sample.meeting);
    let file = restricted_json(&part);
    let kept = &file["records"][0];
    assert_eq!(kept["id"], "p1");
    assert_eq!(
        kept["attended"][0]["arrived"],
        json!(stay.arrived.to_rfc3339())
    );
    assert_eq!(
        kept["attended"][0]["left"],
        json!(stay.left.unwrap().to_rfc3339())
    );
    // What is read from both files tells the full record the same, and the open one nothing.
    let (read_part, _) = read_restricted(&file).unwrap();
    let read = read_minutes(&minutes.to_value()).unwrap();
    for part in [part, read_part] {
        let full = ReaderView::full(&read.minutes, &part);
        let seen = full.record("p1").unwrap();
        let stays: Vec<_> = full
            .stays_of(seen)
            .map(|stay| (stay.arrived, stay.left))
            .collect();
        assert_eq!(stays, [(stay.arrived, stay.left)]);
    }
    let open = ReaderView::open(&minutes);
    let seen = open.of(&person::KIND).find(|seen| seen.id == "p1").unwrap();
    assert_eq!(open.stays_of(seen).count(), 0);
}

#[test]
fn words_that_were_edited_away_struck_out_undone_or_marked_later_are_not_in_the_minutes() {
    let mut sample = Sample::family();
    sample.opens("happened");
    let edited = sample.says("SW: wordone");
    sample.changes(&edited, |body| {
        body.values
            .insert(contribution::TEXT.name.into(), json!("wordtwo"));
    });
    let struck = sample.says("SW: wordthree");
    sample.does(KnownEvent::StruckOut {
        id: struck.clone(),
        reason: "wordfour".into(),
    });
    let marked = sample.says("SW: wordfive");
    sample.changes(&marked, |body| body.visibility = Visibility::Restricted);
    sample.says("SW: wordsix");
    sample.undoes();
    let (open, restricted) = texts(&sample);
    for gone in ["wordone", "wordthree", "wordfour", "wordfive", "wordsix"] {
        assert!(!open.contains(gone), "{gone}");
        assert!(restricted.contains(gone), "{gone}");
    }
    assert!(open.contains("wordtwo"));
    assert!(!restricted.contains("wordtwo"));
    let value = open_minutes(&sample.meeting).to_value();
    assert_eq!(value["contributions"][0]["changed"], 1);
    let stub = &value["contributions"][1];
    assert_eq!(
        *stub,
        json!({"id": struck, "at": stub["at"], "section": "happened", "struck_out_at": stub["struck_out_at"]})
    );
}

#[test]
fn kept_back_fields_go_to_the_restricted_part_under_the_same_id() {
    let mut sample = Sample::family();
    let id = sample.says("/person PO P Hall; role: police; safety: sits by the door");
    let (open, restricted) = texts(&sample);
    assert!(open.contains("P Hall") && !open.contains("sits by the door"));
    let part: Value = serde_json::from_str(&restricted).unwrap();
    assert_eq!(
        part["kept_back"],
        json!([{"id": id, "kind": "person", "values": {"safety": "sits by the door"}}])
    );
}

#[test]
fn a_rule_of_a_kind_holds_without_a_mark_and_before_the_answer_is_confirmed() {
    let mut sample = Sample::family();
    let told = sample.says("/view Ella; by: letter; words: wordone; shared: to the Chair only");
    sample.changes(&told, |body| body.visibility = Visibility::Everyone);
    let unclear = sample.says("/view Ella; by: letter; words: wordtwo; shared: just the lady");
    sample.changes(&unclear, |body| body.visibility = Visibility::Everyone);
    assert!(sample.meeting.record(&unclear).unwrap().is_open());
    sample.says("/view Ella; by: letter; words: wordthree; read by: nobody known");
    let (open, _) = texts(&sample);
    assert!(!open.contains("wordone") && !open.contains("wordtwo") && !open.contains("the lady"));
    assert!(open.contains("wordthree"));
}

#[test]
fn unknown_kinds_fields_and_values_are_kept_back() {
    let mut sample = Sample::family();
    sample.does(KnownEvent::Recorded {
        id: "zz1".into(),
        record: "of_a_newer_program".into(),
        section: None,
        body: crate::domain::record::Body {
            values: json!({"text": "wordone"}).as_object().unwrap().clone(),
            ..Default::default()
        },
    });
    let id = sample.says("SW: plain");
    sample.changes(&id, |body| {
        body.values.insert("whisper".into(), json!("wordtwo"));
        body.values
            .insert(contribution::EXACT.name.into(), json!("wordthree"));
        body.to_confirm.insert("murmur".into(), "wordfour".into());
    });
    let (open, restricted) = texts(&sample);
    for word in ["wordone", "wordtwo", "wordthree", "wordfour"] {
        assert!(!open.contains(word), "{word}");
        assert!(restricted.contains(word), "{word}");
    }
    let value = open_minutes(&sample.meeting).to_value();
    assert_eq!(value["others"][0]["visibility"], "restricted");
    assert_eq!(value["withheld"], json!({"records": 1, "fields": 3}));
}

#[test]
fn restricted_details_leave_nothing_among_the_facts_of_the_meeting() {
    let mut sample = Sample::family();
    sample.changes("m1", |body| body.visibility = Visibility::Restricted);
    let (open, restricted) = texts(&sample);
    assert!(!open.contains("Elm Room") && restricted.contains("Elm Room"));
    let back = read_minutes(&open_minutes(&sample.meeting).to_value()).unwrap();
    assert_eq!(back.minutes.details().unwrap().shown(), &Shown::Restricted);
}

#[test]
fn minutes_come_back_from_their_file_as_they_were() {
    let mut sample = eventful();
    let struck = sample.says("SW: not so");
    sample.does(KnownEvent::StruckOut {
        id: struck,
        reason: "wrong child".into(),
    });
    sample.says("SW: secret #restricted");
    sample.does(KnownEvent::Closed {
        gaps: vec![crate::domain::meeting::event::Gap {
            check: "a".into(),
            missing: "b".into(),
            reason: "c".into(),
            is_kept_back: false,
        }],
    });
    let minutes = open_minutes(&sample.meeting);
    let read = read_minutes(&minutes.to_value()).unwrap();
    assert!(!read.is_too_new() && read.notice().is_none());
    assert_eq!(read.minutes.to_text(), minutes.to_text());
    let part = restricted_json(&restricted_part(&sample.meeting));
    let (back, version) = read_restricted(&part).unwrap();
    assert_eq!((restricted_json(&back), version), (part, VERSION));
}

#[test]
fn a_file_of_a_newer_program_is_read_and_says_so() {
    let mut value = open_minutes(&eventful().meeting).to_value();
    value["version"] = json!(VERSION + 1);
    let read = read_minutes(&value).unwrap();
    assert!(read.is_too_new());
    assert!(
        read.notice()
            .unwrap()
            .contains("nothing in them is changed")
    );
    assert_eq!(
        read_minutes(&json!({"format": "x"})),
        Err(NotMinutes::OtherFormat)
    );
    assert_eq!(
        read_minutes(&json!({"format": FORMAT, "version": "one"})),
        Err(NotMinutes::NoVersion)
    );
}

#[test]
fn a_file_that_says_too_much_is_not_believed() {
    let mut value = open_minutes(&eventful().meeting).to_value();
    value["contributions"][0]["visibility"] = json!("chair_only");
    value["people"][0]["safety"] = json!("wordone");
    let again = read_minutes(&value).unwrap().minutes.to_text();
    assert!(!again.contains("I was scared") && !again.contains("wordone"));
}

#[test]
fn unknown_names_are_carried_over_at_every_level_but_not_into_stubs() {
    let mut sample = eventful();
    let schema = minutes_schema();
    let mut old = open_minutes(&sample.meeting).to_value();
    old["weather"] = json!({"sky": "grey"});
    old["meeting"]["mood"] = json!("calm");
    old["contributions"][0]["tone"] = json!("quiet");
    old["contributions"][1]["tone"] = json!("wordone");
    old["contributions"][2]["tone"] = json!("wordtwo");
    old["people"][0]["safety"] = json!("wordthree");
    old["sections"][0]["colour"] = json!("blue");
    old["contributions"][0]["to_confirm"] = json!({"kind": "wordfour"});
    sample.changes("e2", |body| body.visibility = Visibility::Restricted);
    sample.does(KnownEvent::StruckOut {
        id: "e3".into(),
        reason: "nobody knows them".into(),
    });
    let mut new = open_minutes(&sample.meeting).to_value();
    carry_unknown(&schema, &old, &mut new);
    assert_eq!(new["weather"], json!({"sky": "grey"}));
    assert_eq!(new["meeting"]["mood"], "calm");
    assert_eq!(new["contributions"][0]["tone"], "quiet");
    assert_eq!(new["sections"][0]["colour"], "blue");
    let text = new.to_string();
    for word in ["wordone", "wordtwo", "wordthree", "wordfour"] {
        assert!(!text.contains(word), "{word}");
    }
    // Nothing unknown: nothing changes.
    let plain = open_minutes(&sample.meeting).to_value();
    let mut again = plain.clone();
    carry_unknown(&schema, &plain, &mut again);
    assert_eq!(again, plain);
}

#[test]
fn every_name_that_is_written_is_in_the_schema() {
    let mut sample = eventful();
    sample.says("SW: secret #restricted");
    sample.changes("e1", |body| body.follow_up = true);
    let struck = sample.says("SW: oops");
    sample.does(KnownEvent::StruckOut {
        id: struck,
        reason: "r".into(),
    });
    sample.undoes();
    sample.does(KnownEvent::Closed { gaps: vec![] });
    let minutes = open_minutes(&sample.meeting).to_value();
    assert_known(&minutes_schema(), &minutes_schema(), &minutes, "minutes");
    let part = restricted_json(&restricted_part(&sample.meeting));
    assert_known(
        &restricted_schema(),
        &restricted_schema(),
        &part,
        "restricted",
    );
}

/// Every name has a property, and every required name is there. `values`, `to_confirm` and the body of an
/// undone fact are free lists of names.
fn assert_known(root: &Value, schema: &Value, value: &Value, at: &str) {
    let schema = match schema.get("$ref").and_then(Value::as_str) {
        Some(pointer) => root.pointer(pointer.trim_start_matches('#')).unwrap(),
        None => schema,
    };
    match value {
        Value::Object(object) => {
            for name in schema["required"].as_array().into_iter().flatten() {
                assert!(object.contains_key(name.as_str().unwrap()), "{at}: {name}");
            }
            for (name, value) in object {
                if ["values", "to_confirm", "body"].contains(&name.as_str()) {
                    continue;
                }
                let inner = &schema["properties"][name];
                assert!(inner.is_object(), "{at}.{name}");
                assert_known(root, inner, value, &format!("{at}.{name}"));
            }
        }
        Value::Array(items) => {
            for item in items {
                assert_known(root, &schema["items"], item, &format!("{at}[]"));
            }
        }
        _ => {}
    }
}

#[test]
fn no_field_is_called_like_something_the_file_itself_says() {
    let own = [
        "id",
        "at",
        "section",
        "visibility",
        "struck_out_at",
        "to_confirm",
        "come_back",
        "changed",
        "attended",
    ];
    let about = [
        "state",
        "kind",
        "title",
        "made_up",
        "language",
        "created_at",
        "began_at",
        "closed_at",
        "details",
    ];
    for kind in crate::domain::record::KINDS {
        for field in kind.fields {
            assert!(!own.contains(&field.name), "{}.{}", kind.id, field.name);
            assert!(*kind != &details::KIND || !about.contains(&field.name));
        }
    }
}

#[test]
fn the_restricted_part_cannot_be_printed_by_accident() {
    let part: Restricted<RestrictedPart> = restricted_part(&eventful().meeting);
    assert_eq!(format!("{part:?}"), "(restricted)");
}

#[test]
fn what_a_newer_program_put_in_is_seen_at_every_depth_and_nothing_else_is() {
    use super::has_unknown;
    let schema = super::schema::minutes_schema();
    let known = include_str!("../../../tests/fixtures/minutes-of-the-first-program.json");
    let known: Value = serde_json::from_str(known).unwrap();
    assert!(!has_unknown(&schema, &known));
    let mut top = known.clone();
    top["of_the_future"] = Value::Null;
    assert!(has_unknown(&schema, &top));
    let mut deep = known;
    deep["contributions"][0]["tone"] = Value::from("warm");
    assert!(has_unknown(&schema, &deep));
}
