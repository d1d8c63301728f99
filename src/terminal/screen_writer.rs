//! Our ratatui backend: turns changed cells into as few bytes as possible, with one `write` per frame. It remembers the
//! terminal's cursor, pen and content, so a letter typed at the cursor is one byte, and a frame without changes is
//! none.

mod grid;
mod painter;
mod pen;
mod shift;
mod symbol;
mod ways;

use std::io::{self, Write};

use ratatui::backend::{Backend, ClearType, WindowSize};
use ratatui::buffer::Cell;
use ratatui::layout::{Position, Size};

use painter::Painter;
use pen::Pen;

const HIDE: &[u8] = b"\x1b[?25l";
const SHOW: &[u8] = b"\x1b[?25h";
/// In a longer frame of several runs the cursor would be seen jumping.
const JUMPY: usize = 64;

/// A ratatui backend for use with `Viewport::Fixed`. The size is set from outside ([`ScreenWriter::set_size`]), never
/// queried.
#[derive(Debug)]
pub struct ScreenWriter<W: Write> {
    out: W,
    size: Size,
    /// Its frame begins with [`HIDE`], which is sent only when the frame needs it.
    painter: Painter,
    shown: Option<bool>,
    cursor: Position,
    show: bool,
}

impl<W: Write> ScreenWriter<W> {
    /// Assumes an empty screen, as [`super::session::Session::enter`] leaves it, and nothing else.
    pub fn new(out: W, size: Size) -> Self {
        Self {
            out,
            size,
            painter: Painter::new(size, HIDE),
            shown: None,
            cursor: Position::ORIGIN,
            show: true,
        }
    }

    /// Call this before `ratatui::Terminal::resize`, which clears the screen and redraws everything.
    pub fn set_size(&mut self, size: Size) {
        self.size = size;
        self.painter.empty_screen(size);
        self.know_nothing();
    }

    fn know_nothing(&mut self) {
        self.painter.know_nothing();
        self.shown = None;
    }

    /// Moves the cursor to its place, hidden on the way if it would be seen jumping.
    fn finish(&mut self) -> bool {
        let length = self.painter.frame.len().saturating_sub(HIDE.len());
        let long = self.painter.jumps > 1 && length > JUMPY;
        self.painter.move_to(self.cursor.x, self.cursor.y);
        let hide_first = long && self.shown != Some(false);
        if hide_first {
            self.shown = Some(false);
        }
        if self.shown != Some(self.show) {
            self.painter
                .frame
                .extend_from_slice(if self.show { SHOW } else { HIDE });
            self.shown = Some(self.show);
        }
        hide_first
    }
}

impl<W: Write> Backend for ScreenWriter<W> {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, content: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        // The columns under a wide character are not cells of their own, even where the diff says so.
        let mut taken = (u16::MAX, 0);
        for (x, y, cell) in content {
            let outside = x >= self.size.width || y >= self.size.height;
            if outside || (y == taken.0 && x < taken.1) {
                continue;
            }
            let width = self.painter.grid.want(x, y, cell);
            taken = (y, x.saturating_add(width));
        }
        self.painter.write_all();
        Ok(())
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        self.show = false;
        Ok(())
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        self.show = true;
        Ok(())
    }

    /// Where we put it: the terminal is never asked.
    fn get_cursor_position(&mut self) -> io::Result<Position> {
        Ok(self.cursor)
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        let wanted = position.into();
        // Outside, terminals would stop at the edge and we would not know where.
        self.cursor = Position {
            x: wanted.x.min(self.size.width.saturating_sub(1)),
            y: wanted.y.min(self.size.height.saturating_sub(1)),
        };
        Ok(())
    }

    fn clear(&mut self) -> io::Result<()> {
        self.clear_region(ClearType::All)
    }

    fn clear_region(&mut self, part: ClearType) -> io::Result<()> {
        let Position { x, y } = self.cursor;
        if part != ClearType::All {
            self.painter.move_to(x, y);
        }
        // Erased cells take on the look of the pen.
        self.painter.set_pen(Pen::default());
        self.painter.frame.extend_from_slice(match part {
            ClearType::All => b"\x1b[2J",
            ClearType::AfterCursor => b"\x1b[J",
            ClearType::BeforeCursor => b"\x1b[1J",
            ClearType::CurrentLine => b"\x1b[2K",
            ClearType::UntilNewLine => b"\x1b[K",
        });
        let (width, height, below) = (self.size.width, self.size.height, y.saturating_add(1));
        match part {
            ClearType::All => self.painter.grid.cleared(0..height, 0..width),
            ClearType::AfterCursor => {
                self.painter.grid.cleared(y..below, x..width);
                self.painter.grid.cleared(below..height, 0..width);
            }
            ClearType::BeforeCursor => {
                self.painter.grid.cleared(0..y, 0..width);
                self.painter.grid.cleared(y..below, 0..x.saturating_add(1));
            }
            ClearType::CurrentLine => self.painter.grid.cleared(y..below, 0..width),
            ClearType::UntilNewLine => self.painter.grid.cleared(y..below, x..width),
        }
        Ok(())
    }

    fn size(&self) -> io::Result<Size> {
        Ok(self.size)
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        Ok(WindowSize {
            columns_rows: self.size,
            pixels: Size::ZERO,
        })
    }

    /// One `write` for the frame, or none if it is empty.
    fn flush(&mut self) -> io::Result<()> {
        let hide_first = self.finish();
        let from = if hide_first { 0 } else { HIDE.len() };
        let bytes = self.painter.frame.get(from..).unwrap_or_default();
        let outcome = if bytes.is_empty() {
            Ok(())
        } else {
            self.out.write_all(bytes)
        };
        self.painter.frame.truncate(HIDE.len());
        self.painter.jumps = 0;
        if outcome.is_err() {
            self.know_nothing();
        }
        outcome
    }
}
