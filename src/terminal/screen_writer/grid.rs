//! What the terminal shows, and what it should show. ratatui reports the changes between its frames; this works out
//! what they mean on the screen: how far a row is blank, and what a wide symbol hides or leaves behind.

use ratatui::buffer::Cell;
use ratatui::layout::Size;

use super::pen::Pen;
use super::symbol::Symbol;

/// This many rows with the same symbol make a vertical line.
const AN_UPRIGHT: usize = 5;

/// A cell, or `None` for the right part of a wide symbol.
type Place = Option<Cell>;

#[derive(Debug, Clone, Default)]
pub(super) struct Grid {
    size: Size,
    shown: Vec<Place>,
    wanted: Vec<Place>,
    changed_rows: Vec<bool>,
}

impl Grid {
    pub(super) fn new(size: Size) -> Self {
        let cells = usize::from(size.width).saturating_mul(usize::from(size.height));
        Self {
            size,
            shown: vec![Some(Cell::EMPTY); cells],
            wanted: vec![Some(Cell::EMPTY); cells],
            changed_rows: vec![false; usize::from(size.height)],
        }
    }

    fn index(&self, x: u16, y: u16) -> Option<usize> {
        let inside = x < self.size.width && y < self.size.height;
        inside.then(|| usize::from(y) * usize::from(self.size.width) + usize::from(x))
    }

    pub(super) fn shown(&self, x: u16, y: u16) -> Option<&Cell> {
        self.shown.get(self.index(x, y)?)?.as_ref()
    }

    pub(super) fn wanted(&self, x: u16, y: u16) -> Option<&Cell> {
        self.wanted.get(self.index(x, y)?)?.as_ref()
    }

    /// Sets the cell that should be here and returns its width; the cells it hides are not cells of their own.
    pub(super) fn want(&mut self, x: u16, y: u16, cell: &Cell) -> u16 {
        let width = Symbol::new(cell.symbol(), self.size.width.saturating_sub(x)).width;
        self.put(x, y, Some(cell.clone()));
        for hidden in 1..width {
            self.put(x.saturating_add(hidden), y, None);
        }
        // What a wide symbol hid becomes blank, unless ratatui says otherwise.
        let mut after = x.saturating_add(width);
        while self
            .index(after, y)
            .is_some_and(|at| self.wanted.get(at) == Some(&None))
        {
            self.put(after, y, Some(Cell::EMPTY));
            after = after.saturating_add(1);
        }
        if let Some(changed) = self.changed_rows.get_mut(usize::from(y)) {
            *changed = true;
        }
        width
    }

    fn put(&mut self, x: u16, y: u16, place: Place) {
        if let Some(place_there) = self.index(x, y).and_then(|at| self.wanted.get_mut(at)) {
            *place_there = place;
        }
    }

    /// This place has been written as wanted, over `width` columns. A wide symbol that was cut stays stale.
    pub(super) fn written(&mut self, x: u16, y: u16, width: u16) {
        for column in x..x.saturating_add(width) {
            if let Some(at) = self.index(column, y)
                && let (Some(shown), Some(wanted)) = (self.shown.get_mut(at), self.wanted.get(at))
            {
                shown.clone_from(wanted);
            }
        }
    }

    /// These places are blank now, and should be. The ends of `rows` and `columns` are excluded.
    pub(super) fn cleared(&mut self, rows: std::ops::Range<u16>, columns: std::ops::Range<u16>) {
        for y in rows.start..rows.end.min(self.size.height) {
            for x in columns.start..columns.end.min(self.size.width) {
                if let Some(at) = self.index(x, y) {
                    for screen in [&mut self.shown, &mut self.wanted] {
                        if let Some(place) = screen.get_mut(at) {
                            *place = Some(Cell::EMPTY);
                        }
                    }
                }
            }
        }
    }

    /// Where the same symbol has yet to be written in many consecutive rows and is not part of its neighbours: the
    /// column and the rows.
    pub(super) fn uprights(&self) -> Vec<(u16, std::ops::Range<u16>)> {
        let mut uprights = Vec::new();
        for x in 0..self.size.width {
            let missing = |y: u16| {
                let cell = self.wanted(x, y).filter(|cell| cell.symbol() != " ")?;
                let goes_on = |x: Option<u16>| {
                    let beside = x.and_then(|x| self.wanted(x, y));
                    beside.is_some_and(|it| it.symbol() != " " && Pen::of(it) == Pen::of(cell))
                };
                let is_alone = !goes_on(x.checked_sub(1)) && !goes_on(x.checked_add(1));
                (is_alone && !self.is_as_wanted(x, y)).then_some(cell)
            };
            let mut from = 0;
            while from < self.size.height {
                let first = missing(from);
                let same = |y: &u16| *y == from || (first.is_some() && missing(*y) == first);
                let until = (from..self.size.height).take_while(same).count();
                let end = u16::try_from(until).map_or(self.size.height, |count| from + count);
                if until >= AN_UPRIGHT {
                    uprights.push((x, from..end));
                }
                from = end.max(from + 1);
            }
        }
        uprights
    }

    /// Whole rows have moved up or down by `by`; the rows they left are blank.
    pub(super) fn moved(&mut self, rows: std::ops::Range<u16>, by: u16, up: bool) {
        let width = usize::from(self.size.width);
        let at = |row: u16| usize::from(row) * width;
        let distance = at(by);
        let Some(block) = self.shown.get_mut(at(rows.start)..at(rows.end)) else {
            return;
        };
        if distance > block.len() {
            return;
        }
        let left = if up {
            block.rotate_left(distance);
            block.len() - distance..block.len()
        } else {
            block.rotate_right(distance);
            0..distance
        };
        block
            .get_mut(left)
            .unwrap_or_default()
            .fill(Some(Cell::EMPTY));
    }

    /// A number for each place of both screens, row by row, equal where the same is seen. 0 is a blank.
    pub(super) fn marks(&self) -> (Vec<Vec<u32>>, Vec<Vec<u32>>) {
        let width = usize::from(self.size.width).max(1);
        let of = |places: &[Place]| {
            places
                .chunks(width)
                .map(|row| row.iter().map(mark).collect())
                .collect()
        };
        (of(&self.shown), of(&self.wanted))
    }

    /// The rows that may need writing; asking resets them.
    pub(super) fn take_changed_rows(&mut self) -> Vec<u16> {
        let rows = (0_u16..).zip(&mut self.changed_rows);
        rows.filter_map(|(y, changed)| std::mem::take(changed).then_some(y))
            .collect()
    }

    pub(super) fn is_as_wanted(&self, x: u16, y: u16) -> bool {
        match (self.shown(x, y), self.wanted(x, y)) {
            (None, None) => true,
            (Some(shown), Some(wanted)) => {
                shown == wanted || (is_plain_blank(shown) && is_plain_blank(wanted))
            }
            _ => false,
        }
    }

    /// From this column on, the row should be blank.
    pub(super) fn text_end(&self, y: u16) -> u16 {
        (0..self.size.width)
            .rev()
            .find(|x| !self.wanted(*x, y).is_some_and(is_plain_blank))
            .map_or(0, |last| last.saturating_add(1))
    }

    /// The first place from `from` on that is not as wanted, and the number of such places.
    pub(super) fn stale(&self, from: u16, y: u16) -> Option<(u16, usize)> {
        let mut stale = (from..self.size.width).filter(|x| !self.is_as_wanted(*x, y));
        let first = stale.next()?;
        Some((first, stale.count().saturating_add(1)))
    }

    /// The text between two columns, if all of it can be rewritten with `pen` without changing anything.
    pub(super) fn letters_between(&self, from: u16, to: u16, y: u16, pen: Pen) -> Option<Vec<u8>> {
        (from..to)
            .map(|x| {
                let cell = self.shown(x, y)?;
                let looks_alike =
                    Pen::of(cell) == pen || (is_plain_blank(cell) && pen.is_plain_on_blanks());
                match cell.symbol().as_bytes() {
                    [letter @ b' '..=b'~'] if looks_alike => Some(*letter),
                    _ => None,
                }
            })
            .collect()
    }
}

/// FNV-1a over what is seen. A collision costs a few bytes and nothing more.
fn mark(place: &Place) -> u32 {
    let Some(cell) = place else { return 1 };
    if is_plain_blank(cell) {
        return 0;
    }
    let step = |sum: u32, byte: u8| (sum ^ u32::from(byte)).wrapping_mul(0x0100_0193);
    let sum = cell.symbol().bytes().fold(0x811c_9dc5, step);
    Pen::of(cell).bytes().into_iter().fold(sum, step) | 2
}

fn is_plain_blank(cell: &Cell) -> bool {
    cell.symbol() == " " && Pen::of(cell).is_plain_on_blanks()
}
