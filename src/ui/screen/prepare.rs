//! Before the meeting: people, children and details as they were put down, and what comes in which order.

use crate::ui::DrawContext;
use crate::ui::paper::Paper;
use crate::ui::parts::frame;
use ratatui::layout::Position;

/// Draws it: the agenda at the left, the people in the middle.
pub fn draw(look: &DrawContext<'_>, paper: &mut Paper<'_>) -> Position {
    frame::draw(look, paper, true, |paper, area| {
        super::recording::middle(look, paper, area)
    })
}
