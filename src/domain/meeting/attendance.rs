//! Who is in the room, since when and until when.

use super::{Meeting, MeetingState, Refused};
use crate::domain::record::kinds::person;
use crate::domain::record::{ReadAnswers, Record};
use chrono::{DateTime, FixedOffset};

/// One stay of one person: somebody who leaves and comes back has two.
#[derive(Debug, Clone, PartialEq)]
pub struct Stay {
    pub person: String,
    pub arrived: DateTime<FixedOffset>,
    pub left: Option<DateTime<FixedOffset>>,
}

impl MeetingState {
    pub(super) fn arrive(
        &mut self,
        person: &str,
        at: DateTime<FixedOffset>,
    ) -> Result<(), Refused> {
        if !self.places.contains_key(person) {
            return Err(Refused::Nobody(person.to_owned()));
        }
        if self
            .stays
            .iter()
            .any(|stay| stay.person == person && stay.left.is_none())
        {
            return Err(Refused::NotNow(
                "They are already here. Nothing was changed.",
            ));
        }
        self.stays.push(Stay {
            person: person.to_owned(),
            arrived: at,
            left: None,
        });
        Ok(())
    }

    pub(super) fn leave(&mut self, person: &str, at: DateTime<FixedOffset>) -> Result<(), Refused> {
        if !self.places.contains_key(person) {
            return Err(Refused::Nobody(person.to_owned()));
        }
        match self
            .stays
            .iter_mut()
            .rev()
            .find(|stay| stay.person == person && stay.left.is_none())
        {
            Some(stay) => stay.left = Some(at),
            None => {
                return Err(Refused::NotNow(
                    "They are not marked as here. /arrive marks somebody as here.",
                ));
            }
        }
        Ok(())
    }
}

pub(in crate::domain) fn is_expected(person: &impl ReadAnswers) -> bool {
    !matches!(
        person.text(&person::ATTENDANCE),
        "apologies_with_report"
            | "apologies_no_report"
            | "report_only"
            | "declined"
            | "no_response"
            | "not_invited"
            | "excluded_whole"
    )
}

impl Meeting {
    pub fn stays(&self) -> &[Stay] {
        &self.now.stays
    }

    /// Whether this person or child is in the room (or on the line) now.
    pub fn is_here(&self, person: &str) -> bool {
        self.now
            .stays
            .iter()
            .any(|stay| stay.person == person && stay.left.is_none())
    }

    pub fn has_left(&self, person: &str) -> bool {
        !self.is_here(person) && self.now.stays.iter().any(|stay| stay.person == person)
    }

    /// Whether they are expected to come at all: no apologies, not excluded, not "not invited".
    pub fn is_expected(&self, person: &Record) -> bool {
        is_expected(person)
    }

    /// The people who were invited and have neither answered nor come: whom to ask again (row 14).
    pub fn no_reply(&self) -> impl Iterator<Item = &Record> {
        self.records(&person::KIND).filter(|person| {
            let came = self.is_here(&person.id) || self.has_left(&person.id);
            let attendance = person.text(&person::ATTENDANCE);
            let is_silent = !person.values.contains_key(person::ANSWERED.name)
                && matches!(attendance, "" | "no_response");
            let is_asked =
                person.values.contains_key(person::INVITED.name) || attendance == "no_response";
            is_asked && is_silent && !came
        })
    }

    /// What became of their invitation, where their attendance does not say: `accepted`, or `no answer`. Empty for
    /// anyone who was not asked, sent apologies or has come.
    pub fn invitation_words(&self, person: &Record) -> &'static str {
        if self.no_reply().any(|one| one.id == person.id) {
            return "no answer";
        }
        let came = self.is_here(&person.id) || self.has_left(&person.id);
        let said_yes =
            person.values.contains_key(person::ANSWERED.name) && self.is_expected(person);
        if said_yes && !came { "accepted" } else { "" }
    }

    pub fn presence_words(&self, person: &str) -> String {
        let stays: Vec<&Stay> = self
            .now
            .stays
            .iter()
            .filter(|stay| stay.person == person)
            .collect();
        let words: Vec<String> = stays
            .iter()
            .map(|stay| match stay.left {
                Some(left) => format!("{}–{}", stay.arrived.format("%H:%M"), left.format("%H:%M")),
                None => format!("here since {}", stay.arrived.format("%H:%M")),
            })
            .collect();
        words.join(", ")
    }
}
