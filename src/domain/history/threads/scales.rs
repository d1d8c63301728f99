//! Scores over time. A number is put beside another only when the same person gave both, for the same child, on the
//! very same scale: same question, same ends, same words at both ends (practice 3.9). A score that is still hidden
//! from the people in the room is not here. Must not draw anything.

use super::chain::Chain;
use crate::domain::history::past_meeting::PastMeeting;
use crate::domain::minutes::reader_view::{ReaderView, RecordView};
use crate::domain::record::form::Field;
use crate::domain::record::kinds::{past_scale, scale};
use chrono::NaiveDate;
use serde::Serialize;
use serde_json::Value;

/// All scores of a family.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ScaleThread {
    /// The restricted parts are in it: never for the family's copy.
    pub restricted: bool,
    /// Nobody in it is real.
    pub made_up: bool,
    /// The language of its words.
    pub language: String,
    /// One for each scale, child and person.
    pub series: Vec<Series>,
}

/// The scores of one person on one scale for one child.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Series {
    /// What was asked.
    pub question: String,
    /// The number at one end.
    pub from: f64,
    /// What it means.
    pub low: String,
    /// The number at the other end.
    pub to: f64,
    /// What it means.
    pub high: String,
    /// For which child; empty: for nobody in particular.
    pub child: String,
    /// Who gave the scores.
    pub by: String,
    /// The scores, the oldest first.
    pub points: Vec<Point>,
}

/// One score.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Point {
    /// When.
    pub on: Option<NaiveDate>,
    /// The number.
    pub score: f64,
    /// Why that number.
    pub reason: String,
    /// The meeting in whose minutes it stands.
    pub meeting: PastMeeting,
    /// The record.
    pub record: String,
    /// Only readers of the full record see it.
    pub restricted: bool,
}

/// What has to be the same for two scores to stand beside each other.
#[derive(PartialEq)]
struct Same {
    scale: String,
    question: String,
    ends: [f64; 2],
    words: [String; 2],
    child: Option<String>,
    by: Option<String>,
    /// The record itself, where nobody can say who gave it.
    alone: Option<(usize, String)>,
}

/// The scores of all meetings.
pub fn scale_thread(chain: &Chain<'_>) -> ScaleThread {
    let mut found: Vec<(Same, Series)> = Vec::new();
    for (place, reading) in chain.readings.iter().enumerate() {
        let last_time = reading.holding(&past_scale::KIND).filter(|score| {
            chain
                .meeting(score.text(&past_scale::FROM_MEETING))
                .is_none()
        });
        let now = reading.holding(&scale::KIND).filter(|score| !score.hidden);
        for score in last_time.chain(now) {
            let Some((same, point, series)) = read(reading, place, score) else {
                continue;
            };
            match found.iter_mut().find(|(known, _)| *known == same) {
                // Somebody who says another number later in the meeting has changed their mind.
                Some((_, known)) => {
                    let again =
                        |old: &Point| old.meeting.id == point.meeting.id && old.on == point.on;
                    known.points.retain(|old| !again(old));
                    known.points.push(point);
                }
                None => found.push((
                    same,
                    Series {
                        points: vec![point],
                        ..series
                    },
                )),
            }
        }
    }
    ScaleThread {
        restricted: chain.is_full,
        made_up: chain.made_up(),
        language: chain.language(),
        series: found.into_iter().map(|(_, series)| series).collect(),
    }
}

fn read(
    reading: &ReaderView<'_>,
    place: usize,
    score: &RecordView,
) -> Option<(Same, Point, Series)> {
    let number = |field: &Field| score.get(field).and_then(Value::as_f64);
    let text = |field: &Field| score.text(field).to_owned();
    // Without the words at both its ends a number says nothing, and is not drawn.
    let (from, to, value) = (
        number(&scale::FROM)?,
        number(&scale::TO)?,
        number(&scale::SCORE)?,
    );
    // Who cannot be told apart, by `ReaderView::identity`, stands alone: somebody kept back, or without letters and name.
    let who = |field: &Field| match score.text(field) {
        "" => (None, String::new(), false),
        id => match reading.identity(id) {
            Some(who) => (Some(who), reading.name(id), false),
            None => (None, reading.name(id), true),
        },
    };
    let (by, by_words, by_is_unknown) = who(&scale::GIVEN_BY);
    let (child, child_words, child_is_unknown) = who(&scale::CHILD);
    let nobody = by.is_none() || by_is_unknown || child_is_unknown;
    let same = Same {
        scale: text(&scale::SCALE),
        question: text(&scale::QUESTION),
        ends: [from, to],
        words: [text(&scale::LOW), text(&scale::HIGH)],
        child,
        by,
        alone: nobody.then(|| (place, score.id.clone())),
    };
    let then = score.day(&past_scale::ON);
    let point = Point {
        on: then.or_else(|| Some(score.at.date_naive())),
        score: value,
        reason: reading.answer(score, &scale::REASON),
        meeting: PastMeeting::of(reading),
        record: score.id.clone(),
        restricted: score.is_restricted(),
    };
    let series = Series {
        question: text(&scale::QUESTION),
        from,
        low: text(&scale::LOW),
        to,
        high: text(&scale::HIGH),
        child: child_words,
        by: by_words,
        points: Vec::new(),
    };
    Some((same, point, series))
}
