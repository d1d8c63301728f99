//! The quorum file: what is built in, what a council changes, and what is wrong with a faulty one.

use super::*;
use crate::domain::toml_reader::{Fault, SettingsValues};

fn told(text: &str) -> Vec<String> {
    let faults: Vec<Fault> = QuorumRule::read(text).unwrap_err();
    faults
        .iter()
        .map(|fault| format!("{}:{} {}", fault.line, fault.column, fault.message))
        .collect()
}

#[test]
fn the_built_in_rule_reads_without_faults() {
    assert_eq!(
        QuorumRule::read(QuorumRule::BUILT_IN),
        Ok(QuorumRule::built_in())
    );
    let rule = QuorumRule::built_in();
    assert_eq!((rule.needed.len(), rule.other_agencies), (1, 2));
    assert!(rule.groups.len() > 5 && rule.reasons.len() > 2 && rule.questions.len() > 3);
}

#[test]
fn what_is_left_out_stays_and_a_list_replaces_the_whole_list() {
    let rule =
        QuorumRule::read("other_agencies = 3\n[[reason]]\nid = \"snow\"\nwords = \"Snow\"\n")
            .unwrap();
    assert_eq!(rule.other_agencies, 3);
    assert_eq!(rule.reasons.len(), 1);
    assert_eq!(rule.groups, QuorumRule::built_in().groups);
}

#[test]
fn planted_faults_are_found_at_their_places() {
    let text = "\
needed = [\"childrens-services\", \"helth\", \"health\", \"quiet\", \"health\"]
other_agencies = \"2\"
chair_may_go_on_with = 40
direct_contact = \"yes\"
count_unlistd = true
[[reason]]
id = \"snow\"
[[reason]]
id = \"snow\"
words = \"Snow\"
[[question]]
id = \"Why?\"
question = \"Why?\"
[[agency]]
id = \"lost\"
[[group]]
id = \"childrens-services\"
title = \"children's services\"
counts = \"once\"
  [[group.agency]]
  id = \"a\"
  title = \"A\"
  words = []
[[group]]
id = \"health\"
title = \"health\"
counts = \"each\"
  [[group.agency]]
  id = \"a\"
  title = \"B\"
  words = [\"nurse\", \"Nurse\", \"…\"]
[[group]]
id = \"quiet\"
title = \"quiet\"
counts = \"not\"
";
    assert_eq!(
        told(text),
        [
            "1:33 There is no group with the name \"helth\".",
            "1:52 The group \"quiet\" is needed, but it does not count.",
            "1:61 \"health\" is taken: another needed group on line 1 has that name.",
            "2:18 \"other_agencies\" is a whole number from 0 to 20; this is words in quotes.",
            "3:24 \"chair_may_go_on_with\" is a whole number from 0 to 20.",
            "4:18 \"direct_contact\" is true or false; this is words in quotes.",
            "5:1 \"count_unlistd\" is not a setting of the quorum file.",
            "6:1 A reason has no \"words\".",
            "9:6 \"snow\" is taken: another reason on line 7 has that name.",
            "12:6 \"Why?\" is not a short name: small letters a to z, digits, - and _ only.",
            "14:3 An agency belongs to a group.",
            "19:10 \"once\" is not a word for \"counts\".",
            "23:11 \"words\" is empty.",
            "29:8 \"a\" is taken: another agency on line 21 has that name.",
            "31:21 \"nurse\" is taken: another word on line 31 has that name.",
            "31:30 There is no word in \"…\".",
            "32:1 A group has no \"agency\".",
        ]
    );
}

#[test]
fn the_chair_needs_no_leave_for_what_is_a_quorum_already() {
    assert_eq!(
        told("chair_may_go_on_with = 3\n"),
        ["1:24 The quorum is 3 agencies, so the Chair needs no leave to go on with 3."]
    );
    assert_eq!(told("other_agencies = 1\n").len(), 1);
    assert!(QuorumRule::read("other_agencies = 1\nchair_may_go_on_with = 0\n").is_ok());
}

#[test]
fn help_and_schema_name_every_setting() {
    for name in [
        "needed",
        "other_agencies",
        "chair_may_go_on_with",
        "direct_contact",
        "count_unlisted",
    ] {
        assert!(
            crate::domain::settings::file("quorum")
                .unwrap()
                .help()
                .contains(name),
            "{name}"
        );
        assert!(
            crate::domain::settings::file("quorum").unwrap().schema()["properties"][name]["description"].is_string(),
            "{name}"
        );
    }
}

proptest::proptest! {
    #[test]
    fn no_text_is_too_much(text in "[a-z\\[\\]=\", \n0-9._-]{0,200}") {
        let _ = QuorumRule::read(&text);
    }
    #[test]
    fn no_change_of_the_built_in_file_is_too_much(at in 0usize..4000, put in ".{0,5}") {
        let at = QuorumRule::BUILT_IN.floor_char_boundary(at);
        let (before, after) = QuorumRule::BUILT_IN.split_at(at);
        let _ = QuorumRule::read(&format!("{before}{put}{after}"));
    }
}

#[test]
fn two_groups_with_one_title_could_not_be_told_apart() {
    for (first, second) in [
        ("Health", "Health"),
        ("Health", "health"),
        ("The GPs", "the  gps."),
    ] {
        let group = |id: &str, title: &str| {
            format!(
                "[[group]]\nid = \"{id}\"\ntitle = \"{title}\"\ncounts = \"one\"\nagency = [ {{ id = \"{id}-1\", title = \"{id}\", words = [\"{id}\"] }} ]\n"
            )
        };
        let text = format!(
            "needed = [\"a\"]\n{}{}",
            group("a", first),
            group("b", second)
        );
        let told = told(&text);
        assert_eq!(told.len(), 1, "{told:?}");
        assert!(
            told[0].starts_with("9:9 ") && told[0].contains("another group title on line 4"),
            "{told:?}"
        );
    }
}
