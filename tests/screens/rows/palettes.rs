//! How what matters most stands out in the palettes other than the usual one.

use super::super::scenes::drawn;
use talking_piece::domain::settings::screen::Colours;
use talking_piece::ui::Theme;

/// A scene, words on it, and the style of the first of them without colour and in high contrast.
const STAND_OUT: &[(&str, &str, char, char)] = &[
    ("alarm", "NOT SAVED: The disk", 'R', 'R'),
    ("refused", "! The meeting", 'B', 'b'),
    ("practice", "PRACTICE · made up", 'U', 'b'),
    ("selected", ">14:25 PC Hall", 'R', 'R'),
    ("commands", ">/skip", 'R', 'R'),
    ("page_restricted", "[Restricted] 14:25", 'B', 'b'),
    ("page_found", "Ella Smith (letter)", 'R', 'R'),
    ("find_restricted", "(restricted) … something", 'R', 'R'),
];

#[test]
fn what_matters_most_stands_out_in_every_palette() {
    for &(name, words, without_colour, in_high_contrast) in STAND_OUT {
        let first = words.split(' ').next().unwrap();
        let expected_in = |letter: char| -> String { first.chars().map(|_| letter).collect() };
        let palettes = [
            (Theme::without_colour(), without_colour),
            (Theme::of(Colours::HighContrast), in_high_contrast),
        ];
        for (theme, letter) in palettes {
            let style = drawn(name, 80, 24, &theme).style_of(words);
            assert!(
                style.starts_with(&expected_in(letter)),
                "{name}, {words}: {style}"
            );
        }
        let ascii = Theme::without_colour().with_ascii_signs();
        let style =
            drawn(name, 80, 24, &ascii).style_of(&words.replace('·', "-").replace('…', "~"));
        assert!(
            style.starts_with(&expected_in(without_colour)),
            "{name}, ASCII: {style}"
        );
    }
}
