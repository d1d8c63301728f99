//! Marks inside a sentence: `??`, `@ella` and restricting marks count anywhere, and their words stay where they are. A
//! `\` in front of one makes it text.

use super::entry::ContributionLine;
use super::restriction::begins_with_mark;
use crate::domain::meeting::{Fits, Found, Meeting, find_child, how_it_fits_a_child};
use crate::domain::visibility::Visibility;
use std::borrow::Cow;

enum Inside {
    /// `??`
    Doubt,
    /// `#restricted`
    Restricts,
    /// `@ella`: her id, and how many bytes her name takes.
    Child(String, usize),
}

/// Whether an unescaped `??` appears anywhere in a text. It only keeps back and reminds, so it counts everywhere.
pub(super) fn has_doubt(text: &str) -> bool {
    text.match_indices("??").any(|(at, _)| {
        let before = text.get(..at).unwrap_or("");
        !before.ends_with(['\\', '?'])
    })
}

/// A text without the `\`s that made a `??` in it text.
pub(super) fn without_guards_of_doubt(text: &str) -> String {
    let each = |_: &Inside, slashes: usize, _| (slashes.saturating_sub(1), None);
    walk(text, true, doubt_at, each)
}

/// A text with a `\` before each `??` that must not count; `counts`: there is a doubt, so none is needed.
pub(super) fn with_guards_of_doubt(text: &str, counts: bool) -> String {
    let each = |_: &Inside, slashes: usize, _| (more_slashes(slashes, counts), None);
    walk(text, false, doubt_at, each)
}

/// Whether a mark that counts inside a sentence stands in this word.
pub(super) fn is_in(word: &str, meeting: &Meeting) -> bool {
    let mut found = false;
    walk(word, false, any_at(meeting), |_, slashes, _| {
        found |= slashes == 0;
        (slashes, None)
    });
    found
}

/// Reads the words left once the marks around them are taken off: what they mark is put on the entry, a `\` before a
/// mark goes, and `@ella` stays in the sentence as what she is called. `guarded`: a `\` came before the first letter.
/// `exact`: the words stay letter by letter.
pub(super) fn read(
    words: &str,
    guarded: bool,
    exact: bool,
    entry: &mut ContributionLine,
    meeting: &Meeting,
) -> String {
    let mut children = Vec::new();
    let text = walk(words, true, any_at(meeting), |mark, slashes, at| {
        if slashes > 0 {
            return (slashes - 1, None);
        }
        match mark {
            _ if guarded && at == 0 => {}
            Inside::Doubt => entry.follow_up = true,
            // The whole line is checked for it.
            Inside::Restricts => {}
            Inside::Child(id, _) => {
                children.push(id.clone());
                if !exact {
                    return (0, open_name(id, meeting));
                }
            }
        }
        (0, None)
    });
    for id in children.into_iter().rev() {
        if !entry.children.contains(&id) {
            entry.children.push(id);
        }
    }
    text
}

/// These words of an entry with a `\` before each mark in them that the entry does not have, or before `all` of them.
pub(super) fn guarded(
    entry: &ContributionLine,
    words: &str,
    all: bool,
    meeting: &Meeting,
) -> String {
    walk(words, false, any_at(meeting), |mark, slashes, _| {
        let counts = match mark {
            Inside::Doubt => entry.follow_up,
            Inside::Restricts => entry.visibility == Some(Visibility::Restricted),
            // Where the words are not exact, it would become her name.
            Inside::Child(id, _) => entry.exact && entry.children.contains(id),
        };
        (more_slashes(slashes, counts && !all), None)
    })
}

/// A mark that counts may stay as it is; but after a `\` it needs one more.
fn more_slashes(slashes: usize, counts: bool) -> usize {
    match (slashes, counts) {
        (0, true) => 0,
        (slashes, _) => slashes + 1,
    }
}

/// Goes through the marks from last to first. `each` is given a mark, the number of `\`s before it and where it is; it
/// returns how many there should be and what replaces `@name`. With `by_result`, a mark is judged by what the text
/// after it has become: so reading sees what was written.
fn walk(
    words: &str,
    by_result: bool,
    mark_at: impl Fn(&str, &str) -> Option<Inside>,
    mut each: impl FnMut(&Inside, usize, usize) -> (usize, Option<String>),
) -> String {
    let mut out = String::new();
    let mut end = words.len();
    for (at, _) in words.rmatch_indices(['?', '#', '@']) {
        let before = words.get(..at).unwrap_or("");
        let own = words.get(at..end).unwrap_or("");
        let rest: Cow<'_, str> = match by_result && end < words.len() {
            true => format!("{own}{out}").into(),
            false => words.get(at..).unwrap_or("").into(),
        };
        let Some(mark) = mark_at(&rest, before) else {
            continue;
        };
        let bare = before.trim_end_matches('\\');
        let slashes = before.len() - bare.len();
        let (kept, name) = each(&mark, slashes, at);
        if kept == slashes && name.is_none() {
            continue;
        }
        let own = match (&mark, name) {
            (Inside::Child(_, length), Some(name)) => {
                format!("{name}{}", own.get(1 + length..).unwrap_or(""))
            }
            _ => own.to_owned(),
        };
        out = format!("{}{own}{out}", "\\".repeat(kept));
        end = bare.len();
    }
    format!("{}{out}", words.get(..end).unwrap_or(""))
}

fn doubt_at(rest: &str, before: &str) -> Option<Inside> {
    (rest.starts_with("??") && !before.ends_with('?')).then_some(Inside::Doubt)
}

fn any_at(meeting: &Meeting) -> impl Fn(&str, &str) -> Option<Inside> {
    move |rest, before| {
        if let Some(behind) = rest.strip_prefix('#') {
            return begins_with_mark(behind).then_some(Inside::Restricts);
        }
        if let Some(behind) = rest.strip_prefix('@') {
            let last = before.trim_end_matches('\\').chars().next_back();
            // An e-mail address is nobody's name.
            let is_free = last.is_none_or(|letter| {
                !letter.is_alphanumeric() && !matches!(letter, '@' | '.' | '_' | '-' | '+')
            });
            return is_free.then(|| child_at(behind, meeting)).flatten();
        }
        doubt_at(rest, before)
    }
}

/// The child whose letters or full name follow an `@`, and how many bytes they take. `'s` belongs to no name.
fn child_at(behind: &str, meeting: &Meeting) -> Option<Inside> {
    let joins = |letter: char| letter.is_alphanumeric() || matches!(letter, '-' | '_' | '\'' | '’');
    let length = behind.find(|letter| !joins(letter)).unwrap_or(behind.len());
    let (run, after) = (behind.get(..length)?, behind.get(length..)?);
    let mut next = after.chars();
    let goes_on = match (next.next(), next.next()) {
        (Some('@'), _) => true,
        (Some('.'), letter) => letter.is_some_and(char::is_alphanumeric),
        _ => false,
    };
    if goes_on {
        return None;
    }
    let run = run.trim_end_matches(|letter: char| !letter.is_alphanumeric());
    let own = run.strip_suffix("'s").or_else(|| run.strip_suffix("’s"));
    [own, Some(run)].into_iter().flatten().find_map(|name| {
        let id = whole_child(name, meeting)?;
        Some(Inside::Child(id, name.len()))
    })
}

/// The only child with these letters or called this; a beginning is not enough.
pub(super) fn whole_child(name: &str, meeting: &Meeting) -> Option<String> {
    match (
        find_child(name, meeting),
        how_it_fits_a_child(name, meeting),
    ) {
        (Found::One(id), Some(Fits::Letters | Fits::Whole)) => Some(id),
        _ => None,
    }
}

/// What a child is called, where everybody may know it: letters must not be expanded to a name that is kept back.
fn open_name(id: &str, meeting: &Meeting) -> Option<String> {
    let record = meeting.record(id).filter(|record| record.is_open())?;
    Some(meeting.called(&record.id))
}
