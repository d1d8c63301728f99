//! The ways in which a frame can be written: a small one row by row; for a large one several ways are tried, and the
//! shortest is sent.

use super::painter::Painter;
use super::pen::Pen;
use super::shift::{Shift, worth_it};

/// With fewer changed rows than this, there is nothing to try.
const FEW_ROWS: usize = 4;

impl Painter {
    pub(super) fn write_all(&mut self) {
        let rows = self.grid.take_changed_rows();
        let mut others = Vec::new();
        if rows.len() >= FEW_ROWS {
            others.extend(worth_it(&self.grid).map(|shift| self.by_moving(shift)));
            others.extend(self.by_uprights(&rows));
        }
        for y in rows {
            self.write_row(y);
        }
        let shortest = others.into_iter().min_by_key(|other| other.frame.len());
        if let Some(other) = shortest
            && other.frame.len() < self.frame.len()
        {
            *self = other;
        }
    }

    /// Moves a block of rows first, then goes row by row.
    fn by_moving(&self, shift: Shift) -> Painter {
        let mut other = self.clone();
        other.move_rows(shift);
        (0..self.size.height).for_each(|y| other.write_row(y));
        other
    }

    /// Draws vertical lines downwards first: in every row their look differs from that of the text beside them.
    fn by_uprights(&self, rows: &[u16]) -> Option<Painter> {
        let uprights = self.grid.uprights();
        if uprights.is_empty() {
            return None;
        }
        let mut other = self.clone();
        for (x, rows) in uprights {
            rows.for_each(|y| other.write_cell(x, y));
        }
        rows.iter().for_each(|y| other.write_row(*y));
        Some(other)
    }

    /// Moves a block of whole rows up or down, leaving blank rows, by deleting rows on one side of it and inserting as
    /// many on the other. Even the oldest terminals can do this, and unlike a scroll region it leaves nothing behind if
    /// the connection breaks in the middle.
    fn move_rows(&mut self, shift: Shift) {
        let Shift { top, end, by, up } = shift;
        let from_end = end.saturating_sub(by);
        let (delete, insert) = if up { (top, from_end) } else { (from_end, top) };
        // The new rows take the pen's background.
        let now = self.pen.unwrap_or_default();
        self.set_pen(Pen::default().for_a_blank(now));
        // From the first column: some terminals go there, others stay where they are.
        self.move_to(0, delete);
        self.sequence(by, b'M');
        // Blank rows come up from below the screen by themselves.
        if !(up && end == self.size.height) {
            self.move_to(0, insert);
            self.sequence(by, b'L');
        }
        self.grid.moved(top..end, by, up);
    }
}
