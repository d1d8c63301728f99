//! The papers that people are handed, one file each. A paper is made from what its reader may see and from nothing
//! else; whom it is for says which children it is about.

mod addressee;
mod agency;
mod child;
mod core_group;
mod letter;
mod minutes;
mod plan;
mod sheet;
mod slip;
mod words;

#[cfg(test)]
mod phrases_tests;

pub use addressee::Addressee;
pub(super) use agency::AGENCY;
pub(super) use child::CHILD;
pub(super) use core_group::CORE_GROUP;
pub(super) use letter::LETTER;
pub(super) use minutes::MINUTES;
pub(super) use plan::PLAN;
pub(super) use slip::SLIP;

use super::{DOCUMENTS, DocumentKind, Maker};
use crate::documents::document::Document;
use crate::domain::minutes::reader_view::ReaderView;
use crate::domain::problem::Problem;

/// Makes a paper out of what its reader may see, or says why there is none.
pub(super) type WritePaper = fn(&ReaderView<'_>, &Addressee) -> Result<Document, Problem>;

/// One of the documents in the table that are papers.
#[derive(Debug, Clone, Copy)]
pub struct Paper {
    kind: &'static DocumentKind,
    write: WritePaper,
}

impl Paper {
    /// In the order of the table.
    pub fn all() -> impl Iterator<Item = Paper> {
        DOCUMENTS.iter().filter_map(|kind| match kind.maker {
            Maker::Paper(write) => Some(Paper { kind, write }),
            _ => None,
        })
    }

    pub fn of(id: &str) -> Option<Paper> {
        Paper::all().find(|paper| paper.kind.id == id)
    }

    pub fn kind(self) -> &'static DocumentKind {
        self.kind
    }

    /// # Errors
    /// Where there can be no such paper: a child's page for nobody.
    pub fn page(
        self,
        reading: &ReaderView<'_>,
        addressee: &Addressee,
    ) -> Result<Document, Problem> {
        (self.write)(reading, addressee)
    }
}
