//! The looks of the program (for any ground, for a light or a dark one, in high contrast, without colour), and ASCII symbols
//! for terminals without UTF-8. A style only repeats what a word or symbol already says.
//!
//! Which colour may be used where is measured: `tests/screens/contrast.rs` (decision 38).

use crate::domain::settings::screen::Colours;
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

const MADE_UP: Style = Style::new().fg(Color::Black).bg(Color::Cyan);

impl Theme {
    pub fn of(colours: Colours) -> Theme {
        match colours {
            Colours::Either => Theme::either(),
            Colours::Light => Theme::light(),
            Colours::Dark => Theme::dark(),
            Colours::HighContrast => Theme::high_contrast(),
        }
    }

    pub fn with_ascii_signs(mut self) -> Theme {
        self.ascii_signs = true;
        self
    }

    /// Nobody knows on which ground it is drawn, and none of the sixteen colours can be read on both: a colour comes with a
    /// ground of its own.
    fn either() -> Theme {
        let plain = Style::new();
        let strong = plain.add_modifier(Modifier::BOLD);
        Theme {
            plain,
            strong,
            quiet: plain,
            rule: plain.add_modifier(Modifier::DIM),
            chosen: plain.add_modifier(Modifier::REVERSED),
            good: plain,
            attention: strong,
            alarm: strong.add_modifier(Modifier::REVERSED),
            made_up: MADE_UP,
            child: plain,
            ascii_signs: false,
        }
    }

    fn dark() -> Theme {
        Theme {
            good: Style::new().fg(Color::LightGreen),
            attention: Style::new().fg(Color::LightYellow),
            alarm: Style::new()
                .fg(Color::LightRed)
                .add_modifier(Modifier::BOLD | Modifier::REVERSED),
            child: Style::new().fg(Color::LightCyan),
            ..Theme::either()
        }
    }

    /// Bold is left out where there is a colour: many terminals make it a bright one, which cannot be read on white.
    fn light() -> Theme {
        Theme {
            good: Style::new().fg(Color::Blue),
            attention: Style::new().fg(Color::Magenta),
            alarm: Style::new().fg(Color::Red).add_modifier(Modifier::REVERSED),
            ..Theme::either()
        }
    }

    pub fn without_colour() -> Theme {
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
            // Bold black is grey in many terminals.
            chosen: Style::new()
                .fg(Color::Black)
                .bg(Color::White)
                .remove_modifier(Modifier::BOLD),
            good: plain.fg(Color::LightGreen),
            attention: strong,
            alarm: Style::new().fg(Color::Black).bg(Color::LightYellow),
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
        let theme = Theme::without_colour();
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
