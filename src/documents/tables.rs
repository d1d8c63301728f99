//! Records of one kind as a table with the columns of their kind, and below it whatever has no column.

use super::heading::pairs;
use super::labels::{answered, on_paper};
use super::record::put_tables;
use crate::documents::document::Document;
use crate::domain::minutes::reader_view::{ReaderView, RecordView};
use crate::domain::record::form::Field;
use crate::domain::record::kinds::{action, person, sign_off};
use crate::domain::record::{Kind, PageSection, Place};
use crate::domain::text::capital;

/// One more column: its head, and what stands in it.
pub(super) type Beside = (&'static str, fn(&ReaderView<'_>, &RecordView) -> String);

pub(super) struct Columns<'c> {
    pub(super) fields: &'c [&'static Field],
    pub(super) told: &'static [&'static Field],
    pub(super) beside: Option<Beside>,
}

/// Puts a table of these records with the columns of their kind, with nothing left out.
pub(super) fn table<'s>(
    reading: &ReaderView<'_>,
    kind: &'static Kind,
    records: impl Iterator<Item = &'s RecordView>,
    document: &mut Document,
) {
    let records: Vec<&RecordView> = records.collect();
    let columns = Columns {
        fields: &asked_columns(reading, kind, &records),
        told: &[],
        beside: None,
    };
    table_with(reading, kind, &columns, numbered(records), document);
}

/// Numbered from 1 as they stand.
pub(super) fn numbered<'s>(
    records: impl IntoIterator<Item = &'s RecordView>,
) -> impl Iterator<Item = (usize, &'s RecordView)> {
    (1..).zip(records)
}

/// The columns of a kind, as the settings of these minutes ask for them.
pub(super) fn asked_columns(
    reading: &ReaderView<'_>,
    kind: &'static Kind,
    records: &[&RecordView],
) -> Vec<&'static Field> {
    let kind = kind.as_asked(reading.minutes.settings());
    let is_answered = |seen: &&RecordView, field: &Field| !reading.words(seen, field).is_empty();
    let columns =
        kind.columns.iter().copied().filter(|field| {
            !field.is_left_out || records.iter().any(|seen| is_answered(seen, field))
        });
    columns.collect()
}

/// The same with the caller's own columns and numbers.
pub(super) fn table_with<'s>(
    reading: &ReaderView<'_>,
    kind: &'static Kind,
    columns: &Columns<'_>,
    records: impl Iterator<Item = (usize, &'s RecordView)>,
    document: &mut Document,
) {
    if document.is_handed_out {
        return list_with(reading, kind, columns, records, document);
    }
    let mut rows = Vec::new();
    let mut further = Vec::new();
    let told = [columns.fields, columns.told].concat();
    for (number, seen) in records {
        let number = number.to_string();
        document.anchor_part(&seen.id, rows.len());
        let seal = seen.mark_words();
        if !seen.has_words() {
            rows.push(vec![number, seal]);
            continue;
        }
        let mut row = vec![number.clone()];
        row.extend(
            columns
                .fields
                .iter()
                .map(|field| cell(reading, seen, field)),
        );
        if let Some(first) = row.get_mut(1) {
            *first = format!("{seal} {first}").trim().to_owned();
        }
        row.extend(columns.beside.map(|(_, words)| words(reading, seen)));
        rows.push(row);
        let rest = answered(reading, seen, &told);
        if !rest.is_empty() {
            let mark = if seal.is_empty() {
                seal
            } else {
                format!(" {seal}")
            };
            further.push((&seen.id, format!("{number}{mark}: {}", pairs(&rest))));
        }
    }
    document.table(
        header(kind.as_asked(reading.minutes.settings()), columns),
        rows,
    );
    for (item, (id, _)) in further.iter().enumerate() {
        document.anchor_part(id, item);
    }
    document.list(further.into_iter().map(|(_, words)| words).collect());
}

/// The same where it is handed out: an item for each, with the columns in their order and then whatever has none.
fn list_with<'s>(
    reading: &ReaderView<'_>,
    kind: &'static Kind,
    columns: &Columns<'_>,
    records: impl Iterator<Item = (usize, &'s RecordView)>,
    document: &mut Document,
) {
    // Checksums tell a reader nothing.
    let told = [columns.fields, columns.told, &[&sign_off::SHA256]].concat();
    let labels = labels(kind.as_asked(reading.minutes.settings()), columns);
    let mut items = Vec::new();
    for (number, seen) in records {
        document.anchor_part(&seen.id, items.len());
        let seal = seen.mark_words();
        if !seen.has_words() {
            items.push(seal);
            continue;
        }
        let fields = columns.fields.iter();
        let cells = fields.map(|field| cell(reading, seen, field));
        let beside = columns.beside.map(|(_, words)| words(reading, seen));
        let cells = cells.chain(beside).zip(labels.iter().cloned());
        let mut answers: Vec<(String, String)> = cells
            .map(|(words, label)| (label, words))
            .filter(|(_, words)| !words.is_empty())
            .collect();
        answers.extend(answered(reading, seen, &told));
        let mark = match seal.is_empty() {
            true => seal,
            false => format!("{seal} "),
        };
        // Only what is asked about by its number later has it.
        let number = match *kind == action::KIND {
            true => format!("{number}. "),
            false => String::new(),
        };
        items.push(format!("{number}{mark}{}", in_one(&answers)));
    }
    document.list(items);
}

/// `Ella Smith: child protection plan; reasons: he is losing words`: what the first two are, nobody has to be told.
pub(super) fn in_one(answers: &[(String, String)]) -> String {
    match answers {
        [(_, first)] => first.clone(),
        [(_, first), (_, second)] => format!("{first}: {second}"),
        [(_, first), (_, second), rest @ ..] => format!("{first}: {second}; {}", pairs(rest)),
        [] => String::new(),
    }
}

/// The answer in words. Who does something is named with the agency that answers for it (row 8).
fn cell(reading: &ReaderView<'_>, seen: &RecordView, field: &Field) -> String {
    let others = seen.list(&action::WHO_ELSE);
    if *field != action::WHO || seen.text(field).is_empty() && others.is_empty() {
        return reading.answer(seen, field);
    }
    let first = Some(seen.text(field)).filter(|first| !first.is_empty());
    let unread = first.is_none().then(|| reading.answer(seen, field));
    let unread = unread.filter(|words| !words.is_empty());
    let owners = first.into_iter().chain(others);
    let named = owners.map(|id| {
        let mut people = reading.of(&person::KIND);
        let owner = people.find(|person| person.id == id);
        match owner.filter(|owner| owner.has_words()) {
            Some(owner) if !owner.text(&person::AGENCY).is_empty() => {
                format!("{} ({})", reading.name(id), owner.text(&person::AGENCY))
            }
            _ => reading.name(id),
        }
    });
    unread
        .into_iter()
        .chain(named)
        .collect::<Vec<_>>()
        .join(", ")
}

/// A table with a heading for each kind of record of which there is one here.
pub(super) fn of_all_kinds(
    reading: &ReaderView<'_>,
    here: &dyn Fn(&RecordView) -> bool,
    document: &mut Document,
) {
    for place in [Place::Arranged, Place::WhereRecorded, Place::BehindSections] {
        for section in PageSection::at(place) {
            put_tables(reading, section, 2, here, document);
        }
    }
}

fn header(kind: &Kind, columns: &Columns<'_>) -> Vec<String> {
    let labels = labels(kind, columns).into_iter();
    std::iter::once("No.".to_owned())
        .chain(labels.map(|label| capital(&label)))
        .collect()
}

fn labels(kind: &Kind, columns: &Columns<'_>) -> Vec<String> {
    let label = |field: &Field| {
        let label = kind
            .field(field.name)
            .map_or(field.label, |field| field.label);
        on_paper(kind.id, label)
    };
    let beside = columns.beside.map(|(head, _)| head.to_owned());
    columns
        .fields
        .iter()
        .map(|field| label(field))
        .chain(beside)
        .collect()
}
