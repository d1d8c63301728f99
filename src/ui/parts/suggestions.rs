//! The list above the line: commands with their help, kinds, answers. `>` marks the one that Tab takes.

use super::list::tell_beyond;
use crate::app::screens::walking::MOST_SUGGESTED;
use crate::ui::DrawContext;
use crate::ui::layout::{count, padded, rows_of};
use crate::ui::paper::{Paper, Row};
use crate::ui::text::width;
use ratatui::layout::Rect;

pub fn height(look: &DrawContext<'_>, area: Rect) -> u16 {
    if !look.has_list() {
        return 0;
    }
    let wanted = count(look.suggestions.len().min(MOST_SUGGESTED));
    let rule = u16::from(area.height > 3);
    wanted.saturating_add(rule).min(area.height)
}

pub fn draw(look: &DrawContext<'_>, paper: &mut Paper<'_>, area: Rect) {
    let theme = *paper.theme;
    let height = height(look, area);
    if height == 0 {
        return;
    }
    let place = rows_of(area, area.height - height, height);
    paper.clear(place);
    let rule = u16::from(area.height > 3);
    paper.rule(rows_of(place, 0, rule));
    let list = rows_of(place, rule, u16::MAX);
    let many = look.suggestions.len();
    let choice = look.editor.choice.min(many.saturating_sub(1));
    let room = usize::from(list.height);
    let first = choice
        .saturating_sub(room / 2)
        .min(many.saturating_sub(room));
    tell_beyond(
        paper,
        rows_of(place, 0, rule),
        first,
        many.saturating_sub(first + room),
    );
    let shown = look.suggestions.iter().enumerate().skip(first).take(room);
    let names = look
        .suggestions
        .iter()
        .map(|one| width(&one.show))
        .max()
        .unwrap_or(0)
        .min(usize::from(list.width) / 2);
    for (at, (index, one)) in (0..).zip(shown) {
        let sign = if index == choice { ">" } else { " " };
        let style = if index == choice {
            theme.strong
        } else {
            theme.plain
        };
        let gap = " ".repeat(names.saturating_sub(width(&one.show)) + 2);
        let row = Row::of(format!("{sign}{}{gap}", one.show), style).and(&one.hint, theme.plain);
        paper.row(padded(list), at, &row);
        if index == choice && look.editor.choice > 0 {
            let y = list.y + at;
            paper.over(Rect::new(list.x, y, list.width, 1), theme.chosen);
        }
    }
}
