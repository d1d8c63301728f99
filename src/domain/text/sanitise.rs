//! The border that every text crosses on its way in: keyboard, paste, file, argument. Anything that could control a
//! terminal or hide text is made visible and counted; letters of every script pass.

use std::borrow::Cow;

/// A text that is safe to keep and to show, and how many characters were made visible (U+FFFD) or left out.
#[derive(Debug, PartialEq, Eq)]
pub struct Clean<'a> {
    pub text: Cow<'a, str>,
    /// Characters that could not stay as they were.
    pub replaced: usize,
}

/// Line ends become `\n`, tabs a space, control and direction-override characters U+FFFD;
/// zero-width characters that no script needs go.
pub fn clean(text: &str) -> Clean<'_> {
    if !text.chars().any(is_unsafe) {
        return Clean {
            text: Cow::Borrowed(text),
            replaced: 0,
        };
    }
    let mut out = String::with_capacity(text.len());
    let mut replaced = 0;
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '\r' => {
                letters.next_if_eq(&'\n');
                out.push('\n');
            }
            '\t' => out.push(' '),
            '\u{2028}' | '\u{2029}' => out.push('\n'),
            '\u{200b}' | '\u{feff}' | '\u{2060}' | '\u{e0000}'..='\u{e007f}' => replaced += 1,
            letter if is_unsafe(letter) => {
                out.push('\u{fffd}');
                replaced += 1;
            }
            letter => out.push(letter),
        }
    }
    Clean {
        text: Cow::Owned(out),
        replaced,
    }
}

/// Same, for text that must stand on one line (names, references).
pub fn clean_line(text: &str) -> String {
    clean(text)
        .text
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

fn is_unsafe(letter: char) -> bool {
    (letter.is_control() && letter != '\n')
        || matches!(letter,
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
            | '\u{200b}' | '\u{feff}' | '\u{2060}' | '\u{2028}' | '\u{2029}'
            | '\u{e0000}'..='\u{e007f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_all_scripts_pass_untouched() {
        for name in ["Łucja Świątek", "ليلى", "👩‍👧", "می‌خواهم", "Siân"] {
            assert_eq!(
                clean(name),
                Clean {
                    text: Cow::Borrowed(name),
                    replaced: 0
                }
            );
        }
    }

    #[test]
    fn escapes_are_made_visible_and_counted() {
        let cleaned = clean("a\u{1b}[31mb\u{202e}c\u{200b}\r\nd\te");
        assert_eq!(cleaned.text, "a\u{fffd}[31mb\u{fffd}c\nd e");
        assert_eq!(cleaned.replaced, 3);
    }
}
