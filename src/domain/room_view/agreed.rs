//! The plan and what belongs to it, as far as the room is shown it. A field that is not named here is never shown.

use super::reading::Reading;
use super::{Agreed, Table};
use crate::domain::agenda::Mode;
use crate::domain::form::Answer;
use crate::domain::record::{Record, answer_words};

/// One list: its title, the kind of record, the field that says what it is, and the fields that stand behind it.
struct List {
    title: &'static str,
    kind: &'static str,
    what: &'static str,
    behind: &'static [&'static str],
    /// Without this answer there is nothing to show.
    must: &'static str,
}

const PLAN: List = List {
    title: "The plan",
    kind: "action",
    what: "action",
    behind: &["who", "by_when", "measure"],
    must: "action",
};
const WHAT_IFS: List = List {
    title: "If something goes wrong",
    kind: "what_if",
    what: "if",
    behind: &["then", "who"],
    must: "then",
};
const DECISIONS: List = List {
    title: "What was decided",
    kind: "decision",
    what: "child",
    behind: &["decision", "category"],
    must: "decision",
};
const DATES: List = List {
    title: "Dates",
    kind: "date",
    what: "what",
    behind: &["on", "time", "place"],
    must: "on",
};

/// What a section of this mode shows. Lists without a row are left out.
pub(super) fn tables(reading: &Reading<'_>, mode: &Mode) -> Vec<Table> {
    let lists: &[&List] = match mode {
        Mode::Plan => &[&PLAN, &WHAT_IFS],
        Mode::Decision => &[&PLAN, &DECISIONS],
        Mode::Dates => &[&PLAN, &DATES],
        _ => &[],
    };
    let tables = lists.iter().map(|list| Table {
        title: list.title,
        rows: reading
            .records(list.kind)
            .filter_map(|record| row(reading, list, record))
            .collect(),
    });
    tables.filter(|table| !table.rows.is_empty()).collect()
}

fn row(reading: &Reading<'_>, list: &List, record: &Record) -> Option<Agreed> {
    words(reading, record, list.must)?;
    let (_, what) = words(reading, record, list.what)?;
    let behind = list.behind.iter();
    let details = behind
        .filter_map(|name| words(reading, record, name))
        .map(|(label, words)| format!("{label}{words}"));
    Some(Agreed {
        id: record.id.clone(),
        what,
        details: details.collect(),
    })
}

/// The label and the answer to a field, if it has one.
fn words(reading: &Reading<'_>, record: &Record, name: &str) -> Option<(String, String)> {
    let field = record.kind()?.field(name)?;
    let value = record.values.get(name)?;
    let minutes = reading.minutes;
    let who = |id: &str| reading.name(id);
    let words = answer_words(field, value, who, minutes.agenda(), minutes.settings());
    let label = match field.answer {
        // Names and words from a list say themselves what they are.
        Answer::Person | Answer::Child | Answer::Speaker | Answer::OneOf(_) => String::new(),
        _ => format!("{} ", field.label),
    };
    (!words.is_empty()).then_some((label, words))
}
