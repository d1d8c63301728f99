//! Before the meeting: people, children and details entered so far, and the order of the agenda.

use crate::ui::DrawContext;
use crate::ui::paper::Paper;
use crate::ui::parts::frame;
use ratatui::layout::Position;

pub fn draw(look: &DrawContext<'_>, paper: &mut Paper<'_>) -> Position {
    frame::draw(look, paper, true, |paper, area| {
        super::recording::middle(look, paper, area)
    })
}
