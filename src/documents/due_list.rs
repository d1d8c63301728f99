//! What is due, as a page: late items first, then by day.

use super::{DocumentKind, Maker, notices};
use crate::documents::document::Document;
use crate::domain::calendar::date_words::write_date;
use crate::domain::history::due::{Due, DueList};

pub(super) const DUE: DocumentKind = DocumentKind {
    id: "due",
    title: "What is due",
    about: "What is due over all meetings: late items first, then by day.",
    maker: Maker::Due(due_list),
};

fn due_list(of: &DueList) -> Document {
    let mut document = Document::new(format!("Due, seen from {}", write_date(of.on)), "en-GB");
    let has = |is: fn(&Due) -> bool| of.items.iter().any(is);
    notices::put(
        has(|due| due.meeting.made_up),
        has(|due| due.restricted),
        &mut document,
    );
    let (late, to_come): (Vec<&Due>, Vec<&Due>) = of.items.iter().partition(|due| due.due < of.on);
    if of.items.is_empty() {
        document.paragraph(format!("Nothing is due until {}.", write_date(of.until)));
    }
    put("Late", &late, &mut document);
    put("To come", &to_come, &mut document);
    document
}

fn put(title: &str, items: &[&Due], document: &mut Document) {
    if items.is_empty() {
        return;
    }
    document.heading(1, title);
    let words = items
        .iter()
        .map(|due| format!("{}: {}", write_date(due.due), due.words));
    document.list(words.collect());
}
