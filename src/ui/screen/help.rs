//! The help: everything that can be done, and the shorthand; Enter does what is chosen.

use super::{first_seen, row_at};
use crate::app::App;
use crate::app::action::Place;
use crate::app::screen::help::{Does, listed};
use crate::ui::Look;
use crate::ui::layout::{padded, rows_of};
use crate::ui::paper::{Paper, Row};
use crate::ui::parts::{footer, frame, header};
use crate::ui::text::{truncated, width};
use ratatui::layout::{Position, Rect};

/// Draws it.
pub fn draw(app: &App, paper: &mut Paper<'_>) -> Position {
    let theme = *paper.theme;
    let area = match &app.desk {
        // In a meeting the children stay in sight.
        Some(desk) => {
            let area = paper.area();
            header::draw(&Look::at(app, desk), paper, rows_of(area, 0, 1));
            let rule = u16::from(area.height >= 10);
            paper.rule(rows_of(area, 1, rule));
            rows_of(area, 1 + rule, u16::MAX)
        }
        None => frame::title(
            app,
            paper,
            "Help",
            "Enter does what is chosen · Esc goes back",
        ),
    };
    let whole = listed(app);
    let chosen = app.help.row.min(whole.len().saturating_sub(1));
    // The sentence of the chosen row stands in full below the list.
    let below = if area.height >= 10 { 3 } else { 0 };
    let list = rows_of(area, 0, area.height.saturating_sub(1 + below));
    let first = first_seen(chosen, whole.len(), list.height);
    let typed_room = (usize::from(list.width) * 2 / 5).clamp(8, 30);
    let mut cursor = Position::new(list.x, list.y);
    for (at, (index, row)) in (0..list.height).zip(whole.iter().enumerate().skip(first)) {
        let sign = if index == chosen { ">" } else { " " };
        let place = row_at(list, at);
        let line = if row.help.is_empty() {
            Row::of(format!("{sign}{}", row.typed), theme.strong)
        } else if row.typed.is_empty() {
            Row::of(format!("{sign}{}", row.help), theme.plain)
        } else {
            let typed = truncated(&row.typed, typed_room);
            let gap = " ".repeat(typed_room.saturating_sub(width(&typed)) + 2);
            Row::of(format!("{sign}{typed}{gap}"), theme.plain)
                .and(&row.help, theme.plain)
                .right(row.key.clone(), theme.plain)
        };
        let inner = Rect {
            width: place.width.saturating_sub(1),
            ..place
        };
        paper.row(inner, 0, &line);
        if index == chosen {
            paper.over(place, theme.chosen);
            cursor = Position::new(place.x, place.y);
        }
    }
    if let Some(row) = whole.get(chosen).filter(|_| below > 0) {
        let place = rows_of(area, area.height.saturating_sub(1 + below), below);
        paper.rule(rows_of(place, 0, 1));
        let inner = padded(rows_of(place, 1, u16::MAX));
        let words = crate::ui::text::rows_of(&row.help, usize::from(inner.width));
        for (at, words) in (0..).zip(words) {
            paper.row(inner, at, &Row::of(words, theme.plain));
        }
    }
    let does = match whole.get(chosen).map(|row| &row.does) {
        Some(Does::Run(_)) => "do it",
        Some(Does::Begin(_)) => "put it into the line",
        _ => "back",
    };
    let keys = [("Enter", does), ("Up Down", "choose"), ("Esc", "back")];
    // What is only to be read needs no Enter: it would say "back" twice.
    let keys = keys.get(usize::from(does == "back")..).unwrap_or_default();
    let last = rows_of(area, area.height.saturating_sub(1), 1);
    footer::of_list(paper, padded(last), Place::Help, keys);
    cursor
}
