//! What may appear in one cell of the screen: the last check before the terminal. No control character passes, nor
//! anything that would let text run backwards.

use ratatui::buffer::CellWidth;

/// More marks on one letter than any script needs: the text keeps the rest, the screen does not show them.
const MOST_CHARACTERS: usize = 33;

#[derive(Debug, PartialEq, Eq)]
pub(super) struct Symbol<'s> {
    /// Never empty, never with a control character.
    pub(super) text: std::borrow::Cow<'s, str>,
    /// The number of columns we expect it to fill.
    pub(super) width: u16,
    /// Whether every terminal agrees about the width.
    pub(super) certain: bool,
}

impl<'s> Symbol<'s> {
    pub(super) fn new(symbol: &'s str, room: u16) -> Self {
        let clean = clean(symbol);
        // ratatui's own measure: both must agree about which cells a wide symbol hides.
        let width = clean.as_ref().cell_width();
        if width == 0 {
            return Self {
                text: " ".into(),
                width: 1,
                certain: true,
            };
        }
        if width > room {
            // Half of a wide character cannot be shown.
            return Self {
                text: "\u{fffd}".into(),
                width: 1,
                certain: false,
            };
        }
        let mut characters = clean.chars();
        let certain = match (characters.next(), characters.next()) {
            (Some(only), None) => is_certain(only),
            _ => false,
        };
        Self {
            text: clean,
            width,
            certain,
        }
    }

    /// Whether terminals may show it in fewer columns than expected and leave old text beside it.
    pub(super) fn may_fall_short(&self) -> bool {
        self.text.contains(['\u{fe0f}', '\u{200d}'])
    }

    /// The number of columns that the most simple-minded terminal would fill.
    pub(super) fn widest(&self) -> u16 {
        let characters = u16::try_from(self.text.chars().count()).unwrap_or(u16::MAX);
        if self.certain {
            self.width
        } else {
            characters.saturating_mul(2)
        }
    }
}

fn clean(symbol: &str) -> std::borrow::Cow<'_, str> {
    let too_long = symbol.len() > MOST_CHARACTERS && symbol.chars().nth(MOST_CHARACTERS).is_some();
    if !too_long && !symbol.contains(|c: char| c.is_control() || turns_text(c)) {
        return symbol.into();
    }
    let shown: String = symbol
        .chars()
        .filter(|c| !turns_text(*c))
        .take(MOST_CHARACTERS)
        .map(|c| if c.is_control() { '\u{fffd}' } else { c })
        .collect();
    shown.into()
}

/// The controls that embed, override or isolate a direction. (Arabic and Hebrew letters need none of them.)
const fn turns_text(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Letters and symbols that fill one column everywhere. Any others only cost a few more bytes.
const fn is_certain(c: char) -> bool {
    matches!(c,
        ' '..='~'
        // Latin with its accents, but not the soft hyphen; Greek and Cyrillic without the combining marks.
        | '\u{a1}'..='\u{ac}' | '\u{ae}'..='\u{24f}' | '\u{370}'..='\u{482}' | '\u{48a}'..='\u{52f}'
        | '\u{1e00}'..='\u{1eff}'
        // Dashes, quotation marks, ellipsis; the euro; box drawing; our own ● and ○. A terminal set to show these wide
        // also shows box drawing wide, which makes all our screens unreadable anyway.
        | '\u{2010}'..='\u{2027}' | '\u{20ac}' | '\u{2500}'..='\u{257f}' | '●' | '○'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_control_character_reaches_the_terminal() {
        for (symbol, shown) in [
            ("a", "a"),
            ("", " "),
            ("\u{200b}", " "),
            ("a\u{1b}", "a\u{fffd}"),
            ("\n", "\u{fffd}"),
            ("\u{9b}", "\u{fffd}"),
            ("x\u{202e}", "x"),
            ("é", "é"),
        ] {
            assert_eq!(Symbol::new(symbol, 10).text, shown, "{symbol:?}");
        }
        let zalgo = format!("a{}", "\u{301}".repeat(1000));
        assert_eq!(
            Symbol::new(&zalgo, 10).text.chars().count(),
            MOST_CHARACTERS
        );
        assert_eq!(Symbol::new("漢", 1).text, "\u{fffd}");
    }
}
