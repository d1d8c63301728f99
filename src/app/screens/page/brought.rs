//! A page was made: which page it is shown over, and at which place. Must not know who made it.

use crate::app::protocol::command_row::Place;
use crate::app::protocol::view::View;
use crate::app::screens::page::Page;
use crate::app::{App, Outcome};
use crate::documents::document::Document;

/// So many pages are kept to go back to.
const MOST_PAGES: usize = 24;

/// A page was made: it is shown over the one before, or instead of it when it is the same again.
pub fn on_brought(app: &mut App, view: View, document: Document, at: Option<&str>) {
    if app.pages.is_empty() {
        app.below_pages = match app.place {
            Place::Help => app.help.from,
            // The pages there were had restricted parts, and were put away.
            Place::Page => app.below_pages,
            place => place,
        };
    }
    let meeting = view.meeting().to_owned();
    let put_away = app.put_away.take();
    let here = app
        .pages
        .last()
        .filter(|page| page.view.meeting() == meeting);
    let near = match (here, put_away) {
        (_, Some((of, near))) if of == meeting => near,
        (Some(page), _) => page.records_near(usize::from(
            crate::app::screens::page::keys::text_rows(app.rows),
        )),
        _ => Vec::new(),
    };
    let here = near
        .iter()
        .find(|id| document.places_of(id).next().is_some());
    let mut is_from_find = app.place == Place::Find;
    if !is_from_find && app.pages.last().is_some_and(|page| page.view == view) {
        is_from_find = app.pages.pop().is_some_and(|page| page.is_from_find);
    }
    if app.pages.len() >= MOST_PAGES {
        app.pages.remove(0);
    }
    let mut page = Page::new(view, document, at.or(here.map(String::as_str)), app.columns);
    page.is_from_find = is_from_find;
    if let (Some(id), Some((_, hit))) = (at, app.finding.chosen_hit())
        && is_from_find
        && hit.passage.record == id
    {
        page.open_at_words(id, &hit.words());
    }
    if at.is_none() {
        page.goes_on_from_the_page_before();
    }
    app.pages.push(page);
    app.place = Place::Page;
    app.outcome = Outcome::Done;
}
