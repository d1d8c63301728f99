//! The way back: the line that would be typed for a record. Reading it again gives the same record.

use super::entry::{ContributionLine, Who, is_guarded};
use super::form_line::{Segment, in_one_piece, segments, split_code};
use super::inside;
use super::label::{self, Label};
use super::marks::{self, Mark};
use super::restriction;
use super::{Line, read};
use crate::domain::meeting::Meeting;
use crate::domain::record::form::{Answer, Field};
use crate::domain::record::{Body, Kind, Lead, kind, typed_words};
use crate::domain::visibility::Visibility;
use chrono::NaiveDate;

/// The line for this entry. Where its words would be read as something else they get a `\`: found by reading them, not
/// by a list of cases.
pub fn write_entry(entry: &ContributionLine, meeting: &Meeting) -> String {
    let entry = &with_unknown_marks(entry);
    let mut nearest = None;
    for ways in Ways::each() {
        let line = written(entry, ways, meeting);
        match read(&line, meeting, NaiveDate::default()) {
            Line::Entry(again) if again == *entry => return line,
            Line::Entry(again) if nearest.is_none() && says_as_much(&again, entry) => {
                nearest = Some(line);
            }
            _ => {}
        }
    }
    nearest.unwrap_or_else(|| written(entry, Ways::ALL, meeting))
}

/// The entry as it is typed today: earlier versions took an unknown mark out of the words.
fn with_unknown_marks(entry: &ContributionLine) -> ContributionLine {
    let mut entry = entry.clone();
    if entry.exact {
        return entry;
    }
    let Apart { is_whole, .. } = Apart::of(&entry);
    if !is_whole {
        let kind = unknown_mark('#', &entry.unknown_kind).filter(|mark| !has_word(&entry, mark));
        let child = unknown_mark('@', &entry.unknown_child).filter(|mark| !has_word(&entry, mark));
        let parts = [kind, Some(entry.text), child];
        let parts: Vec<String> = parts
            .into_iter()
            .flatten()
            .filter(|part| !part.is_empty())
            .collect();
        entry.text = parts.join(" ");
    }
    entry
}

fn has_word(entry: &ContributionLine, word: &str) -> bool {
    entry.text.split_whitespace().any(|one| one == word)
}

fn unknown_mark(sign: char, name: &Option<String>) -> Option<String> {
    name.as_ref().map(|name| format!("{sign}{name}"))
}

/// The words of an entry without the unknown marks before and after them: a `\` belongs between.
struct Apart<'a> {
    before: Vec<&'a str>,
    words: &'a str,
    after: Vec<&'a str>,
    /// Every unknown mark of the entry is there.
    is_whole: bool,
}

impl<'a> Apart<'a> {
    fn of(entry: &'a ContributionLine) -> Apart<'a> {
        let marks = [
            unknown_mark('#', &entry.unknown_kind),
            unknown_mark('@', &entry.unknown_child),
        ];
        let mut marks: Vec<String> = marks.into_iter().flatten().collect();
        let mut words = entry.text.as_str();
        let (mut before, mut after) = (Vec::new(), Vec::new());
        if !entry.exact {
            while let Some(first) = words.split_whitespace().next()
                && let Some(place) = marks.iter().position(|mark| mark == first)
            {
                marks.swap_remove(place);
                before.push(first);
                words = words
                    .trim_start()
                    .get(first.len()..)
                    .unwrap_or("")
                    .trim_start();
            }
            while let Some(last) = words.split_whitespace().next_back()
                && let Some(place) = marks.iter().position(|mark| mark == last)
            {
                marks.swap_remove(place);
                after.insert(0, last);
                let left = words.trim_end();
                words = left.get(..left.len() - last.len()).unwrap_or("").trim_end();
            }
        }
        Apart {
            before,
            words,
            after,
            is_whole: marks.is_empty(),
        }
    }
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

/// The ways in which the same entry can be written; most need only the first.
#[derive(Clone, Copy)]
struct Ways {
    /// A `\` before the first letter.
    guards_beginning: bool,
    guards_end: bool,
    guards_all_inside: bool,
    /// `@EL` before the words: after them it would be part of the sentence.
    children_first: bool,
    /// `#worry`, where the sign would be text.
    kind_as_word: bool,
    /// The words themselves begin with who may say them.
    without_label: bool,
}

impl Ways {
    const COUNT: u8 = 64;
    const ALL: Ways = Ways::new(0b00111);

    const fn new(bits: u8) -> Ways {
        Ways {
            guards_beginning: bits & 1 != 0,
            guards_end: bits & 2 != 0,
            guards_all_inside: bits & 4 != 0,
            children_first: bits & 8 != 0,
            kind_as_word: bits & 16 != 0,
            without_label: bits & 32 != 0,
        }
    }

    fn each() -> impl Iterator<Item = Ways> {
        (0..Ways::COUNT).map(Ways::new)
    }
}

fn written(entry: &ContributionLine, ways: Ways, meeting: &Meeting) -> String {
    let mut line = match &entry.who {
        Who::Last => String::new(),
        Who::Everybody => "all: ".to_owned(),
        Who::MinuteTaker => ": ".to_owned(),
        Who::Unknown(_) if ways.without_label => String::new(),
        Who::Unknown(letters) => format!("{letters}: "),
        Who::Known(id) if !entry.with.is_empty() => {
            let with = entry.with.iter().map(|id| meeting.code(id));
            let all: Vec<String> = std::iter::once(meeting.code(id)).chain(with).collect();
            format!("{}: ", all.join(" & "))
        }
        Who::Known(id) => match &entry.on_behalf_of {
            Some(whom) => format!("{}/{}: ", meeting.code(id), meeting.code(whom)),
            None => format!("{}: ", meeting.code(id)),
        },
    };
    let sign = entry
        .kind
        .as_deref()
        .and_then(marks::sign_of)
        .filter(|_| !ways.kind_as_word);
    let is_behind = ways.without_label && ways.kind_as_word;
    let kind_behind = entry.kind.as_ref().filter(|_| is_behind);
    match (sign, &entry.kind, &entry.unknown_kind) {
        (Some(sign), _, _) => line.extend([sign, ' ']),
        // Before the words it would part them from the line's beginning.
        (None, Some(_), _) if kind_behind.is_some() => {}
        (None, Some(kind), _) => line.push_str(&format!("#{kind} ")),
        (None, None, Some(word)) if entry.exact => line.push_str(&format!("#{word} ")),
        (None, None, _) => {}
    }
    let children = entry
        .children
        .iter()
        .map(|id| format!("@{}", meeting.code(id)));
    if ways.children_first {
        children
            .clone()
            .for_each(|child| line.push_str(&format!("{child} ")));
    }
    let apart = Apart::of(entry);
    let text = inside::guarded(entry, apart.words, ways.guards_all_inside, meeting);
    if entry.exact {
        line.push_str(&format!("\"{text}\""));
    } else {
        apart
            .before
            .iter()
            .for_each(|mark| line.push_str(&format!("{mark} ")));
        if ways.guards_beginning {
            line.push('\\');
        }
        match ways.guards_end {
            true => line.push_str(&guard_last_word(&text)),
            false => line.push_str(&text),
        }
        apart
            .after
            .iter()
            .for_each(|mark| line.push_str(&format!(" {mark}")));
    }
    if let Some(kind) = kind_behind {
        line.push_str(&format!(" #{kind}"));
    }
    if !ways.children_first {
        children.for_each(|child| line.push_str(&format!(" {child}")));
    }
    if let Some(name) = entry.unknown_child.as_ref().filter(|_| entry.exact) {
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
        _ => !is_form && marks::is_end_mark(word, meeting),
    };
    let mut words = line.trim_end();
    loop {
        let last = words.rsplit(char::is_whitespace).next().unwrap_or("");
        let spaced = restriction::without_spaced_mark_behind(words).filter(|_| is_form);
        words = match spaced {
            Some(before) => before.trim_end(),
            None if is_mark(last) => words
                .get(..words.len() - last.len())
                .unwrap_or("")
                .trim_end(),
            None => break,
        };
    }
    // Nothing but marks: behind them. A label of a form waits for its answer in front of them.
    match words.ends_with(':') && !is_form || words.is_empty() {
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
    let Some(kind) = kind(kind_id).filter(|kind| !kind.command.is_empty()) else {
        return write_entry(&ContributionLine::of_body(body, default), meeting);
    };
    let answers = answers_of(kind, body, meeting);
    let is_read_back = |text: &str| {
        let read = segments(kind, text);
        let is_same = |(one, meant): (&Segment<'_>, &Written<'_>)| {
            one.label == meant.label
                && one.words() == meant.read_as()
                && !(meant.is_certain && one.has_label_inside(kind))
        };
        read.len() == answers.len() && read.iter().zip(&answers).all(is_same)
    };
    // What is to be confirmed is guarded last: with a guard it may look certain.
    let texts = [Guards::None, Guards::OfWhatIsCertain].map(|guards| form_text(&answers, guards));
    let text = texts.into_iter().find(|text| is_read_back(text));
    let text = text.unwrap_or_else(|| form_text(&answers, Guards::All));
    let mut line = format!("/{} {}", kind.command, guard_end(&text, meeting));
    if body.visibility == Visibility::Restricted {
        line.push_str(seen(Some(Visibility::Restricted)));
    }
    if body.follow_up {
        line.push_str(" ??");
    }
    line
}

/// Which answers get a `\` before each sign that would separate.
#[derive(Clone, Copy, PartialEq)]
enum Guards {
    None,
    OfWhatIsCertain,
    All,
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
        let guarded = match guards {
            Guards::None => false,
            Guards::OfWhatIsCertain => self.is_certain,
            Guards::All => true,
        };
        let words = match guarded {
            true => in_one_piece(&self.words),
            false => self.words.clone(),
        };
        let words = inside::with_guards_of_doubt(&words, self.doubts_count);
        match (self.are_quoted, guarded && words.ends_with('\\')) {
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

fn form_text(answers: &[Written<'_>], guards: Guards) -> String {
    let parts: Vec<String> = answers
        .iter()
        .map(|answer| {
            let words = answer.as_typed(guards);
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
