//! What stands between quotation marks: somebody's own words, which nobody corrects.

use std::ops::Range;

/// The quoted parts of a text, in bytes, marks included. An unclosed quotation runs to the end, because it may still be
/// being typed; a single straight mark counts only as a pair, because it is an apostrophe much more often.
pub fn quoted(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut open: Option<(usize, char)> = None;
    let mut before = ' ';
    let letters: Vec<(usize, char)> = text.char_indices().collect();
    let after = |index: usize| letters.get(index + 1).map_or(' ', |(_, letter)| *letter);
    for (index, &(at, letter)) in letters.iter().enumerate() {
        match open {
            None => {
                let closing = match letter {
                    '"' => Some('"'),
                    '“' | '„' => Some('”'),
                    '«' => Some('»'),
                    '‘' if !before.is_alphanumeric() => Some('’'),
                    '\'' if !before.is_alphanumeric() && after(index).is_alphanumeric() => {
                        Some('\'')
                    }
                    _ => None,
                };
                open = closing.map(|closing| (at, closing));
            }
            Some((from, closing)) if closes(letter, closing, before, after(index)) => {
                found.push(from..at + letter.len_utf8());
                open = None;
            }
            Some(_) => {}
        }
        before = letter;
    }
    match open {
        Some((from, '\'')) => {
            // It was an apostrophe after all; what comes behind it can still hold a quotation.
            let rest = text.get(from + 1..).unwrap_or_default();
            let inner = quoted(rest).into_iter();
            found.extend(inner.map(|range| range.start + from + 1..range.end + from + 1));
        }
        Some((from, _)) => found.push(from..text.len()),
        None => {}
    }
    found
}

fn closes(letter: char, closing: char, before: char, after: char) -> bool {
    match closing {
        '\'' | '’' => letter == closing && !before.is_whitespace() && !after.is_alphanumeric(),
        '”' => matches!(letter, '”' | '“' | '"'),
        _ => letter == closing,
    }
}

/// The closed quotations of a typed line: each is one piece. They begin where a word or an answer begins, so that
/// `5" nails` opens none; one in single marks is an answer of its own from end to end, because a single mark is an
/// apostrophe much more often. A mark after a `\\` is a letter like any other.
pub fn closed(text: &str) -> Vec<Range<usize>> {
    let letters: Vec<(usize, char)> = text.char_indices().collect();
    let letter = |index: usize| letters.get(index).map(|(_, letter)| *letter);
    let mut found = Vec::new();
    let mut index = 0;
    while let Some(&(from, mark)) = letters.get(index) {
        let before = index.checked_sub(1).and_then(letter);
        let end = Some(mark)
            .filter(|mark| opens(*mark, text.get(..from).unwrap_or(""), before))
            .and_then(|mark| end_of(mark, index, &letters, text));
        match end {
            Some(end) => {
                let to = letters.get(end + 1).map_or(text.len(), |(at, _)| *at);
                found.push(from..to);
                index = end + 1;
            }
            None => index += 1,
        }
    }
    found
}

fn opens(mark: char, before_it: &str, before: Option<char>) -> bool {
    match mark {
        '"' | '“' | '„' | '«' => before.is_none_or(|letter| {
            letter.is_whitespace() || matches!(letter, '(' | '[' | ':' | ';' | ',')
        }),
        '\'' | '‘' => {
            let before = before_it.trim_end();
            before.is_empty() || before.ends_with([':', ';'])
        }
        _ => false,
    }
}

/// The index of the mark that closes the one at `index`.
fn end_of(mark: char, index: usize, letters: &[(usize, char)], text: &str) -> Option<usize> {
    let is_single = matches!(mark, '\'' | '‘');
    (index + 1..letters.len()).find(|&at| {
        let Some(&(place, letter)) = letters.get(at) else {
            return false;
        };
        let fits = match mark {
            '"' => letter == '"',
            '“' | '„' => matches!(letter, '”' | '“' | '"'),
            '«' => letter == '»',
            _ => matches!(letter, '\'' | '’'),
        };
        let before = at.checked_sub(1).and_then(|at| letters.get(at));
        let is_escaped = before.is_some_and(|(_, letter)| *letter == '\\');
        let behind = text.get(place + letter.len_utf8()..).unwrap_or("");
        let ends = match is_single {
            true => behind.trim_start().is_empty() || behind.trim_start().starts_with([';', '#']),
            false => !behind.starts_with(char::is_alphanumeric),
        };
        fits && !is_escaped && ends
    })
}

#[cfg(test)]
mod tests {
    use super::closed;

    #[test]
    fn a_closed_quotation_is_one_piece_and_an_apostrophe_none() {
        for (text, pieces) in [
            ("say \"a; b\" now", &["\"a; b\""][..]),
            ("words: “a; b”; good: c", &["“a; b”"]),
            ("words: „a; b“", &["„a; b“"]),
            (
                "words: 'I like; good: the girls'; x",
                &["'I like; good: the girls'"],
            ),
            ("words: ‘it’s mine; yes’", &["‘it’s mine; yes’"]),
            ("5\" nails; by: 6\" gap", &[]),
            ("the girls' room; the boys' room", &[]),
            ("words: \"not closed; x", &[]),
            ("words: \\\"a; b\"", &[]),
            ("\"a\" and \"b\"", &["\"a\"", "\"b\""]),
        ] {
            let found: Vec<&str> = closed(text)
                .into_iter()
                .filter_map(|range| text.get(range))
                .collect();
            assert_eq!(found, pieces, "{text}");
        }
    }
}
