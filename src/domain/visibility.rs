//! Who may see what. Restricted text is a type, not an `if`: see [`Restricted`].

use serde::{Deserialize, Serialize};

/// Who may read a record.
///
/// Anything that a file says and this program does not know counts as restricted: a copy for the family must fail
/// closed (practice: structural visibility, not find-and-replace).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Visibility {
    #[default]
    Everyone,
    /// For everybody who gets a copy but those who are named beside it ([`crate::domain::record::NotFor`]). Wherever
    /// there is no copy for one person it is as restricted as what is.
    NotForSome,
    /// Never in the family's copy, never in `minutes.json`, never in the room view.
    #[serde(other)]
    Restricted,
}

impl Visibility {
    pub fn word(self) -> &'static str {
        match self {
            Visibility::Everyone => "everyone",
            Visibility::NotForSome => "not_for_some",
            Visibility::Restricted => "restricted",
        }
    }

    /// Reads the word of a file; an unknown word is restricted.
    pub fn from_word(word: &str) -> Visibility {
        match word {
            "everyone" => Visibility::Everyone,
            "not_for_some" => Visibility::NotForSome,
            _ => Visibility::Restricted,
        }
    }

    /// Not for everybody who gets a copy.
    pub fn is_kept_back(self) -> bool {
        self != Visibility::Everyone
    }
}

/// A value that only readers of the full record may see.
///
/// It has no `Display`, no `Serialize` and no public field: the only way out is [`Restricted::for_the_full_record`],
/// whose callers can be counted.
#[derive(Clone, PartialEq, Eq)]
pub struct Restricted<T>(T);

impl<T> Restricted<T> {
    pub fn new(value: T) -> Self {
        Restricted(value)
    }

    /// The value, for a reader who may see the full record (`restricted.json`, `read --restricted`).
    pub fn for_the_full_record(&self) -> &T {
        &self.0
    }
}

impl<T> std::fmt::Debug for Restricted<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("(restricted)")
    }
}
