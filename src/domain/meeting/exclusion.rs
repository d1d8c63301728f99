//! Who is excluded from a part of the meeting, and what is recorded meanwhile. It follows from the exclusions on record
//! (`record/kinds/exclusion.rs`) and from the order of events, so it holds after a crash, an undo and a reopening. Leaving
//! marks nothing.

use super::{Meeting, MeetingState, Phase};
use crate::domain::record::kinds::{exclusion, person};
use crate::domain::record::{Body, Record};
use chrono::{DateTime, Days, FixedOffset, NaiveTime, Timelike};

impl MeetingState {
    /// The exclusions (ids) that are in force now. What is prepared before the meeting, or done after closing, is not
    /// said in it.
    pub(super) fn exclusions_on(&self) -> Vec<String> {
        if self.phase != Phase::Open {
            return Vec::new();
        }
        let places = self.index.of_kind(exclusion::KIND.id).iter();
        let all = places.filter_map(|place| self.records.get(*place));
        all.filter(|record| is_on(record))
            .map(|record| record.id.clone())
            .collect()
    }

    /// An exclusion was put down or changed: what was recorded since it began carries it, even where it is only put down
    /// later. A mark is never taken away by this.
    pub(super) fn mark_since(&mut self, id: &str, now: DateTime<FixedOffset>) {
        let place = self.places.get(id).copied();
        let Some(exclusion) = place.and_then(|place| self.records.get(place)) else {
            return;
        };
        if !exclusion.is_a(&exclusion::KIND)
            || exclusion.struck.is_some()
            || self.began_at.is_none()
        {
            return;
        }
        let (from, until) = span(exclusion, now);
        let began = self.began_at.map_or(from, |began| began.max(from));
        let is_within = |at: DateTime<FixedOffset>| at >= began && at <= until;
        let ids = [id.to_owned()];
        for record in &mut self.records {
            let changed = record.former.last().map(|former| former.until);
            let is_said_in_it = !record.is_a(&exclusion::KIND) && !record.follows_closing();
            if !is_said_in_it || record.without.exclusions.iter().any(|known| known == id) {
                continue;
            }
            if is_within(record.at) {
                record.add_exclusions(&ids);
            } else if changed.is_some_and(is_within) {
                record.changed_without(&ids, &Body::default());
            }
        }
    }
}

/// From when until when it holds. A time that is still to come today was that of the day before: the line is typed after
/// midnight, on the next morning or with a clock that was put back. Where that is before the meeting began, all of it
/// counts: better too much is restricted until the Chair decides than too little.
fn span(
    exclusion: &Record,
    now: DateTime<FixedOffset>,
) -> (DateTime<FixedOffset>, DateTime<FixedOffset>) {
    let put_down = exclusion.at;
    let at = |typed: &str, seconds: u32| {
        let time = NaiveTime::parse_from_str(typed, "%H:%M").ok()?;
        let time = time.with_second(seconds)?;
        put_down.with_time(time).single()
    };
    let before = |time: DateTime<FixedOffset>, limit: DateTime<FixedOffset>| match time > limit {
        true => time - Days::new(1),
        false => time,
    };
    let from = at(exclusion.text(&exclusion::FROM), 0).map(|from| before(from, put_down));
    let from = from.unwrap_or(put_down);
    let until = at(exclusion.text(&exclusion::UNTIL), 59).map(|until| before(until, now));
    let until = until.filter(|until| *until >= from && *until <= now);
    (from, until.unwrap_or(now))
}

fn is_on(exclusion: &Record) -> bool {
    exclusion.struck.is_none() && exclusion.get(&exclusion::UNTIL).is_none()
}

impl Meeting {
    /// The exclusions that are in force, in the order in which they were put down.
    pub fn exclusions_on(&self) -> impl Iterator<Item = &Record> {
        let all = self.records(&exclusion::KIND);
        all.filter(|exclusion| self.now.phase != Phase::Closed && is_on(exclusion))
    }

    /// Whether what is recorded now carries an exclusion.
    pub fn is_somebody_excluded(&self) -> bool {
        !self.now.exclusions_on().is_empty()
    }

    pub fn is_excluded(&self, person: &str) -> bool {
        self.exclusions_on()
            .any(|exclusion| exclusion.text(&exclusion::WHO) == person)
    }

    /// `LH, DS`: who is excluded now, by their letters.
    pub fn excluded_words(&self) -> String {
        let codes = self
            .exclusions_on()
            .map(|exclusion| self.code_of(exclusion));
        codes.collect::<Vec<_>>().join(", ")
    }

    fn code_of(&self, exclusion: &Record) -> String {
        match exclusion.text(&exclusion::WHO) {
            "" => exclusion
                .unread(&exclusion::WHO)
                .unwrap_or("somebody")
                .to_owned(),
            who => self.code(who),
        }
    }

    /// Whom a record was said without (ids). One whose exclusion names nobody certain yet is the exclusion itself.
    pub fn said_without<'a>(&'a self, record: &'a Record) -> Vec<&'a str> {
        let mut people: Vec<&str> = Vec::new();
        for id in &record.without.exclusions {
            let exclusion = self.record(id);
            let who = exclusion.map_or("", |exclusion| exclusion.text(&exclusion::WHO));
            let who = if who.is_empty() { id.as_str() } else { who };
            if !people.contains(&who) {
                people.push(who);
            }
        }
        people
    }

    /// `LH, DS`: whom a record was said without, by their letters.
    pub fn without_words(&self, record: &Record) -> String {
        let mut codes: Vec<String> = Vec::new();
        for exclusion in record
            .without
            .exclusions
            .iter()
            .filter_map(|id| self.record(id))
        {
            let code = self.code_of(exclusion);
            if !codes.contains(&code) {
                codes.push(code);
            }
        }
        codes.join(", ")
    }

    /// Everybody of whom something was said without, and the records, in order.
    pub fn all_said_without(&self) -> Vec<(&str, Vec<&Record>)> {
        let mut found: Vec<(&str, Vec<&Record>)> = Vec::new();
        let standing = self.all_records().iter();
        for record in standing.filter(|record| record.struck.is_none()) {
            for person in self.said_without(record) {
                match found.iter_mut().find(|(known, _)| *known == person) {
                    Some((_, records)) => records.push(record),
                    None => found.push((person, vec![record])),
                }
            }
        }
        found
    }

    /// Whether somebody was kept out of the meeting or of a part of it.
    pub fn was_excluded(&self, person: &str) -> bool {
        let is_named = |exclusion: &Record| exclusion.text(&exclusion::WHO) == person;
        let attendance = self
            .record(person)
            .map_or("", |person| person.text(&person::ATTENDANCE));
        attendance.starts_with("excluded") || self.records(&exclusion::KIND).any(is_named)
    }
}
