//! Who is here, the plan and what belongs to it, as far as the room may see it. A field not named here is never shown.

use super::{Agreed, Table};
use crate::domain::agenda::Mode;
use crate::domain::calendar::date_words::write_date;
use crate::domain::minutes::reader_view::RecordView;
use crate::domain::record::form::Field;
use crate::domain::record::kinds::{action, date, decision, what_if};
use crate::domain::record::{Kind, answer_words};
use crate::domain::room::certain_minutes::CertainMinutes;
use std::cell::Cell;

/// One list: its title, the kind of record, the field that says what it is, and the fields that stand behind it.
struct List {
    title: &'static str,
    kind: &'static Kind,
    what: &'static Field,
    behind: &'static [(&'static Field, &'static str)],
    /// Without this answer there is nothing to show.
    must: &'static Field,
}

const PLAN: List = List {
    title: "The plan",
    kind: &action::KIND,
    what: &action::ACTION,
    behind: &[
        (&action::WHO, ""),
        (&action::BY_WHEN, "by "),
        (&action::MEASURE, "we will know: "),
    ],
    must: &action::ACTION,
};
const WHAT_IFS: List = List {
    title: "If something goes wrong",
    kind: &what_if::KIND,
    what: &what_if::IF,
    behind: &[(&what_if::THEN, "then: "), (&what_if::WHO, "")],
    must: &what_if::THEN,
};
const DECISIONS: List = List {
    title: "What was decided",
    kind: &decision::KIND,
    what: &decision::CHILD,
    behind: &[(&decision::DECISION, ""), (&decision::CATEGORY, "")],
    must: &decision::DECISION,
};
const DATES: List = List {
    title: "Dates",
    kind: &date::KIND,
    what: &date::WHAT,
    behind: &[(&date::ON, ""), (&date::TIME, "at "), (&date::PLACE, "")],
    must: &date::ON,
};

/// What a section of this mode shows, even while it is empty: the room also has to learn that something was withdrawn.
pub(super) fn tables(reading: &CertainMinutes<'_>, mode: &Mode) -> Vec<Table> {
    if *mode == Mode::Attendance {
        let rows = reading.who_is_here();
        return vec![Table {
            title: "Who is here",
            rows,
        }];
    }
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

fn row(reading: &CertainMinutes<'_>, list: &List, record: &RecordView) -> Option<Agreed> {
    let is_named = Cell::new(true);
    let words = |field: &Field| words(reading, record, field, &is_named);
    words(list.must)?;
    let what = words(list.what)?;
    let details = list.behind.iter().filter_map(|(field, before)| {
        let words = words(field)?;
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
    record: &RecordView,
    field: &Field,
    is_named: &Cell<bool>,
) -> Option<String> {
    let value = record.get(field)?;
    let minutes = reading.minutes;
    let who = |id: &str| {
        is_named.set(is_named.get() && reading.may_be_named(id));
        reading.name(id)
    };
    let words = answer_words(
        field,
        value,
        who,
        write_date,
        minutes.agenda(),
        minutes.settings(),
    );
    (!words.is_empty()).then_some(words)
}
