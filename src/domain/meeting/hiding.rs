//! When the scores of a round may be seen: all are in, the Chair shows them, the section is done, or the meeting is
//! closed. Once seen, they stay visible: somebody who arrives later, or a section that is reopened, hides nothing.
//! Scores not yet visible are taken out of their records after each event and put back before the next.

use super::event::{Event, KnownEvent, LoggedEvent};
use super::{Meeting, MeetingState, Phase, Refused};
use crate::domain::record::kinds::{child, person, scale};
use crate::domain::record::{Record, Side, side};
use crate::domain::settings::scales::ScaleSettings;
use serde_json::Value;
use std::collections::HashSet;

/// Which scores belong together: those on one scale, for one child or for nobody in particular.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Round {
    pub scale: String,
    pub child: Option<String>,
}

impl Round {
    pub fn of(score: &Record) -> Round {
        let child = score.text(&scale::CHILD);
        Round {
            scale: score.text(&scale::SCALE).to_owned(),
            child: (!child.is_empty()).then(|| child.to_owned()),
        }
    }

    pub fn has(&self, record: &Record) -> bool {
        record.is_a(&scale::KIND)
            && record.text(&scale::SCALE) == self.scale
            && record.text(&scale::CHILD) == self.child.as_deref().unwrap_or_default()
    }
}

impl MeetingState {
    pub(super) fn may_show(&self, scale: &str, child: Option<&str>) -> Result<(), Refused> {
        let mut scores = self.index.of_kind(scale::KIND.id).iter();
        let asked = Round {
            scale: scale.to_owned(),
            child: child.map(str::to_owned),
        };
        let is_there = scores.any(|place| {
            let score = self.records.get(*place);
            score.is_some_and(|score| Round::of(score) == asked)
        });
        if is_there {
            Ok(())
        } else {
            Err(Refused::NotNow(
                "There is no score that could be shown. Nothing was changed.",
            ))
        }
    }
}

impl Meeting {
    /// Before an event, records are whole.
    pub(super) fn uncover_scores(&mut self) {
        for place in self.now.index.of_kind(scale::KIND.id) {
            if let Some(score) = self.now.records.get_mut(*place) {
                score.uncover();
            }
        }
    }

    /// After an event, hidden scores are taken out of their records.
    pub(super) fn hide_scores(&mut self) {
        let hidden = hidden_rounds(self);
        if hidden.is_empty() {
            return;
        }
        for place in self.now.index.of_kind(scale::KIND.id) {
            if let Some(score) = self.now.records.get_mut(*place)
                && hidden.contains(&Round::of(score))
            {
                score.hide();
            }
        }
    }
}

/// The rounds of this meeting whose scores are in and may not be seen.
fn hidden_rounds(meeting: &Meeting) -> HashSet<Round> {
    let scores = meeting.all_records().iter();
    let mut rounds: HashSet<Round> = scores
        .filter(|record| record.is_a(&scale::KIND))
        .map(Round::of)
        .collect();
    if !rounds.is_empty() {
        let settings = meeting.settings().scales();
        rounds.retain(|round| !is_shown(meeting, round, settings));
    }
    rounds
}

/// Whether an undone event holds a score (or the end of one) that is not to be seen yet.
pub fn is_hidden_fact(meeting: &Meeting, known_event: &KnownEvent) -> bool {
    let (KnownEvent::Recorded { id, .. }
    | KnownEvent::Changed { id, .. }
    | KnownEvent::StruckOut { id, .. }) = known_event
    else {
        return false;
    };
    if let Some(record) = meeting.record(id) {
        return record.is_hidden();
    }
    // The score itself was undone: it belongs to the round that it was typed for.
    let mut events = meeting.events().iter();
    let made = events.find_map(|logged| match &logged.event {
        Event::Known(KnownEvent::Recorded {
            id: made,
            record,
            section,
            body,
        }) if made == id && record == scale::KIND.id => Some(Record::new(
            made,
            record,
            section.as_deref(),
            body,
            logged.at,
        )),
        _ => None,
    });
    made.is_some_and(|score| !is_shown(meeting, &Round::of(&score), meeting.settings().scales()))
}

pub fn is_shown(meeting: &Meeting, round: &Round, settings: &ScaleSettings) -> bool {
    !settings.blind || meeting.phase() == Phase::Closed || was_shown(meeting, round, settings)
}

fn was_shown(meeting: &Meeting, round: &Round, settings: &ScaleSettings) -> bool {
    let undone = meeting.undone_batches();
    let stands = |logged: &&LoggedEvent| !undone.contains(&logged.batch);
    let is_ours = |id: &str| meeting.record(id).filter(|record| round.has(record));
    let counts = |record: &Record| {
        record.struck.is_none()
            && record
                .whole_answer(&scale::SCORE)
                .is_some_and(Value::is_number)
    };
    let (mut here, mut given) = (HashSet::new(), HashSet::new());
    // The sections in which scores of this round were given; `None`: between two.
    let (mut sections, mut open) = (HashSet::new(), None);
    for logged in meeting.events().iter().filter(stands) {
        let Event::Known(known_event) = &logged.event else {
            continue;
        };
        let mut is_left = None;
        match known_event {
            KnownEvent::Arrived { .. }
            | KnownEvent::Left { .. }
            | KnownEvent::PresenceRecorded { .. } => match known_event.presence() {
                Some((person, true)) => {
                    here.insert(person);
                }
                Some((person, false)) => {
                    here.remove(person);
                }
                None => {}
            },
            KnownEvent::Recorded { id, section, .. } => match is_ours(id) {
                Some(record) => {
                    sections.insert(section.as_deref());
                    if counts(record) {
                        given.insert(record.text(&scale::GIVEN_BY));
                    }
                }
                None => continue,
            },
            KnownEvent::SectionOpened { section } => {
                is_left = open
                    .replace(section.as_str())
                    .filter(|left| left != section);
            }
            KnownEvent::SectionClosed { section } | KnownEvent::SectionSkipped { section, .. } => {
                open = None;
                is_left = Some(section.as_str());
            }
            KnownEvent::ScoresShown { scale, child }
                if !sections.is_empty() && *scale == round.scale && *child == round.child =>
            {
                return true;
            }
            KnownEvent::Closed { .. } if !sections.is_empty() => return true,
            _ => continue,
        }
        if is_left.is_some() && sections.contains(&is_left) {
            return true;
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

/// Who has to give a score, of those for whom `is_here` holds; everybody who is expected, as long as nobody
/// has been marked as here.
pub fn expected<'m>(
    meeting: &'m Meeting,
    settings: &ScaleSettings,
    is_here: impl Fn(&str) -> bool,
) -> Vec<&'m str> {
    let children = meeting
        .records(&child::KIND)
        .filter(|_| settings.children_score);
    let people = meeting
        .records(&person::KIND)
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
    let people = meeting.records(&person::KIND);
    people
        .filter(|person| meeting.is_expected(person) && !meeting.has_left(&person.id))
        .filter(|person| matches!(side(person), Side::Family | Side::Professional))
        .map(|person| person.id.as_str())
        .collect()
}
