//! `DT asks whether …`, `Kasia says …`, `TS had to go`: a line without a colon that tells what somebody here says or does.
//! Whoever spoke last must not get such words without a word: who speaks is asked. What goes on about somebody
//! (`Dan said he would come`, `Kasia's mum came`) is a sentence.

use super::before_label::without_what_precedes;
use super::several::several_names;
use crate::domain::meeting::{Fits, Found, Meeting, find_seat, how_it_fits, is_pronoun};
use crate::domain::record::kinds::child;
use crate::domain::settings::people_words::{people_words, squeezed};

/// How many words a name has at most: `the new social worker`.
const LONGEST_NAME: usize = 5;

/// How many words say what somebody does: `would like it noted`.
const LONGEST_DOING: usize = 5;

/// Between the name and what somebody does: `DT then asks`.
const BETWEEN: &[&str] = &[
    "again", "also", "both", "just", "now", "still", "then", "too",
];

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Named {
    /// By a name, a role, or letters that stand for a role, as `SW` does.
    Aloud,
    /// By the initials of a grown-up, which are only written.
    Initials,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Doing {
    Says,
    Leaves,
    Arrives,
    IsAbsent,
}

/// Whoever is told of, as typed.
pub(super) fn told_of<'a>(line: &'a str, meeting: &Meeting) -> Option<&'a str> {
    told(line, meeting).map(|(name, _)| name)
}

/// How to type it, where it is who speaks, or who comes or goes: `Their own words? DT: …`.
pub(super) fn how_to_say(line: &str, meeting: &Meeting) -> Option<String> {
    let (name, doing) = told(line, meeting)?;
    Some(match doing {
        Doing::Says => format!("Their own words? {name}: \u{2026}"),
        Doing::Leaves => format!("Gone? /leave {name}"),
        Doing::Arrives => format!("Here? /arrive {name}"),
        Doing::IsAbsent => format!("Not here? /absent {name}: \u{2026}"),
    })
}

fn told<'a>(line: &'a str, meeting: &Meeting) -> Option<(&'a str, Doing)> {
    let line = without_what_precedes(line);
    let ends = line.match_indices(' ').map(|(at, _)| at);
    ends.take(LONGEST_NAME)
        .filter_map(|at| Some((line.get(..at)?, line.get(at..)?)))
        .find_map(|(name, behind)| Some((name, doing(name, behind, meeting)?)))
}

fn doing(name: &str, behind: &str, meeting: &Meeting) -> Option<Doing> {
    let several: Vec<&str> = several_names(name).collect();
    let is_one = several.len() < 2 || find_seat(name, meeting) != Found::Nobody;
    let named = match is_one {
        true => named(name, meeting),
        false => {
            let each = several.iter().map(|name| named(name, meeting));
            let each: Option<Vec<Named>> = each.collect();
            each.and_then(|each| each.into_iter().min())
        }
    };
    let named = named?;
    let words: Vec<String> = behind.split_whitespace().flat_map(word_and_end).collect();
    let is_between =
        |word: &&String| BETWEEN.contains(&word.as_str()) || word.len() > 4 && word.ends_with("ly");
    let between = words.iter().take_while(is_between).count();
    let doing = words.get(between..).unwrap_or_default();
    let begins = |list: &str| phrase(list, doing).is_some();
    let says = match (is_one, named) {
        (true, Named::Aloud) => begins("tells now"),
        (true, Named::Initials) => {
            begins("tells now") || begins("tells before") || begins("tells view")
        }
        // `SW and HV agree on that` may be said of both.
        (false, Named::Aloud) => false,
        (false, Named::Initials) => begins("tell now") || begins("tells before"),
    };
    match () {
        () if says => Some(Doing::Says),
        () if is_move("leaves now", doing, named) => Some(Doing::Leaves),
        () if is_move("arrives now", doing, named) => Some(Doing::Arrives),
        () if is_move("absent now", doing, named) => Some(Doing::IsAbsent),
        () => None,
    }
}

/// A comma behind a word stands as an empty word: what was said ends there.
fn word_and_end(word: &str) -> impl Iterator<Item = String> {
    let ends = word.chars().count() > 1 && word.ends_with(',');
    std::iter::once(squeezed(word)).chain(ends.then(String::new))
}

/// `had to go`, with nothing but when or why behind it.
fn is_move(list: &str, doing: &[String], named: Named) -> bool {
    let Some(many) = phrase(list, doing) else {
        return false;
    };
    let next = doing.get(many).map_or("", String::as_str);
    next.is_empty()
        || people_words().is("behind going", next)
        || named == Named::Initials && next == "to"
}

/// The most words with which these words begin that are a phrase of this list.
fn phrase(list: &str, words: &[String]) -> Option<usize> {
    let most = words.len().min(LONGEST_DOING);
    (1..=most).rev().find(|count| {
        let begins = words.get(..*count).unwrap_or_default();
        let ends = begins.last().is_some_and(|last| !last.is_empty());
        ends && people_words().is(list, &begins.concat())
    })
}

/// `None`: nobody is called so.
fn named(name: &str, meeting: &Meeting) -> Option<Named> {
    let people = people_words();
    let fits = how_it_fits(name, meeting).filter(|fits| *fits <= Fits::Whole)?;
    let (plain, first) = (
        squeezed(name),
        squeezed(name.split_whitespace().next().unwrap_or(name)),
    );
    // `her mum says`, `it says`
    if people.is("whose", &first) || people.is("never", &plain) || is_pronoun(&first) {
        return None;
    }
    let is_child = |id: &str| meeting.record(id).is_some_and(|one| one.is_a(&child::KIND));
    let is_grown_up = match find_seat(name, meeting) {
        Found::One(id) => !is_child(&id),
        Found::Several(ids) => !ids.iter().any(|id| is_child(id)),
        Found::Nobody => return None,
    };
    let is_role = !people.groups(&plain).is_empty() || people.title(&plain).is_some();
    Some(match fits == Fits::Letters && is_grown_up && !is_role {
        true => Named::Initials,
        false => Named::Aloud,
    })
}
