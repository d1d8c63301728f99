//! The round: who has been heard in this section, and who is next.

use crate::domain::meeting::Turn;
use crate::domain::record::Side;
use crate::ui::DrawContext;
use crate::ui::paper::{Paper, Row};
use crate::ui::text::{truncated, width};
use crate::ui::theme::Theme;
use ratatui::layout::Rect;

/// At most this many symbols are shown for contributions.
const MOST_SIGNS: usize = 3;

fn heard_signs(turn: &Turn, is_next: bool) -> String {
    let signs = if turn.heard == 0 {
        "○".to_owned()
    } else {
        "●".repeat(turn.heard.min(MOST_SIGNS))
    };
    if is_next {
        format!("{signs} next")
    } else {
        signs
    }
}

/// The rows of the left column: a title, then one for each person. Empty when nobody is in the round.
pub fn rows(look: &DrawContext<'_>, theme: &Theme, breadth: usize) -> Vec<Row> {
    let meeting = look.meeting();
    if meeting.open_section().is_none() || meeting.private_time_on().is_some() {
        return Vec::new();
    }
    let round = &look.round;
    if round.is_empty() {
        return Vec::new();
    }
    let family: usize = round
        .iter()
        .filter(|turn| turn.side == Side::Family)
        .map(|turn| turn.heard)
        .sum();
    let mut rows =
        vec![Row::of(" Round", theme.strong).right(format!("family {family}"), theme.plain)];
    let called = breadth.saturating_sub(6 + 7).max(4);
    for (place, turn) in round.iter().enumerate() {
        let is_next = look.next == Some(place);
        let style = if is_next { theme.strong } else { theme.plain };
        // Three symbols and "next" are one column too wide.
        let called = called - usize::from(is_next && turn.heard >= MOST_SIGNS);
        let name = truncated(&turn.called, called);
        let gap = " ".repeat(called.saturating_sub(width(&name)) + 1);
        rows.push(
            Row::of(format!(" {:<4}{name}{gap}", turn.code), style)
                .and(heard_signs(turn, is_next), style),
        );
    }
    rows
}

pub fn window(rows: &[Row], height: usize) -> impl Iterator<Item = &Row> {
    let is_next = |row: &&Row| {
        row.pieces
            .last()
            .is_some_and(|(signs, _)| signs.ends_with(" next"))
    };
    let next = rows.iter().position(|row| is_next(&row)).unwrap_or(0);
    let list = height.saturating_sub(1);
    let last = rows.len().saturating_sub(1 + list);
    let first = next.saturating_sub(list / 2).min(last);
    rows.iter()
        .take(1)
        .chain(rows.iter().skip(1 + first).take(list))
}

/// The section and the round in one row, where there is no left column.
pub fn one_line(look: &DrawContext<'_>, paper: &mut Paper<'_>, area: Rect) {
    let theme = *paper.theme;
    let meeting = look.meeting();
    let area = crate::ui::layout::padded(area);
    let Some(section) = meeting.open_section() else {
        return;
    };
    let places = meeting.agenda().places();
    let number = places
        .iter()
        .find(|place| place.section.id == section.id)
        .map_or_else(String::new, |place| place.number.clone());
    let all = meeting.agenda().sections.len();
    let mut row = Row::of(format!("▶{number} of {all}"), theme.strong);
    if meeting.private_time_on().is_none() {
        if let Some(turn) = look.next.and_then(|place| look.round.get(place)) {
            row = row.and(format!("  next {}", turn.code), theme.strong);
        }
        for (place, turn) in look.round.iter().enumerate() {
            let is_next = look.next == Some(place);
            let style = if is_next { theme.strong } else { theme.plain };
            row = row.and(
                format!("  {} {}", turn.code, heard_signs(turn, false)),
                style,
            );
        }
    }
    paper.row(area, 0, &row);
}
