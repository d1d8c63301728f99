//! A kind as a council asks for it: `fields.toml` may require, hide or rename its answers. The kind that comes from it is
//! read, shown and checked like any other, so nothing else has to know that there is such a file.

use super::form::{Field, Need};
use super::{AfterClosing, KINDS, Kind, KindCheck, Lead, LooksAt, Values};
use crate::domain::settings::Settings;
use crate::domain::settings::fields::{FieldFault, FieldRule, FieldRules, KnownFields, UseOf};
use crate::domain::toml_reader::not_known;
use serde_json::Value;
use std::sync::{Mutex, PoisonError};

/// The kinds that were made, with the rules they were made by. They stay as long as the program runs: there is one for
/// each kind that a file of a council's names, and every meeting with that file shares it.
static MADE: Mutex<Vec<(Vec<FieldRule>, &'static Kind)>> = Mutex::new(Vec::new());

impl Kind {
    /// This kind as it is asked for with these settings.
    pub fn as_asked(&'static self, settings: &Settings) -> &'static Kind {
        let rules: Vec<FieldRule> = rules_of(self, settings.fields()).cloned().collect();
        if rules.is_empty() {
            return self;
        }
        let mut made = MADE.lock().unwrap_or_else(PoisonError::into_inner);
        let is_it = |one: &&(Vec<FieldRule>, &'static Kind)| one.1 == self && one.0 == rules;
        if let Some((_, kind)) = made.iter().find(is_it) {
            return kind;
        }
        let kind: &'static Kind = Box::leak(Box::new(with_rules(self, &rules)));
        made.push((rules, kind));
        kind
    }

    /// The answers that are offered.
    pub fn asked(&self) -> impl Iterator<Item = &'static Field> + Clone + use<> {
        self.fields.iter().filter(|field| !field.is_left_out)
    }
}

fn rules_of<'a>(kind: &Kind, rules: &'a FieldRules) -> impl Iterator<Item = &'a FieldRule> {
    let called = [kind.command, kind.id];
    // An older or newer program may have kept a file that names what this one does not have.
    rules
        .of(called)
        .filter(move |rule| fault(rule, rules).is_none())
}

fn with_rules(kind: &'static Kind, rules: &[FieldRule]) -> Kind {
    let ruled = |field: &Field| rules.iter().find(|rule| is_called(field, &rule.field));
    let fields = kind.fields.iter().map(|field| match ruled(field) {
        Some(rule) => with_rule(field, rule),
        None => field.clone(),
    });
    let fields: &'static [Field] = Vec::leak(fields.collect());
    let made = |field: &'static Field| fields.iter().find(|one| *one == field).unwrap_or(field);
    let columns: Vec<&'static Field> = kind.columns.iter().map(|field| made(field)).collect();
    let required = fields.iter().filter(|field| {
        ruled(field).is_some_and(|rule| rule.use_of == UseOf::Required) && !is_checked(kind, field)
    });
    let required = required.map(|field| KindCheck {
        id: leaked(format!("{}_{}", kind.plural, field.name)),
        missing: leaked(format!(
            "{} {{number}} has no answer to \"{}\".",
            kind.title, field.label
        )),
        looks_at: LooksAt::Answer(field),
    });
    let checks = kind.checks.iter().copied().chain(required).collect();
    Kind {
        fields,
        columns: Vec::leak(columns),
        checks: Vec::leak(checks),
        lead: match kind.lead {
            Lead::Field(field) => Lead::Field(made(field)),
            Lead::CodeThen(code, field) => Lead::CodeThen(made(code), made(field)),
            Lead::Nothing => Lead::Nothing,
        },
        ..*kind
    }
}

fn with_rule(field: &Field, rule: &FieldRule) -> Field {
    let mut made = field.clone();
    if !rule.label.is_empty() {
        made.label = leaked(rule.label.clone());
        let also = std::iter::once(field.label).chain(field.also.iter().copied());
        made.also = Vec::leak(also.collect());
    }
    match rule.use_of {
        UseOf::AsBuiltIn => {}
        UseOf::Required => {
            made.is_seldom = false;
            made.need = match field.need {
                Need::Must => Need::Must,
                Need::Wanted | Need::May => Need::Wanted,
            };
        }
        UseOf::Hidden => made.is_left_out = true,
    }
    made
}

fn leaked(words: String) -> &'static str {
    String::leak(words)
}

fn is_checked(kind: &Kind, field: &Field) -> bool {
    let mut checks = kind.checks.iter();
    checks.any(|check| check.looks_at.answer() == Some(field))
}

/// By the name in files or the label alone: what people say for it may be said for another as well.
fn is_called(field: &Field, name: &str) -> bool {
    field.name == name || field.label == name
}

const LEAVE_IT: &str = "Take this line out: who may read something is the same everywhere.";

fn who_reads(what: &str, field: &Field, kind: &Kind) -> String {
    format!(
        "\"{}\" of {} cannot be {what}: by it the program knows what to keep back.",
        field.label, kind.title
    )
}

/// Whether what is answered here says who may read the record. A slip in its label is looked for wherever records are
/// typed, and a council's own label would not be.
fn decides_who_reads(kind: &Kind, field: &Field) -> bool {
    let restricts = |must: fn(&Values) -> bool| {
        let mut choices = field.answer.choices().iter();
        choices.any(|choice| {
            let code = Value::String(choice.code.clone());
            must(&Values::from_iter([(field.name.to_owned(), code)]))
        })
    };
    field.hidden_at_first || kind.must_be_restricted.is_some_and(restricts)
}

/// The kinds of record, to hold a council's file against.
#[derive(Debug)]
pub struct FieldsOfKinds;

impl KnownFields for FieldsOfKinds {
    fn fault(&self, rule: &FieldRule, others: &FieldRules) -> Option<FieldFault> {
        fault(rule, others)
    }
}

fn fault(rule: &FieldRule, others: &FieldRules) -> Option<FieldFault> {
    let wrong = |setting, message: String, instead: String| {
        Some(FieldFault {
            setting,
            message,
            instead,
        })
    };
    let typed = KINDS.iter().copied();
    let typed = typed.filter(|kind| !kind.command.is_empty());
    let is_it = |kind: &&'static Kind| [kind.command, kind.id].contains(&rule.record.as_str());
    let Some(kind) = typed.clone().find(is_it) else {
        let known = typed.map(|kind| kind.command);
        return wrong(
            "record",
            format!("There is no record \"{}\".", rule.record),
            not_known(&rule.record, known),
        );
    };
    let Some(field) = kind
        .fields
        .iter()
        .find(|field| is_called(field, &rule.field))
    else {
        let known = kind.fields.iter().map(|field| field.label);
        return wrong(
            "field",
            format!("\"{}\" is no answer of {}.", rule.field, kind.title),
            not_known(&rule.field, known),
        );
    };
    match rule.use_of {
        UseOf::Hidden
            if field.need != Need::May
                || kind.lead_field() == Some(field)
                || is_checked(kind, field) =>
        {
            return wrong(
                "is",
                format!(
                    "\"{}\" of {} cannot be hidden: the record cannot be without it, or practice asks for it.",
                    field.label, kind.title
                ),
                "Give it another label, or leave it as it is.".to_owned(),
            );
        }
        UseOf::Hidden if decides_who_reads(kind, field) => {
            return wrong("is", who_reads("hidden", field, kind), LEAVE_IT.to_owned());
        }
        UseOf::Required if kind.is_untold || kind.after_closing == AfterClosing::Only => {
            return wrong(
                "is",
                format!(
                    "\"{}\" of {} cannot be required: nothing of it can be asked for before closing.",
                    field.label, kind.title
                ),
                "Take this answer out.".to_owned(),
            );
        }
        _ => {}
    }
    let label = rule.label.as_str();
    if !label.is_empty() && (field.restricted || decides_who_reads(kind, field)) {
        return wrong(
            "label",
            who_reads("renamed", field, kind),
            LEAVE_IT.to_owned(),
        );
    }
    let mut same = kind.fields.iter().filter(|one| *one != field);
    if let Some(other) = same.find(|one| !label.is_empty() && one.is_called(label)) {
        return wrong(
            "label",
            format!(
                "\"{label}\" is what \"{}\" of {} is called.",
                other.label, kind.title
            ),
            "Choose a label that nothing else of this record has.".to_owned(),
        );
    }
    let mut named = others.of([kind.command, kind.id]);
    let is_taken = named.any(|one| {
        !std::ptr::eq(one, rule)
            && !label.is_empty()
            && one.label.to_lowercase() == label.to_lowercase()
            && one.field != rule.field
    });
    match is_taken {
        true => wrong(
            "label",
            format!(
                "Two answers of {} cannot both be called \"{label}\".",
                kind.title
            ),
            "Choose a label that nothing else of this record has.".to_owned(),
        ),
        false => None,
    }
}
