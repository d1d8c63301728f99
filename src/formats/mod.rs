//! The formats a document can be printed in, one file and one line in [`FORMATS`] each: `--as` offers all of them.

pub mod csv;
pub mod docx;
pub mod html;
pub mod ics;
pub mod json;
#[cfg(test)]
pub(crate) mod made_up;
pub mod markdown;
pub mod paste;
pub mod pdf;
pub mod plain_text;
pub mod unpacked;

use crate::documents::document::Document;
use crate::documents::section;
use crate::domain::problem::Problem;
use docx::reference::Reference;
use std::collections::BTreeSet;

#[derive(Debug)]
pub struct Format {
    pub id: &'static str,
    pub title: &'static str,
    pub about: &'static str,
    /// How the name of a file in it ends.
    pub extension: &'static str,
    /// What a document must have so that it can be printed in it.
    pub needs: Needs,
    /// Prints a document.
    print: fn(&Document, Layout<'_>) -> Result<Vec<u8>, Problem>,
    /// Whether this program was built with it.
    pub is_built_in: bool,
    /// The letters of a document that it cannot show and tells in words.
    shown_in_words: fn(&Document) -> Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Needs {
    /// Every document has them.
    Words,
    Rows,
    Appointments,
}

/// What is printed of a document and what the page is to look like, for formats that can be told.
#[derive(Debug, Clone, Copy)]
pub struct Layout<'l> {
    /// The width of lines.
    pub columns: usize,
    /// The council's own document, of which the look is taken.
    pub reference: Option<&'l Reference>,
    /// Only this section of the document.
    pub section: Option<&'l str>,
    /// The field of a form it is to be pasted into.
    pub field: Option<paste::Field>,
}

impl From<usize> for Layout<'_> {
    fn from(columns: usize) -> Self {
        Layout {
            columns,
            reference: None,
            section: None,
            field: None,
        }
    }
}

impl Needs {
    pub fn words(self) -> &'static str {
        match self {
            Needs::Words => "words",
            Needs::Rows => "rows for a table",
            Needs::Appointments => "dates for a calendar",
        }
    }
}

impl Format {
    pub const DEFAULT: Format = Format {
        id: "",
        title: "",
        about: "",
        extension: "txt",
        needs: Needs::Words,
        print: |_, _| Ok(Vec::new()),
        is_built_in: true,
        shown_in_words: |_| Vec::new(),
    };

    /// # Errors
    /// Where the program was built without it, or the document has nothing that it could print, or too much for it.
    pub fn printed<'l>(
        &self,
        document: &Document,
        layout: impl Into<Layout<'l>>,
    ) -> Result<Vec<u8>, Problem> {
        if !self.is_built_in {
            return Err(self.not_built_in());
        }
        let layout = layout.into();
        let section = layout.section.map(|typed| section::only(document, typed));
        let section = section.transpose()?;
        let document = section.as_ref().unwrap_or(document);
        match self.suits(document) {
            true => (self.print)(document, layout),
            false => Err(self.cannot_hold(&document.title)),
        }
    }

    /// What is said where the program was built without it.
    pub fn not_built_in(&self) -> Problem {
        let others = FORMATS.iter().filter(|other| other.is_built_in);
        let others = others.filter(|other| other.needs == Needs::Words);
        let others: Vec<&str> = others.map(|other| other.id).collect();
        Problem::wrong_input(format!("This talking-piece was built without {}.", self.title))
            .safe("Nothing was printed or written.")
            .next(format!(
                "Choose another: {}. Or have it built with PDF: the page install of the manual says how.",
                others.join(", ")
            ))
    }

    /// Which letters of these documents it tells in words, as a sentence, where there are any.
    pub fn told_in_words<'d>(
        &self,
        documents: impl Iterator<Item = &'d Document>,
    ) -> Option<String> {
        let signs: BTreeSet<String> = documents.flat_map(self.shown_in_words).collect();
        let signs: Vec<String> = signs.into_iter().collect();
        (!signs.is_empty()).then(|| {
            format!(
                "Told in words, because a PDF made here has no letters for them: {}. A web page (`--as html`) has them as \
                 they are.",
                signs.join(", ")
            )
        })
    }

    pub fn cannot_hold(&self, title: &str) -> Problem {
        let next = match self.needs {
            Needs::Words => "",
            Needs::Rows => {
                "The plan has them: `talking-piece export MEETING --document plan --as csv`."
            }
            Needs::Appointments => {
                "The core group card has them, once a day is noted: `talking-piece export MEETING --document core-group --as ics`."
            }
        };
        Problem::wrong_input(format!("\"{title}\" has no {}.", self.needs.words()))
            .safe("Nothing was printed or written.")
            .next(next)
    }

    /// Whether the document has what it needs.
    pub fn suits(&self, document: &Document) -> bool {
        match self.needs {
            Needs::Words => true,
            Needs::Rows => document.rows.is_some(),
            Needs::Appointments => !document.appointments.is_empty(),
        }
    }
}

pub const FORMATS: &[&Format] = &[
    USUAL,
    &markdown::MARKDOWN,
    &html::HTML,
    &html::LARGE_PRINT,
    &docx::DOCX,
    &docx::LARGE_PRINT,
    &pdf::PDF,
    &pdf::LARGE_PRINT,
    &json::JSON,
    &paste::PASTE,
    &csv::CSV,
    &ics::ICS,
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
    use crate::documents::document::Table;

    #[test]
    fn no_format_lets_through_what_steers_a_terminal() {
        let dirty = "one\u{1b}[2Jtwo\u{202e}three";
        let mut document = Document::new(dirty.to_owned(), "en-GB".to_owned());
        document.heading(1, dirty);
        document.paragraph(dirty);
        document.list(vec![dirty.to_owned()]);
        document.facts(vec![(dirty.to_owned(), dirty.to_owned())]);
        document.table(vec![dirty.to_owned()], vec![vec![dirty.to_owned()]]);
        document.rows = Some(Table {
            header: vec![dirty.to_owned()],
            rows: vec![vec![dirty.to_owned()]],
        });
        let text = FORMATS.iter().filter(|format| format.id != "made-up");
        for format in text.filter(|format| format.is_built_in) {
            let printed = (format.print)(&document, 60.into()).unwrap();
            let printed = unpacked::words(&printed).unwrap();
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
