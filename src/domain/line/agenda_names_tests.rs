//! Statements, scales and questions are known by id, number and words, wherever they are asked; what fits none of them is
//! kept as typed, with the reason, and never becomes another one.

use crate::domain::agenda::check;
use crate::domain::line::why_to_confirm;
use crate::domain::meeting::event::KnownEvent;
use crate::domain::minutes::sample::Sample;
use crate::domain::record::kind;

const AGENDA: &str = include_str!("../agenda/planted/whole.toml");

fn sample() -> Sample {
    let mut sample = Sample::with(check(AGENDA).unwrap());
    sample.says("/person KO Kai Ottery; role: uncle");
    sample.does(KnownEvent::Began {});
    sample
}

/// What a field became: its value, or what was typed and why it is to be confirmed.
fn became(sample: &Sample, line: &str, field: &str) -> Result<String, String> {
    let (name, body) = sample.reads(line);
    if let Some(typed) = body.to_confirm.get(field) {
        assert!(body.values.get(field).is_none(), "{line}: both");
        let today = sample.now().date_naive();
        let why = why_to_confirm(kind(&name), field, typed, &sample.meeting, today);
        return Err(format!("{typed}: {}", why.unwrap_or_default()));
    }
    let value = body.values.get(field).cloned().unwrap_or_default();
    Ok(value.as_str().map_or(value.to_string(), str::to_owned))
}

#[test]
fn a_statement_is_the_one_that_was_named_or_none() {
    let sample = sample();
    for (typed, id) in [
        ("fire", "fire"),
        ("FIRE", "fire"),
        ("If it burns", "fire"),
        ("if it", "fire"),
        ("bell", "bell"),
        ("The bell", "bell"),
        ("2", "bell"),
        ("b", "bell"),
    ] {
        let line = format!("/statement {typed}; by: KO");
        assert_eq!(
            became(&sample, &line, "statement"),
            Ok(id.to_owned()),
            "{typed}"
        );
    }
    for typed in [
        "fire alarm",
        "alarm",
        "fier",
        "the",
        "3",
        "0",
        "bells",
        "confidentiality",
        "what we say",
        "fire, bell",
    ] {
        let line = format!("/statement {typed}; by: KO");
        match became(&sample, &line, "statement") {
            Err(why) => assert!(
                why.contains("fire") || why.contains("bell"),
                "{typed}: {why}"
            ),
            // "the" begins one title only.
            Ok(id) => assert_eq!((typed, id.as_str()), ("the", "bell")),
        }
    }
}

#[test]
fn a_scale_outside_its_section_says_where_it_is_asked() {
    let mut sample = sample();
    sample.opens("plan");
    let why = became(&sample, "/scale 1; by: KO; score: 6", "scale").unwrap_err();
    assert_eq!(
        why,
        "1: no scale is asked here, but in \"4 How safe\": /section 4"
    );
    for typed in ["how-safe", "How-Safe", "how", "How safe is it?", "how safe"] {
        let line = format!("/scale {typed}; by: KO; score: 6");
        assert_eq!(
            became(&sample, &line, "scale"),
            Ok("how-safe".to_owned()),
            "{typed}"
        );
    }
    for typed in ["safety", "2", "danger"] {
        let line = format!("/scale {typed}; by: KO; score: 6");
        assert!(became(&sample, &line, "scale").is_err(), "{typed}");
    }
    sample.opens("safe");
    assert_eq!(
        became(&sample, "/scale 1; by: KO; score: 6", "scale"),
        Ok("how-safe".to_owned())
    );
    let why = became(&sample, "/scale 2; by: KO; score: 6", "scale").unwrap_err();
    assert_eq!(why, "2: this section has no scale of that number");
}

#[test]
fn a_number_that_is_not_on_the_scale_is_never_taken() {
    let mut sample = sample();
    sample.opens("safe");
    for score in ["0", "10", "6", "6.5", "6,5"] {
        for scale in ["1; ", "how-safe; ", ""] {
            let line = format!("/scale {scale}by: KO; score: {score}");
            assert!(became(&sample, &line, "score").is_ok(), "{line}");
        }
    }
    for (score, number) in [
        ("seven", "7"),
        ("Seven out of ten", "7"),
        ("7/10", "7"),
        ("7 / 10", "7"),
        ("6.5 out of 10", "6.5"),
    ] {
        let line = format!("/scale 1; by: KO; score: {score}");
        assert_eq!(
            became(&sample, &line, "score"),
            Ok(number.to_owned()),
            "{line}"
        );
    }
    // Of five, it is another scale.
    for score in [
        "4/5",
        "3 out of 5",
        "about 6",
        "6 or 7",
        "between 6 and 7",
        "a 10",
        "1/2",
        "11/10",
    ] {
        let line = format!("/scale 1; by: KO; score: {score}");
        assert!(became(&sample, &line, "score").is_err(), "{line}");
    }
    for score in ["12", "-1", "11", "100", "10.5", "6.3", "1e3", "60"] {
        for scale in ["1; ", "how-safe; ", ""] {
            let line = format!("/scale {scale}by: KO; score: {score}");
            let why = became(&sample, &line, "score").unwrap_err();
            let told = [
                "This scale goes from 0 to 10.",
                "Whole and half numbers only.",
            ];
            assert!(told.iter().any(|told| why.contains(told)), "{line}: {why}");
        }
    }
}

#[test]
fn a_question_is_found_by_its_id_and_its_beginning_and_is_never_another() {
    let mut sample = sample();
    sample.opens("plan");
    for (typed, question) in [
        ("keys", "Who has the keys?"),
        ("KEYS", "Who has the keys?"),
        ("Who has", "Who has the keys?"),
        ("is the house", "Is the house safe?"),
        ("Is there a garden?", "Is there a garden?"),
        ("went-on", "Did the conference go on? Why, or why not?"),
        ("early-review", "Should the review be earlier than usual?"),
        // Words of its own are a question of its own.
        ("Does she sleep?", "Does she sleep?"),
    ] {
        let line = format!("/answer {typed}; is: yes");
        assert_eq!(
            became(&sample, &line, "question"),
            Ok(question.to_owned()),
            "{typed}"
        );
    }
    for (typed, part) in [
        ("1", "/section 2.1"),
        ("7", "/section 2.1"),
        ("Is", "several questions begin like that"),
        ("early-reveiw", "early-review"),
    ] {
        let line = format!("/answer {typed}; is: yes");
        let why = became(&sample, &line, "question").unwrap_err();
        assert!(why.contains(part), "{typed}: {why}");
    }
    sample.opens("house-one");
    for (typed, question) in [("1", "Is the house safe?"), ("2", "Is there a garden?")] {
        let line = format!("/answer {typed}; is: no");
        assert_eq!(became(&sample, &line, "question"), Ok(question.to_owned()));
    }
    let why = became(&sample, "/answer 3; is: no", "question").unwrap_err();
    assert!(why.contains("no question of that number"), "{why}");
}

#[test]
fn a_word_that_names_no_question_is_no_new_question() {
    let sample = sample();
    for typed in ["baby", "nonsense", "the rest"] {
        let line = format!("/answer {typed}; answer: no");
        let why = became(&sample, &line, "question").unwrap_err();
        assert!(why.contains("no question"), "{why}");
    }
    for typed in ["Does the school know?", "Who feeds the cat", "Why?"] {
        let line = format!("/answer {typed}; answer: yes");
        assert_eq!(became(&sample, &line, "question"), Ok(typed.to_owned()));
    }
}
