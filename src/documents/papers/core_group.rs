//! The core group card: when the people meet who carry the plan, and who they are.

use super::sheet::{SettledBy, Sheet};
use super::{Addressee, PaperKind, Whom};
use crate::documents::document::Document;
use crate::documents::{DocumentKind, Maker};
use crate::domain::minutes::reader_view::ReaderView;
use crate::domain::problem::Problem;
use crate::domain::settings::phrases;

pub(in crate::documents) const CORE_GROUP: DocumentKind = DocumentKind {
    id: "core-group",
    title: "Core group card",
    about: "When the core group meets, where, and who is in it.",
    maker: Maker::Paper(PaperKind {
        whom: &[Whom::CoreGroup],
        copy: "core_group",
        write,
    }),
};

fn write(reading: &ReaderView<'_>, addressee: &Addressee) -> Result<Document, Problem> {
    let title = &phrases::CORE_GROUP_TITLE;
    let mut sheet = Sheet::begin(reading, addressee, title, SettledBy::Closing);
    sheet.put_what_it_is();
    sheet.paragraph(&phrases::CORE_GROUP_PURPOSE);
    let dates = sheet.dates(true);
    sheet.list_under(&phrases::WHEN_IT_MEETS, dates);
    sheet.document.appointments = sheet.appointments();
    let members = sheet.members();
    sheet.list_under(&phrases::WHO_IS_IN_IT, members);
    sheet.put_whom_to_ask();
    Ok(sheet.document)
}
