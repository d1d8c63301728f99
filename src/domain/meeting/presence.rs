//! What an arrival or a departure that somebody types makes of the stays so far: a new stay, a time put right, another
//! way of taking part, or nothing. Whatever cannot be is refused in words.

use super::{Meeting, Stay, Way};
use crate::domain::problem::Problem;
use crate::domain::record::ReadAnswers;
use crate::domain::record::kinds::person;
use chrono::{DateTime, Duration, FixedOffset, NaiveTime, Timelike};

/// What a typed arrival or departure comes to.
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    /// It was so already.
    AsBefore(String),
    /// Exactly what the clock says: the plain event will do.
    Now,
    /// When they were here, from now on; and what to say about it.
    Stays(Vec<Stay>, String),
}

/// How long before the meeting somebody may arrive.
const EARLY: Duration = Duration::hours(3);

impl Meeting {
    /// A time of day as it is meant in this meeting: on its day, and in the afternoon where only that can be meant
    /// (`2:10` in a meeting that began at 14:00). `said`: the words say which half of the day it is.
    ///
    /// # Errors
    ///
    /// The time is still to come, or long before the meeting.
    pub fn moment(
        &self,
        time: NaiveTime,
        said: bool,
        now: DateTime<FixedOffset>,
    ) -> Result<DateTime<FixedOffset>, Problem> {
        let began = self.began_at();
        let day = began.unwrap_or(now).date_naive();
        let offset = *began.unwrap_or(now).offset();
        let on_the_day = |time: NaiveTime| {
            DateTime::from_naive_utc_and_offset(day.and_time(time) - offset, offset)
        };
        if self.is_typed_up() {
            return Ok(on_the_day(time));
        }
        let first = began.unwrap_or(now) - EARLY;
        let can_be = |at: &DateTime<FixedOffset>| *at >= first && minute(*at) <= minute(now);
        let is_open = !said && time.hour() < 12;
        let afternoon = is_open.then(|| on_the_day(time + Duration::hours(12)));
        let at = on_the_day(time);
        if can_be(&at) {
            return Ok(at);
        }
        if let Some(at) = afternoon.filter(can_be) {
            return Ok(at);
        }
        let why = match began {
            Some(began) if at < first => format!(
                "{} is long before the meeting, which began at {}.",
                clock(at),
                clock(began)
            ),
            _ if at < first => format!("{} is long ago: it is {}.", clock(at), clock(now)),
            _ => format!("{} is still to come: it is {}.", clock(at), clock(now)),
        };
        Err(refused(&why).next("Without a time, the clock is taken."))
    }

    /// # Errors
    ///
    /// They cannot have come then.
    pub fn arrival(
        &self,
        id: &str,
        at: Option<DateTime<FixedOffset>>,
        how: Option<&str>,
        now: DateTime<FixedOffset>,
    ) -> Result<Outcome, Problem> {
        let called = self.called(id);
        let mut stays: Vec<Stay> = self.stays_of(id).cloned().collect();
        let is_here = self.is_here(id);
        if at.is_none() && how.is_none() {
            return Ok(match stays.last().filter(|_| is_here) {
                Some(stay) => Outcome::AsBefore(format!(
                    "{called} has been here since {}.",
                    clock(stay.arrived)
                )),
                None => Outcome::Now,
            });
        }
        let words = match at {
            None if is_here => self.goes_on(&mut stays, how.unwrap_or_default(), now, &called),
            None => self.comes(&mut stays, id, now, how, &called),
            Some(at) => {
                // Whoever comes in the minute in which they left comes back: a typed time has no seconds.
                let is_over = |left: DateTime<FixedOffset>| minute(left) <= minute(at);
                // The stay that this time can belong to: the last one that begins after the one before it ended.
                let place = stays.iter().rposition(|stay| {
                    let earlier = stays
                        .iter()
                        .rev()
                        .find(|other| other.arrived < stay.arrived);
                    earlier.is_none_or(|earlier| earlier.left.is_some_and(is_over))
                });
                match place.and_then(|place| stays.get_mut(place)) {
                    Some(stay) if !stay.left.is_some_and(is_over) => {
                        let changes = how.is_some_and(|how| {
                            stay.way().is_some_and(|way| way != how)
                                && minute(at) > minute(stay.arrived)
                        });
                        match how {
                            Some(how) if changes => self.goes_on(&mut stays, how, at, &called),
                            _ => self.corrected(stay, at, how, &called),
                        }
                    }
                    _ => {
                        let ends = stays.iter().filter_map(|stay| stay.left);
                        let at = ends.filter(|left| is_over(*left)).fold(at, DateTime::max);
                        self.comes(&mut stays, id, at, how, &called)
                    }
                }
            }
        };
        let same = self.stays_of(id).eq(stays.iter());
        if same {
            return Ok(Outcome::AsBefore(words));
        }
        let early = self
            .began_at()
            .filter(|began| at.is_some_and(|at| minute(at) < minute(*began)));
        let words = match early {
            Some(began) => format!("{words} The meeting began at {}.", clock(began)),
            None => words,
        };
        Ok(Outcome::Stays(stays, words))
    }

    /// # Errors
    ///
    /// They have not been here, or not by then.
    pub fn departure(
        &self,
        id: &str,
        at: Option<DateTime<FixedOffset>>,
    ) -> Result<Outcome, Problem> {
        let mut stays: Vec<Stay> = self.stays_of(id).cloned().collect();
        let Some(last) = stays.last() else {
            return Err(refused(&format!(
                "{} has not been here, so cannot have left.",
                self.name(id)
            ))
            .next("/arrive with a time, as in /arrive PO 14:10, says when somebody came."));
        };
        let called = self.called(id);
        let Some(at) = at else {
            return Ok(match last.left {
                Some(left) => {
                    Outcome::AsBefore(format!("{called} left at {} already.", clock(left)))
                }
                None => Outcome::Now,
            });
        };
        if let Some(began) = self.began_at().filter(|began| minute(at) < minute(*began))
            && !self.is_typed_up()
        {
            return Err(refused(&format!(
                "The meeting began at {}, so nobody can have left it at {}.",
                clock(began),
                clock(at)
            )));
        }
        let arrived = last.arrived;
        let Some(stay) = stays
            .iter_mut()
            .rev()
            .find(|stay| minute(stay.arrived) <= minute(at))
        else {
            return Err(refused(&format!(
                "{called} came at {}, so cannot have left at {}.",
                clock(arrived),
                clock(at)
            )));
        };
        let at = at.max(stay.arrived);
        let words = match stay.left.replace(at) {
            Some(before) if minute(before) == minute(at) => {
                return Ok(Outcome::AsBefore(format!(
                    "{called} left at {} already.",
                    clock(before)
                )));
            }
            Some(before) => format!("{called} left at {} (was {}).", clock(at), clock(before)),
            None => format!("{called} gone since {}.", clock(at)),
        };
        stay.ways.retain(|way| way.from <= at);
        Ok(Outcome::Stays(stays, words))
    }

    fn comes(
        &self,
        stays: &mut Vec<Stay>,
        id: &str,
        at: DateTime<FixedOffset>,
        how: Option<&str>,
        called: &str,
    ) -> String {
        let mut stay = Stay::new(id, at);
        let planned = self
            .record(id)
            .map(|person| person.text(&person::ATTENDANCE));
        let planned = planned.filter(|how| super::is_a_way(how, self.settings()));
        stay.ways.extend(how.or(planned).map(|how| Way {
            from: at,
            how: how.to_owned(),
        }));
        let by = how.map_or_else(String::new, |how| format!(", {}", self.way(how)));
        stays.push(stay);
        stays.sort_by_key(|stay| stay.arrived);
        format!("{called} here since {}{by}.", clock(at))
    }

    /// The time of an arrival put right, and how they came where that is told.
    fn corrected(
        &self,
        stay: &mut Stay,
        at: DateTime<FixedOffset>,
        how: Option<&str>,
        called: &str,
    ) -> String {
        let is_same = minute(stay.arrived) == minute(at);
        let before = stay.arrived;
        let at = if is_same { before } else { at };
        stay.arrived = at;
        // What was so when they came: the last way from before then.
        let first = stay
            .ways
            .iter()
            .rposition(|way| way.from <= at)
            .unwrap_or(0);
        stay.ways.drain(..first);
        if let Some(way) = stay.ways.first_mut() {
            way.from = at;
        }
        let mut by = String::new();
        if let Some(how) = how {
            match stay.ways.first_mut() {
                Some(way) => way.how = how.to_owned(),
                None => stay.ways.push(Way {
                    from: at,
                    how: how.to_owned(),
                }),
            }
            by = format!(", {}", self.way(how));
        }
        match is_same {
            true => format!("{called} has been here since {}{by}.", clock(at)),
            false => format!(
                "{called} arrived at {} (was {}){by}.",
                clock(at),
                clock(before)
            ),
        }
    }

    /// Somebody who is here takes part in another way from `at` on.
    fn goes_on(
        &self,
        stays: &mut [Stay],
        how: &str,
        at: DateTime<FixedOffset>,
        called: &str,
    ) -> String {
        let stay = stays
            .iter_mut()
            .rev()
            .find(|stay| minute(stay.arrived) <= minute(at));
        let Some(stay) = stay else {
            return String::new();
        };
        let way = self.way(how);
        let Some(before) = stay.way().map(str::to_owned) else {
            stay.ways.push(Way {
                from: stay.arrived,
                how: how.to_owned(),
            });
            return format!("{called} here since {}, {way}.", clock(stay.arrived));
        };
        if before == how {
            return format!(
                "{called} has been here since {}, {way}.",
                clock(stay.arrived)
            );
        }
        stay.ways.retain(|way| minute(way.from) < minute(at));
        stay.ways.push(Way {
            from: at,
            how: how.to_owned(),
        });
        format!(
            "{called}: {way} from {} ({} before).",
            clock(at),
            self.way(&before)
        )
    }

    fn way(&self, how: &str) -> String {
        person::ATTENDANCE.words_of(how, self.settings()).to_owned()
    }

    /// Everybody who is here, the children too: for `/leave all`.
    pub fn all_here(&self) -> impl Iterator<Item = String> {
        let here = self.voices().filter(|seat| self.is_here(seat.id));
        here.map(|seat| seat.id.to_owned())
    }

    /// Everybody who is expected and not here, for `/arrive all`. Whoever is noted with a reason for not coming is named
    /// when they come after all.
    pub fn all_expected(&self) -> impl Iterator<Item = String> {
        let people = self.records(&person::KIND);
        people
            .filter(|person| self.is_expected(person) && !self.is_here(&person.id))
            .filter(|person| !says_why_not(person))
            .map(|person| person.id.clone())
    }

    /// Those whom `/arrive all` leaves out because a reason for not coming is noted.
    pub fn noted_as_not_coming(&self) -> impl Iterator<Item = &str> {
        let people = self.records(&person::KIND);
        people
            .filter(|person| self.is_expected(person) && !self.is_here(&person.id))
            .filter(says_why_not)
            .map(|person| person.id.as_str())
    }
}

fn says_why_not(person: &impl ReadAnswers) -> bool {
    !person.text(&person::WHY_NOT).trim().is_empty()
}

fn refused(why: &str) -> Problem {
    Problem::wrong_input(why).safe("Nothing was changed; your line is kept.")
}

fn clock(at: DateTime<FixedOffset>) -> String {
    at.format("%H:%M").to_string()
}

/// Typed times have no seconds.
fn minute(at: DateTime<FixedOffset>) -> i64 {
    at.timestamp().div_euclid(60)
}
