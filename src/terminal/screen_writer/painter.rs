//! Writes a frame: moves, looks and text, each in the fewest bytes, from the known position of the terminal's cursor.

use ratatui::layout::Size;

use super::grid::Grid;
use super::pen::{Pen, push_number};
use super::symbol::Symbol;

/// Up to this many blanks are written as they are; more are erased.
const FEW_BLANKS: usize = 3;

/// What the terminal will know and show once it has read `frame`.
#[derive(Debug, Clone)]
pub(super) struct Painter {
    pub(super) size: Size,
    pub(super) frame: Vec<u8>,
    pub(super) jumps: u16,
    /// The terminal's cursor after `frame`, as far as it is known.
    row: Option<u16>,
    column: Option<u16>,
    pub(super) pen: Option<Pen>,
    pub(super) grid: Grid,
}

impl Painter {
    /// Assumes an empty screen and nothing else. Every frame begins with `begin`.
    pub(super) fn new(size: Size, begin: &[u8]) -> Self {
        Self {
            size,
            frame: begin.to_vec(),
            jumps: 0,
            row: None,
            column: None,
            pen: None,
            grid: Grid::new(size),
        }
    }

    pub(super) fn empty_screen(&mut self, size: Size) {
        self.size = size;
        self.grid = Grid::new(size);
    }

    /// The next frame must set the cursor and the pen again.
    pub(super) fn know_nothing(&mut self) {
        self.row = None;
        self.column = None;
        self.pen = None;
    }

    pub(super) fn write_row(&mut self, y: u16) {
        let text_end = self.grid.text_end(y);
        let stale = self.grid.stale(text_end, y);
        let erase = stale.is_some_and(|(_, count)| count > FEW_BLANKS);
        let end = if erase { text_end } else { self.size.width };
        for x in 0..end {
            if !self.grid.is_as_wanted(x, y) {
                self.write_cell(x, y);
            }
        }
        // Asked again: what was just written may have cut a wide symbol.
        if let Some((from, _)) = self.grid.stale(end, y) {
            self.move_to(from, y);
            let now = self.pen.unwrap_or_default();
            self.set_pen(Pen::default().for_a_blank(now));
            self.frame.extend_from_slice(b"\x1b[K");
            self.grid
                .cleared(y..y.saturating_add(1), from..self.size.width);
        }
    }

    pub(super) fn write_cell(&mut self, x: u16, y: u16) {
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

    pub(super) fn set_pen(&mut self, pen: Pen) {
        pen.write_change(self.pen, &mut self.frame);
        self.pen = Some(pen);
    }

    /// The cursor has passed over `width` columns from (x, y), if the terminal's widths match ours.
    fn passed(&mut self, x: u16, y: u16, width: u16, certain: bool) {
        let right = x.saturating_add(width);
        // In the last column, terminals delay the step to the next row, each in its own way.
        let inside = right < self.size.width;
        self.row = inside.then_some(y);
        self.column = (inside && certain).then_some(right);
    }

    pub(super) fn move_to(&mut self, x: u16, y: u16) {
        if self.row == Some(y) && self.column == Some(x) {
            return;
        }
        if self.write_over_the_gap(x, y) {
            return;
        }
        self.jumps = self.jumps.saturating_add(1);
        if self.row == Some(y) {
            self.move_in_row(x);
        } else if !self.begin_the_next_row(x, y) {
            match (self.row, self.column == Some(x)) {
                (Some(row), true) if row.checked_add(1) == Some(y) => {
                    self.frame.extend_from_slice(b"\x1b[B")
                }
                (Some(row), false)
                    if row.checked_add(1) == Some(y) && self.column == x.checked_add(1) =>
                {
                    self.frame.extend_from_slice(b"\x08\x1b[B");
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

    /// A short way to the right goes over existing text, if the pen writes it as it is.
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

    /// If only blanks lie before `x`, a line break to the next row is shorter than any move.
    fn begin_the_next_row(&mut self, x: u16, y: u16) -> bool {
        let is_next = self.row.and_then(|row| row.checked_add(1)) == Some(y);
        // A position with three or four digits takes 6 bytes or more, and one without a column 4.
        let (true, 0..=3, false) = (is_next, x, x == 0 && y < 9) else {
            return false;
        };
        let Some(letters) = (self.pen).and_then(|pen| self.grid.letters_between(0, x, y, pen))
        else {
            return false;
        };
        // In raw mode a line feed only goes down, and we are not in the last row.
        self.frame.extend_from_slice(b"\r\n");
        self.frame.extend(letters);
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
            (_, _, Some(few @ 1..=9)) => self.sequence(few, b'C'),
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

    pub(super) fn sequence(&mut self, number: u16, last: u8) {
        self.frame.extend_from_slice(b"\x1b[");
        // A missing number means 1.
        if number > 1 {
            push_number(number, &mut self.frame);
        }
        self.frame.push(last);
    }
}
