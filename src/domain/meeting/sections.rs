//! The sections of the agenda as the meeting goes through them: in any order, skipped, reopened.

use super::{Meeting, MeetingState, Refused};
use crate::domain::agenda::{ScaleAsked, Section};
use crate::domain::record::NotFor;
use crate::domain::record::kinds::answer;
use crate::domain::visibility::Visibility;
use chrono::{DateTime, FixedOffset};

#[derive(Debug, Clone, PartialEq)]
pub struct Period {
    pub opened: DateTime<FixedOffset>,
    pub closed: Option<DateTime<FixedOffset>>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Skipped {
    pub at: DateTime<FixedOffset>,
    pub reason: String,
    /// The reason was typed while somebody was excluded, so it is not in the open minutes.
    pub is_kept_back: bool,
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct SectionTimes {
    pub periods: Vec<Period>,
    /// Left out, unless it was opened later.
    pub skipped: Option<Skipped>,
}

/// Whom what is recorded in a section is not for; nobody at all, where nobody is named.
#[derive(Debug, Clone, PartialEq)]
pub enum KeptBack {
    From(NotFor),
    FromAll,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SectionState {
    NotStarted,
    Open,
    Done,
    Skipped,
}

impl SectionState {
    pub fn word(self) -> &'static str {
        match self {
            SectionState::NotStarted => "not_started",
            SectionState::Open => "open",
            SectionState::Done => "done",
            SectionState::Skipped => "skipped",
        }
    }
}

impl MeetingState {
    pub(super) fn open_section(
        &mut self,
        section: &str,
        at: DateTime<FixedOffset>,
    ) -> Result<(), Refused> {
        self.may_record()?;
        if self.agenda.place(section).is_none() {
            return Err(Refused::Nobody(section.to_owned()));
        }
        if self.open_section.as_deref() == Some(section) {
            return Err(Refused::NotNow("That section is open already."));
        }
        if let Some(open) = self.open_section.clone() {
            self.close_section(&open, at)?;
        }
        let times = self.sections.entry(section.to_owned()).or_default();
        times.skipped = None;
        times.periods.push(Period {
            opened: at,
            closed: None,
        });
        self.open_section = Some(section.to_owned());
        Ok(())
    }

    pub(super) fn close_section(
        &mut self,
        section: &str,
        at: DateTime<FixedOffset>,
    ) -> Result<(), Refused> {
        if self.open_section.as_deref() != Some(section) {
            return Err(Refused::NotNow("That section is not open."));
        }
        if let Some(period) = self
            .sections
            .entry(section.to_owned())
            .or_default()
            .periods
            .last_mut()
        {
            period.closed = Some(at);
        }
        self.open_section = None;
        Ok(())
    }

    pub(super) fn skip_section(
        &mut self,
        section: &str,
        reason: &str,
        at: DateTime<FixedOffset>,
    ) -> Result<(), Refused> {
        self.may_record()?;
        if self.agenda.place(section).is_none() {
            return Err(Refused::Nobody(section.to_owned()));
        }
        if self.open_section.as_deref() == Some(section) {
            self.close_section(section, at)?;
        }
        let is_kept_back = !self.exclusions_on().is_empty();
        self.sections.entry(section.to_owned()).or_default().skipped = Some(Skipped {
            at,
            reason: reason.to_owned(),
            is_kept_back,
        });
        Ok(())
    }

    pub(super) fn keep_section_back(
        &mut self,
        section: &str,
        visibility: Visibility,
        not_for: Option<&NotFor>,
    ) -> Result<(), Refused> {
        self.may_record()?;
        if self.agenda.place(section).is_none() {
            return Err(Refused::Nobody(section.to_owned()));
        }
        let kept_back = match (visibility, not_for) {
            (Visibility::Everyone, _) => {
                self.sections_kept_back.remove(section);
                return Ok(());
            }
            (Visibility::NotForSome, Some(not_for)) if !not_for.people.is_empty() => {
                KeptBack::From(not_for.clone())
            }
            _ => KeptBack::FromAll,
        };
        self.sections_kept_back
            .insert(section.to_owned(), kept_back);
        Ok(())
    }
}

impl Meeting {
    /// What somebody said during the meeting about who may read what is recorded in the open section.
    pub fn section_kept_back(&self) -> Option<&KeptBack> {
        let open = self.now.open_section.as_deref()?;
        self.now.sections_kept_back.get(open)
    }

    pub fn open_section(&self) -> Option<&Section> {
        self.now.agenda.section(self.now.open_section.as_deref()?)
    }

    pub fn section_times(&self, section: &str) -> Option<&SectionTimes> {
        self.now.sections.get(section)
    }

    pub fn section_state(&self, section: &str) -> SectionState {
        match self.now.sections.get(section) {
            _ if self.now.open_section.as_deref() == Some(section) => SectionState::Open,
            Some(times) if times.skipped.is_some() => SectionState::Skipped,
            Some(times) if !times.periods.is_empty() => SectionState::Done,
            _ => SectionState::NotStarted,
        }
    }

    /// Whole minutes that a section has been open, excluding breaks.
    pub fn minutes_spent(&self, section: &str, now: DateTime<FixedOffset>) -> i64 {
        let Some(times) = self.now.sections.get(section) else {
            return 0;
        };
        let spent: i64 = times
            .periods
            .iter()
            .map(|period| {
                let until = period.closed.unwrap_or(now);
                let paused: i64 = self
                    .now
                    .breaks
                    .iter()
                    .map(|pause| {
                        let from = pause.from.max(period.opened);
                        let end = pause.until.unwrap_or(now).min(until);
                        (end - from).num_seconds().max(0)
                    })
                    .sum();
                (until - period.opened).num_seconds() - paused
            })
            .sum();
        spent.max(0) / 60
    }

    /// The next section: the first not started after the open one, otherwise the first anywhere.
    pub fn next_section(&self) -> Option<&Section> {
        let places = self.now.agenda.places();
        let open = self.now.open_section.as_deref();
        let here = places
            .iter()
            .position(|place| Some(place.section.id.as_str()) == open)
            .map_or(0, |at| at + 1);
        let ahead = places.iter().skip(here).chain(places.iter().take(here));
        let mut free =
            ahead.filter(|place| self.section_state(&place.section.id) == SectionState::NotStarted);
        free.next().map(|place| place.section)
    }

    /// The next question of the open section that has no answer.
    pub fn next_question(&self) -> Option<String> {
        let section = self.open_section()?;
        let answered = |question: &str| {
            self.records(&answer::KIND).any(|answer| {
                answer.text(&answer::QUESTION) == question
                    && answer.section.as_deref() == Some(section.id.as_str())
            })
        };
        section
            .questions
            .iter()
            .find(|question| !answered(question))
            .cloned()
    }

    pub fn scale_asked(&self, id: &str) -> Option<&ScaleAsked> {
        self.now.agenda.scale(id)
    }
}
