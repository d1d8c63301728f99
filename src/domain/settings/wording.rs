//! `wording.toml`. Plain words: jargon, blaming words, abbreviations and vague words are pointed out, each with another
//! way of saying it (practice 5.4). It only ever points: nothing here can change a text. Callers leave out exact words
//! and a child's words; quoted text is left out here.

mod read;

#[cfg(test)]
mod wording_tests;

use crate::domain::settings::people_words::{people_words, squeezed};
use crate::domain::text::quoted::quoted;
use crate::domain::text::tokens::{Token, fits, singulars, tokens, words_of};
use std::collections::HashMap;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WordKind {
    Jargon,
    Blame,
    Abbreviation,
    /// A word that says that something is done, but not what.
    Vague,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// The forms it takes; plurals in s need not be listed.
    pub forms: Vec<String>,
    pub kind: WordKind,
    pub instead: String,
    pub why: String,
}

/// All words that are pointed out, and the questions for an action.
#[derive(Debug, Clone, Default)]
pub struct Words {
    words: Vec<Word>,
    pub smart: SmartWords,
    /// Each form, cut into words, and the place of its [`Word`].
    forms: Vec<(Vec<String>, usize)>,
    /// First word of a form, to places in `forms`.
    index: HashMap<String, Vec<usize>>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SmartWords {
    pub specific: String,
    pub measurable: String,
    pub achievable: String,
    pub realistic: String,
    pub timely: String,
    /// Expressions for something that one can see being done, cut into words.
    pub doing: Vec<Vec<String>>,
    /// Expressions by which the day of the review is known, cut into words.
    pub review: Vec<Vec<String>>,
}

/// A word that could be said more plainly. A hint only: the text stays as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hint {
    /// Where it begins in the text, in bytes.
    pub from: usize,
    /// Where it ends, in bytes.
    pub to: usize,
    pub word: String,
    pub instead: String,
    pub why: String,
    pub kind: WordKind,
}

impl Words {
    /// The words, ready to be searched for. A form without a word is skipped.
    fn new(words: Vec<Word>, smart: SmartWords) -> Words {
        let mut made = Words {
            smart,
            ..Words::default()
        };
        for (place, word) in words.iter().enumerate() {
            for form in &word.forms {
                let cut = words_of(form);
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

    pub fn words(&self) -> &[Word] {
        &self.words
    }

    /// The longest form that stands at this place: its word, and the place after it.
    fn at(&self, text: &[Token], at: usize) -> Option<(&Word, usize)> {
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
        let typed = text.get(from..to).unwrap_or_default();
        // `she sends a letter` has no SEND in it.
        let is_plain_word = word.kind == WordKind::Abbreviation
            && typed.chars().all(|letter| !letter.is_uppercase())
            && people_words().is("also word", &squeezed(typed));
        let mut quoted = quoted.iter();
        if !is_plain_word && quoted.all(|range| to <= range.start || range.end <= from) {
            found.push(Hint {
                from,
                to,
                word: typed.to_owned(),
                instead: word.instead.clone(),
                why: word.why.clone(),
                kind: word.kind,
            });
        }
        at = end;
    }
    found
}
