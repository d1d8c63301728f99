//! Drives the app in process, as a minute-taker would, and draws it. The disk is simulated: whatever the app asks to be
//! written counts as saved.

use chrono::{DateTime, Duration, FixedOffset};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::{Color, Modifier, Style};
use std::fmt::Write;
use talking_piece::app::commands::COMMANDS;
use talking_piece::app::protocol::message::{Key, Message, Opened};
use talking_piece::app::{App, update};
use talking_piece::domain::agenda::built_in;
use talking_piece::domain::meeting::event::{Event, KnownEvent, LoggedEvent};
use talking_piece::domain::settings::ConfigFiles;
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
            app: App::new(now, 80, 24, COMMANDS),
            now,
        }
    }

    pub fn meeting(agenda: &str, made_up: bool) -> Driver {
        Driver::meeting_with(agenda, made_up, ConfigFiles::new())
    }

    pub fn meeting_with(agenda: &str, made_up: bool, settings: ConfigFiles) -> Driver {
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
                settings,
                settings_not_used: Default::default(),
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

    /// Moves the clock on to this time of day.
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

/// The rows as text; under a row that is not plain its styles, one letter per cell.
pub fn shown(buffer: &Buffer, cursor: Option<Position>, ground: Style) -> String {
    let screen = Screen::of(buffer, cursor, ground);
    let mut out = String::new();
    for (text, styles) in screen.rows.iter().zip(&screen.styles) {
        writeln!(out, "|{text}").unwrap();
        if !styles.is_empty() {
            writeln!(out, " {styles}").unwrap();
        }
    }
    if let Some(cursor) = cursor {
        writeln!(out, "cursor: column {}, row {}", cursor.x, cursor.y).unwrap();
    }
    out
}

/// Compares with the file of this name. `INSTA_UPDATE=always` rewrites it; then read it.
pub fn assert_picture(name: &str, picture: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("snapshots");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, picture));
}

/// What has been drawn, for tests that are about some of its rows. Trailing blanks are left out.
pub struct Screen {
    rows: Vec<String>,
    styles: Vec<String>,
    cursor: Option<Position>,
}

impl Screen {
    pub fn of(buffer: &Buffer, cursor: Option<Position>, ground: Style) -> Screen {
        let of_rows = |row: &dyn Fn(u16) -> String| (0..buffer.area.height).map(row).collect();
        let columns = || 0..buffer.area.width;
        let text = |y| -> String { columns().map(|x| buffer[(x, y)].symbol()).collect() };
        let style = |y| -> String {
            let letters = columns().map(|x| letter_of(buffer[(x, y)].style(), ground));
            letters.collect()
        };
        Screen {
            rows: of_rows(&|y| text(y).trim_end().to_owned()),
            styles: of_rows(&|y| style(y).trim_end_matches('.').to_owned()),
            cursor,
        }
    }

    pub fn header(&self) -> &str {
        &self.rows[0]
    }

    pub fn text(&self) -> String {
        self.rows.join("\n")
    }

    /// The other rows, with `‸` where the cursor stands.
    pub fn below_the_header(&self) -> Vec<String> {
        self.with_cursor().split_off(1)
    }

    fn with_cursor(&self) -> Vec<String> {
        let mut rows = self.rows.clone();
        if let Some(Position { x, y }) = self.cursor {
            let row = &mut rows[usize::from(y)];
            let mut signs: Vec<char> = format!("{row:<0$}", usize::from(x)).chars().collect();
            signs.insert(usize::from(x), '‸');
            *row = signs.into_iter().collect();
        }
        rows
    }

    /// The rows of the picture are on the screen, directly below each other. Each begins with `|`, or with `|…` and the
    /// rule to its right where the left column does not matter; `‸` is the cursor, and a row `...` stands for any
    /// number of rows.
    #[track_caller]
    pub fn shows(&self, picture: &str) {
        let rows = self.with_cursor();
        let picture: Vec<&str> = picture.trim().lines().map(str::trim_start).collect();
        let mut from = 0;
        for group in picture.split(|row| *row == "...") {
            let rest = &rows[from.min(rows.len())..];
            let found = rest
                .windows(group.len())
                .position(|rows| rows.iter().zip(group).all(|(row, wanted)| is(row, wanted)));
            let Some(found) = found else {
                panic!(
                    "These rows:\n{}\nare not on this screen, or not there:\n|{}",
                    group.join("\n"),
                    rows.join("\n|")
                );
            };
            from += found + group.len();
        }
    }

    /// The style of the first occurrence of the words, one letter per cell.
    #[track_caller]
    pub fn style_of(&self, words: &str) -> String {
        let rows = self.rows.iter().zip(&self.styles);
        let place = |(row, styles): (&String, &String)| {
            Some((row.find(words)?, row.clone(), styles.clone()))
        };
        let Some((at, row, styles)) = rows.into_iter().find_map(place) else {
            panic!("no {words:?} on\n{}", self.rows.join("\n"));
        };
        let before = row[..at].chars().count();
        let styles = styles.chars().chain(std::iter::repeat('.'));
        styles.skip(before).take(words.chars().count()).collect()
    }
}

fn is(row: &str, wanted: &str) -> bool {
    let wanted = wanted.strip_prefix('|').expect("a row begins with |");
    let Some(wanted) = wanted.strip_prefix('…') else {
        return row == wanted;
    };
    let right = row.find(['│', '┤']).map(|rule| &row[rule..]);
    right == Some(wanted)
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
