//! How a newcomer tells in a line of its own what the program has a command for. It is data in the text file beside this; here
//! it is only read.

use super::people_words::plain_words;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// One command, and how people tell what it is for.
#[derive(Debug, PartialEq)]
pub struct ToldLine {
    pub command: &'static str,
    /// `Gone?`
    pub question: &'static str,
    /// `/leave {who} {time}`, or what stands behind the question where the command is only named.
    pub line: &'static str,
    pub is_told_only: bool,
    /// Only while it lasts: a break.
    pub while_on: bool,
    pub patterns: Vec<Pattern>,
    /// What says that something else is meant.
    pub otherwise: Vec<Pattern>,
}

#[derive(Debug, PartialEq, Default)]
pub struct Pattern {
    pub pieces: Vec<Piece>,
    /// It counts only where the words are none of those that speech is full of.
    pub is_written: bool,
    /// Words (their numbers) of which one is in every text that it fits.
    pub needs: Vec<usize>,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Piece {
    /// One of these words.
    Either(Vec<OneOf>),
    /// Up to four words.
    Gap,
    Begins,
    RestBegins,
    ClauseEnds,
}

#[derive(Debug, Clone, PartialEq)]
pub enum OneOf {
    Word(String),
    Somebody,
    /// `DT's`
    Whose,
    Chair,
    Child,
    Number,
    Day,
    ClauseEnd,
}

/// The words that patterns are known by, each with its number: every pattern is tried for each key, and few have one of
/// their words in the line.
type Numbers = HashMap<String, usize>;

static TOLD: LazyLock<(Vec<ToldLine>, Numbers)> =
    LazyLock::new(|| read(include_str!("told_lines.txt")));

pub fn told_lines() -> &'static [ToldLine] {
    &TOLD.0
}

/// What a word is called in `Pattern::needs`, if it is in one.
pub fn number_of(word: &str) -> Option<usize> {
    TOLD.1.get(word).copied()
}

fn read(text: &'static str) -> (Vec<ToldLine>, Numbers) {
    let mut all: Vec<ToldLine> = Vec::new();
    let mut numbers = Numbers::new();
    let lines = text.lines().map(str::trim);
    for line in lines.filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let head = line.strip_prefix('[').and_then(|line| line.split_once(']'));
        if let Some((command, head)) = head {
            let (question, line) = head.split_once('|').unwrap_or((head, ""));
            let question = question.trim();
            let told = question.strip_suffix(" told");
            let on = command.strip_suffix(" on");
            all.push(ToldLine {
                command: on.unwrap_or(command),
                while_on: on.is_some(),
                question: told.unwrap_or(question),
                // What is still to be typed may stand behind a space.
                line: line.trim_start(),
                is_told_only: told.is_some(),
                patterns: Vec::new(),
                otherwise: Vec::new(),
            });
        } else if let Some(last) = all.last_mut() {
            match line.strip_prefix("not ") {
                Some(line) => last.otherwise.push(pattern(line, &mut numbers)),
                None => last.patterns.push(pattern(line, &mut numbers)),
            }
        }
    }
    (all, numbers)
}

fn pattern(line: &str, numbers: &mut Numbers) -> Pattern {
    let written = line.strip_prefix("written ");
    let pieces: Vec<Piece> = written
        .unwrap_or(line)
        .split_whitespace()
        .map(piece)
        .collect();
    let words = |piece: &Piece| match piece {
        Piece::Either(all) => all
            .iter()
            .map(|one| match one {
                OneOf::Word(word) => Some(word.clone()),
                _ => None,
            })
            .collect::<Option<HashSet<String>>>(),
        _ => None,
    };
    // The fewest words that it can be known by.
    let needs = pieces.iter().filter_map(words).min_by_key(HashSet::len);
    let mut number = |word: String| {
        let next = numbers.len();
        *numbers.entry(word).or_insert(next)
    };
    Pattern {
        is_written: written.is_some(),
        needs: needs.into_iter().flatten().map(&mut number).collect(),
        pieces,
    }
}

fn piece(typed: &str) -> Piece {
    match typed {
        "~" => Piece::Gap,
        "^" => Piece::Begins,
        "<" => Piece::RestBegins,
        "|" => Piece::ClauseEnds,
        _ => Piece::Either(typed.split('/').map(one_of).collect()),
    }
}

fn one_of(typed: &str) -> OneOf {
    match typed {
        "{who}" => OneOf::Somebody,
        "{whose}" => OneOf::Whose,
        "{chair}" => OneOf::Chair,
        "{child}" => OneOf::Child,
        "{n}" => OneOf::Number,
        "{day}" => OneOf::Day,
        "|" => OneOf::ClauseEnd,
        word => OneOf::Word(plain_words(word).concat()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_file_is_read() {
        let all = told_lines();
        assert!(all.len() > 30);
        for told in all {
            assert!(!told.patterns.is_empty(), "{told:?}");
            assert!(told.question.ends_with(['?', 'd']), "{told:?}");
            assert!(
                told.line.starts_with(&format!("/{}", told.command)),
                "{told:?}"
            );
            for pattern in told.patterns.iter().chain(&told.otherwise) {
                let is_empty = |one: &OneOf| *one == OneOf::Word(String::new());
                let has_empty = pattern
                    .pieces
                    .iter()
                    .any(|piece| matches!(piece, Piece::Either(all) if all.iter().any(is_empty)));
                assert!(!has_empty, "{pattern:?}");
            }
        }
    }
}
