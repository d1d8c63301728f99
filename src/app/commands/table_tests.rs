//! The table as a whole: one row is enough for a command, and no name means two things.

use super::COMMANDS;
use super::made_up::{HELP, KEY, NAME, OUTSIDE};
use crate::app::protocol::message::{Key, Message, Opened};
use crate::app::protocol::place::{EVERYWHERE, Place};
use crate::app::protocol::status::Outcome;
use crate::app::protocol::view::View;
use crate::app::screens::help::{self, Does};
use crate::app::screens::page::Page;
use crate::app::{App, update};
use crate::documents::document::Document;
use crate::domain::agenda::built_in;
use crate::domain::meeting::event::{Event, KnownEvent, LoggedEvent};
use crate::domain::record::KINDS;
use crate::plain::Plain;
use crate::ui::{Theme, view};
use chrono::{DateTime, FixedOffset};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use std::collections::BTreeMap;

fn now() -> DateTime<FixedOffset> {
    "2026-11-20T14:00:00+00:00".parse().unwrap()
}

fn line(app: &mut App, text: &str) {
    update(app, Message::Line(text.to_owned()), now());
}

fn typed(app: &mut App, text: &str) {
    for letter in text.chars() {
        update(app, Message::Key(Key::Char(letter)), now());
    }
}

fn press(app: &mut App, key: Key) {
    update(app, Message::Key(key), now());
}

fn meeting() -> App {
    let mut app = App::new(now(), 100, 30, COMMANDS);
    let created = KnownEvent::MeetingCreated {
        meeting: "m-1".into(),
        agenda: Box::new(built_in("restorative-icpc").unwrap()),
        made_up: true,
        program: "talking-piece 0.1.0".into(),
        settings: Default::default(),
        settings_not_used: Default::default(),
    };
    let opened = Opened {
        events: vec![LoggedEvent {
            seq: 1,
            at: now(),
            batch: 1,
            draft: None,
            event: Event::Known(created),
        }],
        ..Opened::default()
    };
    update(&mut app, Message::Opened(Box::new(opened)), now());
    line(&mut app, "/begin");
    assert_eq!(app.place, Place::Recording, "{}", app.status.words);
    app
}

fn screen(app: &App) -> String {
    let area = Rect::new(0, 0, 100, 30);
    let mut buffer = Buffer::empty(area);
    view(app, &Theme::without_colour(), area, &mut buffer);
    let rows = (0..area.height).map(|row| {
        (0..area.width)
            .map(|column| buffer[(column, row)].symbol())
            .collect::<String>()
    });
    rows.collect::<Vec<_>>().join("\n")
}

#[test]
fn a_row_is_all_that_a_command_needs() {
    // By typing, in full or as far as no other command begins the same way, with words after it.
    let mut app = meeting();
    for command in ["/juggle a ball", "/jug a ball"] {
        app.status.clear();
        line(&mut app, command);
        assert_eq!(app.status.words, "Juggled with a ball.", "{command}");
        assert_eq!(app.outcome, Outcome::Done);
        assert!(app.editor.as_ref().unwrap().line.is_empty());
    }
    // By its key: what is in the line stays.
    typed(&mut app, "half a");
    press(&mut app, KEY);
    assert_eq!(app.status.words, "Juggled with .");
    assert_eq!(app.editor.as_ref().unwrap().line.text(), "half a");

    // In the list after `/`, where Tab completes it.
    let mut app = meeting();
    typed(&mut app, "/ju");
    let shown = screen(&app);
    assert!(shown.contains("/juggle") && shown.contains(HELP), "{shown}");
    press(&mut app, Key::Tab);
    assert_eq!(app.editor.as_ref().unwrap().line.text(), "/juggle ");
    press(&mut app, Key::Ctrl('u'));

    app.status.clear();
    let shown = screen(&app);
    let footer = shown.lines().last().unwrap();
    assert!(footer.contains("/juggle"), "{footer}");

    // In the help, with its key; Enter runs it there.
    let rows = help::rows(COMMANDS, Place::Recording, false);
    let row = rows.iter().find(|row| row.typed.starts_with("/juggle"));
    let row = row.unwrap();
    assert_eq!((row.help.as_str(), row.key.as_str()), (HELP, "F9"));
    assert!(matches!(row.does, Does::Run(row) if row.command == NAME));
    press(&mut app, Key::F(1));
    let listed = help::listed(&app);
    app.help.row = listed.iter().position(|one| one == row).unwrap();
    press(&mut app, Key::Enter);
    assert_eq!(app.status.words, "Juggled with .");

    // Without screens the help reads it out.
    let mut plain = Plain::default();
    plain.tell(&app);
    press(&mut app, Key::F(1));
    let told = plain.tell(&app).join("\n");
    assert!(told.contains("/juggle") && told.contains(HELP), "{told}");
}

#[test]
fn a_row_is_enough_in_the_list_on_a_page_and_where_words_are_looked_for() {
    for place in [Place::Home, Place::Page, Place::Find] {
        let begin = || {
            let mut app = App::new(now(), 100, 30, COMMANDS);
            app.place = place;
            let document = Document::new("The record", "en-GB");
            let page = Page::new(View::record("m-1"), document, None, 100);
            app.pages.extend((place == Place::Page).then_some(page));
            app
        };
        for command in [OUTSIDE, "tumb"] {
            let mut app = begin();
            typed(&mut app, &format!("/{command}"));
            if place != Place::Find {
                let shown = screen(&app);
                assert!(shown.contains("Turns head over heels."), "{shown}");
            }
            press(&mut app, Key::Enter);
            assert_eq!(app.status.words, "Tumbled.", "/{command} in {place:?}");
        }
        let rows = help::rows(COMMANDS, place, false);
        assert!(rows.iter().any(|row| row.typed == "/tumble"), "{place:?}");
    }

    // Without screens it needs no slash on a page.
    let mut app = App::new(now(), 100, 30, COMMANDS);
    app.place = Place::Page;
    let document = Document::new("The record", "en-GB");
    app.pages
        .push(Page::new(View::record("m-1"), document, None, 100));
    for message in Plain::default().take(&app, OUTSIDE) {
        update(&mut app, message, now());
    }
    assert_eq!(app.status.words, "Tumbled.");
}

#[test]
fn where_a_command_does_not_work_it_is_said_where_it_does() {
    let mut app = App::new(now(), 100, 30, COMMANDS);
    typed(&mut app, "/juggle");
    press(&mut app, Key::Enter);
    assert_eq!(
        app.status.words,
        "/juggle works in a meeting that is open, not here. Choose a meeting: Enter opens it."
    );
    press(&mut app, KEY);
    assert!(!app.status.words.starts_with("Juggled"));
}

/// Each name, and the places in the source where it is taken.
fn names() -> BTreeMap<&'static str, Vec<String>> {
    let mut names: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for row in COMMANDS.all() {
        let place = "its row under src/app/commands/".to_owned();
        // The other names count in the list of meetings alone.
        let is_at_home = |name: &&&str| {
            let other = COMMANDS.called(name);
            other.is_none_or(|other| other.places.contains(&Place::Home))
        };
        let also = row.also.iter().filter(is_at_home);
        for name in std::iter::once(&row.command).chain(also) {
            names.entry(name).or_default().push(place.clone());
        }
    }
    for kind in KINDS.iter().filter(|kind| !kind.command.is_empty()) {
        let place = format!(
            "`command` of the kind \"{}\" in src/domain/record/kinds/",
            kind.id
        );
        names.entry(kind.command).or_default().push(place);
    }
    for answer in ["yes", "no"] {
        let place = "the answers /yes and /no in src/domain/line/".to_owned();
        names.entry(answer).or_default().push(place);
    }
    names
}

#[test]
fn no_name_means_two_things() {
    let twice: Vec<String> = names()
        .into_iter()
        .filter(|(_, places)| places.len() > 1)
        .map(|(name, places)| {
            let places = places.join(" and ");
            format!("/{name} is {places}: give one of them another name there")
        })
        .collect();
    assert!(twice.is_empty(), "{}", twice.join("\n"));
}

#[test]
fn no_key_does_two_things_in_one_place() {
    for place in EVERYWHERE {
        let mut keys: BTreeMap<String, &str> = BTreeMap::new();
        for row in COMMANDS.in_place(*place) {
            for key in row.keys {
                let before = keys.insert(key.words(), row.command);
                assert_eq!(
                    before,
                    None,
                    "{} of /{} in {place:?}",
                    key.words(),
                    row.command
                );
            }
        }
    }
}

#[test]
fn every_command_works_somewhere_and_says_what_it_does() {
    for row in COMMANDS.all() {
        assert!(!row.places.is_empty(), "/{} works nowhere", row.command);
        assert!(!row.help.is_empty(), "/{} says nothing", row.command);
        assert!(
            !row.needs || !row.takes.is_empty(),
            "/{} wants nothing",
            row.command
        );
    }
}
