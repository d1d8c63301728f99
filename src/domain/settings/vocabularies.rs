//! The lists of words offered for an answer: how somebody takes part, what was decided, categories … A council may
//! change the words, add its own codes, and stop offering one; the codes themselves stay, because minutes contain them.
//! What an entry counts as is a flag, so that no rule has to know a code.

mod lists;
mod read;

#[cfg(test)]
mod found_later_tests;
#[cfg(test)]
mod vocabularies_tests;

pub use lists::{FLAGS, LISTS, flags_of};

use crate::domain::text::folded::folded;

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Vocabularies {
    lists: Vec<Vocabulary>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Vocabulary {
    /// Its name: one of [`LISTS`].
    pub id: String,
    pub entries: Vec<VocabularyEntry>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VocabularyEntry {
    /// In files; it never changes.
    pub code: String,
    pub words: String,
    /// The same in a narrow column; empty where the words are short enough.
    pub short: String,
    /// What people type for it as well.
    pub said: Vec<String>,
    /// What it counts as: words of [`FLAGS`].
    pub flags: Vec<String>,
    /// It can be chosen. What is not offered any more can still be read.
    pub offered: bool,
}

impl Vocabularies {
    pub fn list(&self, id: &str) -> Option<&Vocabulary> {
        self.lists.iter().find(|list| list.id == id)
    }

    pub fn lists(&self) -> &[Vocabulary] {
        &self.lists
    }

    /// The words for a code; the code itself when it is unknown (it may come from another council).
    pub fn words<'a>(&'a self, list: &str, code: &'a str) -> &'a str {
        let entry = self.list(list).and_then(|list| list.entry(code));
        entry.map_or(code, |entry| &entry.words)
    }

    /// Whether a code counts as something. An unknown code counts as nothing.
    pub fn is(&self, list: &str, code: &str, flag: &str) -> bool {
        let entry = self.list(list).and_then(|list| list.entry(code));
        entry.is_some_and(|entry| entry.is(flag))
    }

    /// The entry of a role that was typed, by its code or its words.
    pub fn role(&self, typed: &str) -> Option<&VocabularyEntry> {
        let typed = typed.trim();
        let roles = self.list("roles")?;
        let is_it = |entry: &&VocabularyEntry| {
            entry.code.eq_ignore_ascii_case(typed)
                || entry.words.to_lowercase() == typed.to_lowercase()
        };
        roles.entries.iter().find(is_it)
    }

    /// Whether this role is one of the children's social workers: as the list says, otherwise by its words.
    pub fn is_social_worker(&self, role: &str) -> bool {
        match self.role(role) {
            Some(entry) => entry.is("social_worker"),
            None => role.to_lowercase().contains("social worker"),
        }
    }

    /// Whether somebody with this attendance is expected in the room, where a list of the council's own says it.
    pub fn comes(&self, attendance: &str) -> Option<bool> {
        let entry = self.list("attendance")?.entry(attendance)?;
        Some(entry.is("comes"))
    }

    /// Whether this answer makes its record restricted. Fails closed: an unknown code does.
    pub fn restricts(&self, list: &str, code: &str) -> bool {
        if code.is_empty() {
            return false;
        }
        let entry = self.list(list).and_then(|list| list.entry(code));
        entry.is_none_or(|entry| entry.is("restricts"))
    }
}

impl Vocabulary {
    /// The entry of this code, offered or not.
    pub fn entry(&self, code: &str) -> Option<&VocabularyEntry> {
        self.entries.iter().find(|entry| entry.code == code)
    }

    pub fn offered(&self) -> impl Iterator<Item = &VocabularyEntry> {
        self.entries.iter().filter(|entry| entry.offered)
    }

    pub fn that_are<'a>(&'a self, flag: &'a str) -> impl Iterator<Item = &'a VocabularyEntry> {
        self.entries.iter().filter(move |entry| entry.is(flag))
    }

    /// The only entry that may be meant.
    pub fn choose(&self, typed: &str) -> Option<&VocabularyEntry> {
        match self.fitting(typed).as_slice() {
            [one] => Some(*one),
            _ => None,
        }
    }

    /// The only entry with this code, with these words, or that people call so; a beginning is none.
    pub fn named(&self, typed: &str) -> Option<&VocabularyEntry> {
        let typed = plain(typed);
        let is_so = |words: &String| plain(words) == typed;
        let mut named = self.entries.iter().filter(|entry| {
            is_so(&entry.code) || is_so(&entry.words) || entry.said.iter().any(is_so)
        });
        named.next().filter(|_| named.next().is_none())
    }

    /// The entries that may be meant: by code or words; otherwise by what people say for it, which several may share;
    /// otherwise by a beginning of one that is offered. One or two letters fit by accident, so they are no beginning.
    pub fn fitting(&self, typed: &str) -> Vec<&VocabularyEntry> {
        let typed = plain(typed);
        if typed.is_empty() {
            return Vec::new();
        }
        let is_exact =
            |entry: &&VocabularyEntry| plain(&entry.code) == typed || plain(&entry.words) == typed;
        let exact = self.offered().find(is_exact);
        if let Some(exact) = exact.or_else(|| self.entries.iter().find(is_exact)) {
            return vec![exact];
        }
        let is_said = |entry: &&VocabularyEntry| entry.said.iter().any(|said| plain(said) == typed);
        let said: Vec<&VocabularyEntry> = self.offered().filter(is_said).collect();
        if !said.is_empty() {
            return said;
        }
        if typed.chars().count() < SHORTEST_BEGINNING || NO_BEGINNINGS.contains(&typed.as_str()) {
            return Vec::new();
        }
        let begins = |entry: &&VocabularyEntry| {
            plain(&entry.code).starts_with(&typed) || plain(&entry.words).starts_with(&typed)
        };
        self.offered().filter(begins).collect()
    }
}

const SHORTEST_BEGINNING: usize = 3;

/// Words that begin a choice by accident: whoever typed `not` had not got to what it is not.
const NO_BEGINNINGS: &[&str] = &["not", "non", "more", "most", "for", "the"];

/// Words without what people write in different ways, and without an article or a preposition before them.
fn plain(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for letter in folded(words).chars() {
        match letter {
            '.' | '\'' | '"' => {}
            '_' | '-' | '/' | ',' | '(' | ')' => out.push(' '),
            _ => out.push(letter),
        }
    }
    let mut parts: Vec<&str> = out.split_whitespace().collect();
    while parts.len() > 1 && matches!(parts.first(), Some(&("the" | "a" | "an" | "by" | "via"))) {
        parts.remove(0);
    }
    parts.join(" ")
}

impl VocabularyEntry {
    pub fn in_a_column(&self) -> &str {
        match self.short.is_empty() {
            true => &self.words,
            false => &self.short,
        }
    }

    /// Whether words may be meant for it, however loosely: for where keeping something back is at stake.
    pub fn could_be(&self, typed: &str) -> bool {
        let typed = plain(typed);
        let own = [&self.code, &self.words].into_iter().chain(&self.said);
        typed.chars().count() >= SHORTEST_BEGINNING
            && own
                .map(|words| plain(words))
                .any(|own| own.contains(&typed) || typed.contains(&own))
    }

    /// Whether it counts as this.
    pub fn is(&self, flag: &str) -> bool {
        self.flags.iter().any(|known| known == flag)
    }
}
