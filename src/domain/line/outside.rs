//! `message from the school office: …`, `school office rang 01632 960123, she is safe`: what comes into the meeting from
//! somebody who is not in it. Nobody in the room said it.

use super::nobodys::Nobodys;
use super::suggested::Suggested;
use super::unnamed::is_role;
use crate::domain::meeting::{Meeting, how_it_fits, looks_like_somebody};
use crate::domain::settings::people_words::{people_words, plain_words, squeezed};

/// How many words name whoever it is from: `nursery manager Sue Hart`.
const LONGEST: usize = 4;

/// Who it is from, where this is nothing but what came and from whom: `note passed from the usher`, `rec'd email from GP`.
pub(super) fn comes_from_outside(label: &str) -> Option<&str> {
    let (sent, name) = label.split_once(" from ")?;
    let name = name.trim_end_matches([' ', ',']);
    (is_sent(sent) && may_be_outside(name)).then_some(name)
}

/// `a message`, `phone call`, `note passed`
fn is_sent(what: &str) -> bool {
    let words = plain_words(what);
    let people = people_words();
    let before = words
        .iter()
        .take_while(|word| people.is("sent before", word))
        .count();
    // `call` is what came, and `phone call` is it too.
    (0..=before).any(|from| {
        let words = words.get(from..).unwrap_or_default();
        (1..=words.len()).any(|at| {
            let (sent, behind) = words.split_at(at);
            people.is("sent", &sent.concat())
                && behind.iter().all(|word| people.is("sent behind", word))
        })
    })
}

/// A few words, of which none makes a sentence of it. A place or a name, or what the writer of it calls somebody.
fn may_be_outside(name: &str) -> bool {
    let words = plain_words(name);
    let people = people_words();
    (1..=LONGEST + 1).contains(&words.len())
        && words.iter().skip(1).all(|word| {
            !["pronoun", "never", "says"]
                .iter()
                .any(|list| people.is(list, word))
        })
        && words
            .first()
            .is_some_and(|word| !people.is("pronoun", word) || people.is("whose", word))
}

/// Without a colon: a telegram of the writer's, which whoever spoke last must not get. Told at length it may be said aloud.
pub(super) fn from_outside<'a>(line: &'a str, meeting: &Meeting) -> Option<Nobodys<'a>> {
    let (who, is_said) = rings(line, meeting).or_else(|| comes(line))?;
    Some(Nobodys {
        is_said,
        ..Nobodys::of(who, noted(line))?
    })
}

/// As what the minute-taker notes.
pub(super) fn noted(line: &str) -> Suggested {
    Suggested::with_words("Not said here?", ": ", line.trim())
}

/// `school office rang 01632 960123`, `GP surgery emailed: no concerns`
fn rings<'a>(line: &'a str, meeting: &Meeting) -> Option<(&'a str, bool)> {
    let ends = line.match_indices(' ').map(|(at, _)| at);
    ends.take(LONGEST).find_map(|at| {
        let (who, behind) = (line.get(..at)?, line.get(at..)?);
        let is_outside = how_it_fits(who, meeting).is_none()
            && (is_role(who) || is_place(who) || looks_like_somebody(who))
            && may_be_outside(who);
        let many = is_outside.then(|| sends_in(behind))??;
        let mut words = behind.split_whitespace().skip(many - 1);
        let verb = words.next().unwrap_or("");
        let next = words.next().unwrap_or("");
        // `the school rang me on Tuesday` is told; a telegram goes on with what they say.
        let is_written = verb.ends_with([':', ',', ';'])
            || verb.ends_with("in")
            || matches!(next, "-" | "\u{2013}" | "\u{2014}" | "in" | "@" | "re")
            || next.starts_with(|letter: char| letter.is_ascii_digit());
        Some((who, !is_written))
    })
}

fn is_place(who: &str) -> bool {
    let words = plain_words(who);
    let people = people_words();
    words.last().is_some_and(|last| {
        people.is("place outside", last) || people.is("place", last) || people.is("post", last)
    }) && !words.iter().any(|word| people.is("pronoun", word))
}

/// How many words behind the name say that they rang or wrote.
fn sends_in(behind: &str) -> Option<usize> {
    let words: Vec<String> = behind.split_whitespace().take(3).map(squeezed).collect();
    (1..=words.len()).rev().find(|many| {
        people_words().is("sends in", &words.get(..*many).unwrap_or_default().concat())
    })
}

/// `voicemail from Probation - he kept all appointments`
fn comes(line: &str) -> Option<(&str, bool)> {
    let signs = [" - ", " \u{2013} ", " \u{2014} ", ", "];
    let at = signs.iter().filter_map(|sign| line.find(sign)).min()?;
    let begins = line.get(..at)?;
    let who = comes_from_outside(begins)?;
    Some((who, false))
}
