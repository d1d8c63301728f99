//! The way back: the line that would be typed for an entry. Reading it again gives the same entry.

use super::entry::{ContributionLine, Who};
use super::inside;
use super::marks::{self, Mark};
use super::restriction;
use super::{Line, read};
use crate::domain::meeting::Meeting;
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
    nearest
        .or_else(|| with_its_mark(entry, meeting))
        .unwrap_or_else(|| written(entry, Ways::ALL, meeting))
}

/// Where the section restricts, the entry needs no mark. Words that look like one (`#restricted, SH: yes`), and cannot be
/// guarded, are written with it.
fn with_its_mark(entry: &ContributionLine, meeting: &Meeting) -> Option<String> {
    let is_like_one = entry.visibility.is_none() && restriction::wants_restriction(&entry.text);
    let marked = ContributionLine {
        visibility: Some(Visibility::Restricted),
        ..entry.clone()
    };
    let mut lines = Ways::each()
        .filter(|_| is_like_one)
        .map(|ways| written(&marked, ways, meeting));
    lines.find(|line| {
        matches!(read(line, meeting, NaiveDate::default()), Line::Entry(again) if again == marked)
    })
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
            entry.not_for.clone(),
            entry.follow_up,
        )
    };
    // Nobody becomes certain by being written down.
    let is_asked = |entry: &ContributionLine| matches!(entry.who, Who::Unknown(_));
    said(one) == said(other) && (is_asked(one) || !is_asked(other))
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
    /// `#new : SH: …`: behind marks it is no note of the minute-taker's.
    marks_first: bool,
}

impl Ways {
    const COUNT: u8 = 128;
    const ALL: Ways = Ways::new(0b00111);

    const fn new(bits: u8) -> Ways {
        Ways {
            guards_beginning: bits & 1 != 0,
            guards_end: bits & 2 != 0,
            guards_all_inside: bits & 4 != 0,
            children_first: bits & 8 != 0,
            kind_as_word: bits & 16 != 0,
            without_label: bits & 32 != 0,
            marks_first: bits & 64 != 0,
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
    let mut marks = String::new();
    if entry.new_to_family {
        marks.push_str(" #new");
    }
    if entry.talked_through {
        marks.push_str(" #talked");
    }
    marks.push_str(&seen(entry.visibility, &entry.not_for, meeting));
    if entry.follow_up {
        marks.push_str(" ??");
    }
    let line = match ways.marks_first {
        true => format!("{} {line}", marks.trim_start()),
        false => format!("{line}{marks}"),
    };
    let mut line = line.trim_start().to_owned();
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

pub(super) fn seen(
    visibility: Option<Visibility>,
    not_for: &[String],
    meeting: &Meeting,
) -> String {
    match visibility {
        Some(Visibility::NotForSome) if !not_for.is_empty() => {
            let names: Vec<String> = not_for.iter().map(|id| meeting.code(id)).collect();
            format!(" #not {}", names.join(", "))
        }
        Some(Visibility::Restricted | Visibility::NotForSome) => " #restricted".to_owned(),
        Some(Visibility::Everyone) => " #open".to_owned(),
        None => String::new(),
    }
}

pub(super) fn guard_last_word(text: &str) -> String {
    let last = text.rsplit(char::is_whitespace).next().unwrap_or("");
    let before = text.get(..text.len() - last.len()).unwrap_or("");
    format!("{before}\\{last}")
}
