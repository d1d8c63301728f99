//! A danger statement or a safety goal through all meetings: how it stood at each, and what the safety goals that answer
//! a danger have come to. It is the same one at the next meeting as long as its first words are.

use super::chain::Chain;
use crate::domain::history::past_meeting::PastMeeting;
use crate::domain::minutes::reader_view::{ReaderView, RecordView};
use crate::domain::record::form::{Answer, Field};
use crate::domain::record::kinds::safety_goal;
use crate::domain::record::{ComparisonPart, KINDS, Kind};
use serde::Serialize;
use std::collections::BTreeMap;

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct StandingThread {
    /// `Danger statement`.
    pub title: String,
    pub words: String,
    /// The restricted parts are in it: never for the family's copy.
    pub restricted: bool,
    pub made_up: bool,
    pub language: String,
    /// How it stood at each meeting that has it, the oldest first.
    pub stations: Vec<Stood>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Stood {
    pub meeting: PastMeeting,
    pub record: String,
    pub restricted: bool,
    /// Its answers, each with its label.
    pub answers: Vec<(String, String)>,
    pub goals: Vec<Goal>,
}

/// A safety goal that answers a danger statement.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Goal {
    pub record: String,
    pub words: String,
    pub restricted: bool,
    pub answers: Vec<(String, String)>,
}

/// The kinds that can be followed as they stand.
pub fn kinds() -> impl Iterator<Item = &'static Kind> {
    let all = KINDS.iter().copied();
    all.filter(|kind| kind.stands_until_changed && kind.compared_in == ComparisonPart::Safety)
}

/// The thread of such a record, named by its id in one of the meetings. `None` when this reader sees none there.
pub fn standing_thread(chain: &Chain<'_>, meeting: &str, record: &str) -> Option<StandingThread> {
    let (_, reading) = chain.meeting(meeting)?;
    let meant = reading.record(record)?;
    let kind = kinds().find(|kind| meant.is_a(kind))?;
    let words = reading.lead(meant);
    let found = everywhere(chain, kind, &words);
    let kept_back = KeptBack::of(&found);
    let stations = found.iter().map(|(reading, seen)| Stood {
        meeting: PastMeeting::of(reading),
        record: seen.id.clone(),
        restricted: seen.is_restricted(),
        answers: kept_back.answers(reading, seen),
        goals: goals(chain, reading, seen),
    });
    Some(StandingThread {
        title: kind.title.to_owned(),
        restricted: chain.is_full,
        made_up: chain.made_up(),
        language: chain.language(),
        stations: stations.collect(),
        words,
    })
}

/// The record with these first words in each meeting that shows it.
fn everywhere<'c>(
    chain: &'c Chain<'_>,
    kind: &'static Kind,
    words: &str,
) -> Vec<(&'c ReaderView<'c>, &'c RecordView)> {
    let plain = |words: &str| words.trim().to_lowercase();
    let found = chain.readings.iter().filter_map(|reading| {
        let mut all = reading.holding(kind);
        let seen = all.find(|seen| plain(&reading.lead(seen)) == plain(words))?;
        Some((reading, seen))
    });
    found.collect()
}

fn goals(chain: &Chain<'_>, reading: &ReaderView<'_>, danger: &RecordView) -> Vec<Goal> {
    let answering = reading
        .holding(&safety_goal::KIND)
        .filter(|goal| goal.text(&safety_goal::ANSWERS) == danger.id);
    answering
        .map(|goal| {
            let words = reading.lead(goal);
            let kept_back = KeptBack::of(&everywhere(chain, &safety_goal::KIND, &words));
            Goal {
                record: goal.id.clone(),
                restricted: goal.is_restricted(),
                answers: kept_back.answers(reading, goal),
                words,
            }
        })
        .collect()
}

/// What is said instead of names, by field: where one meeting keeps somebody back, another meeting's name would reveal
/// them.
struct KeptBack(BTreeMap<&'static str, String>);

impl KeptBack {
    fn of(found: &[(&ReaderView<'_>, &RecordView)]) -> KeptBack {
        let hidden = found.iter().flat_map(|(reading, seen)| {
            let fields = reading.kind(seen).map_or(&[][..], |kind| kind.fields);
            let named = fields.iter().filter(|field| field.answer.names_people());
            named.filter_map(|field| Some((field.name, reading.hidden_name(seen, field)?)))
        });
        KeptBack(hidden.collect())
    }

    /// Every answer but the first words and the number of another record.
    fn answers(&self, reading: &ReaderView<'_>, seen: &RecordView) -> Vec<(String, String)> {
        let kind = reading.kind(seen);
        let told = |field: &&'static Field| {
            kind.and_then(Kind::lead_field) != Some(*field)
                && !matches!(field.answer, Answer::RecordOf(_))
        };
        let fields = kind.map_or(&[][..], |kind| kind.fields).iter().filter(told);
        let answered = fields.filter_map(|field| {
            let words = reading.words(seen, field);
            let words = match self.0.get(field.name) {
                Some(instead) if !words.is_empty() => instead.clone(),
                _ => words,
            };
            (!words.is_empty()).then(|| (seen.label(field.name, field.label), words))
        });
        answered.collect()
    }
}
