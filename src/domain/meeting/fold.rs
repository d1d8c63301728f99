//! Folding: one event changes the state of the meeting, or is refused with a reason.

use super::put_away::goes_on_when_put_away;
use super::{Began, Meeting, MeetingState, Pause, Phase};
use crate::domain::meeting::event::{Event, Gap, KnownEvent, LoggedEvent};
use crate::domain::problem::Problem;
use crate::domain::record::kinds::{contribution, exclusion};
use crate::domain::record::{AfterClosing, Body, Kind, Record, kind};
use crate::domain::settings::Settings;
use chrono::{DateTime, FixedOffset, TimeDelta};
use std::collections::HashSet;
use std::fmt;

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refused {
    /// There is no such record, person or section.
    Nobody(String),
    Twice(String),
    PrivateTime,
    OnBreak,
    Closed,
    /// It was put away: nothing is recorded until it is restored.
    PutAway,
    /// It does not apply now (nothing to end, nothing to undo …), in words.
    NotNow(&'static str),
    TooNew,
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Refused::Nobody(id) => write!(f, "There is no \"{id}\" in this meeting. Nothing was changed."),
            Refused::Twice(id) => write!(f, "\"{id}\" already exists. Nothing was changed."),
            Refused::PrivateTime => {
                f.write_str("This is the family's private time: nothing is recorded. Your words stay in the line. /private on a line of its own ends it.")
            }
            Refused::OnBreak => f.write_str("The meeting is on a break. Your words stay in the line. /break ends it."),
            Refused::Closed => f.write_str("This meeting is closed. Your words stay in the line. /reopen opens it again."),
            Refused::PutAway => f.write_str(
                "This meeting was put away, so nothing is recorded in it. Your words stay in the line. /restore puts it back in the list.",
            ),
            Refused::NotNow(why) => f.write_str(why),
            Refused::TooNew => f.write_str(
                "A newer talking-piece wrote these minutes. They can be read here, and nothing in them is changed. Use the newer program to go on.",
            ),
        }
    }
}

impl std::error::Error for Refused {}

impl From<Refused> for Problem {
    fn from(why: Refused) -> Self {
        let words = why.to_string();
        match why {
            Refused::TooNew => Problem::not_saved_or_read(words),
            _ => Problem::wrong_input(words),
        }
    }
}

impl Meeting {
    /// A meeting from its events. An event that does not fit is kept in the list but has no effect; its reason is
    /// returned.
    pub fn from_facts(events: Vec<LoggedEvent>) -> (Meeting, Vec<(u64, Refused)>) {
        let mut meeting = Meeting {
            events,
            ..Meeting::default()
        };
        let refused = meeting.fold_again();
        (meeting, refused)
    }

    pub fn apply(&mut self, logged: LoggedEvent) -> Result<(), Refused> {
        self.memory.forget();
        let taken = self.fold(logged);
        // What was asked while it was only half folded.
        self.memory.forget();
        taken
    }

    fn fold(&mut self, logged: LoggedEvent) -> Result<(), Refused> {
        if self.too_new {
            return Err(Refused::TooNew);
        }
        match &logged.event {
            Event::Known(KnownEvent::Undone { .. }) if self.now.put_away.is_some() => {
                return Err(Refused::PutAway);
            }
            Event::Known(KnownEvent::Undone { batch }) => {
                if self.undone_batches().contains(batch)
                    || !self.events.iter().any(|logged| logged.batch == *batch)
                {
                    return Err(Refused::NotNow(
                        "There is nothing to undo there. Nothing was changed.",
                    ));
                }
                self.events.push(logged);
                self.fold_again();
            }
            Event::Known(known_event) => {
                self.uncover_scores();
                let taken = self.now.take(known_event, &logged);
                if taken.is_ok() {
                    self.events.push(logged);
                }
                self.hide_scores();
                self.keep_names_back();
                self.keep_quotations_back();
                taken?;
            }
            Event::Unknown { .. } => return Err(Refused::TooNew),
        }
        Ok(())
    }

    /// Removes events that were never written to disk: those from this number on.
    pub fn withdraw(&mut self, from: u64) {
        let before = self.events.len();
        self.events.retain(|logged| logged.seq < from);
        if self.events.len() < before {
            self.fold_again();
        }
    }

    /// The batch that undo would take back: the newest still in force that somebody made deliberately.
    pub fn undoable(&self) -> Option<u64> {
        let undone = self.undone_batches();
        let noted = self.noted_by_themselves();
        let logged = self
            .events
            .iter()
            .rev()
            .filter(|logged| !noted.contains(&logged.batch))
            .find(|logged| match &logged.event {
                Event::Known(KnownEvent::Undone { .. } | KnownEvent::MeetingCreated { .. }) => {
                    false
                }
                Event::Known(KnownEvent::ReviewOf { .. }) => false,
                Event::Known(KnownEvent::HandedOn {} | KnownEvent::TakenBack {}) => false,
                Event::Known(KnownEvent::Discarded { .. } | KnownEvent::Restored {}) => false,
                Event::Known(KnownEvent::SessionStarted {} | KnownEvent::SessionEnded { .. }) => {
                    false
                }
                _ => !undone.contains(&logged.batch),
            })?;
        Some(logged.batch)
    }

    /// Batches in which the program itself noted what happened outside the meeting, such as papers that were written: that
    /// is so, whatever is taken back in the meeting.
    fn noted_by_themselves(&self) -> HashSet<u64> {
        let is_noted = |logged: &&LoggedEvent| match &logged.event {
            Event::Known(KnownEvent::Recorded { record, .. }) => {
                kind(record).is_some_and(|kind| kind.is_noted_by_itself)
            }
            _ => false,
        };
        let noted = self.events.iter().filter(is_noted);
        noted.map(|logged| logged.batch).collect()
    }

    /// The undo that redo would take back: only while nothing else has happened since.
    pub fn redoable(&self) -> Option<u64> {
        let undone = self.undone_batches();
        let undos: HashSet<u64> = self
            .events
            .iter()
            .filter(|logged| matches!(logged.event, Event::Known(KnownEvent::Undone { .. })))
            .map(|logged| logged.batch)
            .collect();
        // A redo is an undo of an undo: it is skipped, or the second redo would take back the first.
        let is_redo = |logged: &&LoggedEvent| matches!(&logged.event, Event::Known(KnownEvent::Undone { batch }) if undos.contains(batch));
        let logged = self.events.iter().rev().find(|logged| {
            !undone.contains(&logged.batch) && !is_session(logged) && !is_redo(logged)
        })?;
        undos.contains(&logged.batch).then_some(logged.batch)
    }

    /// Batches that an undo takes back, undos that were themselves taken back left out.
    pub fn undone_batches(&self) -> HashSet<u64> {
        let mut undone = HashSet::new();
        for logged in self.events.iter().rev() {
            if let Event::Known(KnownEvent::Undone { batch }) = &logged.event
                && !undone.contains(&logged.batch)
            {
                undone.insert(*batch);
            }
        }
        undone
    }

    fn fold_again(&mut self) -> Vec<(u64, Refused)> {
        let undone = self.undone_batches();
        let mut standing = MeetingState::default();
        let mut refused = Vec::new();
        self.too_new = false;
        self.memory.forget();
        for logged in &self.events {
            match &logged.event {
                Event::Unknown { .. } => self.too_new = true,
                Event::Known(_) if undone.contains(&logged.batch) => {}
                Event::Known(known_event) => {
                    if let Err(why) = standing.take(known_event, logged) {
                        refused.push((logged.seq, why));
                    }
                }
            }
        }
        self.now = standing;
        self.hide_scores();
        self.keep_names_back();
        self.keep_quotations_back();
        self.memory.forget();
        refused
    }

    /// The id that a new record of this kind gets: counted over all events, so that an undone id is never reused.
    pub fn next_id(&self, kind: &Kind) -> String {
        self.next_id_behind(kind, 0)
    }

    /// The same when `others` of its kind are made in the same go, before it.
    pub fn next_id_behind(&self, kind: &Kind, others: usize) -> String {
        let prefix = kind.prefix;
        let made = self.events.iter().filter(|logged| {
            matches!(&logged.event, Event::Known(KnownEvent::Recorded { record, .. }) if record == kind.id)
        });
        format!("{prefix}{}", made.count() + others + 1)
    }
}

fn is_session(logged: &LoggedEvent) -> bool {
    matches!(
        logged.event,
        Event::Known(
            KnownEvent::SessionStarted {}
                | KnownEvent::SessionEnded { .. }
                | KnownEvent::HandedOn {}
                | KnownEvent::TakenBack {}
                | KnownEvent::Discarded { .. }
                | KnownEvent::Restored {}
        )
    )
}

impl MeetingState {
    fn take(&mut self, known_event: &KnownEvent, logged: &LoggedEvent) -> Result<(), Refused> {
        if self.put_away.is_some() && !goes_on_when_put_away(known_event) {
            return Err(Refused::PutAway);
        }
        // What somebody says changes nobody's name, and is what happens most.
        let is_said = matches!(known_event, KnownEvent::Recorded { record, .. } if *record == contribution::KIND.id);
        if !is_said {
            self.people.take();
        }
        if let Some(began) = &mut self.began {
            began.clock_went_back |= logged.at + TimeDelta::minutes(1) < began.last_event;
            began.last_event = logged.at;
        }
        match known_event {
            KnownEvent::MeetingCreated {
                meeting,
                agenda,
                made_up,
                program,
                settings,
                settings_not_used,
            } => {
                self.id.clone_from(meeting);
                self.agenda = (**agenda).clone();
                self.made_up = *made_up;
                self.program.clone_from(program);
                self.settings = Settings::of(settings.clone()).without(settings_not_used.clone());
                self.created_at = Some(logged.at);
            }
            KnownEvent::ReviewOf { meeting, head } => {
                self.review_of = Some((meeting.clone(), head.clone()));
            }
            KnownEvent::SessionStarted {} => self.session_open = true,
            KnownEvent::SessionEnded { why } => {
                self.session_open = false;
                self.last_session_end = Some((logged.at, why.clone()));
            }
            KnownEvent::Began {} => {
                if self.phase != Phase::Preparing {
                    return Err(Refused::NotNow("The meeting has begun already."));
                }
                self.phase = Phase::Open;
                self.began = Some(Began {
                    at: logged.at,
                    records_before: self.records.len(),
                    last_event: logged.at,
                    clock_went_back: false,
                });
            }
            KnownEvent::Recorded {
                id,
                record,
                section,
                body,
            } => self.record(id, record, section.as_deref(), body, logged)?,
            KnownEvent::Changed { id, body } => {
                self.may_change(id)?;
                let exclusions = self.exclusions_on();
                self.alter(id, |record| {
                    record.change(body, logged.at);
                    if !record.is_a(&exclusion::KIND) {
                        record.changed_without(&exclusions, body);
                    }
                    Ok(())
                })?;
                self.goes_on_as_answered(id, logged.at);
                self.mark_since(id, logged.at);
            }
            KnownEvent::StruckOut { id, reason } => {
                self.may_change(id)?;
                self.alter(id, |record| {
                    if record.struck.is_some() {
                        return Err(Refused::NotNow("That is struck out already."));
                    }
                    record.struck = Some(crate::domain::record::Struck {
                        at: logged.at,
                        reason: reason.clone(),
                    });
                    Ok(())
                })?;
            }
            KnownEvent::Arrived { person } => self.arrive(person, logged)?,
            KnownEvent::Left { person } => self.leave(person, logged)?,
            KnownEvent::PresenceRecorded { person, stays } => self.set_stays(person, stays)?,
            KnownEvent::SectionOpened { section } => self.open_section(section, logged.at)?,
            KnownEvent::SectionClosed { section } => self.close_section(section, logged.at)?,
            KnownEvent::SectionSkipped { section, reason } => {
                self.skip_section(section, reason, logged.at)?
            }
            KnownEvent::SectionKeptBack {
                section,
                visibility,
                not_for,
            } => self.keep_section_back(section, *visibility, not_for.as_deref())?,
            KnownEvent::BreakStarted { reason } => {
                self.may_record()?;
                self.breaks.push(self.pause(logged.at, reason));
            }
            KnownEvent::BreakEnded {} => end(&mut self.breaks, logged.at, "No break is on.")?,
            KnownEvent::PrivateTimeStarted {} => {
                self.may_record()?;
                self.private_times.push(self.pause(logged.at, ""));
            }
            KnownEvent::PrivateTimeEnded {} => {
                end(&mut self.private_times, logged.at, "No private time is on.")?
            }
            KnownEvent::ScoresShown { scale, child } => {
                self.may_record()?;
                self.may_show(scale, child.as_deref())?;
            }
            // Undone batches are worked out before the fold, so one never gets here.
            KnownEvent::Undone { .. } => {}
            KnownEvent::GapExplained { gap } => {
                self.may_record()?;
                let is_kept_back = gap.is_kept_back || !self.exclusions_on().is_empty();
                let is_other = |(_, known): &(_, Gap)| known.missing != gap.missing;
                self.explained.retain(is_other);
                let gap = Gap {
                    is_kept_back,
                    ..gap.clone()
                };
                self.explained.push((logged.at, gap));
            }
            KnownEvent::HandedOn {} => self.handed_on = true,
            KnownEvent::TakenBack {} => self.handed_on = false,
            KnownEvent::Closed { gaps } => {
                self.may_record()?;
                let is_somebody_out = !self.exclusions_on().is_empty();
                if let Some(section) = self.open_section.clone() {
                    self.close_section(&section, logged.at)?;
                }
                let kept_back = |gap: &Gap| {
                    let mut explained = self.explained.iter();
                    let known = explained.find(|(_, known)| known.missing == gap.missing);
                    known.map_or(is_somebody_out, |(_, known)| known.is_kept_back)
                };
                let gaps = gaps.iter().map(|gap| Gap {
                    is_kept_back: gap.is_kept_back || kept_back(gap),
                    ..gap.clone()
                });
                self.gaps = gaps.collect();
                self.phase = Phase::Closed;
                self.closed_at = Some(logged.at);
                self.was_closed = true;
            }
            KnownEvent::Reopened { .. } => {
                if self.phase != Phase::Closed {
                    return Err(Refused::NotNow("The meeting is open already."));
                }
                self.phase = Phase::Open;
                self.closed_at = None;
                self.gaps.clear();
            }
            KnownEvent::AgendaChanged { agenda } => self.change_agenda(agenda)?,
            KnownEvent::Discarded { reason } => self.put_away(reason, logged.at)?,
            KnownEvent::Restored {} => {
                if self.put_away.take().is_none() {
                    return Err(Refused::NotNow("This meeting was not put away."));
                }
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
        let after_closing = crate::domain::record::kind(kind)
            .map_or(AfterClosing::Never, |kind| kind.after_closing);
        match (self.phase, after_closing) {
            (Phase::Closed, AfterClosing::Also | AfterClosing::Only) => Ok(()),
            (_, AfterClosing::Only) => Err(Refused::NotNow(
                "The meeting is not closed, so its minutes cannot be signed off or sent out yet. Your line is kept. /close closes it.",
            )),
            _ => self.may_record(),
        }
    }

    fn may_change(&self, id: &str) -> Result<(), Refused> {
        let place = self.places.get(id).copied();
        let record = place.and_then(|place| self.records.get(place));
        match record {
            Some(record) if self.phase == Phase::Closed && record.follows_closing() => Ok(()),
            _ => match self.may_record() {
                // A break is when people are asked what they said, and who may read it.
                Err(Refused::OnBreak) => Ok(()),
                may => may,
            },
        }
    }

    fn record(
        &mut self,
        id: &str,
        kind: &str,
        section: Option<&str>,
        body: &Body,
        logged: &LoggedEvent,
    ) -> Result<(), Refused> {
        self.may_record_kind(kind)?;
        if self.places.contains_key(id) {
            return Err(Refused::Twice(id.to_owned()));
        }
        let place = self.records.len();
        let mut record = Record::new(id, kind, section, body, logged.at);
        if !record.is_a(&exclusion::KIND) {
            record.said_without(&self.exclusions_on(), body);
        }
        self.places.insert(id.to_owned(), place);
        self.index.add(place, &record);
        self.records.push(record);
        self.mark_since(id, logged.at);
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
            is_kept_back: !self.exclusions_on().is_empty(),
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
