//! Whom a name means. The one place that decides it: for who speaks, for every answer that names somebody, for coming
//! and going.
//!
//! Letters win over everything; a whole name, role, relation or agency over a beginning, and that over one slip of the
//! finger. What fits two people is nobody's: it is asked about (decision 23).

mod agency;
mod described;
mod known;
mod looks;
mod near;
mod remembered;

pub use agency::{
    agencies, agencies_called, agencies_here, agency_by_slip, agency_is_kept_back,
    agency_may_be_named, agency_on_the_screen, keeps_an_agency_back, names_every_agency,
};
pub(super) use known::Known;
pub use looks::{is_code, is_pronoun, looks_like_somebody, split_possessive};
pub use near::is_one_slip;
use remembered::{Among, Answers, Fitting};

use super::Meeting;
use crate::domain::record::Record;
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
    /// A part of a role or agency, a middle name, or a name they had before.
    Part,
    Beginning,
    /// With one slip of the finger.
    Slip,
}

/// Finds somebody by letters, name, role, relation or agency, as people write them.
pub fn find_seat(typed: &str, meeting: &Meeting) -> Found {
    resolve(typed, meeting, Among::All, |(found, _)| found.clone())
}

/// The same among the children alone.
pub fn find_child(typed: &str, meeting: &Meeting) -> Found {
    resolve(typed, meeting, Among::Children, |(found, _)| found.clone())
}

/// The same among people and children of past minutes.
pub fn find_among(typed: &str, people: &[Record]) -> Found {
    let people: Vec<Known> = people.iter().map(|person| Known::of(person, &[])).collect();
    resolve_among(typed, &people, Among::All).0
}

/// The same among children of past minutes, who are in no meeting that goes on.
pub fn find_among_children(typed: &str, children: &[Record]) -> Found {
    let children: Vec<Known> = children.iter().map(|child| Known::of(child, &[])).collect();
    resolve_among(typed, &children, Among::Children).0
}

/// How it fits a child, when it fits one.
pub fn how_it_fits_a_child(typed: &str, meeting: &Meeting) -> Option<Fits> {
    resolve(typed, meeting, Among::Children, |(_, fits)| *fits)
}

/// The people (or the children) whom a name means, with how surely: for a line that may be about somebody new.
pub fn who_is_called(typed: &str, children: bool, meeting: &Meeting) -> (Found, Option<Fits>) {
    let among = match children {
        true => Among::Children,
        false => Among::GrownUps,
    };
    resolve(typed, meeting, among, Clone::clone)
}

/// How it fits, when it fits somebody.
pub fn how_it_fits(typed: &str, meeting: &Meeting) -> Option<Fits> {
    resolve(typed, meeting, Among::All, |(_, fits)| *fits)
}

/// Whose name is nearest to one that nobody has (id), for "did you mean".
pub fn nearest_name(typed: &str, meeting: &Meeting) -> Option<String> {
    let seats: Vec<_> = meeting.voices().collect();
    let names = seats.iter().flat_map(|seat| [seat.called, seat.name]);
    if let Some(near) = crate::domain::toml_reader::nearest(typed, names) {
        let mut seats = seats.iter();
        let seat = seats.find(|seat| seat.called == near || seat.name == near)?;
        return Some(seat.id.to_owned());
    }
    // `Mary` where a Marie is here: the same beginning, and hardly longer.
    let typed: Vec<char> = typed.trim().to_lowercase().chars().collect();
    let begins_so = |seat: &&crate::domain::meeting::Seat<'_>| {
        let called: Vec<char> = seat.called.to_lowercase().chars().collect();
        let same = called.iter().zip(&typed).take_while(|(a, b)| a == b);
        same.count() >= SAME_BEGINNING
            && typed.len() > SAME_BEGINNING
            && called.len().abs_diff(typed.len()) <= 2
    };
    let mut seats = seats.iter().filter(|seat| begins_so(seat));
    let seat = seats.next().filter(|_| seats.next().is_none())?;
    Some(seat.id.to_owned())
}

/// So many letters at the beginning of two names make them alike.
const SAME_BEGINNING: usize = 3;

fn resolve<T>(typed: &str, meeting: &Meeting, who: Among, wanted: fn(&Fitting) -> T) -> T {
    let known = meeting.known();
    let resolve = || resolve_among(typed, known, who);
    meeting
        .memory
        .using(|answers: &mut Answers| answers.asked(typed, who, wanted, resolve))
}

fn resolve_among(typed: &str, all: &[Known], who: Among) -> Fitting {
    let typed = without_wrapping(typed);
    let whole = among(typed, all, who);
    if whole.0 != Found::Nobody {
        return whole;
    }
    described::by_two_words(typed, |part| among(part, all, who)).unwrap_or(whole)
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

fn among(typed: &str, all: &[Known], who: Among) -> Fitting {
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
    let known: Vec<&Known> = all.iter().filter(|known| who.counts(known)).collect();
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
    // `r: …` is Ro before it is Mrs Ridley; of a surname alone, one letter is asked about.
    let is_initial = |ids: &[String]| {
        let mut fitting = known.iter().filter(|known| ids.contains(&known.id));
        fitting.all(|known| asked.is_initial(known) && !asked.begins(known))
    };
    for (how, ids) in [
        (Fits::Whole, asked.whole(&known)),
        (Fits::Part, asked.part(&known)),
        (Fits::Beginning, fitting(&|known| asked.begins(known))),
        (Fits::Beginning, fitting(&|known| asked.is_initial(known))),
    ] {
        // `But: not on Sundays` where somebody is called Butterbur.
        if ids.is_empty() || never && how == Fits::Beginning {
            continue;
        }
        let is_word = never
            || how == Fits::Beginning && (asked.is_everyday() || is_initial(&ids))
            || how != Fits::Beginning && asked.is_topic(&known);
        return match is_word || asked.is_somebody_elses() || asked.bears_another_title(&ids, &known)
        {
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
    /// `he: …` where somebody's letters are HE, and `no: …` where they are NO: as likely a word. In capitals they are
    /// letters.
    fn is_rather_a_word(&self) -> bool {
        let is_capital = self.typed.chars().all(|letter| !letter.is_lowercase());
        let is_small = self.typed.chars().all(|letter| !letter.is_uppercase());
        match (is_capital, is_small) {
            (true, _) => false,
            (_, true) => self.people.is_rather_a_word(&self.squeezed),
            _ => self.is_never_somebody(),
        }
    }

    fn is_never_somebody(&self) -> bool {
        self.people.is("pronoun", &self.squeezed)
            || self.people.is("never", &self.squeezed)
                && !(is_also_a_name(&self.squeezed)
                    && self.typed.chars().next().is_some_and(char::is_uppercase))
    }

    /// `Health: no concerns` where somebody is from a surgery: as likely what it is about.
    fn is_topic(&self, known: &[&Known]) -> bool {
        self.people.is("topic", &self.squeezed)
            && !known
                .iter()
                .any(|known| known.agencies.contains(&self.squeezed))
    }

    /// `Dr Hall` where only a PC Hall is here, and `Mr Hall` where a Mrs Hall is, too: somebody else, perhaps.
    fn bears_another_title(&self, ids: &[String], known: &[&Known]) -> bool {
        let Some((_, name)) = self.titled() else {
            return false;
        };
        let namesakes = known.iter().filter(|known| known.is_called(&name)).count();
        let fitting = known.iter().filter(|known| ids.contains(&known.id));
        let is_another = |known: &&Known, word: &String| {
            let title = self.people.title(word).unwrap_or_default();
            let says_little = ["little", "courtesy"]
                .iter()
                .any(|list| self.people.is(list, word));
            let bears = |borne: &String| {
                borne == word || self.people.is("alike", &format!("{word}{borne}"))
            };
            if says_little || known.titles.iter().any(bears) {
                return false;
            }
            let is_doctor = |role: &String| self.people.is("doctor role", role);
            if self.people.is("doctor", word) && known.roles.iter().any(is_doctor) {
                return false;
            }
            match title.gender {
                Gender::Either => {
                    let groups = self.people.groups(word);
                    let has =
                        |group: &usize| known.groups.contains(group) || known.parts.contains(group);
                    !groups.iter().any(has)
                }
                gender => namesakes > 1 && known.gender != gender,
            }
        };
        fitting
            .filter(|known| !known.is_called(&self.squeezed))
            .any(|known| self.titles().iter().any(|word| is_another(known, word)))
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
                    || known.former.contains(&role)
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
                    || one.chars().count() > 1 && known.surname.starts_with(one.as_str())
            }
            _ => known.spaced.starts_with(&self.words.join(" ")),
        }
    }

    /// One letter, with which the surname begins.
    fn is_initial(&self, known: &Known) -> bool {
        match self.words.as_slice() {
            [one] => one.chars().count() == 1 && known.surname.starts_with(one.as_str()),
            _ => false,
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
                && (is_one_slip(&self.squeezed, name)
                    || titled.as_ref().is_some_and(|typed| {
                        typed.chars().count() >= SHORTEST && is_one_slip(typed, name)
                    }))
        };
        let phrases = self.people.phrases();
        let groups: Vec<usize> = phrases
            .filter(|(phrase, _)| phrase.chars().count() >= SHORTEST && is_one_slip(&role, phrase))
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

#[cfg(test)]
mod resolver_tests;
