//! Labels whose `;` or `:` was forgotten or mistyped: the answer they stand in is asked about, and stays whole.

use super::tests::{meeting, today};
use super::*;
use crate::domain::record::form::Field;
use crate::domain::record::kind;
use crate::domain::record::kinds::{action, decision, person, what_if};
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
            "/action ring her; measure: a letter; outcomel a rest",
            &action::MEASURE,
            "a letter; outcomel a rest",
        ),
        (
            "/action ring her; measure: a letter; byl 12 Dec",
            &action::MEASURE,
            "a letter; byl 12 Dec",
        ),
        (
            "/person QX Quilla Made\u{ff1b} role: aunt",
            &person::NAME,
            "Quilla Made\u{ff1b} role: aunt",
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

#[test]
fn a_label_that_ends_like_a_sentence_is_one_with_a_slip() {
    for label in [
        "childd thinks",
        "chidl thinks",
        "chil thinks",
        "child thinjs",
        "Chikd thinks",
    ] {
        let form = form(&format!("/decision Ella; family: both agree; {label}: no"));
        let kept = form.body.to_confirm.get(label).map(String::as_str);
        assert_eq!(kept, Some("no"), "{label}: {:?}", form.body);
    }
    for words in ["she thinks: no", "Dan thinks: no"] {
        let form = form(&format!("/decision Ella; family: both agree; {words}"));
        let text = form.body.values.get(decision::FAMILY_VIEW.name);
        let text = text.and_then(serde_json::Value::as_str);
        let whole = format!("both agree; {words}");
        assert_eq!(text, Some(whole.as_str()), "{:?}", form.body);
    }
}

/// Words with signs that separate elsewhere, in an answer that is a sentence: nobody is asked about them.
const SENTENCES: &[&str] = &[
    "three visits; then we talk: all of us",
    "three visits; then nobody rings: all is well",
    "a letter; later she rings: a yes",
    "a lamp; in the end he agrees: a bed",
    "doors shut; unless they sleep: no phones",
    "at 10:30",
    "at 10:30; at 11:15 again",
    "between 9:00 and 10:30; nobody rings",
    "two of three: a yes",
    "a ratio of 2:1",
    "she said: no",
    "Dan said; she nods",
    "he rings; she answers; all is well",
    "no shouting; no doors; no phones",
    "a warm room; a lamp; a bed",
    "we agreed: every Monday",
    "they told us: it is better",
    "there is one rule: no shouting",
    "because of this: a second visit",
    "see https://made.example/who: it",
    "write to made@made.example; wait",
    "a list (one; two; three)",
    "good; better; best",
    "half past two; or three",
    "not before 8; not after 9",
    "her words: \"I sleep\"",
    "x; y",
    "it is: quiet",
    ":) at last",
    "sleep; food; school",
    "she measures; he writes",
    "while she says; while he says",
    "tall; well; still",
    "help; keep; stop",
];

#[test]
fn sentences_with_signs_stay_certain() {
    for words in SENTENCES {
        let line = format!("/action ring her; measure: {words}");
        let form = form(&line);
        let measure = form.body.values.get(action::MEASURE.name);
        let measure = measure.and_then(serde_json::Value::as_str);
        assert_eq!(measure, Some(*words), "{line}: {:?}", form.body);
        assert!(form.body.to_confirm.is_empty(), "{line}: {:?}", form.body);
    }
}
