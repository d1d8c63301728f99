//! How many cells text takes, and how it is wrapped into rows: by grapheme, between words where possible.

use ratatui::buffer::CellWidth;
use std::borrow::Cow;
use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation;

/// At least one cell, so that every grapheme can be seen and reached.
pub fn grapheme_width(grapheme: &str) -> usize {
    match grapheme.chars().next() {
        Some(first) if stands_alone(first) && grapheme.len() == first.len_utf8() => 1,
        Some(first) if first.is_control() => 1,
        _ => usize::from(grapheme.cell_width()).max(1),
    }
}

/// With the byte index of each. In nearly all text every character is one.
pub fn graphemes(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut others = (!text.chars().all(stands_alone)).then(|| text.grapheme_indices(true));
    let mut next = 0;
    std::iter::from_fn(move || match others.as_mut() {
        Some(others) => others.next(),
        None => {
            let at = next;
            next += text.get(at..)?.chars().next()?.len_utf8();
            Some((at, text.get(at..next)?))
        }
    })
}

/// Characters that never join with one beside them, and take one cell: ASCII, the letters of Western Europe, dashes and
/// quotation marks, and the lines of a frame. `\r\n` is one grapheme.
fn stands_alone(letter: char) -> bool {
    matches!(letter, '\0'..='\u{c}' | '\u{e}'..='\u{7f}')
        || matches!(letter, '\u{a1}'..='\u{ac}' | '\u{ae}'..='\u{2ff}')
        || matches!(letter, '\u{2010}'..='\u{2027}' | '\u{2500}'..='\u{257f}')
}

pub fn width(text: &str) -> usize {
    if text.is_ascii() {
        return text.len();
    }
    if text.chars().all(stands_alone) {
        return text.chars().count();
    }
    graphemes(text).map(|(_, one)| grapheme_width(one)).sum()
}

/// The text, or its beginning and `…` if it takes more than `room` cells.
pub fn truncated(text: &str, room: usize) -> Cow<'_, str> {
    if width(text) <= room {
        return Cow::Borrowed(text);
    }
    if room == 0 {
        return Cow::Borrowed("");
    }
    let mut used = 0;
    let mut end = 0;
    for (at, grapheme) in graphemes(text) {
        used += grapheme_width(grapheme);
        if used > room - 1 {
            break;
        }
        end = at + grapheme.len();
    }
    let kept = text.get(..end).unwrap_or("").trim_end();
    Cow::Owned(format!("{kept}…"))
}

/// Wraps a text into rows of at most `room` cells: byte ranges in order, at least one. A row ends after a space where
/// possible; spaces that end a row may extend beyond its edge. A line end in the text always begins a row.
pub fn wrap(text: &str, room: usize) -> Vec<Range<usize>> {
    let room = room.max(1);
    let mut rows = Vec::new();
    let mut start = 0;
    let mut column = 0;
    // After the last space of this row: the byte, and the column there.
    let mut gap: Option<(usize, usize)> = None;
    for (at, grapheme) in graphemes(text) {
        if grapheme == "\n" || grapheme == "\r\n" {
            rows.push(start..at);
            start = at + grapheme.len();
            column = 0;
            gap = None;
            continue;
        }
        let wide = grapheme_width(grapheme);
        if grapheme == " " {
            column += wide;
            gap = Some((at + 1, column));
            continue;
        }
        while column + wide > room && column > 0 {
            match gap.take() {
                Some((behind, there)) => {
                    rows.push(start..behind);
                    start = behind;
                    column -= there;
                }
                None => {
                    rows.push(start..at);
                    start = at;
                    column = 0;
                }
            }
        }
        column += wide;
    }
    rows.push(start..text.len());
    rows
}

/// Without the spaces at their ends.
pub fn rows_of(text: &str, room: usize) -> Vec<&str> {
    wrap(text, room)
        .into_iter()
        .map(|row| text.get(row).unwrap_or("").trim_end())
        .collect()
}

/// The row and the column of a byte of the text, in rows made by [`wrap`] with the same `room`.
pub fn place_of(text: &str, rows: &[Range<usize>], byte: usize, room: usize) -> (usize, usize) {
    let row = rows
        .iter()
        .rposition(|row| row.start <= byte)
        .unwrap_or_default();
    let start = rows.get(row).map_or(0, |row| row.start);
    let column = width(text.get(start..byte).unwrap_or(""));
    (row, column.min(room))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn words_stay_whole_and_long_ones_are_cut() {
        assert_eq!(
            rows_of("the two boys upstairs", 9),
            ["the two", "boys", "upstairs"]
        );
        assert_eq!(rows_of("aaaaaaaaaa bb", 4), ["aaaa", "aaaa", "aa", "bb"]);
        assert_eq!(rows_of("one\ntwo", 20), ["one", "two"]);
        assert_eq!(rows_of("", 5), [""]);
    }

    #[test]
    fn wide_letters_and_marks_are_measured() {
        assert_eq!(width("日本"), 4);
        assert_eq!(width("e\u{301}a"), 2);
        assert_eq!(truncated("日本語", 5), "日本…");
        assert_eq!(truncated("abc", 3), "abc");
        assert_eq!(truncated("abcd", 3), "ab…");
        assert_eq!(truncated("abcd", 0), "");
    }

    #[test]
    fn what_stands_alone_is_measured_as_it_would_be() {
        let alone: Vec<char> = ('\0'..='\u{ffff}')
            .filter(|one| stands_alone(*one))
            .collect();
        assert!(alone.contains(&'·') && alone.contains(&'│') && !alone.contains(&'\u{301}'));
        for one in &alone {
            let text = one.to_string();
            assert!(
                one.is_control() || text.as_str().cell_width() == 1,
                "{one:?}"
            );
            for next in ['a', '\n', 'é', '…', '\u{a9}', '│'] {
                let both = format!("{one}{next}");
                assert_eq!(both.graphemes(true).count(), 2, "{both:?}");
            }
        }
    }

    #[test]
    fn the_cursor_stands_behind_what_was_typed() {
        let text = "the two boys";
        let rows = wrap(text, 8);
        assert_eq!(place_of(text, &rows, text.len(), 8), (1, 4));
        assert_eq!(place_of(text, &rows, 8, 8), (1, 0));
        assert_eq!(place_of(text, &rows, 3, 8), (0, 3));
    }

    proptest! {
        /// The rows are the text, in order and without a gap except for line ends; no row is too long.
        #[test]
        fn rows_hold_the_whole_text(text in "[a-zé 日\n\u{301}👩\u{200d}]{0,60}", room in 1usize..12) {
            let rows = wrap(&text, room);
            let mut at = 0;
            for row in &rows {
                let between = text.get(at..row.start).unwrap();
                prop_assert!(between.is_empty() || between == "\n", "{between:?}");
                let words = text.get(row.clone()).unwrap().trim_end_matches(' ');
                let one = words.graphemes(true).count() <= 1;
                prop_assert!(width(words) <= room || one, "{words:?}");
                at = row.end;
            }
            prop_assert_eq!(at, text.len());
        }
    }
}
