//! One row of the plan through all meetings: promised by whom, by when; at each later meeting how far it has come, why
//! not, what it changed, and whether it was taken up again.

use super::chain::Chain;
use super::standing;
use crate::domain::history::past_meeting::PastMeeting;
use crate::domain::minutes::reader_view::{ReaderView, RecordView};
use crate::domain::record::form::Field;
use crate::domain::record::kinds::{action, promise, what_if};
use crate::domain::record::{KINDS, Kind};
use chrono::NaiveDate;
use serde::Serialize;

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ActionThread {
    pub action: String,
    /// The restricted parts are in it: never for the family's copy.
    pub restricted: bool,
    pub made_up: bool,
    pub language: String,
    /// What each meeting did with it, the oldest first.
    pub stations: Vec<Station>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Station {
    pub meeting: PastMeeting,
    pub looked_at: Option<LookedAt>,
    pub promised: Option<Promised>,
    pub restricted: bool,
}

/// How far a promise has come, in the words of the meeting.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LookedAt {
    pub record: String,
    /// Empty when nobody has said.
    pub progress: String,
    /// `None` when nobody has said.
    pub done: Option<bool>,
    /// Why not.
    pub why: String,
    pub impact: String,
    pub evidence: String,
    pub family: String,
    pub child: String,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Promised {
    pub record: String,
    pub action: String,
    pub who: String,
    pub by_when: Option<NaiveDate>,
    pub children: String,
    pub measure: String,
    pub outcome: String,
    pub status: String,
}

const ROWS: &[&Kind] = &[&action::KIND, &what_if::KIND];

/// Whether a record with this id (`a3`) can be followed: an action, a what-if, a promise, or what stands until changed.
pub fn can_be_followed(id: &str) -> bool {
    let prefix = id.trim_end_matches(|sign: char| sign.is_ascii_digit());
    KINDS
        .iter()
        .find(|kind| kind.prefix == prefix)
        .is_some_and(|kind| {
            **kind == promise::KIND
                || ROWS.contains(kind)
                || standing::kinds().any(|one| one == *kind)
        })
}

/// The thread of an action, a what-if, or a promise of last time, named by its id in one of the meetings. `None` when
/// this reader sees no such record there, whether it is restricted or does not exist.
pub fn action_thread(chain: &Chain<'_>, meeting: &str, record: &str) -> Option<ActionThread> {
    let (mut at, mut id) = first(chain, meeting, record)?;
    let mut stations = vec![station(chain.readings.get(at)?, None, row(chain, at, &id))];
    let mut kept_back = KeptBack::default();
    kept_back.look_at(chain, at, &id);
    // Forward: every later meeting that turned it into a promise. Rows that follow one carry it on.
    let mut carried: Vec<(String, String)> = vec![(meeting_id(chain, at)?, id.clone())];
    for later in at + 1..chain.readings.len() {
        let Some(reading) = chain.readings.get(later) else {
            break;
        };
        let promise = reading.holding(&promise::KIND).find(|promise| {
            let from = (
                promise.text(&promise::FROM_MEETING),
                promise.text(&promise::FROM_RECORD),
            );
            carried
                .iter()
                .any(|(meeting, record)| from == (meeting.as_str(), record.as_str()))
        });
        let Some(promise) = promise else { continue };
        let again = rows(reading).find(|row| row.text(&action::FOLLOWS) == promise.id);
        stations.push(station(reading, Some(promise), again));
        kept_back.look_at(chain, later, &promise.id);
        if let Some(again) = again {
            kept_back.look_at(chain, later, &again.id);
            (at, id) = (later, again.id.clone());
            carried.push((meeting_id(chain, at)?, id));
        }
    }
    // Where one meeting keeps the person back, another meeting's name would reveal them.
    for station in &mut stations {
        if let Some(promised) = &mut station.promised {
            kept_back.mask(promised);
        }
    }
    let action = stations
        .first()
        .and_then(|station| station.promised.as_ref());
    Some(ActionThread {
        action: action.map_or_else(String::new, |promised| promised.action.clone()),
        restricted: chain.is_full,
        made_up: chain.made_up(),
        language: chain.language(),
        stations,
    })
}

fn meeting_id(chain: &Chain<'_>, at: usize) -> Option<String> {
    Some(chain.readings.get(at)?.minutes.header().id.clone())
}

fn rows<'r>(reading: &'r ReaderView<'_>) -> impl Iterator<Item = &'r RecordView> {
    ROWS.iter().flat_map(|kind| reading.holding(kind))
}

fn row<'r>(chain: &'r Chain<'_>, at: usize, id: &str) -> Option<&'r RecordView> {
    chain.readings.get(at)?.record(id)
}

/// Where it was first promised, as far back as the chain goes: the position of the meeting, and the record there.
fn first(chain: &Chain<'_>, meeting: &str, record: &str) -> Option<(usize, String)> {
    let (mut at, mut reading) = chain.meeting(meeting)?;
    let mut seen = reading.record(record)?;
    // At most two steps in each meeting, so that a cycle ends.
    for _ in 0..chain.readings.len() * 2 {
        if seen.is_a(&promise::KIND) {
            let before = chain
                .meeting(seen.text(&promise::FROM_MEETING))
                .filter(|(place, _)| *place < at);
            let Some((place, earlier)) = before else {
                break;
            };
            let Some(source) = earlier.record(seen.text(&promise::FROM_RECORD)) else {
                break;
            };
            (at, reading, seen) = (place, earlier, source);
        } else if ROWS.iter().any(|kind| seen.is_a(kind)) {
            match reading.record(seen.text(&action::FOLLOWS)) {
                Some(promise) if promise.is_a(&promise::KIND) => seen = promise,
                _ => break,
            }
        } else {
            return None;
        }
    }
    Some((at, seen.id.clone()))
}

/// What is said instead of who does it and for which children, where a meeting keeps one of them back.
#[derive(Default)]
struct KeptBack {
    who: Option<String>,
    children: Option<String>,
}

impl KeptBack {
    fn look_at(&mut self, chain: &Chain<'_>, at: usize, id: &str) {
        let Some(reading) = chain.readings.get(at) else {
            return;
        };
        let Some(row) = reading.record(id) else {
            return;
        };
        let hidden = |field: &Field| reading.hidden_name(row, field);
        self.who = self.who.take().or_else(|| hidden(&action::WHO));
        self.children = self.children.take().or_else(|| hidden(&action::CHILDREN));
    }

    fn mask(&self, promised: &mut Promised) {
        if let Some(words) = &self.who {
            promised.who.clone_from(words);
        }
        if let Some(words) = self
            .children
            .as_ref()
            .filter(|_| !promised.children.is_empty())
        {
            promised.children.clone_from(words);
        }
    }
}

pub(super) fn looked_at(reading: &ReaderView<'_>, promise: &RecordView) -> LookedAt {
    let answer = |field: &Field| reading.answer(promise, field);
    LookedAt {
        record: promise.id.clone(),
        progress: answer(&promise::PROGRESS),
        done: promise.yes_no(&promise::DONE),
        why: answer(&promise::WHY),
        impact: answer(&promise::IMPACT),
        evidence: answer(&promise::EVIDENCE),
        family: answer(&promise::FAMILY_ACCOUNT),
        child: answer(&promise::CHILD_ACCOUNT),
    }
}

fn station(
    reading: &ReaderView<'_>,
    promise: Option<&RecordView>,
    row: Option<&RecordView>,
) -> Station {
    // A thread may begin with a promise whose first meeting this reader cannot see.
    let promise = promise.or(row.filter(|row| row.is_a(&promise::KIND)));
    let promised = row.map(|row| {
        let answer = |field: &Field| reading.answer(row, field);
        let action = if row.is_a(&what_if::KIND) {
            format!(
                "If {}, then {}",
                answer(&what_if::IF),
                answer(&what_if::THEN)
            )
        } else {
            reading.lead(row)
        };
        Promised {
            record: row.id.clone(),
            action,
            who: answer(&action::WHO),
            by_when: row.day(&action::BY_WHEN),
            children: answer(&action::CHILDREN),
            measure: answer(&action::MEASURE),
            outcome: answer(&action::OUTCOME),
            status: answer(&action::STATUS),
        }
    });
    Station {
        meeting: PastMeeting::of(reading),
        restricted: [promise, row]
            .into_iter()
            .flatten()
            .any(RecordView::is_restricted),
        looked_at: promise.map(|promise| looked_at(reading, promise)),
        promised,
    }
}
