//! Plain text: for any screen, any editor, e-mail, and screen readers. Wrapped at a number of columns.
//! Must not lose a letter, and must not let through what drives a terminal.

use super::Format;
use crate::domain::document::{Block, Document, Table};
use crate::domain::sanitise::clean;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// The format.
pub const PLAIN_TEXT: Format = Format {
    id: "text",
    title: "Plain text",
    ending: "txt",
    print: |document, columns| print(document, columns).into_bytes(),
};

/// The width when nobody asks for another.
pub const COLUMNS: usize = 78;

/// Narrower than this nothing can be read.
const NARROWEST: usize = 20;

/// Prints a document. Every line has at most `columns` columns (at least 20 are taken).
pub fn print(document: &Document, columns: usize) -> String {
    let columns = columns.max(NARROWEST);
    let mut lines = Vec::new();
    put_heading(&document.title, "=", columns, &mut lines);
    for block in &document.blocks {
        if lines.last().is_some_and(|line: &String| !line.is_empty()) {
            lines.push(String::new());
        }
        put(block, columns, &mut lines);
    }
    let mut text = String::new();
    for line in lines {
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

fn put(block: &Block, columns: usize, lines: &mut Vec<String>) {
    match block {
        Block::Heading { level: 0 | 1, text } => {
            // One more free line, so that the parts can be seen.
            lines.push(String::new());
            put_heading(text, "-", columns, lines);
        }
        Block::Heading { text, .. } => put_heading(text, ".", columns, lines),
        Block::Paragraph(text) => put_text("", text, columns, lines),
        Block::Quote { text, whose } => {
            let whose = if whose.is_empty() {
                String::new()
            } else {
                format!(" ({whose})")
            };
            let words = format!("\u{201c}{text}\u{201d}{whose}");
            put_text("    ", &words, columns, lines);
        }
        Block::Facts(facts) => {
            for (name, words) in facts {
                put_hanging("", &format!("{name}: {words}"), columns, lines);
            }
        }
        Block::List { numbered, items } => {
            for (index, item) in items.iter().enumerate() {
                let sign = if *numbered {
                    format!("{}. ", index + 1)
                } else {
                    "- ".to_owned()
                };
                put_hanging(&sign, item, columns, lines);
            }
        }
        Block::Table(table) => put_table(table, columns, lines),
        Block::Marked { mark, text } => {
            let words = format!("[{}] {text}", mark.words());
            put_hanging("", &words, columns, lines);
        }
    }
}

fn put_heading(text: &str, sign: &str, columns: usize, lines: &mut Vec<String>) {
    let from = lines.len();
    put_text("", text, columns, lines);
    let widest = lines.iter().skip(from).map(|line| line.width()).max();
    lines.push(sign.repeat(widest.unwrap_or(0)));
}

/// Wrapped, every line behind the same margin. Line ends in the text stay.
fn put_text(margin: &str, text: &str, columns: usize, lines: &mut Vec<String>) {
    put_wrapped(margin, margin, text, columns, lines);
}

/// Wrapped behind a sign; the lines below the first stand further in.
fn put_hanging(sign: &str, text: &str, columns: usize, lines: &mut Vec<String>) {
    let margin = " ".repeat(sign.width().max(2));
    put_wrapped(sign, &margin, text, columns, lines);
}

fn put_wrapped(first: &str, margin: &str, text: &str, columns: usize, lines: &mut Vec<String>) {
    let cleaned = clean(text);
    let mut before = first;
    for paragraph in cleaned.text.split('\n') {
        for line in wrapped(paragraph, columns.saturating_sub(margin.width())) {
            lines.push(format!("{before}{line}"));
            before = margin;
        }
    }
}

/// Lines of at most `columns` columns. It breaks at spaces; a word that is too long is broken inside,
/// never within a letter and its marks.
pub fn wrapped(text: &str, columns: usize) -> Vec<String> {
    let columns = columns.max(2);
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut width = 0;
    for word in text.split(' ') {
        let word_width = word.width();
        let space = usize::from(!line.is_empty());
        if width + space + word_width <= columns {
            if space == 1 {
                line.push(' ');
            }
            line.push_str(word);
            width += space + word_width;
            continue;
        }
        if !line.is_empty() {
            lines.push(std::mem::take(&mut line));
        }
        width = 0;
        if word_width <= columns {
            line.push_str(word);
            width = word_width;
            continue;
        }
        for letter in word.graphemes(true) {
            let letter_width = letter.width();
            if width + letter_width > columns && !line.is_empty() {
                lines.push(std::mem::take(&mut line));
                width = 0;
            }
            line.push_str(letter);
            width += letter_width;
        }
    }
    lines.push(line);
    lines
}

/// Columns side by side where they fit; else each row as a list of names and words.
fn put_table(table: &Table, columns: usize, lines: &mut Vec<String>) {
    let one_line = |cell: &String| clean(cell).text.replace('\n', " ");
    let header: Vec<String> = table.header.iter().map(one_line).collect();
    let rows: Vec<Vec<String>> = table
        .rows
        .iter()
        .map(|row| row.iter().map(one_line).collect())
        .collect();
    let widths: Vec<usize> = header
        .iter()
        .enumerate()
        .map(|(index, name)| {
            let cells = rows.iter().filter_map(|row| row.get(index));
            cells
                .map(|cell| cell.width())
                .chain([name.width()])
                .max()
                .unwrap_or(0)
        })
        .collect();
    let all: usize = widths.iter().sum::<usize>() + 2 * widths.len().saturating_sub(1);
    if all <= columns {
        lines.push(side_by_side(&header, &widths));
        let rules: Vec<String> = widths.iter().map(|width| "-".repeat(*width)).collect();
        lines.push(side_by_side(&rules, &widths));
        lines.extend(rows.iter().map(|row| side_by_side(row, &widths)));
        return;
    }
    for (index, row) in rows.iter().enumerate() {
        if index > 0 {
            lines.push(String::new());
        }
        for (name, cell) in header.iter().zip(row).filter(|(_, cell)| !cell.is_empty()) {
            put_hanging("", &format!("{name}: {cell}"), columns, lines);
        }
    }
}

fn side_by_side(cells: &[String], widths: &[usize]) -> String {
    let padded: Vec<String> = cells
        .iter()
        .zip(widths)
        .map(|(cell, width)| {
            let fill = " ".repeat(width.saturating_sub(cell.width()));
            format!("{cell}{fill}")
        })
        .collect();
    padded.join("  ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::document::Mark;
    use proptest::prelude::*;

    fn sample() -> Document {
        let mut document = Document::new("A record", "en-GB");
        document.marked(Mark::MadeUp, "Nobody in it is real.");
        document.facts(vec![
            ("Venue".into(), "Elm Room".into()),
            ("Empty".into(), String::new()),
        ]);
        document.heading(1, "1 Welcome");
        document.paragraph("one two three four five six seven eight nine ten");
        document.blocks.push(Block::Quote {
            text: "I want it quiet at night".into(),
            whose: "Ella".into(),
        });
        document.list(vec!["a first item that is long enough to wrap".into()]);
        document.table(
            vec!["No.".into(), "What".into()],
            vec![vec!["1".into(), "ring 学校".into()], vec!["2".into()]],
        );
        document
    }

    #[test]
    fn a_page_of_thirty_columns() {
        let page = "\
A record
========

[Made up] Nobody in it is
  real.

Venue: Elm Room


1 Welcome
---------

one two three four five six
seven eight nine ten

    “I want it quiet at night”
    (Ella)

- a first item that is long
  enough to wrap

No.  What
---  ---------
1    ring 学校
2
";
        assert_eq!(print(&sample(), 30), page);
    }

    #[test]
    fn a_table_that_is_too_wide_becomes_a_list() {
        let mut document = Document::new("T", "en");
        document.table(
            vec!["What".into(), "Who".into()],
            vec![
                vec!["Kelly books speech therapy".into(), "Kelly Smith".into()],
                vec!["Rest".into()],
            ],
        );
        assert_eq!(
            print(&document, 30),
            "T\n=\n\nWhat: Kelly books speech\n  therapy\nWho: Kelly Smith\n\nWhat: Rest\n"
        );
        assert!(print(&document, 78).contains("What                        Who\n"));
    }

    #[test]
    fn what_drives_a_terminal_does_not_get_through() {
        let mut document = Document::new("a\u{1b}]0;b", "en");
        document.paragraph("c\u{1b}[2Jd\u{202e}");
        let text = print(&document, 78);
        assert!(text.chars().all(|c| !c.is_control() || c == '\n'));
        assert!(!text.contains('\u{202e}'));
    }

    proptest! {
        #[test]
        fn no_line_is_too_long_and_no_letter_is_lost(
            text in "[a-zé学👩 ]{0,200}", columns in 2usize..60
        ) {
            let lines = wrapped(&text, columns);
            for line in &lines {
                prop_assert!(line.width() <= columns, "{line:?}");
            }
            let letters = |text: &str| text.replace(' ', "");
            prop_assert_eq!(letters(&lines.concat()), letters(&text));
        }
    }
}
