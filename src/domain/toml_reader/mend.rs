//! What one cause spoils in a whole file: single brackets around every heading, the spaces of a web page, the line ends of
//! an old Mac. It is told once, with its first place, and mended for reading on, so that other faults are found as well.

use super::fault::Span;
use super::statements::is_bare;
use super::{Kind, Shape};
use std::borrow::Cow;
use std::ops::Range;

/// How many further lines are named.
const LINES_NAMED: usize = 5;

pub(super) struct Mended<'a> {
    pub text: Cow<'a, str>,
    /// The lines as they are shown, where they are not those of `text`.
    pub shown: Option<String>,
    pub told: Vec<Told>,
}

pub(super) struct Told {
    pub at: Span,
    pub message: String,
    pub instead: String,
}

/// What the bytes are, where they are not plain text at all: what is wrong, and what to do.
pub(super) fn not_plain_text(bytes: &[u8]) -> Option<(&'static str, &'static str)> {
    const AS_TEXT: &str = "Save it as \"plain text\" with the encoding \"UTF-8\".";
    let beginning = bytes.trim_ascii_start();
    let starts = |with: &[&[u8]]| with.iter().any(|with| beginning.starts_with(with));
    if starts(&[b"PK\x03\x04", b"\xd0\xcf\x11\xe0"]) {
        return Some((
            "This is a document of a word processor (or a zip file), not plain text.",
            AS_TEXT,
        ));
    }
    if starts(&[b"{\\rtf"]) {
        return Some((
            "This is a document of a word processor (RTF), not plain text.",
            AS_TEXT,
        ));
    }
    if starts(&[b"%PDF"]) {
        return Some(("This is a PDF, not plain text.", AS_TEXT));
    }
    if starts(&[b"<"]) {
        return Some((
            "This is a web page or an XML file, not a settings file.",
            "Copy the settings themselves into a file of plain text.",
        ));
    }
    let empty = bytes.iter().filter(|byte| **byte == 0).count();
    if starts(&[b"\xff\xfe", b"\xfe\xff"]) || (empty > 0 && empty * 4 > bytes.len()) {
        return Some((
            "This file is in the encoding UTF-16, not UTF-8.",
            "Save it again with the encoding \"UTF-8\".",
        ));
    }
    None
}

pub(super) fn mend<'a>(text: &'a str, shape: &Shape) -> Mended<'a> {
    let mut told = Vec::new();
    let text = line_ends(text, &mut told);
    let text = odd_spaces(text, &mut told);
    let (headings, shown) = headings(&text, shape, &mut told);
    Mended {
        text: headings.map_or(text, Cow::Owned),
        shown,
        told,
    }
}

/// A line end of CR alone is one of the same length.
fn line_ends<'a>(text: &'a str, told: &mut Vec<Told>) -> Cow<'a, str> {
    let is_alone = |at: usize| text.as_bytes().get(at + 1) != Some(&b'\n');
    let mut alone = text.match_indices('\r').filter(|(at, _)| is_alone(*at));
    // Within a line that ends as it should, it is a character like any other.
    let Some((first, _)) = alone.next().filter(|_| !text.contains('\n')) else {
        return Cow::Borrowed(text);
    };
    told.push(Told {
        at: first..first + 1,
        message: "The lines of this file end as on very old computers (CR alone).".to_owned(),
        instead: "Save it with the line ends of Unix or Windows.".to_owned(),
    });
    Cow::Owned(text.replace('\r', "\n"))
}

/// Spaces that are not those of the keyboard, outside texts and remarks; each makes way for as many bytes.
fn odd_spaces<'a>(text: Cow<'a, str>, told: &mut Vec<Told>) -> Cow<'a, str> {
    let is_odd = |c: char| {
        (c.is_whitespace() && !matches!(c, ' ' | '\t' | '\n' | '\r'))
            || matches!(c, '\u{200b}' | '\u{2060}' | '\u{feff}')
    };
    if !text.contains(is_odd) {
        return text;
    }
    // Between two letters it is part of a name, and told of there.
    let is_letter = |c: Option<char>| c.is_some_and(is_bare);
    let is_inside_a_name = |at: usize, c: char| {
        let before = text.get(..at).and_then(|before| before.chars().next_back());
        let behind = text
            .get(at + c.len_utf8()..)
            .and_then(|behind| behind.chars().next());
        is_letter(before) && is_letter(behind)
    };
    let found: Vec<(usize, char)> = outside(&text)
        .into_iter()
        .flat_map(|range| {
            let part = text.get(range.clone()).unwrap_or_default();
            part.char_indices()
                .filter(|(_, c)| is_odd(*c))
                .map(move |(at, c)| (range.start + at, c))
        })
        .filter(|(at, c)| !is_inside_a_name(*at, *c))
        .collect();
    let Some((first, c)) = found.first().copied() else {
        return text;
    };
    let others = lines_of(&text, found.iter().map(|(at, _)| *at));
    told.push(Told {
        at: first..first + c.len_utf8(),
        message: format!(
            "Here is a space that is not the one of the keyboard (a web page or a word processor puts it there){}.",
            and_lines(&others, "so it is")
        ),
        instead: "Type an ordinary space in its place.".to_owned(),
    });
    let mut mended = text.as_bytes().to_vec();
    for (at, c) in found {
        for byte in mended.get_mut(at..at + c.len_utf8()).unwrap_or_default() {
            *byte = b' ';
        }
    }
    Cow::Owned(String::from_utf8_lossy(&mended).into_owned())
}

/// `[section]` where there can be several: told once for each name, and read as `[[section]]`.
fn headings(text: &str, shape: &Shape, told: &mut Vec<Told>) -> (Option<String>, Option<String>) {
    let mut single: Vec<(String, Vec<usize>)> = Vec::new();
    let mut inserts: Vec<(usize, char)> = Vec::new();
    for range in outside(text) {
        let part = text.get(range.clone()).unwrap_or_default();
        let mut from = range.start;
        for line in part.split_inclusive('\n') {
            let (start, here) = (from + line.len() - line.trim_start().len(), line.trim());
            let begins_line = text
                .get(..start)
                .and_then(|before| before.rsplit('\n').next())
                .is_some_and(|before| before.trim().is_empty());
            from += line.len();
            let Some(path) =
                single_heading(here).filter(|path| begins_line && is_tables(path, shape))
            else {
                continue;
            };
            let closes = start + here.find(']').unwrap_or_default();
            inserts.extend([(start, '['), (closes + 1, ']')]);
            match single.iter_mut().find(|(known, _)| *known == path) {
                Some((_, places)) => places.push(start),
                None => single.push((path, vec![start])),
            }
        }
    }
    if inserts.is_empty() {
        return (None, None);
    }
    let moved = |at: usize| at + inserts.iter().filter(|(place, _)| *place < at).count();
    for one in told.iter_mut() {
        one.at = moved(one.at.start)..moved(one.at.end);
    }
    for (path, places) in &single {
        let first = places.first().copied().unwrap_or_default();
        let others = lines_of(text, places.iter().copied());
        told.push(Told {
            at: moved(first)..moved(first) + 1,
            message: format!(
                "This heading needs two brackets on each side{}.",
                and_lines(&others, "so do those")
            ),
            instead: format!("[[{path}]] (two brackets: there can be several)"),
        });
    }
    let mut mended = String::with_capacity(text.len() + inserts.len());
    let mut from = 0;
    for (at, bracket) in inserts {
        mended.push_str(text.get(from..at).unwrap_or_default());
        mended.push(bracket);
        from = at;
    }
    mended.push_str(text.get(from..).unwrap_or_default());
    (Some(mended), Some(text.to_owned()))
}

/// The name in `[name]` or `[name.part]`, where nothing but a remark follows.
fn single_heading(line: &str) -> Option<String> {
    let inside = line.strip_prefix('[')?;
    let (name, behind) = inside.split_once(']')?;
    let parts: Vec<&str> = name.split('.').map(str::trim).collect();
    let is_name = |part: &&str| !part.is_empty() && part.chars().all(is_bare);
    (parts.iter().all(is_name) && behind.trim().is_empty()).then(|| parts.join("."))
}

fn is_tables(path: &str, shape: &Shape) -> bool {
    let (first, rest) = path.split_once('.').unwrap_or((path, ""));
    match shape.field(first).map(|field| &field.kind) {
        Some(Kind::Tables(_)) if rest.is_empty() => true,
        Some(Kind::Tables(inner) | Kind::Table(inner)) if !rest.is_empty() => {
            is_tables(rest, inner)
        }
        _ => false,
    }
}

/// The parts of the text that are neither in quotes nor in a remark.
fn outside(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let (mut at, mut from) = (0, 0);
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let length = match rest.chars().next() {
            Some('#') => line_length(rest),
            Some(quote @ ('"' | '\'')) => quoted_length(rest, quote),
            Some(c) => {
                at += c.len_utf8();
                continue;
            }
            None => break,
        };
        found.push(from..at);
        at += length;
        from = at;
    }
    found.push(from..text.len());
    found
}

fn line_length(rest: &str) -> usize {
    rest.find('\n').unwrap_or(rest.len())
}

/// A text in quotes ends at its partner; one of a single line at the latest at the end of the line.
fn quoted_length(rest: &str, quote: char) -> usize {
    let long = [quote, quote, quote].iter().collect::<String>();
    let is_long = rest.starts_with(&long);
    let mut escaped = false;
    for (at, c) in rest.char_indices().skip(if is_long { 3 } else { 1 }) {
        match c {
            _ if escaped => escaped = false,
            '\\' if quote == '"' => escaped = true,
            '\n' if !is_long => return at,
            c if c == quote && !is_long => return at + 1,
            c if c == quote && rest.get(at..).is_some_and(|rest| rest.starts_with(&long)) => {
                return at + 3;
            }
            _ => {}
        }
    }
    rest.len()
}

/// The lines of all places but the first, each once.
fn lines_of(text: &str, places: impl Iterator<Item = usize>) -> Vec<usize> {
    let mut lines = Vec::new();
    let (mut line, mut from) = (1, 0);
    for at in places {
        line += text.get(from..at).unwrap_or_default().matches('\n').count();
        from = at;
        if lines.last() != Some(&line) {
            lines.push(line);
        }
    }
    lines.into_iter().skip(1).collect()
}

/// `; so do those on lines 4, 9 and 12`.
fn and_lines(lines: &[usize], before: &str) -> String {
    let named: Vec<String> = lines
        .iter()
        .take(LINES_NAMED)
        .map(usize::to_string)
        .collect();
    match (named.as_slice(), lines.len().saturating_sub(LINES_NAMED)) {
        ([], _) => String::new(),
        ([one], 0) => format!("; {before} on line {one}"),
        (all, 0) => format!("; {before} on lines {}", all.join(", ")),
        (all, more) => format!("; {before} on lines {} and {more} more", all.join(", ")),
    }
}
