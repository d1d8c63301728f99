//! Cuts a text into its statements (a heading, or a name with its value), so that each can be judged by itself and one
//! mistake does not hide the next. Only used when the text does not parse.

use super::fault::Span;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Open {
    /// A quote mark without its partner on the line.
    Quote,
    /// Three quote marks without the three that end the text.
    LongQuote,
    /// A list or an inline table without its closing bracket.
    Bracket,
}

#[derive(Debug)]
pub(super) struct Statement {
    /// From its first letter to the end of its last line, without the line end.
    pub span: Span,
    pub heading: bool,
    pub open: Option<(Open, usize)>,
}

/// All statements of `text` from first to last; empty lines and remarks are left out.
pub(super) fn statements(text: &str) -> Vec<Statement> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let line = first_line(rest);
        let trimmed = line.trim_start();
        let start = at + (line.len() - trimmed.len());
        if trimmed.is_empty() || trimmed.starts_with('#') {
            at += line.len() + 1;
        } else if trimmed.starts_with('[') {
            let end = at + line.trim_end().len();
            found.push(Statement {
                span: start..end,
                heading: true,
                open: None,
            });
            at += line.len() + 1;
        } else {
            let statement = setting(text, start);
            at = text.get(statement.span.end..).map_or(text.len(), |rest| {
                statement.span.end + first_line(rest).len()
            }) + 1;
            found.push(statement);
        }
    }
    found
}

fn first_line(rest: &str) -> &str {
    rest.split('\n').next().unwrap_or_default()
}

/// Whether a line is a heading such as `[[section]]`, perhaps with a bracket too few.
pub(super) fn is_heading(line: &str) -> bool {
    let line = line.trim();
    let name = line.trim_start_matches('[');
    line.starts_with('[')
        && name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.contains(']')
        && name
            .split(']')
            .next()
            .unwrap_or_default()
            .chars()
            .all(|c| is_bare(c) || c == '.')
}

/// Whether a line begins a new setting: `name =`.
fn is_setting(line: &str) -> bool {
    let Some((name, _)) = line.split_once('=') else {
        return false;
    };
    let name = name.trim();
    name.starts_with(|c: char| c.is_ascii_alphabetic()) && name.chars().all(is_bare)
}

/// Whether a letter may stand in a name without quotes.
pub(super) fn is_bare(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_' || c == '-'
}

/// Reads one setting that begins at `start`.
fn setting(text: &str, start: usize) -> Statement {
    let mut brackets: Vec<(char, usize)> = Vec::new();
    let mut open = None;
    let mut at = start;
    let bytes_left = |at: usize| text.get(at..).unwrap_or_default();
    let end = loop {
        let rest = bytes_left(at);
        let Some(c) = rest.chars().next() else {
            break text.len();
        };
        match c {
            '\n' => {
                let next = first_line(bytes_left(at + 1));
                match brackets.last() {
                    None => break at,
                    Some((bracket, from))
                        if is_heading(next) || (*bracket == '[' && is_setting(next)) =>
                    {
                        open = open.or(Some((Open::Bracket, *from)));
                        break at;
                    }
                    Some(_) => at += 1,
                }
            }
            '#' => at += first_line(rest).len(),
            '"' | '\'' => {
                let (length, closed) = quoted(rest, c);
                let from = at;
                at += length;
                if !closed {
                    let long = is_long(rest, c);
                    open = open.or(Some((
                        if long { Open::LongQuote } else { Open::Quote },
                        from,
                    )));
                    if long {
                        break at;
                    }
                }
            }
            '[' | '{' => {
                brackets.push((c, at));
                at += 1;
            }
            ']' | '}' => {
                brackets.pop();
                at += 1;
            }
            c => at += c.len_utf8(),
        }
    };
    if let (None, Some((_, from))) = (open, brackets.last()) {
        open = Some((Open::Bracket, *from));
    }
    let body = text.get(start..end).unwrap_or_default();
    Statement {
        span: start..start + body.trim_end().len(),
        heading: false,
        open,
    }
}

fn is_long(rest: &str, quote: char) -> bool {
    rest.starts_with(if quote == '"' { "\"\"\"" } else { "'''" })
}

/// The length in bytes of a quoted text at the beginning of `rest`, and whether its end was found.
///
/// A long text that runs over a heading was most likely never closed: it is cut before the heading.
fn quoted(rest: &str, quote: char) -> (usize, bool) {
    if !is_long(rest, quote) {
        let line = first_line(rest);
        let mut escaped = false;
        for (at, c) in line.char_indices().skip(1) {
            match c {
                _ if escaped => escaped = false,
                '\\' if quote == '"' => escaped = true,
                c if c == quote => return (at + 1, true),
                _ => {}
            }
        }
        return (line.len(), false);
    }
    let mut at = 3;
    let mut escaped = false;
    for (offset, c) in rest.char_indices().skip(3) {
        at = offset + c.len_utf8();
        match c {
            _ if escaped => escaped = false,
            '\\' if quote == '"' => escaped = true,
            '\n' if is_heading(first_line(rest.get(at..).unwrap_or_default())) => {
                return (offset, false);
            }
            c if c == quote && is_long(rest.get(offset..).unwrap_or_default(), quote) => {
                // Up to two more quote marks belong to the text itself.
                let more = rest.get(offset + 3..).unwrap_or_default();
                let more = more.chars().take(2).take_while(|c| *c == quote).count();
                return (offset + 3 + more, true);
            }
            _ => {}
        }
    }
    (at, false)
}
