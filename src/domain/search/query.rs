//! What somebody is looking for, as typed: words, "phrases", beginnings (`school*`), and facets (`person:Kelly`,
//! `from:2025`). Everything asked for must be in the same passage.

use super::folding;
use super::passages::Passage;
use crate::domain::calendar::date_words::{DateBias, read_date};
use crate::domain::problem::Problem;
use crate::domain::record::kind;
use crate::domain::settings::people_words::people_words;
use crate::domain::visibility::Visibility;
use chrono::{Datelike, Days, Months, NaiveDate};
use std::fmt;

/// Something else than words by which passages are told apart.
#[derive(Debug)]
pub struct Facet {
    pub name: &'static str,
    pub about: &'static str,
    pub kind: FacetKind,
    /// Precedes its words among the tokens, so that they are not words of the text. From Unicode's private use area.
    sign: char,
    pub(super) of: fn(&Passage) -> Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FacetKind {
    /// Words of a name, role …
    Words,
    /// `open` or `restricted`.
    RecordView,
}

impl Facet {
    pub(super) fn token(&self, word: &str) -> String {
        format!("{}{word}", self.sign)
    }
}

pub const FACETS: &[Facet] = &[
    Facet {
        name: "person",
        about: "who said it, does it or wrote it: a name, initials or role",
        kind: FacetKind::Words,
        sign: '\u{e000}',
        of: |passage| {
            let roles = passage.role.iter();
            let also = roles.flat_map(|role| people_words().others_for(role));
            let names = passage.person.iter().chain(&passage.role);
            names.cloned().chain(also).collect()
        },
    },
    Facet {
        name: "role",
        about: "that person's role",
        kind: FacetKind::Words,
        sign: '\u{e001}',
        of: |passage| passage.role.clone(),
    },
    Facet {
        name: "agency",
        about: "that person's agency",
        kind: FacetKind::Words,
        sign: '\u{e002}',
        of: |passage| passage.agency.clone(),
    },
    Facet {
        name: "child",
        about: "the child it is about: a name or letters",
        kind: FacetKind::Words,
        sign: '\u{e003}',
        of: |passage| passage.children.clone(),
    },
    Facet {
        name: "kind",
        about: "the kind of record: action, decision, contribution, worry …",
        kind: FacetKind::Words,
        sign: '\u{e004}',
        of: |passage| {
            let title = kind(&passage.kind).map_or("", |kind| kind.title);
            vec![passage.kind.clone(), title.to_owned(), passage.tone.clone()]
        },
    },
    Facet {
        name: "section",
        about: "the section of the meeting: words of its title",
        kind: FacetKind::Words,
        sign: '\u{e005}',
        of: |passage| vec![passage.section.clone()],
    },
    Facet {
        name: "seen",
        about: "open, or restricted",
        kind: FacetKind::RecordView,
        sign: '\u{e006}',
        of: |passage| vec![seen_word(passage.visibility).to_owned()],
    },
];

/// The number of letters from which a word being typed counts as the beginning of a word: shorter ones begin too many.
pub const BEGINS_AT: usize = 3;

/// What is typed behind `seen:`.
fn seen_word(visibility: Visibility) -> &'static str {
    match visibility {
        Visibility::Everyone => "open",
        Visibility::NotForSome | Visibility::Restricted => "restricted",
    }
}

/// Every filter by its name, without the colon.
pub fn filter_names() -> Vec<&'static str> {
    let facets = FACETS.iter().map(|facet| facet.name);
    facets.chain(["from", "to", "on"]).collect()
}

fn is_quote(letter: char) -> bool {
    matches!(
        letter,
        '"' | '\u{201c}' | '\u{201d}' | '\u{201e}' | '\u{ab}' | '\u{bb}'
    )
}

/// Words that must stand one after the other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    pub words: Vec<String>,
    pub is_beginning: bool,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    terms: Vec<Term>,
    pub from: Option<NaiveDate>,
    pub to: Option<NaiveDate>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueryFault(pub String);

impl fmt::Display for QueryFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for QueryFault {}

impl From<QueryFault> for Problem {
    fn from(fault: QueryFault) -> Self {
        Problem::wrong_input(fault.0)
    }
}

impl Query {
    /// Reads what was typed. An unclosed quotation mark counts as closed at the end.
    ///
    /// # Errors
    /// Nothing to look for, an unknown facet, or an invalid day.
    pub fn read(typed: &str, today: NaiveDate) -> Result<Query, QueryFault> {
        let mut query = Query::default();
        for part in parts(typed) {
            match part.split_facet() {
                Some((name, words)) => query.add_facet(&name, words, today)?,
                None => query.terms.extend(part.term()),
            }
        }
        if query.terms.is_empty() && query.from.is_none() && query.to.is_none() {
            return Err(QueryFault(
                "There is nothing to look for. Type a word, a \"phrase\", the beginning of a word (school*), or one of: "
                    .to_owned()
                    + &facet_names()
                    + ".",
            ));
        }
        Ok(query)
    }

    /// Reads what is being typed. The last word counts as the beginning of one, from [`BEGINS_AT`] letters on and until
    /// a space follows it; an unfinished filter (`person:`, `from:20`) does not count yet.
    ///
    /// # Errors
    /// As [`Query::read`], for all but the word being typed.
    pub fn read_while_typing(typed: &str, today: NaiveDate) -> Result<Query, QueryFault> {
        let last = typed.rfind(char::is_whitespace);
        let (before, word) = typed.split_at(last.map_or(0, |at| at));
        let is_quoted = typed.matches(is_quote).count() % 2 == 1;
        let word = word.trim();
        if word.is_empty() || is_quoted || word.ends_with(is_quote) {
            return Query::read(typed, today);
        }
        let name = word.split_once(':').map(|(name, _)| name.to_lowercase());
        let is_filter = name.is_some_and(|name| filter_names().contains(&name.as_str()));
        if is_filter && word.ends_with(':') {
            return Query::read(before, today);
        }
        let value = word.split_once(':').map_or(word, |(_, value)| value);
        let letters = value.chars().filter(|letter| letter.is_alphanumeric());
        let begun = match letters.count() >= BEGINS_AT && word.ends_with(char::is_alphanumeric) {
            true => Query::read(&format!("{typed}*"), today),
            false => Query::read(typed, today),
        };
        begun.or_else(|fault| match is_filter {
            // `seen:restricted` and days have no beginnings.
            true => Query::read(typed, today)
                .or_else(|_| Query::read(before, today))
                .map_err(|_| fault),
            false => Err(fault),
        })
    }

    /// Whether the query itself says if open or restricted passages are wanted.
    pub fn says_what_is_seen(&self) -> bool {
        let seen = FACETS
            .iter()
            .find(|facet| facet.kind == FacetKind::RecordView);
        let sign = seen.map(|facet| facet.sign);
        let mut words = self.terms.iter().flat_map(|term| &term.words);
        words.any(|word| word.chars().next() == sign)
    }

    /// The same, only in what is open to everybody, or only in what is not.
    pub fn seen_as(&self, visibility: Visibility) -> Query {
        let mut query = self.clone();
        if let Some(facet) = FACETS
            .iter()
            .find(|facet| facet.kind == FacetKind::RecordView)
        {
            query.terms.push(Term {
                words: vec![facet.token(seen_word(visibility))],
                is_beginning: false,
            });
        }
        query
    }

    /// All of these must be in a passage.
    pub fn terms(&self) -> &[Term] {
        &self.terms
    }

    /// Whether the day of a meeting is wanted. A meeting without a day is wanted only when no day is asked for.
    pub fn wants_day(&self, day: Option<NaiveDate>) -> bool {
        match day {
            Some(day) => {
                self.from.is_none_or(|from| day >= from) && self.to.is_none_or(|to| day <= to)
            }
            None => self.from.is_none() && self.to.is_none(),
        }
    }

    fn add_facet(&mut self, name: &str, value: Part, today: NaiveDate) -> Result<(), QueryFault> {
        if matches!(name, "from" | "to" | "on") {
            let (first, last) = days(&value.text, today).ok_or_else(|| {
                QueryFault(format!(
                    "\"{}\" after {name}: is not a day. Write 2026-05-28, 2026-05, 2026 or {name}:\"28 May 2026\".",
                    value.text
                ))
            })?;
            if name != "to" {
                self.from = Some(self.from.map_or(first, |from| from.max(first)));
            }
            if name != "from" {
                self.to = Some(self.to.map_or(last, |to| to.min(last)));
            }
            return Ok(());
        }
        let Some(facet) = FACETS.iter().find(|facet| facet.name == name) else {
            return Err(QueryFault(format!(
                "There is no \"{name}:\". There are: {}. To find these words as they stand, put them in quotation marks: \"{name} {}\".",
                facet_names(),
                value.text
            )));
        };
        if facet.kind == FacetKind::RecordView
            && !matches!(value.text.as_str(), "open" | "restricted")
        {
            return Err(QueryFault(format!(
                "\"{}\" after seen: is not understood. Write seen:open or seen:restricted.",
                value.text
            )));
        }
        // Each word of a name for itself: `person:"Smith Kelly"` finds Kelly Smith.
        let words = folding::words(&value.text);
        let count = words.len();
        if count == 0 {
            return Err(QueryFault(format!(
                "There are no words after {name}:. Write {name}:word, or {name}:\"several words\"."
            )));
        }
        let terms = words.into_iter().enumerate().map(|(at, word)| Term {
            words: vec![facet.token(&word.word)],
            is_beginning: value.is_beginning && at + 1 == count,
        });
        self.terms.extend(terms);
        Ok(())
    }
}

fn facet_names() -> String {
    let names = filter_names().into_iter().map(|name| format!("{name}:"));
    names.collect::<Vec<_>>().join(", ")
}

/// The first and the last day that are meant: a day, a month (`2026-05`) or a year (`2026`).
fn days(words: &str, today: NaiveDate) -> Option<(NaiveDate, NaiveDate)> {
    let number = |text: &str| text.parse::<u32>().ok();
    let (year, month) = match words.split('-').collect::<Vec<_>>().as_slice() {
        [year] if year.len() == 4 => (number(year), None),
        [year, month] if year.len() == 4 => (number(year), Some(number(month)?)),
        _ => (None, None),
    };
    if let Some(year) = year.and_then(|year| i32::try_from(year).ok()) {
        let first = NaiveDate::from_ymd_opt(year, month.unwrap_or(1), 1)?;
        let next = match month {
            Some(_) => first.checked_add_months(Months::new(1))?,
            None => first.with_year(year + 1)?,
        };
        return Some((first, next.checked_sub_days(Days::new(1))?));
    }
    read_date(words, today, DateBias::Past).map(|day| (day, day))
}

#[derive(Debug, Default)]
struct Part {
    text: String,
    /// Bytes of `text` before the first quotation mark.
    bare: Option<usize>,
    is_beginning: bool,
}

impl Part {
    /// `name:value`, when what stands before the first colon could be a facet and was not quoted.
    fn split_facet(&self) -> Option<(String, Part)> {
        let (name, value) = self.text.split_once(':')?;
        let is_name = name.chars().count() > 1 && name.chars().all(char::is_alphabetic);
        let is_bare = self.bare.is_none_or(|bare| name.len() < bare);
        if !is_name || !is_bare || (value.is_empty() && self.bare.is_none()) {
            return None;
        }
        let value = Part {
            text: value.trim().to_owned(),
            bare: None,
            is_beginning: self.is_beginning,
        };
        Some((name.to_lowercase(), value))
    }

    fn term(&self) -> Option<Term> {
        let words = folding::words(&self.text).into_iter();
        let words: Vec<String> = words.map(|word| word.word).collect();
        (!words.is_empty()).then_some(Term {
            words,
            is_beginning: self.is_beginning,
        })
    }
}

/// What was typed, taken apart at spaces that are not inside quotation marks.
fn parts(typed: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut part = Part::default();
    let mut quoted = false;
    for letter in typed.chars() {
        match letter {
            letter if is_quote(letter) => {
                quoted = !quoted;
                part.bare = part.bare.or(Some(part.text.len()));
            }
            _ if letter.is_whitespace() && !quoted => {
                parts.push(std::mem::take(&mut part));
            }
            _ => part.text.push(letter),
        }
    }
    parts.push(part);
    parts.retain(|part| !part.text.trim().is_empty());
    for part in &mut parts {
        if let Some(beginning) = part.text.strip_suffix('*') {
            part.is_beginning = beginning
                .chars()
                .next_back()
                .is_some_and(char::is_alphanumeric);
            part.text = beginning.to_owned();
        }
    }
    parts
}
