//! A label in the middle of an answer, where its `;` or its `:` was forgotten or mistyped: `measure: a letter outcome: rest`,
//! `; who KQ`, `cries. hopes: a lamp`. What stands behind it may belong to another answer, so the whole is asked about.
//! In quotation marks, or with a `\` before its sign, it is text.

use super::label::{field_called, slip_of, without_key_beside_colon};
use crate::domain::record::{Kind, may_be_kept_back};
use crate::domain::text::quoted::closed;

/// How many words a label has at most.
const LONGEST: usize = 4;

/// The label that stands in this answer, as typed.
pub(super) fn label_inside<'a>(kind: &'static Kind, typed: &'a str) -> Option<&'a str> {
    let pieces = closed(typed);
    let is_text = |at: usize| {
        pieces.iter().any(|piece| piece.contains(&at))
            || typed.get(..at).is_some_and(|before| before.ends_with('\\'))
    };
    let signs = typed.char_indices().filter(|(at, _)| !is_text(*at));
    signs.into_iter().find_map(|(at, sign)| {
        let (before, behind) = (typed.get(..at)?, typed.get(at + sign.len_utf8()..)?);
        match sign {
            ':' | '\u{ff1a}' => ends_with_label(kind, before),
            ';' | '\u{ff1b}' => begins_with_label(kind, behind),
            // In a sentence any word may follow a comma; one that may be kept back is asked about all the same.
            ',' => begins_with_label(kind, behind).filter(|label| is_kept_back(kind, label)),
            _ => None,
        }
    })
}

/// Whether another answer may stand in this one that is kept back from the open minutes.
pub fn may_hold_what_is_kept_back(kind: &'static Kind, typed: &str) -> bool {
    label_inside(kind, typed).is_some_and(|label| may_be_kept_back(kind, label))
}

/// `outcome` of `a letter outcome`, before a colon.
fn ends_with_label<'a>(kind: &'static Kind, before: &'a str) -> Option<&'a str> {
    let mut from = before.len();
    for _ in 0..LONGEST {
        let rest = before.get(..from)?.trim_end();
        from = rest
            .rfind(char::is_whitespace)
            .and_then(|at| Some(at + rest.get(at..)?.chars().next()?.len_utf8()))
            .unwrap_or(0);
        let typed = bare(before.get(from..)?);
        if field_called(kind, typed).is_some()
            || is_nearly_label(kind, typed)
            || is_nearly_kept_back(kind, typed)
        {
            return Some(typed);
        }
        if from == 0 {
            break;
        }
    }
    None
}

/// `outcome` of `outcome a warm room` and of `outcome; a warm room`, behind a `;`.
fn begins_with_label<'a>(kind: &'static Kind, behind: &'a str) -> Option<&'a str> {
    let start = behind.trim_start();
    let ends = start
        .char_indices()
        .filter(|(_, letter)| letter.is_whitespace() || *letter == ';')
        .map(|(at, _)| at)
        .chain([start.len()]);
    let beginnings = ends
        .take(LONGEST)
        .filter_map(|end| Some(bare(start.get(..end)?)));
    let mut beginnings = beginnings.into_iter();
    beginnings.find_map(|typed| {
        let beside = without_key_beside_colon(typed);
        let mut labels = [Some(typed), beside].into_iter().flatten();
        labels.find(|label| field_called(kind, label).is_some() || is_nearly_kept_back(kind, label))
    })
}

fn is_kept_back(kind: &'static Kind, label: &str) -> bool {
    let mut kept_back = kind.fields.iter().filter(|field| field.restricted);
    kept_back.any(|field| field.is_called(label)) || is_nearly_kept_back(kind, label)
}

/// One word that is a label with a slip in it. A short word is near too much.
fn is_nearly_label(kind: &'static Kind, typed: &str) -> bool {
    let is_one_word = !typed.contains(char::is_whitespace);
    is_one_word && typed.chars().count() > 5 && slip_of(typed, kind)
}

/// A label of what is kept back with a slip in it, word for word. For other labels this would make sentences uncertain.
fn is_nearly_kept_back(kind: &'static Kind, typed: &str) -> bool {
    let words = |text: &str| text.split_whitespace().count();
    let is_kept_back = |label: &str| {
        let mut kept_back = kind.fields.iter().filter(|field| field.restricted);
        words(label) == words(typed) && kept_back.any(|field| field.is_called(label))
    };
    typed.chars().count() > 5
        && slip_of(typed, kind)
        && kind.nearest_label(typed).is_some_and(is_kept_back)
}

fn bare(words: &str) -> &str {
    words.trim_matches(|letter: char| !letter.is_alphanumeric())
}
