//! A made-up agenda, a file and a line in the test build, is listed, offered, read and used like any other.

use crate::app::commands::COMMANDS;
use crate::app::protocol::effect::Effect;
use crate::app::protocol::message::{Key, Message, Opened};
use crate::app::protocol::place::Place;
use crate::app::{App, update};
use crate::documents::{self, Material};
use crate::domain::agenda::{BUILT_IN, built_in};
use crate::domain::meeting::event::{Event, KnownEvent, LoggedEvent};
use crate::domain::settings::Settings;
use crate::plain::Plain;
use crate::ui::{Theme, view};
use chrono::{DateTime, FixedOffset};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

const TITLE: &str = "A made-up meeting";

fn now() -> DateTime<FixedOffset> {
    "2026-11-20T14:00:00+00:00".parse().unwrap()
}

fn screen(app: &App) -> String {
    let area = Rect::new(0, 0, 80, 24);
    let mut buffer = Buffer::empty(area);
    view(app, &Theme::without_colour(), area, &mut buffer);
    buffer.content.iter().map(|cell| cell.symbol()).collect()
}

#[test]
fn a_line_in_built_in_is_all_that_an_agenda_needs() {
    // Offered for a new meeting, and Enter takes it.
    let mut app = App::new(now(), 80, 24, COMMANDS);
    app.place = Place::Agendas;
    let size = Message::Resize {
        columns: 80,
        rows: 24,
    };
    update(&mut app, size, now());
    let row = BUILT_IN
        .iter()
        .position(|(id, _)| *id == "made-up")
        .unwrap();
    for _ in 0..row {
        update(&mut app, Message::Key(Key::Down), now());
    }
    assert!(screen(&app).contains(TITLE), "{}", screen(&app));
    // Without screens it is read out with its number, which chooses it.
    let mut plain = Plain::default();
    let number = row + 1;
    let told = plain.tell(&app);
    assert!(told.contains(&format!("{number}. {TITLE}")), "{told:?}");
    let typed = plain.take(&app, &number.to_string());
    assert!(typed.contains(&Message::Key(Key::Enter)), "{typed:?}");

    let chosen = update(&mut app, Message::Key(Key::Enter), now());
    let [Effect::Create { agenda }] = chosen.as_slice() else {
        panic!("{chosen:?}");
    };
    assert_eq!(agenda.title, TITLE);

    // Its guide is a document.
    let guide = documents::page(Material::Guide(agenda, &Settings::default()));
    assert!(format!("{guide:?}").contains("we go home"), "{guide:?}");

    // A meeting is held by it, section by section.
    let created = KnownEvent::MeetingCreated {
        meeting: "m-1".into(),
        agenda: Box::new(built_in("made-up").unwrap()),
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
    update(&mut app, Message::Line("/begin".to_owned()), now());
    assert_eq!(app.place, Place::Recording, "{}", app.status.words);
    let shown = screen(&app);
    assert!(
        shown.contains("Juggling") && shown.contains("Who can juggle?"),
        "{shown}"
    );
}
