//! Two answers in one: `on: Thursday week at half two`, `is: child protection plan, emotional`. Where both are certain,
//! each goes where it belongs.

use super::label::Label;
use super::segments::Segment;
use super::value::{read_value, without_little_words};
use crate::domain::calendar::day_and_time;
use crate::domain::meeting::{Fits, Found, Meeting, find_seat, how_it_fits};
use crate::domain::record::form::{Answer, Field};
use crate::domain::record::kinds::{childs_view, person};
use crate::domain::record::{Key, Kind, Side, side};
use chrono::NaiveDate;

/// The code of this way of giving views, which is read like its words.
const THROUGH_A_PROFESSIONAL: &str = "through_professional";

/// The words for the day, and the time with the answer that it is. `None` unless both are certain and the record asks
/// for one time of day.
pub(super) fn day_with_time(
    kind: &'static Kind,
    field: &Field,
    typed: &str,
    meeting: &Meeting,
    today: NaiveDate,
) -> Option<(String, &'static Field, String)> {
    if !matches!(field.answer, Answer::Date) {
        return None;
    }
    let is_time = |field: &&'static Field| matches!(field.answer, Answer::Time);
    let mut times = kind.asked().filter(is_time);
    let time_of = times.next().filter(|_| times.next().is_none())?;
    let (day, time) = day_and_time(typed)?;
    read_value(field, &day, meeting, today).ok()?;
    Some((day, time_of, time.format("%H:%M").to_string()))
}

/// What one answer holds: the answers of the record, each with its words. `None` where it is one answer, or not certain.
pub(super) fn answers_in(
    kind: &'static Kind,
    field: &'static Field,
    typed: &str,
    segments: &[Segment<'_>],
    meeting: &Meeting,
    today: NaiveDate,
) -> Option<Vec<(&'static Field, String)>> {
    if read_value(field, typed, meeting, today).is_ok() {
        return None;
    }
    let all = match day_with_time(kind, field, typed, meeting, today) {
        Some((day, time_of, time)) => vec![(field, day), (time_of, time)],
        None => through_somebody(kind, field, typed, meeting)
            .or_else(|| choices(kind, field, typed, meeting, today))?,
    };
    let others = all.get(1..).unwrap_or_default();
    let is_free = |(other, _): &(&'static Field, String)| !is_answered(other, segments);
    others.iter().all(is_free).then_some(all)
}

/// `/meeting at the hall`, `/meeting on 12 Dec`: no reference begins so.
pub(super) fn when_and_where(
    kind: &'static Kind,
    segment: &Segment<'_>,
    meeting: &Meeting,
    today: NaiveDate,
) -> Option<(&'static Field, String)> {
    if segment.label != Label::Lead || !matches!(kind.key, Key::OneForTheMeeting) {
        return None;
    }
    let words = segment.words();
    let (label, rest) = words.split_once(char::is_whitespace)?;
    let field = kind.asked().find(|field| field.is_called(label))?;
    let is_certain = matches!(field.answer, Answer::Date) || label.eq_ignore_ascii_case("at");
    if !is_certain {
        return None;
    }
    read_value(field, rest, meeting, today).ok()?;
    Some((field, rest.trim().to_owned()))
}

/// `by: through ST`: a child's views that a professional who is known here brings.
fn through_somebody(
    kind: &'static Kind,
    field: &'static Field,
    typed: &str,
    meeting: &Meeting,
) -> Option<Vec<(&'static Field, String)>> {
    if field.name != childs_view::CHANNEL.name || kind.id != childs_view::KIND.id {
        return None;
    }
    let who = without_little_words(typed);
    // A letter or two may be the beginning of a choice.
    let is_sure = how_it_fits(who, meeting) < Some(Fits::Slip) && who.chars().count() > 1;
    let Found::One(id) = find_seat(who, meeting) else {
        return None;
    };
    let person = meeting.record(&id).filter(|it| it.is_a(&person::KIND))?;
    let role = person.text(&person::ROLE).to_lowercase();
    let is_worker = side(person) == Side::Professional && !role.contains("advocate");
    let gathered = kind.field(childs_view::GATHERED_BY.name)?;
    (is_worker && is_sure).then(|| {
        vec![
            (field, THROUGH_A_PROFESSIONAL.to_owned()),
            (gathered, who.to_owned()),
        ]
    })
}

/// Each word between commas is a choice of another answer, and of one only.
fn choices(
    kind: &'static Kind,
    field: &'static Field,
    typed: &str,
    meeting: &Meeting,
    today: NaiveDate,
) -> Option<Vec<(&'static Field, String)>> {
    let mut pieces = typed.split(',').map(str::trim);
    let mut chosen = vec![(field, pieces.next()?.to_owned())];
    let can_be = |field: &Field, words: &str| {
        matches!(field.answer, Answer::OneOf(_)) && read_value(field, words, meeting, today).is_ok()
    };
    if !chosen.iter().all(|(field, words)| can_be(field, words)) {
        return None;
    }
    for piece in pieces {
        let mut fitting = kind.asked().filter(|other| can_be(other, piece));
        let other = fitting.next().filter(|_| fitting.next().is_none())?;
        if chosen.iter().any(|(known, _)| *known == other) {
            return None;
        }
        chosen.push((other, piece.to_owned()));
    }
    Some(chosen)
}

/// Whether the line answers this in words of its own.
fn is_answered(field: &Field, segments: &[Segment<'_>]) -> bool {
    let is_its = |one: &Segment<'_>| matches!(one.label, Label::Known(known) if known == field);
    segments.iter().any(is_its)
}
