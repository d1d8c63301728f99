//! Words that name somebody who is restricted, or an agency that nobody else comes from, or repeat an answer of somebody that
//! is kept back (an address): said openly, they would tell everybody what that record keeps from them. An answer about
//! somebody else that has such words (`relation: sister of …`), or that is such an agency, is kept back by itself, as long as
//! it has them.

use super::{Meeting, agency_is_kept_back, keeps_an_agency_back};
use crate::domain::record::form::{Answer, Field};
use crate::domain::record::kinds::{child, person, relative};
use crate::domain::record::{Body, KINDS, Kind, ReadAnswers, Record, Values, is_open_to_all};
use crate::domain::settings::people_words::{is_everyday, people_words, plain_words};
use crate::domain::settings::typed_words::{Word, words_of};
use std::collections::{BTreeMap, HashSet};

/// One or two words are in any sentence.
const FEWEST_WORDS: usize = 3;
/// So many digits are a telephone number.
const FEWEST_DIGITS: usize = 6;
const SHORTEST_NAME: usize = 2;
/// A shorter name is one only with a capital letter: `Bo`, `Wu`.
const LONG_NAME: usize = 3;

/// The words of the text that tell it; with a `\` before the first of them they are text.
pub fn names_kept_back<'t>(text: &'t str, meeting: &Meeting) -> Option<&'t str> {
    WordsKeptBack::of(meeting).in_text(text)
}

/// The answers about somebody that name another one who is restricted, each with the words that do.
pub fn answers_that_name<'b>(
    kind: &'static Kind,
    body: &'b Body,
    meeting: &Meeting,
) -> Vec<(&'static Field, &'b str)> {
    let kept_back = WordsKeptBack::of(meeting);
    match kind.is_somebody() && !kept_back.is_empty() {
        true => kept_back.in_answers(kind, &body.values, &body.to_confirm),
        false => Vec::new(),
    }
}

impl Meeting {
    /// Whether a reason (for a break, a section that was left out, a row that stays open) is not for everybody: it was typed
    /// while somebody was excluded, or it names somebody who is restricted now. It bears no mark of its own.
    pub fn keeps_reason_back(&self, reason: &str, was_said_without_somebody: bool) -> bool {
        was_said_without_somebody || names_kept_back(reason, self).is_some()
    }

    /// After an event: who is restricted, and what is told about the others, may have changed.
    pub(super) fn keep_names_back(&mut self) {
        let told_of: Vec<(&'static Kind, Vec<usize>)> = KINDS
            .iter()
            .filter(|kind| kind.is_somebody() || agencies_in(kind).next().is_some())
            .map(|kind| (*kind, self.now.index.of_kind(kind.id).to_vec()))
            .collect();
        for place in told_of.iter().flat_map(|(_, places)| places) {
            if let Some(record) = self.now.records.get_mut(*place) {
                record.names_another.clear();
            }
        }
        let kept_back = WordsKeptBack::of(self);
        if kept_back.is_empty() && !keeps_an_agency_back(self) {
            return;
        }
        let mut found: Vec<(usize, &'static str)> = Vec::new();
        for (kind, places) in told_of {
            for place in places {
                let Some(record) = self.now.records.get(place).filter(|one| one.is_open()) else {
                    continue;
                };
                if kind.is_somebody() {
                    let told = kept_back.in_answers(kind, &record.values, &record.to_confirm);
                    found.extend(told.iter().map(|(field, _)| (place, field.name)));
                }
                let agencies = agencies_in(kind).filter(|field| {
                    let typed = record.unread(field).unwrap_or(record.text(field));
                    agency_is_kept_back(typed, self)
                });
                found.extend(agencies.map(|field| (place, field.name)));
            }
        }
        for (place, field) in found {
            if let Some(record) = self.now.records.get_mut(place) {
                record.names_another.insert(field);
            }
        }
    }
}

fn agencies_in(kind: &'static Kind) -> impl Iterator<Item = &'static Field> {
    let fields = kind.fields.iter();
    fields.filter(|field| field.answer.names_agency())
}

/// All that nobody is told in this meeting.
pub(in crate::domain) struct WordsKeptBack(Vec<KeptBack>);

impl WordsKeptBack {
    pub(in crate::domain) fn of(meeting: &Meeting) -> WordsKeptBack {
        WordsKeptBack(kept_back(meeting))
    }

    pub(in crate::domain) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The words of the text that tell it.
    pub(in crate::domain) fn in_text<'t>(&self, text: &'t str) -> Option<&'t str> {
        if self.0.is_empty() {
            return None;
        }
        let words = words_of(text);
        let many = |from: usize| {
            let behind = words.get(from..)?;
            self.0.iter().find_map(|told| told.begins(behind, text))
        };
        let (from, many) = (0..words.len()).find_map(|from| Some((from, many(from)?)))?;
        let last = words.get((from + many).checked_sub(1)?)?;
        text.get(words.get(from)?.from..last.to)
    }

    fn in_answers<'v>(
        &self,
        kind: &'static Kind,
        values: &'v Values,
        to_confirm: &'v BTreeMap<String, String>,
    ) -> Vec<(&'static Field, &'v str)> {
        let told = kind.fields.iter().filter_map(|field| {
            let typed = || to_confirm.get(field.name).map(String::as_str);
            let value = values.get(field.name).filter(|_| is_words(field));
            let words = value.map_or_else(typed, |value| value.as_str())?;
            Some((
                field,
                self.in_text(words).filter(|_| !is_theirs(kind, field))?,
            ))
        });
        told.collect()
    }
}

fn is_words(field: &Field) -> bool {
    field.answer.is_words() || field.answer.names_agency()
}

/// What they are called is their own name, and what is never open tells nobody.
fn is_theirs(kind: &Kind, field: &Field) -> bool {
    let is_name = kind.lead_field() == Some(field) || *field == child::PREFERRED_NAME;
    is_name || field.restricted || matches!(field.answer, Answer::Code)
}

/// What nobody may read who is not to know it.
enum KeptBack {
    /// One word of somebody's name.
    Name(String),
    /// An agency, an address, a number: its words as one.
    Words(String),
}

impl KeptBack {
    fn begins(&self, words: &[Word], text: &str) -> Option<usize> {
        let first = words.first().filter(|word| !word.is_guarded)?;
        match self {
            KeptBack::Name(name) => {
                let typed = text.get(first.from..first.to).unwrap_or_default();
                let is_name = first.plain == *name || is_of(typed, &first.plain, name);
                // `hope` and `grace` are words, and names with a capital letter.
                let is_long = name.chars().count() >= LONG_NAME;
                let is_meant = is_long && !is_everyday(name)
                    || typed
                        .trim_start_matches(|sign: char| !sign.is_alphabetic())
                        .starts_with(char::is_uppercase);
                (is_name && is_meant).then_some(1)
            }
            KeptBack::Words(told) => {
                let mut left: &str = told;
                // A telephone number has its gaps anywhere.
                let is_next = |word: &&Word| {
                    let typed = text.get(word.from..word.to).unwrap_or_default();
                    let is_last = is_of(typed, &word.plain, left);
                    let rest = if is_last {
                        Some("")
                    } else {
                        left.strip_prefix(word.plain.as_str())
                    };
                    let goes_on = !left.is_empty() && rest.is_some();
                    left = rest.unwrap_or(left);
                    goes_on
                };
                let many = words.iter().take_while(is_next).count();
                left.is_empty().then_some(many)
            }
        }
    }
}

/// `Zebrina's`
fn is_of(typed: &str, plain: &str, name: &str) -> bool {
    let is_possessive = typed.contains(['\'', '\u{2019}']);
    is_possessive && plain.strip_suffix('s') == Some(name)
}

fn kept_back(meeting: &Meeting) -> Vec<KeptBack> {
    let people = || {
        let kinds: [&Kind; 3] = [&person::KIND, &child::KIND, &relative::KIND];
        kinds.into_iter().flat_map(|kind| meeting.records(kind))
    };
    let open: HashSet<String> = people()
        .filter(|record| is_open_to_all(record))
        .flat_map(names)
        .collect();
    let mut told = Vec::new();
    for record in people().filter(|record| !is_open_to_all(record)) {
        let own = names(record).chain(former_names(record));
        let own = own.filter(|name| !open.contains(name));
        told.extend(own.map(KeptBack::Name));
        // Of `An Li` each word alone is in any sentence.
        let lead = record.kind().and_then(Kind::lead_field);
        let whole = plain_words(lead.map_or("", |lead| record.text(lead)));
        if whole.len() > 1 && whole.iter().all(|word| word.chars().count() < LONG_NAME) {
            told.push(KeptBack::Words(whole.concat()));
        }
        let agency = record.text(&person::AGENCY);
        if agency_is_kept_back(agency, meeting) {
            told.push(KeptBack::Words(plain_words(agency).concat()));
        }
    }
    told.extend(people().flat_map(answers));
    told.retain(|told| !matches!(told, KeptBack::Words(words) if words.is_empty()));
    told
}

/// The words of a name, without its titles.
fn names(record: &Record) -> impl Iterator<Item = String> {
    names_in(record, &record.values).into_iter()
}

/// Those that somebody had before a name was mended: people go on saying them. `Grandmother` was none.
fn former_names(record: &Record) -> impl Iterator<Item = String> {
    let former = record.former.iter();
    let names = former.flat_map(|before| names_in(record, &before.values));
    names.filter(|name| !is_everyday(name))
}

fn names_in(record: &Record, values: &Values) -> Vec<String> {
    let lead = record.kind().and_then(Kind::lead_field);
    let fields = [lead, Some(&child::PREFERRED_NAME)];
    let words = fields
        .into_iter()
        .flatten()
        .flat_map(|field| plain_words(values.text(field)));
    words
        .filter(|word| {
            let letters = word.chars().count();
            let is_name = letters >= LONG_NAME || letters == SHORTEST_NAME && !is_everyday(word);
            is_name && people_words().title(word).is_none()
        })
        .collect()
}

/// The words of the answers that are kept back by their field.
fn answers(record: &Record) -> Vec<KeptBack> {
    let fields = record.kind().map_or(&[][..], |kind| kind.fields);
    let kept_back = fields
        .iter()
        .filter(|field| field.restricted && field.answer.is_words());
    let words = kept_back.map(|field| plain_words(record.text(field)));
    let tells = |words: &Vec<String>| {
        let digits = words.concat().bytes().filter(u8::is_ascii_digit).count();
        words.len() >= FEWEST_WORDS || digits >= FEWEST_DIGITS
    };
    words
        .filter(tells)
        .map(|words| KeptBack::Words(words.concat()))
        .collect()
}
