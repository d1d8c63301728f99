//! Who came, left or did not come, as `/arrive`, `/leave` and `/absent` read it: `PO 14:10 by phone`, `KS, PO and HV`,
//! `all except DT`, `KS 14:00, PO 14:10`.

use super::several::group;
use crate::domain::calendar::time_words::{minutes_ago, read_time};
use crate::domain::meeting::{Fits, Found, Meeting, find_seat, how_it_fits, is_a_way};
use crate::domain::problem::Problem;
use crate::domain::record::kinds::person;
use crate::domain::settings::people_words::{is_everyday, people_words, squeezed};
use chrono::{DateTime, Duration, FixedOffset, NaiveTime};

/// One person named, with the time and the way that were typed for them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    pub id: String,
    pub at: Option<DateTime<FixedOffset>>,
    /// A code of the list `attendance`.
    pub how: Option<String>,
}

/// A time as it was typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum When {
    Clock {
        time: NaiveTime,
        /// The words say in which half of the day it is.
        said: bool,
    },
    /// Minutes ago; 0 is now.
    Ago(u32),
}

impl When {
    /// Nothing for now: the clock says when that is.
    ///
    /// # Errors
    ///
    /// It cannot have been then.
    fn moment(
        self,
        meeting: &Meeting,
        now: DateTime<FixedOffset>,
    ) -> Result<Option<DateTime<FixedOffset>>, Problem> {
        match self {
            When::Clock { time, said } => meeting.moment(time, said, now).map(Some),
            When::Ago(0) => Ok(None),
            When::Ago(_) if meeting.is_typed_up() => Err(Problem::wrong_input(
                "This meeting is typed up afterwards, so nobody can tell when that was.",
            )
            .safe("Nobody was marked; the line is kept.")
            .next("Type the time, such as 14:10.")),
            When::Ago(minutes) => {
                let at = now - Duration::minutes(i64::from(minutes));
                meeting.moment(at.time(), true, now).map(Some)
            }
        }
    }
}

/// Some of the people in one part of the line, not looked up yet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Part<'t> {
    who: Vec<&'t str>,
    at: Option<When>,
    how: Option<String>,
}

/// The most words that a time, or a way of taking part, can have.
const LONGEST: usize = 7;

/// Whom `all` means, given to [`read_coming`]: those who are expected, or those who are here.
pub type Everybody<'m> = fn(&'m Meeting) -> Vec<String>;

/// Reads who is meant, when and how. Everybody is named once.
///
/// # Errors
///
/// Somebody who is named is not known, or a time cannot be meant.
pub fn read_coming<'m>(
    typed: &str,
    meeting: &'m Meeting,
    everybody: Everybody<'m>,
    now: DateTime<FixedOffset>,
) -> Result<Vec<Named>, Problem> {
    let (typed, left_out) = match split_at_except(typed) {
        Some((before, after)) => (before, after),
        None => (typed, ""),
    };
    let mut parts = parts(typed, meeting);
    let mut but = self::parts(left_out, meeting);
    // A time behind those who are left out is meant for those who are not.
    if let (Some(last), Some(end)) = (parts.last_mut(), but.last_mut()) {
        last.at = last.at.or(end.at.take());
        last.how = last.how.take().or(end.how.take());
    }
    // `KS, PO and HV 14:10`: one time for all of them. `KS 14:00, PO`: PO comes now.
    let mut behind: (Option<When>, Option<String>) = (None, None);
    for part in parts.iter_mut().rev() {
        match part.at {
            Some(_) => behind = (part.at, part.how.clone()),
            None => {
                part.at = behind.0;
                part.how = part.how.take().or_else(|| behind.1.clone());
                behind.1.clone_from(&part.how);
            }
        }
    }
    let left_out = ids(&but, meeting, everybody)?;
    // All whom nobody knows are asked about together.
    ids(&parts, meeting, everybody)?;
    let mut named: Vec<Named> = Vec::new();
    for part in &parts {
        let at = match part.at {
            Some(when) => when.moment(meeting, now)?,
            None => None,
        };
        for id in ids(std::slice::from_ref(part), meeting, everybody)? {
            if !left_out.contains(&id) && named.iter().all(|known| known.id != id) {
                let how = part.how.clone();
                named.push(Named { id, at, how });
            }
        }
    }
    Ok(named)
}

/// Whether the line begins with everybody: `all`, `all 14:10`, `everybody but DT`.
pub fn names_everybody(typed: &str) -> bool {
    typed
        .split_whitespace()
        .next()
        .is_some_and(|word| is_in("everybody", word))
}

/// Who, and why: `PO: not well`, `PO because she is ill`, `PO; why: not well`, `PO working away`.
pub fn split_reason<'t>(typed: &'t str, meeting: &Meeting) -> (&'t str, &'t str) {
    let is_in_a_time = |at: usize| {
        let (before, behind) = (typed.get(..at), typed.get(at + 1..));
        before.is_some_and(|before| before.ends_with(|letter: char| letter.is_ascii_digit()))
            && behind
                .is_some_and(|behind| behind.starts_with(|letter: char| letter.is_ascii_digit()))
    };
    let mut signs = typed.match_indices([':', ';']).map(|(at, _)| at);
    let sign = signs.find(|at| !is_in_a_time(*at)).map(|at| (at, 1));
    let word = typed.to_lowercase().find(" because ").map(|at| (at, 9));
    let first = [sign, word].into_iter().flatten().min();
    let found = first.and_then(|(at, length)| Some((typed.get(..at)?, typed.get(at + length..)?)));
    let (who, why) = match found {
        Some((who, why)) => (without_label_behind(who), without_label(why)),
        None => reason_without_sign(typed, meeting).unwrap_or((typed, "")),
    };
    (who.trim(), why.trim())
}

/// `PO; why: ill`
fn without_label(why: &str) -> &str {
    match why.split_once(':') {
        Some((label, rest)) if person::WHY_NOT.is_called(label) => rest,
        _ => why,
    }
}

/// `PO why: ill`
fn without_label_behind(who: &str) -> &str {
    let who = who.trim_end();
    let starts = who.char_indices().filter(|(_, letter)| *letter == ' ');
    let found = starts.into_iter().find_map(|(at, _)| {
        let (before, label) = (who.get(..at)?, who.get(at + 1..)?);
        person::WHY_NOT.is_called(label.trim()).then_some(before)
    });
    found.unwrap_or(who)
}

/// `PO working away`, `PO (ill today)`: several words that name nobody, behind names. One word alone may be a mistyped name,
/// unless it is an everyday one behind a sign: `PO 10:19, traffic`.
fn reason_without_sign<'t>(typed: &'t str, meeting: &Meeting) -> Option<(&'t str, &'t str)> {
    // `PO 14:10 by phone` is no reason.
    if ids(&parts(typed, meeting), meeting, |_| Vec::new()).is_ok() {
        return None;
    }
    let is_somebody =
        |word: &str| word == "and" || !matches!(find_seat(word, meeting), Found::Nobody);
    let ends = typed.char_indices().filter(|(_, letter)| *letter == ' ');
    let ends: Vec<usize> = ends.map(|(at, _)| at).collect();
    ends.into_iter().rev().find_map(|at| {
        let (who, why) = (typed.get(..at)?, typed.get(at..)?);
        let has_sign = who.ends_with([',', '-', '\u{2013}']) || why.starts_with(" (");
        let who = who.trim_end_matches([' ', ',', '-', '\u{2013}', '(']);
        let why = why.trim().trim_start_matches(['-', '\u{2013}', '(']);
        let why = why.trim().trim_end_matches(')');
        let is_alone = !why.contains(' ') && has_sign && is_everyday(&squeezed(why));
        let is_reason = why.starts_with(char::is_lowercase)
            && (why.split_whitespace().count() > 1 || is_alone)
            && !why.split_whitespace().any(is_somebody);
        let named = || ids(&parts(who, meeting), meeting, |_| Vec::new());
        (is_reason && named().is_ok_and(|named| !named.is_empty())).then_some((who, why))
    })
}

fn parts<'t>(typed: &'t str, meeting: &Meeting) -> Vec<Part<'t>> {
    let mut found: Vec<Part<'t>> = Vec::new();
    for piece in typed.split([',', ';', '&', '+']) {
        let words: Vec<&str> = piece.split_whitespace().collect();
        for words in words.split(|word| word.eq_ignore_ascii_case("and")) {
            let part = part(words, meeting);
            match found.last_mut() {
                // `HV, 14:10`: the time of those before it.
                Some(last) if part.who.is_empty() => {
                    last.at = part.at.or(last.at);
                    last.how = part.how.or(last.how.take());
                }
                _ if part == Part::default() => {}
                _ => found.push(part),
            }
        }
    }
    found
}

/// Takes the time and the way off the end (or the time off the front); what stays are names.
fn part<'t>(words: &[&'t str], meeting: &Meeting) -> Part<'t> {
    let mut part = Part::default();
    let mut who = words;
    loop {
        let found = (1..=who.len().min(LONGEST)).rev().find_map(|length| {
            let (rest, end) = who.split_at(who.len() - length);
            let time = time_in(end).filter(|_| part.at.is_none());
            let how = way_in(end, rest.is_empty(), meeting).filter(|_| part.how.is_none());
            (time.is_some() || how.is_some()).then_some((rest, time, how))
        });
        let Some((rest, time, how)) = found else {
            break;
        };
        who = rest;
        part.at = part.at.or(time);
        part.how = part.how.take().or(how);
    }
    if part.at.is_none() {
        let found = (1..=who.len().min(LONGEST)).rev().find_map(|length| {
            let (front, rest) = who.split_at(length);
            Some((time_in(front)?, rest))
        });
        if let Some((time, rest)) = found {
            part.at = Some(time);
            who = rest;
        }
    }
    while let [_, .., last] = who
        && is_in("comes goes", last)
        && !last.starts_with(char::is_uppercase)
    {
        who = who.get(..who.len() - 1).unwrap_or(who);
    }
    part.who = who.to_vec();
    part
}

fn time_in(words: &[&str]) -> Option<When> {
    let (first, rest) = words.split_first()?;
    let is_before = is_in("before time", first) || *first == "@";
    let words = if is_before { rest } else { words };
    let typed = words.join(" ");
    if let Some(minutes) = minutes_ago(&typed) {
        return Some(When::Ago(minutes));
    }
    let time = read_time(typed.trim_start_matches('@'))?;
    let lower = typed.to_lowercase();
    let said = lower.contains("am") || lower.contains("pm") || lower.starts_with('0');
    Some(When::Clock { time, said })
}

/// A way of taking part: its whole words, or a beginning of them after `by` and the like.
fn way_in(words: &[&str], alone: bool, meeting: &Meeting) -> Option<String> {
    let is_before = |word: &&&str| is_in("before way", word);
    let before = words.iter().take_while(is_before).count();
    let settings = meeting.settings();
    (0..=before).find_map(|skipped| {
        let typed = words.get(skipped..)?.join(" ");
        let typed = typed.trim_matches(['(', ')']);
        let fitting = person::ATTENDANCE.fitting(typed, settings);
        let [entry] = fitting.as_slice() else {
            return None;
        };
        let code = &entry.code;
        let mut whole = [code, &entry.words].into_iter().chain(&entry.said);
        let is_whole = whole.any(|words| typed.eq_ignore_ascii_case(words));
        let is_meant = is_whole || (skipped > 0 && !alone);
        (is_meant && (is_a_way(code, settings) || code == IN_WRITING)).then(|| code.clone())
    })
}

/// A view in writing is not a way of being here.
pub const IN_WRITING: &str = "in_writing";

fn ids<'m>(
    parts: &[Part<'_>],
    meeting: &'m Meeting,
    everybody: Everybody<'m>,
) -> Result<Vec<String>, Problem> {
    let mut found: Vec<String> = Vec::new();
    let mut unknown: Vec<String> = Vec::new();
    for part in parts {
        // A full name contains a space.
        let whole = part.who.join(" ");
        if let Some(id) = one_named(&whole, meeting) {
            found.push(id);
            continue;
        }
        // `the family`: those of them whom "all" would mean.
        if let Some(of_group) = group(&whole, meeting)
            && !is_in("everybody", &whole)
        {
            let all = everybody(meeting);
            found.extend(all.into_iter().filter(|id| of_group.contains(id)));
            continue;
        }
        let mut name: Vec<&str> = Vec::new();
        for word in &part.who {
            let ids = if is_in("everybody", word) {
                everybody(meeting)
            } else if let Some(id) = one_of_several(word, part.who.len(), meeting) {
                vec![id]
            } else {
                name.push(word);
                continue;
            };
            found.extend(ids);
            unknown.extend((!name.is_empty()).then(|| name.join(" ")));
            name.clear();
        }
        unknown.extend((!name.is_empty()).then(|| name.join(" ")));
    }
    if unknown.is_empty() {
        return Ok(found);
    }
    let asked: Vec<String> = unknown.iter().map(|name| who_is(name, meeting)).collect();
    let why = Problem::wrong_input(asked.join(" ")).safe("Nobody was marked; the line is kept.");
    let is_new = |name: &&String| {
        find_seat(name, meeting) == Found::Nobody && name.starts_with(char::is_uppercase)
    };
    Err(match unknown.iter().find(is_new) {
        Some(name) => why.next(format!(
            "Somebody new: /person {name}; role: … adds them. Then type this again."
        )),
        None => why,
    })
}

/// Whom a word names that stands among others without a comma. `KS early` is not Kelly and Tess Early: beside other words
/// only letters and names count, and an everyday word in small letters is none.
fn one_of_several(word: &str, count: usize, meeting: &Meeting) -> Option<String> {
    let Found::One(id) = find_seat(word, meeting) else {
        return None;
    };
    let how = how_it_fits(word, meeting);
    let is_word = is_everyday(&squeezed(word)) && !word.starts_with(char::is_uppercase);
    let is_sure = how == Some(Fits::Letters) || how <= Some(Fits::Whole) && !is_word;
    (count == 1 || is_sure).then_some(id)
}

/// Whom these words name. `he` alone is Hetty's HE: where people are named, it is no pronoun.
fn one_named(typed: &str, meeting: &Meeting) -> Option<String> {
    match find_seat(typed, meeting) {
        Found::One(id) => Some(id),
        Found::Several(mut ids) if ids.len() == 1 => {
            let are_letters = how_it_fits(typed, meeting) == Some(Fits::Letters);
            ids.pop().filter(|_| are_letters)
        }
        Found::Several(_) | Found::Nobody => None,
    }
}

/// The same question before Enter, as soon as the last name that was typed can be somebody's, but not one person's alone.
pub fn not_one_alone(typed: &str, meeting: &Meeting) -> Option<String> {
    let name = typed
        .rsplit([',', ' '])
        .next()
        .filter(|it| !it.is_empty())?;
    let is_one = one_named(name, meeting).is_some();
    let may_be_some = find_seat(name, meeting) != Found::Nobody;
    (may_be_some && !is_one).then(|| who_is(name, meeting))
}

/// `Who is Granny Smith?`, with those whom the words can mean.
fn who_is(name: &str, meeting: &Meeting) -> String {
    let may_be: Vec<String> = match find_seat(name, meeting) {
        Found::Several(ids) => ids,
        Found::One(id) => vec![id],
        Found::Nobody => Vec::new(),
    }
    .iter()
    .map(|id| meeting.code_and_name(id))
    .collect();
    match may_be.is_empty() {
        true => format!("Who is {name}?"),
        false => format!("Who is {name}? It can be {}.", may_be.join(" or ")),
    }
}

/// `all except DT`
fn split_at_except(typed: &str) -> Option<(&str, &str)> {
    let mut from = 0;
    for word in typed.split_whitespace() {
        let at = from + typed.get(from..)?.find(word)?;
        from = at + word.len();
        if is_in("except", word) {
            return Some((typed.get(..at)?, typed.get(from..)?));
        }
    }
    None
}

/// Whether a word is in one of the lists of `people_words.txt`.
fn is_in(list: &str, word: &str) -> bool {
    people_words().is(list, &squeezed(word))
}
