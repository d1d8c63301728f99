//! The built-in lists are what the records know today, and a council changes them without breaking a code.

use super::*;
use crate::domain::meeting::Meeting;
use crate::domain::record::form::Answer;
use crate::domain::record::kinds::childs_view;
use crate::domain::record::{Body, KINDS, NO_VIEWS_CHANNELS, Record, Side, side};
use crate::domain::toml_reader::SettingsValues;
use serde_json::json;

fn told(text: &str) -> Vec<String> {
    let faults = Vocabularies::read(text).unwrap_err();
    faults
        .iter()
        .map(|fault| format!("{}:{} {}", fault.line, fault.column, fault.message))
        .collect()
}

fn person(field: &str, code: &str) -> Record {
    let mut body = Body::default();
    body.values.insert(field.into(), json!(code));
    let at = "2026-11-22T14:00:00+00:00".parse().unwrap();
    Record::new("p1", "person", None, &body, at)
}

#[test]
fn every_choice_of_the_records_is_a_list_and_each_entry_can_be_typed() {
    let built_in = Vocabularies::built_in();
    for kind in KINDS {
        for field in kind.fields {
            let (Answer::OneOf(list) | Answer::TextOr(list)) = field.answer else {
                continue;
            };
            let list = built_in.list(list).unwrap_or_else(|| {
                panic!(
                    "{}.{}: add the list {list:?} to vocabularies.toml and LISTS",
                    kind.id, field.name
                )
            });
            for choice in field.answer.choices() {
                for typed in [&choice.code, &choice.words] {
                    let chosen = list.choose(typed).map(|entry| &entry.code);
                    assert_eq!(chosen, Some(&choice.code), "{typed}");
                }
            }
        }
    }
}

#[test]
fn what_an_entry_counts_as_is_what_the_rules_say_today() {
    let built_in = Vocabularies::built_in();
    let meeting = Meeting::default();
    for entry in &built_in.list("attendance").unwrap().entries {
        let today = meeting.is_expected(&person("attendance", &entry.code));
        assert_eq!(entry.is("comes"), today, "{}", entry.code);
    }
    for entry in &built_in.list("sides").unwrap().entries {
        let flag = match side(&person("side", &entry.code)) {
            Side::Family => "family",
            Side::Professional => "professional",
            Side::Chair => "chair",
            Side::Beside => "beside",
        };
        assert!(entry.is(flag), "{} is {flag}", entry.code);
    }
    let no_views: Vec<&str> = built_in
        .list("channels")
        .unwrap()
        .that_are("no_views")
        .map(|entry| entry.code.as_str())
        .collect();
    assert_eq!(no_views, NO_VIEWS_CHANNELS);
    let must = childs_view::KIND.must_be_restricted.unwrap();
    for (list, field) in [("shared", "shared"), ("agreed", "agreed_to_share")] {
        for entry in &built_in.list(list).unwrap().entries {
            let today = must(json!({field: entry.code}).as_object().unwrap());
            assert_eq!(
                built_in.restricts(list, &entry.code),
                today,
                "{}",
                entry.code
            );
        }
    }
}

#[test]
fn row_18_the_five_ways_of_a_child_are_among_the_channels() {
    let built_in = Vocabularies::built_in();
    for code in [
        "letter",
        "video_message",
        "separate_conversation_with_chair",
        "attended_whole",
        "through_professional",
        "through_advocate",
    ] {
        assert!(
            built_in
                .list("channels")
                .unwrap()
                .offered()
                .any(|entry| entry.code == code),
            "{code}"
        );
    }
}

#[test]
fn each_list_is_there_and_has_only_flags_of_its_own() {
    let built_in = Vocabularies::built_in();
    for (id, _) in LISTS {
        let list = built_in.list(id).unwrap_or_else(|| panic!("{id}"));
        for flag in flags_of(id) {
            assert!(FLAGS.iter().any(|known| known.0 == *flag), "{flag}");
            assert!(
                list.that_are(flag).next().is_some(),
                "{id}: nothing is {flag}"
            );
        }
    }
    assert!(
        crate::domain::settings::file("vocabularies")
            .unwrap()
            .help()
            .contains("offered")
            && crate::domain::settings::file("vocabularies")
                .unwrap()
                .schema()["properties"]["list"]
                .is_object()
    );
    assert_eq!(built_in.lists().len(), LISTS.len());
    assert_eq!(Vocabularies::read(Vocabularies::BUILT_IN), Ok(built_in));
}

#[test]
fn a_role_says_the_side_that_the_program_would_guess_from_it() {
    for entry in &Vocabularies::built_in().list("roles").unwrap().entries {
        let guessed = match side(&person("role", &entry.words)) {
            Side::Family => "family",
            Side::Professional => "professional",
            Side::Chair => "chair",
            Side::Beside => "beside",
        };
        // The words alone mislead the guess here, and that is what the flag is for.
        let misleading = ["foster_carer", "parents_advocate", "family_friend"];
        if !misleading.contains(&entry.code.as_str()) {
            assert!(entry.is(guessed), "{}: {guessed}", entry.code);
        }
    }
}

#[test]
fn a_council_changes_words_adds_codes_and_stops_offering() {
    let own = Vocabularies::read(
        r#"
[[list]]
id = "categories"
entry = [
  { code = "MUL", offered = false },
  { code = "NEG", words = "neglect (all kinds)" },
  { code = "EXP", words = "exploitation" },
]
[[list]]
id = "decisions"
entry = [{ code = "step_down", words = "plan ends, early help goes on", flags = ["ends_plan"] }]
"#,
    )
    .unwrap();
    let categories = own.list("categories").unwrap();
    let offered: Vec<&str> = categories
        .offered()
        .map(|entry| entry.code.as_str())
        .collect();
    assert_eq!(offered, ["NEG", "PHY", "SAB", "EMO", "EXP"]);
    assert_eq!(
        own.words("categories", "MUL"),
        "more than one (not advised)",
        "it can still be read"
    );
    assert_eq!(own.words("categories", "NEG"), "neglect (all kinds)");
    assert_eq!(own.words("categories", "XYZ"), "XYZ");
    assert!(own.is("decisions", "step_down", "ends_plan"));
    assert!(own.is("categories", "MUL", "not_advised"), "the flags stay");
    assert_eq!(
        categories.choose("expl").map(|entry| entry.code.as_str()),
        Some("EXP")
    );
    assert_eq!(categories.choose("more"), None, "not offered any more");
    assert_eq!(
        categories.choose("mul").map(|entry| entry.code.as_str()),
        Some("MUL"),
        "but read in full"
    );
    assert_eq!(categories.choose("e"), None);
    assert_eq!(categories.choose(" "), None);
    assert_eq!(own.list("sides"), Vocabularies::built_in().list("sides"));
}

#[test]
fn what_keeps_a_childs_words_back_fails_closed() {
    let built_in = Vocabularies::built_in();
    assert!(built_in.restricts("agreed", "only_my_sister"));
    assert!(built_in.restricts("no_such_list", "x"));
    assert!(!built_in.restricts("agreed", ""));
    let own = "[[list]]\nid = \"agreed\"\nentry = [{ code = \"not_parents\", flags = [] }]\n";
    assert_eq!(
        told(own),
        [
            "3:42 \"not_parents\" keeps a child's words from the family's copy; that cannot be taken away."
        ]
    );
}

#[test]
fn planted_faults_are_found_at_their_places() {
    let text = r#"
[[list]]
id = "categoris"
entry = [{ code = "A", words = "a" }]
[[list]]
id = "categories"
entry = [
  { code = "NEW" },
  { code = "EXP", words = "neglect" },
  { code = "EXP", words = "other" },
  { code = "no good", words = "x" },
  { code = "X1", words = "same" },
  { code = "X2", words = "Same", flags = ["settled"] },
  { code = "X3", words = "x3", flags = ["not_advisd"] },
  { code = 5, words = "five" },
  { words = "nothing" },
  { code = "X4", wrods = "x4", offered = "no" },
]
[[list]]
id = "categories"
entry = []
[[list]]
id = "agencies"
entry = [{ code = "choir", words = "choir", flags = ["chair"] }]
[[list]]
id = "formats"
entry = [
  { code = "in_person", offered = false }, { code = "hybrid", offered = false },
  { code = "video", offered = false }, { code = "telephone", offered = false },
]
[[entry]]
code = "lost"
"#;
    assert_eq!(
        told(text),
        [
            "3:6 There is no list \"categoris\".",
            "8:12 \"NEW\" is a code of your own and has no words.",
            "9:27 \"NEG\" has the same words, so nobody could tell the two apart.",
            "10:12 \"EXP\" is taken: another code on line 9 has that name.",
            "11:12 \"no good\" is not a code: letters a to z, digits, - and _ only.",
            "13:26 \"X1\" has the same words, so nobody could tell the two apart.",
            "13:43 \"settled\" is not a flag of the list \"categories\".",
            "14:41 \"not_advisd\" is not a word for \"flags\".",
            "15:12 \"code\" is words on one line, in quotes; this is a number.",
            "16:3 An entry has no \"code\".",
            "17:18 \"wrods\" is not a setting of an entry.",
            "17:42 \"offered\" is true or false; this is words in quotes.",
            "20:6 \"categories\" is taken: another list on line 6 has that name.",
            "21:9 \"entry\" is empty.",
            "24:54 \"chair\" is not a flag of the list \"agencies\".",
            "26:6 Nothing is left to choose in the list \"formats\".",
            "31:3 An entry belongs to a list.",
        ]
    );
}

proptest::proptest! {
    #[test]
    fn no_vocabularies_file_is_too_much(text in "[a-z\\[\\]{}=\", \n0-9._-]{0,200}") {
        let _ = Vocabularies::read(&text);
    }
    #[test]
    fn no_change_of_the_built_in_file_is_too_much(at in 0usize..9000, put in "\\PC{0,5}") {
        let at = Vocabularies::BUILT_IN.floor_char_boundary(at);
        let (before, after) = Vocabularies::BUILT_IN.split_at(at);
        let _ = Vocabularies::read(&format!("{before}{put}{after}"));
    }
    #[test]
    fn anything_can_be_typed(typed in "\\PC{0,20}") {
        for list in Vocabularies::built_in().lists() {
            if let Some(entry) = list.choose(&typed) {
                let bare = plain(&typed);
                let is_short = bare.chars().count() < 3;
                let is_listed = [&entry.code, &entry.words].into_iter().chain(&entry.said).any(|own| plain(own) == bare);
                proptest::prop_assert!(!is_short || is_listed, "{typed:?} is {}", entry.code);
            }
        }
    }
}

#[test]
fn what_people_say_is_data_and_a_council_adds_to_it() {
    let built_in = Vocabularies::built_in();
    let chosen = |lists: &Vocabularies, list: &str, typed: &str| {
        let entry = lists.list(list).unwrap().choose(typed);
        entry.map(|entry| entry.code.clone()).unwrap_or_default()
    };
    for list in built_in.lists() {
        for entry in &list.entries {
            for said in &entry.said {
                let fitting = list.fitting(&said.to_uppercase());
                assert!(fitting.contains(&entry), "{}: {said}", list.id);
                // Only what a review alone can decide is called the same.
                assert!(
                    fitting.len() == 1 || list.id == "decisions",
                    "{}: {said}",
                    list.id
                );
            }
        }
        for letter in 'a'..='z' {
            let entry = list.choose(&letter.to_string());
            assert!(
                entry.is_none_or(|entry| entry.said.contains(&letter.to_string())),
                "{}: {letter}",
                list.id
            );
        }
    }
    let own = "[[list]]\nid = \"channels\"\nentry = [{ code = \"letter\", said = [\"postcard\"] }, { code = \"puppet\", words = \"with a puppet\", said = [\"glove puppet\"] }]\n";
    let own = Vocabularies::read(own).unwrap();
    assert_eq!(chosen(&own, "channels", "Postcard"), "letter");
    assert_eq!(
        chosen(&own, "channels", "handwritten"),
        "letter",
        "what is built in stays"
    );
    assert_eq!(chosen(&own, "channels", "glove puppet"), "puppet");
    let faulty =
        "[[list]]\nid = \"channels\"\nentry = [{ code = \"letter\", said = [\"drawing\"] }]\n";
    assert_eq!(
        told(faulty),
        ["3:37 \"drawing\" already means \"drawing\"."]
    );
}
