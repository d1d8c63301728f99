//! The line: what is being typed, over up to five rows, and the cursor in it.

use crate::app::editing::stash::Purpose;
use crate::ui::DrawContext;
use crate::ui::layout::LINE_ROWS;
use crate::ui::paper::Paper;
use crate::ui::text::{place_of, width, wrap};
use ratatui::layout::{Position, Rect};
use std::ops::Range;

#[derive(Debug)]
pub struct Typed<'a> {
    prompt: &'static str,
    text: &'a str,
    rows: Vec<Range<usize>>,
    cursor: (usize, usize),
}

impl<'a> Typed<'a> {
    pub fn of(look: &DrawContext<'a>, room: usize) -> Typed<'a> {
        let prompt = match look.editor.purpose {
            Purpose::New | Purpose::About(_) | Purpose::Pasted => "",
            Purpose::Edit(_) => "edit> ",
            Purpose::Append(_) => "add> ",
        };
        Typed::cut(
            prompt,
            look.editor.line.text(),
            look.editor.line.cursor(),
            room,
        )
    }

    pub fn cut(prompt: &'static str, text: &'a str, cursor: usize, room: usize) -> Typed<'a> {
        // One cell is kept for the cursor after the last character of a row.
        let inner = room.saturating_sub(width(prompt) + 1).max(1);
        let rows = wrap(text, inner);
        let cursor = place_of(text, &rows, cursor, inner);
        Typed {
            prompt,
            text,
            rows,
            cursor,
        }
    }

    pub fn rows(&self) -> usize {
        self.rows.len().min(usize::from(LINE_ROWS))
    }

    pub fn draw(&self, paper: &mut Paper<'_>, area: Rect) -> Position {
        let theme = *paper.theme;
        let height = usize::from(area.height);
        let indent = u16::try_from(width(self.prompt)).unwrap_or(0);
        let last = self.rows.len().saturating_sub(height);
        let first = self.cursor.0.saturating_sub(height / 2).min(last);
        let from = area.x.saturating_add(indent);
        paper.write(area, area.x, area.y, self.prompt, theme.strong);
        for (y, row) in (area.y..area.bottom()).zip(self.rows.iter().skip(first)) {
            let words = self.text.get(row.clone()).unwrap_or("");
            paper.write(area, from, y, words.trim_end_matches(' '), theme.plain);
        }
        let down = u16::try_from(self.cursor.0 - first).unwrap_or(0);
        let right = u16::try_from(self.cursor.1).unwrap_or(u16::MAX);
        Position::new(
            from.saturating_add(right)
                .min(area.right().saturating_sub(1)),
            area.y
                .saturating_add(down)
                .min(area.bottom().saturating_sub(1)),
        )
    }
}
