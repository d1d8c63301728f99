//! A hit as people see it: some words around the first match.

use std::ops::Range;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Context {
    /// The piece, on one line; `…` where something was left out.
    pub text: String,
    /// Where the found words stand in the piece, in bytes.
    pub marks: Vec<Range<usize>>,
}

impl Context {
    /// The piece with `before` and `after` around each found word, so that it is seen without colours.
    pub fn marked(&self, before: &str, after: &str) -> String {
        let mut out = String::new();
        let mut done = 0;
        for mark in self.marks.iter().filter(|mark| !mark.is_empty()) {
            if mark.start < done {
                continue;
            }
            out.push_str(self.text.get(done..mark.start).unwrap_or_default());
            out.push_str(before);
            out.push_str(self.text.get(mark.clone()).unwrap_or_default());
            out.push_str(after);
            done = mark.end;
        }
        out.push_str(self.text.get(done..).unwrap_or_default());
        out
    }
}

/// At most about `letters` letters of the text, cut between words, around the first mark.
pub fn context(text: &str, marks: &[Range<usize>], letters: usize) -> Context {
    let first = marks.first().map_or(0, |mark| mark.start);
    let before: usize = text
        .get(..first)
        .unwrap_or_default()
        .char_indices()
        .rev()
        .nth(letters / 3)
        .map_or(0, |(at, _)| at);
    let start = match before {
        0 => 0,
        at => next_word(text, at).min(first),
    };
    let rest = text.get(start..).unwrap_or_default();
    let end = match rest.char_indices().nth(letters) {
        None => text.len(),
        Some((at, _)) => {
            let end = start + at;
            let cut = text.get(start..end).unwrap_or_default();
            cut.rfind(char::is_whitespace)
                .filter(|space| start + space > first)
                .map_or(end, |space| start + space)
        }
    };
    let lead = if start > 0 { "… " } else { "" };
    let tail = if end < text.len() { " …" } else { "" };
    let piece = text.get(start..end).unwrap_or_default();
    let shift = |at: usize| at - start + lead.len();
    let inside = marks
        .iter()
        .filter(|mark| mark.start >= start && mark.end <= end)
        .map(|mark| shift(mark.start)..shift(mark.end));
    Context {
        marks: inside.collect(),
        // One byte for one byte, so that the marks stay where they are.
        text: format!("{lead}{}{tail}", piece.replace(['\n', '\t', '\r'], " ")),
    }
}

/// Where the first word at or after `at` begins.
fn next_word(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    let Some(space) = rest.find(char::is_whitespace) else {
        return at;
    };
    let after = rest.get(space..).unwrap_or_default();
    at + space + (after.len() - after.trim_start().len())
}
