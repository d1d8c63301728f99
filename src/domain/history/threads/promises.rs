//! What each agency, and the family, promised at all meetings, and what came of it (practice 6b.10: holding agencies to
//! account for what they give). It does not judge: it counts what reviews have said.

use super::action::{LookedAt, looked_at};
use super::chain::Chain;
use crate::domain::history::past_meeting::PastMeeting;
use crate::domain::minutes::reader_view::{ReaderView, RecordView};
use crate::domain::record::form::Field;
use crate::domain::record::kinds::{action, person, promise};
use crate::domain::record::{Side, side};
use chrono::NaiveDate;
use serde::Serialize;

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PromiseLedger {
    pub restricted: bool,
    pub made_up: bool,
    pub language: String,
    pub ledgers: Vec<Ledger>,
}

#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Ledger {
    pub whose: String,
    /// One that a review took into its new plan is the same promise, and counts once.
    pub promised: usize,
    pub kept: usize,
    pub partly: usize,
    /// How many were not kept.
    pub not_kept: usize,
    /// How many were no longer needed.
    pub not_needed: usize,
    /// The number about which no review has said anything yet.
    pub not_looked_at: usize,
    /// The number of those looked at that continue in the newest plan, where nobody has looked at them again yet.
    pub go_on: usize,
    /// Each of them, the oldest first.
    pub rows: Vec<LedgerRow>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    Kept,
    Partly,
    /// It was not done.
    NotKept,
    /// It was no longer needed.
    NotNeeded,
    /// No review has looked at it yet.
    NotLookedAt,
}

impl Outcome {
    pub fn words(self) -> &'static str {
        match self {
            Outcome::Kept => "kept",
            Outcome::Partly => "kept in part",
            Outcome::NotKept => "not kept",
            Outcome::NotNeeded => "no longer needed",
            Outcome::NotLookedAt => "not said yet",
        }
    }
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LedgerRow {
    /// The meeting at which it was made, as far as this reader sees it; otherwise the one that looked at it.
    pub meeting: PastMeeting,
    pub record: String,
    pub promise: String,
    pub who: String,
    pub by_when: Option<NaiveDate>,
    pub outcome: Outcome,
    /// It continues a promise of this meeting and record, made by the same people.
    pub goes_on_from: Option<(String, String)>,
    pub looked_at: Option<LookedAt>,
    pub restricted: bool,
}

const NOBODY: &str = "Nobody was named";
const FAMILY: &str = "The family";

/// Everything that was promised, by who promised it. What-ifs are not promises: they wait for something to happen.
pub fn promise_ledger(chain: &Chain<'_>) -> PromiseLedger {
    let mut ledgers: Vec<Ledger> = Vec::new();
    let mut put_one = |whose: String, row: LedgerRow| {
        let place = ledgers
            .iter()
            .position(|ledger| ledger.whose.to_lowercase() == whose.to_lowercase());
        let place = place.unwrap_or_else(|| {
            ledgers.push(Ledger {
                whose,
                ..Ledger::default()
            });
            ledgers.len() - 1
        });
        if let Some(ledger) = ledgers.get_mut(place) {
            ledger.rows.push(row);
        }
    };
    let mut put = |owners: Vec<String>, row: LedgerRow| {
        for owner in owners {
            put_one(owner, row.clone());
        }
    };
    for reading in &chain.readings {
        // A promise whose first meeting is not in the chain is counted where it was looked at.
        let from_elsewhere = reading.holding(&promise::KIND).filter(|promise| {
            promise.text(&promise::IF).is_empty() && source_of(chain, promise).is_none()
        });
        for promise in from_elsewhere {
            put(
                whose(reading, promise),
                row(
                    reading,
                    promise,
                    &promise::PROMISE,
                    Some((reading, promise)),
                ),
            );
        }
        for action in reading.holding(&action::KIND) {
            let later = looked_at_later(chain, reading, action);
            let before = goes_on_from(chain, reading, action);
            put(
                whose_of_all(reading, action, later),
                LedgerRow {
                    goes_on_from: before,
                    ..row(reading, action, &action::ACTION, later)
                },
            );
        }
    }
    ledgers.iter_mut().for_each(Ledger::count);
    ledgers.sort_by_key(|ledger| match ledger.whose.as_str() {
        FAMILY => (0, String::new()),
        NOBODY => (2, String::new()),
        other => (1, other.to_lowercase()),
    });
    PromiseLedger {
        restricted: chain.is_full,
        made_up: chain.made_up(),
        language: chain.language(),
        ledgers,
    }
}

impl Ledger {
    /// Counts each promise once: by the last thing said about it, however many plans it was in.
    fn count(&mut self) {
        let key = |row: &LedgerRow| (row.meeting.id.clone(), row.record.clone());
        let keys: Vec<(String, String)> = self.rows.iter().map(key).collect();
        for row in &mut self.rows {
            // A promise somebody else made earlier is not this one.
            row.goes_on_from = row.goes_on_from.take().filter(|from| keys.contains(from));
        }
        let firsts: Vec<&LedgerRow> = self
            .rows
            .iter()
            .filter(|row| row.goes_on_from.is_none())
            .collect();
        self.promised = firsts.len();
        let mut outcomes = Vec::new();
        for first in firsts {
            let mut last = first;
            let mut outcome = first.outcome;
            // Each step goes to a later row, so there are at most as many.
            for _ in 0..self.rows.len() {
                let from = Some(key(last));
                let Some(next) = self.rows.iter().find(|row| row.goes_on_from == from) else {
                    break;
                };
                if next.outcome != Outcome::NotLookedAt {
                    outcome = next.outcome;
                }
                last = next;
            }
            let is_looked_at = outcome != Outcome::NotLookedAt;
            let goes_on = is_looked_at && last.outcome == Outcome::NotLookedAt;
            outcomes.push((outcome, goes_on));
        }
        for (outcome, goes_on) in outcomes {
            *match outcome {
                Outcome::Kept => &mut self.kept,
                Outcome::Partly => &mut self.partly,
                Outcome::NotKept => &mut self.not_kept,
                Outcome::NotNeeded => &mut self.not_needed,
                Outcome::NotLookedAt => &mut self.not_looked_at,
            } += 1;
            self.go_on += usize::from(goes_on);
        }
    }
}

/// The meeting and record of the promise that an action takes into the new plan, as this reader sees it.
fn goes_on_from(
    chain: &Chain<'_>,
    reading: &ReaderView<'_>,
    action: &RecordView,
) -> Option<(String, String)> {
    let promise = reading.record(action.text(&action::FOLLOWS))?;
    Some(match source_of(chain, promise) {
        Some(source) => (
            promise.text(&promise::FROM_MEETING).to_owned(),
            source.id.clone(),
        ),
        None => (reading.id().to_owned(), promise.id.clone()),
    })
}

fn source_of<'r>(chain: &'r Chain<'_>, promise: &RecordView) -> Option<&'r RecordView> {
    let (_, meeting) = chain.meeting(promise.text(&promise::FROM_MEETING))?;
    meeting.record(promise.text(&promise::FROM_RECORD))
}

/// The promise that a later meeting made of this action, and that meeting.
fn looked_at_later<'r, 'a>(
    chain: &'r Chain<'a>,
    reading: &ReaderView<'_>,
    action: &RecordView,
) -> Option<(&'r ReaderView<'a>, &'r RecordView)> {
    let meeting = &reading.minutes.header().id;
    let promises = chain.readings.iter().flat_map(|later| {
        let all = later.holding(&promise::KIND);
        all.map(move |promise| (later, promise))
    });
    let ours = promises.filter(|(_, promise)| {
        promise.text(&promise::FROM_MEETING) == meeting
            && promise.text(&promise::FROM_RECORD) == action.id
    });
    // Of two reviews of one meeting, one that has said something takes precedence, then the newer.
    let all: Vec<_> = ours.collect();
    let said = all
        .iter()
        .rev()
        .find(|(_, promise)| outcome(promise) != Outcome::NotLookedAt);
    said.or(all.last()).copied()
}

fn outcome(promise: &RecordView) -> Outcome {
    match (
        promise.yes_no(&promise::DONE),
        promise.text(&promise::PROGRESS),
    ) {
        (_, "no_longer_needed") => Outcome::NotNeeded,
        (Some(true), _) | (None, "achieved") => Outcome::Kept,
        (_, "partly") => Outcome::Partly,
        (Some(false), _) => Outcome::NotKept,
        (None, "") => Outcome::NotLookedAt,
        (None, _) => Outcome::NotKept,
    }
}

/// Everybody who promised it, each agency and the family once.
fn whose(reading: &ReaderView<'_>, row: &RecordView) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for id in std::iter::once(row.text(&action::WHO)).chain(row.list(&action::WHO_ELSE)) {
        let owner = whose_is(reading, id);
        let is_known = |known: &String| known.to_lowercase() == owner.to_lowercase();
        if !all.iter().any(is_known) {
            all.push(owner);
        }
    }
    all
}

fn whose_is(reading: &ReaderView<'_>, id: &str) -> String {
    let Some(person) = reading.record(id) else {
        return match id {
            "" => NOBODY.to_owned(),
            id => reading.name(id),
        };
    };
    if side(person) == Side::Family {
        return FAMILY.to_owned();
    }
    match reading.answer(person, &person::AGENCY) {
        agency if agency.is_empty() => reading.name_and_role(&person.id),
        agency => agency,
    }
}

/// Where the review keeps the person back, the previous meeting must not reveal them.
fn whose_of_all(
    reading: &ReaderView<'_>,
    action: &RecordView,
    later: Option<(&ReaderView<'_>, &RecordView)>,
) -> Vec<String> {
    match later {
        Some((review, promise)) if review.hidden_name(promise, &promise::WHO).is_some() => {
            whose(review, promise)
        }
        _ => whose(reading, action),
    }
}

fn row(
    reading: &ReaderView<'_>,
    row: &RecordView,
    lead: &Field,
    later: Option<(&ReaderView<'_>, &RecordView)>,
) -> LedgerRow {
    let hidden = later.and_then(|(review, promise)| review.hidden_name(promise, &promise::WHO));
    let who = hidden.unwrap_or_else(|| reading.answer(row, &action::WHO));
    let settled = matches!(row.text(&action::STATUS), "done" | "no_longer_needed");
    LedgerRow {
        meeting: PastMeeting::of(reading),
        record: row.id.clone(),
        promise: reading.answer(row, lead),
        who,
        goes_on_from: None,
        by_when: row.day(&action::BY_WHEN),
        outcome: match later.map(|(_, promise)| outcome(promise)) {
            Some(Outcome::NotLookedAt) | None if settled && row.text(&action::STATUS) == "done" => {
                Outcome::Kept
            }
            Some(Outcome::NotLookedAt) | None if settled => Outcome::NotNeeded,
            Some(outcome) => outcome,
            None => Outcome::NotLookedAt,
        },
        looked_at: later.map(|(review, promise)| looked_at(review, promise)),
        restricted: row.is_restricted(),
    }
}
