//! The round: who has been heard in this section, and who is next.

use crate::domain::meeting::{Turn, rows_that_fit};
use crate::domain::record::Side;
use crate::ui::DrawContext;
use crate::ui::paper::{Paper, Row};
use crate::ui::text::{truncated, width};
use crate::ui::theme::Theme;
use ratatui::layout::Rect;

/// At most this many symbols are shown for contributions.
const MOST_SIGNS: usize = 3;

fn heard_signs(turn: &Turn, next: Option<&str>) -> String {
    let signs = if turn.heard == 0 {
        "○".to_owned()
    } else {
        "●".repeat(turn.heard.min(MOST_SIGNS))
    };
    match next {
        Some(word) => format!("{signs} {word}"),
        None => signs,
    }
}

/// Whose turn it is in a section that goes round; elsewhere only whom Tab offers, who may have spoken a moment ago.
fn next_word(look: &DrawContext<'_>) -> &'static str {
    match look.meeting().goes_round() {
        true => "next",
        false => "Tab",
    }
}

/// Whose place in the round speaks now.
fn speaks(look: &DrawContext<'_>) -> Option<usize> {
    let holder = look.meeting().holder()?;
    look.round.iter().position(|turn| turn.id == holder)
}

/// How many rows the whole round would need, with its title.
pub fn height(look: &DrawContext<'_>) -> usize {
    let meeting = look.meeting();
    let is_shown = meeting.open_section().is_some() && meeting.private_time_on().is_none();
    match look.round.len() {
        0 => 0,
        _ if !is_shown => 0,
        many => many + 1,
    }
}

/// The rows of the left column, as many as fit: a title, then one for each person, then how many more there are. The one
/// who speaks and the one who is next are always among them. Empty when nobody is in the round.
pub fn rows(look: &DrawContext<'_>, theme: &Theme, breadth: usize, height: usize) -> Vec<Row> {
    let meeting = look.meeting();
    if meeting.open_section().is_none() || meeting.private_time_on().is_some() {
        return Vec::new();
    }
    let round = &look.round;
    if round.is_empty() {
        return Vec::new();
    }
    let family: usize = round
        .iter()
        .filter(|turn| turn.side == Side::Family)
        .map(|turn| turn.heard)
        .sum();
    let family = match family {
        0 => "family not yet".to_owned(),
        1 => "family once".to_owned(),
        many => format!("family {many} times"),
    };
    let mut rows = vec![Row::of(" Round", theme.strong).right(family, theme.plain)];
    let called = breadth.saturating_sub(6 + 7).max(4);
    let list = height.saturating_sub(1);
    let shown = rows_that_fit(round.len(), look.next, speaks(look), list);
    let more = round.len() - shown.len();
    for (place, turn) in shown.iter().filter_map(|at| Some((*at, round.get(*at)?))) {
        let is_next = look.next == Some(place);
        let style = if is_next { theme.strong } else { theme.plain };
        // Three symbols and "next" are one column too wide.
        let called = called - usize::from(is_next && turn.heard >= MOST_SIGNS);
        let name = truncated(&turn.called, called);
        let gap = " ".repeat(called.saturating_sub(width(&name)) + 1);
        rows.push(
            Row::of(format!(" {:<4}{name}{gap}", turn.code), style)
                .and(heard_signs(turn, is_next.then(|| next_word(look))), style),
        );
    }
    if more > 0 && list > shown.len() {
        rows.push(Row::of(more_words(more), theme.quiet));
    }
    rows
}

/// The section and the round in one row, where there is no left column.
pub fn one_line(look: &DrawContext<'_>, paper: &mut Paper<'_>, area: Rect) {
    let theme = *paper.theme;
    let meeting = look.meeting();
    let area = crate::ui::layout::padded(area);
    let Some(section) = meeting.open_section() else {
        return;
    };
    let places = meeting.agenda().places();
    let number = places
        .iter()
        .find(|place| place.section.id == section.id)
        .map_or_else(String::new, |place| place.number.clone());
    let all = meeting.agenda().sections.len();
    let mut row = Row::of(format!("▶{number} of {all}"), theme.strong);
    if meeting.private_time_on().is_none() {
        if let Some(turn) = look.next.and_then(|place| look.round.get(place)) {
            row = row.and(format!("  {} {}", next_word(look), turn.code), theme.strong);
        }
        let used: usize = row.pieces.iter().map(|(words, _)| width(words)).sum();
        let shown = turns_that_fit(look, usize::from(area.width).saturating_sub(used));
        for (place, turn) in shown
            .iter()
            .filter_map(|at| Some((*at, look.round.get(*at)?)))
        {
            let is_next = look.next == Some(place);
            let style = if is_next { theme.strong } else { theme.plain };
            row = row.and(in_one_line(turn), style);
        }
        let more = look.round.len() - shown.len();
        if more > 0 {
            row = row.and(more_words(more), theme.quiet);
        }
    }
    paper.row(area, 0, &row);
}

fn in_one_line(turn: &Turn) -> String {
    format!("  {} {}", turn.code, heard_signs(turn, None))
}

fn more_words(more: usize) -> String {
    format!("  and {more} more")
}

/// As many of the round as fit into one line, with the words for how many more there are.
fn turns_that_fit(look: &DrawContext<'_>, room: usize) -> Vec<usize> {
    let turns = look.round.iter();
    let widths: Vec<usize> = turns.map(|turn| width(&in_one_line(turn))).collect();
    let count = widths.len();
    let fit = |shown: &Vec<usize>| {
        let used: usize = shown.iter().filter_map(|at| widths.get(*at)).sum();
        let more = match count - shown.len() {
            0 => 0,
            more => width(&more_words(more)),
        };
        used + more <= room
    };
    let speaks = speaks(look);
    let all = (3..=count).rev();
    all.map(|rows| rows_that_fit(count, look.next, speaks, rows))
        .find(fit)
        .unwrap_or_else(|| rows_that_fit(count, look.next, speaks, 3))
}
