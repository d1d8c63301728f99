//! PDF, to be read on any screen, printed and kept: tagged for screen readers (PDF/UA-1) and made to last (PDF/A-2a). It is
//! set by typst (decision 43), and only where the program was built with it: with the feature `pdf`.

#[cfg(feature = "pdf")]
mod ends;
#[cfg(feature = "pdf")]
mod pages;
#[cfg(feature = "pdf")]
mod read_back;
#[cfg(feature = "pdf")]
mod signs;
#[cfg(feature = "pdf")]
mod typesetter;

use super::{Format, Needs};
use crate::documents::document::Document;
use crate::domain::problem::Problem;
#[cfg(feature = "pdf")]
pub(super) use read_back::words;

pub const PDF: Format = Format {
    id: "pdf",
    title: "PDF",
    about: "to be read on any screen, printed and kept, where this program is built with PDF",
    extension: "pdf",
    needs: Needs::Words,
    print: |document, _| print(document, USUAL_SIZE),
    is_built_in: cfg!(feature = "pdf"),
    shown_in_words,
};

pub const LARGE_PRINT: Format = Format {
    id: "pdf-large-print",
    title: "PDF in large print",
    about: "the same in letters of 18 points, for whoever reads better so",
    print: |document, _| print(document, LARGE_SIZE),
    ..PDF
};

/// In points.
const USUAL_SIZE: u32 = 12;
const LARGE_SIZE: u32 = 18;

#[cfg(feature = "pdf")]
fn print(document: &Document, points: u32) -> Result<Vec<u8>, Problem> {
    typesetter::set(document, points).map_err(|why| {
        Problem::not_saved_or_read(format!("The PDF could not be made ({why})."))
            .safe("Nothing was printed or written.")
            .next("Another format holds the same words: `--as html`.")
    })
}

#[cfg(feature = "pdf")]
fn shown_in_words(document: &Document) -> Vec<String> {
    signs::told(document)
}

#[cfg(not(feature = "pdf"))]
fn print(_: &Document, _: u32) -> Result<Vec<u8>, Problem> {
    Err(PDF.not_built_in())
}

#[cfg(not(feature = "pdf"))]
fn shown_in_words(_: &Document) -> Vec<String> {
    Vec::new()
}
