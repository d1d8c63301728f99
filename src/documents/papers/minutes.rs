//! The minutes as a paper: the record of the meeting, with the top of its first page that every paper has.

use super::standing::{SettledBy, Standing, not_reviewed};
use super::words::several;
use super::{Addressee, PaperKind, Whom};
use crate::documents::document::Document;
use crate::documents::{DocumentKind, Maker, heading, record};
use crate::domain::history::past_meeting::PastMeeting;
use crate::domain::minutes::reader_view::ReaderView;
use crate::domain::problem::Problem;
use crate::domain::record::kinds::child;
use crate::domain::settings::phrases;

pub(in crate::documents) const MINUTES: DocumentKind = DocumentKind {
    id: "minutes",
    title: "Minutes",
    about: "The record of the meeting, to be handed out.",
    maker: Maker::Paper(PaperKind {
        whom: &[Whom::EveryAdult],
        copy: "copy",
        write,
    }),
};

fn write(reading: &ReaderView<'_>, addressee: &Addressee) -> Result<Document, Problem> {
    let mut children = reading.holding(&child::KIND);
    if children.any(|child| !addressee.has(&child.id)) {
        return Err(Problem::wrong_input(
            "Minutes about one child alone are the copy of somebody.",
        )
        .safe("No paper was made.")
        .next("Say whose copy it is: --for and their letters."));
    }
    let header = reading.minutes.header();
    let phrases = reading.minutes.settings().phrases();
    let words = phrases.in_language(&header.language);
    let standing = Standing::of(reading, SettledBy::SignOff);
    let title = format!("{}: {}", words.say(&phrases::MINUTES_TITLE), header.title);
    let title = match standing.is_draft {
        true => format!("{}: {title}", words.say(&phrases::DRAFT_TITLE)),
        false => title,
    };
    let mut document = Document::new(title, header.language.clone());
    document.is_handed_out = true;
    document.is_of(&PastMeeting::of(reading));
    let person = addressee.person.as_ref().map(|id| reading.name(id));
    let whose = person.or_else(|| reading.copy_of.clone());
    document
        .on_each_page
        .extend(standing.on_each_page(reading, whose));
    heading::notices_of_a_copy(reading, &mut document);
    document.blocks.extend(standing.block(words));
    not_reviewed(&mut document);
    // The copy for one person has said both already.
    let is_a_copy = reading.copy_of.is_some();
    if let Some(whom) = addressee.person.as_ref().filter(|_| !is_a_copy) {
        let label = words.say(&phrases::FOR_WHOM).to_owned();
        document.facts(vec![(label, reading.name(whom))]);
    }
    if addressee.children.is_some() {
        let children = addressee.children(reading).into_iter();
        let names: Vec<String> = children
            .map(|one| reading.answer(one, &child::NAME))
            .collect();
        let label = words.say(&phrases::ABOUT_CHILDREN).to_owned();
        document.facts(vec![(label, several(&names, words.say(&phrases::AND)))]);
    }
    if !is_a_copy {
        document.paragraph(words.say(&phrases::LEFT_OUT));
    }
    heading::meeting(reading, &mut document);
    record::put_all(reading, &mut document);
    Ok(document)
}
