//! Which day an answer means, read from where the meeting stands and held against what such a day may be
//! ([`DayRule`]). A day that cannot be, or that two readings disagree about, is not taken: it stays as typed.

use crate::domain::calendar::date_words::{DateBias, write_date};
use crate::domain::calendar::{DayRead, Likely, UnclearDay, read_birthday, read_day};
use crate::domain::meeting::{DayHeld, Meeting, Phase};
use crate::domain::record::form::{Answer, Field};
use crate::domain::record::kinds::details;
use crate::domain::record::{
    Body, CountsFrom, DAY_ORDERS, DayOrder, DayRule, Kind, Order, ReadAnswers, Record, Than,
    typed_words,
};
use chrono::{Months, NaiveDate};
use serde_json::Value;

/// A day without a year is looked for at most this many months away; further off, somebody has to type the year.
const WITHOUT_YEAR: u32 = 9;
/// The same on the side on which such a day hardly ever lies. Both together are less than a year, so that there is
/// never more than one such day.
const ON_THE_OTHER_SIDE: u32 = 2;
/// The same of what happened before the meeting, however long ago: it has been, and only an earlier year is as likely.
const LONG_AGO_WITHOUT_YEAR: u32 = 11;
/// The same where it may lie on either side.
const EITHER_WAY: u32 = 5;

/// From which day words count, and on which day the meeting is held.
#[derive(Debug, Clone, Copy)]
struct Stand {
    from: NaiveDate,
    held: NaiveDate,
}

/// # Errors
/// Why it is not certain; empty when the words cannot be read at all.
pub(super) fn read_the_day(
    field: &Field,
    typed: &str,
    meeting: &Meeting,
    today: NaiveDate,
) -> Result<NaiveDate, UnclearDay> {
    let mut days: Vec<NaiveDate> = Vec::new();
    for stand in stands(&field.day, meeting, today) {
        let read = read_from(field, typed, stand, meeting, today)?;
        if !days.contains(&read) {
            days.push(read);
        }
    }
    match days.as_slice() {
        [day] => Ok(*day),
        [] => Err(UnclearDay::default()),
        several => {
            let days: Vec<String> = several.iter().map(|day| write_date(*day)).collect();
            Err(UnclearDay::because(format!(
                "{}: counted from which day?",
                days.join(" or ")
            )))
        }
    }
}

/// Where the meeting stands: one place while it is held on the day of typing. When it was typed up on another day its
/// words count from the day it was held; where both days are as likely, from either.
fn stands(rule: &DayRule, meeting: &Meeting, today: NaiveDate) -> Vec<Stand> {
    let by_typing = |held: NaiveDate| Stand { from: today, held };
    let by_meeting = |held: NaiveDate| Stand { from: held, held };
    let counts_from_meeting =
        rule.counts_from == CountsFrom::Meeting && meeting.phase() == Phase::Open;
    match meeting.day_held() {
        DayHeld::Unknown => vec![by_typing(today)],
        DayHeld::Asked { planned, begun } if counts_from_meeting => {
            vec![by_meeting(planned), by_meeting(begun)]
        }
        DayHeld::Asked { planned, begun } => vec![by_typing(planned), by_typing(begun)],
        DayHeld::Known(held) if counts_from_meeting => {
            let was_live = meeting.began_at().map(|at| at.date_naive()) == Some(held);
            match was_live && held != today {
                // Past midnight, on a second day, or typed up later from notes: nobody can tell.
                true => vec![by_meeting(held), by_typing(held)],
                false => vec![by_meeting(held)],
            }
        }
        DayHeld::Known(held) => vec![by_typing(held)],
    }
}

fn read_from(
    field: &Field,
    typed: &str,
    stand: Stand,
    meeting: &Meeting,
    today: NaiveDate,
) -> Result<NaiveDate, UnclearDay> {
    let rule = &field.day;
    let calendar = &meeting.settings().rules().calendar;
    let read = match field.answer {
        Answer::PastDate => read_birthday(typed, today, calendar)?,
        _ => {
            let (before, after) = match rule.lies {
                DateBias::Near => (EITHER_WAY, EITHER_WAY),
                _ if *rule == DayRule::LONG_AGO => (LONG_AGO_WITHOUT_YEAR, 0),
                _ if rule.months.0 < WITHOUT_YEAR => (rule.months.0, WITHOUT_YEAR),
                _ => (WITHOUT_YEAR, rule.months.1.min(ON_THE_OTHER_SIDE)),
            };
            let middle = middle(rule, stand, today);
            let likely = Likely {
                from: stand.from,
                lies: rule.lies,
                between: months_around(middle, (before, after)),
                calendar: Some(calendar),
            };
            read_day(typed, &likely)?
        }
    };
    match oddity(rule, &read, stand, meeting, today) {
        Some(why) => Err(UnclearDay::because(why)),
        None => Ok(read.date),
    }
}

fn middle(rule: &DayRule, stand: Stand, today: NaiveDate) -> NaiveDate {
    match rule.near {
        Than::Today => today,
        Than::Meeting | Than::Previous => stand.held,
    }
}

fn months_around(day: NaiveDate, (before, after): (u32, u32)) -> (NaiveDate, NaiveDate) {
    let first = day.checked_sub_months(Months::new(before));
    let last = day.checked_add_months(Months::new(after));
    (first.unwrap_or(day), last.unwrap_or(day))
}

/// What cannot be about this day, or is so unlikely that only a day typed in full is believed.
fn oddity(
    rule: &DayRule,
    read: &DayRead,
    stand: Stand,
    meeting: &Meeting,
    today: NaiveDate,
) -> Option<String> {
    let day = read.date;
    if let Some(why) = impossible(rule, day, stand.held, meeting, today) {
        return Some(format!("{} {why}", write_date(day)));
    }
    let middle = middle(rule, stand, today);
    let (first, last) = months_around(middle, rule.months);
    if read.in_full || (first..=last).contains(&day) {
        return None;
    }
    let years = middle.years_since(day).unwrap_or(0);
    let what = match (day < first, *rule == DayRule::BORN) {
        (true, true) => format!("an age of {years}"),
        (true, false) => "long before".to_owned(),
        (false, _) => "long after".to_owned(),
    };
    Some(format!(
        "{what}: if it is right, type it in full, {}",
        write_date(day)
    ))
}

/// Why a day cannot be right: before the meeting at which it is set, still to come although it has been.
fn impossible(
    rule: &DayRule,
    day: NaiveDate,
    held: NaiveDate,
    meeting: &Meeting,
    today: NaiveDate,
) -> Option<&'static str> {
    let of = |than: Than| match than {
        Than::Today => Some(today),
        Than::Meeting => Some(held),
        Than::Previous => meeting.details()?.day(&details::PREVIOUS_ON),
    };
    let broken = rule.limits.iter().find(|limit| {
        of(limit.than).is_some_and(|than| match limit.cannot_be {
            Order::Earlier => day < than,
            Order::Later => day > than,
        })
    });
    broken.map(|limit| limit.why)
}

/// The same for a day that is recorded already: it may have become impossible since, when the day of the meeting was
/// put right. Nothing is claimed while that day is asked about.
pub fn why_not_that_day(
    field: &Field,
    day: NaiveDate,
    meeting: &Meeting,
    today: NaiveDate,
) -> Option<&'static str> {
    let held = match meeting.day_held() {
        DayHeld::Asked { .. } => return None,
        held => held.day().unwrap_or(today),
    };
    impossible(&field.day, day, held, meeting, today)
}

/// The pairs of days in these answers that are the wrong way round.
pub fn days_out_of_order<'a>(
    kind: &'a str,
    answers: &'a impl ReadAnswers,
) -> impl Iterator<Item = &'static DayOrder> + 'a {
    let day = |name: &str| answers.answers().get(name).and_then(Value::as_str);
    DAY_ORDERS
        .iter()
        .filter(move |order| order.kind == kind)
        // Dates as they are stored are in order as text.
        .filter(move |order| matches!((day(order.first), day(order.then)), (Some(first), Some(then)) if then < first))
}

/// Keeps a day as typed, to be confirmed, when it comes before another one that it has to follow.
pub(super) fn keep_days_in_order(kind: &Kind, body: &mut Body, meeting: &Meeting) {
    let wrong: Vec<&str> = days_out_of_order(kind.id, &body.values)
        .map(|order| order.then)
        .collect();
    for name in wrong {
        let (Some(field), Some(value)) = (kind.field(name), body.values.remove(name)) else {
            continue;
        };
        let words = typed_words(field, &value, meeting);
        body.to_confirm.insert(name.to_owned(), words);
    }
}

/// A day that an edit leaves as it was is not judged again: it was confirmed when it was first typed.
pub fn keep_days_as_they_are(body: &mut Body, record: &Record, meeting: &Meeting) {
    let fields = record.kind().map_or(&[][..], |kind| kind.fields);
    let of_days = fields
        .iter()
        .filter(|field| matches!(field.answer, Answer::Date | Answer::PastDate));
    for field in of_days {
        let (Some(typed), Some(value)) = (body.to_confirm.get(field.name), record.get(field))
        else {
            continue;
        };
        if *typed == typed_words(field, value, meeting) {
            body.to_confirm.remove(field.name);
            body.values.insert(field.name.to_owned(), value.clone());
        }
    }
}

/// Why a day that can be read by itself is kept to be confirmed.
pub(super) fn why_out_of_order(kind: &Kind, name: &str) -> Option<String> {
    let order = DAY_ORDERS
        .iter()
        .find(|order| order.kind == kind.id && order.then == name)?;
    Some(format!("it {}", order.why))
}

#[cfg(test)]
mod day_value_tests;
