//! Blind scaling (practice 3.9, 6b.9): everybody gives a score of their own, and nobody sees another's until
//! all are in or the Chair shows them. A number never stands without the words of its two ends, and is
//! compared only with one on the very same scale.
//! Must not know screens. Hidden scores are kept in a private field, so that no screen can show them early.

mod settings;

#[cfg(test)]
mod scores_tests;

use super::agenda::ScaleAsked;
use super::event::{Event, Fact, Happening};
use super::meeting::{Meeting, Phase, SectionState};
use super::record::{Record, Side, Values, side};
use serde_json::Value;
pub use settings::{BUILT_IN, Band, SCALES, ScaleBands, ScaleSettings, help, schema};
use std::collections::HashSet;

/// One score.
#[derive(Debug, Clone, PartialEq)]
pub struct Score {
    /// The record.
    pub record: String,
    /// Who gave it.
    pub by: String,
    /// The number.
    pub score: f64,
    /// Why.
    pub reason: String,
    /// What has to be done at such a score, from the settings.
    pub alarm: Option<String>,
}

/// A round of scores on one scale, for one child or for all.
#[derive(Clone, PartialEq)]
pub struct ScoreRound {
    /// Question and both ends in words, for the line above the scores.
    pub anchors: String,
    /// Who has given a score; the newest counts.
    pub given_by: Vec<String>,
    /// Who is still waited for.
    pub waiting_for: Vec<String>,
    /// The scores may be seen.
    pub revealed: bool,
    scores: Vec<Score>,
}

impl std::fmt::Debug for ScoreRound {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ScoreRound")
            .field("given_by", &self.given_by)
            .field("waiting_for", &self.waiting_for)
            .field("scores", &self.scores())
            .finish_non_exhaustive()
    }
}

impl ScoreRound {
    /// The scores, once they may be seen.
    pub fn scores(&self) -> Option<&[Score]> {
        self.revealed.then_some(&self.scores)
    }

    /// How it stands, in a few words.
    pub fn words(&self, meeting: &Meeting) -> String {
        let waiting: Vec<String> = self
            .waiting_for
            .iter()
            .map(|id| meeting.called(id))
            .collect();
        match (self.given_by.len(), waiting.is_empty(), self.revealed) {
            (0, ..) => "No score yet.".to_owned(),
            (_, _, true) => "The scores are shown.".to_owned(),
            (1, ..) => format!(
                "1 score is in and hidden. Still to come: {}.",
                waiting.join(", ")
            ),
            (number, ..) => format!(
                "{number} scores are in and hidden. Still to come: {}.",
                waiting.join(", ")
            ),
        }
    }
}

/// The scores on one scale of the agenda for one child (`None`: for nobody in particular).
/// `shown_by_chair`: the Chair has asked for them to be shown.
///
/// Once shown, they stay shown: somebody who arrives later hides nothing again. They are shown as well when
/// their section is done, or the meeting closed.
pub fn score_round(
    meeting: &Meeting,
    asked: &ScaleAsked,
    child: Option<&str>,
    settings: &ScaleSettings,
    shown_by_chair: bool,
) -> ScoreRound {
    let is_ours = |record: &Record| {
        record.kind == "scale"
            && record.struck.is_none()
            && record.text("scale") == asked.id
            && record.text("child") == child.unwrap_or_default()
    };
    let mut scores: Vec<Score> = Vec::new();
    for record in meeting.records("scale").filter(|record| is_ours(record)) {
        let Some(score) = record.values.get("score").and_then(Value::as_f64) else {
            continue;
        };
        let by = record.text("given_by");
        // Somebody who says another number later has changed their mind.
        scores.retain(|known| known.by.is_empty() || known.by != by);
        scores.push(Score {
            record: record.id.clone(),
            by: by.to_owned(),
            score,
            reason: record.text("reason").to_owned(),
            alarm: settings.alarm(asked, score).map(str::to_owned),
        });
    }
    let given_by: Vec<String> = scores.iter().map(|score| score.by.clone()).collect();
    let waiting_for = expected(meeting, settings, |id| meeting.is_here(id))
        .into_iter()
        .filter(|id| !given_by.iter().any(|by| by == id))
        .map(str::to_owned)
        .collect();
    let done = scores.iter().any(|score| {
        let section = meeting
            .record(&score.record)
            .and_then(|record| record.section.as_deref());
        section.is_some_and(|section| meeting.section_state(section) == SectionState::Done)
    });
    ScoreRound {
        anchors: anchor_words(asked),
        revealed: !settings.blind
            || shown_by_chair
            || done
            || meeting.phase() == Phase::Closed
            || was_complete(meeting, settings, is_ours),
        given_by,
        waiting_for,
        scores,
    }
}

/// Question and ends in words: `How safe …? 0 = not safe at all · 10 = as safe as can be`.
pub fn anchor_words(asked: &ScaleAsked) -> String {
    let (small, big) = (asked.from.min(asked.to), asked.from.max(asked.to));
    let [first, last] = if asked.from <= asked.to {
        [(small, &asked.low), (big, &asked.high)]
    } else {
        [(big, &asked.high), (small, &asked.low)]
    };
    format!(
        "{} {} = {} · {} = {}",
        asked.question, first.0, first.1, last.0, last.1
    )
}

/// What is the matter with a number on this scale, if anything. It is still recorded as it was said.
pub fn objection(score: f64, asked: &ScaleAsked, settings: &ScaleSettings) -> Option<String> {
    let (small, big) = (asked.from.min(asked.to), asked.from.max(asked.to));
    if !(settings::whole(small)..=settings::whole(big)).contains(&score) {
        return Some(format!(
            "This scale goes from {} to {}.",
            asked.from, asked.to
        ));
    }
    let step = if settings.halves { 0.5 } else { 1.0 };
    if (score / step).fract() != 0.0 {
        return Some(if settings.halves {
            "Whole and half numbers only.".to_owned()
        } else {
            "Whole numbers only.".to_owned()
        });
    }
    None
}

/// Two scores side by side.
#[derive(Debug, Clone, PartialEq)]
pub enum Comparison {
    /// They stand on the same scale: how much bigger the newer number is.
    Same(f64),
    /// They cannot be compared, and why.
    Not(&'static str),
}

/// Compares a score with an earlier one (of last time's minutes), but only when question, ends and the words
/// of both ends are the same: in two areas the same number means opposite things.
pub fn compare(now: &Values, before: &Values) -> Comparison {
    let same = |field: &str| now.get(field).is_some() && now.get(field) == before.get(field);
    let number = |values: &Values| values.get("score").and_then(Value::as_f64);
    let (Some(new), Some(old)) = (number(now), number(before)) else {
        return Comparison::Not("One of the two has no number.");
    };
    if !same("question") {
        Comparison::Not("The question was another one.")
    } else if !same("from") || !same("to") {
        Comparison::Not("The scale had other numbers at its ends.")
    } else if !same("low") || !same("high") {
        Comparison::Not("The ends of the scale meant something else.")
    } else {
        Comparison::Same(new - old)
    }
}

/// Who has to give a score, of those for whom `is_here` holds; everybody who is expected, as long as nobody
/// has been marked as here.
fn expected<'m>(
    meeting: &'m Meeting,
    settings: &ScaleSettings,
    is_here: impl Fn(&str) -> bool,
) -> Vec<&'m str> {
    let children = meeting.records("child").filter(|_| settings.children_score);
    let people = meeting
        .records("person")
        .filter(|person| match side(person) {
            Side::Family | Side::Professional => true,
            Side::Chair => settings.chair_scores,
            Side::Beside => false,
        });
    let here: Vec<&str> = children
        .chain(people)
        .filter(|record| is_here(&record.id))
        .map(|record| record.id.as_str())
        .collect();
    if !here.is_empty() {
        return here;
    }
    let people = meeting.records("person");
    people
        .filter(|person| meeting.is_expected(person) && !meeting.has_left(&person.id))
        .filter(|person| matches!(side(person), Side::Family | Side::Professional))
        .map(|person| person.id.as_str())
        .collect()
}

/// Whether there was a moment at which everybody who was here had given a score.
fn was_complete(
    meeting: &Meeting,
    settings: &ScaleSettings,
    is_ours: impl Fn(&Record) -> bool,
) -> bool {
    let undone = meeting.undone_batches();
    let (mut here, mut given) = (HashSet::new(), HashSet::new());
    let stands = |fact: &&Fact| !undone.contains(&fact.batch);
    for fact in meeting.facts().iter().filter(stands) {
        let Event::Known(happening) = &fact.event else {
            continue;
        };
        match happening {
            Happening::Arrived { person } => {
                here.insert(person.as_str());
            }
            Happening::Left { person } => {
                here.remove(person.as_str());
            }
            Happening::Recorded { id, .. } => {
                match meeting.record(id).filter(|record| is_ours(record)) {
                    Some(record) if record.values.get("score").is_some_and(Value::is_number) => {
                        given.insert(record.text("given_by"));
                    }
                    _ => continue,
                }
            }
            _ => continue,
        }
        if given.is_empty() {
            continue;
        }
        let all = expected(meeting, settings, |id| here.contains(id));
        if !all.is_empty() && all.iter().all(|id| given.contains(id)) {
            return true;
        }
    }
    false
}
