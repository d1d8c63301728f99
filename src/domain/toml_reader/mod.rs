//! Reads settings that a person wrote as text (TOML): agendas, timescales, quorum, words.
//!
//! What a file may say is described once, as data ([`Shape`]). From that one description come the check, the JSON
//! Schema for editors and the listing in the help. A check reports every fault of a file at once, each with its place
//! and with what to write instead.

mod checked;
mod fault;
mod mend;
mod nearest;
mod once;
mod schema;
mod settings_values;
mod shape;
mod statements;
mod syntax;
mod table;
#[cfg(test)]
mod toml_reader_tests;

pub use fault::{Fault, Faults, Span, render_all, text_of};
pub use nearest::{nearest, not_known};
pub use once::Once;
pub use schema::schema;
pub use settings_values::{SettingsValues, WhenFaulty};
pub use shape::{FieldShape, Kind, Shape, listing};
pub use table::Table;

/// The longest text that is read, in bytes (1 MiB). A real agenda has about ten thousand.
pub const LONGEST_FILE: usize = 1024 * 1024;
/// The longest single value, in bytes (64 KiB).
pub const LONGEST_VALUE: usize = 64 * 1024;
/// The most parts ("sections") a file may have, all levels together.
pub const MOST_PARTS: usize = 2_000;
/// The most faults that are listed; one more line says how many there were.
pub const MOST_FAULTS: usize = 200;

/// What was read, and what is wrong with it so far.
///
/// The caller adds the faults that only it can see (a name that points nowhere …) to the same list.
#[derive(Debug)]
pub struct ParsedFile<'a> {
    /// The settings; whatever was faulty is marked as given, but has no value.
    pub root: Table,
    pub faults: Faults<'a>,
}

/// Why nothing of a text can be read: one fault, however many lines it has.
fn unreadable(text: &str, shape: &Shape) -> Option<(Span, &'static str, &'static str)> {
    if let Some((message, instead)) = mend::not_plain_text(text.as_bytes()) {
        return Some((0..0, message, instead));
    }
    if let Some(at) = text.find('\0') {
        let message = "Here is an invisible NUL character, which no text has.";
        return Some((at..at + 1, message, "Delete it, or type the line again."));
    }
    let is_remark = |line: &str| line.trim().is_empty() || line.trim_start().starts_with('#');
    let is_empty = !text.contains(['\r']) && text.lines().all(is_remark);
    // Where one thing alone is missing, naming it says more.
    let needed = shape.fields.iter().filter(|field| field.required);
    (is_empty && needed.count() > 1).then_some((
        0..0,
        "There is nothing in this file but remarks and empty lines.",
        "Begin from a file that comes with the program: `talking-piece agenda new`, or `talking-piece settings new`.",
    ))
}

/// Reads `text` and compares it with `shape`. Never fails: what is wrong is in [`ParsedFile::faults`].
pub fn read<'a>(text: &'a str, shape: &Shape) -> ParsedFile<'a> {
    // Windows editors put a byte order mark in front; nobody sees it, so it is no fault.
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut faults = Faults::new(text);
    if text.len() > LONGEST_FILE {
        faults.add(
            &(0..0),
            format!(
                "This file is too big: {} bytes. The most that is read is {LONGEST_FILE}.",
                text.len()
            ),
            "Make it shorter: long texts belong in a separate document.".to_string(),
        );
        return ParsedFile {
            root: Table::empty(0..0),
            faults,
        };
    }
    if let Some((at, message, instead)) = unreadable(text, shape) {
        faults.add(&at, message, instead);
        return ParsedFile {
            root: Table::empty(0..0),
            faults,
        };
    }
    let mended = mend::mend(text, shape);
    let mut faults = Faults::of_mended(mended.text.clone(), mended.shown);
    for told in mended.told {
        faults.add(&told.at, told.message, told.instead);
    }
    let parsed = syntax::parse(&mended.text, &mut faults);
    let root = checked::check(&mended.text, &parsed, shape, &mut faults);
    ParsedFile { root, faults }
}
