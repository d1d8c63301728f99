//! The actions of the plan as tables, each under what it is for: what will be different matters more than who does what.

use super::tables::{Columns, asked_columns, table_with};
use crate::documents::document::Document;
use crate::domain::minutes::reader_view::{ReaderView, RecordView};
use crate::domain::record::kinds::action;
use crate::domain::text::capital;
use crate::domain::text::folded::folded;

/// An action keeps the number that it has in the whole list, because that is what is typed for it.
pub(super) fn put(
    reading: &ReaderView<'_>,
    actions: Vec<&RecordView>,
    level: u8,
    document: &mut Document,
) {
    let columns = asked_columns(reading, &action::KIND, &actions);
    let columns = Columns {
        fields: &columns,
        told: &[&action::OUTCOME],
        beside: None,
    };
    let groups = by_outcome(reading, actions);
    let have_outcomes = groups.iter().any(|(outcome, _)| !outcome.is_empty());
    for (outcome, actions) in groups {
        match outcome.is_empty() {
            true if have_outcomes => document.heading(level, "For no outcome that was named"),
            true => {}
            false => document.heading(level, outcome),
        }
        table_with(
            reading,
            &action::KIND,
            &columns,
            actions.into_iter(),
            document,
        );
    }
}

type Numbered<'r> = Vec<(usize, &'r RecordView)>;

/// In the order in which an outcome was first named; what names none comes last.
fn by_outcome<'r>(
    reading: &ReaderView<'_>,
    actions: Vec<&'r RecordView>,
) -> Vec<(String, Numbered<'r>)> {
    let mut groups: Vec<(String, Numbered<'r>)> = Vec::new();
    for (index, action) in actions.into_iter().enumerate() {
        let outcome = match action.has_words() {
            true => capital(
                reading
                    .words(action, &action::OUTCOME)
                    .trim_end_matches('.'),
            ),
            false => String::new(),
        };
        let same = groups
            .iter_mut()
            .find(|(known, _)| folded(known) == folded(&outcome));
        match same {
            Some((_, actions)) => actions.push((index + 1, action)),
            None => groups.push((outcome, vec![(index + 1, action)])),
        }
    }
    groups.sort_by_key(|(outcome, _)| outcome.is_empty());
    groups
}
