//! The drawing surface: nothing can be written outside its area, so no size of the terminal can make drawing fail.

use super::text::{grapheme_width, graphemes, truncated, width};
use super::theme::{Theme, ascii_sign};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

pub type Piece = (String, Style);

#[derive(Debug, Clone, Default)]
pub struct Row {
    pub pieces: Vec<Piece>,
    pub right: Option<Piece>,
}

impl Row {
    pub fn of(text: impl Into<String>, style: Style) -> Row {
        Row {
            pieces: vec![(text.into(), style)],
            right: None,
        }
    }

    pub fn and(mut self, text: impl Into<String>, style: Style) -> Row {
        self.pieces.push((text.into(), style));
        self
    }

    /// Appends `…` within `room` cells: there was more than is shown.
    pub fn goes_on(mut self, room: usize) -> Row {
        let before: usize = self
            .pieces
            .iter()
            .rev()
            .skip(1)
            .map(|(text, _)| width(text))
            .sum();
        if let Some((text, _)) = self.pieces.last_mut() {
            // One cell too long, so that it is cut even if the text would just fit.
            let longer = format!("{text}  ");
            *text = if before + width(&longer) > room {
                truncated(&longer, room.saturating_sub(before)).into_owned()
            } else {
                format!("{text} …")
            };
        }
        self
    }

    pub fn begins_with(&self, sign: &str) -> bool {
        let first = self.pieces.first();
        first.is_some_and(|(text, _)| text.starts_with(sign))
    }

    pub fn right(mut self, text: impl Into<String>, style: Style) -> Row {
        self.right = Some((text.into(), style));
        self
    }
}

#[derive(Debug)]
pub struct Paper<'p> {
    buffer: &'p mut Buffer,
    area: Rect,
    pub theme: &'p Theme,
}

impl<'p> Paper<'p> {
    pub fn new(buffer: &'p mut Buffer, area: Rect, theme: &'p Theme) -> Paper<'p> {
        let area = area.intersection(buffer.area);
        Paper {
            buffer,
            area,
            theme,
        }
    }

    pub fn area(&self) -> Rect {
        self.area
    }

    /// Writes into row `y` of the screen from column `x` on, never past the right edge of `area`. Returns the column
    /// after the last character.
    pub fn write(&mut self, area: Rect, x: u16, y: u16, text: &str, style: Style) -> u16 {
        let area = area.intersection(self.area);
        if y < area.y || y >= area.bottom() || x < area.x {
            return x;
        }
        let mut x = x;
        for (_, grapheme) in graphemes(text) {
            let wide = u16::try_from(grapheme_width(grapheme)).unwrap_or(u16::MAX);
            if x.saturating_add(wide) > area.right() {
                break;
            }
            self.put(x, y, grapheme, style);
            for behind in x + 1..x + wide {
                self.put(behind, y, " ", style);
            }
            x += wide;
        }
        x
    }

    fn put(&mut self, x: u16, y: u16, grapheme: &str, style: Style) {
        let shown = if grapheme.chars().next().is_none_or(char::is_control) {
            "\u{fffd}"
        } else if self.theme.ascii_signs {
            ascii_sign(grapheme).unwrap_or(grapheme)
        } else {
            grapheme
        };
        if let Some(cell) = self.buffer.cell_mut(Position::new(x, y)) {
            // Nothing stays of a line that was drawn there before.
            cell.reset();
            cell.set_symbol(shown);
            cell.set_style(self.theme.plain.patch(style));
        }
    }

    /// Writes row `at`, counted from the top of the area; text that does not fit ends in `…`.
    pub fn row(&mut self, area: Rect, at: u16, row: &Row) {
        if at >= area.height {
            return;
        }
        let y = area.y + at;
        let mut x = area.x;
        let right_room = row
            .right
            .as_ref()
            .map_or(0, |(text, _)| width(text).saturating_add(1));
        let whole = usize::from(area.width);
        let left_needs: usize = row.pieces.iter().map(|(text, _)| width(text)).sum();
        // A few characters of the left side are worth more than the whole of the right.
        let right_fits = right_room + left_needs.min(12) <= whole;
        let mut room = whole.saturating_sub(if right_fits { right_room } else { 0 });
        for (text, style) in &row.pieces {
            let shown = truncated(text, room);
            room = room.saturating_sub(width(&shown));
            x = self.write(area, x, y, &shown, *style);
            // One … is enough.
            if shown != *text {
                break;
            }
        }
        if let Some((text, style)) = row.right.as_ref().filter(|_| right_fits) {
            let from = area
                .right()
                .saturating_sub(u16::try_from(width(text)).unwrap_or(u16::MAX));
            self.write(area, from, y, text, *style);
        }
    }

    pub fn rows<'r>(&mut self, area: Rect, rows: impl IntoIterator<Item = &'r Row>) {
        for (at, row) in (0..).zip(rows) {
            self.row(area, at, row);
        }
    }

    pub fn clear(&mut self, area: Rect) {
        let area = area.intersection(self.area);
        for y in area.top()..area.bottom() {
            for x in area.left()..area.right() {
                if let Some(cell) = self.buffer.cell_mut(Position::new(x, y)) {
                    cell.reset();
                    cell.set_style(self.theme.plain);
                }
            }
        }
    }

    pub fn rule(&mut self, area: Rect) {
        let area = area.intersection(self.area);
        for y in area.top()..area.bottom() {
            for x in area.left()..area.right() {
                self.put(x, y, "─", self.theme.rule);
            }
        }
    }

    /// Joined to the rules above and below it.
    pub fn upright(&mut self, area: Rect) {
        if area.width == 0 {
            return;
        }
        for y in area.top()..area.bottom() {
            self.write(area, area.x, y, "│", self.theme.rule);
        }
        for (y, sign) in [(area.y.checked_sub(1), "┬"), (Some(area.bottom()), "┴")] {
            let Some(y) = y.filter(|_| area.height > 0) else {
                continue;
            };
            let place = Rect::new(area.x, y, 1, 1);
            self.write(place, area.x, y, sign, self.theme.rule);
        }
    }

    pub fn over(&mut self, area: Rect, style: Style) {
        self.buffer.set_style(area.intersection(self.area), style);
    }
}
