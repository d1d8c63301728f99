//! What a meeting is, as a page for the family to read beforehand (row 26), with whom to ask (row 28). Made from the
//! agenda and the council's settings.

use super::{DocumentKind, Maker, whom_to_ask};
use crate::documents::document::Document;
use crate::domain::agenda::Agenda;
use crate::domain::settings::Settings;

pub(super) const GUIDE: DocumentKind = DocumentKind {
    id: "guide",
    title: "What a meeting is",
    about: "For the family, before the meeting: what it is, what is talked about, and whom to ask.",
    maker: Maker::Guide(guide),
};

fn guide(agenda: &Agenda, settings: &Settings) -> Document {
    let mut document = Document::new(
        format!("{}: what it is", agenda.title),
        agenda.language.clone(),
    );
    for line in agenda.guide.lines() {
        document.paragraph(line);
    }
    let steps = agenda
        .sections
        .iter()
        .map(|section| section.title.clone())
        .collect();
    document.heading(1, "What we talk about, in this order");
    document.list(steps);
    document.heading(1, "Whom to ask");
    whom_to_ask::put_contacts(settings.contacts(), |_| Vec::new(), &mut document);
    document
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::agenda::{BUILT_IN, built_in};
    use crate::domain::settings::ConfigFiles;
    use crate::formats::plain_text;

    #[test]
    fn row_26_each_agenda_tells_the_family_what_the_meeting_is_and_whom_to_ask() {
        let own = "[[contact]]\nfor = \"queries\"\nhow = \"01234 000 000\"\n";
        let settings = Settings::of(ConfigFiles::from([(
            "contacts.toml".to_owned(),
            own.to_owned(),
        )]));
        for (id, _) in BUILT_IN {
            let agenda = built_in(id).unwrap();
            assert!(agenda.guide.lines().count() >= 4, "{id}");
            let page = plain_text::print(&guide(&agenda, &settings), 300);
            for line in agenda.guide.lines() {
                assert!(page.contains(line), "{id}: {line}");
            }
            assert!(page.contains("01234 000 000"), "{page}");
            for section in &agenda.sections {
                assert!(page.contains(&section.title), "{id}: {}", section.title);
            }
        }
    }
}
