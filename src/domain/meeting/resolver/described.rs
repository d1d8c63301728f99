//! Somebody named twice in one label: `Sarah (school)`, `J Okafor, health visitor`, `mother – Kasia`, `Nurse Joy`.

use super::remembered::Fitting;
use super::{Fits, Found, found};
use crate::domain::settings::people_words::{people_words, plain_words};

/// Who is both, asking `among` about either part. `None` where the label has no two parts that each name somebody.
pub(super) fn by_two_words(typed: &str, among: impl Fn(&str) -> Fitting) -> Option<Fitting> {
    if let Some((name, which)) = with_sign(typed) {
        let (one, other) = (among(name), among(which));
        return Some((found(in_both(&one.0, &other.0)), one.1));
    }
    role_and_name(typed, among)
}

/// A name, and behind a bracket, a comma or a dash which of those called so.
fn with_sign(typed: &str) -> Option<(&str, &str)> {
    let parts = typed.split_once(['(', '[', ',']).or_else(|| {
        [" - ", " \u{2013} ", " \u{2014} "]
            .iter()
            .find_map(|dash| typed.split_once(dash))
    });
    let (name, which) = parts?;
    let which = which.trim_end_matches([')', ']']);
    let (name, which) = (name.trim(), which.trim());
    (!name.is_empty() && !which.is_empty()).then_some((name, which))
}

/// `Social worker Sarah`, `Auntie Niamh`: where the role and the name are not the same person, both are asked about.
fn role_and_name(typed: &str, among: impl Fn(&str) -> Fitting) -> Option<Fitting> {
    let words: Vec<&str> = typed.split_whitespace().collect();
    const LONGEST: usize = 5;
    if words.len() > LONGEST {
        return None;
    }
    (1..words.len()).rev().find_map(|at| {
        let (role, name) = (words.get(..at)?.join(" "), words.get(at..)?.join(" "));
        let is_role = !people_words()
            .groups(&plain_words(&role).concat())
            .is_empty();
        let is_name = name.chars().next().is_some_and(char::is_uppercase);
        if !is_role || !is_name {
            return None;
        }
        let (one, other) = (among(&role), among(&name));
        if one.0 == Found::Nobody || other.1 > Some(Fits::Whole) || other.0 == Found::Nobody {
            return None;
        }
        let both = in_both(&one.0, &other.0);
        Some(match both.is_empty() {
            false => (found(both), other.1),
            true => (
                Found::Several([ids(&one.0), ids(&other.0)].concat()),
                other.1,
            ),
        })
    })
}

fn in_both(one: &Found, other: &Found) -> Vec<String> {
    let others = ids(other);
    let both = ids(one).into_iter().filter(|id| others.contains(id));
    both.collect()
}

fn ids(found: &Found) -> Vec<String> {
    match found {
        Found::One(id) => vec![id.clone()],
        Found::Several(ids) => ids.clone(),
        Found::Nobody => Vec::new(),
    }
}
