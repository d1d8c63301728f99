//! A record in its one-line form: `/action Kelly books speech therapy; by: 12 Dec; measure: letter seen`.
//!
//! A `;` begins a new answer when a label and a colon follow, a comma where that is plainly meant; any other is text, and
//! `\;` and what stands in quotation marks always is. A label that this kind of record does not have is pointed out, and
//! its words are kept under it, to be confirmed: they are never a part of the answer before.

use super::agenda_names;
use super::day_value::keep_days_in_order;
use super::existing::{existing, fits_somebody, is_nobody_else, is_whole_name};
use super::explain::unknown_labels;
use super::forgotten_labels::forgotten_labels;
use super::form_marks::{add_children, marks_off, read_marks};
use super::inside;
use super::kept_back_agency::restrict_by_rule;
use super::label::{Label, holds_sentences};
use super::label_inside::label_inside;
use super::marks::{self, Mark};
use super::near_key;
use super::not_for;
use super::segments::{Segment, segments, unescaped, without_last_separator};
use super::sent_out;
use super::several::several;
use super::told_day;
use super::two_in_one::{answers_in, when_and_where};
use super::value::read_value;
use super::whose_words;
use crate::domain::meeting::Meeting;
use crate::domain::record::form::{Answer, Field, Need};
use crate::domain::record::kinds::telling_due;
use crate::domain::record::{Body, Kind, Lead};
use crate::domain::text::quoted::closed;
use chrono::NaiveDate;
use serde_json::Value;

#[derive(Debug, Clone, PartialEq)]
pub struct FormLine {
    /// The kind of record (its id).
    pub kind: &'static str,
    /// The same, as the meeting's settings ask for it.
    pub asked: &'static Kind,
    /// The answers, what could not be read, and the marks.
    pub body: Body,
    /// Where each field stands in the line, for the form on the screen.
    pub spans: Vec<FieldSpan>,
    /// Whose name is to be changed, as typed: the words before `name:`.
    pub whom: Option<String>,
    /// What the words without a label may answer, with their labels: `; is: CIN plan`. Only to be said.
    pub perhaps: Option<String>,
    /// Answers that stood together in one: a day and its time. They are said before Enter.
    pub together: Vec<&'static Field>,
    /// A reason was typed as `why` alone; of what, the other answers say.
    pub is_why_alone: bool,
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
        let unknown: String = unknown_labels(self)
            .iter()
            .map(|words| format!(" {words}."))
            .collect();
        let perhaps = self.perhaps_meant();
        let perhaps = perhaps.map_or_else(String::new, |words| format!(" {words}"));
        (!questions.is_empty()).then(|| {
            format!(
                "Not recorded yet, and your line is kept. Still needed (Tab): {}{unknown}{perhaps}",
                questions.join(" ")
            )
        })
    }

    /// `Did you mean "; is: CIN plan"?`
    pub fn perhaps_meant(&self) -> Option<String> {
        let labels = self.perhaps.as_ref()?;
        Some(format!("Did you mean \"{labels}\"?"))
    }

    /// The fields without which the record cannot be made.
    pub fn missing(&self) -> Vec<&'static Field> {
        self.asked
            .fields
            .iter()
            .filter(|field| {
                field.need == Need::Must
                    && !self.body.values.contains_key(field.name)
                    && !self.body.to_confirm.contains_key(field.name)
            })
            .collect()
    }
}

/// Reads `rest`, the text behind the command, which begins at byte `offset` of the line.
pub(super) fn read(
    kind: &'static Kind,
    rest: &str,
    offset: usize,
    meeting: &Meeting,
    today: NaiveDate,
) -> FormLine {
    let mut form = read_answers(kind, rest, offset, meeting, today);
    sent_out::settle(existing(&form, meeting), &mut form, meeting);
    whose_words::settle(&mut form, meeting);
    restrict_by_rule(kind, &mut form.body, meeting);
    form
}

/// The same for some answers of a record that is there already: whether a rule restricts it is known only with the others.
pub(super) fn read_answers(
    kind: &'static Kind,
    rest: &str,
    offset: usize,
    meeting: &Meeting,
    today: NaiveDate,
) -> FormLine {
    let kind = kind.as_asked(meeting.settings());
    let mut body = Body::default();
    let mut spans = Vec::new();
    let mut children = Vec::new();
    let mut together = Vec::new();
    let out = not_for::taken_out(rest, meeting);
    let rest = out.line.as_ref();
    let words = read_marks(rest, kind, &mut body, &mut children, meeting);
    // With a `\` before it, the last word is text.
    let is_guarded = matches!(words, std::borrow::Cow::Owned(_));
    let segments = segments(kind, &words);
    let has_name = gives(kind.lead_field(), &segments);
    let has_letters = gives(kind.letters_field(), &segments);
    let whom = whom(kind, &segments, meeting)
        .filter(|whom| has_name || has_letters && is_nobody_else(kind, whom, meeting));
    let says_only_whom = whom
        .as_ref()
        .is_some_and(|whom| has_name || !is_whole_name(kind, whom, meeting));
    let is_why_alone = segments.iter().any(|segment| match segment.label {
        Label::Known(field) => sent_out::is_why_alone(field, segment.label_typed),
        Label::Unknown(_) | Label::Lead => false,
    });
    for (at, segment) in segments.iter().enumerate() {
        let lead = segment.typed.len() - segment.typed.trim_start().len();
        let typed = without_last_separator(segment.typed.trim());
        let from = offset + segment.from + lead;
        if let Some((field, words)) = when_and_where(kind, segment, meeting, today) {
            take(field, &words, &mut body, meeting, today);
            together.push(field);
            spans.push(FieldSpan {
                field: field.name,
                from,
                to: from + typed.len(),
            });
            continue;
        }
        let field = match (segment.label, kind.lead) {
            (Label::Known(field), _) => Some(field),
            (Label::Unknown(label), Lead::Field(what))
                if at == 0 && is_behind_the_lead(kind, &segment.words(), meeting, today) =>
            {
                take(what, label, &mut body, meeting, today);
                kind.behind_the_lead
            }
            (Label::Unknown(label), _) => {
                keep_unknown(label, &segment.words(), &mut body);
                None
            }
            // They only say whose name or letters are to be changed. A whole name is an answer as well.
            (Label::Lead, _) if says_only_whom => None,
            (Label::Lead, Lead::Field(field)) => Some(field),
            (Label::Lead, Lead::CodeThen(code, name)) => {
                let (letters, name_typed) = match has_name && looks_like_letters(typed) {
                    true => (Some(typed), ""),
                    false => split_code(typed, meeting),
                };
                if let Some(letters) = letters {
                    take(code, letters, &mut body, meeting, today);
                }
                take_whole(kind, name, name_typed, &mut body, meeting, today);
                spans.push(FieldSpan {
                    field: name.name,
                    from,
                    to: from + typed.len(),
                });
                None
            }
            (Label::Lead, Lead::Nothing) => None,
        };
        if let Some(field) = field {
            let is_mark_alone = !matches!(field.answer, Answer::Children)
                && matches!(marks::read(typed, meeting), Some(Mark::Child(_)));
            let ends_guarded = is_guarded && segment.from + segment.typed.len() == words.len();
            let is_text = holds_sentences(field) || field.is_brief || ends_guarded;
            let typed = match is_text || is_mark_alone {
                true => typed,
                false => marks_off(typed, kind, &mut body, &mut children, meeting),
            };
            match answers_in(kind, field, typed, &segments, meeting, today) {
                Some(answers) => {
                    for (field, words) in answers {
                        together.push(field);
                        take(field, &words, &mut body, meeting, today);
                    }
                }
                None => take_whole(kind, field, typed, &mut body, meeting, today),
            }
            spans.push(FieldSpan {
                field: field.name,
                from,
                to: from + typed.len(),
            });
        }
    }
    add_children(kind, children, &mut body);
    let was_read = body.values.clone();
    keep_days_in_order(kind, &mut body, meeting);
    let told_on = spans
        .iter()
        .find(|span| span.field == telling_due::TOLD_ON.name);
    let told_on = told_on.and_then(|one| words.get(one.from - offset..one.to - offset));
    told_day::doubt(kind, told_on, &mut body, meeting, today);
    // What is to be confirmed stays as it was typed, also where several answers were one.
    for span in &spans {
        let all = || spans.iter().filter(|one| one.field == span.field);
        let typed = all().filter_map(|one| words.get(one.from - offset..one.to - offset));
        let typed = typed.map(unescaped).filter(|typed| !typed.is_empty());
        let typed: Vec<String> = typed.collect();
        // The first words may hold letters as well, which are an answer of their own.
        let holds_letters = matches!(kind.lead, Lead::CodeThen(_, name) if name.name == span.field);
        let is_of_several = typed.len() > 1 && !holds_letters;
        let was_read = was_read.contains_key(span.field) && typed.len() == 1;
        if let Some(doubt) = body
            .to_confirm
            .get_mut(span.field)
            .filter(|_| was_read || is_of_several)
        {
            *doubt = typed.join("; ");
        }
    }
    near_key::doubt(kind, &mut body, meeting);
    agenda_names::doubt_score(kind, &mut body, meeting);
    agenda_names::take_reason(kind, &mut body, meeting);
    body.follow_up |= inside::has_doubt(&without_quotations(rest));
    out.close(&mut body, meeting);
    if says_who_may_read(kind, &body) {
        body.restrict();
    }
    let perhaps = forgotten_labels(kind, &segments, &body, meeting, today);
    FormLine {
        kind: kind.id,
        asked: kind,
        body,
        spans,
        whom,
        perhaps,
        together,
        is_why_alone,
    }
}

/// Labels that the kind does not have and that say who is to read it: `not: LQ`.
const WHO_MAY_READ_IT: &[&str] = &[
    "not",
    "not for",
    "not to",
    "only",
    "only for",
    "who may read",
    "who may read it",
    "who can read",
    "who reads",
    "readers",
    "audience",
    "copy",
    "copies",
    "keep from",
    "kept from",
    "hide from",
    "hidden from",
    "withhold from",
    "without",
];

fn says_who_may_read(kind: &Kind, body: &Body) -> bool {
    let unknown = body
        .to_confirm
        .keys()
        .filter(|label| kind.field(label).is_none());
    unknown
        .map(|label| label.to_lowercase())
        .any(|label| WHO_MAY_READ_IT.contains(&label.trim()))
}

fn is_behind_the_lead(
    kind: &'static Kind,
    words: &str,
    meeting: &Meeting,
    today: NaiveDate,
) -> bool {
    let field = kind.behind_the_lead;
    field.is_some_and(|field| read_value(field, words, meeting, today).is_ok())
}

/// Whether a label says that this answer follows, and one does.
fn gives(field: Option<&'static Field>, segments: &[Segment<'_>]) -> bool {
    let label = field.map(Label::Known);
    let mut labelled = segments.iter().filter(|one| Some(one.label) == label);
    label.is_some() && labelled.any(|segment| !segment.words().is_empty())
}

/// `AL` of `/person AL; name: Hannah Latham` or `/person AL; letters: HL`: somebody who is there, and gets another name or
/// other letters.
fn whom(kind: &'static Kind, segments: &[Segment<'_>], meeting: &Meeting) -> Option<String> {
    let lead = segments
        .iter()
        .find(|segment| segment.label == Label::Lead)?;
    Some(lead.words()).filter(|words| fits_somebody(kind, words, meeting))
}

/// Reads one answer, unless a part of it may be another one: then the whole is asked about.
fn take_whole(
    kind: &'static Kind,
    field: &Field,
    typed: &str,
    body: &mut Body,
    meeting: &Meeting,
    today: NaiveDate,
) {
    match label_inside(kind, typed) {
        Some(_) => keep_to_confirm(field, &unescaped(typed), body, meeting),
        None => take(field, typed, body, meeting, today),
    }
}

/// An answer that is asked about whatever it says, behind what was typed for its field before.
fn keep_to_confirm(field: &Field, typed: &str, body: &mut Body, meeting: &Meeting) {
    let earlier = body.values.remove(field.name);
    let earlier = earlier.map(|value| crate::domain::record::typed_words(field, &value, meeting));
    if let Some(earlier) = earlier {
        keep_unknown(field.name, &earlier, body);
    }
    keep_unknown(field.name, typed, body);
}

/// Words behind a label that the record does not know stay as they were typed, under that label.
fn keep_unknown(label: &str, words: &str, body: &mut Body) {
    match body.to_confirm.get_mut(label) {
        Some(_) if words.is_empty() => {}
        Some(earlier) => {
            if !earlier.is_empty() {
                earlier.push_str("; ");
            }
            earlier.push_str(words);
        }
        None => {
            body.to_confirm.insert(label.to_owned(), words.to_owned());
        }
    }
}

/// A text with its quotations taken out: what stands in them is no mark.
fn without_quotations(text: &str) -> String {
    let mut out = String::new();
    let mut end = 0;
    for range in closed(text) {
        out.push_str(text.get(end..range.start).unwrap_or(""));
        end = range.end;
    }
    out.push_str(text.get(end..).unwrap_or(""));
    out
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
    if let Some((first, others)) = several(field, &typed, meeting)
        && !body.values.contains_key(field.name)
    {
        body.values.insert(field.name.to_owned(), first);
        if let Some(field) = field.others.filter(|_| !others.is_empty()) {
            let others = Value::Array(others);
            body.values.insert(field.name.to_owned(), others);
        }
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
            if matches!(
                field.answer,
                Answer::Text | Answer::TextOr(_) | Answer::Words
            ) && !field.is_brief =>
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

/// `KQ` of `KQ: Kasia Quill`.
pub(super) fn code_and_colon(words: &str) -> Option<(&str, &str)> {
    let (code, name) = words.split_once(':')?;
    (looks_like_letters(code.trim()) && !name.trim().is_empty()).then_some((code.trim(), name))
}

/// The code before a person's name, if there is one: capitals with more after them, or a code that is taken.
pub(super) fn split_code<'a>(typed: &'a str, meeting: &Meeting) -> (Option<&'a str>, &'a str) {
    if let Some((code, name)) = code_and_colon(typed) {
        return (Some(code), name.trim());
    }
    let (first, rest) = typed.split_once(char::is_whitespace).unwrap_or((typed, ""));
    let taken = meeting
        .voices()
        .any(|seat| !seat.is_child && seat.code == first);
    if looks_like_letters(first) && (!rest.trim().is_empty() || taken) {
        (Some(first), rest.trim())
    } else {
        (None, typed)
    }
}

fn looks_like_letters(word: &str) -> bool {
    word.chars().count() <= 6
        && word.chars().next().is_some_and(char::is_uppercase)
        && word
            .chars()
            .all(|letter| letter.is_uppercase() || letter.is_ascii_digit())
}
