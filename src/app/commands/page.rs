//! The commands that can be done on a page only: going to a heading, other arrangements and versions, restricted parts.
//! Must not know keys, nor how a page is made.

use crate::app::App;
use crate::app::protocol::command_row::Action;
use crate::app::protocol::effect::Effect;
use crate::app::protocol::view::View;
use crate::app::screens::page::keys::{refuse, text_rows};
use crate::documents::{Arranged, ORDERS};
use crate::domain::text::buffer::TextBuffer;

/// Does it; `rest` is what stands behind the command.
pub fn run(app: &mut App, action: Action, rest: &str) -> Vec<Effect> {
    let height = usize::from(text_rows(app.rows));
    let Some(page) = app.pages.last_mut() else {
        return Vec::new();
    };
    let meeting = page.view.meeting().to_owned();
    if meeting.is_empty() && is_about_a_meeting(action) {
        return refuse(
            app,
            "This page is about all meetings, so it cannot be done here. Esc goes back to the list; Enter there opens a meeting.",
        );
    }
    match action {
        Action::Find => {
            page.seek("", height);
            page.seek(rest, height);
            page.line = TextBuffer::with_text(rest);
        }
        Action::PreviousHit => page.next_hit(false, height),
        Action::Contents => page.contents = Some(page.heading_here().unwrap_or(0)),
        Action::GoTo => match page.heading_named(rest) {
            Some(heading) => page.go_to_heading(heading),
            None => {
                let words = format!("No heading has \"{rest}\". /contents lists them all.");
                return refuse(app, &words);
            }
        },
        Action::Versions => return show(View::Versions { meeting }),
        Action::Readers => return show(View::Readers { meeting }),
        // The lock and the line of the meeting below are let go of only by leaving it.
        Action::OpenMeeting if app.editor.is_some() => {
            return refuse(
                app,
                "A meeting is open below this page. Esc comes back to it; /home leaves it as it stands, and Enter in the list opens another.",
            );
        }
        Action::OpenMeeting => return vec![Effect::Open(meeting)],
        Action::Arrange | Action::Version => return other_record(app, action, rest),
        Action::Restricted => return put_restricted(app),
        _ => {}
    }
    Vec::new()
}

/// Whether it can only be done with the minutes of one meeting.
fn is_about_a_meeting(action: Action) -> bool {
    matches!(
        action,
        Action::Versions
            | Action::Readers
            | Action::OpenMeeting
            | Action::Arrange
            | Action::Version
    )
}

fn show(view: View) -> Vec<Effect> {
    vec![Effect::Show { view, at: None }]
}

/// The record that a page belongs to: from the list of versions one comes back to the record below it.
fn record_below(app: &App) -> View {
    let records = app.pages.iter().rev().map(|page| &page.view);
    let meeting = app.pages.last().map_or("", |page| page.view.meeting());
    let mut records = records.filter(|view| view.meeting() == meeting);
    let last = records.find(|view| matches!(view, View::Record { .. }));
    last.cloned().unwrap_or_else(|| View::record(meeting))
}

/// Another arrangement or version of the record that is seen.
fn other_record(app: &mut App, action: Action, rest: &str) -> Vec<Effect> {
    let mut view = record_below(app);
    let View::Record {
        arranged, version, ..
    } = &mut view
    else {
        return Vec::new();
    };
    match action {
        Action::Arrange => match Arranged::from_word(rest) {
            Some(wanted) => *arranged = wanted,
            None => return refuse(app, &format!("By what: {ORDERS}?")),
        },
        _ => match rest.parse::<u64>() {
            Ok(number) => *version = Some(number),
            Err(_) if rest == "now" => *version = None,
            Err(_) => {
                return refuse(
                    app,
                    "Which version: its number, or now? /versions lists them.",
                );
            }
        },
    }
    show(view)
}

/// The same page with its restricted parts, or without them when it has them. A page that has none of its own (the
/// versions, who read it) belongs to a record: that one is shown.
fn put_restricted(app: &mut App) -> Vec<Effect> {
    let view = match app.pages.last().map(|page| &page.view) {
        Some(View::Versions { .. } | View::Readers { .. }) | None => record_below(app),
        Some(view) => view.clone(),
    };
    let wanted = !view.shows_restricted();
    if !wanted {
        let height = usize::from(text_rows(app.rows));
        let near = app.pages.last().map(|page| page.records_near(height));
        app.put_away = near.map(|near| (view.meeting().to_owned(), near));
        // Esc must not bring back what was just put away.
        app.pages.retain(|page| !page.view.shows_restricted());
    }
    show(view.with_restricted(wanted))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::protocol::command_row::ACTIONS;
    use crate::app::screens::page::Page;
    use crate::documents::document::Document;
    use crate::documents::made_up::MADE_UP;

    #[test]
    fn a_document_of_minutes_that_is_one_line_in_the_table_can_be_asked_for_and_is_in_the_help() {
        let now = "2026-11-22T14:00:00+00:00".parse().unwrap();
        let mut app = App::new(now, 80, 24);
        let document = Document::new("The record", "en-GB");
        app.pages
            .push(Page::new(View::record("m-1"), document, None, 80));
        let effects = run(&mut app, Action::Arrange, MADE_UP.id);
        let Some(Effect::Show { view, .. }) = effects.first() else {
            panic!("{effects:?}");
        };
        let View::Record { arranged, .. } = view else {
            panic!("{view:?}");
        };
        assert_eq!(arranged.kind().id, MADE_UP.id);
        run(&mut app, Action::Arrange, "colour");
        assert!(app.status.words.contains(MADE_UP.id));
        let line = ACTIONS.iter().find(|spec| spec.action == Action::Arrange);
        let line = line.unwrap();
        assert!(line.help.contains(MADE_UP.id) && line.takes.contains(MADE_UP.id));
    }
}
