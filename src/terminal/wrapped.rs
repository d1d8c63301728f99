//! Text for a terminal, broken between words: a terminal breaks a long line wherever it ends, in the middle of a word. A
//! pipe or a file gets the line as it is.

use super::session;
use crate::ui::text::width;
use std::io::{self, IsTerminal};

/// As it is printed, for the window as wide as it is now.
pub(super) fn for_output(text: &str) -> String {
    match io::stdout().is_terminal() {
        true => between_words(text, session::size().width),
        false => text.to_owned(),
    }
}

/// A word that is longer than a row, such as a path, stays whole, so that it can be copied. The last column stays free,
/// because terminals differ in what they do there.
fn between_words(text: &str, columns: u16) -> String {
    let room = usize::from(columns).saturating_sub(1).max(1);
    let mut out = String::with_capacity(text.len() + text.len() / room);
    let mut column = 0;
    for piece in text.split_inclusive([' ', '\n']) {
        let word = piece.trim_end_matches([' ', '\n']);
        let wide = width(word);
        if column > 0 && column + wide > room {
            // The spaces that ended the row would only be an empty end.
            out.truncate(out.trim_end_matches(' ').len());
            out.push('\n');
            column = 0;
        }
        out.push_str(piece);
        column = match piece.ends_with('\n') {
            true => 0,
            false => column + width(piece),
        };
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_long_line_is_broken_between_words_and_a_path_is_not() {
        assert_eq!(
            between_words("KS: I was scared to tell anyone\n", 14),
            "KS: I was\nscared to\ntell anyone\n"
        );
        assert_eq!(
            between_words("The minutes: /a/very/long/path/of/it\n", 12),
            "The\nminutes:\n/a/very/long/path/of/it\n"
        );
        assert_eq!(between_words("short\n\nlines\n", 40), "short\n\nlines\n");
        assert_eq!(between_words("水水 水水 水", 6), "水水\n水水\n水");
    }

    proptest! {
        #[test]
        fn only_spaces_are_replaced_and_no_row_of_short_words_is_too_long(
            text in "([a-z水]{1,6} {1,2}){0,20}",
            columns in 14u16..60,
        ) {
            let out = between_words(&text, columns);
            let flat = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
            prop_assert_eq!(flat(&out), flat(&text));
            for row in out.lines() {
                prop_assert!(width(row.trim_end()) < usize::from(columns), "{:?}", out);
            }
        }
    }
}
