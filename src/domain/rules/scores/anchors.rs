//! The ends of a scale in words, and which numbers are on it: a number alone says nothing.

use crate::domain::agenda::ScaleAsked;
use crate::domain::meeting::Meeting;
use crate::domain::record::Values;
use crate::domain::record::form::Field;
use crate::domain::record::kinds::scale;
use crate::domain::settings::scales::ScaleSettings;
use serde_json::Value;

/// The fields in which the scale is written down beside the score.
const ANCHORS: [&Field; 5] = [
    &scale::QUESTION,
    &scale::FROM,
    &scale::TO,
    &scale::LOW,
    &scale::HIGH,
];

/// The scale that a score was given on: its ends are written down with every score.
pub fn asked_in(score: &Values) -> ScaleAsked {
    let whole = |field: &Field| score.get(field.name).and_then(Value::as_i64);
    let text = |field: &Field| {
        score
            .get(field.name)
            .and_then(Value::as_str)
            .unwrap_or_default()
    };
    ScaleAsked {
        id: text(&scale::SCALE).to_owned(),
        question: text(&scale::QUESTION).to_owned(),
        from: whole(&scale::FROM).unwrap_or_default(),
        to: whole(&scale::TO).unwrap_or_default(),
        low: text(&scale::LOW).to_owned(),
        high: text(&scale::HIGH).to_owned(),
    }
}

/// The answers of a score without what the agenda says of its scale: that is written down again by itself.
pub fn without_anchors(mut score: Values, meeting: &Meeting) -> Values {
    let asked = asked_in(&score);
    if meeting.scale_asked(&asked.id) == Some(&asked) {
        for field in ANCHORS {
            score.remove(field.name);
        }
    }
    score
}

/// Question and ends in words: `How safe …? 0 = not safe at all · 10 = as safe as can be`.
pub fn anchor_words(asked: &ScaleAsked) -> String {
    let ends = end_words(asked);
    format!("{} {ends}", asked.question).trim().to_owned()
}

/// Both ends in words, in the order in which the scale runs; nothing where they were not written down.
pub fn end_words(asked: &ScaleAsked) -> String {
    if asked.low.is_empty() && asked.high.is_empty() {
        return String::new();
    }
    let (small, big) = (asked.from.min(asked.to), asked.from.max(asked.to));
    let [first, last] = if asked.from <= asked.to {
        [(small, &asked.low), (big, &asked.high)]
    } else {
        [(big, &asked.high), (small, &asked.low)]
    };
    format!("{} = {} · {} = {}", first.0, first.1, last.0, last.1)
}

/// What is wrong with a number on this scale, if anything.
pub fn objection(score: f64, asked: &ScaleAsked, settings: &ScaleSettings) -> Option<String> {
    asked.objection(score, settings.halves)
}

impl ScaleSettings {
    /// What has to be done at this score, if anything. Nothing on a scale whose ends the settings do not fit.
    pub fn alarm(&self, asked: &ScaleAsked, score: f64) -> Option<&str> {
        let scale = self.scales.iter().find(|scale| scale.id == asked.id)?;
        if scale.worst != asked.from && scale.worst != asked.to {
            return None;
        }
        let away = (score - whole(scale.worst)).abs();
        let band = scale.bands.iter().find(|band| away <= whole(band.within))?;
        Some(&band.words)
    }
}

/// A number of a settings file (0 to 100) for comparing.
fn whole(number: i64) -> f64 {
    i32::try_from(number).map_or(f64::NAN, f64::from)
}
