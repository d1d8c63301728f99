//! `LH 6, DP 4`: the scores of several in one line. Behind a name stands one number, one for each child in their order, or one
//! for each that is named: `RC Rosie 4, Jake 6`. A number in front, with a colon, says which scale: `2: LH 6, DP 4`.

use super::every_child::names_every_child;
use super::form_line::FormLine;
use super::nobodys::{NOBODY, Nobodys};
use super::restriction::NUMBER_SIGNS;
use super::several::several_names;
use super::suggested::Suggested;
use super::{Line, read};
use crate::domain::agenda::ScaleAsked;
use crate::domain::calendar::number_word;
use crate::domain::meeting::{Fits, Found, Meeting, find_child, find_seat, how_it_fits};
use crate::domain::problem::Problem;
use crate::domain::record::kinds::scale;
use crate::domain::settings::meant_words::meant_words;
use crate::domain::settings::people_words::plain_words;
use chrono::NaiveDate;

const QUESTION: &str = "A score for each?";

/// The longest name, in words: `her older sister Mia`.
const LONGEST: usize = 4;

/// A number that somebody gives.
#[derive(Debug, Clone, PartialEq)]
pub struct ScoreOf {
    /// Who gives it (an id).
    pub by: String,
    /// For which child (an id), where that is said.
    pub child: Option<String>,
    pub score: f64,
}

/// The line as far as it can be read.
#[derive(Debug, Default)]
pub struct ScoresLine {
    /// Which scale of the open section, from 1.
    pub scale: usize,
    pub scores: Vec<ScoreOf>,
    /// The first thing that is not certain. Nothing is recorded then.
    pub why_not: Option<Problem>,
}

pub fn scores_line(typed: &str, meeting: &Meeting) -> ScoresLine {
    let mut line = ScoresLine::default();
    let (typed, _) = without_marks(typed);
    let (number, typed) = scale_named(typed);
    let asked = match asked_here(number, meeting) {
        Ok((number, asked)) => {
            line.scale = number;
            asked
        }
        Err(why) => {
            line.why_not = Some(why);
            return line;
        }
    };
    // Whose scores for single children may go on behind a comma.
    let mut goes_on: Option<String> = None;
    for piece in pieces(typed) {
        let read = match &goes_on {
            Some(by) => for_children(&piece, by, meeting).map(Ok),
            None => None,
        };
        match read.unwrap_or_else(|| of_piece(&piece, meeting)) {
            Ok(scores) => {
                let named = scores.iter().any(|one| one.child.is_some());
                goes_on = scores.first().filter(|_| named).map(|one| one.by.clone());
                line.scores.extend(scores);
            }
            Err(why) => line.why_not = line.why_not.or(Some(why)),
        }
    }
    if line.why_not.is_none() {
        line.why_not =
            of_another_scale(typed, asked).or_else(|| why_not(&line.scores, asked, meeting));
    }
    line
}

/// `/scores LH 6, DP 4` of words where all of it is certain, and one alone is for a child.
pub(super) fn scores_told(typed: &str, meeting: &Meeting) -> Option<Suggested> {
    let typed = typed.trim().trim_end_matches('.');
    let read = scores_line(typed, meeting);
    let is_for_child = read.scores.iter().any(|one| one.child.is_some());
    let is_certain = read.why_not.is_none() && (read.scores.len() > 1 || is_for_child);
    // `Rosie 4, Jake 6`: their own numbers, or those of whoever speaks for them?
    let is_childs = |one: &ScoreOf| meeting.children().any(|child| child.id == one.by);
    if is_certain && read.scores.iter().any(is_childs) {
        let line = "/scores, whoever gives them, and the numbers";
        return Some(Suggested::told(QUESTION, line));
    }
    is_certain.then(|| Suggested::of(QUESTION, format!("/scores {typed}")))
}

/// `scale 0-10, safe today? LH 7 DP 8`: the numbers behind words that name a scale.
pub(super) fn scores_behind<'a>(line: &'a str, meeting: &Meeting) -> Option<Nobodys<'a>> {
    let signs = ["? ", ": ", " - ", " \u{2013} ", ", "];
    let names = |before: &str| {
        let words = plain_words(before);
        words
            .iter()
            .any(|word| meant_words().is("names a score", word))
    };
    let found = signs.iter().find_map(|sign| {
        let (before, behind) = line.rsplit_once(sign)?;
        let (before, behind) = match *sign {
            // Of several commas the first one ends the words.
            ", " => line.split_once(sign)?,
            _ => (before, behind),
        };
        scores_told(behind, meeting).filter(|_| names(before))
    });
    Nobodys::of(NOBODY, found?)
}

/// The lines of the records that it makes, one for each score.
///
/// # Errors
/// Where anything in it is not certain: nothing of it is recorded then.
pub fn forms_of_scores(
    typed: &str,
    meeting: &Meeting,
    today: NaiveDate,
) -> Result<Vec<FormLine>, Problem> {
    let read_so = scores_line(typed, meeting);
    if let Some(why) = read_so.why_not {
        return Err(why);
    }
    let (_, marks) = without_marks(typed);
    let forms = read_so.scores.iter().filter_map(|one| {
        let (by, score) = (scale::GIVEN_BY.label, scale::SCORE.label);
        let child = one.child.as_ref().map_or_else(String::new, |child| {
            format!("; {}: {}", scale::CHILD.label, meeting.code(child))
        });
        let line = format!(
            "/{} {}; {by}: {}; {score}: {}{child} {marks}",
            scale::KIND.command,
            read_so.scale,
            meeting.code(&one.by),
            one.score
        );
        let Line::Form(mut form) = read(&line, meeting, today) else {
            return None;
        };
        let said = [
            (&scale::GIVEN_BY, Some(&one.by)),
            (&scale::CHILD, one.child.as_ref()),
        ];
        for (field, id) in said {
            let Some(id) = id else {
                continue;
            };
            form.body.to_confirm.remove(field.name);
            let id = id.as_str().into();
            form.body.values.insert(field.name.to_owned(), id);
        }
        Some(form)
    });
    Ok(forms.collect())
}

/// `2: ` and `scale 2: `
fn scale_named(typed: &str) -> (Option<usize>, &str) {
    let named = typed.split_once(':').and_then(|(before, behind)| {
        let before = before.trim().to_lowercase();
        let number = before.strip_prefix("scale").unwrap_or(&before);
        Some((number.trim().parse().ok()?, behind))
    });
    named.map_or((None, typed), |(number, behind)| (Some(number), behind))
}

/// The scale that is asked in the open section.
fn asked_here(number: Option<usize>, meeting: &Meeting) -> Result<(usize, &ScaleAsked), Problem> {
    let scales = meeting
        .open_section()
        .map_or(&[][..], |section| section.scales.as_slice());
    let at = match (number, scales.len()) {
        (_, 0) => {
            let places = meeting.agenda().places();
            let asks = places.iter().find(|one| !one.section.scales.is_empty());
            let next = match asks {
                Some(asks) => format!("/section {} asks for one.", asks.number),
                None => "The agenda asks for none at all.".to_owned(),
            };
            let why = Problem::wrong_input("No scale is asked for here.");
            return Err(why.safe(SAFE).next(next));
        }
        (None, 1) => 1,
        (None, many) => {
            let why = format!("{many} scales are asked for here: which one is it?");
            return Err(Problem::wrong_input(why)
                .safe(SAFE)
                .next("Its number stands in front, with a colon: /scores 2: LH 6, DP 4."));
        }
        (Some(number), _) => number,
    };
    let asked = at.checked_sub(1).and_then(|before| scales.get(before));
    asked.map(|asked| (at, asked)).ok_or_else(|| {
        let why = format!("There is no scale {at} here.");
        advised(Problem::wrong_input(why))
    })
}

/// Apart at the commas; `4, 6, 3` are the numbers of one piece.
fn pieces(typed: &str) -> Vec<String> {
    let mut pieces: Vec<String> = Vec::new();
    let all = typed.split([',', ';', '\n']).map(str::trim);
    for piece in all.filter(|piece| !piece.is_empty()) {
        let is_number = piece.split_whitespace().all(|word| number(word).is_some());
        match pieces.last_mut().filter(|_| is_number) {
            Some(last) => *last = format!("{last} {piece}"),
            None => pieces.push(piece.to_owned()),
        }
    }
    pieces
}

/// `LH 6`, `LH 6 DP 4`, `LH and DP 6`, `RC 4 6 3`, `RC Rosie 4 Jake 6`
fn of_piece(piece: &str, meeting: &Meeting) -> Result<Vec<ScoreOf>, Problem> {
    let piece = piece.replace([':', '='], " ").replace(" - ", " ");
    let words: Vec<&str> = piece.split_whitespace().collect();
    let named = (1..=words.len().min(LONGEST)).rev().find_map(|length| {
        let (name, rest) = words.split_at(length);
        Some((givers(&name.join(" "), meeting)?, rest))
    });
    let Some((givers, rest)) = named else {
        let why = format!("Whose score is meant by \"{}\"?", piece.trim());
        return Err(advised(Problem::wrong_input(why)));
    };
    let mut scores = Vec::new();
    for by in &givers {
        scores.extend(given_by(by, rest, meeting)?);
    }
    Ok(scores)
}

/// The numbers behind the name of one (an id).
fn given_by(by: &str, words: &[&str], meeting: &Meeting) -> Result<Vec<ScoreOf>, Problem> {
    let called = || meeting.called(by);
    let Some((first, rest)) = words.split_first() else {
        let why = format!("Which number does {} give?", called());
        return Err(advised(Problem::wrong_input(why)));
    };
    let of = |child: Option<String>, score: f64| ScoreOf {
        by: by.to_owned(),
        child,
        score,
    };
    let numbers: Option<Vec<f64>> = words.iter().map(|word| number(word)).collect();
    let children: Vec<String> = meeting.children().map(|child| child.id.clone()).collect();
    match numbers.as_deref() {
        Some([one]) => return Ok(vec![of(None, *one)]),
        Some(several) if several.len() == children.len() => {
            let each = children.into_iter().zip(several);
            return Ok(each.map(|(child, one)| of(Some(child), *one)).collect());
        }
        _ => {}
    }
    if let Some(scores) = for_children(&words.join(" "), by, meeting) {
        return Ok(scores);
    }
    // `LH 6 DP 4`: the next one begins without a comma.
    let is_and = |word: &&&str| ["and", "&", "+"].contains(&word.to_lowercase().as_str());
    let behind = rest.get(usize::from(rest.first().filter(is_and).is_some())..);
    if let Some(score) = number(first)
        && let Ok(next) = of_piece(&behind.unwrap_or_default().join(" "), meeting)
    {
        let one = of(None, score);
        return Ok(std::iter::once(one).chain(next).collect());
    }
    let why = format!(
        "\"{}\" is not certain to be a score of {}.",
        words.join(" "),
        called()
    );
    Err(advised(Problem::wrong_input(why)))
}

/// `Rosie 4 Jake 6`, `4 for Rosie`, `4 for all`: where each of them is a child, and each has a number.
fn for_children(piece: &str, by: &str, meeting: &Meeting) -> Option<Vec<ScoreOf>> {
    let words: Vec<&str> = piece
        .split_whitespace()
        .filter(|word| !["for", "and", "is"].contains(&word.to_lowercase().as_str()))
        .collect();
    let mut scores = Vec::new();
    let mut rest = words.as_slice();
    while !rest.is_empty() {
        let (children, score, read) = one_pair(rest, meeting)?;
        let of = |child| ScoreOf {
            by: by.to_owned(),
            child: Some(child),
            score,
        };
        scores.extend(children.into_iter().map(of));
        rest = rest.get(read..)?;
    }
    (!scores.is_empty()).then_some(scores)
}

/// Children and their number, in the one order or the other, and how many words that are.
fn one_pair(words: &[&str], meeting: &Meeting) -> Option<(Vec<String>, f64, usize)> {
    let first = words.first().and_then(|word| number(word));
    let from = usize::from(first.is_some());
    let rest = words.get(from..)?;
    let longest = rest.len().min(LONGEST);
    (1..=longest).rev().find_map(|length| {
        let (name, behind) = rest.split_at(length);
        let children = children(&name.join(" "), meeting)?;
        match first {
            Some(score) => Some((children, score, from + length)),
            None => Some((children, number(behind.first()?)?, length + 1)),
        }
    })
}

fn children(name: &str, meeting: &Meeting) -> Option<Vec<String>> {
    let plain = plain_words(name);
    if !plain.is_empty() && names_every_child(&plain, meeting) == Some(plain.len()) {
        return Some(meeting.children().map(|child| child.id.clone()).collect());
    }
    match find_child(name, meeting) {
        Found::One(id) if how_it_fits(name, meeting) <= Some(Fits::Whole) => Some(vec![id]),
        _ => None,
    }
}

/// Whoever is called so, or all of them in `LH and DP`.
fn givers(name: &str, meeting: &Meeting) -> Option<Vec<String>> {
    let one = |name: &str| match find_seat(name, meeting) {
        Found::One(id) if how_it_fits(name, meeting) <= Some(Fits::Whole) => Some(id),
        _ => None,
    };
    one(name)
        .map(|id| vec![id])
        .or_else(|| several_names(name).map(one).collect())
}

/// `6`, `4.5`, `6/10`, `six`
fn number(word: &str) -> Option<f64> {
    let word = word
        .trim_end_matches(['.', '!', ')'])
        .trim_start_matches('(');
    let bare = word.split_once('/').map_or(word, |(score, _)| score);
    let is_digits = bare.starts_with(|letter: char| letter.is_ascii_digit());
    match is_digits {
        true => bare.parse().ok(),
        false => number_word(&bare.to_lowercase()).map(f64::from),
    }
}

/// `6/5`, on a scale to 10.
fn of_another_scale(typed: &str, asked: &ScaleAsked) -> Option<Problem> {
    let ends = typed.split_whitespace().filter_map(|word| {
        let (score, end) = word.trim_end_matches([',', ';']).split_once('/')?;
        score.parse::<f64>().ok()?;
        end.parse::<i64>().ok()
    });
    let other = ends.into_iter().find(|end| *end != asked.to)?;
    let why = format!("This scale ends at {}, not at {other}.", asked.to);
    Some(advised(Problem::wrong_input(why)))
}

/// A number that the scale does not have, or two of one for the same.
fn why_not(scores: &[ScoreOf], asked: &ScaleAsked, meeting: &Meeting) -> Option<Problem> {
    if scores.is_empty() {
        return Some(advised(Problem::wrong_input("Whose scores, and which?")));
    }
    let halves = meeting.settings().scales().halves;
    let mut objections = scores.iter().filter_map(|one| {
        let why = asked.objection(one.score, halves)?;
        Some((meeting.called(&one.by), why))
    });
    if let Some((called, why)) = objections.next() {
        let why = format!("{called} gives a number that this scale does not have: {why}");
        return Some(advised(Problem::wrong_input(why)));
    }
    let mut all = scores.iter().enumerate();
    let (_, one) = all.find(|(at, one)| {
        let mut before = scores.iter().take(*at);
        before.any(|other| other.by == one.by && other.child == one.child)
    })?;
    let called = meeting.called(&one.by);
    let why = format!("{called} is in this line twice: which number counts?");
    Some(advised(Problem::wrong_input(why)))
}

/// The line and the marks in it: they count for all of it, wherever they stand.
fn without_marks(typed: &str) -> (&str, &str) {
    let at = typed.find(NUMBER_SIGNS).unwrap_or(typed.len());
    typed.split_at(at)
}

const SAFE: &str = "Nothing was recorded; your line is kept.";

fn advised(why: Problem) -> Problem {
    why.safe(SAFE).next(
        "For example: /scores LH 6, DP 4. Behind a name stands one number, one for each child, or the children by name: /scores LH Ella 6, Noah 4. A reason is added with /scale.",
    )
}
