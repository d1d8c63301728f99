//! Blocks of rows that move: moved in the terminal where that is shorter, and always shown correctly.

use std::num::NonZeroU16;

use proptest::prelude::*;
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use super::{Bench, paint_row, rows, stretch, width};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    /// Blocks of rows go up and down, with something fixed beside them and something new in every frame.
    #[test]
    fn a_block_that_moves_is_shown_as_it_shall_be(
        first in rows(24, 12),
        frames in prop::collection::vec(
            (0_u16..12, 1_u16..12, -4_i32..=4, 0_u16..10, prop::option::weighted(0.7, (0_u16..12, prop::collection::vec(stretch(), 0..8)))),
            1..10,
        ),
    ) {
        let mut bench = Bench::new(24, 12);
        // Some terminals go to the first column when rows are deleted or inserted, others stay where they are.
        let mut other = vt100::Parser::new(NonZeroU16::new(12).unwrap(), NonZeroU16::new(24).unwrap(), 0);
        let mut wanted = Buffer::empty(Rect::new(0, 0, 24, 12));
        for (y, row) in (0..).zip(&first) {
            paint_row(&mut wanted, y, row.as_deref().unwrap_or_default());
        }
        let bytes = bench.draw(Some((0, 0)), |buffer| buffer.content.clone_from(&wanted.content));
        bench.assert_shows(&wanted, Some((0, 0)));
        other.process(&going_back(bytes));
        for (top, height, by, left, new) in frames {
            let end = (top + height).min(12);
            let before = wanted.clone();
            for y in top..end {
                let from = i32::from(y) + by;
                let from = u16::try_from(from).ok().filter(|from| (top..end).contains(from));
                // What is on the left stays; no wide symbol on the border is cut.
                let left = (left..24).find(|x| is_border(&before, *x, y) && from.is_none_or(|from| is_border(&before, *x, from)));
                for x in left.unwrap_or(24)..24 {
                    wanted[(x, y)] = from.map_or(Cell::EMPTY, |from| before[(x, from)].clone());
                }
            }
            if let Some((y, row)) = new {
                (0..24).for_each(|x| wanted[(x, y)].reset());
                paint_row(&mut wanted, y, &row);
            }
            let bytes = bench.draw(Some((3, 11)), |buffer| buffer.content.clone_from(&wanted.content));
            bench.assert_shows(&wanted, Some((3, 11)));
            other.process(&going_back(bytes));
            prop_assert_eq!(other.screen().contents_formatted(), bench.screen.screen().contents_formatted());
        }
    }
}

/// The same bytes, with a step to the first column after each deletion and insertion of rows.
fn going_back(bytes: Vec<u8>) -> Vec<u8> {
    let mut out = Vec::new();
    let mut in_sequence = false;
    for byte in bytes {
        out.push(byte);
        if in_sequence && byte.is_ascii_alphabetic() {
            in_sequence = false;
            if matches!(byte, b'M' | b'L') {
                out.push(b'\r');
            }
        } else if byte == b'[' && out.ends_with(b"\x1b[") {
            in_sequence = true;
        }
    }
    out
}

/// Whether no wide symbol crosses the left edge of this cell.
fn is_border(buffer: &Buffer, x: u16, y: u16) -> bool {
    x == 0 || width(buffer[(x - 1, y)].symbol()) == 1
}

/// A page of thirty rows, seen through a window between a title and a footer.
fn page(bench: &mut Bench, from: u16) -> Vec<u8> {
    bench.draw(Some((0, 23)), |buffer| {
        buffer.set_string(0, 0, "What was said in the meeting", Style::new());
        for y in 1..23 {
            let words = format!(
                "row {} has words of its own, {}",
                from + y,
                u32::from(from + y) * 7919
            );
            buffer.set_string(0, y, words, Style::new());
        }
        buffer.set_string(0, 23, "Up Down   scroll", Style::new());
    })
}

#[test]
fn a_page_that_scrolls_is_moved_and_not_written_again() {
    let mut bench = Bench::new(80, 24);
    let whole = page(&mut bench, 0);
    let down = page(&mut bench, 1);
    assert!(
        whole.len() > 800 && down.len() < 80,
        "{}",
        down.escape_ascii()
    );
    let up = page(&mut bench, 0);
    assert!(up.len() < 80, "{}", up.escape_ascii());
    // Rows are deleted and inserted: no scroll region is ever set, so none can be left behind.
    let bytes = String::from_utf8([down, up].concat()).unwrap();
    assert!(
        bytes.contains("\u{1b}[M") && bytes.contains("\u{1b}[L"),
        "{bytes:?}"
    );
    assert!(!has_sequence(&bytes, 'r'), "{bytes:?}");
}

fn has_sequence(text: &str, last: char) -> bool {
    let mut sequences = text.split("\u{1b}[").skip(1);
    sequences.any(|rest| rest.chars().find(char::is_ascii_alphabetic) == Some(last))
}

#[test]
fn an_entry_beside_a_column_that_stays_is_written_in_the_shorter_way() {
    let mut bench = Bench::new(80, 24);
    let mut frame = |first: u32| {
        bench.draw(Some((0, 23)), |buffer| {
            for y in 0..22 {
                let sign = char::from_u32(u32::from('a') + u32::from(y)).unwrap();
                buffer.set_string(0, y, sign.to_string().repeat(20), Style::new());
                let row = (first + u32::from(y)) * 7919;
                buffer.set_string(30, y, format!("words {row}"), Style::new());
            }
        })
    };
    let whole = frame(0).len();
    let moved = frame(1);
    assert!(moved.len() < whole / 2, "{}", moved.escape_ascii());
    assert!(!has_sequence(&String::from_utf8(moved).unwrap(), 'M'));
}

#[test]
fn an_upright_line_is_drawn_downwards() {
    let mut bench = Bench::new(80, 24);
    let mut wanted = Buffer::empty(Rect::new(0, 0, 80, 24));
    for y in 0..24 {
        wanted.set_string(22, y, "│", Style::new().add_modifier(Modifier::DIM));
        wanted.set_string(30, y, "words beside it", Style::new());
    }
    let bytes = bench.draw(Some((0, 0)), |buffer| {
        buffer.content.clone_from(&wanted.content)
    });
    bench.assert_shows(&wanted, Some((0, 0)));
    let looks = bytes.iter().filter(|byte| **byte == b'm').count();
    assert!(looks <= 3, "{}", bytes.escape_ascii());
}
