//! Tables: the first row is said to be their head and repeats on each page, and no row is torn apart.

use super::Size;
use super::body::Paragraph;
use super::xml::{Look, runs};
use crate::documents::document::Table;

pub(super) const GRID: &str = "TableGrid";
pub(super) const CELL: &str = "TableText";
pub(super) const HEAD_CELL: &str = "TableHead";

/// On each side of the words in a cell, in twentieths of a point.
pub(super) const INSIDE: u32 = 85;

pub(super) fn written(table: &Table, size: Size, width: u32) -> String {
    let widths = widths(table, size.points(), width);
    let columns: String = widths
        .iter()
        .map(|column| format!("<w:gridCol w:w=\"{column}\"/>"))
        .collect();
    let head = row(
        &table.header,
        &widths,
        HEAD_CELL,
        "<w:cantSplit/><w:tblHeader/>",
    );
    let rows: String = table
        .rows
        .iter()
        .map(|cells| row(cells, &widths, CELL, "<w:cantSplit/>"))
        .collect();
    format!(
        "<w:tbl><w:tblPr><w:tblStyle w:val=\"{GRID}\"/><w:tblW w:w=\"{width}\" w:type=\"dxa\"/>\
         <w:tblLayout w:type=\"fixed\"/><w:tblLook w:val=\"0020\" w:firstRow=\"1\" w:lastRow=\"0\" w:firstColumn=\"0\" \
         w:lastColumn=\"0\" w:noHBand=\"1\" w:noVBand=\"1\"/></w:tblPr><w:tblGrid>{columns}</w:tblGrid>{head}{rows}</w:tbl>\n"
    )
}

fn row(cells: &[String], widths: &[u32], style: &str, properties: &str) -> String {
    let cells: String = widths
        .iter()
        .enumerate()
        .map(|(at, width)| {
            let words = cells.get(at).map_or("", String::as_str);
            let words = Paragraph::of(style, words).written(&runs(words, Look::Plain));
            format!("<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/></w:tcPr>{words}</w:tc>")
        })
        .collect();
    format!("<w:tr><w:trPr>{properties}</w:trPr>{cells}</w:tr>\n")
}

/// Words longer than this many letters take more lines, and not more width.
const WIDE: u32 = 40;

/// A letter is a little more than half as wide as it is high, and wider in the head. In hundredths.
const LETTER: u32 = 55;
const HEAD_LETTER: u32 = 65;

/// What each column needs so that no word of it is broken, and then by how much more there is in it.
pub(in crate::formats) fn widths(table: &Table, points: u32, width: u32) -> Vec<u32> {
    let wide = |letters: u32, of: u32| letters * of * points / 5;
    let columns = 0..table.header.len();
    let needs: Vec<(u32, u32)> = columns
        .map(|at| {
            let head = table.header.iter().skip(at).take(1);
            let head = head.map(|cell| (cell, HEAD_LETTER));
            let cells = table.rows.iter().filter_map(|row| row.get(at));
            let cells = cells.map(|cell| (cell, LETTER));
            cells
                .chain(head)
                .fold((0, 0), |(least, wanted), (cell, of)| {
                    let words = cell.split_whitespace().map(letters).max().unwrap_or(0);
                    let lines = cell.lines().map(letters).max().unwrap_or(0);
                    // A few wide letters must have room as well.
                    let need = wide(words.min(WIDE) + 1, of);
                    (least.max(need), wanted.max(wide(lines.min(WIDE) + 1, of)))
                })
        })
        .map(|(least, wanted)| (least + 2 * INSIDE, wanted.max(least) + 2 * INSIDE))
        .collect();
    let least: u32 = needs.iter().map(|(least, _)| least).sum();
    let wanted: u32 = needs.iter().map(|(_, wanted)| wanted).sum();
    let share = |of: u32, sum: u32, room: u32| {
        u32::try_from(u64::from(of) * u64::from(room) / u64::from(sum.max(1))).unwrap_or(0)
    };
    let mut widths: Vec<u32> = match width.checked_sub(least) {
        // Something has to be broken.
        None => needs
            .iter()
            .map(|(need, _)| share(*need, least, width))
            .collect(),
        Some(room) if wanted > least => needs
            .iter()
            .map(|(need, want)| need + share(want - need, wanted - least, room))
            .collect(),
        Some(_) => needs
            .iter()
            .map(|(need, _)| share(*need, least, width))
            .collect(),
    };
    let given: u32 = widths.iter().sum();
    if let Some(last) = widths.last_mut() {
        *last += width.saturating_sub(given);
    }
    widths
}

fn letters(text: &str) -> u32 {
    u32::try_from(text.chars().count())
        .unwrap_or(u32::MAX)
        .min(1_000)
}

#[cfg(test)]
mod tests {
    use super::super::body::TEXT_WIDTH;
    use super::*;

    #[test]
    fn columns_fill_the_page_and_have_room_for_their_longest_word() {
        let table = Table {
            header: ["No.", "What", "Responsible"].map(str::to_owned).to_vec(),
            rows: vec![
                [
                    "1",
                    "a long text that has to be told in more than one line of words",
                    "Ann",
                ]
                .map(str::to_owned)
                .to_vec(),
            ],
        };
        for size in [Size::Usual, Size::Large] {
            let widths = widths(&table, size.points(), TEXT_WIDTH);
            assert_eq!(widths.iter().sum::<u32>(), TEXT_WIDTH);
            assert!(widths[1] > widths[2] && widths[2] > widths[0], "{widths:?}");
            assert!(widths[2] > 11 * size.points() * 10, "{widths:?}");
        }
        let many = Table {
            header: vec!["Responsibilities".to_owned(); 12],
            rows: vec![vec![String::new(); 12]],
        };
        let widths = widths(&many, Size::Large.points(), TEXT_WIDTH);
        assert_eq!(widths.iter().sum::<u32>(), TEXT_WIDTH);
        assert!(widths.iter().all(|width| *width > 0));
    }
}
