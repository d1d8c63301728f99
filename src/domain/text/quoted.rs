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
