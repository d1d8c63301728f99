//! The manual inside the program: F1 leads from a message, a record, a field or a command to the place that explains it,
//! `/manual` to any page, and Esc back to the line as it was.

use super::driver::Driver;
use talking_piece::app::protocol::effect::Effect;
use talking_piece::app::protocol::place::Place;
use talking_piece::app::protocol::view::View;
use talking_piece::app::screens::help::{Does, listed};
use talking_piece::documents::manual::{PAGES, meant};

/// The page and the part that were opened last.
pub(super) fn opened(d: &Driver) -> Option<(String, Option<String>)> {
    d.asked.iter().rev().find_map(|effect| match effect {
        Effect::Show {
            view: View::Manual { topic },
            at,
        } => Some((topic.clone(), at.clone())),
        _ => None,
    })
}

/// F1, then Enter on the first row that leads to the manual. There is such a part on the page.
fn read_what_explains(d: &mut Driver) -> (String, String) {
    let told = d.status().to_owned();
    d.press("ƒ1");
    let leads = |does: &Does| matches!(does, Does::Read(..));
    let at = listed(&d.app).iter().position(|row| leads(&row.does));
    let at = at.expect("no row of the help leads to the manual");
    assert!(at <= 2, "what explains it is row {at} of the help: {told}");
    d.press(&format!("⇱{}⏎", "↓".repeat(at)));
    let (topic, part) = opened(d).expect("no page was opened");
    let part = part.expect("the whole page was opened");
    let page = PAGES.iter().find(|page| page.topic == topic).unwrap();
    assert!(
        page.document().places_of(&part).next().is_some(),
        "{topic} has no {part}"
    );
    (topic, part)
}

#[test]
fn f1_leads_from_the_line_to_the_place_that_explains_it() {
    for (typed, topic, part) in [
        ("/action ", "records", "action"),
        ("/action Kelly rings; who: KS; by:", "records", "action.by"),
        ("/action Kelly rings; deadline: ", "records", "action.by"),
        ("/view Ella; by: ", "records", "view.by"),
        ("/decision Ella; is:", "records", "decision.is"),
        ("/mark ", "commands-and-keys", "commands./mark"),
        ("/without", "commands-and-keys", "commands./without"),
        ("/series", "commands-and-keys", "commands./series"),
    ] {
        let mut d = Driver::in_conference();
        d.press(typed);
        let before = d.line().to_owned();
        let read = read_what_explains(&mut d);
        assert_eq!(read, (topic.to_owned(), part.to_owned()), "{typed}");
        assert_eq!(d.app.place, Place::Page);
        d.press("⎋");
        assert_eq!((d.app.place, d.line()), (Place::Recording, before.as_str()));
    }
}

#[test]
fn f1_leads_from_a_message_to_the_heading_that_quotes_it() {
    for (typed, part) in [
        ("/frobnicate⏎", "there-is-no-command-of-that-name"),
        ("/takeup⏎", "there-is-no-offer-idea-or-wish-here"),
        ("/mark purple⏎", "it-is-not-a-mark-here"),
        ("/section 77⏎", "no-section-is-called-that"),
        (
            "/scores show⏎",
            "no-scale-is-asked-for-here-or-no-score-has-been-given-or-no-score-is-hidden",
        ),
        (
            "/series⏎",
            "the-series-begins-with-the-first-core-group-or-ends-with-the-review",
        ),
        ("XX: we saw it⏎", "to-be-confirmed-speaker"),
    ] {
        let mut d = Driver::in_conference();
        d.press(typed);
        let told = d.status().to_owned();
        let (topic, read) = read_what_explains(&mut d);
        assert_eq!(
            (topic.as_str(), read.as_str()),
            ("when-something-goes-wrong", part),
            "{typed} says {told}"
        );
    }
}

#[test]
fn every_page_opens_by_its_name_and_esc_goes_back_to_the_line() {
    for page in PAGES {
        let mut d = Driver::in_conference();
        d.press(&format!("/manual {}⏎", page.topic));
        assert_eq!(opened(&d), Some((page.topic.to_owned(), None)));
        assert_eq!(d.app.place, Place::Page, "{}", page.topic);
        d.press("⎋");
        assert_eq!((d.app.place, d.line()), (Place::Recording, ""));
    }
    let mut d = Driver::at_home();
    d.press("/manual records action⏎");
    assert_eq!(
        opened(&d),
        Some(("records".to_owned(), Some("action".to_owned())))
    );
    d.press("⎋");
    assert_eq!(d.app.place, Place::Home);
}

#[test]
fn a_page_that_is_not_there_is_said_with_what_is_near_and_the_line_stays() {
    let mut d = Driver::in_conference();
    d.press("/manual recrods⏎");
    let why = meant("recrods").unwrap_err().to_string();
    assert_eq!((opened(&d), d.status()), (None, why.as_str()));
    assert_eq!(d.line(), "/manual recrods");
}
