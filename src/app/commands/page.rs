//! The commands that work only on a page: going to a heading, other arrangements and versions, restricted parts.

use crate::app::App;
use crate::app::protocol::command_row::CommandRow;
use crate::app::protocol::effect::Effect;
use crate::app::protocol::place::Place;
use crate::app::protocol::view::View;
use crate::app::screens;
use crate::app::screens::page::Page;
use crate::app::screens::page::keys::text_rows;
use crate::documents::{Arranged, ORDERS, with_orders};
use crate::domain::problem::Problem;
use crate::domain::text::buffer::TextBuffer;

const PAGE: &[Place] = &[Place::Page];

pub const ROWS: &[CommandRow] = &[
    CommandRow {
        takes: "a number, a name or words of a heading",
        needs: true,
        places: PAGE,
        ..CommandRow::of(
            "go",
            "Goes to the heading with this number, this name or these words.",
            go_to,
        )
    },
    CommandRow {
        places: PAGE,
        ..CommandRow::of(
            "contents",
            "Lists the headings of the page, to go to one of them.",
            contents,
        )
    },
    CommandRow {
        takes: ORDERS,
        needs: true,
        places: PAGE,
        ..CommandRow::of("by", with_orders!("Arranges the record by ", "."), arrange)
    },
    CommandRow {
        places: PAGE,
        ..CommandRow::of(
            "previous",
            "Goes back to the previous place with the words.",
            previous_hit,
        )
    },
    CommandRow {
        places: &[Place::Page, Place::Find],
        ..CommandRow::of(
            "restricted",
            "Shows the restricted parts, if this account may read them, or hides them again.",
            restricted,
        )
    },
    CommandRow {
        places: PAGE,
        ..CommandRow::of(
            "versions",
            "Lists the versions that were signed off or sent out, and what was amended.",
            |app, _| of_one_meeting(app, |_, meeting| show(View::Versions { meeting })),
        )
    },
    CommandRow {
        takes: "a number, or now",
        needs: true,
        places: PAGE,
        ..CommandRow::of("version", "Shows one of the kept versions.", version)
    },
    CommandRow {
        places: PAGE,
        ..CommandRow::of(
            "who",
            "Lists who opened these minutes, when and what for.",
            |app, _| of_one_meeting(app, |_, meeting| show(View::Readers { meeting })),
        )
    },
    CommandRow {
        places: PAGE,
        ..CommandRow::of(
            "open",
            "Opens the meeting itself: to sign off, send copies out, record corrections, or reopen it.",
            |app, _| of_one_meeting(app, open),
        )
    },
];

fn height(app: &App) -> usize {
    usize::from(text_rows(app.rows))
}

fn on_page(app: &mut App, does: impl FnOnce(&mut Page)) -> Vec<Effect> {
    if let Some(page) = app.pages.last_mut() {
        does(page);
    }
    Vec::new()
}

pub fn find_on_page(app: &mut App, words: &str) -> Vec<Effect> {
    let height = height(app);
    on_page(app, |page| {
        page.seek("", height);
        page.seek(words, height);
        page.line = TextBuffer::with_text(words);
    })
}

fn previous_hit(app: &mut App, _typed: Option<&str>) -> Vec<Effect> {
    if !app.pages.last().is_some_and(Page::is_seeking) {
        return app.refuse(
            Problem::wrong_input("No words have been looked for on this page.")
                .next("Type some first."),
        );
    }
    let height = height(app);
    on_page(app, |page| page.next_hit(false, height))
}

fn contents(app: &mut App, _typed: Option<&str>) -> Vec<Effect> {
    on_page(app, |page| {
        page.contents = Some(page.heading_here().unwrap_or(0));
    })
}

fn go_to(app: &mut App, typed: Option<&str>) -> Vec<Effect> {
    let words = typed.unwrap_or("");
    let Some(page) = app.pages.last() else {
        return Vec::new();
    };
    match page.heading_named(words) {
        Some(heading) => on_page(app, |page| page.go_to_heading(heading)),
        None => app.refuse(Problem::wrong_input(format!(
            "No heading has \"{words}\". /contents lists them all."
        ))),
    }
}

fn of_one_meeting(
    app: &mut App,
    does: impl FnOnce(&mut App, String) -> Vec<Effect>,
) -> Vec<Effect> {
    let Some(page) = app.pages.last() else {
        return Vec::new();
    };
    let meeting = page.view.meeting().to_owned();
    if meeting.is_empty() {
        return app.refuse(Problem::wrong_input("This page is about all meetings, so it cannot be done here. Esc goes back to the list; Enter there opens a meeting."));
    }
    does(app, meeting)
}

fn open(app: &mut App, meeting: String) -> Vec<Effect> {
    // Only leaving the meeting below releases its lock and its line.
    if app.editor.is_some() {
        return app.refuse(Problem::wrong_input("A meeting is open below this page. Esc comes back to it; /home leaves it as it stands, and Enter in the list opens another."));
    }
    vec![Effect::Open(meeting)]
}

fn show(view: View) -> Vec<Effect> {
    vec![Effect::Show { view, at: None }]
}

/// The record that a page belongs to: from the list of versions this leads back to the record below it.
fn record_below(app: &App) -> View {
    let records = app.pages.iter().rev().map(|page| &page.view);
    let meeting = app.pages.last().map_or("", |page| page.view.meeting());
    let mut records = records.filter(|view| view.meeting() == meeting);
    let last = records.find(|view| matches!(view, View::Record { .. }));
    last.cloned().unwrap_or_else(|| View::record(meeting))
}

fn arrange(app: &mut App, typed: Option<&str>) -> Vec<Effect> {
    let wanted = Arranged::from_word(typed.unwrap_or(""));
    other_record(app, |view| match (view, wanted) {
        (View::Record { arranged, .. }, Some(wanted)) => {
            *arranged = wanted;
            Ok(())
        }
        _ => Err(with_orders!("By what: ", "?")),
    })
}

fn version(app: &mut App, typed: Option<&str>) -> Vec<Effect> {
    let wanted = match typed.unwrap_or("") {
        "now" => Some(None),
        number => number.parse::<u64>().ok().map(Some),
    };
    other_record(app, |view| match (view, wanted) {
        (View::Record { version, .. }, Some(wanted)) => {
            *version = wanted;
            Ok(())
        }
        _ => Err("Which version: its number, or now? /versions lists them."),
    })
}

fn other_record(
    app: &mut App,
    change: impl FnOnce(&mut View) -> Result<(), &'static str>,
) -> Vec<Effect> {
    of_one_meeting(app, |app, _| {
        let mut view = record_below(app);
        match change(&mut view) {
            Ok(()) => show(view),
            Err(words) => app.refuse(Problem::wrong_input(words)),
        }
    })
}

fn restricted(app: &mut App, _typed: Option<&str>) -> Vec<Effect> {
    match app.place {
        Place::Find => screens::find::put_restricted(app),
        _ if app.pages.is_empty() => Vec::new(),
        _ => put_restricted(app),
    }
}

/// The same page with its restricted parts, or without them if it has them. A page that has none of its own (the
/// versions, who read it) belongs to a record: that one is shown.
fn put_restricted(app: &mut App) -> Vec<Effect> {
    let view = match app.pages.last().map(|page| &page.view) {
        Some(View::Versions { .. } | View::Readers { .. } | View::Papers { .. }) | None => {
            record_below(app)
        }
        Some(view) => view.clone(),
    };
    let wanted = !view.shows_restricted();
    if !wanted {
        let height = height(app);
        let near = app.pages.last().map(|page| page.records_near(height));
        app.put_away = near.map(|near| (view.meeting().to_owned(), near));
        // Esc must not bring back what was just hidden.
        app.pages.retain(|page| !page.view.shows_restricted());
    }
    show(view.with_restricted(wanted))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::commands::COMMANDS;
    use crate::app::screens::page::Page;
    use crate::documents::document::Document;
    use crate::documents::made_up::MADE_UP;

    #[test]
    fn a_document_of_minutes_that_is_one_line_in_the_table_can_be_asked_for_and_is_in_the_help() {
        let now = "2026-11-22T14:00:00+00:00".parse().unwrap();
        let mut app = App::new(now, 80, 24, COMMANDS);
        let document = Document::new("The record", "en-GB");
        app.pages
            .push(Page::new(View::record("m-1"), document, None, 80));
        let effects = arrange(&mut app, Some(MADE_UP.id));
        let Some(Effect::Show { view, .. }) = effects.first() else {
            panic!("{effects:?}");
        };
        let View::Record { arranged, .. } = view else {
            panic!("{view:?}");
        };
        assert_eq!(arranged.kind().id, MADE_UP.id);
        arrange(&mut app, Some("colour"));
        assert!(app.status.words.contains(MADE_UP.id));
        let line = COMMANDS.called("by").unwrap();
        assert!(line.help.contains(MADE_UP.id) && line.takes.contains(MADE_UP.id));
    }
}
