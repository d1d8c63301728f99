//! What each agency thinks, where it is handed out: together for each child and view, because most agencies say the same.

use super::heading::pairs;
use super::labels::answered;
use crate::documents::document::Document;
use crate::domain::minutes::reader_view::{ReaderView, RecordView};
use crate::domain::record::form::Field;
use crate::domain::record::kinds::agency_view;

/// Told once for all that share them.
const SHARED: &[&Field] = &[
    &agency_view::CHILD,
    &agency_view::VIEW,
    &agency_view::CATEGORY,
];

/// `Ella Smith, no plan`, and below it `Health (by: J Okafor): he sleeps`.
pub(super) fn handed_out(
    reading: &ReaderView<'_>,
    views: Vec<&RecordView>,
    document: &mut Document,
) {
    let mut items: Vec<(Vec<String>, Vec<&RecordView>)> = Vec::new();
    for view in views {
        let shared: Vec<String> = match view.has_words() && view.mark_words().is_empty() {
            true => SHARED
                .iter()
                .map(|field| reading.answer(view, field))
                .collect(),
            // What is marked stands by itself, with its mark.
            false => vec![view.id.clone()],
        };
        match items.iter_mut().find(|(known, _)| *known == shared) {
            Some((_, same)) => same.push(view),
            None => items.push((shared, vec![view])),
        }
    }
    items.sort_by_key(|(shared, _)| shared.first().cloned());
    for (_, same) in items {
        let Some(first) = same.first() else { continue };
        let mark = first.mark_words();
        if !first.has_words() {
            document.paragraph(mark);
            continue;
        }
        let shared = SHARED.iter().map(|field| reading.answer(first, field));
        let shared: Vec<String> = shared.filter(|words| !words.is_empty()).collect();
        document.paragraph(format!("{} {mark}", shared.join(", ")).trim_end());
        for (part, view) in same.iter().enumerate() {
            document.anchor_part(&view.id, part);
        }
        // An item each, so that a ruling on the words of one takes no other along.
        document.list(same.iter().map(|view| one(reading, view)).collect());
    }
}

fn one(reading: &ReaderView<'_>, view: &RecordView) -> String {
    let told = [SHARED, &[&agency_view::AGENCY, &agency_view::REASON]].concat();
    let rest = match pairs(&answered(reading, view, &told)) {
        rest if rest.is_empty() => rest,
        rest => format!(" ({})", rest.replace("; ", ", ")),
    };
    let agency = reading.answer(view, &agency_view::AGENCY);
    match reading.answer(view, &agency_view::REASON) {
        reason if reason.is_empty() => format!("{agency}{rest}"),
        reason => format!("{agency}{rest}: {reason}"),
    }
}
