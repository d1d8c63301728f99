//! Our end of ratatui: turns changed cells into as few bytes as can be, and one `write` a frame. It remembers where
//! the terminal's cursor stands, how it writes and which ends of rows are blank; so a letter typed at the cursor is
//! one byte, and a frame in which nothing changed is none. Must not know what is on the screen, or why.

mod pen;
mod symbol;

use std::io::{self, Write};

use ratatui::backend::{Backend, ClearType, WindowSize};
use ratatui::buffer::Cell;
use ratatui::layout::{Position, Size};

use pen::{Pen, push_number};
use symbol::Symbol;

const HIDE: &[u8] = b"\x1b[?25l";
const SHOW: &[u8] = b"\x1b[?25h";
/// A frame of several runs that is longer than this would be seen as a jumping cursor.
const JUMPY: usize = 64;
/// So many blanks are written as they are; more are erased.
const FEW_BLANKS: u16 = 3;

/// A ratatui backend for use with `Viewport::Fixed`. The size is told to it ([`ScreenWriter::set_size`]), never asked.
#[derive(Debug)]
pub struct ScreenWriter<W: Write> {
    out: W,
    size: Size,
    /// The frame so far. Begins with [`HIDE`], which is sent only when the frame needs it.
    frame: Vec<u8>,
    runs: u16,
    /// Where the terminal's cursor is after `frame`, as far as it is known.
    row: Option<u16>,
    column: Option<u16>,
    pen: Option<Pen>,
    shown: Option<bool>,
    /// Where the cursor shall stand after the frame, and whether it shall be seen.
    cursor: Position,
    show: bool,
    /// For each row, the column from which everything is known to be blank.
    blank_from: Vec<u16>,
    blanks: Blanks,
}

/// Blanks that have not been written yet: if they reach the blank end of the row, erasing is shorter.
#[derive(Debug, Clone, Copy, Default)]
struct Blanks {
    x: u16,
    y: u16,
    count: u16,
    pen: Pen,
}

impl<W: Write> ScreenWriter<W> {
    /// Nothing is taken as known about the terminal, so the first frame sets everything itself.
    pub fn new(out: W, size: Size) -> Self {
        let mut writer = Self {
            out,
            size,
            frame: HIDE.to_vec(),
            runs: 0,
            row: None,
            column: None,
            pen: None,
            shown: None,
            cursor: Position::ORIGIN,
            show: true,
            blank_from: Vec::new(),
            blanks: Blanks::default(),
        };
        writer.set_size(size);
        writer
    }

    /// The terminal has another size: call it before `ratatui::Terminal::resize`, which then draws everything anew.
    pub fn set_size(&mut self, size: Size) {
        self.size = size;
        self.know_nothing();
    }

    fn know_nothing(&mut self) {
        self.row = None;
        self.column = None;
        self.pen = None;
        self.shown = None;
        self.blanks.count = 0;
        self.blank_from.clear();
        self.blank_from
            .resize(usize::from(self.size.height), self.size.width);
    }

    fn write_cell(&mut self, x: u16, y: u16, cell: &Cell) -> u16 {
        let symbol = Symbol::new(cell.symbol(), self.size.width.saturating_sub(x));
        let pen = Pen::of(cell);
        if symbol.text == " " {
            self.add_blank(x, y, pen);
            return 1;
        }
        self.write_blanks();
        let right = x.saturating_add(symbol.width);
        if symbol.may_fall_short() {
            self.move_to(x, y);
            self.set_pen(pen);
            self.frame
                .extend(std::iter::repeat_n(b' ', usize::from(symbol.width)));
            self.passed(x, y, symbol.width, true);
        }
        self.move_to(x, y);
        self.set_pen(pen);
        self.frame.extend_from_slice(symbol.text.as_bytes());
        self.passed(x, y, symbol.widest(), symbol.certain);
        if let Some(blank_from) = self.blank_from.get_mut(usize::from(y)) {
            *blank_from = right.max(*blank_from);
        }
        symbol.width
    }

    fn add_blank(&mut self, x: u16, y: u16, pen: Pen) {
        let same = self.blanks.count > 0
            && self.blanks.y == y
            && self.blanks.x.saturating_add(self.blanks.count) == x
            && self.blanks.pen == pen;
        if same {
            self.blanks.count = self.blanks.count.saturating_add(1);
        } else {
            self.write_blanks();
            self.blanks = Blanks {
                x,
                y,
                count: 1,
                pen,
            };
        }
    }

    fn write_blanks(&mut self) {
        let Blanks { x, y, count, pen } = std::mem::take(&mut self.blanks);
        if count == 0 {
            return;
        }
        let end = x.saturating_add(count);
        let plain = pen.is_plain_on_blanks();
        let blank_from = self
            .blank_from
            .get(usize::from(y))
            .copied()
            .unwrap_or(u16::MAX);
        let to_the_end = plain && end >= blank_from;
        self.move_to(x, y);
        let nearest = self.pen.map_or(pen, |now| pen.for_a_blank(now));
        self.set_pen(nearest);
        if to_the_end && count > FEW_BLANKS {
            self.frame.extend_from_slice(b"\x1b[K");
        } else {
            self.frame
                .extend(std::iter::repeat_n(b' ', usize::from(count)));
            self.passed(x, y, count, true);
        }
        if let Some(blank_from) = self.blank_from.get_mut(usize::from(y)) {
            if to_the_end {
                *blank_from = x.min(*blank_from);
            } else if !plain {
                *blank_from = end.max(*blank_from);
            }
        }
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
        self.runs = self.runs.saturating_add(1);
        if self.row == Some(y) {
            self.move_in_row(x, y);
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

    fn move_in_row(&mut self, x: u16, y: u16) {
        let back = self.column.and_then(|now| now.checked_sub(x));
        let forward = self.column.and_then(|now| x.checked_sub(now));
        let blank_from = self
            .blank_from
            .get(usize::from(y))
            .copied()
            .unwrap_or(u16::MAX);
        let over_blanks = self.column.is_some_and(|now| now >= blank_from)
            && self.pen.is_some_and(Pen::is_plain_on_blanks);
        match (x, back, forward) {
            (0, _, _) => self.frame.push(b'\r'),
            (_, Some(few @ 1..=3), _) => self
                .frame
                .extend(std::iter::repeat_n(0x08, usize::from(few))),
            // Blanks over blanks: as long as they are shorter than a sequence.
            (_, _, Some(few @ 1..=3)) if over_blanks => {
                self.frame
                    .extend(std::iter::repeat_n(b' ', usize::from(few)));
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
        self.write_blanks();
        let long = self.runs > 1 && self.frame.len().saturating_sub(HIDE.len()) > JUMPY;
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
            let width = self.write_cell(x, y, cell);
            taken = (y, x.saturating_add(width));
        }
        self.write_blanks();
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
        self.write_blanks();
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
        for (row, blank_from) in (0_u16..).zip(&mut self.blank_from) {
            let cleared_from = match part {
                ClearType::All => 0,
                ClearType::AfterCursor if row > y => 0,
                ClearType::BeforeCursor if row < y => 0,
                ClearType::CurrentLine if row == y => 0,
                ClearType::AfterCursor | ClearType::UntilNewLine if row == y => x,
                _ => u16::MAX,
            };
            *blank_from = cleared_from.min(*blank_from);
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
        self.runs = 0;
        if outcome.is_err() {
            self.know_nothing();
        }
        outcome
    }
}
