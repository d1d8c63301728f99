//! Whatever is drawn, a terminal (vt100's) shows exactly that, and the bytes stay few.

mod moving;

use std::cell::RefCell;
use std::io::{self, Write};
use std::num::NonZeroU16;
use std::rc::Rc;

use proptest::prelude::*;
use ratatui::backend::Backend;
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::{Position, Rect, Size};
use ratatui::style::{Color, Modifier, Style};
use ratatui::{Terminal, TerminalOptions, Viewport};

use super::screen_writer::ScreenWriter;

#[derive(Clone, Default)]
struct Wire(Rc<RefCell<Vec<Vec<u8>>>>);

impl Write for Wire {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().push(bytes.to_vec());
        Ok(bytes.len())
    }
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

struct Bench {
    terminal: Terminal<ScreenWriter<Wire>>,
    wire: Wire,
    screen: vt100::Parser,
}

impl Bench {
    fn new(width: u16, height: u16) -> Self {
        let wire = Wire::default();
        let size = Size::new(width, height);
        let writer = ScreenWriter::new(wire.clone(), size);
        let viewport = Viewport::Fixed(Rect::new(0, 0, width, height));
        let rows = NonZeroU16::new(height).unwrap();
        let columns = NonZeroU16::new(width).unwrap();
        Self {
            terminal: Terminal::with_options(writer, TerminalOptions { viewport }).unwrap(),
            wire,
            screen: vt100::Parser::new(rows, columns, 0),
        }
    }

    fn draw(&mut self, cursor: Option<(u16, u16)>, paint: impl FnOnce(&mut Buffer)) -> Vec<u8> {
        self.terminal
            .draw(|frame| {
                paint(frame.buffer_mut());
                if let Some(cursor) = cursor {
                    frame.set_cursor_position(cursor);
                }
            })
            .unwrap();
        let writes = std::mem::take(&mut *self.wire.0.borrow_mut());
        assert!(writes.len() <= 1, "one write a frame: {}", writes.len());
        let bytes = writes.concat();
        self.screen.process(&bytes);
        bytes
    }

    fn type_text(&mut self, text: &str) -> Vec<u8> {
        let column = u16::try_from(text.len()).unwrap();
        self.draw(Some((column, 1)), |buffer| {
            buffer.set_string(0, 1, text, Style::new());
        })
    }

    fn assert_shows(&self, wanted: &Buffer, cursor: Option<(u16, u16)>) {
        let screen = self.screen.screen();
        for y in 0..wanted.area.height {
            let mut x = 0;
            while x < wanted.area.width {
                let cell = &wanted[(x, y)];
                let shown = screen.cell(y, x).unwrap();
                assert_cell(cell, shown, x, y);
                x += width(cell.symbol());
            }
        }
        assert_eq!(screen.hide_cursor(), cursor.is_none());
        if let Some((x, y)) = cursor {
            assert_eq!(screen.cursor_position(), (y, x));
        }
    }
}

fn width(symbol: &str) -> u16 {
    u16::try_from(unicode_width::UnicodeWidthStr::width(symbol))
        .unwrap()
        .max(1)
}

fn colour(colour: Color) -> vt100::Color {
    match colour {
        Color::Reset | Color::Rgb(..) => vt100::Color::Default,
        Color::Red => vt100::Color::Idx(1),
        Color::Gray => vt100::Color::Idx(7),
        Color::LightGreen => vt100::Color::Idx(10),
        Color::White => vt100::Color::Idx(15),
        other => panic!("{other}"),
    }
}

fn assert_cell(cell: &Cell, shown: &vt100::Cell, x: u16, y: u16) {
    let text = if shown.has_contents() {
        shown.contents()
    } else {
        " "
    };
    assert_eq!(text, cell.symbol(), "text at {x},{y}");
    let has = |modifier| cell.modifier.contains(modifier);
    assert_eq!(
        shown.inverse(),
        has(Modifier::REVERSED),
        "reverse at {x},{y}"
    );
    assert_eq!(
        shown.underline(),
        has(Modifier::UNDERLINED),
        "underline at {x},{y}"
    );
    assert_eq!(shown.bgcolor(), colour(cell.bg), "background at {x},{y}");
    // The rest cannot be seen on a blank.
    if text != " " || shown.inverse() || shown.underline() {
        assert_eq!(shown.fgcolor(), colour(cell.fg), "colour at {x},{y}");
        assert_eq!(shown.bold(), has(Modifier::BOLD), "bold at {x},{y}");
        assert_eq!(shown.dim(), has(Modifier::DIM), "dim at {x},{y}");
    }
}

#[test]
fn a_letter_at_the_cursor_is_one_byte_and_no_change_is_none() {
    let mut bench = Bench::new(80, 24);
    bench.type_text("I was scared to tel");
    assert_eq!(bench.type_text("I was scared to tell"), b"l");
    assert_eq!(bench.type_text("I was scared to tell"), b"");
    assert!(bench.type_text("I was scared to tell ").len() <= 3);
    assert_eq!(bench.type_text("I was scared to tell a"), b"a");
    assert_eq!(bench.type_text("I was scared to tell an"), b"n");
    assert_eq!(bench.type_text("I was scared to tell a"), b"\x08 \x08");
    let word = bench.type_text("I was scared to tell anybody");
    assert_eq!(word, b"nybody");
}

#[test]
fn a_cleared_line_is_erased_and_not_overwritten() {
    let mut bench = Bench::new(80, 24);
    bench.type_text("KS: I will ask my sister to stay with us until it is better");
    let bytes = bench.type_text("");
    assert_eq!(bytes, b"\r\x1b[K");
    assert_eq!(bench.screen.screen().contents().trim(), "");
}

#[test]
fn a_short_frame_of_two_runs_does_not_blink_the_cursor() {
    let mut bench = Bench::new(80, 24);
    let paint = |saved: &'static str, typed: &'static str| {
        move |buffer: &mut Buffer| {
            buffer.set_string(70, 0, saved, Style::new());
            buffer.set_string(0, 22, typed, Style::new());
        }
    };
    bench.draw(Some((3, 22)), paint("14:32", "abc"));
    let bytes = bench.draw(Some((4, 22)), paint("14:33", "abcd"));
    assert!(!bytes.contains(&b'?'), "{}", bytes.escape_ascii());
    assert!(bytes.len() <= 18, "{}", bytes.escape_ascii());
}

#[test]
fn a_long_frame_hides_the_cursor_while_it_is_drawn() {
    let mut bench = Bench::new(80, 24);
    bench.type_text("x");
    let bytes = bench.draw(Some((0, 0)), |buffer| {
        for y in 0..24 {
            buffer.set_string(10, y, "another page", Style::new());
        }
    });
    assert!(bytes.starts_with(b"\x1b[?25l"));
    assert!(bytes.ends_with(b"\x1b[?25h"));
}

#[test]
fn no_control_character_leaves_even_if_a_cell_holds_one() {
    let mut bench = Bench::new(20, 2);
    bench.draw(None, |_| {});
    let bytes = bench.draw(None, |buffer| {
        buffer[(0, 0)].set_symbol("\u{1b}[31m");
        buffer[(10, 0)].set_symbol("\u{9b}2J");
    });
    let text = String::from_utf8(bytes).unwrap();
    assert!(
        !text.contains("\u{1b}[31m") && !text.contains('\u{9b}'),
        "{text:?}"
    );
    assert!(text.contains('\u{fffd}'));
}

#[test]
fn after_the_last_column_the_cursor_is_placed_anew() {
    // At the edge terminals delay wrapping, each in its own way: a step back from there is one column here and two
    // there.
    let mut bench = Bench::new(20, 3);
    let bytes = bench.draw(Some((19, 1)), |buffer| {
        buffer.set_string(0, 1, "twenty letters, full", Style::new());
    });
    assert!(
        bytes.ends_with(b"full\x1b[2;20H\x1b[?25h"),
        "{}",
        bytes.escape_ascii()
    );
    let bytes = bench.draw(Some((0, 2)), |buffer| {
        buffer.set_string(0, 1, "twenty letters, ful!", Style::new());
    });
    assert_eq!(bytes, b"!\x1b[3H");
}

#[test]
fn a_new_size_is_drawn_from_nothing() {
    let mut bench = Bench::new(30, 5);
    bench.draw(Some((0, 0)), |buffer| {
        buffer.set_string(0, 4, "the last row", Style::new());
    });
    bench.screen.process(b"\x1b[2;5Hrubbish left by the resize");
    bench
        .screen
        .set_size(NonZeroU16::new(8).unwrap(), NonZeroU16::new(40).unwrap());
    bench.terminal.backend_mut().set_size(Size::new(40, 8));
    bench.terminal.resize(Rect::new(0, 0, 40, 8)).unwrap();
    let mut wanted = Buffer::empty(Rect::new(0, 0, 40, 8));
    wanted.set_string(2, 6, "and a wider one", Style::new());
    bench.draw(Some((1, 1)), |buffer| buffer.merge(&wanted));
    bench.assert_shows(&wanted, Some((1, 1)));
}

#[test]
fn a_wide_sign_that_some_terminals_draw_narrow_leaves_nothing_behind() {
    let mut bench = Bench::new(20, 1);
    bench.draw(None, |buffer| {
        buffer.set_string(0, 0, "old words here", Style::new());
    });
    let mut wanted = Buffer::empty(Rect::new(0, 0, 20, 1));
    wanted.set_string(0, 0, "a❤\u{fe0f}b", Style::new());
    bench.draw(None, |buffer| buffer.merge(&wanted));
    bench.assert_shows(&wanted, None);
    let beside = bench.screen.screen().cell(0, 2).unwrap();
    assert!(!beside.has_contents() || beside.contents() == " ");
}

#[test]
fn a_terminal_that_is_gone_is_an_error_and_the_next_frame_takes_nothing_as_known() {
    struct Gone(bool, Wire);
    impl Write for Gone {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            if std::mem::replace(&mut self.0, false) {
                return Err(io::Error::from_raw_os_error(5));
            }
            self.1.write(bytes)
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }
    let wire = Wire::default();
    let mut writer = ScreenWriter::new(Gone(true, wire.clone()), Size::new(10, 2));
    writer.set_cursor_position(Position::new(3, 1)).unwrap();
    assert!(writer.flush().is_err());
    writer.flush().unwrap();
    assert_eq!(wire.0.borrow().concat(), b"\x1b[2;4H\x1b[?25h");
}

#[test]
fn any_size_and_any_place_is_harmless() {
    for (width, height) in [(0, 0), (1, 1), (1, 3), (2, 1), (500, 200)] {
        let mut writer = ScreenWriter::new(Wire::default(), Size::new(width, height));
        writer
            .set_cursor_position(Position::new(u16::MAX, u16::MAX))
            .unwrap();
        let cell = Cell::new("漢");
        let cells = [
            (0, 0, &cell),
            (u16::MAX, u16::MAX, &cell),
            (width, height, &cell),
        ];
        writer.draw(cells.into_iter()).unwrap();
        writer.flush().unwrap();
    }
}

/// One stretch of a row: a symbol, how often, and how it looks.
type Stretch = (&'static str, u16, Style);

fn look() -> impl Strategy<Value = Style> {
    let colours = prop::sample::select(vec![
        Color::Reset,
        Color::Red,
        Color::Gray,
        Color::LightGreen,
        Color::White,
        Color::Rgb(1, 2, 3),
    ]);
    let marks = prop::sample::select(vec![
        Modifier::empty(),
        Modifier::BOLD,
        Modifier::DIM,
        Modifier::UNDERLINED,
        Modifier::REVERSED,
        Modifier::REVERSED | Modifier::BOLD,
    ]);
    prop_oneof![
        3 => Just(Style::new()),
        2 => (colours.clone(), colours, marks)
            .prop_map(|(front, back, marks)| Style::new().fg(front).bg(back).add_modifier(marks)),
    ]
}

fn stretch() -> impl Strategy<Value = Stretch> {
    let narrow = prop::sample::select(vec![
        " ", " ", " ", "a", "Z", "é", "─", "●", "e\u{301}", "ض",
    ]);
    let wide = prop::sample::select(vec!["漢", "😀", "❤\u{fe0f}"]);
    prop_oneof![
        6 => (narrow, 1_u16..12, look()),
        1 => (wide, 1_u16..4, look()),
    ]
}

fn rows(width: u16, height: usize) -> impl Strategy<Value = Vec<Option<Vec<Stretch>>>> {
    let row = prop::collection::vec(stretch(), 0..usize::from(width / 3));
    prop::collection::vec(prop::option::weighted(0.6, row), height)
}

fn paint_row(buffer: &mut Buffer, y: u16, row: &[Stretch]) {
    let mut x = 0;
    for (symbol, count, look) in row {
        for _ in 0..*count {
            if x + width(symbol) > buffer.area.width {
                return;
            }
            buffer.set_string(x, y, symbol, *look);
            x += width(symbol);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn what_is_drawn_is_what_is_shown(
        frames in prop::collection::vec((rows(24, 5), prop::option::of((0_u16..24, 0_u16..5))), 1..8),
    ) {
        let mut bench = Bench::new(24, 5);
        let area = Rect::new(0, 0, 24, 5);
        let mut wanted = Buffer::empty(area);
        for (rows, cursor) in frames {
            for (y, row) in rows.iter().enumerate() {
                if let Some(row) = row {
                    let y = u16::try_from(y).unwrap();
                    (0..24).for_each(|x| wanted[(x, y)].reset());
                    paint_row(&mut wanted, y, row);
                }
            }
            bench.draw(cursor, |buffer| buffer.content.clone_from(&wanted.content));
            bench.assert_shows(&wanted, cursor);
            let again = bench.draw(cursor, |buffer| buffer.content.clone_from(&wanted.content));
            prop_assert_eq!(again, b"");
        }
    }
}
