//! How to comment, praise or complain, for the family (row 27): what each of these is, whom to tell and until when, what
//! happens then, and who helps. It holds nothing that anybody said.

use super::sheet::{SettledBy, Sheet};
use super::{Addressee, PaperKind, Whom};
use crate::documents::document::Document;
use crate::documents::{DocumentKind, Maker};
use crate::domain::minutes::reader_view::ReaderView;
use crate::domain::problem::Problem;
use crate::domain::settings::phrases;

pub(in crate::documents) const COMPLAINTS: DocumentKind = DocumentKind {
    id: "complaints",
    title: "How to comment, praise or complain",
    about: "What you can say about the meeting, whom to tell, until when, and what happens then.",
    maker: Maker::Paper(PaperKind {
        whom: &[Whom::Family],
        copy: "complaints",
        write,
    }),
};

fn write(reading: &ReaderView<'_>, addressee: &Addressee) -> Result<Document, Problem> {
    let title = &phrases::COMPLAINTS_TITLE;
    let mut sheet = Sheet::begin(reading, addressee, title, SettledBy::Closing);
    sheet.put_what_it_is();
    sheet.paragraph(&phrases::COMPLAINTS_WELCOME);
    let said = |sheet: &Sheet<'_>, phrases: &[&phrases::Phrase]| -> Vec<String> {
        let phrases = phrases.iter();
        phrases.map(|one| sheet.say(one).to_owned()).collect()
    };
    let ways = [
        &phrases::COMMENT_IS,
        &phrases::PRAISE_IS,
        &phrases::COMPLAINT_IS,
        &phrases::PUT_RIGHT,
    ];
    let ways = said(&sheet, &ways);
    sheet.list_under(&phrases::WHAT_YOU_CAN_SAY, ways);
    let mut how = vec![sheet.how_to_complain()];
    how.extend(said(
        &sheet,
        &[&phrases::COMPLAIN_IN_WORDS, &phrases::ADVOCATE],
    ));
    sheet.list_under(&phrases::HOW_TO_SAY_IT, how);
    let then = [&phrases::COMPLAINT_ANSWERED, &phrases::OMBUDSMAN];
    let then = said(&sheet, &then);
    sheet.list_under(&phrases::WHAT_HAPPENS_THEN, then);
    sheet.put_whom_to_ask();
    Ok(sheet.document)
}
