//! Labels, commas and quotations in the line of a record: what is known goes where it belongs, what is not known is
//! pointed out and kept, and nothing runs into the answer before.

use super::tests::{meeting, today};
use super::*;
use crate::domain::minutes::quotable_body;
use crate::domain::record::form::Answer;
use crate::domain::record::kinds::{action, check_in, child, childs_view, person};
use crate::domain::record::{Record, is_open_to_all, may_be_kept_back};
use crate::domain::visibility::Visibility;
use serde_json::json;
use std::collections::BTreeMap;

fn form(line: &str) -> FormLine {
    match read(line, &meeting(), today()) {
        Line::Form(form) => form,
        other => panic!("{line} is {other:?}"),
    }
}

fn unsure(line: &str) -> Vec<(String, String)> {
    form(line).body.to_confirm.into_iter().collect()
}

fn told(line: &str) -> String {
    explain(&read(line, &meeting(), today()), line, &meeting())
}

/// Labels that no kind has, as forms of other councils and hurried fingers write them.
const STRANGE: &[&str] = &[
    "passport number",
    "NHS number",
    "religion",
    "zzz",
    "Unique pupil no",
    "disability/illness",
    "what happens on Tuesdays",
    "Hair-colour",
    "Favourite tea",
];

#[test]
fn a_label_that_a_record_does_not_know_was_swallowed() {
    for (line, label, words) in [
        ("/child Ella; religion: Welsh", "religion", "Welsh"),
        ("/person KS; religion: none given", "religion", "none given"),
        ("/meeting team manager: Fay", "team manager", "Fay"),
        (
            "/view Ella; by: letter; words: \"hi\"; worker: SW",
            "worker",
            "SW",
        ),
        ("/child Ella, religion: Welsh", "religion", "Welsh"),
        (
            "/child Ella; safty: lock the door",
            "safty",
            "lock the door",
        ),
    ] {
        let form = form(line);
        assert_eq!(
            unsure(line),
            [(label.to_owned(), words.to_owned())],
            "{line}"
        );
        let said = told(line);
        assert!(
            said.contains(&format!("\"{label}\" is not an answer of")),
            "{said}"
        );
        if form.kind == person::KIND.id || form.kind == child::KIND.id {
            assert!(
                existing(&form, &meeting()).is_some(),
                "{line}: a second one"
            );
        }
    }
    assert_eq!(
        form("/view Ella; by: letter; words: \"hi\"; worker: SW")
            .body
            .values["words"],
        "hi"
    );
    assert!(told("/child Ella; religion: Welsh").contains("Known: name, called"));
    assert!(told("/child Ella; bron: 4 Mar 2017").contains("did you mean \"born\"?"));
}

#[test]
fn every_kind_points_out_every_strange_label_and_keeps_its_words() {
    let meeting = meeting();
    for kind in KINDS.iter().filter(|kind| !kind.command.is_empty()) {
        let lead = match kind.lead_field().map(|field| field.answer) {
            Some(Answer::Child) => "Ella",
            Some(Answer::Person | Answer::Speaker) => "KS",
            _ => "Something",
        };
        for label in STRANGE {
            for line in [
                format!("/{} {lead}; {label}: words of mine", kind.command),
                format!("/{} {lead}; {label} : words of mine ??", kind.command),
                format!("/{} {lead};{label}:words of mine", kind.command),
                format!("/{} {lead}; {label}: words; {label}: of mine", kind.command),
            ] {
                let Line::Form(form) = read(&line, &meeting, today()) else {
                    panic!("{line}");
                };
                let kept = form.body.to_confirm.get(*label);
                let kept = kept.unwrap_or_else(|| panic!("{line}: {:?}", form.body));
                assert!(
                    kept == "words of mine" || kept == "words; of mine",
                    "{line}: {kept}"
                );
                let others = form.body.values.values().map(|value| value.to_string());
                assert!(!others.collect::<String>().contains("of mine"), "{line}");
                let why = why_to_confirm(Some(kind), label, kept, &meeting, today());
                assert!(why.unwrap().starts_with("not an answer of"), "{line}");
                let again = write_record(kind.id, &form.body, Visibility::Everyone, &meeting);
                let Line::Form(again) = read(&again, &meeting, today()) else {
                    panic!("{again}");
                };
                assert_eq!(again.body, form.body, "{line}: what /edit shows");
            }
        }
    }
}

/// A name holds no `;`: what stands behind it is no part of it, with or without a colon.
#[test]
fn a_forgotten_colon_makes_no_new_child() {
    for (line, name, words) in [
        ("/child Ella; born 4 Mar 2017", "?", "born 4 Mar 2017"),
        (
            "/child Ella; lives with her aunt",
            "?",
            "lives with her aunt",
        ),
        ("/child Ella; she is eight", "?", "she is eight"),
        ("/person KS; role mother; needs: tea", "?", "role mother"),
        ("/person KS; role: mother; of Ella", "?", "of Ella"),
        // Without the ; too.
        ("/child Ella born 4 Mar 2017", "?", "born 4 Mar 2017"),
        (
            "/child Ella called Elly at home",
            "?",
            "called Elly at home",
        ),
        (
            "/child Ella school Teacup Lane; gender: girl",
            "?",
            "school Teacup Lane",
        ),
        ("/person KS role mother", "?", "role mother"),
        ("/person KS role mother; needs: tea", "?", "role mother"),
    ] {
        assert_eq!(
            unsure(line),
            [(name.to_owned(), words.to_owned())],
            "{line}"
        );
        assert!(changed_by(line).is_some(), "{line}: a second one");
        assert!(told(line).contains("have no label"), "{line}");
        let again = write_record(
            form(line).kind,
            &form(line).body,
            Visibility::Everyone,
            &meeting(),
        );
        assert!(again.contains(words), "{again}");
    }
}

#[test]
fn two_answers_to_one_question_stay_as_they_were_typed() {
    for (line, field, words) in [
        (
            "/checkin KS; by: next Friday; by: KS",
            "by_when",
            "next Friday; KS",
        ),
        (
            "/action ring; by: 12 Dec; who: KS; by: in two weeks",
            "by_when",
            "12 Dec; in two weeks",
        ),
        (
            "/action ring; who: mum; who: the social worker",
            "who",
            "mum; the social worker",
        ),
        (
            "/view Ella; by: letter; by: her advocate",
            "channel",
            "letter; her advocate",
        ),
        (
            "/decision Ella; is: CP plan; is: CIN",
            "decision",
            "CP plan; CIN",
        ),
        (
            "/child Cara; born: 4 Mar 2017; dob: 5/3/17",
            "born",
            "4 Mar 2017; 5/3/17",
        ),
        ("/core mum; person: SW", "person", "mum; SW"),
    ] {
        assert_eq!(
            unsure(line),
            [(field.to_owned(), words.to_owned())],
            "{line}"
        );
    }
    // Twice the same is one answer.
    assert!(unsure("/action ring; who: KS; who: mum").is_empty());
}

#[test]
fn a_label_in_small_letters_is_no_part_of_a_new_name() {
    for (line, name, words) in [
        ("/child Cara born 4 Mar 2018", "Cara", "born 4 Mar 2018"),
        (
            "/child Cara Bell due 4 Mar 2027",
            "Cara Bell",
            "due 4 Mar 2027",
        ),
        ("/person AB Ann Bell role aunt", "Ann Bell", "role aunt"),
        (
            "/person AB Ann Bell agency Teacup Lane",
            "Ann Bell",
            "agency Teacup Lane",
        ),
        (
            "/person Ann Bell email ann at home",
            "Ann Bell",
            "email ann at home",
        ),
    ] {
        assert_eq!(form(line).body.values["name"], name, "{line}");
        assert_eq!(unsure(line), [("?".to_owned(), words.to_owned())], "{line}");
    }
    for (line, name) in [
        ("/person AB Max Born Smith", "Max Born Smith"),
        ("/child Robin School Bell", "Robin School Bell"),
        ("/child Cara van der Bell", "Cara van der Bell"),
        ("/child \"Cara born again\"", "Cara born again"),
        ("/person AB Ann due", "Ann due"),
    ] {
        let form = form(line);
        assert!(
            form.body.values["name"].as_str().unwrap().contains(name),
            "{line}"
        );
        assert!(form.body.to_confirm.is_empty(), "{line}: {:?}", form.body);
    }
}

#[test]
fn a_comma_separates_where_it_is_plainly_meant() {
    assert_eq!(
        form("/child Ella, born: 4 Mar 2017").body.values["born"],
        "2017-03-04"
    );
    assert_eq!(
        changed_by("/child Ella, born: 4 Mar 2017"),
        Some("k1".to_owned())
    );
    let action = form(
        "/action KS rings the school, the GP and the nursery, by: 12 Dec, measure: a letter, a call",
    );
    assert_eq!(
        action.body.values["action"],
        "KS rings the school, the GP and the nursery"
    );
    assert_eq!(action.body.values["measure"], "a letter, a call");
    assert!(action.body.values.contains_key(action::BY_WHEN.name));
    // A slip of the finger is asked about; a word and a colon in a sentence are text.
    assert_eq!(
        unsure("/action KS rings, meausre: letter"),
        [("meausre".into(), "letter".into())]
    );
    let text = form("/action tell her the news, good: she sleeps; by: 12 Dec");
    assert_eq!(
        text.body.values["action"],
        "tell her the news, good: she sleeps"
    );
}

fn changed_by(line: &str) -> Option<String> {
    existing(&form(line), &meeting()).map(|record| record.id.clone())
}

#[test]
fn a_text_with_a_colon_stays_a_text() {
    for (line, field, words) in [
        (
            "/action ring KS; by: 12 Dec; measure: letter seen: yes",
            "measure",
            "letter seen: yes",
        ),
        (
            "/action ring at 10:30; by: 12 Dec",
            "action",
            "ring at 10:30",
        ),
        (
            "/action see https://example.org; by: 12 Dec",
            "action",
            "see https://example.org",
        ),
        (
            "/action she rings; and then: a visit",
            "action",
            "she rings; and then: a visit",
        ),
        (
            "/action she rings\\; note: text",
            "action",
            "she rings; note: text",
        ),
        (
            "/action safety plan: agree who comes",
            "action",
            "safety plan: agree who comes",
        ),
        (
            "/whatif Kelly said: no; then: SW calls",
            "if",
            "Kelly said: no",
        ),
        (
            "/decision Ella; is: no plan; reasons: Kelly came; she said: never again",
            "reasons",
            "Kelly came; she said: never again",
        ),
    ] {
        let form = form(line);
        assert_eq!(form.body.values.get(field), Some(&json!(words)), "{line}");
        assert!(
            form.body.to_confirm.is_empty(),
            "{line}: {:?}",
            form.body.to_confirm
        );
    }
    assert_eq!(
        form("/whatif she misses two; then: SW calls").body.values["then"],
        "SW calls"
    );
    // Which kind has `then` is known: an action does not.
    assert_eq!(
        unsure("/action Kelly books it; then: SW calls"),
        [("then".into(), "SW calls".into())]
    );
}

#[test]
fn a_quotation_is_one_piece() {
    for quoted in [
        "\"{}\"",
        "\u{201c}{}\u{201d}",
        "\u{201e}{}\u{201c}",
        "'{}'",
        "\u{2018}{}\u{2019}",
    ] {
        for words in [
            "I like my dog; good: walks; worries: none",
            "no, by: car, is what he said",
            "is it mine ?? or not",
            "I said: stop; religion: none; read by: SW",
        ] {
            let line = format!(
                "/view Ella; by: letter; words: {}; read by: SW",
                quoted.replace("{}", words)
            );
            let form = form(&line);
            assert_eq!(form.body.values["words"], words, "{line}");
            assert_eq!(form.body.values["read_by"], "p4", "{line}");
            assert!(
                form.body.to_confirm.is_empty() && !form.body.follow_up,
                "{line}"
            );
            assert_eq!(form.body.values.len(), 4, "{line}");
        }
    }
    let quoted = form("/action tell her \"no more; by: then\" kindly; by: 12 Dec");
    assert_eq!(
        quoted.body.values["action"],
        "tell her \"no more; by: then\" kindly"
    );
    // Where it ends is not known: it is asked.
    assert_eq!(
        unsure("/view Ella; by: letter; words: \"I like my dog; read by: SW"),
        [("words".into(), "\"I like my dog".into())]
    );
}

#[test]
fn what_people_say_for_a_field_is_known_and_clashes_with_no_other() {
    let plain = |word: &str| {
        word.to_lowercase()
            .replace(['.', '\''], "")
            .replace(['_', '-', '/'], " ")
    };
    for kind in KINDS {
        let mut owners: BTreeMap<String, &str> = BTreeMap::new();
        for field in kind.fields {
            for word in field.labels().chain([field.name]) {
                let before = owners.insert(plain(word), field.name);
                assert!(
                    before.is_none_or(|other| other == field.name),
                    "{}: {word}",
                    kind.id
                );
                assert!(field.is_called(&word.to_uppercase()), "{word}");
            }
        }
    }
    for (line, field, value) in [
        (
            "/child Rose Ash; date of birth: 4 Mar 2017",
            "born",
            json!("2017-03-04"),
        ),
        (
            "/child Rose Ash; D.O.B.: 4 Mar 2017",
            "born",
            json!("2017-03-04"),
        ),
        ("/child Rose Ash; letters: RO", "code", json!("RO")),
        (
            "/child Rose Ash; nursery: Oak House",
            "school",
            json!("Oak House"),
        ),
        ("/person ZZ Zed Ash; tel: 123", "contact", json!("123")),
        ("/action KS rings; owner: KS", "who", json!("p1")),
        ("/action KS rings; responsible: KS", "who", json!("p1")),
        (
            "/action KS rings; deadline: 12 Dec",
            "by_when",
            json!("2026-12-12"),
        ),
        ("/view Ella; via: letter", "channel", json!("letter")),
    ] {
        assert_eq!(form(line).body.values.get(field), Some(&value), "{line}");
    }
    assert_eq!(
        form("/child Ella Marlow; letters: EM").body.values["name"],
        "Ella Marlow"
    );
}

/// A misspelt label of something that is kept back, and any other in such a kind, never gets into the open minutes; and
/// what might keep a whole view back does.
#[test]
fn words_behind_an_unknown_label_do_not_leak() {
    for kind in KINDS.iter().filter(|kind| !kind.command.is_empty()) {
        let has_secrets = kind.fields.iter().any(|field| field.restricted);
        for label in STRANGE
            .iter()
            .chain(&["safty", "addres", "contct", "teI", "shcool"])
        {
            let mut record = Record::new(
                "x1",
                kind.id,
                None,
                &Default::default(),
                "2026-11-22T14:00:00+00:00".parse().unwrap(),
            );
            record
                .to_confirm
                .insert((*label).to_owned(), "secret words".into());
            let quoted = quotable_body(&record).unwrap_or_default();
            let is_open = quoted.to_confirm.contains_key(*label);
            let may_be_open = is_open_to_all(&record) && !may_be_kept_back(kind, label);
            assert_eq!(is_open, may_be_open, "{} {label}", kind.id);
            assert!(!(has_secrets && is_open), "{} {label}", kind.id);
        }
    }
    assert!(may_be_kept_back(&check_in::KIND, "sayd"));
    for line in [
        "/view Ella; by: letter; words: \"x\"; shard: chair only",
        "/view Ella; by: letter; words: \"x\"; sharing: only the Chair",
        "/view Ella; by: letter; words: \"x\"; agred: whatever",
        "/view Ella; by: letter; words: \"x\"; told parents: not with the parents",
    ] {
        assert_eq!(form(line).body.visibility, Visibility::Restricted, "{line}");
        let mut open = form(line).body;
        open.visibility = Visibility::Everyone;
        let record = Record::new(
            "v1",
            childs_view::KIND.id,
            None,
            &open,
            "2026-11-22T14:00:00+00:00".parse().unwrap(),
        );
        assert!(!is_open_to_all(&record), "{line}");
    }
    let fine = form("/view Ella; by: letter; words: \"x\"; worker: SW");
    assert_eq!(fine.body.visibility, Visibility::Everyone);
}

#[test]
fn a_new_name_is_a_change() {
    for (line, id) in [
        ("/person KS; name: Kay Stone", "p1"),
        ("/person KS; needs: tea; name: Kay Stone", "p1"),
        ("/person Kelly; name: Kay Stone", "p1"),
        ("/person Kelly Smith; full name: Kay Stone", "p1"),
        ("/person KS, name: Kay Stone", "p1"),
    ] {
        let form = form(line);
        let meeting = meeting();
        let record = existing(&form, &meeting).unwrap_or_else(|| panic!("{line}"));
        assert_eq!(record.id, id, "{line}");
        let body = merged(record, &form, &meeting);
        assert_eq!(
            (
                body.values["name"].as_str(),
                body.values["initials"].as_str()
            ),
            (Some("Kay Stone"), Some("KS")),
            "{line}"
        );
        assert_eq!(told(line), "changes Kelly Smith: name \u{2192} Kay Stone");
    }
    let ella = form("/child Ella; name: Eleanor Marlow");
    assert_eq!(
        merged(existing(&ella, &meeting()).unwrap(), &ella, &meeting()).values["name"],
        "Eleanor Marlow"
    );
    // Nobody has these letters: somebody new, with both.
    let new = form("/person ZZ; name: Zed Ash");
    assert_eq!(existing(&new, &meeting()), None);
    assert_eq!(
        (&new.body.values["initials"], &new.body.values["name"]),
        (&json!("ZZ"), &json!("Zed Ash"))
    );
    // Nobody is called Rose: whose name it is is asked, not guessed.
    assert_eq!(
        unsure("/child Rose; name: Rosemary Ash"),
        [("name".into(), "Rose; Rosemary Ash".into())]
    );
    assert!(
        told("/person KS Karen Stone").contains("letters to be confirmed: KS means Kelly Smith")
    );
    assert_eq!(form("/person ZZ: Zed Ash").body.values["name"], "Zed Ash");
}

#[test]
fn choices_are_what_people_say() {
    for (line, field, code) in [
        ("/decision Ella; is: CP plan", "decision", "cp_plan_start"),
        (
            "/decision Ella; is: child protection plan",
            "decision",
            "cp_plan_start",
        ),
        ("/decision Ella; is: CIN", "decision", "cin_plan"),
        ("/view Ella; by: advocate", "channel", "through_advocate"),
        ("/view Ella; by: in person", "channel", "attended_whole"),
        (
            "/view Ella; by: social worker",
            "channel",
            "through_professional",
        ),
        (
            "/view Ella; by: the social worker",
            "channel",
            "through_professional",
        ),
        ("/view Ella; by: phone", "channel", "virtual"),
        ("/view Ella; by: let", "channel", "letter"),
        (
            "/agency Health; child: Ella; view: CIN",
            "view",
            "child_in_need_plan",
        ),
    ] {
        assert_eq!(
            form(line).body.values.get(field),
            Some(&json!(code)),
            "{line}"
        );
    }
    // One or two letters, and a beginning by accident, are asked about.
    for line in [
        "/view Ella; by: n",
        "/view Ella; by: le",
        "/view Ella; by: not",
        "/view Ella; by: app or so",
    ] {
        assert!(
            form(line)
                .body
                .to_confirm
                .contains_key(childs_view::CHANNEL.name),
            "{line}"
        );
    }
}

#[test]
fn a_mark_written_apart_in_an_answer_goes_round() {
    for line in [
        "/agency # restricted ;",
        "/action ring her; measure: # restricted ; by: soonish",
        "/action ring her; measure: # restricted ;",
    ] {
        let form = form(line);
        assert_eq!(form.body.visibility, Visibility::Restricted, "{line}");
        let written = write_record(form.kind, &form.body, Visibility::Everyone, &meeting());
        let Line::Form(again) = read(&written, &meeting(), today()) else {
            panic!("{written}");
        };
        assert_eq!(again.body, form.body, "{line} -> {written}");
    }
}
