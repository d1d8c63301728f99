//! The record arranged by child: everything said about and decided for each one, then what concerns all of them.

use super::record::begin;
use super::{Arrangement, DocumentKind, Maker, children, said, tables};
use crate::documents::document::Document;
use crate::domain::minutes::reader_view::{ReaderView, RecordView};
use crate::domain::record::PageSection;
use crate::domain::record::kinds::{child, contribution};
use crate::domain::text::words::Words;

pub(super) const BY_CHILD: DocumentKind = DocumentKind {
    id: "child",
    title: "Record by child",
    about: "For each child: its views and wishes, what was said about it, its plan and the decision.",
    maker: Maker::Minutes(Arrangement { also: &[], write }),
};

fn write(reading: &ReaderView<'_>) -> Document {
    let mut document = begin(reading, BY_CHILD.title);
    let ids: Vec<&str> = reading
        .of(&child::KIND)
        .map(|child| child.id.as_str())
        .collect();
    for child in reading.of(&child::KIND) {
        let from = document.anchors.len();
        children::child_and_views(reading, child, 1, &mut document);
        records(reading, &|seen| seen.names(&child.id), &mut document);
        has_their_name(reading, child, &ids, &mut document);
        // What one child says about another is shown under both, but belongs to the one it is about.
        document.set_beside(from, |id| {
            let mut all = reading.records.iter();
            let seen = all.find(|seen| seen.id == id);
            seen.is_some_and(|seen| {
                ids.iter().any(|other| seen.is_about(other)) && !seen.is_about(&child.id)
            })
        });
    }
    document.heading(1, "About all the children");
    document.paragraph("Nothing here is marked as about one child alone. If a child's name stands in what was said, it is under that child, too.");
    let of_all = |seen: &RecordView| !ids.iter().any(|id| seen.names(id));
    children::views_without_a_child(reading, &mut document);
    records(reading, &of_all, &mut document);
    document
}

/// Nobody said that it is about this child alone, but the name stands in it: whoever reads about the child looks for it here.
fn has_their_name(
    reading: &ReaderView<'_>,
    child: &RecordView,
    ids: &[&str],
    document: &mut Document,
) {
    let name = child.text(&child::NAME);
    let first = Words::of(name.split_whitespace().next().unwrap_or(""));
    let stands_in = |seen: &&RecordView| {
        !ids.iter().any(|id| seen.names(id))
            && seen.has_words()
            && first.is_in(&Words::of(seen.text(&contribution::TEXT)))
    };
    let from = document.anchors.len();
    let mut said = reading
        .holding(&contribution::KIND)
        .filter(stands_in)
        .peekable();
    if said.peek().is_some() {
        document.heading(2, "Said with this child's name in it");
        said::contributions(reading, said, document);
        // Each belongs to the chapter about all of them.
        document.set_beside(from, |_| true);
    }
}

fn records(reading: &ReaderView<'_>, here: &dyn Fn(&RecordView) -> bool, document: &mut Document) {
    let mut said = reading
        .of(&contribution::KIND)
        .filter(|seen| here(seen))
        .peekable();
    if said.peek().is_some() {
        document.heading(2, PageSection::Said.heading());
        said::contributions(reading, said, document);
    }
    tables::of_all_kinds(reading, here, document);
}
