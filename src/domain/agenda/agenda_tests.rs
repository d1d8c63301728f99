//! The built-in agendas, the schema, and agendas that come from elsewhere.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;
use crate::domain::toml_reader::render_all;

/// The TOML of an agenda as JSON, as another program would read it.
fn as_json(text: &str) -> Value {
    let table: toml::Table = toml::from_str(text).unwrap();
    serde_json::to_value(table).unwrap()
}

/// The keywords that our schema uses, judged in the simplest way (CI has an independent validator).
fn follows(schema: &Value, value: &Value, path: &str) {
    match schema["type"].as_str().unwrap() {
        "object" => {
            let object = value
                .as_object()
                .unwrap_or_else(|| panic!("{path}: no object"));
            for name in schema["required"].as_array().into_iter().flatten() {
                assert!(
                    object.contains_key(name.as_str().unwrap()),
                    "{path}: {name} is missing"
                );
            }
            for (name, inner) in object {
                let described = &schema["properties"][name];
                assert!(described.is_object(), "{path}: {name} is not described");
                follows(described, inner, &format!("{path}/{name}"));
            }
        }
        "array" => {
            for (index, item) in value.as_array().unwrap().iter().enumerate() {
                follows(&schema["items"], item, &format!("{path}/{index}"));
            }
        }
        "string" => {
            assert!(value.is_string(), "{path}: no text");
            if let Some(words) = schema["enum"].as_array() {
                assert!(
                    words.contains(value),
                    "{path}: {value} is not one of {words:?}"
                );
            }
        }
        "integer" => {
            let number = value.as_i64().unwrap();
            assert!(
                number >= schema["minimum"].as_i64().unwrap()
                    && number <= schema["maximum"].as_i64().unwrap(),
                "{path}"
            );
        }
        "boolean" => assert!(value.is_boolean(), "{path}"),
        other => panic!("{path}: {other}"),
    }
}

#[test]
fn every_built_in_agenda_has_no_faults() {
    for (id, text) in BUILT_IN {
        match check(text) {
            Ok(agenda) => assert_eq!(agenda.id, *id),
            Err(faults) => panic!("{}", render_all(&faults, id)),
        }
        assert_eq!(built_in(id).unwrap().id, *id);
    }
    assert_eq!(built_in("no-such-agenda"), None);
}

#[test]
fn every_built_in_agenda_hears_the_child_reads_its_statements_and_fits_the_screen() {
    for (id, _) in BUILT_IN {
        let agenda = built_in(id).unwrap();
        let places = agenda.places();
        assert!(
            places
                .iter()
                .any(|p| p.section.mode == Mode::ChildsViews && p.section.required),
            "{id}"
        );
        assert!(agenda.statement("confidentiality").is_some(), "{id}");
        assert!(
            agenda.close_checks.contains(&CloseCheck::Known {
                check: "childs_views".into()
            }),
            "{id}"
        );
        assert!(
            (50..=200).contains(&agenda.planned_minutes()),
            "{id}: {}",
            agenda.planned_minutes()
        );
        for section in agenda
            .sections
            .iter()
            .flat_map(|s| std::iter::once(s).chain(&s.parts))
        {
            assert!(
                section.title.chars().count() <= 22,
                "{id}: {}",
                section.title
            );
        }
        let conference =
            ["icpc", "rcpc", "pre_birth_icpc", "transfer_in"].contains(&agenda.kind.as_str());
        assert_eq!(
            conference,
            places.iter().any(|p| p.section.mode == Mode::Decision),
            "{id}"
        );
    }
}

#[test]
fn the_restorative_questions_stand_in_their_published_order() {
    let agenda = built_in("restorative-icpc").unwrap();
    let ids: Vec<&str> = agenda.sections.iter().map(|s| s.id.as_str()).collect();
    let four = ["happened", "impact", "feelings", "better"];
    let at = ids.iter().position(|id| *id == "happened").unwrap();
    assert_eq!(ids[at..at + 4], four);
    assert!(ids.iter().position(|id| *id == "plan") < ids.iter().position(|id| *id == "decision"));
}

#[test]
fn in_the_familys_private_time_nothing_is_offered_and_nothing_is_hurried() {
    let agenda = built_in("family-group-conference").unwrap();
    let private = agenda
        .places()
        .into_iter()
        .find(|p| p.section.mode == Mode::PrivateTime)
        .unwrap();
    assert_eq!(
        (private.section.minutes, private.section.kinds.len()),
        (0, 0)
    );
}

#[test]
fn places_are_numbered_and_headings_are_not_opened() {
    let agenda = built_in("restorative-icpc").unwrap();
    let numbers: Vec<String> = agenda.places().into_iter().map(|p| p.number).collect();
    assert_eq!(
        numbers,
        ["1", "2", "3", "4.1", "4.2", "5", "6", "7", "8", "9", "10"]
    );
    let place = agenda.place("childs-views").unwrap();
    assert_eq!(
        (place.number.as_str(), place.heading),
        ("4.1", Some("Impact on the children"))
    );
    assert_eq!(agenda.place("impact"), None);
    assert_eq!(
        agenda.kind_title("family_proposal"),
        Some("the family's own idea")
    );
    assert_eq!(agenda.kind_title("nothing"), None);
}

#[test]
fn the_schema_describes_every_built_in_agenda_and_what_the_minutes_keep_of_it() {
    let schema = schema();
    assert_eq!(
        schema["$schema"],
        "https://json-schema.org/draft/2020-12/schema"
    );
    assert_eq!(
        schema["required"],
        json!(["id", "version", "title", "meeting", "section"])
    );
    assert_eq!(schema["additionalProperties"], json!(false));
    let section = &schema["properties"]["section"]["items"];
    assert_eq!(
        section["properties"]["mode"]["enum"]
            .as_array()
            .unwrap()
            .len(),
        words::MODES.len()
    );
    assert_eq!(
        section["properties"]["part"]["items"]["properties"]["part"],
        Value::Null
    );
    for (id, text) in BUILT_IN {
        follows(&schema, &as_json(text), id);
        follows(
            &schema,
            &serde_json::to_value(built_in(id).unwrap()).unwrap(),
            id,
        );
    }
}

#[test]
fn an_agenda_survives_being_kept_in_the_minutes() {
    for (id, _) in BUILT_IN {
        let agenda = built_in(id).unwrap();
        let kept = serde_json::to_string(&agenda).unwrap();
        assert_eq!(
            serde_json::from_str::<Agenda>(&kept).unwrap(),
            agenda,
            "{id}"
        );
    }
}

#[test]
fn what_a_newer_program_wrote_is_kept() {
    let newer = json!({
        "id": "a", "version": "9", "title": "A", "meeting": "moon_landing", "language": "cy", "colour": "red",
        "close_check": [{"check": "new_check"}, {"unheard_of": 1}],
        "section": [{"id": "s", "title": "S", "mode": "hologram", "first_voice": ["elder"], "visibility": "secret", "sound": [1]}],
    });
    let agenda: Agenda = serde_json::from_value(newer.clone()).unwrap();
    assert_eq!(agenda.sections[0].mode, Mode::Other("hologram".into()));
    assert_eq!(
        agenda.sections[0].first_voice,
        [Voice::Other("elder".into())]
    );
    assert_eq!(agenda.sections[0].visibility, Visibility::Restricted);
    let mut again = serde_json::to_value(&agenda).unwrap();
    // An unknown class of readers is narrowed to the known strict one, and nothing else changes.
    again["section"][0]["visibility"] = json!("secret");
    assert_eq!(again, newer);
}

#[test]
fn an_agenda_nobody_has_seen_is_accepted() {
    // Reports before introductions, no child's views, a kind of the council's own, a Windows file.
    let text = "\u{feff}id = \"odd\"\r\nversion = \"1\"\r\ntitle = \"Odd\"\r\nmeeting = \"other\"\r\n\
        [[kind]]\r\nid = \"hope\"\r\ntitle = \"hope\"\r\n\
        [[section]]\r\nid = \"reports\"\r\ntitle = \"Reports\"\r\n\
        \t[[section.part]]\r\n\tid = \"school\"\r\n\ttitle = \"School\"\r\n\tmode = \"contributions\"\r\n\tkinds = [\"hope\", \"fact\"]\r\n\
        [[section]]\r\nid = \"hello\"\r\ntitle = \"Hello\"\r\nmode = \"attendance\"\r\n";
    let agenda = check(text).unwrap_or_else(|faults| panic!("{}", render_all(&faults, "odd")));
    assert_eq!(
        agenda
            .places()
            .iter()
            .map(|p| p.section.id.as_str())
            .collect::<Vec<_>>(),
        ["school", "hello"]
    );
    assert_eq!(agenda.language, "en-GB");
    assert_eq!(agenda.kind_title("hope"), Some("hope"));
}

#[test]
fn the_help_names_every_setting() {
    let help = help();
    for name in [
        "[[section]]",
        "[[section.part]]",
        "[[section.part.scale]]",
        "first_voice",
        "yes_no_reason",
        "catch_up",
    ] {
        assert!(help.contains(name), "{name}\n{help}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

    #[test]
    fn no_damage_to_a_real_agenda_makes_the_check_panic(
        which in 0..BUILT_IN.len(),
        damage in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0u8..3), 1..12),
    ) {
        let mut bytes = BUILT_IN[which].1.as_bytes().to_vec();
        for (at, byte, how) in damage {
            let at = at.index(bytes.len());
            match how {
                0 => bytes[at] = byte,
                1 => { bytes.remove(at); }
                _ => bytes.insert(at, b"[]\"'=#\n{},\\\xe2"[usize::from(byte) % 12]),
            }
        }
        let text = String::from_utf8_lossy(&bytes);
        if let Err(faults) = check(&text) {
            prop_assert!(!faults.is_empty());
            for fault in &faults {
                prop_assert!(fault.line >= 1 && fault.line <= text.lines().count() + 1);
                prop_assert!(fault.render("x.toml").lines().count() <= 4);
            }
        }
    }

    #[test]
    fn a_file_that_does_not_read_always_has_a_fault(line in "\\PC{0,40}") {
        let text = format!("{}\n{line}\n", BUILT_IN[4].1);
        if toml::from_str::<toml::Table>(&text).is_err() {
            prop_assert!(check(&text).is_err());
        }
    }

    #[test]
    fn any_text_at_all_is_checked_without_a_panic(text in "(\\PC|\n|\"|'|=|\\[|\\]|#){0,200}") {
        let _ = check(&text);
    }
}
