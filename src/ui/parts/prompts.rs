//! What a section asks: as much of it as there is room for, and how much more there is.

use super::{table, views_grid};
use crate::domain::agenda::{Mode, Section};
use crate::ui::DrawContext;
use crate::ui::paper::{Paper, Row};
use crate::ui::text;
use crate::ui::theme::Theme;
use ratatui::layout::Rect;

/// The room for the questions and what stands above the table.
#[derive(Debug, Clone, Copy)]
pub struct Room {
    pub breadth: usize,
    /// Of the whole middle.
    pub height: usize,
    /// What the title takes.
    pub used: usize,
    /// What the lists below would like, in all.
    pub lists: usize,
    /// What they keep however much is asked.
    pub kept: usize,
}

/// The rows, and how many questions are not among them.
pub fn rows(
    look: &DrawContext<'_>,
    theme: &Theme,
    section: &Section,
    room: Room,
) -> (Vec<Row>, usize) {
    let (breadth, height) = (room.breadth, room.height);
    let offered = offered(section, height, breadth);
    let prompts = section.prompts.iter();
    let prompts: Vec<Vec<&str>> = prompts.map(|it| text::rows_of(it, breadth)).collect();
    // On a low screen the questions make way for the table being filled in.
    let is_low = height < table::LOW && !look.editor.table_rows().is_empty();
    // So they do for what is said, once the grid of views takes their room; F1 has them.
    let is_talked = section.mode == Mode::Decision && views_grid::is_talked(look);
    let makes_way = is_low || is_talked;
    let above = match height {
        0..8 => Vec::new(),
        _ => {
            // The first question, a blank below it, and the rule.
            let first = prompts.first().filter(|_| !makes_way);
            let first = first.map_or(0, |prompt| prompt.len() + 1);
            let below = room.used + first + room.lists + 1 + usize::from(offered.is_some());
            let spare = height.saturating_sub(below);
            table::above_within(look, theme, section, (breadth, height, spare))
        }
    };
    let all: usize = prompts.iter().map(Vec::len).sum();
    let gap = usize::from(!above.is_empty() && !prompts.is_empty());
    // A rule stands below them.
    let others = room.used + usize::from(offered.is_some()) + gap + above.len() + 1;
    let free = height.saturating_sub(others);
    let mut rows = Vec::new();
    let mut left_out = 0;
    if all <= free.saturating_sub(room.lists) {
        rows.extend(
            prompts
                .iter()
                .flatten()
                .map(|row| Row::of(*row, theme.plain)),
        );
    } else {
        if makes_way && !above.is_empty() {
            return (above, prompts.len());
        }
        // From ten rows on, a single question of two rows is still shown in full.
        let least = (height / 7).max(if height >= 10 { 2 } else { 0 });
        let most = least.max(free.saturating_sub(room.kept.min(room.lists)));
        (rows, left_out) = as_many_as_fit(&prompts, theme, breadth, most);
    }
    rows.extend(offered.map(|words| Row::of(words, theme.quiet)));
    if !above.is_empty() && !rows.is_empty() {
        rows.push(Row::default());
    }
    rows.extend(above);
    (rows, left_out)
}

/// Whole questions only; the first is shown however long it is, and says where it goes on.
fn as_many_as_fit(
    prompts: &[Vec<&str>],
    theme: &Theme,
    breadth: usize,
    most: usize,
) -> (Vec<Row>, usize) {
    let mut rows: Vec<Row> = Vec::new();
    for (at, prompt) in prompts.iter().enumerate() {
        if at > 0 && rows.len() + prompt.len() > most {
            return (rows, prompts.len() - at);
        }
        let seen = prompt.iter().take(most.saturating_sub(rows.len()));
        rows.extend(seen.map(|row| Row::of(*row, theme.plain)));
        if at == 0 && prompt.len() > rows.len() {
            let last = rows.pop().map(|last| last.goes_on(breadth));
            rows.extend(last);
            return (rows, prompts.len());
        }
    }
    (rows, 0)
}

fn offered(section: &Section, height: usize, breadth: usize) -> Option<String> {
    let offered = section.records.iter().map(|record| format!("/{record}"));
    let offered: Vec<String> = offered.collect();
    if offered.is_empty() || height < table::LOW {
        return None;
    }
    let words = format!("Here as well: {}", offered.join(", "));
    Some(text::truncated(&words, breadth).into_owned())
}

/// That there are more questions than stand above the rule stands in it, at its left end. Returns the rest of the rule.
pub fn tell_left_out(paper: &mut Paper<'_>, rule: Rect, left_out: usize) -> Rect {
    if left_out == 0 || rule.height == 0 {
        return rule;
    }
    let words = match left_out {
        1 => " 1 more question: F1 ".to_owned(),
        many => format!(" {many} more questions: F1 "),
    };
    let style = paper.theme.quiet;
    let end = paper.write(rule, rule.x.saturating_add(2), rule.y, &words, style);
    Rect {
        x: end,
        width: rule.right().saturating_sub(end),
        ..rule
    }
}
