//! What can be found in past minutes: one passage for each record, with who, where and when. Restricted records become
//! passages only from a restricted part, which only its readers have.

use crate::domain::calendar::date_words::write_date;
use crate::domain::minutes::reader_view::{ReaderView, RecordStatus, RecordView};
use crate::domain::minutes::{OpenMinutes, RestrictedPart};
use crate::domain::record::answer_words;
use crate::domain::record::form::{Answer, Field};
use crate::domain::record::kinds::{child, person, promise, sign_off};
use crate::domain::visibility::{Restricted, Visibility};
use chrono::{DateTime, FixedOffset};
use serde_json::Value;
use std::collections::HashMap;

/// Between two answers of one record. The line end keeps phrases from reaching across.
const BETWEEN: &str = " ·\n";
/// Answers that are no words: which version a signature means.
const NOT_WORDS: &[&Field] = &[
    &sign_off::SHA256,
    &sign_off::VERSION,
    &promise::FROM_MEETING,
    &promise::FROM_RECORD,
];

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    pub record: String,
    pub kind: String,
    /// The kind of a contribution (worry, strength …), in words.
    pub tone: String,
    pub section: String,
    pub at: DateTime<FixedOffset>,
    /// Who said it or is named in it: the name first, then other names and initials.
    pub person: Vec<String>,
    pub role: Vec<String>,
    pub agency: Vec<String>,
    /// The children it is about: names and letters.
    pub children: Vec<String>,
    pub visibility: Visibility,
    pub struck: bool,
    pub text: String,
}

#[derive(Debug, Default)]
struct Seat {
    names: Vec<String>,
    role: Vec<String>,
    agency: Vec<String>,
    is_child: bool,
}

/// The passages of everybody's minutes, in the order in which they were recorded.
pub fn of_open_minutes(minutes: &OpenMinutes) -> Vec<Passage> {
    let reading = ReaderView::open(minutes);
    let seats = seats(&reading, None);
    let open = reading.details.iter().chain(&reading.records);
    let open = open
        .filter(|seen| seen.status == RecordStatus::Open)
        .filter_map(|seen| passage(minutes, &seats, seen, Visibility::Everyone));
    in_order(open.collect())
}

/// The passages of the restricted part, in the order in which they were recorded. Names come from both parts.
pub fn of_restricted_part(
    minutes: &OpenMinutes,
    part: &Restricted<RestrictedPart>,
) -> Vec<Passage> {
    let seats = seats(&ReaderView::open(minutes), Some(part.for_the_full_record()));
    let all = ReaderView::of_the_restricted_part(minutes, part);
    let all = all
        .iter()
        .filter_map(|seen| passage(minutes, &seats, seen, Visibility::Restricted));
    let names = former_names(&seats, part.for_the_full_record());
    in_order(all.chain(names).collect())
}

/// One passage for each name that a person or child had before it was put right. Only the restricted part knows it.
fn former_names(seats: &HashMap<String, Seat>, part: &RestrictedPart) -> Vec<Passage> {
    let mut passages: Vec<Passage> = Vec::new();
    for former in part.former() {
        let fields: &[&Field] = match former.kind {
            kind if kind == person::KIND.id => &[&person::NAME],
            kind if kind == child::KIND.id => &[&child::NAME, &child::PREFERRED_NAME],
            _ => continue,
        };
        let (Some(seat), Some(until)) = (seats.get(former.id), former.until) else {
            continue;
        };
        for field in fields {
            let name = plain(former.text(field));
            let text = format!("earlier name: {name}");
            let is_known = passages
                .iter()
                .any(|passage| passage.record == former.id && passage.text == text);
            if name.trim().is_empty() || seat.names.contains(&name) || is_known {
                continue;
            }
            let mut passage = empty_passage(former.id, former.kind, until, Visibility::Restricted);
            add_seat(&mut passage, seat);
            match seat.is_child {
                true => passage.children.push(name),
                false => passage.person.push(name),
            }
            passage.text = text;
            passages.push(passage);
        }
    }
    passages
}

fn in_order(mut passages: Vec<Passage>) -> Vec<Passage> {
    passages.sort_by_key(|passage| passage.at);
    passages
}

/// `None` when there is nothing to read in it.
fn passage(
    minutes: &OpenMinutes,
    seats: &HashMap<String, Seat>,
    seen: &RecordView,
    visibility: Visibility,
) -> Option<Passage> {
    let section = seen.section.as_deref().map_or("", |id| {
        let held = minutes.sections().iter().find(|section| section.id == id);
        held.map_or(id, |section| section.title.as_str())
    });
    let struck = match &seen.status {
        RecordStatus::StruckOut { reason, .. } => Some(reason),
        _ => None,
    };
    let mut passage = empty_passage(&seen.id, &seen.kind, seen.at, visibility);
    passage.section = section.to_owned();
    passage.struck = struck.is_some();
    let mut lines: Vec<String> = Vec::new();
    let fields = seen.kind().map_or(&[][..], |kind| kind.fields);
    for field in fields {
        if let Some(value) = seen.values.get(field.name) {
            take_answer(&mut passage, &mut lines, minutes, seats, field, value);
        }
    }
    let known = |name: &str| fields.iter().any(|field| field.name == name);
    let others = seen.values.iter().filter(|(name, _)| !known(name));
    lines.extend(others.filter_map(|(_, value)| value.as_str().map(str::to_owned)));
    lines.extend(seen.to_confirm.values().map(|typed| format!("{typed} (?)")));
    lines.extend(struck.cloned().flatten());
    // A person or child is one of those that their own record is about.
    if let Some(seat) = seats.get(&seen.id) {
        add_seat(&mut passage, seat);
    }
    lines.retain(|line| !line.trim().is_empty());
    let lines: Vec<String> = lines.iter().map(|line| plain(line)).collect();
    passage.text = lines.join(BETWEEN);
    passage.section = plain(&passage.section);
    passage.tone = plain(&passage.tone);
    (!passage.text.is_empty()).then_some(passage)
}

fn empty_passage(
    record: &str,
    kind: &str,
    at: DateTime<FixedOffset>,
    visibility: Visibility,
) -> Passage {
    Passage {
        record: record.to_owned(),
        kind: kind.to_owned(),
        tone: String::new(),
        section: String::new(),
        at,
        person: Vec::new(),
        role: Vec::new(),
        agency: Vec::new(),
        children: Vec::new(),
        visibility,
        struck: false,
        text: String::new(),
    }
}

/// On one line: a control character is not part of a word.
fn plain(text: &str) -> String {
    text.replace(char::is_control, " ")
}

fn take_answer(
    passage: &mut Passage,
    lines: &mut Vec<String>,
    minutes: &OpenMinutes,
    seats: &HashMap<String, Seat>,
    field: &Field,
    value: &Value,
) {
    let ids: Vec<&str> = match value {
        Value::String(id) => vec![id],
        Value::Array(ids) => ids.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    };
    match field.answer {
        answer if answer.names_people() => {
            for id in ids {
                match (id, seats.get(id)) {
                    (_, Some(seat)) => add_seat(passage, seat),
                    ("all", None) => passage.person.push("Everybody".to_owned()),
                    ("minute_taker", None) => passage.person.push("The minute-taker".to_owned()),
                    _ => {}
                }
            }
        }
        Answer::ContributionKind => {
            passage.tone = words_of(field, value, minutes);
        }
        Answer::Code | Answer::YesNo | Answer::RecordOf(_) => {}
        _ if NOT_WORDS.contains(&field) => {}
        _ => lines.push(words_of(field, value, minutes)),
    }
}

fn words_of(field: &Field, value: &Value, minutes: &OpenMinutes) -> String {
    answer_words(
        field,
        value,
        str::to_owned,
        write_date,
        minutes.agenda(),
        minutes.settings(),
    )
}

fn add_seat(passage: &mut Passage, seat: &Seat) {
    let add = |list: &mut Vec<String>, words: &[String]| {
        for word in words {
            if !list.contains(word) {
                list.push(word.clone());
            }
        }
    };
    if seat.is_child {
        add(&mut passage.children, &seat.names);
        return;
    }
    add(&mut passage.person, &seat.names);
    add(&mut passage.role, &seat.role);
    add(&mut passage.agency, &seat.agency);
}

/// Everybody who has an id: of the open minutes, and of the restricted part when it may be read.
fn seats(open: &ReaderView<'_>, part: Option<&RestrictedPart>) -> HashMap<String, Seat> {
    let mut seats = HashMap::new();
    for seen in open.records.iter().filter(|seen| seen.holds()) {
        add_person(&mut seats, &seen.id, &seen.kind, |name| seen.text(name));
    }
    let whole = part.map_or(&[][..], |part| part.records.as_slice());
    for record in whole {
        add_person(&mut seats, &record.id, &record.kind, |field| {
            record.text(field)
        });
    }
    seats
}

fn add_person<'a>(
    seats: &mut HashMap<String, Seat>,
    id: &str,
    kind: &str,
    text: impl Fn(&Field) -> &'a str,
) {
    let some = |fields: &[&Field]| -> Vec<String> {
        let words = fields.iter().map(|field| text(field));
        words.filter(|words| !words.is_empty()).map(plain).collect()
    };
    let seat = if kind == person::KIND.id {
        Seat {
            names: some(&[&person::NAME, &person::INITIALS]),
            role: some(&[&person::ROLE, &person::RELATION]),
            agency: some(&[&person::AGENCY]),
            is_child: false,
        }
    } else if kind == child::KIND.id {
        Seat {
            names: some(&[&child::NAME, &child::PREFERRED_NAME, &child::CODE]),
            is_child: true,
            ..Seat::default()
        }
    } else {
        return;
    };
    seats.insert(id.to_owned(), seat);
}
