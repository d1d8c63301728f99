//! Our end of ratatui: turns changed cells into as few bytes as can be, and one `write` a frame. It remembers where
//! the terminal's cursor stands, how it writes and what it shows; so a letter typed at the cursor is
//! one byte, and a frame in which nothing changed is none. Must not know what is on the screen, or why.

mod grid;
mod pen;
mod symbol;

use std::io::{self, Write};

use ratatui::backend::{Backend, ClearType, WindowSize};
use ratatui::buffer::Cell;
use ratatui::layout::{Position, Size};

use grid::Grid;
use pen::{Pen, push_number};
use symbol::Symbol;

const HIDE: &[u8] = b"\x1b[?25l";
const SHOW: &[u8] = b"\x1b[?25h";
/// A frame of several runs that is longer than this would be seen as a jumping cursor.
const JUMPY: usize = 64;
/// So many blanks are written as they are; more are erased.
const FEW_BLANKS: usize = 3;

/// A ratatui backend for use with `Viewport::Fixed`. The size is told to it ([`ScreenWriter::set_size`]), never asked.
#[derive(Debug)]
pub struct ScreenWriter<W: Write> {
    out: W,
    size: Size,
    /// The frame so far. Begins with [`HIDE`], which is sent only when the frame needs it.
    frame: Vec<u8>,
    /// How often the frame jumps.
    jumps: u16,
    /// Where the terminal's cursor is after `frame`, as far as it is known.
    row: Option<u16>,
    column: Option<u16>,
    pen: Option<Pen>,
    shown: Option<bool>,
    /// Where the cursor shall stand after the frame, and whether it shall be seen.
    cursor: Position,
    show: bool,
    grid: Grid,
}

impl<W: Write> ScreenWriter<W> {
    /// The screen is taken to be empty, as [`super::session::Session::enter`] leaves it; nothing else is taken as known.
    pub fn new(out: W, size: Size) -> Self {
        Self {
            out,
            size,
            frame: HIDE.to_vec(),
            jumps: 0,
            row: None,
            column: None,
            pen: None,
            shown: None,
            cursor: Position::ORIGIN,
            show: true,
            grid: Grid::new(size),
        }
    }

    /// The terminal has another size: call it before `ratatui::Terminal::resize`, which clears the screen and draws
    /// everything anew.
    pub fn set_size(&mut self, size: Size) {
        self.size = size;
        self.grid = Grid::new(size);
        self.know_nothing();
    }

    fn know_nothing(&mut self) {
        self.row = None;
        self.column = None;
        self.pen = None;
        self.shown = None;
    }

    /// Writes what is not as wanted in one row.
    fn write_row(&mut self, y: u16) {
        let text_end = self.grid.text_end(y);
        let stale = self.grid.stale(text_end, y);
        let erase = stale.is_some_and(|(_, count)| count > FEW_BLANKS);
        let end = if erase { text_end } else { self.size.width };
        for x in 0..end {
            if !self.grid.is_as_wanted(x, y) {
                self.write_cell(x, y);
            }
        }
        // Asked again: what was just written may have cut a wide sign.
        if let Some((from, _)) = self.grid.stale(end, y) {
            self.move_to(from, y);
            let now = self.pen.unwrap_or_default();
            self.set_pen(Pen::default().for_a_blank(now));
            self.frame.extend_from_slice(b"\x1b[K");
            self.grid
                .cleared(y..y.saturating_add(1), from..self.size.width);
        }
    }

    fn write_cell(&mut self, x: u16, y: u16) {
        let Some(cell) = self.grid.wanted(x, y).cloned() else {
            return;
        };
        let symbol = Symbol::new(cell.symbol(), self.size.width.saturating_sub(x));
        let mut pen = Pen::of(&cell);
        if symbol.text == " " {
            pen = pen.for_a_blank(self.pen.unwrap_or_default());
        }
        self.move_to(x, y);
        self.set_pen(pen);
        if symbol.may_fall_short() {
            self.frame
                .extend(std::iter::repeat_n(b' ', usize::from(symbol.width)));
            self.passed(x, y, symbol.width, true);
            self.move_to(x, y);
        }
        self.frame.extend_from_slice(symbol.text.as_bytes());
        self.passed(x, y, symbol.widest(), symbol.certain);
        self.grid.written(x, y, symbol.width);
    }

    fn set_pen(&mut self, pen: Pen) {
        pen.write_change(self.pen, &mut self.frame);
        self.pen = Some(pen);
    }

    /// The cursor has gone over `width` columns from (x, y), if the terminal sees it as we do.
    fn passed(&mut self, x: u16, y: u16, width: u16, certain: bool) {
        let right = x.saturating_add(width);
        // In the last column terminals wait with the step to the next row, each in its own way.
        let inside = right < self.size.width;
        self.row = inside.then_some(y);
        self.column = (inside && certain).then_some(right);
    }

    /// Brings the terminal's cursor to (x, y) by the shortest way.
    fn move_to(&mut self, x: u16, y: u16) {
        if self.row == Some(y) && self.column == Some(x) {
            return;
        }
        if self.write_over_the_gap(x, y) {
            return;
        }
        self.jumps = self.jumps.saturating_add(1);
        if self.row == Some(y) {
            self.move_in_row(x);
        } else {
            match (self.row, self.column == Some(x)) {
                (Some(row), true) if row.checked_add(1) == Some(y) => {
                    self.frame.extend_from_slice(b"\x1b[B")
                }
                (Some(row), true) if y.checked_add(1) == Some(row) => {
                    self.frame.extend_from_slice(b"\x1b[A")
                }
                _ => self.move_anywhere(x, y),
            }
        }
        self.row = Some(y);
        self.column = Some(x);
    }

    /// A short way to the right leads over letters that stand there already, if the pen writes them as they are.
    fn write_over_the_gap(&mut self, x: u16, y: u16) -> bool {
        let (Some(column), Some(pen)) = (self.column, self.pen) else {
            return false;
        };
        let gap = x.saturating_sub(column);
        // ESC [ C, or one byte more.
        let jump = if gap == 1 { 3 } else { 4 };
        if self.row != Some(y) || gap == 0 || gap > jump {
            return false;
        }
        let Some(letters) = self.grid.letters_between(column, x, y, pen) else {
            return false;
        };
        self.frame.extend(letters);
        self.column = Some(x);
        true
    }

    fn move_in_row(&mut self, x: u16) {
        let back = self.column.and_then(|now| now.checked_sub(x));
        let forward = self.column.and_then(|now| x.checked_sub(now));
        match (x, back, forward) {
            (0, _, _) => self.frame.push(b'\r'),
            (_, Some(few @ 1..=3), _) => {
                self.frame
                    .extend(std::iter::repeat_n(0x08, usize::from(few)));
            }
            (_, _, Some(1)) => self.frame.extend_from_slice(b"\x1b[C"),
            (_, _, Some(few @ 2..=9)) => self.sequence(few, b'C'),
            _ => self.sequence(x.saturating_add(1), b'G'),
        }
    }

    fn move_anywhere(&mut self, x: u16, y: u16) {
        self.frame.extend_from_slice(b"\x1b[");
        // A missing number means 1.
        if y > 0 {
            push_number(y.saturating_add(1), &mut self.frame);
        }
        if x > 0 {
            self.frame.push(b';');
            push_number(x.saturating_add(1), &mut self.frame);
        }
        self.frame.push(b'H');
    }

    fn sequence(&mut self, number: u16, last: u8) {
        self.frame.extend_from_slice(b"\x1b[");
        push_number(number, &mut self.frame);
        self.frame.push(last);
    }

    /// The cursor to its place; hidden meanwhile if it would be seen jumping.
    fn finish(&mut self) -> bool {
        let long = self.jumps > 1 && self.frame.len().saturating_sub(HIDE.len()) > JUMPY;
        self.move_to(self.cursor.x, self.cursor.y);
        let hide_first = long && self.shown != Some(false);
        if hide_first {
            self.shown = Some(false);
        }
        if self.shown != Some(self.show) {
            self.frame
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
        // The columns a wide character stands in are not cells of their own, even where the difference says so.
        let mut taken = (u16::MAX, 0);
        for (x, y, cell) in content {
            let outside = x >= self.size.width || y >= self.size.height;
            if outside || (y == taken.0 && x < taken.1) {
                continue;
            }
            let width = self.grid.want(x, y, cell);
            taken = (y, x.saturating_add(width));
        }
        for y in self.grid.take_changed_rows() {
            self.write_row(y);
        }
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
            self.move_to(x, y);
        }
        // Erased cells take the look of the pen.
        self.set_pen(Pen::default());
        self.frame.extend_from_slice(match part {
            ClearType::All => b"\x1b[2J",
            ClearType::AfterCursor => b"\x1b[J",
            ClearType::BeforeCursor => b"\x1b[1J",
            ClearType::CurrentLine => b"\x1b[2K",
            ClearType::UntilNewLine => b"\x1b[K",
        });
        let (width, height, below) = (self.size.width, self.size.height, y.saturating_add(1));
        match part {
            ClearType::All => self.grid.cleared(0..height, 0..width),
            ClearType::AfterCursor => {
                self.grid.cleared(y..below, x..width);
                self.grid.cleared(below..height, 0..width);
            }
            ClearType::BeforeCursor => {
                self.grid.cleared(0..y, 0..width);
                self.grid.cleared(y..below, 0..x.saturating_add(1));
            }
            ClearType::CurrentLine => self.grid.cleared(y..below, 0..width),
            ClearType::UntilNewLine => self.grid.cleared(y..below, x..width),
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

    /// One `write` for the frame, none if there is nothing to say.
    fn flush(&mut self) -> io::Result<()> {
        let hide_first = self.finish();
        let from = if hide_first { 0 } else { HIDE.len() };
        let bytes = self.frame.get(from..).unwrap_or_default();
        let outcome = if bytes.is_empty() {
            Ok(())
        } else {
            self.out.write_all(bytes)
        };
        self.frame.truncate(HIDE.len());
        self.jumps = 0;
        if outcome.is_err() {
            self.know_nothing();
        }
        outcome
    }
}
