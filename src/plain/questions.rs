//! A record entered question by question. The answers are put together as the one-line form in the line itself, so that
//! half an answered form is as safe as half a typed line.

use crate::domain::line::{in_one_piece, kind_of_command};
use crate::domain::record::form::{Field, Need};
use crate::domain::record::kinds::answer;
use crate::domain::record::{Kind, Lead};
use crate::domain::settings::Settings;

#[derive(Debug)]
pub struct Questions {
    kind: &'static Kind,
    fields: Vec<&'static Field>,
    /// What few meetings need: asked only of those who say that there is more.
    seldom: Vec<&'static Field>,
    at: usize,
    /// The answers so far, as the line that would record them.
    line: String,
}

impl Questions {
    /// Begins when the line is the command of a record and nothing more.
    pub fn begin(line: &str, settings: &Settings) -> Option<Questions> {
        let kind = kind_of_command(line.trim().strip_prefix('/')?)?.as_asked(settings);
        if kind.typed_alone {
            return None;
        }
        let lead = kind.lead_field().map(|field| field.name);
        let mut fields: Vec<&'static Field> = kind
            .fields
            .iter()
            .filter(|field| Some(field.name) == lead)
            .collect();
        let code = match kind.lead {
            Lead::CodeThen(code, _) => Some(code.name),
            _ => None,
        };
        fields.extend(
            kind.asked()
                .filter(|field| Some(field.name) != lead && Some(field.name) != code),
        );
        let (seldom, fields) = fields.into_iter().partition(|field| field.is_seldom);
        Some(Questions {
            kind,
            fields,
            seldom,
            at: 0,
            line: String::new(),
        })
    }

    pub fn ask(&self, settings: &Settings) -> String {
        let Some(field) = self.fields.get(self.at) else {
            let labels: Vec<&str> = self.seldom.iter().map(|field| field.label).collect();
            return match labels.is_empty() {
                true => String::new(),
                false => format!(
                    "{} More? [one of: {}; or yes, to be asked for all of them] (empty: nothing more)",
                    self.kind.title,
                    labels.join(" \u{b7} ")
                ),
            };
        };
        let need = if field.need == Need::Must {
            ""
        } else {
            " (empty: not answered)"
        };
        let end = if self.at == 0 {
            " A single . ends the questions; so does a command."
        } else {
            ""
        };
        format!(
            "{} {}? [{}]{need}{end}",
            self.kind.title,
            field.question.trim_end_matches('?'),
            self.hint(field, settings)
        )
    }

    fn hint(&self, field: &Field, settings: &Settings) -> String {
        let reasons = settings.quorum().reasons.iter();
        let reasons: Vec<&str> = reasons.map(|reason| reason.words.as_str()).collect();
        match *self.kind == answer::KIND && *field == answer::REASON && !reasons.is_empty() {
            true => format!(
                "words; for going on without a quorum: {}",
                reasons.join(" \u{b7} ")
            ),
            false => field.hint(settings),
        }
    }

    /// The answers so far, as the line that would record them; empty before the first one.
    pub fn line(&self) -> &str {
        &self.line
    }

    /// The line with one more answer in it, which may be half-typed.
    pub fn line_with(&self, typed: &str) -> String {
        let typed = typed.trim();
        let Some(field) = self.fields.get(self.at).filter(|_| !typed.is_empty()) else {
            return match self.says_what_more(typed) {
                // An answer with its label, or words without one: either way they stay.
                false if !typed.is_empty() => format!("{}; {typed}", self.line),
                _ => self.line.clone(),
            };
        };
        let lead = self.at == 0
            && self
                .kind
                .lead_field()
                .is_some_and(|lead| lead.name == field.name);
        let safe = in_one_piece(typed);
        match (self.line.as_str(), lead) {
            ("", true) => format!("/{} {safe}", self.kind.command),
            ("", false) => format!("/{} {}: {safe}", self.kind.command, field.label),
            (line, _) => format!("{line}; {}: {safe}", field.label),
        }
    }

    /// Takes an answer; returns whether that was the last question. A `.` ends the questions.
    pub fn answer(&mut self, typed: &str) -> bool {
        let typed = typed.trim();
        if typed == "." {
            return true;
        }
        self.line = self.line_with(typed);
        if self.at >= self.fields.len() {
            return self.answer_more(typed);
        }
        self.at += 1;
        self.at >= self.fields.len() && self.seldom.is_empty()
    }

    /// Whether this only tells what to ask for.
    fn says_what_more(&self, typed: &str) -> bool {
        let is_asked = ["yes", "y", "no", "n"].contains(&typed.to_lowercase().as_str());
        is_asked || self.seldom.iter().any(|field| field.is_called(typed))
    }

    /// Takes what was said to "More?"; returns whether there is nothing more.
    fn answer_more(&mut self, typed: &str) -> bool {
        match typed.to_lowercase().as_str() {
            "" | "no" | "n" => return true,
            "yes" | "y" => self.fields.append(&mut self.seldom),
            label => {
                let (called, others) = self
                    .seldom
                    .iter()
                    .partition::<Vec<_>, _>(|field| field.is_called(label));
                self.fields.extend(called);
                self.seldom = others;
            }
        }
        self.at >= self.fields.len() && self.seldom.is_empty()
    }
}
