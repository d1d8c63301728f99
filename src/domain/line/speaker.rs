//! Who is meant by what stands before the colon, and whether it is a label at all.

use super::around_name;
use super::before_label::{is_time, without_what_precedes};
use super::entry::Who;
use super::for_somebody::{for_somebody, in_words_of};
use super::marks::{begins_observation, sign_before};
use super::read_out::words_read_out;
use super::several::several_names;
use crate::domain::meeting::{
    Fits, Found, Meeting, Seat, find_seat, how_it_fits, is_pronoun, looks_like_somebody,
    without_wrapping,
};
use crate::domain::settings::people_words::{people_words, plain_words, squeezed};
use std::borrow::Cow;

/// The speakers before the words, and the words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Label<'a> {
    pub(super) who: Who,
    /// Those who say it with them (ids).
    pub(super) with: Vec<String>,
    pub(super) on_behalf_of: Option<String>,
    /// What was typed before the colon, without bullets, times and brackets.
    pub(super) typed: &'a str,
    pub(super) words: Cow<'a, str>,
}

pub(super) const COLONS: &[char] = &[
    ':', '\u{ff1a}', '\u{fe55}', '\u{fe13}', '\u{2236}', '\u{a789}', '\u{2d0}',
];

/// The longest label, in letters: a full name with title, role and agency.
const LONGEST: usize = 64;

/// The label before the first colon; `None` when the line is a sentence.
pub(super) fn read<'a>(text: &'a str, meeting: &Meeting) -> Option<Label<'a>> {
    if text.starts_with('\\') {
        return None;
    }
    if let Some(words) = text.strip_prefix(COLONS) {
        if !begins_observation(words) {
            return None;
        }
        return Some(Label {
            who: Who::MinuteTaker,
            with: Vec::new(),
            on_behalf_of: None,
            typed: "",
            words: words.into(),
        });
    }
    let (before, words) = split(without_what_precedes(text))?;
    let mut typed = before;
    loop {
        let bare = without_wrapping(without_what_precedes(typed));
        if bare == typed {
            break;
        }
        typed = bare;
    }
    if typed.is_empty() || has_half_a_quotation(typed) {
        return None;
    }
    let (heard, aside) = heard(typed, meeting)?;
    // `**KQ:** words` and `[KQ:] words`: what opens before the label closes behind the colon.
    let closes = |letter: char| match letter {
        '*' | '_' => before.starts_with(letter),
        ']' => before.starts_with('['),
        ')' => before.starts_with('('),
        _ => false,
    };
    let words = words.trim_start_matches(closes);
    Some(Label {
        who: heard.who,
        with: heard.with,
        on_behalf_of: heard.on_behalf_of,
        typed,
        words: with_aside_in_front(aside, words),
    })
}

/// A number or time before the label, which is not recorded: `14:05`, `3.`
pub(super) fn left_out<'a>(text: &'a str, meeting: &Meeting) -> Option<&'a str> {
    let typed = read(text, meeting)?.typed;
    let before = text.get(..text.find(typed)?)?;
    let is_sign = |letter: char| !letter.is_alphanumeric();
    Some(before.trim_matches(is_sign)).filter(|before| !before.is_empty())
}

/// A day or time before the label. The number of a list says nothing that could be missed.
pub(super) fn time_left_out<'a>(text: &'a str, meeting: &Meeting) -> Option<&'a str> {
    left_out(text, meeting).filter(|before| !before.chars().all(|letter| letter.is_ascii_digit()))
}

/// What stood with the label and belongs to the words, in front of them; behind the sign for a kind, which stays one.
fn with_aside_in_front<'a>(aside: Option<Cow<'a, str>>, words: &'a str) -> Cow<'a, str> {
    let Some(aside) = aside else {
        return words.into();
    };
    let words = words.trim_start();
    match (sign_before(words), words.chars().next()) {
        (Some((_, rest)), Some(sign)) => format!("{sign} {aside} {rest}").into(),
        _ => format!("{aside} {words}").into(),
    }
}

/// `Note: the letter came`: words of whoever goes on, or what the minute-taker notes?
pub(super) fn perhaps_own_note(text: &str) -> bool {
    split(text).is_some_and(|(before, _)| people_words().is("own note", &squeezed(before)))
}

/// What stands before the first colon and behind it, if it can be a label at all: not a time, a ratio, an address or
/// half of a quotation.
pub(super) fn split(text: &str) -> Option<(&str, &str)> {
    let at = colon(text)?;
    let before = text.get(..at)?;
    let behind = text.get(at..)?;
    let behind = behind.get(behind.chars().next()?.len_utf8()..)?;
    // `she smiled :)`
    if before.ends_with(char::is_whitespace) && !begins_observation(behind) {
        return None;
    }
    let before = before.trim();
    let is_number = before.ends_with(|letter: char| letter.is_ascii_digit())
        && behind.starts_with(|letter: char| letter.is_ascii_digit());
    let is_sign = |letter: char| matches!(letter, ';' | '=' | '#' | '@' | '\\' | '!' | '?');
    // `Kasia Quill <kq@nowhere.example>`
    let without_address = before
        .strip_suffix('>')
        .and_then(|before| before.split_once('<'))
        .map_or(before, |(name, _)| name);
    let fits = !before.is_empty()
        && before.chars().count() <= LONGEST
        && !is_number
        && !behind.starts_with("//")
        && (is_question_mark(before) || !without_address.contains(is_sign))
        && !has_half_a_quotation(before);
    fits.then_some((before, behind))
}

/// The first colon that is not in a time: `Kasia Quill 14:05: we moved`.
fn colon(text: &str) -> Option<usize> {
    colon_outside_times(text).or_else(|| text.find(COLONS))
}

/// None where the only colon is that of `ended at 10:40`.
pub(super) fn colon_outside_times(text: &str) -> Option<usize> {
    let is_in_a_time = |at: usize| {
        let (before, behind) = (text.get(..at), text.get(at + 1..));
        before.is_some_and(|before| before.ends_with(|letter: char| letter.is_ascii_digit()))
            && behind
                .is_some_and(|behind| behind.starts_with(|letter: char| letter.is_ascii_digit()))
    };
    let mut all = text.match_indices(COLONS).map(|(at, _)| at);
    all.find(|at| !is_in_a_time(*at))
}

/// `?` or `??`: who speaks was not caught.
fn is_question_mark(before: &str) -> bool {
    before.chars().all(|letter| letter == '?')
}

fn has_half_a_quotation(text: &str) -> bool {
    let is_mark = |letter: &char| matches!(letter, '"' | '\u{201c}' | '\u{201d}' | '\u{201e}');
    text.chars().filter(is_mark).count() % 2 == 1
}

#[derive(Default)]
pub(super) struct Heard {
    pub(super) who: Who,
    pub(super) with: Vec<String>,
    pub(super) on_behalf_of: Option<String>,
}

impl Heard {
    pub(super) fn one(id: String) -> Heard {
        Heard {
            who: Who::Known(id),
            ..Heard::default()
        }
    }

    pub(super) fn unknown(label: &str) -> Heard {
        Heard {
            who: Who::Unknown(label.to_owned()),
            ..Heard::default()
        }
    }
}

/// Who speaks, and what stood in brackets behind the name and belongs to the words.
fn heard<'a>(label: &'a str, meeting: &Meeting) -> Option<(Heard, Option<Cow<'a, str>>)> {
    let plain = squeezed(label);
    let people = people_words();
    if is_question_mark(label) {
        return Some((Heard::unknown("?"), None));
    }
    // `AD (for PW)`, `AD (on behalf of PW)`
    if [" (for ", " (on behalf of "]
        .iter()
        .any(|sign| label.contains(sign))
        && let Some(found) = for_somebody(label, meeting)
    {
        return Some((found, None));
    }
    match find_seat(label, meeting) {
        Found::One(id) => return Some((Heard::one(id), None)),
        Found::Several(_) if is_sentence(label, meeting) => return None,
        // `Mum & Dad` begins the names of several, and is one name of each.
        Found::Several(_) if label.contains(['&', '+']) => {
            let both = several(several_names(label), meeting);
            return Some((both.unwrap_or_else(|| Heard::unknown(label)), None));
        }
        Found::Several(_) => return Some((Heard::unknown(label), None)),
        Found::Nobody => {}
    }
    if people.is("everybody", &plain) {
        let everybody = Heard {
            who: Who::Everybody,
            ..Heard::default()
        };
        return Some((everybody, None));
    }
    if people.is("minute taker", &plain) {
        let who = Heard {
            who: Who::MinuteTaker,
            ..Heard::default()
        };
        return Some((who, None));
    }
    if people.is("parents", &plain) {
        let both = several(["mother", "father"].into_iter(), meeting);
        return Some((both.unwrap_or_else(|| Heard::unknown(label)), None));
    }
    // `PW/AD`, where she interprets.
    let interpreted = label.contains('/').then(|| in_words_of(label, meeting));
    let apart = || {
        for_somebody(label, meeting)
            .or_else(|| saying(label, meeting))
            .or_else(|| together(label, meeting))
    };
    let found = interpreted
        .flatten()
        .or_else(|| Some((apart()?, None)))
        .or_else(|| with_how(label, meeting))
        .or_else(|| with_aside(label, meeting))
        .or_else(|| in_words_of(label, meeting))
        .or_else(|| {
            let (whose, how) = words_read_out(label, meeting)?;
            Some((Heard::one(whose), Some(how.into())))
        });
    found.or_else(|| {
        let is_label = is_pronoun(label)
            || is_one_letter(label)
            || looks_like_somebody(label)
            || looks_like_several(label)
            || around_name::is_asked(label, meeting)
            || saying_who(label).is_some_and(looks_like_somebody);
        is_label.then(|| (Heard::unknown(label), None))
    })
}

/// `a: and now?`: in front of a colon a letter alone stands for somebody, also where it is a word. `q` is a question.
fn is_one_letter(label: &str) -> bool {
    let mut letters = label.chars();
    letters.next().is_some_and(char::is_alphabetic)
        && letters.next().is_none()
        && !label.eq_ignore_ascii_case("q")
}

/// An everyday word that only begins somebody's name, in a meeting where no name is as short: `it was 10: …`.
fn is_sentence(label: &str, meeting: &Meeting) -> bool {
    label.contains(char::is_whitespace)
        && how_it_fits(label, meeting) >= Some(Fits::Beginning)
        && !looks_like_somebody(label)
}

/// `KQ said`: the name before it.
fn saying_who(label: &str) -> Option<&str> {
    let label = label.strip_suffix(" that").unwrap_or(label).trim_end();
    let (name, verb) = label.rsplit_once(char::is_whitespace)?;
    people_words()
        .is("says", &squeezed(verb))
        .then(|| name.trim_end())
}

fn saying(label: &str, meeting: &Meeting) -> Option<Heard> {
    let name = saying_who(label)?;
    // "she said" is a sentence, whoever's name begins like this.
    let is_word = plain_words(name)
        .iter()
        .all(|word| people_words().is("pronoun", word) || people_words().is("never", word));
    if is_word {
        return None;
    }
    match find_seat(name, meeting) {
        Found::One(id) => Some(Heard::one(id)),
        Found::Several(_) => Some(Heard::unknown(label)),
        Found::Nobody => together(name, meeting),
    }
}

/// `KQ & HV`, `KQ, HV and SW`
fn together(label: &str, meeting: &Meeting) -> Option<Heard> {
    let label = around_name::without_together(label);
    if several_names(label).count() < 2 {
        return None;
    }
    if let Some(both) = several(several_names(label), meeting) {
        return Some(both);
    }
    let is_named = |name: &str| {
        looks_like_somebody(name)
            || find_seat(name, meeting) != Found::Nobody && !is_sentence_word(name, meeting)
    };
    several_names(label)
        .all(is_named)
        .then(|| Heard::unknown(label))
}

fn is_sentence_word(name: &str, meeting: &Meeting) -> bool {
    matches!(find_seat(name, meeting), Found::Several(_))
        && how_it_fits(name, meeting) >= Some(Fits::Beginning)
}

/// All of these, each certain.
fn several<'a>(names: impl Iterator<Item = &'a str>, meeting: &Meeting) -> Option<Heard> {
    let mut ids: Vec<String> = Vec::new();
    for name in names {
        match find_seat(name, meeting) {
            Found::One(id) if how_it_fits(name, meeting) != Some(Fits::Slip) => {
                if !ids.contains(&id) {
                    ids.push(id);
                }
            }
            _ => return None,
        }
    }
    let first = (!ids.is_empty()).then(|| ids.remove(0))?;
    Some(Heard {
        with: ids,
        ..Heard::one(first)
    })
}

fn looks_like_several(label: &str) -> bool {
    several_names(label).count() > 1 && several_names(label).all(looks_like_somebody)
}

/// `KQ by phone`, `KQ, in tears`: how it was said is kept with the words.
fn with_how<'a>(label: &'a str, meeting: &Meeting) -> Option<(Heard, Option<Cow<'a, str>>)> {
    let ends = label.match_indices(char::is_whitespace);
    ends.map(|(at, _)| label.split_at(at))
        .find_map(|(name, how)| {
            let name = name.trim_end_matches([',', ' ', '-', '\u{2013}', '\u{2014}']);
            let is_certain = (people_words().is("how", &squeezed(how)) || is_time(how))
                && how_it_fits(name, meeting) <= Some(Fits::Whole);
            match find_seat(name, meeting) {
                Found::One(id) if is_certain => {
                    let how = how.trim();
                    let aside = match how.starts_with(['(', '[']) {
                        true => how.to_owned(),
                        false => format!("({how})"),
                    };
                    Some((Heard::one(id), Some(aside.into())))
                }
                Found::Several(_) if is_certain => Some((Heard::unknown(label), None)),
                _ => None,
            }
        })
}

/// `KQ (crying)`: what is in the brackets is kept with the words.
fn with_aside<'a>(label: &'a str, meeting: &Meeting) -> Option<(Heard, Option<Cow<'a, str>>)> {
    let at = label.find(['(', '[', '<'])?;
    let (name, aside) = label.split_at_checked(at)?;
    let inner = aside.trim_matches(['(', ')', '[', ']', '<', '>', ' ']);
    let names_inside = how_it_fits(inner, meeting) <= Some(Fits::Whole)
        && find_seat(inner, meeting) != Found::Nobody;
    let named = match find_seat(name.trim(), meeting) {
        Found::One(id) => Heard::one(id),
        Found::Several(_) => Heard::unknown(label),
        // `She (Mum)`
        Found::Nobody if looks_like_somebody(name.trim()) || names_inside => Heard::unknown(label),
        Found::Nobody => return None,
    };
    let contradicts = looks_like_somebody(inner) || find_seat(inner, meeting) != Found::Nobody;
    match named.who {
        Who::Known(_) if !contradicts => Some((named, Some(aside.into()))),
        _ => Some((Heard::unknown(label), None)),
    }
}

/// Whether these words, before any colon, may still become the label of somebody here.
pub(super) fn may_become_label(text: &str, meeting: &Meeting) -> bool {
    let typed = text.trim();
    typed.chars().count() <= LONGEST
        && split(typed).is_none()
        && !seats_beginning(typed, meeting).is_empty()
}

/// The person with exactly these letters; a beginning or a name is not enough.
pub(super) fn of_whole_code(letters: &str, meeting: &Meeting) -> Option<String> {
    match find_seat(letters, meeting) {
        Found::One(id) if how_it_fits(letters, meeting) == Some(Fits::Letters) => Some(id),
        _ => None,
    }
}

/// Everybody whose code or name begins with what is typed, for the list beside the line.
pub fn seats_beginning<'a>(typed: &str, meeting: &'a Meeting) -> Vec<Seat<'a>> {
    meeting.seats_beginning(typed)
}

/// The person named, when a text is nothing but a name: the letters, the name, or a beginning of it that only one has
/// and that is too long to be a word like "no".
pub fn names_somebody(text: &str, meeting: &Meeting) -> Option<String> {
    let name = text.trim().trim_end_matches(COLONS).trim_end();
    let is_name = name.chars().count() >= 3 || how_it_fits(name, meeting) <= Some(Fits::Whole);
    match find_seat(name, meeting) {
        Found::One(id) if is_name => Some(id),
        _ => None,
    }
}
