//! What a record can ask: the kinds of field, as data. From a list of [`Field`]s come the form on the screen, the
//! one-line form, the plain questions, the help, the checks and the JSON Schema.

use crate::domain::calendar::date_words::DateBias;
use crate::domain::record::{DayRule, Kind};
use crate::domain::settings::Settings;
use crate::domain::settings::vocabularies::{Vocabularies, Vocabulary, VocabularyEntry};
use crate::domain::text::folded::folded;
use crate::domain::toml_reader::SettingsValues;
use serde_json::{Value, json};
use std::sync::LazyLock;

#[derive(Debug, Clone)]
pub struct Field {
    /// The name in files. Never changes once published.
    pub name: &'static str,
    /// What is typed before the colon in the one-line form: `by`, `read by`.
    pub label: &'static str,
    /// What people say for it every day, or what forms of other councils call it.
    pub also: &'static [&'static str],
    /// A name or a few words, never a sentence: a comma, a word and a colon behind it begin another answer.
    pub is_brief: bool,
    pub question: &'static str,
    pub answer: Answer,
    pub need: Need,
    /// A council may change the words of the list, and add codes of its own.
    pub is_councils: bool,
    /// The answer is never in the open minutes, whatever the record's own visibility (a safe address).
    pub restricted: bool,
    /// What a day may be here, and where one without a year is looked for.
    pub day: DayRule,
    /// The answer may stay hidden for a while, until all are in (a score); see [`super::record::Record::is_hidden`].
    pub hidden_at_first: bool,
    pub compared: Compared,
    /// Whose voice the record is, as far as this field says it.
    pub voice: Voice,
    /// Where those go who come after the first, when several people are typed for one.
    pub others: Option<&'static Field>,
    /// Few meetings need it: as long as nobody answers it, the form keeps it behind one row.
    pub is_seldom: bool,
    /// A council does not ask for it: it is offered nowhere, and understood all the same.
    pub is_left_out: bool,
    /// It is still true at the next meeting, so a review begins with it.
    pub lasts: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Compared {
    /// Always.
    Always,
    /// Never: the program fills it in to link records, and it differs when nothing has really changed.
    Never,
    /// Between two meetings only where both have an answer: it means nothing if nobody has recorded yet how somebody
    /// takes part this time.
    WhereBothAnswer,
    /// Between two meetings in a part of its own that comes last: it differs every time and says little.
    WithInvitations,
}

/// Whose voice a record is, as far as a field says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Voice {
    /// It does not say.
    Nobodys,
    SaidBy,
    /// Those who say it with them.
    SaidWith,
    SaidFor,
    /// Whose words they are, wherever and whenever they were said or written.
    Theirs,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// The record cannot be made without it: the line then stays text "to be confirmed".
    Must,
    Wanted,
    /// May stay empty.
    May,
}

#[derive(Debug, Clone, Copy)]
pub enum Answer {
    Text,
    /// Exact words, kept letter by letter; no hint ever points at them.
    Words,
    /// One person of this meeting (id).
    Person,
    /// One child of this meeting (id).
    Child,
    /// Some of the children (ids).
    Children,
    /// Several people or children of this meeting (ids), or everybody (`all` alone).
    People,
    /// The name of an agency; one that people of this meeting come from is named as it is written for them.
    Agency,
    /// The name of an agency, or of somebody who speaks for themselves: who disagrees.
    AgencyOrSomebody,
    /// One of the entries of this list (`vocabularies.toml`).
    OneOf(&'static str),
    /// Words of one's own, or those of an entry of this list: `every Tuesday`, `every two weeks`.
    TextOr(&'static str),
    /// A date; without a year it is looked for where [`Field::day`] says.
    Date,
    PastDate,
    Time,
    /// Yes or no.
    YesNo,
    Number,
    /// A short code of at most six letters or digits, unique in the meeting.
    Code,
    /// A person or child of this meeting, everybody (`all`), or the minute-taker (`minute_taker`).
    Speaker,
    ContributionKind,
    /// A statement of the agenda (id).
    Statement,
    Question,
    /// A scale of the agenda (id).
    Scale,
    /// One record of these kinds (id).
    RecordOf(&'static [&'static Kind]),
}

/// The lists that come with the program: every choice there is, told once.
static BUILT_IN: LazyLock<Vocabularies> = LazyLock::new(Vocabularies::built_in);

impl Answer {
    /// What can be chosen, as it comes with the program; nothing where there is no choice.
    pub fn choices(self) -> &'static [VocabularyEntry] {
        match self {
            Answer::OneOf(list) | Answer::TextOr(list) => {
                BUILT_IN.list(list).map_or(&[], |list| &list.entries)
            }
            _ => &[],
        }
    }

    /// Whether the answer names people or children of the meeting.
    pub fn names_people(self) -> bool {
        matches!(
            self,
            Answer::Person | Answer::Child | Answer::Children | Answer::People | Answer::Speaker
        )
    }

    /// Whether the answer can name an agency.
    pub fn names_agency(self) -> bool {
        matches!(self, Answer::Agency | Answer::AgencyOrSomebody)
    }

    /// Whether the answer is words that nobody chose from a list.
    pub fn is_words(self) -> bool {
        matches!(
            self,
            Answer::Text | Answer::TextOr(_) | Answer::Words | Answer::AgencyOrSomebody
        )
    }

    fn codes(self) -> Vec<&'static str> {
        self.choices()
            .iter()
            .map(|entry| entry.code.as_str())
            .collect()
    }

    pub fn schema(self) -> Value {
        match self {
            Answer::Text
            | Answer::TextOr(_)
            | Answer::Words
            | Answer::Agency
            | Answer::AgencyOrSomebody => {
                json!({"type": "string"})
            }
            Answer::Person | Answer::Child | Answer::RecordOf(_) => {
                json!({"type": "string", "pattern": "^[a-z]+[0-9]+$"})
            }
            Answer::Children => {
                json!({"type": "array", "items": {"type": "string", "pattern": "^[a-z]+[0-9]+$"}, "uniqueItems": true})
            }
            Answer::People => {
                json!({"type": "array", "items": {"type": "string", "pattern": "^([a-z]+[0-9]+|all)$"}, "uniqueItems": true})
            }
            Answer::OneOf(_) => json!({"enum": self.codes()}),
            Answer::Date | Answer::PastDate => json!({"type": "string", "format": "date"}),
            Answer::Time => json!({"type": "string", "pattern": "^[0-2][0-9]:[0-5][0-9]$"}),
            Answer::YesNo => json!({"type": "boolean"}),
            Answer::Number => json!({"type": "number"}),
            Answer::Code
            | Answer::ContributionKind
            | Answer::Statement
            | Answer::Question
            | Answer::Scale => {
                json!({"type": "string", "minLength": 1})
            }
            Answer::Speaker => {
                json!({"type": "string", "pattern": "^([a-z]+[0-9]+|all|minute_taker)$"})
            }
        }
    }

    /// What may be typed, in words, for the help and the plain questions.
    pub fn hint(self) -> String {
        match self {
            Answer::Text => "words".into(),
            Answer::Words => "the exact words".into(),
            Answer::Agency => "the name of an agency".into(),
            Answer::AgencyOrSomebody => "the name of an agency or a person".into(),
            Answer::Person => "initials".into(),
            Answer::Child => "a child's name".into(),
            Answer::Children => "children's names, or all".into(),
            Answer::People => "names or initials, or all".into(),
            Answer::OneOf(_) => one_of(self.choices().iter()),
            Answer::TextOr(_) => format!("words, or {}", one_of(self.choices().iter())),
            Answer::Date => "a date, such as 12 Dec, in 6 weeks or in 10 working days".into(),
            Answer::PastDate => "a date with its year, such as 4 Mar 2017".into(),
            Answer::Time => "a time, such as 14:05".into(),
            Answer::YesNo => "yes or no".into(),
            Answer::Number => "a number".into(),
            Answer::Code => "two or three letters".into(),
            Answer::Speaker => "initials, or all".into(),
            Answer::ContributionKind => "a kind, such as worry or strength".into(),
            Answer::Statement => "a statement of the agenda".into(),
            Answer::Question => "the number of a question".into(),
            Answer::Scale => "the number of a scale".into(),
            Answer::RecordOf(kinds) => {
                let ids: Vec<String> = kinds
                    .iter()
                    .map(|kind| format!("{}1", kind.prefix))
                    .collect();
                format!(
                    "the letter and number of the entry, such as {}",
                    ids.join(" or ")
                )
            }
        }
    }
}

impl Field {
    /// Whether `label` names this field. Case, accents, dots and hyphens do not matter.
    pub fn is_called(&self, label: &str) -> bool {
        let label = plain(label);
        plain(self.name) == label || self.labels().any(|known| plain(known) == label)
    }

    /// Everything that may be typed before its colon: the label first, then what people say for it.
    pub fn labels(&self) -> impl Iterator<Item = &'static str> + use<> {
        std::iter::once(self.label).chain(self.also.iter().copied())
    }

    /// An optional free-text field; the other fields are written as variations of this one.
    pub const fn text(name: &'static str, label: &'static str, question: &'static str) -> Field {
        Field {
            name,
            label,
            also: &[],
            is_brief: false,
            question,
            answer: Answer::Text,
            need: Need::May,
            is_councils: false,
            restricted: false,
            day: DayRule::EITHER,
            hidden_at_first: false,
            compared: Compared::Always,
            voice: Voice::Nobodys,
            others: None,
            is_seldom: false,
            is_left_out: false,
            lasts: true,
        }
    }

    pub const fn of(mut self, answer: Answer) -> Field {
        self.answer = answer;
        self
    }

    pub const fn one_of(mut self, list: &'static str) -> Field {
        self.answer = Answer::OneOf(list);
        self
    }

    /// The same, with the words of a list that a council may change.
    pub const fn from_list(mut self, list: &'static str) -> Field {
        self.is_councils = true;
        self.one_of(list)
    }

    /// Words, for which a list of the settings has some ready.
    pub const fn text_or(mut self, list: &'static str) -> Field {
        self.is_councils = true;
        self.of(Answer::TextOr(list))
    }

    pub const fn seldom(mut self) -> Field {
        self.is_seldom = true;
        self
    }

    /// The same field, for this meeting alone: a review does not begin with it.
    pub const fn of_this_meeting(mut self) -> Field {
        self.lasts = false;
        self
    }

    pub const fn filled_in(mut self) -> Field {
        self.compared = Compared::Never;
        self
    }

    pub const fn of_the_day(mut self) -> Field {
        self.compared = Compared::WhereBothAnswer;
        self.of_this_meeting()
    }

    pub const fn of_the_invitation(mut self) -> Field {
        self.compared = Compared::WithInvitations;
        self.of_this_meeting()
    }

    pub const fn said_by(mut self) -> Field {
        self.voice = Voice::SaidBy;
        self
    }

    /// The same field, naming who says it with them.
    pub const fn said_with(mut self) -> Field {
        self.voice = Voice::SaidWith;
        self
    }

    /// The same field, naming whose words they are, said here or not.
    pub const fn theirs(mut self) -> Field {
        self.voice = Voice::Theirs;
        self
    }

    /// The same field, naming for whom somebody else speaks.
    pub const fn said_for(mut self) -> Field {
        self.voice = Voice::SaidFor;
        self
    }

    pub const fn must(mut self) -> Field {
        self.need = Need::Must;
        self
    }

    pub const fn wanted(mut self) -> Field {
        self.need = Need::Wanted;
        self
    }

    /// The same field, never in the open minutes.
    pub const fn kept_back(mut self) -> Field {
        self.restricted = true;
        self
    }

    pub const fn in_the_past(mut self) -> Field {
        self.day = DayRule::BEFORE;
        self
    }

    pub const fn to_come(mut self) -> Field {
        self.day = DayRule::TO_COME;
        self
    }

    pub const fn day(mut self, rule: DayRule) -> Field {
        self.day = rule;
        self
    }

    /// The same field, hidden until all answers like it are in.
    pub const fn at_first_hidden(mut self) -> Field {
        self.hidden_at_first = true;
        self
    }

    /// The same field for one person, with another for those who come after the first.
    pub const fn shared_with(mut self, others: &'static Field) -> Field {
        self.others = Some(others);
        self
    }

    pub const fn brief(mut self) -> Field {
        self.is_brief = true;
        self
    }

    pub const fn or(mut self, also: &'static [&'static str]) -> Field {
        self.also = also;
        self
    }
}

/// A label without what people write in different ways.
fn plain(label: &str) -> String {
    let mut out = String::with_capacity(label.len());
    for letter in folded(label).chars() {
        match letter {
            '.' | '\'' => {}
            '_' | '-' | '/' => out.push(' '),
            _ => out.push(letter),
        }
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The name is the key: it tells an answer from the others of a record.
impl PartialEq for Field {
    fn eq(&self, other: &Field) -> bool {
        self.name == other.name
    }
}

impl Eq for Field {}

impl Field {
    /// What can be chosen here, as code and words: the list of the settings, or the fixed choices.
    pub fn choices<'a>(&self, settings: &'a Settings) -> Vec<(&'a str, &'a str)> {
        self.vocabulary(settings).map_or_else(Vec::new, |list| {
            list.offered()
                .map(|entry| (entry.code.as_str(), entry.words.as_str()))
                .collect()
        })
    }

    /// The choices that may be meant: by code, by words, by what people say for it, or by a beginning.
    pub fn fitting<'a>(&self, typed: &str, settings: &'a Settings) -> Vec<&'a VocabularyEntry> {
        self.vocabulary(settings)
            .map_or_else(Vec::new, |list| list.fitting(typed))
    }

    /// The words that are ready for what was typed, where they are what was typed and not only begin like it.
    pub fn words_ready_for<'a>(&self, typed: &str, settings: &'a Settings) -> Option<&'a str> {
        let entry = self.vocabulary(settings)?.named(typed)?;
        Some(entry.words.as_str())
    }

    /// The words for a code; the code itself when it is unknown.
    pub fn words_of<'a>(&self, code: &'a str, settings: &'a Settings) -> &'a str {
        let entry = self.vocabulary(settings).and_then(|list| list.entry(code));
        entry.map_or(code, |entry| entry.words.as_str())
    }

    /// The same in a few letters, for a narrow column.
    pub fn short_of<'a>(&self, code: &'a str, settings: &'a Settings) -> &'a str {
        let entry = self.vocabulary(settings).and_then(|list| list.entry(code));
        entry.map_or(code, VocabularyEntry::in_a_column)
    }

    /// The shortest way to type each choice that begins so, and its words.
    pub fn ways_to_type<'a>(&self, begun: &str, settings: &'a Settings) -> Vec<(&'a str, &'a str)> {
        let begun = begun.to_lowercase();
        let entries = self.vocabulary(settings).into_iter();
        let entries = entries.flat_map(Vocabulary::offered);
        let way = |entry: &'a VocabularyEntry| {
            let ways = entry.said.iter().chain([&entry.words]);
            let ways = ways.filter(|way| way.to_lowercase().starts_with(&begun));
            Some((
                ways.min_by_key(|way| way.len())?.as_str(),
                entry.words.as_str(),
            ))
        };
        entries.filter_map(way).collect()
    }

    pub fn hint(&self, settings: &Settings) -> String {
        self.hint_of(settings, usize::MAX)
    }

    /// The same with at most so many of the choices, and how to see the others.
    pub fn hint_of(&self, settings: &Settings, most: usize) -> String {
        match self.answer {
            Answer::OneOf(_) | Answer::TextOr(_) => {
                let offered = self.vocabulary(settings).into_iter();
                let offered: Vec<_> = offered.flat_map(Vocabulary::offered).collect();
                let words = one_of(offered.iter().copied().take(most));
                let words = match self.answer {
                    Answer::TextOr(_) => format!("words, or {words}"),
                    _ => words,
                };
                match offered.len().saturating_sub(most) {
                    0 => words,
                    more if most == 0 => format!("one of {more}: F1 lists them"),
                    more => format!("{words} · {more} more: F1 lists all"),
                }
            }
            // Only people and children are typed by their letters.
            Answer::Code if self.label == "number" => "a number".into(),
            Answer::Date if self.day.lies == DateBias::Past => {
                "a day in the past, such as 1 Nov, Fri or 3 weeks ago".into()
            }
            answer => answer.hint(),
        }
    }

    /// A council may add its own codes where it may change the list.
    pub fn schema(&self) -> Value {
        match self.is_councils && matches!(self.answer, Answer::OneOf(_)) {
            true => {
                json!({"type": "string", "pattern": "^[A-Za-z0-9_-]+$", "examples": self.answer.codes()})
            }
            false => self.answer.schema(),
        }
    }

    fn vocabulary<'a>(&self, settings: &'a Settings) -> Option<&'a Vocabulary> {
        let (Answer::OneOf(list) | Answer::TextOr(list)) = self.answer else {
            return None;
        };
        match self.is_councils {
            true => settings.vocabularies().list(list),
            false => BUILT_IN.list(list),
        }
    }
}

fn one_of<'a>(choices: impl Iterator<Item = &'a VocabularyEntry>) -> String {
    let words: Vec<&str> = choices.map(|entry| entry.words.as_str()).collect();
    format!("one of: {}", words.join(" · "))
}
