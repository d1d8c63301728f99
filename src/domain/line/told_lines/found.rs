//! Whether a pattern fits a text, and what it has found on its way.

use crate::domain::calendar::{is_word_of_a_day, number_word};
use crate::domain::line::notes::is_written;
use crate::domain::meeting::{
    Fits, Found, Meeting, find_child, find_seat, how_it_fits, split_possessive,
};
use crate::domain::record::{Side, side};
use crate::domain::settings::people_words::{is_everyday, plain_words, squeezed};
use crate::domain::settings::told_lines::{OneOf, Pattern, Piece, number_of};
use crate::domain::settings::typed_words::words_of;
use std::cell::RefCell;
use std::collections::HashMap;

/// How many words a gap is at most, and the name of somebody.
const LONGEST_GAP: usize = 4;
pub(super) const LONGEST_NAME: usize = 3;

pub(super) struct Word {
    pub(super) plain: String,
    pub(super) from: usize,
    pub(super) to: usize,
    ends_a_clause: bool,
}

/// A text, with whoever the label names as its first word.
pub(super) struct Said<'a> {
    pub(super) text: &'a str,
    pub(super) words: Vec<Word>,
    pub(super) speaker: Option<String>,
    pub(super) meeting: &'a Meeting,
    /// Of those words that patterns are known by.
    numbers: Vec<usize>,
    /// Who these words name: many patterns ask.
    seats: RefCell<HashMap<(usize, usize), Option<String>>>,
    children: RefCell<HashMap<usize, Option<String>>>,
}

/// What a pattern has found on its way.
#[derive(Debug, Clone, Default)]
pub(super) struct OnTheWay {
    pub(super) who: Option<String>,
    pub(super) child: Option<String>,
    /// Where the pattern says that the rest begins.
    pub(super) rest: Option<usize>,
    /// One past its last word.
    pub(super) end: usize,
    /// The words of the text that the pattern knows, and that are said by the question.
    known: Vec<usize>,
}

impl OnTheWay {
    fn and_knows(&self, at: usize, many: usize) -> OnTheWay {
        let mut known = self.known.clone();
        known.extend(at..at + many);
        OnTheWay {
            known,
            ..self.clone()
        }
    }
}

impl<'a> Said<'a> {
    pub(super) fn of(text: &'a str, speaker: Option<String>, meeting: &'a Meeting) -> Said<'a> {
        let mut words = Vec::new();
        if speaker.is_some() {
            let (plain, from, to) = (String::new(), 0, 0);
            words.push(Word {
                plain,
                from,
                to,
                ends_a_clause: false,
            });
        }
        let ends = |to: usize| {
            let (before, behind) = text.split_at_checked(to).unwrap_or((text, ""));
            before.ends_with([',', '.', ';', ':', '!', '?', ')'])
                || [" -", " \u{2013}", " \u{2014}", " (", " >", " =", "\n"]
                    .iter()
                    .any(|sign| behind.starts_with(sign))
                || behind.trim().is_empty()
        };
        words.extend(words_of(text).into_iter().map(|word| Word {
            ends_a_clause: ends(word.to),
            plain: word.plain,
            from: word.from,
            to: word.to,
        }));
        let numbers = words.iter().filter_map(|word| number_of(&word.plain));
        Said {
            text,
            numbers: numbers.collect(),
            words,
            speaker,
            meeting,
            seats: RefCell::default(),
            children: RefCell::default(),
        }
    }

    pub(super) fn is_question(&self) -> bool {
        self.text.trim_end().ends_with('?')
    }

    pub(super) fn known(&self, found: &OnTheWay) -> Vec<String> {
        let words = found.known.iter().filter_map(|at| self.words.get(*at));
        words.map(|word| word.plain.clone()).collect()
    }

    pub(super) fn found(&self, pattern: &Pattern) -> Option<OnTheWay> {
        let mut needs = pattern.needs.iter();
        let is_there = pattern.needs.is_empty() || needs.any(|word| self.numbers.contains(word));
        if !is_there {
            return None;
        }
        if pattern.is_written && !is_written(&plain_words(self.text)) {
            return None;
        }
        (0..self.words.len())
            .find_map(|from| self.goes_on(&pattern.pieces, from, &OnTheWay::default()))
    }

    /// Whether the rest of a pattern fits from this word on.
    fn goes_on(&self, pieces: &[Piece], at: usize, found: &OnTheWay) -> Option<OnTheWay> {
        let Some((piece, rest)) = pieces.split_first() else {
            return Some(OnTheWay {
                end: at,
                ..found.clone()
            });
        };
        match piece {
            Piece::Begins => {
                let is_first = at == 0 || at == 1 && self.speaker.is_some();
                is_first.then(|| self.goes_on(rest, at, found))?
            }
            Piece::RestBegins => {
                let found = OnTheWay {
                    rest: Some(at),
                    ..found.clone()
                };
                self.goes_on(rest, at, &found)
            }
            Piece::ClauseEnds => self
                .clause_ends(at)
                .then(|| self.goes_on(rest, at, found))?,
            Piece::Gap => {
                let longest = (at + LONGEST_GAP).min(self.words.len());
                (at..=longest).find_map(|next| self.goes_on(rest, next, found))
            }
            Piece::Either(all) => all.iter().find_map(|one| self.one_of(one, rest, at, found)),
        }
    }

    fn clause_ends(&self, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|at| self.words.get(at));
        at == self.words.len() || before.is_some_and(|word| word.ends_a_clause)
    }

    fn one_of(&self, one: &OneOf, rest: &[Piece], at: usize, found: &OnTheWay) -> Option<OnTheWay> {
        let word = || self.words.get(at);
        let is_next = match one {
            OneOf::Word(told) => word()?.plain == *told,
            OneOf::Number => is_number(&word()?.plain),
            OneOf::Day => is_number(&word()?.plain) || is_day(&word()?.plain),
            OneOf::ClauseEnd => {
                return self
                    .clause_ends(at)
                    .then(|| self.goes_on(rest, at, found))?;
            }
            OneOf::Somebody | OneOf::Chair => {
                return (1..=LONGEST_NAME).rev().find_map(|many| {
                    let who = self.somebody(at, many)?;
                    if *one == OneOf::Chair && !self.is_chair(&who) {
                        return None;
                    }
                    let mut found = found.and_knows(at, many);
                    found.who = Some(who);
                    self.goes_on(rest, at + many, &found)
                });
            }
            OneOf::Whose => {
                let mut found = found.and_knows(at, 1);
                found.who = Some(self.whose(at)?);
                return self.goes_on(rest, at + 1, &found);
            }
            OneOf::Child => {
                let mut found = found.and_knows(at, 1);
                found.child = Some(self.child(at)?);
                return self.goes_on(rest, at + 1, &found);
            }
        };
        is_next.then(|| self.goes_on(rest, at + 1, &found.and_knows(at, 1)))?
    }

    fn typed(&self, at: usize, many: usize) -> Option<&str> {
        let last = self.words.get((at + many).checked_sub(1)?)?;
        let typed = self.text.get(self.words.get(at)?.from..last.to)?;
        Some(typed.trim_matches(|sign: char| !sign.is_alphanumeric()))
    }

    pub(super) fn somebody(&self, at: usize, many: usize) -> Option<String> {
        if at == 0 && self.speaker.is_some() {
            return self.speaker.clone().filter(|_| many == 1);
        }
        let mut seats = self.seats.borrow_mut();
        let seat = seats.entry((at, many));
        seat.or_insert_with(|| self.find(at, many)).clone()
    }

    fn find(&self, at: usize, many: usize) -> Option<String> {
        let typed = self.typed(at, many)?;
        let how = how_it_fits(typed, self.meeting);
        // `in the core group`: nobody's letters.
        let is_word = is_everyday(&squeezed(typed)) && !typed.starts_with(char::is_uppercase);
        match find_seat(typed, self.meeting) {
            Found::One(_) if how == Some(Fits::Letters) && is_word => None,
            Found::One(id) if how <= Some(Fits::Part) => Some(id),
            _ => None,
        }
    }

    fn whose(&self, at: usize) -> Option<String> {
        let typed = format!("{} .", self.typed(at, 1)?);
        let (name, _) = split_possessive(&typed)?;
        match find_seat(name, self.meeting) {
            Found::One(id) if how_it_fits(name, self.meeting) <= Some(Fits::Whole) => Some(id),
            _ => None,
        }
    }

    fn is_chair(&self, id: &str) -> bool {
        let record = self.meeting.record(id);
        record.is_some_and(|one| side(one) == Side::Chair)
    }

    pub(super) fn child(&self, at: usize) -> Option<String> {
        let mut children = self.children.borrow_mut();
        let child = children.entry(at);
        child.or_insert_with(|| self.find_child(at)).clone()
    }

    fn find_child(&self, at: usize) -> Option<String> {
        let typed = self.typed(at, 1)?;
        let name = split_possessive(&format!("{typed} ."))
            .map_or(typed, |(name, _)| typed.get(..name.len()).unwrap_or(typed));
        match find_child(name, self.meeting) {
            Found::One(id) if how_it_fits(name, self.meeting) <= Some(Fits::Whole) => Some(id),
            _ => None,
        }
    }
}

/// A word that begins with a digit, or is a number.
pub(super) fn is_number(word: &str) -> bool {
    let is_digit = word.starts_with(|sign: char| sign.is_ascii_digit());
    let is_part = matches!(word, "half" | "quarter" | "noon");
    is_digit || is_part || !matches!(word, "a" | "an") && number_word(word).is_some()
}

pub(super) fn is_day(word: &str) -> bool {
    matches!(word, "tomorrow" | "next") || is_word_of_a_day(word)
}
