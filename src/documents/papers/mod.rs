//! The papers that people are handed, one file each. A paper is made from what its reader may see and from nothing
//! else; whom it is for says which children it is about.

mod addressee;
mod agency;
mod child;
mod complaints;
mod core_group;
mod invitation;
mod letter;
#[cfg(test)]
mod made_up;
mod minutes;
mod plan;
mod sheet;
mod slip;
mod standing;
pub mod who_gets;
mod whom;
mod words;
pub mod written;

#[cfg(test)]
mod phrases_tests;

pub use addressee::Addressee;
pub(super) use agency::AGENCY;
pub(super) use child::CHILD;
pub(super) use complaints::COMPLAINTS;
pub(super) use core_group::CORE_GROUP;
pub(super) use invitation::INVITATION;
pub(super) use letter::LETTER;
#[cfg(test)]
pub(super) use made_up::MADE_UP;
pub(super) use minutes::MINUTES;
pub(super) use plan::PLAN;
pub(super) use slip::SLIP;
pub use whom::Whom;

use super::{DOCUMENTS, DocumentKind, Maker};
use crate::documents::document::Document;
use crate::domain::minutes::reader_view::ReaderView;
use crate::domain::problem::Problem;

/// Makes a paper out of what its reader may see, or says why there is none.
pub(super) type WritePaper = fn(&ReaderView<'_>, &Addressee) -> Result<Document, Problem>;

/// What makes a document a paper.
#[derive(Debug, Clone, Copy)]
pub(super) struct PaperKind {
    /// Who gets it by their role.
    pub(super) whom: &'static [Whom],
    /// What `/circulated` calls it, one of the list `copies`.
    pub(super) copy: &'static str,
    pub(super) write: WritePaper,
}

/// One of the documents in the table that are papers.
#[derive(Debug, Clone, Copy)]
pub struct Paper {
    kind: &'static DocumentKind,
    paper: PaperKind,
}

impl Paper {
    /// In the order of the table.
    pub fn all() -> impl Iterator<Item = Paper> {
        DOCUMENTS.iter().filter_map(|kind| match kind.maker {
            Maker::Paper(paper) => Some(Paper { kind, paper }),
            _ => None,
        })
    }

    pub fn of(id: &str) -> Option<Paper> {
        Paper::all().find(|paper| paper.kind.id == id)
    }

    /// The papers that somebody (id) gets by their role, the fullest last.
    pub fn proposed_to(id: &str, full: &ReaderView<'_>) -> Vec<Paper> {
        let Some(seen) = full.record(id) else {
            return Vec::new();
        };
        let gets = |paper: &Paper| paper.whom().iter().any(|whom| whom.is_one(seen, full));
        Paper::all().filter(gets).collect()
    }

    pub fn whom(self) -> &'static [Whom] {
        self.paper.whom
    }

    pub fn copy(self) -> &'static str {
        self.paper.copy
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
        (self.paper.write)(reading, addressee)
    }
}
