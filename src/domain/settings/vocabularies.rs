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

    /// Finds an entry by code, by words, or by a beginning that fits one that is offered and no other.
    pub fn choose(&self, typed: &str) -> Option<&VocabularyEntry> {
        let typed = typed.trim().to_lowercase();
        if typed.is_empty() {
            return None;
        }
        let is_exact = |entry: &&VocabularyEntry| {
            entry.code.to_lowercase() == typed || entry.words.to_lowercase() == typed
        };
        let begins = |entry: &&VocabularyEntry| {
            entry.code.to_lowercase().starts_with(&typed)
                || entry.words.to_lowercase().starts_with(&typed)
        };
        let exact = self.offered().find(is_exact);
        exact
            .or_else(|| self.entries.iter().find(is_exact))
            .or_else(|| {
                let mut fitting = self.offered().filter(begins);
                let first = fitting.next()?;
                fitting.next().is_none().then_some(first)
            })
    }
}

impl VocabularyEntry {
    /// Whether it counts as this.
    pub fn is(&self, flag: &str) -> bool {
        self.flags.iter().any(|known| known == flag)
    }
}
