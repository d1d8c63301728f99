//! The formats a document can be printed in, one file each. A format knows nothing of minutes.

pub mod plain_text;

use crate::documents::document::Document;

/// A format.
#[derive(Debug)]
pub struct Format {
    /// The word that is typed for it.
    pub id: &'static str,
    /// What it is called.
    pub title: &'static str,
    /// How the name of such a file ends, without the dot.
    pub ending: &'static str,
    /// Prints a document. The number is the width in columns, for formats that have one.
    pub print: fn(&Document, usize) -> Vec<u8>,
}

/// Every format there is.
pub const FORMATS: &[&Format] = &[&plain_text::PLAIN_TEXT];

/// The format with this id or file ending.
pub fn format(id: &str) -> Option<&'static Format> {
    FORMATS
        .iter()
        .find(|format| format.id == id || format.ending == id)
        .copied()
}
