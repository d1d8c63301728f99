//! What every screen of a meeting has around its middle: header, left column, the line and its explanation, footer.

use super::{explanation, footer, header, line, round, sections};
use crate::app::App;
use crate::ui::DrawContext;
use crate::ui::layout::{self, Parts};
use crate::ui::paper::{Paper, Row};
use crate::ui::text::truncated;
use ratatui::layout::{Position, Rect};

/// `middle` draws the middle and may place the cursor, which is otherwise in the line.
pub fn draw(
    look: &DrawContext<'_>,
    paper: &mut Paper<'_>,
    has_left: bool,
    middle: impl FnOnce(&mut Paper<'_>, Rect) -> Option<Position>,
) -> Position {
    let area = paper.area();
    let room = usize::from(area.width.saturating_sub(2));
    let words = explanation::rows(look, paper.theme, room);
    let typed = line::Typed::of(look, room);
    let parts = layout::parts(
        area,
        layout::count(words.len()),
        layout::count(typed.rows()),
        has_left,
    );
    header::draw(look, paper, parts.header);
    paper.rule(parts.upper_rule);
    paper.rule(parts.lower_rule);
    left(look, paper, &parts);
    quorum(look, paper, parts.lower_rule);
    let mut inside = parts.middle;
    let has_section = look.meeting().open_section().is_some();
    if parts.left.width == 0 && has_left && has_section && inside.height > 2 {
        round::one_line(look, paper, layout::rows_of(inside, 0, 1));
        inside = layout::rows_of(inside, 1, u16::MAX);
    }
    let selected = middle(paper, inside);
    let in_line = typed.draw(paper, layout::padded(parts.line));
    let said = layout::padded(parts.explanation);
    // On the lowest screens every cell is needed for words.
    let words = match parts.upper_rule.height {
        0 => words,
        _ => explanation::at_most(usize::from(said.height), words, room),
    };
    paper.rows(said, &words);
    footer::draw(look, paper, layout::padded(parts.footer));
    selected.unwrap_or(in_line)
}

/// The quorum goes on the rule above the line: always in sight, and out of the way.
fn quorum(look: &DrawContext<'_>, paper: &mut Paper<'_>, rule: Rect) {
    let words = &look.editor.quorum;
    if words.is_empty() || rule.height == 0 {
        return;
    }
    let room = usize::from(rule.width.saturating_sub(4));
    let words = format!(" {} ", truncated(words, room));
    paper.write(rule, rule.x, rule.y, &words, paper.theme.plain);
}

fn left(look: &DrawContext<'_>, paper: &mut Paper<'_>, parts: &Parts) {
    if parts.left.width == 0 {
        return;
    }
    paper.upright(parts.middle_rule);
    let turns = round::height(look);
    let height = parts.left.height;
    let list = sections::rows(look, paper.theme);
    // At least half the column for the sections; the round may use the rows they do not need.
    let for_round = match turns {
        0 => 0,
        turns => layout::count(turns) + 1,
    };
    let for_sections = layout::count(list.rows.len())
        .min(height.saturating_sub(for_round).max(height / 2))
        .min(height);
    let window = list.window(usize::from(for_sections));
    let column = parts.left;
    paper.rows(column, window);
    if turns == 0 || for_sections + 1 >= height {
        return;
    }
    paper.rule(layout::rows_of(column, for_sections, 1));
    let below = layout::rows_of(column, for_sections + 1, u16::MAX);
    let breadth = usize::from(column.width);
    let turns = round::rows(look, paper.theme, breadth, usize::from(below.height));
    paper.rows(below, &turns);
    let joint = layout::rows_of(parts.middle_rule, for_sections, 1);
    paper.write(joint, joint.x, joint.y, "┤", paper.theme.rule);
}

pub fn title(app: &App, paper: &mut Paper<'_>, words: &str, right: &str) -> Rect {
    let area = paper.area();
    let theme = *paper.theme;
    let row = if let Some((sign, _)) = app.status.alarm() {
        Row::of(sign, theme.alarm).and(format!(" · {words}"), theme.strong)
    } else {
        Row::of(words, theme.strong)
    };
    let row = row.right(right, theme.plain);
    paper.row(layout::padded(layout::rows_of(area, 0, 1)), 0, &row);
    let rule = u16::from(area.height >= 10);
    paper.rule(layout::rows_of(area, 1, rule));
    below_title(paper)
}

/// What the title leaves.
pub fn below_title(paper: &Paper<'_>) -> Rect {
    let area = paper.area();
    layout::rows_of(area, 1 + u16::from(area.height >= 10), u16::MAX)
}
