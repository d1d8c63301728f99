//! Drives the app in process, as a minute-taker would, and draws it. The disk is played by hand: what the app asks to
//! be written counts as saved. Must not know any one screen.

use chrono::{DateTime, Duration, FixedOffset};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::{Color, Modifier, Style};
use std::fmt::Write;
use talking_piece::app::message::{Key, Message, Opened};
use talking_piece::app::{App, update};
use talking_piece::domain::agenda::built_in;
use talking_piece::domain::meeting::event::{Event, KnownEvent, LoggedEvent};
use talking_piece::ui::{Theme, view};

#[derive(Clone)]
pub struct Driver {
    pub app: App,
    now: DateTime<FixedOffset>,
}

pub fn at(time: &str) -> DateTime<FixedOffset> {
    format!("2026-11-20T{time}:00+00:00").parse().unwrap()
}

impl Driver {
    pub fn new() -> Driver {
        let now = at("13:55");
        Driver {
            app: App::new(now, 80, 24),
            now,
        }
    }

    /// A meeting with this built-in agenda, opened for the first time.
    pub fn meeting(agenda: &str, made_up: bool) -> Driver {
        let mut driver = Driver::new();
        let logged = LoggedEvent {
            seq: 1,
            at: driver.now,
            batch: 1,
            draft: None,
            event: Event::Known(KnownEvent::MeetingCreated {
                meeting: "m-1".into(),
                agenda: Box::new(built_in(agenda).unwrap()),
                made_up,
                program: "talking-piece 0.1.0".into(),
                settings: Default::default(),
            }),
        };
        driver.send(Message::Opened(Box::new(Opened {
            events: vec![logged],
            ..Opened::default()
        })));
        driver
    }

    pub fn send(&mut self, message: Message) {
        update(&mut self.app, message, self.now);
    }

    /// The clock goes on to this time of day.
    pub fn clock(&mut self, time: &str) -> &mut Driver {
        self.now = at(time);
        self.app.now = self.now;
        self
    }

    /// Whole lines, a minute apart.
    pub fn lines(&mut self, lines: &[&str]) -> &mut Driver {
        for line in lines {
            self.now += Duration::minutes(1);
            self.send(Message::Line((*line).to_owned()));
        }
        self
    }

    pub fn saved(&mut self) -> &mut Driver {
        self.send(Message::Saved(1));
        self
    }

    pub fn typed(&mut self, text: &str) -> &mut Driver {
        for letter in text.chars() {
            self.send(Message::Key(Key::Char(letter)));
        }
        self
    }

    pub fn keys(&mut self, keys: &[Key]) -> &mut Driver {
        for key in keys {
            self.send(Message::Key(*key));
        }
        self
    }

    pub fn draw(&self, columns: u16, rows: u16, theme: &Theme) -> (Buffer, Position) {
        let mut app = self.app.clone();
        update(&mut app, Message::Resize { columns, rows }, self.now);
        draw(&app, columns, rows, theme)
    }
}

pub fn draw(app: &App, columns: u16, rows: u16, theme: &Theme) -> (Buffer, Position) {
    let area = Rect::new(0, 0, columns, rows);
    let mut buffer = Buffer::empty(area);
    let cursor = view(app, theme, area, &mut buffer);
    (buffer, cursor)
}

/// The rows as text; under a row that is not plain its styles, one letter a cell.
pub fn shown(buffer: &Buffer, cursor: Position, ground: Style) -> String {
    let mut out = String::new();
    for y in 0..buffer.area.height {
        let (mut text, mut styles) = (String::new(), String::new());
        for x in 0..buffer.area.width {
            let cell = &buffer[(x, y)];
            text.push_str(cell.symbol());
            styles.push(letter_of(cell.style(), ground));
        }
        let styles = styles.trim_end_matches('.');
        writeln!(out, "|{}", text.trim_end()).unwrap();
        if !styles.is_empty() {
            writeln!(out, " {styles}").unwrap();
        }
    }
    writeln!(out, "cursor: column {}, row {}", cursor.x, cursor.y).unwrap();
    out
}

fn letter_of(style: Style, ground: Style) -> char {
    let has = |modifier| style.add_modifier.contains(modifier);
    let ground_of = |colour: Option<Color>| colour.filter(|colour| *colour != Color::Reset);
    if has(Modifier::REVERSED) || ground_of(style.bg) != ground_of(ground.bg) {
        return 'R';
    }
    match ground_of(style.fg).filter(|colour| Some(*colour) != ground.fg) {
        Some(colour) => digit(colour),
        None if has(Modifier::UNDERLINED) => 'U',
        None if has(Modifier::BOLD) => 'B',
        None if has(Modifier::DIM) => 'd',
        None => '.',
    }
}

fn digit(colour: Color) -> char {
    let all = [
        Color::Black,
        Color::Red,
        Color::Green,
        Color::Yellow,
        Color::Blue,
        Color::Magenta,
        Color::Cyan,
        Color::Gray,
        Color::DarkGray,
        Color::LightRed,
        Color::LightGreen,
        Color::LightYellow,
        Color::LightBlue,
        Color::LightMagenta,
        Color::LightCyan,
        Color::White,
    ];
    let place = all.iter().position(|known| *known == colour).unwrap();
    char::from_digit(u32::try_from(place).unwrap(), 16).unwrap()
}
