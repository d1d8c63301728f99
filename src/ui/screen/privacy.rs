//! One sentence on an empty screen: that it is hidden, and how it comes back. Beside it only what must never be hidden,
//! that something is not saved or was not done, without a word of it.

use super::Paper;
use crate::app::App;
use crate::app::protocol::status::Urgency;
use crate::app::screens::privacy::is_at_the_line;
use crate::ui::text::{rows_of, truncated};
use ratatui::layout::Position;

const HIDDEN: &str = "This screen is hidden; F12 shows it again, and what you type is kept.";
/// Where letters go into the line of a meeting.
const HIDDEN_AT_THE_LINE: &str = "This screen is hidden; F12 shows it again. What you type is kept, and Enter records it unseen.";

pub fn draw(app: &App, paper: &mut Paper<'_>) -> Position {
    let area = paper.area();
    let theme = *paper.theme;
    let more = match (app.status.alarm(), app.status.urgency) {
        (Some((sign, _)), _) => Some((sign, theme.alarm)),
        (None, Urgency::Quiet) => None,
        (None, _) => Some(("! There is something to read.", theme.attention)),
    };
    let width = usize::from(area.width).saturating_sub(2).max(1);
    let hidden = match is_at_the_line(app) {
        true => HIDDEN_AT_THE_LINE,
        false => HIDDEN,
    };
    let rows = rows_of(hidden, width).into_iter();
    let rows = rows.map(|row| (row, theme.plain)).chain(more);
    let left = u16::from(area.width > 2);
    let mut y = area.y + area.height / 3;
    let mut end = Position::new(area.x, area.y);
    for (words, style) in rows {
        let shown = truncated(words, width);
        let x = paper.write(area, area.x + left, y, &shown, style);
        end = Position::new(x, y);
        y = y.saturating_add(1);
    }
    end
}
