//! `#not KS, DT`: the record is for everybody who gets a copy but these. The names stand behind the mark and are taken out
//! of the words with it. A name that is not certain keeps the record from everybody: then the mark stays where it is, and
//! restricts as any other (`line/restriction.rs`).

use super::restriction::{NUMBER_SIGNS, wants_restriction};
use crate::domain::meeting::{Fits, Found, Meeting, find_seat, how_it_fits};
use crate::domain::record::kinds::{child, person};
use crate::domain::record::{Body, Kind, NotFor, WHO_MAY_READ};
use crate::domain::text::words::is_invisible;
use std::borrow::Cow;

/// A line without such marks, and whom they name (ids).
#[derive(Debug, PartialEq, Eq)]
pub(super) struct TakenOut<'a> {
    pub(super) line: Cow<'a, str>,
    pub(super) people: Vec<String>,
}

impl TakenOut<'_> {
    pub(super) fn not_for(&self) -> Option<NotFor> {
        (!self.people.is_empty()).then(|| NotFor::these(self.people.iter().cloned()))
    }

    /// Closes a record as the marks say: to those named, or, where one is not certain, to everybody until it is.
    pub(super) fn close(&self, body: &mut Body, meeting: &Meeting) {
        if let Some(not_for) = self.not_for() {
            body.keep_from(&not_for);
        }
        if wants_restriction(&self.line) {
            body.restrict();
        }
        if let Some(words) = perhaps_meant(&self.line, meeting) {
            body.restrict();
            body.to_confirm
                .insert(WHO_MAY_READ.to_owned(), words.to_owned());
        }
    }
}

/// The most words that the names behind one mark may have where other words follow.
const LONGEST: usize = 6;

pub(super) fn taken_out<'a>(line: &'a str, meeting: &Meeting) -> TakenOut<'a> {
    let mut out = TakenOut {
        line: line.into(),
        people: Vec::new(),
    };
    while let Some((from, to, people)) = first_in(&out.line, meeting) {
        let before = out
            .line
            .get(..from)
            .unwrap_or("")
            .trim_end_matches(NUMBER_SIGNS);
        let behind = out.line.get(to..).unwrap_or("");
        // Signs around the mark would tell that there was one.
        let (before, behind) = without_wrapping(before.trim_end(), behind.trim_start());
        let gap = match before.is_empty() || behind.is_empty() {
            true => "",
            false => " ",
        };
        out.line = format!("{before}{gap}{behind}").into();
        for id in people {
            if !out.people.contains(&id) {
                out.people.push(id);
            }
        }
    }
    out
}

fn without_wrapping<'t>(before: &'t str, behind: &'t str) -> (&'t str, &'t str) {
    let pairs = [('(', ')'), ('[', ']'), ('"', '"'), ('\u{201c}', '\u{201d}')];
    let inside = pairs.iter().find_map(|(open, close)| {
        Some((before.strip_suffix(*open)?, behind.strip_prefix(*close)?))
    });
    match inside {
        Some((before, behind)) => (before.trim_end(), behind.trim_start()),
        None => (before, behind),
    }
}

/// Words that stand in such a mark by a slip, or in place of it.
const NEARLY_NOT: &[&str] = &[
    "n", "no", "nt", "nto", "ont", "nott", "nor", "nit", "only", "except", "without", "but",
    "from", "hide", "keep",
];

/// Whether such a mark was perhaps meant and cannot be read: a slip in it, a name that is not certain, or the same in words
/// with somebody's letters at the end. Then the line is for nobody until somebody decides. The words from there on.
pub(super) fn perhaps_meant<'l>(line: &'l str, meeting: &Meeting) -> Option<&'l str> {
    let mut signs = line.match_indices(NUMBER_SIGNS);
    let by_sign = signs.find_map(|(from, sign)| {
        let before = line.get(..from).unwrap_or("");
        let behind = line.get(from + sign.len()..).unwrap_or("").trim_start();
        let end = behind.find(|letter: char| !letter.is_alphanumeric() && !is_invisible(letter));
        let (word, rest) = behind.split_at_checked(end.unwrap_or(behind.len()))?;
        let word = as_it_looks(word);
        let is_glued = word
            .strip_prefix("not")
            .is_some_and(|name| called(name, meeting).is_some());
        let is_near = word == "not"
            || word == "notfor"
            || NEARLY_NOT.contains(&word.as_str()) && names_somebody_first(rest, meeting);
        (!before.ends_with('\\') && (is_near || is_glued)).then_some(from)
    });
    let from = by_sign.or_else(|| ends_so_in_words(line, meeting))?;
    line.get(from..)
        .map(|words| words.trim_end_matches([')', ']', ' ', '.']))
}

/// In small letters, without what nobody sees, and with the letters of another alphabet that look like these.
fn as_it_looks(word: &str) -> String {
    let seen = word.chars().filter(|letter| !is_invisible(*letter));
    let letters = seen
        .flat_map(char::to_lowercase)
        .map(|letter| match letter {
            '\u{43e}' | '\u{3bf}' => 'o',
            '\u{442}' | '\u{3c4}' => 't',
            '\u{43f}' | '\u{578}' => 'n',
            letter => letter,
        });
    letters.collect()
}

/// Whether words that stand in the minutes for everybody were perhaps meant for some only: a restricting mark, or one that
/// says whom they are not for, however it is typed. Where no mark can be part of what is typed, these words are refused.
pub fn is_for_some_only(words: &str, meeting: &Meeting) -> bool {
    wants_restriction(words) || perhaps_meant(words, meeting).is_some()
}

/// Closes a record as the marks in a line say. The line without those that name somebody for certain.
pub fn close_as_typed<'l>(body: &mut Body, line: &'l str, meeting: &Meeting) -> Cow<'l, str> {
    let out = taken_out(line, meeting);
    out.close(body, meeting);
    out.line
}

fn names_somebody_first(text: &str, meeting: &Meeting) -> bool {
    let mut words = text.split(|letter: char| !letter.is_alphanumeric());
    let word = words.find(|word| !word.is_empty() && !word.eq_ignore_ascii_case("for"));
    word.is_some_and(|word| called(word, meeting).is_some())
}

/// Where `not for LQ` begins in words, with letters as they are typed for somebody and nothing behind them.
fn ends_so_in_words(line: &str, meeting: &Meeting) -> Option<usize> {
    let is_joint = |letter: char| !letter.is_alphanumeric() && letter != '\'';
    let mut at = 0;
    let mut words: Vec<(usize, &str)> = Vec::new();
    for piece in line.split_inclusive(is_joint) {
        let word = piece.trim_end_matches(is_joint);
        if !word.is_empty() {
            words.push((at, word));
        }
        at += piece.len();
    }
    let (last, before) = words.split_last()?;
    let is_letters = |word: &str| meeting.voices().any(|seat| seat.code == word);
    let mut before = before
        .iter()
        .rev()
        .map(|(at, word)| (*at, word.to_lowercase()));
    let (first, word) = before.next()?;
    let negated = |word: &str| matches!(word, "don't" | "not" | "never");
    let from = match word.as_str() {
        "not" => Some(first),
        "for" | "to" | "tell" | "show" => before
            .next()
            .filter(|(_, word)| negated(word))
            .map(|(at, _)| at),
        _ => None,
    };
    // With `\\` before it, it is text.
    let is_text = |from: &usize| {
        let before = line.get(..*from).unwrap_or("");
        before.trim_end_matches(NUMBER_SIGNS).ends_with('\\')
    };
    from.filter(|from| is_letters(last.1) && !is_text(from))
}

/// The same where nothing but the names was typed: `KS and DT`.
pub fn named_not_for(names: &str, meeting: &Meeting) -> Option<NotFor> {
    people_called(names, true, meeting).map(NotFor::these)
}

/// Where the first of them stands, with its names, and whom it names.
fn first_in(line: &str, meeting: &Meeting) -> Option<(usize, usize, Vec<String>)> {
    line.match_indices(NUMBER_SIGNS).find_map(|(from, sign)| {
        let before = line.get(..from)?;
        if before.ends_with(|letter: char| letter == '\\' || letter.is_alphanumeric()) {
            return None;
        }
        let at = from + sign.len();
        let names = at + before_names(line.get(at..)?)?;
        let (length, people) = names_at(line.get(names..)?, meeting)?;
        Some((from, names + length, people))
    })
}

/// The length of `not`, `not for`, `not-for:` and the blanks behind it, where a text begins so.
fn before_names(text: &str) -> Option<usize> {
    let behind = without_word(text, "not")?;
    let is_joint = |letter: char| matches!(letter, '-' | '_' | ':') || letter.is_whitespace();
    let mut rest = behind.trim_start_matches(is_joint);
    if let Some(further) = without_word(rest, "for") {
        rest = further.trim_start_matches(is_joint);
    }
    Some(text.len() - rest.len())
}

/// The rest of a text that begins with a word, in any letters.
fn without_word<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let (first, rest) = text.split_at_checked(word.len())?;
    let ends = !rest.starts_with(|letter: char| letter.is_alphanumeric());
    (first.eq_ignore_ascii_case(word) && ends).then_some(rest)
}

/// The names that a text begins with, as many as are certain: how many bytes they take, and whom they mean.
fn names_at(text: &str, meeting: &Meeting) -> Option<(usize, Vec<String>)> {
    let end = next_mark(text);
    let all = text.get(..end)?;
    if let Some(people) = people_called(all, true, meeting) {
        return Some((all.trim_end().len(), people));
    }
    let mut ends: Vec<usize> = all
        .match_indices(char::is_whitespace)
        .map(|(at, _)| at)
        .filter(|at| !all.get(..*at).unwrap_or("").trim().is_empty())
        .take(LONGEST)
        .collect();
    ends.reverse();
    let found = ends.into_iter().find_map(|at| {
        let names = all.get(..at)?.trim_end();
        let people = people_called(names, false, meeting)?;
        Some((names, people))
    });
    let (names, people) = found?;
    let behind = all.get(names.len()..)?;
    (!may_go_on(names, behind, meeting)).then_some((names.len(), people))
}

/// Whether further names may be meant behind these, or the words are no name at all: letters that are also a word (`to`)
/// count as letters only in capitals where other words follow.
fn may_go_on(names: &str, behind: &str, meeting: &Meeting) -> bool {
    let behind = behind.trim_start();
    // Who speaks may stand behind the mark: `#not DS SW: words`.
    let first_word = behind.split_whitespace().next().unwrap_or("");
    if first_word.len() > 1 && first_word.ends_with(':') {
        return names.ends_with([',', '&', '+', '/']);
    }
    let joins = ["and", "or", "but", "nor"];
    let is_joint = names.ends_with([',', '&', '+', '/'])
        || behind.starts_with([',', '&', '+', '/'])
        || joins
            .iter()
            .any(|joint| without_word(behind, joint).is_some());
    let words = |text: &str| -> Vec<String> {
        let words = text.split(|letter: char| !letter.is_alphanumeric());
        words
            .filter(|word| !word.is_empty())
            .map(str::to_owned)
            .collect()
    };
    let is_letters = |word: &String| meeting.voices().any(|seat| seat.code == *word);
    let is_small_letters = |word: &String| {
        let mut seats = meeting.voices();
        seats.any(|seat| seat.code.eq_ignore_ascii_case(word) && seat.code != *word)
    };
    let names = words(names);
    let behind = words(behind);
    let is_named =
        |word: &String| word.starts_with(char::is_uppercase) && called(word, meeting).is_some();
    let is_a_longer_name = names.last().is_some_and(|last| !is_letters(last))
        && behind
            .first()
            .is_some_and(|word| word.starts_with(char::is_uppercase));
    is_joint
        || is_a_longer_name
        || names.iter().any(is_small_letters)
        || behind.first().is_some_and(is_named)
}

/// Where the next mark begins, or the end.
fn next_mark(text: &str) -> usize {
    let marks = text.match_indices(['#', '@', '?']).map(|(at, _)| at);
    let mut starts = marks.filter(|at| {
        let before = text.get(..*at).unwrap_or("");
        before.is_empty() || before.ends_with(char::is_whitespace)
    });
    starts.next().unwrap_or(text.len())
}

/// Everybody named, or nobody where one of the names is not certain. `apart`: blanks may stand between two of them.
fn people_called(names: &str, apart: bool, meeting: &Meeting) -> Option<Vec<String>> {
    let names = names.trim().trim_end_matches(['.', ';']);
    if let Some(id) = called(names, meeting) {
        return Some(vec![id]);
    }
    let spaced = names.replace([',', '&', '+', ';'], " , ");
    let mut people = Vec::new();
    let pieces = spaced.split(',').flat_map(|piece| piece.split(" and "));
    for piece in pieces.map(|piece| piece.trim().trim_start_matches("and ")) {
        match called(piece, meeting) {
            Some(id) => people.push(id),
            None if piece.is_empty() => {}
            None if apart => {
                for name in piece.split_whitespace() {
                    people.push(called(name, meeting)?);
                }
            }
            None => return None,
        }
    }
    (!people.is_empty()).then_some(people)
}

/// Somebody whose letters, name or role this is. A beginning or a slip is not enough: what is meant for one person would
/// be kept from another, and handed to the one.
fn called(name: &str, meeting: &Meeting) -> Option<String> {
    let is_certain = matches!(
        how_it_fits(name, meeting),
        Some(Fits::Letters | Fits::Whole | Fits::Part)
    );
    match find_seat(name, meeting) {
        Found::One(id) if is_certain && !is_also_somebody_else(name, &id, meeting) => Some(id),
        _ => None,
    }
}

/// The letters were typed for somebody else as well, and nobody has said yet whose they are.
fn is_also_somebody_else(name: &str, id: &str, meeting: &Meeting) -> bool {
    let letters = [&person::INITIALS, &child::CODE];
    let mut all = meeting.all_records().iter();
    all.any(|record| {
        record.id != id
            && record.struck.is_none()
            && record.kind().is_some_and(Kind::is_somebody)
            && letters.iter().any(|field| {
                let typed = record.unread(field);
                typed.is_some_and(|typed| typed.trim().eq_ignore_ascii_case(name.trim()))
            })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::minutes::sample::Sample;

    fn read(line: &str) -> (String, Vec<String>) {
        let mut sample = Sample::family();
        sample.says("/person DS Dan Smith; role: father");
        let meeting = &sample.meeting;
        let out = taken_out(line, meeting);
        let people = out.people.iter().map(|id| meeting.code(id)).collect();
        (out.line.into_owned(), people)
    }

    #[test]
    fn names_behind_the_mark_are_taken_out_with_it() {
        for (line, words, who) in [
            (
                "SW: she stays at home #not DS",
                "SW: she stays at home",
                "DS",
            ),
            (
                "SW: #not DS she stays at home",
                "SW: she stays at home",
                "DS",
            ),
            ("#not DS SW: she stays", "SW: she stays", "DS"),
            ("SW: a #not DS,KS", "SW: a", "DS KS"),
            ("SW: a #not DS, KS", "SW: a", "DS KS"),
            ("SW: a #not DS and KS", "SW: a", "DS KS"),
            ("SW: a #not DS KS ??", "SW: a ??", "DS KS"),
            ("SW: a #NOT-for: ds #new", "SW: a #new", "DS"),
            ("SW: a #not for Dan Smith", "SW: a", "DS"),
            ("SW: a #not DS #not KS", "SW: a", "DS KS"),
            ("SW: a #not DS, KS she rang", "SW: a she rang", "DS KS"),
        ] {
            let (left, people) = read(line);
            assert_eq!(
                (left.as_str(), people.join(" ").as_str()),
                (words, who),
                "{line}"
            );
        }
    }

    #[test]
    fn a_name_that_is_not_certain_leaves_the_line_as_it_is() {
        for line in [
            "SW: a #not XX",
            "SW: a #not",
            "SW: a #not DS, XX",
            "SW: #not DS, XX she rang",
            "SW: #not DS and she rang",
            "SW: a \\#not DS",
            "SW: a #nothing DS",
            "SW: a not DS",
            "SW: C#not DS",
        ] {
            assert_eq!(read(line), (line.to_owned(), Vec::new()), "{line}");
        }
    }
}
