//! The marks at the end of an answer: `??`, `#restricted`, and for which children the record is.

use super::entry::is_guarded;
use super::in_sentence;
use super::marks::{self, Mark};
use super::restriction;
use crate::domain::meeting::Meeting;
use crate::domain::record::form::{Answer, Field};
use crate::domain::record::{Body, Kind};
use crate::domain::visibility::Visibility;
use serde_json::Value;
use std::borrow::Cow;

/// Takes the marks off the end of a line; a `\` in front of the last word says that it is none.
pub(super) fn read_marks<'a>(
    rest: &'a str,
    kind: &'static Kind,
    body: &mut Body,
    children: &mut Vec<String>,
    meeting: &Meeting,
) -> Cow<'a, str> {
    let words = marks_off(rest, kind, body, children, meeting);
    let last = words.rsplit(char::is_whitespace).next().unwrap_or("");
    let before = words.get(..words.len() - last.len()).unwrap_or("");
    match last.strip_prefix('\\') {
        Some(inner) if is_guarded(inner, meeting) => format!("{before}{inner}").into(),
        _ => words.into(),
    }
}

/// Takes `??`, `#restricted`, `#open` and, where the record may be for several children, `@ella` off the end.
pub(super) fn marks_off<'a>(
    typed: &'a str,
    kind: &'static Kind,
    body: &mut Body,
    children: &mut Vec<String>,
    meeting: &Meeting,
) -> &'a str {
    let mut words = typed.trim_end();
    loop {
        let last = words.rsplit(char::is_whitespace).next().unwrap_or("");
        if let Some(rest) = restriction::without_spaced_mark_behind(words) {
            body.visibility = Visibility::Restricted;
            words = rest;
            continue;
        }
        match marks::read(last, meeting) {
            Some(Mark::FollowUp) => body.follow_up = true,
            Some(Mark::RecordView(Visibility::Restricted)) => {
                body.visibility = Visibility::Restricted
            }
            // The stricter of two applies, and open is the default without a mark.
            Some(Mark::RecordView(Visibility::Everyone)) => {}
            Some(Mark::Child(id))
                if for_children(kind).is_some()
                    && !in_sentence::ends_with(words, meeting)
                    && !is_whole_answer(kind, words, last) =>
            {
                children.insert(0, id);
            }
            _ => return words,
        }
        words = words
            .get(..words.len() - last.len())
            .unwrap_or("")
            .trim_end();
    }
}

/// `worker: @ella`: the mark is all that was answered, so it stays as it was typed.
fn is_whole_answer(kind: &'static Kind, words: &str, last: &str) -> bool {
    let before = words.get(..words.len() - last.len()).unwrap_or("");
    let Some(before) = before.trim_end().strip_suffix(':') else {
        return false;
    };
    let label = before.rsplit([';', ',']).next().unwrap_or("");
    !for_children(kind).is_some_and(|field| field.is_called(label))
}

/// The answer that says for which children a record is.
fn for_children(kind: &'static Kind) -> Option<&'static Field> {
    let mut fields = kind.fields.iter();
    fields.find(|field| matches!(field.answer, Answer::Children))
}

/// Puts the children that were marked with those of the answer; beside one that is not certain nothing is lost.
pub(super) fn add_children(kind: &'static Kind, marked: Vec<String>, body: &mut Body) {
    let Some(field) = for_children(kind).filter(|_| !marked.is_empty()) else {
        return;
    };
    let mut ids: Vec<Value> = match body.values.get(field.name) {
        Some(Value::Array(ids)) => ids.clone(),
        _ => Vec::new(),
    };
    for id in marked.into_iter().map(Value::String) {
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    body.values.insert(field.name.to_owned(), Value::Array(ids));
}
