//! The record arranged by person: what each one said, and where else each one stands. Must not know formats.

use super::heading::presence;
use super::reading::{Reading, Seen};
use super::record::begin;
use super::{DocumentKind, said, tables};
use crate::domain::document::Document;
use crate::domain::minutes::{OpenMinutes, RestrictedPart};
use crate::domain::visibility::Restricted;

/// The record by person.
pub const BY_PERSON: DocumentKind = DocumentKind {
    id: "by-person",
    title: "Record by person",
    about: "For each person: what they said or was said for them, and what they do, decide or belong to.",
    make: |minutes| write(&Reading::open(minutes)),
    make_full: Some(full),
};

fn full(minutes: &OpenMinutes, part: &Restricted<RestrictedPart>) -> Document {
    write(&Reading::full(minutes, part))
}

fn write(reading: &Reading<'_>) -> Document {
    let mut document = begin(reading, BY_PERSON.title);
    let mut ids = Vec::new();
    for person in reading.of("person").chain(reading.of("child")) {
        let is_child = person.kind == "child";
        let here = |seen: &Seen| spoke(seen, &person.id);
        // A child has a page of its own arrangement; here it stands when it spoke, or somebody for it.
        if is_child && !reading.of("contribution").any(here) {
            continue;
        }
        ids.push(person.id.as_str());
        document.anchor(&person.id);
        document.heading(1, reading.name_and_role(&person.id));
        document.paragraph(person.seal_words());
        document.facts(vec![("Here".to_owned(), presence(reading, person))]);
        said::contributions(
            reading,
            reading.of("contribution").filter(|seen| here(seen)),
            &mut document,
        );
        if !is_child {
            tables::of_all_kinds(reading, &|seen| seen.names(&person.id), &mut document);
        }
    }
    let mut others = reading
        .of("contribution")
        .filter(|seen| !ids.iter().any(|id| spoke(seen, id)))
        .peekable();
    if others.peek().is_some() {
        document.heading(1, "Everybody, and who is not on the list");
        said::contributions(reading, others, &mut document);
    }
    document
}

/// They said it, or it was said for them.
fn spoke(seen: &Seen, id: &str) -> bool {
    ["speaker", "on_behalf_of"]
        .iter()
        .any(|field| seen.text(field) == id)
}
