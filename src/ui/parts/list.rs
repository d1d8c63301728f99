//! The visible part of a long list: its end, or the surroundings of the chosen item. Only that part is ever wrapped.

use crate::ui::paper::{Paper, Row};
use crate::ui::text::width;
use ratatui::layout::{Position, Rect};

/// Visible rows, each with the index of its item.
#[derive(Debug, Default)]
pub struct Window {
    pub rows: Vec<(usize, Row)>,
    pub above: usize,
    /// The item of the first row begins above it.
    from_above: bool,
    /// Rows behind which some of their item are not visible.
    pub cut: Vec<usize>,
}

/// The rows that fill `height`: the end of the list or, if the chosen item is not in it, the rows around that item.
pub fn window(
    count: usize,
    chosen: Option<usize>,
    height: usize,
    rows_of: impl Fn(usize) -> Vec<Row>,
) -> Window {
    let end = backwards(count, height, &rows_of);
    let mut seen = around(end, count, chosen, height, &rows_of);
    keep_first_row(&mut seen, &rows_of);
    seen
}

/// Where only the end of the first item fits, its first row, which says what it is, stands above that end, and says that
/// some of it is left out.
fn keep_first_row(seen: &mut Window, rows_of: &impl Fn(usize) -> Vec<Row>) {
    if !std::mem::take(&mut seen.from_above) {
        return;
    }
    if let Some((first, row)) = seen.rows.first_mut() {
        let mut whole = rows_of(*first);
        *row = whole.swap_remove(0);
        seen.cut.push(0);
    }
}

/// For a list that grows while it is read: its end, but visible rows stay in place until the height is full. Then they
/// move up by a few items at once. So a new item is mostly all that has to be written, and no reader loses their row.
pub fn growing(
    count: usize,
    chosen: Option<usize>,
    height: usize,
    rows_of: impl Fn(usize) -> Vec<Row>,
) -> Window {
    let end = resting(backwards(count, height, &rows_of), height, &rows_of);
    let mut seen = around(end, count, chosen, height, &rows_of);
    keep_first_row(&mut seen, &rows_of);
    seen
}

/// For a full growing list: its end, starting at an item whose number is a multiple of a fifth of the height. The start
/// stays the same as long as everything after it fits. If too little would remain visible because the items are long,
/// the first of them moves up by a third of the height at once.
fn resting(end: Window, height: usize, rows_of: &impl Fn(usize) -> Vec<Row>) -> Window {
    if end.above == 0 {
        return end;
    }
    let above = end.above.next_multiple_of((height / 5).max(1));
    let hidden = |until: usize| {
        end.rows
            .iter()
            .take_while(|(item, _)| *item < until)
            .count()
    };
    let left = end.rows.len().saturating_sub(hidden(above));
    if left >= (height / 2).max(1) {
        let hidden = hidden(above);
        return without(end.rows, hidden, above, false);
    }
    let (part, step) = (hidden(end.above), (height / 3).max(1));
    let gone = rows_of(end.above - 1).len().saturating_sub(part);
    let more = gone.next_multiple_of(step) - gone;
    without(end.rows, more.min(part), end.above, more < part)
}

fn without(mut rows: Vec<(usize, Row)>, hidden: usize, above: usize, from_above: bool) -> Window {
    rows.drain(..hidden.min(rows.len()));
    Window {
        rows,
        above,
        from_above,
        cut: Vec::new(),
    }
}

fn around(
    end: Window,
    count: usize,
    chosen: Option<usize>,
    height: usize,
    rows_of: &impl Fn(usize) -> Vec<Row>,
) -> Window {
    let chosen = match chosen {
        Some(chosen) if chosen < count && !is_whole(&end, chosen, rows_of) => chosen,
        _ => return end,
    };
    // A third of the height shows what came before it.
    let mut seen = backwards(chosen, height / 3, rows_of);
    let before = seen.rows.len();
    for item in chosen..count {
        if seen.rows.len() >= height {
            break;
        }
        seen.rows
            .extend(rows_of(item).into_iter().map(|row| (item, row)));
    }
    seen.cut_to(height.max(before));
    seen
}

impl Window {
    /// How many of so many items are wholly above, and wholly below, the rows seen.
    pub fn beyond(&self, count: usize) -> (usize, usize) {
        match (self.rows.first(), self.rows.last()) {
            (Some((first, _)), Some((last, _))) => (*first, count.saturating_sub(last + 1)),
            _ => (self.above, 0),
        }
    }

    /// Leaves out what is below these rows; the last of them says that its item goes on.
    pub fn cut_to(&mut self, height: usize) {
        let behind = self.rows.get(height).map(|(item, _)| *item);
        let last = height.checked_sub(1);
        if let Some(last) = last
            && behind.is_some()
            && behind == self.rows.get(last).map(|(item, _)| *item)
        {
            self.cut.push(last);
        }
        self.rows.truncate(height);
    }
}

fn is_whole(window: &Window, item: usize, rows_of: &impl Fn(usize) -> Vec<Row>) -> bool {
    let seen = window.rows.iter().filter(|(of, _)| *of == item).count();
    seen > 0 && seen == rows_of(item).len()
}

/// The last rows of the items before `until`. Of the first one perhaps only the end is visible.
fn backwards(until: usize, height: usize, rows_of: &impl Fn(usize) -> Vec<Row>) -> Window {
    let mut reversed: Vec<(usize, Row)> = Vec::new();
    let mut first = until;
    while first > 0 && reversed.len() < height {
        first -= 1;
        reversed.extend(rows_of(first).into_iter().rev().map(|row| (first, row)));
    }
    let is_cut = reversed.len() > height;
    reversed.truncate(height);
    reversed.reverse();
    Window {
        from_above: is_cut && !reversed.is_empty(),
        rows: reversed,
        above: first + usize::from(is_cut),
        cut: Vec::new(),
    }
}

/// How many items are above and below those seen, as much of it as there is room for.
pub fn beyond(above: usize, below: usize, room: usize) -> Option<String> {
    let all = match (above, below) {
        (0, 0) => return None,
        (0, below) => vec![
            format!("{below} below (Page Down)"),
            format!("{below} below"),
        ],
        (above, 0) => vec![format!("{above} above (Page Up)"), format!("{above} above")],
        (above, below) => vec![
            format!("{above} above \u{b7} {below} below"),
            format!("{below} below"),
        ],
    };
    all.into_iter().find(|words| width(words) <= room)
}

/// The same on the rule above or below the list.
pub fn tell_beyond(paper: &mut Paper<'_>, rule: Rect, above: usize, below: usize) {
    let words = beyond(above, below, usize::from(rule.width).saturating_sub(6));
    tell_on_rule(paper, rule, words.as_deref().unwrap_or_default());
}

/// Quiet words near the end of a rule.
pub fn tell_on_rule(paper: &mut Paper<'_>, rule: Rect, words: &str) {
    if words.is_empty() || rule.height == 0 {
        return;
    }
    let words = format!(" {words} ");
    let room = u16::try_from(width(&words)).unwrap_or(u16::MAX);
    let from = rule.right().saturating_sub(room.saturating_add(2));
    let style = paper.theme.quiet;
    paper.write(rule, from, rule.y, &words, style);
}

/// The chosen item is reversed and has a `>` in the first column. Returns the cursor's position if the chosen item is
/// visible.
pub fn draw(
    paper: &mut Paper<'_>,
    area: Rect,
    window: &Window,
    chosen: Option<usize>,
) -> Option<Position> {
    let theme = *paper.theme;
    let inner = Rect {
        x: area.x.saturating_add(1).min(area.right()),
        width: area.width.saturating_sub(1),
        ..area
    };
    let mut cursor = None;
    for (at, (item, row)) in (0..area.height).zip(&window.rows) {
        match window.cut.contains(&usize::from(at)) {
            true => paper.row(inner, at, &row.clone().goes_on(inner.width.into())),
            false => paper.row(inner, at, row),
        }
        if Some(*item) != chosen {
            continue;
        }
        let y = area.y + at;
        if cursor.is_none() {
            paper.write(area, area.x, y, ">", theme.plain);
            cursor = Some(Position::new(area.x, y));
        }
        paper.over(Rect::new(area.x, y, area.width, 1), theme.chosen);
    }
    cursor
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::style::Style;
    use std::cell::Cell;

    fn two_rows(item: usize) -> Vec<Row> {
        vec![
            Row::of(format!("{item} a"), Style::new()),
            Row::of(format!("{item} b"), Style::new()),
        ]
    }

    fn items(window: &Window) -> Vec<usize> {
        window.rows.iter().map(|(item, _)| *item).collect()
    }

    #[test]
    fn the_end_is_seen_when_nothing_is_chosen() {
        let seen = window(5, None, 5, two_rows);
        assert_eq!(items(&seen), [2, 3, 3, 4, 4]);
        assert_eq!(seen.above, 3);
    }

    #[test]
    fn the_first_row_of_an_item_is_seen_above_its_end() {
        let long = |item: usize| -> Vec<Row> {
            (0..4)
                .map(|row| Row::of(format!("{item} {row}"), Style::new()))
                .collect()
        };
        for (height, expected) in [
            (1, &["0 0"][..]),
            (2, &["0 0", "0 3"]),
            (3, &["0 0", "0 2", "0 3"]),
            (4, &["0 0", "0 1", "0 2", "0 3"]),
        ] {
            let seen = window(1, None, height, long);
            let rows: Vec<&str> = seen
                .rows
                .iter()
                .map(|(_, row)| row.pieces[0].0.as_str())
                .collect();
            assert_eq!(rows, expected);
        }
        let seen = window(3, None, 6, long);
        let rows: Vec<&str> = seen
            .rows
            .iter()
            .map(|(_, row)| row.pieces[0].0.as_str())
            .collect();
        assert_eq!(rows, ["1 0", "1 3", "2 0", "2 1", "2 2", "2 3"]);
    }

    #[test]
    fn a_growing_list_stands_still_until_it_is_full() {
        let first_seen = |count| items(&growing(count, None, 16, two_rows)).first().copied();
        let tops: Vec<_> = (6..16).filter_map(first_seen).collect();
        assert_eq!(tops, [0, 0, 0, 3, 3, 3, 6, 6, 6, 9]);
        // The newest is always visible from its first row on, and at least half the height is full.
        for count in 9..200 {
            let seen = growing(count, None, 16, two_rows);
            assert_eq!(seen.rows.last().map(|(item, _)| *item), Some(count - 1));
            assert_eq!(
                items(&seen)
                    .iter()
                    .filter(|item| **item == seen.above)
                    .count(),
                2
            );
            assert!(seen.rows.len() >= 8);
        }
    }

    #[test]
    fn the_newest_is_seen_at_any_height() {
        for (height, count) in (1..30).flat_map(|height| (1..60).map(move |count| (height, count)))
        {
            let seen = growing(count, None, height, two_rows);
            assert!(seen.rows.len() <= height && seen.rows.len() >= (height / 2).min(2 * count));
            assert_eq!(
                seen.rows.last().map(|(item, _)| *item),
                Some(count - 1),
                "{height}"
            );
        }
    }

    #[test]
    fn long_items_in_a_growing_list_go_up_by_rows() {
        let first = |rows: usize| {
            let all = move |item| {
                let rows = if item == 0 { 40 } else { rows };
                (0..rows)
                    .map(|row| Row::of(format!("{item} {row}"), Style::new()))
                    .collect()
            };
            let seen = growing(2, None, 16, all);
            let last = |rows: &[Row]| rows.last().unwrap().pieces.clone();
            assert_eq!(seen.rows.last().unwrap().1.pieces, last(&all(1)));
            let at = |row: usize| seen.rows[row].1.pieces[0].0.clone();
            (at(0), at(1), seen.cut.clone())
        };
        // The first row of the item, which says what it is, stands above the rows that follow.
        for (rows, top, next, cut) in [
            (1, "0 0", "0 26", &[0][..]),
            (2, "0 0", "0 31", &[0]),
            (6, "0 0", "0 31", &[0]),
            (7, "0 0", "0 36", &[0]),
            (9, "0 0", "0 36", &[0]),
            (16, "1 0", "1 1", &[]),
            (17, "1 0", "1 6", &[0]),
        ] {
            assert_eq!(first(rows), (top.to_owned(), next.to_owned(), cut.to_vec()));
        }
    }

    #[test]
    fn what_is_chosen_is_seen_from_its_first_row() {
        let seen = window(50, Some(7), 6, two_rows);
        assert_eq!(items(&seen), [6, 6, 7, 7, 8, 8]);
        let seen = window(50, Some(0), 6, two_rows);
        assert_eq!(items(&seen), [0, 0, 1, 1, 2, 2]);
        assert!(seen.cut.is_empty());
    }

    #[test]
    fn an_item_of_which_rows_are_left_out_is_marked() {
        let three = |item: usize| -> Vec<Row> {
            (0..3)
                .map(|row| Row::of(format!("{item} {row}"), Style::new()))
                .collect()
        };
        for (height, chosen, cut) in [
            (7, None, vec![0]),
            (6, None, vec![]),
            (7, Some(3), vec![6, 0]),
            (6, Some(0), vec![]),
            (5, Some(0), vec![4]),
            (4, Some(1), vec![0]),
        ] {
            let seen = window(9, chosen, height, three);
            assert_eq!(seen.cut, cut, "{height} {chosen:?}: {:?}", items(&seen));
        }
    }

    #[test]
    fn a_list_of_any_length_is_only_wrapped_where_it_is_seen() {
        let wrapped = Cell::new(0);
        let count = |item| {
            wrapped.set(wrapped.get() + 1);
            two_rows(item)
        };
        window(2_000, Some(1_000), 20, count);
        assert!(wrapped.get() < 40, "{}", wrapped.get());
    }
}
