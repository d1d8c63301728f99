//! The help: everything that can be done, and the shorthand; Enter does what is chosen.

use super::{first_seen, row_at};
use crate::app::App;
use crate::app::screens::help::Listing;
use crate::app::screens::help::{self, Does, listed};
use crate::app::screens::help_columns::{beside_column, column, is_wrapped};
use crate::ui::DrawContext;
use crate::ui::layout::{padded, rows_of};
use crate::ui::paper::{Paper, Row};
use crate::ui::parts::line::Typed;
use crate::ui::parts::list::tell_beyond;
use crate::ui::parts::{footer, frame, header};
use crate::ui::text::{rows_of as rows_of_text, truncated, width};
use ratatui::layout::{Position, Rect};

/// How many rows of the sentence of the chosen row are shown at most.
const MOST_BELOW: u16 = 4;

pub fn draw(app: &App, paper: &mut Paper<'_>) -> Position {
    let theme = *paper.theme;
    let area = match &app.editor {
        // In a meeting the children stay in sight.
        Some(editor) => {
            let area = paper.area();
            header::draw(&DrawContext::at(app, editor), paper, rows_of(area, 0, 1));
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
    let column = column(app.help.listing, &whole, usize::from(area.width));
    // The sentence of the chosen row is shown below the list, and what is looked for at the place of the line.
    let below = if area.height >= 10 {
        let sentence = whole.get(chosen).map(|row| sentence(row, column));
        let room = usize::from(padded(area).width);
        let rows = sentence.map_or(0, |words| rows_of_text(&words, room).len());
        1 + u16::try_from(rows)
            .unwrap_or(MOST_BELOW)
            .clamp(2, MOST_BELOW)
    } else {
        0
    };
    let seeks = !app.help.sought.is_empty();
    let typed = u16::from(seeks);
    let list = rows_of(area, 0, area.height.saturating_sub(1 + below + typed));
    let rows = rows_of_all(app, &whole, column, usize::from(list.width));
    let chosen_row = rows
        .iter()
        .position(|(index, _)| *index == chosen)
        .unwrap_or(0);
    let first = first_seen(chosen_row, rows.len(), list.height);
    let mut cursor = Position::new(list.x, list.y);
    for (at, (row, (index, parts))) in (0..list.height).zip(rows.iter().enumerate().skip(first)) {
        let sign = if row == chosen_row { ">" } else { " " };
        let place = row_at(list, at);
        let line = match parts {
            Parts::Heading(words) => Row::of(format!("{sign}{words}"), theme.strong),
            Parts::Words(words) => Row::of(format!("{sign}{words}"), theme.plain),
            Parts::Columns(left, right, key) => Row::of(format!("{sign}{left}"), theme.plain)
                .and(right, theme.plain)
                .right(key.clone(), theme.plain),
        };
        let inner = Rect {
            width: place.width.saturating_sub(1),
            ..place
        };
        paper.row(inner, 0, &line);
        if *index == chosen {
            paper.over(place, theme.chosen);
        }
        if row == chosen_row {
            cursor = Position::new(place.x, place.y);
        }
    }
    if let Some(row) = whole.get(chosen).filter(|_| below > 0) {
        let place = rows_of(area, area.height.saturating_sub(1 + below + typed), below);
        let rule = rows_of(place, 0, 1);
        paper.rule(rule);
        let last_seen = (first + usize::from(list.height)).min(rows.len());
        let above = rows.get(first).map_or(0, |(index, _)| *index);
        let seen_to = last_seen.checked_sub(1).and_then(|at| rows.get(at));
        let behind = seen_to.map_or(0, |(index, _)| whole.len() - index - 1);
        tell_beyond(paper, rule, above, behind);
        let inner = padded(rows_of(place, 1, u16::MAX));
        let sentence = sentence(row, column);
        let words = rows_of_text(&sentence, usize::from(inner.width));
        let shown = usize::from(inner.height);
        for (at, (row, text)) in (0..inner.height).zip(words.iter().enumerate()) {
            let line = Row::of(*text, theme.plain);
            let is_cut = row + 1 == shown && words.len() > shown;
            let line = if is_cut {
                line.goes_on(usize::from(inner.width))
            } else {
                line
            };
            paper.row(inner, at, &line);
        }
    }
    if seeks {
        let place = rows_of(area, area.height.saturating_sub(2), 1);
        let sought = &app.help.sought;
        let place = padded(place);
        let room = usize::from(place.width);
        cursor = Typed::cut("Find: ", sought.text(), sought.cursor(), room).draw(paper, place);
    }
    let does = match whole.get(chosen).map(|row| &row.does) {
        Some(Does::Run(_)) => "do it",
        Some(Does::Begin(_) | Does::Type(_) | Does::Answer(_)) => "put it into the line",
        Some(Does::Read(..)) => "read it",
        _ => "back",
    };
    let mut keys = vec![("Up Down", "choose"), ("Esc", "back")];
    if app.help.listing == Listing::Commands && !seeks {
        keys.insert(0, ("letters", "find"));
    }
    // A row that is only for reading needs no Enter: it would say "back" twice.
    if does != "back" {
        keys.insert(0, ("Enter", does));
    }
    let keys = keys.as_slice();
    let last = rows_of(area, area.height.saturating_sub(1), 1);
    footer::of_list(paper, padded(last), app, keys);
    cursor
}

/// What is said below the list about the chosen row, with what is typed where its column has no room for all of that.
fn sentence(row: &help::Row, column: usize) -> String {
    let is_heading = row.help.is_empty();
    match is_heading || width(&row.typed) <= column {
        true => row.sentence(),
        false => format!("{} · {}", row.typed, row.sentence()),
    }
}

enum Parts {
    Heading(String),
    Words(String),
    /// What is typed, padded to its column; its meaning; a faster key.
    Columns(String, String, String),
}

/// The rows of the terminal, each with the index of its row in the list. Actions take one row each: the sentence is
/// shown in full below the list. A list to be read is wrapped, and none of it is cut; nor is one that is too narrow for most
/// of the sentences.
fn rows_of_all(
    app: &App,
    whole: &[help::Row],
    column: usize,
    breadth: usize,
) -> Vec<(usize, Parts)> {
    let is_read = app.help.listing != Listing::Commands;
    let mut rows = Vec::new();
    for (index, row) in whole.iter().enumerate() {
        let alone = |words: &str, parts: fn(String) -> Parts| -> Vec<(usize, Parts)> {
            let words = match is_read {
                true => rows_of_text(words, breadth.saturating_sub(2)),
                false => vec![words],
            };
            let words = words.into_iter();
            words
                .map(|words| (index, parts(words.to_owned())))
                .collect()
        };
        if row.help.is_empty() {
            rows.extend(alone(&row.typed, Parts::Heading));
        } else if row.typed.is_empty() {
            rows.extend(alone(&row.help, Parts::Words));
        } else if is_wrapped(app.help.listing, breadth) {
            let left = rows_of_text(&row.typed, column);
            let beside = beside_column(column, breadth).saturating_sub(width(&row.key));
            let right = rows_of_text(&row.help, beside.max(1));
            let height = left.len().max(right.len());
            rows.extend((0..height).map(|at| {
                let part = |of: &[&str]| {
                    of.get(at)
                        .map_or(String::new(), |words| (*words).to_owned())
                };
                let left = filled(part(&left), column);
                let key = Some(&row.key).filter(|_| at == 0 && !is_read);
                let key = key.cloned().unwrap_or_default();
                (index, Parts::Columns(left, part(&right), key))
            }));
        } else {
            let left = filled(truncated(&row.typed, column).into_owned(), column);
            rows.push((
                index,
                Parts::Columns(left, row.help.clone(), row.key.clone()),
            ));
        }
    }
    rows
}

fn filled(words: String, column: usize) -> String {
    let gap = " ".repeat(column.saturating_sub(width(&words)) + 2);
    words + &gap
}
