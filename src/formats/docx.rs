//! DOCX, for Word and whatever else opens it: real headings, lists and tables, the same look as the web page, and on each
//! page whose copy it is. Written by hand (decision 42); [`xml::words`] is the only place where a text of a document is
//! put into it.

mod body;
mod edges;
mod loads;
mod package;
mod properties;
pub mod reference;
mod styles;
mod table;
mod tags;
mod xml;

use super::{Format, Needs};
use crate::documents::document::{Block, Document, Mark};
use crate::domain::problem::Problem;
use reference::Reference;
#[cfg(feature = "pdf")]
pub(super) use table::widths as column_widths;
#[cfg(feature = "pdf")]
pub(super) use xml::{Direction, by_direction, direction_of};

pub const DOCX: Format = Format {
    id: "docx",
    title: "Word document",
    about: "for Word and other word processors, to be edited",
    extension: "docx",
    needs: Needs::Words,
    print: |document, layout| print(document, Size::Usual, layout.reference),
    ..Format::DEFAULT
};

pub const LARGE_PRINT: Format = Format {
    id: "docx-large-print",
    title: "Word document in large print",
    about: "the same in letters of 18 points, for whoever reads better so",
    extension: "docx",
    needs: Needs::Words,
    // A council's own look is made for letters of the usual size.
    print: |document, _| print(document, Size::Large, None),
    ..Format::DEFAULT
};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Size {
    Usual,
    Large,
}

impl Size {
    fn points(self) -> u32 {
        match self {
            Size::Usual => 12,
            Size::Large => 18,
        }
    }
}

fn print(
    document: &Document,
    size: Size,
    reference: Option<&Reference>,
) -> Result<Vec<u8>, Problem> {
    let pictures = reference.map_or(&[][..], |reference| &reference.pictures);
    package::packed(&package::parts(document, size, reference), pictures).map_err(|error| {
        Problem::not_saved_or_read(format!("The Word document could not be made ({error})."))
            .safe("Nothing was printed or written.")
            .next("Another format holds the same words: `--as html`.")
    })
}

/// Documents with everything that there is and not one word: what is in them says nothing.
pub(super) fn without_words() -> Vec<Vec<u8>> {
    let mut document = Document::default();
    document.on_each_page.push(" ".to_owned());
    document.heading(1, "");
    document.facts(vec![(String::new(), " ".to_owned())]);
    document.list(vec![String::new()]);
    document.table(vec![String::new()], vec![vec![String::new()]]);
    document.marked(Mark::StruckOut, "");
    document.blocks.push(Block::Example(Vec::new()));
    document.blocks.push(Block::List {
        numbered: true,
        items: vec![String::new()],
    });
    let sizes = [Size::Usual, Size::Large].into_iter();
    sizes
        .filter_map(|size| print(&document, size, None).ok())
        .collect()
}

#[cfg(test)]
mod reference_tests;
#[cfg(test)]
mod tests;
