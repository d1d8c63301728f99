//! The marks of the line: signs and `#words` for kinds, `#new`, `#restricted`, `@child`, `??`.

use super::restriction::means_restricted;
use crate::domain::agenda::words::CONTRIBUTION_KINDS;
use crate::domain::meeting::{Found, Meeting, find_child as child_called};
use crate::domain::visibility::Visibility;

/// Only the Chair sums up.
pub(super) const SUMMARY: &str = "chair_summary";
pub(super) const SUMMARY_SIGN: &str = "*";

pub(super) const QUESTION: &str = "question";

pub(super) const SIGNS: &[(char, &str)] = &[
    ('+', "strength"),
    ('!', "worry"),
    ('=', "family_proposal"),
    ('*', SUMMARY),
    ('?', QUESTION),
];

/// The sign that is typed for a kind of contribution, if it has one.
pub fn sign_of(kind: &str) -> Option<char> {
    SIGNS
        .iter()
        .find(|(_, known)| *known == kind)
        .map(|(sign, _)| *sign)
}

/// The kind whose sign these words begin with, and the words after it. A sign counts when a space and words follow:
/// `+44 1234`, `*she sighs*` and `* * *` are text.
pub(super) fn sign_before(words: &str) -> Option<(&'static str, &str)> {
    let (sign, kind) = SIGNS.iter().find(|(sign, _)| words.starts_with(*sign))?;
    let behind = words.get(sign.len_utf8()..)?;
    let rest = behind.trim_start();
    let counts = rest.len() < behind.len() && rest.chars().any(char::is_alphabetic);
    counts.then_some((*kind, rest))
}

/// The sign and the kind it would be, where it is glued to a word (`+came`) and so is text. Not where the same sign ends
/// the words (`*she sighs*`), nor before a number.
pub(super) fn sign_without_space(words: &str) -> Option<(char, &'static str)> {
    let (sign, kind) = SIGNS.iter().find(|(sign, _)| words.starts_with(*sign))?;
    let rest = words.get(sign.len_utf8()..)?;
    let is_word = rest.chars().next().is_some_and(char::is_alphabetic);
    (is_word && !rest.contains(*sign)).then_some((*sign, *kind))
}

/// A sign that stands alone behind the words, where it is text: `she came every week +`. A `?` or `!` there ends a sentence.
pub(super) fn sign_at_end(words: &str) -> Option<(char, &'static str)> {
    let (before, last) = words.rsplit_once(char::is_whitespace)?;
    let ends_sentence = matches!(last, "?" | "!");
    let (sign, kind) = SIGNS
        .iter()
        .find(|(sign, _)| last.strip_prefix(*sign) == Some(""))?;
    (!ends_sentence && !before.trim().is_empty()).then_some((*sign, *kind))
}

/// Whether what follows a `:` at the beginning of a line is what the minute-taker sees: words, and no smiley (`:)`, `:-(`,
/// `:D`), no `::` and no `:smile:`. A space that was forgotten in front of a whole word makes no difference.
pub(super) fn begins_observation(rest: &str) -> bool {
    let mut letters = rest.chars();
    let (first, second) = (letters.next(), letters.next());
    let starts_word = |letter: Option<char>| letter.is_some_and(char::is_alphabetic);
    match first {
        None | Some('"' | '\u{201c}' | '\u{201d}' | '\u{201e}') => true,
        Some(letter) if letter.is_whitespace() => true,
        Some('#' | '@') => starts_word(second),
        _ => {
            let word = rest.split_whitespace().next().unwrap_or("");
            if matches!(word, "I" | "A" | "a") {
                return true;
            }
            starts_word(first) && starts_word(second) && !word.contains(':')
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Mark {
    /// `#observation`
    Kind(String),
    /// `#foo`
    UnknownKind(String),
    /// `#new`
    New,
    /// `#talked`
    Talked,
    /// `#restricted`, `#open`
    RecordView(Visibility),
    /// `@ella`
    Child(String),
    /// `@somebody`
    UnknownChild(String),
    /// `??`
    FollowUp,
}

impl Mark {
    /// Somebody must say what was meant.
    pub(super) fn is_unknown(&self) -> bool {
        matches!(self, Mark::UnknownKind(_) | Mark::UnknownChild(_))
    }
}

/// The words that are marks behind a `#`, and by themselves where only marks can be typed.
const WORDS: &[(&str, Mark)] = &[
    ("new", Mark::New),
    ("talked", Mark::Talked),
    ("open", Mark::RecordView(Visibility::Everyone)),
    ("everyone", Mark::RecordView(Visibility::Everyone)),
];

/// The mark that a word is, in small letters and without its `#`. What restricts and the kinds have a wider reading.
pub(super) fn of_word(word: &str) -> Option<Mark> {
    let known = WORDS.iter().find(|(known, _)| *known == word);
    known.map(|(_, mark)| mark.clone())
}

/// Reads one word as a mark. A word that means to restrict restricts, even misspelt: this must fail closed.
pub(super) fn read(word: &str, meeting: &Meeting) -> Option<Mark> {
    if word == "??" {
        return Some(Mark::FollowUp);
    }
    if let Some(name) = word.strip_prefix('@').filter(|name| is_name(name)) {
        return Some(match find_child(name, meeting) {
            Some(id) => Mark::Child(id),
            None => Mark::UnknownChild(name.to_owned()),
        });
    }
    let name = word.strip_prefix('#').filter(|name| is_name(name))?;
    let lower = name.to_lowercase();
    if let Some(mark) = of_word(&lower) {
        return Some(mark);
    }
    if means_restricted(&lower) {
        return Some(Mark::RecordView(Visibility::Restricted));
    }
    Some(match kind_called(&lower, meeting) {
        Some(kind) => Mark::Kind(kind),
        None => Mark::UnknownKind(name.to_owned()),
    })
}

/// Whether a word would be taken off the end of a line as a mark.
pub(super) fn is_end_mark(word: &str, meeting: &Meeting) -> bool {
    read(word, meeting).is_some_and(|mark| !mark.is_unknown())
}

fn is_name(name: &str) -> bool {
    name.chars().next().is_some_and(char::is_alphabetic)
        && name.chars().all(|letter| {
            letter.is_alphanumeric() || letter == '-' || letter == '_' || letter == '\''
        })
}

pub(super) fn find_child(name: &str, meeting: &Meeting) -> Option<String> {
    // A grown-up may share the letters: only the children are meant.
    match child_called(name, meeting) {
        Found::One(id) => Some(id),
        _ => None,
    }
}

/// The kinds that can be typed now, as id and title: those of the section first, then all others.
pub fn kinds_on_offer(meeting: &Meeting) -> Vec<(String, String)> {
    let of_section = meeting
        .open_section()
        .map_or(&[][..], |section| &section.kinds);
    let own = meeting.agenda().kinds.iter().map(|kind| kind.id.as_str());
    let mut ids: Vec<&str> = of_section.iter().map(String::as_str).collect();
    for id in own.chain(CONTRIBUTION_KINDS.iter().map(|(id, _)| *id)) {
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    ids.into_iter()
        .map(|id| (id.to_owned(), meeting.kind_title(id)))
        .collect()
}

/// The kind that a word names: its id, its title, or a beginning that fits one (those of the section first).
pub fn kind_called(word: &str, meeting: &Meeting) -> Option<String> {
    let word: String = plainly(word).collect();
    let offer = kinds_on_offer(meeting);
    if let Some((id, _)) = offer
        .iter()
        .find(|(id, title)| *id == word || plainly(title).eq(word.chars()))
    {
        return Some(id.clone());
    }
    let begins = |(id, title): &&(String, String)| {
        let mut title = plainly(title);
        id.starts_with(&word) || word.chars().all(|letter| title.next() == Some(letter))
    };
    let holds = |(_, title): &&(String, String)| {
        let title: String = plainly(title).collect();
        title.split('_').any(|own| own == word)
    };
    let of_section = meeting
        .open_section()
        .map_or(0, |section| section.kinds.len());
    let only = |from: &[(String, String)]| {
        let mut fitting = from.iter().filter(begins);
        let first = fitting.next()?;
        fitting.next().is_none().then(|| first.0.clone())
    };
    offer
        .get(..of_section)
        .and_then(only)
        .or_else(|| only(&offer))
        .or_else(|| {
            let mut holding = offer.iter().filter(holds);
            let first = holding.next()?;
            holding.next().is_none().then(|| first.0.clone())
        })
}

/// As kinds are compared: for each key, with every kind, so nothing is made of it.
fn plainly(text: &str) -> impl Iterator<Item = char> + '_ {
    let lower = text.chars().flat_map(char::to_lowercase);
    lower.map(|letter| match letter {
        ' ' | '-' | '\'' => '_',
        letter => letter,
    })
}
