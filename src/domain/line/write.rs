//! The way back: the line that would be typed for a record. Reading it again gives the same record.

use super::entry::{ContributionLine, Who, is_guarded};
use super::form_line::label;
use super::inside;
use super::marks::{self, Mark};
use super::{Line, read};
use crate::domain::meeting::Meeting;
use crate::domain::record::form::{Answer, Field};
use crate::domain::record::{Body, Kind, Lead, kind, typed_words};
use crate::domain::visibility::Visibility;
use chrono::NaiveDate;

/// The line for this entry. Where its words would be read as something else they get a `\`: found by reading them, not
/// by a list of cases.
pub fn write_entry(entry: &ContributionLine, meeting: &Meeting) -> String {
    let mut nearest = None;
    for guards in Guards::EACH {
        let line = written(entry, guards, meeting);
        match read(&line, meeting, NaiveDate::default()) {
            Line::Entry(again) if again == *entry => return line,
            Line::Entry(again) if nearest.is_none() && says_as_much(&again, entry) => {
                nearest = Some(line);
            }
            _ => {}
        }
    }
    nearest.unwrap_or_else(|| written(entry, Guards::ALL, meeting))
}

/// The same words, for nobody else and equally certain; somebody in it may no longer exist.
fn says_as_much(one: &ContributionLine, other: &ContributionLine) -> bool {
    let said = |entry: &ContributionLine| {
        (
            entry.text.clone(),
            entry.exact,
            entry.visibility,
            entry.follow_up,
        )
    };
    said(one) == said(other)
}

/// Where words get a `\`.
#[derive(Clone, Copy)]
struct Guards {
    /// Before the first letter.
    beginning: bool,
    end: bool,
    all_inside: bool,
}

impl Guards {
    const fn new(all_inside: bool, end: bool, beginning: bool) -> Guards {
        Guards {
            beginning,
            end,
            all_inside,
        }
    }
    const ALL: Guards = Guards::new(true, true, true);
    const EACH: [Guards; 8] = [
        Guards::new(false, false, false),
        Guards::new(false, false, true),
        Guards::new(false, true, false),
        Guards::new(false, true, true),
        Guards::new(true, false, false),
        Guards::new(true, false, true),
        Guards::new(true, true, false),
        Guards::ALL,
    ];
}

fn written(entry: &ContributionLine, guards: Guards, meeting: &Meeting) -> String {
    let mut line = match &entry.who {
        Who::Last => String::new(),
        Who::Everybody => "all: ".to_owned(),
        Who::MinuteTaker => ": ".to_owned(),
        Who::Unknown(letters) => format!("{letters}: "),
        Who::Known(id) => match &entry.on_behalf_of {
            Some(whom) => format!("{}/{}: ", meeting.code(id), meeting.code(whom)),
            None => format!("{}: ", meeting.code(id)),
        },
    };
    let sign = entry
        .kind
        .as_deref()
        .and_then(|kind| marks::SIGNS.iter().find(|(_, of)| *of == kind));
    match (sign, &entry.kind, &entry.unknown_kind) {
        (Some((sign, _)), _, _) => line.extend([*sign, ' ']),
        (None, Some(kind), _) => line.push_str(&format!("#{kind} ")),
        (None, None, Some(word)) => line.push_str(&format!("#{word} ")),
        (None, None, None) => {}
    }
    let text = inside::guarded(entry, guards.all_inside, meeting);
    if entry.exact {
        line.push_str(&format!("\"{text}\""));
    } else {
        if guards.beginning {
            line.push('\\');
        }
        match guards.end {
            true => line.push_str(&guard_last_word(&text)),
            false => line.push_str(&text),
        }
    }
    for id in &entry.children {
        line.push_str(&format!(" @{}", meeting.code(id)));
    }
    if let Some(name) = &entry.unknown_child {
        line.push_str(&format!(" @{name}"));
    }
    if entry.new_to_family {
        line.push_str(" #new");
    }
    if entry.talked_through {
        line.push_str(" #talked");
    }
    line.push_str(seen(entry.visibility));
    if entry.follow_up {
        line.push_str(" ??");
    }
    // Nothing at all would be no entry.
    if line.is_empty() {
        line.push('\\');
    }
    line
}

/// Where the marks at the end of a written line begin: anyone changing it types before them.
pub fn end_of_words(line: &str, meeting: &Meeting) -> usize {
    let is_form = line.starts_with('/');
    let is_mark = |word: &str| match marks::read(word, meeting) {
        Some(Mark::FollowUp | Mark::RecordView(_)) => true,
        Some(_) => !is_form && marks::is_end_mark(word, meeting),
        None => false,
    };
    let mut words = line.trim_end();
    let mut last = words.rsplit(char::is_whitespace).next().unwrap_or("");
    while is_mark(last) {
        words = words
            .get(..words.len() - last.len())
            .unwrap_or("")
            .trim_end();
        last = words.rsplit(char::is_whitespace).next().unwrap_or("");
    }
    // Nothing but marks: behind them.
    match words.ends_with(':') || words.is_empty() {
        true => line.len(),
        false => words.len(),
    }
}

fn seen(visibility: Option<Visibility>) -> &'static str {
    match visibility {
        Some(Visibility::Restricted) => " #restricted",
        Some(Visibility::Everyone) => " #open",
        None => "",
    }
}

fn guard_last_word(text: &str) -> String {
    let last = text.rsplit(char::is_whitespace).next().unwrap_or("");
    let before = text.get(..text.len() - last.len()).unwrap_or("");
    format!("{before}\\{last}")
}

/// The last word of a form gets a `\` where it would be a mark.
fn guard_end(text: &str, meeting: &Meeting) -> String {
    let last = text.rsplit(char::is_whitespace).next().unwrap_or("");
    let inner = last.strip_prefix('\\');
    let needs =
        marks::is_end_mark(last, meeting) || inner.is_some_and(|inner| is_guarded(inner, meeting));
    match needs {
        true => guard_last_word(text),
        false => text.to_owned(),
    }
}

/// The line for a record of this kind with this body. `default` is the visibility it would get without a mark.
pub fn write_record(kind_id: &str, body: &Body, default: Visibility, meeting: &Meeting) -> String {
    let Some(kind) = kind(kind_id).filter(|kind| !kind.command.is_empty()) else {
        return write_entry(&ContributionLine::of_body(body, default), meeting);
    };
    let answer = |field: &Field| {
        let value = body
            .values
            .get(field.name)
            .map(|value| typed_words(field, value, meeting));
        let value = if matches!(field.answer, Answer::Words) {
            value.map(|words| format!("\"{words}\""))
        } else {
            value
        };
        value
            .or_else(|| body.to_confirm.get(field.name).cloned())
            .map(|words| inside::with_guards_of_doubt(&escaped(&words, kind), body.follow_up))
    };
    let mut parts = Vec::new();
    let mut told = Vec::new();
    match kind.lead {
        Lead::Field(field) => {
            let words = answer(field).unwrap_or_default();
            if label(kind, &words).is_none() && !words.is_empty() {
                told.push(field.name);
                parts.push(words);
            }
        }
        Lead::CodeThen(code, name) => {
            if let Some((code_words, words)) = answer(code).zip(answer(name)) {
                told.extend([code.name, name.name]);
                parts.push(format!("{code_words} {words}"));
            }
        }
        Lead::Nothing => {}
    }
    for field in kind
        .fields
        .iter()
        .filter(|field| !told.contains(&field.name))
    {
        if let Some(words) = answer(field) {
            parts.push(format!("{}: {words}", field.label));
        }
    }
    let mut line = format!("/{} {}", kind.command, guard_end(&joined(&parts), meeting));
    if body.visibility == Visibility::Restricted {
        line.push_str(seen(Some(Visibility::Restricted)));
    }
    if body.follow_up {
        line.push_str(" ??");
    }
    line
}

/// The parts joined by `;`; one that ends with a `\\` is kept apart, or it would escape the `;`.
fn joined(parts: &[String]) -> String {
    let mut out = String::new();
    for part in parts {
        if !out.is_empty() {
            out.push_str(if out.ends_with('\\') { " ; " } else { "; " });
        }
        out.push_str(part);
    }
    out
}

/// A `;` that would begin a field, or comes after a `\`, gets a `\`.
fn escaped(words: &str, kind: &'static Kind) -> String {
    let mut out = String::with_capacity(words.len());
    let mut before = ' ';
    for (at, letter) in words.char_indices() {
        let behind = words.get(at + 1..).filter(|_| letter == ';').unwrap_or("");
        // At the end, too: there it would be read as the beginning of a field that never came.
        let is_last = behind.chars().all(|one| one == ';' || one.is_whitespace());
        if letter == ';' && (before == '\\' || is_last || label(kind, behind).is_some()) {
            out.push('\\');
        }
        out.push(letter);
        before = letter;
    }
    out
}
