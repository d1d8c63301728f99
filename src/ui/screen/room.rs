//! The room view, for a wall: large, calm, few words at a time. Terminals have one font size, so space makes it large:
//! wide margins, blank rows, the newest at the bottom.

mod said;

use crate::app::screens::room::{Room, RoomState, Source};
use crate::domain::room::{Here, Now, RoomView};
use crate::ui::layout::{count, is_too_small, rows_of as part};
use crate::ui::paper::{Paper, Row};
use crate::ui::text::{rows_of, truncated, width};
use crate::ui::theme::Theme;
use ratatui::layout::Rect;

/// Longer rows are hard to read from a distance.
const MEASURE: u16 = 96;

/// Returns the number of rows one can scroll back through, and how many of them fit.
pub fn draw(room: &Room, paper: &mut Paper<'_>) -> (usize, usize) {
    let whole = paper.area();
    let theme = *paper.theme;
    if is_too_small(whole) {
        let words = truncated("The window is too small.", usize::from(whole.width)).into_owned();
        paper.write(whole, whole.x, whole.y, &words, theme.plain);
        return (0, 0);
    }
    let area = margins(whole);
    let seen = room.seen();
    let breadth = usize::from(area.width);
    let is_tall = area.height >= 24;
    let gap = u16::from(is_tall);
    let mut top = head(seen, &theme, breadth, is_tall);
    let footer_rows = foot(seen, room.first().is_some(), breadth);
    let footer = count(footer_rows.len());
    // What was said keeps half of the height.
    top.truncate(usize::from(area.height.saturating_sub(footer) / 2).max(1));
    let used = count(top.len());
    paper.rows(part(area, 0, used), &top);
    let below = area.height.saturating_sub(used + footer + gap);
    let middle = part(area, used, below);
    let rows: Vec<Row> = footer_rows
        .into_iter()
        .map(|(words, is_notice)| {
            Row::of(
                words,
                if is_notice {
                    theme.attention
                } else {
                    theme.quiet
                },
            )
        })
        .collect();
    paper.rows(
        part(area, area.height.saturating_sub(footer), footer),
        &rows,
    );
    match &seen.view {
        Some(view) if view.is_open() => said::draw(room, view, paper, middle),
        _ => (0, 0),
    }
}

/// The wider the wall, the wider the margins.
fn margins(area: Rect) -> Rect {
    let side = match area.width {
        0..40 => 0,
        40..70 => 2,
        width => (width / 16).max(4),
    };
    let most = area.width.saturating_sub(2 * side);
    let breadth = most.min(MEASURE);
    let x = area.x + (area.width - breadth) / 2;
    let above = match area.height {
        0..22 => 0,
        22..40 => 1,
        _ => 2,
    };
    let height = area.height.saturating_sub(above + u16::from(above > 1));
    Rect::new(x, area.y + above, breadth, height)
}

fn wrapped(words: &str, style: ratatui::style::Style, breadth: usize) -> Vec<Row> {
    let rows = rows_of(words, breadth).into_iter();
    rows.map(|row| Row::of(row.trim_end(), style)).collect()
}

fn head(seen: &RoomState, theme: &Theme, breadth: usize, is_tall: bool) -> Vec<Row> {
    let Some(view) = &seen.view else {
        return Vec::new();
    };
    let mut rows = Vec::new();
    if view.is_made_up() {
        rows.push(Row::of("PRACTICE · everything is made up", theme.made_up));
    }
    rows.extend(children(view, theme, breadth));
    rows.push(Row::default());
    match view.now() {
        Now::Section(here) => rows.extend(section(here, theme, breadth, is_tall)),
        other => {
            let (title, words) = notice(view, other);
            if is_tall {
                rows.push(Row::default());
            }
            rows.extend(wrapped(&title.to_uppercase(), theme.strong, breadth));
            if !words.is_empty() {
                rows.push(Row::default());
            }
            rows.extend(wrapped(&words, theme.plain, breadth));
        }
    }
    rows.push(Row::default());
    rows
}

fn children(view: &RoomView, theme: &Theme, breadth: usize) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    let mut used = 0;
    for child in view.children() {
        let ways = child.ways.join(", ");
        let (sign, style) = match (ways.is_empty(), child.is_heard) {
            (true, _) => ("", theme.plain),
            (false, true) => (" ● ", theme.good),
            (false, false) => (" – ", theme.plain),
        };
        let name = child.called.to_uppercase();
        let needs = width(&name) + width(sign) + width(&ways);
        let is_beside = used > 0 && used + 4 + needs <= breadth;
        let mut row = match rows.pop_if(|_| is_beside) {
            Some(row) => row.and("    ", theme.plain),
            None => Row::default(),
        };
        used = if is_beside { used + 4 + needs } else { needs };
        row = row
            .and(name, theme.child.patch(theme.strong))
            .and(sign, style);
        rows.push(row.and(ways, theme.plain));
    }
    rows
}

fn section(here: &Here, theme: &Theme, breadth: usize, is_tall: bool) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    let number = format!("{}  ", here.number);
    let indent = width(&number);
    let place = format!("part {} of {}", here.number, here.of);
    let title = here.title.to_uppercase();
    let room = breadth.saturating_sub(indent + width(&place) + 2).max(10);
    for (at, words) in rows_of(&title, room).into_iter().enumerate() {
        let before = if at == 0 {
            number.clone()
        } else {
            " ".repeat(indent)
        };
        let row = Row::of(format!("{before}{}", words.trim_end()), theme.strong);
        rows.push(if at == 0 {
            row.right(place.clone(), theme.quiet)
        } else {
            row
        });
    }
    // The first question, and the others if there is room.
    let questions = here.questions.len().min(if is_tall { 3 } else { 1 });
    if questions > 0 && is_tall {
        rows.push(Row::default());
    }
    let most = if is_tall { 6 } else { 2 };
    let mut asked: Vec<Row> = Vec::new();
    for question in here.questions.iter().take(questions) {
        let question = wrapped(question, theme.plain, breadth.saturating_sub(indent));
        if !asked.is_empty() && asked.len() + question.len() > most {
            break;
        }
        asked.extend(question);
    }
    if asked.len() > most {
        asked.truncate(most);
        if let Some(last) = asked.pop() {
            asked.push(last.goes_on(breadth.saturating_sub(indent)));
        }
    }
    rows.extend(asked.into_iter().map(|mut row| {
        row.pieces.insert(0, (" ".repeat(indent), theme.plain));
        row
    }));
    let turns: Vec<String> = match (&here.holder, &here.next) {
        (Some(holder), Some(next)) if holder != next => vec![
            format!("The talking piece is with {holder}."),
            format!("Next: {next}"),
        ],
        (Some(holder), _) => vec![format!("The talking piece is with {holder}.")],
        (None, Some(next)) => vec![format!("Next: {next}")],
        (None, None) => Vec::new(),
    };
    let beside = turns.join(" ");
    let turns = if width(&beside) <= breadth && !turns.is_empty() {
        vec![beside]
    } else {
        turns
    };
    if !turns.is_empty() {
        rows.push(Row::default());
    }
    let turns = turns.iter();
    rows.extend(turns.flat_map(|words| wrapped(words, theme.strong, breadth)));
    rows
}

fn notice(view: &RoomView, now: &Now) -> (String, String) {
    let (title, words) = match now {
        Now::NotBegun => (view.title().to_owned(), "We have not begun yet.".to_owned()),
        Now::Between | Now::Section(_) => (view.title().to_owned(), String::new()),
        Now::Break { since } => (
            "A break".to_owned(),
            format!("Since {}. Nothing is written down.", since.format("%H:%M")),
        ),
        Now::PrivateTime { since } => (
            "Private time".to_owned(),
            format!(
                "The family has been on its own since {}. Nothing is written down.",
                since.format("%H:%M")
            ),
        ),
        Now::Closed { at } => (
            "The meeting is closed".to_owned(),
            format!("It was closed at {}.", at.format("%H:%M")),
        ),
    };
    (title, words)
}

/// The rows at the bottom, each with whether it reports a problem.
fn foot(seen: &RoomState, looks_back: bool, breadth: usize) -> Vec<(String, bool)> {
    let mut rows: Vec<(String, bool)> = Vec::new();
    if let Some(notice) = &seen.notice {
        let words = rows_of(notice, breadth).into_iter();
        rows.extend(words.map(|row| (row.trim_end().to_owned(), true)));
    }
    let is_over = seen
        .view
        .as_ref()
        .is_some_and(|view| matches!(view.now(), Now::Closed { .. }));
    match &seen.source {
        Source::NobodyWrites if !is_over => {
            rows.push(("Nobody is writing just now".to_owned(), true));
        }
        Source::AsWritten { at } => rows.push((not_live(*at), true)),
        Source::Live | Source::NobodyWrites => {}
    }
    let is_open = seen.view.as_ref().is_some_and(RoomView::is_open);
    let keys = match (looks_back, is_open) {
        (true, _) => "Looking back   End newest   q leave",
        (false, true) => "Up look back   q leave",
        (false, false) => "q leave",
    };
    rows.push((keys.to_owned(), false));
    rows
}

pub fn not_live(at: Option<chrono::DateTime<chrono::FixedOffset>>) -> String {
    match at {
        Some(at) => format!(
            "Not live: as it was written at {}",
            at.format("%H:%M on %-d %B")
        ),
        None => "Not live: as last written".to_owned(),
    }
}
