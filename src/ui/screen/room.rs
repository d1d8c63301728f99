//! The room view, for a wall: large, calm, few words at a time. Terminals have one size of letters, so it is
//! room that makes it large: wide margins, blank rows, the newest at the bottom.

use crate::app::room::{Room, Seen, Source};
use crate::domain::room_view::{Here, Now, RoomView, Said, Table};
use crate::ui::layout::{is_too_small, rows_of as part};
use crate::ui::paper::{Paper, Row};
use crate::ui::text::{rows_of, truncated, width};
use crate::ui::theme::Theme;
use ratatui::layout::Rect;

/// Rows longer than this are hard to read from a distance.
const MEASURE: u16 = 96;

/// Draws it. Gives the number of rows that can be looked back at, and how many of them have room.
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
    draw_rows(paper, part(area, 0, used), &top);
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
    draw_rows(
        paper,
        part(area, area.height.saturating_sub(footer), footer),
        &rows,
    );
    match &seen.view {
        Some(view) if is_open(view) => draw_said(room, view, paper, middle),
        _ => (0, 0),
    }
}

fn is_open(view: &RoomView) -> bool {
    matches!(view.now(), Now::Section(_) | Now::Between)
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

fn count(rows: usize) -> u16 {
    u16::try_from(rows).unwrap_or(u16::MAX)
}

fn draw_rows(paper: &mut Paper<'_>, area: Rect, rows: &[Row]) {
    for (at, row) in (0..).zip(rows) {
        paper.row(area, at, row);
    }
}

fn wrapped(words: &str, style: ratatui::style::Style, breadth: usize) -> Vec<Row> {
    let rows = rows_of(words, breadth).into_iter();
    rows.map(|row| Row::of(row.trim_end(), style)).collect()
}

/// The children, then where we are, in as much room as there is.
fn head(seen: &Seen, theme: &Theme, breadth: usize, is_tall: bool) -> Vec<Row> {
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

/// Each child with how it has been heard, side by side as far as there is room.
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
    // The first question, and the others where there is room for them.
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
    let turn = match (&here.holder, &here.next) {
        (Some(holder), Some(next)) if holder != next => {
            format!("The talking piece is with {holder}. Next: {next}")
        }
        (Some(holder), _) => format!("The talking piece is with {holder}"),
        (None, Some(next)) => format!("Next: {next}"),
        (None, None) => String::new(),
    };
    if !turn.is_empty() {
        rows.push(Row::default());
        rows.extend(wrapped(&turn, theme.strong, breadth));
    }
    rows
}

/// What is going on outside the sections: a title, and a sentence or two.
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
                "The family is on its own since {}. Nothing is written down.",
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

/// The rows at the bottom, each with whether it says that something is wrong.
fn foot(seen: &Seen, looks_back: bool, breadth: usize) -> Vec<(String, bool)> {
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
    let is_open = seen.view.as_ref().is_some_and(is_open);
    let keys = match (looks_back, is_open) {
        (true, _) => "Looking back   End newest   q leave",
        (false, true) => "Up look back   q leave",
        (false, false) => "q leave",
    };
    rows.push((keys.to_owned(), false));
    rows
}

/// That these are the minutes of a file, and since when.
pub fn not_live(at: Option<chrono::DateTime<chrono::FixedOffset>>) -> String {
    match at {
        Some(at) => format!(
            "Not live: as it was written at {}",
            at.format("%H:%M on %-d %B")
        ),
        None => "Not live: as it was written last".to_owned(),
    }
}

/// What was said and what was agreed. The newest of both are seen; somebody who looks back sees one list.
fn draw_said(room: &Room, view: &RoomView, paper: &mut Paper<'_>, area: Rect) -> (usize, usize) {
    let theme = *paper.theme;
    let breadth = usize::from(area.width);
    let height = usize::from(area.height);
    let said = said(view.said(), &theme, breadth);
    let agreed: Vec<Titled> = view
        .tables()
        .iter()
        .map(|table| titled(table, &theme, breadth))
        .collect();
    let in_tables: usize = agreed.iter().map(Titled::height).sum();
    let rows = said.iter().map(Vec::len).sum::<usize>() + in_tables;
    if let Some(first) = room.first() {
        let first = first.min(rows.saturating_sub(height));
        let tables = agreed.into_iter().flat_map(Titled::whole);
        let all = said.into_iter().flatten().chain(tables);
        let seen: Vec<Row> = all.skip(first).take(height).collect();
        draw_rows(paper, area, &seen);
        return (rows, height);
    }
    // While the plan is made it has two thirds; the last that was said stands below it.
    let for_said = if said.is_empty() { 0 } else { height / 3 };
    let seen = newest_tables(agreed, height - for_said, &theme);
    let used = count(seen.len());
    draw_rows(paper, part(area, 0, used), &seen);
    let below = part(area, used, u16::MAX);
    let seen = newest(said, usize::from(below.height));
    // The newest stand at the bottom, where the eye has learnt to look.
    let free = below.height.saturating_sub(count(seen.len()));
    draw_rows(paper, part(below, free, u16::MAX), &seen);
    (rows, height)
}

/// The last of these that have room as a whole; of one that is too long for itself, its end.
fn newest(things: Vec<Vec<Row>>, height: usize) -> Vec<Row> {
    let from = from_which(&things, height);
    let mut rows: Vec<Row> = things.into_iter().skip(from).flatten().collect();
    let blank = rows.iter().take_while(|row| row.pieces.is_empty()).count();
    rows.drain(..blank);
    rows.drain(..rows.len().saturating_sub(height));
    rows
}

/// The first of those last things that have room together; the very last counts always.
fn from_which(things: &[Vec<Row>], height: usize) -> usize {
    let mut used = 0;
    let fits = |thing: &&Vec<Row>| {
        used += thing.len();
        used <= height
    };
    let count = things.iter().rev().take_while(fits).count();
    things.len() - count.max(1).min(things.len())
}

/// Everything that was said, each with a blank row above it.
fn said(said: &[Said], theme: &Theme, breadth: usize) -> Vec<Vec<Row>> {
    let mut section = said.first().map_or("", |first| first.section.as_str());
    let things = said.iter().enumerate().map(|(at, one)| {
        let mut rows = vec![Row::default()];
        // The section that is open stands above already; this parts the others when somebody looks back.
        if one.section != section && !one.section.is_empty() {
            section = &one.section;
            rows.push(Row::of(section.to_uppercase(), theme.quiet));
            rows.push(Row::default());
        }
        rows.extend(said_once(one, at + 1 == said.len(), theme, breadth));
        rows
    });
    things.collect()
}

fn said_once(one: &Said, is_newest: bool, theme: &Theme, breadth: usize) -> Vec<Row> {
    let sign = if is_newest { "▶ " } else { "  " };
    let kind = if one.kind.is_empty() {
        String::new()
    } else {
        format!(" · {}", one.kind.to_lowercase())
    };
    let who = Row::of(sign, theme.strong).and(one.who.clone(), theme.strong);
    let style = match (one.is_childs, is_newest) {
        (true, true) => theme.child.patch(theme.strong),
        (true, false) => theme.child,
        (false, true) => theme.strong,
        (false, false) => theme.plain,
    };
    let mut rows = vec![who.and(kind, theme.quiet)];
    let words = wrapped(&one.words, style, breadth.saturating_sub(2));
    rows.extend(words.into_iter().map(|mut row| {
        row.pieces.insert(0, ("  ".to_owned(), theme.plain));
        row
    }));
    rows
}

/// A table as rows: its title, then its things.
struct Titled {
    title: Row,
    things: Vec<Vec<Row>>,
}

impl Titled {
    /// With the title, and a blank row behind.
    fn height(&self) -> usize {
        2 + self.things.iter().map(Vec::len).sum::<usize>()
    }

    fn whole(self) -> impl Iterator<Item = Row> {
        let things = self.things.into_iter().flatten();
        let title = [self.title, Row::default()].into_iter();
        title.rev().chain(things)
    }
}

fn titled(table: &Table, theme: &Theme, breadth: usize) -> Titled {
    let things = (1..).zip(&table.rows).map(|(number, row)| {
        let number = format!("{number:>2}  ");
        let indent = " ".repeat(width(&number));
        let room = breadth.saturating_sub(width(&number));
        let what = rows_of(&row.what, room);
        let mut rows: Vec<Row> = what
            .into_iter()
            .zip(std::iter::once(&number).chain(std::iter::repeat(&indent)))
            .map(|(words, before)| Row::of(format!("{before}{}", words.trim_end()), theme.plain))
            .collect();
        let details = row.details.join(" · ");
        let details = wrapped(&details, theme.quiet, room);
        rows.extend(details.into_iter().map(|mut row| {
            row.pieces.insert(0, (indent.clone(), theme.plain));
            row
        }));
        rows
    });
    Titled {
        title: Row::of(table.title.to_uppercase(), theme.strong),
        things: things.collect(),
    }
}

/// The newest rows of each table, the last table first when there is no room for all.
fn newest_tables(tables: Vec<Titled>, height: usize, theme: &Theme) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    for table in tables.into_iter().rev() {
        let room = height.saturating_sub(rows.len() + 2);
        let from = from_which(&table.things, room);
        let mut seen: Vec<Row> = table.things.into_iter().skip(from).flatten().collect();
        if room == 0 || (seen.len() > room && !rows.is_empty()) {
            break;
        }
        seen.truncate(room);
        let title = match from {
            0 => table.title,
            more => table.title.right(format!("{more} earlier"), theme.quiet),
        };
        seen.insert(0, title);
        seen.push(Row::default());
        seen.append(&mut rows);
        rows = seen;
    }
    rows
}
