//! What is due, in a few quiet rows: late ones first. Must not know how it was worked out.

use crate::domain::due::DueList;
use crate::ui::paper::Row;
use crate::ui::text::truncated;
use crate::ui::theme::Theme;

/// So many things are named; the others are counted.
const MOST: usize = 3;
const BEFORE: &str = "Due  ";

/// The rows, for so much room: three things and how many more there are, or only how many, or nothing.
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
    let named = items.iter().take(MOST).map(|due| {
        let style = match due.late_by {
            0 => theme.quiet,
            _ => theme.plain,
        };
        (due.words.clone(), style)
    });
    let more = items.len().saturating_sub(MOST);
    let more = (more > 0).then(|| (format!("and {more} more: /due"), theme.quiet));
    let before = std::iter::once(BEFORE).chain(std::iter::repeat("     "));
    before
        .zip(named.chain(more))
        .map(|(before, (words, style))| {
            Row::of(truncated(&format!("{before}{words}"), room), style)
        })
        .collect()
}
