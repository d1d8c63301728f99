//! A record is not for somebody: who says so, and why.

use super::changing::{about_entry, finish, unchanged};
use super::excluding::Parts;
use super::{Done, change, said};
use crate::app::App;
use crate::app::editing::editor::MeetingEditor;
use crate::app::protocol::command_row::CommandRow;
use crate::app::protocol::effect::Effect;
use crate::domain::line::{self, Found, find_seat, not_for_words};
use crate::domain::meeting::Meeting;
use crate::domain::meeting::event::KnownEvent;
use crate::domain::problem::Problem;
use crate::domain::record::kinds::withheld_words;
use crate::domain::record::{NotFor, Record, Ruling};
use crate::domain::visibility::Visibility;
use chrono::{DateTime, FixedOffset};
use serde_json::Value;
use std::collections::BTreeSet;

pub const ROWS: &[CommandRow] = &[CommandRow {
    takes: "who, or all; by: …; why: …",
    needs: true,
    means: not_means,
    ..CommandRow::of(
        "not",
        "Keeps the last entry, or the one you chose, out of somebody's copy: /not KS; by: CH; why: her address. #not KS behind the words does it at once; /not all; by: …; why: … says it of everything of which it was not said. /not KS here; by: CH; why: … keeps out whatever is recorded in this section from now on; /not all here restricts it, /not nobody here ends that.",
        not,
    )
}];

const LABELS: &[&str] = &["by", "why", "reason", "because"];

/// What was typed: whom it is not for, who says so and why.
fn read(typed: &str, meeting: &Meeting) -> Result<NotFor, Problem> {
    let parts = Parts::of(typed);
    let not_for = who_says(&parts, meeting)?;
    let named = line::named_not_for(parts.first, meeting)
        .ok_or_else(|| advised(Problem::wrong_input(format!("Who is \"{}\"?", parts.first))))?;
    Ok(NotFor {
        people: named.people,
        ..not_for
    })
}

fn advised(why: Problem) -> Problem {
    why.safe("Nothing was changed; your line is kept.").next(
        "/not KS; by: CH; why: … keeps it out of one copy, /mark restricted out of every copy.",
    )
}

/// The labels alone.
fn who_says(parts: &Parts<'_>, meeting: &Meeting) -> Result<NotFor, Problem> {
    if let Some(label) = parts.unknown(LABELS) {
        return Err(advised(Problem::wrong_input(format!(
            "/not does not know \"{label}\"."
        ))));
    }
    let mut not_for = NotFor::default();
    if let Some(by) = parts.after(&["by"]) {
        not_for.by = match find_seat(by, meeting) {
            Found::One(id) => id,
            Found::Several(_) | Found::Nobody => {
                return Err(advised(Problem::wrong_input(format!("Who is \"{by}\"?"))));
            }
        };
    }
    let why = parts.after(&["why", "reason", "because"]);
    not_for.why = why.unwrap_or_default().to_owned();
    Ok(not_for)
}

fn not(app: &mut App, typed: Option<&str>) -> Vec<Effect> {
    let first = typed.unwrap_or("").split(';').next().unwrap_or("").trim();
    match first.eq_ignore_ascii_case("all") {
        true => change(app, typed, says_of_all),
        false if here(first).is_some() => change(app, typed, not_here),
        false => not_this(app, typed),
    }
}

/// Whom what is recorded in the open section from now on is not for: the names before `here`.
fn here(first: &str) -> Option<&str> {
    let names = first.trim_end_matches(['.', ',']);
    let (names, last) = names.rsplit_once(char::is_whitespace)?;
    last.eq_ignore_ascii_case("here").then(|| names.trim())
}

/// What is asked for of the open section.
enum Here {
    NotFor(NotFor),
    ForNobodysCopy,
    AsItsAgendaSays,
}

fn read_here(typed: &str, meeting: &Meeting) -> Result<Here, Problem> {
    let parts = Parts::of(typed);
    let not_for = who_says(&parts, meeting)?;
    let names = here(parts.first).unwrap_or("");
    let is = |words: &[&str]| words.iter().any(|word| names.eq_ignore_ascii_case(word));
    if is(&["all", "anybody", "anyone", "everybody", "everyone"]) {
        return Ok(Here::ForNobodysCopy);
    }
    if is(&["nobody", "noone", "no one", "none"]) {
        return Ok(Here::AsItsAgendaSays);
    }
    let named = line::named_not_for(names, meeting)
        .ok_or_else(|| advised(Problem::wrong_input(format!("Who is \"{names}\"?"))))?;
    Ok(Here::NotFor(NotFor {
        people: named.people,
        ..not_for
    }))
}

/// From now on; what was recorded before stays as it is, and the status says how much that is.
fn not_here(editor: &mut MeetingEditor, typed: &str, now: DateTime<FixedOffset>) -> Done {
    let meeting = &editor.meeting;
    let Some(section) = meeting.open_section() else {
        let why = Problem::wrong_input("No section is open, so nothing can be kept back in it.");
        return (Vec::new(), Err(advised(why)));
    };
    let asked = match read_here(typed, meeting) {
        Ok(asked) => asked,
        Err(why) => return (Vec::new(), Err(why)),
    };
    let (visibility, not_for) = match asked {
        Here::NotFor(not_for) => (Visibility::NotForSome, Some(Box::new(not_for))),
        Here::ForNobodysCopy => (Visibility::Restricted, None),
        Here::AsItsAgendaSays => (Visibility::Everyone, None),
    };
    let words = format!(
        "{} /undo takes it back.",
        here_words(&not_for, visibility, meeting)
    );
    let known_event = KnownEvent::SectionKeptBack {
        section: section.id.clone(),
        visibility,
        not_for,
    };
    said(editor, vec![known_event], now, &words)
}

fn here_words(not_for: &Option<Box<NotFor>>, visibility: Visibility, meeting: &Meeting) -> String {
    const OPENS: &str = "#open behind a line opens that one.";
    let before = recorded_here(meeting);
    let before = match (visibility, before) {
        (Visibility::Everyone, _) | (_, 0) => String::new(),
        (_, 1) => " The 1 record before stays as it is.".to_owned(),
        (_, many) => format!(" The {many} records before stay as they are."),
    };
    match (visibility, not_for) {
        (Visibility::Everyone, _) => {
            "What is recorded here is again for whom the agenda says.".to_owned()
        }
        (_, None) => {
            format!("From now on, what is recorded in this section is restricted. {OPENS}{before}")
        }
        (_, Some(not_for)) => {
            let people: Vec<String> = not_for.people.iter().cloned().collect();
            let asked = match NotFor::is_decided(&not_for.by, &not_for.why) {
                true => "",
                false => " Who says so, and why, is asked before a copy is made.",
            };
            let who = not_for_words(&people, meeting);
            format!(
                "From now on, what is recorded in this section is {who}. {OPENS}{asked}{before}"
            )
        }
    }
}

/// How many open records of the section stand as they are.
fn recorded_here(meeting: &Meeting) -> usize {
    let open = meeting.open_section().map(|open| open.id.as_str());
    let all = meeting.all_records().iter();
    all.filter(|record| {
        record.struck.is_none() && record.is_open() && record.section.as_deref() == open
    })
    .count()
}

/// Who says so, and why, of everything that is not for somebody and of which it was not said yet.
fn says_of_all(editor: &mut MeetingEditor, typed: &str, now: DateTime<FixedOffset>) -> Done {
    let meeting = &editor.meeting;
    let says = match who_says(&Parts::of(typed), meeting) {
        Ok(says) if !NotFor::is_decided(&says.by, &says.why) => {
            return (
                Vec::new(),
                Err(advised(Problem::wrong_input("Who says so, and why?"))),
            );
        }
        Ok(says) => says,
        Err(why) => return (Vec::new(), Err(why)),
    };
    let known_events: Vec<KnownEvent> = meeting
        .all_records()
        .iter()
        .filter(|record| record.struck.is_none())
        .filter_map(|record| {
            let mut body = record.body();
            if record.is_a(&withheld_words::KIND) {
                let answers = [
                    (&withheld_words::BY, &says.by),
                    (&withheld_words::WHY, &says.why),
                ];
                let missing: Vec<_> = answers
                    .into_iter()
                    .filter(|(field, _)| record.text(field).is_empty())
                    .collect();
                for (field, words) in &missing {
                    body.to_confirm.remove(field.name);
                    let words = Value::String((*words).clone());
                    body.values.insert(field.name.to_owned(), words);
                }
                return (!missing.is_empty()).then(|| KnownEvent::Changed {
                    id: record.id.clone(),
                    body,
                });
            }
            let not_for = body
                .not_for
                .as_mut()
                .filter(|not_for| is_unsaid(&not_for.by, &not_for.why, &not_for.people));
            let is_changed = not_for.is_some();
            if let Some(not_for) = not_for {
                not_for.by.clone_from(&says.by);
                not_for.why.clone_from(&says.why);
            }
            let without: BTreeSet<String> = meeting
                .said_without(record)
                .into_iter()
                .map(str::to_owned)
                .collect();
            let ruling = record.without.ruling.clone().filter(|ruling| {
                let opens = ruling.open || ruling.not_for_them;
                opens && is_unsaid(&ruling.by, &ruling.why, &without)
            });
            body.ruling = ruling.map(|ruling| Ruling {
                by: says.by.clone(),
                why: says.why.clone(),
                ..ruling
            });
            (is_changed || body.ruling.is_some()).then(|| KnownEvent::Changed {
                id: record.id.clone(),
                body,
            })
        })
        .collect();
    if known_events.is_empty() {
        let words = "Of everything that is not for somebody, it is said who decided it and why.";
        return (Vec::new(), Ok(format!("{words} Nothing was changed.")));
    }
    let records = match known_events.len() {
        1 => "1 record".to_owned(),
        many => format!("{many} records"),
    };
    let words = format!("Said of {records}: who decided it, and why. /undo takes it back.");
    said(editor, known_events, now, &words)
}

/// Nobody has said who decided it, or why; whoever it is kept from cannot have.
fn is_unsaid(by: &str, why: &str, people: &BTreeSet<String>) -> bool {
    !NotFor::is_decided(by, why) || people.contains(by)
}

fn not_this(app: &mut App, typed: Option<&str>) -> Vec<Effect> {
    about_entry(app, typed, false, |app, which| {
        let Some(editor) = app.editor.as_ref() else {
            return Vec::new();
        };
        let meeting = &editor.meeting;
        let not_for = match read(which.words, meeting) {
            Ok(not_for) => not_for,
            Err(why) => return app.refuse(why),
        };
        let Some(record) = meeting.record(&which.id) else {
            return Vec::new();
        };
        let mut body = record.body();
        body.is_decided_not_for(&not_for);
        line::rule_by_not_for(record, &mut body, meeting);
        if body == record.body() {
            let words = match record.own_visibility() {
                Visibility::Restricted => "It is restricted, so it is in nobody's copy already.",
                _ => "It is kept from them already.",
            };
            return unchanged(app, words);
        }
        let words = told(record, &not_for, meeting);
        finish(app, KnownEvent::Changed { id: which.id, body }, &words)
    })
}

fn told(record: &Record, not_for: &NotFor, meeting: &Meeting) -> String {
    let people: Vec<String> = not_for.people.iter().cloned().collect();
    let asked = match (not_for.by.is_empty(), not_for.why.is_empty()) {
        (false, false) => "",
        _ => " Who says so, and why, is asked before a copy is made.",
    };
    let at = record.at.format("%H:%M");
    format!(
        "{at} is {}.{asked} /undo takes it back.",
        not_for_words(&people, meeting)
    )
}

/// Before Enter: which entry it is, and whom it will be kept from.
fn not_means(app: &App, typed: &str) -> Option<String> {
    let editor = app.editor.as_ref()?;
    let first = typed.split(';').next().unwrap_or("").trim();
    if here(first).is_some() {
        let section = editor.meeting.open_section()?;
        let who = match read_here(typed, &editor.meeting).ok()? {
            Here::NotFor(not_for) => {
                let people = not_for.people.iter();
                let names: Vec<String> = people.map(|id| editor.meeting.called(id)).collect();
                format!("not for {}", names.join(" and "))
            }
            Here::ForNobodysCopy => "restricted".to_owned(),
            Here::AsItsAgendaSays => "for whom the agenda says".to_owned(),
        };
        return Some(format!("From now on in \"{}\": {who}", section.title));
    }
    let not_for = read(typed, &editor.meeting).ok()?;
    let people: Vec<String> = not_for.people.iter().cloned().collect();
    let record = editor.subject()?;
    Some(format!(
        "{}: {}",
        record.at.format("%H:%M"),
        not_for_words(&people, &editor.meeting)
    ))
}
