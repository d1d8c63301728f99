//! Whom to ask: the last block of every document (rows 28 and 41). Places come from the council's settings, people from
//! the meeting. How to reach a person is never shown: that answer is kept back.

use crate::documents::document::Document;
use crate::domain::minutes::reader_view::ReaderView;
use crate::domain::record::kinds::{child, person};
use crate::domain::settings::contacts::Contacts;

/// Under its heading.
pub(super) fn put(reading: &ReaderView<'_>, document: &mut Document) {
    document.heading(1, "Whom to ask");
    put_lines(reading, &|_| true, document);
}

/// Without a heading; of the children only those that are meant.
pub(super) fn put_lines(
    reading: &ReaderView<'_>,
    is_meant: &dyn Fn(&str) -> bool,
    document: &mut Document,
) {
    let people = |purpose: &str| match purpose {
        "chair" => chairs(reading),
        "social_worker" => social_workers(reading, is_meant),
        _ => Vec::new(),
    };
    put_contacts(reading.minutes.settings().contacts(), people, document);
}

/// Without a heading.
pub(super) fn put_contacts(
    contacts: &Contacts,
    people: impl Fn(&str) -> Vec<String>,
    document: &mut Document,
) {
    document.paragraph(contacts.intro.clone());
    document.facts(contacts.lines(people));
}

/// By name, those whom this reader sees.
pub(super) fn chairs(reading: &ReaderView<'_>) -> Vec<String> {
    people(reading, is_chair)
}

fn is_chair(role: &str, side: &str) -> bool {
    side == "chair"
        || role.split_whitespace().any(|word| word == "chair")
        || role.contains("reviewing officer")
}

/// The social workers given for the children, each with their children; if none is given, those at the table.
fn social_workers(reading: &ReaderView<'_>, is_meant: &dyn Fn(&str) -> bool) -> Vec<String> {
    let mut given: Vec<(&str, Vec<&str>)> = Vec::new();
    let children = reading.holding(&child::KIND);
    for child in children.filter(|child| is_meant(&child.id)) {
        let id = child.text(&child::LEAD_SOCIAL_WORKER);
        let is_open = reading
            .of(&person::KIND)
            .any(|person| person.id == id && person.has_words());
        match given.iter_mut().find(|(known, _)| *known == id) {
            _ if !is_open => {}
            Some((_, children)) => children.push(child.text(&child::NAME)),
            None => given.push((id, vec![child.text(&child::NAME)])),
        }
    }
    if given.is_empty() {
        let words = reading.minutes.settings().vocabularies();
        return people(reading, |role, _| words.is_social_worker(role));
    }
    let words = |(id, children): (&str, Vec<&str>)| {
        format!("{} ({})", reading.name(id), children.join(", "))
    };
    given.into_iter().map(words).collect()
}

fn people(reading: &ReaderView<'_>, is_meant: impl Fn(&str, &str) -> bool) -> Vec<String> {
    let all = reading.of(&person::KIND).filter(|person| person.holds());
    all.filter(|person| {
        is_meant(
            &person.text(&person::ROLE).to_lowercase(),
            person.text(&person::SIDE),
        )
    })
    .map(|person| person.text(&person::NAME).to_owned())
    .filter(|name| !name.is_empty())
    .collect()
}
