//! The children, and how each was heard, in their own words. This comes before anything that adults said.

use super::heading::{pairs, presence};
use crate::documents::document::{Block, Document, Mark};
use crate::domain::minutes::reader_view::{ReaderView, RecordView};
use crate::domain::record::PageSection;
use crate::domain::record::kinds::{child, childs_view};
use crate::domain::text::capital;

pub(super) fn children(reading: &ReaderView<'_>, document: &mut Document) {
    document.heading(1, PageSection::Children.heading());
    if reading.of(&child::KIND).next().is_none() {
        document.paragraph("No child has been entered.");
    }
    for child in reading.of(&child::KIND) {
        child_and_views(reading, child, 2, document);
    }
    views_without_a_child(reading, document);
}

/// Views whose child could not be read, and those of which this reader sees only that they exist.
pub(super) fn views_without_a_child(reading: &ReaderView<'_>, document: &mut Document) {
    for view in reading.of(&childs_view::KIND) {
        if reading
            .of(&child::KIND)
            .all(|child| child.id != view.text(&childs_view::CHILD))
        {
            put_view(reading, view, document);
        }
    }
}

pub(super) fn child_and_views(
    reading: &ReaderView<'_>,
    child: &RecordView,
    level: u8,
    document: &mut Document,
) {
    document.anchor(&child.id);
    if !child.has_words() {
        match level {
            1 => document.heading(level, format!("A child {}", child.seal_words())),
            _ => document.paragraph(format!("A child: {}", child.seal_words())),
        }
    } else {
        document.heading(level, reading.answer(child, &child::NAME));
        document.paragraph(child.mark_words());
        let answered = reading.answered(child, &[&child::NAME, &child::CODE]);
        let mut facts: Vec<(String, String)> = answered;
        facts.push(("here".to_owned(), presence(reading, child)));
        facts.retain(|(_, words)| !words.is_empty());
        if document.is_handed_out && !facts.is_empty() {
            document.paragraph(format!("{}.", capital(&pairs(&facts))));
        } else {
            let capitals = facts.into_iter();
            document.facts(
                capitals
                    .map(|(label, words)| (capital(&label), words))
                    .collect(),
            );
        }
    }
    let mut views = reading
        .of(&childs_view::KIND)
        .filter(|view| view.text(&childs_view::CHILD) == child.id)
        .peekable();
    if views.peek().is_none() && child.holds() {
        document.paragraph(format!(
            "These minutes have no words from {}.",
            reading.answer(child, &child::NAME)
        ));
    }
    for view in views {
        put_view(reading, view, document);
    }
}

fn put_view(reading: &ReaderView<'_>, view: &RecordView, document: &mut Document) {
    let seal = view.seal_words();
    document.anchor(&view.id);
    if !view.has_words() {
        document.paragraph(format!("A child's view: {seal}"));
        return;
    }
    let child = match reading.answer(view, &childs_view::CHILD) {
        child if child.is_empty() => "?".to_owned(),
        child => child,
    };
    let channel = reading.answer(view, &childs_view::CHANNEL);
    let intro = match view.mark_words() {
        marks if marks.is_empty() => format!("{child} ({channel})"),
        marks => format!("{child} ({channel}) {marks}"),
    };
    let words = reading.answer(view, &childs_view::WORDS);
    let rest = pairs(&reading.answered(
        view,
        &[
            &childs_view::CHILD,
            &childs_view::CHANNEL,
            &childs_view::WORDS,
        ],
    ));
    // Sealed words stay in one marked paragraph, so that none of them can appear on a page without the mark.
    if !seal.is_empty() {
        let mark = if view.holds() {
            Mark::Restricted
        } else {
            Mark::StruckOut
        };
        let quoted = match words.as_str() {
            "" => String::new(),
            words => format!(" \u{201c}{words}\u{201d}"),
        };
        document.marked(
            mark,
            format!("{intro}:{quoted} {rest}").trim_end().to_owned(),
        );
        return;
    }
    document.paragraph(intro);
    if !words.is_empty() {
        document.blocks.push(Block::Quote {
            text: words,
            whose: child,
        });
    }
    if !rest.is_empty() {
        document.paragraph(format!("{}.", capital(&rest)));
    }
}
