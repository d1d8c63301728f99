//! A score on a scale, always with the words at its two ends: the same number means opposite things in two areas.

use crate::domain::record::form::{Answer, Field};
use crate::domain::record::{
    ComparisonPart, Identity, Kind, Lead, LeadWith, MeetingContext, PageSection, Values,
};
use serde_json::{Value, json};

pub const SCALE: Field = Field::text("scale", "scale", "Which scale?")
    .of(Answer::Scale)
    .must();

pub const GIVEN_BY: Field = Field::text("given_by", "by", "Who gives the score?")
    .of(Answer::Speaker)
    .said_by()
    .or(&["who", "scored by", "from whom"]);

pub const SCORE: Field = Field::text("score", "score", "Which number?")
    .of(Answer::Number)
    .must()
    .at_first_hidden()
    .or(&["number", "rating", "score given", "scores", "mark"]);

pub const CHILD: Field = Field::text("child", "child", "For which child?")
    .of(Answer::Child)
    .or(&["for", "which child"]);

pub const REASON: Field = Field::text("reason", "why", "What makes it that number?")
    .wanted()
    .at_first_hidden()
    .or(&["because", "reasons", "rationale"]);

pub const QUESTION: Field = Field::text("question", "question", "What was asked?").or(&["asked"]);

pub const FROM: Field = Field::text("from", "from", "Which number is the lowest?")
    .of(Answer::Number)
    .or(&["lowest"]);

pub const TO: Field = Field::text("to", "to", "Which number is the highest?")
    .of(Answer::Number)
    .or(&["highest"]);

pub const LOW: Field =
    Field::text("low", "low", "What does the lowest number mean?").or(&["lowest means"]);

pub const HIGH: Field =
    Field::text("high", "high", "What does the highest number mean?").or(&["highest means"]);

/// Scales with their anchors (practice 3.9).
pub const KIND: Kind = Kind {
    id: "scale",
    plural: "scales",
    prefix: "g",
    title: "Scale",
    command: "scale",
    lead: Lead::Field(&SCALE),
    fields: &[
        SCALE, GIVEN_BY, SCORE, CHILD, REASON, QUESTION, FROM, TO, LOW, HIGH,
    ],
    columns: &[&GIVEN_BY, &SCORE, &CHILD, &REASON],
    shown_in: &["scale"],
    fill: Some(write_down_anchors),
    help: "1; by: KS; score: 6; why: it is new. Number and reason stay hidden until all are in. Both ends of the scale are noted with every score.",
    carried_as: Some(&super::past_scale::KIND),
    lead_with: LeadWith::Behind(&GIVEN_BY),
    // A number is the same only with the same words at both its ends.
    identity: Identity::Fields(&[&SCALE, &GIVEN_BY, &CHILD, &FROM, &TO, &LOW, &HIGH]),
    ..Kind::standing_in(PageSection::Scales, ComparisonPart::Scales)
};

/// Copies question and anchors from the agenda, so that the score can be read without it.
fn write_down_anchors(values: &mut Values, meeting: &dyn MeetingContext) {
    if !values.contains_key(SCALE.name)
        && let Some(section) = meeting.open_section()
        && let [only] = section.scales.as_slice()
    {
        values.insert(SCALE.name.into(), Value::String(only.id.clone()));
    }
    let Some(id) = values.get(SCALE.name).and_then(Value::as_str) else {
        return;
    };
    let Some(asked) = meeting.scale_asked(id) else {
        return;
    };
    let anchors = [
        (&QUESTION, json!(asked.question)),
        (&FROM, json!(asked.from)),
        (&TO, json!(asked.to)),
        (&LOW, json!(asked.low)),
        (&HIGH, json!(asked.high)),
    ];
    for (field, value) in anchors {
        values.entry(field.name).or_insert(value);
    }
}
