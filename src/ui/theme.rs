//! The three looks of the program: colour, no colour, high contrast; and plain signs for terminals without UTF-8.
//! A style only repeats what a word or sign says already. Must not know what is drawn with it.

use ratatui::style::{Color, Modifier, Style};

/// How things look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Theme {
    /// Everything that is nothing else, and the ground.
    pub plain: Style,
    /// Titles, names of fields, the section that is open.
    pub strong: Style,
    /// What can be passed over: words that are struck out, hints.
    pub quiet: Style,
    /// Rules between parts.
    pub rule: Style,
    /// Put over the row that is chosen; it has a `>` too.
    pub chosen: Style,
    /// A child was heard, a section is done.
    pub good: Style,
    /// Something to look at: marks, what is to be confirmed.
    pub attention: Style,
    /// Something is not saved.
    pub alarm: Style,
    /// The sign of a practice meeting.
    pub made_up: Style,
    /// A child's words and name.
    pub child: Style,
    /// Signs are written with ASCII letters only.
    pub ascii_signs: bool,
}

impl Theme {
    /// The theme for the settings of this person. `NO_COLOR` wins over high contrast.
    pub fn choose(no_color: bool, high_contrast: bool) -> Theme {
        match (no_color, high_contrast) {
            (true, _) => Theme::mono(),
            (false, true) => Theme::high_contrast(),
            (false, false) => Theme::colour(),
        }
    }

    /// The same theme, for a terminal that does not show UTF-8.
    pub fn with_ascii_signs(mut self) -> Theme {
        self.ascii_signs = true;
        self
    }

    /// The sixteen colours of the terminal, on its own ground.
    fn colour() -> Theme {
        let plain = Style::new();
        Theme {
            plain,
            strong: plain.add_modifier(Modifier::BOLD),
            quiet: plain.add_modifier(Modifier::DIM),
            rule: plain.add_modifier(Modifier::DIM),
            chosen: plain.add_modifier(Modifier::REVERSED),
            good: plain.fg(Color::Green),
            attention: plain.fg(Color::Yellow),
            alarm: plain.fg(Color::Red).add_modifier(Modifier::BOLD),
            made_up: plain.fg(Color::Magenta).add_modifier(Modifier::BOLD),
            child: plain.fg(Color::Cyan),
            ascii_signs: false,
        }
    }

    /// Bold, underlined and reversed only.
    fn mono() -> Theme {
        let plain = Style::new();
        let strong = plain.add_modifier(Modifier::BOLD);
        Theme {
            plain,
            strong,
            quiet: plain,
            rule: plain,
            chosen: plain.add_modifier(Modifier::REVERSED),
            good: plain,
            attention: strong,
            alarm: strong.add_modifier(Modifier::REVERSED),
            made_up: strong.add_modifier(Modifier::UNDERLINED),
            child: plain,
            ascii_signs: false,
        }
    }

    /// White and yellow on black; nothing is dim.
    fn high_contrast() -> Theme {
        let plain = Style::new().fg(Color::White).bg(Color::Black);
        let strong = plain.fg(Color::LightYellow).add_modifier(Modifier::BOLD);
        Theme {
            plain,
            strong,
            quiet: plain,
            rule: plain,
            chosen: Style::new()
                .fg(Color::Black)
                .bg(Color::White)
                .add_modifier(Modifier::BOLD),
            good: plain.fg(Color::LightGreen),
            attention: strong,
            alarm: Style::new()
                .fg(Color::Black)
                .bg(Color::LightYellow)
                .add_modifier(Modifier::BOLD),
            made_up: strong.add_modifier(Modifier::UNDERLINED),
            child: plain.fg(Color::LightCyan),
            ascii_signs: false,
        }
    }
}

/// Our own signs in ASCII. Letters of people's names and words are never changed.
pub(super) fn ascii_sign(sign: &str) -> Option<&'static str> {
    Some(match sign {
        "●" => "*",
        "○" => "o",
        "✓" => "v",
        "▶" => ">",
        "│" | "┤" | "├" => "|",
        "─" | "┬" | "┴" | "–" | "—" | "·" => "-",
        "┼" => "+",
        "…" => "~",
        "↑" => "^",
        "“" | "”" => "\"",
        "’" => "'",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_colour_there_is_no_colour() {
        let theme = Theme::choose(true, true);
        for style in [
            theme.plain,
            theme.strong,
            theme.quiet,
            theme.rule,
            theme.chosen,
            theme.good,
            theme.attention,
            theme.alarm,
            theme.made_up,
            theme.child,
        ] {
            assert_eq!((style.fg, style.bg), (None, None), "{style:?}");
            assert!(!style.add_modifier.contains(Modifier::DIM));
        }
    }
}
