//! `AL: Hannah Latham`: a name that was wrong is put right.

use super::is_for_some_only;
use crate::domain::meeting::{Found, Meeting, find_seat};
use crate::domain::problem::Problem;
use crate::domain::record::kinds::{child, person};
use crate::domain::record::{Body, Record};
use crate::domain::settings::people_words::{people_words, plain_words, squeezed};
use serde_json::Value;

/// Whose name it is, and their record with the new one.
///
/// # Errors
/// Where it is not certain who is meant, or what the name is to be.
pub fn renamed(typed: &str, meeting: &Meeting) -> Result<(String, Body), Problem> {
    let parts = typed
        .split_once(':')
        .or_else(|| behind_letters(typed, meeting));
    let (whom, name) = parts.ok_or_else(how)?;
    let (whom, name) = (whom.trim(), name.trim());
    if whom.is_empty() || name.is_empty() {
        return Err(how());
    }
    if is_for_some_only(name, meeting) {
        return Err(refused("A mark cannot be part of a name.")
            .next("/person or /child with the mark restricts the record."));
    }
    let id = match find_seat(whom, meeting) {
        Found::One(id) => id,
        Found::Nobody => {
            return Err(refused(&format!("Nobody here is {whom}."))
                .next("/person or /child adds somebody new."));
        }
        Found::Several(ids) => {
            let names: Vec<String> = ids
                .iter()
                .map(|id| format!("{} ({})", meeting.name(id), meeting.code(id)))
                .collect();
            return Err(refused(&format!("{whom} can be {}.", names.join(" or ")))
                .next("Type the letters."));
        }
    };
    let record = meeting.record(&id).ok_or_else(how)?;
    let name = &whole_name(&meeting.name(&id), whom, name);
    let same = |other: &str| other.to_lowercase() == name.to_lowercase();
    let mut others = meeting.voices().filter(|seat| seat.id != id);
    if let Some(other) = others.find(|seat| same(seat.name)) {
        return Err(refused(&format!(
            "{} ({}) has this name already.",
            other.name, other.code
        ))
        .next("If both are the same person, strike one of them out: /strike."));
    }
    let field = match record.is_a(&child::KIND) {
        true => &child::NAME,
        false => &person::NAME,
    };
    let mut body = record.body();
    body.to_confirm.remove(field.name);
    body.values
        .insert(field.name.to_owned(), Value::String(name.to_owned()));
    Ok((id, body))
}

/// `AL Hannah Latham`, `AL to Hannah Latham`: letters that somebody has need no colon behind them.
fn behind_letters<'t>(typed: &'t str, meeting: &Meeting) -> Option<(&'t str, &'t str)> {
    let (letters, name) = typed.trim().split_once(char::is_whitespace)?;
    let mut voices = meeting.voices();
    let is_somebody = voices.any(|seat| seat.code.eq_ignore_ascii_case(letters));
    let name = name.trim_start();
    let name = ["to ", "is ", "= "]
        .iter()
        .find_map(|little| name.strip_prefix(little))
        .unwrap_or(name);
    is_somebody.then_some((letters, name))
}

/// `/rename Ella: Eleanor` changes the first name alone, and `/rename Marlow: Hale` the surname: one word behind a name of
/// several takes the place of the one that was typed, else of the first name.
fn whole_name(before: &str, whom: &str, typed: &str) -> String {
    let words: Vec<&str> = before.split_whitespace().collect();
    let is_title = |word: &str| people_words().title(&squeezed(word)).is_some();
    let Some(first) = words.iter().position(|word| !is_title(word)) else {
        return typed.to_owned();
    };
    let last = words.len() - 1;
    let is_plain = first < last && !before.contains([',', '(']);
    if !is_plain || typed.contains(char::is_whitespace) {
        return typed.to_owned();
    }
    let is_surname = words
        .last()
        .is_some_and(|word| squeezed(word) == squeezed(whom));
    let replaced = if is_surname { last } else { first };
    let all = words.iter().enumerate();
    let all = all.map(|(at, word)| if at == replaced { typed } else { word });
    all.collect::<Vec<_>>().join(" ")
}

fn refused(words: &str) -> Problem {
    Problem::wrong_input(words).safe("Nothing was changed; your line is kept.")
}

fn how() -> Problem {
    refused("/rename needs who it is, a colon and the name.")
        .next("For example: /rename AL: Hannah Latham.")
}

/// `"Karen" stays in what was said (2 entries; /find Karen).`: what people said is theirs, and no new name changes it.
pub fn words_that_keep(before: &str, name: &str, meeting: &Meeting) -> Option<String> {
    let new = plain_words(name);
    let mut old = before.split_whitespace();
    let gone = old.find(|word| !new.contains(&plain_words(word).concat()))?;
    let plain = plain_words(gone).concat();
    let has_it = |record: &&Record| {
        let is_words = |(field, value): (&String, &Value)| {
            let kind = record.kind().filter(|kind| !kind.is_somebody());
            let field = kind.and_then(|kind| kind.field(field));
            let text = value
                .as_str()
                .filter(|_| field.is_some_and(|field| field.answer.is_words()));
            text.is_some_and(|text| plain_words(text).contains(&plain))
        };
        record.struck.is_none() && record.values.iter().any(is_words)
    };
    let many = meeting.all_records().iter().filter(has_it).count();
    let entries = if many == 1 { "entry" } else { "entries" };
    (many > 0)
        .then(|| format!("\"{gone}\" stays in what was said ({many} {entries}; /find {gone}). "))
}
