//! Whether a sentence that the program made up itself (a refusal, a question) tells what is kept back. Such a sentence may
//! stand in the open minutes and in the list of `take`, which is a log.

use super::open_record::quotable_body;
use crate::domain::meeting::Meeting;
use crate::domain::record::form::{Answer, Field};
use crate::domain::record::kinds::child;
use crate::domain::record::{Kind, Record, is_open_to_all};
use crate::domain::settings::people_words::plain_words;
use std::collections::HashSet;

/// One or two words are in any sentence.
const FEWEST_WORDS: usize = 3;

/// Whether the sentence has a name or letters of somebody who is restricted, an agency that nobody else comes from, or the
/// words of an answer that is kept back.
pub fn tells_what_is_kept_back(sentence: &str, meeting: &Meeting) -> bool {
    let words = plain_words(sentence);
    let told = |told: &String| {
        let told: Vec<&str> = told.split(' ').collect();
        words
            .windows(told.len())
            .any(|part| part.iter().zip(&told).all(|(word, told)| word == told))
    };
    let all = || meeting.all_records().iter();
    let mut kept_back = all()
        .filter(|record| !is_wholly_open(record))
        .flat_map(|record| answers(record, false))
        .filter(told)
        .peekable();
    // Most sentences have nothing of the kind: what else bears the same name is looked for only then.
    kept_back.peek().is_some() && {
        let open: HashSet<String> = all().flat_map(|record| answers(record, true)).collect();
        kept_back.any(|words| !open.contains(&words))
    }
}

fn is_wholly_open(record: &Record) -> bool {
    let keeps = |field: &Field| field.restricted || record.keeps_back(field.name);
    record.struck.is_none()
        && is_open_to_all(record)
        && !record
            .kind()
            .is_none_or(|kind| kind.fields.iter().any(keeps))
}

/// The answers that everybody may read, or the others.
fn answers(record: &Record, open: bool) -> Vec<String> {
    let quotable = quotable_body(record).unwrap_or_default().values;
    let of_these = |name: &&String| quotable.contains_key(*name) == open;
    let names = record.values.keys().filter(of_these);
    names.flat_map(|name| telling_words(record, name)).collect()
}

/// What of an answer tells somebody who or what it is: each word of a name, else the answer as a whole.
fn telling_words(record: &Record, name: &str) -> Vec<String> {
    let Some((kind, field)) = record
        .kind()
        .and_then(|kind| Some((kind, kind.field(name)?)))
    else {
        return Vec::new();
    };
    let words = plain_words(record.text(field));
    match field.answer {
        _ if words.is_empty() => Vec::new(),
        _ if is_name(kind, field) => words.into_iter().filter(|word| word.len() > 1).collect(),
        Answer::Agency | Answer::AgencyOrSomebody => vec![words.join(" ")],
        // What is ready in a list ("not asked") tells nothing about anybody.
        Answer::TextOr(_) if is_ready(field, record.text(field)) => Vec::new(),
        Answer::Text | Answer::TextOr(_) | Answer::Words if words.len() >= FEWEST_WORDS => {
            vec![words.join(" ")]
        }
        _ => Vec::new(),
    }
}

fn is_ready(field: &Field, words: &str) -> bool {
    let mut ready = field.answer.choices().iter();
    ready.any(|entry| entry.words == words)
}

fn is_name(kind: &Kind, field: &Field) -> bool {
    let names = [
        kind.lead_field(),
        kind.letters_field(),
        kind.field(child::PREFERRED_NAME.name),
    ];
    kind.is_somebody() && names.contains(&Some(field))
}
