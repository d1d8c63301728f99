//! Marks put on an existing entry. The line holds nothing but marks, so plain words do as well as signs: `restricted`
//! for `#restricted`, `to be confirmed` for `??`.

use super::entry::ContributionLine;
use super::explain::not_for_words;
use super::kept_back_agency::restrict_by_rule;
use super::marks::{Mark, SIGNS, SUMMARY, find_child, kind_called, kinds_on_offer, of_word, read};
use super::not_for;
use super::restriction::means_restricted;
use crate::domain::meeting::Meeting;
use crate::domain::problem::Problem;
use crate::domain::record::form::Field;
use crate::domain::record::kinds::contribution;
use crate::domain::record::{Body, Record, Ruling, WHO_MAY_READ};
use crate::domain::visibility::Visibility;
use serde_json::Value;

/// The most words one mark has: `the family's own idea`.
const LONGEST: usize = 4;
/// A plain word needs this many letters before it may be the beginning of something: `n` could be anything.
const LONG_ENOUGH: usize = 3;

const RESTRICTED: &str = "restricted";
const OPEN: &str = "open to everybody";
const STAYS_RESTRICTED: &str =
    "restricted for everybody already (open, and then not KS, lets all others read it)";

enum Does {
    Marks(Mark),
    /// Dealt with: off the catch-up list.
    Done,
}

/// Plain words for marks that are no kind and no child. `restricted` has its own, wider reading.
fn called_plainly(word: &str) -> Option<Does> {
    let mark = match word {
        "done" | "confirmed" => return Some(Does::Done),
        "to be confirmed" | "to confirm" | "come back" => Mark::FollowUp,
        "new to the family" => Mark::New,
        "talked through" => Mark::Talked,
        word => of_word(word)?,
    };
    Some(Does::Marks(mark))
}

/// Among other words a plain `open` may be part of a sentence. It must not open what is restricted.
fn opens_only_alone() -> Problem {
    Problem::wrong_input("This entry is restricted.")
        .safe("Among other words, \"open\" does not lift that, so nothing was changed.")
        .next("Type open alone, or #open.")
}

fn no_summary() -> Problem {
    Problem::wrong_input("Only the Chair sums up, and somebody else said this.")
        .safe("Nothing was changed.")
        .next("If the Chair said it, /edit puts the Chair in front.")
}

/// The body of a record with these marks put on it, and what they were taken for, in words. All of them or none. `done`
/// takes it off the catch-up list; `restricted` and `open` say who may read it.
pub fn marked(meeting: &Meeting, id: &str, typed: &str) -> Result<(Body, String), Problem> {
    let record = meeting
        .record(id)
        .ok_or_else(|| Problem::wrong_input("That entry is no longer there."))?;
    let mut body = record.body();
    let mut told: Vec<String> = Vec::new();
    let typed = with_sign(typed.trim());
    let out = not_for::taken_out(&typed, meeting);
    let words: Vec<&str> = out
        .line
        .split([' ', '\t', '\n', ','])
        .filter(|word| !word.is_empty() && *word != "and")
        .collect();
    // Nobody certain is named behind it.
    if let Some(not) = words.iter().find(|word| is_not(word)) {
        return Err(no_mark(not.trim_start_matches('#'), record));
    }
    let mut left = words.as_slice();
    while let Some(first) = left.first() {
        let Some((does, taken)) = next_mark(left, record, meeting) else {
            return Err(no_mark(first, record));
        };
        let opens = matches!(does, Does::Marks(Mark::RecordView(Visibility::Everyone)));
        let is_meant = first.starts_with('#') || words.len() == taken;
        if opens && !is_meant && !record.is_open() {
            return Err(opens_only_alone());
        }
        let done = put_on(&mut body, does, meeting);
        if !told.contains(&done) {
            told.push(done);
        }
        left = left.get(taken..).unwrap_or_default();
    }
    let both = [RESTRICTED, OPEN].map(str::to_owned);
    if both.iter().all(|words| told.contains(words)) {
        // The stricter of two applies.
        body.restrict();
        told.retain(|words| words != OPEN);
    }
    if let Some(not_for) = out.not_for() {
        body.is_decided_not_for(&not_for);
        told.push(match body.visibility {
            Visibility::Restricted => STAYS_RESTRICTED.to_owned(),
            _ => not_for_words(&out.people, meeting),
        });
        rule_by_not_for(record, &mut body, meeting);
    }
    if !record.without.exclusions.is_empty()
        && [RESTRICTED, OPEN]
            .iter()
            .any(|words| told.iter().any(|it| it == words))
    {
        body.ruling = Some(Ruling::mark(told.iter().any(|words| words == OPEN)));
    }
    if let Some(kind) = record.kind() {
        restrict_by_rule(kind, &mut body, meeting);
    }
    let is_summary = told.contains(&meeting.kind_title(SUMMARY));
    if is_summary
        && ContributionLine::of_body(&body, body.visibility).is_summary_of_another(meeting)
    {
        return Err(no_summary());
    }
    Ok((body, told.join(", ")))
}

/// What is said to be not for those whom it was said without is thereby decided about them.
pub fn rule_by_not_for(record: &Record, body: &mut Body, meeting: &Meeting) {
    let without = meeting.said_without(record);
    let Some(not_for) = body.who_it_is_not_for() else {
        return;
    };
    if !without.is_empty() && without.iter().all(|id| not_for.people.contains(*id)) {
        body.ruling = Some(Ruling {
            not_for_them: true,
            by: not_for.by.clone(),
            why: not_for.why.clone(),
            ..Ruling::default()
        });
    }
}

/// Here the line holds marks alone, so `not KS` is `#not KS`.
fn with_sign(typed: &str) -> String {
    let words = typed.split_whitespace().map(|word| match is_not(word) {
        true => "#not",
        false => word,
    });
    words.collect::<Vec<_>>().join(" ")
}

fn is_not(word: &str) -> bool {
    let word = word.trim_start_matches('#');
    word.eq_ignore_ascii_case("not")
}

/// The mark that these words begin with, and how many of them it takes: the longest that is one.
fn next_mark(words: &[&str], record: &Record, meeting: &Meeting) -> Option<(Does, usize)> {
    let fits = |does: &Does| record.is_a(&contribution::KIND) || is_for_every_kind(does);
    (1..=LONGEST.min(words.len())).rev().find_map(|taken| {
        let typed = words.get(..taken)?.join(" ");
        let does = signed(&typed, meeting).or_else(|| plain(&typed, meeting))?;
        fits(&does).then_some((does, taken))
    })
}

/// Who may read it and whether to come back to it apply to records of every kind.
fn is_for_every_kind(does: &Does) -> bool {
    matches!(
        does,
        Does::Done | Does::Marks(Mark::FollowUp | Mark::RecordView(_))
    )
}

/// A mark with its sign: `#new`, `@ella`, `!`, `??`. One that says nothing known is none.
fn signed(typed: &str, meeting: &Meeting) -> Option<Does> {
    let kind = SIGNS
        .iter()
        .find(|(sign, _)| typed.len() == sign.len_utf8() && typed.starts_with(*sign))
        .map(|(_, kind)| Mark::Kind((*kind).to_owned()));
    let mark = read(typed, meeting).or(kind)?;
    let is_known = !matches!(mark, Mark::UnknownKind(_) | Mark::UnknownChild(_));
    is_known.then_some(Does::Marks(mark))
}

/// A mark without its sign. What means to restrict restricts before anything else.
fn plain(typed: &str, meeting: &Meeting) -> Option<Does> {
    let word = typed.to_lowercase();
    if !word.contains(' ') && means_restricted(&word) {
        return Some(Does::Marks(Mark::RecordView(Visibility::Restricted)));
    }
    if let Some(does) = called_plainly(&word) {
        return Some(does);
    }
    let is_code = meeting
        .voices()
        .any(|seat| seat.code.to_lowercase() == word);
    let is_letters = word.chars().next().is_some_and(char::is_alphabetic);
    let child = || find_child(&word, meeting).map(Mark::Child);
    if is_code {
        return child().map(Does::Marks);
    }
    if word.chars().count() < LONG_ENOUGH || !is_letters {
        return None;
    }
    let mark = child().or_else(|| kind_called(&word, meeting).map(Mark::Kind))?;
    Some(Does::Marks(mark))
}

fn put_on(body: &mut Body, does: Does, meeting: &Meeting) -> String {
    match does {
        Does::Done => {
            body.follow_up = false;
            body.to_confirm.remove("line");
            body.to_confirm.remove(WHO_MAY_READ);
            "done".to_owned()
        }
        Does::Marks(Mark::FollowUp) => {
            body.follow_up = true;
            "to be confirmed".to_owned()
        }
        Does::Marks(Mark::RecordView(visibility)) => {
            body.visibility = visibility;
            body.not_for = None;
            body.to_confirm.remove(WHO_MAY_READ);
            match visibility {
                Visibility::Restricted | Visibility::NotForSome => RESTRICTED.to_owned(),
                Visibility::Everyone => OPEN.to_owned(),
            }
        }
        Does::Marks(Mark::New) => {
            put(body, &contribution::NEW_TO_FAMILY, Value::Bool(true));
            "new to the family".to_owned()
        }
        Does::Marks(Mark::Talked) => {
            put(body, &contribution::TALKED_THROUGH, Value::Bool(true));
            "talked through".to_owned()
        }
        Does::Marks(Mark::Kind(kind)) => {
            let title = meeting.kind_title(&kind);
            put(body, &contribution::OF_KIND, Value::String(kind));
            title
        }
        Does::Marks(Mark::Child(child)) => {
            let about = format!("about {}", meeting.called(&child));
            add_child(body, child);
            about
        }
        // Cannot happen: `signed` lets only known ones through.
        Does::Marks(Mark::UnknownKind(_) | Mark::UnknownChild(_)) => String::new(),
    }
}

fn no_mark(word: &str, record: &Record) -> Problem {
    Problem::wrong_input(format!(
        "\"{word}\" is not a mark here; nothing was changed."
    ))
    .next(format!("Marks: {}.", mark_words(&record.kind)))
}

/// The marks that can be put on a record of this kind, as they are typed.
pub fn mark_words(kind: &str) -> &'static str {
    if kind == contribution::KIND.id {
        "restricted, open, new, not and a name, to be confirmed, done, a kind (worry) or a child"
    } else {
        "restricted, open, not and a name, to be confirmed or done"
    }
}

/// The marks that begin like this, with what they say: those of everything, the kinds, the children.
pub fn marks_beginning(begun: &str, meeting: &Meeting) -> Vec<(String, String)> {
    let begun = begun.trim_start_matches('#').to_lowercase();
    let of_everything = [
        (RESTRICTED, "not for the family's copy"),
        ("open", OPEN),
        ("new", "new to the family"),
        ("talked", "new to the family, and talked through with it"),
        ("to be confirmed", "on the catch-up list"),
        ("done", "off the catch-up list"),
    ];
    let of_everything = of_everything.map(|(mark, says)| (mark.to_owned(), says.to_owned()));
    let children = meeting.children().map(|child| {
        let called = meeting.called(&child.id);
        (called.to_lowercase(), format!("about {called}"))
    });
    let all = of_everything.into_iter().chain(kinds_on_offer(meeting));
    all.chain(children)
        .filter(|(mark, _)| mark.starts_with(&begun) && *mark != begun)
        .collect()
}

fn put(body: &mut Body, field: &Field, value: Value) {
    body.to_confirm.remove(field.name);
    body.values.insert(field.name.to_owned(), value);
}

fn add_child(body: &mut Body, child: String) {
    body.to_confirm.remove(contribution::CHILDREN.name);
    let children = body
        .values
        .entry(contribution::CHILDREN.name)
        .or_insert_with(|| Value::Array(Vec::new()));
    if let Value::Array(ids) = children
        && !ids.iter().any(|id| id.as_str() == Some(&child))
    {
        ids.push(Value::String(child));
    }
}
