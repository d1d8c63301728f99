//! CSV: the rows of a document for a spreadsheet. No cell can begin a formula, whatever somebody typed.

use super::{Format, Needs};
use crate::documents::document::Document;
use crate::domain::text::sanitise::clean;

pub const CSV: Format = Format {
    id: "csv",
    title: "Table for a spreadsheet",
    about: "rows of the plan, one for each action",
    extension: "csv",
    needs: Needs::Rows,
    print: |document, _| Ok(print(document)),
    ..Format::DEFAULT
};

/// Without it Excel takes the bytes for another alphabet.
const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

fn print(document: &Document) -> Vec<u8> {
    let mut writer = ::csv::WriterBuilder::new()
        .terminator(::csv::Terminator::CRLF)
        .from_writer(BYTE_ORDER_MARK.to_vec());
    if let Some(table) = &document.rows {
        for row in std::iter::once(&table.header).chain(&table.rows) {
            // Writing to memory cannot fail, and all rows are as long as the header.
            let _ = writer.write_record(row.iter().map(|cell| harmless(cell)));
        }
    }
    writer.into_inner().unwrap_or_default()
}

/// One line, and words rather than a formula: an apostrophe in front is what spreadsheets themselves use for that.
fn harmless(cell: &str) -> String {
    let cell = clean(cell).text;
    let words = cell.split_whitespace().collect::<Vec<_>>().join(" ");
    match words.starts_with(['=', '+', '-', '@', '|', '%']) {
        true => format!("'{words}"),
        false => words,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::documents::document::Table;

    #[test]
    fn no_cell_begins_a_formula_and_every_row_is_whole() {
        let mut document = Document::new("The plan", "en-GB");
        document.rows = Some(Table {
            header: vec!["What".into(), "Who".into()],
            rows: vec![
                vec!["=HYPERLINK(\"x\")".into(), "a, \"b\"\nc".into()],
                vec!["\t@SUM".into(), "-1".into()],
            ],
        });
        let printed = String::from_utf8(print(&document)).unwrap();
        assert_eq!(
            printed,
            "\u{feff}What,Who\r\n\"'=HYPERLINK(\"\"x\"\")\",\"a, \"\"b\"\" c\"\r\n'@SUM,'-1\r\n"
        );
    }
}
