//! What is read stands at 4.5 to 1 or better (WCAG 2.2, 1.4.3) on every screen, in every theme, with the sixteen colours
//! that the terminals in use come with.

use super::room;
use super::scenes::all;
use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};
use std::collections::BTreeMap;
use talking_piece::domain::settings::screen::Colours;
use talking_piece::ui::Theme;

type Rgb = (u8, u8, u8);

struct Palette {
    name: &'static str,
    /// Black, red, green, yellow, blue, magenta, cyan, white; then the bright ones.
    colours: [u32; 16],
    /// Of text that has no colour, on the dark ground that it comes with.
    ink: u32,
    ground: u32,
}

/// As published: `XTerm-col.ad` of xterm; `defaults` in PuTTY's `settings.c`; the scheme Campbell of Windows Terminal's
/// `defaults.json`; `default_red`, `default_grn` and `default_blu` in the kernel's `drivers/tty/vt/vt.c`.
const PALETTES: [Palette; 4] = [
    Palette {
        name: "xterm",
        colours: [
            0x000000, 0xcd0000, 0x00cd00, 0xcdcd00, 0x0000ee, 0xcd00cd, 0x00cdcd, 0xe5e5e5,
            0x7f7f7f, 0xff0000, 0x00ff00, 0xffff00, 0x5c5cff, 0xff00ff, 0x00ffff, 0xffffff,
        ],
        ink: 0xe5e5e5,
        ground: 0x000000,
    },
    Palette {
        name: "PuTTY",
        colours: [
            0x000000, 0xbb0000, 0x00bb00, 0xbbbb00, 0x0000bb, 0xbb00bb, 0x00bbbb, 0xbbbbbb,
            0x555555, 0xff5555, 0x55ff55, 0xffff55, 0x5555ff, 0xff55ff, 0x55ffff, 0xffffff,
        ],
        ink: 0xbbbbbb,
        ground: 0x000000,
    },
    Palette {
        name: "Windows Terminal",
        colours: [
            0x0c0c0c, 0xc50f1f, 0x13a10e, 0xc19c00, 0x0037da, 0x881798, 0x3a96dd, 0xcccccc,
            0x767676, 0xe74856, 0x16c60c, 0xf9f1a5, 0x3b78ff, 0xb4009e, 0x61d6d6, 0xf2f2f2,
        ],
        ink: 0xcccccc,
        ground: 0x0c0c0c,
    },
    Palette {
        name: "the Linux console",
        colours: [
            0x000000, 0xaa0000, 0x00aa00, 0xaa5500, 0x0000aa, 0xaa00aa, 0x00aaaa, 0xaaaaaa,
            0x555555, 0xff5555, 0x55ff55, 0xffff55, 0x5555ff, 0xff55ff, 0x55ffff, 0xffffff,
        ],
        ink: 0xaaaaaa,
        ground: 0x000000,
    },
];

const ENOUGH: f64 = 4.5;

fn rgb(colour: u32) -> Rgb {
    let [_, red, green, blue] = colour.to_be_bytes();
    (red, green, blue)
}

fn luminance((red, green, blue): Rgb) -> f64 {
    let part = |value: u8| match f64::from(value) / 255.0 {
        low if low <= 0.040_45 => low / 12.92,
        high => ((high + 0.055) / 1.055).powf(2.4),
    };
    0.2126 * part(red) + 0.7152 * part(green) + 0.0722 * part(blue)
}

fn contrast(one: Rgb, other: Rgb) -> f64 {
    let (one, other) = (luminance(one) + 0.05, luminance(other) + 0.05);
    one.max(other) / one.min(other)
}

/// Its place among the sixteen; nothing for the terminal's own.
fn index(colour: Color) -> Option<usize> {
    let all = [
        Color::Black,
        Color::Red,
        Color::Green,
        Color::Yellow,
        Color::Blue,
        Color::Magenta,
        Color::Cyan,
        Color::Gray,
        Color::DarkGray,
        Color::LightRed,
        Color::LightGreen,
        Color::LightYellow,
        Color::LightBlue,
        Color::LightMagenta,
        Color::LightCyan,
        Color::White,
    ];
    let at = all.iter().position(|other| *other == colour);
    assert!(
        at.is_some() || colour == Color::Reset,
        "{colour:?} is none of the sixteen that every terminal has"
    );
    at
}

/// Lines and frames guide the eye and are not read; blanks are not there.
fn is_read(cell: &Cell) -> bool {
    let symbol = cell.symbol().chars().next().unwrap_or(' ');
    let is_line = ('\u{2500}'..='\u{257f}').contains(&symbol);
    !symbol.is_whitespace() && !is_line
}

/// The lines of a page, as it is printed too: `----`.
fn is_in_a_line(row: &[Cell], at: usize) -> bool {
    let symbol = row[at].symbol();
    let same = row.split(|cell| cell.symbol() != symbol).map(<[Cell]>::len);
    matches!(symbol, "-" | "=" | ".") && same.max() >= Some(4)
}

type Look = (Color, Color, Modifier);

/// How what is read looks on a screen, and an example of each.
fn looks(buffer: &Buffer, place: &str, found: &mut BTreeMap<String, (Look, String)>) {
    let width = usize::from(buffer.area.width).max(1);
    for row in buffer.content.chunks(width) {
        for (at, cell) in row.iter().enumerate().filter(|(_, cell)| is_read(cell)) {
            if is_in_a_line(row, at) {
                continue;
            }
            let look = (cell.fg, cell.bg, cell.modifier);
            found.entry(format!("{look:?}")).or_insert_with(|| {
                let words: String = row[at..].iter().take(12).map(Cell::symbol).collect();
                (look, format!("{place}: {words}"))
            });
        }
    }
}

/// The contrast in one palette; `bold_is_bright`: many terminals draw a bold colour of the first eight as its bright one.
fn contrast_of(look: Look, palette: &Palette, ground: Ground, bold_is_bright: bool) -> f64 {
    let (ink, paper) = match ground {
        Ground::Dark => (palette.ink, palette.ground),
        Ground::Light => (0x000000, 0xffffff),
    };
    let (foreground, background, modifier) = look;
    let foreground = match index(foreground) {
        None => ink,
        Some(at @ 0..8) if bold_is_bright && modifier.contains(Modifier::BOLD) => {
            palette.colours[at + 8]
        }
        Some(at) => palette.colours[at],
    };
    let background = index(background).map_or(paper, |at| palette.colours[at]);
    contrast(rgb(foreground), rgb(background))
}

#[derive(Debug, Clone, Copy)]
enum Ground {
    Dark,
    Light,
}

#[test]
fn what_is_read_stands_out_from_its_ground() {
    let themes = [
        (Colours::Either, &[Ground::Dark, Ground::Light][..]),
        (Colours::Dark, &[Ground::Dark]),
        (Colours::Light, &[Ground::Light]),
        (Colours::HighContrast, &[Ground::Dark, Ground::Light]),
    ];
    let scenes = all();
    let mut faults = Vec::new();
    for (colours, grounds) in themes {
        let theme = Theme::of(colours);
        let mut found = BTreeMap::new();
        for (columns, rows) in [(80, 24), (50, 20)] {
            for (name, driver) in &scenes {
                looks(&driver.draw(columns, rows, &theme).0, name, &mut found);
            }
            for (name, buffer) in room::drawn_in(columns, rows, &theme) {
                looks(&buffer, name, &mut found);
            }
        }
        assert!(found.len() > 3, "{colours:?}: nothing stands out");
        for (look, example) in found.values() {
            // How much fainter a faint letter is, no terminal says.
            if look.2.contains(Modifier::DIM) {
                faults.push(format!("{colours:?}: faint: {example}"));
            }
            for palette in &PALETTES {
                for ground in grounds {
                    for bright in [false, true] {
                        let there = contrast_of(*look, palette, *ground, bright);
                        if there < ENOUGH {
                            faults.push(format!(
                                "{colours:?}, {}, {ground:?}, bold is bright {bright}: {there:.2}: {example} {look:?}",
                                palette.name
                            ));
                        }
                    }
                }
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn the_measure_is_the_published_one() {
    assert!((contrast((0, 0, 0), (255, 255, 255)) - 21.0).abs() < 0.001);
    // The grey that is known to pass on white by a hair.
    let grey = contrast((0x76, 0x76, 0x76), (255, 255, 255));
    assert!((4.54..4.55).contains(&grey), "{grey}");
    let yellow = (Color::Yellow, Color::Reset, Modifier::empty());
    let on_white = contrast_of(yellow, &PALETTES[0], Ground::Light, false);
    assert!(on_white < 2.0, "yellow on white cannot be read: {on_white}");
}
