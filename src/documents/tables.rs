//! Records of one kind as a table with the columns of its kind, and below it what has no column.
//! Must not know which kinds there are.

use super::heading::pairs;
use super::reading::{Reading, Seen, capital};
use super::record::{BEHIND, IN_SECTIONS};
use crate::domain::document::Document;
use crate::domain::record::{Kind, kind};

/// Puts a table of these records, with nothing left out.
pub(super) fn table<'s>(
    reading: &Reading<'_>,
    of: &str,
    records: impl Iterator<Item = &'s Seen>,
    document: &mut Document,
) {
    let Some(kind) = kind(of) else {
        return;
    };
    let mut rows = Vec::new();
    let mut further = Vec::new();
    for (index, seen) in records.enumerate() {
        let number = (index + 1).to_string();
        document.anchor_part(&seen.id, index);
        let seal = seen.seal_words();
        if !seen.has_words() {
            rows.push(vec![number, seal]);
            continue;
        }
        let mut row = vec![number.clone()];
        row.extend(kind.columns.iter().map(|name| reading.answer(seen, name)));
        if let Some(first) = row.get_mut(1) {
            *first = format!("{seal} {first}").trim().to_owned();
        }
        rows.push(row);
        let rest = reading.answered(seen, kind.columns);
        if !rest.is_empty() {
            let mark = if seal.is_empty() {
                seal
            } else {
                format!(" {seal}")
            };
            further.push(format!("{number}{mark}: {}", pairs(&rest)));
        }
    }
    document.table(header(kind), rows);
    document.list(further);
}

/// A table with a heading for each kind of record of which there is one here.
pub(super) fn of_all_kinds(
    reading: &Reading<'_>,
    here: &dyn Fn(&Seen) -> bool,
    document: &mut Document,
) {
    for (kind, title) in IN_SECTIONS.iter().chain(BEHIND) {
        if reading.of(kind).any(here) {
            document.heading(2, *title);
            let records = reading.of(kind).filter(|seen| here(seen));
            table(reading, kind, records, document);
        }
    }
}

fn header(kind: &Kind) -> Vec<String> {
    let labels = kind.columns.iter().map(|name| {
        let label = kind.field(name).map_or(*name, |field| field.label);
        capital(label)
    });
    std::iter::once("No.".to_owned()).chain(labels).collect()
}
