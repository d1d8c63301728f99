//! The choice of an agenda, for a new meeting or for one in which nothing is recorded yet.

use super::{first_seen, row_at};
use crate::app::App;
use crate::domain::agenda::Agenda;
use crate::ui::layout::{padded, rows_of};
use crate::ui::paper::{Paper, Row};
use crate::ui::parts::{footer, frame};
use crate::ui::text;
use ratatui::layout::{Position, Rect};

pub fn draw(app: &App, paper: &mut Paper<'_>) -> Position {
    let theme = *paper.theme;
    let asked = match app.editor {
        Some(_) => "This meeting: which agenda instead?",
        None => "A new meeting: which agenda?",
    };
    let area = frame::title(app, paper, asked, "");
    let list = rows_of(area, 0, area.height.saturating_sub(1));
    // The purpose of the chosen agenda goes below the list, if there is room.
    let below = if list.height >= 12 { 5 } else { 0 };
    let about = rows_of(list, list.height - below, below);
    let list = rows_of(list, 0, list.height - below);
    let chosen = app.agenda_row.min(app.agendas.len().saturating_sub(1));
    let first = first_seen(chosen, app.agendas.len(), list.height);
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
    if let Some(agenda) = app.agendas.get(chosen) {
        describe(agenda, paper, about);
    }
    let keys = [("Enter", "take it"), ("Up Down", "choose"), ("Esc", "back")];
    let last = rows_of(area, area.height.saturating_sub(1), 1);
    footer::of_list(paper, padded(last), app, &keys);
    cursor
}

fn describe(agenda: &Agenda, paper: &mut Paper<'_>, area: Rect) {
    if area.height == 0 {
        return;
    }
    let theme = *paper.theme;
    paper.rule(rows_of(area, 0, 1));
    let inner = padded(rows_of(area, 1, u16::MAX));
    let sections: Vec<&str> = agenda
        .sections
        .iter()
        .map(|section| section.title.as_str())
        .collect();
    let words = format!("{}\n{}", agenda.about, sections.join(" · "));
    for (at, row) in (0..).zip(text::rows_of(&words, usize::from(inner.width))) {
        paper.row(inner, at, &Row::of(row, theme.plain));
    }
}
