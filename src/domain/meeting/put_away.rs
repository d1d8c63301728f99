//! A meeting that was begun by mistake: it can be put away, and restored; and its agenda can be changed while nothing was
//! recorded.

use super::{Meeting, MeetingState, Phase, Refused};
use crate::domain::agenda::Agenda;
use crate::domain::meeting::event::KnownEvent;
use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};

/// When a meeting was put away, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PutAway {
    pub at: DateTime<FixedOffset>,
    /// Empty where it is not for the reader.
    #[serde(default)]
    pub reason: String,
    /// The reason was typed while somebody was excluded, so it is not in the open minutes.
    #[serde(skip)]
    pub is_kept_back: bool,
}

impl PutAway {
    /// `27 November 2026 (entered twice)`.
    pub fn words(&self) -> String {
        let day = self.at.format("%-d %B %Y");
        match self.reason.as_str() {
            "" => day.to_string(),
            reason => format!("{day} ({reason})"),
        }
    }
}

impl Meeting {
    /// It was put away, and not restored.
    pub fn put_away(&self) -> Option<&PutAway> {
        self.now.put_away.as_ref()
    }

    /// Asked before anything is tried: a closed meeting keeps its seal.
    ///
    /// # Errors
    /// When it stays in the list, and why.
    pub fn may_be_put_away(&self) -> Result<(), Refused> {
        self.now.may_be_put_away()
    }

    /// # Errors
    /// When it keeps its agenda, and why.
    pub fn may_change_agenda(&self) -> Result<(), Refused> {
        self.now.may_change_agenda()
    }
}

impl MeetingState {
    fn may_change_agenda(&self) -> Result<(), Refused> {
        if !self.records.is_empty() {
            return Err(Refused::NotNow(
                "Something is recorded in this meeting already, and its sections belong to this agenda.",
            ));
        }
        match self.phase {
            Phase::Preparing => Ok(()),
            Phase::Open | Phase::Closed => Err(Refused::NotNow(
                "The meeting has begun with this agenda. /undo takes the beginning back while nothing is recorded.",
            )),
        }
    }

    pub(super) fn change_agenda(&mut self, agenda: &Agenda) -> Result<(), Refused> {
        self.may_change_agenda()?;
        self.agenda = agenda.clone();
        Ok(())
    }

    /// Not what was closed once: its minutes may be in other hands.
    fn may_be_put_away(&self) -> Result<(), Refused> {
        if self.phase == Phase::Closed {
            return Err(Refused::NotNow(
                "A closed meeting stays in the list: its minutes may be in other hands.",
            ));
        }
        if self.was_closed {
            return Err(Refused::NotNow(
                "This meeting was closed before it was reopened. It stays in the list: its minutes may be in other hands.",
            ));
        }
        let private_time = self.private_times.last();
        match private_time.is_some_and(|pause| pause.until.is_none()) {
            true => Err(Refused::PrivateTime),
            false => Ok(()),
        }
    }

    pub(super) fn put_away(
        &mut self,
        reason: &str,
        at: DateTime<FixedOffset>,
    ) -> Result<(), Refused> {
        self.may_be_put_away()?;
        self.put_away = Some(PutAway {
            at,
            reason: reason.to_owned(),
            is_kept_back: !self.exclusions_on().is_empty(),
        });
        Ok(())
    }
}

/// Somebody comes and goes, and the rights of the folder change, wherever the meeting stands.
pub(super) fn goes_on_when_put_away(known_event: &KnownEvent) -> bool {
    matches!(
        known_event,
        KnownEvent::Restored {}
            | KnownEvent::SessionStarted {}
            | KnownEvent::SessionEnded { .. }
            | KnownEvent::HandedOn {}
            | KnownEvent::TakenBack {}
    )
}
