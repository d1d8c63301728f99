//! The outcome slip: what everybody in the room may take away as they stand up. It names no place, no category and no
//! reason, so that it is safe in every hand.

use super::sheet::{SettledBy, Sheet};
use super::{Addressee, PaperKind, Whom};
use crate::documents::document::Document;
use crate::documents::{DocumentKind, Maker};
use crate::domain::minutes::reader_view::ReaderView;
use crate::domain::problem::Problem;
use crate::domain::settings::phrases;

pub(in crate::documents) const SLIP: DocumentKind = DocumentKind {
    id: "slip",
    title: "Outcome slip",
    about: "What was decided for each child, the next dates and whom to ask.",
    maker: Maker::Paper(PaperKind {
        whom: &[Whom::EveryAdult],
        copy: "slip",
        write,
    }),
};

fn write(reading: &ReaderView<'_>, addressee: &Addressee) -> Result<Document, Problem> {
    let mut sheet = Sheet::begin(reading, addressee, &phrases::SLIP_TITLE, SettledBy::Closing);
    sheet.put_what_it_is();
    sheet.heading(1, &phrases::WHAT_WAS_DECIDED);
    match sheet.is_inquorate() {
        true => sheet.paragraph(&phrases::TOO_FEW_TO_DECIDE),
        false => {
            let children = sheet.children();
            let decided = children.iter().map(|child| sheet.decision(child)).collect();
            sheet.document.list(decided);
        }
    }
    let dates = sheet.dates(false);
    sheet.list_under(&phrases::WHAT_HAPPENS_NEXT, dates);
    sheet.put_whom_to_ask();
    Ok(sheet.document)
}
