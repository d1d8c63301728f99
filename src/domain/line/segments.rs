//! Where one answer of a record's line ends and the next begins, and the signs that a `\` makes text.

use super::inside;
use super::label::{Label, behind, first, stands_alone};
use crate::domain::record::{Kind, NO_LABEL};
use crate::domain::text::quoted::closed;

/// The text without a `;` at its end: anyone who types it means to go on with another field, and may not get that far.
/// An escaped `\;` is text.
pub fn without_last_separator(text: &str) -> &str {
    let mut text = text.trim_end();
    while let Some(before) = text.strip_suffix(';')
        && !before.ends_with('\\')
    {
        text = before.trim_end();
    }
    text
}

pub(super) struct Segment<'a> {
    pub(super) label: Label<'a>,
    /// The label as it was typed, without its colon.
    pub(super) label_typed: &'a str,
    pub(super) typed: &'a str,
    pub(super) from: usize,
}

impl Segment<'_> {
    /// The answer without what stands around it, a `\` before a sign, and a `;` that no field follows.
    pub(super) fn words(&self) -> String {
        unescaped(without_last_separator(self.typed.trim()))
    }
}

/// The answers of a text, in the order in which they stand.
pub(super) fn segments<'a>(kind: &'static Kind, words: &'a str) -> Vec<Segment<'a>> {
    let mut out = Vec::new();
    let pieces = closed(words);
    let (mut label, mut from) = first(kind, words);
    let called = |from: usize, to: usize| {
        words
            .get(from..to)
            .unwrap_or("")
            .trim_end_matches([' ', ':', '\u{ff1a}'])
    };
    let mut label_typed = called(0, from);
    for (at, letter) in words.char_indices() {
        let is_behind_name = at > from && letter == ' ' && label == Label::Lead;
        if is_behind_name
            && stands_alone(kind, words.get(at + 1..).unwrap_or(""))
            && !pieces.iter().any(|piece| piece.contains(&at))
        {
            out.push(Segment {
                label,
                label_typed,
                typed: words.get(from..at).unwrap_or(""),
                from,
            });
            label = Label::Unknown(NO_LABEL);
            label_typed = "";
            from = at + 1;
            continue;
        }
        let is_guarded = words.get(..at).is_some_and(|before| before.ends_with('\\'));
        let is_inside = || pieces.iter().any(|piece| piece.contains(&at));
        if at < from || !matches!(letter, ';' | ',') || is_guarded || is_inside() {
            continue;
        }
        let rest = words.get(at + 1..).unwrap_or("");
        if let Some((next, skip)) = behind(kind, letter, rest, label) {
            out.push(Segment {
                label,
                label_typed,
                typed: words.get(from..at).unwrap_or(""),
                from,
            });
            label = next;
            from = at + 1 + skip;
            label_typed = called(at + 1, from);
        }
    }
    out.push(Segment {
        label,
        label_typed,
        typed: words.get(from..).unwrap_or(""),
        from,
    });
    out
}

/// The signs that a `\` makes text.
const GUARDED: &[char] = &[
    ';', ',', ':', '\u{ff1a}', '\u{ff1b}', '"', '“', '”', '„', '«', '»', '\'', '‘', '’',
];

pub(super) fn unescaped(typed: &str) -> String {
    let mut out = String::with_capacity(typed.len());
    let mut letters = typed.chars().peekable();
    while let Some(letter) = letters.next() {
        let guards = letter == '\\' && letters.peek().is_some_and(|next| GUARDED.contains(next));
        if !guards {
            out.push(letter);
        }
    }
    inside::without_guards_of_doubt(&out)
}

/// An answer as one piece, whatever stands in it: no sign in it separates.
pub fn in_one_piece(answer: &str) -> String {
    with_guards(answer, GUARDED)
}

/// The words with a `\` before each of these signs.
pub(super) fn with_guards(words: &str, signs: &[char]) -> String {
    let mut out = String::with_capacity(words.len());
    for letter in words.chars() {
        if signs.contains(&letter) {
            out.push('\\');
        }
        out.push(letter);
    }
    out
}
