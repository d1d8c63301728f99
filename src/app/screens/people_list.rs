//! `/people`: everybody with their letters; who is here, who has left, who is not here and why.

use super::heard::heard;
use super::help::{Does, Row};
use crate::domain::meeting::{Meeting, Phase};
use crate::domain::record::form::Field;
use crate::domain::record::kinds::{child, person};
use crate::domain::record::{Record, age_words, field_words};
use chrono::NaiveDate;

/// Everybody, a heading for each group. Enter begins the line that says the next thing of them: `/leave` of somebody who is
/// here, `/arrive` of all others.
pub fn people(meeting: &Meeting, today: NaiveDate) -> Vec<Row> {
    let all = || meeting.children().chain(meeting.records(&person::KIND));
    let is_here = |one: &&Record| meeting.is_here(&one.id);
    let has_left = |one: &&Record| !meeting.is_here(&one.id) && meeting.has_come(&one.id);
    let is_awaited = |one: &&Record| {
        let is_child = one.is_a(&child::KIND);
        let is_told_why = !one.text(&person::WHY_NOT).is_empty();
        !meeting.has_come(&one.id) && !is_child && !is_told_why && meeting.is_expected(one)
    };
    let mut rows = Vec::new();
    let mut group = |heading: &str, people: Vec<&Record>, begins: fn(&Record) -> String| {
        if people.is_empty() {
            return;
        }
        rows.push(Row {
            typed: format!("{heading} ({})", people.len()),
            ..Row::default()
        });
        rows.extend(people.into_iter().map(|one| Row {
            typed: called(one, meeting),
            help: who_and_when(one, meeting, today),
            does: match meeting.phase() {
                Phase::Closed => Does::Nothing,
                _ => Does::Begin(begins(one)),
            },
            ..Row::default()
        }));
    };
    group("Here", all().filter(is_here).collect(), leaves);
    group("Left", all().filter(has_left).collect(), arrives);
    group("Awaited", all().filter(is_awaited).collect(), arrives);
    let is_away = |one: &&Record| !is_here(one) && !has_left(one) && !is_awaited(one);
    group("Not here", all().filter(is_away).collect(), arrives);
    if rows.is_empty() {
        rows.push(Row {
            typed: "Nobody is entered yet. /person and /child add people.".to_owned(),
            ..Row::default()
        });
    }
    rows
}

fn letters(one: &Record) -> &str {
    match one.is_a(&child::KIND) {
        true => one.text(&child::CODE),
        false => one.text(&person::INITIALS),
    }
}

fn leaves(one: &Record) -> String {
    format!("leave {}", letters(one))
}

fn arrives(one: &Record) -> String {
    format!("arrive {}", letters(one))
}

/// As long as nobody may read the name, only the letters are shown.
fn called(one: &Record, meeting: &Meeting) -> String {
    match one.is_open() {
        true => format!("{} {}", letters(one), meeting.name(&one.id)),
        false => letters(one).to_owned(),
    }
}

fn who_and_when(one: &Record, meeting: &Meeting, today: NaiveDate) -> String {
    if !one.is_open() {
        return meeting.kept_back_words(one);
    }
    let words = |field: &Field| match one.keeps_back(field.name) {
        true => String::new(),
        false => field_words(one, field, meeting),
    };
    let mut parts = when(one, meeting);
    if meeting.is_excluded(&one.id) {
        parts.push("excluded".to_owned());
    }
    if one.is_a(&child::KIND) {
        let day = meeting.day_held().day().unwrap_or(today);
        parts.extend([
            "child".to_owned(),
            age_words(one, day),
            heard(meeting, one).1,
        ]);
    } else {
        let (role, relation) = (words(&person::ROLE), words(&person::RELATION));
        // `mother` says nothing beside `mother of Ella`.
        let is_said = relation.to_lowercase().starts_with(&role.to_lowercase());
        parts.extend((!is_said).then_some(role));
        parts.extend([relation, words(&person::AGENCY)]);
    }
    let why_not = words(&person::WHY_NOT);
    if !meeting.has_come(&one.id) {
        // Whoever meant to come and then could not: the reason is what counts.
        if why_not.is_empty() || !meeting.is_expected(one) {
            parts.push(meeting.invitation_words(one).to_owned());
            parts.push(words(&person::ATTENDANCE));
        }
        parts.push(why_not);
    }
    parts.retain(|words| !words.is_empty());
    parts.join(" \u{b7} ")
}

/// `14:10–15:05`, `since 15:30 (phone)`; that somebody is in the room needs no words.
fn when(one: &Record, meeting: &Meeting) -> Vec<String> {
    let stays = meeting.stays_of(&one.id).map(|stay| {
        let arrived = stay.arrived.format("%H:%M");
        let times = match stay.left {
            Some(left) => format!("{arrived}–{}", left.format("%H:%M")),
            None => format!("since {arrived}"),
        };
        match stay.ways.iter().any(|way| way.how != "in_person") {
            true => format!("{times} ({})", meeting.way_words(stay)),
            false => times,
        }
    });
    stays.collect()
}
