//! The plan and what belongs to it, as far as the room is shown it. A field that is not named here is never shown.

use super::{Agreed, Table};
use crate::domain::agenda::Mode;
use crate::domain::record::{Record, answer_words};
use crate::domain::room::certain_minutes::CertainMinutes;
use std::cell::Cell;

/// One list: its title, the kind of record, the field that says what it is, and the fields that stand behind it.
struct List {
    title: &'static str,
    kind: &'static str,
    what: &'static str,
    /// Each with the words before it.
    behind: &'static [(&'static str, &'static str)],
    /// Without this answer there is nothing to show.
    must: &'static str,
}

const PLAN: List = List {
    title: "The plan",
    kind: "action",
    what: "action",
    behind: &[
        ("who", ""),
        ("by_when", "by "),
        ("measure", "we will know: "),
    ],
    must: "action",
};
const WHAT_IFS: List = List {
    title: "If something goes wrong",
    kind: "what_if",
    what: "if",
    behind: &[("then", "then: "), ("who", "")],
    must: "then",
};
const DECISIONS: List = List {
    title: "What was decided",
    kind: "decision",
    what: "child",
    behind: &[("decision", ""), ("category", "")],
    must: "decision",
};
const DATES: List = List {
    title: "Dates",
    kind: "date",
    what: "what",
    behind: &[("on", ""), ("time", "at "), ("place", "")],
    must: "on",
};

/// What a section of this mode shows, also while nothing stands in it: whoever followed it is told what was withdrawn.
pub(super) fn tables(reading: &CertainMinutes<'_>, mode: &Mode) -> Vec<Table> {
    let lists: &[&List] = match mode {
        Mode::Plan => &[&PLAN, &WHAT_IFS],
        Mode::Decision => &[&PLAN, &DECISIONS],
        Mode::Dates => &[&PLAN, &DATES],
        _ => &[],
    };
    let tables = lists.iter().map(|list| Table {
        title: list.title,
        rows: reading
            .settled(list.kind)
            .filter_map(|record| row(reading, list, record))
            .collect(),
    });
    tables.collect()
}

fn row(reading: &CertainMinutes<'_>, list: &List, record: &Record) -> Option<Agreed> {
    let is_named = Cell::new(true);
    let words = |name: &str| words(reading, record, name, &is_named);
    words(list.must)?;
    let what = words(list.what)?;
    let details = list.behind.iter().filter_map(|(name, before)| {
        let words = words(name)?;
        Some(format!("{before}{words}"))
    });
    let details = details.collect();
    Some(Agreed {
        id: record.id.clone(),
        what,
        details,
        is_named: is_named.get(),
    })
}

/// The answer to a field, if it has one; and whether it is about somebody who must not be named.
fn words(
    reading: &CertainMinutes<'_>,
    record: &Record,
    name: &str,
    is_named: &Cell<bool>,
) -> Option<String> {
    let field = record.kind()?.field(name)?;
    let value = record.values.get(name)?;
    let minutes = reading.minutes;
    let who = |id: &str| {
        is_named.set(is_named.get() && reading.may_be_named(id));
        reading.name(id)
    };
    let words = answer_words(field, value, who, minutes.agenda(), minutes.settings());
    (!words.is_empty()).then_some(words)
}
