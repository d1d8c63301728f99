//! What plain mode prints while a line is typed: each letter once, and nothing that moves upwards. What cannot be taken
//! back with Backspaces is printed again on a row of its own.

use crate::ui::text::{grapheme_width, graphemes, width};

#[derive(Debug)]
pub(super) struct Echo {
    columns: usize,
    /// The column of the cursor.
    column: usize,
    printed: String,
}

/// Moves back over one column and empties it.
const BACK: &str = "\u{8} \u{8}";

impl Echo {
    pub(super) fn new(columns: u16) -> Echo {
        Echo {
            columns: usize::from(columns).max(2),
            column: 0,
            printed: String::new(),
        }
    }

    /// The window has another size, and the terminal may have moved the rows.
    pub(super) fn resize(&mut self, columns: u16) {
        self.columns = usize::from(columns).max(2);
        self.column %= self.columns;
    }

    /// What has to be printed for the line to read `now`.
    pub(super) fn change(&mut self, now: &str) -> String {
        let before = std::mem::replace(&mut self.printed, now.to_owned());
        if let Some(added) = now.strip_prefix(&before) {
            return self.add(&before, added, now);
        }
        match before.strip_prefix(now) {
            Some(gone) if self.can_take_back(gone) => {
                let width: usize = graphemes(gone).map(|(_, one)| grapheme_width(one)).sum();
                self.column -= width;
                BACK.repeat(width)
            }
            _ => self.again(),
        }
    }

    /// The whole line, on a new row.
    pub(super) fn again(&mut self) -> String {
        let mut out = self.end_row();
        let text = std::mem::take(&mut self.printed);
        self.lay(&text, &mut out);
        self.printed = text;
        out
    }

    /// The line is finished with.
    pub(super) fn enter(&mut self) -> String {
        self.printed.clear();
        self.column = 0;
        "\r\n".to_owned()
    }

    /// Ends the row, where there is something on it: what follows is not part of the line.
    pub(super) fn end_row(&mut self) -> String {
        match std::mem::take(&mut self.column) {
            0 => String::new(),
            _ => "\r\n".to_owned(),
        }
    }

    fn add(&mut self, before: &str, added: &str, now: &str) -> String {
        let joins = !before.is_empty()
            && !added.is_empty()
            && !graphemes(now).any(|(at, _)| at == before.len());
        let mut out = String::new();
        if !joins {
            self.lay(added, &mut out);
            return out;
        }
        // An accent, or the next part of an emoji, belongs to the letter that is there already.
        let old = graphemes(before)
            .last()
            .map_or(0, |(_, one)| grapheme_width(one));
        let whole = graphemes(now).filter(|(at, _)| *at < before.len()).last();
        let Some((at, whole)) = whole.filter(|_| self.column > 0) else {
            return self.again();
        };
        let (rest, after) = now
            .split_at_checked(at + whole.len())
            .map_or(("", ""), |(first, after)| {
                (first.get(before.len()..).unwrap_or_default(), after)
            });
        let column = (self.column + grapheme_width(whole)).saturating_sub(old);
        if column >= self.columns {
            return self.again();
        }
        self.column = column;
        out.push_str(rest);
        self.lay(after, &mut out);
        out
    }

    /// Ends each row itself, so that it never depends on how a terminal treats its last column.
    fn lay(&mut self, text: &str, out: &mut String) {
        let mut begins_word = false;
        for (at, one) in graphemes(text) {
            // What is there already is broken between words. Letters that are still typed are not known beforehand.
            if std::mem::replace(&mut begins_word, one == " ") && one != " " {
                let word = text
                    .get(at..)
                    .and_then(|rest| rest.split([' ', '\n']).next());
                let wide = word.map_or(0, width);
                if self.column + wide > self.columns && wide <= self.columns {
                    out.push_str("\r\n");
                    self.column = 0;
                }
            }
            if one == "\n" {
                out.push_str("\r\n");
                self.column = 0;
                continue;
            }
            let wide = grapheme_width(one);
            if self.column + wide > self.columns {
                out.push_str("\r\n");
                self.column = 0;
            }
            out.push_str(one);
            self.column += wide;
            if self.column >= self.columns {
                out.push_str("\r\n");
                self.column = 0;
            }
        }
    }

    /// It is on the row of the cursor, and every terminal agrees how wide it is.
    fn can_take_back(&self, gone: &str) -> bool {
        let is_simple = |one: &str| {
            let wide = one.chars().filter(|letter| {
                let mut text = [0; 4];
                unicode_width::UnicodeWidthStr::width(&*letter.encode_utf8(&mut text)) > 0
            });
            one != "\n" && !one.contains('\u{fe0f}') && wide.count() == 1
        };
        let mut width = 0;
        for (_, one) in graphemes(gone) {
            if !is_simple(one) {
                return false;
            }
            width += grapheme_width(one);
        }
        width <= self.column
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn typed(columns: u16, lines: &[&str]) -> Vec<String> {
        let mut echo = Echo::new(columns);
        lines.iter().map(|line| echo.change(line)).collect()
    }

    #[test]
    fn a_letter_is_printed_once_and_taken_back_with_backspaces() {
        assert_eq!(
            typed(20, &["K", "KS", "KS: é", "KS: ", "KS: 水", "KS: "]),
            ["K", "S", ": é", BACK, "水", &BACK.repeat(2)]
        );
        assert_eq!(typed(20, &["e", "e\u{301}", ""]), ["e", "\u{301}", BACK]);
        assert_eq!(typed(20, &["two words", "two "])[1], BACK.repeat(5));
    }

    #[test]
    fn what_is_on_an_earlier_row_or_of_unsure_width_is_printed_again() {
        assert_eq!(
            typed(4, &["abcd", "abcdef", "abc"]),
            ["abcd\r\n", "ef", "\r\nabc"]
        );
        let family = "👨\u{200d}👩\u{200d}👧";
        assert_eq!(typed(20, &[&format!("a{family}"), "a"])[1], "\r\na");
    }

    #[test]
    fn a_line_that_is_kept_is_printed_again_with_whole_words() {
        let mut echo = Echo::new(12);
        assert_eq!(
            echo.change("KS: I was scared to tell"),
            "KS: I was \r\nscared to \r\ntell"
        );
        assert_eq!(echo.change("KS: I was scared to tel"), BACK);
        assert_eq!(echo.change("KS: I was scared to tell"), "l");
    }

    #[test]
    fn words_in_between_are_followed_by_the_line() {
        let mut echo = Echo::new(20);
        echo.change("KS: half");
        assert_eq!(echo.end_row(), "\r\n");
        assert_eq!(echo.again(), "KS: half");
        assert_eq!(echo.change("KS: hal"), BACK);
    }

    proptest! {
        /// Whatever is typed and taken back, the last rows of the terminal are the line.
        #[test]
        fn the_terminal_ends_in_the_line(
            steps in prop::collection::vec("[a-zé水 \u{301}]{0,12}", 1..40),
            columns in 2u16..30,
        ) {
            let mut echo = Echo::new(columns);
            let size = |number| std::num::NonZeroU16::new(number).unwrap();
            let mut terminal = vt100::Parser::new(size(60), size(columns), 0);
            let mut line = String::new();
            for (at, step) in steps.iter().enumerate() {
                match at % 3 {
                    2 => {
                        let keep = graphemes(&line).count().saturating_sub(step.chars().count());
                        let end = graphemes(&line).nth(keep).map_or(line.len(), |(at, _)| at);
                        line.truncate(end);
                    }
                    _ => line.push_str(step.trim_start_matches('\u{301}')),
                }
                terminal.process(echo.change(&line).as_bytes());
                let flat = |text: &str| text.split_whitespace().collect::<String>();
                let screen = flat(&terminal.screen().contents());
                let seen = flat(&line);
                let tail: String = seen.chars().rev().take(40).collect::<Vec<_>>().into_iter().rev().collect();
                prop_assert!(screen.ends_with(&tail), "{screen:?} {line:?}");
            }
        }
    }
}
