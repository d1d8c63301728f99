//! The record arranged by person: what each one said, and where else they are mentioned.

use super::heading::presence;
use super::record::begin;
use super::{Arrangement, DocumentKind, Maker, children, said, tables};
use crate::documents::document::Document;
use crate::domain::minutes::reader_view::{ReaderView, RecordView};
use crate::domain::record::ReadAnswers;
use crate::domain::record::kinds::{child, contribution, person};

pub(super) const BY_PERSON: DocumentKind = DocumentKind {
    id: "person",
    title: "Record by person",
    about: "For each person: what they said or was said for them, and what they do, decide or belong to.",
    maker: Maker::Minutes(Arrangement {
        also: &["people"],
        write,
    }),
};

fn write(reading: &ReaderView<'_>) -> Document {
    let mut document = begin(reading, BY_PERSON.title);
    children::children(reading, &mut document);
    let people: Vec<&str> = reading
        .of(&person::KIND)
        .map(|one| one.id.as_str())
        .collect();
    let mut ids = Vec::new();
    for person in reading.of(&person::KIND).chain(reading.of(&child::KIND)) {
        let is_child = person.is_a(&child::KIND);
        let here = |seen: &RecordView| spoke(seen, &person.id);
        // Children come first on the page; here, only those who spoke or for whom somebody spoke.
        if is_child && !reading.of(&contribution::KIND).any(here) {
            continue;
        }
        ids.push(person.id.as_str());
        document.anchor(&person.id);
        document.heading(1, reading.name_and_role(&person.id));
        document.paragraph(person.mark_words());
        document.facts(vec![("Here".to_owned(), presence(reading, person))]);
        said::contributions(
            reading,
            reading.of(&contribution::KIND).filter(|seen| here(seen)),
            &mut document,
        );
        if !is_child {
            tables::of_all_kinds(reading, &|seen| seen.names(&person.id), &mut document);
        }
    }
    document.heading(1, "Everybody, and anyone not on the list");
    let others = |seen: &RecordView| !ids.iter().any(|id| spoke(seen, id));
    said::contributions(
        reading,
        reading.of(&contribution::KIND).filter(|seen| others(seen)),
        &mut document,
    );
    let of_nobody = |seen: &RecordView| !people.iter().any(|id| seen.names(id));
    tables::of_all_kinds(reading, &of_nobody, &mut document);
    document
}

fn spoke(seen: &RecordView, id: &str) -> bool {
    [&contribution::SPEAKER, &contribution::ON_BEHALF_OF]
        .into_iter()
        .any(|field| seen.text(field) == id)
        || seen.values.list(&contribution::SAID_WITH).contains(&id)
}
