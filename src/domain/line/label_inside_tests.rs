//! Labels whose `;` or `:` was forgotten or mistyped: the answer they stand in is asked about, and stays whole.

use super::tests::{meeting, today};
use super::*;
use crate::domain::record::form::Field;
use crate::domain::record::kind;
use crate::domain::record::kinds::{action, person, what_if};
use crate::domain::visibility::Visibility;

fn form(line: &str) -> FormLine {
    let Line::Form(form) = read(line, &meeting(), today()) else {
        panic!("{line} is no record");
    };
    form
}

#[test]
fn an_answer_with_a_label_inside_is_kept_whole_and_to_be_confirmed() {
    let lines: &[(&str, &Field, &str)] = &[
        (
            "/action ring her; measure: a letter outcome: rest",
            &action::MEASURE,
            "a letter outcome: rest",
        ),
        (
            "/action ring her; measure: a letter; outcome a rest",
            &action::MEASURE,
            "a letter; outcome a rest",
        ),
        (
            "/action ring her; measure: a letter; outcome; a rest",
            &action::MEASURE,
            "a letter; outcome; a rest",
        ),
        (
            "/action ring her; measure: a letter. Outcome: rest",
            &action::MEASURE,
            "a letter. Outcome: rest",
        ),
        (
            "/action ring her; measure: a letter - outcome: rest",
            &action::MEASURE,
            "a letter - outcome: rest",
        ),
        (
            "/action ring her; measure: a letter / outcome: rest",
            &action::MEASURE,
            "a letter / outcome: rest",
        ),
        (
            "/action ring her; measure: a letter\u{ff1b} outcome: rest",
            &action::MEASURE,
            "a letter\u{ff1b} outcome: rest",
        ),
        (
            "/action ring her; measure: a letter: outcome: rest",
            &action::MEASURE,
            "a letter: outcome: rest",
        ),
        (
            "/action ring her; measure: a letter; outcome@ rest",
            &action::MEASURE,
            "a letter; outcome@ rest",
        ),
        (
            "/action ring her; measure: a letter outcmoe: rest",
            &action::MEASURE,
            "a letter outcmoe: rest",
        ),
        (
            "/action Kelly rings; who KS; by 12 Dec",
            &action::ACTION,
            "Kelly rings; who KS; by 12 Dec",
        ),
        (
            "/action Kelly rings by: 12 Dec",
            &action::ACTION,
            "Kelly rings by: 12 Dec",
        ),
        (
            "/action Kelly rings; deadline 12 Dec",
            &action::ACTION,
            "Kelly rings; deadline 12 Dec",
        ),
        (
            "/whatif he comes at night / then: we ring",
            &what_if::IF,
            "he comes at night / then: we ring",
        ),
        (
            "/person SW; agency: housing: attendance: in person",
            &person::AGENCY,
            "housing: attendance: in person",
        ),
    ];
    for (line, field, words) in lines {
        let form = form(line);
        assert_eq!(
            form.body.to_confirm.get(field.name).map(String::as_str),
            Some(*words),
            "{line}: {:?}",
            form.body
        );
        assert!(!form.body.values.contains_key(field.name), "{line}");
        let why = why_to_confirm(kind(form.kind), field.name, words, &meeting(), today());
        assert!(
            why.is_some_and(|why| why.contains("looks like a label")),
            "{line}"
        );
        let again = write_record(form.kind, &form.body, Visibility::Everyone, &meeting());
        assert_eq!(self::form(&again).body, form.body, "{line} became {again}");
    }
}

#[test]
fn what_only_has_a_colon_or_a_semicolon_is_text() {
    for (line, words) in [
        (
            "/action ring her; measure: three things: sleep, food, school",
            "three things: sleep, food, school",
        ),
        (
            "/action ring her; measure: she is well; nobody rings",
            "she is well; nobody rings",
        ),
        (
            "/action ring her; measure: at 10:30 she is up",
            "at 10:30 she is up",
        ),
        (
            "/action ring her; measure: see https://made.example/outcome: it",
            "see https://made.example/outcome: it",
        ),
        (
            "/action ring her; measure: \"a letter; outcome: rest\"",
            "\"a letter; outcome: rest\"",
        ),
        (
            "/action ring her; measure: a letter outcome\\: rest",
            "a letter outcome: rest",
        ),
        (
            "/action ring her; measure: a letter\\; outcome rest",
            "a letter; outcome rest",
        ),
    ] {
        let form = form(line);
        let measure = form.body.values.get(action::MEASURE.name);
        assert_eq!(
            measure.and_then(serde_json::Value::as_str),
            Some(words),
            "{line}: {:?}",
            form.body
        );
        let again = write_record(form.kind, &form.body, Visibility::Everyone, &meeting());
        assert_eq!(self::form(&again).body, form.body, "{line} became {again}");
    }
}
