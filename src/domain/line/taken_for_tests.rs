//! Whatever is made of a word with a slip is to be confirmed, or said before Enter: in every kind of record and answer.

use super::taken_for::taken_for;
use super::tests::{meeting, say, today};
use super::*;
use crate::domain::meeting::event::KnownEvent;
use crate::domain::record::form::Answer;
use serde_json::json;

const PEOPLE: &[&str] = &[
    "Kelyl",
    "Kelly Smtih",
    "Okaofr",
    "Patle",
    "mohter",
    "health vistor",
    "scoial worker",
    "Kelly Smiht and HV",
    "SW, Okafro",
];
const CHILDREN: &[&str] = &["Elal", "Noha", "Ella Smtih", "Noah Simth", "EL and Nohah"];
const AGENCIES: &[&str] = &["Hosuing", "Housng", "Teacup Lnae", "Open Doro"];

fn with_agencies() -> Meeting {
    let mut meeting = meeting();
    for (id, agency) in [
        ("p6", "Housing"),
        ("p7", "Teacup Lane Primary"),
        ("p8", "Open Door"),
    ] {
        let values = json!({"name": format!("{agency} Person"), "initials": id.to_uppercase(), "agency": agency});
        say(
            &mut meeting,
            KnownEvent::Recorded {
                id: id.into(),
                record: "person".into(),
                section: None,
                body: Body {
                    values: values.as_object().unwrap().clone(),
                    ..Body::default()
                },
            },
        );
    }
    meeting
}

fn typed_slips(answer: Answer) -> Vec<&'static str> {
    match answer {
        Answer::Person | Answer::People | Answer::Speaker => [PEOPLE, CHILDREN].concat(),
        Answer::Child | Answer::Children | Answer::RecordOf(_) => CHILDREN.to_vec(),
        Answer::Agency => AGENCIES.to_vec(),
        _ => Vec::new(),
    }
}

#[test]
fn a_name_with_a_slip_is_said_or_to_be_confirmed_in_every_answer_of_every_kind() {
    let meeting = with_agencies();
    let mut said = 0;
    let mut silent = Vec::new();
    for kind in KINDS.iter().filter(|kind| !kind.command.is_empty()) {
        for field in kind.fields {
            for slip in typed_slips(field.answer) {
                let line = format!("/{} words; {}: {slip}", kind.command, field.label);
                let read = read(&line, &meeting, today());
                let Line::Form(form) = &read else {
                    panic!("{line}: {read:?}");
                };
                let is_asked = form
                    .body
                    .to_confirm
                    .values()
                    .any(|typed| typed.contains(slip));
                let before = explain(&read, &line, &meeting);
                let taken = taken_for(&read, &line, &meeting);
                match taken.is_empty() {
                    false => {
                        said += 1;
                        assert!(
                            taken.iter().all(|words| before.contains(words)),
                            "{line}: {before}"
                        );
                    }
                    true => {
                        let Some(value) = form.body.values.get(field.name) else {
                            assert!(is_asked, "{line}: {form:?}");
                            continue;
                        };
                        let is_as_typed = value.as_str() == Some(slip);
                        if !is_asked && !is_as_typed {
                            silent.push(format!("{line}: {value}"));
                        }
                    }
                }
            }
        }
    }
    assert!(silent.is_empty(), "{silent:#?}");
    assert!(said > 100, "{said}");
}

#[test]
fn a_choice_with_a_slip_is_to_be_confirmed_in_every_kind() {
    let meeting = meeting();
    let mut tried = 0;
    let mut silent = Vec::new();
    for kind in KINDS.iter().filter(|kind| !kind.command.is_empty()) {
        for field in kind
            .fields
            .iter()
            .filter(|field| matches!(field.answer, Answer::OneOf(_)))
        {
            for choice in field.choices(meeting.settings()) {
                let mut letters: Vec<char> = choice.1.chars().collect();
                if letters.len() < 5 || letters[1] == letters[2] {
                    continue;
                }
                letters.swap(1, 2);
                let slip: String = letters.into_iter().collect();
                let line = format!("/{} words; {}: {slip}", kind.command, field.label);
                let Line::Form(form) = read(&line, &meeting, today()) else {
                    panic!("{line}");
                };
                tried += 1;
                if let Some(value) = form.body.values.get(field.name) {
                    silent.push(format!("{line}: {value}"));
                }
            }
        }
    }
    assert!(silent.is_empty(), "{silent:#?}");
    assert!(tried > 50, "{tried}");
}

#[test]
fn a_slip_in_a_record_s_first_words_or_in_a_mark_is_said() {
    let meeting = with_agencies();
    for (line, name) in [
        (
            "/view Elal; words: \"I like it\"",
            "Elal taken for Ella Smith",
        ),
        ("/agency Hosuing; child: Ella", "Hosuing taken for Housing"),
        ("KS: she was quiet @elal", "elal taken for Ella Smith"),
        ("Kelyl: she was quiet", "Kelyl taken for Kelly Smith"),
    ] {
        let read = read(line, &meeting, today());
        let told = taken_for(&read, line, &meeting).join(", ");
        assert!(told.starts_with(name), "{line}: {told}");
        let before = explain(&read, line, &meeting);
        assert_eq!(before.matches(&told).count(), 1, "{line}: {before}");
    }
    for line in [
        "/view Ella; words: \"I like it\"",
        "/view EL; by: letter",
        "/agency Housing; child: Noah",
        "/action She rings; who: SW and Kelly",
        "KS: she was quiet @ella",
        "HV and KS: they came",
    ] {
        let read = read(line, &meeting, today());
        assert!(taken_for(&read, line, &meeting).is_empty(), "{line}");
    }
}

#[test]
fn words_behind_somebody_s_letters_make_no_agency() {
    let meeting = with_agencies();
    for (line, typed) in [
        ("/dissent KS disagrees", "KS disagrees"),
        (
            "/dissent HV does not agree; reasons: none",
            "HV does not agree",
        ),
        ("/dissent EL, said no", "EL, said no"),
        ("/agency SW wants a plan; child: Ella", "SW wants a plan"),
    ] {
        let read = read(line, &meeting, today());
        let Line::Form(form) = &read else {
            panic!("{line}");
        };
        let asked: Vec<&String> = form.body.to_confirm.values().collect();
        assert_eq!(asked, [typed], "{line}");
        let kind = crate::domain::record::kind(form.kind);
        let name = form.body.to_confirm.keys().next().unwrap();
        let why = why_to_confirm(kind, name, typed, &meeting, today()).unwrap();
        assert!(why.contains("letters of"), "{line}: {why}");
    }
    for line in [
        "/dissent KS; reasons: no",
        "/dissent Housing",
        "/dissent The aunt",
    ] {
        let Line::Form(form) = read(line, &meeting, today()) else {
            panic!("{line}");
        };
        assert!(form.body.to_confirm.is_empty(), "{line}");
    }
}
