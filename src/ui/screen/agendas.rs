//! The choice of an agenda, for a new meeting or for one in which nothing is recorded yet.

use super::{first_seen, row_at};
use crate::app::App;
use crate::domain::agenda::Agenda;
use crate::ui::layout::{self, padded, rows_of};
use crate::ui::paper::{Paper, Row};
use crate::ui::parts::explanation::at_most;
use crate::ui::parts::{footer, frame, list};
use crate::ui::text;
use ratatui::layout::{Position, Rect};

pub fn draw(app: &App, paper: &mut Paper<'_>) -> Position {
    let theme = *paper.theme;
    let asked = match app.editor {
        Some(_) => "This meeting: which agenda instead?",
        None => "A new meeting: which agenda?",
    };
    let area = frame::below_title(paper);
    let list = rows_of(area, 0, area.height.saturating_sub(1));
    let chosen = app.agenda_row.min(app.agendas.len().saturating_sub(1));
    // The purpose of the chosen agenda goes below the list, if there is room: all of it, where the list leaves rows.
    let room = usize::from(padded(list).width);
    let words = app.agendas.get(chosen).map(described);
    let words = words.iter().flat_map(|words| text::rows_of(words, room));
    let words: Vec<Row> = words.map(|row| Row::of(row, theme.plain)).collect();
    let free = list
        .height
        .saturating_sub(layout::count(app.agendas.len()) + 1);
    let below = match list.height >= 12 {
        true => (layout::count(words.len()) + 1).min(free.max(5)),
        false => 0,
    };
    let about = rows_of(list, list.height - below, below);
    let list = rows_of(list, 0, list.height - below);
    let first = first_seen(chosen, app.agendas.len(), list.height);
    let behind = app
        .agendas
        .len()
        .saturating_sub(first + usize::from(list.height));
    let beyond = list::beyond(
        first,
        behind,
        usize::from(area.width).saturating_sub(text::width(asked) + 3),
    );
    frame::title(app, paper, asked, &beyond.unwrap_or_default());
    let mut cursor = Position::new(list.x, list.y);
    if app.agendas.is_empty() {
        let words = Row::of(
            "No agenda was found. F1 says where they can be.",
            theme.plain,
        );
        paper.row(padded(list), 0, &words);
    }
    for (at, (index, agenda)) in (0..list.height).zip(app.agendas.iter().enumerate().skip(first)) {
        let sign = if index == chosen { ">" } else { " " };
        let minutes = match agenda.planned_minutes() {
            0 => String::new(),
            minutes => format!("{minutes} min"),
        };
        let row = Row::of(format!("{sign}{} {}", index + 1, agenda.title), theme.plain)
            .right(minutes, theme.plain);
        let place = row_at(list, at);
        paper.row(
            Rect {
                width: place.width.saturating_sub(1),
                ..place
            },
            0,
            &row,
        );
        if index == chosen {
            paper.over(place, theme.chosen);
            cursor = Position::new(place.x, place.y);
        }
    }
    if about.height > 0 {
        paper.rule(rows_of(about, 0, 1));
        let inner = padded(rows_of(about, 1, u16::MAX));
        paper.rows(inner, &at_most(usize::from(inner.height), words, room));
    }
    let keys = [("Enter", "take it"), ("Up Down", "choose"), ("Esc", "back")];
    let last = rows_of(area, area.height.saturating_sub(1), 1);
    footer::of_list(paper, padded(last), app, &keys);
    cursor
}

/// What it is for, and its sections.
fn described(agenda: &Agenda) -> String {
    let sections = agenda.sections.iter();
    let sections: Vec<&str> = sections.map(|section| section.title.as_str()).collect();
    format!("{}\n{}", agenda.about, sections.join(" · "))
}
