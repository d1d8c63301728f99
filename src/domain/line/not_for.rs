//! `#not KS, DT`: the record is for everybody who gets a copy but these. The names stand behind the mark and are taken out
//! of the words with it. A name that is not certain keeps the record from everybody: then the mark stays where it is, and
//! restricts as any other (`line/restriction.rs`).

use super::restriction::NUMBER_SIGNS;
use crate::domain::meeting::{Fits, Found, Meeting, find_seat, how_it_fits};
use crate::domain::record::NotFor;
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
}

/// The most words that the names behind one mark may have where other words follow.
const LONGEST: usize = 6;

pub(super) fn taken_out<'a>(line: &'a str, meeting: &Meeting) -> TakenOut<'a> {
    let mut out = TakenOut {
        line: line.into(),
        people: Vec::new(),
    };
    while let Some((from, to, people)) = first_in(&out.line, meeting) {
        let before = out.line.get(..from).unwrap_or("").trim_end();
        let behind = out.line.get(to..).unwrap_or("").trim_start();
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
    ends.into_iter().find_map(|at| {
        let names = all.get(..at)?.trim_end();
        // Behind a comma or an `and` a further name was meant.
        let goes_on = names.ends_with([',', '&', '+']) || begins_with_joint(all.get(at..)?);
        let people = people_called(names, false, meeting).filter(|_| !goes_on)?;
        Some((names.len(), people))
    })
}

fn begins_with_joint(text: &str) -> bool {
    let text = text.trim_start();
    text.starts_with([',', '&', '+']) || without_word(text, "and").is_some()
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
        Found::One(id) if is_certain => Some(id),
        _ => None,
    }
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
