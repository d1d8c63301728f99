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
    clean_behind("", text)
}

/// The same, for text typed behind `before`: the flags of Wales, Scotland and England are a black flag and invisible
/// letters, which arrive one by one.
pub fn clean_behind<'a>(before: &str, text: &'a str) -> Clean<'a> {
    if !text.chars().any(is_unsafe) {
        return Clean {
            text: Cow::Borrowed(text),
            replaced: 0,
        };
    }
    let mut out = String::with_capacity(text.len());
    let mut replaced = 0;
    let mut letters = text.chars().peekable();
    let mut flag = tags_behind_flag(before);
    while let Some(letter) = letters.next() {
        let tags = flag;
        flag = match (letter, tags) {
            (FLAG, _) => Some(0),
            (TAG_FIRST..=TAG_LAST, Some(count)) if count < MOST_TAGS => Some(count + 1),
            _ => None,
        };
        match letter {
            TAG_END if tags.is_some() => out.push(letter),
            TAG_FIRST..=TAG_LAST if tags.is_some_and(|count| count < MOST_TAGS) => out.push(letter),
            '\r' => {
                letters.next_if_eq(&'\n');
                out.push('\n');
            }
            '\t' => out.push(' '),
            letter if ends_a_line(letter) => out.push('\n'),
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

/// The lines of a text, whatever ends them: where another program has put a line end of its own, somebody else may speak.
pub fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines()
        .flat_map(|line| line.split_terminator(ends_a_line))
}

/// Besides `\n`: what old computers, page makers and chats put at the end of a line.
fn ends_a_line(letter: char) -> bool {
    matches!(
        letter,
        '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}'
    )
}

/// What is said of characters that could not stay as they were.
pub fn altered_words(count: usize) -> String {
    let characters = match count {
        1 => "1 character".to_owned(),
        count => format!("{count} characters"),
    };
    format!("{characters} that cannot be shown: left out, or \u{fffd} in its place.")
}

/// Same, for text that must stand on one line (names, references).
pub fn clean_line(text: &str) -> String {
    clean(text)
        .text
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

const FLAG: char = '\u{1f3f4}';
/// Invisible digits and letters, and the end of them.
const TAG_FIRST: char = '\u{e0030}';
const TAG_LAST: char = '\u{e007a}';
const TAG_END: char = '\u{e007f}';
/// A flag has five, `gbwls`; more than six would be hidden text.
const MOST_TAGS: usize = 6;

/// How many of the invisible letters of a flag `before` ends in; `None` if it ends in anything else.
fn tags_behind_flag(before: &str) -> Option<usize> {
    let tags = before.chars().rev();
    let count = tags
        .take_while(|letter| (TAG_FIRST..=TAG_LAST).contains(letter))
        .count();
    let is_flag = before.chars().rev().nth(count) == Some(FLAG);
    is_flag.then_some(count)
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
    fn a_flag_of_a_nation_survives_whole_or_letter_by_letter_and_hidden_text_does_not() {
        let wales = "\u{1f3f4}\u{e0067}\u{e0062}\u{e0077}\u{e006c}\u{e0073}\u{e007f}";
        for flag in [wales.to_owned(), format!("a {wales} b {wales}")] {
            assert_eq!(clean(&flag).text, flag);
            let mut typed = String::new();
            for letter in flag.chars() {
                let letter = letter.to_string();
                let cleaned = clean_behind(&typed, &letter).text.into_owned();
                typed.push_str(&cleaned);
            }
            assert_eq!(typed, flag);
        }
        assert_eq!(clean("no\u{e0067}\u{e007f} flag").text, "no flag");
        let hidden = format!("\u{1f3f4}{}", "\u{e0068}".repeat(40));
        assert_eq!(clean(&hidden).replaced, 34);
    }

    #[test]
    fn escapes_are_made_visible_and_counted() {
        let cleaned = clean("a\u{1b}[31mb\u{202e}c\u{200b}\r\nd\te");
        assert_eq!(cleaned.text, "a\u{fffd}[31mb\u{fffd}c\nd e");
        assert_eq!(cleaned.replaced, 3);
    }
}
