//! A paper that only the test build has. One line in the table must be enough for it to be proposed to whom it is for, to
//! be made, and to be offered by its name.

use super::sheet::{SettledBy, Sheet};
use super::{Addressee, Whom};
use crate::documents::document::Document;
use crate::documents::papers::PaperKind;
use crate::documents::{DocumentKind, Maker};
use crate::domain::minutes::reader_view::ReaderView;
use crate::domain::problem::Problem;
use crate::domain::settings::phrases;

pub(in crate::documents) const MADE_UP: DocumentKind = DocumentKind {
    id: "made-up-paper",
    title: "A made-up paper",
    about: "Whom to ask, and nothing else.",
    maker: Maker::Paper(PaperKind {
        whom: &[Whom::CoreGroup, Whom::Children],
        copy: "plan_only",
        write,
    }),
};

fn write(reading: &ReaderView<'_>, addressee: &Addressee) -> Result<Document, Problem> {
    let title = &phrases::WHOM_TO_ASK;
    let mut sheet = Sheet::begin(reading, addressee, title, SettledBy::Closing);
    sheet.put_whom_to_ask();
    Ok(sheet.document)
}
