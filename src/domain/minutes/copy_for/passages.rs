//! What must not stand in a finished copy: the words of what was withheld, and the words that somebody has to rule on.

use crate::domain::record::form::Compared;
use crate::domain::record::kinds::withheld_words;
use crate::domain::record::{ComparisonPart, Kind, Record, Values};
use crate::domain::text::words::Words;
use std::collections::BTreeMap;

/// Words of a withheld record, as they are searched for in the finished copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    pub id: String,
    /// The id of the record's kind; empty where this program does not know it.
    pub kind: &'static str,
    pub words: Words,
}

/// Words that are not for this reader wherever they stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LookFor {
    /// The id of the record that says so.
    pub id: String,
    pub words: Vec<Words>,
    pub becomes: Option<Becomes>,
    /// Longer words in which they are not meant.
    pub not_in: Vec<Words>,
}

impl LookFor {
    pub(super) fn names_a_weekday(&self) -> bool {
        let names = Words::of(
            "Monday Tuesday Wednesday Thursday Friday Saturday Sunday Mon Tue Wed Thu Fri Sat Sun \
             dydd Llun dydd Mawrth dydd Mercher dydd Iau dydd Gwener dydd Sadwrn dydd Sul",
        );
        self.words.iter().any(|words| words.is_in(&names))
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Becomes {
    Blank,
    Words(String),
    /// The passage goes.
    Nothing,
}

/// A sentence with fewer words than this is in many mouths.
const WORDS_OF_A_SENTENCE: usize = 4;
/// So many words or letters make an answer worth looking for.
const WORDS_OF_AN_ANSWER: usize = 3;
const LETTERS_WITH_A_NUMBER: usize = 5;

/// What of these answers would be noticed in another place: each sentence, and what has a number in it.
pub(super) fn passages(
    id: &str,
    kind: Option<&'static Kind>,
    values: &Values,
    unread: &BTreeMap<String, String>,
) -> Vec<Passage> {
    let is_text = |name: &str| {
        let field = kind.and_then(|kind| kind.field(name));
        field.is_none_or(|field| {
            // What the program fills in is nobody's words, unless it is kept back.
            let is_typed = field.compared != Compared::Never || field.restricted;
            is_typed && field.answer.is_words()
        })
    };
    let is_list_of_words = kind.is_some_and(|kind| *kind == withheld_words::KIND);
    let texts = values
        .iter()
        .filter(|(name, _)| !is_list_of_words && is_text(name) && !is_of_last_time(kind, name))
        .filter_map(|(name, value)| Some((name, value.as_str()?)));
    // What could not be read may be anything.
    let typed = unread.iter().filter(|_| !is_list_of_words);
    let texts = texts.chain(typed.map(|(name, typed)| (name, typed.as_str())));
    let mut found: Vec<Words> = Vec::new();
    for (name, text) in texts {
        let whole = Words::of(text);
        let is_name = kind.is_some_and(|kind| {
            kind.is_somebody() && kind.lead_field().is_some_and(|lead| lead.name == *name)
        });
        let has_number = text.bytes().any(|byte| byte.is_ascii_digit())
            && text
                .chars()
                .filter(|letter| letter.is_alphanumeric())
                .count()
                >= LETTERS_WITH_A_NUMBER;
        if whole.len() >= WORDS_OF_AN_ANSWER || has_number || is_name && whole.len() > 1 {
            found.push(whole);
        }
        let sentences = text.split(['.', '!', '?', ';', '\n']).map(Words::of);
        found.extend(sentences.filter(|words| words.len() >= WORDS_OF_A_SENTENCE));
    }
    let mut passages: Vec<Passage> = Vec::new();
    for words in found {
        if passages.iter().all(|known| known.words != words) {
            passages.push(Passage {
                id: id.to_owned(),
                kind: kind.map_or("", |kind| kind.id),
                words,
            });
        }
    }
    passages
}

/// Which record of last time's meeting it was: ids, and no words.
pub(super) fn is_of_last_time(kind: Option<&Kind>, name: &str) -> bool {
    kind.is_some_and(|kind| kind.compared_in == ComparisonPart::LastTime)
        && ["from_meeting", "from_record"].contains(&name)
}

/// What is to be looked for in this reader's copy, where the record is about it.
pub(super) fn look_for(record: &Record, reader: &str) -> Option<LookFor> {
    let whose = record.text(&withheld_words::WHO);
    // Whose copy is not certain is everybody's.
    if !whose.is_empty() && whose != "all" && whose != reader {
        return None;
    }
    let list = |field| {
        let typed = [record.text(field), record.unread(field).unwrap_or_default()];
        // However the list was joined: too many words to look for hide nothing too little.
        let typed = typed.map(|text| {
            let words = text.split_whitespace().map(|word| match word {
                "or" | "and" | "&" => ",",
                word => word,
            });
            words.collect::<Vec<_>>().join(" ")
        });
        let typed = typed.join(",");
        let words = typed.split([',', ';', '/']);
        let words: Vec<Words> = words
            .map(Words::of)
            .filter(|words| !words.is_empty())
            .collect();
        words
    };
    let becomes = match record.text(&withheld_words::RULE) {
        "blank" => Some(Becomes::Blank),
        "drop" => Some(Becomes::Nothing),
        "replace" => Some(record.text(&withheld_words::INSTEAD))
            .filter(|words| !words.is_empty())
            .map(|words| Becomes::Words(words.to_owned())),
        _ => None,
    };
    let words = list(&withheld_words::WORDS);
    let mut not_in = list(&withheld_words::NOT_IN);
    // Only in longer words can they be not meant.
    not_in.retain(|longer| !words.contains(longer));
    Some(LookFor {
        id: record.id.clone(),
        words,
        becomes,
        not_in,
    })
}
