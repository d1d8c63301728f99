//! What does not parse as TOML at all, explained in plain words, with every such place of a file at once.

use std::borrow::Cow;

use toml::de::{DeTable, Error};

use super::fault::{Faults, Span, is_hidden};
use super::statements::{Open, Statement, is_bare, statements};

/// Said once for a file, with how often it is so: a word processor changes all of them.
pub(super) const CURLY: &str =
    "These quote marks are curly (a word processor makes them); settings need straight ones.";

/// The text that can be read, and what had to be left out of it.
pub(super) struct Parsed<'a> {
    /// The text; whatever was broken in it is replaced by as many spaces.
    pub text: Cow<'a, str>,
    /// What was broken: where, and the name it seems to be about.
    pub broken: Vec<Broken>,
}

/// A statement that could not be read.
pub(super) struct Broken {
    pub at: usize,
    /// The name in front of its `=`, or in its brackets.
    pub name: String,
    pub heading: bool,
}

pub(super) fn parse<'a>(text: &'a str, faults: &mut Faults<'_>) -> Parsed<'a> {
    if DeTable::parse_recoverable(text).1.is_empty() {
        return Parsed {
            text: Cow::Borrowed(text),
            broken: Vec::new(),
        };
    }
    let mut bytes = text.as_bytes().to_vec();
    let mut broken = Vec::new();
    // Settings under an unreadable heading belong to nothing: they must not be taken for settings of the part before.
    let mut orphans = false;
    for statement in statements(text) {
        let body = text.get(statement.span.clone()).unwrap_or_default();
        let errors = DeTable::parse_recoverable(body).1;
        if statement.heading {
            orphans = false;
        }
        if !errors.is_empty() || statement.open.is_some() {
            if statement.heading {
                orphans = true;
                heading(&statement, body, faults);
            } else {
                setting(&statement, body, &errors, faults);
            }
            let name = body.trim_start_matches('[').trim_start();
            let name = name
                .chars()
                .take_while(|c| is_bare(*c) || *c == '.')
                .collect();
            // Enough to know what is there but unreadable; more than these are not shown anyway.
            if broken.len() < super::MOST_FAULTS {
                broken.push(Broken {
                    at: statement.span.start,
                    name,
                    heading: statement.heading,
                });
            }
            blank(&mut bytes, &statement.span);
        } else if orphans {
            blank(&mut bytes, &statement.span);
        }
    }
    let cleaned = String::from_utf8_lossy(&bytes).into_owned();
    across(&cleaned, faults);
    Parsed {
        text: Cow::Owned(cleaned),
        broken,
    }
}

fn blank(bytes: &mut [u8], span: &Span) {
    for byte in bytes.get_mut(span.clone()).unwrap_or_default() {
        if *byte != b'\n' {
            *byte = b' ';
        }
    }
}

/// What is wrong between statements that are right by themselves: the same name twice.
fn across(cleaned: &str, faults: &mut Faults<'_>) {
    let mut last_line = 0;
    for error in DeTable::parse_recoverable(cleaned).1 {
        let span = error.span().unwrap_or(0..0);
        let line = faults.line_of(span.start);
        if line == last_line {
            continue;
        }
        last_line = line;
        let name = cleaned.get(span.clone()).unwrap_or_default();
        if error.message().contains("duplicate key") {
            faults.add(
                &span,
                format!("\"{name}\" is given twice in the same part."),
                "Keep one of the two, or begin a new part with its heading before the second.",
            );
        } else {
            faults.add(
                &span,
                "This does not fit what comes before it.",
                "Use the name once only, and always in the same way: name = \"…\", or [[name]].",
            );
        }
    }
}

/// A heading whose brackets do not fit.
fn heading(statement: &Statement, body: &str, faults: &mut Faults<'_>) {
    let inside = body.split('#').next().unwrap_or_default();
    let name: String = inside
        .chars()
        .filter(|c| is_bare(*c) || *c == '.')
        .collect();
    let two = body.starts_with("[[") || inside.contains("]]");
    let instead = if two {
        format!("[[{name}]]")
    } else {
        format!("[{name}]")
    };
    let message = if name.is_empty() {
        "A heading in brackets needs a name."
    } else {
        "The brackets of this heading do not fit: as many must close as open, with one name between."
    };
    faults.add(
        &statement.span,
        message,
        if name.is_empty() {
            "[[section]]".to_string()
        } else {
            instead
        },
    );
}

/// A setting that cannot be read: says why, once a line.
fn setting(statement: &Statement, body: &str, errors: &[Error], faults: &mut Faults<'_>) {
    let start = statement.span.start;
    let point = |at: usize| start + at..start + at + 1;
    let Some(equals) = body.find('=') else {
        let name: String = body.chars().take_while(|c| is_bare(*c)).collect();
        let rest = body.get(name.len()..).unwrap_or_default().trim_start();
        if let Some(value) = rest.strip_prefix(':').filter(|_| !name.is_empty()) {
            let colon = body.len() - rest.len();
            let instead = format!("{name} = {}", in_quotes(value));
            return faults.add(
                &point(colon),
                "Between a name and its value goes =, not a colon.",
                instead,
            );
        }
        return faults.add(
            &statement.span,
            "There is no = on this line, so it is not clear what it sets.",
            "name = \"…\" (or # in front, if it is a remark)",
        );
    };
    let name = body.get(..equals).unwrap_or_default().trim_end();
    if name.is_empty() {
        return faults.add(
            &point(equals),
            "There is no name in front of the =.",
            "name = \"…\"",
        );
    }
    let quoted = name.starts_with(['"', '\'']);
    if let Some((at, c)) = name
        .char_indices()
        .find(|(_, c)| !quoted && !is_bare(*c) && *c != '.')
    {
        let mended = name.replace(|c: char| c.is_whitespace() || is_hidden(c), "_");
        let mended: String = mended
            .trim_matches('_')
            .chars()
            .filter(|c| is_bare(*c))
            .collect();
        let message = if c.is_whitespace() || is_hidden(c) {
            "A name has no spaces in it (not even invisible ones)."
        } else {
            "A name is made of letters, digits, - and _ only."
        };
        return faults.add(&point(at), message, format!("{mended} = …"));
    }
    let after = body.get(equals + 1..).unwrap_or_default();
    let value = after.trim_start();
    let value_at = body.len() - value.len();
    let first = value.chars().next().unwrap_or('#');
    if first == '#' {
        return faults.add(
            &point(equals),
            "There is nothing after the =.",
            format!("{name} = \"…\" (or leave the line out)"),
        );
    }
    if first == '=' {
        return faults.add(
            &point(value_at),
            "There is one = too many.",
            format!("{name} = …"),
        );
    }
    if matches!(first, '[' | '{') {
        return list(statement, body, errors, faults);
    }
    if !matches!(first, '"' | '\'' | '+' | '-' | '.' | '0'..='9') {
        let (message, instead) = unquoted(value);
        return faults.add(&point(value_at), message, format!("{name} = {instead}"));
    }
    if let Some((open, at)) = statement.open {
        let (message, instead) = left_open(open);
        return faults.add(&(at..at + 1), message, instead);
    }
    let at = errors
        .iter()
        .filter_map(Error::span)
        .map(|span| span.start)
        .min()
        .unwrap_or(value_at);
    if errors
        .iter()
        .any(|error| error.message().starts_with("unexpected key or value"))
    {
        let sets = value.get(..at.saturating_sub(value_at)).unwrap_or_default();
        let rest = value.get(sets.len()..).unwrap_or_default().trim();
        if matches!(rest, ";" | ",") {
            return faults.add(
                &point(at),
                format!("Behind the value there is a \"{rest}\", which does not belong there."),
                format!("{name} = {}", sets.trim()),
            );
        }
        if matches!(first, '"' | '\'') {
            return faults.add(
                &point(at),
                "The text ends at the quote mark before this place; the rest is not part of it.",
                "\\\" for a quote mark inside a text (or put the whole text between ''' and ''')",
            );
        }
        return faults.add(
            &point(at),
            "After the value there is something more.",
            format!("{name} = {}", in_quotes(value)),
        );
    }
    if matches!(first, '"' | '\'') {
        let hidden = value
            .chars()
            .any(|c| is_hidden(c) && !matches!(c, '\n' | '\r' | '\t'));
        if hidden {
            return faults.add(
                &point(at),
                "There is an invisible control character in this text.",
                "Type the text again, without it.",
            );
        }
        return faults.add(
            &point(at),
            "A backslash has a special meaning in a text, and this one is not known.",
            "\\\\ for a backslash (or put the text between single quotes: '…')",
        );
    }
    faults.add(
        &point(value_at),
        "This cannot be read as a number.",
        format!(
            "digits only, such as {name} = 15; words go in quotes: {name} = {}",
            in_quotes(value)
        ),
    );
}

/// A list that cannot be read: every entry without proper quotes, or the first other fault.
fn list(statement: &Statement, body: &str, errors: &[Error], faults: &mut Faults<'_>) {
    let start = statement.span.start;
    let mut last_line = 0;
    let mut told = false;
    for error in errors
        .iter()
        .filter(|error| error.message().starts_with("string values must be quoted"))
    {
        let span = error.span().unwrap_or(0..0);
        let line = faults.line_of(start + span.start);
        if line != last_line {
            let value = body.get(span.start..).unwrap_or_default();
            let value = value.split(['\n', ',', ']']).next().unwrap_or_default();
            let (message, instead) = unquoted(value);
            faults.add(&(start + span.start..start + span.end), message, instead);
        }
        last_line = line;
        told = true;
    }
    if let Some((open, at)) = statement.open {
        let (message, instead) = left_open(open);
        return faults.add(&(at..at + 1), message, instead);
    }
    if told {
        return;
    }
    let first = errors.first();
    let at = start + first.and_then(Error::span).map_or(0, |span| span.start);
    if first.is_some_and(|error| error.message().contains("comma")) {
        faults.add(
            &(at..at + 1),
            "Two entries of a list are separated by one comma; here it is missing, or there are two.",
            "[\"first\", \"second\"]",
        );
    } else {
        faults.add(
            &(at..at + 1),
            "This list cannot be read from here on.",
            "[\"first\", \"second\"]",
        );
    }
}

fn left_open(open: Open) -> (&'static str, &'static str) {
    match open {
        Open::Quote => (
            "The text that begins here has no closing quote mark on its line.",
            "Add \" at its end (a text of several lines goes between \"\"\" and \"\"\").",
        ),
        Open::LongQuote => (
            "The long text that begins here is never closed.",
            "Add \"\"\" on a line of its own after the text.",
        ),
        Open::Bracket => (
            "The bracket that opens here is never closed.",
            "Add the closing bracket after the last entry.",
        ),
    }
}

/// A value that is not in quotes, or in those of a word processor.
fn unquoted(value: &str) -> (&'static str, String) {
    let value = value.lines().next().unwrap_or_default().trim();
    let first = value.chars().next().unwrap_or('"');
    if is_curly(first) {
        return (CURLY, in_quotes(value));
    }
    match value.to_lowercase().as_str() {
        "yes" | "y" | "on" | "true" => (
            "Yes is written as the word true, in small letters.",
            "true".to_string(),
        ),
        "no" | "n" | "off" | "false" => (
            "No is written as the word false, in small letters.",
            "false".to_string(),
        ),
        _ => ("Words go between quote marks.", in_quotes(value)),
    }
}

fn is_curly(c: char) -> bool {
    matches!(
        c,
        '“' | '”' | '„' | '‟' | '‘' | '’' | '‚' | '«' | '»' | '‹' | '›' | '´' | '`'
    )
}

/// A value with straight quotes around it, as it should have been typed.
fn in_quotes(value: &str) -> String {
    let value = value.lines().next().unwrap_or_default().trim();
    let inside = value.trim_matches(|c| is_curly(c) || c == '"' || c == '\'');
    let inside: String = inside
        .chars()
        .take(60)
        .map(|c| if c == '"' { '\'' } else { c })
        .collect();
    format!("\"{inside}\"")
}
