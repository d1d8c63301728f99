//! A danger statement or safety goal through all meetings, as a page.

use super::heading::pairs;
use super::notices::{self, seal};
use super::{DocumentKind, Maker};
use crate::documents::document::Document;
use crate::domain::history::threads::{Goal, StandingThread};
use crate::domain::text::capital;

pub(super) const STANDING: DocumentKind = DocumentKind {
    id: "standing",
    title: "Thread of a danger statement or safety goal",
    about: "A danger statement or safety goal through all meetings of a family: how it stood at each, and the goals that answer it.",
    maker: Maker::Standing(page),
};

fn page(of: &StandingThread) -> Document {
    let mut document = Document::new(format!("{}: {}", of.title, of.words), of.language.clone());
    notices::put(of.made_up, of.restricted, &mut document);
    for station in &of.stations {
        let heading = station.meeting.day_and_title();
        document.heading(1, format!("{heading}{}", seal(station.restricted)));
        let facts = station.answers.iter();
        let facts = facts.map(|(label, words)| (capital(label), words.clone()));
        document.facts(facts.collect());
        if !station.goals.is_empty() {
            document.heading(2, "Safety goals that answer it");
            document.list(station.goals.iter().map(goal).collect());
        }
    }
    if of.stations.len() == 1 {
        document.paragraph("No other meeting has it in these words.");
    }
    document
}

fn goal(of: &Goal) -> String {
    let answers = pairs(&of.answers);
    let behind = match answers.is_empty() {
        true => String::new(),
        false => format!(" ({answers})"),
    };
    format!("{}{}{behind}", of.words, seal(of.restricted))
}
