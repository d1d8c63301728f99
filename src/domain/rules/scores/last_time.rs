//! What accompanies a score: what has to be done at such a number, and how it compares with last time's.

use super::asked_in;
use crate::domain::meeting::Meeting;
use crate::domain::record::form::Field;
use crate::domain::record::kinds::{past_scale, scale};
use crate::domain::record::{Record, Values, is_open_to_all};
use serde::{Deserialize, Serialize};
use serde_json::Value;

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct ScoreNote {
    /// What has to be done at such a score, from the settings.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub alarm: Option<String>,
    /// How it stands to what the same person said last time for the same child.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_time: Option<LastTime>,
    /// Another number was recorded first. Which one, only the full record tells: it may have been a slip.
    #[serde(default, skip_serializing_if = "is_false")]
    pub number_changed: bool,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands it over so")]
fn is_false(value: &bool) -> bool {
    !value
}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct LastTime {
    pub record: String,
    /// How much bigger the number is now; nothing when the two cannot be compared.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub difference: Option<f64>,
    pub words: String,
}

impl ScoreNote {
    /// In words: how it compares with last time, then what has to be done, after a sign that is visible without colour.
    pub fn words(&self) -> Vec<String> {
        let changed = self
            .number_changed
            .then(|| "Another number was recorded first.".to_owned());
        let last = self.last_time.iter().map(|last| last.words.clone());
        let alarm = self.alarm.iter().map(|alarm| format!("! {alarm}"));
        changed.into_iter().chain(last).chain(alarm).collect()
    }
}

/// What is to be said beside this score. Nothing about one that is hidden, restricted, struck out or has no number.
pub fn note(meeting: &Meeting, score: &Record) -> ScoreNote {
    let number = score.values.get(scale::SCORE.name).and_then(Value::as_f64);
    let (Some(number), None) = (number, &score.struck) else {
        return ScoreNote::default();
    };
    if !score.is_a(&scale::KIND) || !is_open_to_all(score) {
        return ScoreNote::default();
    }
    let scales = meeting.settings().scales();
    let alarm = scales.alarm(&asked_in(&score.values), number);
    ScoreNote {
        alarm: alarm.map(str::to_owned),
        last_time: last_time(meeting, score),
        number_changed: earlier_numbers(score).next().is_some(),
    }
}

/// The numbers that stood here before, oldest first.
fn earlier_numbers(score: &Record) -> impl Iterator<Item = &Value> {
    let now = score.values.get(scale::SCORE.name);
    let before = score.former.iter();
    let before = before.filter_map(|former| former.values.get(scale::SCORE.name));
    before.filter(move |before| Some(*before) != now)
}

/// The newest score of the same person for the same child on the very same scale; without one, why the nearest
/// cannot be compared.
fn last_time(meeting: &Meeting, score: &Record) -> Option<LastTime> {
    let is_twin = |past: &&Record| {
        !score.text(&scale::GIVEN_BY).is_empty()
            && [&past_scale::GIVEN_BY, &past_scale::CHILD].map(|field| past.text(field))
                == [&scale::GIVEN_BY, &scale::CHILD].map(|field| score.text(field))
            && is_open_to_all(past)
    };
    let twins: Vec<&Record> = meeting.records(&past_scale::KIND).filter(is_twin).collect();
    let compared =
        |past: &&&Record| matches!(compare(&score.values, &past.values), Comparison::Same(_));
    let same_name = |past: &&&Record| past.text(&past_scale::SCALE) == score.text(&scale::SCALE);
    let past = twins.iter().rev().find(compared);
    let past = past.or_else(|| twins.iter().rev().find(same_name));
    let past = past.or_else(|| twins.last())?;
    let words = match compare(&score.values, &past.values) {
        Comparison::Same(difference) => {
            let before = past
                .values
                .get(past_scale::SCORE.name)
                .map(Value::to_string);
            let before = before.unwrap_or_default();
            let now = match difference {
                more if more > 0.0 => format!("now {more} more"),
                less if less < 0.0 => format!("now {} less", -less),
                _ => "the same now".to_owned(),
            };
            format!("Last time {before}, {now}.")
        }
        Comparison::Not(why) => format!("Not to be compared with last time. {why}"),
    };
    Some(LastTime {
        record: past.id.clone(),
        difference: match compare(&score.values, &past.values) {
            Comparison::Same(difference) => Some(difference),
            Comparison::Not(_) => None,
        },
        words,
    })
}

#[derive(Debug, Clone, PartialEq)]
pub enum Comparison {
    /// They stand on the same scale: how much bigger the newer number is.
    Same(f64),
    Not(&'static str),
}

/// Compares a score with an earlier one (of last time's minutes), but only when question, ends and the words
/// of both ends are the same: in two areas the same number means opposite things.
pub fn compare(now: &Values, before: &Values) -> Comparison {
    let same = |field: &Field| {
        now.contains_key(field.name) && now.get(field.name) == before.get(field.name)
    };
    let number = |values: &Values| values.get(scale::SCORE.name).and_then(Value::as_f64);
    let (Some(new), Some(old)) = (number(now), number(before)) else {
        return Comparison::Not("One of the two has no number.");
    };
    if !same(&scale::QUESTION) {
        Comparison::Not("The question was another one.")
    } else if !same(&scale::FROM) || !same(&scale::TO) {
        Comparison::Not("The scale had other numbers at its ends.")
    } else if !same(&scale::LOW) || !same(&scale::HIGH) {
        Comparison::Not("The ends of the scale meant something else.")
    } else {
        Comparison::Same(new - old)
    }
}
