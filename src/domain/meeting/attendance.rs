//! Who is in the room, since when, until when and how; and who was expected. Invited, answered, came, and why not are
//! separate facts (decision 21).

use super::{Meeting, MeetingState, Phase, Refused};
use crate::domain::meeting::event::LoggedEvent;
use crate::domain::record::kinds::person;
use crate::domain::record::{ReadAnswers, Record};
use crate::domain::settings::Settings;
use crate::domain::settings::vocabularies::Vocabularies;
use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};

/// One stay of one person: somebody who leaves and comes back has two.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Stay {
    /// Who; an event and a file say so once, beside the stays.
    #[serde(skip)]
    pub person: String,
    pub arrived: DateTime<FixedOffset>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub left: Option<DateTime<FixedOffset>>,
    /// How they took part, and from when; more than one when that changed. Empty while nobody has said.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ways: Vec<Way>,
    /// The events that told of it, where no time was typed: they decide between things of the same second.
    #[serde(skip)]
    pub(in crate::domain) told: Told,
}

/// How somebody took part (a code of the list `attendance`), from a time on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Way {
    pub from: DateTime<FixedOffset>,
    pub how: String,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(in crate::domain) struct Told {
    arrived: Option<u64>,
    left: Option<u64>,
}

impl Stay {
    pub fn new(person: &str, arrived: DateTime<FixedOffset>) -> Stay {
        Stay {
            person: person.to_owned(),
            arrived,
            left: None,
            ways: Vec::new(),
            told: Told::default(),
        }
    }

    /// How they take part now, or took part last.
    pub fn way(&self) -> Option<&str> {
        self.ways.last().map(|way| way.how.as_str())
    }

    /// The event by which they left, unless the time was typed.
    pub(in crate::domain) fn left_by(&self) -> Option<u64> {
        self.told.left
    }

    /// Whether they were here just after the event of this number and time.
    fn covers(&self, seq: u64, at: DateTime<FixedOffset>) -> bool {
        let has_come = match self.told.arrived {
            Some(arrived) => arrived <= seq,
            None => self.arrived <= at,
        };
        let has_left = match (self.told.left, self.left) {
            (Some(left), _) => left <= seq,
            // A time that was typed is known to the minute: what happened in that minute, happened with them here.
            (None, left) => left.is_some_and(|left| left == at || minute(left) < minute(at)),
        };
        has_come && !has_left
    }
}

fn minute(at: DateTime<FixedOffset>) -> i64 {
    at.timestamp().div_euclid(60)
}

impl MeetingState {
    pub(super) fn arrive(&mut self, person: &str, logged: &LoggedEvent) -> Result<(), Refused> {
        if !self.places.contains_key(person) {
            return Err(Refused::Nobody(person.to_owned()));
        }
        if self.open_stay(person).is_some() {
            return Err(Refused::NotNow(
                "They are already here. Nothing was changed.",
            ));
        }
        let mut stay = Stay::new(person, logged.at);
        stay.told.arrived = Some(logged.seq);
        let from = logged.at;
        let planned = self.answered_way(person);
        stay.ways.extend(planned.map(|how| Way { from, how }));
        self.stays.push(stay);
        Ok(())
    }

    pub(super) fn leave(&mut self, person: &str, logged: &LoggedEvent) -> Result<(), Refused> {
        if !self.places.contains_key(person) {
            return Err(Refused::Nobody(person.to_owned()));
        }
        let Some(stay) = self.open_stay(person) else {
            return Err(Refused::NotNow(
                "They are not marked as here. /arrive marks somebody as here.",
            ));
        };
        stay.left = Some(logged.at);
        stay.told.left = Some(logged.seq);
        Ok(())
    }

    /// Replaces when somebody was here. Ends that stay as they were keep their place among the events.
    pub(super) fn set_stays(&mut self, person: &str, stays: &[Stay]) -> Result<(), Refused> {
        if !self.places.contains_key(person) {
            return Err(Refused::Nobody(person.to_owned()));
        }
        let before = self.stays.clone();
        self.stays.retain(|stay| stay.person != person);
        for stay in stays {
            let mut stay = Stay {
                person: person.to_owned(),
                ..stay.clone()
            };
            let known = before.iter().filter(|known| known.person == person);
            for known in known {
                if known.arrived == stay.arrived {
                    stay.told.arrived = known.told.arrived;
                }
                if known.left.is_some() && known.left == stay.left {
                    stay.told.left = known.told.left;
                }
            }
            self.stays.push(stay);
        }
        self.stays.sort_by_key(|stay| stay.arrived);
        Ok(())
    }

    /// Somebody who is here was changed: if that says another way of taking part, they go on in it from now on, and
    /// the way they came in stays.
    pub(super) fn goes_on_as_answered(&mut self, person: &str, at: DateTime<FixedOffset>) {
        let Some(how) = self.answered_way(person) else {
            return;
        };
        let Some(stay) = self.open_stay(person) else {
            return;
        };
        if stay.way() == Some(&how) {
            return;
        }
        let from = if stay.ways.is_empty() {
            stay.arrived
        } else {
            at
        };
        stay.ways.push(Way { from, how });
    }

    fn open_stay(&mut self, person: &str) -> Option<&mut Stay> {
        let mut stays = self.stays.iter_mut().rev();
        stays.find(|stay| stay.person == person && stay.left.is_none())
    }

    /// How this person said they would take part, where it is a way of being here.
    fn answered_way(&self, person: &str) -> Option<String> {
        let record = self.records.get(*self.places.get(person)?)?;
        let how = record.text(&person::ATTENDANCE);
        (record.is_a(&person::KIND) && is_a_way(how, &self.settings)).then(|| how.to_owned())
    }
}

/// Whether a code of the list `attendance` is a way of being here: in person, by video. To be here for a part only says
/// nothing about how.
pub fn is_a_way(how: &str, settings: &Settings) -> bool {
    let lists = settings.vocabularies();
    lists.is("attendance", how, "comes") && !lists.is("attendance", how, "partly")
}

/// As the list says, also of a code of the council's own; without an answer, they are.
pub(in crate::domain) fn is_expected(person: &impl ReadAnswers, words: &Vocabularies) -> bool {
    let attendance = person.text(&person::ATTENDANCE);
    if words.comes(attendance) == Some(false) {
        return false;
    }
    match attendance {
        "apologies_with_report"
        | "apologies_no_report"
        | "report_only"
        | "in_writing"
        | "declined"
        | "no_response"
        | "not_invited"
        | "excluded_whole" => false,
        _ => person.text(&person::ANSWER) != "not_coming",
    }
}

impl Meeting {
    pub fn stays(&self) -> &[Stay] {
        &self.now.stays
    }

    pub fn stays_of<'a>(&'a self, person: &'a str) -> impl DoubleEndedIterator<Item = &'a Stay> {
        let stays = self.now.stays.iter();
        stays.filter(move |stay| stay.person == person)
    }

    /// Whether anybody's arrival was recorded. Where none was, nothing can be said of who is here and who is not.
    pub fn records_arrivals(&self) -> bool {
        let stands = |id: &str| {
            self.record(id)
                .is_some_and(|record| record.struck.is_none())
        };
        self.now.stays.iter().any(|stay| stands(&stay.person))
    }

    /// Whether this person or child is in the room (or on the line) now.
    pub fn is_here(&self, person: &str) -> bool {
        self.stays_of(person).any(|stay| stay.left.is_none())
    }

    pub fn has_come(&self, person: &str) -> bool {
        self.stays_of(person).next().is_some()
    }

    pub fn has_left(&self, person: &str) -> bool {
        !self.is_here(person) && self.has_come(person)
    }

    /// Who was here just after the event of this number and time, by what is known of it now.
    pub(in crate::domain) fn here_at(
        &self,
        seq: u64,
        at: DateTime<FixedOffset>,
    ) -> impl Iterator<Item = &str> {
        let stays = self.now.stays.iter();
        stays
            .filter(move |stay| stay.covers(seq, at))
            .map(|stay| stay.person.as_str())
    }

    /// Whether they are expected to come at all: no apologies, not excluded, not "not invited".
    pub fn is_expected(&self, person: &Record) -> bool {
        is_expected(person, self.settings().vocabularies())
    }

    /// The minutes are typed up on another day than the meeting was held: the clock says nothing about when somebody
    /// spoke.
    pub fn is_typed_up(&self) -> bool {
        let held = self.day_held().day();
        let began = self.began_at().map(|at| at.date_naive());
        matches!((held, began), (Some(held), Some(began)) if held < began)
    }

    /// Said of somebody who speaks without being here: `Okafor has not arrived`, `Okafor left at 15:05`. Nothing as long
    /// as nobody's arrival was recorded.
    pub fn absence_words(&self, id: &str) -> Option<String> {
        let is_asked = self.phase() == Phase::Open && self.records_arrivals();
        if !is_asked || self.is_here(id) {
            return None;
        }
        let record = self.record(id).filter(|record| record.struck.is_none())?;
        let called = self.called(id);
        Some(
            match self.stays_of(id).filter_map(|stay| stay.left).next_back() {
                Some(left) => format!("{called} left at {}", left.format("%H:%M")),
                None if record.text(&person::ATTENDANCE) == "in_writing" => return None,
                None => format!("{called} has not arrived"),
            },
        )
    }

    /// The people who were invited and have neither answered nor come: whom to ask again (row 14).
    pub fn no_reply(&self) -> impl Iterator<Item = &Record> {
        self.records(&person::KIND).filter(|person| {
            let attendance = person.text(&person::ATTENDANCE);
            let answer = person.text(&person::ANSWER);
            let says_nothing = attendance == "no_response" || answer == "no_answer";
            let is_silent = !person.values.contains_key(person::ANSWERED.name)
                && matches!(attendance, "" | "no_response")
                && matches!(answer, "" | "no_answer");
            let is_asked = person.values.contains_key(person::INVITED.name) || says_nothing;
            is_asked && is_silent && !self.has_come(&person.id)
        })
    }

    /// What became of their invitation, where their attendance does not say: `accepted`, or `no answer`. Empty for
    /// anyone who was not asked, sent apologies or has come.
    pub fn invitation_words(&self, person: &Record) -> &'static str {
        if self.no_reply().any(|one| one.id == person.id) {
            return "no answer";
        }
        let said_yes = self.is_expected(person)
            && (person.values.contains_key(person::ANSWERED.name)
                || person.text(&person::ANSWER) == "coming");
        if said_yes && !self.has_come(&person.id) {
            "accepted"
        } else {
            ""
        }
    }

    /// Each stay in words: `14:10–15:05 (video, phone from 14:40)`, `here since 15:30`.
    pub fn presence_words(&self, person: &str) -> Vec<String> {
        self.stays_of(person)
            .map(|stay| {
                let arrived = stay.arrived.format("%H:%M");
                let times = match stay.left {
                    Some(left) => format!("{arrived}–{}", left.format("%H:%M")),
                    None => format!("here since {arrived}"),
                };
                match self.way_words(stay) {
                    ways if ways.is_empty() => times,
                    ways => format!("{times} ({ways})"),
                }
            })
            .collect()
    }

    /// `video, phone from 14:40`.
    pub fn way_words(&self, stay: &Stay) -> String {
        way_words(stay, self.settings())
    }
}

/// How somebody took part in one stay, and from when where that changed: `video, phone from 14:40`.
pub fn way_words(stay: &Stay, settings: &Settings) -> String {
    let words = |way: &Way| person::ATTENDANCE.words_of(&way.how, settings).to_owned();
    let ways = stay.ways.iter().enumerate().map(|(at, way)| match at {
        0 => words(way),
        _ => format!("{} from {}", words(way), way.from.format("%H:%M")),
    });
    ways.collect::<Vec<_>>().join(", ")
}
