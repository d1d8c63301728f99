//! Plain words: jargon, blaming words, abbreviations and vague words are pointed out, each with another way
//! to say it (practice 5.4). It only ever points: nothing here can change a text.
//! Must not look at exact words, at a child's words, or between quotation marks.

mod quoted;
mod settings;

#[cfg(test)]
mod wording_tests;

use super::smart::SmartWords;
use crate::domain::meeting::Meeting;
use crate::domain::record::Record;
use crate::domain::record::form::Answer;
use crate::domain::text::tokens::{fits, singulars, tokens};
use quoted::quoted;
pub use settings::{BUILT_IN, WORDING};
use std::collections::HashMap;

/// Why a word is pointed out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WordKind {
    /// A word of the trade.
    Jargon,
    /// A word that judges a person.
    Blame,
    /// Letters that stand for words.
    Abbreviation,
    /// A word that says that something is done, but not what.
    Vague,
}

/// A word to point out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// The forms it takes; plurals in s need not be listed.
    pub forms: Vec<String>,
    /// Why it is pointed out.
    pub kind: WordKind,
    /// What could be said instead.
    pub instead: String,
    /// What is the matter with it, in a sentence.
    pub why: String,
}

/// All words that are pointed out, and the questions for an action.
#[derive(Debug, Clone, Default)]
pub struct Words {
    words: Vec<Word>,
    /// The five questions and their words.
    pub smart: SmartWords,
    /// Each form, cut into words, and the place of its [`Word`].
    forms: Vec<(Vec<String>, usize)>,
    /// First word of a form, to places in `forms`.
    index: HashMap<String, Vec<usize>>,
}

/// A word that could be said more plainly. A hint only: the text stays as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hint {
    /// Where it begins in the text, in bytes.
    pub from: usize,
    /// Where it ends, in bytes.
    pub to: usize,
    /// The word as it stands there.
    pub word: String,
    /// What could be said instead.
    pub instead: String,
    /// What is the matter with it.
    pub why: String,
    /// Why it is pointed out.
    pub kind: WordKind,
}

/// Answers that are no wording of the minute-taker's: a child's own words, names, and what the agenda asks.
const NEVER: &[(&str, &[&str])] = &[
    (
        "childs_view",
        &[
            "words",
            "wants_to_change",
            "good_things",
            "worries",
            "hopes",
            "kept_at",
        ],
    ),
    ("decision", &["child_view"]),
    ("scale", &["question", "low", "high"]),
    ("agency_view", &["agency"]),
    ("report", &["agency", "template"]),
    ("dissent", &["from_whom"]),
    ("offer", &["agency"]),
    ("feedback", &["about", "contact"]),
    ("details", &["reference", "venue", "interpreter"]),
];

/// Kinds of record that hold names and seats, no sentences.
const NO_SENTENCES: &[&str] = &["person", "child", "statement"];

impl Words {
    /// The words, ready to be looked for. A form that holds no word is passed over.
    pub(super) fn new(words: Vec<Word>, smart: SmartWords) -> Words {
        let mut made = Words {
            smart,
            ..Words::default()
        };
        for (place, word) in words.iter().enumerate() {
            for form in &word.forms {
                let cut = crate::domain::text::tokens::words_of(form);
                if let Some(first) = cut.first() {
                    let entry = made.index.entry(first.clone()).or_default();
                    entry.push(made.forms.len());
                    made.forms.push((cut, place));
                }
            }
        }
        made.words = words;
        made
    }

    /// All words, in the order of the file.
    pub fn words(&self) -> &[Word] {
        &self.words
    }

    /// The longest form that stands at this place: its word, and the place after it.
    fn at(&self, text: &[crate::domain::text::tokens::Token], at: usize) -> Option<(&Word, usize)> {
        let first = text.get(at)?;
        let candidates = |word: &str| self.index.get(word).into_iter().flatten();
        let whole = candidates(&first.word).copied();
        let plural: Vec<usize> = singulars(&first.word)
            .flat_map(|word| candidates(&word).copied().collect::<Vec<_>>())
            .collect();
        whole
            .chain(plural)
            .filter_map(|form| {
                let (cut, place) = self.forms.get(form)?;
                Some((self.words.get(*place)?, fits(text, at, cut)?))
            })
            .max_by_key(|(_, end)| *end)
    }
}

/// The words in a text that could be said more plainly, in their order; nothing between quotation marks.
pub fn hints(text: &str, words: &Words) -> Vec<Hint> {
    let (cut, quoted) = (tokens(text), quoted(text));
    let mut found = Vec::new();
    let mut at = 0;
    while at < cut.len() {
        let Some((word, end)) = words.at(&cut, at) else {
            at += 1;
            continue;
        };
        let from = cut.get(at).map_or(0, |token| token.from);
        let to = cut.get(end - 1).map_or(from, |token| token.to);
        if quoted
            .iter()
            .all(|range| to <= range.start || range.end <= from)
        {
            found.push(Hint {
                from,
                to,
                word: text.get(from..to).unwrap_or_default().to_owned(),
                instead: word.instead.clone(),
                why: word.why.clone(),
                kind: word.kind,
            });
        }
        at = end;
    }
    found
}

/// The hints for each answer of a record, with the name of its field. Vague words are pointed out only in
/// the plan: in what people tell, they are nobody's fault. Nothing is said about exact words, nor about
/// what a child says, whoever brings it.
pub fn hints_for(record: &Record, meeting: &Meeting, words: &Words) -> Vec<(&'static str, Hint)> {
    let Some(kind) = record.kind() else {
        return Vec::new();
    };
    if NO_SENTENCES.contains(&kind.id) || is_own_words(record, meeting) {
        return Vec::new();
    }
    let never = NEVER
        .iter()
        .find(|(id, _)| *id == kind.id)
        .map_or(&[][..], |(_, fields)| fields);
    let is_plan = matches!(kind.id, "action" | "what_if");
    kind.fields
        .iter()
        .filter(|field| matches!(field.answer, Answer::Text) && !never.contains(&field.name))
        .flat_map(|field| {
            let found = hints(record.text(field.name), words).into_iter();
            found.map(|hint| (field.name, hint))
        })
        .filter(|(_, hint)| is_plan || hint.kind != WordKind::Vague)
        // Letters that are somebody's initials here mean that person.
        .filter(|(_, hint)| {
            !meeting
                .voices()
                .any(|voice| voice.code.eq_ignore_ascii_case(&hint.word))
        })
        .collect()
}

/// Exact words, or the words of a child (said, or brought by somebody).
fn is_own_words(record: &Record, meeting: &Meeting) -> bool {
    let is_child = |field: &str| {
        meeting
            .record(record.text(field))
            .is_some_and(|somebody| somebody.kind == "child")
    };
    record.kind == "contribution"
        && (record.is("exact") || is_child("speaker") || is_child("on_behalf_of"))
}
