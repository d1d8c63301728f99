//! The round: in which order the talking piece goes, and who has been heard in this section.

use super::Meeting;
use super::names::seat;
use crate::domain::agenda::Voice;
use crate::domain::record::{Record, Side, side};

/// One place in the round.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Turn {
    /// A person or child.
    pub id: String,
    /// The letters to type.
    pub code: String,
    /// What they are called.
    pub called: String,
    /// How often they were heard in the open section.
    pub heard: usize,
    /// Family, professional, Chair.
    pub side: Side,
    /// Here now, as far as arrivals were marked.
    pub here: bool,
}

impl Meeting {
    /// The round of the open section: first voices first, then the others as they were put down.
    /// Somebody who has left, sent apologies or sits beside the round (interpreter, observer) is not in it.
    pub fn round(&self) -> Vec<Turn> {
        let section = self.open_section();
        let open = section.map(|section| section.id.as_str());
        let order: &[Voice] = section.map_or(&[], |section| &section.first_voice);
        let children = self
            .records("child")
            .filter(|child| self.is_here(&child.id));
        let people = self.records("person").filter(|person| {
            side(person) != Side::Beside && self.is_expected(person) && !self.has_left(&person.id)
        });
        let mut turns: Vec<(usize, Turn)> = children
            .chain(people)
            .map(|record| {
                let rank = order
                    .iter()
                    .position(|voice| has_voice(voice, record))
                    .unwrap_or(order.len());
                (rank, self.turn(record, open))
            })
            .collect();
        turns.sort_by_key(|(rank, _)| *rank);
        turns.into_iter().map(|(_, turn)| turn).collect()
    }

    /// Who gets the talking piece after `holder` (or first, when nobody holds it).
    pub fn next_in_round(&self, holder: Option<&str>) -> Option<Turn> {
        let round = self.round();
        let after = holder
            .and_then(|holder| round.iter().position(|turn| turn.id == holder))
            .map_or(0, |at| at + 1);
        let next = if round.is_empty() {
            0
        } else {
            after % round.len()
        };
        round.into_iter().nth(next)
    }

    /// How many contributions somebody made in a section.
    pub fn heard_in(&self, speaker: &str, section: Option<&str>) -> usize {
        self.records("contribution")
            .filter(|record| record.section.as_deref() == section)
            .filter(|record| {
                record.text("speaker") == speaker || record.text("on_behalf_of") == speaker
            })
            .count()
    }

    /// Who spoke last in the open section; nobody, when it has just been opened.
    pub fn holder(&self) -> Option<&str> {
        let open = self.open_section().map(|section| section.id.as_str());
        let last = self
            .records("contribution")
            .rev()
            .find(|record| record.text("speaker") != "minute_taker")?;
        (last.section.as_deref() == open).then(|| last.text("speaker"))
    }

    fn turn(&self, record: &Record, section: Option<&str>) -> Turn {
        let seat = seat(record);
        Turn {
            id: record.id.clone(),
            code: seat.code.to_owned(),
            called: seat.called.to_owned(),
            heard: self.now.index.heard(section, &record.id),
            side: if seat.is_child {
                Side::Family
            } else {
                side(record)
            },
            here: self.is_here(&record.id),
        }
    }
}

/// Whether somebody speaks with this voice.
pub(in crate::domain) fn has_voice(voice: &Voice, record: &Record) -> bool {
    let is_child = record.kind == "child";
    match voice {
        Voice::Child => is_child,
        Voice::Family => !is_child && side(record) == Side::Family,
        Voice::SocialWorker => {
            !is_child && record.text("role").to_lowercase().contains("social worker")
        }
        Voice::Professionals => !is_child && side(record) == Side::Professional,
        Voice::Chair => !is_child && side(record) == Side::Chair,
        _ => false,
    }
}
