//! An agenda: what a meeting goes through, as data.
//!
//! A council writes an agenda as a TOML file ([`check`]); the minutes and the journal keep it whole, as JSON, under the
//! same names. Whatever a newer program wrote and this one does not know is kept, never refused.

pub mod built_in;
mod mode;
mod rules;
mod shape;
pub mod words;

#[cfg(test)]
mod agenda_tests;
#[cfg(test)]
mod each_fault_tests;
#[cfg(test)]
mod planted_faults_tests;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::domain::toml_reader;
use crate::domain::visibility::Visibility;

pub use built_in::{BUILT_IN, built_in};
pub use mode::{DateIs, Mode, Voice};
pub use rules::{check, remarks};
pub use shape::AGENDA;

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Agenda {
    /// The name that never changes; minutes refer to it.
    pub id: String,
    /// Counts up when the agenda changes, so that minutes say which one they followed.
    pub version: String,
    pub title: String,
    /// The kind of meeting: a word of `KINDS_OF_MEETING`, or one that a newer program knows.
    #[serde(rename = "meeting")]
    pub kind: String,
    /// The language of its words (BCP 47: `en-GB`, `cy`).
    pub language: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub about: String,
    /// What such a meeting is, told to the family: the help shows it, and it can be printed (row 26).
    #[serde(skip_serializing_if = "String::is_empty")]
    pub guide: String,
    #[serde(rename = "kind", skip_serializing_if = "Vec::is_empty")]
    pub kinds: Vec<OwnKind>,
    /// Texts to be read aloud; they stand beside the sections.
    #[serde(rename = "statement", skip_serializing_if = "Vec::is_empty")]
    pub statements: Vec<Statement>,
    /// What the dates that sections set are: a core group, a review, something else.
    #[serde(rename = "date", skip_serializing_if = "Vec::is_empty")]
    pub dates: Vec<NamedDate>,
    #[serde(rename = "close_check", skip_serializing_if = "Vec::is_empty")]
    pub close_checks: Vec<CloseCheck>,
    #[serde(rename = "section")]
    pub sections: Vec<Section>,
    /// What a newer program wrote here; kept as it is.
    #[serde(flatten)]
    pub unknown: Map<String, Value>,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct OwnKind {
    /// The word that is typed (`#id`) and stored.
    pub id: String,
    pub title: String,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct NamedDate {
    /// One of the names under `dates` of a section.
    pub name: String,
    pub is: DateIs,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Statement {
    pub id: String,
    pub title: String,
    pub text: String,
}

/// Something that is looked at before the meeting is closed. It never blocks the close.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum CloseCheck {
    /// A check that the program makes itself: a word of [`words::CHECKS`].
    Known {
        check: String,
    },
    /// A question of the council's own, answered with yes or no and a reason.
    Question {
        id: String,
        question: String,
    },
    Other(Map<String, Value>),
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Section {
    /// The name that records refer to; it stays when the title changes.
    pub id: String,
    pub title: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub prompts: Vec<String>,
    /// What is recorded here, and with which table. Means nothing for a heading.
    pub mode: Mode,
    /// Who is asked first, in order. Advice, never a lock.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub first_voice: Vec<Voice>,
    /// Kinds of contribution to offer here, the likeliest first; empty for all.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub kinds: Vec<String>,
    /// Records to offer here beside those of the mode: what is typed after the `/`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub records: Vec<String>,
    /// Planned minutes; 0 for no limit. Advice.
    #[serde(skip_serializing_if = "is_zero")]
    pub minutes: u32,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub required: bool,
    /// Who may read what is recorded here, unless an entry says otherwise.
    #[serde(skip_serializing_if = "is_for_everyone")]
    pub visibility: Visibility,
    /// Whom it is not for, unless an entry says otherwise: letters, names or roles.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub not_for: Vec<String>,
    /// The statement to read (mode `statement`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub statement: Option<String>,
    /// The questions (mode `yes_no_reason`).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub questions: Vec<String>,
    /// The scales (mode `scale`).
    #[serde(rename = "scale", skip_serializing_if = "Vec::is_empty")]
    pub scales: Vec<ScaleAsked>,
    /// The names of the dates to set (mode `dates`).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub dates: Vec<String>,
    /// The second level. A section with parts is a heading only.
    #[serde(rename = "part", skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<Section>,
    #[serde(flatten)]
    pub unknown: Map<String, Value>,
}

/// A scale that is asked. Its two ends are always in words, because areas use 0 to 10 in opposite
/// directions (practice: a number without its anchors is misleading).
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ScaleAsked {
    pub id: String,
    pub question: String,
    pub from: i64,
    /// The number at its end; may be smaller than `from`.
    pub to: i64,
    pub low: String,
    pub high: String,
}

impl ScaleAsked {
    /// What is wrong with a number on this scale, if anything; the number itself is not revealed.
    pub fn objection(&self, score: f64, halves: bool) -> Option<String> {
        // The ends are 0 to 100.
        let whole = |number: i64| i32::try_from(number).map_or(f64::NAN, f64::from);
        let (small, big) = (self.from.min(self.to), self.from.max(self.to));
        if !(whole(small)..=whole(big)).contains(&score) {
            return Some(format!(
                "This scale goes from {} to {}.",
                self.from, self.to
            ));
        }
        let step = if halves { 0.5 } else { 1.0 };
        ((score / step).fract() != 0.0).then(|| match halves {
            true => "Whole and half numbers only.".to_owned(),
            false => "Whole numbers only.".to_owned(),
        })
    }
}

/// A section that can be opened, with its place in the agenda.
#[derive(Debug, Clone, PartialEq)]
pub struct Place<'a> {
    /// "3", or "3.1" under a heading.
    pub number: String,
    pub heading: Option<&'a str>,
    pub section: &'a Section,
}

impl Section {
    /// Whether everybody is asked in turn: the check-in and the check-out, who is here, the scores and the decision. In
    /// the other sections people answer each other.
    pub fn goes_round(&self) -> bool {
        let is_asked_in_turn = matches!(
            self.mode,
            Mode::Attendance | Mode::Scale | Mode::Decision | Mode::Statement
        );
        is_asked_in_turn || self.first_voice.contains(&Voice::Everyone)
    }
}

impl Agenda {
    /// Whom a section is not for would tell in every copy of the minutes that something was kept from somebody.
    pub fn as_in_the_minutes(&self) -> Agenda {
        let mut agenda = self.clone();
        for section in &mut agenda.sections {
            section.not_for.clear();
            section
                .parts
                .iter_mut()
                .for_each(|part| part.not_for.clear());
        }
        agenda
    }

    /// The sections that can be opened, in order; headings are left out, but counted.
    pub fn places(&self) -> Vec<Place<'_>> {
        let mut places = Vec::new();
        for (index, section) in self.sections.iter().enumerate() {
            let number = index + 1;
            if section.parts.is_empty() {
                places.push(Place {
                    number: number.to_string(),
                    heading: None,
                    section,
                });
            }
            for (part, inner) in section.parts.iter().enumerate() {
                places.push(Place {
                    number: format!("{number}.{}", part + 1),
                    heading: Some(&section.title),
                    section: inner,
                });
            }
        }
        places
    }

    pub fn place(&self, id: &str) -> Option<Place<'_>> {
        // This is asked on every keypress, so only the section in question is built.
        for (section, number) in self.sections.iter().zip(1..) {
            if section.parts.is_empty() && section.id == id {
                return Some(Place {
                    number: number.to_string(),
                    heading: None,
                    section,
                });
            }
            let inner = section.parts.iter().zip(1..).find(|(one, _)| one.id == id);
            if let Some((inner, part)) = inner {
                return Some(Place {
                    number: format!("{number}.{part}"),
                    heading: Some(&section.title),
                    section: inner,
                });
            }
        }
        None
    }

    /// The section of this id, if it can be opened: [`Agenda::place`] without its number.
    pub fn section(&self, id: &str) -> Option<&Section> {
        let all = self.sections.iter().flat_map(|section| {
            let alone = section.parts.is_empty().then_some(section);
            alone.into_iter().chain(&section.parts)
        });
        all.into_iter().find(|section| section.id == id)
    }

    pub fn scale(&self, id: &str) -> Option<&ScaleAsked> {
        self.all_scales().find(|scale| scale.id == id)
    }

    pub fn scales(&self) -> Vec<&ScaleAsked> {
        self.all_scales().collect()
    }

    fn all_scales(&self) -> impl Iterator<Item = &ScaleAsked> {
        self.sections
            .iter()
            .flat_map(|section| std::iter::once(section).chain(&section.parts))
            .flat_map(|section| &section.scales)
    }

    /// What the date of this name is, if the agenda says it.
    pub fn date_is(&self, name: &str) -> Option<&DateIs> {
        let name = name.trim().to_lowercase();
        let date = self
            .dates
            .iter()
            .find(|date| date.name.trim().to_lowercase() == name);
        date.map(|date| &date.is)
    }

    pub fn statement(&self, id: &str) -> Option<&Statement> {
        self.statements.iter().find(|statement| statement.id == id)
    }

    /// The plain title of a kind of contribution: the council's own, or a known one.
    pub fn kind_title(&self, id: &str) -> Option<&str> {
        let own = self
            .kinds
            .iter()
            .find(|kind| kind.id == id)
            .map(|kind| kind.title.as_str());
        own.or_else(|| words::title_of(words::CONTRIBUTION_KINDS, id))
    }

    /// The planned minutes of all sections together; sections without a limit count nothing.
    pub fn planned_minutes(&self) -> u32 {
        self.places()
            .iter()
            .map(|place| place.section.minutes)
            .fold(0, u32::saturating_add)
    }
}

/// The JSON Schema of an agenda file; the same names are used inside the minutes.
pub fn schema() -> Value {
    toml_reader::schema(
        &AGENDA,
        "https://talking-piece.invalid/schema/agenda-1.json",
        "An agenda of talking-piece",
    )
}

/// All settings of an agenda file, with their meaning, as plain text.
pub fn help() -> String {
    toml_reader::listing(&AGENDA)
}

fn is_zero(minutes: &u32) -> bool {
    *minutes == 0
}

fn is_for_everyone(visibility: &Visibility) -> bool {
    *visibility == Visibility::Everyone
}
