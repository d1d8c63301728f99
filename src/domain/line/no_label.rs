//! A line without a label that looks as if one was meant: `KQ I was scared`, `KQ; I was scared`, `RE: KQ: I was scared`,
//! or a record whose `/` went wrong. The last speaker must not get such words without a word: who says them is asked, and
//! the line is kept as it was typed.

use super::before_label;
use super::in_sentence;
use super::kind_of_command;
use super::label;
use super::marks;
use super::nobodys::nobodys;
use super::second_speaker::speaker_inside;
use super::speaker;
use super::told_of_somebody::told_of;
use crate::domain::meeting::{Fits, Meeting, how_it_fits, looks_like_somebody};
use crate::domain::record::{KINDS, Kind};
use crate::domain::settings::people_words::{is_everyday, people_words, squeezed};
use crate::domain::toml_reader::nearest;

/// How far into a line a label or command is looked for, in words: behind `Subject: RE:` or `On Monday she wrote:`.
const FAR: usize = 8;

const MARKS: [char; 7] = ['@', '#', '\\', '"', '\u{201c}', '\u{201d}', '\u{201e}'];

/// Of somebody.
const LONGEST_LETTERS: usize = 4;

/// What people begin with who speak of themselves.
const OF_ONESELF: &[&str] = &[
    "i", "i'd", "i'll", "i'm", "i've", "my", "our", "we", "we'd", "we'll", "we're", "we've",
];

/// What stands behind a state that is only written: a dash, `re`, `to 5`.
fn is_sign_or_number(word: &str) -> bool {
    let is_sign = |letter: char| !letter.is_alphanumeric();
    word.chars().all(is_sign)
        || word.starts_with(|letter: char| letter.is_ascii_digit())
        || matches!(word, "re" | "that" | "about" | "abt" | "to" | "cos" | "bc")
}

fn is_sign_for_a_kind(word: &str) -> bool {
    matches!(word, "+" | "!" | "=" | "?" | "*")
}

/// Who may be meant, as typed.
pub(super) fn perhaps(line: &str, meeting: &Meeting) -> Option<String> {
    if line.starts_with('\\') {
        return None;
    }
    if record_meant(line).is_some() {
        return Some("?".to_owned());
    }
    if let Some(name) = told_of(line, meeting) {
        return Some(name.to_owned());
    }
    if let Some(found) = nobodys(line, meeting).filter(|found| !found.is_said) {
        return Some(found.who.to_owned());
    }
    let mut words = before_label::without_what_precedes(line).split_whitespace();
    let first = words.next()?;
    if let Some(label) = label_with_a_sign_inside(first) {
        return Some(label.to_owned());
    }
    let is_sentence = |next: &str| in_sentence::is_said_of_somebody(next);
    // `sw + came to everything`: small letters, and a sign for what is said behind them.
    let is_small = !is_everyday(&squeezed(first)) && first.chars().count() <= LONGEST_LETTERS;
    if is_small
        && words.clone().next().is_some_and(is_sign_for_a_kind)
        && how_it_fits(first, meeting).is_some_and(|how| how <= Fits::Letters)
    {
        return Some(first.to_owned());
    }
    // `HV + his weight is up`: a role, and a sign for a kind; `Kelly + Dan argued` is said of both.
    let mut next = words.clone();
    let is_marked = next.next().is_some_and(is_sign_for_a_kind)
        && next
            .next()
            .is_some_and(|word| how_it_fits(word, meeting).is_none());
    if is_marked
        && first.starts_with(char::is_uppercase)
        && how_it_fits(first, meeting).is_some_and(|how| how <= Fits::Whole)
    {
        return Some(first.to_owned());
    }
    if let Some(letters) = letters_of(first, meeting) {
        let is_bare = letters == first;
        let next = words.next();
        // `IS worried - she falls asleep`, `DP changed to 5`: aloud, `was` would stand there.
        let is_note = next.is_some_and(|next| people_words().is("state", &squeezed(next)))
            && words.next().is_some_and(is_sign_or_number);
        let is_asked = !is_bare || is_note || !next.is_some_and(is_sentence);
        return is_asked.then(|| letters.to_owned());
    }
    let named = name_behind_a_mark(line, meeting)
        .or_else(|| name_before_a_sign(line, meeting))
        .or_else(|| name_before_own_words(line, meeting));
    if let Some(name) = named {
        return Some(name.to_owned());
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
        .or_else(|| speaker_inside(line, meeting).map(str::to_owned))
}

/// `@kelly: …`, `#SW: …`, `## SW: …`, as in a chat or a file of notes.
fn name_behind_a_mark<'a>(line: &'a str, meeting: &Meeting) -> Option<&'a str> {
    let (before, _) = line.split_once(':')?;
    let name = before.trim_start_matches(['@', '#', ' ']);
    let first = before.split([' ', ',']).next().unwrap_or(before);
    let is_mark = marks::read(first, meeting).is_some_and(|mark| !mark.is_unknown());
    (name.len() < before.len() && !is_mark && is_name(name, meeting)).then_some(before)
}

/// `Kelly - no`, `Mum; I was scared`: another sign than the colon behind a name.
fn name_before_a_sign<'a>(line: &'a str, meeting: &Meeting) -> Option<&'a str> {
    let line = before_label::without_what_precedes(line);
    let is_sign = |letter: char| {
        matches!(
            letter,
            '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | ';' | '=' | '>' | '|' | '.' | '\t' | '~'
        )
    };
    let (name, behind) = line.split_at(line.find(is_sign)?);
    let words = behind.trim_start_matches(|letter: char| is_sign(letter) || letter == ' ');
    // `Mary-Jane` and `K.Q.` go on without a space.
    let is_apart = behind.len() > words.len() + 1 || behind.starts_with(['\t', '|']);
    let name = name.trim();
    // `Jo Bloggs - we moved`: nobody here is called so, and it looks like a name all the same.
    let is_dash = behind.starts_with(['-', '\u{2013}', '\u{2014}']) && line.contains(" - ")
        || behind.starts_with(['\u{2013}', '\u{2014}']);
    let looks_like_one = is_dash
        && name.starts_with(char::is_uppercase)
        && name.split_whitespace().count() <= 3
        && looks_like_somebody(name);
    (is_apart && !words.is_empty() && (looks_like_one || is_name(name, meeting))).then_some(name)
}

/// `Olu we have two places`, `Kasia I was scared`: nobody goes on like that about somebody else.
fn name_before_own_words<'a>(line: &'a str, meeting: &Meeting) -> Option<&'a str> {
    let line = before_label::without_what_precedes(line);
    let (name, behind) = line.split_once(' ')?;
    let next = behind.split_whitespace().next()?;
    let speaks = OF_ONESELF.contains(&next.to_lowercase().replace('\u{2019}', "'").as_str());
    (speaks && name.starts_with(char::is_uppercase) && is_name(name, meeting)).then_some(name)
}

fn is_name(name: &str, meeting: &Meeting) -> bool {
    let is_letter = |letter: char| {
        letter.is_alphanumeric() || matches!(letter, ' ' | '.' | '-' | '\'' | '\u{2019}')
    };
    name.chars().all(is_letter) && how_it_fits(name, meeting).is_some_and(|how| how <= Fits::Whole)
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

/// `ST?EL:`, `K;S:`: no sentence begins with a word that has such a sign inside and a colon behind it.
fn label_with_a_sign_inside(word: &str) -> Option<&str> {
    let label = word.strip_suffix(speaker::COLONS)?;
    let is_label = label.starts_with(char::is_alphanumeric)
        && label.ends_with(char::is_alphanumeric)
        && label.contains(['?', ';', '!', '=', '#', '@', '\\']);
    is_label.then_some(label)
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
