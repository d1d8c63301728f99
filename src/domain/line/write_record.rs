//! The way back for a record of a kind: the line that would be typed for it. Reading it again gives the same record.

use super::entry::{ContributionLine, is_guarded};
use super::form_line::split_code;
use super::inside;
use super::label::{self, Label};
use super::label_inside::label_inside;
use super::marks;
use super::restriction;
use super::segments::{Segment, in_one_piece, segments, with_guards};
use super::write::{guard_last_word, seen, write_entry};
use crate::domain::meeting::Meeting;
use crate::domain::record::form::{Answer, Field};
use crate::domain::record::{Body, Kind, Lead, typed_words};
use crate::domain::visibility::Visibility;

/// The last word of a form gets a `\` where it would be a mark.
fn guard_end(text: &str, meeting: &Meeting) -> String {
    // Of more than one word, so no `\` reaches it: a `;` that no field follows keeps it apart from the marks.
    if restriction::without_spaced_mark_behind(text).is_some() {
        return format!("{text} ;");
    }
    let last = text.rsplit(char::is_whitespace).next().unwrap_or("");
    let inner = last.strip_prefix('\\');
    let needs =
        marks::is_end_mark(last, meeting) || inner.is_some_and(|inner| is_guarded(inner, meeting));
    match needs {
        true => guard_last_word(text),
        false => text.to_owned(),
    }
}

/// The line for a record of this kind with this body. `default` is the visibility it would get without a mark. Where a
/// sign in an answer would separate, it gets a `\`: found by reading the line, not by a list of cases.
pub fn write_record(kind_id: &str, body: &Body, default: Visibility, meeting: &Meeting) -> String {
    let Some(kind) = meeting
        .kind(kind_id)
        .filter(|kind| !kind.command.is_empty())
    else {
        return write_entry(&ContributionLine::of_body(body, default), meeting);
    };
    let answers = answers_of(kind, body, meeting);
    let alone = |answer: &Written<'_>| {
        let one = std::slice::from_ref(answer);
        let mut each = Guards::EACH.into_iter();
        let fits = each.find(|guards| is_read_back(kind, one, &form_text(one, |_| *guards)));
        fits.unwrap_or(Guards::All)
    };
    let plain = form_text(&answers, |_| Guards::None);
    let needed = || form_text(&answers, alone);
    // A quotation that opens in one answer may close in the next.
    let most = || {
        form_text(&answers, |answer| match answer.is_certain {
            true => Guards::All,
            false => alone(answer),
        })
    };
    let all = || form_text(&answers, |_| Guards::All);
    let fits = |text: &String| is_read_back(kind, &answers, text);
    let text = Some(plain)
        .filter(fits)
        .or_else(|| Some(needed()).filter(fits))
        .or_else(|| Some(most()).filter(fits))
        .unwrap_or_else(all);
    let mut line = format!("/{} {}", kind.command, guard_end(&text, meeting));
    let visibility = Some(body.visibility).filter(|visibility| visibility.is_kept_back());
    let not_for = body.who_it_is_not_for();
    let not_for: Vec<String> = not_for
        .into_iter()
        .flat_map(|not_for| not_for.people.iter().cloned())
        .collect();
    line.push_str(&seen(visibility, &not_for, meeting));
    if body.follow_up {
        line.push_str(" ??");
    }
    line
}

/// Whether this text is read as these answers, and is as certain as they are: with a `\` too many an answer that is to
/// be confirmed would look certain.
fn is_read_back(kind: &'static Kind, answers: &[Written<'_>], text: &str) -> bool {
    let read = segments(kind, text);
    let is_same = |(one, meant): (&Segment<'_>, &Written<'_>)| {
        let is_doubted = label_inside(kind, one.typed).is_some();
        one.label == meant.label
            && one.words() == meant.read_as()
            && match meant.is_certain {
                true => !is_doubted,
                false => is_doubted || label_inside(kind, &meant.words).is_none(),
            }
    };
    read.len() == answers.len() && read.iter().zip(answers).all(is_same)
}

/// Which signs of an answer get a `\`, so that they do not separate.
#[derive(Clone, Copy, PartialEq)]
enum Guards {
    None,
    /// Each `;` at its end.
    End,
    Separators,
    All,
}

impl Guards {
    /// The fewest first.
    const EACH: [Guards; 4] = [Guards::None, Guards::End, Guards::Separators, Guards::All];

    fn put(self, words: &str) -> String {
        let is_end = |letter: char| letter == ';' || letter.is_whitespace();
        let end = words.trim_end_matches(is_end).len();
        let (before, behind) = words.split_at(end);
        match self {
            Guards::None => words.to_owned(),
            Guards::End => format!("{before}{}", with_guards(behind, &[';'])),
            Guards::Separators => with_guards(words, &[';', ',']),
            Guards::All => in_one_piece(words),
        }
    }
}

/// An answer as it is to be read again.
struct Written<'a> {
    label: Label<'a>,
    words: String,
    are_quoted: bool,
    doubts_count: bool,
    is_certain: bool,
}

impl Written<'_> {
    fn read_as(&self) -> String {
        match self.are_quoted {
            true => format!("\"{}\"", self.words),
            false => self.words.clone(),
        }
    }

    fn as_typed(&self, guards: Guards) -> String {
        let words = inside::with_guards_of_doubt(&guards.put(&self.words), self.doubts_count);
        let is_guarded = guards != Guards::None;
        match (self.are_quoted, is_guarded && words.ends_with('\\')) {
            (true, true) => format!("\"{words}\\\""),
            (true, false) => format!("\"{words}\""),
            (false, _) => words,
        }
    }
}

/// The answers of a body in the order of a line: the first words, the fields, and what stands under labels that are not
/// known.
fn answers_of<'a>(kind: &'static Kind, body: &'a Body, meeting: &Meeting) -> Vec<Written<'a>> {
    let written = |label: Label<'a>, words: String, are_quoted: bool| Written {
        label,
        words,
        are_quoted,
        doubts_count: body.follow_up,
        is_certain: true,
    };
    let unsure = |label: Label<'a>, words: String| Written {
        is_certain: false,
        ..written(label, words, false)
    };
    let value = |field: &Field| {
        let value = body.values.get(field.name)?;
        Some(typed_words(field, value, meeting))
    };
    let words = |field: &Field| {
        let unread = || body.to_confirm.get(field.name).cloned();
        value(field)
            .or_else(unread)
            .filter(|words| !words.is_empty())
    };
    let mut all = Vec::new();
    let mut told = Vec::new();
    let can_lead = |words: &str| label::first(kind, words).0 == Label::Lead && !words.is_empty();
    match kind.lead {
        Lead::Field(field) => {
            if let Some(words) = words(field).filter(|words| can_lead(words)) {
                told.push(field.name);
                let is_certain = value(field).is_some();
                let quoted = matches!(field.answer, Answer::Words) && is_certain;
                all.push(Written {
                    is_certain,
                    ..written(Label::Lead, words, quoted)
                });
            }
        }
        Lead::CodeThen(code, name) => {
            if let Some((letters, words)) = words(code).zip(words(name)) {
                let both = format!("{letters} {words}");
                let is_read_so = split_code(&both, meeting) == (Some(&letters), &words);
                if is_read_so && can_lead(&both) {
                    told.extend([code.name, name.name]);
                    all.push(Written {
                        is_certain: value(name).is_some(),
                        ..written(Label::Lead, both, false)
                    });
                }
            }
        }
        Lead::Nothing => {}
    }
    for field in kind
        .fields
        .iter()
        .filter(|field| !told.contains(&field.name))
    {
        let label = Label::Known(field);
        if let Some(words) = value(field) {
            let are_quoted = matches!(field.answer, Answer::Words);
            all.push(written(label, words, are_quoted));
        }
        if let Some(words) = body.to_confirm.get(field.name) {
            all.push(unsure(label, words.clone()));
        }
    }
    let unknown = body.to_confirm.iter();
    for (label, words) in unknown.filter(|(name, _)| kind.field(name).is_none()) {
        all.push(unsure(Label::Unknown(label), words.clone()));
    }
    all
}

fn form_text<'a>(answers: &[Written<'a>], guards: impl Fn(&Written<'a>) -> Guards) -> String {
    let parts: Vec<String> = answers
        .iter()
        .map(|answer| {
            let words = answer.as_typed(guards(answer));
            match answer.label {
                Label::Lead => words,
                Label::Known(field) => format!("{}: {words}", field.label),
                Label::Unknown(label) => format!("{label}: {words}"),
            }
        })
        .collect();
    let text = joined(&parts);
    // Without its `;`, a label that is not known would be the first words.
    match answers.first().map(|answer| answer.label) {
        Some(Label::Unknown(_)) => format!("; {text}"),
        _ => text,
    }
}

/// The parts joined by `;`; one that ends with a `\` is kept apart, or it would escape the `;`.
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
