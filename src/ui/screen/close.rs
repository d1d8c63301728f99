//! Before closing: what is still missing, with the reason given for each gap.

use crate::app::screens::close::{gaps, still_in_speech};
use crate::ui::DrawContext;
use crate::ui::layout::{padded, rows_of};
use crate::ui::paper::{Paper, Row};
use crate::ui::parts::list;
use crate::ui::parts::{form, frame, suggestions};
use crate::ui::text;
use crate::ui::theme::Theme;
use ratatui::layout::{Position, Rect};

pub fn draw(look: &DrawContext<'_>, paper: &mut Paper<'_>) -> Position {
    frame::draw(look, paper, false, |paper, area| middle(look, paper, area))
}

fn middle(look: &DrawContext<'_>, paper: &mut Paper<'_>, area: Rect) -> Option<Position> {
    if let crate::domain::line::Line::Form(typed) = &look.line {
        let list = suggestions::height(look, area);
        form::draw(look, typed, paper, rows_of(area, 0, area.height - list));
        suggestions::draw(look, paper, area);
        return None;
    }
    let theme = *paper.theme;
    let list = gaps(look.editor, look.app.now);
    let open = list.iter().filter(|(_, why)| why.is_none()).count();
    let with_reason = list.len() - open;
    let gap = u16::from(area.height >= 8);
    let said = still_in_speech(look.editor).filter(|_| gap > 0);
    let said = said.as_deref().map_or_else(Vec::new, |said| {
        text::rows_of(said, usize::from(padded(area).width))
    });
    for (row, words) in (1..).zip(&said) {
        let row = padded(rows_of(area, row, 1));
        paper.row(row, 0, &Row::of((*words).to_owned(), theme.plain));
    }
    let said = u16::try_from(said.len()).unwrap_or(0);
    // Where there is one row, what is missing says more than how much of it there is.
    let title_row = u16::from(area.height > 1);
    let below = rows_of(area, title_row + said + gap, u16::MAX);
    let breadth = usize::from(below.width.saturating_sub(4));
    let chosen = look.editor.close_row.min(list.len());
    let rows_of_gap = |at: usize| match list.get(at) {
        Some((missing, why)) => {
            let (sign, style) = match why {
                None => ("○", theme.attention),
                Some(_) => ("–", theme.plain),
            };
            let mut rows = wrapped(&missing.missing, breadth, sign, style);
            if let Some(why) = why {
                rows.extend(wrapped(
                    &format!("because: {why}"),
                    breadth,
                    " ",
                    theme.plain,
                ));
            }
            rows
        }
        None => {
            let words = if open == 0 {
                "Close the meeting (Enter)"
            } else {
                "Close the meeting, once each has its reason (or /close and one for all)"
            };
            wrapped(words, breadth, "✓", theme.strong)
        }
    };
    let seen = window_from_top(list.len() + 1, chosen, below, rows_of_gap);
    paper.row(
        padded(rows_of(area, 0, title_row)),
        0,
        &title(
            open,
            with_reason,
            seen.beyond(list.len() + 1),
            &theme,
            usize::from(padded(area).width),
        ),
    );
    let cursor = list::draw(paper, below, &seen, Some(chosen));
    suggestions::draw(look, paper, area);
    cursor.filter(|_| look.editor.line.is_empty())
}

/// What is missing and, as far as there is room, how much more of it there is and how much has a reason.
fn title(
    open: usize,
    with_reason: usize,
    (above, below): (usize, usize),
    theme: &Theme,
    room: usize,
) -> Row {
    let (whole, short) = match open {
        0 => (
            "nothing is missing".to_owned(),
            "nothing is missing".to_owned(),
        ),
        1 => ("1 thing is missing".to_owned(), "1 missing".to_owned()),
        many => (
            format!("{many} things are missing"),
            format!("{many} missing"),
        ),
    };
    let reasons = match with_reason {
        0 => String::new(),
        some => format!("{some} with a reason"),
    };
    let beside = |title: &str, room: usize| -> Option<String> {
        let free = room.saturating_sub(text::width(title) + 1);
        let parts = |told: Option<String>, reasons: &str| {
            let parts = [reasons.to_owned(), told.unwrap_or_default()];
            let parts = parts.into_iter().filter(|words| !words.is_empty());
            parts.collect::<Vec<_>>().join(" \u{b7} ")
        };
        let for_count = free.saturating_sub(text::width(&reasons) + 3);
        let both = parts(list::beyond(above, below, for_count), &reasons);
        let needed = usize::from(above > 0) + usize::from(below > 0);
        let tells = |words: &str| {
            ["above", "below"]
                .iter()
                .filter(|word| words.contains(*word))
                .count()
                == needed
        };
        let only = list::beyond(above, below, free).unwrap_or_default();
        [both, only]
            .into_iter()
            .find(|told| tells(told) && text::width(told) <= free)
    };
    let titles = [whole, short].map(|words| format!("Before closing: {words}"));
    let told = titles
        .iter()
        .find_map(|title| Some((title, beside(title, room)?)));
    match told.filter(|(_, told)| !told.is_empty()) {
        Some((title, told)) => Row::of(title, theme.strong).right(told, theme.plain),
        None => Row::of(&titles[0], theme.strong),
    }
}

fn window_from_top(
    count: usize,
    chosen: usize,
    area: Rect,
    rows_of: impl Fn(usize) -> Vec<Row>,
) -> list::Window {
    let height = usize::from(area.height);
    let mut top = list::Window::default();
    for item in 0..count {
        if top.rows.len() >= height {
            break;
        }
        top.rows
            .extend(rows_of(item).into_iter().map(|row| (item, row)));
    }
    top.cut_to(height);
    let sees = |window: &list::Window| window.rows.iter().take(height).any(|(of, _)| *of == chosen);
    if sees(&top) {
        return top;
    }
    list::window(count, Some(chosen), height, rows_of)
}

fn wrapped(words: &str, breadth: usize, sign: &str, style: ratatui::style::Style) -> Vec<Row> {
    text::rows_of(words, breadth)
        .into_iter()
        .enumerate()
        .map(|(at, row)| {
            let sign = if at == 0 { sign } else { " " };
            Row::of(format!("{sign} {row}"), style)
        })
        .collect()
}
