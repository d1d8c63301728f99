//! Which words restrict a record: `#restricted` however it is spelt, and what only looks like it. A mark that was
//! intended must never become open text: this fails closed.

use super::asks_to_restrict::{
    asks_to_restrict, is_label_to_restrict, label_asks, tells_never_open,
};
use super::no_label;
use crate::domain::meeting::{Meeting, names_kept_back};
use crate::domain::record::{Body, Kind, ReadAnswers, Record, WHO_MAY_READ};
use crate::domain::settings::people_words::plain_words;
use crate::domain::toml_reader::nearest;
use crate::domain::visibility::Visibility;

/// Words that mean nearly the same, and are asked about.
const NEARLY_THE_SAME: &[&str] = &[
    "hidden",
    "hide",
    "internal",
    "sensitive",
    "withheld",
    "withhold",
];

const OTHER_WORDS: &[&str] = &["confidential", "private", "secret"];

/// The shortest beginning of `restricted` that counts without a `#` directly before it.
const LONG_ENOUGH: usize = 5;

/// Before a last `restricted` they make it a part of the sentence: `it stays restricted`.
pub(super) const OF_BEING: &[&str] = &[
    "be", "been", "being", "is", "are", "was", "were", "isn't", "aren't", "not", "stay", "stays",
    "stayed", "remain", "remains", "kept", "very", "more", "too", "so", "strictly",
];

/// Signs that stand before a word in any sentence, and the `\` that says it is text.
const OF_A_SENTENCE: [char; 10] = [
    '\\', '"', '\'', '\u{2018}', '\u{2019}', '\u{201c}', '\u{201d}', '\u{201e}', '-', '\u{2013}',
];

/// The number sign, however a keyboard or another program spells it.
pub(super) const NUMBER_SIGNS: [char; 3] = ['#', '\u{ff03}', '\u{fe5f}'];

/// The word after a `#`, or a part of one (`family-restricted`): `restricted`, a beginning of it of at least three
/// letters, up to three wrong letters, or another word for it. `word` is lower case.
pub(super) fn means_restricted(word: &str) -> bool {
    let mut parts = word.split(|letter: char| !letter.is_alphanumeric());
    let first = parts.next().unwrap_or("");
    let begins = |word: &str| word.len() >= 3 && "restricted".starts_with(word);
    // Whom it is not for is not certain: it is for nobody.
    first == "not"
        || word == "notfor"
        || begins(word)
        || begins(first)
        || OTHER_WORDS.contains(&first)
        || is_nearly(word)
        || is_nearly(first)
        || parts.any(|part| is_plainly(part) || OTHER_WORDS.contains(&part))
}

/// `restricted` with up to three letters wrong.
fn is_nearly(word: &str) -> bool {
    word.chars().count() >= 7 && distance(word, "restricted") <= 3
}

/// A word that hardly means anything else, even without a `#` right before it.
fn is_plainly(word: &str) -> bool {
    word == "confidential"
        || (word.len() >= LONG_ENOUGH && "restricted".starts_with(word))
        || is_nearly(word)
}

/// The number of letters to insert, delete or change.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, from) in a.chars().enumerate() {
        let mut before = i;
        let mut left = i + 1;
        for (place, to) in row.iter_mut().skip(1).zip(&b) {
            let cost = before + usize::from(from != *to);
            before = *place;
            *place = cost.min(*place + 1).min(left + 1);
            left = *place;
        }
        if let Some(first) = row.first_mut() {
            *first = i + 1;
        }
    }
    row.last().copied().unwrap_or(0)
}

/// Whether a restricting mark appears anywhere in a text: in the middle, before a full stop, in quotes, attached to a
/// word, with a space after the `#`. Anyone who typed it meant it. Only `\#restricted` is text.
pub fn wants_restriction(text: &str) -> bool {
    text.match_indices(NUMBER_SIGNS).any(|(at, sign)| {
        let before = text.get(..at).unwrap_or("");
        let behind = text.get(at + sign.len()..).unwrap_or("");
        !before.ends_with('\\') && begins_with_mark(behind)
    })
}

/// Whether the text after a `#` restricts: a word directly after it, or one that hardly means anything else after a
/// space or another sign.
pub(super) fn begins_with_mark(behind: &str) -> bool {
    let tag = word_of(behind);
    if !tag.is_empty() {
        return means_restricted(&tag);
    }
    let further = behind.trim_start_matches(|letter: char| {
        letter.is_whitespace()
            || NUMBER_SIGNS.contains(&letter)
            || matches!(letter, '-' | '_' | ':' | '(' | '[')
    });
    is_plainly(&word_of(further))
}

fn word_of(text: &str) -> String {
    let joins = |letter: &char| letter.is_alphanumeric() || matches!(letter, '-' | '_');
    let begins_well = text.chars().next().is_some_and(char::is_alphanumeric);
    let word: String = text
        .chars()
        .take_while(joins)
        .filter(|_| begins_well)
        .collect();
    word.to_lowercase()
}

/// How many words behind a command may say what it does: `/mark that as restricted`.
const OF_A_COMMAND: usize = 5;

/// `/mark restricted KS`, `/marc confidential`, `#restricted` alone: a line that cannot be taken as typed, and was meant to
/// restrict what was recorded before it.
pub fn was_to_restrict_another(line: &str) -> bool {
    let words = plain_words(line);
    let restricts = |word: &String| {
        is_plainly(word)
            || word == "not"
            || word.starts_with("restrict")
            || OTHER_WORDS.contains(&word.as_str())
            || NEARLY_THE_SAME.contains(&word.as_str())
    };
    let first = words.first().map_or("", String::as_str);
    let is_note =
        first.starts_with("note") || first.starts_with("noti") || first.starts_with("noth");
    if line.trim_start().starts_with('/')
        && !is_note
        && (first.starts_with("not") || matches!(first, "nto" | "ont" | "nott"))
    {
        return true;
    }
    let of_an_entry = first == "not"
        || nearest(first, ["mark", "edit"]).is_some()
        || words.first().is_some_and(restricts);
    line.trim_start().starts_with(['/', '#'])
        && of_an_entry
        && words.iter().take(OF_A_COMMAND).any(restricts)
}

/// The text before a `# restricted` at the end, which is taken for the mark.
pub(super) fn without_spaced_mark_behind(words: &str) -> Option<&str> {
    let last = words.rsplit(char::is_whitespace).next()?;
    let before = words.get(..words.len() - last.len())?.trim_end();
    let rest = before.strip_suffix('#')?;
    let stands_alone = rest.is_empty() || rest.ends_with(char::is_whitespace);
    (stands_alone && is_plainly(&last.to_lowercase())).then(|| rest.trim_end())
}

/// The text after a `# restricted` at the beginning, which is taken for the mark.
pub(super) fn without_spaced_mark_before(words: &str) -> Option<&str> {
    let rest = words.strip_prefix('#')?;
    let behind = rest.trim_start();
    let first = behind.split_whitespace().next()?;
    let is_mark = behind.len() < rest.len() && is_plainly(&first.to_lowercase());
    is_mark.then(|| behind.get(first.len()..).unwrap_or("").trim_start())
}

/// A `#word` inside a text that is no mark, and not nearly the one that restricts: it is text like the others.
pub(super) fn tag_that_is_text(text: &str) -> Option<&str> {
    let mut words = text.split_whitespace();
    words.find(|word| tag(word).is_some_and(|tag| !is_near_the_mark(&tag)))
}

fn tag(word: &str) -> Option<String> {
    let tag = word.strip_prefix('#')?;
    tag.chars()
        .next()
        .is_some_and(char::is_alphabetic)
        .then(|| word_of(tag))
}

/// More letters wrong than in the mark itself, but still no other word: `#resitcd`, `#confidental`.
fn is_near_the_mark(tag: &str) -> bool {
    let near = |word: &str| {
        let most = word.chars().count() / 3 + 1;
        tag.chars().count() + most > word.chars().count() && distance(tag, word) <= most
    };
    tag.starts_with("res")
        || NEARLY_THE_SAME.contains(&tag)
        || near("restricted")
        || OTHER_WORDS.iter().any(|word| near(word))
}

/// What in a text looks as if it was meant to restrict it: `restricted` at its beginning or end without its `#`, a
/// `#word` that is nearly the mark, or what [`nearly_marked`] finds. Anything after a `\` is intended.
pub fn looks_like_restriction(text: &str) -> Option<&str> {
    let bare = |word: &&str| !word.starts_with('\\') && is_plainly(&letters_of(word));
    let mut words = text.split_whitespace();
    let mut spoken = words
        .clone()
        .filter(|word| word.contains(char::is_alphanumeric));
    let (first, last) = (spoken.clone().next(), spoken.next_back());
    let is_sentence = spoken
        .next_back()
        .is_some_and(|before| OF_BEING.contains(&letters_of(before).as_str()));
    let is_near = |word: &&str| tag(word).is_some_and(|tag| is_near_the_mark(&tag));
    let mut ends = first.into_iter().chain(last.filter(|_| !is_sentence));
    nearly_marked(text)
        .or_else(|| ends.find(bare))
        .or_else(|| words.find(is_near))
        .or_else(|| asks_to_restrict(text))
        .or_else(|| label_asks(text))
        .or_else(|| tells_never_open(text))
}

/// A label that the record does not have, and that says who may read it: `; restricted: yes`.
pub(super) fn label_that_restricts<'b>(kind: &Kind, body: &'b Body) -> Option<&'b str> {
    let unknown = body.to_confirm.keys();
    let mut unknown = unknown.filter(|name| kind.field(name).is_none() && *name != WHO_MAY_READ);
    unknown.find_map(|label| is_label_to_restrict(label))
}

/// `restricted` behind another sign or in brackets, wherever it stands: `£restricted`, `(restricted)`, `@restricted`.
/// Hardly anybody writes so and means nothing by it.
pub fn nearly_marked(text: &str) -> Option<&str> {
    text.split_whitespace().find(|word| {
        let before = word.chars().next().filter(|sign| !sign.is_alphanumeric());
        before.is_some_and(|sign| !OF_A_SENTENCE.contains(&sign)) && is_plainly(&letters_of(word))
    })
}

/// Whether somebody saw what the line would become before Enter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    /// "Did you mean #restricted?" stood beside it.
    BesideTheLine,
    /// The line came from a file, or without a screen.
    Nobody,
}

/// Restricts an open record, to be confirmed, where a word of it may have been meant to restrict it. `before`: what it
/// changes; a word that was there already was decided about then. `line`: as typed, where a `\` says what is text.
pub fn keep_back_in_doubt(
    kind: &Kind,
    body: &mut Body,
    before: Option<&Body>,
    line: &str,
    asked: Asked,
    meeting: &Meeting,
) {
    if body.visibility == Visibility::Restricted {
        return;
    }
    let find = match asked {
        Asked::BesideTheLine => nearly_marked,
        Asked::Nobody => looks_like_restriction,
    };
    let was_there = |word: &str| {
        let mut texts = before.into_iter().flat_map(|body| open_texts(kind, body));
        texts.any(|text| match word.contains(char::is_whitespace) {
            true => text.contains(word),
            false => text.split_whitespace().any(|other| other == word),
        })
    };
    let is_unasked = asked == Asked::Nobody;
    let label = || label_that_restricts(kind, body).or_else(|| label_asks(line));
    let word = open_texts(kind, body)
        .find_map(find)
        .or_else(|| names_one_kept_back(kind, body, meeting));
    let word = word.or_else(|| is_unasked.then(label).flatten());
    let word = word.map(str::to_owned);
    let is_text = |word: &str| line.contains(&format!("\\{word}"));
    if let Some(word) = word.filter(|word| !was_there(word) && !is_text(word)) {
        body.visibility = Visibility::Restricted;
        body.to_confirm.insert(WHO_MAY_READ.to_owned(), word);
    }
}

/// Words of the record that name somebody who is restricted. What somebody is called is their own name.
pub(super) fn names_one_kept_back<'b>(
    kind: &'b Kind,
    body: &'b Body,
    meeting: &Meeting,
) -> Option<&'b str> {
    let mut told = open_texts(kind, body).filter_map(|text| names_kept_back(text, meeting));
    match kind.is_somebody() {
        true => None,
        false => told.next(),
    }
}

/// A record that begins with the very words of a restricted one would tell them: it is restricted, to be confirmed.
pub fn keep_back_like_another(kind: &Kind, body: &mut Body, meeting: &Meeting) {
    let Some(lead) = kind
        .lead_field()
        .filter(|_| body.visibility != Visibility::Restricted)
    else {
        return;
    };
    if !lead.answer.is_words() {
        return;
    }
    let words = |text: &str| plain_words(text);
    let said = words(body.values.text(lead));
    let mut known = meeting.records(kind);
    let is_told = |record: &Record| !record.is_open() && words(record.text(lead)) == said;
    if !said.is_empty() && known.any(is_told) {
        body.visibility = Visibility::Restricted;
        let why = "as the restricted one that begins with the same words";
        body.to_confirm
            .insert(WHO_MAY_READ.to_owned(), why.to_owned());
    }
}

/// The words of a record that everybody may read as it stands.
pub(super) fn open_texts<'a>(kind: &'a Kind, body: &'a Body) -> impl Iterator<Item = &'a str> {
    let is_open = |name: &str| kind.field(name).is_none_or(|field| !field.restricted);
    let is_text = move |name: &str| {
        let field = kind.field(name);
        field.is_some_and(|field| field.answer.is_words() || field.answer.names_agency())
    };
    let values = body
        .values
        .iter()
        .filter(move |(name, _)| is_text(name) && is_open(name));
    let to_confirm = body
        .to_confirm
        .iter()
        .filter(move |(name, _)| is_open(name));
    let values = values.filter_map(|(_, value)| value.as_str());
    values.chain(to_confirm.map(|(_, typed)| typed.as_str()))
}

/// Whether a line that is kept as text may have been meant for a record that keeps something back: an address, a
/// telephone number, what a child said to the Chair alone, a score that nobody may see yet.
pub fn perhaps_a_record(line: &str) -> bool {
    let keeps_back = |kind: &Kind| {
        kind.must_be_restricted.is_some()
            || kind
                .fields
                .iter()
                .any(|field| field.restricted || field.hidden_at_first)
    };
    no_label::kind_meant(line).is_some_and(keeps_back) || no_label::holds_what_is_kept_back(line)
}

fn letters_of(word: &str) -> String {
    word.trim_matches(|letter: char| !letter.is_alphanumeric())
        .to_lowercase()
}
