//! A fault in a settings file: where it is, what it is, what to write instead.

use std::borrow::Cow;
use std::ops::Range;

use unicode_width::UnicodeWidthChar;

use super::MOST_FAULTS;
use super::mend::not_plain_text;
use super::syntax::CURLY;

/// A piece of the text, in bytes from its beginning.
pub type Span = Range<usize>;

/// How much of a very long line is shown around its fault, in characters.
const LONGEST_SHOWN: usize = 120;
/// Faults beyond these are only counted: somebody has opened a picture as an agenda.
const MOST_KEPT: usize = 20_000;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The line, counted from 1.
    pub line: usize,
    /// The column, counted in characters from 1.
    pub column: usize,
    pub message: String,
    /// What to write instead; empty when there is nothing to add.
    pub instead: String,
    /// The line as it can be shown: no control characters, and only the part around the fault
    /// when it is very long.
    pub source_line: String,
    /// Where in `source_line` the fault is, in characters from 0.
    caret: usize,
}

impl Fault {
    /// The fault as plain text of four lines, without a line end after the last.
    pub fn render(&self, file_name: &str) -> String {
        let number = self.line.to_string();
        let margin = " ".repeat(number.len());
        let before: usize = self
            .source_line
            .chars()
            .take(self.caret)
            .map(|c| UnicodeWidthChar::width(c).unwrap_or(0))
            .sum();
        let mut shown = format!(
            "{}, line {}, column {}: {}\n  {number} | {}\n  {margin} | {}^",
            showable(file_name),
            self.line,
            self.column,
            self.message,
            self.source_line,
            " ".repeat(before),
        );
        // A whole sentence is advice; anything else is what to type.
        let sentence = self.instead.starts_with(|c: char| c.is_ascii_uppercase());
        let label = if sentence { "" } else { "Write instead: " };
        if !self.instead.is_empty() {
            shown.push_str(&format!("\n  {margin}   {label}{}", self.instead));
        }
        shown
    }
}

/// All faults as plain text, with an empty line between them and a count at the end.
pub fn render_all(faults: &[Fault], file_name: &str) -> String {
    let mut shown = String::new();
    for fault in faults {
        shown.push_str(&fault.render(file_name));
        shown.push_str("\n\n");
    }
    match faults.len() {
        0 => shown.push_str(&format!("{}: no faults.\n", showable(file_name))),
        1 => shown.push_str("1 fault. Nothing was changed.\n"),
        n => shown.push_str(&format!("{n} faults. Nothing was changed.\n")),
    }
    shown
}

/// The text of a file's bytes.
///
/// # Errors
/// A fault when the bytes are not UTF-8 (an old editor, or a word processor's own format).
pub fn text_of(bytes: &[u8]) -> Result<&str, Fault> {
    std::str::from_utf8(bytes).map_err(|error| {
        if let Some((message, instead)) = not_plain_text(bytes) {
            return Fault {
                line: 1,
                column: 1,
                message: message.to_owned(),
                instead: instead.to_owned(),
                source_line: String::new(),
                caret: 0,
            };
        }
        let good = bytes.get(..error.valid_up_to()).unwrap_or_default();
        let good = std::str::from_utf8(good).unwrap_or_default();
        let mut faults = Faults::new(good);
        faults.add(
            &(good.len()..good.len()),
            "This file is not plain text in UTF-8: here is a character that cannot be read."
                .to_string(),
            "Save the file again as \"plain text\" with the encoding \"UTF-8\".".to_string(),
        );
        faults.into_sorted().pop().unwrap_or_else(|| Fault {
            line: 1,
            column: 1,
            message: "This file is not plain text in UTF-8.".to_string(),
            instead: "Save the file again as \"plain text\" with the encoding \"UTF-8\"."
                .to_string(),
            source_line: String::new(),
            caret: 0,
        })
    })
}

#[derive(Debug)]
pub struct Faults<'a> {
    text: Cow<'a, str>,
    /// The lines as they are in the file, where the text was mended for reading on.
    shown: Option<String>,
    /// Where the lines begin, in bytes.
    starts: Vec<usize>,
    found: Vec<(Span, String, String)>,
    more: usize,
}

impl<'a> Faults<'a> {
    /// No faults yet in `text`.
    pub fn new(text: &'a str) -> Self {
        Faults::of_mended(Cow::Borrowed(text), None)
    }

    pub(super) fn of_mended(text: Cow<'a, str>, shown: Option<String>) -> Self {
        let mut starts = vec![0];
        starts.extend(
            text.bytes()
                .enumerate()
                .filter(|(_, b)| *b == b'\n')
                .map(|(at, _)| at + 1),
        );
        Faults {
            text,
            shown,
            starts,
            found: Vec::new(),
            more: 0,
        }
    }

    /// Notes a fault. `message` is a whole sentence. `instead` is what to type, or a whole
    /// sentence of advice that begins with a capital letter.
    pub fn add(&mut self, at: &Span, message: impl Into<String>, instead: impl Into<String>) {
        if self.found.len() < MOST_KEPT {
            self.found
                .push((at.clone(), message.into(), instead.into()));
        } else {
            self.more += 1;
        }
    }

    /// Whether nothing is wrong so far.
    pub fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    pub fn count(&self) -> usize {
        self.found.len() + self.more
    }

    /// The line of a byte of the text, counted from 1.
    pub fn line_of(&self, byte: usize) -> usize {
        self.starts.partition_point(|start| *start <= byte).max(1)
    }

    /// All faults in the order of the text, at most [`MOST_FAULTS`] and one that says how many more.
    pub fn into_sorted(mut self) -> Vec<Fault> {
        self.found
            .sort_by(|a, b| a.0.start.cmp(&b.0.start).then_with(|| a.1.cmp(&b.1)));
        self.found.dedup();
        self.count_curly_quotes();
        let all = self.found.len() + self.more;
        if all > MOST_FAULTS {
            self.found.truncate(MOST_FAULTS);
            if let Some((span, message, instead)) = self.found.last_mut() {
                *message = format!(
                    "There are {} more faults from here on.",
                    all - MOST_FAULTS + 1
                );
                *instead = "Correct what is listed above, then check again.".to_string();
                span.end = span.start;
            }
        }
        let found = std::mem::take(&mut self.found);
        let fault = |(span, message, instead): (Span, String, String)| {
            self.fault(span.start, showable(&message), showable(&instead))
        };
        found.into_iter().map(fault).collect()
    }

    fn count_curly_quotes(&mut self) {
        let many = self.found.iter().filter(|found| found.1 == CURLY).count();
        let mut is_told = false;
        self.found
            .retain(|found| found.1 != CURLY || !std::mem::replace(&mut is_told, true));
        if let Some((_, message, _)) = self.found.iter_mut().find(|found| found.1 == CURLY)
            && many > 1
        {
            *message = format!("{CURLY} There are {many} such places; this is the first.");
        }
    }

    fn fault(&self, at: usize, message: String, instead: String) -> Fault {
        let at = self.text.floor_char_boundary(at);
        let line = self.line_of(at);
        let start = self.starts.get(line - 1).copied().unwrap_or(0);
        let rest = self.text.get(start..).unwrap_or_default();
        let shown = self
            .shown
            .as_ref()
            .and_then(|shown| shown.split('\n').nth(line - 1));
        let whole = shown.unwrap_or_else(|| rest.split('\n').next().unwrap_or_default());
        let whole = whole.strip_suffix('\r').unwrap_or(whole);
        let column = self.text.get(start..at).unwrap_or_default().chars().count() + 1;
        let (source_line, caret) = window(whole, column - 1);
        Fault {
            line,
            column,
            message,
            instead,
            source_line,
            caret,
        }
    }
}

/// The part of a line around its character `at`, and where that character is in it.
fn window(line: &str, at: usize) -> (String, usize) {
    let long = line.chars().count() > LONGEST_SHOWN;
    let skip = if long {
        at.saturating_sub(LONGEST_SHOWN / 2)
    } else {
        0
    };
    let mut shown = String::new();
    if skip > 0 {
        shown.push('…');
    }
    let caret = at - skip + usize::from(skip > 0);
    let mut rest = line.chars().skip(skip);
    shown.extend(rest.by_ref().take(LONGEST_SHOWN).map(showable_char));
    if rest.next().is_some() {
        shown.push('…');
    }
    (shown, caret)
}

/// A file that somebody sent must not move the cursor of a terminal.
fn showable(text: &str) -> String {
    text.chars().map(showable_char).collect()
}

fn showable_char(c: char) -> char {
    match c {
        '\t' => ' ',
        c if is_hidden(c) => '\u{fffd}',
        c => c,
    }
}

/// Whether a character is invisible but can change what is seen: control characters, and the marks that change the
/// direction of writing.
pub(super) fn is_hidden(c: char) -> bool {
    c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}
