//! What counts as a label in the line of a record: the words in front of a colon that begin an answer, as the record has
//! them, nearly so, or not at all.

use super::form_line::code_and_colon;
use crate::domain::meeting::is_one_slip;
use crate::domain::record::form::{Answer, Field};
use crate::domain::record::{Kind, Lead, NO_LABEL};
use crate::domain::text::folded::folded;

/// What stands before the colon of an answer.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Label<'a> {
    /// Nothing: the words before the first label.
    Lead,
    Known(&'static Field),
    /// A label that this kind of record does not have, as typed.
    Unknown(&'a str),
}

/// The label that a line begins with, and how many bytes it takes. Where the first words are a sentence, one that is
/// not known is a part of it, unless a slip of the finger would make it so.
pub(super) fn first<'a>(kind: &'static Kind, words: &'a str) -> (Label<'a>, usize) {
    if let Some((field, skip)) = known(kind, words) {
        return (Label::Known(field), skip);
    }
    if matches!(kind.lead, Lead::CodeThen(..)) && code_and_colon(words).is_some() {
        return (Label::Lead, 0);
    }
    let is_sentence = kind.lead_field().is_some_and(holds_sentences);
    match unknown(kind, words, LONGEST_LABEL) {
        Some((typed, skip)) if !is_sentence || slip_of(typed, kind) => {
            (Label::Unknown(typed), skip)
        }
        _ => (Label::Lead, 0),
    }
}

/// The label behind a `;` or `,`, and how many bytes it takes. A comma separates less plainly than a `;`: in a sentence
/// a word and a colon behind it are text, unless they are a label or nearly one.
pub(super) fn behind<'a>(
    kind: &'static Kind,
    separator: char,
    behind: &'a str,
    of: Label<'_>,
) -> Option<(Label<'a>, usize)> {
    if let Some((field, skip)) = known(kind, behind) {
        return Some((Label::Known(field), skip));
    }
    let field = match of {
        Label::Lead => kind.lead_field(),
        Label::Known(field) => Some(field),
        Label::Unknown(_) => None,
    };
    // `Kelly Summers, mother`: what stands behind the comma is no part of a name.
    let is_name = kind.is_somebody() && field == kind.lead_field();
    let ends = separator == ';' || is_name;
    let is_brief = ends && field.is_some_and(|field| field.is_brief);
    if is_brief && begins_with_no_label(behind, separator) {
        return Some((Label::Unknown(NO_LABEL), 0));
    }
    let most = match separator {
        ';' => LONGEST_LABEL,
        _ => LONGEST_BEHIND_A_COMMA,
    };
    let (typed, skip) = unknown(kind, behind, most)?;
    let counts = separator == ';' || !field.is_some_and(holds_sentences) || slip_of(typed, kind);
    counts.then_some((Label::Unknown(typed), skip))
}

/// `born 4 Mar 2017` of `/child Cara born 4 Mar 2017`: a label of somebody, in small letters and with words behind it, is
/// no part of a name.
pub(super) fn stands_alone(kind: &'static Kind, behind: &str) -> bool {
    let Some((word, rest)) = behind.split_once(' ') else {
        return false;
    };
    let own = behind.split([';', ',']).next().unwrap_or("");
    kind.is_somebody()
        && word.chars().all(char::is_lowercase)
        && !rest.trim().is_empty()
        && !own.contains(':')
        && kind.fields.iter().any(|field| field.is_called(word))
}

/// A name holds no `;`: what stands behind one is no part of it, even where the colon was forgotten.
fn begins_with_no_label(behind: &str, separator: char) -> bool {
    let ends: &[char] = match separator {
        ';' => &[';'],
        _ => &[';', ','],
    };
    let own = behind.split(ends).next().unwrap_or("");
    !own.trim().is_empty() && !own.contains(':')
}

pub(super) fn holds_sentences(field: &Field) -> bool {
    matches!(
        field.answer,
        Answer::Text | Answer::TextOr(_) | Answer::Words | Answer::Question
    ) && !field.is_brief
}

/// Whether a text begins with an answer of this kind and its label: `by: 19 Dec`.
pub(super) fn begins_an_answer(kind: &'static Kind, text: &str) -> bool {
    known(kind, text).is_some_and(|(field, skip)| {
        let answer = text.get(skip..).unwrap_or("");
        let is_name = kind.is_somebody() && Some(field) == kind.lead_field();
        !is_name && !answer.trim().is_empty()
    })
}

/// The field whose label and colon begin this text, and how many bytes they take.
pub(super) fn known(kind: &'static Kind, text: &str) -> Option<(&'static Field, usize)> {
    let (name, _) = text.split_once(':')?;
    Some((field_called(kind, name)?, name.len() + 1))
}

pub(super) fn field_called(kind: &'static Kind, name: &str) -> Option<&'static Field> {
    let name = name.trim();
    let can_be = !name.is_empty() && name.len() <= 60;
    let mut fields = kind.fields.iter();
    fields.find(|field| can_be && field.is_called(name))
}

/// How many words a label has at most: `what are we worried about`.
const LONGEST_LABEL: usize = 5;
const LONGEST_BEHIND_A_COMMA: usize = 3;
const MOST_LETTERS: usize = 40;

/// Words that begin a sentence and no label.
const BEGIN_A_SENTENCE: &[&str] = &[
    "and", "as", "because", "but", "he", "i", "it", "or", "she", "so", "that", "there", "they",
    "this", "we", "you",
];
/// The same with more words behind them.
const BEGIN_A_LONGER_SENTENCE: &[&str] = &["if", "then", "unless", "until", "while"];
/// `later she rings: a yes`
const DO_SOMETHING: &[&str] = &["he", "i", "it", "she", "they", "we", "you"];
/// `what are we worried about`
const ASK: &[&str] = &["how", "what", "when", "where", "which", "who", "why"];
/// What comes before a colon in a sentence: `Kelly said: no`.
const BEFORE_SPEECH: &[&str] = &[
    "added",
    "agreed",
    "answered",
    "asked",
    "asks",
    "explained",
    "is",
    "reads",
    "replied",
    "said",
    "say",
    "says",
    "states",
    "thinks",
    "told",
    "was",
    "writes",
    "wrote",
];

/// A short word or two with a colon behind them, which look like a label, and how many bytes they take.
fn unknown<'a>(kind: &'static Kind, text: &'a str, most: usize) -> Option<(&'a str, usize)> {
    let (name, behind) = text.split_once(':')?;
    let skip = name.len() + 1;
    let name = name.trim();
    if name == NO_LABEL {
        return Some((NO_LABEL, skip));
    }
    let words: Vec<String> = name.split_whitespace().map(folded).collect();
    let is_word = |word: &String| {
        // `# restricted` is a mark.
        let mut letters = word.chars();
        word != "#"
            && letters.all(|letter| letter.is_alphanumeric() || "-_'./&()#+".contains(letter))
    };
    let looks = name.chars().next().is_some_and(char::is_alphabetic)
        && name.chars().count() <= MOST_LETTERS
        && words.len() <= most
        && words.iter().all(is_word);
    let is_sentence = begins_sentence(&words);
    // `https://`, `at 10:30`
    let is_address = behind.starts_with("//");
    let is_time = name.ends_with(|letter: char| letter.is_ascii_digit())
        && behind.starts_with(|letter: char| letter.is_ascii_digit());
    // `childd thinks: no` is no sentence.
    let is_slip = || kind.labels().any(|label| is_one_slip(&folded(name), label));
    let is_label = looks && (!is_sentence || is_slip());
    (is_label && !is_address && !is_time).then_some((name, skip))
}

/// Whether these folded words begin a sentence, and are no label.
fn begins_sentence(words: &[String]) -> bool {
    let [first, more @ ..] = words else {
        return false;
    };
    let is_one_of = |word: &String, list: &[&str]| list.contains(&word.as_str());
    let is_longer = more.last().is_some_and(|last| {
        is_one_of(first, BEGIN_A_LONGER_SENTENCE)
            || is_one_of(last, BEFORE_SPEECH)
            || !is_one_of(first, ASK) && more.iter().any(|word| is_one_of(word, DO_SOMETHING))
    });
    is_one_of(first, BEGIN_A_SENTENCE) || is_longer
}

/// Whether a label of this kind was plainly meant: `bron`, `meausre`.
pub(super) fn slip_of(typed: &str, kind: &'static Kind) -> bool {
    let length = typed.chars().count();
    let is_near = |near: &str| near.chars().count().abs_diff(length) <= 1;
    length >= 4 && kind.nearest_label(typed).is_some_and(is_near)
}

/// A word without the key beside the colon at its end: `evidencel` where `evidence:` was meant.
pub(super) fn without_key_beside_colon(word: &str) -> Option<&str> {
    let before = word.strip_suffix(['l', 'p'])?;
    (before.chars().count() >= 2).then_some(before)
}
