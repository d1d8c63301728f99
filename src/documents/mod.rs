//! The documents that can be made out of minutes, one file each. A document knows nothing of formats.
//!
//! A document is made out of [`OpenMinutes`]. Only one that is for readers of the full record takes the
//! restricted part as well; the others have no way to it. Pages about several meetings are made out of values of the
//! domain (a comparison, a thread, what is due), in which it has been decided already who may read what.

pub mod by_agency;
pub mod by_child;
pub mod by_person;
mod children;
pub mod comparison;
pub mod document;
pub mod due_list;
pub mod guide;
mod heading;
mod notices;
pub mod page_rows;
pub mod readers;
pub mod record;
mod said;
pub mod scale_chart;
mod scales;
mod tables;
pub mod threads;
pub mod versions;
mod whom_to_ask;

#[cfg(test)]
mod arranged_tests;
#[cfg(test)]
mod record_tests;

use crate::documents::document::Document;
use crate::domain::minutes::{OpenMinutes, RestrictedPart};
use crate::domain::visibility::Restricted;

/// A kind of document.
#[derive(Debug)]
pub struct DocumentKind {
    /// The word that is typed for it.
    pub id: &'static str,
    /// What it is called.
    pub title: &'static str,
    /// What is in it and for whom, in a sentence.
    pub about: &'static str,
    /// Makes it without anything restricted.
    pub make: fn(&OpenMinutes) -> Document,
    /// Makes it for readers of the full record, if there is such a version of it.
    pub make_full: Option<fn(&OpenMinutes, &Restricted<RestrictedPart>) -> Document>,
}

/// Every kind of document there is.
pub const DOCUMENTS: &[&DocumentKind] = &[
    &record::RECORD,
    &by_child::BY_CHILD,
    &by_person::BY_PERSON,
    &by_agency::BY_AGENCY,
];

/// The document with this id.
pub fn document(id: &str) -> Option<&'static DocumentKind> {
    DOCUMENTS.iter().find(|kind| kind.id == id).copied()
}
