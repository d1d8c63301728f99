//! Folding: one fact changes what stands, or is refused with a reason.

use super::{Meeting, Pause, Phase, Standing};
use crate::domain::event::{Event, Fact, Happening};
use crate::domain::record::{AFTER_CLOSING, Body, Record, kind};
use crate::domain::settings::Settings;
use chrono::{DateTime, FixedOffset};
use std::collections::HashSet;
use std::fmt;

/// Why a fact cannot be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refused {
    /// There is no such record, person or section.
    Nobody(String),
    /// The id is taken.
    Twice(String),
    /// Private time is on.
    PrivateTime,
    /// A break is on.
    OnBreak,
    /// The meeting is closed.
    Closed,
    /// It is not that way now (nothing to end, nothing to undo …), in words.
    NotNow(&'static str),
    /// A newer program wrote it.
    TooNew,
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Refused::Nobody(id) => write!(f, "There is no \"{id}\" in this meeting. Nothing was changed."),
            Refused::Twice(id) => write!(f, "\"{id}\" is there already. Nothing was changed."),
            Refused::PrivateTime => {
                f.write_str("This is the family's private time: nothing is recorded. Your words stay in the line. /private on a line of its own ends it.")
            }
            Refused::OnBreak => f.write_str("The meeting is on a break. Your words stay in the line. /break ends it."),
            Refused::Closed => f.write_str("This meeting is closed. Your words stay in the line. /reopen opens it again."),
            Refused::NotNow(why) => f.write_str(why),
            Refused::TooNew => f.write_str(
                "A newer talking-piece wrote these minutes. They can be read here, and nothing in them is changed. Use the newer program to go on.",
            ),
        }
    }
}

impl std::error::Error for Refused {}

impl Meeting {
    /// A meeting from its facts. A fact that does not fit is kept in the list and passed over; its reason comes back.
    pub fn from_facts(facts: Vec<Fact>) -> (Meeting, Vec<(u64, Refused)>) {
        let mut meeting = Meeting {
            facts,
            ..Meeting::default()
        };
        let refused = meeting.fold_again();
        (meeting, refused)
    }

    /// Takes in a new fact, or says why it cannot be.
    pub fn apply(&mut self, fact: Fact) -> Result<(), Refused> {
        if self.too_new {
            return Err(Refused::TooNew);
        }
        match &fact.event {
            Event::Known(Happening::Undone { batch }) => {
                if self.undone_batches().contains(batch)
                    || !self.facts.iter().any(|fact| fact.batch == *batch)
                {
                    return Err(Refused::NotNow(
                        "There is nothing to undo there. Nothing was changed.",
                    ));
                }
                self.facts.push(fact);
                self.fold_again();
            }
            Event::Known(happening) => {
                self.uncover_scores();
                let taken = self.now.take(happening, &fact);
                if taken.is_ok() {
                    self.facts.push(fact);
                }
                self.hide_scores();
                taken?;
            }
            Event::Unknown { .. } => return Err(Refused::TooNew),
        }
        Ok(())
    }

    /// Takes facts out again that were never written down: those from this number on.
    pub fn withdraw(&mut self, from: u64) {
        let before = self.facts.len();
        self.facts.retain(|fact| fact.seq < from);
        if self.facts.len() < before {
            self.fold_again();
        }
    }

    /// The batch that undo would take back: the newest that stands and that somebody did on purpose.
    pub fn undoable(&self) -> Option<u64> {
        let undone = self.undone_batches();
        let fact = self.facts.iter().rev().find(|fact| match &fact.event {
            Event::Known(Happening::Undone { .. } | Happening::MeetingCreated { .. }) => false,
            Event::Known(Happening::ReviewOf { .. }) => false,
            Event::Known(Happening::HandedOn {} | Happening::TakenBack {}) => false,
            Event::Known(Happening::SessionStarted {} | Happening::SessionEnded { .. }) => false,
            _ => !undone.contains(&fact.batch),
        })?;
        Some(fact.batch)
    }

    /// The undo that redo would take back: only while nothing else has happened since.
    pub fn redoable(&self) -> Option<u64> {
        let undone = self.undone_batches();
        let undos: HashSet<u64> = self
            .facts
            .iter()
            .filter(|fact| matches!(fact.event, Event::Known(Happening::Undone { .. })))
            .map(|fact| fact.batch)
            .collect();
        // A redo is an undo of an undo: it is passed over, or the second redo would take back the first.
        let is_redo = |fact: &&Fact| matches!(&fact.event, Event::Known(Happening::Undone { batch }) if undos.contains(batch));
        let fact =
            self.facts.iter().rev().find(|fact| {
                !undone.contains(&fact.batch) && !is_session(fact) && !is_redo(fact)
            })?;
        undos.contains(&fact.batch).then_some(fact.batch)
    }

    /// Batches that an undo takes back, undos that were themselves taken back left out.
    pub fn undone_batches(&self) -> HashSet<u64> {
        let mut undone = HashSet::new();
        for fact in self.facts.iter().rev() {
            if let Event::Known(Happening::Undone { batch }) = &fact.event
                && !undone.contains(&fact.batch)
            {
                undone.insert(*batch);
            }
        }
        undone
    }

    fn fold_again(&mut self) -> Vec<(u64, Refused)> {
        let undone = self.undone_batches();
        let mut standing = Standing::default();
        let mut refused = Vec::new();
        self.too_new = false;
        for fact in &self.facts {
            match &fact.event {
                Event::Unknown { .. } => self.too_new = true,
                Event::Known(_) if undone.contains(&fact.batch) => {}
                Event::Known(happening) => {
                    if let Err(why) = standing.take(happening, fact) {
                        refused.push((fact.seq, why));
                    }
                }
            }
        }
        self.now = standing;
        self.hide_scores();
        refused
    }

    /// The id a new record of this kind gets: counted over all facts, so that an undone id never comes again.
    pub fn next_id(&self, record_kind: &str) -> String {
        let prefix = kind(record_kind).map_or("x", |kind| kind.prefix);
        let made = self.facts.iter().filter(|fact| {
            matches!(&fact.event, Event::Known(Happening::Recorded { record, .. }) if record == record_kind)
        });
        format!("{prefix}{}", made.count() + 1)
    }
}

fn is_session(fact: &Fact) -> bool {
    matches!(
        fact.event,
        Event::Known(
            Happening::SessionStarted {}
                | Happening::SessionEnded { .. }
                | Happening::HandedOn {}
                | Happening::TakenBack {}
        )
    )
}

impl Standing {
    fn take(&mut self, happening: &Happening, fact: &Fact) -> Result<(), Refused> {
        match happening {
            Happening::MeetingCreated {
                meeting,
                agenda,
                made_up,
                program,
                settings,
            } => {
                self.id.clone_from(meeting);
                self.agenda = (**agenda).clone();
                self.made_up = *made_up;
                self.program.clone_from(program);
                self.settings = Settings::of(settings.clone());
                self.created_at = Some(fact.at);
            }
            Happening::ReviewOf { meeting, head } => {
                self.review_of = Some((meeting.clone(), head.clone()));
            }
            Happening::SessionStarted {} => self.session_open = true,
            Happening::SessionEnded { why } => {
                self.session_open = false;
                self.last_session_end = Some((fact.at, why.clone()));
            }
            Happening::Began {} => {
                if self.phase != Phase::Preparing {
                    return Err(Refused::NotNow("The meeting has begun already."));
                }
                self.phase = Phase::Open;
                self.began_at = Some(fact.at);
            }
            Happening::Recorded {
                id,
                record,
                section,
                body,
            } => self.record(id, record, section.as_deref(), body, fact)?,
            Happening::Changed { id, body } => {
                self.may_change(id)?;
                self.alter(id, |record| {
                    record.change(body, fact.at);
                    Ok(())
                })?;
            }
            Happening::StruckOut { id, reason } => {
                self.may_change(id)?;
                self.alter(id, |record| {
                    if record.struck.is_some() {
                        return Err(Refused::NotNow("That is struck out already."));
                    }
                    record.struck = Some(crate::domain::record::Struck {
                        at: fact.at,
                        reason: reason.clone(),
                    });
                    Ok(())
                })?;
            }
            Happening::Arrived { person } => self.arrive(person, fact.at)?,
            Happening::Left { person } => self.leave(person, fact.at)?,
            Happening::SectionOpened { section } => self.open_section(section, fact.at)?,
            Happening::SectionClosed { section } => self.close_section(section, fact.at)?,
            Happening::SectionSkipped { section, reason } => {
                self.skip_section(section, reason, fact.at)?
            }
            Happening::BreakStarted { reason } => {
                self.may_record()?;
                self.breaks.push(self.pause(fact.at, reason));
            }
            Happening::BreakEnded {} => end(&mut self.breaks, fact.at, "No break is on.")?,
            Happening::PrivateTimeStarted {} => {
                self.may_record()?;
                self.private_times.push(self.pause(fact.at, ""));
            }
            Happening::PrivateTimeEnded {} => {
                end(&mut self.private_times, fact.at, "No private time is on.")?
            }
            Happening::ScoresShown { scale, child } => {
                self.may_record()?;
                self.may_show(scale, child.as_deref())?;
            }
            // Undo is worked out before the fold: an undone batch never gets here.
            Happening::Undone { .. } => {}
            Happening::GapExplained { gap } => {
                self.may_record()?;
                self.explained.retain(|known| known.missing != gap.missing);
                self.explained.push(gap.clone());
            }
            Happening::HandedOn {} => self.handed_on = true,
            Happening::TakenBack {} => self.handed_on = false,
            Happening::Closed { gaps } => {
                self.may_record()?;
                if let Some(section) = self.open_section.clone() {
                    self.close_section(&section, fact.at)?;
                }
                self.phase = Phase::Closed;
                self.closed_at = Some(fact.at);
                self.gaps.clone_from(gaps);
            }
            Happening::Reopened { .. } => {
                if self.phase != Phase::Closed {
                    return Err(Refused::NotNow("The meeting is open already."));
                }
                self.phase = Phase::Open;
                self.closed_at = None;
                self.gaps.clear();
            }
        }
        Ok(())
    }

    /// Recording stops in private time, on a break and after closing; nothing typed is lost by that.
    pub(super) fn may_record(&self) -> Result<(), Refused> {
        if self.phase == Phase::Closed {
            return Err(Refused::Closed);
        }
        if self
            .private_times
            .last()
            .is_some_and(|pause| pause.until.is_none())
        {
            return Err(Refused::PrivateTime);
        }
        if self
            .breaks
            .last()
            .is_some_and(|pause| pause.until.is_none())
        {
            return Err(Refused::OnBreak);
        }
        Ok(())
    }

    /// What belongs to the time after closing is recorded then, and signed off or sent out only then.
    fn may_record_kind(&self, kind: &str) -> Result<(), Refused> {
        match (self.phase, AFTER_CLOSING.contains(&kind)) {
            (Phase::Closed, true) => Ok(()),
            (_, true) if kind != "correction" => Err(Refused::NotNow(
                "The meeting is not closed, so its minutes cannot be signed off or sent out yet. Your line is kept. /close closes it.",
            )),
            _ => self.may_record(),
        }
    }

    fn may_change(&self, id: &str) -> Result<(), Refused> {
        let place = self.places.get(id).copied();
        let record = place.and_then(|place| self.records.get(place));
        match record {
            Some(record)
                if self.phase == Phase::Closed && AFTER_CLOSING.contains(&record.kind.as_str()) =>
            {
                Ok(())
            }
            _ => self.may_record(),
        }
    }

    fn record(
        &mut self,
        id: &str,
        kind: &str,
        section: Option<&str>,
        body: &Body,
        fact: &Fact,
    ) -> Result<(), Refused> {
        self.may_record_kind(kind)?;
        if self.places.contains_key(id) {
            return Err(Refused::Twice(id.to_owned()));
        }
        let place = self.records.len();
        let record = Record::new(id, kind, section, body, fact);
        self.places.insert(id.to_owned(), place);
        self.index.add(place, &record);
        self.records.push(record);
        Ok(())
    }

    /// Changes a record, and what is known of it by the index.
    fn alter(
        &mut self,
        id: &str,
        change: impl FnOnce(&mut Record) -> Result<(), Refused>,
    ) -> Result<(), Refused> {
        let place = self.places.get(id).copied();
        let found = place.and_then(|place| Some((place, self.records.get_mut(place)?)));
        let (place, record) = found.ok_or_else(|| Refused::Nobody(id.to_owned()))?;
        self.index.take(place, record);
        let changed = change(record);
        self.index.put(place, record);
        changed
    }

    fn pause(&self, from: DateTime<FixedOffset>, reason: &str) -> Pause {
        Pause {
            from,
            until: None,
            section: self.open_section.clone(),
            reason: reason.to_owned(),
        }
    }
}

fn end(pauses: &mut [Pause], at: DateTime<FixedOffset>, none: &'static str) -> Result<(), Refused> {
    match pauses.last_mut().filter(|pause| pause.until.is_none()) {
        Some(pause) => pause.until = Some(at),
        None => return Err(Refused::NotNow(none)),
    }
    Ok(())
}
