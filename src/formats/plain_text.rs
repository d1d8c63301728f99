//! Plain text: for any screen, any editor, e-mail, and screen readers. Wrapped at a number of columns
//! (`documents/page_rows.rs`). No letter is lost, and no control character reaches a terminal.

use super::{Format, Needs};
use crate::documents::document::Document;
use crate::documents::page_rows::lay_out;

pub const PLAIN_TEXT: Format = Format {
    id: "text",
    title: "Plain text",
    about: "for any screen, any editor, e-mail and screen readers",
    extension: "txt",
    needs: Needs::Words,
    print: |document, layout| Ok(print(document, layout.columns).into_bytes()),
    ..Format::DEFAULT
};

/// Prints a document. Every line has at most `columns` columns (at least 20 are taken).
pub fn print(document: &Document, columns: usize) -> String {
    let mut text = String::new();
    for row in lay_out(document, columns) {
        text.push_str(row.text.trim_end());
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::documents::document::{Block, Mark};

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
}
