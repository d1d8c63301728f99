//! The formats a document can be printed in, one file and one line in [`FORMATS`] each: `--as` offers all of them.

pub mod html;
#[cfg(test)]
pub(crate) mod made_up;
pub mod markdown;
pub mod plain_text;

use crate::documents::document::Document;

#[derive(Debug)]
pub struct Format {
    pub id: &'static str,
    pub title: &'static str,
    pub about: &'static str,
    /// How the name of a file in it ends.
    pub extension: &'static str,
    /// Prints a document. The number is the width in columns, for formats that have one.
    pub print: fn(&Document, usize) -> Vec<u8>,
}

pub const FORMATS: &[&Format] = &[
    USUAL,
    &markdown::MARKDOWN,
    &html::HTML,
    &html::LARGE_PRINT,
    #[cfg(test)]
    &made_up::MADE_UP,
];

pub const USUAL: &Format = &plain_text::PLAIN_TEXT;

pub fn format(id: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|format| format.id == id).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_format_lets_through_what_steers_a_terminal() {
        let dirty = "one\u{1b}[2Jtwo\u{202e}three";
        let mut document = Document::new(dirty.to_owned(), "en-GB".to_owned());
        document.heading(1, dirty);
        document.paragraph(dirty);
        document.list(vec![dirty.to_owned()]);
        document.facts(vec![(dirty.to_owned(), dirty.to_owned())]);
        document.table(vec![dirty.to_owned()], vec![vec![dirty.to_owned()]]);
        for format in FORMATS.iter().filter(|format| format.id != "made-up") {
            let printed = String::from_utf8_lossy(&(format.print)(&document, 60)).into_owned();
            assert!(
                !printed.contains(['\u{1b}', '\u{202e}']),
                "{}: pass every text of the document through domain::text::sanitise::clean\n{printed}",
                format.id
            );
        }
    }

    #[test]
    fn each_format_has_a_name_of_its_own_and_says_what_it_is_for() {
        for known in FORMATS {
            let of_that_name = FORMATS.iter().filter(|other| other.id == known.id);
            assert_eq!(of_that_name.count(), 1, "{}", known.id);
            assert!(!known.title.is_empty(), "{}", known.id);
            assert!(!known.about.is_empty(), "{}", known.id);
            assert_eq!(format(known.id).map(|found| found.title), Some(known.title));
        }
    }
}
