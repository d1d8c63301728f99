//! Reading a page: letters find words in it, arrows scroll, Tab goes to the next heading, `/` opens the commands; and
//! which page a new one is shown over, and at which place.

use super::{Page, record_over};
use crate::app::App;
use crate::app::editing::line_keys;
use crate::app::protocol::command_row::{CommandRow, Commands, Named};
use crate::app::protocol::effect::Effect;
use crate::app::protocol::message::Key;
use crate::app::protocol::place::{DESK, Place};
use crate::app::protocol::status::Outcome;
use crate::app::protocol::view::View;
use crate::app::screens::paging::walked;
use crate::documents::document::Document;
use crate::domain::problem::Problem;
use crate::domain::text::buffer::TextBuffer;

/// How many pages are kept to go back to.
const MOST_PAGES: usize = 24;

/// Rows that are not text: the title, the status, the line, the footer; and two rules where there is room.
const OTHER_ROWS: u16 = 4;

pub fn text_rows(rows: u16) -> u16 {
    let rules = if rows >= 10 { 2 } else { 0 };
    rows.saturating_sub(OTHER_ROWS + rules).max(1)
}

/// Wraps the page for the current width. Called after each message, and quick when nothing changed.
pub fn fit(app: &mut App) {
    let columns = app.columns;
    if let Some(page) = app.pages.last_mut().filter(|_| app.place == Place::Page) {
        page.fit(columns);
    }
}

/// The commands that fit what is typed; empty when the line holds no command, or words after one.
pub fn commands(page: &Page, known: Commands) -> Vec<&'static CommandRow> {
    let Some(typed) = page.line.text().strip_prefix('/') else {
        return Vec::new();
    };
    if typed.contains(char::is_whitespace) {
        return Vec::new();
    }
    let typed = typed.to_lowercase();
    known
        .in_place(Place::Page)
        .filter(|row| row.command.starts_with(&typed))
        .collect()
}

pub fn on_key(app: &mut App, key: Key) -> Vec<Effect> {
    app.status.clear();
    app.put_away = None;
    let (height, known) = (usize::from(text_rows(app.rows)), app.commands);
    let Some(page) = app.pages.last_mut() else {
        // The page to be followed could not be shown.
        return leave(app);
    };
    let listed = commands(page, known);
    let last = listed.len().saturating_sub(1);
    if page.contents.is_some()
        && let Some(effects) = on_contents_key(page, key, height)
    {
        return effects;
    }
    let step = isize::try_from(height.saturating_sub(1).max(1)).unwrap_or(1);
    match key {
        Key::Up if !listed.is_empty() => page.choice = page.choice.saturating_sub(1),
        Key::Down if !listed.is_empty() => page.choice = (page.choice + 1).min(last),
        Key::Up => page.scroll(-1, height),
        Key::Down => page.scroll(1, height),
        Key::PageUp => page.scroll(-step, height),
        Key::PageDown => page.scroll(step, height),
        Key::Home => page.scroll(isize::MIN / 2, height),
        Key::End => page.scroll_to_end(height),
        Key::Tab => match listed.get(page.choice.min(last)) {
            Some(row) => put_into_line(page, row),
            None => next_heading(page, true),
        },
        Key::BackTab => next_heading(page, false),
        Key::Enter => return on_enter(app),
        Key::Esc => return on_esc(app),
        Key::Char(letter) => {
            page.line.insert(&letter.to_string());
            on_typed(page, height);
        }
        key => {
            if line_keys::change(&mut page.line, key).is_some() {
                on_typed(page, height);
            } else if let Some(whereto) = line_keys::movement(key) {
                page.line.go(whereto);
            }
        }
    }
    Vec::new()
}

/// Pasted words are searched for like typed ones.
pub fn on_paste(app: &mut App, text: &str) {
    let height = usize::from(text_rows(app.rows));
    if let Some(page) = app.pages.last_mut() {
        page.contents = None;
        page.line.insert(&text.replace('\n', " "));
        on_typed(page, height);
    }
}

/// A whole line, entered: a command, or words to be found. An empty one goes to the next place or part.
pub fn on_line(app: &mut App, text: &str) -> Vec<Effect> {
    let height = usize::from(text_rows(app.rows));
    let Some(page) = app.pages.last_mut() else {
        return Vec::new();
    };
    page.line = TextBuffer::with_text(text.trim());
    page.contents = None;
    let mut effects = Vec::new();
    if text.trim_start().starts_with('/') {
        effects = on_enter(app);
    } else {
        on_typed(page, height);
    }
    // Without screens the line is invisible: what could not be done must not wait there for the next one.
    if let Some(page) = app.pages.last_mut() {
        page.line = TextBuffer::default();
    }
    effects
}

/// A page is ready: it is shown over the previous one, or instead of it when it is the same again.
pub fn on_brought(app: &mut App, view: View, document: Document, at: Option<&str>) {
    if app.pages.is_empty() {
        app.below_pages = match app.place {
            Place::Help => app.help.from,
            // The pages that were open had restricted parts, and were closed.
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
        (Some(page), _) => page.records_near(usize::from(text_rows(app.rows))),
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

fn on_typed(page: &mut Page, height: usize) {
    page.choice = 0;
    if page.line.text().starts_with('/') {
        return;
    }
    let words = page.line.text().to_owned();
    page.seek(&words, height);
}

/// Keys while the list of headings is open. `None`: the key goes to the page.
fn on_contents_key(page: &mut Page, key: Key, height: usize) -> Option<Vec<Effect>> {
    let chosen = page.contents?;
    let count = page.headings().len();
    if let Some(heading) = walked(key, chosen, count, height, |_| 1) {
        page.contents = Some(heading);
        return Some(Vec::new());
    }
    page.contents = match key {
        Key::Enter => {
            page.go_to_heading(chosen);
            None
        }
        Key::Esc => None,
        _ => {
            page.contents = None;
            return None;
        }
    };
    Some(Vec::new())
}

fn next_heading(page: &mut Page, forward: bool) {
    let here = page.heading_here();
    let on_it = here.and_then(|here| page.headings().get(here)) == Some(&page.top);
    let there = match (here, forward) {
        (None, true) => Some(0),
        (Some(here), true) => Some(here + 1).filter(|next| *next < page.headings().len()),
        (Some(here), false) if !on_it => Some(here),
        (Some(here), false) => here.checked_sub(1),
        (None, false) => None,
    };
    match there {
        Some(heading) => page.go_to_heading(heading),
        // Before the first heading comes the top of the page.
        None if !forward => page.top = 0,
        None => {}
    }
}

fn put_into_line(page: &mut Page, row: &CommandRow) {
    let space = if row.takes.is_empty() { "" } else { " " };
    page.line = TextBuffer::with_text(&format!("/{}{space}", row.command));
    page.choice = 0;
}

fn on_enter(app: &mut App) -> Vec<Effect> {
    if let Some(effects) = record_over::entered(app) {
        return effects;
    }
    let (height, known) = (usize::from(text_rows(app.rows)), app.commands);
    let Some(page) = app.pages.last_mut() else {
        return Vec::new();
    };
    let typed = page.line.text().trim().to_owned();
    let Some(command) = typed.strip_prefix('/') else {
        if page.is_seeking() {
            page.next_hit(true, height);
        } else {
            let step = isize::try_from(height.saturating_sub(1).max(1)).unwrap_or(1);
            page.scroll(step, height);
        }
        return Vec::new();
    };
    let (name, rest) = command
        .split_once(char::is_whitespace)
        .unwrap_or((command, ""));
    let name = name.to_lowercase();
    let listed = commands(page, known);
    let begun = known.meant_outside(&name, Place::Page);
    let exact = begun.first().filter(|row| row.command == name);
    let chosen = exact
        .or_else(|| listed.get(page.choice))
        .or_else(|| begun.first().filter(|_| begun.len() == 1));
    let Some(row) = chosen.filter(|_| !begun.is_empty()).copied() else {
        let names: Vec<&str> = begun.iter().map(|row| row.command).collect();
        let why = match names.as_slice() {
            [] => {
                let why = known.not_here(&name, Place::Page);
                match known.meant_at_the_desk(&name) {
                    Named::Command(_) | Named::Record(_) if DESK.contains(&app.below_pages) => {
                        why.next("Esc goes back to the meeting that is open below this page.")
                    }
                    _ => why,
                }
            }
            names => Problem::wrong_input(format!("Which one: /{}?", names.join(", /"))),
        };
        return app.refuse(why);
    };
    if row.needs && rest.trim().is_empty() {
        put_into_line(page, row);
        return app.refuse(Problem::wrong_input(format!(
            "/{} needs {}.",
            row.command, row.takes
        )));
    }
    if row.takes.is_empty() && !rest.trim().is_empty() {
        return app.refuse(Problem::wrong_input(format!(
            "/{} takes no words after it.",
            row.command
        )));
    }
    page.line = TextBuffer::default();
    page.choice = 0;
    let effects = app.run(row, Some(rest.trim()));
    // Words that could not be understood stay in the line, to be put right.
    if let (Outcome::Refused(_), Some(page), false) =
        (&app.outcome, app.pages.last_mut(), rest.trim().is_empty())
    {
        page.line = TextBuffer::with_text(&typed);
    }
    effects
}

/// One step back: from the list of headings, from what is typed, from the page to the previous one, or to where it was
/// opened.
fn on_esc(app: &mut App) -> Vec<Effect> {
    let Some(page) = app.pages.last_mut() else {
        return Vec::new();
    };
    if !page.line.is_empty() || page.is_seeking() {
        page.line = TextBuffer::default();
        page.seek("", 1);
        return Vec::new();
    }
    let left = app.pages.pop();
    if left.is_some_and(|page| page.is_from_find) {
        app.place = Place::Find;
        return Vec::new();
    }
    if !app.pages.is_empty() {
        return Vec::new();
    }
    leave(app)
}

fn leave(app: &mut App) -> Vec<Effect> {
    app.place = app.below_pages;
    if app.place == Place::Home {
        vec![Effect::ListMeetings]
    } else {
        Vec::new()
    }
}
