//! The line that is offered, with the words of the typed one in it.

use super::NO_SCALE;
use super::found::{LONGEST_NAME, OnTheWay, Said, is_day, is_number};
use crate::domain::calendar::time_words::read_time;
use crate::domain::line::decision_told::{
    category_told, decisions_told, plan_told, says_several_views, whom_told,
};
use crate::domain::line::notes::day_then_place;
use crate::domain::line::pause_reason::pause_reason;
use crate::domain::line::scores_line::scores_told;
use crate::domain::line::suggested::Suggested;
use crate::domain::line::told_of_somebody::way_behind;
use crate::domain::line::views_line::views_told;
use crate::domain::line::when_done::WhenDone;
use crate::domain::meeting::{Found, find_seat};
use crate::domain::record::kinds::{agency_view, childs_view, decision, scale, what_if};
use crate::domain::settings::told_lines::ToldLine;
use crate::domain::text::quoted::closed;

impl Said<'_> {
    pub(super) fn suggested(&self, told: &ToldLine, found: &OnTheWay) -> Suggested {
        if told.command == scale::KIND.command && !self.asks_for_a_score() {
            // `Mum 6`: her words, at least.
            return match self
                .text
                .trim()
                .split_once(' ')
                .filter(|_| self.speaker.is_none())
            {
                Some((name, number)) if found.who.is_some() && !number.contains(' ') => {
                    Suggested::with_words(
                        "Their own words? The agenda asks for no score:",
                        &format!("{name}: "),
                        number,
                    )
                }
                _ => Suggested::told(told.question, NO_SCALE),
            };
        }
        // `LH 6, DP 4`, `scores: LH 6, DP 4`
        if told.command == scale::KIND.command
            && let Some(scores) = scores_told(without_kind(self.text), self.meeting)
        {
            return scores;
        }
        if told.command == decision::KIND.command
            && let Some(decisions) = decisions_told(self.text, self.meeting)
        {
            return decisions;
        }
        if told.command == agency_view::KIND.command && says_several_views(self.text, self.meeting)
        {
            let command = format!("/{}", told.command);
            let all = self.fills("by", found).and_then(|by| {
                let begins = self.text.trim_start();
                let behind = begins.strip_prefix(&by).unwrap_or(begins);
                views_told(&by, behind, self.meeting)
            });
            return all.map_or_else(
                || Suggested::told(told.question, command).which("for each child"),
                |line| Suggested::of(told.question, line),
            );
        }
        if told.is_told_only {
            return Suggested::told(told.question, told.line);
        }
        let mut line = String::new();
        let mut template = told.line;
        while let Some((before, behind)) = template.split_once('{') {
            line.push_str(before);
            let (name, behind) = behind.split_once('}').unwrap_or((behind, ""));
            let optional = name.strip_suffix('?');
            let words = self.fills(optional.unwrap_or(name), found);
            match words.filter(|words| !words.is_empty()) {
                None if optional.is_some() => {}
                Some(words) => line.push_str(&words),
                // What comes is still to be typed.
                None => return Suggested::of(told.question, open_end(&line)),
            }
            template = behind;
        }
        line.push_str(template);
        // An answer that may be missing leaves the sign before it.
        Suggested::of(told.question, open_end(&line))
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
        let rest = || {
            let first = self.words.get(found.rest.unwrap_or(found.end));
            let from = first.map_or(self.text.len(), |word| word.from);
            let rest = trimmed(self.text.get(from..)?);
            // `(training)`
            let inside = rest
                .strip_prefix('(')
                .and_then(|rest| rest.strip_suffix(')'));
            Some(
                inside
                    .filter(|inside| !inside.contains('('))
                    .unwrap_or(&rest)
                    .to_owned(),
            )
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
            "views" => Some(self.view_and_children()),
            "people" => Some(self.people()),
            "when" => {
                // `next core group Weds`
                let of_a_day = |at: &usize| {
                    let plain = |at: usize| self.words.get(at).map(|word| word.plain.as_str());
                    let is_when = |word: &str| is_number(word) || is_day(word);
                    let before_a_day =
                        |next: &str| is_when(next) || ["week", "month", "term"].contains(&next);
                    plain(*at).is_some_and(|word| is_when(word) && word != "next")
                        || plain(*at) == Some("next") && plain(at + 1).is_some_and(before_a_day)
                };
                let first = (0..self.words.len()).find(of_a_day)?;
                let first = self.words.get(first)?;
                let when = trimmed(self.text.get(first.from..)?);
                Some(day_then_place(&when, self.meeting))
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
            "way" => Some(way_behind(self.text).to_owned()),
            "pause" => Some(pause_reason(self.text)),
            "task" => Some(trimmed(WhenDone::of(&rest()?, self.meeting).task)),
            "day" => {
                let rest = rest()?;
                Some(WhenDone::of(&rest, self.meeting).typed())
            }
            "rest" => rest(),
            "quote" => Some(self.quotation().unwrap_or(rest()?)),
            "reader" => self.reader(),
            "if_then" => Some(if_then(&rest()?)),
            _ => Some(trimmed(self.text)),
        }
    }

    /// `child: Ella; view: CP plan; category: neglect`; what is not told stands last, to be typed.
    fn view_and_children(&self) -> String {
        let (view, child) = (agency_view::VIEW.label, agency_view::CHILD.label);
        let category = category_told(self.text, self.meeting);
        let category = category.map_or_else(String::new, |category| {
            format!("; {}: {category}", agency_view::CATEGORY.label)
        });
        match (whom_told(self.text, self.meeting), plan_told(self.text)) {
            (Some(whom), Some(plan)) => format!("{child}: {whom}; {view}: {plan}{category}"),
            (None, Some(plan)) => format!("{view}: {plan}{category}; {child}: "),
            (Some(whom), None) => format!("{child}: {whom}; {view}: "),
            (None, None) => format!("{child}: "),
        }
    }

    /// What stands in quotation marks, where it is one piece alone.
    fn quotation(&self) -> Option<String> {
        let pieces = closed(self.text);
        let [piece] = pieces.as_slice() else {
            return None;
        };
        self.text.get(piece.clone()).map(str::to_owned)
    }

    /// `; read by: HT` of `read out by HT`
    fn reader(&self) -> Option<String> {
        let (_, behind) = self.text.split_once(" by ")?;
        let (before, _) = self.text.split_once(" by ")?;
        let last = before.trim_end_matches(" out").trim_end_matches(" aloud");
        let is_read = ["read", "shown", "played"]
            .iter()
            .any(|read| last.ends_with(read));
        let name = behind.split([' ', ':', ',', '-', '.']).next()?;
        match find_seat(name, self.meeting) {
            Found::One(id) if is_read => Some(format!(
                "; {}: {}",
                childs_view::READ_BY.label,
                self.meeting.code(&id)
            )),
            _ => None,
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

/// What stands behind `scores:`.
fn without_kind(text: &str) -> &str {
    match text.split_once(':') {
        Some((label, behind)) if !label.trim().contains(' ') => behind,
        _ => text,
    }
}

/// Nothing half stands before what is still to be typed.
fn open_end(line: &str) -> String {
    match line.ends_with(": ") {
        true => line.to_owned(),
        false => line.trim_end_matches([' ', ',', ';']).to_owned(),
    }
}

/// `he is drunk; then: KS rings Nan` of `he is drunk - KS rings Nan`
fn if_then(rest: &str) -> String {
    let signs = [
        " -> ",
        " => ",
        " \u{2192} ",
        " - ",
        " \u{2013} ",
        " \u{2014} ",
        ": ",
        ", then ",
        " then ",
        "; ",
    ];
    let first = signs
        .iter()
        .filter_map(|sign| Some((rest.find(sign)?, sign.len())));
    match first.min() {
        Some((at, length)) => {
            let (before, behind) = (rest.get(..at), rest.get(at + length..));
            let behind = behind.unwrap_or("").trim();
            let behind = behind.strip_prefix("then ").unwrap_or(behind);
            format!(
                "{}; {}: {behind}",
                before.unwrap_or(""),
                what_if::THEN.label
            )
        }
        None => rest.to_owned(),
    }
}
