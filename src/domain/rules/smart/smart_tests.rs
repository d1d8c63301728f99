//! The five questions for an action: what it answers by itself, and what only people can.

use super::*;
use crate::domain::minutes::sample::Sample;
use crate::domain::toml_reader::SettingsValues;

fn asked(sample: &Sample, id: &str) -> Vec<Question> {
    smart(
        sample.meeting.record(id).unwrap(),
        &sample.meeting,
        &Words::built_in(),
    )
}

fn of(sample: &Sample, id: &str, part: Part) -> AnswerState {
    let all = asked(sample, id);
    all.into_iter()
        .find(|question| question.part == part)
        .unwrap()
        .standing
}

fn open(standing: AnswerState) -> String {
    match standing {
        AnswerState::Open(words) => words,
        other => panic!("{other:?}"),
    }
}

#[test]
fn row_35_an_action_is_asked_five_plain_questions_in_the_order_of_the_letters() {
    let mut sample = Sample::family();
    let action = sample.says(
        "/action Kelly books speech therapy; who: KS; by: 12 Dec; measure: letter seen; idea: KS; help: a lift",
    );
    let all = asked(&sample, &action);
    let parts: Vec<Part> = all.iter().map(|question| question.part).collect();
    assert_eq!(
        parts,
        [
            Part::Specific,
            Part::Measurable,
            Part::Achievable,
            Part::Realistic,
            Part::Timely
        ]
    );
    assert!(all.iter().all(|question| question.question.ends_with('?')));
    let words: Vec<&AnswerState> = all.iter().map(|question| &question.standing).collect();
    assert_eq!(
        *words[0],
        AnswerState::Answered("Kelly Smith does it.".into())
    );
    assert_eq!(*words[1], AnswerState::Answered("letter seen".into()));
    assert_eq!(
        *words[2],
        AnswerState::Ask("Help that goes with it: a lift".into())
    );
    assert_eq!(
        *words[3],
        AnswerState::Ask("It is the family's own idea.".into())
    );
    assert!(
        matches!(words[4], AnswerState::Answered(day) if day.contains("no day is set for the review"))
    );
    assert!(vague_words(sample.meeting.record(&action).unwrap(), &Words::built_in()).is_empty());
}

#[test]
fn row_35_what_is_missing_is_said() {
    let mut sample = Sample::family();
    let action = sample.says("/action Continue to monitor the situation");
    let missing = open(of(&sample, &action, Part::Specific));
    assert!(
        missing.contains("\"Continue to\"") && missing.contains("Nobody is named"),
        "{missing}"
    );
    assert!(open(of(&sample, &action, Part::Measurable)).contains("not said how"));
    assert_eq!(
        open(of(&sample, &action, Part::Timely)),
        "There is no day for it."
    );
    assert_eq!(
        of(&sample, &action, Part::Achievable),
        AnswerState::Ask(String::new())
    );
    assert_eq!(
        of(&sample, &action, Part::Realistic),
        AnswerState::Ask(String::new())
    );
    let hints = vague_words(sample.meeting.record(&action).unwrap(), &Words::built_in());
    assert_eq!(hints.len(), 2);
}

#[test]
fn a_vague_word_beside_something_to_be_seen_does_no_harm() {
    let mut sample = Sample::family();
    let action = sample.says("/action J Okafor visits every Monday to support Kelly; who: HV");
    assert!(matches!(
        of(&sample, &action, Part::Specific),
        AnswerState::Answered(_)
    ));
    let hints = vague_words(sample.meeting.record(&action).unwrap(), &Words::built_in());
    assert_eq!(hints.len(), 1, "the hint stays, and nothing is blocked");
}

#[test]
fn row_35_the_day_of_an_action_lies_before_the_review() {
    let mut sample = Sample::family();
    sample.says("/date First core group; on: 1 Dec 2026");
    sample.says("/date Review conference; on: 10 Feb 2027");
    let before = sample.says("/action Kelly rings the school; who: KS; by: 10 Feb 2027");
    let after = sample.says("/action Kelly rings the school; who: KS; by: 11 Feb 2027");
    assert!(matches!(
        of(&sample, &before, Part::Timely),
        AnswerState::Answered(_)
    ));
    let words = open(of(&sample, &after, Part::Timely));
    assert!(words.contains("after the review"), "{words}");
    let review = review_day(&sample.meeting, &Words::built_in());
    assert_eq!(
        review,
        "2027-02-10".parse().ok(),
        "the core group is no review"
    );
}

#[test]
fn what_could_not_be_read_is_to_be_confirmed() {
    let mut sample = Sample::family();
    let action = sample.says("/action Somebody rings the school; who: ZZ; by: soonish");
    assert!(open(of(&sample, &action, Part::Specific)).contains("still to be confirmed"));
    assert!(open(of(&sample, &action, Part::Timely)).contains("soonish"));
}

#[test]
fn a_council_asks_in_its_own_words() {
    let words =
        Words::read("[smart]\ntimely = \"Bis wann?\"\nreview_words = [\"Nachschau\"]\n").unwrap();
    let mut sample = Sample::family();
    sample.says("/date Nachschau; on: 10 Feb 2027");
    let action = sample.says("/action Kelly rings the school; by: 11 Feb 2027");
    let all = smart(
        sample.meeting.record(&action).unwrap(),
        &sample.meeting,
        &words,
    );
    assert_eq!(all[4].question, "Bis wann?");
    assert!(matches!(all[4].standing, AnswerState::Open(_)));
    assert_eq!(all[0].question, Words::built_in().smart.specific);
}

proptest::proptest! {
    #[test]
    fn any_action_can_be_asked(text in "\\PC{0,60}", measure in "\\PC{0,30}", day in "\\PC{0,12}") {
        let mut sample = Sample::family();
        let action = sample.says("/action x");
        sample.changes(&action, |body| {
            for (field, words) in [("action", &text), ("measure", &measure), ("by_when", &day)] {
                body.values.insert(field.into(), serde_json::json!(words));
            }
        });
        proptest::prop_assert_eq!(asked(&sample, &action).len(), 5);
    }
}
