//! `HT: leaves at 10.20`, `: break of ten minutes`, `CH: in the core group are KS and SW`: told in a line of its own, what the
//! program has a command for. It stays what it is, word for word; which command that may be is asked beside it. The patterns
//! are data (`settings/told_lines.txt`).

use super::entry::{ContributionLine, Who};
use super::in_speech::in_speech;
use super::nobodys::{NOBODY, Nobodys, nobodys};
use super::notes::{day_and_place, is_written};
use super::pause_reason::pause_reason;
use super::perhaps_record::perhaps_record;
use super::suggested::Suggested;
use crate::domain::agenda::Mode;
use crate::domain::calendar::time_words::read_time;
use crate::domain::meeting::{
    Fits, Found, Meeting, find_child, find_seat, how_it_fits, split_possessive,
};
use crate::domain::record::kinds::{
    agency_view, child, childs_view, date, decision, dissent, scale,
};
use crate::domain::record::{Side, side};
use crate::domain::settings::meant_words::meant_words;
use crate::domain::settings::people_words::{is_everyday, plain_words, squeezed};
use crate::domain::settings::told_lines::{OneOf, Pattern, Piece, ToldLine, told_lines};
use crate::domain::settings::typed_words::words_of;
use std::cell::RefCell;
use std::collections::HashMap;

/// Behind the question, where the agenda asks for no score.
pub(super) const NO_SCALE: &str = "The agenda asks for none, so it stays words";

/// How many words a gap is at most, and the name of somebody.
const LONGEST_GAP: usize = 4;
const LONGEST_NAME: usize = 3;

/// What is perhaps meant by a line that has a label.
pub(super) fn told_in_a_line(entry: &ContributionLine, meeting: &Meeting) -> Option<Suggested> {
    let is_plain = entry.kind.is_none() && entry.on_behalf_of.is_none() && !entry.exact;
    if !is_plain {
        return None;
    }
    if let Who::Known(id) = &entry.who {
        // What is offered quietly is more exact; and a child's words are the child's.
        let is_child = meeting.record(id).is_some_and(|one| one.is_a(&child::KIND));
        if is_child || in_speech(id, &entry.text, meeting).is_some() {
            return None;
        }
    }
    // `CH: #goal they sleep through`: that is no kind of words, but of record.
    let text = match &entry.unknown_kind {
        Some(kind) => format!("{kind} {}", entry.text.replace(&format!("#{kind}"), "")),
        None => entry.text.clone(),
    };
    let told = |speaker| Said::of(&text, speaker, meeting).meant();
    match &entry.who {
        Who::Known(id) => told(Some(id.clone())),
        // What somebody does is seen by whoever writes it down.
        Who::MinuteTaker => told(None).or_else(|| {
            nobodys(&entry.text, meeting)?
                .meant
                .filter(|meant| !meant.is_own_words())
        }),
        Who::Last | Who::Everybody | Who::Unknown(_) => None,
    }
}

/// The same of a line that has none. It may as well be said aloud, so it stays with whoever goes on.
pub(super) fn told_without_label<'a>(line: &'a str, meeting: &Meeting) -> Option<Nobodys<'a>> {
    // `Ella's drawing: a house` says by its label what it is.
    if line.trim_end().ends_with(':') || perhaps_record(line, meeting).is_some() {
        return None;
    }
    let meant = Said::of(line, None, meeting).meant()?;
    Some(Nobodys {
        who: NOBODY,
        meant: Some(meant),
        is_said: true,
    })
}

struct Word {
    plain: String,
    from: usize,
    to: usize,
    ends_a_clause: bool,
}

/// A text, with whoever the label names as its first word.
struct Said<'a> {
    text: &'a str,
    words: Vec<Word>,
    speaker: Option<String>,
    meeting: &'a Meeting,
    /// Who these words name: many patterns ask.
    seats: RefCell<HashMap<(usize, usize), Option<String>>>,
    children: RefCell<HashMap<usize, Option<String>>>,
}

/// What a pattern has found on its way.
#[derive(Debug, Clone, Default)]
struct OnTheWay {
    who: Option<String>,
    child: Option<String>,
    /// Where the pattern says that the rest begins.
    rest: Option<usize>,
    /// One past its last word.
    end: usize,
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
    fn of(text: &'a str, speaker: Option<String>, meeting: &'a Meeting) -> Said<'a> {
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
        Said {
            text,
            words,
            speaker,
            meeting,
            seats: RefCell::default(),
            children: RefCell::default(),
        }
    }

    fn meant(&self) -> Option<Suggested> {
        if self.text.trim_end().ends_with('?') {
            return None;
        }
        told_lines().iter().find_map(|told| {
            let mut patterns = told.patterns.iter();
            let found = patterns.find_map(|pattern| self.found(pattern))?;
            let mut otherwise = told.otherwise.iter();
            let is_another = otherwise.any(|pattern| self.found(pattern).is_some());
            let is_meant = !is_another && self.is_likely(told, &found);
            is_meant.then(|| self.suggested(told, &found).saying(self.known(&found)))
        })
    }

    fn is_likely(&self, told: &ToldLine, found: &OnTheWay) -> bool {
        if told.while_on && self.meeting.break_on().is_none() {
            return false;
        }
        if told.command == agency_view::KIND.command {
            return self.is_of_an_agency(found);
        }
        if told.command == childs_view::KIND.command && told.is_told_only {
            return !self.is_known_who_tells(found);
        }
        if told.command == dissent::KIND.command {
            return self.is_something_decided();
        }
        told.command != scale::KIND.command || self.asks_for_a_score() || self.says_score()
    }

    fn known(&self, found: &OnTheWay) -> Vec<String> {
        let words = found.known.iter().filter_map(|at| self.words.get(*at));
        words.map(|word| word.plain.clone()).collect()
    }

    fn is_of_an_agency(&self, found: &OnTheWay) -> bool {
        let who = found.who.as_ref().or(self.speaker.as_ref());
        let record = who.and_then(|id| self.meeting.record(id));
        record.is_none_or(|one| side(one) == Side::Professional)
    }

    fn found(&self, pattern: &Pattern) -> Option<OnTheWay> {
        let is_there = pattern.needs.is_empty()
            || self
                .words
                .iter()
                .any(|word| pattern.needs.contains(&word.plain));
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

    /// Whoever tells the child stands in one of the child's views already.
    fn is_known_who_tells(&self, found: &OnTheWay) -> bool {
        let mut views = self.meeting.records(&childs_view::KIND);
        let child = found.child.as_deref().unwrap_or_default();
        views.any(|view| {
            view.text(&childs_view::CHILD) == child && !view.text(&childs_view::TOLD_BY).is_empty()
        })
    }

    /// Before there is a decision, nobody dissents from it, unless they say so.
    fn is_something_decided(&self) -> bool {
        let mut decisions = self.meeting.records(&decision::KIND);
        let section = self.meeting.open_section();
        let says_so = |word: &Word| meant_words().is("decided or noted", &word.plain);
        decisions.next().is_some()
            || section.is_some_and(|section| section.mode == Mode::Decision)
            || self.words.iter().any(says_so)
    }

    fn asks_for_a_score(&self) -> bool {
        let section = self.meeting.open_section();
        section.is_some_and(|section| !section.scales.is_empty())
    }

    /// Where the agenda asks for none, numbers beside names are ages, or days.
    fn says_score(&self) -> bool {
        let mut words = self.words.iter();
        words.any(|word| meant_words().is("names a score", &word.plain))
            || self.text.contains("/10")
            || self.text.contains("out of")
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

    fn somebody(&self, at: usize, many: usize) -> Option<String> {
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

    fn is_chair(&self, id: &str) -> bool {
        let record = self.meeting.record(id);
        record.is_some_and(|one| side(one) == Side::Chair)
    }

    fn child(&self, at: usize) -> Option<String> {
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

    fn suggested(&self, told: &ToldLine, found: &OnTheWay) -> Suggested {
        if told.command == scale::KIND.command && !self.asks_for_a_score() {
            return Suggested::told(told.question, NO_SCALE);
        }
        if told.is_told_only {
            return Suggested::told(told.question, told.line);
        }
        let mut line = String::new();
        let mut template = told.line;
        while let Some((before, behind)) = template.split_once('{') {
            line.push_str(before);
            let (name, behind) = behind.split_once('}').unwrap_or((behind, ""));
            match self.fills(name, found).filter(|words| !words.is_empty()) {
                Some(words) => line.push_str(&words),
                // What comes is still to be typed.
                None => return Suggested::of(told.question, open_end(&line)),
            }
            template = behind;
        }
        line.push_str(template);
        Suggested::of(told.question, line)
    }

    fn fills(&self, name: &str, found: &OnTheWay) -> Option<String> {
        let trimmed = |words: &str| {
            let signs = |sign: char| {
                !sign.is_alphanumeric() && !matches!(sign, '"' | '\u{201c}' | '(' | '/')
            };
            words
                .trim_start_matches(signs)
                .trim_end_matches([' ', ',', ';', '-'])
                .to_owned()
        };
        match name {
            "who" => Some(self.meeting.code(found.who.as_ref()?)),
            "by" => {
                let id = found.who.as_ref().or(self.speaker.as_ref())?;
                Some(self.meeting.code(id))
            }
            "child" => {
                let named = (0..self.words.len()).find_map(|at| self.child(at));
                Some(
                    self.meeting
                        .called(found.child.as_ref().or(named.as_ref())?),
                )
            }
            "people" => Some(self.people()),
            "when" => {
                let first = self
                    .words
                    .iter()
                    .find(|word| is_number(&word.plain) || is_day(&word.plain))?;
                let when = trimmed(self.text.get(first.from..)?);
                let (day, place) = day_and_place(&when, self.meeting);
                Some(match place {
                    "" => day.to_owned(),
                    place => format!("{day}; {}: {place}", date::PLACE.label),
                })
            }
            "time" => {
                let mut times = self
                    .words
                    .iter()
                    .filter_map(|word| self.text.get(word.from..word.to));
                let is_time = |typed: &&str| {
                    typed.starts_with(|sign: char| sign.is_ascii_digit())
                        && read_time(typed.trim_end_matches([',', '.', ';', ')'])).is_some()
                };
                times.find(is_time).map(trimmed)
            }
            "number" => {
                let mut words = self.words.iter().map(|word| word.plain.as_str());
                words
                    .find(|word| word.parse::<u8>().is_ok_and(|number| number <= 10))
                    .map(str::to_owned)
            }
            "pause" => Some(pause_reason(self.text)),
            "rest" => {
                let from = self
                    .words
                    .get(found.rest.unwrap_or(found.end))
                    .map_or(self.text.len(), |word| word.from);
                Some(trimmed(self.text.get(from..)?))
            }
            _ => Some(trimmed(self.text)),
        }
    }

    /// The letters of everybody who is named.
    fn people(&self) -> String {
        let mut letters: Vec<String> = Vec::new();
        let mut at = usize::from(self.speaker.is_some());
        while at < self.words.len() {
            let found = (1..=LONGEST_NAME)
                .rev()
                .find_map(|many| Some((many, self.somebody(at, many)?)));
            let (many, id) = found.map_or((1, None), |(many, id)| (many, Some(id)));
            let code = id.map(|id| self.meeting.code(&id));
            letters.extend(code.filter(|code| !letters.contains(code)));
            at += many;
        }
        letters.join(", ")
    }
}

/// Nothing half stands before what is still to be typed.
fn open_end(line: &str) -> String {
    match line.ends_with(": ") {
        true => line.to_owned(),
        false => line.trim_end_matches([' ', ',', ';']).to_owned(),
    }
}

fn is_number(word: &str) -> bool {
    let is_digit = word.starts_with(|sign: char| sign.is_ascii_digit());
    is_digit || NUMBERS.contains(&word)
}

const NUMBERS: &[&str] = &[
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "half",
    "quarter", "noon", "ten",
];

const DAYS: &[&str] = &[
    "mon",
    "tue",
    "tues",
    "wed",
    "thu",
    "thur",
    "thurs",
    "fri",
    "sat",
    "sun",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "jan",
    "feb",
    "mar",
    "apr",
    "jun",
    "jul",
    "aug",
    "sep",
    "sept",
    "oct",
    "nov",
    "dec",
    "january",
    "february",
    "march",
    "april",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "tomorrow",
    "next",
];

fn is_day(word: &str) -> bool {
    DAYS.contains(&word)
}
