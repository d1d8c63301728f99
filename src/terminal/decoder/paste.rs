//! Pasted text as it arrives: its end, its line ends, and the bytes in it that are not text.

const END: &[u8] = b"\x1b[201~";
/// A longer paste is passed on in pieces of about this size, to limit memory.
const LARGEST: usize = 16 * 1024 * 1024;
/// Stands for everything that cannot be shown.
pub(super) const BAD: char = '\u{fffd}';

#[derive(Debug, Default)]
pub(super) struct Pasted(Vec<u8>);

/// Text with no control characters but `\n` and tab, and the number of bytes that were not text.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Text {
    pub(super) text: String,
    pub(super) bad: usize,
}

impl Pasted {
    pub(super) const fn new() -> Self {
        Self(Vec::new())
    }

    /// Adds `bytes`. If the paste ends in them, returns how many were used, including the end mark.
    pub(super) fn add(&mut self, bytes: &[u8]) -> Option<usize> {
        let before = self.0.len();
        self.0.extend_from_slice(bytes);
        // The end mark may have arrived in two parts.
        let from = before.saturating_sub(END.len());
        let fresh = self.0.get(from..)?;
        let end = from.saturating_add(fresh.windows(END.len()).position(|window| window == END)?);
        self.0.truncate(end);
        Some(end.saturating_add(END.len()).saturating_sub(before))
    }

    pub(super) fn take(&mut self) -> Text {
        text(&std::mem::take(&mut self.0))
    }

    pub(super) fn take_if_long(&mut self) -> Text {
        self.take_if_longer_than(LARGEST)
    }

    fn take_if_longer_than(&mut self, most: usize) -> Text {
        if self.0.len() < most {
            return Text::default();
        }
        // Not inside the end mark, a character or CR LF.
        let mut cut = self.0.len().saturating_sub(END.len() + 2);
        while cut > 0
            && self
                .0
                .get(cut)
                .is_some_and(|byte| matches!(byte, 0x80..=0xbf | b'\n'))
        {
            cut = cut.saturating_sub(1);
        }
        let rest = self.0.split_off(cut);
        text(&std::mem::replace(&mut self.0, rest))
    }
}

fn text(pasted: &[u8]) -> Text {
    let mut text = String::with_capacity(pasted.len());
    let mut bad = 0_usize;
    for chunk in pasted.utf8_chunks() {
        let mut after_return = false;
        for character in chunk.valid().chars() {
            match character {
                '\n' if after_return => {}
                '\r' | '\n' => text.push('\n'),
                '\t' => text.push('\t'),
                _ if character.is_control() => {
                    bad = bad.saturating_add(character.len_utf8());
                    text.push(BAD);
                }
                _ => text.push(character),
            }
            after_return = character == '\r';
        }
        if !chunk.invalid().is_empty() {
            bad = bad.saturating_add(chunk.invalid().len());
            text.push(BAD);
        }
    }
    Text { text, bad }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_paste_is_never_cut_inside_a_character_or_a_line_end() {
        let whole = "Zoë 😀\r\nyes\r\n\r\n".repeat(40);
        for most in 20..120 {
            let mut pasted = Pasted::new();
            let mut together = String::new();
            let mut pieces = 0;
            for byte in whole.as_bytes().iter().chain(END) {
                let text = match pasted.add(&[*byte]) {
                    Some(_) => pasted.take(),
                    None => pasted.take_if_longer_than(most),
                };
                assert_eq!(text.bad, 0);
                pieces += usize::from(!text.text.is_empty());
                together.push_str(&text.text);
            }
            assert!(pieces > 3);
            assert_eq!(together, whole.replace("\r\n", "\n"));
        }
    }
}
