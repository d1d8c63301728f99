//! The minutes as a paper: the record of the meeting, with the top of its first page that every paper has.

use super::Addressee;
use super::sheet::{SettledBy, Standing};
use crate::documents::document::{Block, Document};
use crate::documents::record::BY_SECTION;
use crate::documents::{DocumentKind, Maker};
use crate::domain::minutes::reader_view::ReaderView;
use crate::domain::problem::Problem;
use crate::domain::settings::phrases;

pub(in crate::documents) const MINUTES: DocumentKind = DocumentKind {
    id: "minutes",
    title: "Minutes",
    about: "The record of the meeting, to be handed out.",
    maker: Maker::Paper(write),
};

fn write(reading: &ReaderView<'_>, _: &Addressee) -> Result<Document, Problem> {
    let words = reading.minutes.settings().phrases();
    let standing = Standing::of(reading, SettledBy::SignOff);
    let mut document = (BY_SECTION.write)(reading);
    if standing.is_draft {
        document.title = format!("{}: {}", words.say(&phrases::DRAFT_TITLE), document.title);
    }
    let mut top = Vec::new();
    top.extend(standing.block(words));
    top.push(Block::Paragraph(words.say(&phrases::LEFT_OUT).to_owned()));
    document.begin_with(top);
    Ok(document)
}
