//! The screens, one file each, named as in the app.

pub(super) mod agendas;
pub(super) mod close;
pub(super) mod find;
pub(super) mod help;
pub(super) mod home;
pub(super) mod page;
pub(super) mod prepare;
pub(super) mod privacy;
pub(super) mod recording;
pub(super) mod room;

use super::paper::Paper;
use super::parts::line::Typed;
use crate::app::App;
use ratatui::layout::{Position, Rect};

/// One line says that the window is too small, with the end of the typed line below it if there is room. Typing is
/// recorded all the same.
pub(super) fn too_small(app: &App, paper: &mut Paper<'_>) -> Position {
    let area = paper.area();
    let theme = *paper.theme;
    let alarm = app.status.alarm();
    let words = match (alarm, area.width) {
        (Some((sign, _)), _) => sign,
        (_, 0..14) => "too small",
        (_, 14..40) => "Too small; typing is kept",
        _ => "The window is too small to show more. What you type is kept.",
    };
    let style = if alarm.is_some() {
        theme.alarm
    } else {
        theme.plain
    };
    let shown = super::text::truncated(words, usize::from(area.width));
    paper.write(area, area.x, area.y, &shown, style);
    let below = super::layout::rows_of(area, 1, u16::MAX);
    match &app.editor {
        Some(editor) if below.height > 0 => {
            let room = usize::from(below.width);
            Typed::cut("", editor.line.text(), editor.line.cursor(), room).draw(paper, below)
        }
        _ => Position::new(area.x, area.y),
    }
}

/// The first visible row of a list of `count` rows around `chosen`.
pub(super) fn first_seen(chosen: usize, count: usize, height: u16) -> usize {
    let height = usize::from(height);
    chosen
        .saturating_sub(height / 2)
        .min(count.saturating_sub(height))
}

pub(super) fn row_at(area: Rect, at: u16) -> Rect {
    super::layout::rows_of(area, at, 1)
}
