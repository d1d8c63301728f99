//! SMART, in plain questions beside one action of the plan (practice 3.11; row 35). Some of them the action answers by
//! itself; the others only people can answer. It never blocks and never changes an action.

use crate::domain::calendar::date_words::write_date;
use crate::domain::meeting::Meeting;
use crate::domain::record::form::Field;
use crate::domain::record::kinds::{action, child, person};
use crate::domain::record::{Record, Side, field_words, side};
use crate::domain::rules::deadlines::review;
use crate::domain::settings::wording::{Hint, WordKind, Words, hints};
use crate::domain::text::tokens::{contains, tokens};
use chrono::NaiveDate;

#[cfg(test)]
mod smart_tests;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    Specific,
    Measurable,
    Achievable,
    /// R: realistic, not relevant (the order that Dudley's standards use).
    Realistic,
    Timely,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AnswerState {
    /// The action answers it: with these words.
    Answered(String),
    /// The action leaves it open: this is missing.
    Open(String),
    /// Only people can answer; what the action says about it, or nothing.
    Ask(String),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    pub part: Part,
    pub question: String,
    pub standing: AnswerState,
}

/// The five questions for an action, with what the action itself answers.
pub fn smart(action: &Record, meeting: &Meeting, words: &Words) -> Vec<Question> {
    let asked = &words.smart;
    [
        (
            Part::Specific,
            &asked.specific,
            specific(action, meeting, words),
        ),
        (Part::Measurable, &asked.measurable, measurable(action)),
        (Part::Achievable, &asked.achievable, achievable(action)),
        (
            Part::Realistic,
            &asked.realistic,
            realistic(action, meeting),
        ),
        (Part::Timely, &asked.timely, timely(action, meeting, words)),
    ]
    .into_iter()
    .map(|(part, question, standing)| Question {
        part,
        question: question.clone(),
        standing,
    })
    .collect()
}

/// Vague words in what will be done and in how it will be seen. Hints only.
pub fn vague_words(action: &Record, words: &Words) -> Vec<(&'static Field, Hint)> {
    [&action::ACTION, &action::MEASURE]
        .into_iter()
        .flat_map(|field| {
            let found = hints(action.text(field), words).into_iter();
            found.map(move |hint| (field, hint))
        })
        .filter(|(_, hint)| hint.kind == WordKind::Vague)
        .collect()
}

/// The day of the next review: the earliest date of the meeting that is called one.
pub fn review_day(meeting: &Meeting, words: &Words) -> Option<NaiveDate> {
    review(meeting, words).map(|(day, _)| day)
}

fn specific(action: &Record, meeting: &Meeting, words: &Words) -> AnswerState {
    let text = tokens(action.text(&action::ACTION));
    let vague = vague_words(action, words);
    let vague = vague.iter().find(|(field, _)| **field == action::ACTION);
    let is_doing = words.smart.doing.iter().any(|doing| contains(&text, doing));
    let mut missing = Vec::new();
    if text.is_empty() {
        missing.push("It does not say what will be done.".to_owned());
    }
    if let Some((_, hint)) = vague
        && !is_doing
    {
        missing.push(format!(
            "\"{}\" does not say what somebody will see being done.",
            hint.word
        ));
    }
    match action.text(&action::WHO) {
        "" if action.to_confirm.contains_key(action::WHO.name) => {
            missing.push("Who does it is still to be confirmed.".to_owned());
        }
        "" => missing.push("Nobody is named for it.".to_owned()),
        _ => {}
    }
    if missing.is_empty() {
        AnswerState::Answered(format!(
            "{} does it.",
            field_words(action, &action::WHO, meeting)
        ))
    } else {
        AnswerState::Open(missing.join(" "))
    }
}

fn measurable(action: &Record) -> AnswerState {
    match action.text(&action::MEASURE).trim() {
        "" => AnswerState::Open(
            "It is not said how everybody will see that it has happened.".to_owned(),
        ),
        measure => AnswerState::Answered(measure.to_owned()),
    }
}

fn achievable(action: &Record) -> AnswerState {
    AnswerState::Ask(match action.text(&action::SUPPORT).trim() {
        "" => String::new(),
        support => format!("Help that goes with it: {support}"),
    })
}

fn realistic(action: &Record, meeting: &Meeting) -> AnswerState {
    let idea_of = meeting.record(action.text(&action::IDEA_OF));
    let is_family = idea_of.is_some_and(|person| {
        person.is_a(&child::KIND) || (person.is_a(&person::KIND) && side(person) == Side::Family)
    });
    AnswerState::Ask(if is_family {
        "It is the family's own idea.".to_owned()
    } else {
        String::new()
    })
}

fn timely(action: &Record, meeting: &Meeting, words: &Words) -> AnswerState {
    let Ok(day) = action.text(&action::BY_WHEN).parse::<NaiveDate>() else {
        return AnswerState::Open(match action.to_confirm.get(action::BY_WHEN.name) {
            Some(typed) => format!("The day is still to be confirmed: {typed}"),
            None => "There is no day for it.".to_owned(),
        });
    };
    match review_day(meeting, words) {
        Some(review) if day > review => AnswerState::Open(format!(
            "{} is after the review on {}.",
            write_date(day),
            write_date(review)
        )),
        Some(_) => AnswerState::Answered(write_date(day)),
        None => AnswerState::Answered(format!(
            "{}; no day is set for the review yet",
            write_date(day)
        )),
    }
}
