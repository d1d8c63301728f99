//! A document that only the test build has: the record under a title of its own. One line in the table must be enough
//! for it to be offered wherever a reader can choose.

use super::record::BY_SECTION;
use super::{Arrangement, DocumentKind, Maker};

pub(crate) const MADE_UP: DocumentKind = DocumentKind {
    id: "made-up",
    title: "A made-up document",
    about: "What the record has, under a title of its own.",
    maker: Maker::Minutes(Arrangement {
        also: &["invented"],
        write: |reading| {
            let mut document = (BY_SECTION.write)(reading);
            document.title = MADE_UP.title.to_owned();
            document
        },
    }),
};
