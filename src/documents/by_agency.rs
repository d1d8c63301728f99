//! The record arranged by agency: its people, what they said, its reports, offers, views and actions; then everybody
//! else.

use super::record::begin;
use super::{Arrangement, DocumentKind, Maker, children, said, tables};
use crate::documents::document::Document;
use crate::domain::minutes::reader_view::{ReaderView, RecordView};
use crate::domain::record::kinds::{agency_view, contribution, offer, person, report};
use crate::domain::record::{Side, side};
use crate::domain::text::capital;
use crate::domain::text::folded::folded;

pub(super) const BY_AGENCY: DocumentKind = DocumentKind {
    id: "agency",
    title: "Record by agency",
    about: "For each agency: its people, what they said, its reports, offers, view and actions.",
    maker: Maker::Minutes(Arrangement {
        also: &["agencies"],
        write,
    }),
};

/// One agency: its name as first written, and the ids of its people.
struct Agency<'a> {
    key: String,
    name: &'a str,
    people: Vec<&'a str>,
}

fn write(reading: &ReaderView<'_>) -> Document {
    let mut document = begin(reading, BY_AGENCY.title);
    children::children(reading, &mut document);
    let agencies = agencies(reading);
    for agency in &agencies {
        document.heading(1, capital(agency.name));
        let names = agency.people.iter().map(|id| reading.name_and_role(id));
        document.list(names.collect());
        put(reading, &|seen| is_of(agency, seen), &mut document);
    }
    let others = |seen: &RecordView| !agencies.iter().any(|agency| is_of(agency, seen));
    let (workers, family): (Vec<&RecordView>, Vec<&RecordView>) = reading
        .of(&person::KIND)
        .filter(|person| person.text(&person::AGENCY).trim().is_empty() && person.has_words())
        .partition(|person| side(*person) == Side::Professional);
    let names_a_worker = |seen: &RecordView| workers.iter().any(|one| seen.names(&one.id));
    if !workers.is_empty() {
        document.heading(1, "Professionals whose agency is not recorded");
        document.list(names(reading, &workers));
        put(
            reading,
            &|seen| others(seen) && names_a_worker(seen),
            &mut document,
        );
    }
    document.heading(1, "Family, and everybody without an agency");
    document.list(names(reading, &family));
    put(
        reading,
        &|seen| others(seen) && !names_a_worker(seen),
        &mut document,
    );
    document
}

fn names(reading: &ReaderView<'_>, people: &[&RecordView]) -> Vec<String> {
    let names = people.iter();
    names.map(|one| reading.name_and_role(&one.id)).collect()
}

fn put(reading: &ReaderView<'_>, here: &dyn Fn(&RecordView) -> bool, document: &mut Document) {
    let said = reading.of(&contribution::KIND).filter(|seen| here(seen));
    said::contributions(reading, said, document);
    tables::of_all_kinds(reading, here, document);
}

/// Every agency that a person, report, offer or view names, in that order.
fn agencies<'a>(reading: &'a ReaderView<'_>) -> Vec<Agency<'a>> {
    let mut all: Vec<Agency<'a>> = Vec::new();
    for kind in [
        &person::KIND,
        &report::KIND,
        &offer::KIND,
        &agency_view::KIND,
    ] {
        for seen in reading.of(kind) {
            let name = seen.text(&person::AGENCY).trim();
            if name.is_empty() {
                continue;
            }
            let key = folded(name);
            let at = all.iter().position(|agency| agency.key == key);
            let at = at.unwrap_or_else(|| {
                all.push(Agency {
                    key,
                    name,
                    people: Vec::new(),
                });
                all.len() - 1
            });
            if let Some(agency) = all.get_mut(at).filter(|_| seen.is_a(&person::KIND)) {
                agency.people.push(&seen.id);
            }
        }
    }
    all
}

fn is_of(agency: &Agency<'_>, seen: &RecordView) -> bool {
    folded(seen.text(&report::AGENCY).trim()) == agency.key
        || agency.people.iter().any(|id| seen.names(id))
}
