//! How people name each other: titles, roles and relations and what else they are called, the words that are never
//! somebody. All of it is data in the two text files beside this; here it is only read.

use crate::domain::text::folded::folded;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// Whom a title or relation can mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Gender {
    He,
    She,
    #[default]
    Either,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Title {
    pub gender: Gender,
    /// Of an office: nobody's relative has it.
    pub of_office: bool,
}

/// Words for one role, relation or agency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Same {
    pub gender: Gender,
    pub is_family: bool,
}

#[derive(Debug, Default)]
pub struct PeopleWords {
    titles: HashMap<String, Title>,
    same: Vec<Same>,
    /// Each phrase, squeezed, with the groups it belongs to.
    phrases: HashMap<String, Vec<usize>>,
    /// The most words a phrase has.
    longest: usize,
    lists: HashMap<String, HashSet<String>>,
}

static PEOPLE: LazyLock<PeopleWords> = LazyLock::new(|| read(include_str!("people_words.txt")));

/// Everyday words, each with whether it is a name as well.
static EVERYDAY: LazyLock<HashMap<&'static str, bool>> = LazyLock::new(|| {
    let lines = include_str!("everyday_words.txt").lines();
    let words = lines.filter(|line| !line.is_empty() && !line.starts_with('#'));
    words
        .map(|line| match line.strip_suffix('*') {
            Some(word) => (word, true),
            None => (line, false),
        })
        .collect()
});

pub fn people_words() -> &'static PeopleWords {
    &PEOPLE
}

/// Words as they are compared: folded, without apostrophes and dots, and nothing but letters and digits.
pub fn plain_words(text: &str) -> Vec<String> {
    let joined: String = folded(text)
        .chars()
        .filter(|letter| !is_dropped(*letter))
        .collect();
    joined
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// The same in one piece: `O’Hara`, `O Hara` and `ohara` are one.
pub fn squeezed(text: &str) -> String {
    plain_words(text).concat()
}

/// Apostrophes of every shape, dots, and what cannot be seen.
fn is_dropped(letter: char) -> bool {
    matches!(
        letter,
        '\'' | '.'
            | '`'
            | '´'
            | '\u{2018}'
            | '\u{2019}'
            | '\u{201b}'
            | '\u{2bc}'
            | '\u{2b9}'
            | '\u{2032}'
            | '\u{ff07}'
            | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}'
    )
}

impl PeopleWords {
    pub fn title(&self, word: &str) -> Option<Title> {
        self.titles.get(word).copied()
    }

    /// The groups to which a phrase (squeezed) belongs.
    pub fn groups(&self, phrase: &str) -> &[usize] {
        self.phrases.get(phrase).map_or(&[], Vec::as_slice)
    }

    pub fn same(&self, group: usize) -> Same {
        self.same.get(group).copied().unwrap_or_default()
    }

    /// Every phrase there is, squeezed.
    pub fn phrases(&self) -> impl Iterator<Item = (&str, &[usize])> {
        let phrases = self.phrases.iter();
        phrases.map(|(phrase, groups)| (phrase.as_str(), groups.as_slice()))
    }

    /// The words of one piece that stand for the same role or relation: "mum" for a mother.
    pub fn others_for(&self, role: &str) -> Vec<String> {
        let groups = self.groups(&squeezed(role));
        let mut others: Vec<String> = self
            .phrases()
            .filter(|(_, of)| of.iter().any(|group| groups.contains(group)))
            .map(|(phrase, _)| phrase.to_owned())
            .collect();
        others.sort_unstable();
        others
    }

    /// The groups of the phrases in a text, the longest first: in "step mother" there is no mother.
    pub fn groups_in(&self, words: &[String]) -> Vec<usize> {
        let mut found = Vec::new();
        let mut at = 0;
        while at < words.len() {
            let longest = (1..=self.longest.min(words.len() - at)).rev();
            let fits = longest.into_iter().find_map(|many| {
                let phrase = words.get(at..at + many)?.concat();
                let groups = self.groups(&phrase);
                (!groups.is_empty()).then_some((many, groups))
            });
            match fits {
                Some((many, groups)) => {
                    found.extend_from_slice(groups);
                    at += many;
                }
                None => at += 1,
            }
        }
        found
    }

    /// Whether a word or phrase (squeezed) stands in one of the lists: `little`, `says`, `everybody` …
    pub fn is(&self, list: &str, phrase: &str) -> bool {
        self.lists
            .get(list)
            .is_some_and(|words| words.contains(phrase))
    }

    /// `no`, `he`, `so`: a word (squeezed) that stands before a colon by itself, whoever's letters it may be, too.
    pub fn is_rather_a_word(&self, word: &str) -> bool {
        self.is("pronoun", word) || self.is("alone", word)
    }
}

/// Whether a word (folded) is one that everybody uses every day; digits are.
pub fn is_everyday(word: &str) -> bool {
    let known = |word: &str| EVERYDAY.contains_key(word);
    known(word)
        || word.chars().all(|letter| letter.is_ascii_digit())
        || word.strip_suffix('s').is_some_and(known)
        || word.strip_suffix("es").is_some_and(known)
        || word
            .strip_suffix("ies")
            .is_some_and(|stem| known(&format!("{stem}y")))
        || ["tion", "tions", "sion", "sions", "ness", "ology"]
            .iter()
            .any(|end| word.len() > end.len() + 2 && word.ends_with(end))
}

/// Whether an everyday word is a name as well.
pub fn is_also_a_name(word: &str) -> bool {
    EVERYDAY.get(word).copied().unwrap_or(false)
}

fn read(text: &str) -> PeopleWords {
    let mut read = PeopleWords::default();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        let Some((what, words)) = line.split_once(':') else {
            continue;
        };
        let mut about = what.split_whitespace();
        let list = about.next().unwrap_or_default();
        let rest: Vec<&str> = about.collect();
        let gender = match () {
            () if rest.contains(&"he") => Gender::He,
            () if rest.contains(&"she") => Gender::She,
            () => Gender::Either,
        };
        let words = words
            .split(',')
            .map(plain_words)
            .filter(|one| !one.is_empty());
        match list {
            "title" => {
                let title = Title {
                    gender,
                    of_office: rest.contains(&"office"),
                };
                read.titles.extend(words.map(|word| (word.concat(), title)));
            }
            "same" => {
                let group = read.same.len();
                read.same.push(Same {
                    gender,
                    is_family: rest.contains(&"family"),
                });
                for phrase in words {
                    read.longest = read.longest.max(phrase.len());
                    read.phrases.entry(phrase.concat()).or_default().push(group);
                }
            }
            _ => {
                let name = match rest.first() {
                    Some(second) => format!("{list} {second}"),
                    None => list.to_owned(),
                };
                let list = read.lists.entry(name).or_default();
                list.extend(words.map(|phrase| phrase.concat()));
            }
        }
    }
    read
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_are_read_and_compared_without_signs_and_accents() {
        let people = people_words();
        assert!(
            people
                .title("mrs")
                .is_some_and(|title| title.gender == Gender::She)
        );
        assert!(people.title("pc").is_some_and(|title| title.of_office));
        let groups = |phrase: &str| people.groups(&squeezed(phrase)).to_vec();
        assert!(!groups("Health visitor").is_empty());
        assert_eq!(groups("H.V."), groups("health-visitor"));
        assert_ne!(groups("mother"), groups("step-mother"));
        assert!(people.is("everybody", &squeezed("All of us")));
        assert!(people.is("minute taker", &squeezed("minute-taker")));
        assert_eq!(squeezed("O’Hara"), squeezed("o hara"));
        assert_eq!(squeezed("Zośka"), "zoska");
        let role = plain_words("step-mother of the boys");
        assert_eq!(people.groups_in(&role), groups("stepmother"));
    }

    #[test]
    fn everyday_words_are_known_and_those_that_are_names_are_marked() {
        for word in [
            "note", "bedtime", "school", "plans", "s47", "14", "kindness",
        ] {
            assert!(is_everyday(word) && !is_also_a_name(word), "{word}");
        }
        assert!(is_also_a_name("grace"));
        for word in ["bloggs", "quill", "zoska", "kelly", "anil"] {
            assert!(!is_everyday(word), "{word}");
        }
    }
}
