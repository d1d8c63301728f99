//! What people say where the program has a mark or a command for it. It is data in the text file beside this; here it is
//! only read.

use super::people_words::plain_words;
use std::collections::HashMap;
use std::sync::LazyLock;

/// A phrase, word by word, as words are compared.
type Phrase = Vec<String>;

#[derive(Debug, Default)]
pub struct MeantWords {
    lists: HashMap<&'static str, Vec<Phrase>>,
    /// Each beginning of a line with the command it means.
    commands: Vec<(Phrase, &'static str)>,
    /// Each word for a record with its command, and the answer that it names.
    records: Vec<(Phrase, &'static str, Option<&'static str>)>,
}

static MEANT: LazyLock<MeantWords> = LazyLock::new(|| read(include_str!("meant_words.txt")));

pub fn meant_words() -> &'static MeantWords {
    &MEANT
}

impl MeantWords {
    pub fn list(&self, list: &str) -> &[Phrase] {
        self.lists.get(list).map_or(&[], Vec::as_slice)
    }

    /// How many of these words, from the first on, are a phrase of the list: the longest counts.
    pub fn begins(&self, list: &str, words: &[String]) -> Option<usize> {
        let fitting = self.list(list).iter().filter(|one| words.starts_with(one));
        fitting.map(Vec::len).max()
    }

    pub fn is(&self, list: &str, word: &str) -> bool {
        let mut phrases = self.list(list).iter();
        phrases.any(|phrase| matches!(phrase.as_slice(), [one] if one == word))
    }

    /// Whether a phrase of the list stands anywhere among these words.
    pub fn says(&self, list: &str, words: &[String]) -> bool {
        (0..words.len()).any(|from| {
            let rest = words.get(from..).unwrap_or_default();
            self.begins(list, rest).is_some()
        })
    }

    /// The command that a line beginning with these words may mean.
    pub fn command(&self, words: &[String]) -> Option<&'static str> {
        let mut commands = self.commands.iter();
        let found = commands.find(|(phrase, _)| words.starts_with(phrase));
        found.map(|(_, command)| *command)
    }

    /// The record that a line beginning with these words may mean: how many words name it, its command, and the label of
    /// the answer that is meant. The longest counts.
    pub fn record(&self, words: &[String]) -> Option<(usize, &'static str, Option<&'static str>)> {
        let records = self.records.iter();
        let fitting = records.filter(|(phrase, ..)| words.starts_with(phrase));
        let (phrase, command, label) = fitting.max_by_key(|(phrase, ..)| phrase.len())?;
        Some((phrase.len(), command, *label))
    }

    pub fn commands(&self) -> impl Iterator<Item = &'static str> {
        self.commands.iter().map(|(_, command)| *command)
    }
}

fn read(text: &'static str) -> MeantWords {
    let mut read = MeantWords::default();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        let Some((what, phrases)) = line.split_once(':') else {
            continue;
        };
        let phrases = phrases.split(',').map(plain_words);
        let phrases = phrases.filter(|phrase| !phrase.is_empty());
        match what.split_once(' ') {
            Some(("command", command)) => read
                .commands
                .extend(phrases.map(|phrase| (phrase, command))),
            Some(("record", record)) => {
                let (command, label) = match record.split_once(' ') {
                    Some((command, label)) => (command, Some(label)),
                    None => (record, None),
                };
                read.records
                    .extend(phrases.map(|phrase| (phrase, command, label)));
            }
            _ => read.lists.entry(what).or_default().extend(phrases),
        }
    }
    read
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_whole_words_count() {
        let meant = meant_words();
        let of = |text: &str| meant.command(&plain_words(text));
        assert_eq!(of("Restrict what SW said"), Some("mark restricted"));
        assert_eq!(of("restricted last year"), None);
        assert_eq!(of("restructured"), None);
        assert_eq!(of("what ifs"), None);
        assert!(meant.says(
            "not for all",
            &plain_words("this is off-the-record, please")
        ));
        assert!(!meant.says("not for all", &plain_words("off the records")));
        assert!(meant.is("no", "dont") && !meant.is("no", "note"));
    }
}
