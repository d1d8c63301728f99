//! A line without a label that looks as if one was meant: `KQ I was scared`, `KQ; I was scared`, `RE: KQ: I was scared`,
//! or a record whose `/` went wrong. The last speaker must not get such words without a word: who says them is asked, and
//! the line is kept as it was typed.

use super::in_sentence;
use super::kind_of_command;
use super::label;
use super::marks;
use super::speaker;
use crate::domain::meeting::Meeting;
use crate::domain::record::{KINDS, Kind};
use crate::domain::toml_reader::nearest;

/// How far into a line a label or command is looked for, in words: behind `Subject: RE:` or `On Monday she wrote:`.
const FAR: usize = 8;

const MARKS: [char; 7] = ['@', '#', '\\', '"', '\u{201c}', '\u{201d}', '\u{201e}'];

/// Who may be meant, as typed.
pub(super) fn perhaps(line: &str, meeting: &Meeting) -> Option<String> {
    if line.starts_with('\\') {
        return None;
    }
    if record_meant(line).is_some() {
        return Some("?".to_owned());
    }
    let mut words = line.split_whitespace();
    let first = words.next()?;
    let is_sentence = |next: &str| in_sentence::is_said_of_somebody(next);
    if let Some(letters) = letters_of(first, meeting) {
        let is_bare = letters == first;
        let next = words.next();
        return (!is_bare || !next.is_some_and(is_sentence)).then(|| letters.to_owned());
    }
    // Behind a mark or a quotation it belongs to the sentence.
    let is_mark = |word: &&str| word.contains(MARKS);
    let further = line.split_whitespace().take(FAR);
    let further = further
        .skip_while(|word| marks::read(word, meeting).is_some())
        .take_while(|word| !is_mark(word));
    let labels = further.filter_map(|word| word.strip_suffix(':'));
    labels
        .filter_map(|word| letters_of(word, meeting))
        .map(str::to_owned)
        .next()
}

/// The record whose command stands in this line, but not at its beginning or without its `/`.
pub(super) fn record_meant(line: &str) -> Option<&'static Kind> {
    let mut words = line.split_whitespace().take(FAR);
    let with_slash = words.clone().find_map(|word| {
        let (_, command) = word.split_once('/')?;
        kind_of_command(command)
    });
    let has_label = |kind: &&&'static Kind| {
        let mut parts = line.split(';').skip(1);
        parts.any(|part| label::known(kind, part).is_some())
    };
    // `v/iew`, `7view`
    let first: String = words
        .next()?
        .chars()
        .filter(|letter| letter.is_alphanumeric())
        .collect();
    let first = first.to_lowercase();
    let begins = |kind: &&&'static Kind| !kind.command.is_empty() && first.ends_with(kind.command);
    with_slash.or_else(|| KINDS.iter().filter(begins).find(has_label).copied())
}

/// The kind of record that a line was meant for: by its command, or by one that is nearly so.
pub(super) fn kind_meant(line: &str) -> Option<&'static Kind> {
    let command = line.trim_start().strip_prefix('/');
    let Some(command) = command.and_then(|rest| rest.split_whitespace().next()) else {
        return record_meant(line);
    };
    let commands = KINDS.iter().map(|kind| kind.command);
    let near = || nearest(command, commands.filter(|command| !command.is_empty()));
    kind_of_command(command).or_else(|| kind_of_command(near()?))
}

/// Whether a label in this line is that of an answer that is kept back, or nearly: `KE Kim; contact: …`.
pub(super) fn holds_what_is_kept_back(line: &str) -> bool {
    let kept_back = KINDS.iter().flat_map(|kind| kind.fields);
    let kept_back = kept_back.filter(|field| field.restricted);
    let names: Vec<&str> = kept_back.flat_map(|field| field.labels()).collect();
    line.split([';', '\u{ff1b}']).skip(1).any(|part| {
        let label = part.split_once([':', '\u{ff1a}']);
        label.is_some_and(|(label, _)| nearest(label.trim(), names.iter().copied()).is_some())
    })
}

/// The letters of somebody in capitals, whatever sign or slip stands around them.
fn letters_of<'a>(word: &'a str, meeting: &Meeting) -> Option<&'a str> {
    let is_sign = |letter: char| !letter.is_alphanumeric();
    let inner = word.trim_start_matches(is_sign);
    let before = word.get(..word.len() - inner.len()).unwrap_or("");
    if before.contains(MARKS) {
        return None;
    }
    let bare = inner.trim_end_matches(is_sign);
    let bare = label::without_key_beside_colon(bare).unwrap_or(bare);
    let is_capitals = bare.chars().count() >= 2
        && bare.chars().any(char::is_uppercase)
        && !bare.chars().any(char::is_lowercase);
    let is_somebody = |letters| speaker::of_whole_code(letters, meeting).is_some();
    (is_capitals && bare.split('/').all(is_somebody)).then_some(bare)
}
