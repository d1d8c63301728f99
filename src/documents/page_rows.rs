//! A document laid out as rows of a page of a given width: for the screen and for plain text. No letter is lost, and no
//! control character reaches a terminal.

use super::document::{Block, Document, Mark, Table};
use crate::domain::text::sanitise::clean;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Narrower than this nothing can be read.
const NARROWEST: usize = 20;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageRow {
    pub text: String,
    /// The bytes of the text before its words: margin, the sign of an item.
    pub margin: usize,
    pub role: Role,
    /// The block of the document; the title has none.
    pub block: Option<usize>,
    /// The row of a table or the item of a list; otherwise 0.
    pub part: usize,
    /// A continuation of the row above.
    pub goes_on: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    Title,
    Heading(u8),
    /// The line below a title, a heading or the names of columns: it repeats what they are.
    Rule,
    Words,
    /// Somebody's exact words.
    Quote,
    Marked(Mark),
    Columns,
    /// Nothing.
    Empty,
}

/// Lays a document out. Every row has at most `columns` columns (at least 20 are taken).
pub fn lay_out(document: &Document, columns: usize) -> Vec<PageRow> {
    let mut page = Layout {
        columns: columns.max(NARROWEST),
        rows: Vec::new(),
        block: None,
        part: 0,
    };
    page.heading(&document.title, Role::Title, "=");
    for (at, block) in document.blocks.iter().enumerate() {
        if page.rows.last().is_some_and(|row| !row.text.is_empty()) {
            page.empty();
        }
        page.block = Some(at);
        page.part = 0;
        page.put(block);
    }
    page.rows
}

struct Layout {
    columns: usize,
    rows: Vec<PageRow>,
    block: Option<usize>,
    part: usize,
}

impl Layout {
    fn put(&mut self, block: &Block) {
        match block {
            Block::Heading { level, text } if *level <= 1 => {
                // One more free row, so that the parts can be seen.
                self.empty();
                self.heading(text, Role::Heading(1), "-");
            }
            Block::Heading { level, text } => self.heading(text, Role::Heading(*level), "."),
            Block::Paragraph(text) => self.wrapped("", "", text, Role::Words),
            Block::Quote { text, whose } => {
                let whose = if whose.is_empty() {
                    String::new()
                } else {
                    format!(" ({whose})")
                };
                let words = format!("\u{201c}{text}\u{201d}{whose}");
                self.wrapped("    ", "    ", &words, Role::Quote);
            }
            Block::Facts(events) => {
                for (part, (name, words)) in events.iter().enumerate() {
                    self.part = part;
                    self.hanging("", &format!("{name}: {words}"), Role::Words);
                }
            }
            Block::List { numbered, items } => {
                for (part, item) in items.iter().enumerate() {
                    self.part = part;
                    let sign = if *numbered {
                        format!("{}. ", part + 1)
                    } else {
                        "- ".to_owned()
                    };
                    self.hanging(&sign, item, Role::Words);
                }
            }
            Block::Example(lines) => {
                for (part, line) in lines.iter().enumerate() {
                    self.part = part;
                    self.exact(line);
                }
            }
            Block::Table(table) => self.table(table),
            Block::Marked { mark, text } => {
                let words = format!("[{}] {text}", mark.words());
                self.hanging("", &words, Role::Marked(*mark));
            }
        }
    }

    fn push(&mut self, text: String, margin: usize, role: Role, goes_on: bool) {
        self.rows.push(PageRow {
            margin: margin.min(text.len()),
            text,
            role,
            block: self.block,
            part: self.part,
            goes_on,
        });
    }

    fn empty(&mut self) {
        self.push(String::new(), 0, Role::Empty, false);
    }

    fn heading(&mut self, text: &str, role: Role, sign: &str) {
        let from = self.rows.len();
        self.wrapped("", "", text, role);
        let rows = self.rows.iter().skip(from);
        let widest = rows.map(|row| row.text.width()).max().unwrap_or(0);
        self.push(sign.repeat(widest), 0, Role::Rule, false);
    }

    /// Wrapped behind a sign; rows after the first are indented further.
    fn hanging(&mut self, sign: &str, text: &str, role: Role) {
        let margin = " ".repeat(sign.width().max(2));
        self.wrapped(sign, &margin, text, role);
    }

    /// Wrapped, with `first` before the first row and `margin` before the others. Line ends in the text stay.
    fn wrapped(&mut self, first: &str, margin: &str, text: &str, role: Role) {
        let cleaned = clean(text);
        let mut before = first;
        let mut goes_on = false;
        for paragraph in cleaned.text.split('\n') {
            for line in wrapped(paragraph, self.columns.saturating_sub(margin.width())) {
                self.push(format!("{before}{line}"), before.len(), role, goes_on);
                before = margin;
                goes_on = true;
            }
        }
    }

    /// A line of an example: as it is where there is room for it, otherwise wrapped.
    fn exact(&mut self, line: &str) {
        let line = clean(line).text;
        if line.width() + 4 <= self.columns && !line.contains('\n') {
            self.push(
                format!("    {line}").trim_end().to_owned(),
                4,
                Role::Words,
                false,
            );
        } else {
            self.wrapped("    ", "      ", &line, Role::Words);
        }
    }

    /// Columns side by side where they fit; otherwise each row as a list of names and words.
    fn table(&mut self, table: &Table) {
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
        if all <= self.columns {
            self.push(side_by_side(&header, &widths), 0, Role::Columns, false);
            let rules: Vec<String> = widths.iter().map(|width| "-".repeat(*width)).collect();
            self.push(side_by_side(&rules, &widths), 0, Role::Rule, false);
            for (part, row) in rows.iter().enumerate() {
                self.part = part;
                self.push(side_by_side(row, &widths), 0, Role::Words, false);
            }
            return;
        }
        for (part, row) in rows.iter().enumerate() {
            if part > 0 {
                self.empty();
            }
            self.part = part;
            for (name, cell) in header.iter().zip(row).filter(|(_, cell)| !cell.is_empty()) {
                self.hanging("", &format!("{name}: {cell}"), Role::Words);
            }
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
    padded.join("  ").trim_end().to_owned()
}

/// Lines of at most `columns` columns. It breaks at spaces; a word that is too long is broken inside,
/// never within a letter and its marks.
fn wrapped(text: &str, columns: usize) -> Vec<String> {
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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn each_row_knows_where_it_comes_from() {
        let mut document = Document::new("A page", "en");
        document.heading(1, "Who was there");
        document.table(
            vec!["Name".into()],
            vec![vec!["Kelly".into()], vec!["Dan".into()]],
        );
        document.paragraph("one two three four five six");
        let rows = lay_out(&document, 20);
        let row = |words: &str| rows.iter().find(|row| row.text.contains(words)).unwrap();
        assert_eq!(row("A page").block, None);
        assert_eq!(row("Who was").role, Role::Heading(1));
        assert_eq!((row("Dan").block, row("Dan").part), (Some(1), 1));
        assert_eq!(row("Name").role, Role::Columns);
        assert!(!row("one two").goes_on && row("five six").goes_on);
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
