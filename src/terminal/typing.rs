//! The line of plain mode at a keyboard: keys become words, always at the end of the line, because a cursor that moves
//! back can be neither heard nor felt.

use super::echo::Echo;
use super::notice::Input;
use crate::app::editing::line_keys;
use crate::app::protocol::message::Key;
use crate::domain::text::buffer::TextBuffer;
use crate::domain::text::sanitise::{clean, clean_behind};

#[derive(Debug)]
pub(super) struct Typing {
    line: TextBuffer,
    pub(super) echo: Echo,
}

/// What has to be done about a key.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Step {
    Nothing,
    /// The line has other words now.
    Changed,
    Entered(String),
    /// Several lines at once, with the terminal's marks around them.
    Pasted(String),
    /// The line is to be read again.
    Again,
    /// The end of the input.
    End,
    /// Ctrl+C, where the terminal sends it as a key.
    Stop,
}

impl Typing {
    pub(super) fn new(columns: u16) -> Typing {
        Typing {
            line: TextBuffer::default(),
            echo: Echo::new(columns),
        }
    }

    pub(super) fn text(&self) -> &str {
        self.line.text()
    }

    pub(super) fn begin_with(&mut self, text: &str) {
        self.line = TextBuffer::with_text(text);
    }

    pub(super) fn take(&mut self, input: Input) -> Step {
        match input {
            Input::Key(key) => self.press(key),
            Input::Paste(text) => {
                let cleaned = clean(&text).text;
                let words = cleaned.trim_end_matches('\n');
                if words.contains('\n') {
                    return Step::Pasted(words.to_owned());
                }
                self.insert(words)
            }
            // Each has its place in the line, and they are counted when it is entered.
            Input::BadBytes(_) => Step::Nothing,
        }
    }

    fn press(&mut self, key: Key) -> Step {
        match key {
            Key::Char(letter) => {
                let mut text = [0; 4];
                self.insert(letter.encode_utf8(&mut text))
            }
            Key::Tab => self.insert(" "),
            Key::Enter | Key::Newline => {
                Step::Entered(std::mem::take(&mut self.line).text().to_owned())
            }
            Key::Backspace | Key::EraseWord | Key::Ctrl('w' | 'u') => {
                match line_keys::change(&mut self.line, key).flatten() {
                    Some(_) => Step::Changed,
                    None => Step::Nothing,
                }
            }
            Key::Ctrl('r' | 'l') => Step::Again,
            Key::Ctrl('d') if self.line.is_empty() => Step::End,
            Key::Ctrl('c') => Step::Stop,
            _ => Step::Nothing,
        }
    }

    fn insert(&mut self, text: &str) -> Step {
        let cleaned = clean_behind(self.line.text(), text).text.into_owned();
        match cleaned.is_empty() {
            true => Step::Nothing,
            false => {
                self.line.insert(&cleaned);
                Step::Changed
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::terminal::decoder::Decoder;

    /// The line after these bytes, and every step that was not only a change of it.
    fn typed(bytes: &[u8]) -> (String, Vec<Step>) {
        let (mut decoder, mut typing, mut inputs) = (Decoder::new(), Typing::new(80), Vec::new());
        decoder.feed(bytes, &mut inputs);
        decoder.timeout(&mut inputs);
        let steps = inputs.into_iter().map(|input| typing.take(input));
        let steps = steps.filter(|step| !matches!(step, Step::Changed | Step::Nothing));
        let steps = steps.collect();
        (typing.text().to_owned(), steps)
    }

    #[test]
    fn each_editing_key_does_what_it_does_in_any_line() {
        for (bytes, line) in [
            ("KS: I was scaref\x7fd", "KS: I was scared"),
            ("KS: I was scaref\x08d", "KS: I was scared"),
            ("KS: cafe\u{301}\x7fé", "KS: café"),
            ("KS: 水曜\x7f", "KS: 水"),
            ("KS: 👨\u{200d}👩\u{200d}👧\x7f", "KS: "),
            ("KS: two words\x17", "KS: two "),
            ("KS: two words\x1b\x7f", "KS: two "),
            ("KS: wrong\x15SW: right", "SW: right"),
            ("\x7f\x17\x15KS: ", "KS: "),
            // Arrows, Home, F5, Delete, an unknown sequence, a lone Esc, Ctrl+A: nothing happens, and no letter is lost.
            (
                "a\x1b[Ab\x1b[Dc\x1b[Hd\x1b[15~e\x1b[3~f\x1b[99;9zg\x01h",
                "abcdefgh",
            ),
            ("a\tb", "a b"),
            ("a\x04b\x13c\x11d", "abcd"),
            ("\x1b[200~one pasted line\r\x1b[201~", "one pasted line"),
            ("a\u{202e}b", "a\u{fffd}b"),
        ] {
            assert_eq!(
                typed(bytes.as_bytes()),
                (line.to_owned(), vec![]),
                "{bytes:?}"
            );
        }
    }

    #[test]
    fn lines_end_and_several_pasted_ones_stay_together() {
        let entered = |line: &str| Step::Entered(line.to_owned());
        assert_eq!(
            typed(b"a\rb\nc\r\nd"),
            (
                "d".to_owned(),
                vec![entered("a"), entered("b"), entered("c")]
            )
        );
        assert_eq!(
            typed(b"\x1b[200~/close\rKS: no\r\x1b[201~").1,
            [Step::Pasted("/close\nKS: no".to_owned())]
        );
        assert_eq!(typed(b"a\x12").1, [Step::Again]);
        assert_eq!(typed(b"\x04").1, [Step::End]);
        assert_eq!(typed(b"a\xe9b").0, "a\u{fffd}b");
    }
}
