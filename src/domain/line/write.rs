//! The way back: what a record would be typed as. Reading it again gives the same.

use super::entry::{Entry, Who, is_guarded};
use super::form_line::label;
use super::{Line, marks, read};
use crate::domain::form::{Answer, Field};
use crate::domain::meeting::Meeting;
use crate::domain::record::{Body, Kind, Lead, kind, typed_words};
use crate::domain::visibility::Visibility;
use chrono::NaiveDate;

/// The line that says this entry.
pub fn write_entry(entry: &Entry, meeting: &Meeting) -> String {
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
    if entry.exact {
        line.push_str(&format!("\"{}\"", entry.text));
    } else {
        line.push_str(&guarded(entry, &line, meeting));
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
    if entry.come_back {
        line.push_str(" ??");
    }
    // Nothing at all would be no entry.
    if line.is_empty() {
        line.push('\\');
    }
    line
}

fn seen(visibility: Option<Visibility>) -> &'static str {
    match visibility {
        Some(Visibility::Restricted) => " #restricted",
        Some(Visibility::Everyone) => " #open",
        None => "",
    }
}

/// The words, with a `\` where they would be read as something else. Found by reading them, not by a list of cases.
fn guarded(entry: &Entry, before: &str, meeting: &Meeting) -> String {
    let text = guard_end(&entry.text, false, meeting);
    // With marks to come behind it, a word alone could be read as a mark of the beginning.
    let probe = read(&format!("{before}{text}"), meeting, NaiveDate::default());
    let plain = Entry {
        who: entry.who.clone(),
        on_behalf_of: entry.on_behalf_of.clone(),
        kind: entry.kind.clone(),
        unknown_kind: entry.unknown_kind.clone(),
        text: entry.text.clone(),
        ..Entry::default()
    };
    // A `\` alone is text, but no longer when a mark comes behind it.
    let is_guard = entry.text == "\\";
    if (probe == Line::Entry(plain) && !is_guard) || entry.text.is_empty() {
        text
    } else {
        format!("\\{text}")
    }
}

/// `alone`: also where the last word is the only one.
fn guard_end(text: &str, alone: bool, meeting: &Meeting) -> String {
    let last = text.rsplit(char::is_whitespace).next().unwrap_or("");
    let before = text.get(..text.len() - last.len()).unwrap_or("");
    // What somebody says in a single word is guarded at its beginning already.
    let needs = (alone || !before.is_empty())
        && (marks::is_end_mark(last, meeting)
            || last
                .strip_prefix('\\')
                .is_some_and(|inner| is_guarded(inner, meeting)));
    if needs {
        format!("{before}\\{last}")
    } else {
        text.to_owned()
    }
}

/// The line that says a record of this kind with this body. `default` is the visibility it would get without a mark.
pub fn write_record(kind_id: &str, body: &Body, default: Visibility, meeting: &Meeting) -> String {
    let Some(kind) = kind(kind_id).filter(|kind| !kind.command.is_empty()) else {
        return write_entry(&Entry::of_body(body, default), meeting);
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
            .map(|words| escaped(&words, kind))
    };
    let mut parts = Vec::new();
    let mut told = Vec::new();
    match kind.lead {
        Lead::Field(name) => {
            let words = kind.field(name).and_then(&answer).unwrap_or_default();
            if label(kind, &words).is_none() && !words.is_empty() {
                told.push(name);
                parts.push(words);
            }
        }
        Lead::CodeThen(code, name) => {
            let both = kind
                .field(code)
                .and_then(&answer)
                .zip(kind.field(name).and_then(&answer));
            if let Some((code_words, words)) = both {
                told.extend([code, name]);
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
    let mut line = format!(
        "/{} {}",
        kind.command,
        guard_end(&joined(&parts), true, meeting)
    );
    if body.visibility == Visibility::Restricted {
        line.push_str(seen(Some(Visibility::Restricted)));
    }
    if body.come_back {
        line.push_str(" ??");
    }
    line
}

/// The parts with `;` between them; one that ends with a `\\` keeps its distance, or it would guard the `;`.
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

/// A `;` that would begin a field, or stands behind a `\`, gets a `\`.
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
