//! What was said and what was agreed, in the room view: only whole items, the newest at the bottom.

use super::wrapped;
use crate::app::screens::room::Room;
use crate::domain::room::{Now, RoomView, Said, Table};
use crate::ui::layout::{count, rows_of as part};
use crate::ui::paper::{Paper, Row};
use crate::ui::text::{rows_of, width};
use crate::ui::theme::Theme;
use ratatui::layout::Rect;

/// Shows the newest of both; scrolling back shows them as one list.
pub(super) fn draw(
    room: &Room,
    view: &RoomView,
    paper: &mut Paper<'_>,
    area: Rect,
) -> (usize, usize) {
    let theme = *paper.theme;
    let breadth = usize::from(area.width);
    let height = usize::from(area.height);
    let whole = said(view.said(), &theme, breadth);
    let agreed: Vec<Titled> = view
        .tables()
        .iter()
        .filter(|table| !table.rows.is_empty())
        .map(|table| titled(table, &theme, breadth))
        .collect();
    let in_tables: usize = agreed.iter().map(Titled::height).sum();
    let rows = whole.iter().map(Vec::len).sum::<usize>() + in_tables;
    if let Some(first) = room.first() {
        let first = first.min(rows.saturating_sub(height));
        let tables = agreed.into_iter().flat_map(Titled::whole);
        let all = whole.into_iter().flatten().chain(tables);
        let seen: Vec<Row> = all.skip(first).take(height).collect();
        paper.rows(area, &seen);
        return (rows, height);
    }
    let said = said(of_this_section(view), &theme, breadth);
    // The last things said get a third of the height below the plan, or less if they need less.
    let for_said = newest(said.clone(), height / 3).len();
    let gap = usize::from(for_said > 0);
    let seen = newest_tables(agreed, height.saturating_sub(for_said + gap), &theme);
    let used = count(seen.len());
    paper.rows(part(area, 0, used), &seen);
    let below = part(area, used, u16::MAX);
    let seen = newest(said, usize::from(below.height));
    // The newest are at the bottom, where the eye has learnt to look.
    let free = below.height.saturating_sub(count(seen.len()));
    paper.rows(part(below, free, u16::MAX), &seen);
    (rows, height)
}

/// What was said since the section was last opened; until something is, what was said before.
fn of_this_section(view: &RoomView) -> &[Said] {
    let all = view.said();
    let Now::Section(here) = view.now() else {
        return all;
    };
    let section = format!("{}  {}", here.number, here.title);
    let before = all.iter().rposition(|one| one.section != section);
    let since = before.map_or(all, |at| all.get(at + 1..).unwrap_or_default());
    if since.is_empty() { all } else { since }
}

/// The last of these that fit whole; of one that is too long by itself, its end.
fn newest(things: Vec<Vec<Row>>, height: usize) -> Vec<Row> {
    let from = from_which(&things, height);
    let mut rows: Vec<Row> = things.into_iter().skip(from).flatten().collect();
    let blank = rows.iter().take_while(|row| row.pieces.is_empty()).count();
    rows.drain(..blank);
    rows.drain(..rows.len().saturating_sub(height));
    rows
}

/// The first of the last items that fit together; the very last always counts.
fn from_which(things: &[Vec<Row>], height: usize) -> usize {
    let mut used = 0;
    let fits = |thing: &&Vec<Row>| {
        used += thing.len();
        used <= height
    };
    let count = things.iter().rev().take_while(fits).count();
    things.len() - count.max(1).min(things.len())
}

/// Each with a blank row above it.
fn said(said: &[Said], theme: &Theme, breadth: usize) -> Vec<Vec<Row>> {
    let mut section = said.first().map_or("", |first| first.section.as_str());
    let things = said.iter().enumerate().map(|(at, one)| {
        let mut rows = vec![Row::default()];
        // The open section is already named above; this separates the others when scrolling back.
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

struct Titled {
    title: Row,
    things: Vec<Vec<Row>>,
}

impl Titled {
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

/// The newest rows of each table; if there is no room for all, the last table comes first.
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
