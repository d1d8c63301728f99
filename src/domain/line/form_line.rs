//! A record in its one-line form: `/action Kelly books speech therapy; by: 12 Dec; measure: letter seen`.
//!
//! A `;` begins a new field only when a label of this record and a colon follow; any other `;` is text, and `\;` always
//! is.

use super::agenda_names;
use super::day_value::keep_days_in_order;
use super::entry::is_guarded;
use super::inside;
use super::marks::{self, Mark};
use super::restriction::{self, wants_restriction};
use super::value::read_value;
use crate::domain::meeting::Meeting;
use crate::domain::record::form::{Answer, Field, Need};
use crate::domain::record::{Body, Kind, Lead};
use crate::domain::visibility::Visibility;
use chrono::NaiveDate;
use serde_json::Value;

#[derive(Debug, Clone, PartialEq)]
pub struct FormLine {
    /// The kind of record (its id).
    pub kind: &'static str,
    /// The answers, what could not be read, and the marks.
    pub body: Body,
    /// Where each field stands in the line, for the form on the screen.
    pub spans: Vec<FieldSpan>,
}

/// The place of one field's answer in the text of the line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldSpan {
    pub field: &'static str,
    pub from: usize,
    /// One past its last byte.
    pub to: usize,
}

impl FormLine {
    /// What still has to be typed before the record can be made, and what is safe; `None` when it can be.
    pub fn still_needed(&self) -> Option<String> {
        let missing = self.missing();
        let questions: Vec<&str> = missing.iter().map(|field| field.question).collect();
        (!questions.is_empty()).then(|| {
            format!(
                "Not recorded yet, and your line is kept. Still needed (Tab): {}",
                questions.join(" ")
            )
        })
    }

    /// The fields without which the record cannot be made.
    pub fn missing(&self) -> Vec<&'static Field> {
        let fields = crate::domain::record::kind(self.kind).map_or(&[][..], |kind| kind.fields);
        fields
            .iter()
            .filter(|field| {
                field.need == Need::Must
                    && !self.body.values.contains_key(field.name)
                    && !self.body.to_confirm.contains_key(field.name)
            })
            .collect()
    }
}

/// The text without a `;` at its end: anyone who types it means to go on with another field, and may not get that far.
/// An escaped `\;` is text.
pub fn without_last_separator(text: &str) -> &str {
    let mut text = text.trim_end();
    while let Some(before) = text.strip_suffix(';')
        && !before.ends_with('\\')
    {
        text = before.trim_end();
    }
    text
}

struct Segment<'a> {
    field: Option<&'static Field>,
    typed: &'a str,
    from: usize,
}

/// Reads `rest`, the text behind the command, which begins at byte `offset` of the line.
pub(super) fn read(
    kind: &'static Kind,
    rest: &str,
    offset: usize,
    meeting: &Meeting,
    today: NaiveDate,
) -> FormLine {
    let mut body = Body::default();
    let mut spans = Vec::new();
    let words = read_marks(rest, &mut body, meeting);
    for segment in segments(kind, &words) {
        let lead = segment.typed.len() - segment.typed.trim_start().len();
        let typed = without_last_separator(segment.typed.trim());
        let from = offset + segment.from + lead;
        let field = match (segment.field, kind.lead) {
            (Some(field), _) => Some(field),
            (None, Lead::Field(field)) => Some(field),
            (None, Lead::CodeThen(code, name)) => {
                let (letters, name_typed) = split_code(typed, meeting);
                if let Some(letters) = letters {
                    take(code, letters, &mut body, meeting, today);
                }
                take(name, name_typed, &mut body, meeting, today);
                spans.push(FieldSpan {
                    field: name.name,
                    from,
                    to: from + typed.len(),
                });
                None
            }
            (None, Lead::Nothing) => None,
        };
        if let Some(field) = field {
            take(field, typed, &mut body, meeting, today);
            spans.push(FieldSpan {
                field: field.name,
                from,
                to: from + typed.len(),
            });
        }
    }
    keep_days_in_order(kind, &mut body, meeting);
    agenda_names::doubt_score(kind, &mut body, meeting);
    agenda_names::take_reason(kind, &mut body, meeting);
    body.follow_up |= inside::has_doubt(rest);
    if body.must_be_restricted(kind) || wants_restriction(rest) {
        body.visibility = Visibility::Restricted;
    }
    FormLine {
        kind: kind.id,
        body,
        spans,
    }
}

/// Reads one answer into the body. A field that is answered twice keeps both, in words or to be confirmed.
fn take(field: &Field, typed: &str, body: &mut Body, meeting: &Meeting, today: NaiveDate) {
    let typed = unescaped(typed);
    if typed.is_empty() {
        return;
    }
    if let Some(earlier) = body.to_confirm.get_mut(field.name) {
        earlier.push_str("; ");
        earlier.push_str(&typed);
        return;
    }
    let value = read_value(field, &typed, meeting, today).ok();
    match (body.values.get_mut(field.name), value) {
        (None, Some(value)) => {
            body.values.insert(field.name.to_owned(), value);
        }
        (None, None) => {
            body.to_confirm.insert(field.name.to_owned(), typed);
        }
        (Some(Value::String(earlier)), Some(Value::String(now)))
            if matches!(field.answer, Answer::Text | Answer::Words) =>
        {
            earlier.push_str("; ");
            earlier.push_str(&now);
        }
        (Some(earlier), now) if now.as_ref() == Some(&*earlier) => {}
        (Some(earlier), _) => {
            let words = crate::domain::record::typed_words(field, earlier, meeting);
            body.values.remove(field.name);
            body.to_confirm
                .insert(field.name.to_owned(), format!("{words}; {typed}"));
        }
    }
}

/// Takes `??`, `#restricted` and `#open` off the end.
fn read_marks<'a>(rest: &'a str, body: &mut Body, meeting: &Meeting) -> std::borrow::Cow<'a, str> {
    let mut words = rest.trim_end();
    loop {
        let last = words.rsplit(char::is_whitespace).next().unwrap_or("");
        let before = words.get(..words.len() - last.len()).unwrap_or("");
        if let Some(inner) = last.strip_prefix('\\')
            && is_guarded(inner, meeting)
        {
            return format!("{before}{inner}").into();
        }
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
            _ => return words.into(),
        }
        words = before.trim_end();
    }
}

fn segments<'a>(kind: &'static Kind, words: &'a str) -> Vec<Segment<'a>> {
    let mut out = Vec::new();
    let (field, skip) = label(kind, words).map_or((None, 0), |(field, skip)| (Some(field), skip));
    let (mut field, mut from) = (field, skip);
    let mut escaped = false;
    for (at, letter) in words.char_indices() {
        if letter == ';' && !escaped && at >= from {
            let behind = words.get(at + 1..).unwrap_or("");
            if let Some((next, skip)) = label(kind, behind) {
                out.push(Segment {
                    field,
                    typed: words.get(from..at).unwrap_or(""),
                    from,
                });
                field = Some(next);
                from = at + 1 + skip;
            }
        }
        escaped = letter == '\\' && !escaped;
    }
    out.push(Segment {
        field,
        typed: words.get(from..).unwrap_or(""),
        from,
    });
    out
}

/// The field whose label and colon begin this text, and how many bytes they take.
pub(super) fn label(kind: &'static Kind, text: &str) -> Option<(&'static Field, usize)> {
    let (name, _) = text.split_once(':')?;
    if name.len() > 40 {
        return None;
    }
    let field = kind
        .fields
        .iter()
        .find(|field| field.is_called(name.trim()))?;
    Some((field, name.len() + 1))
}

/// The code before a person's name, if there is one: capitals with more after them, or a code that is taken.
fn split_code<'a>(typed: &'a str, meeting: &Meeting) -> (Option<&'a str>, &'a str) {
    let (first, rest) = typed.split_once(char::is_whitespace).unwrap_or((typed, ""));
    let looks = first.chars().count() <= 6
        && first.chars().next().is_some_and(char::is_uppercase)
        && first
            .chars()
            .all(|letter| letter.is_uppercase() || letter.is_ascii_digit());
    let taken = meeting
        .voices()
        .any(|seat| !seat.is_child && seat.code == first);
    if looks && (!rest.trim().is_empty() || taken) {
        (Some(first), rest.trim())
    } else {
        (None, typed)
    }
}

fn unescaped(typed: &str) -> String {
    inside::without_guards_of_doubt(&typed.replace("\\;", ";"))
}
