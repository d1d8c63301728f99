//! Whom a name means. The one place that decides it: for who speaks, for every answer that names somebody, for coming
//! and going.
//!
//! Letters win over everything; a whole name, role, relation or agency over a beginning, and that over one slip of the
//! finger. What fits two people is nobody's: it is asked about (decision 23).

mod known;
mod near;

pub(super) use known::Known;

use super::Meeting;
use crate::domain::settings::people_words::{
    Gender, PeopleWords, is_also_a_name, is_everyday, people_words, plain_words, squeezed,
};

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// One person or child (id).
    One(String),
    /// More than one could be meant, or one who is not certain: their ids.
    Several(Vec<String>),
    Nobody,
}

/// How a name fits somebody, surest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fits {
    Letters,
    Whole,
    /// A part of a role or agency, or a middle name.
    Part,
    Beginning,
    /// With one slip of the finger.
    Slip,
}

/// Finds somebody by letters, name, role, relation or agency, as people write them.
pub fn find_seat(typed: &str, meeting: &Meeting) -> Found {
    resolve(typed, meeting, |_| true).0
}

/// The same among the children alone.
pub fn find_child(typed: &str, meeting: &Meeting) -> Found {
    resolve(typed, meeting, |known| known.is_child).0
}

/// How it fits a child, when it fits one.
pub fn how_it_fits_a_child(typed: &str, meeting: &Meeting) -> Option<Fits> {
    resolve(typed, meeting, |known| known.is_child).1
}

/// How it fits, when it fits somebody.
pub fn how_it_fits(typed: &str, meeting: &Meeting) -> Option<Fits> {
    resolve(typed, meeting, |_| true).1
}

/// The name nearest to one that nobody has, for "did you mean".
pub fn nearest_name(typed: &str, meeting: &Meeting) -> Option<String> {
    let seats: Vec<_> = meeting.voices().collect();
    let names = seats.iter().flat_map(|seat| [seat.called, seat.name]);
    let near = crate::domain::toml_reader::nearest(typed, names)?;
    let seat = seats
        .iter()
        .find(|seat| seat.called == near || seat.name == near)?;
    Some(meeting.name(seat.id))
}

fn resolve(typed: &str, meeting: &Meeting, counts: fn(&Known) -> bool) -> (Found, Option<Fits>) {
    let typed = without_wrapping(typed);
    let whole = among(typed, meeting, counts);
    if whole.0 != Found::Nobody {
        return whole;
    }
    // `Sarah (school)` and `J Okafor, health visitor`: a name, and which of those called so.
    let (name, which) = match typed.split_once(['(', '[', ',']) {
        Some((name, which)) => (name.trim(), which.trim_end_matches([')', ']']).trim()),
        None => return whole,
    };
    if name.is_empty() || which.is_empty() {
        return whole;
    }
    let (one, other) = (among(name, meeting, counts), among(which, meeting, counts));
    let ids = |found: &Found| match found {
        Found::One(id) => vec![id.clone()],
        Found::Several(ids) => ids.clone(),
        Found::Nobody => Vec::new(),
    };
    let others = ids(&other.0);
    let both: Vec<String> = ids(&one.0)
        .into_iter()
        .filter(|id| others.contains(id))
        .collect();
    (found(both), one.1)
}

fn found(mut ids: Vec<String>) -> Found {
    match ids.len() {
        0 => Found::Nobody,
        1 => ids.pop().map_or(Found::Nobody, Found::One),
        _ => Found::Several(ids),
    }
}

/// Brackets, quotation marks, bold signs and blanks around a name are not the name.
pub fn without_wrapping(typed: &str) -> &str {
    let is_wrapping = |letter: char| {
        letter.is_whitespace()
            || matches!(
                letter,
                '"' | '\u{201c}'
                    | '\u{201d}'
                    | '\u{201e}'
                    | '«'
                    | '»'
                    | '<'
                    | '>'
                    | '*'
                    | '_'
                    | '`'
                    | '{'
                    | '}'
                    | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}'
            )
    };
    let mut bare = typed.trim_matches(is_wrapping);
    for (opens, closes) in [
        ('[', ']'),
        ('(', ')'),
        ('\'', '\''),
        ('\u{2018}', '\u{2019}'),
    ] {
        if let Some(inner) = bare.strip_prefix(opens)
            && let Some(inner) = inner.strip_suffix(closes)
            && !inner.contains([opens, closes])
        {
            bare = inner.trim_matches(is_wrapping);
        }
    }
    bare
}

struct Asked<'a> {
    typed: &'a str,
    words: Vec<String>,
    squeezed: String,
    people: &'static PeopleWords,
}

fn among(typed: &str, meeting: &Meeting, counts: fn(&Known) -> bool) -> (Found, Option<Fits>) {
    let words = plain_words(typed);
    let asked = Asked {
        typed,
        squeezed: words.concat(),
        words,
        people: people_words(),
    };
    if asked.squeezed.is_empty() {
        return (Found::Nobody, None);
    }
    let known: Vec<&Known> = meeting
        .known()
        .iter()
        .filter(|known| counts(known))
        .collect();
    let fitting = |fits: &dyn Fn(&Known) -> bool| -> Vec<String> {
        let fitting = known.iter().filter(|known| fits(known));
        fitting.map(|known| known.id.clone()).collect()
    };
    let by_letters = fitting(&|known| !known.code.is_empty() && known.code == asked.squeezed);
    if !by_letters.is_empty() {
        return match asked.is_rather_a_word() {
            true => (Found::Several(by_letters), Some(Fits::Letters)),
            false => (found(by_letters), Some(Fits::Letters)),
        };
    }
    let never = asked.is_never_somebody();
    for (how, ids) in [
        (Fits::Whole, asked.whole(&known)),
        (Fits::Part, asked.part(&known)),
        (Fits::Beginning, fitting(&|known| asked.begins(known))),
    ] {
        if ids.is_empty() {
            continue;
        }
        let is_word = never || how == Fits::Beginning && asked.is_everyday();
        return match is_word || asked.is_somebody_elses() {
            true => (Found::Several(ids), Some(how)),
            false => (found(ids), Some(how)),
        };
    }
    if never || asked.is_everyday() {
        return (Found::Nobody, None);
    }
    let ids = asked.slips(&known);
    match ids.is_empty() {
        true => (Found::Nobody, None),
        false => (found(ids), Some(Fits::Slip)),
    }
}

impl Asked<'_> {
    /// `he: …` where somebody's letters are HE, and `No: …` where they are NO: as likely a word. In capitals they are
    /// letters.
    fn is_rather_a_word(&self) -> bool {
        let is_capital = self.typed.chars().all(|letter| !letter.is_lowercase());
        let is_small = self.typed.chars().all(|letter| !letter.is_uppercase());
        match (is_capital, is_small) {
            (true, _) => false,
            (_, true) => self.people.is("pronoun", &self.squeezed),
            _ => self.is_never_somebody(),
        }
    }

    fn is_never_somebody(&self) -> bool {
        self.people.is("pronoun", &self.squeezed)
            || self.people.is("never", &self.squeezed)
                && !(is_also_a_name(&self.squeezed)
                    && self.typed.chars().next().is_some_and(char::is_uppercase))
    }

    fn is_everyday(&self) -> bool {
        self.words.iter().all(|word| is_everyday(word))
    }

    /// `my mum`, `a teacher`: not the mother here, and not this teacher.
    fn is_somebody_elses(&self) -> bool {
        let first = self.words.first();
        self.words.len() > 1 && first.is_some_and(|word| self.people.is("whose", word))
    }

    /// Without "the" and "our", and without "my" and "her", which make it uncertain.
    fn bare(&self) -> &[String] {
        let says_nothing =
            |word: &String| self.people.is("little", word) || self.people.is("whose", word);
        let mut words = self.words.as_slice();
        while let Some((first, rest)) = words.split_first()
            && !rest.is_empty()
            && says_nothing(first)
        {
            words = rest;
        }
        words
    }

    fn whole(&self, known: &[&Known]) -> Vec<String> {
        let bare = self.bare();
        let role = bare.concat();
        let groups = self.people.groups(&role);
        let is_baby = self.people.is("unborn", &role);
        let is_chair = self.people.is("chair", &role);
        let titled = self.titled();
        let ids = |fits: &dyn Fn(&Known) -> bool| -> Vec<String> {
            let fitting = known.iter().filter(|known| fits(known));
            fitting.map(|known| known.id.clone()).collect()
        };
        let named = ids(&|known| {
            known.is_called(&self.squeezed)
                || (self.words.len() > 1 && known.short.contains(&self.squeezed))
                || titled
                    .as_ref()
                    .is_some_and(|(_, name)| known.is_called(name) && self.may_bear_title(known))
                || (is_baby && known.is_unborn)
                || known.roles.contains(&role)
                || known.agencies.contains(&role)
                || (is_chair && known.is_chair)
                || groups.iter().any(|group| known.groups.contains(group))
        });
        let named = self.with_same_title(named, known);
        match named.is_empty() {
            true => self.relation_of_somebody(known),
            false => named,
        }
    }

    fn part(&self, known: &[&Known]) -> Vec<String> {
        let role = self.bare().concat();
        let groups = self.people.groups(&role);
        known
            .iter()
            .filter(|known| {
                known.middle.contains(&role)
                    || groups.iter().any(|group| known.parts.contains(group))
            })
            .map(|known| known.id.clone())
            .collect()
    }

    fn begins(&self, known: &Known) -> bool {
        match self.words.as_slice() {
            [one] => {
                known.code.starts_with(one.as_str())
                    || known
                        .begins
                        .iter()
                        .any(|name| name.starts_with(one.as_str()))
            }
            _ => known.spaced.starts_with(&self.words.join(" ")),
        }
    }

    /// A title in front, and the name behind it.
    fn titled(&self) -> Option<(usize, String)> {
        let is_title = |word: &&String| self.people.title(word).is_some();
        let titles = self.words.iter().take_while(is_title).count();
        let name = self.words.get(titles..)?;
        (titles > 0 && !name.is_empty()).then(|| (titles, name.concat()))
    }

    fn titles(&self) -> &[String] {
        let titles = self.titled().map_or(0, |(titles, _)| titles);
        self.words.get(..titles).unwrap_or_default()
    }

    /// `Mr Quill` is neither the mother nor a child; `PC Quill` is not the mother either.
    fn may_bear_title(&self, known: &Known) -> bool {
        self.titles().iter().all(|word| {
            let title = self.people.title(word).unwrap_or_default();
            let fits = match (title.gender, known.gender) {
                (Gender::Either, _) | (_, Gender::Either) => true,
                (one, other) => one == other,
            };
            fits && !(title.of_office && known.is_family)
                && (!known.is_child || known.titles.contains(word))
        })
    }

    /// Where several are called so, those who bear this very title.
    fn with_same_title(&self, ids: Vec<String>, known: &[&Known]) -> Vec<String> {
        let titles = self.titles();
        if titles.is_empty() || ids.len() < 2 {
            return ids;
        }
        let bears = |id: &&String| {
            let mut known = known.iter();
            known.any(|known| {
                known.id == **id && titles.iter().all(|one| known.titles.contains(one))
            })
        };
        let bearing: Vec<String> = ids.iter().filter(bears).cloned().collect();
        match bearing.is_empty() {
            true => ids,
            false => bearing,
        }
    }

    /// `Ella's mum`: the mother, where Ella is a child of this meeting. `Kelly's mum` is somebody else.
    fn relation_of_somebody(&self, known: &[&Known]) -> Vec<String> {
        let Some((whose, role)) = split_possessive(self.typed) else {
            return Vec::new();
        };
        let whose = squeezed(whose);
        let mut children = known.iter().filter(|known| known.is_child);
        let Some(child) = children.find(|known| known.code == whose || known.is_called(&whose))
        else {
            return Vec::new();
        };
        let role = squeezed(role);
        let groups = self.people.groups(&role);
        let fitting: Vec<&&Known> = known
            .iter()
            .filter(|known| {
                known.roles.contains(&role)
                    || groups.iter().any(|group| known.groups.contains(group))
            })
            .collect();
        let is_theirs =
            |known: &&&Known| child.names.iter().any(|name| known.mentions.contains(name));
        let theirs: Vec<String> = fitting
            .iter()
            .filter(|known| is_theirs(known))
            .map(|known| known.id.clone())
            .collect();
        let others = |known: &&&Known| known.mentions.is_empty();
        match theirs.is_empty() {
            true => fitting
                .iter()
                .filter(|known| others(known))
                .map(|known| known.id.clone())
                .collect(),
            false => theirs,
        }
    }

    fn slips(&self, known: &[&Known]) -> Vec<String> {
        const SHORTEST: usize = 4;
        if self.squeezed.chars().count() < SHORTEST {
            return Vec::new();
        }
        let titled = self.titled().map(|(_, name)| name);
        let role = self.bare().concat();
        let is_near = |name: &str| {
            name.chars().count() >= SHORTEST
                && (near::is_one_slip(&self.squeezed, name)
                    || titled.as_ref().is_some_and(|typed| {
                        typed.chars().count() >= SHORTEST && near::is_one_slip(typed, name)
                    }))
        };
        let phrases = self.people.phrases();
        let groups: Vec<usize> = phrases
            .filter(|(phrase, _)| {
                phrase.chars().count() >= SHORTEST && near::is_one_slip(&role, phrase)
            })
            .flat_map(|(_, groups)| groups.iter().copied())
            .collect();
        known
            .iter()
            .filter(|known| {
                known.names.iter().any(|name| is_near(name)) && self.may_bear_title(known)
                    || known.roles.iter().any(|name| is_near(name))
                    || groups.iter().any(|group| known.groups.contains(group))
            })
            .map(|known| known.id.clone())
            .collect()
    }
}

/// `Ella's mum` as `Ella` and `mum`.
pub fn split_possessive(typed: &str) -> Option<(&str, &str)> {
    let (first, rest) = typed.split_once(char::is_whitespace)?;
    let name = first.trim_end_matches('s');
    let name = name.strip_suffix(['\'', '\u{2019}', '\u{2bc}', '`', '\u{2032}'])?;
    (!name.is_empty() && !rest.trim().is_empty()).then_some((name, rest.trim()))
}

/// Whether something looks like the name of a person, a role or a label although nobody here is called so. What is
/// made of everyday words is the beginning of a sentence.
pub fn looks_like_somebody(label: &str) -> bool {
    let people = people_words();
    let label = without_wrapping(label);
    let typed: Vec<&str> = label.split_whitespace().collect();
    let words = plain_words(label);
    if typed.is_empty() || typed.len() > 5 || words.is_empty() {
        return false;
    }
    let bare = match split_possessive(label) {
        Some((_, role)) => plain_words(role),
        None => words.clone(),
    };
    is_phrase_for_somebody(&bare, people)
        || has_title_and_name(&typed, people)
        || is_name(&typed)
        || is_code(label)
}

/// `she:` alone says that somebody speaks, and not who; `she said:` begins a sentence.
pub fn is_pronoun(label: &str) -> bool {
    matches!(&plain_words(label)[..], [word] if people_words().is("pronoun", word))
}

/// A role, a relation, an agency, "the baby", "everybody", with words before it that only say which.
fn is_phrase_for_somebody(words: &[String], people: &PeopleWords) -> bool {
    (0..words.len()).any(|from| {
        let (before, phrase) = words.split_at(from);
        let phrase = phrase.concat();
        let is_phrase = !people.groups(&phrase).is_empty()
            || [
                "unborn",
                "chair",
                "parents",
                "several",
                "everybody",
                "minute taker",
            ]
            .iter()
            .any(|list| people.is(list, &phrase));
        is_phrase
            && before.len() <= 3
            && before.iter().all(|word| {
                ["little", "whose", "which"]
                    .iter()
                    .any(|list| people.is(list, word))
                    || !is_everyday(word)
            })
    })
}

fn has_title_and_name(typed: &[&str], people: &PeopleWords) -> bool {
    let is_title = |word: &&&str| people.title(&squeezed(word)).is_some();
    let titles = typed.iter().take_while(is_title).count();
    let names = typed.get(titles..).unwrap_or_default();
    let is_name = |word: &&str| {
        let plain = squeezed(word);
        let is_number = plain.chars().all(|letter| letter.is_ascii_digit());
        let is_capital = word.chars().any(char::is_uppercase);
        !plain.is_empty()
            && (!is_everyday(&plain) || is_number || (is_capital && is_also_a_name(&plain)))
    };
    titles > 0 && !names.is_empty() && names.len() <= 3 && names.iter().all(is_name)
}

/// Words of which none, or not all, are everyday words: `Jo Bloggs`, `bloggs`, `Teacup Lane Primary`.
fn is_name(typed: &[&str]) -> bool {
    let is_capital = |word: &&&str| {
        let first = word.chars().find(|letter| letter.is_alphanumeric());
        first.is_some_and(|letter| !letter.is_lowercase())
    };
    let parts = |word: &str| plain_words(word);
    let is_strange = |word: &&str| {
        let parts = parts(word);
        !parts.is_empty()
            && parts.iter().any(|part| !is_everyday(part))
            && word.chars().any(char::is_alphabetic)
    };
    let may_be_name =
        |word: &&str| is_strange(word) || parts(word).iter().any(|part| is_also_a_name(part));
    let is_initial = |word: &&str| squeezed(word).chars().count() == 1;
    if typed.iter().all(|word| is_capital(&word)) {
        return typed.iter().any(is_strange)
            || (typed
                .iter()
                .all(|word| may_be_name(word) || is_initial(word))
                && typed.iter().any(may_be_name));
    }
    typed.len() <= 2
        && typed.iter().any(is_strange)
        && typed
            .iter()
            .all(|word| may_be_name(word) || is_initial(word))
}

/// At most four capitals (or digits after them), or `?`: letters of somebody who is not there.
pub fn is_code(label: &str) -> bool {
    let bare: String = label.chars().filter(|letter| *letter != '.').collect();
    let count = bare.chars().count();
    label == "?"
        || ((1..=4).contains(&count)
            && bare.chars().next().is_some_and(char::is_uppercase)
            && bare
                .chars()
                .all(|letter| letter.is_uppercase() || letter.is_ascii_digit())
            && !is_everyday(&squeezed(&bare)))
}

#[cfg(test)]
mod resolver_tests;
