//! The three looks of the program (colour, no colour, high contrast), and ASCII symbols for terminals without UTF-8. A
//! style only repeats what a word or symbol already says.

use ratatui::style::{Color, Modifier, Style};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Theme {
    pub plain: Style,
    pub strong: Style,
    /// Less important: struck-out words, hints.
    pub quiet: Style,
    pub rule: Style,
    /// Put over the chosen row, which also has a `>`.
    pub chosen: Style,
    pub good: Style,
    /// Something to look at: marks, what is to be confirmed.
    pub attention: Style,
    pub alarm: Style,
    pub made_up: Style,
    pub child: Style,
    pub ascii_signs: bool,
}

impl Theme {
    /// `NO_COLOR` wins over high contrast.
    pub fn choose(no_color: bool, high_contrast: bool) -> Theme {
        match (no_color, high_contrast) {
            (true, _) => Theme::mono(),
            (false, true) => Theme::high_contrast(),
            (false, false) => Theme::colour(),
        }
    }

    pub fn with_ascii_signs(mut self) -> Theme {
        self.ascii_signs = true;
        self
    }

    /// The terminal's sixteen colours on its own background.
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

/// Our own symbols in ASCII. Characters in people's names and words are never changed.
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
