//! Which answers of a record are a child's own words. They are in a copy for the child's family only where the child agreed.

use super::form::{Field, Voice};
use super::{Kind, ReadAnswers, Values};

/// Which answers are a child's, where the record is a child's at all.
#[derive(Debug, Clone, Copy)]
pub enum ChildsWords {
    /// All of them, where one of its voices is a child's.
    AllSaid,
    /// These alone, of whichever child is named by one of `whose`; where none is named, of any.
    These {
        whose: &'static [&'static Field],
        words: &'static [&'static Field],
    },
    /// All but these, which tell that a child was heard and how.
    AllBut {
        whose: &'static [&'static Field],
        stays: fn(&Values, &str) -> bool,
    },
}

/// What goes out of a copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Goes {
    Nothing,
    Everything,
    /// These answers, by name.
    These(Vec<String>),
}

impl Kind {
    /// What of a record is said by a child who has not agreed to share it. `is_theirs`: whether an answer, or what was typed
    /// for it, names such a child; `are_all`: whether no child is known to have agreed.
    pub fn goes_with<'v>(
        &self,
        values: &Values,
        unread: impl Iterator<Item = (&'v String, &'v String)> + Clone,
        is_theirs: impl Fn(&str) -> bool,
        has_any: bool,
    ) -> Goes {
        let names_one = |field: &Field| {
            let one = values.text(field);
            let typed = unread.clone().filter(|(name, _)| *name == field.name);
            is_theirs(one)
                || values.list(field).into_iter().any(&is_theirs)
                || typed.into_iter().any(|(_, words)| is_theirs(words))
        };
        let is_empty = |field: &Field| {
            !values.contains_key(field.name) && unread.clone().all(|(name, _)| name != field.name)
        };
        let all = || values.keys().chain(unread.clone().map(|(name, _)| name));
        match self.childs_words {
            ChildsWords::AllSaid => {
                let mut voices = self.voices();
                match voices.any(&names_one) {
                    true => Goes::Everything,
                    false => Goes::Nothing,
                }
            }
            ChildsWords::These { whose, words } => {
                let is_anybodys = has_any && whose.iter().all(|field| is_empty(field));
                let is_one = is_anybodys || whose.iter().any(|field| names_one(field));
                let words = words.iter().map(|field| field.name);
                let words = words.filter(|name| is_one && all().any(|known| known == name));
                some(words.map(str::to_owned).collect())
            }
            ChildsWords::AllBut { whose, stays } => {
                let is_anybodys = has_any && whose.iter().all(|field| is_empty(field));
                let is_one = is_anybodys || whose.iter().any(|field| names_one(field));
                let words = all().filter(|name| is_one && !stays(values, name));
                some(words.cloned().collect())
            }
        }
    }

    /// The answers that say whose words the record is.
    pub fn voices(&self) -> impl Iterator<Item = &'static Field> + use<> {
        let fields: &'static [Field] = self.fields;
        fields.iter().filter(|field| field.voice != Voice::Nobodys)
    }
}

fn some(mut names: Vec<String>) -> Goes {
    names.sort();
    names.dedup();
    match names.is_empty() {
        true => Goes::Nothing,
        false => Goes::These(names),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::record::KINDS;
    use crate::domain::record::form::Answer;

    /// A new kind with somebody who speaks in it says whose words they are; nothing else keeps a child's out of a copy.
    #[test]
    fn whoever_can_be_the_one_who_speaks_is_a_voice() {
        let mut silent = Vec::new();
        for kind in KINDS {
            let is_asked = |field: &&Field| matches!(field.answer, Answer::Speaker);
            let voices: Vec<&str> = kind.voices().map(|field| field.name).collect();
            let others = kind.fields.iter().filter(is_asked);
            let others = others.filter(|field| !voices.contains(&field.name));
            silent.extend(others.map(|field| format!("{}.{}", kind.id, field.name)));
        }
        // These say who gets something, or belongs to a group, and nothing that anybody said.
        silent.sort();
        let known = [
            "core_group.person",
            "distribution.to",
            "handing_out.who",
            "papers_written.who",
            "withheld_words.who",
        ];
        assert_eq!(silent, known);
    }

    #[test]
    fn an_answer_that_is_called_the_childs_is_among_its_words() {
        for kind in KINDS {
            let childs = kind.fields.iter().filter(|field| {
                let asks = field.question.to_lowercase();
                asks.starts_with("what does the child think")
                    || asks.starts_with("what does the child say")
            });
            for field in childs {
                let ChildsWords::These { words, .. } = kind.childs_words else {
                    panic!("{}: {}", kind.id, field.name);
                };
                assert!(words.contains(&field), "{}: {}", kind.id, field.name);
            }
        }
    }
}
