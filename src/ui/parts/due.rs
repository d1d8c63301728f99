//! What is due, in a few quiet rows, overdue first.

use crate::domain::history::due::{Due, DueList};
use crate::ui::paper::Row;
use crate::ui::text::{rows_of, truncated, width};
use crate::ui::theme::Theme;
use ratatui::style::Style;

const MOST: usize = 3;
const MOST_EACH: usize = 3;
/// How many characters to cut from the subject at a time, until it fits.
const STEP: usize = 4;
const BEFORE: &str = "Due  ";

/// Depending on the room: three things and the number of others, or just the number, or nothing.
pub fn rows(list: Option<&DueList>, height: u16, room: usize, theme: &Theme) -> Vec<Row> {
    let items = list.map_or(&[][..], |list| list.items.as_slice());
    if items.is_empty() || height < 8 {
        return Vec::new();
    }
    let late = items.iter().filter(|due| due.late_by > 0).count();
    if height < 14 {
        let words = format!(
            "{BEFORE}{late} late, {} to come: /due",
            items.len().saturating_sub(late)
        );
        return vec![Row::of(truncated(&words, room), theme.quiet)];
    }
    // At most a third of the screen: users come for the list of meetings.
    let most_rows = usize::from(height / 3).max(2);
    let inner = room.saturating_sub(BEFORE.len());
    let mut words: Vec<(String, Style)> = Vec::new();
    let mut named = 0;
    for due in items.iter().take(MOST) {
        let rows = in_rows(due, inner);
        let is_last = named + 1 == items.len();
        if named > 0 && words.len() + rows.len() + usize::from(!is_last) > most_rows {
            break;
        }
        let style = match due.late_by {
            0 => theme.quiet,
            _ => theme.plain,
        };
        words.extend(rows.into_iter().map(|row| (row, style)));
        named += 1;
    }
    let more = items.len().saturating_sub(named);
    words.extend((more > 0).then(|| (format!("and {more} more: /due"), theme.quiet)));
    let before = std::iter::once(BEFORE).chain(std::iter::repeat("     "));
    before
        .zip(words)
        .map(|(before, (words, style))| {
            Row::of(truncated(&format!("{before}{words}"), room), style)
        })
        .collect()
}

/// One thing, in at most [`MOST_EACH`] rows. When it is due, the family, what it is and who does it are never cut: if
/// there is too little room, the subject is.
fn in_rows(due: &Due, room: usize) -> Vec<String> {
    let mut about = due.about.clone();
    loop {
        let words = due.in_short(&about);
        let rows = rows_of(&words, room);
        if rows.len() <= MOST_EACH || about.is_empty() {
            return rows
                .into_iter()
                .map(|row| row.trim_end().to_owned())
                .collect();
        }
        about = truncated(&about, width(&about).saturating_sub(STEP)).into_owned();
    }
}
