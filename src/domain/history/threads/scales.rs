//! Scores over time. A number is put beside another only when the same person gave both, for the same child, on the
//! very same scale: same question, same ends, same words at both ends (practice 3.9). A score still hidden from the
//! people in the room is left out.

use super::chain::Chain;
use crate::domain::history::past_meeting::PastMeeting;
use crate::domain::minutes::reader_view::{ReaderView, RecordView};
use crate::domain::record::form::Field;
use crate::domain::record::kinds::{past_scale, scale};
use chrono::NaiveDate;
use serde::Serialize;
use serde_json::Value;

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ScaleThread {
    pub restricted: bool,
    pub made_up: bool,
    pub language: String,
    pub series: Vec<Series>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Series {
    pub question: String,
    pub from: f64,
    pub low: String,
    pub to: f64,
    pub high: String,
    /// For which child; empty if for none in particular.
    pub child: String,
    pub by: String,
    /// The scores, the oldest first.
    pub points: Vec<Point>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Point {
    pub on: Option<NaiveDate>,
    pub score: f64,
    pub reason: String,
    pub meeting: PastMeeting,
    pub record: String,
    pub restricted: bool,
}

#[derive(PartialEq)]
struct Same {
    scale: String,
    question: String,
    ends: [f64; 2],
    words: [String; 2],
    child: Option<String>,
    by: Option<String>,
    /// The record itself, where it is unknown who gave it.
    alone: Option<(usize, String)>,
}

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
    // Anyone who cannot be told apart by `ReaderView::identity` stands alone: somebody kept back, or without letters
    // and name.
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
