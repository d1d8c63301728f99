//! Who is excluded from a part of the meeting, and what is recorded meanwhile. It follows from the exclusions on record
//! (`record/kinds/exclusion.rs`) and from the order of events, so it holds after a crash, an undo and a reopening. Leaving
//! marks nothing.

use super::{Began, Meeting, MeetingState, Phase};
use crate::domain::record::Record;
use crate::domain::record::kinds::{exclusion, person};
use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime, Timelike};

impl MeetingState {
    /// The exclusions (ids) that are in force now. What is prepared before the meeting, or done after closing, is not
    /// said in it.
    pub(super) fn exclusions_on(&self) -> Vec<String> {
        if self.phase != Phase::Open {
            return Vec::new();
        }
        let places = self.index.of_kind(exclusion::KIND.id).iter();
        let all = places.filter_map(|place| self.records.get(*place));
        all.filter(|record| is_on(record, self.began.as_ref()))
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
        let is_other = !exclusion.is_a(&exclusion::KIND) || exclusion.struck.is_some();
        let Some(began) = self.began.as_ref().filter(|_| !is_other) else {
            return;
        };
        let Some(times) = Times::of(exclusion, began, now) else {
            return;
        };
        let ids = [id.to_owned()];
        for (place, record) in self.records.iter_mut().enumerate() {
            let is_said_in_it = !record.is_a(&exclusion::KIND) && !record.follows_closing();
            if !is_said_in_it || record.without.exclusions.iter().any(|known| known == id) {
                continue;
            }
            match times.hold(record.at, place >= began.records_before) {
                true => record.add_exclusions(&ids),
                false => record.was_changed_without(&ids, |at| times.hold(at, began.is_before(at))),
            }
        }
        for pause in self.breaks.iter_mut().chain(&mut self.private_times) {
            pause.is_kept_back |= times.hold(pause.from, began.is_before(pause.from));
        }
        let sections = self.sections.values_mut();
        for skipped in sections.filter_map(|section| section.skipped.as_mut()) {
            skipped.is_kept_back |= times.hold(skipped.at, began.is_before(skipped.at));
        }
        if let Some(put_away) = self.put_away.as_mut() {
            put_away.is_kept_back |= times.hold(put_away.at, began.is_before(put_away.at));
        }
        for (at, gap) in &mut self.explained {
            gap.is_kept_back |= times.hold(*at, began.is_before(*at));
        }
    }
}

/// When an exclusion held, as far as the times that were typed tell it. A time of day has no day, so whatever it may mean
/// counts: better too much is restricted until the Chair decides than too little.
#[derive(Debug)]
enum Times {
    /// From the beginning of the meeting on: the time cannot be read, is before it or still to come, or the clock cannot
    /// be relied on.
    All,
    Spans(Vec<(DateTime<FixedOffset>, DateTime<FixedOffset>)>),
}

impl Times {
    /// `None`: no time was typed, so it holds by the order of events alone.
    fn of(exclusion: &Record, began: &Began, now: DateTime<FixedOffset>) -> Option<Times> {
        let (from, until) = (
            exclusion.text(&exclusion::FROM),
            exclusion.text(&exclusion::UNTIL),
        );
        if from.is_empty() && exclusion.unread(&exclusion::FROM).is_none() {
            return None;
        }
        let Some(from) = read_time(from).filter(|_| !began.clock_went_back) else {
            return Some(Times::All);
        };
        let put_down = exclusion.at;
        let first_day = began.at.date_naive();
        let on = |day: NaiveDate, time: NaiveTime| {
            let at = day.and_time(time).and_local_timezone(*began.at.offset());
            at.single()
        };
        let Some(until) = read_time(until) else {
            let first = on(first_day, from).filter(|at| *at >= began.at && *at <= put_down);
            return Some(first.map_or(Times::All, |first| Times::Spans(vec![(first, now)])));
        };
        // It lasts over midnight when it ends before it began. On which day it was is not said: each that fits counts.
        let until = until.with_second(59).unwrap_or(until);
        let days = first_day
            .pred_opt()
            .into_iter()
            .flat_map(|day| day.iter_days());
        let days = days.take_while(|day| *day <= put_down.date_naive());
        let spans: Vec<_> = days
            .filter_map(|day| {
                let last_day = if until < from { day.succ_opt()? } else { day };
                Some((on(day, from)?, on(last_day, until)?))
            })
            .filter(|(from, until)| *from <= put_down && *until >= began.at)
            .collect();
        Some(match spans.is_empty() {
            true => Times::All,
            false => Times::Spans(spans),
        })
    }

    /// Whether this was in it. `is_since`: it was after the beginning of the meeting, by the order of events.
    fn hold(&self, at: DateTime<FixedOffset>, is_since: bool) -> bool {
        match self {
            Times::All => is_since,
            Times::Spans(spans) => {
                let mut spans = spans.iter();
                is_since && spans.any(|(from, until)| (from..=until).contains(&&at))
            }
        }
    }
}

fn read_time(typed: &str) -> Option<NaiveTime> {
    NaiveTime::parse_from_str(typed, "%H:%M").ok()
}

/// Whether it has ended: an end is noted, and it can be one. Otherwise they are out until somebody notes that they are
/// back: nobody can say when it was.
fn is_over(exclusion: &Record, began: Option<&Began>) -> bool {
    let until = exclusion.values.get(exclusion::UNTIL.name);
    if until.is_none() {
        return false;
    }
    let put_down = exclusion.at;
    let mut former = exclusion.former.iter();
    let is_noted_later = former.any(|former| former.values.get(exclusion::UNTIL.name) != until);
    match (is_noted_later, began) {
        // Somebody noted that they are back: the order tells it, whatever the time.
        (true, _) => true,
        // It was put down with its end: only one that has passed, in this meeting, is one.
        (false, Some(began)) => match Times::of(exclusion, began, put_down) {
            Some(Times::Spans(spans)) => !spans.iter().any(|(_, until)| *until >= put_down),
            Some(Times::All) | None => false,
        },
        (false, None) => false,
    }
}

fn is_on(exclusion: &Record, began: Option<&Began>) -> bool {
    exclusion.struck.is_none() && !is_over(exclusion, began)
}

impl Meeting {
    /// The exclusions that are in force, in the order in which they were put down.
    pub fn exclusions_on(&self) -> impl Iterator<Item = &Record> {
        let all = self.records(&exclusion::KIND);
        let began = self.now.began.as_ref();
        all.filter(move |exclusion| self.now.phase != Phase::Closed && is_on(exclusion, began))
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
