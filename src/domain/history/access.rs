//! That somebody opened past minutes: who, when and what, but never a word of their content.

use chrono::{DateTime, FixedOffset};
use serde_json::{Value, json};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Done {
    Read,
    Printed,
    /// Opened for what comes after closing: sign-off, copies, corrections.
    Opened,
    CarriedOn,
    Compared,
    /// One thing in them was followed through all meetings of the family.
    Followed,
    /// Their restricted dates were listed with those of other meetings.
    Listed,
    /// Words were looked for in all minutes, and entries that have them shown.
    Found,
    /// It was begun by mistake, and left every list.
    PutAway,
    Restored,
}

const WORDS: &[(Done, &str, &str)] = &[
    (Done::Read, "read", "read on the screen"),
    (Done::Printed, "printed", "printed with a command"),
    (
        Done::Opened,
        "opened",
        "opened, to sign off, send out or correct",
    ),
    (
        Done::CarriedOn,
        "carried_on",
        "a new meeting was started from them",
    ),
    (Done::Compared, "compared", "compared with other minutes"),
    (
        Done::Followed,
        "followed",
        "something was followed through the meetings of the family",
    ),
    (Done::Listed, "listed", "their dates were listed"),
    (Done::Found, "found", "all minutes were searched"),
    (
        Done::PutAway,
        "put_away",
        "put away, because it was begun by mistake",
    ),
    (Done::Restored, "restored", "put back in the list"),
];

impl Done {
    pub fn word(self) -> &'static str {
        WORDS
            .iter()
            .find(|(done, ..)| *done == self)
            .map_or("", |(_, word, _)| word)
    }

    pub fn words(self) -> &'static str {
        WORDS
            .iter()
            .find(|(done, ..)| *done == self)
            .map_or("", |(.., words)| words)
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Opening {
    pub done: Done,
    /// With the restricted parts.
    pub restricted: bool,
    /// An earlier version; `None` for the current one.
    pub version: Option<u64>,
}

impl Opening {
    pub fn to_value(&self) -> Value {
        let mut value = json!({ "done": self.done.word(), "restricted": self.restricted });
        if let (Some(number), Some(map)) = (self.version, value.as_object_mut()) {
            map.insert("version".to_owned(), json!(number));
        }
        value
    }

    pub fn words(value: &Value) -> String {
        let word = value.get("done").and_then(Value::as_str).unwrap_or("");
        let known = WORDS.iter().find(|(_, known, _)| *known == word);
        let mut words = known.map_or(word, |(.., words)| words).to_owned();
        if let Some(number) = value.get("version").and_then(Value::as_u64) {
            words.push_str(&format!(", version {number}"));
        }
        if value.get("restricted").and_then(Value::as_bool) != Some(false) {
            words.push_str(", with the restricted parts");
        }
        words
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Access {
    pub at: DateTime<FixedOffset>,
    /// The account, `uid:1004`; where somebody became another user after logging in, both.
    pub who: String,
    /// What the system calls the account; empty if it does not say.
    pub name: String,
    pub words: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_opening_reads_as_it_was_meant_and_doubt_counts_as_restricted() {
        let opening = Opening {
            done: Done::Read,
            restricted: false,
            version: Some(2),
        };
        let words = Opening::words(&opening.to_value());
        assert_eq!(words, "read on the screen, version 2");
        let damaged = json!({ "done": "sang" });
        assert_eq!(Opening::words(&damaged), "sang, with the restricted parts");
    }
}
